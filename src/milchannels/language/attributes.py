"""What the text says of a contact besides its parties: recurrence and count, date, length.

Each function takes an event (or a document and a token) and reads the sentence of its trigger.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from .. import dates as grammar
from .annotations import Annotations, DateMention, annotations_of
from .events import Event
from .status import governors, tense_of

_RUN = re.compile(
    r"\b(?:regular(?:ly)?|frequent(?:ly)?|repeated(?:ly)?|numerous times|many times|several times|often|(?:a )?(?:few|couple of|number of) times|"
    r"\d+ times|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|a dozen|half a dozen|scores of|two dozen|three dozen) (?:times|occasions)|twice|"
    r"(?:every|each) (?:week|month|year|day|evening|morning|two|three|few|other)|once a (?:week|month|year|day)|twice a \w+|(?:weekly|monthly|daily|annual|yearly) (?:call|talk|phone|contact|meeting)|"
    r"a series of|a string of|(?:close|constant|regular|frequent|direct) (?:touch|contact)s?|in touch|in contact|"
    r"(?:multiple|numerous|several|frequent|repeated|regular|countless|many) (?:calls|meetings|conversations|phone|telephone|talks|visits|contacts|occasions|trips)|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+) rounds of|time and again|a dozen|constantly|routinely|more than a couple)\b",
    re.I,
)
_NUMBERS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_SPECIAL = {
    "a dozen": 12,
    "two dozen": 24,
    "a couple dozen": 24,
    "couple dozen": 24,
    "half a dozen": 6,
    "twice": 2,
    "a couple of": 2,
    "three dozen": 36,
    "thrice": 3,
}
_COUNT = re.compile(
    r"\b(two dozen|three dozen|half a dozen|a couple dozen|couple dozen|a dozen|\d{1,3}|"
    + "|".join(_NUMBERS)
    + r"|(?:two|three|half a|a couple|couple|a) dozen|twice|thrice|a couple of)\b(?: (?:\w+ )?(?:times|occasions|calls|meetings|visits|conversations|rounds|trips))?",
    re.I,
)
_ONCE_PLURAL = frozenset({"talk", "consultation", "negotiation", "discussion", "contact"})
_ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}


def read_run(doc: Doc, event: Event) -> None:
    """Sets `recurring` and `count`: a stated run of contacts."""
    token = event.trigger.head
    sent = token.sent
    near = doc[max(sent.start, token.i - 14) : min(sent.end, token.i + 12)].text
    match = _RUN.search(near)
    if event.status != "held":
        return
    if match:
        event.recurring = True
        window = near[max(0, match.start() - 24) : match.end() + 12]
        counted = [
            m
            for m in _COUNT.finditer(window)
            if m.group(1).lower() not in ("one",)
            and re.search(
                r"times|occasions|calls|meetings|visits|conversations|trips|rounds|dozen|twice|thrice",
                m.group(0) + window[m.end() : m.end() + 12],
            )
        ]
        if counted and not re.search(r"(?i)\b(?:once|twice) a\b", window):
            text = counted[0].group(1).lower()
            event.count = int(text) if text.isdigit() else _SPECIAL.get(text, _NUMBERS.get(text))
    elif (
        event.trigger.noun
        and token.tag_ == "NNS"
        and event.trigger.rule.lemma not in _ONCE_PLURAL
        and not event.anaphoric
        and len(event.actors) == 2
        and not event.distributed
    ):
        number = next((c.lower_ for c in token.children if c.dep_ == "nummod"), None)
        event.recurring = True
        event.count = _NUMBERS.get(number) if number else None


def read_date(doc: Doc, event: Event, reference: str | None) -> None:
    """Sets `date`, `date_text` and `basis` from the date told of the trigger."""
    mil = annotations_of(doc)
    token = event.trigger.head
    future = event.status == "planned" or tense_of(token) == "future"
    chosen: DateMention
    heading = heading_dates(doc, token)
    told = _ranked_dates(mil, token, event)
    if heading:
        told = [d for d in told if not d.expression.kind.startswith("relative_to")]
    for dated in [*told, *heading]:
        if event.date is not None and dated in heading:
            break
        expression = dated.expression
        qualifier = getattr(expression, "qualifier", None)
        if qualifier == "since" and not re.search(r"(?i)\b(?:not|no|never|none)\b|n[’']t\b", token.sent.text):
            continue
        lead = doc.text[expression.phrase_start : expression.start].lower()
        if qualifier == "until" and not lead.startswith("through"):
            continue
        before = _date_before(mil, dated) or reference
        ahead = future or (event.status == "requested" and _dates_the_trigger(token, dated))
        anchors = grammar.Anchors(
            published=mil.published,
            dateline=mil.dateline,
            reference=before,
            tense="future" if ahead else "past",
            year=year_of(heading),
        )
        resolved = grammar.resolve(expression, anchors)
        if resolved is not None and event.status == "held" and _is_ahead(resolved.edtf, mil.published):
            resolved = grammar.resolve(expression, replace(anchors, tense="past"))
            if resolved is not None and _is_ahead(resolved.edtf, mil.published):
                continue
        if resolved is None:
            event.date_text = event.date_text or expression.text
            continue
        if event.date is None:
            event.date, event.date_text, event.basis = resolved.edtf, expression.text, resolved.basis
            chosen = dated
        elif abs(dated.start - chosen.end) <= 3 and grammar.contains(event.date, resolved.edtf):
            # "only last week, on 30 October": the closer of two in a row
            event.date, event.date_text = resolved.edtf, expression.text


def heading_dates(doc: Doc, token: Token) -> list[DateMention]:
    """The date that heads a paragraph and holds for all of it, as in chronologies and captions.

    "21 October 2008. Adm. X meets with Gen. Y"; "GABORONE, Botswana (June 25, 2024) Gen. X and Gen. Y sit down".
    """
    start = token.i
    while start > 0 and not (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        start -= 1
    for d in annotations_of(doc).dates:
        if not start <= d.start < start + 14 or d.start >= token.i:
            continue
        bracketed = d.start > 0 and doc[d.start - 1].text == "("
        opening = d.start <= start + 1 and d.end < len(doc) and doc[d.end].text in (".", ":", "–", "—", "-", "--")
        if bracketed or opening:
            return [d]
    return []


def year_of(heading: list[DateMention]) -> int | None:
    """The year that a heading date tells in full."""
    return getattr(heading[0].expression.spec, "year", None) if heading else None


def _date_before(mil: Annotations, dated: DateMention) -> str | None:
    """The day or month spoken of just before a date expression."""
    for d in reversed([d for d in mil.dates if d.end <= dated.start]):
        resolved = grammar.resolve(
            d.expression, grammar.Anchors(published=mil.published, dateline=mil.dateline, tense="past")
        )
        if resolved is not None and grammar.days_in(resolved.edtf) <= 31:
            return resolved.edtf
    return None


def _is_ahead(edtf: str, published: dt.date | None) -> bool:
    """Whether a date begins after the day of publication: nothing that was held can."""
    return published is not None and grammar.parse_edtf(edtf)[0] > published + dt.timedelta(days=1)


def _ranked_dates(mil: Annotations, token: Token, event: Event) -> list[DateMention]:
    """The dates of the sentence that can date the trigger, the likeliest first."""
    if event.anchor is not None:
        token = token.doc[event.anchor]
    sent = token.sent
    clause = clause_tokens(token)
    options: list[tuple[float, DateMention]] = []
    for d in mil.dates:
        if not sent.start <= d.start < sent.end or (event.reach and not event.reach[0] <= d.start < event.reach[1]):
            continue
        distance = float(min(abs(d.start - token.i), abs(d.end - 1 - token.i)))
        if _tells_of_a_person(mil, token, d):
            continue
        own = _dates_the_trigger(token, d)
        if event.trigger.rule.faint and not own:
            continue
        cost = min(distance, 20.0) + (0 if own else 14) + (0 if d.start in clause else 14)
        if not own and _dates_the_report(d.start, token):
            continue
        if cost < 50:
            options.append((cost, d))
    return [d for _, d in sorted(options, key=lambda o: o[0])]


def _dates_the_trigger(token: Token, d: DateMention) -> bool:
    """Whether the parse hangs a date on the trigger or on the verb that carries it."""
    node = token.doc[d.start]
    for inner in token.doc[d.start : d.end]:
        if not (d.start <= inner.head.i < d.end):
            node = inner
            break
    carriers = {token.i}
    if token.pos_ not in ("VERB", "AUX"):
        carriers |= {v.i for v in governors(token)[:1]}
    for _ in range(4):
        if node.i in carriers:
            return True
        if node.head == node or node.pos_ in ("VERB", "AUX"):
            return False
        node = node.head
    return node.i in carriers


def _tells_of_a_person(mil: Annotations, token: Token, d: DateMention) -> bool:
    """Whether a date stands in a clause about somebody: "Austin, who took office in January 2021, spoke"."""
    node = token.doc[d.start]
    for _ in range(8):
        if node.dep_ in ("relcl", "acl") and node.pos_ in ("VERB", "AUX"):
            inside = node == token or node.is_ancestor(token)
            return not inside and any(
                m.start <= node.head.i < m.end for m in mil.mentions if m.form in ("name", "office")
            )
        if node.head == node or node == token:
            return False
        node = node.head
    return False


def _dates_the_report(i: int, token: Token) -> bool:
    """Whether a date tells when the contact was reported: "..., the ministry said on Wednesday"."""
    node = token.doc[i]
    for _ in range(6):
        if node.pos_ == "VERB":
            return node.lemma_ in _REPORTING and node != token
        if node.head == node:
            return False
        node = node.head
    return False


_REPORTING = frozenset(
    [
        "say",
        "report",
        "announce",
        "tell",
        "add",
        "confirm",
        "note",
        "state",
        "write",
        "declare",
        "disclose",
        "reveal",
        "post",
        "tweet",
    ]
)


def clause_tokens(token: Token) -> set[int]:
    """The tokens of the smallest clause round a trigger."""
    node = token
    for _ in range(6):
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("xcomp", "amod"):
            break
        if node.head == node:
            break
        node = node.head
    return {t.i for t in node.subtree}


_MINUTES = re.compile(r"\b(\d{1,3}|an?|one|two|three|half an|half-an)[- ](minute|hour)s?\b", re.I)


def read_length(doc: Doc, event: Event) -> int | None:
    """The length told, in minutes: "45-minute conversation", "an hour and a half"."""
    match = _MINUTES.search(event.trigger.head.sent.text)
    if match is None:
        return None
    word, unit = match.group(1).lower(), match.group(2).lower()
    number = (
        0.5
        if word.startswith("half")
        else 1
        if word in ("a", "an", "one")
        else int(word)
        if word.isdigit()
        else _NUMBERS[word]
    )
    return int(number * (60 if unit == "hour" else 1))


def read_ordinal(doc: Doc, event: Event) -> int | None:
    """2 for "their second call since the crisis began", "spoke for a second time"."""
    sent = event.trigger.head.sent
    near = doc[max(sent.start, event.trigger.i - 6) : min(sent.end, event.trigger.i + 10)]
    for token in near:
        if token.lower_ in _ORDINALS and (
            token.nbor(1).lower_ in ("time", "such", "call", "meeting", "conversation", "visit", "since", "face")
            if token.i + 1 < len(doc)
            else False
        ):
            return _ORDINALS[token.lower_]
    return None
