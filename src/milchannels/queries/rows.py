"""A store and filters in, linked contacts out in the order of time: light rows for counting, full records to show."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, func, select

from ..store import tables as t
from ..store.chunks import chunks
from ..store.ends import Party
from ..store.linked import LinkedContact
from .filters import Filters, about, conditions

if TYPE_CHECKING:
    from ..store import Store

_PAGE = 400


class Row(NamedTuple):
    """A linked contact without its words and parties. Days are ISO text: they sort as they are, and most are never
    reckoned with. `along` is the number of lines at a level along which it runs, `articles` are the keys of those that tell of
    it, a space between, where that was asked for."""

    id: str
    mode: str
    status: str
    recurring: bool
    track: str
    first: str | None
    last: str | None
    along: int = 1
    articles: str = ""

    @property
    def held(self) -> bool:
        return self.status == "held"


def rows(store: Store, filters: Filters) -> Iterator[Row]:
    """Light rows of the contacts that pass, by first day and id, those without a date first."""
    c = t.linked_contacts.c
    query = select(c.id, c.mode, c.status, c.recurring, c.track, c.date_first, c.date_last, c.articles)
    query = query.where(*conditions(filters, t.linked_contacts)).order_by(func.coalesce(c.date_first, ""), c.id)
    with store.reading() as connection:
        found = connection.execution_options(yield_per=_PAGE).execute(query)
        for page in found.partitions():
            passed = {id_ for id_, _ in _texts(connection, page, filters)} if filters.words else None
            yield from (Row(*row[:7], articles=row[7]) for row in page if passed is None or row.id in passed)


def records(store: Store, filters: Filters) -> Iterator[LinkedContact]:
    """Full records of the contacts that pass, in the same order."""
    for text in record_texts(store, filters):
        yield LinkedContact.model_validate_json(text)


def record_texts(store: Store, filters: Filters) -> Iterator[str]:
    """The same as JSON texts, as the store has them."""
    c = t.linked_contacts.c
    # Sorted without the records, which are fetched page by page: they are most of the store.
    query = select(c.id).where(*conditions(filters, t.linked_contacts)).order_by(func.coalesce(c.date_first, ""), c.id)
    with store.reading() as connection:
        for page in connection.execution_options(yield_per=_PAGE).execute(query).partitions():
            yield from (text for _, text in _texts(connection, page, filters))


def _texts(connection: Connection, page: Sequence[Any], filters: Filters) -> list[tuple[str, str]]:
    """Ids and records of the contacts of a page whose words pass, in its order."""
    c = t.linked_contacts.c
    ids = [row.id for row in page]
    told = {row.id: row.record for row in connection.execute(select(c.id, c.record).where(c.id.in_(ids)))}
    if filters.words:
        told = {id_: text for id_, text in told.items() if _passes(json.loads(text), filters)}
    return [(id_, told[id_]) for id_ in ids if id_ in told]


def _passes(record: dict[str, Any], filters: Filters) -> bool:
    return about(filters, record.get("topics", ()), record.get("themes", ()))


def records_of(store: Store, ids: Iterable[str]) -> list[LinkedContact]:
    """Full records of contacts by their ids, in the order of these."""
    told = list(ids)
    c = t.linked_contacts.c
    found: dict[str, str] = {}
    with store.reading() as connection:
        for chunk in chunks(told):
            rows = connection.execute(select(c.id, c.record).where(c.id.in_(chunk)))
            found.update((row.id, row.record) for row in rows)
    return [LinkedContact.model_validate_json(found[id_]) for id_ in told if id_ in found]


def passing(store: Store, filters: Filters) -> frozenset[str] | None:
    """The ids of the contacts that pass, where that takes a look into their words; None where it does not."""
    return frozenset(row.id for row in rows(store, filters)) if filters.words else None


def parties_of(store: Store, ids: Iterable[str]) -> dict[str, list[Party]]:
    """The participants of contacts by their ids."""
    p = t.linked_participants.c
    found: dict[str, list[Party]] = defaultdict(list)
    with store.reading() as connection:
        for chunk in chunks(set(ids)):
            query = select(p.linked, p.kind, p.person, p.name, p.office, p.country)
            query = query.where(p.linked.in_(chunk)).order_by(p.linked, p.position)
            for linked, *party in connection.execute(query):
                found[linked].append(Party(*party))
    return found


def person_names(store: Store, ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Name and country of persons by id."""
    p = t.persons.c
    found: dict[str, tuple[str, str | None]] = {}
    with store.reading() as connection:
        for chunk in chunks(set(ids)):
            query = select(p.id, p.name, p.country).where(p.id.in_(chunk))
            found.update((row.id, (row.name, row.country)) for row in connection.execute(query))
    return found
