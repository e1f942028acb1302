"""Contacts in, the nodes of all three levels out, each with a number and a place in the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..queries.labels import end_label
from ..store.ends import LEVELS, End, Level, Party, kind, pairs

#: A node's place in the layout is so much wider than its disc: lines must be seen between discs, and names have room.
_ROOM = 1.8
#: Name and country of persons by id.
Names = Mapping[str, tuple[str, str | None]]


class Nodes:
    """The ends of the lines of these contacts at each level, numbered by id."""

    def __init__(self, contacts: Iterable[list[Party]], names: Names) -> None:
        self.names = names
        self.lines: dict[Level, Counter[tuple[str, str]]] = {}
        self.ends: dict[Level, dict[str, End]] = {}
        self.strengths: dict[Level, Counter[str]] = {}
        found = list(contacts)
        for level in LEVELS:
            lines = [list(pairs(parties, level)) for parties in found]
            self.lines[level] = Counter((a.id, b.id) for along in lines for a, b in along)
            self.strengths[level] = Counter(
                id_ for along in lines for id_ in {end.id for pair in along for end in pair}
            )
            self.ends[level] = {
                end.id: end for end in sorted({end for along in lines for pair in along for end in pair})
            }
        self.numbers = {level: {id_: n for n, id_ in enumerate(ends)} for level, ends in self.ends.items()}

    def place(self, level: Level, end: End) -> int:
        """The number of an end of a line."""
        return self.numbers[level][end.id]

    def placed(self) -> dict[str, list[dict[str, Any]]]:
        """By level the nodes in the order of their numbers: label, country, kind, x and y in the unit of their sizes."""
        from ..network.layout import layout
        from ..network.looks import size

        shown: dict[str, list[dict[str, Any]]] = {}
        for level, ends in self.ends.items():
            strengths = self.strengths[level]
            nodes = {id_: self._node(end) for id_, end in ends.items()}
            places = layout(
                nodes,
                [(a, b, n) for (a, b), n in self.lines[level].items()],
                sizes={id_: _ROOM * size(strengths[id_]) for id_ in nodes},
                groups={id_: node["country"] for id_, node in nodes.items()},
            )
            shown[level] = [
                {**node, "x": round(places[id_][0], 1), "y": round(places[id_][1], 1)} for id_, node in nodes.items()
            ]
        return shown

    def _node(self, end: End) -> dict[str, Any]:
        known = self.names.get(end.id)
        country = end.country or (known[1] if known else None)
        return {"id": end.id, "label": end_label(end.id, self.names), "kind": kind(end.id), "country": country}
