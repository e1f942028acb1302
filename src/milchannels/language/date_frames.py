"""Dates that hold on beyond their own sentence, for the contacts of which no sentence of their own tells when they were.

In: drafts. Out: dates for those that have none: "He was in Geneva on Friday. There he met X" tells of Friday, where both
sentences tell of one and the same story. What stands at the head of a paragraph is the business of `date_headings.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from .. import dates as grammar
from .annotations import Annotations, DateMention, annotations_of
from .date_ties import helpers, strain, words
from .events import Draft, Event
from .quantities import number_of

_STAY = re.compile(
    r"(?i)\b(week|two|three|four|five|six|seven|[2-9])-?(?: ?day|long) "
    r"(?:\w+ ){0,3}?(?:visit|trip|tour|stay|stop|mission)\b"
)
#: How many sentences back a silent one looks for its date, and how closely that must hang on its verb.
_BACK, _CLOSE = 3, 4.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A date that the story has set, and its words."""

    resolved: grammar.Resolved
    text: str


def fill_dates(doc: Doc, drafts: list[Draft]) -> None:
    """Dates the contacts of which no sentence of their own tells when they were, by the sentences before."""
    for draft in drafts:
        if draft.date is not None or draft.recurring or draft.status not in ("held", "planned", "refused"):
            continue
        events = draft.events
        frame = next(
            (f for f in (_told_behind(doc, event) or _frame(doc, draft, event) for event in events) if f), None
        )
        if frame is not None:
            draft.date, draft.date_text, draft.basis = frame.resolved.edtf, frame.text, frame.resolved.basis


def _frame(doc: Doc, draft: Draft, event: Event) -> _Frame | None:
    """The date that the sentences before set for an event, where its own sentence goes on with their story."""
    sent = event.trigger.head.sent
    tense = "future" if draft.status == "planned" else clause_tense(event.trigger.head)
    if tense not in ("past", "future") or _looks_elsewhere(sent):
        return None
    for before in _sentences_before(sent):
        told = _story_date(doc, before, tense)
        if told is not None:
            return told if _goes_on(draft, before, sent) else None
        if any(before.start <= d.start < before.end and not _is_of_report(doc, d) for d in annotations_of(doc).dates):
            return None
    return None


def _told_behind(doc: Doc, event: Event) -> _Frame | None:
    """The date that the next sentence tells of a contact: "It took place on Friday"."""
    end = event.trigger.head.sent.end
    if end >= len(doc) or event.status not in ("held", "planned"):
        return None
    sent = doc[end].sent
    verb = _main_verb(sent)
    if sent[0].lower_ not in ("it", "this", "that") or verb is None or verb.lemma_ not in words()["happening"]:
        return None
    tense = clause_tense(verb)
    return _story_date(doc, sent, tense) if tense in ("past", "future") else None


def _sentences_before(sent: Span) -> list[Span]:
    """The sentences before one, in its paragraph and at most the one before, the nearest first."""
    doc = sent.doc
    found: list[Span] = []
    breaks = 0
    while len(found) < _BACK and sent.start > 0:
        breaks += "\n" in doc[sent.start - 1].text or doc[sent.start].is_space
        if breaks > 1:
            break
        sent = doc[sent.start - 1].sent
        found.append(sent)
    return found


def _story_date(doc: Doc, sent: Span, tense: str) -> _Frame | None:
    """The date on which what a sentence tells took place, where it tells in that tense."""
    verb = _main_verb(sent)
    if verb is None or clause_tense(verb) not in ((tense,) if tense == "past" else ("future", "present")):
        return None
    mil = annotations_of(doc)
    found: list[tuple[float, DateMention]] = []
    for d in mil.dates:
        if sent.start <= d.start < sent.end and d.expression.qualifier in (None, "from", "between"):
            cost = strain(verb, d)
            if cost is not None and cost <= _CLOSE:
                found.append((cost, d))
    anchors = grammar.Anchors(published=mil.published, dateline=mil.dateline, tense=tense)  # type: ignore[arg-type]
    for _, d in sorted(found, key=lambda f: f[0]):
        resolved = grammar.resolve(d.expression, anchors)
        if resolved is not None and grammar.days_in(resolved.edtf) <= 31 and _fits(resolved.edtf, tense, mil):
            whole = stay(sent, verb, resolved)
            if whole == resolved and _closes(verb):
                return None  # the day on which a journey ended is not that of its talks
            return _Frame(whole, d.expression.text)
    return None


def stay(sent: Span, verb: Token, resolved: grammar.Resolved) -> grammar.Resolved:
    """All days of a stay of which one is told: "arrived on Monday for a two-day visit", "ended a three-day trip on Friday"."""
    match = _STAY.search(sent.text)
    first, last = grammar.parse_edtf(resolved.edtf)
    if match is None or first != last:
        return resolved
    count = number_of(match[1]) or 7  # a week
    length = dt.timedelta(days=count - 1)
    try:
        span = (first - length, first) if verb.lemma_ in words()["closing"] else (first, first + length)
    except OverflowError:  # the calendar ends on the way
        return resolved
    return replace(resolved, edtf=grammar.to_edtf(*span), precise="interval" if count > 1 else "day")


def _closes(verb: Token) -> bool:
    """Whether a verb tells of an end: "ended", "came to a close"."""
    near = {verb.lemma_} | {t.lower_ for c in verb.children if c.dep_ == "prep" for t in c.children}
    return bool(near & words()["closing"])


def _fits(edtf: str, tense: str, mil: Annotations) -> bool:
    """Whether a date lies on the side of the day of publication that the tense tells."""
    if mil.published is None:
        return True
    first, last = grammar.parse_edtf(edtf)
    return last >= mil.published if tense == "future" else (first - mil.published).days <= 1


def _is_of_report(doc: Doc, dated: DateMention) -> bool:
    """Whether a date hangs on the verb of a report: "officials said Saturday that"."""
    verb = verb_above(doc[dated.start])
    return verb.lemma_ in words()["report"] and verb == verb.sent.root


def _main_verb(sent: Span) -> Token | None:
    """The verb of what a sentence tells: that of the report, where it reports."""
    root = sent.root
    if root.lemma_ in words()["report"]:
        root = next((c for c in root.children if c.dep_ in ("ccomp", "parataxis") and c.i < root.i), root)
    return root if _is_verb(root) and root.lemma_ not in words()["report"] else None


def _is_verb(token: Token) -> bool:
    """Whether a word is the verb of a clause, by its tag or, where the tagger errs, by its auxiliaries."""
    return token.pos_ in ("VERB", "AUX") or bool(helpers(token))


def verb_above(token: Token) -> Token:
    """The verb of the clause that a token stands in, itself where it is one."""
    while not _is_verb(token) and token.head != token:
        token = token.head
    return token


def clause_tense(token: Token) -> str | None:
    """Past or future, where the verb of a token tells of one act: "met", "is to meet", not "had met" or "has met"."""
    verb = verb_above(token)
    while verb.dep_ in ("xcomp", "pcomp", "conj", "advcl") and verb.tag_ in ("VB", "VBG", "VBN") and verb.head != verb:
        if helpers(verb) - {"to"}:
            break
        verb = verb_above(verb.head)
    helping = helpers(verb)
    if helping & {"will", "shall", "'ll", "’ll"}:
        return "future"
    if helping & {"had", "has", "have", "would", "could", "might", "may", "should"}:
        return None
    if verb.tag_ == "VBD" or helping & {"was", "were", "did"}:
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP") or helping & {"is", "are"} else None


def _looks_elsewhere(sent: Span) -> bool:
    """Whether a sentence looks back from the story: "earlier", "previously", "once", "last time"."""
    return any(t.lower_ in words()["looking_back"] for t in sent)


def _goes_on(draft: Draft, before: Span, sent: Span) -> bool:
    """Whether a sentence goes on with the story of one before: one of its people is in both, or it opens with "then"."""
    opening = {t.lower_ for t in sent[:4]}
    if opening & words()["then"]:
        return True
    keys = {a.key for a in draft.actors if a.kind != "delegation"}
    mentions = annotations_of(sent.doc).mentions
    return any(a.key in keys for m in mentions if before.start <= m.start < before.end for a in m.actors)
