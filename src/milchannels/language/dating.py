"""When a contact was: of the dates of the sentence the one that is tied to the trigger, resolved by tense and anchors.

In: an event, the dates of the document, the date of the contact told before. Out: `date`, `date_text` and `basis` of the
event, or nothing where nothing is told. Which date it is, `date_ties.py` says; what holds for a whole paragraph, and what the
sentences before tell of one that is silent, `date_stories.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from .. import dates as grammar
from .annotations import Annotations, DateMention, annotations_of, text_of
from .date_headings import Heading, heading_of, heads_elsewhere
from .date_ties import OWN, helpers, is_attribute, strain
from .date_verbs import clause_tense, stay, verb_above
from .events import Event
from .status import governors, tense_of
from .status_words import words as status_words
from .trigger_words import lexicon

_NEGATION = re.compile(r"(?i)\b(?:not|no|never|none)\b|n[’']t\b")
#: How many days ahead a day without a year is looked for in the present tense.
_SOON = 90
#: Words between the date and the event that it is counted from: "three days after the strike of October 14".
_EVENT_REACH = 16


def read_date(doc: Doc, event: Event, reference: str | None) -> None:
    """Sets `date`, `date_text` and `basis` from the date told of the trigger."""
    mil = annotations_of(doc)
    heading = heading_of(doc, event.trigger.i)
    told = _tied(mil, event)
    head = heading.dated if heading is not None else None
    chosen: DateMention | None = None
    for cost, dated in [*told, *([(OWN, head)] if head is not None else [])]:
        if chosen is not None and dated is head:
            break
        resolved = _resolve(doc, event, dated, reference, heading, own=cost <= OWN)
        if resolved is None:
            if _dates_at_all(event, dated):
                event.date_text = event.date_text or dated.expression.text
            continue
        if chosen is None or event.date is None:
            if event.mode == "visit":
                resolved = stay(event.trigger.head.sent, verb_above(event.trigger.head), resolved)
            event.date, event.date_text, event.basis = resolved.edtf, dated.expression.text, resolved.basis
            chosen = dated
        elif (abs(dated.start - chosen.end) <= 3 or cost <= OWN) and grammar.contains(event.date, resolved.edtf):
            # "only last week, on 30 October": the closer of two
            event.date, event.date_text = resolved.edtf, dated.expression.text


def _tied(mil: Annotations, event: Event) -> list[tuple[float, DateMention]]:
    """The dates of the sentence that can date the trigger, each with its strain, the likeliest first."""
    token = event.trigger.head
    if event.anchor is not None:
        token = token.doc[event.anchor]
    sent = token.sent
    options: list[tuple[float, float, DateMention]] = []
    for d in mil.dates:
        if d.start >= sent.end:
            break
        if (
            d.start < sent.start
            or heads_elsewhere(token.doc, token.i, d)
            or (event.reach and not event.reach[0] <= d.start < event.reach[1])
        ):
            continue
        cost = strain(token, d, event.status)
        if cost is None or (event.trigger.rule.faint and cost > 2 * OWN):
            continue
        distance = min(abs(d.start - token.i), abs(d.end - 1 - token.i))
        options.append((cost + min(distance, 24) / 4, cost, d))
    return [(cost, d) for _, cost, d in sorted(options, key=lambda o: o[0])]


def _dates_at_all(event: Event, dated: DateMention) -> bool:
    """Whether a date says when, be it only for those who know the day of publication: not "since 2013" of what was held."""
    expression = dated.expression
    qualifier = expression.qualifier
    sent = event.trigger.head.sent
    if qualifier == "since":
        return _NEGATION.search(sent.doc[sent.start : max(event.trigger.i, dated.start)].text) is not None
    lead = text_of(sent.doc)[expression.phrase_start : expression.start].lower()
    if qualifier == "until":
        return lead.startswith("through")
    return not (qualifier == "after" or (qualifier in ("before", "by") and event.status == "held"))


def _resolve(
    doc: Doc, event: Event, dated: DateMention, reference: str | None, heading: Heading | None, own: bool
) -> grammar.Resolved | None:
    """The date that an expression gives for an event; None where it gives none."""
    if not _dates_at_all(event, dated):
        return None
    mil = annotations_of(doc)
    expression = dated.expression
    if expression.kind == "relative_to_event":
        apposed = _apposed(doc, mil, dated)
        if apposed is not None:
            return _resolve(doc, event, apposed, reference, heading, own)
        before = _event_of(mil, event, dated, reference)
        if before is None:
            return None
    else:
        before = _date_before(doc, mil, dated) or reference
    expression, week = _in_week(mil, dated)
    if own and (heading is None or heading.year is None) and _announces(event, expression, mil.published):
        event.status = "planned"
    future = event.status == "planned" or tense_of(event.trigger.head) == "future"
    ahead = future or (event.status in ("requested", "cancelled") and own and not _tried(event.trigger.head))
    anchors = grammar.Anchors(
        published=mil.published,
        dateline=mil.dateline,
        reference=week or before,
        tense="future" if ahead else "past",
        year=(heading.year if heading is not None else None) or _year_before(doc, mil, dated),
    )
    resolved = grammar.resolve(expression, anchors)
    if event.status == "cancelled" and week is None:
        resolved = _nearest(resolved, grammar.resolve(expression, replace(anchors, tense="past")), mil.published)
    if resolved is not None and event.status == "held" and _is_ahead(resolved.edtf, mil.published):
        resolved = grammar.resolve(expression, replace(anchors, tense="past"))
        if resolved is not None and _is_ahead(resolved.edtf, mil.published):
            return None
    if resolved is not None and expression.qualifier in ("by", "before") and ahead:
        return _up_to(resolved, mil.published)
    return resolved


def _announces(event: Event, expression: grammar.DateExpression, published: dt.date | None) -> bool:
    """Whether a present tense with a day to come tells a plan: "flies to Moscow on Friday", "meets him on November 3".

    What was held is told in the past tense, but in the heads of chronologies; "today" may be either.
    """
    if (
        event.status != "held"
        or event.trigger.noun
        or published is None
        or clause_tense(event.trigger.head) != "present"
    ):
        return False
    spec = expression.spec
    bare = isinstance(spec, grammar.Calendar) and spec.which is None and spec.year is None and spec.day is not None
    if expression.kind == "weekday" and isinstance(spec, grammar.Calendar) and spec.which is None:
        return expression.qualifier is None and spec.weekday != published.weekday()
    coming = grammar.resolve(expression, grammar.Anchors(published=published, tense="future"))
    if not bare or coming is None or expression.qualifier is not None:
        return False
    return 0 < (grammar.parse_edtf(coming.edtf)[0] - published).days < _SOON


def _tried(token: Token) -> bool:
    """Whether a contact was tried, so that the day is one of the past: "tried to reach him on Friday"."""
    return any(v.lemma_ in status_words().groups["attempt"] and v.tag_ == "VBD" for v in governors(token))


def _nearest(
    one: grammar.Resolved | None, other: grammar.Resolved | None, published: dt.date | None
) -> grammar.Resolved | None:
    """Of two days that words can mean the one nearer to publication: what is called off may lie on either side of it."""
    if one is None or other is None or published is None:
        return one or other
    return min((one, other), key=lambda r: abs((grammar.parse_edtf(r.edtf)[0] - published).days))


def _up_to(resolved: grammar.Resolved, published: dt.date | None) -> grammar.Resolved | None:
    """From the day of publication to the end of what a date covers: "before the end of the month"."""
    last = grammar.parse_edtf(resolved.edtf)[1]
    if published is None or last <= published:
        return resolved
    return replace(resolved, edtf=grammar.to_edtf(published, last), precise="interval")


def _in_week(mil: Annotations, dated: DateMention) -> tuple[grammar.DateExpression, str | None]:
    """A bare weekday behind a week that the sentence tells is a day of that week: "next week ... on Thursday"."""
    expression, spec = dated.expression, dated.expression.spec
    if expression.kind != "weekday" or not isinstance(spec, grammar.Calendar) or spec.which is not None:
        return expression, None
    for d in reversed([d for d in mil.dates if d.end <= dated.start and dated.start - d.end < 30]):
        other = d.expression.spec
        if isinstance(other, grammar.Period) and other.unit == "week" and other.shift and other.part is None:
            resolved = grammar.resolve(d.expression, grammar.Anchors(published=mil.published, dateline=mil.dateline))
            if resolved is not None:
                return replace(expression, spec=replace(spec, which="same")), resolved.edtf
    return expression, None


def _apposed(doc: Doc, mil: Annotations, dated: DateMention) -> DateMention | None:
    """The date that says outright what is told from an event: "the day before the attack, October 6"."""
    following = next((d for d in mil.dates if dated.end < d.start <= dated.end + 6), None)
    return following if following is not None and doc[following.start - 1].text == "," else None


def _event_of(mil: Annotations, event: Event, dated: DateMention, reference: str | None) -> str | None:
    """The date of the event that "three days after ..." counts from: told behind it, or that of the contact told before."""
    doc = event.trigger.head.doc
    sent = event.trigger.head.sent
    for d in mil.dates:
        if dated.end <= d.start < min(dated.end + _EVENT_REACH, sent.end):
            resolved = grammar.resolve(d.expression, grammar.Anchors(published=mil.published, dateline=mil.dateline))
            return resolved.edtf if resolved is not None else None
    behind = doc[dated.end : min(dated.end + 4, sent.end)]
    told = any(t.lemma_ in lexicon().nouns for t in behind)
    return reference if told else None


def _date_before(doc: Doc, mil: Annotations, dated: DateMention) -> str | None:
    """The day or month spoken of just before a date expression."""
    anchors = grammar.Anchors(published=mil.published, dateline=mil.dateline, tense="past")
    pointing = getattr(dated.expression.spec, "which", None) == "same"  # "on the 15th of that month"
    for d in reversed([d for d in mil.dates if d.end <= dated.start]):
        if not pointing and helpers(verb_above(doc[d.start])) & {"will", "would"}:
            continue
        resolved = grammar.resolve(d.expression, anchors)
        if resolved is not None and grammar.days_in(resolved.edtf) <= 31:
            return resolved.edtf
    return None


def _year_before(doc: Doc, mil: Annotations, dated: DateMention) -> int | None:
    """The year that the story is in: "In March 2021 he met X. In May the two spoke by phone" tells of May 2021.

    It holds where the sentence, or the one before, places an act in a year that is past, and this date lies no earlier in it.
    """
    spec = dated.expression.spec
    if not isinstance(spec, grammar.Calendar) or spec.month is None or spec.year or spec.which or spec.year_which:
        return None
    before = next((d for d in reversed(mil.dates) if d.end <= dated.start), None)
    told = before.expression.spec if before is not None else None
    if before is None or not isinstance(told, grammar.Calendar) or not told.year or before.expression.qualifier:
        return None
    here = doc[dated.start].sent
    last = doc[max(here.start - 1, 0)].sent
    apart = doc[before.end : dated.start]
    near = before.start >= last.start and not any(t.is_space and "\n" in t.text for t in apart)
    later = told.month is None or told.month <= spec.month
    return told.year if near and later and not is_attribute(doc, before) else None


def _is_ahead(edtf: str, published: dt.date | None) -> bool:
    """Whether a date begins after the day of publication: nothing that was held can."""
    return published is not None and (grammar.parse_edtf(edtf)[0] - published).days > 1
