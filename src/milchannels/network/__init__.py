"""The network of who talks to whom, derived from a store, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .export import SUFFIXES, export
from .layout import layout
from .levels import Edge, Node, edges, nodes
from .measures import Measures, measures

if TYPE_CHECKING:
    from .network import Network, build

__all__ = [
    "SUFFIXES",
    "Edge",
    "Measures",
    "Network",
    "Node",
    "build",
    "edges",
    "export",
    "layout",
    "measures",
    "nodes",
]


def __getattr__(name: str) -> Any:
    # networkx takes a quarter of a second to load, which a table of channels has no use for.
    if name not in ("Network", "build"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import network

    return getattr(network, name)
