"""The lexicon of what became of a contact, `lexicons/status.yaml`, loaded once."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ..lexicons._spellings import read


@dataclass(frozen=True)
class StatusWords:
    """The whole of `status.yaml`."""

    groups: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    modifiers: dict[str, frozenset[str]]
    phrases: dict[str, re.Pattern[str]]
    undone: dict[str, re.Pattern[str]]


@functools.cache
def words() -> StatusWords:
    """The lexicon, loaded once."""
    source = read("status.yaml")
    return StatusWords(
        groups={k: frozenset(v) for k, v in source.items() if isinstance(v, list)},
        particles={k: frozenset(v) for k, v in source["particles"].items()},
        modifiers={k: frozenset(v) for k, v in source["modifiers"].items()},
        phrases={k: re.compile(v) for k, v in source["phrases"].items()},
        undone={k: re.compile(v) for k, v in source["undone"].items()},
    )
