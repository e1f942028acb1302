"""Spellings: a listed word comes in, the ways in which articles write it go out; also the reading of the YAML files."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, cast

import yaml

from ..resources import lexicon

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> dict[str, Any]:
    """The YAML file of that name beside this module; read once. `MilchannelsError` where it is missing."""
    with lexicon(name).open(encoding="utf-8") as file:
        return cast(dict[str, Any], yaml.load(file, Loader=_Loader))


#: Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_PLAIN |= str.maketrans({"æ": "ae", "Æ": "Ae", "ß": "ss", "þ": "th", "Þ": "Th"})
_SWAPS = (("Defense", "Defence"), ("Theater", "Theatre"), ("Center", "Centre"))
_STARTS = (
    ("Saint ", ("St. ", "St ")),
    ("U.S. ", ("US ", "United States ")),
    ("U.N. ", ("UN ", "United Nations ")),
    ("U.K. ", ("UK ",)),
)


def unaccent(text: str) -> str:
    """Plain letters for accented ones: "Élysée" gives "Elysee"."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in parts if not unicodedata.combining(char))


def fold(text: str) -> str:
    """For comparing what users type: no case, accents, full stops, hyphens, nor a leading "the"."""
    plain = unaccent(text).replace("’", "'").replace(".", "").replace("-", " ").casefold()
    return " ".join(plain.split()).removeprefix("the ")


def spellings(word: str) -> list[str]:
    """The word and what the rules at the head of `countries.yaml` make of it; each once, the word itself first."""
    found = [word]
    for start, others in _STARTS:
        if word.startswith(start):
            found += [other + word[len(start) :] for other in others]
    for american, british in _SWAPS:
        if american in word:
            found += [spelling.replace(american, british) for spelling in found]
    if not word.isascii():
        found += [unaccent(spelling) for spelling in found]
    if "'" in word:
        found += [spelling.replace("'", "’") for spelling in found]
    return list(dict.fromkeys(found)) if len(found) > 1 else found
