"""Component `milchannels_countries`: names, demonyms, capitals and metonyms of states and organisations to their codes.

In: a tokenised `Doc`. Out: `doc._.mil.countries`, left to right, without overlaps, longest first. The words are in
`lexicons/countries.yaml` and `organisations.yaml`; phrases in which a country word means no state are left out.
"""

from __future__ import annotations

import functools

from spacy.language import Language
from spacy.tokens import Doc

from .. import lexicons
from .annotations import CountryMention, annotations_of, text_of
from .ranks import is_rank

#: The words of a term, lower-cased and split at the places where the tokenizer splits, by their first word.
_Index = dict[str, list[tuple[tuple[str, ...], lexicons.Term | None]]]


@functools.lru_cache(maxsize=1 << 16)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.replace("’", "'").replace("-", " - ").replace("'", " '").split())


@functools.cache
def _index() -> _Index:
    index: _Index = {}
    for surface, term in lexicons.country_terms().items():
        words = _split(surface)
        index.setdefault(words[0], []).append((words, term))
    for surface in lexicons.not_countries():
        words = _split(surface)
        index.setdefault(words[0], []).append((words, None))
    for options in index.values():
        options.sort(key=lambda option: (-len(option[0]), option[1] is not None))
    return index


def _pieces(doc: Doc) -> list[tuple[str, int]]:
    """The words of the text, split like the terms, each with its token."""
    pieces: list[tuple[str, int]] = []
    for token in doc:
        text = token.text
        if text in ("'s", "’s", "'", "’"):
            pieces.append(("'s", token.i))
            continue
        for word in _split(text) or ("",):
            pieces.append((word, token.i))
    return pieces


def find_countries(doc: Doc) -> list[CountryMention]:
    """All country mentions of a tokenised text."""
    published = annotations_of(doc).published
    index = _index()
    pieces = _pieces(doc)
    found: list[CountryMention] = []
    decided: dict[str, str | None] = {}
    i = 0
    while i < len(pieces):
        matched = None
        for words, term in index.get(pieces[i][0], ()):
            if i + len(words) <= len(pieces) and all(pieces[i + k][0] == w for k, w in enumerate(words)):
                matched = (words, term)
                break
        if matched is None:
            i += 1
            continue
        words, term = matched
        start, last = pieces[i][1], pieces[i + len(words) - 1][1]
        i += len(words)
        if term is None:
            continue
        if term.kind in ("capital", "city", "seat") and _is_surname(doc, start, last + 1):
            continue
        if term.kind in ("name", "capital", "city", "seat") and _is_given_name(doc, start, last + 1):
            continue
        meant = _meant(doc, start, last + 1, term, decided)
        if meant is None:
            continue
        code = lexicons.code_at(meant, published) if published else meant
        found.append(CountryMention(start, last + 1, code, term.kind))
    return found


def _meant(doc: Doc, start: int, end: int, term: lexicons.Term, decided: dict[str, str | None]) -> str | None:
    """The code of a term; for a body that several states have, the one that the article's other words speak for."""
    text = doc[start:end].text
    if term.kind not in ("command", "military", "defense") or text not in lexicons.ambiguous():
        return term.code
    if text not in decided:
        decided[text] = lexicons.decide(text, text_of(doc))
    return decided[text]


def _is_surname(doc: Doc, start: int, end: int) -> bool:
    """Whether a town's name is part of a person's: "Gen. George Washington"."""
    token = doc[start]
    if (
        start > 1
        and doc[start - 1].text == "-"
        and doc[start - 2].lower_ in ("al", "el", "ul", "as", "ad", "an", "ar", "ash")
    ):
        return True
    return token.ent_type_ == "PERSON" and any(
        t.ent_type_ == "PERSON" and t.text[0].isupper()
        for t in (doc[max(0, start - 1)], doc[min(end, len(doc) - 1)])
        if t.i != start
    )


def _is_given_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a rank before a place and a name behind it make it a given name: "General | Milan | Petrović"."""
    if not start or end - start > 1 or end >= len(doc) or not is_rank(doc[start - 1].text):
        return False
    return doc[end].is_title and doc[end].pos_ == "PROPN" and not is_rank(doc[end].text)


@Language.factory("milchannels_countries")
class Countries:
    """Fills `doc._.mil.countries`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        annotations_of(doc).countries = find_countries(doc)
        return doc
