"""The day of a contact that its own sentences leave open: a small trained model over the dates that the story tells.

In: a contact without a date. Out: `Stories.likeliest`, one of the dates of the sentences around, resolved, or None where
none is likely enough.

A logistic function over a few plain features says how likely a date is that of the contact: how far away it stands and in
which paragraph, whether it dates the main verb of its sentence or something beside it, whether that is an act of the same people,
in the same tense, on the right side of publication, and whether the contact is told as a part of what goes before ("the
talks", "afterwards") or apart from it ("had earlier met"). The weights are in `lexicons/date_stories.yaml`; `python
scripts/train.py` fits them to the annotated articles that may be read.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .. import dates as grammar
from ..lexicons._spellings import read
from .annotations import DateMention, annotations_of
from .date_headings import heads_elsewhere
from .date_ties import OWN, helpers, is_attribute, strain, words
from .date_verbs import clause_tense, main_verb, stay, verb_above
from .events import Draft, Event
from .logistic import Features, chance

#: The least probability at which a date is taken.
ENOUGH = 0.38
#: How many sentences lie between a contact and a date of its story at most, and how many a lead has.
_BACK, _LEAD = 12, 2
_BUCKETS = (0, 1, 2, 3, 5, 8)
_PEOPLE = ("he", "she", "they", "his", "her", "their", "the two", "both")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that a story tells, as the day of a contact, and what speaks for it."""

    resolved: grammar.Resolved
    text: str
    features: Features


def fill_dates(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Dates the contacts of which no sentence of their own tells when they were, by the sentences around."""
    stories: Stories | None = None
    for draft in drafts:
        if draft.date is None and not draft.recurring:
            stories = stories or Stories(doc, drafts)
            found = stories.likeliest(draft)
            if found is not None:
                draft.date, draft.date_text, draft.basis = found.resolved.edtf, found.text, found.resolved.basis


@functools.cache
def weights() -> dict[str, float]:
    """The fitted weights, loaded once."""
    return dict(read("date_stories.yaml"))


class Stories:
    """The dates of one document as those of its contacts."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft]) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.drafts = drafts
        self.sentences = list(doc.sents)
        self.sentence_of = [n for n, sent in enumerate(self.sentences) for _ in sent]
        self.paragraph_of: list[int] = []
        number = 0
        for sent in self.sentences:
            if sent.start and ("\n" in doc[sent.start - 1].text or doc[sent.start].is_space):
                number += 1
            self.paragraph_of.append(number)

    def likeliest(self, draft: Draft) -> Candidate | None:
        """The date that is most likely that of a contact; None where none is likely enough."""
        found = [c for event in draft.events for c in self.candidates(draft, event)]
        scored = [(chance(c.features, weights()), -n, c) for n, c in enumerate(found)]
        best = max(scored, key=lambda s: s[:2], default=None)
        return best[2] if best is not None and best[0] >= ENOUGH else None

    def candidates(self, draft: Draft, event: Event) -> list[Candidate]:
        """All dates around what tells of a contact, the nearest before it first, then those behind."""
        here = self.sentence_of[event.trigger.i]
        near = [d for d in self.mil.dates if here - self.sentence_of[d.start] >= -1]
        near = [d for d in near if here - self.sentence_of[d.start] <= _BACK or self.sentence_of[d.start] < _LEAD]
        near.sort(key=lambda d: (d.start > event.trigger.i, abs(d.start - event.trigger.i)))
        found: list[Candidate] = []
        for d in near:
            if heads_elsewhere(self.doc, event.trigger.i, d) or self._of_another(event, d):
                continue
            resolved = self._resolve(draft, d)
            if resolved is None:
                continue
            if not self._on_its_side(draft, resolved) or self._another_story(draft, event, d):
                continue
            rank = len({c.resolved.edtf for c in found})
            features = self._features(draft, event, d, resolved, rank)
            found.append(Candidate(resolved, d.expression.text, features))
        return found

    def _of_another(self, event: Event, dated: DateMention) -> bool:
        """Whether a date of the contact's own sentence plainly tells of something else.

        That is the day of the report, that of a clause beside it, of what was talked about, of another time.
        """
        trigger, date = event.trigger.head, self.doc[dated.start]
        if not trigger.sent.start <= dated.start < trigger.sent.end:
            return False
        own, other = verb_above(trigger), verb_above(date)
        given_out = other.dep_ == "acl" and other.head.lemma_ in words()["accounts"]
        if given_out or (other == trigger.sent.root and other.lemma_ in words()["report"]):
            return True
        if other != own and "relcl" in (other.dep_, own.dep_):
            return True
        if {c.lower_ for c in other.children if c.dep_ in ("mark", "prep")} & words()["elsewhen"] or (
            other.dep_ == "pcomp" and other.head.lower_ in words()["elsewhen"]
        ):
            return True
        inner = [date, *date.ancestors]
        inner = inner[: inner.index(other)] if other in inner else inner
        prepositions = {t.lower_ for t in inner if t.pos_ in ("ADP", "SCONJ")}
        return bool(prepositions & (words()["elsewhen"] | words()["about"] - {"on", "for"}))

    def _another_story(self, draft: Draft, event: Event, dated: DateMention) -> bool:
        """Whether the sentence of a date tells of something else than the contact.

        It does where it stands in another paragraph and speaks of other countries, or the contact was before it, where an account was given out then, or
        where the contact is one that has taken place some time before.
        """
        n, here = self.sentence_of[dated.start], self.sentence_of[event.trigger.i]
        sent = self.sentences[n]
        if n == here:
            return False
        tense = tense_of_clause(event.trigger.head)
        if tense == "has" or (
            tense == "had" and any(t.lower_ in words()["looking_back"] for t in event.trigger.head.sent)
        ):
            return True
        verb = verb_above(self.doc[dated.start])
        if draft.status == "held" and clause_tense(verb) == "future":
            return True
        if any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_ in words()["accounts"] for c in verb.children):
            return True
        if self.paragraph_of[n] == self.paragraph_of[here]:
            return False
        return tense == "had" or not draft.countries & self._countries_of(sent) or self._broken_off(draft, n, here)

    def _broken_off(self, draft: Draft, n: int, here: int) -> bool:
        """Whether a paragraph between two sentences is of nobody's country."""
        between = range(self.paragraph_of[n] + 1, self.paragraph_of[here])
        of_them = {
            p
            for s, p in zip(self.sentences, self.paragraph_of, strict=True)
            if p in between and draft.countries & self._countries_of(s)
        }
        return len(of_them) < len(between)

    def _on_its_side(self, draft: Draft, resolved: grammar.Resolved) -> bool:
        """Whether a date lies ahead of publication where the contact does, and not where it does not."""
        if self.mil.published is None:
            return True
        first, last = grammar.parse_edtf(resolved.edtf)
        if draft.status == "planned":
            return last >= self.mil.published
        return draft.status != "held" or (first - self.mil.published).days <= 1

    def _resolve(self, draft: Draft, dated: DateMention) -> grammar.Resolved | None:
        """The days that a date means, all of a stay where one of them is told."""
        if dated.expression.kind == "relative_to_event" or dated.expression.qualifier in ("since", "until", "after"):
            return None
        verb = verb_above(self.doc[dated.start])
        tense = clause_tense(verb)
        ahead = tense == "future" or (draft.status == "planned" and tense in ("present", None))
        before = next((x for x in reversed(self.mil.dates) if x.end <= dated.start and _whole(x)), None)
        anchors = grammar.Anchors(
            published=self.mil.published,
            dateline=self.mil.dateline,
            reference=self._plain(before),
            tense="future" if ahead else "past",
        )
        resolved = grammar.resolve(dated.expression, anchors)
        if resolved is None or grammar.days_in(resolved.edtf) > 366:
            return None
        return stay(verb.sent, verb, resolved) if verb.sent is not None else resolved

    def _plain(self, dated: DateMention | None) -> str | None:
        if dated is None:
            return None
        anchors = grammar.Anchors(published=self.mil.published, dateline=self.mil.dateline)
        resolved = grammar.resolve(dated.expression, anchors)
        return resolved.edtf if resolved is not None else None

    # -- features ------------------------------------------------------------------------------------------------------

    def _features(
        self, draft: Draft, event: Event, dated: DateMention, resolved: grammar.Resolved, rank: int
    ) -> Features:
        """What speaks for and against a date; `rank` counts the other days that are told nearer."""
        doc, trigger = self.doc, event.trigger.head
        n, here = self.sentence_of[dated.start], self.sentence_of[trigger.i]
        back = here - n
        apart = self.paragraph_of[here] - self.paragraph_of[n]
        where = "behind" if back < 0 else "same" if back == 0 else "before"
        yes = {
            "constant",
            where,
            f"status {draft.status}",
            f"rank {min(3, rank)}",
            f"paragraphs {min(3, apart)}" if back else "same sentence",
        }
        if back > 0:
            yes.add(f"back {next(i for i, b in reversed(list(enumerate(_BUCKETS))) if back >= b)}")
        if back > 0 and n < _LEAD:
            yes.add("lead")
        yes |= self._of_date(dated, self.sentences[n], where)
        if back == 0:
            yes |= self._within(trigger, dated)
        yes |= self._of_day(draft, resolved)
        yes |= self._of_contact(event)
        yes |= self._between(draft, dated, resolved, n, here)
        tense, other = tense_of_clause(trigger), tense_of_clause(doc[dated.start])
        yes.add(f"tense {tense}")
        yes.add(f"{tense} to {other}" if back else f"{tense} beside {other}")
        return dict.fromkeys(yes, 1.0)

    def _of_date(self, dated: DateMention, sent: Span, where: str) -> set[str]:
        """How a date stands in its own sentence."""
        verb = main_verb(sent)
        yes: set[str] = set()
        if where == "behind" and verb is not None:
            taken_up = sent[0].lower_ in ("it", "this", "that") and verb.lemma_ in {"be"} | words()["happening"]
            yes.add("taken up behind" if taken_up else "not taken up behind")
        cost = strain(verb, dated) if verb is not None else None
        if cost is not None and cost <= OWN:
            yes.add(f"of the main verb {where}")
        elif is_attribute(self.doc, dated):
            yes.add("attribute")
        above = verb_above(self.doc[dated.start])
        if above.lemma_ in words()["report"] and above == sent.root:
            yes.add("of the report")
        if dated.expression.qualifier:
            yes.add("qualified")
        return yes

    def _within(self, trigger: Token, dated: DateMention) -> set[str]:
        """How a date that is not tied to the contact stands to it in the same sentence."""
        doc, date = self.doc, self.doc[dated.start]
        yes = {"date first" if dated.start < trigger.i else "contact first"}
        own, other = verb_above(trigger), verb_above(date)
        if own != other:
            yes.add(f"under another verb as {other.dep_}")
        if doc[dated.start - 1].is_sent_start or dated.start - trigger.sent.start < 3:
            yes.add("opens the sentence")
        if abs(dated.start - trigger.i) < 6:
            yes.add("close by")
        return yes

    def _of_day(self, draft: Draft, resolved: grammar.Resolved) -> set[str]:
        """How long a date is and how it lies to publication."""
        days = grammar.days_in(resolved.edtf)
        yes = {"a day" if days == 1 else "days" if days <= 7 else "a month" if days <= 31 else "long"}
        published = self.mil.published
        if published is None:
            return yes
        first = grammar.parse_edtf(resolved.edtf)[0]
        if (first - published).days > 1:
            yes.add("ahead")
        age = (published - first).days
        yes.add("fresh" if age <= 3 else "of the week" if age <= 8 else "of the month" if age <= 40 else "old")
        return yes

    def _of_contact(self, event: Event) -> set[str]:
        """How the contact is told: as part of a story or apart from it."""
        trigger = event.trigger
        sent = trigger.head.sent
        opening = {t.lower_ for t in sent[:4]}
        yes: set[str] = set()
        if trigger.noun:
            yes.add("definite noun" if trigger.definite else "noun")
        if opening & words()["then"]:
            yes.add("goes on")
        if any(t.lower_ in words()["looking_back"] for t in sent):
            yes.add("looks back")
        if any(t.lower_ in ("recently", "recent", "lately", "repeatedly", "often", "already") for t in sent):
            yes.add("recently")
        if any(t.dep_ == "relcl" for t in (trigger.head, *trigger.head.ancestors)):
            yes.add("in a relative clause")
        if sent[0].lower_ in _PEOPLE or sent[0].lower_ == "the":
            yes.add(f"opens with {'the' if sent[0].lower_ == 'the' else 'people'}")
        if any(self.sentence_of[d.start] == self.sentence_of[trigger.i] for d in self.mil.dates):
            yes.add("dates in its sentence")
        return yes

    def _between(self, draft: Draft, dated: DateMention, resolved: grammar.Resolved, n: int, here: int) -> set[str]:
        """Whom the sentence of the date and the contact share, and which contacts have the date."""
        sent = self.sentences[n]
        keys = {a.key for a in draft.actors if a.kind != "delegation"}
        yes: set[str] = set()
        there = [a for m in self.mil.mentions if sent.start <= m.start < sent.end for a in m.actors]
        if n != here:
            shared = len(keys & {a.key for a in there})
            yes.add(f"shared people {min(2, shared)}")
            if not shared:
                paragraphs = self.paragraph_of[here] - self.paragraph_of[n]
                yes.add(f"nobody shared {'here' if not paragraphs else 'in the lead' if n < _LEAD else 'elsewhere'}")
            yes.add(f"shared countries {min(2, len(draft.countries & self._countries_of(sent)))}")
        others = [d for d in self.drafts if d is not draft and d.date == resolved.edtf]
        if any(d.countries == draft.countries for d in others):
            yes.add("day of their contact")
        elif any(keys & {a.key for a in d.actors} for d in others):
            yes.add("day of a contact of one")
        elif others:
            yes.add("day of a contact of others")
        return yes

    def _countries_of(self, sent: Span) -> set[str]:
        """The countries that a sentence names, or whose people."""
        named = {c.code for c in self.mil.countries if sent.start <= c.start < sent.end}
        people = {a.country for m in self.mil.mentions if sent.start <= m.start < sent.end for a in m.actors}
        return named | {code for code in people if code}


def _whole(dated: DateMention) -> bool:
    return isinstance(dated.expression.spec, grammar.Calendar | grammar.Period)


def tense_of_clause(token: Token) -> str:
    """The tense of the clause of a token; "had" for what was before the story, "none" where no verb stands."""
    verb = verb_above(token)
    while verb.dep_ in ("xcomp", "pcomp", "conj", "advcl") and verb.tag_ in ("VB", "VBG", "VBN") and verb.head != verb:
        if helpers(verb) - {"to"}:
            break
        verb = verb_above(verb.head)
    told = clause_tense(verb)
    if told is not None:
        return told
    helping = helpers(verb)
    return next((h for h in ("had", "has", "would", "could") if h in helping), "has" if "have" in helping else "none")
