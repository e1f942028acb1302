"""Clusters in, the store's rows of linked contacts brought up to date out: those that are not as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from ..store import tables as t
from ..store.chunks import chunks
from ..store.ends import LEVELS, Party, pairs
from .contacts import Cluster
from .merge import Head, merge
from .tellings import Telling


@dataclass(frozen=True)
class Linked:
    """Tellings that are to be shown as one contact."""

    id: str
    tellings: Sequence[Telling]


def write(connection: Connection, clusters: Iterable[Cluster], groups: Iterable[Linked]) -> None:
    """Note the clusters of rules; replace the linked contacts of these tellings by the groups."""
    found = list(groups)
    _note_clusters(connection, clusters)
    members: dict[str, set[str]] = defaultdict(set)
    for group in found:
        for one in group.tellings:
            if one.linked:
                members[one.linked].add(one.key)
    changed = [
        group
        for group in found
        if {one.key for one in group.tellings} != members.get(group.id) or any(one.dirty for one in group.tellings)
    ]
    stale = (members.keys() - {group.id for group in found}) | {group.id for group in changed}
    for chunk in chunks(stale):
        for parts in (t.linked_pairs, t.linked_participants):
            connection.execute(parts.delete().where(parts.c.linked.in_(chunk)))
        connection.execute(t.linked_contacts.delete().where(t.linked_contacts.c.id.in_(chunk)))
    _insert(connection, changed)
    _move(connection, "linked", {one.key: g.id for g in changed for one in g.tellings if one.linked != g.id})


def _note_clusters(connection: Connection, clusters: Iterable[Cluster]) -> None:
    _move(connection, "cluster", {one.key: c.id for c in clusters for one in c.tellings if one.cluster != c.id})


def _move(connection: Connection, column: str, moved: dict[str, str]) -> None:
    """Writes to what the tellings, by key, belong now."""
    if moved:
        update = t.contacts.update().where(t.contacts.c.key == bindparam("b_key"))
        rows = [{"b_key": key, "b_to": to} for key, to in moved.items()]
        connection.execute(update.values({column: bindparam("b_to")}), rows)


def _insert(connection: Connection, changed: list[Linked]) -> None:
    heads = _heads(connection, {one.article for group in changed for one in group.tellings})
    contacts: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    for group in changed:
        contact, rows = _rows(group, heads)
        contacts.append(contact)
        parties.extend(rows)
    if contacts:
        connection.execute(t.linked_contacts.insert(), contacts)
    if parties:
        connection.execute(t.linked_participants.insert(), parties)
    lines = pair_rows(contacts, parties, _homes(connection, parties))
    if lines:
        connection.execute(t.linked_pairs.insert(), lines)


def pair_rows(
    contacts: Iterable[Mapping[str, Any]], parties: Iterable[Mapping[str, Any]], homes: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    """The rows of `linked_pairs` for rows of contacts and of their participants; `homes` has the countries of persons.

    A person is of one country in all contacts, whatever one of them leaves out: lines would else fall apart.
    """
    told: dict[str, list[Party]] = defaultdict(list)
    for one in parties:
        country = (homes.get(one["person"]) if one["person"] else None) or one["country"]
        told[one["linked"]].append(Party(one["kind"], one["person"], one["name"], one["office"], country))
    rows: list[dict[str, Any]] = []
    for contact in contacts:
        head = {name: contact[name] for name in _PAIR_COLUMNS}
        for level in LEVELS:
            found = list(pairs(told[contact["id"]], level))
            rows += (
                {
                    "level": level,
                    "a_country": a.country,
                    "b_country": b.country,
                    "a": a.id,
                    "b": b.id,
                    "linked": contact["id"],
                    "along": len(found),
                    **head,
                }
                for a, b in found
            )
    return rows


def _homes(connection: Connection, parties: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    p = t.persons.c
    for chunk in chunks({one["person"] for one in parties if one["person"]}):
        rows = connection.execute(select(p.id, p.country).where(p.id.in_(chunk)))
        found.update((row.id, row.country) for row in rows)
    return found


def _heads(connection: Connection, articles: set[str]) -> dict[str, Head]:
    found: dict[str, Head] = {}
    a = t.articles.c
    for chunk in chunks(articles):
        for row in connection.execute(select(a.key, a.id, a.title, a.source, a.sketch).where(a.key.in_(chunk))):
            found[row.key] = Head(row.id, row.title, row.source, row.sketch)
    return found


def _rows(group: Linked, heads: dict[str, Head]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    merged = merge(group.id, group.tellings, {one.article: heads[one.article] for one in group.tellings})
    exact = min((one for one in group.tellings if one.date == merged.date), key=lambda one: one.key)
    first, last = exact.first or exact.last, exact.last or exact.first
    articles = sorted({one.article for one in group.tellings})
    contact = {
        **{name: getattr(merged, name) for name in _COLUMNS},
        "date_first": first.isoformat() if first else None,
        "date_last": last.isoformat() if last else None,
        "sides": "-".join(sorted({party.country for party in merged.participants if party.country})),
        "sources": len(articles),
        "articles": " ".join(articles),
        "record": merged.model_dump_json(),
    }
    # The identity of an office-holder is a person too, though the record names none.
    known = {
        (participant.identity, participant.country): one.persons[n]
        for one in group.tellings
        for n, participant in enumerate(one.contact.participants)
        if participant.identity and n in one.persons
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
    return contact, rows


_PAIR_COLUMNS = (
    "mode", "status", "recurring", "track", "date_first", "date_last", "independent", "confidence", "articles"
)  # fmt: skip
_COLUMNS = ("id", "mode", "status", "recurring", "count", "date", "track", "confidence", "independent")
