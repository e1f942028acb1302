"""Lines in, channels out: counted, named, put in order, the first of very many found by the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import Select, and_, case, false, func, or_, select, true

from ..register import Register
from ..store import tables as t
from ..store.ends import End, Level, kind
from .answers import Channel, ChannelEnd, Cut
from .events import cuts
from .filters import Filters
from .holders import holder_pairs
from .labels import end_label
from .rows import Row, article_counts, parties_of, person_names
from .tally import Sum, Tally, chosen, lines

if TYPE_CHECKING:
    from ..store import Store

Order = Literal["contacts", "last", "silence", "sources"]
ORDERS: tuple[Order, ...] = get_args(Order)
#: For more lines than these, the articles of all are counted at once.
_FEW = 1_000
#: Lines of more contacts than these are summed up where a few of many lines are asked for.
_BUSY = 500


class Making:
    """Makes channels of lines of the contacts that pass. The end in `first`, a country or a person, is `a`."""

    def __init__(
        self,
        store: Store,
        filters: Filters,
        as_of: dt.date | None,
        register: Register | None,
        first: frozenset[str],
    ) -> None:
        self._store, self._filters, self._as_of, self._register = store, filters, as_of, register
        self._first = first
        self.cuts: Mapping[tuple[str, str], Cut] = cuts(store, as_of)

    def between(self, level: Level, sides: tuple[frozenset[str], frozenset[str]], most: int | None) -> list[Channel]:
        """The channels at a level between the countries of two sides, the busiest first."""
        if most is None or self._filters.words:
            found = list(lines(self._store, level, self._filters, between=sides))
        else:
            query = chosen(counting(), level, self._filters, between=sides)
            found = first_lines(self._store, level, self._filters, query, most)
        return sort_channels(self.channels(found, level))[:most]

    def cut(self, line: Tally) -> Cut | None:
        """The cut of lines between the countries of a line, where nobody used this one after it."""
        told = self.cuts.get((line.a.country, line.b.country))
        last = line.last
        used = told is not None and last is not None and told.since is not None and last > told.since
        return None if used else told

    def channels(self, found: list[Tally], level: Level) -> list[Channel]:
        """A channel for each line."""
        counts = self._sources(found, level)
        few = [line for line in found if level == "post"]
        parties = parties_of(self._store, (row.id for line in few for row in line.rows))
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
                    sources=counts[line.a.id, line.b.id],
                    cut=self.cut(line),
                    contact_ids=[row.id for row in line.rows],
                    holders=held,
                )
            )
        return made

    def _sources(self, found: list[Tally], level: Level) -> dict[tuple[str, str], int]:
        """The number of articles that tell of each line."""
        if self._filters.words:
            ids = {f"{line.a.id}\t{line.b.id}": [row.id for row in line.rows] for line in found}
            told = article_counts(self._store, ids)
            return {(line.a.id, line.b.id): told[f"{line.a.id}\t{line.b.id}"] for line in found}
        c = t.contacts.c
        query = select(*_ENDS, func.count(c.article.distinct()))
        query = chosen(query.join_from(t.linked_pairs, t.contacts, c.linked == _P.linked), level, self._filters)
        counts: dict[tuple[str, str], int] = {}
        with self._store.reading() as connection:
            for each in _named(found) if len(found) <= _FEW else [true()]:
                for row in connection.execute(query.where(each).group_by(*_ENDS)):
                    counts[row[2], row[3]] = row[4]
        return counts


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
    """The query of the ends of lines in an order, counted and put in order by the database.

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
    query = select(*_ENDS).group_by(*_ENDS)
    query = query.order_by(*first.get(order, []), busy.desc(), func.coalesce(used, "").desc(), *_ENDS)
    return query if latest is None else query.having(used <= latest.isoformat())


def between_any(pairs: Iterable[tuple[str, str]]) -> Any:
    return or_(false(), *(and_(_P.a_country == a, _P.b_country == b) for a, b in sorted(pairs)))


def first_lines(store: Store, level: Level, filters: Filters, query: Select[Any], limit: int | None) -> list[Tally]:
    """The first lines of a query of ends, with their contacts; of very busy ones the sums alone."""
    with store.reading() as connection:
        keys = [(row[0], row[1], row[2], row[3]) for row in connection.execute(query.limit(limit))]
        found = {key: Tally(End(key[0], key[2]), End(key[1], key[3])) for key in keys}
        sums = (_P.mode, _P.status, func.count(), func.min(_P.date_first), func.max(_P.date_last))
        for each in _named(list(found.values())):
            summed = chosen(select(*_ENDS, *sums), level, filters).where(each).group_by(*_ENDS, _P.mode, _P.status)
            for row in connection.execute(summed):
                found[row[0], row[1], row[2], row[3]].sums.append(Sum(*row[4:]))
        facts = (_P.linked, _P.mode, _P.status, _P.recurring, _P.track, _P.date_first, _P.date_last, _P.along)
        quiet = [line for line in found.values() if line.total <= _BUSY]
        for line in quiet:
            line.sums = []
        for each in _named(quiet):
            for row in connection.execute(chosen(select(*_ENDS, *facts), level, filters).where(each)):
                found[row[0], row[1], row[2], row[3]].rows.append(Row(*row[4:]))
    for line in quiet:
        line.rows = in_time(line.rows)
    return list(found.values())


def _named(found: list[Tally]) -> Iterator[Any]:
    """Conditions that name lines by their ends, one a query: where several are named in one, databases take a detour."""
    for one in found:
        yield and_(_P.a_country == one.a.country, _P.b_country == one.b.country, _P.a == one.a.id, _P.b == one.b.id)


def in_time(found: Iterable[Row]) -> list[Row]:
    """Each contact once, in the order of time, those without a date first."""
    return sorted({row.id: row for row in found}.values(), key=lambda row: (row.first or "", row.id))
