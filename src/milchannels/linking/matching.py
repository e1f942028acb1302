"""Two tellings of contacts between the same countries in, how well they can be of one contact out.

Parties, time and mode must each be compatible; the score says how much they have in common. What two articles tell
differently is no reason against one contact as long as both can be right, or one can be mistaken by a day.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache

from ..lexicons._spellings import read
from .names import same_surname
from .tellings import Side, Telling
from .windows import Level

_MEDIUM = {
    "phone_call": {"phone"},
    "hotline": {"phone", "hotline"},
    "video_call": {"video"},
    "meeting": {"face"},
    "visit": {"face"},
    "letter": {"letter"},
}
#: Two undated tellings of a run, or of a contact in the same words, are one within this many days of publication.
_SAME_NEWS = dt.timedelta(days=31)
_SHORT = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)
_NOT_HELD = frozenset({"refused", "cancelled"})


def match_tellings(a: Telling, b: Telling) -> tuple[float, str] | None:
    """How well two tellings can be of one contact, with the reasons; `None` where they cannot."""
    if a.recurring != b.recurring or (a.count and b.count and a.count != b.count):
        return None
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal and a.since == b.since:
        return None
    mode = _modes(a.mode, b.mode)
    if mode is None:
        return None
    when = _dates(a, b)
    if when is None or not _outcomes(a, b):
        return None
    who = _parties(a, b)
    if who is None:
        return None
    if who < 0.65 and (when < 1 or mode < 1):
        # Two unnamed bodies need all the rest to be told alike.
        return None
    if a.first is None and a.level is not Level.RUN and a.level is not Level.NEWS and who < 0.75:
        # Without a day of its own, a plan is known by who is to take part.
        return None
    score = round(0.6 * who + 0.25 * when + 0.15 * mode, 4)
    return score, f"parties {who:.2f}, dates {when:.2f}, mode {mode:.2f}"


def _outcomes(a: Telling, b: Telling) -> bool:
    """Whether one contact can have come out both ways: held by one, not by the other, only on the very same day.

    A meeting that was refused and the handshake that came instead are two; one that the one side tells of and the other
    denies is one.
    """
    if {a.status, b.status} & _NOT_HELD and "held" in (a.status, b.status):
        return a.mode == b.mode and a.level is Level.DAY and (a.first, a.last) == (b.first, b.last)
    return True


def _modes(a: str, b: str) -> float | None:
    if a == b:
        return 1.0
    if "talks" in (a, b):
        return None if "letter" in (a, b) else 0.8
    return 0.9 if _MEDIUM[a] & _MEDIUM[b] else None


def _dates(a: Telling, b: Telling) -> float | None:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return _open(a, b)
    if (a.first, a.last) == (b.first, b.last):
        return 1.0
    inside = (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
    if inside:
        return 0.8
    overlap = a.first <= b.last and b.first <= a.last
    if overlap and a.last - a.first <= _SHORT and b.last - b.first <= _SHORT:
        return 0.7
    days = a.first == a.last and b.first == b.last
    if days and abs(a.first - b.first) <= _DAY and (_derived(a) or _derived(b) or across_date_line(a.sides)):
        return 0.6
    return None


def _derived(one: Telling) -> bool:
    return one.date_basis != "stated"


def _open(a: Telling, b: Telling) -> float | None:
    """Where one of the two has no date, or one with an open end."""
    if (a.first, a.last) == (b.first, b.last) and (a.first or a.last):
        return 1.0
    if a.recurring:
        # A run of the last months, told without dates and with.
        return 0.8 if _near(a, b) else None
    if a.level is Level.NEWS or b.level is Level.NEWS:
        return 1.0 if a.level is b.level and a.words == b.words and _near(a, b) else None
    if max(a.level, b.level) > Level.MONTH:
        return None
    # A plan without a day, a refusal without a day: the days in which it is looked for.
    return 0.7 if a.low <= b.high and b.low <= a.high else None


def _near(a: Telling, b: Telling) -> bool:
    return a.published is not None and b.published is not None and abs(a.published - b.published) <= _SAME_NEWS


@lru_cache(maxsize=10_000)
def across_date_line(sides: str) -> bool:
    """Whether an evening in one of these countries is the next morning in another."""
    west, east = _far_apart()
    countries = set(sides.split("-"))
    return not countries.isdisjoint(west) and not countries.isdisjoint(east)


@cache
def _far_apart() -> tuple[frozenset[str], frozenset[str]]:
    zones = read("linking.yaml")["a_day_apart"]
    return frozenset(zones["west"]), frozenset(zones["east"])


def _parties(a: Telling, b: Telling) -> float | None:
    """The mean of the sides' matches: 1 a shared person, less where one article knows the post or a body only."""
    if a.parties.keys() != b.parties.keys() or len(a.parties) < 2:
        return None
    total = 0.0
    for country, side in a.parties.items():
        score = _side(side, b.parties[country], country)
        if score is None:
            return None
        total += score
    return total / len(a.parties)


@lru_cache(maxsize=200_000)
def _side(a: Side, b: Side, country: str) -> float | None:
    if a.persons and b.persons:
        if a.persons & b.persons:
            return 1.0
        return 0.75 if _may_be_called(a, b, country) else None
    if a.persons or b.persons:
        named, other = (a, b) if a.persons else (b, a)
        return _named_and_post(named, other)
    if a.offices and b.offices:
        return 0.8 if a.offices & b.offices else None
    return 0.5 if a.offices or b.offices else 0.6


def _named_and_post(named: Side, other: Side) -> float | None:
    """One article has a name, the other a post or a body."""
    if named.persons & other.expected:
        return 0.9
    if other.offices and named.held:
        return 0.85 if named.held & other.offices else None
    return 0.5


def _may_be_called(a: Side, b: Side, country: str) -> bool:
    """Whether a family name alone, whose bearer linking could not tell, can be that of somebody on the other side."""
    return any(
        len(one) == 1 and len(other) > 1 and same_surname(one[0], other, country)
        for mine, theirs in ((a.names, b.names), (b.names, a.names))
        for one in mine
        for other in theirs
    )
