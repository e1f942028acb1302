"""A store and filters in, linked contacts out in the order of time: light rows for counting, full records to show."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, func, or_, select

from ..errors import UsageError
from ..store import tables as t
from ..store.chunks import chunks
from ..store.days import day
from ..store.linked import LinkedContact

if TYPE_CHECKING:
    from ..store import Store

_PAGE = 400
Day = dt.date | str | None


@dataclass(frozen=True)
class Filters:
    """What contacts to take. Days are inclusive; a contact of an interval counts where any of its days can.

    A contact without a date passes only where neither `since` nor `until` is set. `topic` is looked for in topics
    and themes, in any case of letters. `country` is a code or several, of which one must take part.
    """

    since: Day = None
    until: Day = None
    mode: str | None = None
    status: str | None = None
    track: str | None = None
    topic: str | None = None
    country: frozenset[str] = frozenset()
    with_country: frozenset[str] = frozenset()
    """A second set of which one must take part, besides one of `country`."""
    person: str | None = None
    """The id of a person who must take part."""

    @classmethod
    def of(cls, given: Filters | Mapping[str, Any] | None) -> Filters:
        """Filters from a mapping of the same names; `None` for a filter means that it is not set."""
        if isinstance(given, Filters):
            return given
        values = {key: value for key, value in (given or {}).items() if value is not None}
        unknown = values.keys() - {field.name for field in fields(cls)}
        if unknown:
            raise UsageError(f"no filter is called {sorted(unknown)[0]!r}")
        for name in ("country", "with_country"):
            if name in values:
                values[name] = codes(values[name])
        return cls(**values)


def codes(given: str | Iterable[str]) -> frozenset[str]:
    """One code or several as a set."""
    return frozenset([given] if isinstance(given, str) else given)


@dataclass(frozen=True)
class Party:
    """One side's participant as the network sees it."""

    kind: str
    person: str | None
    name: str | None
    office: str | None
    country: str | None


@dataclass(frozen=True)
class Row:
    """A linked contact without its words."""

    id: str
    mode: str
    status: str
    recurring: bool
    count: int | None
    date: str | None
    first: dt.date | None
    last: dt.date | None
    track: str
    sources: int
    parties: tuple[Party, ...]

    @property
    def held(self) -> bool:
        return self.status == "held"


def rows(store: Store, filters: Filters) -> Iterator[Row]:
    """Light rows of the contacts that pass, by first day and id, those without a date first."""
    c, p = t.linked_contacts.c, t.linked_participants.c
    columns = (c.id, c.mode, c.status, c.recurring, c.count, c.date, c.date_first, c.date_last, c.track, c.sources)
    for found in _pages(store, select(*columns), filters):
        parties: dict[str, list[Party]] = defaultdict(list)
        query = select(t.linked_participants).where(p.linked.in_([row.id for row in found]))
        with store.reading() as connection:
            for row in connection.execute(query.order_by(p.linked, p.position)):
                parties[row.linked].append(Party(row.kind, row.person, row.name, row.office, row.country))
        for row in found:
            yield Row(
                row.id,
                row.mode,
                row.status,
                row.recurring,
                row.count,
                row.date,
                day(row.date_first),
                day(row.date_last),
                row.track,
                row.sources,
                tuple(parties[row.id]),
            )


def records(store: Store, filters: Filters) -> Iterator[LinkedContact]:
    """Full records of the contacts that pass, in the same order."""
    for text in record_texts(store, filters):
        yield LinkedContact.model_validate_json(text)


def record_texts(store: Store, filters: Filters) -> Iterator[str]:
    """The same as JSON texts, as the store has them."""
    c = t.linked_contacts.c
    for found in _pages(store, select(c.id, c.date_first, c.record), filters):
        for row in found:
            yield row.record


def person_names(store: Store, ids: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Name and country of persons by id."""
    p = t.persons.c
    found: dict[str, tuple[str, str | None]] = {}
    with store.reading() as connection:
        for chunk in chunks(set(ids)):
            query = select(p.id, p.name, p.country).where(p.id.in_(chunk))
            found.update((row.id, (row.name, row.country)) for row in connection.execute(query))
    return found


def article_counts(store: Store, contacts: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """For each group of linked contacts, the number of articles that tell of any of them."""
    told: dict[str, set[str]] = defaultdict(set)
    with store.reading() as connection:
        for chunk in chunks({one for group in contacts.values() for one in group}):
            query = select(t.contacts.c.linked, t.contacts.c.article).where(t.contacts.c.linked.in_(chunk))
            for row in connection.execute(query):
                told[row.linked].add(row.article)
    return {key: len(set().union(*(told[one] for one in group))) for key, group in contacts.items()}


def _iso(value: dt.date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _pages(store: Store, query: Select[Any], filters: Filters) -> Iterator[list[Any]]:
    c = t.linked_contacts.c
    when = func.coalesce(c.date_first, "")
    query = query.where(*_conditions(filters)).order_by(when, c.id).limit(_PAGE)
    last: tuple[str, str] | None = None
    while True:
        page = query
        if last is not None:
            page = query.where(or_(when > last[0], and_(when == last[0], c.id > last[1])))
        with store.reading() as connection:
            found = list(connection.execute(page).all())
        if found:
            last = (found[-1].date_first or "", found[-1].id)
            yield found if filters.topic is None else _about(store, found, filters.topic)
        if len(found) < _PAGE:
            return


def _about(store: Store, found: list[Any], topic: str) -> list[Any]:
    """Those whose topics or themes hold the words; compared here, as databases differ on letters beyond ASCII."""
    c = t.linked_contacts.c
    with store.reading() as connection:
        texts = connection.execute(select(c.id, c.record).where(c.id.in_([row.id for row in found]))).all()
    wanted = topic.casefold()
    about = set()
    for row in texts:
        contact = LinkedContact.model_validate_json(row.record)
        if any(wanted in told.casefold() for told in (*contact.topics, *contact.themes)):
            about.add(row.id)
    return [row for row in found if row.id in about]


def _conditions(filters: Filters) -> list[Any]:
    c, p = t.linked_contacts.c, t.linked_participants.c
    conditions: list[Any] = []
    if filters.since is not None:
        conditions.append(func.coalesce(c.date_last, c.date_first) >= _iso(filters.since))
    if filters.until is not None:
        conditions.append(func.coalesce(c.date_first, c.date_last) <= _iso(filters.until))
    for column, value in ((c.mode, filters.mode), (c.status, filters.status), (c.track, filters.track)):
        if value is not None:
            conditions.append(column == value)
    for countries in (filters.country, filters.with_country):
        if countries:
            conditions.append(c.id.in_(select(p.linked).where(p.country.in_(sorted(countries)))))
    if filters.person is not None:
        conditions.append(c.id.in_(select(p.linked).where(p.person == filters.person)))
    return conditions
