"""What the text says of a contact besides its parties: recurrence and count, date, length.

Each function takes an event (or a document and a token) and reads the sentence of its trigger.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from .events import Event

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
