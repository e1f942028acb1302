"""Where a contact took place: the town or country its sentence tells, else the place where the story stands.

`read_place` sets the place of an event. `Journeys` knows who was where, so that "he then met X" after "arrived in Minsk" has
its place too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from .annotations import annotations_of
from .events import Draft, Event
from .place_names import is_house, place_text, places, words
from .status import governors
from .topic_parse import subject_of
from .topic_phrases import is_date
from .topic_phrases import words as topic_words
from .trigger_words import lexicon

_HERE = re.compile(r"\bhere\b")
#: What makes a place unlikely: no tie to the contact, one to another verb of the sentence, each word between, that it is a
#: state or a house, where a town is told as well; and from where on it is none.
_FAR, _OTHER, _STEP, _STATE, _HOUSE, _LOOSE = 99.0, 10.0, 0.3, 3.0, 6.0, 18.0
_ABOUT = frozenset({"about", "over", "regarding", "concerning"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "around", "aboard", "within", "of"})


def read_place(doc: Doc, event: Event) -> None:
    """Sets `place`: the town or country where a meeting or visit took place."""
    mil = annotations_of(doc)
    token = event.trigger.head if event.anchor is None else doc[event.anchor]
    sent = token.sent
    best: tuple[float, str, bool] | None = None
    chain = _chain(token)
    codes = {c.start: c.code for c in mil.countries}
    own = {a.country for a in event.actors}
    where = _before_where(doc, token)
    for start, end, town in places(doc):
        if where is not None and start <= where < end:
            event.place = place_text(doc, start, end)
            return
        if not sent.start <= start < sent.end or (not town and event.mode == "talks" and codes.get(start) not in own):
            continue
        if any(m.start < start < m.end and m.form in ("name", "office", "counterpart", "group") for m in mil.mentions):
            continue
        if _is_venue(doc, start):
            event.place = place_text(doc, start, end)
            return
        found = None if _modifies(doc, end) else _preposition(doc, start)
        if found is None or (event.reach and not event.reach[0] <= start < event.reach[1]):
            continue
        prep = doc[found]
        if prep.lower_ in ("to", "into") and event.trigger.rule.guest != "subject" and not event.trigger.rule.hosts:
            continue
        house = is_house(doc, end)
        cost = _tie(prep, chain, event) + abs(start - token.i) * _STEP + (_HOUSE if house else 0 if town else _STATE)
        if cost < _LOOSE and (best is None or cost < best[0]):
            best = (cost, place_text(doc, start, end), house)
    if best is not None:
        town_told = _scene(doc, event) if best[2] else None
        event.place = town_told or best[1]
    elif mil.dateline_place and _HERE.search(sent.text):
        event.place = mil.dateline_place.split(",")[0].title()
    elif event.mode in ("meeting", "visit", "talks") and not event.recurring:
        event.place = _scene(doc, event)


def closer(doc: Doc, known: str | None, told: str | None) -> str | None:
    """Of two places of one contact the one that says more: the first, unless only that is a whole state."""
    if known is None or told is None or known == told:
        return known or told
    states = {doc[c.start : c.end].text for c in annotations_of(doc).countries if c.kind == "name"}
    return told if known in states and told not in states else known


def _chain(token: Token) -> set[int]:
    """The trigger, the verbs that carry it and the clause that tells of it: "the talks that X had at Y"."""
    nouns = []
    for a in token.ancestors:
        if a.pos_ in ("VERB", "AUX"):
            break
        nouns += [a.i] if a.pos_ == "NOUN" else []
    clauses = [c for c in token.children if c.dep_ in ("relcl", "acl") and c.pos_ == "VERB" and token.pos_ == "NOUN"]
    carriers = [v for v in governors(token) if not _reports(v)]
    return {*(() if _reports(token) else (token.i,)), *(v.i for v in carriers), *(c.i for c in clauses), *nouns[:2]}


def _reports(verb: Token) -> bool:
    """Whether a verb tells the public of a contact: "said at the Pentagon", "told reporters in Oslo"."""
    if verb.lemma_ in words()["reporting"] and verb.pos_ == "VERB":
        heard = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
        return not heard or any(c.lower_ in topic_words().publics for c in heard)
    to = [g for c in verb.children if c.lower_ in ("to", "with") for g in c.children if g.dep_ == "pobj"]
    return any(g.lower_ in topic_words().publics for g in to)


def _tie(prep: Token, chain: set[int], event: Event | None) -> float:
    """How loosely a place hangs on a trigger: 0 for its own, _OTHER for one of the same sentence, much for another's."""
    node = prep
    for _ in range(6):
        head = node.head
        if node.i in chain or head.i in chain or (event is not None and _names_party(node.doc, head, event)):
            return 0
        if head.pos_ == "ADP":
            node = head
        elif head.pos_ in ("NOUN", "PROPN") and head.dep_ == "pobj" and head.head.lower_ in _LOCATIVE:
            node = head.head
        else:
            break
    if head.pos_ in ("NOUN", "PROPN"):
        told = head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in words()["reporting"]
        return _FAR if told or (head.lemma_ not in words()["placed"] and head.ent_type_ != "DATE") else _OTHER
    if _reports(head):
        return _OTHER if any(head.i < i < prep.i for i in chain) else _FAR
    who = head.dep_ == "relcl" and any(t.tag_ in ("WP", "WDT") for t in head.children)
    aside = who and not any(t.i in chain for t in head.subtree)
    return _FAR if aside else _OTHER


def _discussed(token: Token) -> bool:
    """Whether an object is what is talked about: "reviewed the airstrip at X"."""
    return bool(topic_words().verbs.get(token.head.lemma_.lower(), {}).get("object"))


def _is_venue(doc: Doc, start: int) -> bool:
    """Whether a place is called the venue: "Oslo was the scene of", "the venue will be Oslo"."""
    place = doc[start]
    while place.dep_ in ("compound", "amod", "nmod", "poss") and place.head.i - start < 4:
        place = place.head
    verb = place.head
    if verb.lemma_ != "be" or place.dep_ not in ("nsubj", "attr"):
        return False
    return any(c.dep_ in ("nsubj", "attr") and c != place and c.lemma_ in words()["venues"] for c in verb.children)


def _before_where(doc: Doc, token: Token) -> int | None:
    """The place that "where" stands for: "flew to Seoul, where he had talks"."""
    verb = token
    for _ in range(3):
        if any(c.lower_ == "where" for c in verb.children):
            wh = next(c for c in verb.children if c.lower_ == "where")
            before = [end - 1 for start, end, _ in places(doc) if wh.sent.start <= start and wh.i - 7 < end <= wh.i]
            return before[-1] if before else wh.i - 1
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
    for begin, end, town in reversed(places(doc)):
        if not start <= begin < token.i or begin < mil.dateline_end:
            continue
        found = None if _modifies(doc, end) else _preposition(doc, begin)
        if found is None or not (codes.get(begin) in own or (town and _gone_to(doc[found], event))):
            continue
        head = doc[found].head
        above = next((a for a in doc[found].ancestors if a.pos_ in ("VERB", "AUX")), head)
        if _reports(above):
            continue
        if head.pos_ in ("VERB", "AUX") or head.lemma_ in words()["placed"] or doc[found].is_sent_start:
            return place_text(doc, begin, end)
    return None


def _gone_to(preposition: Token, event: Event) -> bool:
    """Whether one of the parties is told to have come to a place: "flew to Almaty on Monday. There he met X"."""
    verb = preposition.head
    if verb.lemma_ not in lexicon().motion or verb.pos_ != "VERB":
        return False
    subject = subject_of(verb)
    keys = {a.key for a in event.actors}
    return subject is not None and any(
        m.start <= subject.i < m.end and any(a.key in keys for a in m.actors)
        for m in annotations_of(preposition.doc).mentions
    )


def _preposition(doc: Doc, start: int) -> int | None:
    """The preposition of place before a place: "in Moscow", "at the Pentagon", "in a Helsinki hotel", "at the hall, Oslo"."""
    token = doc[start]
    if token.dep_ in ("compound", "nmod", "poss") and token.head.i > start and token.head.lemma_ in words()["houses"]:
        lead = token.head.head
        if token.head.dep_ == "pobj" and lead.lower_ in ("in", "at", "near", "outside"):
            return int(lead.i)
    i = start - 1
    while i >= 0 and start - i < 7 and _before_name(doc[i]):
        i -= 1
    if i > 0 and doc[i].text == ",":  # "at the Defence Command, Helsinki"
        before = doc[i - 1]
        if before.dep_ == "pobj" and before.head.lower_ in ("in", "at") and doc[start].head in (before, before.head):
            return int(before.head.i)
    if i >= 0 and doc[i].lower_ in ("in", "at", "near", "to", "into", "outside", "inside", "aboard"):
        return i
    if i >= 0 and doc[i].lower_ == "on" and any(t.lemma_.lower() in words()["houses"] for t in doc[start : start + 4]):
        return i
    if i > 0 and doc[i].lower_ == "board" and doc[i - 1].lower_ == "on":
        return i - 1
    if i >= 0 and doc[i].lemma_ == "visit" and doc[i].pos_ == "VERB":
        return i
    return None


def _modifies(doc: Doc, end: int) -> bool:
    """Whether a name stands before a noun that is no house: "at a Pentagon news conference"."""
    if (
        end >= len(doc)
        or doc[end].pos_ != "NOUN"
        or is_date(doc[end])
        or doc[end - 1].dep_ not in ("compound", "nmod", "amod")
    ):
        return False
    return doc[end].head.lemma_ not in words()["houses"] and doc[end].lemma_ not in words()["houses"]


def _before_name(token: Token) -> bool:
    """Whether a word may stand between a preposition and the name of a place: "in the border town of Tapa"."""
    if token.lower_ == "of":
        return token.i > 0 and token.nbor(-1).lemma_ in words()["kinds"]
    return token.pos_ == "DET" or token.lower_ in words()["before_places"] or token.lemma_ in words()["kinds"]


def _names_party(doc: Doc, token: Token, event: Event) -> bool:
    """Whether a token is part of a party's name: "with President X in Minsk" hangs the place on the name."""
    keys = {a.key for a in event.actors}
    return any(
        m.start <= token.i < m.end and any(a.key in keys for a in m.actors)
        for m in annotations_of(doc).mentions
        if m.form != "country" and (token.pos_ != "NOUN" or m.form != "name")
    )


@dataclass(slots=True)
class Stay:
    """Somebody is in or goes to a place abroad."""

    traveller: tuple[str, str]
    country: str
    place: str
    town: bool
    at: int


class Journeys:
    """Who is told to be or to go where, over the whole of a document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        mil = annotations_of(doc)
        self.codes = {c.start: c.code for c in mil.countries}
        self.people = [m for m in mil.mentions if m.form in ("name", "he", "office", "rank", "they")]
        self.known = [stay for place in places(doc) for stay in self._stays(*place)]

    def _stays(self, begin: int, end: int, town: bool) -> Iterator[Stay]:
        """Those who are told of in the clause whose verb a place hangs on."""
        doc = self.doc
        found, code = _preposition(doc, begin), self.codes.get(begin)
        if code is None or found is None:
            return
        verb = next((a for a in (doc[found], *doc[found].ancestors) if a.pos_ in ("VERB", "AUX")), None)
        between = [t for t in doc[found].ancestors if verb is not None and t.i != verb.i and verb.is_ancestor(t)]
        aside = any(t.lower_ in _ABOUT or t.dep_ in ("acl", "relcl") for t in between)
        aside = aside or any(t.lower_ == "of" and t.head.pos_ == "VERB" for t in between)
        aside = aside or any(
            (t.dep_ == "attr" and t == doc[found].head) or (t.dep_ == "dobj" and _discussed(t)) for t in between
        )
        if verb is None or verb.lemma_ in words()["reporting"] or aside:
            return
        clause = {t.i for t in verb.subtree if abs(t.i - found) < 30}
        subject = subject_of(verb)
        for m in self.people:
            if m.head in clause or (subject is not None and m.start <= subject.i < m.end):
                for actor in m.actors:
                    if actor.country != code and actor.kind != "delegation":
                        yield Stay(actor.key, code, place_text(doc, begin, end), town, begin)

    def place_of(self, draft: Draft) -> str | None:
        """The place of a meeting in the country of one party where another is told to be, the nearest before."""
        at = draft.events[0].trigger.i
        countries = {a.country for a in draft.actors}
        keys = {a.key for a in draft.actors}
        before = [s for s in self.known if s.traveller in keys and s.country in countries and s.at <= at + 40]
        if not before:
            return None
        towns = [s for s in before if s.country == before[-1].country and s.town]
        return (towns or before)[-1].place
