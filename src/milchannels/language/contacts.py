"""Component `milchannels_contacts`: triggers with their parties become contacts; what tells of one contact is put together.

In: mentions, dates, the parse. Out: `doc._.mil.drafts`. The steps: every trigger with parties of two or more countries is
an event; events in reading order join the contact they tell of, or open a new one; what the register knows of the holders
of offices on the day is added at the end, marked as inferred.
"""

from __future__ import annotations

import re
from spacy.language import Language
from spacy.tokens import Doc

from .. import dates as grammar
from .annotations import Actor, DateMention, annotations
from .arguments import Arguments, Sides
from .events import Draft, Event
from .status import status_of, tense_of
from .triggers import Trigger, find_triggers

_RUN = re.compile(
    r"\b(?:regular(?:ly)?|frequent(?:ly)?|repeated(?:ly)?|numerous times|many times|several times|often|(?:a |once )?(?:few|couple of|number of) times|"
    r"\d+ times|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|a dozen|half a dozen|scores of) times|twice|"
    r"every (?:week|month|year|day|evening|two|three|few)|once a (?:week|month|year)|(?:weekly|monthly|daily) (?:call|talk|phone|contact)|"
    r"a series of|a string of|close (?:touch|contact)|constant (?:touch|contact)|in touch|in contact|(?:multiple|numerous|several|frequent|repeated|regular) (?:calls|meetings|conversations|phone|telephone|talks|visits|times|contacts|occasions)|"
    r"on (?:\w+ )?occasions|time and again|rounds? of (?:calls|talks)|a dozen)\b", re.I
)
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())}
_COUNT = re.compile(r"\b(?:(?:more than|at least|about|some|over) )?(\d+|" + "|".join(_NUMBERS) + r"|a dozen|two dozen|a couple dozen|couple dozen|half a dozen|twice) ?(?:times|occasions|calls|meetings|visits|conversations|rounds|trips)?\b", re.I)
_ORDINAL = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "first": 1}


class ContactReader:
    """Reads the contacts of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations(doc)
        self.arguments = Arguments(doc)
        self.drafts: list[Draft] = []
        self.last_date: str | None = None

    def read(self) -> list[Draft]:
        for trigger in find_triggers(self.doc):
            event = self._event(trigger)
            if event is not None:
                self._place_event(event)
        return self.drafts

    # -- one trigger ---------------------------------------------------------------------------------------------------

    def _event(self, trigger: Trigger) -> Event | None:
        sides = self.arguments.of(trigger)
        actors = self._parties(sides)
        status = status_of(trigger.head, trigger.noun)
        if status is None:
            return None
        if trigger.rule.status:
            status = trigger.rule.status
        countries = {a.country for a in actors if a.country}
        anaphoric = False
        if len(countries) < 2:
            actors, anaphoric = self._complete(trigger, sides, actors)
            if not actors and not anaphoric:
                return None
        elif trigger.rule.weak and not any(a.person is not None or a.kind == "office" or a.military for a in actors):
            return None
        event = Event(trigger, sides, actors, trigger.mode, status, anaphoric=anaphoric)
        self._run(event)
        self._date(event)
        event.place = self._place(trigger)
        event.initiator = self._initiator(event)
        return event

    def _parties(self, sides: Sides) -> list[Actor]:
        """The parties without tellers and without a country's name beside a person of it."""
        actors = [a for a in sides.all() if not (a.person is not None and a.person.spokes)]
        named = {a.country for a in actors if a.kind != "delegation"}
        return [a for a in actors if a.kind != "delegation" or a.country not in named]

    def _complete(self, trigger: Trigger, sides: Sides, actors: list[Actor]) -> tuple[list[Actor], bool]:
        """Parties of a trigger that tells one side or none: a call spoken of again, or a side that the sentence tells."""
        head = trigger.head
        definite = trigger.noun and any(c.lower_ in ("the", "this", "that", "their", "his", "both", "these", "its") for c in head.children)
        if not actors:
            if trigger.noun and definite and self._last(trigger.mode, trigger) is not None:
                return [], True
            return [], False
        if trigger.rule.guest == "subject" and not trigger.rule.weak:
            hosts = self._hosts(trigger, actors)
            if hosts:
                return actors + hosts, False
        if trigger.noun and definite and self._last(trigger.mode, trigger) is not None and not sides.second:
            return [], True
        if sides.second or not trigger.noun:
            # the other side is the one the sentence or the story is about
            if sides.second and not sides.first:
                other = self._topic(trigger, {a.country for a in actors})
                if other is not None:
                    return [other, *actors], False
        return [], False

    def _hosts(self, trigger: Trigger, actors: list[Actor]) -> list[Actor]:
        """The host country of a visit whose hosts are not named."""
        head = trigger.head
        region = list(head.subtree) if not trigger.noun else list(head.subtree)
        own = {a.country for a in actors}
        if not any(a.military for a in actors):
            return []
        for c in self.mil.countries:
            if c.kind in ("name", "capital", "seat", "city") and any(t.i == c.start for t in region) and c.code not in own and len(c.code) == 3:
                return [Actor("delegation", c.code)]
        return []

    def _topic(self, trigger: Trigger, without: set[str | None]) -> Actor | None:
        """Whom the sentence, else the story, is about: the latest named official of another country."""
        sent = trigger.head.sent
        inside = [m for m in self.mil.mentions if sent.start <= m.start < trigger.i and m.form in ("name", "office", "he", "rank")]
        for m in reversed(inside):
            for a in m.actors:
                if a.country not in without and a.military and not (a.person and a.person.spokes):
                    return a
        before = [m for m in self.mil.mentions if m.end <= sent.start and m.form in ("name", "office", "he", "rank")]
        for m in reversed(before[-6:]):
            for a in m.actors:
                if a.country not in without and a.military and not (a.person and a.person.spokes):
                    return a
        return None

    def _last(self, mode: str, trigger: Trigger) -> Draft | None:
        for draft in reversed(self.drafts):
            if _compatible(draft.mode, mode) and trigger.i - draft.events[-1].trigger.i < 250:
                return draft
        return None

    # -- attributes ----------------------------------------------------------------------------------------------------

    def _clause(self, event: Event) -> tuple[int, int]:
        sent = event.trigger.head.sent
        return sent.start, sent.end

    def _run(self, event: Event) -> None:
        start, end = self._clause(event)
        i = event.trigger.i
        near = self.doc[max(start, i - 8) : min(end, i + 12)].text
        match = _RUN.search(near)
        plural = event.trigger.noun and event.trigger.head.tag_ == "NNS" and event.trigger.rule.lemma not in ("talk", "consultation", "negotiation", "discussion")
        if match and event.status == "held":
            event.recurring = True
            counted = _COUNT.search(near[max(0, match.start() - 20) :])
            if counted:
                event.count = _number(counted.group(1))
        elif plural and event.status == "held" and not event.anaphoric and len(event.actors) == 2:
            event.recurring = True

    def _date(self, event: Event) -> None:
        dated = self._date_mention(event)
        if dated is None:
            return
        tense = "future" if event.status in ("planned", "requested") or tense_of(event.trigger.head) == "future" else "past"
        anchors = grammar.Anchors(published=self.mil.published, dateline=self.mil.dateline, reference=self.last_date, tense=tense)
        resolved = grammar.resolve(dated.expression, anchors)  # type: ignore[arg-type]
        if resolved is None:
            return
        event.date, event.date_text, event.basis = resolved.edtf, dated.expression.text, resolved.basis  # type: ignore[attr-defined]
        self.last_date = event.date

    def _date_mention(self, event: Event) -> DateMention | None:
        """The date told of the trigger: the nearest in its clause, else in its sentence."""
        sent = event.trigger.head.sent
        i = event.trigger.i
        options = [d for d in self.mil.dates if sent.start <= d.start < sent.end]
        if not options:
            return None
        clause = _clause_tokens(event.trigger.head)

        def cost(d: DateMention) -> float:
            distance = float(min(abs(d.start - i), abs(d.end - 1 - i)))
            if d.start not in clause:
                distance += 18
            if d.start < i:
                distance += 1
            return distance

        best = min(options, key=cost)
        return best if cost(best) < 45 else None

    def _place(self, trigger: Trigger) -> str | None:
        sent = trigger.head.sent
        best: tuple[int, str] | None = None
        for c in self.mil.countries:
            if not sent.start <= c.start < sent.end or c.kind not in ("name", "capital", "city", "seat", "defense") or c.start < self.mil.dateline_end:
                continue
            before = self.doc[c.start - 1].lower_ if c.start else ""
            if before == "the" and c.start > 1:
                before = self.doc[c.start - 2].lower_
            if before in ("in", "at", "to", "into", "near", "visited", "visiting", "outside"):
                if before == "to" and trigger.rule.guest != "subject":
                    continue
                distance = abs(c.start - trigger.i)
                if best is None or distance < best[0]:
                    best = (distance, self.doc[c.start : c.end].text)
        return best[1] if best else None

    def _initiator(self, event: Event) -> str | None:
        rule = event.trigger.rule
        sent = event.trigger.head.sent
        text = sent.text
        m = re.search(r"\bat the (?:initiative|request|invitation|behest) of|\bat [\w.’'\- ]{2,40}?(?:['’]s)? (?:request|initiative|invitation|behest)\b|\binitiated by|\bat the \w+ side", text)
        if m:
            span = self.doc.char_span(sent.start_char + m.start(), min(sent.start_char + m.end() + 50, sent.end_char), alignment_mode="expand")
            if span is not None:
                for x in self.mil.mentions:
                    if x.end > span.start and x.start < span.end and x.actors and x.actors[0].country:
                        return x.actors[0].country
                for c in self.mil.countries:
                    if span.start <= c.start < span.end and c.code in {a.country for a in event.actors}:
                        return c.code
        if rule.starts == "subject" and event.sides.first:
            return event.sides.first[0].country
        if event.mode == "letter" and event.sides.first:
            return event.sides.first[0].country
        if event.status in ("requested", "refused") and event.sides.first and event.status == "requested":
            return event.sides.first[0].country
        return None

    # -- one contact from many events ----------------------------------------------------------------------------------

    def _place_event(self, event: Event) -> None:
        draft = self._matching(event)
        if draft is None:
            if event.anaphoric or len({a.country for a in event.actors if a.country}) < 2:
                return
            self.drafts.append(Draft([event], event.actors, event.mode, event.status, event.recurring, event.count, event.date, event.date_text, event.basis, event.place, event.initiator))
            return
        draft.events.append(event)
        if not event.anaphoric:
            known = {a.country for a in draft.actors if a.kind == "delegation"}
            extra = [a for a in event.actors if all(a.key != b.key for b in draft.actors)]
            for a in extra:
                if a.kind == "person" and a.country in known:
                    draft.actors = [b for b in draft.actors if not (b.kind == "delegation" and b.country == a.country)]
                    draft.actors.append(a)
        draft.mode = _sharper(draft.mode, event.mode)
        draft.count = draft.count or event.count
        if draft.date is None or (event.date and not event.recurring and grammar.narrower(event.date, draft.date)):
            if event.date is not None:
                draft.date, draft.date_text, draft.basis = event.date, event.date_text, event.basis
        draft.place = draft.place or event.place
        draft.initiator = draft.initiator or event.initiator

    def _matching(self, event: Event) -> Draft | None:
        if event.anaphoric:
            return self._last(event.mode, event.trigger)
        for draft in reversed(self.drafts):
            if not _compatible(draft.mode, event.mode) or draft.recurring != event.recurring:
                continue
            if draft.status != event.status and not (draft.status == "planned" and event.status == "planned"):
                continue
            if not _same_parties(draft.actors, event.actors):
                continue
            if draft.date and event.date and not grammar.overlap(draft.date, event.date):
                continue
            return draft
        return None


def _same_parties(a: list[Actor], b: list[Actor]) -> bool:
    """Whether two lists of parties can be those of one contact: the shorter within the longer, on two sides."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    shared = set()
    for x in small:
        match = next((y for y in large if _same_actor(x, y)), None)
        if match is None:
            return False
        shared.add(x.country)
    return len(shared) >= 2


def _same_actor(x: Actor, y: Actor) -> bool:
    if x.key == y.key:
        return True
    if x.country != y.country:
        return False
    if "delegation" in (x.kind, y.kind):
        return True
    return "office" in (x.kind, y.kind) and x.office == y.office


def _compatible(a: str, b: str) -> bool:
    if a == b or "talks" in (a, b):
        return True
    return {a, b} in ({"meeting", "visit"}, {"phone_call", "hotline"})


def _sharper(a: str, b: str) -> str:
    order = ["talks", "visit", "phone_call", "meeting", "letter", "hotline", "video_call"]
    return a if order.index(a) >= order.index(b) else b


def _clause_tokens(head: object) -> set[int]:
    """The tokens of the smallest clause round a trigger."""
    node = head
    for _ in range(6):
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("xcomp", "amod"):  # type: ignore[attr-defined]
            break
        if node.head == node:  # type: ignore[attr-defined]
            break
        node = node.head  # type: ignore[attr-defined]
    return {t.i for t in node.subtree}  # type: ignore[attr-defined]


def _number(text: str) -> int | None:
    low = text.lower()
    if low.isdigit():
        return int(low) if int(low) < 1000 else None
    return {"a dozen": 12, "two dozen": 24, "a couple dozen": 24, "couple dozen": 24, "half a dozen": 6, "twice": 2}.get(low, _NUMBERS.get(low))


@Language.factory("milchannels_contacts")
class Contacts:
    """Fills `doc._.mil.contacts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        annotations(doc).drafts = ContactReader(doc).read()
        return doc
