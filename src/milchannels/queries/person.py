"""A person's id in, all that the store knows of the person out: spellings, posts, counterparts, contacts, sources.

Posts come from two sides that are kept apart: the terms that the register of office-holders has, and the years in
which articles tell of the person in an office.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlalchemy import Connection, select

from ..lexicons import countries
from ..name_keys import fold
from ..records import Record
from ..register import Holding, Register
from ..store import tables as t
from ..store.chunks import chunks
from ..store.days import day
from .answers import Channel
from .ask import line_channels
from .filters import Filters
from .labels import post_label
from .people import Choice
from .provenance import Telling, tellings
from .rows import Row, rows
from .tally import lines

if TYPE_CHECKING:
    from ..store import Store

#: Terms of a namesake lie further than this from the years in which articles tell of the person.
_NAMESAKE = 30


class Spelling(Record):
    """A way in which articles write the name."""

    name: str
    articles: int


class Term(Record):
    """A post of the person. `start` and `end` are the register's (EDTF; an open end is null), `told` the first and
    last year in which articles tell of the person in the office."""

    office: str
    label: str
    country: str | None
    start: str | None = None
    end: str | None = None
    registered: bool = Field(default=False, description="whether the register has the term")
    told: tuple[int, int] | None = None


class Year(Record):
    """Contacts that begin in a year; null for those without a date."""

    year: int | None
    held: int
    not_held: int


class Source(Record):
    """An article that names the person, with what it tells of the person's contacts."""

    article: str
    key: str
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    spellings: list[str]
    contacts: list[str] = Field(description="ids of linked contacts")
    tellings: list[Telling]


class PersonAnswer(Record):
    """All of a person."""

    id: str
    name: str
    country: str | None
    spellings: list[Spelling]
    posts: list[Term]
    counterparts: list[Channel] = Field(description="the person is `a`; the busiest first")
    years: list[Year]
    contacts: list[str] = Field(description="ids of linked contacts, in the order of time")
    sources: list[Source] = Field(description="by date of publication")


def person(store: Store, choice: Choice, register: Register, as_of: dt.date | None = None) -> PersonAnswer:
    """All of a person; days of silence are counted to `as_of`."""
    filters = Filters(person=choice.id)
    found = list(rows(store, filters))
    own = [line for line in lines(store, "person", filters) if choice.id in (line.a.id, line.b.id)]
    with store.reading() as connection:
        names = _names(connection, choice.id)
        told = _told_offices(connection, choice.id)
        sources = _sources(connection, names, found)
    spellings = Counter(name for written in names.values() for name in set(written))
    return PersonAnswer(
        id=choice.id,
        name=choice.name,
        country=choice.country,
        spellings=[Spelling(name=name, articles=n) for name, n in sorted(spellings.items(), key=_most)],
        posts=posts(register, {*spellings, choice.name}, choice.country, told),
        counterparts=line_channels(store, own, "person", as_of, first=choice.id),
        years=_years(found),
        contacts=[row.id for row in found],
        sources=sources,
    )


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _names(connection: Connection, id_: str) -> dict[str, list[str]]:
    """Article key -> the spellings in it; an office whose holder is known without being named gives no spelling."""
    ap, pt, c, a = t.article_people.c, t.participants.c, t.contacts.c, t.appearances.c
    own = select(a.key).where(a.person == id_)
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(ap.article, ap.name).where(ap.appearance.in_(own)).order_by(ap.position)):
        found[row.article].append(row.name)
    query = select(c.article, pt.name).join_from(t.participants, t.contacts, pt.contact == c.key)
    for row in connection.execute(query.where(pt.appearance.in_(own)).order_by(c.position, pt.position)):
        found[row.article].extend([row.name] if row.name else [])
    return {article: list(dict.fromkeys(written)) for article, written in found.items()}


def _told_offices(connection: Connection, id_: str) -> dict[tuple[str, str | None], tuple[int, int] | None]:
    """Office and country -> first and last year told."""
    a = t.appearances.c
    years: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for row in connection.execute(select(a.office, a.country, a.year).where(a.person == id_, a.office.is_not(None))):
        years[row.office, row.country].extend([row.year] if row.year is not None else [])
    return {post: (min(told), max(told)) if told else None for post, told in years.items()}


def _terms(
    register: Register,
    spellings: Iterable[str],
    country: str | None,
    told: dict[tuple[str, str | None], tuple[int, int] | None],
) -> list[Holding]:
    """The register's terms of the person, found by full spellings; those of a namesake of another time left out."""
    people = {name for spelling in spellings for name in register.full_names().get(fold(spelling), ())}
    terms = [term for name in sorted(people) for term in register.posts_of(name)]
    years = [year for span in told.values() if span for year in span]
    near = [
        term for term in terms if not years or min(years) - _NAMESAKE <= int(term.start[:4]) <= max(years) + _NAMESAKE
    ]
    homes = _homes(country)
    return sorted((term for term in near if country is None or term.country in homes), key=lambda term: term.span)


def _homes(country: str | None) -> set[str | None]:
    """A country, the one that it succeeds and those that succeed it: one man can have held posts in both."""
    lines = [(code, one.succeeds[0]) for code, one in countries().items() if one.succeeds]
    return {country, *(code for line in lines if country in line for code in line)}


def posts(
    register: Register,
    spellings: Iterable[str],
    country: str | None,
    told: dict[tuple[str, str | None], tuple[int, int] | None],
) -> list[Term]:
    """The posts of a person: the register's terms, with the years told at the last of each office; then offices that
    articles alone tell. `told` is office and country -> first and last year told."""
    known = _terms(register, spellings, country, told)
    last = {(term.office, term.country): term for term in known}
    found = [
        Term(
            office=term.office,
            label=term.post or post_label(term.country, term.office),
            country=term.country,
            start=term.start,
            end=term.end,
            registered=True,
            told=told.get((term.office, term.country)) if last[term.office, term.country] is term else None,
        )
        for term in known
    ]
    alone = [
        Term(office=office, label=post_label(where or country, office), country=where, told=span)
        for (office, where), span in told.items()
        if (office, where) not in last
    ]
    return found + sorted(alone, key=lambda term: (term.told or (9999, 9999), term.office))


def _years(found: list[Row]) -> list[Year]:
    held: Counter[int | None] = Counter()
    other: Counter[int | None] = Counter()
    for row in found:
        begins = row.first or row.last
        (held if row.held else other)[int(begins[:4]) if begins else None] += 1
    years = sorted(held.keys() | other.keys(), key=lambda year: (year is None, year or 0))
    return [Year(year=year, held=held[year], not_held=other[year]) for year in years]


def _place(one: Telling) -> tuple[int, str]:
    """Where in its article it is told."""
    return one.contact.evidence[0].start if one.contact.evidence else 0, one.contact.id


def _sources(connection: Connection, names: dict[str, list[str]], found: list[Row]) -> list[Source]:
    ar = t.articles.c
    told: dict[str, list[Telling]] = defaultdict(list)
    for ones in tellings(connection, [row.id for row in found]).values():
        for one in ones:
            told[one.key].append(one)
    heads: list[Any] = []
    for chunk in chunks(names.keys() | told.keys()):
        columns = select(ar.key, ar.id, ar.title, ar.source, ar.published)
        heads += connection.execute(columns.where(ar.key.in_(chunk))).all()
    return [
        Source(
            article=head.id,
            key=head.key,
            title=head.title,
            source=head.source,
            published=day(head.published),
            spellings=names.get(head.key, []),
            contacts=list(dict.fromkeys(one.linked for one in told[head.key])),
            tellings=sorted(told[head.key], key=_place),
        )
        for head in sorted(heads, key=lambda head: (head.published or "9999", head.key))
    ]
