"""How long a contact was, and which one of several: its length in minutes, its ordinal, and since when that counts.

Each function takes an event and reads the sentence of its trigger.
"""

from __future__ import annotations

import functools
import re

from spacy.tokens import Doc

from .events import Event
from .quantities import NUMBER, number_of

_ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
#: What an ordinal that counts contacts stands before.
_COUNTED = frozenset(
    {
        "time",
        "such",
        "call",
        "meeting",
        "conversation",
        "visit",
        "since",
        "face",
        "talk",
        "talks",
        "encounter",
        "contact",
    }
)
#: A length, and not a distance in time ("two hours later") or a number of other things.
_LENGTH = re.compile(
    rf"(?i)\b(half an|half-an|{NUMBER}|an?)[- ](minute|hour)s?\b(?! (?:later|after|before|earlier|ago|apart|from|away|ahead))"
    r"(?P<half> and a half)?"
)
_ABOUT_HALF = re.compile(r"(?i)(half an|half-an)")


def read_length(doc: Doc, event: Event) -> int | None:
    """The length told, in minutes: "45-minute conversation", "an hour and a half"."""
    match = _length_in(event.trigger.head.sent.text)
    if match is None:
        return None
    word = match[1].lower()
    number = 0.5 if _ABOUT_HALF.fullmatch(word) else 1 if word in ("a", "an") else number_of(word)
    if number is None:
        return None
    number += 0.5 if match["half"] else 0
    return int(number * (60 if match[2].lower() == "hour" else 1))


@functools.lru_cache(maxsize=16)
def _length_in(text: str) -> re.Match[str] | None:
    """The words of a length in a sentence, looked for once for all its triggers."""
    return _LENGTH.search(text)


def read_ordinal(doc: Doc, event: Event) -> int | None:
    """2 for "their second call since the crisis began", "spoke for a second time"."""
    sent = event.trigger.head.sent
    near = doc[max(sent.start, event.trigger.i - 6) : min(sent.end, event.trigger.i + 10)]
    for token in near:
        if token.lower_ in _ORDINALS and token.i + 1 < len(doc) and token.nbor(1).lower_ in _COUNTED:
            return _ORDINALS[token.lower_]
    return None


def read_since(doc: Doc, event: Event) -> str | None:
    """The words from which an ordinal or a run counts: "since the crisis began", "since May"."""
    if event.ordinal is None and not event.recurring:
        return None
    sent = event.trigger.head.sent
    for token in sent:
        if token.lower_ != "since" or token.dep_ not in ("prep", "mark"):
            continue
        clause = token if token.dep_ == "prep" else token.head
        words = [t for t in clause.subtree if t.i >= token.i]
        end = next((t.i for t in words[1:] if t.text in (",", ";", ":", ".", "(")), words[-1].i + 1)
        told = doc[token.i + 1 : end].text.strip()
        return told or None
    return None
