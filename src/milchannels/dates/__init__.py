"""Dates of English news: plain text in, EDTF dates out, in two steps that are kept apart.

`find` takes a text and gives what it says of dates, unresolved; `resolve` takes one such expression with its
anchors (day of publication, dateline, the date spoken of before, tense) and gives EDTF, or None where they do not
tell. `dateline` reads the place and day before the first sentence.
"""

from __future__ import annotations

from dataclasses import replace

from .dateline import dateline
from .edtf import contains, days_in, narrower, overlap, parse_edtf, to_edtf
from .find import find
from .model import (
    Anchors,
    Basis,
    Calendar,
    DateExpression,
    Kind,
    Period,
    Precision,
    Qualifier,
    Range,
    Resolved,
    Shift,
    Spec,
    Tense,
    Vague,
    Window,
)
from .resolve import resolve

__all__ = [
    "Anchors",
    "Basis",
    "Calendar",
    "DateExpression",
    "Kind",
    "Period",
    "Precision",
    "Qualifier",
    "Range",
    "Resolved",
    "Shift",
    "Spec",
    "Tense",
    "Vague",
    "Window",
    "contains",
    "dateline",
    "days_in",
    "find",
    "find_and_resolve",
    "narrower",
    "overlap",
    "parse_edtf",
    "resolve",
    "to_edtf",
]


def find_and_resolve(text: str, anchors: Anchors) -> list[tuple[DateExpression, Resolved | None]]:
    """All date expressions of a text in order, each with its date or None.

    The reference of `anchors` holds until the text tells a date of a month or less, which then takes its place, so
    that "the next day" counts from the date told before. What is relative to an event stays unresolved: the
    event is not known.
    """
    pairs: list[tuple[DateExpression, Resolved | None]] = []
    reference = anchors.reference
    for expression in find(text):
        resolved = resolve(expression, replace(anchors, reference=reference))
        if expression.kind == "relative_to_event":
            resolved = None
        pairs.append((expression, resolved))
        if resolved is not None and days_in(resolved.edtf) <= 31:
            reference = resolved.edtf
    return pairs
