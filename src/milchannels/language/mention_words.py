"""The words of `lexicons/mentions.yaml`: `words()` gives them, read once.

Nothing is decided here: where a phrase stands is found by `mention_finding` and `bodies`, whom it means by `coreference`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from ..lexicons._spellings import read
from ..records import UNIFORMED_OFFICES


@dataclass(frozen=True, slots=True)
class MentionWords:
    """The whole of `mentions.yaml`; the fields are explained there."""

    bodies: Mapping[str, bool | None]
    ranks: Mapping[str, str]
    group_offices: Mapping[str, frozenset[str]]
    sets: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@functools.cache
def words() -> MentionWords:
    """The lexicon, loaded once."""
    source = read("mentions.yaml")
    offices = {
        noun: UNIFORMED_OFFICES if listed == "uniformed" else frozenset(listed)
        for noun, listed in source["group_offices"].items()
    }
    sets = {name: frozenset(members) for name, members in source.items() if isinstance(members, list)}
    return MentionWords(source["bodies"], source["ranks"], offices, sets)
