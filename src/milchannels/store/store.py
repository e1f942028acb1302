"""Articles with their extractions in, the same out again; linking on request.

`Store` is the only door to the database for the rest of the program. Ingest is idempotent: an article is known
by the hash of its text, and goes in whole or not at all.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from ..records import Article, ChannelEvent, Contact, Extraction, Person
from . import tables as t
from .chunks import chunks
from .connect import as_store_error, brought_up, open_engine
from .days import day
from .rows import rows_of, text_hash

_PAGE = 500


class Store:
    """A database of articles, extractions and what linking made of them.

    `where` is a path or a database URL; the store is made there unless `create` is false. Raises `StoreError`
    for a file that is not ours, of a later version, locked or unreachable. A store of an earlier version is brought up
    to this one, and linked again. Usable in a `with` statement.
    """

    def __init__(self, where: str | os.PathLike[str] = "milchannels.db", *, create: bool = True) -> None:
        self.where = os.fspath(where)
        self.engine = open_engine(where, create=create)
        try:
            earlier = brought_up(self.engine)
        except SQLAlchemyError as error:
            raise as_store_error(error, self.engine.url) from error
        if earlier:
            self.link()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries, which sees one state of the store throughout."""
        try:
            with self.engine.connect() as connection:
                if self.engine.url.get_backend_name() == "postgresql":
                    connection = connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection
        except SQLAlchemyError as error:
            raise as_store_error(error, self.engine.url) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is the only one to write until it ends."""
        try:
            with self.engine.execution_options(writes=True).begin() as connection:
                connection.execute(select(t.meta).where(t.meta.c.key == "schema_version").with_for_update())
                yield connection
        except SQLAlchemyError as error:
            raise as_store_error(error, self.engine.url) from error

    def ingest(self, article: Article, extraction: Extraction) -> bool:
        """Put one article and its extraction in; false where an article of the same text is there already."""
        sha = text_hash(article.text)
        rows = rows_of(article, extraction, sha)
        with self.writing() as connection:
            if connection.scalar(select(t.articles.c.key).where(t.articles.c.sha256 == sha)) is not None:
                return False
            try:
                for table, values in rows:
                    if values:
                        connection.execute(table.insert(), values)
            except IntegrityError as error:
                raise as_store_error(error, self.engine.url) from error
        return True

    def ingest_many(self, told: Iterable[tuple[Article, Extraction]]) -> int:
        """Put articles with their extractions in, all or none; gives how many were not there yet.

        Much faster than one by one, where the extractions are there already.
        """
        new: dict[str, list[tuple[Any, list[dict[str, Any]]]]] = {}
        for article, extraction in told:
            sha = text_hash(article.text)
            if sha not in new:
                new[sha] = rows_of(article, extraction, sha)
        with self.writing() as connection:
            for chunk in chunks(new):
                known = select(t.articles.c.sha256).where(t.articles.c.sha256.in_(chunk))
                for sha in connection.scalars(known):
                    del new[sha]
            tables: dict[Any, list[dict[str, Any]]] = {}
            for rows in new.values():
                for table, values in rows:
                    tables.setdefault(table, []).extend(values)
            try:
                for table, values in tables.items():
                    if values:
                        connection.execute(table.insert(), values)
            except IntegrityError as error:
                raise as_store_error(error, self.engine.url) from error
        return len(new)

    def take(self, told: Iterable[tuple[Article, Extraction]]) -> int:
        """Put any number of articles with their extractions in, some at a time; gives how many were not there yet."""
        told = iter(told)
        new = 0
        while some := list(islice(told, _PAGE)):
            new += self.ingest_many(some)
        return new

    def everything(self) -> Iterator[tuple[Article, Extraction]]:
        """Every article with its extraction, in the order of `articles`."""
        return zip(self.articles(), self.extractions(), strict=True)

    def has(self, text: str) -> bool:
        """Whether an article of this text is in the store: what need not be extracted again."""
        with self.reading() as connection:
            found = connection.scalar(select(t.articles.c.key).where(t.articles.c.sha256 == text_hash(text)))
        return found is not None

    def articles(self) -> Iterator[Article]:
        """Every article, by date of publication and key, those without a date first."""
        for row in self._pages():
            yield Article(
                id=row.id,
                text=row.text,
                title=row.title,
                published=day(row.published),
                source=row.source,
                author=row.author,
            )

    def extractions(self) -> Iterator[Extraction]:
        """Every article's extraction as it was ingested, in the order of `articles`."""
        for row in self._pages():
            with self.reading() as connection:
                people = _records(connection, t.article_people, row.key)
                contacts = _records(connection, t.contacts, row.key)
                events = _records(connection, t.channel_events, row.key)
            yield Extraction(
                id=row.id,
                source=row.source,
                title=row.title,
                published=day(row.published),
                people=[Person.model_validate_json(text) for text in people],
                contacts=[Contact.model_validate_json(text) for text in contacts],
                channel_events=[ChannelEvent.model_validate_json(text) for text in events],
            )

    def newest(self) -> dt.date | None:
        """The latest day of publication in the store; None where no article has one."""
        with self.reading() as connection:
            return day(connection.execute(select(func.max(t.articles.c.published))).scalar())

    def is_empty(self) -> bool:
        """Whether it has no contacts that could be asked for."""
        with self.reading() as connection:
            return connection.execute(select(t.linked_contacts.c.id).limit(1)).first() is None

    def counts(self) -> dict[str, int]:
        """Number of rows of the tables that matter to a user."""
        counted = {
            "articles": t.articles,
            "contacts": t.contacts,
            "channel_events": t.channel_events,
            "persons": t.persons,
            "linked_contacts": t.linked_contacts,
            "judgements": t.judgements,
        }
        with self.reading() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in counted.items()
            }

    def link(self) -> dict[str, int]:
        """Link what is new since the last call; see `milchannels.linking.link`."""
        from ..linking import link

        return link(self)

    def _pages(self) -> Iterator[Any]:
        order = (func.coalesce(t.articles.c.published, ""), t.articles.c.key)
        query = select(t.articles).order_by(*order).limit(_PAGE)
        last: tuple[str, str] | None = None
        while True:
            page = query
            if last is not None:
                published, key = last
                page = query.where((order[0] > published) | ((order[0] == published) & (t.articles.c.key > key)))
            with self.reading() as connection:
                rows = connection.execute(page).all()
            yield from rows
            if len(rows) < _PAGE:
                return
            last = (rows[-1].published or "", rows[-1].key)


def _records(connection: Connection, table: Any, article: str) -> list[str]:
    query = select(table.c.record).where(table.c.article == article).order_by(table.c.position)
    return list(connection.scalars(query))
