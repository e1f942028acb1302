"""Ranks and titles: `ranks.yaml` and `honorifics.yaml` come in, the rank that a form means goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ._spellings import read, unaccent


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank; fields as in `ranks.yaml`. `level` sorts: 1 to 9 for OR, 11 to 15 for WO, 21 to 30 for OF."""

    name: str
    grade: str
    branch: str
    forms: tuple[str, ...]
    common: bool = False
    post: bool = False

    @property
    def level(self) -> int:
        band, number = self.grade.split("-")
        return {"OR": 0, "WO": 10, "OF": 20}[band] + int(number)


@dataclass(frozen=True, slots=True)
class Honorifics:
    """Titles that are no rank ("Dr.", "Sheikh"), and what follows a name ("Jr.", "(retd)", "PVSM")."""

    titles: tuple[str, ...]
    post_nominals: tuple[str, ...]


@cache
def ranks() -> tuple[Rank, ...]:
    """All ranks, in the order of the file."""
    return tuple(
        Rank(
            name=entry["rank"],
            grade=entry["grade"],
            branch=entry["branch"],
            forms=tuple(entry["forms"]),
            common=entry.get("common", False),
            post=entry.get("post", False),
        )
        for entry in read("ranks.yaml")["ranks"]
    )


@cache
def service_prefixes() -> tuple[str, ...]:
    """Names of services that stand before a rank ("Air Force" in "Air Force Gen."), longest first."""
    return tuple(sorted(read("ranks.yaml")["service_prefixes"], key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _RankIndex:
    exact: dict[str, Rank]
    initial: dict[str, Rank]
    lower: dict[str, Rank]
    before: re.Pattern[str]
    after: re.Pattern[str]
    service_countries: frozenset[str]


@cache
def _rank_index() -> _RankIndex:
    exact: dict[str, Rank] = {}
    initial: dict[str, Rank] = {}
    lower: dict[str, Rank] = {}
    for rank in ranks():
        for form in (rank.name, *rank.forms):
            key = _rank_key(form)
            exact.setdefault(key, rank)
            if key != key.upper():
                initial.setdefault(key.casefold(), rank)
        if not rank.common:
            lower.setdefault(_rank_key(rank.name).casefold(), rank)
    raw = read("ranks.yaml")
    return _RankIndex(
        exact=exact,
        initial=initial,
        lower=lower,
        before=re.compile(rf"(?:{_either(raw['modifiers'])})[\s-]+", re.IGNORECASE),
        after=re.compile(rf"(?<![\s,])[\s,]*(?:{_either(read('honorifics.yaml')['post_nominals']['retired'])})$"),
        service_countries=frozenset(raw["army_is_service"]),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _rank_key(form: str) -> str:
    """Without full stops, hyphens, brackets, slashes and accents, single spaces; case kept."""
    return " ".join(re.sub(r"[.\-‑–/()]", " ", unaccent(form).replace("’", "'")).split())


def rank_of(form: str) -> Rank | None:
    """The rank that a form means, None where it is none.

    Full stops, hyphens and accents do not matter. Case is free with a capital initial ("LT GEN", "Lt gen"); words all
    in lower case are only written-out ranks that are no everyday words ("lieutenant general", not "major", not "gen");
    forms of capitals alone ("MG", "AVM") must be so written. A plural is its rank ("Gens.").
    """
    key = _rank_key(form)
    found = _rank_by_key(key)
    if found is None and len(key) > 3 and key.endswith("s"):
        found = _rank_by_key(key[:-1])
    return found


def _rank_by_key(key: str) -> Rank | None:
    index = _rank_index()
    found = index.exact.get(key)
    if found is not None:
        return found
    return index.initial.get(key.casefold()) if key[:1].isupper() or key[:1].isdigit() else index.lower.get(key)


def canonical_rank(form: str, country: str | None = None) -> str | None:
    """The rank written out, as a record holds it; None where the form is no rank.

    What is no part of a rank is cut off: "retired", "four-star", "(retd)", the service ("Marine Corps Gen."). "Army
    Gen." is General of the Army, but General for an officer of a state whose service is so called (USA, PHL, KOR ...).
    """
    index = _rank_index()
    text = index.after.sub("", form.strip())
    while match := index.before.match(text):
        text = text[match.end() :]
    rank = rank_of(text)
    if rank is not None and rank.name == "General of the Army" and country in index.service_countries:
        bare = rank_of(re.sub(r"^army\s+", "", text, flags=re.IGNORECASE))
        return bare.name if bare is not None else rank.name
    if rank is None:
        for prefix in service_prefixes():
            if text.casefold().startswith(prefix.casefold() + " "):
                rank = rank_of(text[len(prefix) :])
                break
    return rank.name if rank is not None else None


@cache
def honorifics() -> Honorifics:
    """Titles and post-nominals, each once, longest first."""
    raw = read("honorifics.yaml")

    def flat(groups: Mapping[str, list[str]]) -> tuple[str, ...]:
        words = {word for group in groups.values() for word in group}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    return Honorifics(titles=flat(raw["titles"]), post_nominals=flat(raw["post_nominals"]))
