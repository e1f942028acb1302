"""In: texts. Out: the contacts told in them, with mode, status and parties; none where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import parties, run

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"
ANAND = "Canadian Defence Minister Anita Anand"
GIRARD, FONTANA = "French General Pierre Girard", "Italian General Antonio Fontana"
A, S = "Lloyd Austin/USA/defense_minister", "Sergei Shoigu/RUS/defense_minister"
H = "Anita Anand/CAN/defense_minister"
F, G = "Antonio Fontana/ITA/military_officer", "Pierre Girard/FRA/military_officer"

Told = tuple[str, str, list[str]]

CASES: list[tuple[str, list[Told]]] = [
    (f"{AUSTIN} phoned {SHOIGU}.", [("phone_call", "held", [A, S])]),
    (f"In a call with {SHOIGU} on Monday, {AUSTIN} said that the war must end.", [("phone_call", "held", [A, S])]),
    (f"In a call with {SHOIGU} on Monday, {AUSTIN} called for an end to the war.", [("phone_call", "held", [A, S])]),
    (f"In a call with {SHOIGU} on Monday, {AUSTIN} asked for restraint.", [("phone_call", "held", [A, S])]),
    (f"During talks with {SHOIGU}, {AUSTIN} urged Russia to leave.", [("meeting", "held", [A, S])]),
    # several partners: one contact, unless the text separates them
    (f"{AUSTIN} met with {SHOIGU} and {ANAND}.", [("meeting", "held", [A, S, H])]),
    (f"{AUSTIN} met separately with {SHOIGU} and {ANAND}.", [("meeting", "held", [A, S]), ("meeting", "held", [A, H])]),
    (
        f"{AUSTIN} met with {SHOIGU} on Monday and on Tuesday with {ANAND}.",
        [("meeting", "held", [A, S]), ("meeting", "held", [A, H])],
    ),
    (
        f"{AUSTIN} held calls with {SHOIGU} and {ANAND}.",
        [("phone_call", "held", [A, S]), ("phone_call", "held", [A, H])],
    ),
    # a side that the sentence leaves out
    (f"{GIRARD} visited Rome.", [("visit", "held", [G, "/ITA"])]),
    (f"{GIRARD} flew to Italy on Monday.", [("visit", "held", [G, "/ITA"])]),
    (f"{GIRARD} will visit Italy on Monday.", [("visit", "planned", [G, "/ITA"])]),
    # status
    (f"{AUSTIN} will meet {SHOIGU} on Monday.", [("meeting", "planned", [A, S])]),
    (f"{AUSTIN} asked for a meeting with {SHOIGU}.", [("meeting", "requested", [A, S])]),
    (f"{SHOIGU} refused to meet {AUSTIN}.", [("meeting", "refused", [A, S])]),
    (f"{AUSTIN} cancelled a meeting with {SHOIGU}.", [("meeting", "cancelled", [A, S])]),
    # company
    (f"{AUSTIN} met {SHOIGU}. {ANAND} also attended.", [("meeting", "held", [A, S])]),
    (
        f"{GIRARD} met {FONTANA}. He was accompanied by French Colonel Luc Moreau.",
        [("meeting", "held", [G, F, "Luc Moreau/FRA/military_officer"])],
    ),
    # none
    (f"{AUSTIN} did not meet {SHOIGU}.", []),
    (f"{AUSTIN} and {SHOIGU} are ministers.", []),
    (f"{AUSTIN} met General Mark Milley, chairman of the Joint Chiefs of Staff.", []),
    (f"{AUSTIN} spoke to reporters about {SHOIGU}.", []),
    (f"{AUSTIN} visited the troops in Texas.", []),
    (f"{AUSTIN} warned Russia in a speech on Monday.", []),
    (f"{AUSTIN} might meet {SHOIGU} one day.", []),
    (f"If {AUSTIN} meets {SHOIGU}, the war will end.", []),
    ("The Norwegian army and the Finnish army held an exercise.", []),
    ("", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_contacts(nlp: Language, text: str, expected: list[Told]) -> None:
    found = [(d.mode, d.status, sorted(parties(d.actors))) for d in run(nlp, text)[1]]

    assert found == [(mode, status, sorted(who)) for mode, status, who in expected]
