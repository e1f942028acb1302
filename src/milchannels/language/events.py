"""What triggers tell (`Event`), the contacts they add up to (`Draft`), and the records made of these.

The contacts component fills drafts, the topics component adds what was discussed, and `to_contact` makes the record, where
what the register knows of holders of offices on the day comes in, marked as inferred.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from .. import dates as grammar
from .. import register as registers
from ..records import Contact, Participant, Quote
from .annotations import Actor
from .arguments import Sides
from .triggers import Trigger


@dataclass(slots=True)
class Event:
    """What one trigger tells."""

    trigger: Trigger
    sides: Sides
    actors: list[Actor]
    mode: str
    status: str
    recurring: bool = False
    count: int | None = None
    date: str | None = None
    date_text: str | None = None
    basis: str = "unknown"
    place: str | None = None
    minutes: int | None = None
    ordinal: int | None = None
    since: str | None = None
    anaphoric: bool = False
    distributed: bool = False
    anchor: int | None = None
    reach: tuple[int, int] | None = None
    likely: bool = False
    untaught: bool = False


@dataclass(slots=True)
class Draft:
    """A contact in the making: the events that tell of it, the telling one first."""

    events: list[Event]
    actors: list[Actor]
    mode: str
    status: str
    recurring: bool
    count: int | None
    date: str | None
    date_text: str | None
    basis: str
    place: str | None
    initiator: str | None = None
    minutes: int | None = None
    ordinal: int | None = None
    since: str | None = None
    tone: str | None = None
    outcome: str | None = None
    reported_by: str | None = None
    rules: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, event: Event) -> Draft:
        """A draft that one event tells."""
        return cls(
            [event],
            list(event.actors),
            event.mode,
            event.status,
            event.recurring,
            event.count,
            event.date,
            event.date_text,
            event.basis,
            event.place,
            minutes=event.minutes,
            ordinal=event.ordinal,
            since=event.since,
        )

    @property
    def countries(self) -> set[str]:
        return {a.country for a in self.actors if a.country}


def track_of(actors: list[Actor]) -> str:
    """mil, mixed or political, by the sides: a side is military where one of it is defence or military."""
    by_side: dict[str | None, bool] = {}
    for a in actors:
        by_side[a.country] = by_side.get(a.country, False) or a.military
    return "mil" if all(by_side.values()) else "mixed" if any(by_side.values()) else "political"


def to_participant(actor: Actor, date: str | None) -> Participant:
    """The record of an actor; an office gets the name of its holder where the register is certain."""
    if actor.person is not None:
        p = actor.person
        fields = {"name": p.name, "rank": p.rank, "role": p.role, "office": p.office, "country": p.country}
        return Participant.model_validate({**fields, "kind": "person", "inferred": sorted(p.inferred)})
    fields = {"kind": actor.kind, "role": actor.role, "country": actor.country, "office": None}
    if actor.kind != "office":
        return Participant.model_validate(fields)
    identity = _holder(actor, date)
    inferred = ["identity"] if identity else []
    return Participant.model_validate({**fields, "office": actor.office, "identity": identity, "inferred": inferred})


def _holder(actor: Actor, date: str | None) -> str | None:
    """Who surely held an office throughout a date."""
    if not (actor.office and actor.country and date):
        return None
    holding = registers.default().holder(actor.country, actor.office, grammar.parse_edtf(date))
    return holding.person if holding is not None and holding.certain else None


def rules_of(draft: Draft) -> dict[str, str]:
    """Which rule gave each field that is told: the words that tell it, or what it was inferred from."""
    first = draft.events[0]
    moded = next((e for e in draft.events if e.mode == draft.mode), None)
    placed = next((e for e in draft.events if e.place is not None and e.place == draft.place), None)
    rules = {
        "contact": first.trigger.rule.lemma,
        "mode": moded.trigger.rule.lemma if moded is not None else "place or plural",
        "date": draft.basis if draft.date is not None else None,
        "location": placed.trigger.rule.lemma if placed is not None else "stay" if draft.place is not None else None,
        "initiator": draft.rules.get("initiator") if draft.initiator is not None else None,
        "topics": draft.rules.get("topics") if draft.topics else None,
    }
    return {field: rule for field, rule in rules.items() if rule is not None}


def to_contact(doc: Doc, draft: Draft, confidence: float = 1.0) -> Contact:
    """The record of a draft."""
    quotes: list[Quote] = []
    for event in draft.events:
        sent = event.trigger.head.sent
        text = sent.text.strip()
        start = sent.start_char + (len(sent.text) - len(sent.text.lstrip()))
        if all(q.start != start for q in quotes):
            quotes.append(Quote(quote=text, start=start, end=start + len(text)))
    return Contact.model_validate(
        {
            "id": f"c{draft.events[0].trigger.head.idx}",
            "mode": draft.mode,
            "status": draft.status,
            "recurring": draft.recurring,
            "count": draft.count,
            "date": draft.date,
            "date_text": draft.date_text,
            "date_basis": draft.basis,
            "participants": [to_participant(a, draft.date) for a in draft.actors],
            "initiator": draft.initiator,
            "location": draft.place,
            "topics": draft.topics,
            "themes": draft.themes,
            "duration_minutes": draft.minutes,
            "ordinal": draft.ordinal,
            "since": draft.since,
            "confidence": confidence,
            "track": track_of(draft.actors),
            "evidence": quotes,
            "tone": draft.tone,
            "outcome": draft.outcome,
            "reported_by": draft.reported_by,
            "rules": rules_of(draft),
        }
    )
