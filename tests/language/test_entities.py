"""Named entities: a sentence in, entities out, nearly always those of the base model; another model keeps its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from milchannels.errors import ModelError
from milchannels.language import pipeline
from milchannels.language.annotations import Annotations

CASES = [
    ("Ruth Andersson met Paolo Conti in Lisbon on Tuesday.", "PERSON GPE DATE"),
    ("On 4 May 2019 Jean-Pierre Dubois, a colonel, flew from Paris to Dakar.", "PERSON GPE DATE"),
    ("The defense ministry bought three tugs.", "CARDINAL"),
]


def read(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    doc._.mil = Annotations()
    return nlp(doc)


@pytest.mark.model
@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_the_entities_of_a_sentence(nlp: Language, text: str, kinds: str) -> None:
    assert {ent.label_ for ent in read(nlp, text).ents} == set(kinds.split())


@pytest.mark.model
def test_persons_are_whole_names(nlp: Language) -> None:
    doc = read(nlp, CASES[0][0])
    assert [ent.text for ent in doc.ents if ent.label_ == "PERSON"] == ["Ruth Andersson", "Paolo Conti"]


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "\n\n", "Hm.", "🙂 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \u200b"])
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    assert read(nlp, text).text == text


@pytest.mark.model
def test_persons_are_those_of_the_base_model(nlp: Language, root: Path) -> None:
    """On articles from which nothing was learnt. Only a floor: what counts is what comes of it, see `data/floors.json`."""
    paths = sorted((root / "data" / "gold").glob("*.json"))[2::6]
    texts = [json.loads(path.read_text("utf-8"))["text"] for path in paths]
    ours = [_persons(read(nlp, text)) for text in texts]
    theirs = [_persons(doc) for doc in pipeline.base(without=["parser", "attribute_ruler", "lemmatizer"]).pipe(texts)]
    both = sum(len(one & other) for one, other in zip(ours, theirs, strict=True))
    assert 2 * both / (sum(map(len, ours)) + sum(map(len, theirs))) > 0.8


def _persons(doc: Doc) -> set[tuple[int, int]]:
    return {(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"}


@pytest.mark.model
def test_another_model_finds_entities_itself(tmp_path: Path, nlp: Language) -> None:
    pipeline.base().to_disk(tmp_path)
    assert "milchannels_entities" in nlp.pipe_names
    assert "ner" not in nlp.pipe_names
    other = pipeline.load(str(tmp_path))
    assert "ner" in other.pipe_names
    assert "milchannels_entities" not in other.pipe_names
    assert [ent.label_ for ent in read(other, CASES[0][0]).ents] == ["PERSON", "PERSON", "GPE", "DATE"]


def test_a_model_of_other_vectors_is_refused() -> None:
    with pytest.raises(ModelError, match="ner"):
        spacy.blank("en").add_pipe("milchannels_entities")
