"""The contact before: "their first meeting since June 2019" tells of one held then.

In: a draft and the dates of its sentences. Out: the draft of the earlier contact, between the holders of the same offices,
who are the same people only where the register says so; None where nothing of the kind is told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from .. import dates as grammar
from .. import register as registers
from ..records import MILITARY_OFFICES
from .annotations import Actor, annotations_of, text_of
from .date_headings import heading_of
from .events import Draft, Event

_FIRST = re.compile(r"(?i)\bfirst\b[^.;]{0,90}$")
#: Offices that one person holds at a time, so that the office names who took part.
_SINGLE = frozenset(
    {"defense_minister", "chief_of_defense", "service_chief", "foreign_minister", "head_of_state", "head_of_government"}
)


def first_since(doc: Doc, draft: Draft) -> Draft | None:
    """The contact that was held on the date since which this one is the first."""
    if draft.recurring or draft.status not in ("held", "planned") or any(a.kind == "delegation" for a in draft.actors):
        return None
    mil = annotations_of(doc)
    for event in draft.events:
        sent = event.trigger.head.sent
        for d in mil.dates:
            expression = d.expression
            if not sent.start <= d.start < sent.end or getattr(expression, "qualifier", None) != "since":
                continue
            if not _FIRST.search(text_of(doc)[sent.start_char : expression.phrase_start]):
                continue
            heading = heading_of(doc, event.trigger.i)
            year = heading.year if heading is not None else None
            anchors = grammar.Anchors(published=mil.published, dateline=mil.dateline, tense="past", year=year)
            resolved = grammar.resolve(expression, anchors)
            if resolved is None:
                return None
            actors = [_then(a, resolved.edtf) for a in draft.actors]
            if None in actors:
                return None
            return _draft(event, [a for a in actors if a is not None], resolved.edtf, expression.text)
    return None


def _then(actor: Actor, date: str) -> Actor | None:
    """Who took part then: the same person where the register has him in office, else the holder of the office."""
    if actor.office not in _SINGLE or actor.country is None:
        return None
    holding = registers.default().holder(actor.country, actor.office, grammar.parse_edtf(date))
    if holding is not None and actor.person is not None:
        own = {
            h.person for h in registers.default().named(actor.person.name, country=actor.country, office=actor.office)
        }
        if holding.person in own:
            return actor
    return Actor(
        "office", actor.country, office=actor.office, role=actor.role, military=actor.office in MILITARY_OFFICES
    )


def _draft(event: Event, actors: list[Actor], date: str, text: str) -> Draft:
    mode = event.mode if event.mode != "visit" else "meeting"
    earlier = replace(event, actors=actors, mode=mode, status="held", date=date, date_text=text, basis="stated")
    earlier.place = earlier.minutes = earlier.ordinal = earlier.since = None
    return Draft.of(earlier)
