"""A store in, a networkx graph out, with the attributes that the exports write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..queries.filters import Filters
from .gexf import node_values
from .levels import Edge, Node, edges, nodes

if TYPE_CHECKING:
    from ..store import Store


@dataclass
class Network:
    """Who talks to whom at one level. `graph` is a `networkx.Graph`, with `multi` a `MultiGraph` keyed by contact.

    Nodes have `label`, `kind`, `country`, `country_name`, `bloc`, `contacts`, the measures of `measures.Measures`, and `x` and
    `y`, their places in a picture; edges `weight`, `held`, `first`, `last` (ISO days or None),
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
        found, told = nodes(store, level, filters), edges(store, level, filters, multi=multi)
        if multi:
            parallel: nx.MultiGraph[str] = nx.MultiGraph()
            parallel.add_nodes_from((node.id, _node(node)) for node in found.values())
            for edge in told:
                parallel.add_edge(edge.source, edge.target, key=edge.key, **_edge(edge))
            return cls(level, parallel)
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((node.id, _node(node)) for node in found.values())
        for edge in told:
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
    return {"label": node.label, **node_values(node), "x": node.x, "y": node.y}


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "weight": edge.weight,
        "held": edge.held,
        "first": edge.first,
        "last": edge.last,
        "modes": list(edge.modes),
        "statuses": list(edge.statuses),
        "tracks": list(edge.tracks),
        "median_gap": edge.median_gap,
        "contacts": list(edge.contacts),
    }
