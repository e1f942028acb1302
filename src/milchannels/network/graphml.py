"""Nodes and edges in, GraphML out, a line at a time.

Keys are named, never numbered: Gephi takes a key called `d3` for the label. A key's id is unique in the document,
so the label of edges has the id `edgelabel`, which Gephi knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from .gexf import node_values
from .levels import Edge, Node
from .looks import colour, size
from .safe import xml

#: id, name and type of each key.
_NODE_KEYS = [
    ("label", "label", "string"),
    ("kind", "kind", "string"),
    ("country", "country", "string"),
    ("country_name", "country_name", "string"),
    ("bloc", "bloc", "string"),
    ("contacts", "contacts", "int"),
    ("degree", "degree", "int"),
    ("strength", "strength", "double"),
    ("betweenness", "betweenness", "double"),
    ("brokerage", "brokerage", "long"),
    ("community", "community", "int"),
    ("x", "x", "double"),
    ("y", "y", "double"),
    ("size", "size", "double"),
    ("r", "r", "int"),
    ("g", "g", "int"),
    ("b", "b", "int"),
]
_EDGE_KEYS = [
    ("edgelabel", "label", "string"),
    ("weight", "weight", "double"),
    ("held", "held", "int"),
    ("first", "first", "string"),
    ("last", "last", "string"),
    ("modes", "modes", "string"),
    ("statuses", "statuses", "string"),
    ("tracks", "tracks", "string"),
    ("median_gap", "median_gap", "double"),
    ("contact_ids", "contact_ids", "string"),
]


def write_graphml(file: TextIO, nodes: Mapping[str, Node], edges: Iterable[Edge], *, by_bloc: bool = False) -> None:
    """Write a GraphML document. The same nodes and edges give the same bytes.

    `by_bloc` colours nodes by their bloc and not by their country. Edges of nodes that are not there are left out.
    """
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    for kind, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        file.writelines(f'<key id="{id_}" for="{kind}" attr.name="{n}" attr.type="{t}"/>\n' for id_, n, t in keys)
    file.write('<graph edgedefault="undirected">\n')
    file.writelines(_node(node, by_bloc) for node in nodes.values())
    file.writelines(_edge(edge) for edge in edges if edge.source in nodes and edge.target in nodes)
    file.write("</graph>\n</graphml>\n")


def _node(node: Node, by_bloc: bool) -> str:
    red, green, blue = colour(node.country, by_bloc=by_bloc)
    values = {
        "label": node.label,
        **node_values(node),
        "x": node.x,
        "y": node.y,
        "size": size(node.measures.strength),
        "r": red,
        "g": green,
        "b": blue,
    }
    return f'<node id="{xml(node.id)}">{_data(values)}</node>\n'


def _edge(edge: Edge) -> str:
    values = {
        "edgelabel": edge.label,
        "weight": float(edge.weight),
        "held": edge.held,
        "first": edge.first,
        "last": edge.last,
        "modes": " ".join(edge.modes),
        "statuses": " ".join(edge.statuses),
        "tracks": " ".join(edge.tracks),
        "median_gap": edge.median_gap,
        "contact_ids": " ".join(edge.contacts),
    }
    ends = f'source="{xml(edge.source)}" target="{xml(edge.target)}"'
    return f'<edge id="{xml(edge.key)}" {ends}>{_data(values)}</edge>\n'


def _data(values: Mapping[str, object]) -> str:
    return "".join(f'<data key="{k}">{xml(str(v))}</data>' for k, v in values.items() if v is not None)
