"""A store and sides in, what happens along the line of time out: contacts by period, topics by year, two periods compared."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from ..errors import UsageError
from ..records import Record
from ..store.days import bounds
from ..store.ends import kind
from .answers import ChannelEnd, EventTold
from .ask import checked_level
from .events import events_told
from .filters import Filters, Side, codes
from .labels import end_label
from .rows import person_names, record_texts, rows
from .sides import countries_of
from .tally import Tally, counted, lines

if TYPE_CHECKING:
    from ..store import Store

By = Literal["month", "year"]
#: A longer time is told by years where nothing else is asked for.
_MONTHS = 36
#: So much busier a line must be in the later period, a day, to have grown.
_GROWN = 1.5


class Period(Record):
    """What begins in a month or a year; `period` is null for what has no date."""

    period: str | None
    held: int
    modes: dict[str, int] = Field(description="of contacts held")
    not_held: dict[str, int] = Field(description="by status")
    events: list[EventTold]


class TopicYear(Record):
    """How many contacts of a year were about something. `kind` is theme (of the vocabulary) or topic (as told)."""

    kind: str
    name: str
    year: int | None
    contacts: int


class Change(Record):
    """A line in two periods. `change` is appeared, silent, grew, shrank or same; counts are of contacts held."""

    a: ChannelEnd
    b: ChannelEnd
    before: int
    after: int
    change: str


def timeline(
    store: Store,
    sides: Iterable[Side] = (),
    *,
    by: By | None = None,
    filters: Filters | Mapping[str, Any] | None = None,
) -> list[Period]:
    """Contacts in which each of the sides takes part, and channel events that concern their countries, period by period.

    Periods without any are there too. Without `by` it is months, or years where there would be more than 36 of those.
    """
    chosen = Filters.of(filters)
    wanted = tuple(sides)
    found = list(rows(store, Filters.of({**vars(chosen), "sides": (*chosen.sides, *wanted)})))
    told = events_told(store, [countries_of(store, one) for one in wanted], chosen.since, chosen.until)
    days = [one for one in (*(row.first or row.last for row in found), *(_day(event) for event in told)) if one]
    step: By = by or ("year" if days and _months(min(days), max(days)) > _MONTHS else "month")
    width = 4 if step == "year" else 7
    groups: dict[str | None, tuple[list[Any], list[EventTold]]] = {name: ([], []) for name in _names(days, step)}
    for row in found:
        begins = row.first or row.last
        groups.setdefault(begins[:width] if begins else None, ([], []))[0].append(row)
    for event in told:
        begins = _day(event)
        groups.setdefault(begins[:width] if begins else None, ([], []))[1].append(event)
    return [
        Period(
            period=name,
            held=sum(row.held for row in rows_),
            modes=counted(row.mode for row in rows_ if row.held),
            not_held=counted(row.status for row in rows_ if not row.held),
            events=events,
        )
        for name, (rows_, events) in sorted(groups.items(), key=lambda item: item[0] or "9999")
    ]


def topics(
    store: Store, sides: Iterable[Side] = (), *, filters: Filters | Mapping[str, Any] | None = None
) -> list[TopicYear]:
    """What contacts of these sides are about, by year: themes first, then topics, the most frequent first."""
    chosen = Filters.of(filters)
    years: dict[tuple[str, str], Counter[int | None]] = defaultdict(Counter)
    for text in record_texts(store, Filters.of({**vars(chosen), "sides": (*chosen.sides, *sides)})):
        record = json.loads(text)
        first, last = bounds(record.get("date"))
        begins = first or last
        told = {("theme", one) for one in record.get("themes", ())} | {
            ("topic", one) for one in record.get("topics", ())
        }
        for key in told:
            years[key][begins.year if begins else None] += 1
    order = sorted(years, key=lambda key: (key[0], -years[key].total(), key[1]))
    return [
        TopicYear(kind=kind_, name=name, year=year, contacts=number)
        for kind_, name in order
        for year, number in sorted(years[kind_, name].items(), key=lambda item: item[0] or 9999)
    ]


def compare(
    store: Store,
    before: str,
    after: str,
    country: str | Iterable[str] | None = None,
    *,
    level: str = "person",
    filters: Filters | Mapping[str, Any] | None = None,
) -> list[Change]:
    """The lines at a level, or those of a country, in two periods: those that appeared, went silent, grew and shrank.

    A period is a day, a month, a year, or two of these with a slash between: "2014", "2022-02/2022-05". A line grew where it
    has at least half as many contacts again in a day as before. Raises `UsageError` for a period that there is not.
    """
    chosen, wanted, ours = Filters.of(filters), checked_level(level), codes(country) if country else frozenset()
    spans = [_span(text) for text in (before, after)]
    if spans[0] >= spans[1]:
        raise UsageError(f"{after} is no later than {before}: name two periods, the earlier first")
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    ends: dict[tuple[str, str], Tally] = {}
    for place, (first, last) in enumerate(spans):
        within = Filters.of({**vars(chosen), "since": first, "until": last, "status": "held"})
        for line in lines(store, wanted, within, touching=ours):
            key = (line.a.id, line.b.id)
            counts[key][place] += len(line.rows)
            ends[key] = line
    names = person_names(store, {id_ for key in ends for id_ in key if kind(id_) == "person"})
    days = [(last - first).days + 1 for first, last in spans]
    found = []
    for key, line in ends.items():
        a, b = (line.b, line.a) if ours and line.a.country not in ours else (line.a, line.b)
        old, new = counts[key]
        told = [
            ChannelEnd(id=end.id, kind=kind(end.id), label=end_label(end.id, names), country=end.country or None)
            for end in (a, b)
        ]
        change = _change(old / days[0], new / days[1])
        found.append(Change(a=told[0], b=told[1], before=old, after=new, change=change))
    order = ("appeared", "silent", "grew", "shrank", "same")
    return sorted(
        found, key=lambda one: (order.index(one.change), -abs(one.after - one.before), one.a.label, one.b.label)
    )


def _change(old: float, new: float) -> str:
    """What became of a line of so many contacts a day."""
    if not old or not new:
        return "appeared" if new else "silent"
    return "grew" if new >= old * _GROWN else "shrank" if old >= new * _GROWN else "same"


def _span(text: str) -> tuple[dt.date, dt.date]:
    first, last = bounds(text.replace("..", "/") if "/" not in text else text)
    if first is None or last is None:
        raise UsageError(
            f"{text!r} is not a period: write 2014, 2014-03, or 2014-03/2015 for one with a beginning and an end"
        )
    return first, last


def _day(event: EventTold) -> str | None:
    first, last = bounds(event.date)
    begins = first or last or event.published
    return begins.isoformat() if begins else None


def _months(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1


def _names(days: list[str], by: By) -> list[str]:
    """All months or years from the first day to the last."""
    if not days:
        return []
    first, last = min(days), max(days)
    if by == "year":
        return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    start = int(first[:4]) * 12 + int(first[5:7]) - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(start, start + _months(first, last))]
