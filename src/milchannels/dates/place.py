"""Arithmetic of periods: days, weeks from Monday to Sunday, months, seasons and their parts, as first and last day."""

from __future__ import annotations

import datetime as dt

from .edtf import Span, month_end
from .model import Calendar, Unit
from .read import exact

DAY = dt.timedelta(days=1)
_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def add_months(day: dt.date, count: int) -> dt.date:
    """The first day of the month `count` months from that of `day`; raises ValueError outside of years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + count
    return dt.date(index // 12, index % 12 + 1, 1)


def month_span(year: int, month: int) -> Span:
    """A month."""
    return dt.date(year, month, 1), month_end(year, month)


def months_span(year: int, month: int, count: int) -> Span:
    """`count` months from a month on."""
    first = dt.date(year, month, 1)
    last = add_months(first, count - 1)
    return first, month_end(last.year, last.month)


def year_span(first: int, last: int | None = None) -> Span:
    """A year, or all years up to `last`."""
    return dt.date(first, 1, 1), dt.date(last or first, 12, 31)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week of a day."""
    return day - DAY * day.weekday()


def unit_span(unit: Unit, day: dt.date, shift: int) -> Span:
    """The calendar unit (week, month …) of `day`, moved by `shift` units."""
    if unit == "hour":
        moved = day + dt.timedelta(days=int(shift / 24))
        return moved, moved
    if unit == "day":
        moved = day + DAY * shift
        return moved, moved
    if unit == "week":
        monday = monday_of(day) + 7 * DAY * shift
        return monday, monday + 6 * DAY
    if unit == "weekend":
        saturday = monday_of(day) + 5 * DAY + 7 * DAY * shift
        return saturday, saturday + DAY
    if unit == "month":
        first = add_months(day, shift)
        return month_span(first.year, first.month)
    if unit == "quarter":
        first = add_months(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3 * shift)
        return months_span(first.year, first.month, 3)
    if unit == "decade":
        start = day.year // 10 * 10 + 10 * shift
        return year_span(start, start + 9)
    return year_span(day.year + shift)


def part_of(span: Span, part: str | None, now: dt.date | None = None) -> Span:
    """A part of a week, month, season, year or decade.

    Early, mid and late in a month are its days 1 to 10, 11 to 20 and 21 to the end; in a year its thirds. The
    end of a year is its last two months. "earlier" and "later" reach to and from `now` where it lies within.
    """
    first, last = span
    if part is None:
        return span
    length = (last - first).days + 1
    if part == "its-week":
        return monday_of(first), monday_of(first) + 6 * DAY
    if part == "earlier":
        return (first, now) if now and first <= now <= last else span
    if part == "later":
        return (now, last) if now and first <= now <= last else span
    if part.startswith("week"):
        return _week_of_month(span, part)
    if length == 7:
        early_last, late_first = first + 2 * DAY, first + 3 * DAY
        middle = (first + DAY, first + 3 * DAY)
    elif length <= 31:
        if part == "half1":
            return first, first + 14 * DAY
        if part == "half2":
            return first + 15 * DAY, last
        early_last, late_first = first + 9 * DAY, first + 20 * DAY
        middle = (first + 10 * DAY, first + 19 * DAY)
    elif length <= 100:
        early_last, late_first = add_months(first, 1) - DAY, add_months(first, 2)
        middle = (add_months(first, 1), late_first - DAY)
    elif length <= 366:
        return _part_of_year(first.year, part)
    else:
        return _part_of_decade(first.year, part)
    if part in ("early", "begin", "half1"):
        return first, early_last
    return middle if part == "mid" else (late_first, last)


def _week_of_month(span: Span, part: str) -> Span:
    first, last = span
    if part == "week-last":
        return last - 6 * DAY, last
    begin = first + 7 * DAY * (int(part[4:]) - 1)
    return min(begin, last), min(begin + 6 * DAY, last)


def _part_of_year(year: int, part: str) -> Span:
    months = {
        "early": (1, 4), "mid": (5, 4), "late": (9, 4), "begin": (1, 2), "end": (11, 2), "half1": (1, 6),
        "half2": (7, 6),
    }  # fmt: skip
    return months_span(year, *months.get(part, (1, 12)))


def _part_of_decade(year: int, part: str) -> Span:
    ends = {"early": (0, 3), "begin": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (7, 9)}
    ends |= {"half1": (0, 4), "half2": (5, 9)}
    first, last = ends.get(part, (0, 9))
    return year_span(year + first, year + last)


def in_year(calendar: Calendar, year: int) -> Span | None:
    """What a calendar place is in a given year; None where that year has no such day. The part is not yet taken."""
    if calendar.month is not None and calendar.day is not None:
        day = exact(year, calendar.month, calendar.day)
        return None if day is None else (day, day)
    if calendar.month is not None:
        return month_span(year, calendar.month)
    if calendar.season is not None:
        return months_span(year, _SEASON_MONTH[calendar.season], 3)
    if calendar.quarter is not None:
        return months_span(year, 3 * calendar.quarter - 2, 3)
    return year_span(year)
