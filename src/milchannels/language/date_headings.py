"""Dates at the head of lines: chronologies, digests, captions. They hold for what stands below them.

In: a document with its dates. Out: for a token the date that heads its paragraph, and the year that the headings have set.

A date heads its line where nothing but a bullet or number stands before it and a full stop, colon or dash behind it; a date
that is a line of its own heads the lines below, up to the next such line. In a chronology, where several lines have heads, one
holds on for the lines below that have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from .. import dates as grammar
from .annotations import DateMention, annotations_of, text_of

_CLOSING = frozenset({".", ":", "–", "—", "-", "--", "|", ";"})
_BULLET = re.compile(r"[\W_]*(?:(?:\d{1,3}|[ivx]{1,4}|[a-zA-Z])[\W_]*)?")
_YEAR = re.compile(r"[\W_]*(?:in )?((?:19|20)\d\d)[\W_]*", re.I)
#: What stands before the date of an item, and how long a line is that is full.
_ITEMS = frozenset({"-", "–", "•", "*", ";", "|"})
_FULL = 50
#: How far into a line a date in brackets stands at most: "GABORONE, Botswana (June 25, 2024)".
_BRACKETS = 14


@dataclass(frozen=True, slots=True)
class Heading:
    """A date that holds from one token up to another, and the year that the headings told last."""

    start: int
    end: int
    dated: DateMention | None
    year: int | None


def heading_of(doc: Doc, i: int) -> Heading | None:
    """The heading that holds at a token behind it."""
    mil = annotations_of(doc)
    if mil.headings is None:
        mil.headings = _headings(doc)
    return next((h for h in mil.headings if h.start <= i < h.end), None)


def _lines(doc: Doc) -> list[tuple[int, int]]:
    """First token and end of every line that is not blank, and of every item of a list that runs on in one line."""
    starts = [0]
    starts += [t.i + 1 for t in doc if t.is_space and "\n" in t.text]
    starts += [d.start for d in annotations_of(doc).dates if _is_item(doc, d)]
    starts = sorted(set(starts))
    found = []
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        while end > start and doc[end - 1].is_space:
            end -= 1
        if end > start:
            found.append((start, end))
    return found


def _is_item(doc: Doc, d: DateMention) -> bool:
    """Whether a date heads an item within a line: "- May 3: X calls Y - May 8: X meets Z"."""
    return d.start > 0 and d.end < len(doc) and doc[d.start - 1].text in _ITEMS and doc[d.end].text == ":"


def _wrapped(doc: Doc, start: int) -> bool:
    """Whether a line only begins where the one before ran full, in the middle of a sentence."""
    if start < 2 or doc[start - 1].text.count("\n") != 1:
        return False
    line = text_of(doc)[: doc[start].idx].rstrip().rsplit("\n", 1)[-1]
    return len(line) > _FULL and line[-1] not in '.!?:;)”"'


def _headings(doc: Doc) -> list[Heading]:
    lines = _lines(doc)
    heads = [_head(doc, a, b) for a, b in lines]
    serial = sum(head is not None and not bracketed for head, bracketed in heads) > 1
    found: list[Heading] = []
    year: int | None = None
    standing: DateMention | None = None
    for (a, b), (head, bracketed) in zip(lines, heads, strict=True):
        match = _YEAR.fullmatch(doc[a:b].text)
        if match is not None:
            year, standing = int(match[1]), None
            continue
        if head is not None:
            year = getattr(head.expression.spec, "year", None) or year
            if not bracketed:
                if head.end >= b - 1 and not serial:
                    continue  # the day of a press release under its letterhead
                standing = head if serial else None
        holding = head or standing
        if holding is not None or year is not None:
            found.append(Heading(holding.end if holding is not None and head else a, b, holding, year))
    return found


def _head(doc: Doc, start: int, end: int) -> tuple[DateMention | None, bool]:
    """The date at the head of a line, and whether it stands in brackets behind a place."""
    for d in annotations_of(doc).dates:
        if d.start >= min(end, start + _BRACKETS):
            break
        if d.start < start:
            continue
        if d.start > start and doc[d.start - 1].text == "(":
            # behind a place alone: "X met Y (May 3)" is a sentence
            return None if any(t.pos_ in ("VERB", "AUX") and t.is_lower for t in doc[start : d.start]) else d, True
        behind = doc[d.end].text if d.end < end else "."
        if (
            behind in _CLOSING
            and not _wrapped(doc, start)
            and _BULLET.fullmatch(doc[start : d.start].text)
            and _names_days(d)
        ):
            return d, False
    return None, False


def heads_elsewhere(doc: Doc, i: int, dated: DateMention) -> bool:
    """Whether a date heads a line, and another one than that of a token."""
    own = heading_of(doc, i)
    headings = annotations_of(doc).headings or []
    return any(h.dated is dated for h in headings) and (own is None or own.dated is not dated)


def _names_days(d: DateMention) -> bool:
    """Whether a date is one of the calendar, not one that counts from another."""
    return isinstance(d.expression.spec, grammar.Calendar | grammar.Range)
