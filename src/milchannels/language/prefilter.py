"""The words without which a regular expression cannot match. In: a pattern. Out: `Branch`es of words; one must fit.

As in the filters of text search engines (RE2's FilteredRE2): the parsed pattern is walked, and what every match must
contain is kept. What a match may leave out (`?`, `*`, a class of characters) asks for nothing. A word that only begins
as told ends in an asterisk: `spokes.+` gives `spokes*`, while `defen[cs]e` gives both words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: Words that tell nothing: those of so few letters, and these.
_SHORT = 1
FREQUENT = frozenset("and for the of to in at from with".split())
#: The ways that a pattern is taken apart into, at most; with more, groups of alternatives ask for less.
_WAYS = 400
#: The spellings of a run of letters that are told apart, at most.
_SPELLINGS = 16
#: Words of which a match holds one.
OneOf = frozenset[str]
#: Groups of words, the more frequent ones first; words of none of them are rare.
Common = Sequence[Set[str]]
#: What a match holds that was made in one way.
Way = tuple[OneOf, ...]


@dataclass(frozen=True)
class Branch:
    """One way to match: a match holds one of `key`, and one of each set of `others`."""

    key: OneOf
    others: tuple[OneOf, ...] = ()

    @classmethod
    def of(cls, way: Iterable[OneOf], common: Common = ()) -> Branch:
        """The branch whose key is the set of a way that is likely the rarest; `common` has the most frequent words first."""
        asked = list(way)
        key = max(asked, key=lambda one_of: min((rarity(word, common), len(word)) for word in one_of))
        return cls(key, tuple(one_of for one_of in asked if one_of != key))


def branches(pattern: str, common: Common = ()) -> list[Branch]:
    """The ways in which a pattern can match, each with the words that a match then holds (`Branch.of`).

    A pattern that can match without any word raises `ValueError`: nothing could be asked for it.
    """
    ways = _joined(_ways(_parser.parse(pattern)))
    if () in ways:
        raise ValueError(f"pattern {pattern!r} can match without any fixed word")
    return [Branch.of(way, common) for way in ways]


def rarity(word: str, common: Common) -> int:
    """How rare a word is: the place of the group that has it."""
    return next((place for place, group in enumerate(common) if word.rstrip("*") in group), len(common))


def _ways(items: Iterable[Any], begun: str = "", apart: bool = True) -> list[Way]:
    """The ways to match a sequence, each with what it asks for: the words of which one must be there.

    `begun` is the beginning of a word that stands before the sequence, as the parser takes it out of alternatives;
    `apart` tells whether no letter can stand right before it, so that what follows is the beginning of a word.
    """
    ways: list[Way] = [()]
    runs = [begun]
    for op, value in [*items, (None, None)]:
        letters = _spellings(op, value)
        if 0 < len(letters) * len(runs) <= _SPELLINGS:
            runs = [run + letter for run in runs for letter in letters]
            continue
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        found: list[Way] = []
        stands_apart = True
        for run in dict.fromkeys(runs):
            *words, last = re.split(r"\W+", run)
            if not apart:
                words, last = (words[1:], last) if words else ([], "")
            begins = apart or bool(run and not run.isalnum())
            rest = _asking(last if op is None else f"{last}*")
            if op is ops.SUBPATTERN or op is ops.BRANCH:
                alternatives = [value[3]] if op is ops.SUBPATTERN else value[1]
                options = _joined(way for each in alternatives for way in _ways(each, last, begins))
                rest = options if () not in options else rest
            elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] > 0:
                rest = _both(_ways(value[2], "", begins and not last), rest)
            asked = [way for word in words for way in _asking(word)]
            found += _both([tuple(one_of for way in asked for one_of in way)], rest)
            stands_apart = stands_apart and begins and not last
        ways = _both(ways, _joined(found))
        apart = op is not None and _ends_apart((op, value), stands_apart)
        runs = [""]
    return ways


def _spellings(op: Any, value: Any) -> list[str]:
    """All that a part of a pattern can match, where that is little: of `c`, `[cs]`, `s?` and `(?:under[- ]?)?`; else none."""
    if op is ops.LITERAL:
        return [chr(value).lower()]
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in value):
        return [chr(letter).lower() for _, letter in value]
    if op is ops.SUBPATTERN:
        return _spelt(value[3])
    if op is ops.BRANCH:
        each = [_spelt(alternative) for alternative in value[1]]
        return [text for texts in each for text in texts] if all(each) else []
    if op is ops.MAX_REPEAT and value[1] == 1:
        some = _spelt(value[2])
        return ["", *some] if some and not value[0] else some
    return []


def _spelt(items: Iterable[Any]) -> list[str]:
    texts = [""]
    for op, value in items:
        more = _spellings(op, value)
        texts = [text + other for text in texts for other in more] if len(texts) * len(more) <= _SPELLINGS else []
    return texts


def _asking(word: str) -> list[Way]:
    """The one way to match a word."""
    return [(frozenset({word}),)] if len(word.rstrip("*")) > _SHORT and word not in FREQUENT else [()]


def _joined(ways: Iterable[Way]) -> list[Way]:
    """Ways without those that ask for more than another one; of two that differ in one word, one that asks for either."""
    kept: list[Way] = []
    for way in sorted(dict.fromkeys(ways), key=len):
        if not any(set(less) <= set(way) for less in kept):
            kept.append(way)
    for place in range(max(map(len, kept), default=0)):
        alike: dict[tuple[Way, Way], list[Way]] = {}
        for way in kept:
            alike.setdefault((way[:place], way[place + 1 :]), []).append(way)
        kept = [
            (*before, frozenset[str]().union(*(way[place] for way in group)), *behind) if len(group[0]) > place else way
            for (before, behind), group in alike.items()
            for way in group[:1]
        ]
    return kept


def _both(ways: list[Way], more: list[Way]) -> list[Way]:
    """What one of `ways` and then one of `more` asks for."""
    if len(ways) * len(more) > _WAYS:
        more = [(frozenset[str]().union(*(_best(way) for way in more)),)] if () not in more else [()]
    return [tuple(dict.fromkeys((*one, *other))) for one in ways for other in more]


def _ends_apart(item: Any, before: bool) -> bool:
    """Whether no letter can be the last of what a part of a pattern matches; `before`: of what stands before it."""
    op, value = item
    if op is ops.ANY or (op is ops.MAX_REPEAT and value[2][0][0] is ops.ANY):
        return True  # behind ".*" a word is meant, though the rest of one could stand there
    if op is ops.LITERAL:
        return not _is_letter(value)
    if op is ops.IN:
        return all(kind is ops.LITERAL and not _is_letter(letter) for kind, letter in value)
    if op is ops.SUBPATTERN:
        return _all_end_apart(value[3], before)
    if op is ops.BRANCH:
        return all(_all_end_apart(each, before) for each in value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        return _all_end_apart(value[2], before) and (before or value[0] > 0)
    return False


def _all_end_apart(items: Iterable[Any], before: bool) -> bool:
    for item in items:
        before = before if item[0] in (ops.AT, ops.ASSERT, ops.ASSERT_NOT) else _ends_apart(item, before)
    return before


def _is_letter(code: int) -> bool:
    return re.match(r"\w", chr(code)) is not None


def _best(way: Way) -> OneOf:
    return max(way, key=lambda one_of: min(map(len, one_of)))
