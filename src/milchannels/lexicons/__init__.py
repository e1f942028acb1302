"""The lexicons as typed values: YAML beside this module comes in, frozen records and look-up tables go out.

Countries and international bodies (`countries`, `country_terms`, `ambiguous`, `decide`, `code_at`, `not_countries`,
`lookup`), ranks (`ranks`, `rank_of`, `canonical_rank`) and titles (`honorifics`). Each file is read once. Nothing here
knows spaCy: matching the terms in a text is the business of the caller.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ._ranks import (
    Honorifics,
    Rank,
    canonical_rank,
    honorifics,
    rank_of,
    ranks,
    service_prefixes,
)
from ._spellings import fold, read, spellings

__all__ = [
    "KINDS",
    "Ambiguity",
    "Country",
    "Honorifics",
    "Rank",
    "Term",
    "TermKind",
    "ambiguous",
    "canonical_rank",
    "code_at",
    "countries",
    "country_terms",
    "decide",
    "honorifics",
    "lookup",
    "not_countries",
    "rank_of",
    "ranks",
    "service_prefixes",
]

TermKind = Literal[
    "name", "adjective", "people", "capital", "seat", "city", "government", "defense", "military", "command"
]
#: All kinds, in the order in which the first one wins for a word that a country has twice ("Singapore": name, capital).
KINDS: tuple[TermKind, ...] = (
    "name",
    "adjective",
    "people",
    "capital",
    "seat",
    "city",
    "government",
    "defense",
    "military",
    "command",
)
_FIELDS: tuple[tuple[TermKind, str], ...] = (
    ("name", "names"),
    ("adjective", "adjectives"),
    ("people", "people"),
    ("capital", "capitals"),
    ("seat", "seats"),
    ("city", "cities"),
)
_BODY_KINDS: tuple[TermKind, ...] = ("government", "defense", "military", "command")


@dataclass(frozen=True, slots=True)
class Country:
    """A state, or an international body that a participant can stand for. `name` is the one to print."""

    code: str
    iso2: str | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    cities: tuple[str, ...]
    bodies: Mapping[str, tuple[str, ...]]
    succeeds: tuple[str, dt.date] | None = None
    ended: dt.date | None = None

    @property
    def name(self) -> str:
        return self.names[0]

    def surfaces(self) -> Iterator[tuple[str, TermKind]]:
        """Each listed word with its kind, in the order of `KINDS`."""
        for kind, field in _FIELDS:
            for word in getattr(self, field):
                yield word, kind
        for kind in _BODY_KINDS:
            for word in self.bodies.get(kind, ()):
                yield word, kind


@dataclass(frozen=True, slots=True)
class Term:
    """What a word in an article stands for. A city tells where something is; the other kinds stand for the state."""

    code: str
    kind: TermKind


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """The policy for a word of more than one meaning; the fields are explained in `countries.yaml`."""

    term: str
    default: str | None
    codes: Mapping[str, tuple[str, ...]]
    unless: tuple[str, ...]
    person: bool
    kind: TermKind | None
    rule: str
    ask: bool = False


# ---------------------------------------------------------------------------------------------------- countries


@cache
def countries() -> dict[str, Country]:
    """Code -> country: the states of ISO 3166-1 that have forces or diplomacy, former states, and NATO, EU, UN, AU."""
    entries: dict[str, dict[str, Any]] = {
        **read("countries.yaml")["countries"],
        **read("organisations.yaml")["organisations"],
    }
    return {code: _country(code, entry) for code, entry in entries.items()}


def _country(code: str, entry: Mapping[str, Any]) -> Country:
    succeeds = entry.get("succeeds")
    return Country(
        code=code,
        iso2=entry.get("iso2"),
        bodies={kind: tuple(words) for kind, words in entry.get("bodies", {}).items()},
        succeeds=(succeeds["code"], succeeds["since"]) if succeeds else None,
        ended=entry.get("ended"),
        **{field: tuple(entry.get(field, ())) for _, field in _FIELDS},
    )


@cache
def ambiguous() -> dict[str, Ambiguity]:
    """Word -> policy, for each word of more than one meaning, in each of its spellings."""
    table: dict[str, Ambiguity] = {}
    for entry in read("countries.yaml")["ambiguous"]:
        policy = Ambiguity(
            term=entry["term"],
            default=entry["default"],
            codes={code: tuple(cues) for code, cues in entry["codes"].items()},
            unless=tuple(entry.get("unless", ())),
            person=entry.get("person", False),
            kind=entry.get("kind"),
            rule=entry["rule"],
            ask=entry.get("ask", False),
        )
        for spelling in spellings(policy.term):
            table.setdefault(spelling, policy)
    persons = set(read("countries.yaml")["also_persons"]) - table.keys()
    for code, country in countries().items():
        for word, kind in country.surfaces():
            if word in persons and word not in table:
                table[word] = Ambiguity(word, code, {code: ()}, (), True, kind, "also a person's name")
    return table


@cache
def country_terms() -> dict[str, Term]:
    """Word, as an article writes it (case matters) -> its country and kind.

    Has every spelling that the rules in `countries.yaml` add. An ambiguous word has its default; one that stands for no
    country without a cue is left out, so callers that want those too look at `ambiguous` and `decide`.
    """
    return _collect()[0]


@cache
def _collect() -> tuple[dict[str, Term], list[tuple[str, str, str]]]:
    """The terms, and (word, code, other code) for each word that two countries claim against the policy."""
    terms: dict[str, Term] = {}
    claims: dict[tuple[str, str], TermKind] = {}
    conflicts = []
    policies = ambiguous()
    for code, country in countries().items():
        for word, kind in country.surfaces():
            for spelling in spellings(word):
                first = terms.setdefault(spelling, Term(code, kind))
                if spelling in policies:
                    claims.setdefault((spelling, code), kind)
                elif first.code != code:
                    conflicts.append((spelling, first.code, code))
    for spelling, policy in policies.items():
        terms.pop(spelling, None)
        if policy.default is not None:
            own = claims.get((spelling, policy.default)) or policy.kind
            terms[spelling] = Term(policy.default, own or "name")
    return terms, conflicts


@cache
def not_countries() -> tuple[str, ...]:
    """Phrases in which a country's word does not mean the state ("South China Sea"), longest first."""
    phrases = {s for group in read("countries.yaml")["not_countries"] for phrase in group for s in spellings(phrase)}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def decide(term: str, context: str) -> str | None:
    """The code that `term` stands for in an article that says `context`; None where it stands for no country.

    An unambiguous term is looked up. For an ambiguous one the code with the most cues in the context wins, the default
    on a tie; None where the cues against a country outnumber those for any. What stands right beside the word ("South
    Korea's Joint Chiefs") is better evidence than this, and for the caller to weigh first.
    """
    policy = ambiguous().get(term)
    if policy is None:
        found = country_terms().get(term)
        return found.code if found else None
    counts = {code: _cues(cues, context) for code, cues in policy.codes.items()}
    most = max(counts.values(), default=0)
    if _cues(policy.unless, context) > most:
        return None
    best = [code for code, count in counts.items() if count == most > 0]
    return best[0] if len(best) == 1 else policy.default


def _cues(cues: Iterable[str], context: str) -> int:
    return sum(re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", context) is not None for cue in cues)


def code_at(code: str, date: dt.date | None) -> str:
    """The state that a lasting word ("Moscow", "the Kremlin", "Belgrade") stood for on that day.

    RUS is SUN before 26 December 1991, SRB is YUG before 4 February 2003, CZE is CSK before 1993. Any other code, and a
    date that is not known, gives the code back. Only for words whose state has changed under them: capitals, metonyms
    and adjectives; an article that says "Soviet" has its code already.
    """
    country = countries().get(code)
    if country is None or country.succeeds is None or date is None:
        return code
    former, since = country.succeeds
    return former if date < since else code


def lookup(text: str) -> list[str]:
    """The codes that a user's words may mean: a code, a name, a demonym, a capital, a body; [] for none.

    Neither case nor accents nor full stops matter. The best kind of match wins (code, then the order of `KINDS`). An
    ambiguous word gives its default alone ("Niger": NER), but all its codes, the default first, where there is no
    default or a user may well mean either ("Congo": COD, COG).
    """
    key = fold(text)
    if not key:
        return []
    policy = _folded_policies().get(key)
    if policy is not None:
        if policy.default is not None and not policy.ask:
            return [policy.default]
        return sorted(policy.codes, key=lambda code: code != policy.default)
    return list(_folded_terms().get(key, ()))


@cache
def _folded_policies() -> dict[str, Ambiguity]:
    return {fold(term): policy for term, policy in ambiguous().items() if len(policy.codes) > 1}


@cache
def _folded_terms() -> dict[str, tuple[str, ...]]:
    ranked: dict[str, dict[str, int]] = {}

    def add(word: str, code: str, place: int) -> None:
        places = ranked.setdefault(fold(word), {})
        places[code] = min(place, places.get(code, place))

    for code, country in countries().items():
        add(code, code, 0)
        if country.iso2:
            add(country.iso2, code, 1)
        for word, kind in country.surfaces():
            for spelling in spellings(word):
                add(spelling, code, 2 + KINDS.index(kind))
    # A word may be one country's name and another's town: only the codes of the best kind are meant.
    return {
        word: tuple(code for code, place in places.items() if place == min(places.values()))
        for word, places in ranked.items()
    }
