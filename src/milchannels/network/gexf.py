"""Nodes and edges in, GEXF 1.3 out, a line at a time: labels, weights, colours, sizes and days for Gephi.

No attribute is called `type`, `id`, `label`, `start`, `end` or `weight`: Gephi would read it as its own. The days of
contacts are spells from the first second of the first day to the last of the last, so that a contact of one day is
seen on the timeline; `first` and `last` hold them again as text, since some readers drop spells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from ..queries.labels import country_name
from .levels import Edge, Node
from .looks import colour, size
from .safe import xml

_NODE_ATTRIBUTES = [
    ("kind", "string"),
    ("country", "string"),
    ("country_name", "string"),
    ("bloc", "string"),
    ("contacts", "integer"),
    ("degree", "integer"),
    ("strength", "double"),
    ("betweenness", "double"),
    ("brokerage", "long"),
    ("community", "integer"),
]
_EDGE_ATTRIBUTES = [
    ("held", "integer"),
    ("first", "string"),
    ("last", "string"),
    ("modes", "string"),
    ("statuses", "string"),
    ("tracks", "string"),
    ("median_gap", "double"),
    ("contact_ids", "string"),
]


def write_gexf(file: TextIO, nodes: Mapping[str, Node], edges: Iterable[Edge], *, by_bloc: bool = False) -> None:
    """Write a GEXF 1.3 document. The same nodes and edges give the same bytes.

    `by_bloc` colours nodes by their bloc and not by their country. Edges of nodes that are not there are left out.
    """
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        "<meta><creator>milchannels</creator><description>Who talks to whom</description></meta>\n"
        '<graph mode="dynamic" defaultedgetype="undirected" timeformat="dateTime" timerepresentation="interval">\n'
    )
    for kind, attributes in (("node", _NODE_ATTRIBUTES), ("edge", _EDGE_ATTRIBUTES)):
        file.write(f'<attributes class="{kind}" mode="static">\n')
        file.writelines(f'<attribute id="{name}" title="{name}" type="{type_}"/>\n' for name, type_ in attributes)
        file.write("</attributes>\n")
    file.write("<nodes>\n")
    file.writelines(_node(node, by_bloc) for node in nodes.values())
    file.write("</nodes>\n<edges>\n")
    file.writelines(_edge(edge) for edge in edges if edge.source in nodes and edge.target in nodes)
    file.write("</edges>\n</graph>\n</gexf>\n")


def node_values(node: Node) -> dict[str, object]:
    """What the files say of a node, by the name of the attribute."""
    told = node.measures
    return {
        "kind": node.kind,
        "country": node.country,
        "country_name": country_name(node.country) if node.country else None,
        "bloc": node.bloc,
        "contacts": node.contacts,
        "degree": told.degree,
        "strength": told.strength,
        "betweenness": told.betweenness,
        "brokerage": told.brokerage,
        "community": told.community,
    }


def _node(node: Node, by_bloc: bool) -> str:
    red, green, blue = colour(node.country, by_bloc=by_bloc)
    told = "".join(
        f'<attvalue for="{name}" value="{xml(str(value))}"/>'
        for name, value in node_values(node).items()
        if value is not None
    )
    return (
        f'<node id="{xml(node.id)}" label="{xml(node.label)}"><attvalues>{told}</attvalues>'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:position x="{node.x}" y="{node.y}" z="0.0"/>'
        f'<viz:size value="{size(node.measures.strength)}"/></node>\n'
    )


def _edge(edge: Edge) -> str:
    # Written out, not looped over: in a large network nearly all the time of writing is spent here. Words, days and numbers
    # are the program's own; what comes from articles is made safe.
    days = (
        f'<attvalue for="first" value="{edge.first}"/><attvalue for="last" value="{edge.last}"/>' if edge.first else ""
    )
    gap = f'<attvalue for="median_gap" value="{edge.median_gap}"/>' if edge.median_gap is not None else ""
    spells = "".join([f'<spell start="{first}T00:00:00" end="{last}T23:59:59"/>' for first, last in edge.spells])
    return (
        f'<edge id="{xml(edge.key)}" source="{xml(edge.source)}" target="{xml(edge.target)}" '
        f'weight="{edge.weight}" label="{edge.label}"><attvalues><attvalue for="held" value="{edge.held}"/>{days}'
        f'<attvalue for="modes" value="{" ".join(edge.modes)}"/>'
        f'<attvalue for="statuses" value="{" ".join(edge.statuses)}"/>'
        f'<attvalue for="tracks" value="{" ".join(edge.tracks)}"/>{gap}'
        f'<attvalue for="contact_ids" value="{xml(" ".join(edge.contacts))}"/></attvalues>'
        f"{f'<spells>{spells}</spells>' if spells else ''}</edge>\n"
    )
