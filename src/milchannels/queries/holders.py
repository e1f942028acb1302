"""A line between two posts in, those who held them along it out: one line, and who spoke along it when.

A holder is the person whom articles name, or whose identity they tell; where they name the post alone, the holder of
that day by the register, marked as inferred. Two spellings of one of the register's holders are one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import product

from pydantic import Field

from ..name_keys import fold
from ..records import Record
from ..register import Register
from ..store.days import day
from ..store.ends import End, Party
from .rows import Row
from .tally import Tally


class Holder(Record):
    """Who held a post at the time of contacts."""

    name: str | None = Field(description="null where nobody is known")
    person: str | None = Field(default=None, description="id of the linked person")
    inferred: bool = Field(default=False, description="taken from the register, named by no article")


class HolderPair(Record):
    """Two holders along a line, with their contacts."""

    a: Holder
    b: Holder
    contacts: int = Field(description="number of contacts held")
    not_held: int
    first: dt.date | None = None
    last: dt.date | None = None
    contact_ids: list[str]


def holder_pairs(
    line: Tally,
    ends: tuple[End, End],
    parties: Mapping[str, list[Party]],
    names: Mapping[str, tuple[str, str | None]],
    register: Register | None,
) -> list[HolderPair]:
    """The pairs of holders along a line between posts, in the order of time.

    `ends` are the line's, that which is to be `a` first; `parties` has the participants of its contacts by id, `names` name
    and country of persons by id.
    """
    groups: dict[tuple[str, str], tuple[Holder, Holder, list[Row]]] = {}
    for row in line.rows:
        sides = [_holders(row, parties[row.id], end.id, names, register) for end in ends]
        for (key_a, a), (key_b, b) in product(sides[0].items(), sides[1].items()):
            known = groups.get((key_a, key_b))
            if known is None:
                groups[key_a, key_b] = (a, b, [row])
            else:
                known[2].append(row)
                groups[key_a, key_b] = (_better(known[0], a), _better(known[1], b), known[2])
    found = [_pair(a, b, rows) for a, b, rows in groups.values()]
    return sorted(found, key=lambda one: (one.first or dt.date.max, one.last or dt.date.max, one.contact_ids))


def _better(known: Holder, other: Holder) -> Holder:
    """Of two records of one holder, the one that articles name."""
    return other if known.inferred and not other.inferred else known


def _pair(a: Holder, b: Holder, rows: list[Row]) -> HolderPair:
    held = [row for row in rows if row.held]
    dated = held or rows
    return HolderPair(
        a=a,
        b=b,
        contacts=len(held),
        not_held=len(rows) - len(held),
        first=day(min((row.first for row in dated if row.first), default=None)),
        last=day(max((row.last for row in dated if row.last), default=None)),
        contact_ids=[row.id for row in rows],
    )


def _holders(
    row: Row, told: Iterable[Party], end: str, names: Mapping[str, tuple[str, str | None]], register: Register | None
) -> dict[str, Holder]:
    """Those who take part for a post, each under a key that is the same for one person along the line."""
    country, _, office = end.partition(" ")
    parties = [party for party in told if (party.country, party.office) == (country, office)]
    found: dict[str, Holder] = {}
    for party in parties:
        if party.person:
            name = names.get(party.person, (party.name or party.person, None))[0]
            found.setdefault(_key(name, country, register) or party.person, Holder(name=name, person=party.person))
    if found:
        return found
    first, last = day(row.first or row.last), day(row.last or row.first)
    term = register.holder(country, office, (first, last)) if register and first and last else None
    if term is None:
        return {"": Holder(name=None)}
    return {_key(term.person, country, register) or term.person: Holder(name=term.person, inferred=True)}


def _key(name: str, country: str, register: Register | None) -> str | None:
    """The register's name of a person of the country, where the name can mean one only."""
    if register is None:
        return None
    people = [
        person
        for person in register.full_names().get(fold(name), ())
        if any(term.country == country for term in register.posts_of(person))
    ]
    return f"register: {people[0]}" if len(people) == 1 else None
