"""The figures on the annotated articles do not fall below their floors, which only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from milchannels.evaluation import below_floors, evaluate, read_floors, read_gold
from milchannels.extraction import extract


@pytest.mark.model
def test_the_figures_stay_above_their_floors(nlp, root: Path) -> None:
    golds = read_gold(root / "data" / "gold")
    inputs = [{key: gold[key] for key in ("id", "title", "published", "text")} for gold in golds]
    answers = {each.id: each.model_dump(mode="json") for each in extract(inputs, nlp=nlp)}
    figures = evaluate(golds, answers).figures()
    assert figures["articles"] == len(golds) > 0
    assert figures["unanswered"] == 0
    assert below_floors(figures, read_floors(root / "data" / "floors.json")) == []
