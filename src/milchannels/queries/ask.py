"""What runs between A and B, and which channels there are. A store in, answers as records out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..register import Register
from ..store.days import bounds, day
from ..store.ends import LEVELS, End, Level
from .answers import Between, Channel, EventTold, Moment
from .events import events_told
from .filters import Day, Filters, Side, codes
from .labels import country_name, end_label
from .making import ORDERS, Making, Order, between_any, counting, first_lines, sort_channels
from .rows import person_names, records_of, rows
from .sides import countries_of
from .summing import sum_line, sum_rows
from .tally import Line, Tally, chosen, lines

if TYPE_CHECKING:
    from ..store import Store


def between(
    store: Store,
    a: str | Iterable[str] | Side,
    b: str | Iterable[str] | Side,
    *,
    since: Day = None,
    until: Day = None,
    mode: str | None = None,
    status: str | None = None,
    track: str | None = None,
    topic: str | None = None,
    theme: str | None = None,
    min_confidence: float | None = None,
    min_sources: int | None = None,
    as_of: dt.date | None = None,
    register: Register | None = None,
    levels: Iterable[str] = LEVELS,
    limit: int | None = None,
    most: int | None = None,
) -> Between:
    """Channels, contacts and channel events between `a` and `b`: codes of countries, sets of codes, or a `Side` each.

    Filters as in `Filters`. `register` tells who held a post that articles name without its holder. `silence` is counted to
    `as_of`, and absent without it: today is never assumed. Counts are of all contacts; `limit` gives so many of them, the
    latest, and `most` so many channels of each level, the busiest. Of `levels` the channels are given.
    Raises `UsageError` where the two have a country in common.
    """
    sides = tuple(one if isinstance(one, Side) else Side(codes(one)) for one in (a, b))
    ours, theirs = (countries_of(store, side) for side in sides)
    if not ours or not theirs or ours & theirs:
        common = ", ".join(map(country_name, sorted(ours & theirs)))
        raise UsageError(f"{f'both sides are of {common}: ' if common else ''}name two sides of different countries")
    filters = Filters(since, until, mode, status, track, topic, theme, min_confidence, min_sources)
    within = Filters.of({**vars(filters), "sides": sides})
    line = _line(sides, ours, theirs)
    if limit is not None and line is not None and not filters.words:
        found = sum_line(store, filters, line, limit)
    else:
        found = sum_rows(rows(store, within), limit)
    # One line says which contacts are meant, and between two countries there are no others; else their ids do.
    along = None if line is None or line.level == "country" else line
    only = frozenset(row.id for row in found.line.rows) if line is None or filters.words else None
    making = Making(store, filters, as_of, register, ours, along, only)
    events = events_told(store, (ours, theirs), since, until)
    silence = found.line.silence(as_of)
    rhythm = silence / found.median if silence is not None and silence >= 0 and found.median else None
    return Between(
        a=_told(sides[0]),
        b=_told(sides[1]),
        a_label=_label(store, sides[0]),
        b_label=_label(store, sides[1]),
        channels={level: making.between(level, (ours, theirs), most) for level in map(checked_level, levels)},
        total=found.line.total,
        contacts=records_of(store, [id_ for id_, _ in found.shown]),
        events=events,
        timeline=_timeline([(day(when), id_) for id_, when in found.shown], events),
        first=found.line.first,
        last=found.line.last,
        silence=silence,
        median_gap=found.median,
        longest_gap=found.longest,
        rhythm=round(rhythm, 1) if rhythm is not None else None,
        by_mode=found.line.modes,
        by_status=found.line.statuses,
        sources=found.line.sources,
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
    theme: str | None = None,
    min_confidence: float | None = None,
    min_sources: int | None = None,
    as_of: dt.date | None = None,
    register: Register | None = None,
    sort: str = "contacts",
    silent: int | None = None,
    cut: bool = False,
    limit: int | None = None,
) -> list[Channel]:
    """All channels at a level, or those of a country (then that country's end is `a`), the busiest first.

    `sort` puts those `last` used first, or those of the longest `silence`, or of the most `sources`. `silent` keeps those
    whose last contact held lies so many days or more before `as_of`; `cut` those between countries whose lines were suspended
    and not resumed. `limit` gives so many, and is what makes a very large store answer at once. `register` tells who held a
    post that articles name without its holder. Raises `UsageError` for a level or order that there is not.
    """
    wanted, order = checked_level(level), checked_order(sort)
    if silent is not None and as_of is None:
        raise UsageError("say to which day silence is counted: `as_of`")
    ours = codes(country) if country else frozenset()
    filters = Filters(since, until, mode, status, track, topic, theme, min_confidence, min_sources)
    making = Making(store, filters, as_of, register, ours)
    latest = as_of - dt.timedelta(days=silent) if as_of is not None and silent is not None else None
    if limit is not None and order != "sources" and not filters.words:
        query = chosen(counting(order, latest), wanted, filters, touching=ours)
        if cut:
            query = query.where(between_any(making.cuts))
        found = first_lines(store, wanted, filters, query, None if cut else limit)
    else:
        found = [
            line
            for line in lines(store, wanted, filters, touching=ours)
            if latest is None or (line.last is not None and line.last <= latest)
        ]
    if cut:
        found = [line for line in found if making.cut(line)]
    return sort_channels(making.channels(found, wanted), order)[:limit]


def line_channels(
    store: Store, found: list[Tally], level: Level, as_of: dt.date | None, *, first: str
) -> list[Channel]:
    """Lines as channels, the busiest first; the end of the id `first` is `a`."""
    return sort_channels(Making(store, Filters(), as_of, None, frozenset([first])).channels(found, level))


def checked_level(level: str) -> Level:
    """The level, where it is one; raises `UsageError`."""
    for known in LEVELS:
        if known == level:
            return known
    raise UsageError(f"level {level!r} is not known: choose one of {', '.join(LEVELS)}")


def checked_order(order: str) -> Order:
    """The order of channels, where it is one; raises `UsageError`."""
    for known in ORDERS:
        if known == order:
            return known
    raise UsageError(f"order {order!r} is not known: choose one of {', '.join(ORDERS)}")


def _line(sides: Iterable[Side], ours: frozenset[str], theirs: frozenset[str]) -> Line | None:
    """The line along which all contacts of the two run, and no others: that of two countries, or of two persons of known ones."""
    a, b = sides
    if len(ours) != 1 or len(theirs) != 1:
        return None
    homes = (*ours, *theirs)
    if a.whole and b.whole:
        first, last = sorted(End(country, country) for country in homes)
        return Line("country", first, last)
    if a.person is not None and b.person is not None and all(homes):
        first, last = sorted(map(End, homes, (a.person, b.person)))
        return Line("person", first, last)
    return None


def _told(side: Side) -> list[str]:
    return [side.person or side.post or ""] if not side.whole else sorted(side.countries)


def _label(store: Store, side: Side) -> str:
    if side.whole:
        return ", ".join(map(country_name, sorted(side.countries)))
    (id_,) = _told(side)
    return end_label(id_, person_names(store, [id_]))


def _timeline(contacts: list[tuple[dt.date | None, str]], events: list[EventTold]) -> list[Moment]:
    moments = [Moment(day=when, kind="contact", contact=id_) for when, id_ in contacts]
    moments += [Moment(day=bounds(one.date)[0], kind="event", event=n) for n, one in enumerate(events)]
    return sorted(moments, key=lambda one: (one.day or dt.date.max, one.kind, one.contact or "", one.event or 0))
