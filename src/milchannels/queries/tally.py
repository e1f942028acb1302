"""Light rows of contacts in, lines between two ends out: who with whom, how often, when first and last.

The one place that says what an end of a line is at each level:

- `country`: every participant counts for its country.
- `post`: an office of a country, whoever held it; participants without an office or a country are left out.
- `person`: the linked person. An office whose holder is not known is a node of its own, the post. A delegation is
  nobody in person and left out.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from .labels import country_name, post_label
from .rows import Party, Row

Level = Literal["person", "post", "country"]


@dataclass(frozen=True, order=True)
class End:
    """One end of a line. `label` is for people; persons get theirs from the store."""

    id: str
    kind: str = field(compare=False)
    label: str = field(compare=False)
    country: str | None = field(compare=False)


@dataclass
class Tally:
    """All contacts along one line. Those held make it live; the others are counted apart by status."""

    a: End
    b: End
    rows: list[Row] = field(default_factory=list)

    @property
    def held(self) -> list[Row]:
        return [row for row in self.rows if row.held]

    @property
    def first(self) -> dt.date | None:
        return min((row.first for row in self.held if row.first), default=None)

    @property
    def last(self) -> dt.date | None:
        return max((row.last for row in self.held if row.last), default=None)

    @property
    def modes(self) -> dict[str, int]:
        return counted(row.mode for row in self.held)

    @property
    def statuses(self) -> dict[str, int]:
        return counted(row.status for row in self.rows)

    def silence(self, as_of: dt.date | None) -> int | None:
        """Days from the last contact held to `as_of`; negative where that lies before."""
        return (as_of - self.last).days if as_of is not None and self.last is not None else None


def counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, the most frequent first, then by the alphabet."""
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def gaps(held: Iterable[Row]) -> tuple[float | None, int | None]:
    """Median and longest gap in days between contacts that follow each other; overlapping ones have no gap.

    Runs are left out: what is said of them is that they fill a time, not when.
    """
    days = sorted({(row.first, row.last) for row in held if row.first and row.last and not row.recurring})
    found: list[int] = []
    reach: dt.date | None = None
    for first, last in days:
        if reach is not None:
            found.append(max(0, (first - reach).days))
        reach = last if reach is None else max(reach, last)
    return (statistics.median(found), max(found)) if found else (None, None)


def end(party: Party, level: Level) -> End | None:
    """The end of a line that a participant is at a level; `None` where it is none."""
    country = party.country
    if level == "country":
        return End(country, "country", country_name(country), country) if country else None
    if level == "person" and party.person:
        return End(party.person, "person", party.name or party.person, country)
    if party.kind == "delegation" or not party.office or not country:
        return None
    return End(f"{country} {party.office}", "post", post_label(country, party.office), country)


def pairs(row: Row, level: Level) -> Iterator[tuple[End, End]]:
    """The lines that a contact runs along, each once, ends in order. Never between two of one country."""
    ends: dict[str, End] = {}
    for party in row.parties:
        found = end(party, level)
        if found is not None:
            ends.setdefault(found.id, found)
    few = len(row.parties) <= 2
    for a, b in combinations(sorted(ends.values()), 2):
        if a.country == b.country or (not few and (a.country is None or b.country is None)):
            continue
        yield a, b


def tally(rows: Iterable[Row], level: Level) -> list[Tally]:
    """All lines of these contacts, by the ids of their ends."""
    lines: dict[tuple[str, str], Tally] = {}
    for row in rows:
        for a, b in pairs(row, level):
            line = lines.get((a.id, b.id))
            if line is None:
                line = lines[a.id, b.id] = Tally(a, b)
            line.rows.append(row)
    return [line for _, line in sorted(lines.items())]
