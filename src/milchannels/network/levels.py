"""A store in, nodes and edges out: who talks to whom at the level of persons, posts or countries.

Edges are derived from linked contacts each time, never stored. Contacts between participants of one country make
none. What a node is at each level is said in `queries.tally`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..queries.ask import checked_level
from ..queries.rows import Filters, Row, person_names, rows
from ..queries.tally import End, Tally, gaps, pairs, tally

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True)
class Node:
    """A person, a post or a country. `strength` is the number of contacts in which it is an end of an edge."""

    id: str
    label: str
    kind: str
    country: str | None
    strength: int


@dataclass(frozen=True)
class Edge:
    """A line between two nodes, or with `multi` one contact along it. `contacts` are ids of linked contacts."""

    key: str
    source: str
    target: str
    weight: int
    held: int
    first: dt.date | None
    last: dt.date | None
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    tracks: tuple[str, ...]
    median_gap: float | None
    contacts: tuple[str, ...]
    spells: tuple[tuple[dt.date, dt.date], ...]

    @property
    def label(self) -> str:
        """For people: "3 contacts: phone_call, meeting"."""
        what = ", ".join(self.modes)
        return f"{self.weight} contact{'' if self.weight == 1 else 's'}: {what}"


def edges(
    store: Store, level: str = "person", filters: Filters | Mapping[str, Any] | None = None, *, multi: bool = False
) -> Iterator[Edge]:
    """The edges at a level in the order of their ends; with `multi` one a contact and pair, with the contact's id.

    `weight` is the number of distinct contacts that pass the filters, `held` of those that took place.
    Raises `UsageError` for a level or filter that there is not.
    """
    yield from collect(store, level, filters, multi=multi)[1]


def collect(
    store: Store, level: str = "person", filters: Filters | Mapping[str, Any] | None = None, *, multi: bool = False
) -> tuple[list[Node], list[Edge]]:
    """Nodes by id, and edges by the ids of their ends and their keys."""
    wanted = checked_level(level)
    chosen = list(rows(store, Filters.of(filters)))
    lines = tally(chosen, wanted)
    ends: dict[str, End] = {}
    partakes: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for one in (line.a, line.b):
            ends.setdefault(one.id, one)
            partakes[one.id].update(row.id for row in line.rows)
    names = person_names(store, (one.id for one in ends.values() if one.kind == "person"))
    nodes = [_node(ends[key], names, len(partakes[key])) for key in sorted(ends)]
    if not multi:
        return nodes, [_edge(f"{line.a.id}--{line.b.id}", line) for line in lines]
    along = {row.id: sum(1 for _ in pairs(row, wanted)) for row in chosen}
    return nodes, [
        _edge(row.id if along[row.id] == 1 else f"{row.id}:{line.a.id}--{line.b.id}", Tally(line.a, line.b, [row]))
        for line in lines
        for row in line.rows
    ]


def _node(end: End, names: dict[str, tuple[str, str | None]], strength: int) -> Node:
    name, country = names.get(end.id, (end.label, end.country))
    return Node(end.id, name, end.kind, end.country or country, strength)


def _edge(key: str, line: Tally) -> Edge:
    def told(values: Iterator[str]) -> tuple[str, ...]:
        return tuple(sorted(set(values)))

    dated = [row for row in line.rows if row.first and row.last]
    return Edge(
        key=key,
        source=line.a.id,
        target=line.b.id,
        weight=len(line.rows),
        held=len(line.held),
        first=min((row.first for row in dated if row.first), default=None),
        last=max((row.last for row in dated if row.last), default=None),
        modes=told(row.mode for row in line.rows),
        statuses=told(row.status for row in line.rows),
        tracks=told(row.track for row in line.rows),
        median_gap=gaps(line.held)[0],
        contacts=tuple(row.id for row in line.rows),
        spells=_spells(dated),
    )


def _spells(dated: list[Row]) -> tuple[tuple[dt.date, dt.date], ...]:
    """The days of the contacts, those that touch or overlap put together: readers refuse spells that overlap."""
    found: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted({(row.first, row.last) for row in dated if row.first and row.last}):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)
