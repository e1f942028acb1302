"""Small makers of records for tests: say what matters, the rest is plain."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from milchannels.records import Article, ChannelEvent, Contact, Extraction, Participant, Person, Quote

OFFICES = {"dm": "defense_minister", "cd": "chief_of_defense", "mo": "military_officer", "hs": "head_of_state"}


def party(spec: str) -> Participant:
    """A participant from `Name/USA/dm` (named), `/USA/dm` (post), `/USA` (body) or `=Name/USA/dm` (post, identity)."""
    name, country, office = [*spec.split("/"), "", ""][:3]
    told = OFFICES.get(office, office) or None
    if name.startswith("="):
        return Participant(kind="office", identity=name[1:], country=country or None, office=told)
    if name:
        return Participant(kind="person", name=name, country=country or None, office=told)
    return Participant(kind="office" if told else "delegation", country=country or None, office=told)


def contact(*parties: str, **fields: Any) -> Contact:
    """A contact of these parties; fields as in the record, `mode` a phone call and `track` mil unless told."""
    quote = fields.pop("quote", "They spoke by telephone.")
    values: dict[str, Any] = {
        "id": fields.pop("id", "c0"),
        "mode": "phone_call",
        "track": "mil",
        "date_basis": "stated" if fields.get("date") else "unknown",
        "participants": [party(spec) for spec in parties],
        "evidence": [Quote(quote=quote, start=0, end=len(quote))],
    }
    return Contact(**{**values, **fields})


def telling(
    id: str,
    *contacts: Contact,
    published: str | None = "2022-10-22",
    people: tuple[str, ...] = (),
    events: tuple[ChannelEvent, ...] = (),
    text: str | None = None,
    **head: Any,
) -> tuple[Article, Extraction]:
    """An article of this id with its extraction. The text is made from the id unless told."""
    day = dt.date.fromisoformat(published) if published else None
    named = [party(spec) for spec in people]
    numbered = [c.model_copy(update={"id": f"{id}-{n}"}) if c.id == "c0" else c for n, c in enumerate(contacts)]
    article = Article(id=id, text=text if text is not None else f"Article {id}.", published=day, **head)
    extraction = Extraction(
        id=id,
        published=day,
        people=[Person(name=p.name or "", office=p.office, country=p.country) for p in named],
        contacts=numbered,
        channel_events=list(events),
        **{key: value for key, value in head.items() if key in ("title", "source")},
    )
    return article, extraction


def digest(text: str) -> str:
    """A short stable number for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
