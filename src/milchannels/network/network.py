"""A store in, a networkx graph out, with the attributes that the exports write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..queries.rows import Filters
from .levels import Edge, Node, collect

if TYPE_CHECKING:
    from ..store import Store


@dataclass
class Network:
    """Who talks to whom at one level. `graph` is a `networkx.Graph`, with `multi` a `MultiGraph` keyed by contact.

    Nodes have `label`, `kind`, `country`, `contacts`; edges `weight`, `held`, `first`, `last` (ISO days or None),
    `modes`, `statuses`, `tracks` (sorted lists), `median_gap`, `contacts` (ids of linked contacts).
    """

    level: str
    graph: nx.Graph[str]

    @classmethod
    def of(
        cls,
        store: Store,
        *,
        level: str = "person",
        multi: bool = False,
        filters: Filters | Mapping[str, Any] | None = None,
    ) -> Network:
        """The network of a store's linked contacts. Raises `UsageError` for an unknown level or filter."""
        nodes, edges = collect(store, level, filters, multi=multi)
        if multi:
            parallel: nx.MultiGraph[str] = nx.MultiGraph()
            parallel.add_nodes_from((node.id, _node(node)) for node in nodes)
            for edge in edges:
                parallel.add_edge(edge.source, edge.target, key=edge.key, **_edge(edge))
            return cls(level, parallel)
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((node.id, _node(node)) for node in nodes)
        for edge in edges:
            graph.add_edge(edge.source, edge.target, **_edge(edge))
        return cls(level, graph)


def build(
    store: Store,
    *,
    level: str = "person",
    multi: bool = False,
    filters: Filters | Mapping[str, Any] | None = None,
) -> Network:
    """The same as `Network.of`."""
    return Network.of(store, level=level, multi=multi, filters=filters)


def _node(node: Node) -> dict[str, Any]:
    return {"label": node.label, "kind": node.kind, "country": node.country, "contacts": node.strength}


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "weight": edge.weight,
        "held": edge.held,
        "first": edge.first.isoformat() if edge.first else None,
        "last": edge.last.isoformat() if edge.last else None,
        "modes": list(edge.modes),
        "statuses": list(edge.statuses),
        "tracks": list(edge.tracks),
        "median_gap": edge.median_gap,
        "contacts": list(edge.contacts),
    }
