"""Where a contact took place: the town or country its sentence tells, else the place where the story stands.

`read_place` sets the place of an event. `Journeys` remembers who went where, so that "he then met X" after "arrived in
Minsk" has its place too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from .annotations import Actor, annotations_of
from .events import Draft, Event
from .status import governors

_HERE = re.compile(r"\bhere\b")
_PLACE_KINDS = frozenset({"name", "capital", "city", "seat", "defense", "government"})


def places(doc: Doc) -> list[tuple[int, int, bool]]:
    """Places of the text as (start, end, whether a town): countries and towns of the lexicon, and the model's places."""
    mil = annotations_of(doc)
    if mil.places is not None:
        return mil.places
    found = [
        (c.start, c.end, c.kind in ("capital", "city", "seat", "defense"))
        for c in mil.countries
        if c.kind in _PLACE_KINDS
    ]
    taken = {i for start, end, _ in found for i in range(start, end)} | {
        i for m in mil.mentions if m.form == "name" for i in range(m.start, m.end)
    }
    found += [
        (e.start, e.end, True)
        for e in doc.ents
        if e.label_ in ("GPE", "FAC", "LOC") and not taken & set(range(e.start, e.end))
    ]
    mil.places = sorted(p for p in found if p[0] >= mil.dateline_end)
    return mil.places


def read_place(doc: Doc, event: Event) -> None:
    """Sets `place`: the town or country where a meeting or visit took place."""
    mil = annotations_of(doc)
    token = event.trigger.head if event.anchor is None else doc[event.anchor]
    sent = token.sent
    best: tuple[float, str] | None = None
    chain = {token.i, *(v.i for v in governors(token))}
    codes = {c.start: c.code for c in mil.countries}
    own = {a.country for a in event.actors}
    where = _before_where(doc, token)
    for start, end, town in places(doc):
        if where is not None and start <= where < end:
            event.place = doc[start:end].text.removeprefix("the ")
            return
        if not sent.start <= start < sent.end or (not town and event.mode == "talks" and codes.get(start) not in own):
            continue
        if any(m.start < start < m.end and m.form in ("name", "office", "counterpart", "group") for m in mil.mentions):
            continue
        found = _preposition(doc, start)
        if found is None or (event.reach and not event.reach[0] <= start < event.reach[1]):
            continue
        prep = doc[found]
        if prep.lower_ in ("to", "into") and event.trigger.rule.guest != "subject":
            continue
        head = prep.head
        attached = (
            prep.i in chain
            or head.i in chain
            or (head.pos_ == "ADP" and head.head.i in chain)
            or _names_party(doc, head, event)
        )
        if (
            not attached
            and head.pos_ in ("NOUN", "PROPN")
            and head.lemma_ not in _PLACED
            and head.ent_type_ != "DATE"
            and head.i not in chain
        ):
            continue
        cost = abs(start - token.i) + (0 if attached else 10) - (3 if town else 0)
        if cost < 26 and (best is None or cost < best[0]):
            best = (cost, doc[start:end].text.removeprefix("the "))
    if best is not None:
        event.place = best[1]
    elif mil.dateline_place and _HERE.search(sent.text):
        event.place = mil.dateline_place.split(",")[0].title()
    elif event.mode in ("meeting", "visit", "talks") and not event.recurring:
        event.place = _scene(doc, event)


def _before_where(doc: Doc, token: Token) -> int | None:
    """The place that "where" stands for: "flew to Seoul, where he had talks"."""
    verb = token
    for _ in range(3):
        if any(c.lower_ == "where" for c in verb.children):
            wh = next(c for c in verb.children if c.lower_ == "where")
            return wh.i - (2 if wh.i > 1 and doc[wh.i - 1].text == "," else 1)
        if verb.head == verb or verb.dep_ in ("ROOT", "ccomp"):
            return None
        verb = verb.head
    return None


def _scene(doc: Doc, event: Event) -> str | None:
    """The place where the story stands: where somebody goes, is or was in this sentence or just before in the paragraph.

    "flew to Tashkent, where he held talks", "In Brasília, he …. Also on the programme was a meeting". A country counts
    only where it is one of the parties'.
    """
    mil = annotations_of(doc)
    token = event.trigger.head
    sent = token.sent
    there = re.search(r"\bthere\b", sent.text) is not None
    start = sent.start
    for _ in range(3 if there else 2):
        if start == 0 or (doc[start - 1].is_space and "\n" in doc[start - 1].text):
            break
        start = doc[start - 1].sent.start
    own = {a.country for a in event.actors}
    codes = {c.start: c.code for c in mil.countries}
    for begin, end, _ in reversed(places(doc)):
        if not start <= begin < token.i or begin < mil.dateline_end:
            continue
        found = _preposition(doc, begin)
        if found is None or codes.get(begin) not in own:
            continue
        head = doc[found].head
        if head.pos_ in ("VERB", "AUX") or head.lemma_ in _PLACED or doc[found].is_sent_start:
            return str(doc[begin:end].text.removeprefix("the "))
    return None


#: Nouns that a place can hang on and still be the contact's.
_PLACED = frozenset(
    [
        "visit",
        "hour",
        "minute",
        "ministry",
        "headquarters",
        "sideline",
        "margin",
        "show",
        "sea",
        "trip",
        "talk",
        "meeting",
        "call",
        "session",
        "conference",
        "summit",
        "day",
        "morning",
        "afternoon",
        "evening",
        "tour",
        "stop",
        "round",
    ]
)


def _preposition(doc: Doc, start: int) -> int | None:
    """The preposition of place before a country mention: "in Moscow", "at the Pentagon", "to the Chinese capital"."""
    i = start - 1
    while i >= 0 and doc[i].lower_ in (
        "the",
        "neighbouring",
        "neighboring",
        "nearby",
        "central",
        "southern",
        "northern",
        "eastern",
        "western",
        "downtown",
    ):
        i -= 1
    if i >= 0 and doc[i].lower_ in ("in", "at", "near", "to", "into", "outside"):
        return i
    if i >= 0 and doc[i].lemma_ == "visit" and doc[i].pos_ == "VERB":
        return i
    return None


def _names_party(doc: Doc, token: Token, event: Event) -> bool:
    """Whether a token is part of a party's name: "with President X in Minsk" hangs the place on the name."""
    keys = {a.key for a in event.actors}
    return any(
        m.start <= token.i < m.end and any(a.key in keys for a in m.actors)
        for m in annotations_of(doc).mentions
        if m.form != "country"
    )


@dataclass(slots=True)
class Journey:
    """Somebody is in or goes to a place of a country."""

    traveller: tuple[str, str]
    country: str
    place: str
    at: int


class Journeys:
    """Who went where, in reading order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.codes = {c.start: c.code for c in annotations_of(doc).countries}
        self.known: list[Journey] = []

    def note(self, verb: Token, actors: list[Actor]) -> None:
        """Remembers the place that a verb of going or being hangs on its subject."""
        for begin, end, _ in places(self.doc):
            found = _preposition(self.doc, begin)
            code = self.codes.get(begin)
            if code is None or found is None or not verb.i < found < verb.i + 9 or self.doc[found].sent != verb.sent:
                continue
            for actor in actors:
                if actor.country != code and actor.kind != "delegation":
                    self.known.append(Journey(actor.key, code, self.doc[begin:end].text.removeprefix("the "), verb.i))

    def place_of(self, draft: Draft) -> str | None:
        """The place of a meeting in the country of one party that another went to, the journey told nearest before."""
        at = draft.events[0].trigger.i
        countries = {a.country for a in draft.actors}
        keys = {a.key for a in draft.actors}
        before = [j for j in self.known if j.traveller in keys and j.country in countries and j.at <= at + 40]
        return before[-1].place if before else None
