"""A store in, nodes and edges out: who talks to whom at the level of persons, posts or countries.

Edges are derived from linked contacts each time, never stored, and come one by one: no more of them is in memory than
the one at hand. Contacts between participants of one country make none. What a node is at each level is said in
`store.ends`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..queries.ask import checked_level
from ..queries.filters import Filters
from ..queries.labels import end_label
from ..queries.rows import Row, person_names
from ..queries.tally import gaps, raw_lines
from ..store.ends import End, kind
from .blocs import bloc_of
from .layout import layout
from .looks import size
from .measures import Measures, measures

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True, slots=True)
class Node:
    """A person, a post or a country. `contacts` is the number of contacts in which it is an end of an edge."""

    id: str
    label: str
    kind: str
    country: str | None
    bloc: str | None
    contacts: int
    measures: Measures
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, or with `multi` one contact along it. `contacts` are ids of linked contacts.

    `first` and `last` are ISO days, the `spells` too: the days of contacts, those that touch or overlap put together.
    """

    key: str
    source: str
    target: str
    weight: int
    held: int
    first: str | None
    last: str | None
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    tracks: tuple[str, ...]
    median_gap: float | None
    contacts: tuple[str, ...]
    spells: tuple[tuple[str, str], ...]

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
    for a, b, found in raw_lines(store, checked_level(level), Filters.of(filters)):
        key = f"{a.id}--{b.id}"
        if not multi:
            yield _edge(key, a, b, found)
            continue
        for row in sorted(found, key=lambda row: (row[9] or "", row[4])):
            yield _edge(row[4] if row[11] == 1 else f"{row[4]}:{key}", a, b, [row])


def nodes(store: Store, level: str = "person", filters: Filters | Mapping[str, Any] | None = None) -> dict[str, Node]:
    """The ends of the edges at a level by id, in the order of ids, with their measures and their places in a picture."""
    homes: dict[str, str] = {}
    pairs: list[tuple[str, str, float]] = []
    single: dict[str, int] = defaultdict(int)
    shared: dict[str, set[str]] = defaultdict(set)
    for a, b, found in raw_lines(store, checked_level(level), Filters.of(filters)):
        homes[a.id], homes[b.id] = a.country, b.country
        pairs.append((a.id, b.id, float(len(found))))
        # A contact of several lines counts once for each end: those few are remembered by their ids.
        several = [row[4] for row in found if row[11] > 1]
        for id_ in (a.id, b.id):
            single[id_] += len(found) - len(several)
            if several:
                shared[id_].update(several)
    contacts = {id_: single[id_] + len(shared.get(id_, ())) for id_ in sorted(homes)}
    blocs = {id_: bloc_of(country) for id_, country in homes.items()}
    told = measures(homes, pairs, {id_: blocs[id_] or homes[id_] or None for id_ in homes})
    sizes = {id_: size(one.strength) for id_, one in told.items()}
    places = layout(homes, pairs, sizes=sizes, groups={id_: country or None for id_, country in homes.items()})
    names = person_names(store, (id_ for id_ in homes if kind(id_) == "person"))
    return {
        id_: Node(
            id=id_,
            label=end_label(id_, names),
            kind=kind(id_),
            country=homes[id_] or None,
            bloc=blocs[id_],
            contacts=number,
            measures=told[id_],
            x=places[id_][0],
            y=places[id_][1],
        )
        for id_, number in contacts.items()
    }


def _edge(key: str, a: End, b: End, found: list[Any]) -> Edge:
    """An edge of the rows of a line, as `raw_lines` gives them."""
    if len(found) > 1:
        found.sort(key=lambda row: (row[9] or "", row[4]))
    ids, modes, statuses, _, tracks, firsts, lasts, _ = zip(*(row[4:] for row in found), strict=True)
    days = {(first, last) for first, last in zip(firsts, lasts, strict=True) if first and last}
    return Edge(
        key=key,
        source=a.id,
        target=b.id,
        weight=len(ids),
        held=statuses.count("held"),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
        modes=tuple(sorted(set(modes))),
        statuses=tuple(sorted(set(statuses))),
        tracks=tuple(sorted(set(tracks))),
        median_gap=gaps(Row(*row[4:]) for row in found if row[6] == "held")[0] if len(ids) > 1 else None,
        contacts=ids,
        spells=_spells(days),
    )


def _spells(days: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The days of the contacts, those that overlap put together: readers refuse spells that overlap."""
    found: list[tuple[str, str]] = []
    for first, last in sorted(days):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)
