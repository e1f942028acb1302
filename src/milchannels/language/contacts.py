"""Component `milchannels_contacts`: triggers with their parties become events, and events the contacts they tell of.

In: mentions, dates, the parse. Out: `doc._.mil.drafts`. Every trigger with parties of two or more countries is an event;
where the sentence leaves a side out, what was told before, the host country or who likely takes part fills it. What is told
in words of no lexicon is found by what is learnt of telling (`learned`). `serials` takes apart what tells of several contacts, `merging` puts together what tells of one.
"""

from __future__ import annotations

import functools
import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from .accounts import Accounts
from .annotations import Actor, annotations_of
from .arguments import Arguments, Sides
from .attributes import read_length, read_ordinal, read_since
from .date_stories import fill_dates
from .dating import read_date
from .earlier import first_since
from .events import Draft, Event
from .groups import distinct, parties
from .initiators import Initiators
from .learned.reading import Guide, guide_of
from .lookalikes import no_contact_noun, no_contact_verb, puts_into_port
from .merging import Merger, same_contact, same_parties
from .participation import SAYING, Participation, members_of
from .places import Journeys, read_place
from .recurrence import latest_of_run, read_run
from .serials import Serials
from .status import status_of
from .status_words import words
from .trigger_words import TriggerRule, lexicon
from .triggers import Trigger, find_triggers

_TELLING = SAYING | {"confirm", "deny"}
_HOSPITALITY = frozenset({"guest", "invitation", "request", "behest"})
_WHERE = frozenset({"in", "at"})
_MEETING_PLACES = frozenset({"capital", "city", "seat", "name", "defense"})


class ContactReader:
    """Reads the contacts of one document."""

    def __init__(self, doc: Doc, learned: bool = True) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.arguments = Arguments(doc)
        self.learned = learned
        self.serials = Serials(doc, self.arguments.groups)
        self.merger = Merger(doc)
        self.reference: str | None = None
        self.triggers = {t.i: t for t in find_triggers(doc)}
        self.statuses = {i: status_of(t.head, t.noun) for i, t in self.triggers.items()}
        self.sides = {i: self.arguments.of(t) for i, t in self.triggers.items()}
        self.guide: Guide | None = guide_of(doc, self.triggers, self.statuses, self.sides) if learned else None

    @functools.cached_property
    def participation(self) -> Participation:
        """What is learnt of who takes part, made where grammar first leaves a side open."""
        return Participation(self.doc, self.arguments.groups)

    def read(self) -> Merger:
        triggers = self.triggers
        likely: list[Event] = []
        for token in self.doc:
            if token.is_sent_start:
                self._add_likely(likely)
                likely = []
            events = self._events(triggers[token.i]) if token.i in triggers else []
            events = events or self._untaught(token)
            for event in events:
                if event.likely:
                    likely.append(event)
                    continue
                self._add(event)
            if (token.i not in triggers or token.lemma_ == "expect") and self._moves(token) and not events:
                event_or_none = self._journey(token)
                if event_or_none is not None:
                    self._add(event_or_none)
            if self._joins(token):
                self._joining(token)
        self._add_likely(likely)
        self.merger.finish()
        if self.learned:
            fill_dates(self.doc, self.merger.drafts)
        for earlier in [first_since(self.doc, draft) for draft in self.merger.drafts]:
            if earlier is not None and not any(same_contact(earlier, draft) for draft in self.merger.drafts):
                self.merger.drafts.append(earlier)
        initiators = Initiators(self.doc, self.merger.drafts)
        accounts = Accounts(self.doc, self.merger.drafts)
        journeys = Journeys(self.doc)
        for draft in self.merger.drafts:
            initiators.read(draft)
            accounts.read(draft)
            if draft.place is None and draft.mode in ("meeting", "visit") and not draft.recurring:
                draft.place = journeys.place_of(draft)
            if draft.place is None and draft.mode == "visit":
                draft.place = self._host_country(draft)
        return self.merger

    def _add_likely(self, events: list[Event]) -> None:
        """Adds what a sentence likely tells, once all that it plainly tells is known."""
        for event in sorted(events, key=lambda e: e.untaught):
            self._add(event)

    def _add(self, event: Event) -> None:
        """Reads what is told of an event and adds it, and where it is a run the single contact that is told with it."""
        self._attributes(event)
        latest = latest_of_run(self.doc, event)
        if latest is not None and latest.reach is not None:
            event.reach, event.date, event.date_text, event.place = (0, latest.reach[0]), None, None, None
            read_date(self.doc, event, self.reference)
            read_date(self.doc, latest, self.reference)
            read_place(self.doc, latest)
        self.merger.add(event)
        if latest is not None and latest.date is not None:
            self.merger.add(latest)

    def _host_country(self, draft: Draft) -> str | None:
        """The name of the country that is visited, in the article's words, where no town is told."""
        event = draft.events[0]
        guests = event.sides.second if event.trigger.rule.hosts else event.sides.first
        hosts = {a.country for a in draft.actors} - {a.country for a in guests}
        if not guests or len(hosts) != 1:
            return None
        code = next(iter(hosts))
        named = (c for c in self.mil.countries if c.code == code and c.kind == "name")
        return next((self.doc[c.start : c.end].text.removeprefix("the ") for c in named), None)

    def _attributes(self, event: Event) -> None:
        read_date(self.doc, event, self.reference)
        read_run(self.doc, event)
        if event.date is not None:
            self.reference = event.date
        read_place(self.doc, event)
        event.minutes = read_length(self.doc, event)
        event.ordinal = read_ordinal(self.doc, event)
        event.since = read_since(self.doc, event)
        if (
            event.mode == "talks"
            and event.place is not None
            and event.status in ("held", "planned", "requested", "cancelled", "refused")
        ):
            event.mode = "meeting"

    # -- words of no lexicon ---------------------------------------------------------------------------------------------

    def _untaught(self, token: Token) -> list[Event]:
        """What a word of no lexicon surely tells by all that is learnt."""
        i = token.i
        if self.guide is None or i in self.triggers or not self.guide.surely_tells(i):
            return []
        noun = token.pos_ in ("NOUN", "PROPN")
        if (no_contact_noun if noun else no_contact_verb)(token):
            return []
        actors = distinct(parties(self.guide.parties(i)))
        if len({a.country for a in actors}) < 2 or any(a.kind == "delegation" for a in actors):
            return []  # what bodies do in such words ("pressed", "signed") is seldom a contact
        mode, status, recurring = self.guide.mode(i), self.guide.status(i), self.guide.recurring(i)
        trigger = Trigger(token, TriggerRule(lemma=token.lemma_, kind="noun" if noun else "verb", mode=mode), mode)
        first = [a for a in actors if a.country == actors[0].country]
        sides = Sides(first, [a for a in actors if a not in first], completed=True)
        return [Event(trigger, sides, actors, mode, status, recurring, likely=True, untaught=True)]

    # -- one trigger ---------------------------------------------------------------------------------------------------

    def _events(self, trigger: Trigger) -> list[Event]:
        status, sides = self.statuses[trigger.i], self.sides[trigger.i]
        if status is None:
            # what is said of a contact told before says nothing of whether there was one
            last = self.merger.last(trigger) if trigger.definite else None
            again = last is not None and (not sides.all() or same_parties(sides.all(), last.actors))
            return [Event(trigger, sides, [], trigger.mode, "held", anaphoric=True)] if again else []
        if trigger.rule.status and status == "held":
            status = trigger.rule.status
        event = self._event(trigger, sides, status)
        if event is None:
            return []
        return self.serials.of(event)

    def _event(self, trigger: Trigger, sides: Sides, status: str) -> Event | None:
        actors = parties(sides.all())
        if trigger.rule.guest == "subject":
            actors = self._with_hosts(trigger, sides, actors)
        anaphoric = likely = False
        if len({a.country for a in actors if a.country}) < 2:
            completed = self._complete(trigger, sides, actors)
            if completed is None and self._of_a_thing(trigger, sides):
                return None
            if completed is None:
                completed = self._likely(trigger, sides, status)
                likely = True
            if completed is None:
                return None
            actors, anaphoric = completed
            if anaphoric and self.guide is not None and not self.guide.may_tell(trigger.i):
                return None
            sides.completed = not anaphoric
        if not anaphoric and not self._credible(trigger, actors):
            return None
        if trigger.rule.weak and not (trigger.noun or sides.second or trigger.rule.plural or trigger.rule.guest):
            return None  # "both sides welcomed the departure": nobody is on the other end of such a verb
        if trigger.rule.company and (
            anaphoric
            or any(a.kind == "delegation" for a in actors)
            or sides.derived
            or not sides.first
            or not sides.second
        ):
            return None
        if trigger.rule.faint and (anaphoric or len([a for a in actors if a.kind != "delegation"]) < 2):
            return None
        if trigger.rule.faint and not trigger.rule.plural and not (sides.first and sides.second):
            return None
        return Event(trigger, sides, actors, trigger.mode, status, anaphoric=anaphoric, likely=likely)

    def _of_a_thing(self, trigger: Trigger, sides: Sides) -> bool:
        """Whether the object of a verb that wants people is a thing: "saw the missiles", "received reports"."""
        if trigger.noun or not trigger.rule.needs_person or sides.second:
            return False
        people = lexicon().no_contact["people"]
        return any(
            c.dep_ == "dobj"
            and c.pos_ == "NOUN"
            and c.lemma_.lower() not in people
            and c.i not in self.arguments.mention_at
            and not any(t.i in self.arguments.mention_at for t in c.children if t.dep_ in ("appos", "compound", "nmod"))
            for c in trigger.head.children
        )

    def _credible(self, trigger: Trigger, actors: list[Actor]) -> bool:
        """Whether such parties can be meant: a person or an office on a side, or bodies that talk."""
        if any(a.kind != "delegation" for a in actors):
            return True
        if trigger.rule.guest == "subject" and puts_into_port(trigger.head):
            return False
        if trigger.rule.weak or (
            not trigger.noun and trigger.rule.lemma in ("see", "meet", "visit", "tour", "call", "reach", "receive")
        ):
            face = trigger.noun and trigger.rule.lemma in ("conference", "session", "exchange", "roundtable")
            return all(a.military for a in actors) and (not trigger.rule.weak or face)
        return True

    # -- sides that the sentence leaves out -------------------------------------------------------------------------------

    def _complete(self, trigger: Trigger, sides: Sides, actors: list[Actor]) -> tuple[list[Actor], bool] | None:
        if trigger.rule.faint:
            return None
        head = trigger.head
        definite = trigger.definite
        if trigger.rule.guest == "subject" and actors and not trigger.rule.weak:
            hosts = self._hosts(head, actors)
            if hosts:
                sides.derived = True
                return [*actors, *hosts], False
        if definite and not sides.second and self.merger.last(trigger) is not None:
            return [], True
        if trigger.noun and sides.second and not sides.first:
            body = self._body_at(trigger, {a.country for a in actors})
            if body is not None:
                sides.first = [body]
                return [body, *actors], False
        if trigger.noun and actors and not sides.second and not definite and not trigger.rule.guest:
            body = self._body_at(trigger, {a.country for a in actors})
            if body is not None:
                sides.second = [body]
                return [*actors, body], False
        if trigger.noun and not trigger.rule.weak:
            both = self._in_sentence(trigger)
            if both:
                return both, False
        return None

    def _in_sentence(self, trigger: Trigger) -> list[Actor]:
        """The two sides a sentence names beside a noun of talking, where there are just two and both are defence or military."""
        sent = trigger.head.sent
        if any(not self.arguments.groups.at(people) for people in members_of(trigger.head)):
            return []
        found: list[Actor] = []
        for m in self.mil.mentions:
            if (
                sent.start <= m.start < sent.end
                and abs(m.head - trigger.i) < 36
                and m.form in ("name", "office", "counterpart", "rank")
            ):
                found += [a for a in m.actors if all(a.key != b.key for b in found)]
        both = parties(found)
        if len({a.country for a in both}) == 2 and all(a.military for a in both) and len(both) <= 3:
            return both
        return []

    def _likely(self, trigger: Trigger, sides: Sides, status: str) -> tuple[list[Actor], bool] | None:
        """The parties that are likely for all that is known, where grammar and story do not give them."""
        if not self.learned or trigger.rule.faint or (trigger.rule.weak and trigger.rule.guest):
            return None
        if self.guide is not None and not self.guide.may_tell(trigger.i):
            return None
        told = [draft.actors for draft in self.merger.drafts]
        actors = parties(self.participation.complete(trigger, sides, status, told) or [])
        if len({a.country for a in actors}) < 2 or not _likely_parties(actors):
            return None
        actors = [self._told_with(a, trigger, actors) or a for a in actors]
        if {"delegation", "person"} <= {a.kind for a in actors}:
            return None
        found = [a for a in actors if all(a.key != b.key for b in sides.all())]
        if not sides.first and sides.second:
            sides.first = found
        elif not sides.second and sides.first:
            sides.second = found
        return actors, False

    def _told_with(self, body: Actor, trigger: Trigger, actors: list[Actor]) -> Actor | None:
        """Who is meant by the country in which a meeting is: its person with whom one of the others was told to deal before."""
        if not trigger.noun or body not in self.arguments.prepositional(trigger.head, _WHERE):
            return None
        others = {a.key for a in actors if a.kind == "person"}
        for draft in reversed(self.merger.drafts):
            if others & {a.key for a in draft.actors}:
                return next((a for a in draft.actors if a.kind == "person" and a.country == body.country), None)
        return None

    def _body_at(self, trigger: Trigger, without: set[str | None]) -> Actor | None:
        """The body in whose house it was: "talks at the Peruvian ministry of defence with X"."""
        for m in self.mil.mentions:
            if (
                m.form == "body"
                and trigger.head.sent.start <= m.start < trigger.head.sent.end
                and m.actors[0].military
                and m.actors[0].country not in without
            ):
                i = m.start - 1 - (m.start > 1 and self.doc[m.start - 1].lower_ == "the")
                if i >= 0 and self.doc[i].lower_ == "at":
                    return m.actors[0]
        return None

    def _hosts(self, head: Token, actors: list[Actor]) -> list[Actor]:
        """The host country of a visit whose hosts are not named."""
        own = {a.country for a in actors}
        if not any(a.military and _can_travel(a) for a in actors):
            return []
        if (
            head.pos_ == "NOUN"
            and head.dep_ == "pobj"
            and head.head.lower_ in ("during", "on", "from", "after", "before")
        ):
            return []
        # a clause inside the phrase speaks of something else: "visited a factory that makes shells for Ukraine"
        region = {t.i for t in head.subtree if not any(_opens_clause(a) for a in (t, *_up_to(t, head)))}
        for c in self.mil.countries:
            if (
                c.kind in ("name", "capital", "seat", "city")
                and c.start in region
                and c.code not in own
                and len(c.code) == 3
            ):
                return [self._host(head, c.code)]
        return []

    # -- journeys and company ---------------------------------------------------------------------------------------------

    def _moves(self, token: Token) -> bool:
        """Whether a word is a verb of being or going somewhere.

        Of "is to be in Lima" the second "be" is. Not "is the attaché in Lima", not "flew the letter to Lima".
        """
        if token.lemma_ not in lexicon().motion or token.pos_ not in ("VERB", "AUX"):
            return False
        if token.lemma_ == "be" and any(c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN") for c in token.children):
            return False
        return not any(c.dep_ in ("attr", "dobj") and _is_thing(c) for c in token.children)

    def _journey(self, verb: Token) -> Event | None:
        """A defence official goes to another country: a visit, unless its talks are told too."""
        prepositions = lexicon().motion[verb.lemma_]
        actors = [a for a in self.arguments.subject(verb) if a.military and _can_travel(a)]
        if not actors or not prepositions:
            return None
        own = {a.country for a in actors}
        for c in self.mil.countries:
            if (
                c.kind not in _MEETING_PLACES
                or self.doc[c.start : c.end].text.lower() in lexicon().neutral_ground
                or c.code in own
                or len(c.code) != 3
                or not verb.sent.start <= c.start < verb.sent.end
            ):
                continue
            i = c.start - 1
            while (i > verb.i and self.doc[i].lower_ in ("the", "neighbouring", "neighboring", "back", "and", ",")) or (
                i > verb.i and i in self.arguments.country_tokens
            ):
                i -= 1
            if not (verb.i < i and self.doc[i].lower_ in prepositions and i - verb.i < 7):
                continue
            status = status_of(verb, False)
            if status is None:
                return None
            if status == "held" and (
                verb.lemma_ == "expect"
                or any(c.dep_ == "acomp" and c.lemma_ in words().groups["plan"] for c in verb.children)
            ):
                status = "planned"  # "is due in Oslo", "is expected in Oslo"
            rule = TriggerRule(lemma=verb.lemma_, kind="verb", mode="visit", guest="subject", weak=True)
            host = self._host(verb, c.code)
            return Event(
                Trigger(verb, rule, "visit"),
                Sides(first=actors, second=[host], derived=host.derived),
                [*actors, host],
                "visit",
                status,
            )
        return None

    def _host(self, head: Token, country: str) -> Actor:
        """Who receives those who go to a country: who of it is named behind the going, else the country."""
        return self._named_host(head, country) or Actor("delegation", country, derived=True)

    def _named_host(self, verb: Token, country: str) -> Actor | None:
        """Who of the country that somebody goes to is named behind the going: "flew to Lima and went over it with the minister"."""
        for m in self.mil.mentions:
            if not verb.i < m.start < verb.sent.end or m.form not in ("name", "office", "counterpart"):
                continue
            outward = [t for t in self.doc[m.start : m.end] if not m.start <= t.head.i < m.end]
            if not any(map(_only_named, outward)):
                for actor in parties(m.actors):
                    if actor.country == country and (actor.military or actor.kind == "person"):
                        return actor
        return None

    def _with_hosts(self, trigger: Trigger, sides: Sides, actors: list[Actor]) -> list[Actor]:
        """The parties of a visit, a country that is visited replaced by who of it is named behind the visit."""
        bare = [a for a in sides.second if a.kind == "delegation" and not a.military and len(a.country or "") == 3]
        for country in bare:
            host = self._named_host(trigger.head, country.country or "")
            if host is not None and country in actors:
                sides.second = [host if a is country else a for a in sides.second]
                actors = [host if a is country else a for a in actors]
        return actors

    def _joins(self, token: Token) -> bool:
        """Whether a verb tells of company: "attended", "went along", "was at Mullen's side"."""
        if token.pos_ not in ("VERB", "AUX"):
            return False
        if token.lemma_ in lexicon().joining:
            return True
        beside = lexicon().joining_phrases.get(token.lemma_)
        return beside is not None and any(
            t.lower_ in beside for t in self.doc[token.i + 1 : min(token.i + 6, token.sent.end)]
        )

    def _joining(self, verb: Token) -> None:
        """ "accompanied by A and B", "C also attended": further people of the contact just told."""
        draft = self.merger.latest(verb)
        if draft is None:
            return
        prepositions = lexicon().joining.get(verb.lemma_, frozenset())
        if any(c.dep_ == "agent" for c in verb.children):
            actors = self.arguments.prepositional(verb, prepositions)
        else:
            actors = self.arguments.subject(verb) or self.arguments.named_as(verb)
        countries = {a.country for a in draft.actors}
        for actor in parties(actors):
            if (
                actor.person is not None
                and actor.country in countries
                and all(actor.key != a.key for a in draft.actors)
            ):
                draft.actors.append(actor)


def _likely_parties(actors: list[Actor]) -> bool:
    """Whether parties that no grammar gives can be meant: bodies of states alone, and two of them only among militaries."""
    bodies = [a for a in actors if a.kind == "delegation"]
    states = all(len(a.country or "") == 3 for a in bodies)
    return states and (len(bodies) < 2 or all(a.military for a in actors))


def _can_travel(actor: Actor) -> bool:
    """Whether an actor can pay a visit: a person, or a body that is a group of people, no ship and no army."""
    return (
        actor.kind != "delegation"
        or re.search(r"(?i)delegation|team|officers|officials|group", actor.role or "") is not None
    )


def _only_named(token: Token) -> bool:
    """Whether a word stands for one who tells of a journey, or for whose another is: "her successor", but not "her guest"."""
    if token.dep_ == "poss":
        return token.head.lemma_ not in _HOSPITALITY
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in _TELLING


def _is_thing(said: Token) -> bool:
    """Whether a word behind a verb of being or going is more than a time or a guest: "is the attaché", "flew the letter"."""
    return said.pos_ == "NOUN" and said.ent_type_ not in ("DATE", "TIME") and said.lemma_ not in _HOSPITALITY


def _up_to(token: Token, head: Token) -> list[Token]:
    """The words above a token, below another."""
    found = []
    for above in token.ancestors:
        if above == head:
            break
        found.append(above)
    return found


def _opens_clause(token: Token) -> bool:
    return token.dep_ in ("relcl", "acl")


@Language.factory("milchannels_contacts")
class Contacts:
    """Fills `doc._.mil.drafts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.learned = True

    def __call__(self, doc: Doc) -> Doc:
        annotations_of(doc).drafts = ContactReader(doc, self.learned).read().drafts
        return doc
