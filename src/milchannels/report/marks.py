"""What an article tells of a contact in, its quotes in pieces out: which words say who, how, when and about what.

A piece is its text and what it tells: `""` for plain words, `who`, `how`, `when` or `about`. Joined together the
pieces are the quote, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..records import Contact, Participant, Quote

#: Text, and what it tells.
Piece = tuple[str, str]
_PLACE = re.compile(r":c(\d+)")
_WORD = re.compile(r"[\w’'-]+")
#: A family name of fewer letters is looked for only as part of the whole name.
_SHORT = 3


def pieces(contact: Contact, quote: Quote) -> list[Piece]:
    """The quote cut where words tell something of the contact. Where two overlap, who goes before when, how, about."""
    taken: list[tuple[int, int, str]] = []
    for start, end, tells in _found(contact, quote):
        if start < end and all(end <= low or start >= high for low, high, _ in taken):
            taken.append((start, end, tells))
    cut: list[Piece] = []
    reached = 0
    for start, end, tells in sorted(taken):
        if start > reached:
            cut.append((quote.quote[reached:start], ""))
        cut.append((quote.quote[start:end], tells))
        reached = end
    if reached < len(quote.quote):
        cut.append((quote.quote[reached:], ""))
    return cut


def _found(contact: Contact, quote: Quote) -> Iterator[tuple[int, int, str]]:
    text = quote.quote
    for participant in contact.participants:
        for start, end in _said(text, _names(participant)):
            yield start, end, "who"
    for start, end in _said(text, [contact.date_text or ""]):
        yield start, end, "when"
    place = _PLACE.search(contact.id)
    if place is not None:
        word = _WORD.match(text, max(0, int(place[1]) - quote.start)) if int(place[1]) >= quote.start else None
        if word is not None:
            yield word.start(), word.end(), "how"
    for start, end in _said(text, contact.topics):
        yield start, end, "about"


def _names(participant: Participant) -> list[str]:
    """What the quote may call a participant, the longest first: the name, its last words, the role."""
    words = (participant.name or "").split()
    names = [" ".join(words[n:]) for n in range(len(words))]
    names = [name for n, name in enumerate(names) if n == 0 or len(name) > _SHORT]
    return [*names, participant.role] if participant.role and not words else names


def _said(text: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where whole phrases stand in the text, in any case of letters."""
    for phrase in phrases:
        if phrase:
            for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE):
                yield match.span()
