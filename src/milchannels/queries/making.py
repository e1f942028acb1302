"""Lines in, channels out: counted, named, put in order, the first of very many found by the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import Select, and_, case, false, func, or_, select

from ..register import Register
from ..store import tables as t
from ..store.ends import End, Level, kind
from .answers import Channel, ChannelEnd, Cut
from .events import cuts
from .filters import Filters
from .holders import holder_pairs
from .labels import end_label
from .rows import Row, parties_of, person_names
from .tally import FACTS, ONE_LINE, SUMS, Line, Sums, Tally, chosen, in_time, lines, named

if TYPE_CHECKING:
    from ..store import Store

Order = Literal["contacts", "last", "silence", "sources"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: Lines of more contacts than these are summed up where a few of many lines are asked for.
_BUSY = 500


class Making:
    """Makes channels of lines of the contacts that pass. The end in `first`, a country or a person, is `a`.

    `along` keeps the contacts that run along a line, `only` those of these ids.
    """

    def __init__(
        self,
        store: Store,
        filters: Filters,
        as_of: dt.date | None,
        register: Register | None,
        first: frozenset[str],
        along: Line | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        self._store, self._filters, self._as_of, self._register = store, filters, as_of, register
        self._first, self._along, self._only = first, along, only
        self.cuts: Mapping[tuple[str, str], Cut] = cuts(store, as_of)

    def between(self, level: Level, sides: tuple[frozenset[str], frozenset[str]], most: int | None) -> list[Channel]:
        """The channels at a level between the countries of two sides, the busiest first."""
        if most is None or self._only is not None:
            told = lines(self._store, level, self._filters, between=sides, along=self._along, only=self._only)
            found = list(told) if most is None else _busiest(told, most)
        else:
            query = chosen(counting(), level, self._filters, between=sides, along=self._along)
            found = first_lines(self._store, level, self._filters, query, most, self._along)
        return sort_channels(self.channels(found, level))[:most]

    def cut(self, line: Tally) -> Cut | None:
        """The cut of lines between the countries of a line, where nobody used this one after it."""
        told = self.cuts.get((line.a.country, line.b.country))
        last = line.last
        used = told is not None and last is not None and told.since is not None and last > told.since
        return None if used else told

    def channels(self, found: list[Tally], level: Level) -> list[Channel]:
        """A channel for each line."""
        posts = found if level == "post" else []
        parties = parties_of(self._store, (row.id for line in posts for row in line.rows))
        persons = {end.id for line in found for end in (line.a, line.b) if kind(end.id) == "person"}
        persons.update(party.person for told in parties.values() for party in told if party.person)
        names = person_names(self._store, persons)
        made = []
        for line in found:
            ends = (line.a, line.b)
            if self._first & set(line.b) and not self._first & set(line.a):
                ends = (line.b, line.a)
            held = holder_pairs(line, ends, parties, names, self._register) if line.rows and level == "post" else []
            made.append(
                Channel(
                    level=level,
                    a=_end(ends[0], names),
                    b=_end(ends[1], names),
                    contacts=line.contacts,
                    first=line.first,
                    last=line.last,
                    silence=line.silence(self._as_of),
                    modes=line.modes,
                    statuses=line.statuses,
                    sources=line.sources,
                    cut=self.cut(line),
                    contact_ids=[row.id for row in line.rows],
                    holders=held,
                )
            )
        return made


def _end(one: End, names: dict[str, tuple[str, str | None]]) -> ChannelEnd:
    return ChannelEnd(id=one.id, kind=kind(one.id), label=end_label(one.id, names), country=one.country or None)


def sort_channels(found: Iterable[Channel], order: Order = "contacts") -> list[Channel]:
    """Channels in an order; where that leaves it open, the busiest first, then the latest used, then by name."""
    newest, oldest = dt.date.max.toordinal(), dt.date.min.toordinal()

    def key(one: Channel) -> tuple[Any, ...]:
        used = one.last.toordinal() if one.last else oldest
        busy = (-one.contacts, -used, one.a.label, one.b.label, one.a.id, one.b.id)
        if order == "last":
            return (-used, *busy)
        if order == "silence":
            return (used if one.last else newest, *busy)
        return (-one.sources, *busy) if order == "sources" else busy

    return sorted(found, key=key)


_P = t.linked_pairs.c
_ENDS = (_P.a_country, _P.b_country, _P.a, _P.b)


def counting(order: Order = "contacts", latest: dt.date | None = None) -> Select[Any]:
    """The query of the ends of lines, each with the number of its contacts, counted and put in order by the database.

    As `sort_channels` has them, save that of lines alike in all that is counted the ids decide, not the names. `latest` is
    the last day on which the last contact held may lie.
    """
    held = _P.status == "held"
    busy = func.sum(case((held, 1), else_=0))
    used = func.max(case((held, _P.date_last)))
    first: dict[Order, list[Any]] = {
        "last": [func.coalesce(used, "").desc()],
        "silence": [func.coalesce(used, "9999-12-31")],
    }
    query = select(*_ENDS, func.count()).group_by(*_ENDS)
    query = query.order_by(*first.get(order, []), busy.desc(), func.coalesce(used, "").desc(), *_ENDS)
    return query if latest is None else query.having(used <= latest.isoformat())


def between_any(pairs: Iterable[tuple[str, str]]) -> Any:
    return or_(false(), *(and_(_P.a_country == a, _P.b_country == b) for a, b in sorted(pairs)))


def first_lines(
    store: Store, level: Level, filters: Filters, query: Select[Any], limit: int | None, along: Line | None = None
) -> list[Tally]:
    """The first lines of a query of `counting`, with their contacts; of very busy ones the sums alone."""
    # All contacts along a line run along it: nothing has to be looked up.
    asked = {
        one: (
            chosen(select(*FACTS), level, filters, along=one).where(ONE_LINE),
            chosen(select(*SUMS), level, filters, along=one).where(ONE_LINE),
        )
        for one in (None, along)
    }
    found = []
    with store.reading() as connection:
        for a_country, b_country, a_id, b_id, total in connection.execute(query.limit(limit)).all():
            a, b = End(a_country, a_id), End(b_country, b_id)
            rows, sums = asked[None if Line(level, a, b) == along else along]
            if total > _BUSY:
                found.append(Tally(a, b, told=Sums.told(connection.execute(sums, named(a, b)).one())))
            else:
                found.append(Tally(a, b, in_time(Row(*row) for row in connection.execute(rows, named(a, b)))))
    return found


def _busiest(found: Iterable[Tally], most: int) -> list[Tally]:
    """The first of lines as `counting` and `first_lines` have them."""
    first = sorted(found, key=_by_use)[:most]
    return [line.summed() if line.total > _BUSY else line for line in first]


def _by_use(line: Tally) -> tuple[Any, ...]:
    used = line.last.toordinal() if line.last else 0
    return (-line.contacts, -used, line.a.country, line.b.country, line.a.id, line.b.id)
