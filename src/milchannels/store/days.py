"""EDTF text in, the first and the last day it can mean out; and the arithmetic of days that linking needs.

Takes level 0 and the part of level 1 that the records use: a day, a month, a year, an interval of two of these,
with `..` or nothing for an open end. What cannot be read gives no days, never an error: an odd date must not
keep a contact out of the store.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_POINT = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?$")


def bounds(edtf: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of an EDTF date; `None` at an end that is open, unknown or unreadable."""
    if not edtf:
        return None, None
    start, slash, end = edtf.partition("/")
    first = _point(start)
    last = _point(end) if slash else first
    low = first[0] if first else None
    high = last[1] if last else None
    if low is not None and high is not None and low > high:
        return None, None
    return low, high


def _point(text: str) -> tuple[dt.date, dt.date] | None:
    match = _POINT.match(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        return None
    try:
        if month is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if day is None:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        exact = dt.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return exact, exact


def day(text: str | None) -> dt.date | None:
    """The day that a column holds as ISO text, None where it holds nothing."""
    return dt.date.fromisoformat(text) if text else None
