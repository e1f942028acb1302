"""When two tellings are of one contact: by their parties and modes (without the model), and in texts."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING, get_args

import pytest
from helpers import known_failing, parties, run

from milchannels.language.annotations import Actor, Official
from milchannels.language.merging import compatible, same_actor, same_parties, sharper
from milchannels.records import Mode

if TYPE_CHECKING:
    from spacy.language import Language

MODES = get_args(Mode)


def person(name: str, country: str | None, office: str | None = None, military: bool = True) -> Actor:
    return Actor("person", country, Official(name, name.split(), country=country), office, None, military)


def office(country: str, name: str = "defense_minister") -> Actor:
    return Actor("office", country, office=name, military=True)


def body(country: str, military: bool = True, derived: bool = False) -> Actor:
    return Actor("delegation", country, military=military, derived=derived)


AUSTIN, SHOIGU = person("Lloyd Austin", "USA", "defense_minister"), person("Sergei Shoigu", "RUS", "defense_minister")
MILLEY = person("Mark Milley", "USA", "chief_of_defense")
WEI = person("Wei Fenghe", "CHN", "defense_minister")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (AUSTIN, AUSTIN, True),
        (AUSTIN, person("Lloyd Austin", "USA"), True),
        (AUSTIN, MILLEY, False),
        (AUSTIN, WEI, False),
        (AUSTIN, office("USA"), True),
        (AUSTIN, office("USA", "chief_of_defense"), False),
        (AUSTIN, office("RUS"), False),
        (AUSTIN, body("USA"), True),
        (AUSTIN, body("RUS"), False),
        (office("USA"), body("USA"), True),
        (office("USA"), office("USA"), True),
        (body("USA"), body("USA"), True),
        (body("USA", derived=True), AUSTIN, False),
        (body("USA"), body("RUS"), False),
    ],
)
def test_same_actor(one: Actor, other: Actor, same: bool) -> None:
    assert same_actor(one, other) is same
    assert same_actor(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([AUSTIN, SHOIGU], [AUSTIN, SHOIGU], True),
        ([AUSTIN, SHOIGU], [SHOIGU, AUSTIN], True),
        ([AUSTIN, SHOIGU], [AUSTIN, WEI], False),
        ([AUSTIN, SHOIGU], [MILLEY, SHOIGU], False),
        ([AUSTIN, SHOIGU], [AUSTIN, MILLEY, SHOIGU], True),
        ([AUSTIN, SHOIGU], [AUSTIN, office("RUS")], True),
        ([AUSTIN, SHOIGU], [body("USA"), body("RUS")], True),
        ([AUSTIN, SHOIGU], [office("USA"), office("RUS")], True),
        ([AUSTIN, SHOIGU], [office("USA", "chief_of_defense"), office("RUS", "chief_of_defense")], False),
        # states are not their armies: where nobody is named, two governments are no two ministries
        ([AUSTIN, SHOIGU], [body("USA", military=False), body("RUS", military=False)], False),
        # one side alone is no contact
        ([AUSTIN], [AUSTIN, SHOIGU], False),
        ([AUSTIN, MILLEY], [AUSTIN, MILLEY, SHOIGU], False),
        ([], [AUSTIN, SHOIGU], False),
        ([], [], False),
    ],
)
def test_same_parties(one: list[Actor], other: list[Actor], same: bool) -> None:
    assert same_parties(one, other) is same
    assert same_parties(other, one) is same


@pytest.mark.parametrize(("one", "other"), list(product(MODES, MODES)))
def test_compatible_modes(one: str, other: str) -> None:
    expected = (
        one == other or "talks" in (one, other) or {one, other} in ({"meeting", "visit"}, {"phone_call", "hotline"})
    )
    assert compatible(one, other) is expected
    assert compatible(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "mode"),
    [
        ("talks", "phone_call", "phone_call"),
        ("talks", "meeting", "meeting"),
        ("talks", "video_call", "video_call"),
        ("talks", "letter", "letter"),
        ("talks", "hotline", "hotline"),
        ("visit", "meeting", "meeting"),
        # who talks on a visit meets
        ("visit", "talks", "meeting"),
        ("phone_call", "hotline", "hotline"),
    ],
)
def test_the_sharper_mode(one: str, other: str, mode: str) -> None:
    assert sharper(one, other) == mode
    assert sharper(other, one) == mode


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_has_its_rank(mode: str) -> None:
    assert sharper(mode, mode) == mode


A, S = "Lloyd Austin/USA/defense_minister", "Sergei Shoigu/RUS/defense_minister"
W = "Wei Fenghe/CHN/defense_minister"
CALL = "U.S. Defense Secretary Lloyd Austin spoke by phone with Russian Defense Minister Sergei Shoigu on Friday. "
TALKS = "U.S. Defense Secretary Lloyd Austin spoke with Russian Defense Minister Sergei Shoigu on Friday. "

#: Text, and the contacts it tells of: mode, status, date, parties.
TEXTS: list[tuple[str, list[tuple[str, str, str | None, list[str]]]]] = [
    # one
    (CALL + "The call lasted an hour.", [("phone_call", "held", "2022-10-21", [A, S])]),
    (CALL + "Austin told Shoigu that the war must end.", [("phone_call", "held", "2022-10-21", [A, S])]),
    (CALL + "During the conversation, Shoigu laughed.", [("phone_call", "held", "2022-10-21", [A, S])]),
    (TALKS + "The phone call was short.", [("phone_call", "held", "2022-10-21", [A, S])]),
    (
        "The Pentagon and the Russian Defense Ministry held talks. The U.S. defense secretary, Lloyd Austin, spoke by phone "
        "with the Russian defense minister, Sergei Shoigu.",
        [("phone_call", "held", None, [A, S])],
    ),
    # several
    (
        CALL + "The two also spoke on Sunday.",
        [("phone_call", "held", "2022-10-21", [A, S]), ("talks", "held", "2022-10-23", [A, S])],
    ),
    (
        CALL + "Austin met Chinese Defense Minister Wei Fenghe on Monday.",
        [("phone_call", "held", "2022-10-21", [A, S]), ("meeting", "held", "2022-10-24", [A, W])],
    ),
    (
        CALL + "They will meet in Geneva on Saturday.",
        [("phone_call", "held", "2022-10-21", [A, S]), ("meeting", "planned", "2022-10-29", [A, S])],
    ),
    # a visit gives way to the talks told of it
    (
        "U.S. Defense Secretary Lloyd Austin visited Beijing on Monday. He met Chinese Defense Minister Wei Fenghe.",
        [("meeting", "held", "2022-10-24", [A, W])],
    ),
]
#: What fails today, and why.
KNOWN: dict[str, str] = {}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), known_failing(TEXTS, KNOWN))
def test_contacts_of_a_text(nlp: Language, text: str, expected: list[tuple[str, str, str | None, list[str]]]) -> None:
    found = [(d.mode, d.status, d.date, sorted(parties(d.actors))) for d in run(nlp, text)[1]]

    assert found == [(mode, status, date, sorted(who)) for mode, status, date, who in expected]


@pytest.mark.model
def test_the_meeting_of_another_day_is_another_one(nlp: Language) -> None:
    text = (
        "Portugal's chief of defence, Gen. José Nunes da Fonseca, met Angola's Gen. Altino dos Santos in Luanda on 4 May. "
        "The sea was calm. The meeting on 9 June, in Lisbon, was shorter."
    )
    assert [d.date for d in run(nlp, text, published=dt.date(2023, 6, 14))[1]] == ["2023-05-04", "2023-06-09"]


@pytest.mark.model
def test_one_day_read_in_two_tenses_is_one(nlp: Language) -> None:
    text = (
        "Portugal's chief of defence, Gen. José Nunes da Fonseca, was to phone Angola's Gen. Altino dos Santos on Friday, "
        "but the call was dropped."
    )
    assert len(run(nlp, text)[1]) == 1


@pytest.mark.model
def test_what_is_said_of_a_contact_tells_its_medium(nlp: Language) -> None:
    text = (
        "Gen. Mark Milley of the United States spoke with Russia's Gen. Valery Gerasimov on Friday. The two agreed to keep "
        "a line open, according to a readout of the call."
    )
    assert [d.mode for d in run(nlp, text)[1]] == ["phone_call"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("India's and Vietnam's defence ministries held their annual dialogue on Monday.", "meeting"),
        ("Lloyd Austin, the U.S. defense secretary, spoke with Russia's Sergei Shoigu. Dialogue is useful.", "talks"),
    ],
)
def test_a_dialogue_is_held_at_a_table(nlp: Language, text: str, mode: str) -> None:
    assert [d.mode for d in run(nlp, text)[1]] == [mode]
