"""Who takes part in what a trigger tells of: subject, object, "with", "between", possessive, and the governing verb.

In: a trigger. Out: `Arguments(doc).of(trigger)`, its two sides as lists of actors. What stands where in the sentence is read
by `grammar`; here it is put together by the rule of the trigger.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from .annotations import Actor
from .grammar import Grammar
from .groups import distinct
from .mention_words import words
from .trigger_words import lexicon
from .triggers import Trigger

_OPPOSITE = frozenset({"opposite", "across", "facing", "beside"})


@dataclass(slots=True)
class Sides:
    """The parties of a trigger. `first` is the side of the subject, `second` the other one."""

    first: list[Actor] = field(default_factory=list)
    second: list[Actor] = field(default_factory=list)
    derived: bool = False
    completed: bool = False

    def all(self) -> list[Actor]:
        merged: list[Actor] = []
        for actor in (*self.first, *self.second):
            if all(actor.key != other.key for other in merged):
                merged.append(actor)
        return merged

    def countries(self) -> set[str]:
        return {a.country for a in self.all() if a.country}


class Arguments(Grammar):
    """Finds the parties of triggers in one document."""

    # -- the parties of a trigger ----------------------------------------------------------------------------------------

    def of(self, trigger: Trigger) -> Sides:
        return self._noun(trigger) if trigger.noun else self._verb(trigger)

    def _is_topic(self, verb: Token) -> bool:
        """Whether the subject is what was talked of: "the activities of A and B were discussed"."""
        subjects = [
            c for c in verb.children if c.dep_ == "nsubjpass" and c.pos_ == "NOUN" and c.i not in self.mention_at
        ]
        return bool(subjects) and not any(c.dep_ == "agent" for c in verb.children)

    def _verb(self, trigger: Trigger) -> Sides:
        verb, rule = trigger.head, trigger.rule
        sides = Sides()
        if not rule.object and self._is_topic(verb):
            return sides
        sides.first = distinct([*(self.subject(verb) or self.left_group(verb)), *self.also_did(verb)])
        passive = any(c.dep_ == "nsubjpass" for c in verb.children) or (
            # "the two ministers, met in Oslo": a past tense that the parser takes for a participle
            verb.dep_ == "acl"
            and verb.tag_ == "VBN"
            and (not rule.plural or any(c.dep_ == "agent" for c in verb.children))
        )
        preps = rule.prepositions
        if rule.lemma == "call" and rule.says is None and trigger.mode == "meeting":
            preps = frozenset({"on", "upon", "at"})
        second: list[Actor] = []
        if rule.object:
            second += self.objects(verb, rule.needs_person)
        if preps:
            second += self.prepositional(verb, preps)
            if not second and not rule.faint:
                second += self.cleft(verb, preps) or self.after(verb.i, preps)
        if "with" in preps or rule.object:
            second += self.prepositional(verb, frozenset({"alongside"}))
        if not second and any(c.dep_ == "prt" for c in verb.children) is False and rule.object and not passive:
            second += self.next_object(verb)
        if (
            not second
            and verb.dep_ == "conj"
            and not any(
                c.dep_ in ("dobj", "prep") and c.lower_ not in ("in", "on", "at", "times", "for") for c in verb.children
            )
        ):
            second += self.objects(verb.head) or self.prepositional(verb.head, frozenset({"with", "to"}))
        if not second and "with" in preps:
            second += self._shared_partner(verb)
        if not second and verb.lemma_ in ("sit", "stand"):
            facing = self._facing(verb)
            sides.first, second = facing or (sides.first, second)
        if rule.onward and not second:
            second += self._onward(verb, sides.first)
        sides.second = [a for a in distinct(second) if all(a.key != b.key for b in sides.first) or passive]
        if passive and rule.object:
            sides.first = (
                self.prepositional(verb, frozenset({"by"}))
                or self.after(verb.i, frozenset({"by"}))
                or self._house(verb, rule.house)
            )
        if rule.needs_person and trigger.mode != "hotline":
            sides.second = [a for a in sides.second if a.kind != "delegation" or a.military]
        if (rule.plural or _reciprocal(verb, preps)) and not sides.second and len({a.country for a in sides.first}) > 1:
            sides.second = sides.first[1:]
            sides.first = sides.first[:1]
        return sides

    def _shared_partner(self, verb: Token) -> list[Actor]:
        """ "Met and had a talk with him": the other side stands with the verb that is joined to this one."""
        for joined in (c for c in verb.children if c.dep_ == "conj" and c.lemma_ in lexicon().light):
            for token in (joined, *(c for c in joined.children if c.dep_ == "dobj")):
                if actors := self.prepositional(token, frozenset({"with"})):
                    return actors
        return []

    def _onward(self, verb: Token, first: list[Actor]) -> list[Actor]:
        """Who is named next in the sentence: "picked up the phone and asked the general"."""
        own = {a.country for a in first}
        for i in range(verb.i + 1, verb.sent.end):
            if self.doc[i].text in (";", ":", '"', "“"):
                break
            m = self.mention_at.get(i)
            if m is not None and m.form not in ("country", "his") and not {a.country for a in m.actors} & own:
                return self.groups.at(self.doc[m.head]) or m.actors
        return []

    def _facing(self, verb: Token) -> tuple[list[Actor], list[Actor]] | None:
        """ "Opposite him sat the general": the subject stands behind its verb."""
        opening = [t for t in verb.doc[max(verb.sent.start, verb.i - 16) : verb.i] if t.lower_ in _OPPOSITE]
        if not opening:
            return None
        before = [self.mention_at[i] for i in range(opening[0].i, verb.i) if i in self.mention_at]
        behind = [self.mention_at[i] for i in range(verb.i + 1, min(verb.i + 4, verb.sent.end)) if i in self.mention_at]
        if not before or not behind or before[-1].end < verb.i - 2:
            return None
        return before[-1].actors, self.groups.at(self.doc[behind[0].head]) or behind[0].actors

    def _house(self, verb: Token, prepositions: frozenset[str]) -> list[Actor]:
        """The body in whose house it was, where a passive names nobody else: "summoned to the ministry", "received at the Pentagon"."""
        for i in range(verb.i + 1, verb.sent.end):
            m = self.mention_at.get(i)
            if m is not None and m.form == "body" and m.actors[0].military:
                before = i - 1 - (self.doc[i - 1].lower_ == "the")
                if self.doc[before].lower_ in prepositions:
                    return m.actors
        return self._accredited(verb, prepositions)

    def _accredited(self, verb: Token, prepositions: frozenset[str]) -> list[Actor]:
        """The ministry of the country where an attaché is: "the attaché in Moscow was summoned to the Defence Ministry"."""
        house = next(
            (g for c in verb.children if c.lower_ in prepositions for g in c.children if g.dep_ == "pobj"), None
        )
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        m = self.mention_at.get(subject.i) if subject is not None else None
        if house is None or m is None or m.actors[0].office not in ("defense_attache", "ambassador"):
            return []
        abroad = [c.code for c in self.mil.countries if m.start <= c.start < m.end and c.code != m.actors[0].country]
        if len(abroad) != 1 or house.lower_ not in words().bodies:
            return []
        told = self.doc[house.left_edge.i : house.i + 1].text
        military = any(t.lower_ in words()["military_words"] for t in house.subtree)
        return [Actor("delegation", abroad[0], role=told.removeprefix("the "), military=military)]

    def _noun(self, trigger: Trigger) -> Sides:
        noun, rule = trigger.head, trigger.rule
        sides = Sides()
        first: list[Actor] = []
        second: list[Actor] = []
        for child in noun.children:
            if child.dep_ == "poss":
                first += self.groups.at(child)
            elif child.dep_ in ("compound", "amod", "nmod") and child.i in self.mention_at:
                first += self.mention_at[child.i].actors
        preps = rule.prepositions | frozenset(
            {"on", "at"} if rule.lemma == "call" and trigger.mode == "meeting" else ()
        )
        second += self.prepositional(noun, preps)
        for child in noun.children:
            if (
                child.dep_ == "relcl"
                and child.pos_ in ("VERB", "AUX")
                and (child.lemma_ in lexicon().light or child.lemma_ == "be")
            ):
                clause_first = (
                    self.subject(child)
                    if not any(
                        c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("which", "that") for c in child.children
                    )
                    else []
                )
                first += clause_first
                sought = {"for"} if child.lemma_ in ("seek", "request", "arrange", "propose", "schedule") else set()
                second += self.prepositional(child, rule.prepositions | frozenset({"with"} | sought))
                if clause_first and not second:
                    second += self.after(child.i, frozenset({"with"}))
            elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in lexicon().light | {"make", "pay"}:
                first += self.prepositional(child, frozenset({"by"}))
                second += self.prepositional(child, rule.prepositions & frozenset({"with", "between"}))
        if not first and noun.i and (noun.lemma_ in ("talk", "visit", "call", "meet")):
            first += self._just_before(noun)
        adjectives = self._adjective_pair(noun)
        if adjectives and not second and len({a.country for a in first}) < 2:
            first = adjectives
        governor = self._governor(noun)
        if governor is not None and governor.i != noun.i:
            second += self.prepositional(
                governor,
                rule.prepositions & frozenset({"with", "between", "among", "to"})
                if governor.lemma_ in lexicon().light
                else frozenset({"with", "between"}),
            )
        if len({a.country for a in (*first, *second)}) < 2:
            more = self.after(noun.i, preps & frozenset({"with", "between", "among", "to", "from", "by", "on", "at"}))
            second += [a for a in more if all(a.key != b.key for b in (*first, *second))]
        second = distinct(second)
        partners = (
            second
            and not first
            and any(
                c.lower_ == "with" and c.dep_ == "prep"
                for c in (*noun.children, *(governor.children if governor is not None else ()))
            )
        )
        if governor is not None and (partners or len({a.country for a in (*first, *second)}) < 2):
            subject = self.subject(governor) or self.left_group(_top(governor))
            first += [a for a in subject if all(a.key != b.key for b in second)]
        if partners and not first:
            first += self._owner(noun, second)
        if (
            len({a.country for a in (*first, *second)}) < 2
            and governor is not None
            and noun.dep_ in ("nsubj", "nsubjpass")
        ):
            second += self.objects(governor)
        if governor is not None and len({a.country for a in (*first, *second)}) < 2:
            second += self._dealt_with(governor)
        sides.first = distinct(first)
        sides.second = [a for a in distinct(second) if all(a.key != b.key for b in sides.first)]
        return sides

    def _dealt_with(self, verb: Token) -> list[Actor]:
        """Whom somebody told, pressed, warned: "told him at a dinner"; with both sides of "pressed by him in a call"."""
        rule = lexicon().faint.get(verb.lemma_.lower())
        if rule is None or not rule.needs_person:
            return []
        if verb.dep_ == "advcl" and verb.tag_ == "VBN":
            return self.prepositional(verb, frozenset({"by"})) + self.subject(verb.head)
        return (self.objects(verb, True) if rule.object else []) + self.prepositional(verb, rule.prepositions)

    def _just_before(self, noun: Token) -> list[Actor]:
        """ "Gen. X, the army chief, talks with Y", where the parse takes the verb for a noun."""
        i = noun.i - 1
        if self.doc[i].text == ",":
            i -= 1
        m = self.mention_at.get(i)
        if m is None or m.form not in ("name", "office", "rank", "he") or m.end < i + 1:
            return []
        return distinct([a for x in self.groups.group_of(m) for a in x.actors])

    def _owner(self, noun: Token, second: list[Actor]) -> list[Actor]:
        """Whose colleague the partner is: "talks with his Russian counterpart"."""
        for m in self.mil.mentions:
            if (
                m.form == "his"
                and noun.i < m.start < noun.i + 6
                and all(a.key != b.key for a in m.actors for b in second)
            ):
                return m.actors
        return []

    def _governor(self, noun: Token) -> Token | None:
        """The verb above a noun: "held talks", "in a meeting with X, Y said"."""
        node = noun
        for _ in range(7):
            if node.head == node:
                return None
            node = node.head
            if (
                node.pos_ in ("VERB", "AUX") and node.dep_ != "prep"
            ):  # "following talks with" hangs on a verb further up
                return node
        return None

    def _adjective_pair(self, noun: Token) -> list[Actor]:
        """ "Russian-Turkish talks", "US-China military talks": two countries before a noun."""
        codes: list[str] = []
        i = noun.i - 1
        at = {c.end - 1: c for c in self.mil.countries}
        military = False
        while i >= 0 and noun.i - i < 9:
            if i in at:
                codes.insert(0, at[i].code)
                i = at[i].start - 1
                continue
            low = self.doc[i].lower_
            if low in ("military", "defense", "defence", "army", "general", "naval"):
                military = True
            elif low not in ("-", "–", "/", "and", "high", "level", "top", "joint", "first", "annual", "to", "mil"):
                break
            i -= 1
        codes = list(dict.fromkeys(codes))
        return [Actor("delegation", code, military=military) for code in codes] if len(codes) > 1 else []


def _reciprocal(verb: Token, prepositions: frozenset[str]) -> bool:
    """Whether the other one is the subject again: "saw each other", "took leave of one another"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    objects += [g for c in verb.children if c.lower_ in prepositions for g in c.children if g.dep_ == "pobj"]
    return any(o.lower_ in ("other", "another") and o.i and o.nbor(-1).lower_ in ("each", "one") for o in objects)


def _top(verb: Token) -> Token:
    """The verb that carries the subject of an infinitive: "failed" of "failed to turn up"."""
    while verb.dep_ == "xcomp" and verb.head != verb and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb
