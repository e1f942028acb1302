"""A date expression and its anchors in, an EDTF date out, or None where text and anchors do not tell.

The rules are those of the annotation guidelines: weeks run from Monday to Sunday, a weekday with no other word is
the latest such day up to publication, "N weeks ago" is that week, "earlier this month" runs up to publication.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from .edtf import Span, month_end, parse_edtf, to_edtf
from .model import Anchors, Basis, Calendar, DateExpression, Period, Precision, Range, Resolved, Shift, Unit, Window
from .nearby import (
    SLACK,
    Placed,
    base_day,
    day_of_month,
    on_or_before,
    one_day,
    reference_span,
    todays_day,
    weekday,
    weekday_and_day,
)
from .place import DAY, in_year, part_of, unit_span, year_span

#: A day without a year may lie two weeks behind publication in the future tense (articles printed late).
_LATE_PRINT = 14
#: A past day of longer ago would have been given its year: a day shortly ahead is likelier.
_YEAR_NEEDED, _SHORTLY = 330, 21
#: "A week earlier" than a year tells nothing: how many days a reference may cover, by the unit counted.
_COARSE = {"hour": 2, "day": 2, "week": 14, "weekend": 14, "month": 62}


def resolve(expression: DateExpression, anchors: Anchors) -> Resolved | None:
    """Place an expression in time; None where neither its words nor the anchors tell when it was.

    Raises nothing for dates outside of the calendar (a "year 9999" and beyond): they are None too. A malformed
    `anchors.reference` raises ValueError.
    """
    if anchors.reference is not None:
        parse_edtf(anchors.reference)
    try:
        placed = _place(expression, anchors)
    except (OverflowError, ValueError):
        return None
    if placed is None:
        return None
    (first, last), basis = placed
    if first > last:
        return None
    edtf = to_edtf(first, last)
    precision: Precision = "interval"
    if "/" not in edtf:
        lengths: dict[int, Precision] = {4: "year", 7: "month"}
        precision = lengths.get(len(edtf), "day")
    return Resolved(edtf, basis, precision)


def _place(expression: DateExpression, anchors: Anchors) -> Placed | None:
    spec = expression.spec
    if isinstance(spec, Calendar):
        return _calendar(spec, anchors)
    if isinstance(spec, Range):
        return _range(spec, anchors)
    if isinstance(spec, Period):
        return _period(spec, anchors)
    if isinstance(spec, Shift):
        return _shift(spec, anchors)
    if isinstance(spec, Window):
        return _window(spec, anchors)
    return None


# Places in the calendar


def _calendar(spec: Calendar, anchors: Anchors) -> Placed | None:
    base = base_day(anchors)
    if spec.decade is not None:
        return part_of(year_span(spec.decade, spec.decade + 9), spec.part), "stated"
    year, basis = spec.year, "stated"
    if year is None and spec.year_which is not None:
        said = _year_by_word(spec, anchors)
        if said is None:
            return None
        year, basis = said
    bare = spec.month is None and spec.season is None and spec.quarter is None
    if year is None and bare:
        if spec.weekday is not None:
            return weekday_and_day(spec, anchors) if spec.day is not None else weekday(spec, anchors)
        return day_of_month(spec, anchors)
    if year is None and anchors.year is not None and spec.which is None:
        year, basis = anchors.year, "contact"
    if year is not None:
        span = in_year(spec, year)
        return None if span is None else (part_of(span, spec.part, base), basis)  # type: ignore[return-value]
    placed = _yearless(spec, anchors)
    return None if placed is None else (part_of(placed[0], spec.part, base), placed[1])


def _year_by_word(spec: Calendar, anchors: Anchors) -> tuple[int, Basis] | None:
    base, reference = base_day(anchors), reference_span(anchors)
    shifts = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
    if spec.year_which in shifts:
        return None if base is None else (base.year + shifts[spec.year_which], "publication")
    if reference is None:
        return None
    return reference[0].year + {"previous": -1, "following": 1}.get(str(spec.year_which), 0), "contact"


def _yearless(spec: Calendar, anchors: Anchors) -> Placed | None:
    """The most sensible year for a day, month, season or quarter that has none."""
    base, reference = base_day(anchors), reference_span(anchors)
    if spec.which in ("previous", "following", "same") and reference is not None:
        spans = _candidates(spec, reference[0].year)
        if spec.which == "same":
            span = in_year(spec, reference[0].year)
            return None if span is None else (span, "contact")
        if spec.which == "following":
            return _first([s for s in spans if s[0] > reference[1]]), "contact"
        return _latest([s for s in spans if s[1] < reference[0]]), "contact"
    if base is None:
        return None if reference is None else _near_reference(spec, reference)
    spans = _candidates(spec, base.year)
    if not spans:
        return None
    if spec.which in ("last", "previous"):
        return _latest([s for s in spans if s[1] < base]), "publication"
    if spec.which == "past":
        return _latest([s for s in spans if s[0] <= base]), "publication"
    if spec.which in ("next", "coming", "following"):
        return _first([s for s in spans if s[0] > base]), "publication"
    if spec.which == "this":
        return (in_year(spec, base.year) or spans[0]), "publication"
    return _by_tense(spec, spans, base, anchors), "publication"


def _by_tense(spec: Calendar, spans: list[Span], base: dt.date, anchors: Anchors) -> Span:
    a_day = spec.day is not None
    past = _latest([s for s in spans if s[0] <= base + DAY * SLACK])
    future = _first([s for s in spans if s[1] >= base - DAY * (_LATE_PRINT if a_day else 0)])
    chosen = past if anchors.tense == "past" else future
    if anchors.tense == "past" and a_day:
        ahead = _first([s for s in spans if s[0] > base])
        if (base - past[1]).days > _YEAR_NEEDED and (ahead[0] - base).days <= _SHORTLY:
            chosen = ahead
    if anchors.tense == "unknown":
        ahead = _first([s for s in spans if s[0] > base])
        chosen = past if (base - past[1]).days <= (ahead[0] - base).days else ahead
    if spec.weekday is not None and chosen[0].weekday() != spec.weekday:
        # The weekday tells the year where the nearest one does not fit.
        fitting = [s for s in spans if s[0].weekday() == spec.weekday and abs((s[0] - chosen[0]).days) < 6 * 366]
        if anchors.tense != "unknown":
            fitting = [s for s in fitting if (s[0] <= base + DAY * SLACK) == (anchors.tense == "past")]
        if fitting:
            chosen = min(fitting, key=lambda s: abs((s[0] - chosen[0]).days))
    return chosen


def _near_reference(spec: Calendar, reference: Span) -> Placed | None:
    """Without publication the year is that of the reference, or its neighbour across a near turn of the year."""
    same = in_year(spec, reference[0].year)
    if same is None:
        return None

    def gap(span: Span) -> int:
        return max((span[0] - reference[1]).days, (reference[0] - span[1]).days, 0)

    nearest = min(_candidates(spec, reference[0].year), key=gap)
    return (nearest if gap(same) > 270 and gap(nearest) <= 62 else same), "contact"


def _candidates(spec: Calendar, year: int) -> list[Span]:
    spans = [in_year(spec, y) for y in range(max(year - 9, 1), min(year + 9, 9998))]
    return [span for span in spans if span is not None]


def _latest(spans: list[Span]) -> Span:
    if not spans:
        raise ValueError("no such date near the anchor")
    return max(spans)


def _first(spans: list[Span]) -> Span:
    if not spans:
        raise ValueError("no such date near the anchor")
    return min(spans)


# Ranges


def _range(spec: Range, anchors: Anchors) -> Placed | None:
    first = _calendar(spec.first, anchors)
    if first is None:
        return None
    if spec.last.year is not None or spec.last.year_which is not None:
        last = _calendar(spec.last, anchors)
    else:
        # What follows the first day next: "from December 30 to January 2", "Friday to Sunday".
        after = replace(anchors, published=first[0][0], reference=None, year=None, tense="future", statement=None)
        if spec.last.month == spec.first.month and spec.first.year_which is None and spec.last.day is not None:
            after = replace(after, year=first[0][0].year)
        last = _calendar(replace(spec.last, which=None), after)
    if last is None or last[0][1] < first[0][0]:
        return None
    return (first[0][0], last[0][1]), first[1]


# Periods around publication


def _period(spec: Period, anchors: Anchors) -> Placed | None:
    if spec.unit == "day":
        today = todays_day(anchors)
        if today is None:
            return None
        day = today + DAY * spec.shift
        return (day - DAY * spec.over_night, day), "publication"
    base = base_day(anchors)
    if base is None:
        return None
    if spec.unit == "weekend":
        return _weekend(spec.shift, base, anchors), "publication"
    span = unit_span(spec.unit, base, spec.shift)
    if spec.weekday is not None and spec.unit == "week":
        day = span[0] + DAY * spec.weekday
        return one_day(day, "publication")
    if spec.weekday is not None:
        return one_day(on_or_before(base, spec.weekday), "publication")
    if spec.part is None and spec.shift == 0 and spec.unit in ("week", "month") and anchors.tense != "future":
        return (span[0], base), "publication"
    return part_of(span, spec.part, base), "publication"


def _weekend(shift: int, base: dt.date, anchors: Anchors) -> Span:
    """ "the weekend" is the latest one that has begun; of what is to come, the next one that has not ended."""
    current = unit_span("weekend", base, 0)
    if shift > 0:
        return current if base.weekday() < 5 else unit_span("weekend", base, 1)
    if anchors.tense == "future" and shift == 0:
        return current
    if shift < 0 or current[0] > base:
        return unit_span("weekend", base, -1)
    return current


# Counted from now or from a date told before


def _shift(spec: Shift, anchors: Anchors) -> Placed | None:
    if spec.anchor == "now":
        return _from_now(spec, anchors)
    reference = reference_span(anchors)
    if spec.part is not None and spec.part.startswith("in-"):
        return _in_unit(spec, anchors, reference)
    if reference is None:
        return None
    first, last = reference
    if (last - first).days > _COARSE.get(spec.unit, 400):
        return None
    if spec.count == 0:
        whole = unit_span(spec.unit, first, 0)
        return (reference if spec.unit == "day" else part_of(whole, spec.part, last)), "contact"
    span = unit_span(spec.unit, last if spec.count > 0 else first, spec.count * (10 if spec.unit == "decade" else 1))
    return span, "contact"


def _from_now(spec: Shift, anchors: Anchors) -> Placed | None:
    base = todays_day(anchors) if spec.unit in ("day", "hour") else base_day(anchors)
    if base is None or (spec.part == "ahead" and anchors.tense != "future"):
        return None
    if spec.unit == "decade":
        return year_span(base.year + 10 * spec.count), "publication"
    span = unit_span(spec.unit, base, spec.count)
    if spec.weekday is not None and spec.unit == "week":
        return one_day(span[0] + DAY * spec.weekday, "publication")
    if spec.part == "to-the-day":
        return one_day(_same_place(spec.unit, base, span), "publication")
    return span, "publication"


def _same_place(unit: Unit, day: dt.date, span: Span) -> dt.date:
    """The day of a later or earlier week, month or year that answers to `day`: 29 February has the 28th."""
    if unit in ("month", "year"):
        month = span[0] if unit == "month" else span[0].replace(month=day.month)
        return month.replace(day=min(day.day, month_end(month.year, month.month).day))
    return span[0] + DAY * (day - unit_span(unit, day, 0)[0]).days


def _in_unit(spec: Shift, anchors: Anchors, reference: Span | None) -> Placed | None:
    """ "earlier in the day", "later in the week": the day or week of the reference where it is of now, else of now."""
    now = todays_day(anchors) if spec.unit == "day" else base_day(anchors)
    near = {"day": 1, "week": 7, "month": 31, "year": 366}.get(spec.unit, 0)
    basis: Basis = "publication"
    short = reference is not None and (reference[1] - reference[0]).days <= 2
    if reference is not None and short and (now is None or 0 <= (now - reference[1]).days <= near):
        now, basis = reference[0], "contact"
    if now is None:
        return None
    if spec.unit == "day":
        return one_day(now, basis)
    # Nothing is earlier in the week of a Monday: the week before is meant.
    shift = -1 if spec.unit == "week" and spec.part == "in-earlier" and now.weekday() == 0 else 0
    return part_of(unit_span(spec.unit, now, shift), (spec.part or "")[3:], now), basis


def _window(spec: Window, anchors: Anchors) -> Placed | None:
    today = todays_day(anchors)
    if today is None:
        return None
    sign = spec.sign or (1 if anchors.tense == "future" else -1)
    if spec.unit in ("hour", "day", "week"):
        days = {"hour": -(-spec.count // 24), "day": spec.count, "week": 7 * spec.count}[spec.unit]
        other = today + DAY * days * sign
    else:
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(spec.unit, 1) * spec.count
        first, last = unit_span("month", today, months * sign)
        other = min(first + DAY * (today.day - 1), last)
    return (min(today, other), max(today, other)), "publication"
