"""Whether a text can tell of a contact with a military side, or of a line between militaries, by its letters alone.

In: the text of an article and its day of publication. Out: yes or no, a thousand times faster than a parse (`opens`), and the
parts of it where a contact can be told (`excerpt`). The text must
have a word that can stand for a military (a post or rank of `roles.yaml` and `ranks.yaml`, a body near a country, a
name of the register, a standing line) with two sides not far from it, or speak of militaries throughout, so that it tells
who holds which post. All words are taken from the lexicons, the register and the modules that read them, so that the gate
knows what they know. It lets through more than holds a contact, and keeps out nothing that does: `tests/language/test_gate.py`.

Texts are looked through as bytes, one for each letter, in small letters and with blanks for signs (`_folded`). One scan finds
the words without which nothing is a military, the rarer ones of a title where it has several; the rest of the words is
looked for around them only, and sides only where there is a military.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ahocorasick_rs import BytesAhoCorasick, Implementation

from .. import lexicons, register
from ..name_keys import fold
from ..records import MILITARY_OFFICES
from ..register import Holding
from .channel_lines import words as channel_words
from .counterparts import COUNTERPARTS
from .mention_words import words as mention_words
from .prefilter import FREQUENT, Branch, Common, branches, rarity
from .ranks import no_ranks, normal_form, rank_forms, spoils_rank
from .roles import PLURAL_HEADS, grammar

#: How far, in characters, the other words of a title or of a line can stand from the one that was found.
_PHRASE = 70
#: How far from a word for a body the country can stand for which it acts.
_BESIDE = 50
#: How far from a word for a military the sides can stand: most do so within the first, all within the second.
_AROUND = (250, 700)
#: A text that has so many words for militaries, and one in so many characters, is about them.
_THROUGHOUT, _DENSE = 3, 400
#: Parts of a text that are more than this share of it are not read alone.
_PART = 0.5
#: Where a sentence ends, and how far the end is looked for.
_END = re.compile(r"\n\s*\n|[.!?][\"”’')]*\s")
_SENTENCE = 300
#: Words right before the plural of a body that stands for two sides told elsewhere: "the two armies".
_BOTH = frozenset(b"the two both these those three their sides".split())
#: Kinds of country words that are a military by themselves: "the Pentagon".
_MILITARY_KINDS = frozenset({"defense", "military", "command"})
#: The lowest rank that counts where it is written without a capital (`lexicons.Rank.level`), as in `ranks.py`.
_OFFICER = 21
#: What stands between words; each sign becomes a blank, so that a word is looked for with a blank on both sides.
_SIGNS = b"\n\t\r\xa0.,;:!?'`\"()[]/|*-"
#: Small letters for capitals and blanks for signs.
_FOLD = bytes(0x20 if byte in _SIGNS else ord(chr(byte).lower()) for byte in range(256))

#: Names whose posts are kept in mind at a time.
_REMEMBERED = 50_000
#: Years for which it is kept in mind which names mean nobody.
_YEARS = 100
#: Where a title surely ends: a line, or a sentence whose last word is no abbreviation.
_BREAK = re.compile(r"\n|(?<=[a-z]{4})[.!?;][\s”\"]")

#: A word with a capital right before a surname, that does not begin a sentence; one right behind it.
_GIVEN = re.compile(r"(?<=[\w,] )([A-Z][\w.-]+) \Z")
_GOES_ON = re.compile(r" [A-Z]")

T = TypeVar("T")


class _Words(Generic[T]):
    """Words that are looked for all at once, each with what it stands for."""

    def __init__(self, told: Mapping[bytes, T], implementation: Implementation = Implementation.DFA) -> None:
        self.values = [(value, pattern.endswith(b" ")) for pattern, value in told.items()]
        self.scan = BytesAhoCorasick(list(told), implementation=implementation).find_matches_as_indexes

    def find(self, low: bytes, first: int = 0, last: int | None = None) -> Iterator[tuple[T, int, int]]:
        """What is found between two places of a text, of which `low` is the folded form, with its own places."""
        first = max(0, first)
        part = low[first : None if last is None else last + 2]
        for number, start, end in self.scan(part, overlapping=True):
            value, whole = self.values[number]
            yield value, first + start, first + end - 1 - whole


@dataclass(frozen=True)
class _Way:
    """A branch, folded: words of which one must stand around its key, and beginnings of such words.

    `not_behind`: words that belong to a title and with which the rule refuses it, "police officer".
    """

    others: tuple[tuple[frozenset[bytes], tuple[bytes, ...]], ...]
    not_behind: frozenset[bytes] = frozenset()

    @classmethod
    def of(cls, branch: Branch, not_behind: frozenset[bytes] = frozenset()) -> _Way:
        return cls(
            tuple(
                (
                    frozenset(_folded(word).strip() for word in one_of if not word.endswith("*")),
                    tuple(_folded(word).strip() for word in one_of if word.endswith("*")),
                )
                for one_of in branch.others
            ),
            not_behind,
        )

    def fits(self, words: set[bytes]) -> bool:
        """Whether the words of a stretch of text have one of each."""
        for whole, begun in self.others:
            if whole.isdisjoint(words) and not (begun and any(word.startswith(begun) for word in words)):
                return False
        return True


@dataclass(slots=True)
class _Clue:
    """What a word may be that was found. Each field is empty where it is nothing of that kind.

    `small`: it stands for a body only where it is written with a small letter, "the general".
    """

    word: str
    ways: list[_Way] = field(default_factory=list)
    body: bool = False
    small: bool = False
    force: bool = False
    ranks: tuple[tuple[str, bool], ...] = ()
    terms: tuple[str, ...] = ()
    name: bool = False
    full: bool = False

    @property
    def bare(self) -> bool:
        """Whether a word is a surname and nothing else."""
        return self.name and not (self.full or self.ways or self.body or self.force or self.ranks or self.terms)


class Gate:
    """The words of the lexicons and of one register, made into automata: for militaries, for countries, and for people."""

    def __init__(self, holders: register.Register) -> None:
        self.holders = holders
        self.military = frozenset(h.person for h in holders if h.office in MILITARY_OFFICES)
        self._posts: dict[tuple[str, dt.date | None], tuple[Holding, ...]] = {}
        self._dead: dict[int | None, frozenset[int]] = {}
        self.clues = _Words(self._collect())
        #: The numbers of those clues that are surnames and nothing else, each with the military terms of its bearers.
        self._surnames = {
            number: [post for post in self.posts(clue.word) if post.office in MILITARY_OFFICES]
            for number, (clue, _) in enumerate(self.clues.values)
            if clue.bare
        }
        self.countries = _Words(self._collect_countries())
        # names are many and looked for in few places: the smaller automaton, not the quicker one
        self.people = _Words(self._collect_people(), Implementation.ContiguousNFA)
        self._named: dict[str, _Words[str]] = {}

    def opens(self, text: str, published: dt.date | None = None) -> bool:
        """Whether a text must be parsed."""
        return self.excerpt(text, published) != ""

    def excerpt(self, text: str, published: dt.date | None = None) -> str:
        """What of a text must be parsed: the parts in which a contact can be told, all where these are most of it, or nothing."""
        parts = _Reading(self, text, _folded(text), published).parts()
        return "\n\n".join(text[first:last].strip() for first, last in parts) if parts != [(0, len(text))] else text

    def posts(self, name: str, on: dt.date | None = None) -> tuple[Holding, ...]:
        """All posts that a name can stand for, those about a day where one is given; looked up once."""
        found = self._posts.get((name, on))
        if found is None:
            if len(self._posts) > _REMEMBERED:
                self._posts.clear()
            if on is None:
                found = tuple(self.holders.named(name))
            else:
                day = on.toordinal()
                found = tuple(post for post in self.posts(name) if post.distance(day, day) <= register.NEAR)
            self._posts[name, on] = found
        return found

    def dead(self, on: dt.date | None) -> frozenset[int]:
        """Of the words for militaries, those that are surnames alone, of nobody who held a military post about that year."""
        year = on.year if on is not None else None
        found = self._dead.get(year)
        if found is None:
            if len(self._dead) > _YEARS:
                self._dead.clear()
            days = (dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()) if year else None
            found = self._dead[year] = frozenset(
                number
                for number, terms in self._surnames.items()
                if days is None or all(term.distance(*days) > register.NEAR for term in terms)
            )
        return found

    def named(self, code: str) -> _Words[str]:
        """The words for one country."""
        found = self._named.get(code)
        if found is None:
            found = self._named[code] = _Words({_pattern(word): word for word in _words_for().get(code, ())})
        return found

    # -- what is looked for ----------------------------------------------------------------------------------------------

    def _collect(self) -> dict[bytes, _Clue]:
        clues: dict[bytes, _Clue] = {}
        mentions = mention_words()

        def clue(word: str) -> _Clue:
            return clues.setdefault(_pattern(word), _Clue(word))

        bodies = (
            {word for word, own in mentions.bodies.items() if own} | mentions["soldiers"] | mentions["force_groups"]
        )
        telling = mentions["military_words"] | bodies | {"war"}
        common = (
            FREQUENT | grammar().heads | grammar().modifiers - grammar().body_words,
            grammar().body_words - telling,
        )
        for rule in grammar().rules:
            if rule.office in MILITARY_OFFICES and not rule.spokes:
                refused = frozenset(
                    _folded(word).strip() for word in grammar().modifiers if rule.refuse and rule.refuse.search(word)
                )
                for branch in map(_with_plurals, branches(rule.match.pattern, common)):
                    for word in branch.key:
                        clue(word).ways.append(_Way.of(branch, refused))
        for branch in _line_branches(common):
            for word in branch.key:
                clue(word).ways.append(_Way.of(branch))
        for word in bodies | mentions.ranks.keys():
            clue(word).body = True
            clue(word).small = word not in bodies
        for word in mentions["military_words"]:
            clue(word).force = True
        levels = {rank.name: rank.level for rank in lexicons.ranks()}
        for form, rank in rank_forms().items():
            small = levels[rank] >= _OFFICER
            for number in ("", "s"):  # "Generals X and Y"
                key = max(form.split(), key=lambda word: (rarity(word, common), len(word)))
                clue(key + number).ranks += ((form, small),)
        for word, kind in _terms():
            if kind in _MILITARY_KINDS:
                clue(word.lower()).terms += (word,)
        for name, full in self._military_names():
            clue(name).name = True
            clue(name).full |= full
        return clues

    def _military_names(self) -> Iterator[tuple[str, bool]]:
        """All names of those who held a military office, and whether they are full ones."""
        for name, people in self.holders.full_names().items():
            if not self.military.isdisjoint(people):
                yield name, True
        for name in self.holders.surnames():
            if any(post.office in MILITARY_OFFICES for post in self.posts(name)):
                yield name, False
        for name, full, holding in self._written():
            if holding.office in MILITARY_OFFICES:
                yield name, full

    def _written(self) -> Iterator[tuple[str, bool, Holding]]:
        """Names with the signs and accents that the register writes them with: the full ones, and their surnames."""
        for holding in self.holders:
            yield holding.person, True, holding
            for word in holding.person.split():
                if fold(word) in self.holders.surnames():
                    yield word, False, holding

    def _collect_countries(self) -> dict[bytes, set[tuple[str | _Way, str]]]:
        """What names a side without naming a person: the word as it must be written, or those around it, and its code."""
        sides: defaultdict[bytes, set[tuple[str | _Way, str]]] = defaultdict(set)
        for word, code in _country_words():
            sides[_pattern(word)].add((word, code))
        for word, both in channel_words().sides.items():
            sides[_pattern(word)] |= {("", code) for code in both}
        for word in COUNTERPARTS:
            sides[_pattern(word)].add(("", word))
        for pattern, code in grammar().only:
            for branch in branches(pattern.pattern):
                for word in branch.key:
                    sides[_pattern(word)].add((_Way.of(branch), code))
        return dict(sides)

    def _collect_people(self) -> dict[bytes, tuple[str, bool]]:
        """All names of the register, and whether they are full ones."""
        names = [(name, False) for name in self.holders.surnames()]
        names += [(name, full) for name, full, _ in self._written()]
        names += [(name, True) for name in self.holders.full_names()]
        return {_pattern(name): (name, full) for name, full in sorted(names, key=lambda named: named[1])}


@dataclass(slots=True)
class _Reading:
    """One text as it is looked through."""

    gate: Gate
    text: str
    low: bytes
    published: dt.date | None
    #: Stretches in which there are no two sides.
    _one_sided: list[tuple[int, int]] = field(default_factory=list)
    #: Countries, with whether the text names them.
    _named: dict[str, bool] = field(default_factory=dict)

    def parts(self) -> list[tuple[int, int]]:
        """Where a contact can be told: all of a text with militaries throughout, else the sentences around each near two sides."""
        places = list(self.militaries())
        whole = [(0, len(self.text))]
        if self._is_throughout(len(places)):
            return whole
        parts: list[tuple[int, int]] = []
        for start, end in places:
            reach = self._reach(start, end)
            if not reach:
                continue
            first, last = self._sentences(start - reach, end + reach)
            if parts and first <= parts[-1][1]:
                first, last = parts[-1][0], max(parts.pop()[1], last)
            parts.append((first, last))
        return parts if sum(last - first for first, last in parts) <= _PART * len(self.text) else whole

    def militaries(self) -> Iterator[tuple[int, int]]:
        """Where the words are that stand for a military."""
        values, dead = self.gate.clues.values, self.gate.dead(self.published)
        for number, start, end in self.gate.clues.scan(self.low, overlapping=True):
            if number in dead:
                continue
            clue, whole = values[number]
            end -= 1 + whole
            if self.tells(clue, start, end):
                yield start, end

    def _is_throughout(self, told: int) -> bool:
        """Whether so many militaries are what a text is about."""
        return told >= _THROUGHOUT and told * _DENSE >= len(self.text)

    def _sentences(self, first: int, last: int) -> tuple[int, int]:
        """The stretch between two places, with the rest of the sentences in which it begins and ends."""
        ends = [match.end() for match in _END.finditer(self.text, max(0, first - _SENTENCE), max(0, first))]
        stop = _END.search(self.text, last, last + _SENTENCE)
        return ends[-1] if ends else max(0, first - _SENTENCE), stop.end() if stop else min(last, len(self.text))

    # -- sides -------------------------------------------------------------------------------------------------------------

    def _reach(self, start: int, end: int) -> int:
        """How far around a place two countries are named, or people whose countries the register knows; 0: they are not."""
        for reach in _AROUND:
            first, last = max(0, start - reach), min(len(self.text), end + reach)
            if not any(low <= first and last <= high for low, high in self._one_sided):
                codes = set(self._countries(first, last))
                if len(codes) > 1 or self._bring_another(first, last, codes):
                    return reach
        self._one_sided.append((first, last))
        return 0

    def _countries(self, first: int, last: int) -> list[str]:
        """The countries that the words of a stretch can stand for, one for each of them."""
        codes: list[str] = []
        for told, start, end in self.gate.countries.find(self.low, first, last):
            written = self.text[start:end]
            for term, code in told:
                if isinstance(term, _Way):
                    if term.fits(self._around(start, end)):
                        codes.append(code)
                elif not term or written in (term, term.upper()):
                    codes.append(code)
        return codes

    def _bring_another(self, first: int, last: int, codes: set[str]) -> bool:
        """Whether the people of a stretch are of two countries together with those that it names, one at most."""
        for (name, full), start, _ in self.gate.people.find(self.low, first, last):
            if full or (self.text[start].isupper() and self._is_titled(start)):
                own = {post.country for post in self.gate.posts(name, None if full else self.published)}
                if own and codes.isdisjoint(own):
                    codes = codes | {min(own)}  # a name that can be of several countries is of one of them
                    if len(codes) > 1:
                        return True
        return False

    def _is_titled(self, start: int) -> bool:
        """Whether a rank or title stands not far before a name."""
        return not _titles().isdisjoint(self.low[max(0, start - _BESIDE) : start].split())

    # -- militaries --------------------------------------------------------------------------------------------------------

    def tells(self, clue: _Clue, start: int, end: int) -> bool:
        """Whether a word is a military, by itself or with the words around it."""
        if clue.terms and any(self.text[start:end] in (term, term.upper()) for term in clue.terms):
            return True
        if clue.ranks and self._names_somebody(clue, start, end):
            return True
        if clue.ways and self._titled(clue.ways, start, end):
            return True
        if (clue.body or clue.force) and self._acts(clue, start, end):
            return True
        return clue.name and self._held(clue, start, end)

    def _around(self, start: int, end: int, first: int = 0, last: int | None = None) -> set[bytes]:
        """The words of a phrase around one, between two places."""
        left, right = max(first, start - _PHRASE), end + _PHRASE if last is None else min(end + _PHRASE, last)
        return {*self.low[left + 1 : start + 1].split(), *self.low[end + 1 : right + 1].split()}

    def _titled(self, ways: list[_Way], start: int, end: int) -> bool:
        """Whether the words of a title or of a line stand around one of them, in its sentence."""
        words = self._around(start, end)
        fitting = [way for way in ways if way.fits(words)]
        if not fitting:
            return False
        before = self.low[max(0, start - 16) : start + 1].split()[-1:]
        ends = [match.end() for match in _BREAK.finditer(self.text, max(0, start - _PHRASE), start)]
        stop = _BREAK.search(self.text, end, end + _PHRASE)
        words = self._around(start, end, ends[-1] if ends else 0, stop.start() if stop else None)
        return any(way.fits(words) and way.not_behind.isdisjoint(before) for way in fitting)

    def _acts(self, clue: _Clue, start: int, end: int) -> bool:
        """Whether a body has a country beside it or stands for two sides; a word like "military" needs a noun for a body."""
        body = clue.body and not (clue.small and self.text[start].isupper())
        before = self.low[max(0, start - 16) : start + 1].split()
        if body and clue.word[-1] == "s" and not _BOTH.isdisjoint(before[-2:]):
            return True
        if not body:
            beside = self.low[max(0, start - _BESIDE) : end + _BESIDE].split()
            if _bodies().isdisjoint(beside):
                return clue.force and len(self._countries(start - _BESIDE, end + _BESIDE)) > 1
        return bool(self._countries(start - _BESIDE, end + _BESIDE))

    def _held(self, clue: _Clue, start: int, end: int) -> bool:
        """Whether a name is that of somebody who held a military office then, of a country that the text names."""
        if not self.text[start].isupper():
            return False
        if clue.full:
            posts = self.gate.posts(clue.word)
            if self.published is not None:
                day = self.published.toordinal()
                # who holds a civil post now is not told by a military one of long ago
                posts = tuple(post for post in posts if post.possible_days(day, day)) or posts
            return any(post.office in MILITARY_OFFICES for post in posts)
        if self.published is None or not _countries(self.gate.posts(clue.word, self.published)):
            return False
        if self._is_a_word(start, end):
            return False
        name, given = clue.word, _GIVEN.search(self.text, max(0, start - _PHRASE), start)
        titled = given is not None and not _titles().isdisjoint(_folded(given[1]).split())
        if given is not None and not titled:
            name = f"{given[1]} {name}"
        elif given is None and _GOES_ON.match(self.text, end):
            return False
        posts = self.gate.posts(name, self.published)
        if titled and len({post.person for post in posts}) == 1:
            return True
        return any(self._names(code) for code in _countries(posts))

    def _is_a_word(self, start: int, end: int) -> bool:
        """Whether a word has its capital from the beginning of a sentence, and stands elsewhere in small letters: "He"."""
        return self.text[start:end].lower() in self.text and self.text[:start].rstrip(" \n\"“‘'*-")[-1:] in ".!?:;"

    def _names(self, code: str) -> bool:
        """Whether the text has a word for a country."""
        named = self._named.get(code)
        if named is None:
            named = self._named[code] = any(
                self.text[start:end] in (word, word.upper())
                for word, start, end in self.gate.named(code).find(self.low)
            )
        return named

    def _names_somebody(self, clue: _Clue, start: int, end: int) -> bool:
        """Whether a form of a rank stands there, with a name behind it, and is no post or other phrase."""
        text, low = self.text, self.low
        capital = not text[start].islower()
        around = None
        for form, small in clue.ranks:
            if not (capital or small):
                continue
            if " " in form:
                around = around or normal_form(text[max(0, start - 30) : end + 30])
                if form in around:
                    return True
                continue
            if not text[end : end + 5].lstrip(". ,-\n")[:1].isupper():
                continue
            before = low[max(0, start - 20) : start + 1].split()
            if not (before and spoils_rank(before[-1].decode("latin-1"))) and not low.startswith(
                _no_ranks_of(clue.word), start + 1
            ):
                return True
        return False


def _countries(posts: Iterable[Holding]) -> set[str]:
    """The countries of which somebody held a military post."""
    return {post.country for post in posts if post.office in MILITARY_OFFICES}


@functools.cache
def _words_for() -> Mapping[str, list[str]]:
    """The words for each country."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word, code in _country_words():
        words[code].append(word)
    return words


def _country_words() -> Iterator[tuple[str, str]]:
    """Each word for a country with the code of every country that it can stand for."""
    for word, term in lexicons.country_terms().items():
        yield word, term.code
    for word, policy in lexicons.ambiguous().items():
        for code in policy.codes:
            yield word, code


@functools.cache
def _no_ranks_of(word: str) -> tuple[bytes, ...]:
    return tuple(phrase.encode("latin-1", "replace") for phrase in no_ranks() if phrase.startswith(word))


@functools.cache
def _titles() -> frozenset[bytes]:
    """The words that end a title or rank."""
    ranks = {word for form in rank_forms() for word in form.split()}
    return frozenset(_folded(word).strip() for word in grammar().heads | set(PLURAL_HEADS) | ranks)


@functools.cache
def _bodies() -> frozenset[bytes]:
    """The nouns of bodies, military or not."""
    return frozenset(_folded(word).strip() for word in mention_words().bodies)


def _folded(text: str) -> bytes:
    """A text in small letters with a blank for each sign and one at both ends; its letters keep their places.

    A letter that Latin-1 lacks is a sign, here and in the words that are looked for.
    """
    return b" %b " % text.encode("latin-1", "replace").translate(_FOLD)


def _pattern(word: str) -> bytes:
    """What is looked for in a folded text: a word with a blank on both sides, the beginning of one with the first."""
    return _folded(word[:-1])[:-1] if word.endswith("*") else _folded(word)


def _terms() -> Iterator[tuple[str, str]]:
    """Each word for a country with its kind."""
    for word, term in lexicons.country_terms().items():
        yield word, term.kind
    for word, policy in lexicons.ambiguous().items():
        if policy.kind is not None:
            yield word, policy.kind


def _line_branches(common: Common) -> Iterator[Branch]:
    """Each noun of a line with the words of which one stands in its phrase."""
    lex = channel_words()
    for noun, needed in lex.lines.items():
        wanted = needed if noun not in ("channel", "link", "mechanism", "line") else needed | lex.sets["military"]
        yield Branch.of([one_of for one_of in (frozenset({noun, f"{noun}s"}), wanted) if one_of], common)
    standing = frozenset(word for noun in lex.sets["standing"] for word in (noun, f"{noun}s"))
    yield Branch(lex.sets["military"], (standing,))


def _with_plurals(branch: Branch) -> Branch:
    """A branch that plurals fit too."""
    key, *others = (
        one_of | {many for many, one in PLURAL_HEADS.items() if one in one_of}
        for one_of in (branch.key, *branch.others)
    )
    return Branch(key, tuple(others))


@register.depends
@functools.cache
def gate() -> Gate:
    """The gate for the register in use, made once."""
    return Gate(register.default())
