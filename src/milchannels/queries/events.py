"""A store in, what articles tell of standing lines between countries out: events between two sides, and lines cut."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import select

from ..records import ChannelEvent
from ..store import tables as t
from ..store.days import bounds, day
from .answers import Cut, EventTold
from .filters import Day

if TYPE_CHECKING:
    from ..store import Store

#: After these a line is no longer cut.
_RUNS = frozenset({"resumed", "established"})


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


def cuts(store: Store, as_of: dt.date | None = None) -> dict[tuple[str, str], Cut]:
    """Pairs of countries, in the order of the alphabet, whose lines were suspended and not resumed until `as_of`.

    What counts is the last suspension, resumption or opening of any line between the two. An event without a date of its
    own counts for the day of publication.
    """
    e, ar, ec = t.channel_events.c, t.articles.c, t.channel_event_countries.c
    query = (
        select(e.article, e.position, e.action, e.channel, e.date_first, e.date_last, ar.published, ar.id, ec.country)
        .join_from(t.channel_events, t.articles, ar.key == e.article)
        .join(t.channel_event_countries, (ec.article == e.article) & (ec.position == e.position))
        .where(e.action.in_(["suspended", *sorted(_RUNS)]))
    )
    told: dict[tuple[str, int], list[str]] = defaultdict(list)
    facts = {}
    with store.reading() as connection:
        for row in connection.execute(query):
            told[row.article, row.position].append(row.country)
            facts[row.article, row.position] = row
    latest: dict[tuple[str, str], tuple[tuple[str, str, int], str, Cut]] = {}
    for key, countries in told.items():
        row = facts[key]
        when = row.date_last or row.published or ""
        if as_of is not None and (row.date_first or row.published or "") > as_of.isoformat():
            continue
        cut = Cut(since=day(row.date_first or row.published), channel=row.channel, article=row.id)
        order = (when, row.published or "", row.position)
        for a, b in combinations(sorted(countries), 2):
            if (a, b) not in latest or latest[a, b][0] <= order:
                latest[a, b] = (order, row.action, cut)
    return {pair: cut for pair, (_, action, cut) in latest.items() if action not in _RUNS}
