"""The verb that a date or a contact hangs on, its tense, and the days of a stay of which one is told.

In: a token, or a sentence with its verb. Out: the verb of its clause, past, present or future where it tells of one act, and
the days from the first to the last of a visit of some length.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from spacy.tokens import Span, Token

from .. import dates as grammar
from .date_ties import helpers, words
from .quantities import number_of

_STAY = re.compile(
    r"(?i)\b(week|two|three|four|five|six|seven|[2-9])-?(?: ?day|long) "
    r"(?:\w+ ){0,3}?(?:visit|trip|tour|stay|stop|mission)\b"
)


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


def main_verb(sent: Span) -> Token | None:
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
