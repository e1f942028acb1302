"""Component `milchannels_dates`: date expressions of the article, with their tokens; and the dateline.

The grammar itself is `milchannels.dates` and works on plain text. Out: `doc._.mil.dates`, `dateline`, `dateline_place`,
`dateline_end`. Expressions stay unresolved here: tense and reference are known only at the contact they date.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from .. import dates
from .annotations import DateMention, annotations_of, text_of


def _dateline_end(doc: Doc, place: str) -> int:
    """The token after the dateline: behind the dash or the agency's mark that closes it."""
    text = text_of(doc)
    start = text.find(place)
    stop = min(len(text), start + len(place) + 45)
    closing = [text.rfind(mark, start, stop) for mark in ("--", " – ", " — ", " - ", "/", " _ ", ") ")]
    end = max(closing)
    span = doc.char_span(0, end + 1, alignment_mode="expand") if end > start else None
    return span.end if span is not None else 0


@Language.factory("milchannels_dates")
class Dates:
    """Fills `doc._.mil.dates` and the dateline."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        mil = annotations_of(doc)
        mil.dateline_place, mil.dateline = dates.dateline(text_of(doc), mil.published)
        if mil.dateline_place is not None:
            mil.dateline_end = _dateline_end(doc, mil.dateline_place)
        for expression in dates.find(text_of(doc)):
            span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
            if span is not None and span.start >= mil.dateline_end:
                mil.dates.append(DateMention(span.start, span.end, expression))
        return doc
