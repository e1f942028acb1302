"""Words of asking for a contact, those of `lexicons/initiators.yaml`, and what one of them in a text tells (`Asking`).

`behind` gives what stands behind a preposition, `unknown` says whether a word leaves open which side is meant.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from spacy.tokens import Token

from ..lexicons._spellings import read


@dataclass(frozen=True)
class AskingWords:
    """The words of `lexicons/initiators.yaml`."""

    nouns: frozenset[str]
    askers: frozenset[str]
    leading: frozenset[str]
    responding: frozenset[str]
    verbs: dict[str, frozenset[str]]
    placing: dict[str, frozenset[str]]
    inviting: frozenset[str]
    calling_back: frozenset[str]
    one_way: frozenset[str]
    coming: frozenset[str]
    contacts: frozenset[str]
    unknown: frozenset[str]
    swapping: frozenset[str]


@functools.cache
def words() -> AskingWords:
    """The lexicon, loaded once."""
    source = read("initiators.yaml")
    sets = {name: frozenset(value) for name, value in source.items() if not isinstance(value, dict)}
    verbs, placing = ({k: frozenset(v) for k, v in source[name].items()} for name in ("verbs", "placing"))
    return AskingWords(verbs=verbs, placing=placing, **sets)


@dataclass(slots=True)
class Asking:
    """A word of asking: the tokens that tell whose it is, the likeliest first, and the tokens of the contact asked for.

    `asked` are the tokens that tell who was asked. `back` points to a contact told before ("the call was made at ..."),
    `journey` to what happens where somebody went.
    """

    token: Token
    whose: list[Token]
    what: set[int]
    asked: list[Token] = field(default_factory=list)
    back: bool = False
    journey: bool = False


def behind(word: Token, prepositions: frozenset[str]) -> list[Token]:
    """The tokens behind any of the prepositions at a word."""
    return [
        g
        for c in word.children
        if c.dep_ in ("prep", "agent", "dative") and c.lower_ in prepositions
        for g in c.children
        if g.dep_ == "pobj"
    ]


def unknown(token: Token) -> bool:
    """Whether a word for a side leaves open which one: "who", "which of them"."""
    return token.lower_ in words().unknown or any(c.lower_ in words().unknown for c in token.children)
