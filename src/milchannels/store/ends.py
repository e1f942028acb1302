"""The participants of a contact in, the lines that it runs along out: between which persons, posts and countries.

The one place that says what an end of a line is at each level:

- `country`: every participant counts for its country.
- `post`: an office of a country, whoever held it; participants without an office or a country are left out.
- `person`: the linked person. An office whose holder is not known is a node of its own, the post. A delegation is
  nobody in person and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal, NamedTuple, get_args

Level = Literal["person", "post", "country"]

LEVELS: tuple[Level, ...] = get_args(Level)


class Party(NamedTuple):
    """One side's participant as the network sees it; `person` is the id of the linked person."""

    kind: str
    person: str | None
    name: str | None
    office: str | None
    country: str | None


class End(NamedTuple):
    """One end of a line; '' is the country of one whose country is not known."""

    country: str
    id: str


def end(party: Party, level: Level) -> End | None:
    """The end of a line that a participant is at a level; `None` where it is none."""
    country = party.country or ""
    if level == "country":
        return End(country, country) if country else None
    if level == "person" and party.person:
        return End(country, party.person)
    if party.kind == "delegation" or not party.office or not country:
        return None
    return End(country, f"{country} {party.office}")


def kind(id_: str) -> Level:
    """Whether an end's id is that of a person, a post or a country."""
    return "person" if id_.startswith("p-") else "post" if " " in id_ else "country"


def pairs(parties: Iterable[Party], level: Level) -> Iterator[tuple[End, End]]:
    """The lines that a contact of these participants runs along, each once, the ends in order.

    Never between two of one country; and among more than two, none with an end whose country is not known.
    """
    told = list(parties)
    ends: dict[str, End] = {}
    for party in told:
        found = end(party, level)
        if found is not None:
            ends.setdefault(found.id, found)
    for a, b in combinations(sorted(ends.values()), 2):
        if a.country != b.country and (len(told) <= 2 or (a.country and b.country)):
            yield a, b
