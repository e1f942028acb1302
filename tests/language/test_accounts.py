"""Texts that tell of one contact in; its tone, what was agreed, who tells of it, and the rules behind its fields out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from helpers import only, run

from milchannels.language.events import rules_of

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED = dt.date(2024, 11, 9)
GULER = "Turkish Defence Minister Yasar Guler met his Greek counterpart, Nikos Dendias, on Monday. "
MILLEY, GERASIMOV = "U.S. General Mark Milley", "Russian General Valery Gerasimov"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "tone"),
    [
        (f"{MILLEY} and {GERASIMOV} had a frank and constructive phone call on Monday.", "frank and constructive"),
        (f"{MILLEY} held talks with {GERASIMOV} in a warm atmosphere.", "warm"),
        (f"{MILLEY} spoke candidly with {GERASIMOV} on Monday.", "candidly"),
        (GULER + "The talks were cordial.", "cordial"),
        (GULER + "An aide described the conversation as tense.", "tense"),
        (GULER + "They talked about a tense stretch of the border.", None),
        (GULER + "The weather was warm.", None),
        (f"{MILLEY} met {GERASIMOV}, an open and friendly man.", None),
    ],
)
def test_tone(nlp: Language, text: str, tone: str | None) -> None:
    assert only(run(nlp, text, PUBLISHED)[1]).tone == tone


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (GULER + "The two agreed to keep the lines of communication open.", "keep the lines of communication open"),
        (GULER + "It was agreed that the navies would exercise together.", "navies would exercise together"),
        (
            f"{MILLEY} and {GERASIMOV} met on Monday and decided to reopen the hotline between their staffs.",
            "reopen the hotline between their staffs",
        ),
        (GULER + "They did not agree to meet again.", None),
        (GULER + "The Bulgarian parliament decided to buy ships.", None),
        (GULER + "They may agree to exercise together.", None),
    ],
)
def test_outcome(nlp: Language, text: str, outcome: str | None) -> None:
    assert run(nlp, text, PUBLISHED)[1][0].outcome == outcome


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "teller"),
    [
        (f"{MILLEY} spoke with {GERASIMOV} on Monday, a Pentagon spokesman said.", "Pentagon spokesman"),
        (f"According to the Russian Defense Ministry, {GERASIMOV} spoke with {MILLEY}.", "Russian Defense Ministry"),
        (f"The ministry in Moscow announced that {GERASIMOV} had met {MILLEY}.", "ministry in Moscow"),
        (f"{GERASIMOV} met {MILLEY} on Monday.", None),
        (f"After he met {MILLEY} on Monday, {GERASIMOV} said that the summer had been dry.", None),
    ],
)
def test_who_tells_of_it(nlp: Language, text: str, teller: str | None) -> None:
    assert only(run(nlp, text, PUBLISHED)[1]).reported_by == teller


@pytest.mark.model
def test_rules_behind_the_fields(nlp: Language) -> None:
    text = f"At the request of the Russian side, {MILLEY} met {GERASIMOV} in Helsinki on Monday to discuss Syria."
    rules = rules_of(only(run(nlp, text, PUBLISHED)[1]))

    assert rules == {
        "contact": "meet",
        "mode": "meet",
        "date": "publication",
        "location": "meet",
        "initiator": "request",
        "topics": "discuss",
    }


@pytest.mark.model
def test_fields_that_are_not_told_have_no_rule(nlp: Language) -> None:
    rules = rules_of(only(run(nlp, f"{MILLEY} met {GERASIMOV}.", PUBLISHED)[1]))

    assert rules == {"contact": "meet", "mode": "meet"}
