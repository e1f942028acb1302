"""Two values in, whether they mean the same: names, participants, dates, places, topics, contacts.

Annotations and answers are plain JSON objects here, since an answer may come from another program.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

_SMALL_WORDS = frozenset(
    ["the", "a", "an", "of", "in", "on", "to", "for", "and", "with", "by", "at", "from", "its", "their", "his", "her"]
)
_NAMES_ALIKE = 0.85
_GIVEN_NAMES_ALIKE = 0.6


def fold(text: str | None) -> str:
    """The words of a text in lower-case ASCII, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode()
    return " ".join(re.findall("[a-z0-9]+", plain.lower()))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names of one article mean one person.

    They do when one's words are all in the other, when they are spelt nearly alike, or when they share the last
    word and the given names could be one ("Joe" and "Joseph", but not two brothers).
    """
    left, right = fold(one).split(), fold(other).split()
    if not left or not right:
        return False
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    if _likeness(" ".join(left), " ".join(right)) >= _NAMES_ALIKE:
        return True
    if left[-1] != right[-1]:
        return False
    return left[0][0] == right[0][0] or _likeness(left[0], right[0]) >= _GIVEN_NAMES_ALIKE


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def same_participant(gold: Json, answer: Json) -> bool:
    """Whether an answered participant is the annotated one; a named holder counts for an office known by name."""
    if gold["kind"] == "person":
        return same_name(gold["name"], answer.get("name"))
    if gold["country"] != answer.get("country"):
        return False
    holder = answer.get("name") or answer.get("identity")
    if gold["kind"] == "delegation":
        return answer.get("kind") in ("office", "delegation")
    if holder:
        return same_name(gold["identity"], holder)
    return gold["office"] is None or answer.get("office") in (None, gold["office"])


def span(edtf: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of an EDTF date or interval, None for null and for what is no date."""
    if not edtf:
        return None
    first, slash, last = edtf.partition("/")
    try:
        start, end = _parts(first), _parts(last if slash else first)
        month = end[1] or 12
        return (
            dt.date(start[0], start[1] or 1, start[2] or 1),
            dt.date(end[0], month, end[2] or calendar.monthrange(end[0], month)[1]),
        )
    except (ValueError, TypeError, OverflowError):
        return None


def _parts(text: str) -> tuple[int, int | None, int | None]:
    numbers = [int(part) for part in re.sub("[~?%]", "", text).split("-")]
    year, month, day = [*numbers, None, None][:3]
    if year is None:
        raise ValueError(text)
    return year, month, day


def same_date(gold: str | None, answer: str | None) -> bool:
    """Whether two EDTF values are equal, or share half of the days that they cover together."""
    if (gold or None) == (answer or None):
        return True
    one, other = span(gold), span(answer)
    if one is None or other is None:
        return False
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    covered = (max(one[1], other[1]) - min(one[0], other[0])).days + 1
    return shared >= covered / 2


def same_place(gold: str, answer: str | None) -> bool:
    """Whether one place name holds the other ("Moscow" and "the Kremlin in Moscow")."""
    if fold(gold) in fold(answer):
        return True
    return bool(answer) and fold(answer) in fold(gold)


def topics_likeness(gold: Sequence[str], answer: Sequence[str] | None) -> float:
    """F1 of the words of the topics, small words left out; 1 where neither tells any."""
    wanted = {word for topic in gold for word in fold(topic).split()} - _SMALL_WORDS
    given = {word for topic in answer or [] for word in fold(topic).split()} - _SMALL_WORDS
    if not wanted and not given:
        return 1.0
    return 2 * len(wanted & given) / (len(wanted) + len(given))


def best_pairs(
    golds: Sequence[Json], answers: Sequence[Json], weigh: Callable[[Json, Json], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs (place in golds, place in answers) of the greatest total weight.

    A search over the golds in order, heaviest answer first, that gives up where what is left cannot better the
    best so far. Of pairings that weigh the same the first one found stands; the figures of articles in which
    two contacts look alike depend on this order, so it must not change.
    """
    choices: list[list[tuple[float, int]]] = []
    for gold in golds:
        weighed = [(weigh(gold, answer), place) for place, answer in enumerate(answers)]
        choices.append(sorted((choice for choice in weighed if choice[0] > 0), reverse=True))
    still_possible = [0.0]
    for row in reversed(choices):
        still_possible.append(still_possible[-1] + (row[0][0] if row else 0.0))
    still_possible.reverse()

    best: list[tuple[int, int]] = []
    best_total = -1.0
    chosen: list[tuple[int, int]] = []
    used: set[int] = set()

    def search(row: int, total: float) -> None:
        nonlocal best, best_total
        if total + still_possible[row] <= best_total:
            return
        if row == len(choices):
            best, best_total = chosen.copy(), total
            return
        for weight, place in choices[row]:
            if place in used:
                continue
            used.add(place)
            chosen.append((row, place))
            search(row + 1, total + weight)
            chosen.pop()
            used.remove(place)
        search(row + 1, total)

    search(0, 0.0)
    return best


def shared_participants(gold: Json, answer: Json) -> list[tuple[int, int]]:
    """Pairs of places of participants that are the same in both contacts."""
    return best_pairs(
        gold["participants"], answer.get("participants") or [], lambda one, other: float(same_participant(one, other))
    )


def contact_likeness(gold: Json, answer: Json) -> float:
    """0 where the answer does not join two sides of the contact, else above 1, more for each thing that is right."""
    shared = shared_participants(gold, answer)
    if len({gold["participants"][place]["country"] for place, _ in shared}) < 2:
        return 0.0
    larger = max(len(gold["participants"]), len(answer["participants"]))
    likeness: float = (
        1
        + len(shared) / larger
        + 0.6 * same_date(gold["date"], answer.get("date"))
        + 0.3 * (gold["mode"] == answer.get("mode"))
        + 0.3 * (gold["status"] == answer.get("status"))
        + 0.2 * (bool(gold["recurring"]) == bool(answer.get("recurring")))
    )
    return likeness
