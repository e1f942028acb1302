"""Names as they are compared: a spelling in, folded words, a key that forgives transliteration, bare names out.

Used by the register of office-holders and by linking. Nothing here knows who is who: these are rules on letters and
words, from `names.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache


@dataclass(frozen=True)
class NameRules:
    """What `names.yaml` says; the file explains each list."""

    suffixes: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    family_first: frozenset[str]
    family_either: frozenset[str]
    given_name: frozenset[str]
    two_surnames: frozenset[str]
    either_surname: frozenset[str]
    chains: frozenset[str]
    left_out: frozenset[str]
    canonical: Mapping[str, str]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    spellings_in: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


@cache
def rules() -> NameRules:
    """The rules, read when they are first needed."""
    from .lexicons._spellings import read  # read late, as it costs time: a program that reads no names needs none

    told = read("names.yaml")
    return NameRules(
        suffixes=frozenset(told["suffixes"]),
        articles=frozenset(told["particles"]["articles"]),
        particles=frozenset(word for group in told["particles"].values() for word in group),
        titles=frozenset(told["titles"]),
        family_first=frozenset(told["family_name"]["first"]),
        family_either=frozenset(told["family_name"]["either"]),
        given_name=frozenset(told["given_name"]),
        two_surnames=frozenset(told["two_family_names"]["first"]),
        either_surname=frozenset(told["two_family_names"]["either"]),
        chains=frozenset(told["chains"]),
        left_out=frozenset(told["left_out"]),
        canonical={form: line.split()[0] for line in told["same_name"] for form in line.split()},
        spellings=_compiled(told["spellings"]),
        spellings_in={state: _compiled(each["swaps"]) for each in told["spellings_in"] for state in each["states"]},
    )


def _compiled(swaps: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), into) for pattern, into in swaps)


_DOUBLE = re.compile(r"(.)\1+")
_APOSTROPHES = re.compile(r"['’‘`ʻʼ\"“”]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name in lower-case ASCII words with single spaces: no accents, apostrophes, hyphens or full stops."""
    if not text.isascii():
        from anyascii import anyascii  # read late: it costs 30 ms, and plain names do not need it

        text = anyascii(text)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text).lower()).strip()


@lru_cache(maxsize=200_000)
def spelling(word: str, country: str | None = None) -> str:
    """A folded word as most transliterations would have it: `shoygu` and `shoigu` give one form."""
    for pattern, into in (*rules().spellings_in.get(country or "", ()), *rules().spellings):
        word = pattern.sub(into, word)
    return word


def canonical(word: str) -> str:
    """The given name of which a folded word is a short form or a transliteration; else the word."""
    return rules().canonical.get(word, word)


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    """A folded word with the letters made one that transliterations and short forms write in several ways."""
    return spelling(canonical(word))


def key(words: Iterable[str]) -> str:
    """What equal names have in common: the skeletons of folded words, joined, without articles and suffixes."""
    kept = list(words)
    strong = [word for word in kept if word not in rules().articles and word not in rules().suffixes]
    return "".join(map(_skeleton, strong or kept))


def without_titles(name: str) -> list[str]:
    """The folded words of a name as an article writes it, without rank, title, possessive and Jr."""
    words = [word for word in fold(_POSSESSIVE.sub("", name.strip())).split() if word not in rules().suffixes]
    while len(words) > 1 and words[0] in rules().titles:
        words.pop(0)
    return words


def tokens_fit(words: list[str], given: list[str]) -> bool:
    """Whether the words beside a surname can be these given names: all of the shorter list are in the longer."""
    if _joined(words) == _joined(given):
        return True
    short, left = sorted(([word for word in side if word not in rules().particles] for side in (words, given)), key=len)
    if not short:
        return False
    for word in short:
        hit = next((other for other in left if _same(word, other)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _joined(words: Iterable[str]) -> str:
    return _DOUBLE.sub(r"\1", key(words))


def _same(one: str, other: str) -> bool:
    """Spellings of one name, or one the initial of the other."""
    if len(one) == 1 or len(other) == 1:
        return one.startswith(other) or other.startswith(one)
    return _skeleton(one) == _skeleton(other)


def bare_names(name: str, country: str) -> list[str]:
    """The folded names by which the press calls a person alone: "Le Drian", "Sisi", "Chang", the likeliest first."""
    words = [word for word in name.split() if fold(word) and fold(word) not in rules().suffixes]
    if len(words) < 2:
        return [fold(word) for word in words]
    if country in rules().family_first and "-" not in words[0]:
        return [fold(words[0])]
    if country in rules().given_name:
        return [fold(words[0])]
    last = fold(words[-1])
    names = [last]
    if last.split()[0] in rules().articles and " " in last:
        names.append(last.split(" ", 1)[1])
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in rules().particles:
        start -= 1
    if start < len(words) - 1:
        names.insert(0, fold(" ".join(words[start:])))
    if country in rules().two_surnames and start == len(words) - 1 and len(words) >= 3:
        names.append(fold(" ".join(words[-2:])))
        if len(words) >= 4:
            names.append(fold(words[-2]))
    return names


def full_names(persons: Iterable[str], spellings: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """All spellings of persons, folded, each with the persons whom it can mean."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for person in persons:
        for spelling in (person, *spellings.get(person, ())):
            found[fold(spelling)][person] = None
    return {name: tuple(people) for name, people in found.items()}


class NameIndex:
    """Names to persons: folded spellings, bare names (`bare`), and what forgives other spellings."""

    def __init__(
        self,
        homes: Mapping[str, str],
        full: Mapping[str, tuple[str, ...]],
        spellings: Mapping[str, Iterable[str]],
        bare: Mapping[str, Iterable[str]],
    ) -> None:
        """Index the persons in `homes` (person to country) with further `spellings` and `bare` names of theirs; `full` is
        what `full_names` gives for them.

        Bare names that are given replace those that follow from the rule of the country.
        """
        by_key: defaultdict[str, set[str]] = defaultdict(set)
        by_bare: defaultdict[str, set[str]] = defaultdict(set)
        self._given: dict[str, list[list[str]]] = {}
        told = set()
        for person, country in homes.items():
            given = self._given[person] = []
            for spelling in (person, *spellings.get(person, ())):
                words = fold(spelling).split()
                by_key[key(words)].add(person)
                for short in [fold(name) for name in bare.get(person, ())] or bare_names(spelling, country):
                    told.add(short)
                    parts = short.split()
                    by_bare[key(parts)].add(person)
                    rest = [word for word in words if word not in parts]
                    if rest and rest not in given:
                        given.append(rest)
        self._full = full
        self.bare = frozenset(told)
        self._by_key = dict(by_key)
        self._by_bare = dict(by_bare)

    def people(self, words: list[str]) -> dict[str, float]:
        """Persons whom folded words can mean: 4 the full name, 2 to 3 surname and given name, 1 a bare name."""
        scores: dict[str, float] = dict.fromkeys(self._by_key.get(key(words), ()), 4.0) if words else {}
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                rest = words[:first] + words[last:]
                for person in self._by_bare.get(key(words[first:last]), ()):
                    score = max((_fit(rest, given) for given in self._given[person]), default=0.0) if rest else 1.0
                    if score > scores.get(person, 0.0):
                        scores[person] = score
        for person in self._full.get(" ".join(words), ()):
            scores[person] = max(scores.get(person, 0.0), 4.0) + 0.5
        return scores


def _fit(rest: list[str], given: list[str]) -> float:
    """How well the words beside a surname fit the given names of a spelling: 0 not at all, else 2 to 3."""
    if not tokens_fit(rest, given):
        return 0.0
    if all(len(word) == 1 for word in rest):
        return 2.0
    return 3.0 if len(rest) == len(given) else 2.5
