"""What contacts to take: filters as a value, and as conditions that a database checks.

A condition is on `linked_contacts` or on `linked_pairs`, which have in common all that contacts are narrowed by, but their
words and who takes part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Table, func, select

from ..errors import UsageError
from ..store import tables as t

Day = dt.date | str | None


@dataclass(frozen=True)
class Side:
    """Who must take part: somebody of one of some countries, the holder of a post, or a person, each by its id."""

    countries: frozenset[str] = frozenset()
    post: str | None = None
    person: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it is whole countries."""
        return self.post is None and self.person is None

    def condition(self) -> Any:
        """On `linked_participants`: those who stand for this side."""
        p = t.linked_participants.c
        if self.person is not None:
            return p.person == self.person
        if self.post is not None:
            country, _, office = self.post.partition(" ")
            return (p.country == country) & (p.office == office)
        return p.country.in_(sorted(self.countries))


@dataclass(frozen=True)
class Filters:
    """What contacts to take. Days are inclusive; a contact of an interval counts where any of its days can.

    A contact without a date passes only where neither `since` nor `until` is set. `topic` is looked for in topics
    and themes, in any case of letters; `theme` is one of the vocabulary. `min_confidence` is from 0 to 1; `min_sources` is
    the number of articles that tell of the contact, copies of one text counted once. `country` is a code or several, of
    which one must take part; `person` the id of a person who must. Of each of `sides` somebody must take part; a mapping may
    give codes of countries for them.
    """

    since: Day = None
    until: Day = None
    mode: str | None = None
    status: str | None = None
    track: str | None = None
    topic: str | None = None
    theme: str | None = None
    min_confidence: float | None = None
    min_sources: int | None = None
    country: frozenset[str] = frozenset()
    person: str | None = None
    sides: tuple[Side, ...] = ()

    @classmethod
    def of(cls, given: Filters | Mapping[str, Any] | None) -> Filters:
        """Filters from a mapping of the same names; `None` for a filter means that it is not set."""
        if isinstance(given, Filters):
            return given
        values = {key: value for key, value in (given or {}).items() if value is not None}
        unknown = values.keys() - {field.name for field in fields(cls)}
        if unknown:
            raise UsageError(f"no filter is called {sorted(unknown)[0]!r}")
        if "country" in values:
            values["country"] = codes(values["country"])
        if "sides" in values:
            values["sides"] = tuple(one if isinstance(one, Side) else Side(codes(one)) for one in values["sides"])
        return cls(**values)

    @property
    def words(self) -> bool:
        """Whether a filter is set that looks into the words of a contact, which no column of the store holds."""
        return self.topic is not None or self.theme is not None


def codes(given: str | Iterable[str]) -> frozenset[str]:
    """One code or several as a set."""
    return frozenset([given] if isinstance(given, str) else given)


def conditions(filters: Filters, table: Table) -> list[Any]:
    """The filters, but those of words, on the rows of `linked_contacts` or `linked_pairs`."""
    c = table.c
    found: list[Any] = []
    if filters.since is not None:
        found.append(func.coalesce(c.date_last, c.date_first) >= _iso(filters.since))
    if filters.until is not None:
        found.append(func.coalesce(c.date_first, c.date_last) <= _iso(filters.until))
    for column, value in ((c.mode, filters.mode), (c.status, filters.status), (c.track, filters.track)):
        if value is not None:
            found.append(column == value)
    if filters.min_confidence is not None:
        found.append(c.confidence >= filters.min_confidence)
    if filters.min_sources is not None:
        found.append(c.independent >= filters.min_sources)
    key = c.id if table is t.linked_contacts else c.linked
    sides = [*([Side(filters.country)] if filters.country else []), *filters.sides]
    if filters.person is not None:
        sides.append(Side(person=filters.person))
    found += (key.in_(select(t.linked_participants.c.linked).where(side.condition())) for side in sides)
    if filters.theme is not None and table is t.linked_contacts:
        # Cuts down what has to be read to be sure: the word can stand elsewhere in the record.
        found.append(c.record.contains(f'"{filters.theme}"', autoescape=True))
    return found


def about(filters: Filters, topics: Iterable[str], themes: Iterable[str]) -> bool:
    """Whether a contact of these topics and themes passes the filters of words.

    Compared here, as databases differ on letters beyond ASCII.
    """
    if filters.theme is not None and filters.theme not in set(themes):
        return False
    wanted = (filters.topic or "").casefold()
    return filters.topic is None or any(wanted in told.casefold() for told in (*topics, *themes))


def _iso(value: dt.date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()
