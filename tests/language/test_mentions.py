"""In: texts. Out: the phrases that mean somebody, their form, and whom they mean."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from helpers import known_failing, parties, run

if TYPE_CHECKING:
    from spacy.language import Language

#: Words, form, actors as in `helpers.party`.
Read = tuple[str, str, list[str]]

CASES: list[tuple[str, list[Read]]] = [
    # names take their titles and appositions along
    (
        "Russian Defense Minister Sergei Shoigu nodded.",
        [("Russian Defense Minister Sergei Shoigu", "name", ["Sergei Shoigu/RUS/defense_minister"])],
    ),
    (
        "Gen. Mark Milley, chairman of the Joint Chiefs of Staff, nodded.",
        [
            (
                "Gen. Mark Milley, chairman of the Joint Chiefs of Staff",
                "name",
                ["Mark Milley/USA/chief_of_defense"],
            )
        ],
    ),
    # holders of offices
    ("The Latvian defence minister nodded.", [("Latvian defence minister", "office", ["/LVA/defense_minister"])]),
    ("Kenya's defence minister nodded.", [("Kenya's defence minister", "office", ["/KEN/defense_minister"])]),
    ("The defense minister of Chile nodded.", [("defense minister of Chile", "office", ["/CHL/defense_minister"])]),
    ("A defense minister nodded.", []),
    # bodies
    ("Chinese military officials nodded.", [("Chinese military officials", "group", ["/CHN"])]),
    ("The Pentagon nodded.", [("Pentagon", "body", ["/USA"])]),
    ("The Lebanese army nodded.", [("Lebanese army", "body", ["/LBN"])]),
    (
        "Officials of the Ministry of Defence of Ukraine nodded.",
        [("Officials of the Ministry of Defence of Ukraine", "group", ["/UKR"])],
    ),
    (
        "The defence ministries of Peru and Bolivia nodded.",
        [("defence ministries of Peru and Bolivia", "body", ["/PER", "/BOL"])],
    ),
    ("A delegation from the PLA nodded.", [("delegation from the PLA", "body", ["/CHN"])]),
    ("Officials nodded.", []),
    # states
    ("Norway nodded.", [("Norway", "country", ["/NOR"])]),
    # groups
    (
        "The defence ministers of Latvia, Lithuania and Estonia nodded.",
        [
            (
                "defence ministers of Latvia, Lithuania and Estonia",
                "group",
                ["/LVA/defense_minister", "/LTU/defense_minister", "/EST/defense_minister"],
            )
        ],
    ),
    (
        "Officers of Chad and Niger nodded.",
        [("Officers of Chad and Niger", "group", ["/TCD", "/NER"])],
    ),
    # a delegation is who leads it
    (
        "A Vietnamese delegation led by General Phan Van Giang nodded.",
        [
            ("Vietnamese delegation", "body", ["Phan Van Giang/VNM/defense_minister"]),
            ("General Phan Van Giang", "name", ["Phan Van Giang/VNM/defense_minister"]),
        ],
    ),
    # an army that a rank begins in belongs to the name
    (
        "The U.S. Army Gen. Walter Brandt nodded.",
        [("U.S. Army Gen. Walter Brandt", "name", ["Walter Brandt/USA/military_officer"])],
    ),
    # a plural tells the office of each; the place of a gathering is none of its words
    (
        "The Ghanaian and Togolese chiefs of defence staff in Lomé nodded.",
        [
            (
                "Ghanaian and Togolese chiefs of defence staff",
                "group",
                ["/GHA/chief_of_defense", "/TGO/chief_of_defense"],
            ),
            ("Lomé", "country", ["/TGO"]),
        ],
    ),
    ("A conference of army chiefs nodded.", []),
    # guests and hosts are the other one
    (
        "General Ivan Petrov of Bulgaria saw Colonel Jan Berg of Norway. The Norwegian guest nodded.",
        [
            ("General Ivan Petrov of Bulgaria", "name", ["Ivan Petrov/BGR/military_officer"]),
            ("Colonel Jan Berg of Norway", "name", ["Jan Berg/NOR/military_officer"]),
            ("Norwegian guest", "guest", ["Jan Berg/NOR/military_officer"]),
        ],
    ),
    # a house that bears a name is nobody
    ("The General Juan Ortega Training Centre is shut.", []),
    # nobody
    ("", []),
    ("It rained.", []),
]


#: What fails today, and why.
KNOWN: dict[str, str] = {}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), known_failing(CASES, KNOWN))
def test_mentions(nlp: Language, text: str, expected: list[Read]) -> None:
    doc, _ = run(nlp, text)

    assert [(doc[m.start : m.end].text, m.form, parties(m.actors)) for m in doc._.mil.mentions] == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "military"),
    [
        ("Chinese military officials nodded.", True),
        ("The Pentagon nodded.", True),
        ("The Kremlin nodded.", False),
        ("The Iraqi government nodded.", False),
        ("The Iraqi Ministry of Defence nodded.", True),
        ("The Iraqi Foreign Ministry nodded.", False),
        ("Iranian border guards officers nodded.", True),
        ("Iraqi diplomats nodded.", False),
        ("The Indian Navy nodded.", True),
    ],
)
def test_which_bodies_are_defence_or_military(nlp: Language, text: str, military: bool) -> None:
    doc, _ = run(nlp, text)
    (mention,) = doc._.mil.mentions

    assert [a.military for a in mention.actors] == [military]


@pytest.mark.model
def test_members_named_behind_their_group_stand_for_its_country(nlp: Language) -> None:
    doc, _ = run(nlp, "Nepalese army officers, including Colonel Bimal Thapa, nodded.")

    assert [parties(m.actors) for m in doc._.mil.mentions if m.form == "name"] == [["Bimal Thapa/NPL/military_officer"]]


@pytest.mark.model
def test_spokesmen_are_mentions_of_people_but_titles_of_spokesmen_are_none(nlp: Language) -> None:
    doc, _ = run(nlp, "A Pentagon spokesman declined to comment. The spokesman of the Russian army laughed.")

    assert [(m.form, m.text) for m in doc._.mil.mentions if m.form == "office"] == []


@pytest.mark.model
def test_ministers_are_not_the_officials_who_tell_of_them(nlp: Language) -> None:
    text = (
        "Portugal's defence minister, João Cravinho, rang his Greek counterpart, Nikos Dendias, on Monday. "
        "A Spanish official said that the ministers got on well."
    )
    doc, _ = run(nlp, text)

    groups = [parties(m.actors) for m in doc._.mil.mentions if m.form == "group"]
    assert groups == [["João Cravinho/PRT/defense_minister", "Nikos Dendias/GRC/defense_minister"]]


@pytest.mark.model
def test_mentions_are_in_order_and_do_not_overlap(nlp: Language) -> None:
    text = (
        "U.S. Defense Secretary Lloyd Austin spoke with Russian Defense Minister Sergei Shoigu. He told his Russian "
        "counterpart that the two militaries needed a hotline. The ministers of France and Italy, who had met Chinese "
        "military officials at the Pentagon, agreed. The general was silent, and both sides left."
    )
    spans = [(m.start, m.end) for m in run(nlp, text)[0]._.mil.mentions]

    assert len(spans) >= 7
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"I met General Ivan Petrov of Bulgaria," the Romanian defence minister, Ana Pop, said.', "Ana Pop"),
        ('General Ion Rusu of Romania was pleased. "I met Ivan Petrov on Monday," he said.', "Ion Rusu"),
        ("Minister for Defence (Deputy Ana Pop): Thank you.\n\nOn 5 May I met General Ivan Petrov of Bulgaria.", "Ana Pop"),
        ("SECRETARY AUSTIN: Thank you. I met General Ivan Petrov of Bulgaria.", "AUSTIN"),
        ("I met General Ivan Petrov of Bulgaria.", None),
    ],
)  # fmt: skip
def test_who_says_i(nlp: Language, text: str, speaker: str | None) -> None:
    doc, _ = run(nlp, text)

    found = [a.person.name for m in doc._.mil.mentions if m.text == "i" for a in m.actors if a.person]
    assert found == ([speaker] if speaker else [])
