"""One side of a question in, what a user needs to see of it out: names, posts and sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, select

from ..queries.labels import term_label
from ..records import Contact
from ..store import tables as t
from ..store.chunks import chunks
from .sides import Side

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True)
class Sentence:
    """What an article says, and where."""

    quote: str
    article: str
    title: str | None
    published: str | None


@dataclass(frozen=True)
class Evidence:
    """What is known of a side: of a contact its tellings, of a person names and posts; and the words behind it."""

    contacts: tuple[Contact, ...]
    names: tuple[str, ...]
    posts: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    articles: int
    """how many articles tell of it; `sentences` can be fewer"""


def evidence(store: Store, side: Side, limit: int = 3) -> Evidence:
    """The evidence of a side, with at most `limit` sentences."""
    with store.reading() as connection:
        return (_of_contact if side.kind == "contact" else _of_person)(connection, side, limit)


def _of_contact(connection: Connection, side: Side, limit: int) -> Evidence:
    c = t.contacts.c
    texts = [
        text
        for chunk in chunks(side.keys)
        for text in connection.scalars(select(c.record).where(c.key.in_(chunk)).order_by(c.key))
    ]
    contacts = tuple(map(Contact.model_validate_json, texts))
    return Evidence(contacts, (), (), *_sentences(connection, [c.key.in_(chunk) for chunk in chunks(side.keys)], limit))


def _of_person(connection: Connection, side: Side, limit: int) -> Evidence:
    a, pt = t.appearances.c, t.participants.c
    names: dict[str, None] = {}
    terms: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    conditions: list[ColumnElement[bool]] = []
    for chunk in chunks(side.keys):
        for row in connection.execute(select(t.appearances).where(a.key.in_(chunk)).order_by(a.key)):
            names[f"{row.name} ({row.country or '?'})"] = None
            terms[row.country, row.office or ""].extend([row.year] if row.year else [])
        conditions.append(t.contacts.c.key.in_(select(pt.contact).where(pt.appearance.in_(chunk))))
    posts = sorted(
        term_label(country, office, min(years, default=None), max(years, default=None))
        for (country, office), years in terms.items()
    )
    return Evidence((), tuple(names), tuple(posts), *_sentences(connection, conditions, limit))


def _sentences(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int
) -> tuple[tuple[Sentence, ...], int]:
    """The first sentence of each telling, one an article, the earliest published first; and the number of articles."""
    c, ar, q = t.contacts.c, t.articles.c, t.quotes.c
    told: dict[str, Sentence] = {}
    for condition in conditions:
        query = (
            select(ar.key, ar.id, ar.title, ar.published, q.quote)
            .join_from(t.contacts, t.articles, c.article == ar.key)
            .join(t.quotes, (q.contact == c.key) & (q.position == 0))
            .where(condition)
            .order_by(ar.published.nulls_first(), ar.key, c.position)
        )
        for row in connection.execute(query):
            told.setdefault(row.key, Sentence(row.quote, row.id, row.title, row.published))
    return tuple(told.values())[:limit], len(told)
