"""Contacts whose parties the grammar of one sentence does not give: texts in, who is likely to have taken part out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import only, parties, run

from milchannels.language.contacts import ContactReader
from milchannels.language.logistic import chance
from milchannels.language.participation import weights

if TYPE_CHECKING:
    from spacy.language import Language

TAKE_PART = [
    (
        "Norway's chief of defence, Gen. Eirik Kristoffersen, waited in the lobby. When the Finn, Gen. Timo Kivinen, came "
        "down, the meeting began at once.",
        {"Eirik Kristoffersen", "Timo Kivinen"},
    ),
    (
        "Admiral Jonathan Greenert flew to Lima on Monday. Talks with Peru's naval commander, Admiral Carlos Tejada, "
        "lasted two hours.",
        {"Jonathan Greenert", "Carlos Tejada"},
    ),
    (
        "General Petr Pavel of the Czech Republic keeps in touch. There was a conversation on Thursday with Slovakia's "
        "Daniel Zmeko, the chief of the general staff.",
        {"Petr Pavel", "Daniel Zmeko"},
    ),
    (
        "In the office of Canada's defence minister, Harjit Sajjan, there was a lunch on Wednesday for the Dutch "
        "minister, Jeanine Hennis.",
        {"Harjit Sajjan", "Jeanine Hennis"},
    ),
    pytest.param(
        "In the office of Canada's defence minister, Harjit Sajjan, there was a lunch on Wednesday for the Dutch "
        "minister, Ank Bijleveld.",
        {"Harjit Sajjan", "Ank Bijleveld"},
        marks=pytest.mark.xfail(strict=True, reason="known: her name is taken for a body and a person"),
    ),
]
NOBODY = [
    "Poland's Mariusz Błaszczak had arrived early. Diplomats had conferred the day before with their colleagues. "
    "Latvia's Artis Pabriks came at noon.",
    "Polish Defence Minister Mariusz Błaszczak spoke to students on Monday about the Latvian minister, Artis Pabriks.",
    "Latvia's Artis Pabriks waited in the hall. The cooks held a meeting with Gen. Rajmund Andrzejczak's driver. The Polish "
    "chief of the general staff, Gen. Rajmund Andrzejczak, ate alone.",
    "Mariusz Błaszczak, the Polish defence minister, talked about Lithuania's army chief, Valdemaras Rupšys, for an hour.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "names"), TAKE_PART)
def test_the_likeliest_take_part(nlp: Language, text: str, names: set[str]) -> None:
    doc, drafts = run(nlp, text)
    assert {party.partition("/")[0] for party in parties(only(drafts).actors)} == names
    assert drafts[0].events[0].likely
    by_rule = ContactReader(doc, learned=False).read().drafts
    assert all({party.partition("/")[0] for party in parties(d.actors)} != names for d in by_rule)


@pytest.mark.model
@pytest.mark.parametrize("text", NOBODY)
def test_nobody_takes_part_where_another_does_or_is_only_talked_about(nlp: Language, text: str) -> None:
    assert run(nlp, text)[1] == []


@pytest.mark.model
def test_what_is_told_plainly_is_not_told_again(nlp: Language) -> None:
    text = (
        "Kenya's chief of defence, Gen. Robert Kibochi, met Uganda's Gen. Wilson Mbadi in Entebbe on Monday. The visit "
        "did both good, Kibochi said. There had been many a dinner, he added, but few talks."
    )
    assert parties(only(run(nlp, text)[1]).actors) == [
        "Robert Kibochi/KEN/chief_of_defense",
        "Wilson Mbadi/UGA/military_officer",
    ]


def test_what_the_weights_say_is_plain() -> None:
    w = weights()
    assert w.participant["first by grammar"] > 1 < w.participant["second by grammar"]
    assert w.participant["military"] > 0 > w.participant["speaker same"]
    assert w.contact["least chance"] > 0


def test_a_chance_lies_between_nothing_and_certainty() -> None:
    assert chance({}, {}) == 0.5
    assert chance({"a": 1.0}, {"a": 2.0, "b": 9.0}) == pytest.approx(0.8808, abs=1e-4)
    assert chance({"a": 1.0}, {"a": -2.0}) == pytest.approx(0.1192, abs=1e-4)


JOINING = [
    (
        "Adm. Mike Mullen met Pakistan's army chief, Gen. Ashfaq Kayani, in August. Gen. David Petraeus was at Mullen's "
        "side. Lt. Gen. Ahmed Pasha of Pakistan also went along.",
        {"Mike Mullen", "Ashfaq Kayani", "David Petraeus", "Ahmed Pasha"},
    ),
    (
        "Ghana's defence minister, Dominic Nitiwul, called on his Togolese counterpart, Marguerite Gnakadè, on Tuesday. "
        "Rear Adm. Seth Amoama, Ghana's chief of defence, came along.",
        {"Dominic Nitiwul", "Marguerite Gnakadè", "Seth Amoama"},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "names"), JOINING)
def test_company_takes_part(nlp: Language, text: str, names: set[str]) -> None:
    assert {party.partition("/")[0] for party in parties(only(run(nlp, text)[1]).actors)} == names
