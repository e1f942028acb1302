"""Rows of the store in, tellings out: one article's contact, with what linking needs to know of it and no more.

Tellings are loaded for many countries and spans at once, since a query costs more than its rows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Integer, MetaData, Select, String, Table, and_, select

from .. import register
from ..records import Contact
from ..store import tables as t
from ..store.chunks import chunks
from ..store.days import day
from .persons import registered_id
from .windows import MARGINS, SPANS, Level

Words = tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """Who takes part for one country."""

    persons: frozenset[str] = frozenset()
    names: frozenset[Words] = frozenset()
    """the words of the persons' names"""
    offices: frozenset[str] = frozenset()
    """offices of those whom the article does not name"""
    held: frozenset[str] = frozenset()
    """offices of the persons, as the article tells them"""
    expected: frozenset[str] = frozenset()
    """who held these offices by the register"""


@dataclass
class Telling:
    """One article's contact. `first` and `last` bound its date, `low` and `high` the days in which to compare it."""

    key: str
    article: str
    published: dt.date | None
    mode: str
    status: str
    recurring: bool
    count: int | None
    date: str | None
    date_basis: str
    first: dt.date | None
    last: dt.date | None
    sides: str
    level: Level
    low: dt.date
    high: dt.date
    record: str = field(repr=False)
    parties: dict[str, Side] = field(default_factory=dict)
    persons: dict[int, str] = field(default_factory=dict)
    """the person of each participant that has one, by its place"""
    countries: dict[int, str | None] = field(default_factory=dict)
    cluster: str | None = None
    linked: str | None = None
    dirty: bool = True

    @cached_property
    def contact(self) -> Contact:
        """The whole record, with the countries that the article as a whole gives."""
        contact = Contact.model_validate_json(self.record)
        for n, participant in enumerate(contact.participants):
            participant.country = self.countries.get(n, participant.country)
        return contact

    @cached_property
    def _count(self) -> tuple[int, str]:
        # Most contacts have no ordinal, and need not be parsed to know so.
        if '"ordinal":null' in self.record:
            return 0, ""
        told = json.loads(self.record)
        return told.get("ordinal") or 0, told.get("since") or ""

    @property
    def ordinal(self) -> int:
        return self._count[0]

    @property
    def since(self) -> str:
        return self._count[1]

    @cached_property
    def words(self) -> str:
        """The telling words of an undated single contact, by which it is known again; empty for all others."""
        if self.level is not Level.NEWS:
            return ""
        evidence = json.loads(self.record)["evidence"]
        return " ".join(evidence[0]["quote"].split()).casefold() if evidence else self.key

    @cached_property
    def content(self) -> tuple[object, ...]:
        """What makes two tellings alike: equal tellings are compared with the others only once."""
        return (
            tuple(sorted(self.parties.items(), key=lambda item: item[0])),
            self.mode,
            _COURSE.get(self.status, "ahead"),
            self.recurring,
            self.count or 0,
            self.ordinal,
            self.since,
            self.low,
            self.high,
            self.first,
            self.last,
            self.date_basis == "stated",
            self.words,
            # Undated tellings are compared by the day of their publication.
            self.published if self.first is None and self.last is None else None,
        )


_COURSE = {"held": "held", "refused": "not held", "cancelled": "not held"}


class Wanted(NamedTuple):
    """Tellings of these countries and this level whose days touch those from `low` to `high`."""

    sides: str
    level: Level
    low: dt.date
    high: dt.date


#: What is asked for, for the time of one query; the database joins it with the contacts.
_wanted = Table(
    "wanted_spans",
    MetaData(),
    Column("sides", String),
    Column("level", Integer),
    Column("low", String(10)),
    Column("high", String(10)),
    Column("floor", String(10)),
    prefixes=["TEMPORARY"],
)


def within(connection: Connection, wanted: Iterable[Wanted], known: Collection[str] = ()) -> list[Telling]:
    """All tellings that are wanted, without those whose keys are known."""
    rows = []
    for one in set(wanted):
        longest = SPANS.get(one.level)
        floor = _before(one.low, longest) if longest else dt.date.min
        rows.append((one.sides, int(one.level), one.low.isoformat(), one.high.isoformat(), floor.isoformat()))
    if not rows:
        return []
    names = ("sides", "level", "low", "high", "floor")
    _wanted.create(connection, checkfirst=False)
    try:
        connection.execute(_wanted.insert(), [dict(zip(names, row, strict=True)) for row in sorted(rows)])
        c, w = t.contacts.c, _wanted.c
        touching = and_(c.sides == w.sides, c.level == w.level, c.low >= w.floor, c.low <= w.high, c.high >= w.low)
        keys = set(connection.scalars(select(c.key).join_from(_wanted, t.contacts, touching)))
    finally:
        _wanted.drop(connection)
    return load(connection, keys.difference(known))


def _before(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(max(1, day.toordinal() - days))


def widened(one: Telling, level: Level) -> Wanted:
    """What can bear on a telling, at its own level or another, where a week, say, must hold the day."""
    margin = MARGINS.get(level, 0) if level is one.level else 0
    low = dt.date.fromordinal(max(1, one.low.toordinal() - margin))
    high = dt.date.fromordinal(min(dt.date.max.toordinal(), one.high.toordinal() + margin))
    return Wanted(one.sides, level, low, high)


def load(connection: Connection, keys: Collection[str]) -> list[Telling]:
    """The tellings of these keys, in the order of keys."""
    found: list[Telling] = []
    for chunk in chunks(keys):
        found += _load(connection, chunk)
    return found


def _load(connection: Connection, keys: list[str]) -> list[Telling]:
    c, ar = t.contacts.c, t.articles.c
    columns = (
        c.key, c.article, ar.published, c.mode, c.status, c.recurring, c.count, c.date, c.date_basis,
        c.date_first, c.date_last, c.sides, c.level, c.low, c.high, c.record, c.cluster, c.linked, c.dirty,
    )  # fmt: skip
    query = select(*columns).join(t.articles, ar.key == c.article).where(c.key.in_(keys)).order_by(c.key)
    found = {}
    for row in connection.execute(query):
        (
            key, article, published, mode, status, recurring, count, date, basis,
            first, last, sides, level, low, high, record, cluster, linked, dirty,
        ) = row  # fmt: skip
        found[key] = Telling(
            key, article, day(published), mode, status, recurring, count, date, basis, day(first), day(last), sides,
            Level(level), dt.date.fromisoformat(low), dt.date.fromisoformat(high), record,
            cluster=cluster, linked=linked, dirty=dirty,
        )  # fmt: skip
    _add_parties(connection, found)
    return list(found.values())


def _add_parties(connection: Connection, tellings: dict[str, Telling]) -> None:
    members: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(_parties(tellings)):
        contact, position, kind, country, office, person, words = row
        one = tellings[contact]
        one.countries[position] = country
        if person is not None:
            one.persons[position] = person
        if country is not None:
            members[contact][country].append((kind, office, person, words))
    for key, countries in members.items():
        one = tellings[key]
        exact = one.level <= Level.WEEK
        span = (one.low.toordinal(), one.high.toordinal()) if exact else None
        one.parties = {country: _side(country, tuple(told), span) for country, told in countries.items()}


def _parties(keys: Iterable[str]) -> Select[Any]:
    p, a = t.participants.c, t.appearances.c
    return (
        select(p.contact, p.position, p.kind, p.country, p.office, a.person, a.tokens)
        .outerjoin(t.appearances, a.key == p.appearance)
        .where(p.contact.in_(list(keys)))
        .order_by(p.contact, p.position)
    )


@register.depends
@lru_cache(maxsize=100_000)
def _side(country: str, told: tuple[tuple[str, str | None, str | None, str | None], ...], span: Any) -> Side:
    offices = frozenset(office for kind, office, person, _ in told if office and not person and kind != "delegation")
    expected = (_holder(country, office, span) for office in offices) if span else ()
    return Side(
        persons=frozenset(person for _, _, person, _ in told if person),
        names=frozenset(tuple(words.split()) for *_, person, words in told if person and words),
        offices=offices,
        held=frozenset(office for _, office, person, _ in told if office and person),
        expected=frozenset(person for person in expected if person),
    )


def _holder(country: str, office: str, span: tuple[int, int]) -> str | None:
    """The id of the person who held the office on all of these days, by the register."""
    days = (dt.date.fromordinal(span[0]), dt.date.fromordinal(span[1]))
    holding = register.default().holder(country, office, days)
    return registered_id(country, holding.person) if holding is not None else None
