"""The contacts between two sides in, what is said of them as a whole out: sums, gaps, and the latest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..store import tables as t
from ..store.ends import End
from .filters import Filters
from .rows import Row
from .tally import Sum, Tally, chosen, gaps, gaps_of

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True)
class Summed:
    """Contacts as a whole. `shown` are ids of the latest, each with its first day, in the order of time."""

    line: Tally
    median: float | None
    longest: int | None
    shown: list[tuple[str, str | None]]


def sum_rows(found: Iterable[Row], limit: int | None) -> Summed:
    """Sums of contacts that are in the order of time."""
    told = list(found)
    median, longest = gaps(row for row in told if row.held)
    shown = told if limit is None else told[max(0, len(told) - limit) :]
    line = Tally(End("", ""), End("", ""), told)
    return Summed(line, median, longest, [(row.id, row.first or row.last) for row in shown])


def sum_pair(store: Store, filters: Filters, pair: tuple[str, str], limit: int) -> Summed:
    """The same of the contacts between two countries, by the database: seconds less where there are very many."""
    p = t.linked_pairs.c
    sides = (frozenset([pair[0]]), frozenset([pair[1]]))
    sums = select(p.mode, p.status, func.count(), func.min(p.date_first), func.max(p.date_last))
    days = select(p.date_first, p.date_last).where(
        p.status == "held", p.recurring.is_(False), p.date_first.is_not(None), p.date_last.is_not(None)
    )
    when = func.coalesce(p.date_first, "")
    latest = select(p.linked, func.coalesce(p.date_first, p.date_last)).order_by(when.desc(), p.linked.desc())
    line = Tally(End(pair[0], pair[0]), End(pair[1], pair[1]))
    with store.reading() as connection:
        query = chosen(sums, "country", filters, between=sides).group_by(p.mode, p.status)
        line.sums = [Sum(*row) for row in connection.execute(query)]
        told = connection.execute(chosen(days, "country", filters, between=sides).distinct())
        median, longest = gaps_of((row[0], row[1]) for row in told)
        rows = connection.execute(chosen(latest, "country", filters, between=sides).limit(limit)).all()
    return Summed(line, median, longest, [(row[0], row[1]) for row in reversed(rows)])
