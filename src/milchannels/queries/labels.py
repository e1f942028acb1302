"""Codes in, words to show out: countries, posts and bodies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import yaml

from ..errors import MilchannelsError
from ..resources import lexicon
from ..store.ends import kind

_BODIES = {"NATO", "EU", "UN", "AU"}


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[str, str]]:
    """Code -> name and adjective, from the lexicon that the reader of articles uses."""
    try:
        path = lexicon("countries.yaml")
    except MilchannelsError:
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as file:
        # The loader is the safe one, in C where the installation has it.
        entries = yaml.load(file, Loader=loader)["countries"]
    found: dict[str, tuple[str, str]] = {}
    for code, entry in entries.items():
        names = entry.get("names") or [code]
        adjectives = entry.get("adjectives") or names
        found[str(code)] = (str(names[0]), str(adjectives[0]))
    return found


def country_name(code: str | None) -> str:
    """ "Russia" for "RUS"; the code itself where it is none of the lexicon's."""
    if code is None:
        return "unknown"
    return _countries().get(code, (code, code))[0]


def adjective(code: str | None) -> str:
    """ "Russian" for "RUS"; the code itself where it is none of the lexicon's."""
    if code is None or code in _BODIES:
        return code or "unknown"
    return _countries().get(code, (code, code))[1]


def post_label(country: str | None, office: str | None) -> str:
    """ "Russian defense minister" for RUS defense_minister."""
    return f"{adjective(country)} {(office or 'official').replace('_', ' ')}"


def end_label(id_: str, names: Mapping[str, tuple[str, str | None]]) -> str:
    """An end of a line for people; `names` gives name and country of persons by id."""
    if kind(id_) == "person":
        return names[id_][0] if id_ in names else id_
    country, _, office = id_.partition(" ")
    return post_label(country, office) if office else country_name(country)


def term_label(country: str | None, office: str | None, first: int | None, last: int | None) -> str:
    """ "Russian defense minister, 2012–2024"; without an office "no post told"."""
    post = post_label(country, office) if office else "no post told"
    years = "–".join(str(year) for year in dict.fromkeys((first, last)) if year is not None)
    return f"{post}, {years}" if years else post
