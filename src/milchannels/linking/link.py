"""A store with new articles in, the same store with persons and linked contacts brought up to date out.

What is new or touched is marked `dirty`; only the candidates of what is dirty are read, put together afresh and
written back. Because a set of candidates is always closed (nothing outside it can concern anything inside) and
the clustering is a pure function of the set, the order and the batches of ingest do not matter.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, bindparam, func, select

from ..records import Contact, Participant
from ..store import tables as t
from ..store.days import day
from . import contacts as c
from . import persons as p
from .judgements import Judgement, Rulings, rulings, settle
from .merge import merge
from .noting import chunks, note_appearances

if TYPE_CHECKING:
    from ..store import Store

_BATCH = 4000
_DAY = dt.timedelta(days=1)
#: First and last day of a contact as told; of one with an open end, the same day twice.
_SPAN = (
    func.coalesce(t.contacts.c.date_first, t.contacts.c.date_last),
    func.coalesce(t.contacts.c.date_last, t.contacts.c.date_first),
)


def link(store: Store) -> dict[str, int]:
    """Link all that waits. Gives how many appearances and contacts were new or touched, and judgements added.

    Interrupted at any moment, it leaves the store as before or after one of its two steps, and the next call
    takes it from there.
    """
    with store.writing() as connection:
        note_appearances(connection)
        touched, judged = _link_persons(connection)
    with store.writing() as connection:
        relinked, decided = _link_contacts(connection)
    return {"appearances": touched, "contacts": relinked, "judgements": judged + decided}


# Persons --------------------------------------------------------------------------------------------------------


def _link_persons(connection: Connection) -> tuple[int, int]:
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
        links[key].update(f"= {mate}" for mate in ruled.mates(key))
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
        "country": person.members[0].country,
        "spellings": json.dumps(sorted({one.name for one in person.members}), ensure_ascii=False),
        "offices": json.dumps(
            [[office, min(told, default=None), max(told, default=None)] for office, told in sorted(terms.items())]
        ),
        "first_year": years[0] if years else None,
        "last_year": years[-1] if years else None,
    }


# Contacts -------------------------------------------------------------------------------------------------------


def _link_contacts(connection: Connection) -> tuple[int, int]:
    ct = t.contacts.c
    query = select(ct.key, ct.sides, *_SPAN).where(ct.dirty).order_by(ct.sides, ct.key)
    waiting = connection.execute(query).all()
    ruled = rulings(connection, "contact")
    done: set[str] = set()
    decided = 0
    tellings: list[c.Telling] = []
    clusters: list[c.Cluster] = []
    judged: list[Judgement] = []

    def write() -> int:
        homes = {telling.key: one.id for one in clusters for telling in one.tellings}
        _write_contacts(connection, tellings, clusters)
        return settle(connection, "contact", homes, judged)

    for head in waiting:
        if head.key in done:
            continue
        closed = _closure(connection, head, ruled)
        done.update(one.key for one in closed)
        found, reasons = c.cluster(closed, ruled)
        tellings += closed
        clusters += found
        judged += reasons
        # Sets of candidates do not touch each other, so that many can be written together.
        if len(tellings) >= _BATCH:
            decided += write()
            tellings, clusters, judged = [], [], []
    decided += write()
    for chunk in chunks(row.key for row in waiting):
        connection.execute(t.contacts.update().where(ct.key.in_(chunk)).values(dirty=False))
    return len(waiting), decided


def _closure(connection: Connection, head: Any, ruled: Rulings) -> list[c.Telling]:
    """All tellings that can concern this one, by countries and dates or because a user has said that they are one."""
    ct = t.contacts.c
    found: dict[str, c.Telling] = {}
    heads = [head]
    while heads:
        key, sides, low, high = heads.pop()
        if key in found:
            continue
        near = _tellings(connection, _candidates(connection, key, sides, low, high))
        found.update((one.key, one) for one in near)
        further = {mate for one in near for mate in ruled.mates(one.key)} - found.keys()
        for chunk in chunks(further):
            heads.extend(connection.execute(select(ct.key, ct.sides, *_SPAN).where(ct.key.in_(chunk))))
    return list(found.values())


def _candidates(connection: Connection, key: str, sides: str, low: str | None, high: str | None) -> Any:
    """The condition for all tellings that rules may compare with this one."""
    ct = t.contacts.c
    if "-" not in sides:
        # A contact with one country known cannot be told from another: it stands for itself.
        return ct.key == key
    if low is None or high is None:
        return and_(ct.sides == sides, ct.date_first.is_(None), ct.date_last.is_(None))
    return _window(connection, sides, low, high)


def _window(connection: Connection, sides: str, low: str, high: str) -> Any:
    """The condition for all contacts of these countries whose dates hang together with those from low to high."""
    first, last = _SPAN
    while True:
        before = (dt.date.fromisoformat(low) - _DAY).isoformat()
        after = (dt.date.fromisoformat(high) + _DAY).isoformat()
        inside = and_(t.contacts.c.sides == sides, first <= after, last >= before)
        reach = connection.execute(select(func.min(first), func.max(last)).where(inside)).one()
        if (reach[0], reach[1]) == (low, high):
            return inside
        low, high = reach[0], reach[1]


def _tellings(connection: Connection, window: Any) -> list[c.Telling]:
    ct, ar, pt, ap = t.contacts, t.articles, t.participants, t.appearances
    chosen = select(ct.c.key).where(window)
    persons: dict[str, dict[int, str]] = defaultdict(dict)
    countries: dict[str, dict[int, str | None]] = defaultdict(dict)
    parties = (
        select(pt.c.contact, pt.c.position, pt.c.country, ap.c.person)
        .outerjoin(ap, ap.c.key == pt.c.appearance)
        .where(pt.c.contact.in_(chosen))
    )
    for row in connection.execute(parties):
        countries[row.contact][row.position] = row.country
        if row.person is not None:
            persons[row.contact][row.position] = row.person
    columns = (ct.c.key, ct.c.record, ct.c.date_first, ct.c.date_last, ct.c.linked, ct.c.dirty, ct.c.article)
    heads = (ar.c.id, ar.c.title, ar.c.source, ar.c.published)
    query = select(*columns, *heads).join(ar, ar.c.key == ct.c.article).where(window)
    found = []
    for told in connection.execute(query):
        contact = Contact.model_validate_json(told.record)
        who = tuple(persons[told.key].get(n) for n in range(len(contact.participants)))
        sides: dict[str, list[tuple[Participant, str | None]]] = defaultdict(list)
        for n, participant in enumerate(contact.participants):
            participant.country = countries[told.key].get(n)
            if participant.country:
                sides[participant.country].append((participant, who[n]))
        first, last = told.date_first or told.date_last, told.date_last or told.date_first
        found.append(
            c.Telling(
                key=told.key,
                article=told.article,
                article_id=told.id,
                title=told.title,
                source=told.source,
                published=day(told.published),
                contact=contact,
                first=day(first),
                last=day(last),
                sides={country: c.side_of(members) for country, members in sides.items()},
                persons=who,
                linked=told.linked,
                dirty=told.dirty,
            )
        )
    return found


def _write_contacts(connection: Connection, tellings: list[c.Telling], clusters: list[c.Cluster]) -> None:
    """Replace the linked contacts of these tellings by the clusters, where these are not as they were."""
    members: dict[str, set[str]] = defaultdict(set)
    for one in tellings:
        if one.linked:
            members[one.linked].add(one.key)
    changed = [one for one in clusters if set(one.keys()) != members.get(one.id) or any(m.dirty for m in one.tellings)]
    stale = (members.keys() - {one.id for one in clusters}) | {one.id for one in changed}
    for chunk in chunks(stale):
        parts = t.linked_participants
        connection.execute(parts.delete().where(parts.c.linked.in_(chunk)))
        connection.execute(t.linked_contacts.delete().where(t.linked_contacts.c.id.in_(chunk)))
    heads: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    for made in changed:
        head, rows = _linked_rows(made)
        heads.append(head)
        parties.extend(rows)
        moved.extend({"b_key": m.key, "b_linked": made.id} for m in made.tellings if m.linked != made.id)
    if heads:
        connection.execute(t.linked_contacts.insert(), heads)
    if parties:
        connection.execute(t.linked_participants.insert(), parties)
    if moved:
        update = t.contacts.update().where(t.contacts.c.key == bindparam("b_key"))
        connection.execute(update.values(linked=bindparam("b_linked")), moved)


def _linked_rows(cluster: c.Cluster) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    merged = merge(cluster)
    tellings = cluster.tellings
    exact = [one for one in tellings if one.contact.date == merged.date]
    first, last = exact[0].first, exact[0].last
    sides = "-".join(sorted({party.country for party in merged.participants if party.country}))
    head = {
        **merged.model_dump(include={"id", "mode", "status", "recurring", "count", "date", "track", "confidence"}),
        "date_first": first.isoformat() if first else None,
        "date_last": last.isoformat() if last else None,
        "sides": sides,
        "sources": len({one.article for one in tellings}),
        "record": merged.model_dump_json(),
    }
    # The identity of an office-holder is a person too, though the record names none.
    known = {
        (participant.identity, participant.country): person
        for one in tellings
        for participant, person in zip(one.contact.participants, one.persons, strict=True)
        if participant.identity and person
    }
    rows = [
        {
            "linked": merged.id,
            "position": n,
            "kind": party.kind,
            "person": party.person or (known.get((party.identity, party.country)) if party.identity else None),
            "name": party.name or party.identity,
            "office": party.office,
            "country": party.country,
        }
        for n, party in enumerate(merged.participants)
    ]
    return head, rows


__all__ = ["link"]
