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
from .tally import ONE_LINE, SUMS, Line, Sums, Tally, chosen, gaps, gaps_of, named

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


def sum_line(store: Store, filters: Filters, line: Line, limit: int) -> Summed:
    """The same of the contacts along a line, by the database: seconds less where there are very many."""
    p = t.linked_pairs.c
    days = select(func.aggregate_strings(p.date_first + "/" + p.date_last, " ")).where(
        p.status == "held", p.recurring.is_(False)
    )
    when = func.coalesce(p.date_first, "")
    latest = select(p.linked, func.coalesce(p.date_first, p.date_last)).order_by(when.desc(), p.linked.desc())
    sums, dates, shown = (
        chosen(query, line.level, filters).where(ONE_LINE) for query in (select(*SUMS), days, latest.limit(limit))
    )
    values = named(line.a, line.b)
    with store.reading() as connection:
        told = Sums.told(connection.execute(sums, values).one())
        spans = set((connection.scalar(dates, values) or "").split())
        rows = connection.execute(shown, values).all()
    median, longest = gaps_of((span[:10], span[11:]) for span in spans)
    return Summed(Tally(line.a, line.b, told=told), median, longest, [(row[0], row[1]) for row in reversed(rows)])
