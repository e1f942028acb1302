"""A store whose names are noted as appearances in, persons brought up to date out.

Only the candidates of what is marked are read, put together afresh and written back. A set of candidates is always
closed (nothing outside it can concern anything inside), so the order and the batches of ingest do not matter.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from ..store import tables as t
from ..store.chunks import chunks
from . import persons as p
from .judgements import Judgement, Rulings, rulings, settle


def link_persons(connection: Connection) -> tuple[int, int]:
    """Link all that is marked; gives how many appearances that were, and the judgements added."""
    a = t.appearances.c
    dirty = set(connection.scalars(select(a.key).where(a.dirty)))
    if not dirty:
        return 0, 0
    ruled = rulings(connection, "person")
    people: list[p.Person] = []
    judged: list[Judgement] = []
    before: dict[str, str | None] = {}
    for members in _name_closures(connection, dirty, ruled):
        found, reasons = p.cluster([one for one, _ in members], ruled)
        people += found
        judged += reasons
        before.update((one.key, person) for one, person in members)
    _write_persons(connection, people, before)
    homes = {one.key: person.id for person in people for one in person.members}
    decided = settle(connection, "person", homes, judged)
    for chunk in chunks(dirty):
        connection.execute(t.appearances.update().where(a.key.in_(chunk)).values(dirty=False))
    return len(dirty), decided


def _name_closures(
    connection: Connection, dirty: set[str], ruled: Rulings
) -> list[list[tuple[p.Appearance, str | None]]]:
    """All that shares a block with what is dirty, and what shares one with that: cut into connected parts.

    What a user has said to be one counts as sharing a block.
    """
    b, a = t.appearance_blocks.c, t.appearances.c
    seen: set[str] = set()
    seen_blocks: set[str] = set()
    links: dict[str, set[str]] = defaultdict(set)
    frontier = set(dirty)
    while frontier:
        seen |= frontier
        reached: set[str] = set()
        for chunk in chunks(frontier):
            for row in connection.execute(select(b.appearance, b.block).where(b.appearance.in_(chunk))):
                links[row.appearance].add(row.block)
                reached.add(row.block)
        frontier = {mate for key in frontier for mate in ruled.mates(key)}
        for chunk in chunks(reached - seen_blocks):
            frontier.update(connection.scalars(select(b.appearance).where(b.block.in_(chunk))))
        seen_blocks |= reached
        frontier -= seen
    loaded: dict[str, tuple[p.Appearance, str | None]] = {}
    for chunk in chunks(seen):
        for row in connection.execute(select(t.appearances).where(a.key.in_(chunk))):
            words = tuple(row.tokens.split())
            one = p.Appearance(row.key, row.country, words, row.name, row.office, row.year)
            loaded[row.key] = (one, row.person)
    by_block: dict[str, list[str]] = defaultdict(list)
    for key in loaded:
        # No block of names begins so: these are the keys that a user has said to be one.
        links[key].update(f"== {mate}" for mate in ruled.mates(key))
        for block in links[key]:
            by_block[block].append(key)
    parts: list[list[tuple[p.Appearance, str | None]]] = []
    placed: set[str] = set()
    for start in sorted(loaded):
        if start in placed:
            continue
        placed.add(start)
        stack, part = [start], []
        while stack:
            key = stack.pop()
            part.append(loaded[key])
            for block in links[key]:
                for near in by_block.pop(block, ()):
                    if near not in placed:
                        placed.add(near)
                        stack.append(near)
        parts.append(part)
    return parts


def _write_persons(connection: Connection, people: Sequence[p.Person], before: dict[str, str | None]) -> None:
    a = t.appearances.c
    moved = [
        {"b_key": one.key, "b_person": person.id}
        for person in people
        for one in person.members
        if before[one.key] != person.id
    ]
    if moved:
        update = t.appearances.update().where(a.key == bindparam("b_key")).values(person=bindparam("b_person"))
        connection.execute(update, moved)
        for chunk in chunks(row["b_key"] for row in moved):
            concerned = select(t.participants.c.contact).where(t.participants.c.appearance.in_(chunk))
            connection.execute(t.contacts.update().where(t.contacts.c.key.in_(concerned)).values(dirty=True))
    stale = {id_ for id_ in before.values() if id_} | {person.id for person in people}
    for chunk in chunks(stale):
        connection.execute(t.persons.delete().where(t.persons.c.id.in_(chunk)))
    if people:
        connection.execute(t.persons.insert(), [_person_row(person) for person in people])


def _person_row(person: p.Person) -> dict[str, Any]:
    spelled = Counter(one.name for one in person.members if not one.bare)
    if not spelled:
        spelled = Counter(one.name for one in person.members)
    # The spelling that goes with most offices and years; of several the fullest. One with initials only if there is none.
    name = min(spelled, key=lambda word: ("." in word.split()[0], -spelled[word], -len(word.split()), word))
    terms: dict[str, list[int]] = defaultdict(list)
    for one in person.members:
        if one.office:
            terms[one.office].extend([one.year] if one.year is not None else [])
    years = person.years()
    return {
        "id": person.id,
        "name": name,
        "country": person.country,
        "spellings": json.dumps(sorted({one.name for one in person.members}), ensure_ascii=False),
        "offices": json.dumps(
            [[office, min(told, default=None), max(told, default=None)] for office, told in sorted(terms.items())]
        ),
        "first_year": years[0] if years else None,
        "last_year": years[-1] if years else None,
    }
