"""One contact from all that tells of it: events in reading order join a draft or open a new one.

Two events tell of one contact where their parties fit (the shorter list within the longer, a body or an office standing
for a person of its side), their modes and statuses are compatible and their dates do not exclude each other. A visit whose
hosts are not named gives way to the talks told of it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .. import dates as grammar
from .annotations import Actor, annotations_of
from .events import Draft, Event
from .places import closer
from .triggers import Trigger

#: Nouns that, without a word of the medium, are a meeting; those of the second line in the plural.
FACE_TO_FACE = frozenset({"dialogue", "exchange"})
FACE_TO_FACE_IN_PLURAL = frozenset({"talk", "consultation", "negotiation", "discussion"})
#: How a date begins that goes on from the contact told before to another one.
_MOVING_ON = ("later", "the next", "the following", "the day after")
#: How many days may lie between an arrival and the talks.
_DAYS_OF_A_JOURNEY = 4
_ORDER = ["talks", "visit", "phone_call", "meeting", "letter", "hotline", "video_call"]


class Merger:
    """The drafts of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.drafts: list[Draft] = []

    def add(self, event: Event) -> None:
        if event.trigger.rule.faint:
            self._add_faint(event)
            return
        if event.likely and not self._named_as(event.trigger) <= {a.country for a in event.actors}:
            return
        told = self._told_already(event) if event.likely else None
        if told is not None:
            if compatible(told.mode, event.mode) and told.status == event.status:
                told.events.append(event)
            return
        if event.untaught and self._told_among_others(event):
            return
        draft = self._meant(event) if event.anaphoric else self._matching(event)
        if draft is None:
            if not event.anaphoric and len({a.country for a in event.actors}) > 1:
                self.drafts.append(Draft.of(event))
            return
        self._join(draft, event)

    def _told_already(self, event: Event) -> Draft | None:
        """The draft to which an event of likely parties adds nothing: it has no day or no sentence of its own."""
        start = event.trigger.head.sent.start
        for d in reversed(self.drafts):
            if same_parties(d.actors, event.actors) and (
                event.date is None or any(e.trigger.head.sent.start == start for e in d.events)
            ):
                return d
        return None

    def _told_among_others(self, event: Event) -> bool:
        """Whether a contact told already, between these countries at least, has one of the people and can be the one meant."""
        people = {a.key for a in event.actors if a.kind != "delegation"}
        countries = {a.country for a in event.actors}
        return any(
            countries <= d.countries
            and not people.isdisjoint(a.key for a in d.actors)
            and compatible(d.mode, event.mode)
            and not _excluded(d, event)
            for d in self.drafts
        )

    def _add_faint(self, event: Event) -> None:
        """What people say to one another adds to the contact told of them, or stands for one."""
        told = [
            d for d in self.drafts if same_parties(d.actors, event.actors) and (not d.recurring or event.date is None)
        ]
        agreeing = [d for d in told if not _excluded(d, event)]
        if agreeing:
            agreeing[-1].events.append(event)
        elif event.status in ("held", "refused") and all(a.military for a in event.actors) and len(event.actors) == 2:
            self.drafts.append(Draft.of(event))

    def _meant(self, event: Event) -> Draft | None:
        """The draft that "the meeting" means; where its day excludes that told of the meeting, another between the same."""
        last = self.last(event.trigger)
        if last is None or not _excluded(last, event) or last.date_text == event.date_text:
            return last
        for draft in reversed(self.drafts):
            if compatible(draft.mode, event.mode) and not _excluded(draft, event) and draft.date is not None:
                return draft
        event.actors, event.anaphoric = list(last.actors), False
        return None

    def last(self, trigger: Trigger) -> Draft | None:
        """The draft that "the call", "their meeting" means."""
        for draft in reversed(self.drafts):
            if compatible(draft.mode, trigger.mode) and trigger.i - draft.events[-1].trigger.i < 250:
                return draft if self._named_as(trigger) <= draft.countries else None
        return None

    def _named_as(self, trigger: Trigger) -> set[str]:
        """The countries that stand before a noun of contact: "the UK visit"."""
        before = {t.i for t in trigger.head.lefts if t.dep_ in ("compound", "amod", "nmod")}
        return {c.code for c in self.mil.countries if before & set(range(c.start, c.end))}

    def latest(self, token: Token) -> Draft | None:
        """The draft told last, in the sentence or one of the two before."""
        if not self.drafts:
            return None
        draft = max(self.drafts, key=lambda d: d.events[-1].trigger.i)
        start = token.sent.start
        previous = self.doc[start - 1].sent.start if start else 0
        previous = self.doc[previous - 1].sent.start if previous else 0
        return draft if draft.events[-1].trigger.i >= previous else None

    def _join(self, draft: Draft, event: Event) -> None:
        draft.events.append(event)
        draft.recurring = draft.recurring or event.recurring
        if not event.anaphoric:
            known = {a.country for a in draft.actors if a.kind == "delegation" or a.kind == "office"}
            for a in event.actors:
                if all(a.key != b.key for b in draft.actors) and a.kind == "person" and a.country in known:
                    draft.actors = [b for b in draft.actors if not (b.kind != "person" and b.country == a.country)]
                    draft.actors.append(a)
        if event.status in ("refused", "cancelled") or (draft.status == "requested" and event.status == "held"):
            draft.status = event.status
        draft.mode = sharper(draft.mode, event.mode)
        draft.count = draft.count or event.count
        if (
            event.date is not None
            and not self._other_time(draft, event)
            and (draft.date is None or (not event.recurring and grammar.narrower(draft.date, event.date) == event.date))
            and (draft.date is None or grammar.overlap(draft.date, event.date) > 0)
        ):
            draft.date, draft.date_text, draft.basis = event.date, event.date_text, event.basis
        draft.place = closer(self.doc, draft.place, event.place)
        draft.minutes = draft.minutes or event.minutes
        draft.ordinal = draft.ordinal or event.ordinal
        draft.since = draft.since or event.since

    def _other_time(self, draft: Draft, event: Event) -> bool:
        """Whether a date cannot be that of a contact: of "the trip" that is yet to come a past one, of any a "later today"."""
        if event.date is None:
            return False
        if event.anaphoric and (event.date_text or "").lower().startswith(_MOVING_ON):
            return True
        if self.mil.published is None or not (event.anaphoric or draft.status == "planned"):
            return False
        first, last = grammar.parse_edtf(event.date)
        return last < self.mil.published if draft.status == "planned" else first > self.mil.published

    def _matching(self, event: Event) -> Draft | None:
        for draft in reversed(self.drafts):
            if (
                draft.events[0].trigger.rule.faint
                and len(draft.events) == 1
                and same_parties(draft.actors, event.actors)
                and not _excluded(draft, event)
            ):
                self._begin_anew(draft, event)
                return draft
            if (
                not compatible(draft.mode, event.mode)
                or not self._one_story(draft, event)
                or not _one_or_many(draft, event)
            ):
                continue
            if not same_parties(draft.actors, event.actors):
                continue
            if _excluded(draft, event):
                continue
            return draft
        return None

    def _begin_anew(self, draft: Draft, event: Event) -> None:
        """A draft that only faint words had opened takes everything from the first plain ones."""
        draft.mode, draft.status, draft.recurring, draft.count = event.mode, event.status, event.recurring, event.count
        draft.date, draft.date_text, draft.basis = event.date, event.date_text, event.basis
        draft.place = event.place

    def _one_story(self, draft: Draft, event: Event) -> bool:
        """Whether two statuses can be those of one contact: asked for and held, planned and called off, told close together."""
        if draft.status == event.status:
            return True
        if draft.status == "planned" and event.status == "held" and self._other_time(draft, event):
            return False
        one_sentence = event.trigger.head.sent == draft.events[-1].trigger.head.sent
        close = event.trigger.i - draft.events[-1].trigger.i < 90 and (
            event.date is None or draft.date is None or (one_sentence and event.date == draft.date)
        )
        if draft.status == "held":
            return close and event.status == "requested"
        if draft.status == "refused":
            return close and one_sentence and event.status == "requested"
        return close and draft.status in ("planned", "requested") and event.status in ("refused", "cancelled", "held")

    def finish(self) -> None:
        """Last looks at all drafts together.

        Visits that only frame talks told beside them are dropped; their place and date stay with the talks. "Held talks",
        where no medium is told, is face to face: so the press uses the word.
        """
        for d in self.drafts:
            if d.mode == "talks" and any(_at_a_table(e.trigger, e is d.events[0]) for e in d.events):
                d.mode = "meeting"
        for visit in [d for d in self.drafts if _frames_talks(d)]:
            host, guests = _host_and_guests(visit)
            talks = [
                d
                for d in self.drafts
                if d is not visit
                and d.mode in ("meeting", "visit", "talks")
                and not any(a.derived for a in d.actors)
                and (
                    (abs(d.events[0].trigger.i - visit.events[0].trigger.i) < 60 and visit.status != "cancelled")
                    or (d.status == visit.status and any(a.derived for a in visit.actors))
                )
                and host & {a.country for a in d.actors}
                and guests & {a.key for a in d.actors}
                and not _far_apart(d.date, visit.date)
            ]
            if talks:
                self.drafts.remove(visit)
                for d in talks:
                    d.place = closer(self.doc, d.place, visit.place)
                    d.mode = "meeting" if d.mode == "talks" else d.mode


def _far_apart(a: str | None, b: str | None) -> bool:
    """Whether two dates cannot be those of one journey: more than a few days lie between."""
    if not a or not b or grammar.overlap(a, b):
        return False
    (start, end), (first, last) = grammar.parse_edtf(a), grammar.parse_edtf(b)
    return max((first - end).days, (start - last).days) > _DAYS_OF_A_JOURNEY


def _frames_talks(draft: Draft) -> bool:
    """Whether a draft is a journey whose host is a country alone, or one that only a verb of going tells."""
    rules = [e.trigger.rule for e in draft.events]
    journey = all(r.weak and r.guest == "subject" and r.kind == "verb" for r in rules)
    dated = draft.date is not None  # one without a day may be another visit
    visit = dated and all(r.guest == "subject" for r in rules) and any(_country_alone(a) for a in draft.actors)
    return any(a.derived for a in draft.actors) or ((journey or visit) and not draft.recurring)


def _country_alone(actor: Actor) -> bool:
    """Whether an actor is a country for want of anybody of it: "a visit to Tajikistan"."""
    return actor.kind == "delegation" and not actor.military


def _host_and_guests(visit: Draft) -> tuple[set[str | None], set[tuple[str, str]]]:
    """The country that is visited and the keys of those who come."""
    host = {a.country for a in visit.actors if a.derived} or {a.country for a in visit.actors if _country_alone(a)}
    host = host or {a.country for a in visit.events[0].sides.second}
    return host, {a.key for a in visit.actors if a.country not in host}


def _at_a_table(trigger: Trigger, first: bool) -> bool:
    """Whether a noun means people round a table, where no medium is told; `first`: whether it tells of the contact first."""
    lemma = trigger.rule.lemma if trigger.noun else ""
    return (first and lemma in FACE_TO_FACE) or (lemma in FACE_TO_FACE_IN_PLURAL and trigger.head.tag_ == "NNS")


def _excluded(draft: Draft, event: Event) -> bool:
    """Whether the dates of a draft and an event have no day in common."""
    return bool(draft.date and event.date and not grammar.overlap(draft.date, event.date))


def _one_or_many(draft: Draft, event: Event) -> bool:
    """Whether a run and a single contact can be one: a run told again without number, an undated one that turns out a run."""
    if draft.recurring == event.recurring:
        return True
    if draft.recurring:
        return event.date is None and event.place is None
    return draft.date is None and draft.place is None and event.date is None


def same_contact(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell of one contact: between the same countries, at dates that overlap."""
    return a.countries == b.countries and bool(a.date and b.date and grammar.overlap(a.date, b.date))


def same_parties(a: list[Actor], b: list[Actor]) -> bool:
    """Whether two lists of parties can be those of one contact: the shorter within the longer, on two sides."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    shared = set()
    firm = False
    for x in small:
        match = next((y for y in large if same_actor(x, y)), None)
        if match is None:
            return False
        firm = firm or (x.key == match.key and x.kind != "delegation") or x.military == match.military
        shared.add(x.country)
    return firm and len(shared) >= 2


def same_actor(x: Actor, y: Actor) -> bool:
    """Whether two actors can be one: the same person, or a body or office that can stand for the other."""
    if x.key == y.key:
        return True
    if x.country != y.country:
        return False
    if "delegation" in (x.kind, y.kind):
        body, other = (x, y) if x.kind == "delegation" else (y, x)
        return not (x.derived or y.derived) and (other.military or not body.military)
    return "office" in (x.kind, y.kind) and x.office == y.office


def compatible(a: str, b: str) -> bool:
    """Whether two modes can be one contact's: "talks" can be any, a visit holds meetings."""
    return a == b or "talks" in (a, b) or {a, b} in ({"meeting", "visit"}, {"phone_call", "hotline"})


def sharper(a: str, b: str) -> str:
    """The mode that says more; who talks on a visit meets."""
    if {a, b} == {"visit", "talks"}:
        return "meeting"
    return a if _ORDER.index(a) >= _ORDER.index(b) else b
