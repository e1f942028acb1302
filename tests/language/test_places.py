"""In: texts that tell of contacts. Out: where they took place, in the words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import run

from milchannels.language.place_names import places

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"
GIRARD, FONTANA = "French General Pierre Girard", "Italian General Antonio Fontana"

#: Text, and the place of each contact in it.
CASES: list[tuple[str, list[str | None]]] = [
    (f"{AUSTIN} met {SHOIGU} in Geneva.", ["Geneva"]),
    (f"{AUSTIN} met {SHOIGU} at the Pentagon on Monday.", ["Pentagon"]),
    (f"{AUSTIN} met {SHOIGU} on the sidelines of a conference in Singapore.", ["Singapore"]),
    (f"{AUSTIN} held talks in Helsinki with {SHOIGU}.", ["Helsinki"]),
    (f"In Vienna, {AUSTIN} met {SHOIGU}.", ["Vienna"]),
    (f"{GIRARD} visited Rome.", ["Rome"]),
    (f"{GIRARD} paid a visit to Italy.", ["Italy"]),
    (f"{GIRARD} flew to Tashkent, where he met {FONTANA}.", ["Tashkent", "Tashkent"]),
    (f"{GIRARD} arrived in Rome on Monday. He met {FONTANA} the same day.", ["Rome"]),
    (f"{FONTANA} received {GIRARD} in Rome.", ["Rome"]),
    (f"VIENNA, Oct. 25 (Reuters) - {AUSTIN} met {SHOIGU} here on Tuesday.", ["Vienna"]),
    (f"{AUSTIN} arrived in Almaty on Monday. He met {SHOIGU} the same day.", ["Almaty", "Almaty"]),
    # no place
    (f"{AUSTIN} met {SHOIGU}.", [None]),
    (f"{AUSTIN} spoke by phone with {SHOIGU}.", [None]),
    (f"{AUSTIN} met {SHOIGU} to discuss the war in Ukraine.", [None]),
    (f"{AUSTIN} spoke with {SHOIGU} about the situation in Syria.", [None]),
    (f"{AUSTIN} met {SHOIGU}, who was born in Chadan.", [None]),
    (f"VIENNA, Oct. 25 (Reuters) - {AUSTIN} met {SHOIGU} on Tuesday.", [None]),
    (f"{AUSTIN} met {SHOIGU} on Monday, officials in London said.", [None]),
]
#: One contact each, of many constructions, and its place.
CONSTRUCTIONS: list[tuple[str, str | None]] = [
    ("General Lars Eriksen of Norway and General Timo Kivinen of Finland met in Oslo on Monday.", "Oslo"),
    (
        "General Lars Eriksen of Norway met General Timo Kivinen of Finland on Monday in the Norwegian capital.",
        "Norwegian capital",
    ),
    (
        "The Norwegian capital was the venue for Monday's meeting between General Lars Eriksen of Norway and General Timo Kivinen of Finland.",
        "Norwegian capital",
    ),
    (
        "Oslo was the scene on Monday of a meeting between General Lars Eriksen of Norway and General Timo Kivinen of Finland.",
        "Oslo",
    ),
    (
        "The talks that General Lars Eriksen of Norway had at Helsinki on Monday with General Timo Kivinen of Finland lasted an hour.",
        "Helsinki",
    ),
    (
        "General Lars Eriksen of Norway was received on Monday by General Timo Kivinen of Finland at the Defence Command, Helsinki.",
        "Helsinki",
    ),
    (
        "General Lars Eriksen of Norway and General Timo Kivinen of Finland sat down in a Helsinki hotel on Monday.",
        "Helsinki",
    ),
    (
        "General Lars Eriksen of Norway hosted General Timo Kivinen of Finland aboard the frigate Otto Sverdrup on Monday.",
        "frigate Otto Sverdrup",
    ),
    (
        "General Lars Eriksen of Norway met General Timo Kivinen of Finland on Monday at a barracks near Kirkenes.",
        "Kirkenes",
    ),
    (
        "General Lars Eriksen of Norway is in Helsinki this week. On Tuesday he met General Timo Kivinen of Finland.",
        "Helsinki",
    ),
    (
        "During a visit to Helsinki on Monday, General Lars Eriksen of Norway met General Timo Kivinen of Finland.",
        "Helsinki",
    ),
    (
        "On a trip to Finland this week General Lars Eriksen of Norway held talks with General Timo Kivinen, the Finnish chief of defence.",
        "Finland",
    ),
    (
        "General Lars Eriksen of Norway laid a wreath in Helsinki on Monday. Later he had talks with General Timo Kivinen of Finland.",
        "Helsinki",
    ),
    (
        "On the sidelines of a conference in Vilnius on Monday, General Lars Eriksen of Norway met General Timo Kivinen of Finland.",
        "Vilnius",
    ),
    (
        "A conference in Vilnius on Monday brought the generals together; General Lars Eriksen of Norway met General Timo Kivinen of Finland there.",
        "Vilnius",
    ),
    (
        "General Lars Eriksen of Norway will meet General Timo Kivinen of Finland in Rovaniemi next Monday, his office in Oslo said.",
        "Rovaniemi",
    ),
    (
        "The meeting of General Lars Eriksen of Norway with General Timo Kivinen of Finland will be held in Rovaniemi.",
        "Rovaniemi",
    ),
    (
        "General Lars Eriksen of Norway met General Timo Kivinen of Finland on Monday. The meeting took place in Rovaniemi.",
        "Rovaniemi",
    ),
    (
        "General Lars Eriksen of Norway met General Timo Kivinen of Finland on Monday. They talked for an hour at the officers' club in Rovaniemi.",
        "Rovaniemi",
    ),
    (
        "General Lars Eriksen of Norway received General Timo Kivinen of Finland in his office at Akershus on Monday.",
        "Akershus",
    ),
    ("General Timo Kivinen of Finland was the guest of General Lars Eriksen of Norway in Oslo on Monday.", "Oslo"),
    ("General Timo Kivinen of Finland came to Oslo on Monday for talks with General Lars Eriksen of Norway.", "Oslo"),
    (
        "General Timo Kivinen of Finland flew from Helsinki to Oslo on Monday for talks with General Lars Eriksen of Norway.",
        "Oslo",
    ),
    (
        "General Timo Kivinen of Finland paid a two-day visit to Norway this week. His host was General Lars Eriksen.",
        "Norway",
    ),
    (
        "U.S. Defense Secretary Lloyd Austin welcomed Finnish Defence Minister Antti Häkkänen to the Pentagon on Monday.",
        "Pentagon",
    ),
    (
        "Finnish Defence Minister Antti Häkkänen was at the Pentagon on Monday to see U.S. Defense Secretary Lloyd Austin.",
        "Pentagon",
    ),
    (
        "Finnish Defence Minister Antti Häkkänen met U.S. Defense Secretary Lloyd Austin in Washington, D.C., on Monday.",
        "Washington",
    ),
    (
        "In Brussels, Finnish Defence Minister Antti Häkkänen had breakfast on Tuesday with U.S. Defense Secretary Lloyd Austin.",
        "Brussels",
    ),
    (
        "Finnish Defence Minister Antti Häkkänen met U.S. Defense Secretary Lloyd Austin on Monday to discuss the war in Ukraine.",
        None,
    ),
    (
        "Finnish Defence Minister Antti Häkkänen met U.S. Defense Secretary Lloyd Austin on Monday, the ministry in Helsinki announced.",
        None,
    ),
    (
        "Finnish Defence Minister Antti Häkkänen spoke by phone with U.S. Defense Secretary Lloyd Austin on Monday from Rovaniemi.",
        None,
    ),
    (
        "Finnish Defence Minister Antti Häkkänen met U.S. Defense Secretary Lloyd Austin on Monday about the bases in Norway.",
        None,
    ),
    (
        "General Lars Eriksen, who studied in Paris, met General Timo Kivinen of Finland on Monday. Eriksen heads the Norwegian army.",
        None,
    ),
    (
        "In a meeting with Latvia's defence minister Artis Pabriks, Canadian defence minister Anita Anand spoke of the concern that recent Russian activities arouse in Canada.",
        None,
    ),
    (
        "The last time the militaries of South Korea and North Korea sat down together was in October 2014, when officers met in Panmunjom.",
        "Panmunjom",
    ),
    (
        "Italian defence minister Guido Crosetto toured a shipyard in Tunisia on Monday before talks with his Tunisian counterpart.",
        "Tunisia",
    ),
]
K, E = "Kenyan Defence Minister Monica Juma", "Ethiopian Defence Minister Abraham Belay"
#: A contact each, and its place: names that no gazetteer has, buildings, and where it was only told of.
NAMES: list[tuple[str, str | None]] = [
    (f"{K} met {E} at Camp Gandalo on Monday.", "Camp Gandalo"),
    (f"{K} met {E} at the Sololo crossing on Monday.", "Sololo crossing"),
    (f"{K} met {E} in the town of Sololo on Monday.", "Sololo"),
    (f"{K} met {E} in the border town of Sololo on Monday.", "Sololo"),
    (f"{K} received {E} at the Ulinzi Building on Monday.", "Ulinzi Building"),
    (f"{K} received {E} on Monday at the General Command.", "General Command"),
    (f"{K} met {E} in Sololo, a border town, on Monday.", "Sololo"),
    (f"{K} held talks with {E} at the Ulinzi Building in Nairobi on Monday.", "Nairobi"),
    (f"{K} held talks with {E} at the Sololo army camp.", "Sololo army camp"),
    (f"{K} visited Ethiopia last week. She met {E} at the army headquarters at Bishoto.", "Bishoto"),
    (f"{K} met {E} at the Shared Waters Dialogue.", None),
    (f"{K} met {E} in March.", None),
    (f"{K} flew to Sololo on Monday. There she met {E}.", "Sololo"),
    # where it was told, and not where it took place
    (f"{K} told reporters at Ulinzi House that she had spoken with {E} on Monday.", None),
    (f"{K} told reporters in Nairobi that she had spoken with {E} on Monday.", None),
    (f"{K} spoke on Monday with {E}, she said at a news conference in Nairobi.", None),
    (f"At a news conference in Nairobi, {K} said she had spoken on Monday with {E}.", None),
    (f"{K} said in Nairobi on Tuesday that she had met {E}.", None),
    (f'"I spoke with the Ethiopian defence minister, Abraham Belay," {K} told reporters in Nairobi.', None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_place_of_a_contact(nlp: Language, text: str, expected: list[str | None]) -> None:
    assert [d.place for d in run(nlp, text)[1]] == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "place"), CONSTRUCTIONS + NAMES)
def test_places_by_construction(nlp: Language, text: str, place: str | None) -> None:
    assert {d.place for d in run(nlp, text)[1]} == {place}


@pytest.mark.model
def test_where_it_was_told_of_makes_no_meeting(nlp: Language) -> None:
    drafts = run(nlp, f"{K} told reporters at Ulinzi House that she had spoken with {E} on Monday.")[1]

    assert [d.mode for d in drafts] == ["talks"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "They met at Camp Zelenjak, then in the border town of Mirlovac, and on the Kostina bridge.",
            [("Camp Zelenjak", True), ("Mirlovac", True), ("the Kostina bridge", True)],
            marks=pytest.mark.xfail(strict=True, reason="known: the bridge is found without its article"),
        ),
        (
            "They met at Camp Zelenjak, then in the border town of Mirlovac.",
            [("Camp Zelenjak", True), ("Mirlovac", True)],
        ),
        ("They met at the Shared Waters Forum in March and in the Navy's council.", []),
        ("They met in Oslo, not in Norway's mountains.", [("Oslo", True), ("Norway", False)]),
        ("VIENNA, Oct. 25 (Reuters) - They met in Paris.", [("Paris", True)]),
        ("Nobody was there.", []),
    ],
)
def test_places_of_a_text(nlp: Language, text: str, expected: list[tuple[str, bool]]) -> None:
    doc, _ = run(nlp, text)

    assert [(doc[start:end].text, town) for start, end, town in places(doc)] == expected
