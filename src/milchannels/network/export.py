"""A store in, a file out: GEXF, GraphML, CSV, JSONL or FollowTheMoney by the ending of its name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..queries.ask import checked_level
from ..queries.filters import Filters
from ..queries.rows import record_texts
from . import ftm
from .gexf import write_gexf
from .graphml import write_graphml
from .levels import edges, nodes
from .safe import writing
from .tables import nodes_path, write_edges, write_nodes

if TYPE_CHECKING:
    from ..store import Store

SUFFIXES = (".gexf", ".graphml", ".csv", ".jsonl", ".ftm")


def export(
    store: Store,
    path: str | os.PathLike[str],
    *,
    level: str = "person",
    multi: bool = False,
    filters: Filters | Mapping[str, Any] | None = None,
    by_bloc: bool = False,
) -> list[Path]:
    """Write the network, for `.jsonl` the linked contacts, one a line, for `.ftm` FollowTheMoney entities; gives the paths.

    `.csv` writes the edges to `path` and the nodes beside it (`net.csv`, `net.nodes.csv`). One edge a pair, or
    with `multi` one a contact; `by_bloc` colours nodes by alliance, not by country. Files come into place whole. Raises `UsageError` for an ending, level or filter that
    there is not, `MilchannelsError` where a file cannot be written.
    """
    target = Path(path)
    chosen = Filters.of(filters)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"cannot tell the form of {target.name!r}: end it with {', '.join(SUFFIXES)}")
    checked_level(level)
    if suffix == ".ftm":
        with writing(target) as [file]:
            file.writelines(ftm.lines(store, chosen))
        return [target]
    if suffix == ".jsonl":
        with writing(target) as [file]:
            for text in record_texts(store, chosen):
                file.write(text + "\n")
        return [target]
    found = nodes(store, level, chosen)
    told = edges(store, level, chosen, multi=multi)
    if suffix == ".csv":
        beside = nodes_path(target)
        with writing(target, beside) as [edge_file, node_file]:
            write_edges(edge_file, told)
            write_nodes(node_file, found)
        return [target, beside]
    with writing(target) as [file]:
        (write_gexf if suffix == ".gexf" else write_graphml)(file, found, told, by_bloc=by_bloc)
    return [target]
