"""The values that pass between finding and resolving: what a text says of a date, before and after it is placed.

A `Spec` is what the words say and no more: "last December" is `Calendar(month=12, which="last")`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Unit = Literal["hour", "day", "week", "weekend", "month", "quarter", "year", "decade"]
#: Which one of several is meant. "last", "next", "this", "coming" and "past" ("this past May") count from the day
#: of publication; "previous", "following" and "same" ("that April") from the date spoken of before.
Which = Literal["last", "next", "this", "coming", "past", "previous", "following", "same"]
#: early, mid, late; begin and end ("the end of 2011"); earlier and later ("later this month"); half1 and half2;
#: week1 to week5 and week-last ("the last week of March"); its-week ("the week of May 5").
Part = str
Kind = Literal[
    "day",
    "month",
    "year",
    "decade",
    "season",
    "quarter",
    "interval",
    "weekday",
    "day_of_month",
    "relative_day",
    "relative_period",
    "ago",
    "window",
    "time_of_day",
    "relative_to_reference",
    "relative_to_event",
    "vague",
]
Qualifier = Literal["since", "until", "by", "before", "after", "from", "between"]
Tense = Literal["past", "future", "unknown"]
Basis = Literal["stated", "publication", "contact"]
Precision = Literal["day", "month", "year", "interval"]


@dataclass(frozen=True)
class Calendar:
    """A place in the calendar, as far as the words give it. Months 1 to 12, weekdays 0 (Monday) to 6."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: Literal["spring", "summer", "autumn", "winter"] | None = None
    quarter: int | None = None
    decade: int | None = None
    part: Part | None = None
    which: Which | None = None
    year_which: Which | None = None


@dataclass(frozen=True)
class Period:
    """A day, week, month … counted in whole units from the day of publication: yesterday is ("day", -1)."""

    unit: Unit
    shift: int
    part: Part | None = None
    weekday: int | None = None
    over_night: bool = False


@dataclass(frozen=True)
class Shift:
    """`count` units away from an anchor; negative is before. "now" is publication, else the reference."""

    unit: Unit
    count: int
    anchor: Literal["now", "reference", "event"]
    weekday: int | None = None
    part: Part | None = None


@dataclass(frozen=True)
class Window:
    """All days of a stretch that ends (negative) or begins (positive) on the day of publication; 0: by tense."""

    unit: Unit
    count: int
    sign: Literal[-1, 0, 1]


@dataclass(frozen=True)
class Range:
    """From one date to another; the words may leave the year to one of the two."""

    first: Calendar
    last: Calendar


@dataclass(frozen=True)
class Vague:
    """Time words that name no date: "recently", "in recent weeks", "a few days later"."""


Spec = Calendar | Period | Shift | Window | Range | Vague


@dataclass(frozen=True)
class DateExpression:
    """Words that tell a date: `text` is the given text from `start` to `end`.

    `phrase_start` takes in the words before it that belong to it ("since", "on"); `qualifier` is what they
    say; `approximate` is True after "about", "more than" and the like.
    """

    start: int
    end: int
    text: str
    kind: Kind
    spec: Spec
    qualifier: Qualifier | None = None
    phrase_start: int = 0
    approximate: bool = False


@dataclass(frozen=True)
class Anchors:
    """What a date may be counted from.

    `published` is the day of publication and `dateline` the day that a dateline tells. `reference` is the EDTF
    of the contact or date spoken of just before; for an expression of kind "relative_to_event" ("the day after
    the talks") the caller gives the event's date here, or None where it is not known. `year` is a year that the
    passage has set, for dates without one, and goes before publication. `statement` is the day of a quoted
    statement, for "today" in it.
    """

    published: dt.date | None = None
    dateline: dt.date | None = None
    reference: str | None = None
    tense: Tense = "past"
    statement: dt.date | None = None
    year: int | None = None


@dataclass(frozen=True)
class Resolved:
    """A placed date. `basis`: told in full, counted from publication, or counted from another contact or date."""

    edtf: str
    basis: Basis
    precise: Precision
