"""A store and filters in, lines between two ends out: who with whom, how often, when first and last.

What an end of a line is at each level is said in `store.ends`. Lines come one by one in the order of their ends' countries
and ids, each with its own contacts and no others in memory.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, false, or_, select

from ..store import tables as t
from ..store.days import day
from ..store.ends import End, Level
from .filters import Filters, conditions
from .rows import Row, passing

if TYPE_CHECKING:
    from ..store import Store

_PAGE = 5_000


class Sum(NamedTuple):
    """So many contacts along a line of one mode and one status."""

    mode: str
    status: str
    number: int
    first: str | None
    last: str | None


@dataclass(slots=True)
class Tally:
    """All contacts along one line. Those held make it live; the others are counted apart by status.

    A very busy line may have its sums in place of its contacts.
    """

    a: End
    b: End
    rows: list[Row] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    @property
    def _sums(self) -> list[Sum]:
        return self.sums or [Sum(row.mode, row.status, 1, row.first, row.last) for row in self.rows]

    @property
    def _held(self) -> list[Sum]:
        return [one for one in self._sums if one.status == "held"]

    @property
    def total(self) -> int:
        return sum(one.number for one in self._sums)

    @property
    def contacts(self) -> int:
        return sum(one.number for one in self._held)

    @property
    def first(self) -> dt.date | None:
        return day(min((one.first for one in self._held if one.first), default=None))

    @property
    def last(self) -> dt.date | None:
        return day(max((one.last for one in self._held if one.last), default=None))

    @property
    def modes(self) -> dict[str, int]:
        return _added((one.mode, one.number) for one in self._held)

    @property
    def statuses(self) -> dict[str, int]:
        return _added((one.status, one.number) for one in self._sums)

    def silence(self, as_of: dt.date | None) -> int | None:
        """Days from the last contact held to `as_of`; negative where that lies before."""
        last = self.last
        return (as_of - last).days if as_of is not None and last is not None else None


def _added(told: Iterable[tuple[str, int]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for name, number in told:
        counts[name] += number
    return _ranked(counts)


def counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, the most frequent first, then by the alphabet."""
    return _ranked(Counter(values))


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def gaps(held: Iterable[Row]) -> tuple[float | None, int | None]:
    """Median and longest gap in days between contacts that follow each other; overlapping ones have no gap.

    Runs are left out: what is said of them is that they fill a time, not when.
    """
    return gaps_of((row.first, row.last) for row in held if row.first and row.last and not row.recurring)


def gaps_of(told: Iterable[tuple[str, str]]) -> tuple[float | None, int | None]:
    """The same of first and last days."""
    days = sorted(set(told))
    if len(days) < 2:
        return None, None
    found: list[int] = []
    reach: int | None = None
    for first, last in ((_number(low), _number(high)) for low, high in days):
        if reach is not None:
            found.append(max(0, first - reach))
        reach = last if reach is None else max(reach, last)
    return statistics.median(found), max(found)


def _number(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal()


def lines(
    store: Store,
    level: Level,
    filters: Filters,
    *,
    between: tuple[frozenset[str], frozenset[str]] | None = None,
    touching: frozenset[str] = frozenset(),
) -> Iterator[Tally]:
    """The lines at a level of the contacts that pass, in order, each with its contacts in the order of time.

    `between` keeps the lines between the countries of one set and of another, `touching` those with an end in one of
    these countries.
    """
    for a, b, found in raw_lines(store, level, filters, between=between, touching=touching):
        rows = [Row(*row[4:]) for row in found]
        rows.sort(key=lambda row: (row.first or "", row.id))
        yield Tally(a, b, rows)


def raw_lines(
    store: Store,
    level: Level,
    filters: Filters,
    *,
    between: tuple[frozenset[str], frozenset[str]] | None = None,
    touching: frozenset[str] = frozenset(),
) -> Iterator[tuple[End, End, list[Any]]]:
    """As `lines`, with the contacts as the database gives them: ends, then the columns of `Row`, in no order of time."""
    only = passing(store, filters)
    p = t.linked_pairs.c
    columns = (p.a_country, p.a, p.b_country, p.b)
    facts = (p.linked, p.mode, p.status, p.recurring, p.track, p.date_first, p.date_last, p.along)
    query = chosen(select(*columns, *facts), level, filters, between=between, touching=touching)
    # In the order in which they lie: nothing has to be sorted.
    query = query.order_by(p.a_country, p.b_country, p.a, p.b, p.linked)
    ends: tuple[str, str] | None = None
    a, b = End("", ""), End("", "")
    found: list[Any] = []
    with store.reading() as connection:
        for page in connection.execution_options(yield_per=_PAGE).execute(query).partitions():
            for row in page:
                if only is not None and row[4] not in only:
                    continue
                if (row[1], row[3]) != ends:
                    if found:
                        yield a, b, found
                    ends, found = (row[1], row[3]), []
                    a, b = End(row[0], row[1]), End(row[2], row[3])
                found.append(row)
    if found:
        yield a, b, found


def chosen(
    query: Select[Any],
    level: Level,
    filters: Filters,
    *,
    between: tuple[frozenset[str], frozenset[str]] | None = None,
    touching: frozenset[str] = frozenset(),
) -> Select[Any]:
    """A query of `linked_pairs` with the conditions that `lines` takes, but those of words."""
    p = t.linked_pairs.c
    found = [p.level == level, *conditions(filters, t.linked_pairs)]
    if between is not None:
        # Written out pair by pair: a database finds each where it lies.
        each = sorted({tuple(sorted((a, b))) for a in between[0] for b in between[1]})
        found.append(or_(false(), *(and_(p.a_country == a, p.b_country == b) for a, b in each)))
    if touching:
        found.append(or_(p.a_country.in_(sorted(touching)), p.b_country.in_(sorted(touching))))
    return query.where(*found)
