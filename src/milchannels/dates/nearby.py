"""Days that need an anchor near by: what the anchors stand for, weekdays, and days of a month without the month."""

from __future__ import annotations

import datetime as dt

from .edtf import Span, parse_edtf
from .model import Anchors, Basis, Calendar
from .place import DAY, add_months, monday_of, month_span

#: A day of the past may lie one day ahead of publication (time zones).
SLACK = 1
Placed = tuple[Span, Basis]


def base_day(anchors: Anchors) -> dt.date | None:
    """The day that weekdays, weeks and months count from."""
    return anchors.published or anchors.dateline or anchors.statement


def todays_day(anchors: Anchors) -> dt.date | None:
    """The day that "today" means: that of the quoted statement, else of the dateline, else of publication."""
    if anchors.statement is not None:
        return anchors.statement
    day, published = anchors.dateline, anchors.published
    if day is not None and (published is None or 0 <= (published - day).days <= 7):
        return day
    return published


def reference_span(anchors: Anchors) -> Span | None:
    """The date spoken of before, None where it has no end or beginning."""
    if anchors.reference is None:
        return None
    span = parse_edtf(anchors.reference)
    return None if dt.date.min in span or dt.date.max in span else span


def one_day(day: dt.date, basis: Basis) -> Placed:
    """A single day as a placed date."""
    return (day, day), basis


def weekday(spec: Calendar, anchors: Anchors) -> Placed | None:
    """ "Monday", "last Friday", "the following Tuesday"; None without an anchor."""
    wanted, base, reference = spec.weekday or 0, base_day(anchors), reference_span(anchors)
    if spec.which in ("previous", "following", "same"):
        basis: Basis = "publication" if reference is None else "contact"
        first, last = reference or (base, base)
        if first is None or last is None:
            return None
        if spec.which == "following":
            return one_day(_on_or_after(last + DAY, wanted), basis)
        if spec.which == "previous":
            return one_day(on_or_before(first - DAY, wanted), basis)
        return one_day(monday_of(first) + DAY * wanted, basis)
    if base is None:
        return None
    if spec.which in ("last", "past"):
        return one_day(on_or_before(base - DAY, wanted), "publication")
    if spec.which in ("next", "coming"):
        return one_day(_on_or_after(base + DAY, wanted), "publication")
    if spec.which == "this":
        day = monday_of(base) + DAY * wanted
        return one_day(day + 7 * DAY if day < base and anchors.tense == "future" else day, "publication")
    if anchors.tense == "future":
        return one_day(_on_or_after(base, wanted), "publication")
    return one_day(on_or_before(base, wanted), "publication")


def on_or_before(day: dt.date, weekday: int) -> dt.date:
    """The latest such weekday up to a day."""
    return day - DAY * ((day.weekday() - weekday) % 7)


def _on_or_after(day: dt.date, weekday: int) -> dt.date:
    return day + DAY * ((weekday - day.weekday()) % 7)


def weekday_and_day(spec: Calendar, anchors: Anchors) -> Placed | None:
    """ "Monday (12)": the nearest Monday that is the 12th of a month, in the past tense not after publication."""
    base = base_day(anchors) or (reference_span(anchors) or (None,))[0]
    if base is None:
        return None
    days = [d for d in _days_of_month(spec.day or 0, base) if d.weekday() == spec.weekday]
    if not days:
        return day_of_month(spec, anchors)
    return one_day(min(days, key=lambda d: abs(d - base)), "publication" if base_day(anchors) else "contact")


def day_of_month(spec: Calendar, anchors: Anchors) -> Placed | None:
    """ "the 20th", "the 5th of this month", "the 3rd of next month"."""
    base, reference = base_day(anchors), reference_span(anchors)
    if spec.day is None:
        return None
    if reference is not None and (spec.which in (None, "same") or base is None):
        in_month = [d for d in _days_of_month(spec.day, reference[0]) if d.month == reference[0].month]
        return one_day(in_month[0], "contact") if in_month else None
    if base is None:
        return None
    days = _days_of_month(spec.day, base)
    if spec.which in ("this", "last", "next"):
        month = add_months(base, {"last": -1, "next": 1}.get(spec.which, 0))
        days = [d for d in days if (d.year, d.month) == (month.year, month.month)]
    elif anchors.tense == "future":
        days = [d for d in days if d >= base]
    else:
        days = [d for d in reversed(days) if d <= base + DAY * SLACK]
    return one_day(days[0], "publication") if days else None


def _days_of_month(day: int, near: dt.date) -> list[dt.date]:
    """The days of that number in the months around, in order."""
    months = [add_months(near, shift) for shift in range(-6, 7)]
    return [m.replace(day=day) for m in months if day <= month_span(m.year, m.month)[1].day]
