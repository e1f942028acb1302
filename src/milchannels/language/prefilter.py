"""The words without which a regular expression cannot match. In: a pattern. Out: `Branch`es of words; one must fit.

As in the filters of text search engines (RE2's FilteredRE2): the parsed pattern is walked, and what every match must
contain is kept. What a match may leave out (`?`, `*`, a class of characters) asks for nothing. A word that only begins
as told ends in an asterisk: `defen[cs]e` gives `defen*`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: Words of so few letters tell nothing.
_SHORT = 2
#: Words of which a match holds one.
OneOf = frozenset[str]


@dataclass(frozen=True)
class Branch:
    """One way to match: a match holds one of `key`, and one of each set of `others`."""

    key: OneOf
    others: tuple[OneOf, ...] = ()

    def fits(self, words: Set[str]) -> bool:
        """Whether words that stand together hold one of each set."""
        return not any(one_of.isdisjoint(words) for one_of in self.others)


def branches(pattern: str, common: frozenset[str] = frozenset()) -> list[Branch]:
    """The ways in which a pattern can match, each with the words that a match then holds.

    The key of a branch is the set that is likely the rarest; words of `common` are taken for frequent ones. A pattern
    that can match without any word raises `ValueError`: nothing could be asked for it.
    """
    found = []
    for way in _ways(_parser.parse(pattern)):
        asked = _needed(way)
        if not asked:
            raise ValueError(f"pattern {pattern!r} can match without any fixed word")
        key = max(asked, key=lambda one_of: _rarity(one_of, common))
        found.append(Branch(key, tuple(one_of for one_of in asked if one_of != key)))
    return found


def _rarity(one_of: OneOf, common: frozenset[str]) -> tuple[int, int]:
    """How rare the least rare of some words likely is."""
    return min(0 if word.rstrip("*") in common else 1 for word in one_of), min(map(len, one_of))


def _ways(parsed: Iterable[Any]) -> list[list[Any]]:
    """The alternatives of a pattern, where it or the one group in it is a list of alternatives."""
    items = [item for item in parsed if item[0] not in (ops.AT, ops.ASSERT, ops.ASSERT_NOT)]
    if len(items) == 1 and items[0][0] is ops.SUBPATTERN:
        return _ways(items[0][1][3])
    if len(items) == 1 and items[0][0] is ops.BRANCH:
        return [way for alternative in items[0][1][1] for way in _ways(alternative)]
    return [list(parsed)]


def _needed(items: Sequence[Any], begun: str = "", apart: bool = True) -> list[OneOf]:
    """For each part of a sequence that asks for letters, the words of which one must be there.

    `begun` is the beginning of a word that stands before the sequence, as the parser takes it out of alternatives;
    `apart` tells whether no letter can stand right before it, so that what follows is the beginning of a word.
    """
    found: list[OneOf] = []
    run = begun
    for op, value in [*items, (None, None)]:
        if op is ops.LITERAL:
            run += chr(value).lower()
            continue
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        *words, last = re.split(r"\W+", run)
        if not apart:
            words, last = (words[1:], last) if words else ([], "")
        apart = apart or not run.isalnum()
        found += [frozenset({word}) for word in words if len(word) > _SHORT]
        rest = frozenset({last if op is None else f"{last}*"}) if len(last) > _SHORT else None
        if op is ops.SUBPATTERN or op is ops.BRANCH:
            alternatives = [value[3]] if op is ops.SUBPATTERN else value[1]
            options = [_best(_needed(each, last, apart)) for each in alternatives]
            rest = frozenset[str]().union(*(each for each in options if each)) if all(options) else rest
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] > 0:
            found += _needed(value[2], "", apart and not last)
        if rest is not None:
            found.append(rest)
        apart = op is not None and _ends_apart((op, value), apart and not last)
        run = ""
    return found


def _ends_apart(item: Any, before: bool) -> bool:
    """Whether no letter can be the last of what a part of a pattern matches; `before`: of what stands before it."""
    op, value = item
    if op is ops.ANY:  # behind ".*" a word is meant, though the rest of one could stand there
        return True
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


def _all_end_apart(items: Sequence[Any], before: bool) -> bool:
    return _ends_apart(items[-1], before) if len(items) else before


def _is_letter(code: int) -> bool:
    return re.match(r"\w", chr(code)) is not None


def _best(asked: list[OneOf]) -> OneOf | None:
    return max(asked, key=lambda one_of: min(map(len, one_of)), default=None)
