"""Readers of matched date words: the tokens of a match in, its kind and what the words say out.

A reader gives None where the words, looked at closely, are no date. Groups that patterns may name: `a` and `b` the
ends of a range, `y` its year, `joined` a mere "and"; `n` a count, `u` a unit, `w` last or next, `dir` before or
after, `event` that an event follows. Nothing here knows of publication days.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .model import Calendar, Kind, Period, Range, Shift, Spec, Vague, Window
from .read import read_amount, read_calendar, read_full, read_unit, shift_of, year_number
from .tokens import Tokens

Match = re.Match[str]
Said = tuple[Kind, Spec]
Reader = Callable[[Tokens, Match], Said | None]


def calendar(kind: Kind) -> Reader:
    """A reader of single places in the calendar, which are all of one kind."""

    def read(tokens: Tokens, match: Match) -> Said | None:
        spec = read_calendar(tokens, *match.span())
        return None if spec is None else (kind, spec)

    return read


def week_of(tokens: Tokens, match: Match) -> Said | None:
    """ "the week of May 5": the week in which the day lies."""
    spec = read_calendar(tokens, match.start() + 2, match.end())
    return None if spec is None else ("interval", Calendar(**{**vars(spec), "part": "its-week", "weekday": None}))


def full(tokens: Tokens, match: Match) -> Said | None:
    """A date all in digits."""
    spec = read_full(tokens.word(match.start()))
    return None if spec is None else ("day", spec)


def short_year(tokens: Tokens, match: Match) -> Said | None:
    """ "2 Jun 22": the year in two digits."""
    spec = read_calendar(tokens, match.start(), match.end() - 1)
    tail = tokens.word(match.end() - 1)
    if spec is None or len(tail) != 2:
        return None
    return "day", Calendar(year=year_number(tail), month=spec.month, day=spec.day, weekday=spec.weekday)


def date_range(tokens: Tokens, match: Match) -> Said | None:
    """Two dates; what one of them leaves out is taken from the other. `joined` needs neighbours in the calendar."""
    a, b = read_calendar(tokens, *match.span("a")), read_calendar(tokens, *match.span("b"))
    if a is None or b is None:
        return None
    groups = match.groupdict()
    if groups.get("y"):
        year = read_calendar(tokens, *match.span("y"))
        if year is not None:
            b = Calendar(**{**vars(b), "year": year.year, "year_which": year.year_which})
    month_a, month_b = a.month or b.month, b.month or a.month
    day = a.day is not None or b.day is not None
    if day and (a.day is None or b.day is None):
        return None
    year_a, which_a = (a.year, a.year_which) if a.year or a.year_which else (b.year, b.year_which)
    if a.year is None and b.year is not None and month_a and month_b and month_a > month_b:
        year_a = b.year - 1
    # Vague parts of months at both ends are read as the months: "late February to early March" is that loose.
    part_free = {"part": None} if month_a and not day else {}
    first = Calendar(**{**vars(a), "month": month_a, "year": year_a, "year_which": which_a, **part_free})
    last = Calendar(**{**vars(b), "month": month_b, **part_free})
    if _runs_backwards(first, last):
        return None
    if month_a == month_b and a.day and b.day and a.day >= b.day and not (a.month and b.month):
        return None
    if groups.get("joined") and not _neighbours(first, last):
        return None
    return "interval", Range(first, last)


def _runs_backwards(first: Calendar, last: Calendar) -> bool:
    if first.year is None or last.year is None:
        return False
    return (first.year, first.month or 0, first.day or 0) > (last.year, last.month or 12, last.day or 31)


def _neighbours(first: Calendar, last: Calendar) -> bool:
    if first.weekday is not None and first.month is None:
        return last.weekday is not None and (first.weekday + 1) % 7 == last.weekday
    if first.day is None and first.month is not None and last.month is not None:
        return last.month % 12 == (first.month + 1) % 12
    return True


def short_year_range(tokens: Tokens, match: Match) -> Said | None:
    """ "2014-16", "2013/14"."""
    first, tail = int(tokens.word(match.start())), tokens.word(match.end() - 1)
    last = first // 100 * 100 + int(tail)
    if len(tail) != 2 or last <= first or last - first > 40:
        return None
    return "interval", Range(Calendar(year=first), Calendar(year=last))


def today(tokens: Tokens, match: Match) -> Said | None:
    """ "yesterday evening", "the day before yesterday", "earlier today", "last night"."""
    words = tokens.words[match.start() : match.end()]
    shift = -1 if "yesterday" in words else 1 if "tomorrow" in words else 0
    if words[0] == "the":
        shift *= 2
    elif words[0] == "last" or words[:3] == ["in", "the", "night"]:
        shift = -1
    elif words[0] == "earlier" and shift == 0:
        return "relative_day", Period("day", 0)
    return "relative_day", Period("day", shift, over_night="overnight" in words)


def deictic(tokens: Tokens, match: Match) -> Said | None:
    """ "late last week", "earlier this month", "Monday of next week"."""
    spec = read_calendar(tokens, *match.span())
    unit = read_unit(tokens, match.end("u") - 1)
    if spec is None or unit is None:
        return None
    which = tokens.words[match.start("w") : match.end("w")]
    shift = shift_of(which)
    if "before" in tokens.words[match.end("u") : match.end()]:
        shift -= 1
    kind: Kind = "weekday" if spec.weekday is not None else "relative_period"
    return kind, Period(unit, shift, part=spec.part, weekday=spec.weekday)


def in_the_unit(tokens: Tokens, match: Match) -> Said | None:
    """ "earlier in the week", "later that day", "by the end of the month"."""
    spec = read_calendar(tokens, *match.span())
    unit = read_unit(tokens, match.end() - 1)
    if spec is None or unit is None:
        return None
    words = tokens.words[match.start() : match.end()]
    if "same" in words or "that" in words:
        return "relative_to_reference", Shift(unit, 0, "reference", part=spec.part)
    if unit == "day":
        return "relative_day", Shift("day", 0, "reference", part="in-day")
    return "relative_period", Shift(unit, 0, "reference", part=f"in-{spec.part}")


def weekend(tokens: Tokens, match: Match) -> Said | None:
    """ "over the weekend", "next weekend"."""
    words = tokens.words[match.start() : match.end()]
    return "relative_period", Period("weekend", shift_of(words) if "over" not in words else 0)


def ago(tokens: Tokens, match: Match) -> Said | None:
    """ "two weeks ago", "a week ago on Friday", "two days from now"."""
    count, unit = read_amount(tokens, match)
    if count is None or unit is None:
        return None
    words = tokens.words[match.start() : match.end()]
    spec = read_calendar(tokens, *match.span())
    weekday = spec.weekday if spec else None
    part = "to-the-day" if words[-1] == "today" and "ago" in words else None
    return "ago", Shift(unit, count if "from" in words else -count, "now", weekday=weekday, part=part)


def ahead(tokens: Tokens, match: Match) -> Said | None:
    """ "in two weeks", which is a date only of what is to come."""
    count, unit = read_amount(tokens, match)
    if count is None or unit is None:
        return None
    return "ago", Shift(unit, count, "now", part="ahead")


def shifted(tokens: Tokens, match: Match) -> Said | None:
    """ "two days later", "a week before", "the day after the talks"."""
    count, unit = read_amount(tokens, match)
    if count is None or unit is None:
        return None
    word = tokens.word(match.start("dir"))
    back = word in ("before", "earlier", "previous", "preceding", "prior", "previously")
    if match.groupdict().get("event") is not None:
        return "relative_to_event", Shift(unit, -count if back else count, "event")
    return "relative_to_reference", Shift(unit, -count if back else count, "reference")


def same(tokens: Tokens, match: Match) -> Said | None:
    """ "the same day", "that month"."""
    unit = read_unit(tokens, match.end() - 1)
    return None if unit is None else ("relative_to_reference", Shift(unit, 0, "reference"))


def window(tokens: Tokens, match: Match) -> Said | None:
    """ "in the past two weeks", "within 48 hours"."""
    count, unit = read_amount(tokens, match)
    if unit is None or count is None:
        return None
    words = tokens.words[match.start() : match.end()]
    sign = 1 if "next" in words or "coming" in words else -1 if "past" in words or "last" in words else 0
    return "window", Window(unit, count, sign)  # type: ignore[arg-type]  # sign is one of three


def vague(tokens: Tokens, match: Match) -> Said | None:
    """ "recently", "a few days later"."""
    return "vague", Vague()


def time_of_day(tokens: Tokens, match: Match) -> Said | None:
    """ "in the morning", "the following evening", "that night"."""
    words = tokens.words[match.start() : match.end()]
    if "next" in words or "following" in words or "after" in words:
        return "relative_to_reference", Shift("day", 1, "reference")
    if "previous" in words or "before" in words:
        return "relative_to_reference", Shift("day", -1, "reference")
    if "that" in words or "same" in words:
        return "relative_to_reference", Shift("day", 0, "reference")
    return "time_of_day", Shift("day", 0, "reference", part="in-day")


def holiday(tokens: Tokens, match: Match) -> Said | None:
    """Christmas and New Year with their eves."""
    words = tokens.words[match.start() : match.end()]
    year = next((int(w) for i, w in enumerate(words) if tokens.name(match.start() + i) == "YEAR"), None)
    eve = "eve" in words
    if "christmas" in words:
        return "day", Calendar(month=12, day=24 if eve else 25, year=year)
    return "day", Calendar(month=12 if eve else 1, day=31 if eve else 1, year=year)


def year_end(tokens: Tokens, match: Match) -> Said | None:
    """ "year's end", "year-end"."""
    return "relative_period", Period("year", 0, part="end")


def before_last(tokens: Tokens, match: Match) -> Said | None:
    """ "the week before last"."""
    unit = read_unit(tokens, match.end("u") - 1)
    return None if unit is None else ("relative_period", Period(unit, -2))


def hours(tokens: Tokens, match: Match) -> Said | None:
    """ "some hours before", "two hours later": the same day, as far as is told."""
    return "time_of_day", Shift("day", 0, "reference", part="in-day")
