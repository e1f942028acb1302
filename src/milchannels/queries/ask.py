"""The questions: what runs between A and B, and which channels there are. A store in, answers as records out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import select

from ..errors import UsageError
from ..records import ChannelEvent
from ..register import Register
from ..store import tables as t
from ..store.days import bounds, day
from .answers import Between, Channel, ChannelEnd, EventTold, Moment
from .holders import holder_pairs
from .rows import Day, Filters, article_counts, codes, person_names, records, rows
from .tally import End, Level, Tally, counted, gaps, tally

if TYPE_CHECKING:
    from ..store import Store

LEVELS: tuple[Level, ...] = get_args(Level)


def between(
    store: Store,
    a: str | Iterable[str],
    b: str | Iterable[str],
    *,
    since: Day = None,
    until: Day = None,
    mode: str | None = None,
    status: str | None = None,
    track: str | None = None,
    topic: str | None = None,
    as_of: dt.date | None = None,
    register: Register | None = None,
) -> Between:
    """Channels, contacts and channel events between countries `a` and `b`, codes or sets of codes.

    Filters as in `Filters`. `register` tells who held a post that articles name without its holder. `silence` is counted to `as_of`, and absent without it: today is never assumed.
    Raises `UsageError` where the two have a country in common.
    """
    ours, theirs = codes(a), codes(b)
    if not ours or not theirs or ours & theirs:
        raise UsageError("name two different countries, or two groups that share none")
    filters = Filters(since, until, mode, status, track, topic, ours, theirs)
    found = list(rows(store, filters))
    held = [row for row in found if row.held]
    lines = {level: [line for line in tally(found, level) if _joins(line, ours, theirs)] for level in LEVELS}
    names = person_names(store, _persons(line for level in ("person", "post") for line in lines[level]))
    counts = _sources(store, [line for level in LEVELS for line in lines[level]], {"": [row.id for row in found]})
    contacts = list(records(store, filters))
    events = events_told(store, (ours, theirs), since, until)
    median, longest = gaps(held)
    last = max((row.last for row in held if row.last), default=None)
    return Between(
        a=sorted(ours),
        b=sorted(theirs),
        channels={
            level: _sorted(_channel(line, level, names, counts, as_of, register, first=ours) for line in lines[level])
            for level in LEVELS
        },
        contacts=contacts,
        events=events,
        timeline=_timeline([(row.first or row.last, row.id) for row in found], events),
        first=min((row.first for row in held if row.first), default=None),
        last=last,
        silence=(as_of - last).days if as_of and last else None,
        median_gap=median,
        longest_gap=longest,
        by_mode=counted(row.mode for row in held),
        by_status=counted(row.status for row in found),
        sources=counts[""],
    )


def channels(
    store: Store,
    country: str | Iterable[str] | None = None,
    *,
    level: str = "person",
    since: Day = None,
    until: Day = None,
    mode: str | None = None,
    status: str | None = None,
    track: str | None = None,
    topic: str | None = None,
    as_of: dt.date | None = None,
    register: Register | None = None,
) -> list[Channel]:
    """All channels at a level, or those of a country (then that country's end is `a`), the busiest first.

    `register` tells who held a post that articles name without its holder.
    Raises `UsageError` for a level that there is not.
    """
    wanted = checked_level(level)
    ours = codes(country) if country else frozenset()
    filters = Filters(since, until, mode, status, track, topic, ours)
    lines = [
        line for line in tally(rows(store, filters), wanted) if not ours or {line.a.country, line.b.country} & ours
    ]
    names = person_names(store, _persons(lines))
    counts = _sources(store, lines, {})
    return _sorted(_channel(line, wanted, names, counts, as_of, register, first=ours) for line in lines)


def line_channels(
    store: Store, lines: list[Tally], level: Level, as_of: dt.date | None, *, first: str
) -> list[Channel]:
    """Lines as channels, the busiest first; the end of the id `first` is `a`."""
    names = person_names(store, _persons(lines))
    counts = _sources(store, lines, {})
    return _sorted(_channel(line, level, names, counts, as_of, None, first=frozenset([first])) for line in lines)


def _persons(lines: Iterable[Tally]) -> set[str]:
    """The ids of the persons whose names are needed: the ends of lines between persons, the holders of posts."""
    found: set[str] = set()
    for line in lines:
        found.update(end.id for end in (line.a, line.b) if end.kind == "person")
        if line.a.kind == line.b.kind == "post":
            found.update(party.person for row in line.rows for party in row.parties if party.person)
    return found


def checked_level(level: str) -> Level:
    """The level, where it is one; raises `UsageError`."""
    for known in LEVELS:
        if known == level:
            return known
    raise UsageError(f"level {level!r} is not known: choose one of {', '.join(LEVELS)}")


def _joins(line: Tally, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    sides = (line.a.country, line.b.country)
    return (sides[0] in ours and sides[1] in theirs) or (sides[1] in ours and sides[0] in theirs)


def _line_key(line: Tally) -> str:
    return f"{line.a.id}\t{line.b.id}"


def _sources(store: Store, lines: list[Tally], more: dict[str, list[str]]) -> dict[str, int]:
    return article_counts(store, {_line_key(line): [row.id for row in line.rows] for line in lines} | more)


def _channel(
    line: Tally,
    level: Level,
    names: dict[str, tuple[str, str | None]],
    counts: dict[str, int],
    as_of: dt.date | None,
    register: Register | None,
    *,
    first: frozenset[str],
) -> Channel:
    """A line as an answer. The end in `first`, a country or a person, is `a`."""
    ends = (line.a, line.b)
    if first & {line.b.country, line.b.id} and not first & {line.a.country, line.a.id}:
        ends = (line.b, line.a)
    return Channel(
        level=level,
        a=_end(ends[0], names),
        b=_end(ends[1], names),
        contacts=len(line.held),
        first=line.first,
        last=line.last,
        silence=line.silence(as_of),
        modes=line.modes,
        statuses=line.statuses,
        sources=counts[_line_key(line)],
        contact_ids=[row.id for row in line.rows],
        holders=holder_pairs(line, names, register, turned=ends[0] is line.b) if level == "post" else [],
    )


def _end(one: End, names: dict[str, tuple[str, str | None]]) -> ChannelEnd:
    name, country = names.get(one.id, (one.label, one.country))
    return ChannelEnd(id=one.id, kind=one.kind, label=name, country=one.country or country)


def _sorted(found: Iterable[Channel]) -> list[Channel]:
    """The busiest first, then the latest used, then by name."""
    newest = dt.date.max.toordinal()

    def order(one: Channel) -> tuple[Any, ...]:
        used = newest - one.last.toordinal() if one.last else newest
        return -one.contacts, used, one.a.label, one.b.label, one.a.id, one.b.id

    return sorted(found, key=order)


def events_told(store: Store, sides: Iterable[frozenset[str]], since: Day, until: Day) -> list[EventTold]:
    """Channel events that concern all the sides, in the order of time; each as each article tells it."""
    e, ar, ec = t.channel_events, t.articles, t.channel_event_countries
    query = (
        select(e.c.record, e.c.date_first, e.c.date_last, ar.c.id, ar.c.title, ar.c.source, ar.c.published)
        .join(ar, ar.c.key == e.c.article)
        .order_by(e.c.date_first.nulls_first(), ar.c.published.nulls_first(), e.c.article, e.c.position)
    )
    for side in sides:
        concerned = select(ec.c.article).where(
            ec.c.article == e.c.article, ec.c.position == e.c.position, ec.c.country.in_(sorted(side))
        )
        query = query.where(concerned.exists())
    low, high = str(since) if since else None, str(until) if until else None
    found: list[EventTold] = []
    with store.reading() as connection:
        for row in connection.execute(query):
            if low and (row.date_last or row.date_first or "") < low:
                continue
            if high and (row.date_first or row.date_last or "9999") > high:
                continue
            told = ChannelEvent.model_validate_json(row.record).model_dump()
            found.append(
                EventTold(**told, article=row.id, title=row.title, source=row.source, published=day(row.published))
            )
    return sorted(found, key=lambda one: bounds(one.date)[0] or dt.date.max)


def _timeline(contacts: list[tuple[dt.date | None, str]], events: list[EventTold]) -> list[Moment]:
    moments = [Moment(day=when, kind="contact", contact=id_) for when, id_ in contacts]
    moments += [Moment(day=bounds(one.date)[0], kind="event", event=n) for n, one in enumerate(events)]
    return sorted(moments, key=lambda one: (one.day or dt.date.max, one.kind, one.contact or "", one.event or 0))
