"""Names as they are compared: a spelling in, folded words, a key that forgives transliteration, bare names out.

Used by the register of office-holders. Nothing here knows who is who: these are rules on letters and words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = frozenset({"al", "el", "ul"})
_PARTICLES = _words(
    "de di da del della der den van von zu la le du dos das do bin ibn ben abu ter ten af av al el san santa"
)
#: Countries whose people are named family name first in English-language news, too.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK"})
#: Countries whose people go by their own name, not their father's.
_GIVEN_NAME = frozenset({"ETH", "ERI"})
#: Countries where two surnames are usual and the press may use the first of them.
_TWO_SURNAMES = _words("ESP MEX ARG CHL COL PER VEN BOL ECU PRY URY CUB DOM GTM HND SLV NIC CRI PAN")
_TITLES = _words(
    "gen general lt lieutenant maj major col colonel brig brigadier adm admiral vadm radm capt captain cmdr commander "
    "marshal vice rear fleet army air chief field staff sgt sir dame lord lady baron mr mrs ms dr prof sheikh sheik "
    "prince king emir minister secretary president premier chancellor chairman defense defence prime foreign deputy "
    "acting former the ret us"
)
#: Short forms and transliterations of given names, each line one name.
_SAME_NAME = """
alexander aleksandr aleksander oleksandr aliaksandr alyaksandr alexandr
alexei aleksei aleksey alexey oleksiy oleksii
andrei andrey andrii andriy
andrew andy
anthony tony antony
ashton ash
benjamin ben benny binyamin
charles chuck charlie
christopher chris
daniel dan danny
david dave
dmitry dmitri dmitriy dmytro
donald don
edward ed ted
gregory greg
james jim jimmy
john jack
joseph joe
kenneth ken
lawrence larry
leonard len
martin marty
matthew matt
michael mike mick
mikhail mykhailo
mohammed mohamed muhammad mohamad muhammed mohammad
ahmed ahmad
hussein hossein husain husayn hussain
abdul abdel abdal
abdullah abdulla abdallah
khalid khaled
salman selman
yousef yusuf youssef yousuf yousif
nicholas nick
nikolai mykola
patrick pat
peter pete
philip phil phillip
raymond ray
richard dick rick
robert bob rob bobby
ronald ron
samuel sam
sergei serhii serhiy
stephen steve steven
thomas tom
timothy tim
vladimir volodymyr
william bill will
"""
_CANONICAL = {form: line.split()[0] for line in _SAME_NAME.split("\n") if line for form in line.split()}
_SPELLINGS = (
    ("sch", "sh"),
    ("tch", "ch"),
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("x", "ks"),
)
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


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    """A folded word with the letters made one that transliterations and short forms write in several ways."""
    word = _CANONICAL.get(word, word)
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word)


def key(words: Iterable[str]) -> str:
    """What equal names have in common: the skeletons of folded words, joined, without articles and suffixes."""
    kept = list(words)
    strong = [word for word in kept if word not in _ARTICLES and word not in _SUFFIXES]
    return "".join(map(_skeleton, strong or kept))


def without_titles(name: str) -> list[str]:
    """The folded words of a name as an article writes it, without rank, title, possessive and Jr."""
    words = [word for word in fold(_POSSESSIVE.sub("", name.strip())).split() if word not in _SUFFIXES]
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return words


def tokens_fit(words: list[str], given: list[str]) -> bool:
    """Whether the words beside a surname can be these given names: all of the shorter list are in the longer."""
    if _joined(words) == _joined(given):
        return True
    short, left = sorted(
        ([_skeleton(word) for word in side if word not in _PARTICLES] for side in (words, given)), key=len
    )
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
    """Equal, or one the initial of the other."""
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def bare_names(name: str, country: str) -> list[str]:
    """The folded names by which the press calls a person alone: "Le Drian", "Sisi", "Chang", the likeliest first."""
    words = [word for word in name.split() if fold(word) and fold(word) not in _SUFFIXES]
    if len(words) < 2:
        return [fold(word) for word in words]
    if country in _FAMILY_FIRST and "-" not in words[0]:
        return [fold(words[0])]
    if country in _GIVEN_NAME:
        return [fold(words[0])]
    last = fold(words[-1])
    names = [last]
    if last.split()[0] in _ARTICLES and " " in last:
        names.append(last.split(" ", 1)[1])
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    if start < len(words) - 1:
        names.insert(0, fold(" ".join(words[start:])))
    if country in _TWO_SURNAMES and start == len(words) - 1 and len(words) >= 3:
        names.append(fold(" ".join(words[-2:])))
        if len(words) >= 4:
            names.append(fold(words[-2]))
    return names


class NameIndex:
    """Names to persons: folded spellings (`full`), bare names (`bare`), and what forgives other spellings."""

    def __init__(
        self, homes: Mapping[str, str], spellings: Mapping[str, Iterable[str]], bare: Mapping[str, Iterable[str]]
    ) -> None:
        """Index the persons in `homes` (person to country) with further `spellings` and `bare` names of theirs.

        Bare names that are given replace those that follow from the rule of the country.
        """
        full: defaultdict[str, list[str]] = defaultdict(list)
        by_key: defaultdict[str, set[str]] = defaultdict(set)
        by_bare: defaultdict[str, set[str]] = defaultdict(set)
        self._given: dict[str, list[list[str]]] = {}
        told = set()
        for person, country in homes.items():
            given = self._given[person] = []
            for spelling in (person, *spellings.get(person, ())):
                folded = fold(spelling)
                words = folded.split()
                if person not in full[folded]:
                    full[folded].append(person)
                by_key[key(words)].add(person)
                for short in [fold(name) for name in bare.get(person, ())] or bare_names(spelling, country):
                    told.add(short)
                    parts = short.split()
                    by_bare[key(parts)].add(person)
                    rest = [word for word in words if word not in parts]
                    if rest and rest not in given:
                        given.append(rest)
        self.full: Mapping[str, tuple[str, ...]] = {name: tuple(people) for name, people in full.items()}
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
        for person in self.full.get(" ".join(words), ()):
            scores[person] = max(scores.get(person, 0.0), 4.0) + 0.5
        return scores


def _fit(rest: list[str], given: list[str]) -> float:
    """How well the words beside a surname fit the given names of a spelling: 0 not at all, else 2 to 3."""
    if not tokens_fit(rest, given):
        return 0.0
    if all(len(word) == 1 for word in rest):
        return 2.0
    return 3.0 if len(rest) == len(given) else 2.5
