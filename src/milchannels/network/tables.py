"""Nodes and edges in, two CSV tables out with the headings that Gephi's import knows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from .gexf import node_values
from .levels import Edge, Node
from .safe import cell

_EDGE_HEADINGS = [
    *("Source", "Target", "Type", "Id", "Label", "Weight", "Held", "First", "Last"),
    *("Modes", "Statuses", "Tracks", "Median gap", "Contacts"),
]

_NODE_HEADINGS = [
    *("Id", "Label", "Kind", "Country", "Country name", "Bloc", "Contacts", "Degree", "Strength", "Betweenness"),
    *("Brokerage", "Community", "X", "Y"),
]


def nodes_path(path: Path) -> Path:
    """Where the nodes go when the edges go to `path`: `net.csv` and `net.nodes.csv`."""
    return path.with_name(f"{path.stem}.nodes{path.suffix}")


def write_nodes(file: TextIO, nodes: Mapping[str, Node]) -> None:
    """The table of nodes."""
    out = csv.writer(file, lineterminator="\n")
    out.writerow(_NODE_HEADINGS)
    for node in nodes.values():
        out.writerow(map(cell, (node.id, node.label, *node_values(node).values(), node.x, node.y)))


def write_edges(file: TextIO, edges: Iterable[Edge]) -> None:
    """The table of edges."""
    out = csv.writer(file, lineterminator="\n")
    out.writerow(_EDGE_HEADINGS)
    for edge in edges:
        row = (
            *(edge.source, edge.target, "Undirected", edge.key, edge.label, edge.weight, edge.held),
            *(edge.first, edge.last, " ".join(edge.modes), " ".join(edge.statuses), " ".join(edge.tracks)),
            *(edge.median_gap, " ".join(edge.contacts)),
        )
        out.writerow(map(cell, row))
