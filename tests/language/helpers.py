"""What the tests of the language components share: one text through the pipeline, and short spellings of what came out.

An actor is spelt `Sergei Shoigu/RUS/defense_minister` (a person), `/RUS/defense_minister` (the holder of an office) or
`/RUS` (a body); an office that is not told is left out: `Sergei Shoigu/RUS`.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pytest
import spacy

from milchannels.language.annotations import Actor, Annotations
from milchannels.language.events import Draft

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

#: The publication day of a text that tells none: a Wednesday.
PUBLISHED = dt.date(2022, 10, 26)


@functools.cache
def blank() -> Language:
    """English without a model: a tokenizer alone."""
    return spacy.blank("en")


def run(
    nlp: Language, text: str, published: dt.date | None = PUBLISHED, title: str | None = None
) -> tuple[Doc, list[Draft]]:
    """The annotated text and the drafts of its contacts."""
    doc = nlp.make_doc(text)
    doc._.mil = Annotations(published=published, title=title)
    doc = nlp(doc)
    return doc, doc._.mil.drafts


def only(drafts: list[Draft]) -> Draft:
    """The one draft there should be."""
    assert len(drafts) == 1, [(d.mode, parties(d.actors)) for d in drafts]
    return drafts[0]


def known_failing(cases: Iterable[tuple[Any, ...]], known: Mapping[str, str]) -> list[Any]:
    """The cases as parameters; those whose text `known` gives a reason for must fail."""
    return [
        pytest.param(*case, marks=[pytest.mark.xfail(strict=True, reason=known[case[0]])] if case[0] in known else [])
        for case in cases
    ]


def party(actor: Actor) -> str:
    """The short spelling of an actor."""
    name = actor.person.name if actor.person is not None else ""
    told = [name, actor.country or "?", actor.office if actor.kind != "delegation" else None]
    return "/".join(part for part in told if part is not None)


def parties(actors: Iterable[Actor]) -> list[str]:
    """The short spellings of actors, in order."""
    return [party(actor) for actor in actors]


def word(doc: Doc, text: str, nth: int = 1) -> Token:
    """The `nth` token of the document that reads `text`."""
    found = [t for t in doc if t.text == text]
    assert len(found) >= nth, f"{text!r} is not in {[t.text for t in doc]}"
    return found[nth - 1]
