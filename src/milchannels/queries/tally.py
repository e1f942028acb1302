"""A store and filters in, lines between two ends out: who with whom, how often, when first and last.

What an end of a line is at each level is said in `store.ends`. Lines come one by one in the order of their ends' countries
and ids, each with its own contacts and no others in memory.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, exists, false, func, or_, select

from ..store import tables as t
from ..store.days import day
from ..store.ends import End, Level
from .filters import Filters, conditions
from .rows import Row, passing

if TYPE_CHECKING:
    from ..store import Store

_PAGE = 5_000
_P = t.linked_pairs.c
#: The columns of a `Row`.
FACTS = (
    _P.linked, _P.mode, _P.status, _P.recurring, _P.track, _P.date_first, _P.date_last, _P.along, _P.articles
)  # fmt: skip
_HELD = _P.status == "held"
#: What `Sums.told` reads. Words of many contacts come as one text: databases sort them to count them, which takes longer.
SUMS: tuple[Any, ...] = (
    func.aggregate_strings(_P.mode + "/" + _P.status, " "),
    func.min(case((_HELD, _P.date_first))),
    func.max(case((_HELD, _P.date_last))),
    func.aggregate_strings(_P.articles, " "),
)
#: Names a line by its ends, which `named` gives as values: one query serves for many lines. Where several lines are named in
#: one query, databases take a detour.
ONE_LINE = and_(
    _P.a_country == bindparam("a_country"),
    _P.b_country == bindparam("b_country"),
    _P.a == bindparam("a"),
    _P.b == bindparam("b"),
)


class Line(NamedTuple):
    """A line at a level, its ends in the order of country and id."""

    level: Level
    a: End
    b: End


class Sums(NamedTuple):
    """Contacts taken together: how many there are of each mode and status, the first and last day of those held, and how
    many articles tell of any of them."""

    kinds: Mapping[tuple[str, str], int]
    first: str | None
    last: str | None
    articles: int

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Sums:
        """The sums of contacts."""
        told = list(rows)
        held = [row for row in told if row.held]
        return cls(
            Counter((row.mode, row.status) for row in told),
            min((row.first for row in held if row.first), default=None),
            max((row.last for row in held if row.last), default=None),
            len({article for row in told for article in row.articles.split()}),
        )

    @classmethod
    def told(cls, row: Sequence[Any]) -> Sums:
        """The same as a database tells it."""
        words, first, last, articles = row
        kinds = Counter((words or "").split())
        by_kind = {(mode, status): number for kind, number in kinds.items() for mode, status in [kind.split("/")]}
        return cls(by_kind, first, last, len(set((articles or "").split())))


@dataclass(frozen=True)
class Tally:
    """All contacts along one line. Those held make it live; the others are counted apart by status.

    A very busy line may have its sums in place of its contacts.
    """

    a: End
    b: End
    rows: list[Row] = field(default_factory=list)
    told: Sums | None = None

    @cached_property
    def sums(self) -> Sums:
        return self.told or Sums.of(self.rows)

    @property
    def total(self) -> int:
        return sum(self.sums.kinds.values())

    @property
    def contacts(self) -> int:
        return sum(self.modes.values())

    @property
    def first(self) -> dt.date | None:
        return day(self.sums.first)

    @property
    def last(self) -> dt.date | None:
        return day(self.sums.last)

    @property
    def modes(self) -> dict[str, int]:
        return _ranked({mode: number for (mode, status), number in self.sums.kinds.items() if status == "held"})

    @property
    def statuses(self) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for (_, status), number in self.sums.kinds.items():
            counts[status] += number
        return _ranked(counts)

    @property
    def sources(self) -> int:
        """The number of articles that tell of any of them."""
        return self.sums.articles

    def summed(self) -> Tally:
        """The same without the single contacts."""
        return Tally(self.a, self.b, told=self.sums)

    def silence(self, as_of: dt.date | None) -> int | None:
        """Days from the last contact held to `as_of`; negative where that lies before."""
        last = self.last
        return (as_of - last).days if as_of is not None and last is not None else None


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
    for low, high in days:
        first = _number(low)
        last = first if high == low else _number(high)
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
    along: Line | None = None,
    only: frozenset[str] | None = None,
) -> Iterator[Tally]:
    """The lines at a level of the contacts that pass, in order, each with its contacts in the order of time.

    `between` keeps the lines between the countries of one set and of another, `touching` those with an end in one of
    these countries; `along` keeps the contacts that run along a line, `only` those of these ids.
    """
    for a, b, found in raw_lines(
        store, level, filters, between=between, touching=touching, along=along, only=only, articles=True
    ):
        yield Tally(a, b, in_time(Row(*row[4:]) for row in found))


def in_time(found: Iterable[Row]) -> list[Row]:
    """Contacts in the order of time, those without a date first."""
    return sorted(found, key=lambda row: (row.first or "", row.id))


def raw_lines(
    store: Store,
    level: Level,
    filters: Filters,
    *,
    between: tuple[frozenset[str], frozenset[str]] | None = None,
    touching: frozenset[str] = frozenset(),
    along: Line | None = None,
    only: frozenset[str] | None = None,
    articles: bool = False,
) -> Iterator[tuple[End, End, list[Any]]]:
    """As `lines`, with the contacts as the database gives them: ends, then the columns of `Row`, in no order of time.

    Without `articles` these are left out, as they take their time.
    """
    if only is None:
        only = passing(store, filters)
    columns = select(_P.a_country, _P.a, _P.b_country, _P.b, *(FACTS if articles else FACTS[:-1]))
    query = chosen(columns, level, filters, between=between, touching=touching, along=along)
    # In the order in which they lie: nothing has to be sorted.
    query = query.order_by(_P.a_country, _P.b_country, _P.a, _P.b, _P.linked)
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
    along: Line | None = None,
) -> Select[Any]:
    """A query of `linked_pairs` with the conditions that `lines` takes, but those of words."""
    found = [_P.level == level, *conditions(filters, t.linked_pairs)]
    if between is not None:
        # Written out pair by pair: a database finds each where it lies.
        each = sorted({tuple(sorted((a, b))) for a in between[0] for b in between[1]})
        found.append(or_(false(), *(and_(_P.a_country == a, _P.b_country == b) for a, b in each)))
    if touching:
        found.append(or_(_P.a_country.in_(sorted(touching)), _P.b_country.in_(sorted(touching))))
    if along is not None:
        o = t.linked_pairs.alias("others")
        ends = (
            o.c.a_country == along.a.country,
            o.c.b_country == along.b.country,
            o.c.a == along.a.id,
            o.c.b == along.b.id,
        )
        found.append(exists().where(o.c.level == along.level, *ends, o.c.linked == _P.linked))
    return query.where(*found)


def named(a: End, b: End) -> dict[str, str]:
    """The values of `ONE_LINE`."""
    return {"a_country": a.country, "b_country": b.country, "a": a.id, "b": b.id}
