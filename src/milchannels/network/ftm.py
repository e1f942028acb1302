"""A store in, FollowTheMoney entities out, one a line of JSON, as Aleph and its tools take them.

A contact that was held is a `Call` (by telephone, video or hotline, between two), a `Message` (a letter) or an `Event` (anything
else); one that was not held is an `Event` whose name says so. Who takes part is a `Person`, an `Organization` (a delegation:
the state or the body), or a `LegalEntity` (an office-holder whom nobody names). Persons have an `Occupancy` of a `Position` for
each office in which articles tell of them. Entities that others name come behind them in the file: readers of the format know
entities by their ids alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..lexicons import countries
from ..queries.filters import Filters
from ..queries.labels import country_name, post_label
from ..queries.rows import records
from ..store import tables as t
from ..store.chunks import chunks
from ..store.days import bounds
from ..store.linked import LinkedContact, LinkedParticipant
from .safe import plain

if TYPE_CHECKING:
    from ..store import Store

#: A caller and a receiver make a call.
_TWO = 2
_CALLS = frozenset({"phone_call", "video_call", "hotline"})

Properties = dict[str, list[str | None]]


def entities(store: Store, filters: Filters) -> Iterator[dict[str, Any]]:
    """The entities of the contacts that pass: contacts in the order of time, then persons, positions, occupancies and states."""
    persons: set[str] = set()
    others: dict[str, dict[str, Any]] = {}
    for contact in records(store, filters):
        ends: list[str] = []
        for party in contact.participants:
            if party.person:
                persons.add(party.person)
                ends.append(party.person)
            else:
                one = _unnamed(party)
                others.setdefault(one["id"], one)
                ends.append(one["id"])
        yield _contact(contact, list(dict.fromkeys(ends)))
    yield from _people(store, persons, others)
    yield from (others[id_] for id_ in sorted(others))


def lines(store: Store, filters: Filters) -> Iterator[str]:
    """The same as lines of JSON, with their line feeds."""
    for entity in entities(store, filters):
        yield json.dumps(entity, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entity(id_: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An entity without properties that have no value, and without characters that nobody can show."""
    told = {name: [plain(one) for one in dict.fromkeys(values) if one] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _contact(contact: LinkedContact, ends: list[str]) -> dict[str, Any]:
    first, last = bounds(contact.date)
    exact = contact.date if first is not None and first == last else None
    status = "" if contact.status == "held" else f", {contact.status}"
    names = " – ".join(_name(party) for party in contact.participants)
    title = f"{contact.mode.replace('_', ' ').capitalize()}{status}: {names}"[:1000]
    common: Properties = {
        "date": [exact],
        "startDate": [first.isoformat() if first and not exact else None],
        "endDate": [last.isoformat() if last and not exact else None],
        "summary": [title],
        "description": ["; ".join(contact.topics), *(quote.quote for quote in contact.evidence)],
        "recordId": [contact.id],
        "publisher": [source.source for source in contact.sources],
    }
    if contact.status == "held" and contact.mode in _CALLS and len(ends) == _TWO:
        ours, theirs = _turned(contact, ends)
        length = str(contact.duration_minutes * 60) if contact.duration_minutes else None
        return _entity(contact.id, "Call", {"caller": [ours], "receiver": [theirs], "duration": [length], **common})
    if contact.status == "held" and contact.mode == "letter" and len(ends) == _TWO:
        ours, theirs = _turned(contact, ends)
        body = contact.evidence[0].quote if contact.evidence else title
        letter: Properties = {"sender": [ours], "recipients": [theirs], "subject": [title], "bodyText": [body]}
        return _entity(contact.id, "Message", {**letter, **common})
    event: Properties = {"name": [title], "involved": list(ends), "location": [contact.location]}
    return _entity(contact.id, "Event", {**event, **common})


def _turned(contact: LinkedContact, ends: list[str]) -> tuple[str, str]:
    """Who called and who was called: the side that asked for it first, else as articles name them."""
    second = contact.participants[-1]
    asked = contact.initiator is not None and contact.initiator == second.country
    return (ends[1], ends[0]) if asked else (ends[0], ends[1])


def _name(party: LinkedParticipant) -> str:
    said = (
        party.name
        or party.role
        or (post_label(party.country, party.office) if party.office else country_name(party.country))
    )
    return f"{said} ({party.country or '?'})"


def _unnamed(party: LinkedParticipant) -> dict[str, Any]:
    """An office-holder whom nobody names, or a delegation."""
    if party.office and party.country and party.kind != "delegation":
        label = post_label(party.country, party.office)
        return _entity(
            f"post-{party.country}-{party.office}", "LegalEntity", {"name": [label], "country": [_iso2(party.country)]}
        )
    if party.name:
        return _entity(f"name-{party.country or ''}-{party.name}"[:200], "LegalEntity", {"name": [party.name]})
    return _state(party.country)


def _state(country: str | None) -> dict[str, Any]:
    name = country_name(country)
    return _entity(f"org-{country or 'unknown'}", "Organization", {"name": [name], "country": [_iso2(country)]})


def _people(store: Store, ids: set[str], others: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Persons, each with positions and occupancies; their states go to `others`."""
    p = t.persons.c
    positions: dict[str, dict[str, Any]] = {}
    with store.reading() as connection:
        for chunk in chunks(ids):
            for row in connection.execute(select(t.persons).where(p.id.in_(chunk)).order_by(p.id)):
                offices = json.loads(row.offices)
                spellings: list[str | None] = [one for one in json.loads(row.spellings) if one != row.name]
                labels: list[str | None] = [post_label(row.country, office) for office, _, _ in offices]
                told: Properties = {
                    "name": [row.name],
                    "alias": spellings,
                    "country": [_iso2(row.country)],
                    "position": labels,
                }
                yield _entity(row.id, "Person", told)
                for (office, first, last), label in zip(offices, labels, strict=True):
                    key = f"position-{row.country or 'unknown'}-{office}"
                    state = others.setdefault(f"org-{row.country or 'unknown'}", _state(row.country))
                    about: Properties = {
                        "name": [label],
                        "country": [_iso2(row.country)],
                        "organization": [state["id"]],
                    }
                    positions.setdefault(key, _entity(key, "Position", about))
                    years: Properties = {
                        "startDate": [str(first) if first else None],
                        "endDate": [str(last) if last else None],
                    }
                    held = {
                        "holder": [row.id],
                        "post": [key],
                        "summary": ["years in which articles tell of it"],
                        **years,
                    }
                    yield _entity(f"{row.id}-{office}", "Occupancy", held)
    yield from (positions[key] for key in sorted(positions))


def _iso2(country: str | None) -> str | None:
    """The code that FollowTheMoney has for a country: two small letters; None for what is no country."""
    entry = countries().get(country or "")
    return entry.iso2.lower() if entry and entry.iso2 else None
