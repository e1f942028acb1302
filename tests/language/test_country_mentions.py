"""In: texts with names of states and of their bodies. Out: the words that stand for a state, with its code and kind."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from helpers import blank

from milchannels.language.annotations import Annotations
from milchannels.language.countries import find_countries

if TYPE_CHECKING:
    from spacy.language import Language

Found = tuple[str, str, str]


def countries(text: str, published: dt.date | None = None) -> list[Found]:
    """Words, code and kind of each mention, by the tokenizer alone."""
    doc = blank().make_doc(text)
    doc._.mil = Annotations(published=published)
    return [(doc[c.start : c.end].text, c.code, c.kind) for c in find_countries(doc)]


CASES: list[tuple[str, list[Found]]] = [
    ("Norway spoke with Finland.", [("Norway", "NOR", "name"), ("Finland", "FIN", "name")]),
    ("The Norwegian minister was in Helsinki.", [("Norwegian", "NOR", "adjective"), ("Helsinki", "FIN", "capital")]),
    ("The Pentagon and the Kremlin agreed.", [("Pentagon", "USA", "defense"), ("Kremlin", "RUS", "government")]),
    ("The generals met in Rawalpindi.", [("Rawalpindi", "PAK", "seat")]),
    ("Rawalpindi's answer came late.", [("Rawalpindi", "PAK", "seat")]),
    ("Russia's and China’s ministers", [("Russia", "RUS", "name"), ("China", "CHN", "name")]),
    ("U.S. and UK officers", [("U.S.", "USA", "name"), ("UK", "GBR", "name")]),
    ("The US-China talks", [("US", "USA", "name"), ("China", "CHN", "name")]),
    ("Russian-Turkish talks", [("Russian", "RUS", "adjective"), ("Turkish", "TUR", "adjective")]),
    ("a Cairo–Ankara call", [("Cairo", "EGY", "capital"), ("Ankara", "TUR", "capital")]),
    # the longest name is meant
    ("South Korea and North Korea", [("South Korea", "KOR", "name"), ("North Korea", "PRK", "name")]),
    ("the South Korean general", [("South Korean", "KOR", "adjective")]),
    ("the Equatorial Guinean army", [("Equatorial Guinean", "GNQ", "adjective")]),
    ("Papua New Guinea and Guinea-Bissau", [("Papua New Guinea", "PNG", "name"), ("Guinea-Bissau", "GNB", "name")]),
    ("Niger and Nigeria", [("Niger", "NER", "name"), ("Nigeria", "NGA", "name")]),
    ("the Democratic Republic of Congo", [("Democratic Republic of Congo", "COD", "name")]),
    ("South Sudan and Sudan", [("South Sudan", "SSD", "name"), ("Sudan", "SDN", "name")]),
    ("the Dominican Republic", [("the Dominican Republic", "DOM", "name")]),
    # forces and commands
    ("the U.S. Army", [("U.S. Army", "USA", "military")]),
    ("CENTCOM and NATO", [("CENTCOM", "USA", "command"), ("NATO", "NATO", "name")]),
    ("the PLA Navy", [("PLA Navy", "CHN", "military")]),
    # words that mean no state
    ("They ate turkey from fine china.", []),
    ("The Jordan River is low.", []),
    ("He reads the New York Times and the Washington Post.", []),
    ("", []),
    ("...", []),
    ("Nobody spoke.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_countries_by_the_tokenizer(text: str, expected: list[Found]) -> None:
    assert countries(text) == expected


@pytest.mark.parametrize(
    ("published", "code"),
    [(dt.date(1985, 5, 1), "SUN"), (dt.date(2014, 5, 1), "RUS"), (None, "RUS")],
)
def test_moscow_is_that_of_the_day(published: dt.date | None, code: str) -> None:
    assert countries("Moscow answered.", published) == [("Moscow", code, "capital")]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("General George Washington crossed the river.", []),
        ("Denzel Washington played the general.", []),
        ("Washington said that it would call.", [("Washington", "USA", "capital")]),
        ("Colonel Paul London met General Jack Paris.", []),
        ("The minister flew from London to Paris.", [("London", "GBR", "capital"), ("Paris", "FRA", "capital")]),
        ("General Chad Franks rang the minister of Chad.", [("Chad", "TCD", "name")]),
        ("Colonel Milan Petrović flew to Milan.", [("Milan", "ITA", "city")]),
        ("Admiral Michael Jordan met officers of Jordan.", [("Jordan", "JOR", "name")]),
        ("Tbilisi is the capital of Georgia.", [("Tbilisi", "GEO", "capital"), ("Georgia", "GEO", "name")]),
        pytest.param(
            "He was born in Atlanta, Georgia.",
            [("Atlanta", "USA", "city")],
            marks=pytest.mark.xfail(strict=True, reason="Georgia behind a town of the United States is taken for GEO"),
        ),
    ],
)
def test_towns_and_people_of_one_name(nlp: Language, text: str, expected: list[Found]) -> None:
    doc = nlp(text)

    assert [(doc[c.start : c.end].text, c.code, c.kind) for c in doc._.mil.countries] == expected


@pytest.mark.model
def test_mentions_are_in_order_and_do_not_overlap(nlp: Language) -> None:
    text = "South Korea's defense minister, the U.S. Indo-Pacific Command and the Japanese Self-Defense Forces met in Seoul."
    spans = [(c.start, c.end) for c in nlp(text)._.mil.countries]

    assert len(spans) >= 4
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
