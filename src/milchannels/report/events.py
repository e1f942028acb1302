"""Channel events and articles in, the page's values out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..dates.words import in_words
from ..queries.events import events_told
from ..queries.filters import Filters
from ..store.days import bounds
from ..store.ends import Party

if TYPE_CHECKING:
    from ..store import Store


class Articles:
    """Articles as they are met, each once. `rows` are id, title, source and day of publication."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self._places: dict[tuple[str | None, ...], int] = {}

    def place(self, id_: str, title: str | None, source: str | None, published: dt.date | None) -> int:
        """The place of an article in `rows`, where it is put if it is new."""
        row = (id_, title, source, published.isoformat() if published else None)
        if row not in self._places:
            self._places[row] = len(self.rows)
            self.rows.append([*row])
        return self._places[row]


def events_of(
    store: Store, filters: Filters, contacts: Iterable[list[Party]], articles: Articles
) -> list[dict[str, Any]]:
    """Events of channels between the countries of these contacts, or those of the filter; one told twice is one."""
    sides = countries_of(filters)
    linked = [{party.country for party in parties if party.country} for parties in contacts]
    shown: dict[tuple[Any, ...], dict[str, Any]] = {}
    for told in events_told(store, sides, filters.since, filters.until):
        countries = sorted(set(told.countries))
        if len(sides) < 2 and not any(len(parties.intersection(countries)) > 1 for parties in linked):
            continue
        first, last = bounds(told.date)
        key = (told.action, told.date, tuple(countries)) if told.date else (told.action, told.channel, tuple(countries))
        one = shown.setdefault(
            key,
            {
                "countries": countries,
                "action": told.action,
                "channel": told.channel,
                "when": in_words(told.date),
                "first": first.isoformat() if first else None,
                "last": last.isoformat() if last else None,
                "told": [],
            },
        )
        one["told"].append([articles.place(told.article, told.title, told.source, told.published), told.evidence])
    return list(shown.values())


def countries_of(filters: Filters) -> list[frozenset[str]]:
    """The countries, or groups of them, of which the filters want one each."""
    return [side for side in (filters.country, *(side.countries for side in filters.sides)) if side]
