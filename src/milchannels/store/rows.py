"""An article with its extraction in, the rows that the store holds of it out, parents before children.

Rows follow from article and extraction alone, but for the moment of ingest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from ..records import Article, Contact, Extraction, Participant, Person
from . import tables as t
from .days import bounds
from .sketch import sketch


def text_hash(text: str) -> str:
    """SHA-256 (hex) of a text whose line ends are made one kind first."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _countries(participants: list[Participant], people: list[Person]) -> list[str | None]:
    """Each participant's country; where the contact omits it, that of the person of the same name in the article."""
    known = {person.name: person.country for person in people if person.country}
    return [p.country or (known.get(p.name) if p.name else None) for p in participants]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def rows_of(article: Article, extraction: Extraction, sha: str) -> list[tuple[Any, list[dict[str, Any]]]]:
    """All rows of one article, parents before children."""
    key = sha[:20]
    published = article.published or extraction.published
    head = {
        "key": key,
        "sha256": sha,
        "id": article.id,
        "title": article.title or extraction.title,
        "source": article.source or extraction.source,
        "author": article.author,
        "published": _iso(published),
        "text": article.text,
        "sketch": sketch(article.text),
        "ingested_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    people: list[dict[str, Any]] = []
    for position, person in enumerate(extraction.people):
        columns = person.model_dump(include={"name", "rank", "role", "office", "country"})
        people.append({"article": key, "position": position, **columns, "record": person.model_dump_json()})
    contacts: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    quotes: list[dict[str, Any]] = []
    topics: list[dict[str, Any]] = []
    seen: set[str] = set()
    for position, contact in enumerate(extraction.contacts):
        # The place within the text: the article's own id can differ from one store to the next.
        contact_key = f"{key}:{contact.id.removeprefix(f'{extraction.id}:')}"
        if contact_key in seen:
            contact_key = f"{contact_key}#{position}"
        seen.add(contact_key)
        countries = _countries(contact.participants, extraction.people)
        contacts.append({**_contact_row(contact, key, position), "key": contact_key, "sides": _sides(countries)})
        for n, party in enumerate(contact.participants):
            columns = party.model_dump(exclude={"inferred", "country"})
            parties.append({"contact": contact_key, "position": n, **columns, "country": countries[n]})
        for n, quote in enumerate(contact.evidence):
            quotes.append({"contact": contact_key, "position": n, **quote.model_dump()})
        for n, topic in enumerate(contact.topics):
            topics.append({"contact": contact_key, "position": n, "topic": topic})
    events: list[dict[str, Any]] = []
    event_countries: list[dict[str, Any]] = []
    for position, told in enumerate(extraction.channel_events):
        first, last = bounds(told.date)
        columns = told.model_dump(include={"action", "channel", "date", "evidence"})
        span = {"date_first": _iso(first), "date_last": _iso(last)}
        events.append({"article": key, "position": position, **columns, **span, "record": told.model_dump_json()})
        for country in sorted(set(told.countries)):
            event_countries.append({"article": key, "position": position, "country": country})
    return [
        (t.articles, [head]),
        (t.article_people, people),
        (t.contacts, contacts),
        (t.participants, parties),
        (t.quotes, quotes),
        (t.topics, topics),
        (t.channel_events, events),
        (t.channel_event_countries, event_countries),
    ]


def _sides(countries: list[str | None]) -> str:
    """The countries of a contact, sorted and joined by `-`: the block within which contacts are compared."""
    return "-".join(sorted({country for country in countries if country}))


def _contact_row(contact: Contact, article: str, position: int) -> dict[str, Any]:
    first, last = bounds(contact.date)
    columns = contact.model_dump(
        include={
            "id",
            "mode",
            "status",
            "recurring",
            "count",
            "date",
            "date_basis",
            "track",
            "initiator",
            "location",
            "confidence",
        }
    )
    return {
        "article": article,
        "position": position,
        **columns,
        "date_first": _iso(first),
        "date_last": _iso(last),
        "record": contact.model_dump_json(),
        "dirty": True,
    }
