"""The network of who talks to whom, derived from a store, and its files."""

from __future__ import annotations

from .export import SUFFIXES, export
from .levels import Edge, Node, edges
from .network import Network, build

__all__ = ["SUFFIXES", "Edge", "Network", "Node", "build", "edges", "export"]
