"""Who says "I": the one whose words are quoted, or the one whose name heads the lines of a transcript or an answer.

In: a token and the mentions of the document, named ones with their actors. Out: `speaker_of(...)`, the mention of him who
speaks there, or None where the text does not tell. A quotation is spoken by the subject of a verb of saying that stands
outside it in the same paragraph, the nearest one; words that are not quoted by the name before the last colon that heads a line.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .annotations import Mention
from .date_ties import words

_OPENING, _CLOSING, _EITHER = "“«", "”»", '"'
#: How many tokens a name before a colon has at most: "Minister for Defence (Deputy Alan Shatter):".
_LABEL = 14


def speaker_of(doc: Doc, i: int, mentions: list[Mention]) -> Mention | None:
    """The mention of the one who speaks at token `i`."""
    start, end = _paragraph(doc, i)
    quoted = _quoted(doc, start, end)
    if quoted[i - start]:
        return _sayer(doc, i, start, end, quoted, mentions)
    return _labelled(doc, i, mentions)


def _paragraph(doc: Doc, i: int) -> tuple[int, int]:
    start, end = i, i
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    return start, end


def _quoted(doc: Doc, start: int, end: int) -> list[bool]:
    """For each token of a paragraph whether it stands between quotation marks."""
    inside = False
    found = []
    for token in doc[start:end]:
        if token.text in _OPENING or (token.text == _EITHER and not inside) or token.text == "``":
            inside = True
        elif token.text in _CLOSING or token.text in (_EITHER, "''"):
            inside = False
        found.append(inside)
    return found


def _sayer(doc: Doc, i: int, start: int, end: int, quoted: list[bool], mentions: list[Mention]) -> Mention | None:
    """The subject of the verb of saying nearest to token `i` in its paragraph, outside quotations."""
    verbs = [
        t for t in doc[start:end] if t.pos_ == "VERB" and not quoted[t.i - start] and t.lemma_ in words()["report"]
    ]
    for verb in sorted(verbs, key=lambda v: abs(v.i - i)):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        mention = _at(subject, mentions) if subject is not None else None
        if mention is not None:
            return mention
    return None


def _at(token: Token, mentions: list[Mention]) -> Mention | None:
    return next((m for m in mentions if m.start <= token.i < m.end), None)


def _labelled(doc: Doc, i: int, mentions: list[Mention]) -> Mention | None:
    """The name that heads the line of token `i`, or the last line before that has such a head."""
    start = i
    while start > 0:
        start, _ = _paragraph(doc, max(start - 1, 0))
        colon = next((t.i for t in doc[start : start + _LABEL] if t.text.endswith(":")), None)
        if colon is None or any(t.pos_ in ("VERB", "AUX") for t in doc[start:colon]):
            continue
        label = [m for m in mentions if start <= m.start < colon]
        return label[-1] if label and label[-1].form in ("name", "office") else None
    return None
