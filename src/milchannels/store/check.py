"""A store in, what is wrong with it out, a line each: nothing where all that it holds fits together.

What an article tells is checked against its text and against the rows that ingest would write of it today; what linking made,
against what it was made of; judgements, against each other and against what linking made. Nothing is changed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from ..records import Article, ChannelEvent, Contact, Extraction, Person
from . import tables as t
from .chunks import chunks
from .days import day
from .linked import LinkedContact
from .rows import rows_of, text_hash

if TYPE_CHECKING:
    from .store import Store

#: Columns that linking fills, or that tell of the moment of ingest: not told by the article.
_NOT_TOLD = frozenset(("ingested_at", "appearance", "level", "low", "high", "cluster", "linked", "dirty"))
_PAGE = 200
_OF_CONTACT = (t.participants, t.quotes, t.topics)
_OF_ARTICLE = (t.article_people, t.contacts, t.channel_events, t.channel_event_countries)


def check(store: Store) -> Iterator[str]:
    """What is wrong, in the order: the database itself, articles and what they tell, linking, judgements."""
    try:
        with store.reading() as connection:
            yield from _database(connection)
            yield from _articles(connection)
            yield from _references(connection)
            yield from _linked(connection)
            yield from _judgements(connection)
    except SQLAlchemyError as error:
        yield f"the database cannot be read to its end: {str(error).splitlines()[0]}"


def waiting(store: Store) -> int:
    """How many contacts are in the store that are not linked yet: no fault, the next `ingest` or `relink` links them."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).where(t.contacts.c.dirty)) or 0


def _database(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(20)").all():
            if told != "ok":
                yield f"the file is damaged: {told}"
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield f"row {row} of {table} refers to a row of {parent} that is not there"
    version = connection.scalar(select(t.meta.c.value).where(t.meta.c.key == "schema_version"))
    if version != str(t.SCHEMA_VERSION):
        yield f"the schema is {version}, and {t.SCHEMA_VERSION} is expected"


def _articles(connection: Connection) -> Iterator[str]:
    """Articles a page at a time, each with what hangs on it."""
    last = ""
    while rows := connection.execute(
        select(t.articles).where(t.articles.c.key > last).order_by(t.articles.c.key).limit(_PAGE)
    ).all():
        keys = [row.key for row in rows]
        last = keys[-1]
        held = {table.name: _by(connection, table, table.c.article, keys) for table in _OF_ARTICLE}
        contacts = [one["key"] for found in held["contacts"].values() for one in found]
        parts = {table.name: _by(connection, table, table.c.contact, contacts) for table in _OF_CONTACT}
        for row in rows:
            told = {name: found[row.key] for name, found in held.items()}
            for name, found in parts.items():
                told[name] = [one for contact in told["contacts"] for one in found[contact["key"]]]
            for wrong in _article(row._asdict(), told):
                yield f"article {row.id} ({row.key}): {wrong}"


def _by(connection: Connection, table: Any, column: Any, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a table by one of its columns, in the order of their positions."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    order = [table.c[name] for name in ("position", "country") if name in table.c]
    for chunk in chunks(keys):
        for row in connection.execute(select(table).where(column.in_(chunk)).order_by(*order)).mappings():
            found[row[column.name]].append(dict(row))
    return found


def _article(head: dict[str, Any], told: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    sha = text_hash(head["text"])
    if head["sha256"] != sha or head["key"] != sha[:20]:
        yield "its text is not the one that its key was made from"
        return
    try:
        fields = ("id", "text", "title", "source", "author")
        article = Article(**{name: head[name] for name in fields}, published=day(head["published"]))
        extraction = Extraction(
            id=head["id"],
            title=head["title"],
            source=head["source"],
            published=day(head["published"]),
            people=[Person.model_validate_json(row["record"]) for row in told["article_people"]],
            contacts=[Contact.model_validate_json(row["record"]) for row in told["contacts"]],
            channel_events=[ChannelEvent.model_validate_json(row["record"]) for row in told["channel_events"]],
        )
    except ValidationError as error:
        yield f"a record cannot be read: {error.errors()[0]['msg']} ({error.title})"
        return
    for contact in extraction.contacts:
        for quote in contact.evidence:
            if article.text[quote.start : quote.end] != quote.quote:
                yield f"contact {contact.id}: its text does not say {quote.quote[:60]!r} at {quote.start}"
    for event in extraction.channel_events:
        if event.evidence not in article.text:
            yield f"a channel event: its text does not say {event.evidence[:60]!r}"
    for table, expected in rows_of(article, extraction, sha):
        held = [head] if table is t.articles else told[table.name]
        if len(held) != len(expected):
            yield f"{len(held)} rows in {table.name}, and its records tell of {len(expected)}"
            continue
        for row, wanted in zip(held, expected, strict=True):
            differs = [name for name in wanted if name not in _NOT_TOLD and row[name] != wanted[name]]
            if differs:
                yield f"{table.name}.{differs[0]} is {row[differs[0]]!r}, and its record says {wanted[differs[0]]!r}"


def _references(connection: Connection) -> Iterator[str]:
    """What refers to what without the database itself knowing of it."""
    for column, target, told in (
        (t.contacts.c.linked, t.linked_contacts.c.id, "a contact is linked to {}, which is not there"),
        (t.appearances.c.person, t.persons.c.id, "a name is that of person {}, who is not there"),
        (t.linked_participants.c.person, t.persons.c.id, "a participant is person {}, who is not there"),
    ):
        yield from map(told.format, _missing(connection, column, target))
    for column, target, told in (
        (t.linked_contacts.c.id, t.contacts.c.linked, "nothing tells of the linked contact {}"),
        (t.persons.c.id, t.appearances.c.person, "no name is that of person {}"),
    ):
        yield from map(told.format, _missing(connection, column, target))
    unlinked = select(t.contacts.c.key).where(t.contacts.c.linked.is_(None), ~t.contacts.c.dirty)
    for key in connection.scalars(unlinked.order_by(t.contacts.c.key)):
        yield f"contact {key} is not linked, and does not wait to be"


def _missing(connection: Connection, column: Any, target: Any) -> list[str]:
    there = select(target).where(target.is_not(None))
    query = select(column).distinct().where(column.is_not(None), column.not_in(there)).order_by(column)
    return list(connection.scalars(query))


def _linked(connection: Connection) -> Iterator[str]:
    """Linked contacts a page at a time, each with the tellings that hang on it."""
    last, c, ar = "", t.contacts.c, t.articles.c
    query = select(t.linked_contacts).order_by(t.linked_contacts.c.id).limit(_PAGE)
    while rows := connection.execute(query.where(t.linked_contacts.c.id > last)).all():
        last = rows[-1].id
        tellings: dict[str, list[Any]] = defaultdict(list)
        for chunk in chunks(row.id for row in rows):
            found = select(c.linked, c.id, c.article, c.dirty, ar.id.label("name"), ar.text)
            for told in connection.execute(found.join(t.articles, ar.key == c.article).where(c.linked.in_(chunk))):
                tellings[told.linked].append(told)
        for row in rows:
            # What waits to be linked again may differ from what it was linked to.
            if not any(told.dirty for told in tellings[row.id]):
                for wrong in _one_linked(row, tellings[row.id]):
                    yield f"linked contact {row.id}: {wrong}"
        yield from _pairs(connection, rows)


def _pairs(connection: Connection, rows: Iterable[Any]) -> Iterator[str]:
    """Whether the lines that linked contacts are counted on are those of their participants."""
    from ..linking.write_contacts import pair_rows

    contacts = [dict(row._mapping) for row in rows]
    ids = [one["id"] for one in contacts]
    party, pair = t.linked_participants, t.linked_pairs
    parties: list[dict[str, Any]] = []
    held: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    names = [column.name for column in pair.columns]
    for chunk in chunks(ids):
        query = select(party).where(party.c.linked.in_(chunk)).order_by(party.c.linked, party.c.position)
        parties += map(dict, connection.execute(query).mappings())
        for row in connection.execute(select(pair).where(pair.c.linked.in_(chunk))).mappings():
            held[row["linked"]].add(tuple(row[name] for name in names))
    homes: dict[str, str | None] = {}
    for chunk in chunks({one["person"] for one in parties if one["person"]}):
        people = select(t.persons.c.id, t.persons.c.country).where(t.persons.c.id.in_(chunk))
        homes.update((id_, country) for id_, country in connection.execute(people).all())
    expected: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for line in pair_rows(contacts, parties, homes):
        expected[line["linked"]].add(tuple(line[name] for name in names))
    for id_ in ids:
        if held[id_] != expected[id_]:
            yield f"linked contact {id_}: the lines that it is counted on are not those of its participants"


def _one_linked(row: Any, tellings: list[Any]) -> Iterator[str]:
    try:
        record = LinkedContact.model_validate_json(row.record)
    except ValidationError as error:
        yield f"its record cannot be read: {error.errors()[0]['msg']}"
        return
    articles = sorted({told.article for told in tellings})
    if row.sources != len(articles):
        yield f"it counts {row.sources} articles, and {len(articles)} tell of it"
    if row.articles.split() != articles:
        yield "the articles that it names are not those that tell of it"
    if sorted((one.article, one.contact) for one in record.sources) != sorted(
        (told.name, told.id) for told in tellings
    ):
        yield "the sources of its record are not the articles that tell of it"
    for name in ("id", "mode", "status", "recurring", "count", "date", "track", "independent"):
        if getattr(record, name) != getattr(row, name):
            yield f"its {name} is {getattr(row, name)!r}, and its record says {getattr(record, name)!r}"
    texts: dict[str, list[str]] = defaultdict(list)
    for told in tellings:
        texts[told.name].append(told.text)
    for quote in record.evidence:
        if not any(text[quote.start : quote.end] == quote.quote for text in texts[quote.article]):
            yield f"article {quote.article} does not say {quote.quote[:60]!r} at {quote.start}"


def _judgements(connection: Connection) -> Iterator[str]:
    from ..linking.judgements import Kind, Stored, rulings

    for row in connection.execute(select(t.judgements).order_by(t.judgements.c.number)):
        if row.kind not in get_args(Kind) or row.verdict not in get_args(Stored) or row.by not in ("rule", "user"):
            yield f"judgement {row.number}: {json.dumps([row.kind, row.verdict, row.by])} is no judgement"
        elif not row.a < row.b:
            yield f"judgement {row.number}: its two keys are not in order, or one"
    homes = {
        "person": (t.appearances.c.key, t.appearances.c.person, t.appearances.c.dirty),
        "contact": (t.contacts.c.key, t.contacts.c.linked, t.contacts.c.dirty),
    }
    for kind, (key, home, dirty) in homes.items():
        said = rulings(connection, kind)
        j = t.judgements.c
        pairs = connection.execute(
            select(j.a, j.b).distinct().where(j.kind == kind, j.by == "user").order_by(j.a, j.b)
        ).all()
        found: dict[str, str] = {}
        for chunk in chunks({one for pair in pairs for one in pair}):
            clean = select(key, home).where(key.in_(chunk), home.is_not(None), ~dirty)
            found.update((one, its) for one, its in connection.execute(clean).all())
        for a, b in pairs:
            one, apart = said.demands([a], [b]), said.forbids([a], [b])
            if one and apart:
                yield f"users say of {kind}s {a} and {b} both that they are one and that they are not"
            elif a in found and b in found and ((one and found[a] != found[b]) or (apart and found[a] == found[b])):
                yield f"users say that {kind}s {a} and {b} are {'one' if one else 'two'}, and they are linked otherwise"
