"""A store and filters in, all that the page shows out, as plain values for JSON.

    contacts   each with its words, what articles tell of it, and the ends of its lines at each level
    nodes      persons, posts and countries with a place in the picture
    events     openings and cuts of channels
    people     names, spellings and posts of the persons
    articles   each once; contacts and events refer to it by its place in the list

What the page counts, it counts from the contacts that pass its own filters, so lines and sums are not stored here.
The same store and filters give the same values: nothing depends on the day on which the page is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..dates.words import in_words
from ..queries.differences import differences, history
from ..queries.filters import Filters
from ..queries.labels import country_name, post_label
from ..queries.provenance import Telling, tellings
from ..queries.rows import Row, parties_of, records, rows
from ..register import Register
from ..store.ends import LEVELS, Party, pairs
from ..store.linked import LinkedContact
from .events import Articles, events_of
from .marks import pieces
from .nodes import Nodes
from .people import people_of

if TYPE_CHECKING:
    from ..store import Store

#: A quote longer than this is cut: the article has the rest.
_QUOTE = 600
#: At most so many articles of one contact are quoted; the others are counted.
_QUOTED = 12
#: Letters of JSON for quotes and their articles, so that a page of 2,000 contacts stays below 4 MB. Every contact has one
#: article quoted, whatever it takes; then each its second, and so on while there is room.
_ROOM = 1_300_000


def collect(
    store: Store, filters: Filters | Mapping[str, Any] | None = None, *, as_of: dt.date | None, register: Register
) -> dict[str, Any]:
    """What the page shows of the contacts that pass the filters. Days of silence are counted to `as_of`."""
    chosen = Filters.of(filters)
    found = list(rows(store, chosen))
    full = {contact.id: contact for contact in records(store, chosen)}
    # Both readings see the store as it was at their time; what only one of them saw is left to the next page.
    found = [row for row in found if row.id in full]
    parties = parties_of(store, full)
    people = people_of(store, register, (party.person for told in parties.values() for party in told))
    nodes = Nodes(parties.values(), {id_: (one["name"], one["country"]) for id_, one in people.items()})
    articles = Articles()
    with store.reading() as connection:
        telling = tellings(connection, [row.id for row in found])
    quoted = _quoted(found, full, telling, articles)
    contacts = [_contact(row, full[row.id], parties[row.id], quoted[row.id], nodes) for row in found]
    events = events_of(store, chosen, parties.values(), articles)
    codes = {party.country for told in parties.values() for party in told} | {c for e in events for c in e["countries"]}
    codes |= {one["country"] for one in people.values()}
    return {
        "asOf": as_of.isoformat() if as_of else None,
        "countries": {code: country_name(code) for code in sorted(filter(None, codes))},
        "people": people,
        "nodes": nodes.placed(),
        "articles": articles.rows,
        "contacts": contacts,
        "events": events,
    }


def _quoted(
    rows: list[Row], full: Mapping[str, LinkedContact], told: Mapping[str, list[Telling]], articles: Articles
) -> dict[str, list[dict[str, Any]]]:
    """By contact, what articles tell of it, as far as there is room: originals before copies, by day of publication."""
    copies = {(id_, source.contact): source.copy_of for id_, one in full.items() for source in one.sources}
    ordered = {
        id_: sorted(((copies.get((id_, one.contact.id)), one) for one in ones), key=lambda both: both[0] is not None)
        for id_, ones in told.items()
    }
    quoted: dict[str, list[dict[str, Any]]] = {row.id: [] for row in rows}
    spent = 0
    for turn in range(_QUOTED):
        for row in rows:
            if turn < len(ordered.get(row.id, ())) and (turn == 0 or spent < _ROOM):
                copy_of, one = ordered[row.id][turn]
                before = len(articles.rows)
                quoted[row.id].append(_telling(one, copy_of, articles))
                spent += len(str(quoted[row.id][-1])) + sum(len(str(new)) for new in articles.rows[before:])
    return quoted


def _contact(
    row: Row, contact: LinkedContact, parties: list[Party], quoted: list[dict[str, Any]], nodes: Nodes
) -> dict[str, Any]:
    """One contact as the page shows it. What it has not is left out."""
    told_by = {source.article for source in contact.sources}
    facts: dict[str, Any] = {
        "independent": contact.independent if contact.independent < len(told_by) else None,
        "dateText": contact.date_text if contact.date is None else None,
        "recurring": contact.recurring or None,
        "count": contact.count,
        "place": contact.location,
        "initiator": contact.initiator,
        "outcome": contact.outcome,
        "tone": contact.tone,
        "minutes": contact.duration_minutes,
        "topics": contact.topics,
        "themes": contact.themes,
        "differences": {
            field: {in_words(value) if field == "date" else value: len(where) for value, where in values.items()}
            for field, values in differences(contact).items()
        },
        "history": [[step.status, _iso(step.published)] for step in history(contact.sources)],
    }
    return {
        "id": row.id,
        "when": in_words(contact.date) if contact.date else "undated",
        "first": row.first or row.last,
        "last": row.last or row.first,
        "mode": row.mode,
        "status": row.status,
        "sure": round(contact.confidence, 2),
        "sources": len(told_by),
        "who": [_party(*both) for both in zip(parties, contact.participants, strict=True)],
        "ends": {
            level: [[nodes.place(level, a), nodes.place(level, b)] for a, b in pairs(parties, level)]
            for level in LEVELS
        },
        "tellings": quoted,
        **{key: value for key, value in facts.items() if value},
    }


def _party(party: Party, told: Any) -> dict[str, Any]:
    """Who took part. `identity` is whom the register has for a post that articles name without its holder."""
    label = told.name or told.role or (post_label(party.country, party.office) if party.office else "delegation")
    values = {
        # The page has the names of persons once.
        "name": label if party.person is None else None,
        "country": party.country,
        "person": party.person,
        "role": told.role if told.name else None,
        "rank": told.rank if told.name else None,
        "identity": told.identity if not told.name else None,
    }
    return {key: value for key, value in values.items() if value}


def _telling(one: Telling, copy_of: str | None, articles: Articles) -> dict[str, Any]:
    place = articles.place(one.article, one.title, one.source, one.published)
    if copy_of is not None:
        return {"article": place, "copyOf": copy_of}
    quotes = [_shortened(pieces(one.contact, quote)) for quote in one.contact.evidence]
    return {"article": place, "quotes": quotes, **({"by": one.contact.reported_by} if one.contact.reported_by else {})}


def _shortened(cut: list[tuple[str, str]]) -> list[list[str] | str]:
    """The pieces up to the length that is shown; plain words as text alone, which halves their weight."""
    shown: list[list[str] | str] = []
    room = _QUOTE
    for text, tells in cut:
        part = text if len(text) <= room else f"{text[:room].rsplit(' ', 1)[0]} …"
        shown.append([part, tells] if tells else part)
        room -= len(text)
        if room <= 0:
            break
    return shown


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
