"""What a contact as told says of its time in, the days between which linking looks for others of it out.

The more exact a telling, the lower its level. Linking puts the days together first, then hangs weeks, months and
years on what it has: a vague telling never decides what is one among exact ones, so that it can come late, and only what
lies within its own days has to be looked at.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How exact a telling is in time. `NEWS`, `RUN` and `ALONE` are no spans: see `window`."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3
    LONG = 4
    NEWS = 5
    RUN = 6
    ALONE = 7


#: Levels whose tellings are hung on more exact ones, and the longest span of each in days.
SPANS = {Level.DAY: 1, Level.WEEK: 10, Level.MONTH: 35, Level.YEAR: 370}
#: Two tellings of a level can bear on each other when no more than this many days lie between theirs. Weeks, months
#: and years must have days in common: else each would bear on the next, and all on all.
MARGINS = {Level.DAY: 1, Level.NEWS: 31}
#: What is planned or asked for without a day is looked for in the month after, what was refused also before.
_AHEAD = dt.timedelta(days=31)
_AROUND = dt.timedelta(days=14)
_EVER = (dt.date.min, dt.date.max)


class Window(NamedTuple):
    """A level and the first and last day to look at."""

    level: Level
    low: dt.date
    high: dt.date


def window(
    *,
    sides: str,
    recurring: bool,
    status: str,
    first: dt.date | None,
    last: dt.date | None,
    published: dt.date | None,
) -> Window:
    """The window of a telling, whose date can mean the days from `first` to `last` (null: open or not told).

    Runs are compared with all runs of their countries (`RUN`), undated single contacts with those told in the same
    weeks (`NEWS`). Nothing can be compared (`ALONE`) where one country alone is known, or neither date nor publication.
    """
    if "-" not in sides:
        return Window(Level.ALONE, *_EVER)
    if recurring:
        return Window(Level.RUN, *_EVER)
    if first is None or last is None:
        day = first or last
        if day is not None:
            return Window(Level.LONG, day, day)
        return _undated(status, published)
    days = (last - first).days + 1
    level = next((level for level, longest in SPANS.items() if days <= longest), Level.LONG)
    return Window(level, first, last)


def _undated(status: str, published: dt.date | None) -> Window:
    if published is None:
        return Window(Level.ALONE, *_EVER)
    if status in ("planned", "requested"):
        return Window(Level.MONTH, published, _later(published, _AHEAD))
    if status in ("refused", "cancelled"):
        return Window(Level.MONTH, _later(published, -_AROUND), _later(published, _AROUND))
    return Window(Level.NEWS, published, published)


def _later(day: dt.date, by: dt.timedelta) -> dt.date:
    try:
        return day + by
    except OverflowError:
        return day
