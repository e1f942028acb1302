"""A contact's id in, all behind it out: what each article tells, in which words, by which rule; where they differ.

The id is that of a linked contact, as every list and edge has it, or that of a contact as one article tells it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from pydantic import Field
from sqlalchemy import Connection, or_, select

from ..errors import UsageError
from ..linking.former import tellings_of
from ..records import Contact, Record
from ..store import tables as t
from ..store.chunks import chunks
from ..store.days import day
from ..store.linked import LinkedContact, Source
from .differences import differences, history

if TYPE_CHECKING:
    from ..store import Store


class Telling(Record):
    """One article's telling of a contact. `contact.evidence` has the words with their places in the article's text,
    `contact.rules` the rules that read them."""

    article: str = Field(description="the article's id")
    key: str = Field(description="of the article: from the hash of its text")
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    linked: str = Field(description="id of the linked contact")
    contact: Contact


class Decided(Record):
    """A judgement by which tellings were put together or kept apart."""

    a: str
    b: str
    verdict: str
    by: str
    score: float | None
    reasons: str
    at: str


class ContactAnswer(Record):
    """A linked contact, and all behind it."""

    contact: LinkedContact
    tellings: list[Telling] = Field(description="by date of publication")
    differences: dict[str, dict[str, list[str]]] = Field(
        description="where articles contradict each other: field -> value -> the articles that tell it"
    )
    history: list[Source] = Field(description="where the status that is told changes, by date of publication")
    judgements: list[Decided] = Field(description="the last of each pair of tellings of which this contact has one")


def contact(store: Store, id_: str) -> ContactAnswer:
    """A contact with its articles, sentences and rules. Raises `UsageError` where there is none of this id.

    An id that the contact had before leads to it as well.
    """
    given = id_.strip()
    c = t.contacts.c
    with store.reading() as connection:
        wanted = or_(c.linked == given, c.id == given, c.key == given)
        linked = connection.scalars(select(c.linked).where(wanted).distinct()).all()
        if not linked and given.startswith("c-"):
            former = tellings_of(connection, given)
            linked = connection.scalars(select(c.linked).where(c.key.in_(former)).distinct()).all()
        if len(linked) != 1 or linked[0] is None:
            raise UsageError(_unknown(given, [one for one in linked if one]))
        record = connection.scalar(select(t.linked_contacts.c.record).where(t.linked_contacts.c.id == linked[0]))
        told = tellings(connection, [linked[0]])[linked[0]]
        judged = _judgements(connection, linked[0])
    whole = LinkedContact.model_validate_json(record or "{}")
    return ContactAnswer(
        contact=whole,
        tellings=told,
        differences=differences(whole),
        history=history(whole.sources),
        judgements=judged,
    )


def tellings(connection: Connection, linked: list[str]) -> dict[str, list[Telling]]:
    """What articles tell of linked contacts, each by date of publication."""
    c, ar = t.contacts.c, t.articles.c
    found: dict[str, list[Telling]] = defaultdict(list)
    columns = (c.linked, c.record, ar.id, ar.key, ar.title, ar.source, ar.published)
    query = select(*columns).join_from(t.contacts, t.articles, c.article == ar.key)
    for chunk in chunks(linked):
        chosen = query.where(c.linked.in_(chunk))
        for row in connection.execute(chosen.order_by(ar.published.nulls_first(), ar.key, c.position)):
            found[row.linked].append(
                Telling(
                    article=row.id,
                    key=row.key,
                    title=row.title,
                    source=row.source,
                    published=day(row.published),
                    linked=row.linked,
                    contact=Contact.model_validate_json(row.record),
                )
            )
    return found


def _judgements(connection: Connection, linked: str) -> list[Decided]:
    j, c = t.judgements.c, t.contacts.c
    keys = connection.scalars(select(c.key).where(c.linked == linked)).all()
    latest: dict[tuple[str, str, str], Decided] = {}
    for chunk in chunks(keys):
        query = select(t.judgements).where(j.kind == "contact", or_(j.a.in_(chunk), j.b.in_(chunk)))
        for row in connection.execute(query.order_by(j.number)):
            latest[row.a, row.b, row.by] = Decided(
                a=row.a,
                b=row.b,
                verdict=row.verdict,
                by=row.by,
                score=row.score,
                reasons=row.reasons,
                at=row.at,
            )
    return [one for one in latest.values() if one.verdict != "withdrawn"]


def _unknown(given: str, several: list[str]) -> str:
    if several:
        return f"{given!r} is told in several articles: give one of {', '.join(several)}"
    return f"no contact {given!r} in this store: `milchannels between A B` and `person NAME` show ids"
