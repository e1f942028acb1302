"""In: sentences and the word that tells of a contact. Out: its two sides, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import known_failing, parties, run

from milchannels.language.annotations import Actor, Official
from milchannels.language.arguments import Arguments, Sides
from milchannels.language.triggers import find_triggers

if TYPE_CHECKING:
    from spacy.language import Language

A, S = "Lloyd Austin/USA/defense_minister", "Sergei Shoigu/RUS/defense_minister"
F, G = "Antonio Fontana/ITA/military_officer", "Pierre Girard/FRA/military_officer"
H = "Anita Anand/CAN/defense_minister"
#: How the people are introduced in the sentences.
AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"
ANAND = "Canadian Defence Minister Anita Anand"
FONTANA, GIRARD = "Italian General Antonio Fontana", "French General Pierre Girard"

#: Sentence, the word, the side of the subject and the other side, each in any order.
CASES: list[tuple[str, str, list[str], list[str]]] = [
    # verbs
    (f"{AUSTIN} met {SHOIGU}.", "met", [A], [S]),
    (f"{AUSTIN} met with {SHOIGU} on Monday.", "met", [A], [S]),
    (f"{AUSTIN} spoke with {SHOIGU} and {ANAND}.", "spoke", [A], [S, H]),
    (f"{AUSTIN} and {SHOIGU} met.", "met", [A], [S]),
    (f"{SHOIGU} was received by {AUSTIN}.", "received", [A], [S]),
    (f"{AUSTIN} flew to Rome and met {FONTANA}.", "met", [A], [F]),
    (f"{AUSTIN} wanted to meet {SHOIGU}.", "meet", [A], [S]),
    (f"{AUSTIN}, who met {SHOIGU} on Monday, was content.", "met", [A], [S]),
    (f"{SHOIGU}, whom {AUSTIN} met on Monday, was content.", "met", [A], [S]),
    (f"It was with {SHOIGU} that {AUSTIN} spoke.", "spoke", [A], [S]),
    (f"After meeting {SHOIGU}, {AUSTIN} left.", "meeting", [A], [S]),
    (f"{AUSTIN} phoned {SHOIGU}, the ministry said.", "phoned", [A], [S]),
    (f"{AUSTIN}, accompanied by {FONTANA}, met {SHOIGU}.", "met", [A], [S]),
    # nouns
    (f"{AUSTIN} held talks with {SHOIGU}.", "talks", [A], [S]),
    (f"{AUSTIN} had a phone call with {SHOIGU}.", "call", [A], [S]),
    (f"Talks between {AUSTIN} and {SHOIGU} began.", "Talks", [], [A, S]),
    (f"A meeting of {AUSTIN} and {SHOIGU} began.", "meeting", [], [A, S]),
    (f"A call from {SHOIGU} to {AUSTIN} was told.", "call", [], [S, A]),
    (f"In a call with {SHOIGU}, {AUSTIN} asked for calm.", "call", [A], [S]),
    (f"{GIRARD} sent {FONTANA} a letter.", "letter", [G], [F]),
    (f"{GIRARD} took part in a meeting with {FONTANA}.", "meeting", [G], [F]),
    (f"Shoigu's meeting with {AUSTIN} began. {SHOIGU} was late.", "meeting", [S], [A]),
    ("Russian-Turkish military talks began.", "talks", ["/RUS", "/TUR"], []),
    ("US-China defense talks began.", "talks", ["/USA", "/CHN"], []),
    ("India-Pakistan military talks began.", "talks", ["/IND", "/PAK"], []),
    ("U.S.-China military talks began.", "talks", ["/USA", "/CHN"], []),
    # the sides that are not told stay empty
    (f"{AUSTIN} spoke on Monday.", "spoke", [A], []),
    ("The talks went on.", "talks", [], []),
]
#: What fails today, and why.
KNOWN: dict[str, str] = {
    f"{GIRARD} sent {FONTANA} a letter.": "the dative of the verb above a noun is not read",
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "at", "first", "second"), known_failing(CASES, KNOWN))
def test_sides(nlp: Language, text: str, at: str, first: list[str], second: list[str]) -> None:
    doc, _ = run(nlp, text)
    trigger = next(t for t in find_triggers(doc) if t.head.text == at)
    sides = Arguments(doc).of(trigger)

    assert (sorted(parties(sides.first)), sorted(parties(sides.second))) == (sorted(first), sorted(second))


def test_all_names_each_actor_once() -> None:
    person = Official("Lloyd Austin", ["Lloyd", "Austin"], country="USA")
    austin, again = Actor("person", "USA", person), Actor("person", "USA", person)
    body, unknown = Actor("delegation", "RUS"), Actor("delegation", None)

    sides = Sides(first=[austin, again], second=[again, body, unknown])

    assert sides.all() == [austin, body, unknown]
    assert sides.countries() == {"USA", "RUS"}
    assert Sides().all() == []
