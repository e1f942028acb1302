"""What is learnt of telling: a document in, chances out, the same ones each time."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from milchannels.language.annotations import Annotations
from milchannels.language.arguments import Arguments
from milchannels.language.learned.features import PAIR, TOKEN, Features
from milchannels.language.learned.network import Reading, fits, weights
from milchannels.language.learned.reading import guide_of
from milchannels.language.status import status_of
from milchannels.language.triggers import find_triggers

TEXT = (
    "General Joseph Aoun, the Lebanese army commander, had the French chief of defence staff, General Thierry Burkhard, on "
    'the line on Monday.\n\nLebanon buys tyres. "He asked for tyres," a spokesman said. The two will meet in Paris.'
)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    made = nlp.make_doc(TEXT)
    made._.mil = Annotations()
    return nlp(made)


def features(doc: Doc) -> Features:
    triggers = {t.i: t for t in find_triggers(doc)}
    arguments = Arguments(doc)
    statuses = {i: status_of(t.head, t.noun) for i, t in triggers.items()}
    return Features(doc, triggers, statuses, {i: arguments.of(t) for i, t in triggers.items()})


@pytest.mark.model
def test_each_feature_is_below_its_number_of_values(doc: Doc) -> None:
    found = features(doc)
    for name, size in TOKEN.items():
        assert found.token[name].shape == (len(doc),)
        assert 0 <= found.token[name].min() <= found.token[name].max() < size, name
    for token in doc:
        rows, actors, mentions = found.pairs(token.i)
        assert len(rows) == len(actors) == len(mentions) > 0
        assert (rows >= 0).all()
        assert (rows.max(axis=0) < np.array(list(PAIR.values()))).all()


@pytest.mark.model
def test_what_tells_and_who_takes_part_have_the_highest_chances(doc: Doc) -> None:
    found = features(doc)
    reading = Reading(found)
    chances = dict(zip(found.candidates.tolist(), reading.telling.tolist(), strict=True))
    word = {t.text: t.i for t in doc}
    assert chances[word["line"]] > 0.5 > chances[word["buys"]]
    parties = {found.actors[actor].key[1]: chance for actor, _, chance in reading.parties(word["line"])}
    assert sorted(parties, key=lambda name: -parties[name])[:2] == ["Joseph Aoun", "Thierry Burkhard"] or (
        parties["Joseph Aoun"] > 0.5 < parties["Thierry Burkhard"]
    )
    assert reading.modes(word["line"]).argmax() == 0
    assert np.isclose(reading.modes(word["line"]).sum(), 1)


@pytest.mark.model
def test_chances_are_the_same_each_time(doc: Doc) -> None:
    assert (Reading(features(doc)).telling == Reading(features(doc)).telling).all()


@pytest.mark.model
def test_another_model_has_no_guide(doc: Doc) -> None:
    assert fits(doc)
    other = spacy.blank("en")(TEXT)
    assert not fits(other)
    assert guide_of(other, {}, {}, {}) is None


def test_weights_fit_the_features() -> None:
    for name, size in TOKEN.items():
        assert len(weights()[f"token.{name}.weight"]) == size
    for name, size in PAIR.items():
        assert len(weights()[f"pair.{name}.weight"]) == size
    assert all(np.isfinite(value).all() for value in weights().arrays.values())
