"""Whether a text can tell of a contact with a military side, or of a line between militaries, by its letters alone.

In: the text of an article and its day of publication. Out: yes or no, a thousand times faster than a parse. The text must
have a word that can stand for a military (a post or rank of `roles.yaml` and `ranks.yaml`, a body near a country, a
name of the register, a standing line) and name two sides, or speak of the one throughout, so that it tells who holds which post. All words are taken from the lexicons, the register and the
modules that read them, so that the gate knows what they know. It lets through more than holds a contact, and keeps out
nothing that does: `tests/language/test_gate.py`.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import ahocorasick

from .. import lexicons, register
from ..name_keys import fold
from ..records import MILITARY_OFFICES
from ..register import Holding
from .channel_lines import words as channel_words
from .counterparts import COUNTERPARTS
from .mention_words import words as mention_words
from .prefilter import Branch, branches
from .ranks import no_ranks, normal_form, rank_forms, spoils_rank
from .roles import PLURAL_HEADS, grammar

#: How far, in characters, the other words of a title or of a line can stand from the one that was found.
_PHRASE = 70
#: How far from a word for a body the country can stand for which it acts.
_BESIDE = 50
#: An article that speaks of a military so many times is read for its people, even where it names one side alone.
_THROUGHOUT = 3
#: Words right before the plural of a body that stands for two sides told elsewhere: "the two armies".
_BOTH = frozenset("the two both these those three their sides".split())
#: Kinds of country words that are a military by themselves: "the Pentagon".
_MILITARY_KINDS = frozenset({"defense", "military", "command"})
#: Words too frequent to look for, where a pattern asks for others too.
_FREQUENT = frozenset("and for the of to in at from with".split())
#: The lowest rank that counts where it is written without a capital (`lexicons.Rank.level`), as in `ranks.py`.
_OFFICER = 21
#: What stands between words; each sign becomes a blank, so that a word is looked for with a blank on both sides.
_SIGNS = "\n\t\r\xa0.,;:!?'’‘`\"“”()[]/|*-–—…"

#: Names whose posts are kept in mind at a time.
_REMEMBERED = 50_000
#: What stands for the word of a country where it is a bare surname of the register.
_SURNAME = "~"
#: Where a title surely ends: a line, or a sentence whose last word is no abbreviation.
_BREAK = re.compile(r"\n|(?<=[a-z]{4})[.!?;][\s”\"]")


@dataclass(slots=True)
class _Clue:
    """What a word may be that was found. Each field is empty where it is nothing of that kind."""

    word: str
    titles: tuple[Branch, ...] = ()
    lines: tuple[Branch, ...] = ()
    body: bool = False
    force: bool = False
    holds: bool = False
    ranks: tuple[tuple[str, bool], ...] = ()
    terms: tuple[str, ...] = ()
    name: bool = False


class Gate:
    """The words of the lexicons and of one register, made into two automata: for militaries and for sides."""

    def __init__(self, holders: register.Register) -> None:
        self.holders = holders
        self._clues = _automaton(self._collect())
        self._posts: dict[str, tuple[Holding, ...]] = {}
        self.sides = _automaton(self._collect_sides())

    def opens(self, text: str, published: dt.date | None = None) -> bool:
        """Whether a text must be parsed."""
        low = _blanked(text)
        found = [(last - tail - length, last - tail, clue) for last, (length, tail, clue) in self._clues.iter(low)]
        reading = _Reading(self, text, low, found, published)
        told = 0
        for at, (start, end, clue) in enumerate(found):
            if reading.tells(clue, at, start, end):
                told += 1
                # who stands on the other side is told by a country, or by somebody whose country the register knows
                if told == _THROUGHOUT or len(reading.sides[0] | reading.surnamed) > 1:
                    return True
        return False

    def posts(self, name: str) -> tuple[Holding, ...]:
        """All posts that a name can stand for, looked up once."""
        found = self._posts.get(name)
        if found is None:
            if len(self._posts) > _REMEMBERED:
                self._posts.clear()
            found = self._posts[name] = tuple(self.holders.named(name))
        return found

    # -- what is looked for ----------------------------------------------------------------------------------------------

    def _collect(self) -> dict[str, tuple[int, int, _Clue]]:
        clues: dict[str, _Clue] = {}
        mentions = mention_words()

        def clue(word: str) -> _Clue:
            return clues.setdefault(_pattern(word), _Clue(word))

        common = frozenset(grammar().heads | (grammar().modifiers - mentions["military_words"]) | _FREQUENT)
        for rule in grammar().rules:
            if rule.office in MILITARY_OFFICES and not rule.spokes:
                for branch in map(_with_plurals, branches(rule.match.pattern, common)):
                    for word in branch.key:
                        clue(word).titles += (branch,)
                    for word in frozenset[str]().union(*branch.others):
                        clue(word)
        for branch in _line_branches():
            for word in branch.key:
                clue(word).lines += (branch,)
            for word in frozenset[str]().union(*branch.others):
                clue(word)
        for word, own in mentions.bodies.items():
            clue(word).holds = True
            clue(word).body = bool(own)
        for word in (*mentions.ranks, *mentions["soldiers"], *mentions["force_groups"]):
            clue(word).body = True
        for word in mentions["military_words"]:
            clue(word).force = True
        levels = {rank.name: rank.level for rank in lexicons.ranks()}
        for form, rank in rank_forms().items():
            small = levels[rank] >= _OFFICER
            for number in ("", "s"):  # "Generals X and Y"
                clue(max(form.split(), key=len) + number).ranks += ((form, small),)
        for word, kind in _terms():
            if kind in _MILITARY_KINDS:
                clue(word.lower()).terms += (word,)
        for name in {*self.holders.full_names(), *self.holders.surnames(), *(w for w, _ in self._written())}:
            clue(name).name = True
        return {pattern: (*_measure(pattern), each) for pattern, each in clues.items()}

    def _written(self) -> Iterator[tuple[str, Holding]]:
        """Names with the signs and accents that the register writes them with: the full ones, and their surnames."""
        for holding in self.holders:
            name = _small(holding.person)
            yield name, holding
            yield from ((word, holding) for word in name.split() if fold(word) in self.holders.surnames())

    def _collect_sides(self) -> dict[str, tuple[int, int, set[tuple[str | Branch, str]]]]:
        sides: defaultdict[str, set[tuple[str | Branch, str]]] = defaultdict(set)
        for word, term in lexicons.country_terms().items():
            sides[_pattern(word.lower())].add((word, term.code))
        for word, policy in lexicons.ambiguous().items():
            sides[_pattern(word.lower())] |= {(word, code) for code in policy.codes}
        for name, people in self.holders.full_names().items():
            sides[_pattern(name)] |= {("", h.country) for person in people for h in self.holders.posts_of(person)}
        for name in self.holders.surnames():
            sides[_pattern(name)].add((_SURNAME, name))
        for name, holding in self._written():
            sides[_pattern(name)].add(("", holding.country) if " " in name else (_SURNAME, name))
        for word, both in channel_words().sides.items():
            sides[_pattern(word)] |= {("", code) for code in both}
        for word in COUNTERPARTS:
            sides[_pattern(word)].add(("", word))
        for pattern, code in grammar().only:
            for branch in branches(pattern.pattern):
                for word in branch.key:
                    sides[_pattern(word)].add((branch, code))
        return {pattern: (*_measure(pattern), told) for pattern, told in sides.items()}


@dataclass(slots=True)
class _Reading:
    """One text as it is looked through; its sides are looked for where a military was found."""

    gate: Gate
    text: str
    low: str
    found: list[tuple[int, int, _Clue]]
    published: dt.date | None
    surnamed: set[str] = field(default_factory=set)
    _sides: tuple[set[str], list[int]] | None = None

    @property
    def sides(self) -> tuple[set[str], list[int]]:
        """The countries that the text may name, and where."""
        if self._sides is None:
            codes: set[str] = set()
            places: list[int] = []
            for last, (length, tail, told) in self.gate.sides.iter(self.low):
                end = last - tail
                written = self.text[end - length : end]
                for term, code in told:
                    if term == _SURNAME:  # here `code` is the name
                        self.surnamed |= self._countries_of(code, end - length)
                    elif isinstance(term, Branch):
                        if self._around(term, end - length, end):
                            codes.add(code)
                    elif not term or written in (term, term.upper()):
                        codes.add(code)
                        places.append(end - length)
            self._sides = (codes, places)
        return self._sides

    def _around(self, branch: Branch, start: int, end: int) -> bool:
        """Whether the other words of a branch stand around one of its key."""
        near = f"{self.low[max(0, start - _PHRASE) : start + 1]} {self.low[end + 1 : end + _PHRASE]}"
        return all(any(_pattern(word) in near for word in one_of) for one_of in branch.others)

    def _countries_of(self, name: str, start: int) -> set[str]:
        """The countries of those who held a post at that time under a surname, where a rank or title stands before it."""
        if not self.text[start].isupper():
            return set()
        at = bisect_left(self.found, start, key=lambda hit: hit[0])
        before = takewhile(lambda hit: hit[1] > start - _BESIDE, reversed(self.found[max(0, at - 8) : at]))
        if not any(clue.ranks or clue.titles for _, _, clue in before):
            return set()
        posts = self.gate.posts(name)
        if self.published is not None:
            day = self.published.toordinal()
            posts = tuple(post for post in posts if post.distance(day, day) <= register.NEAR)
        return {post.country for post in posts}

    def tells(self, clue: _Clue, at: int, start: int, end: int) -> bool:
        """Whether a word is a military, by itself or with the words around it."""
        written = self.text[start:end]
        if clue.terms and any(written in (term, term.upper()) for term in clue.terms):
            return True
        if clue.ranks and self._names_somebody(clue, start, end):
            return True
        if (clue.titles or clue.lines) and self._titled(clue, at):
            return True
        if (clue.body or clue.force) and self._acts(clue, at, start, end):
            return True
        return clue.name and self._held(clue, written)

    def _titled(self, clue: _Clue, at: int) -> bool:
        """Whether the words of a title or of a line stand around one of them, in its sentence."""
        ways = (*clue.titles, *clue.lines)
        start, end, _ = self.found[at]
        first, last = start - _PHRASE, end + _PHRASE
        if not any(branch.fits(self._between(at, first, last)) for branch in ways):
            return False
        ends = [match.end() for match in _BREAK.finditer(self.text, max(0, first), start)]
        stop = _BREAK.search(self.text, end, last)
        near = self._between(at, ends[-1] if ends else first, stop.end() if stop else last)
        return any(branch.fits(near) for branch in ways)

    def _between(self, at: int, first: int, last: int) -> set[str]:
        """The words looked for around one, without itself, between two places of the text."""
        found, low, high = self.found, at, at
        while low and found[low - 1][0] >= first:
            low -= 1
        while high + 1 < len(found) and found[high + 1][1] <= last:
            high += 1
        return {clue.word for _, _, clue in (*found[low:at], *found[at + 1 : high + 1])}

    def _acts(self, clue: _Clue, at: int, start: int, end: int) -> bool:
        """Whether a body has a country beside it or stands for two sides; a word like "military" needs a noun for a body."""
        before = self.low[max(0, start - 16) : start + 1].split()  # `low` has a blank before the text
        if clue.body and clue.word[-1] == "s" and not _BOTH.isdisjoint(before[-2:]):
            return True
        places = self.sides[1]
        first = bisect_left(places, start - _BESIDE)
        near = bisect_right(places, end + _BESIDE) - first
        if near <= 0:
            return False
        if clue.body or near > 1:
            return True
        i = at
        while i >= 0 and self.found[i][1] > start - _BESIDE:
            if self.found[i][2].holds:
                return True
            i -= 1
        return any(clue.holds for first, _, clue in self.found[at : at + 12] if first < end + _BESIDE)

    def _held(self, clue: _Clue, name: str) -> bool:
        """Whether a name is that of somebody who held a military office then, of a country that the text names."""
        if not name[0].isupper():
            return False
        posts: Sequence[Holding] = self.gate.posts(clue.word)
        full = " " in name
        if self.published is not None:
            day = self.published.toordinal()
            # who holds a civil post now is not told by a military one of long ago
            now = [post for post in posts if post.possible_days(day, day)] if full else []
            posts = now or [post for post in posts if full or post.distance(day, day) <= register.NEAR]
        elif not full:
            return False
        sides = self.sides[0] | self.surnamed
        return any(post.office in MILITARY_OFFICES and (full or post.country in sides) for post in posts)

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
            if not (before and spoils_rank(before[-1])) and not any(
                low.startswith(phrase, start + 1) for phrase in _no_ranks_of(clue.word)
            ):
                return True
        return False


@functools.cache
def _no_ranks_of(word: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in no_ranks() if phrase.startswith(word))


_TABLE = tuple(_SIGNS)


def _blanked(text: str) -> str:
    """A text in small letters with a blank for each sign and one at both ends; its letters keep their places."""
    low = _small(text)
    for sign in _TABLE:
        low = low.replace(sign, " ")
    return f" {low} "


def _small(text: str) -> str:
    """A text in small letters, each in its place: a few have a small form of two and stay as they are."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter if len(small := letter.lower()) != 1 else small for letter in text)
    return low


def _pattern(word: str) -> str:
    """What is looked for in a blanked text: a word with a blank on both sides, the beginning of one with the first."""
    return _blanked(word[:-1])[:-1] if word.endswith("*") else _blanked(word)


def _measure(pattern: str) -> tuple[int, int]:
    """How long the word of a pattern is, and how many signs of the text in front of a match's end its end lies."""
    return (len(pattern) - 2, 1) if pattern.endswith(" ") else (len(pattern) - 1, 0)


def _terms() -> Iterator[tuple[str, str]]:
    """Each word for a country with its kind."""
    for word, term in lexicons.country_terms().items():
        yield word, term.kind
    for word, policy in lexicons.ambiguous().items():
        if policy.kind is not None:
            yield word, policy.kind


def _line_branches() -> Iterator[Branch]:
    """Each noun of a line with the words of which one stands in its phrase."""
    lex = channel_words()
    for noun, needed in lex.lines.items():
        wanted = needed if noun not in ("channel", "link", "mechanism", "line") else needed | lex.sets["military"]
        yield Branch(frozenset({noun, f"{noun}s"}), (wanted,) if wanted else ())
    for noun in lex.sets["standing"]:
        yield Branch(frozenset({noun, f"{noun}s"}), (lex.sets["military"],))


@functools.cache
def _stems() -> dict[str, str]:
    """What the plural and the singular of the head of a title begin with, where the one is not part of the other."""
    return {one: f"{_shared(one, many)}*" for many, one in PLURAL_HEADS.items()}


def _shared(one: str, other: str) -> str:
    return "".join(a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _with_plurals(branch: Branch) -> Branch:
    """A branch that plurals fit too."""
    key, *others = (
        frozenset(_stems().get(word.rstrip("*"), word) for word in one_of) for one_of in (branch.key, *branch.others)
    )
    return Branch(key, tuple(one_of for one_of in others if one_of.isdisjoint(_FREQUENT)))


def _automaton(values: Mapping[str, tuple[int, int, Any]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for pattern, value in values.items():
        automaton.add_word(pattern, value)
    automaton.make_automaton()
    return automaton


@register.depends
@functools.cache
def gate() -> Gate:
    """The gate for the register in use, made once."""
    return Gate(register.default())
