"""In: texts of a few sentences and a word in them. Out: whom the word means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import parties, run, word

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "Lloyd Austin/USA/defense_minister", "Sergei Shoigu/RUS/defense_minister"
HAGEL = "Chuck Hagel/USA/defense_minister"
MILLEY, GERASIMOV = "Mark Milley/USA/chief_of_defense", "Valery Gerasimov/RUS/chief_of_defense"
CALL = "U.S. Defense Secretary Lloyd Austin spoke with Russian Defense Minister Sergei Shoigu on Friday. "
CHIEFS = "General Mark Milley, chairman of the Joint Chiefs of Staff, met General Valery Gerasimov, chief of Russia's General Staff. "

#: Text, a word of the phrase, which of several such words, and whom the phrase means; [] where it means nobody.
CASES: list[tuple[str, str, int, list[str]]] = [
    # he, his
    (CALL + "He asked for a ceasefire.", "He", 1, [AUSTIN]),
    (CALL + "Shoigu said that he had no time.", "he", 1, [SHOIGU]),
    (CALL + "Austin told him to wait.", "him", 1, [SHOIGU]),
    (CALL + "Austin said that his aides had asked for it.", "his", 1, [AUSTIN]),
    (
        "Defence Minister Anita Anand of Canada rang Oslo. She was brief.",
        "She",
        1,
        ["Anita Anand/CAN/defense_minister"],
    ),
    (
        "France's President Emmanuel Macron stood beside Ursula von der Leyen, the German defence minister. She laughed.",
        "She",
        1,
        ["Ursula von der Leyen/DEU/defense_minister"],
    ),
    (
        "Defence Minister Anita Anand of Canada saw General Jan Berg of Norway. He laughed.",
        "He",
        1,
        ["Jan Berg/NOR/military_officer"],
    ),
    ("He said nothing.", "He", 1, []),
    # the two, both, they
    (CALL + "The two agreed to speak again.", "two", 1, [AUSTIN, SHOIGU]),
    (CALL + "They agreed to speak again.", "They", 1, [AUSTIN, SHOIGU]),
    (CALL + "Both ministers agreed to speak again.", "ministers", 1, [AUSTIN, SHOIGU]),
    (CHIEFS + "The two generals agreed to meet again.", "generals", 1, [MILLEY, GERASIMOV]),
    (CALL + "The two countries have no ambassadors.", "countries", 1, ["/USA", "/RUS"]),
    (CALL + "The two militaries have a hotline.", "militaries", 1, ["/USA", "/RUS"]),
    (CALL + "Colonels of the two sides had met in June.", "sides", 1, ["/USA", "/RUS"]),
    (CALL + "Representatives of both countries had met in June.", "countries", 1, ["/USA", "/RUS"]),
    (
        "Serbian President Ana Brun saw " + CALL[19:32] + ". The Serbian leader left.",
        "leader",
        1,
        ["Ana Brun/SRB/head_of_state"],
    ),
    ("The Pakistani brigadier met an Indian captain at Wagah.", "brigadier", 1, ["/PAK/military_officer"]),
    ("The Pakistani brigadier met an Indian captain at Wagah.", "captain", 1, ["/IND/military_officer"]),
    ("The captain of the hockey team met the Indian coach.", "captain", 1, []),
    # counterparts
    (
        "U.S. Defense Secretary Chuck Hagel telephoned his Russian counterpart.",
        "counterpart",
        1,
        ["/RUS/defense_minister"],
    ),
    (
        "Indonesia's defence minister, Prabowo Subianto, spoke with his counterparts from Laos and Brunei.",
        "counterparts",
        1,
        ["/LAO/defense_minister", "/BRN/defense_minister"],
    ),
    (
        "Polish chief of the general staff Rajmund Andrzejczak saw his opposite number in Vilnius.",
        "number",
        1,
        ["/LTU/chief_of_defense"],
    ),
    (
        "U.S. Defense Secretary Lloyd Austin rang his Russian counterpart, Sergei Shoigu.",
        "counterpart",
        1,
        [SHOIGU],
    ),
    (
        "U.S. Defense Secretary Lloyd Austin rang his Russian counterpart. Sergei Shoigu, the Russian defense minister, hung up.",
        "counterpart",
        1,
        [SHOIGU],
    ),
    ("His Russian counterpart was silent.", "counterpart", 1, []),
    # offices, ranks
    (CALL + "The Russian minister asked for patience.", "minister", 1, [SHOIGU]),
    (CALL + "The Pentagon chief asked for patience.", "chief", 1, [AUSTIN]),
    (CALL + "The U.S. defense secretary asked for patience.", "secretary", 1, [AUSTIN]),
    (CHIEFS + "The Russian general laughed.", "general", 1, [GERASIMOV]),
    (CHIEFS + "The chairman laughed.", "chairman", 1, [MILLEY]),
    (
        "Admiral Samuel Paparo of the US Pacific Fleet rang General Wu Yanan of China. The admiral was brief.",
        "admiral",
        1,
        ["Samuel Paparo/USA/commander"],
    ),
    # surnames and spellings go on meaning their person
    (CALL + "Shoigu laughed.", "Shoigu", 2, [SHOIGU]),
    (CALL + "The Shoigu letter came later.", "Shoigu", 2, [SHOIGU]),
    # groups by office
    (
        CALL + "German Chancellor Olaf Scholz was told. The defense ministers agreed to speak again.",
        "ministers",
        1,
        [AUSTIN, SHOIGU],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "at", "nth", "expected"), CASES)
def test_whom_a_phrase_means(nlp: Language, text: str, at: str, nth: int, expected: list[str]) -> None:
    doc, _ = run(nlp, text)
    token = word(doc, at, nth)
    found = [m for m in doc._.mil.mentions if m.start <= token.i < m.end]

    assert [actor for m in found for actor in parties(m.actors)] == expected
