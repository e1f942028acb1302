"""EDTF (ISO 8601-2 levels 0 and 1) in and out: a string to its first and last day, two days to the shortest string.

Only proleptic Gregorian years 1 to 9999 are known; qualifiers (`~`, `?`, `%`) are read and passed over.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

Span = tuple[dt.date, dt.date]

_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?")
#: EDTF level 1 seasons as first months; winter runs into the next year.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_OPEN = ("", "..")


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _part(text: str) -> Span:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = match.groups()
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month in (None, "XX") or first_year != last_year:
        return dt.date(first_year, 1, 1), dt.date(last_year, 12, 31)
    number = int(month)
    if number in _SEASONS:
        start = _SEASONS[number]
        over = 1 if start == 12 else 0
        return dt.date(first_year, start, 1), month_end(first_year + over, start + 2 - 12 * over)
    if not 1 <= number <= 12:
        raise ValueError(f"no such month in EDTF date: {text!r}")
    if day in (None, "XX"):
        return dt.date(first_year, number, 1), month_end(first_year, number)
    exact = dt.date(first_year, number, int(day))
    return exact, exact


def parse_edtf(value: str) -> Span:
    """First and last day of an EDTF date or interval.

    An open end ("..", or nothing) is `date.min` or `date.max`. Raises ValueError for anything else.
    """
    if "/" not in value:
        return _part(value)
    left, _, right = value.partition("/")
    first = dt.date.min if left in _OPEN else _part(left)[0]
    last = dt.date.max if right in _OPEN else _part(right)[1]
    if first > last:
        raise ValueError(f"EDTF interval runs backwards: {value!r}")
    return first, last


def to_edtf(first: dt.date, last: dt.date) -> str:
    """The shortest EDTF for all days from `first` to `last`: day, month, year, or an interval of two alike."""
    if first == last:
        return first.isoformat()
    whole_months = first.day == 1 and last == month_end(last.year, last.month)
    if whole_months and first.month == 1 and last.month == 12:
        ends = [f"{first.year:04}", f"{last.year:04}"]
    elif whole_months:
        ends = [first.isoformat()[:7], last.isoformat()[:7]]
    else:
        ends = [first.isoformat(), last.isoformat()]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def days_in(value: str) -> int:
    """How many days an EDTF date covers."""
    first, last = parse_edtf(value)
    return (last - first).days + 1


def overlap(a: str, b: str) -> float:
    """Shared days of two EDTF dates over the days from the first to the last of both: 0.0 to 1.0."""
    (a_first, a_last), (b_first, b_last) = parse_edtf(a), parse_edtf(b)
    shared = (min(a_last, b_last) - max(a_first, b_first)).days + 1
    whole = (max(a_last, b_last) - min(a_first, b_first)).days + 1
    return max(0.0, shared / whole)


def contains(outer: str, inner: str) -> bool:
    """True where every day of `inner` lies in `outer`."""
    (o_first, o_last), (i_first, i_last) = parse_edtf(outer), parse_edtf(inner)
    return o_first <= i_first and i_last <= o_last


def narrower(a: str | None, b: str | None) -> str | None:
    """The one of two dates that covers fewer days; `a` where they are equal, the other one where one is None."""
    if a is None or b is None:
        return b if a is None else a
    return b if days_in(b) < days_in(a) else a
