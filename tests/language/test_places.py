"""In: texts that tell of contacts. Out: where they took place, in the words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import known_failing, run

from milchannels.language.places import places

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
#: What fails today, and why.
KNOWN: dict[str, str] = {
    f"{AUSTIN} arrived in Almaty on Monday. He met {SHOIGU} the same day.": "a town of a third country sets no scene",
    f"{AUSTIN} met {SHOIGU}, who was born in Chadan.": "a place told of a party is taken for that of the contact",
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), known_failing(CASES, KNOWN))
def test_place_of_a_contact(nlp: Language, text: str, expected: list[str | None]) -> None:
    assert [d.place for d in run(nlp, text)[1]] == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Oslo, not in Norway's mountains.", [("Oslo", True), ("Norway", False)]),
        ("VIENNA, Oct. 25 (Reuters) - They met in Paris.", [("Paris", True)]),
        ("Nobody was there.", []),
    ],
)
def test_places_of_a_text(nlp: Language, text: str, expected: list[tuple[str, bool]]) -> None:
    doc, _ = run(nlp, text)

    assert [(doc[start:end].text, town) for start, end, town in places(doc)] == expected
