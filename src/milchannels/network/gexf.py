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

_NODE_ATTRIBUTES = [("kind", "string"), ("country", "string"), ("country_name", "string"), ("contacts", "integer")]
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


def write_gexf(file: TextIO, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Write a GEXF 1.3 document. The same nodes and edges give the same bytes."""
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
    file.writelines(_node(node) for node in nodes)
    file.write("</nodes>\n<edges>\n")
    file.writelines(_edge(edge) for edge in edges)
    file.write("</edges>\n</graph>\n</gexf>\n")


def _node(node: Node) -> str:
    red, green, blue = colour(node.country)
    values = {
        "kind": node.kind,
        "country": node.country,
        "country_name": country_name(node.country) if node.country else None,
        "contacts": node.strength,
    }
    return (
        f'<node id="{xml(node.id)}" label="{xml(node.label)}">{_values(values)}'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{size(node.strength)}"/></node>\n'
    )


def _edge(edge: Edge) -> str:
    values = {
        "held": edge.held,
        "first": edge.first.isoformat() if edge.first else None,
        "last": edge.last.isoformat() if edge.last else None,
        "modes": " ".join(edge.modes),
        "statuses": " ".join(edge.statuses),
        "tracks": " ".join(edge.tracks),
        "median_gap": edge.median_gap,
        "contact_ids": " ".join(edge.contacts),
    }
    spells = "".join(f'<spell start="{first}T00:00:00" end="{last}T23:59:59"/>' for first, last in edge.spells)
    return (
        f'<edge id="{xml(edge.key)}" source="{xml(edge.source)}" target="{xml(edge.target)}" '
        f'weight="{edge.weight}" label="{xml(edge.label)}">{_values(values)}'
        f"{f'<spells>{spells}</spells>' if spells else ''}</edge>\n"
    )


def _values(values: Mapping[str, object]) -> str:
    told = "".join(f'<attvalue for="{k}" value="{xml(str(v))}"/>' for k, v in values.items() if v is not None)
    return f"<attvalues>{told}</attvalues>"
