"""Two persons, posts or countries in; through whom they are linked out: the shortest way, and the strongest.

A step is a line along which contacts were held. The shortest way has the fewest steps, and among those the most contacts;
the strongest is that on which the sum of 1 / contacts is least: a line of ten contacts resists a tenth as much as one of one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import func, select

from ..errors import UsageError
from ..records import Record
from ..store import tables as t
from ..store.days import day
from ..store.ends import Level, kind
from .answers import ChannelEnd
from .filters import Filters, Side
from .labels import end_label
from .rows import passing, person_names
from .sides import level_of, side
from .tally import chosen

if TYPE_CHECKING:
    import networkx as nx

    from ..store import Store

#: So many who have contact with both ends are told at most.
_COMMON = 10


class Step(Record):
    """A line on the way."""

    a: ChannelEnd
    b: ChannelEnd
    contacts: int = Field(description="number of contacts held")
    first: dt.date | None
    last: dt.date | None


class PathAnswer(Record):
    """How two are linked; no steps where nothing links them."""

    level: str
    a: str = Field(description="for people")
    b: str
    shortest: list[Step]
    strongest: list[Step]
    common: list[ChannelEnd] = Field(description="others who have contact with both, those of the strongest tie first")


def path(
    store: Store,
    a: str | Side,
    b: str | Side,
    *,
    level: Level | None = None,
    filters: Filters | Mapping[str, Any] | None = None,
) -> PathAnswer:
    """How `a` and `b`, in words or as sides, are linked by the contacts that pass the filters and were held.

    Without `level` it is that of persons where one of the two is a person, else of posts, else of countries. A country at
    another level is whoever is of it. Raises `UsageError` where the two are the same, or the words mean nobody.
    """
    import networkx as nx

    sides = tuple(one if isinstance(one, Side) else side(store, one) for one in (a, b))
    wanted = level or level_of(*sides)
    graph = _graph(store, wanted, Filters.of(filters))
    starts, goals = (_nodes(store, graph, one) for one in sides)
    if starts & goals:
        raise UsageError("the two are the same, or one is among the other: name two that are apart")
    routes = []
    for weight in ("steps", "resistance"):
        route: list[str] = []
        if starts and goals:
            # One node before all starts, one behind all goals.
            graph.add_edges_from((("", node) for node in sorted(starts)), steps=0.0, resistance=0.0)
            graph.add_edges_from(((node, " ") for node in sorted(goals)), steps=0.0, resistance=0.0)
            if nx.has_path(graph, "", " "):
                route = nx.dijkstra_path(graph, "", " ", weight=weight)[1:-1]
            graph.remove_nodes_from(["", " "])
        routes.append(route)
    common = _common(graph, starts, goals)
    names = person_names(store, [*routes[0], *routes[1], *common, *starts, *goals])
    return PathAnswer(
        level=wanted,
        a=_label(sides[0], names),
        b=_label(sides[1], names),
        shortest=_steps(graph, routes[0], names),
        strongest=_steps(graph, routes[1], names),
        common=[_end(graph, node, names) for node in common],
    )


def _graph(store: Store, level: Level, filters: Filters) -> nx.Graph[str]:
    """Lines along which contacts were held, counted by the database."""
    import networkx as nx

    p = t.linked_pairs.c
    graph: nx.Graph[str] = nx.Graph()
    only = passing(store, filters)
    ends = (p.a_country, p.b_country, p.a, p.b)
    if only is None:
        counts = (func.count(), func.min(p.date_first), func.max(p.date_last))
        query = chosen(select(*ends, *counts), level, filters).where(p.status == "held").group_by(*ends)
    else:
        query = chosen(select(*ends, p.linked, p.date_first, p.date_last), level, filters).where(p.status == "held")
    with store.reading() as connection:
        for a_country, b_country, a, b, number, first, last in connection.execution_options(yield_per=5000).execute(
            query
        ):
            if only is not None:
                if number not in only:
                    continue
                number = 1
            known = graph.get_edge_data(a, b)
            if known is not None:
                number, first, last = (
                    number + known["contacts"],
                    _least(first, known["first"]),
                    _most(last, known["last"]),
                )
            graph.add_node(a, country=a_country)
            graph.add_node(b, country=b_country)
            graph.add_edge(a, b, contacts=number, first=first, last=last)
    for _, _, line in graph.edges(data=True):
        line["resistance"] = 1 / line["contacts"]
        # So little that it never outweighs a step.
        line["steps"] = 1 + line["resistance"] / 1e6
    return graph


def _least(a: str | None, b: str | None) -> str | None:
    return min(filter(None, (a, b)), default=None)


def _most(a: str | None, b: str | None) -> str | None:
    return max(filter(None, (a, b)), default=None)


def _nodes(store: Store, graph: nx.Graph[str], one: Side) -> set[str]:
    """The nodes that stand for a side; for a post among persons, its holders too."""
    if one.whole:
        return {node for node, told in graph.nodes(data=True) if told["country"] in one.countries}
    ids = {one.person or one.post}
    if one.post is not None:
        with store.reading() as connection:
            ids.update(connection.scalars(select(t.linked_participants.c.person).where(one.condition()).distinct()))
    return {id_ for id_ in ids if id_ is not None and id_ in graph}


def _common(graph: nx.Graph[str], starts: set[str], goals: set[str]) -> list[str]:
    """Neighbours of both, those first whose weaker tie is the strongest."""

    def ties(ends: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for end in ends:
            for other, line in graph[end].items():
                found[other] = found.get(other, 0) + line["contacts"]
        return found

    ours, theirs = ties(starts), ties(goals)
    both = (ours.keys() & theirs.keys()) - starts - goals
    return sorted(both, key=lambda node: (-min(ours[node], theirs[node]), node))[:_COMMON]


def _steps(graph: nx.Graph[str], route: list[str], names: Mapping[str, tuple[str, str | None]]) -> list[Step]:
    return [
        Step(
            a=_end(graph, a, names),
            b=_end(graph, b, names),
            contacts=graph[a][b]["contacts"],
            first=day(graph[a][b]["first"]),
            last=day(graph[a][b]["last"]),
        )
        for a, b in pairwise(route)
    ]


def _end(graph: nx.Graph[str], node: str, names: Mapping[str, tuple[str, str | None]]) -> ChannelEnd:
    country = graph.nodes[node]["country"] or None
    return ChannelEnd(id=node, kind=kind(node), label=end_label(node, names), country=country)


def _label(one: Side, names: Mapping[str, tuple[str, str | None]]) -> str:
    ids = sorted(one.countries) if one.whole else [one.person or one.post or ""]
    return ", ".join(end_label(id_, names) for id_ in ids)
