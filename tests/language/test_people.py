"""People of an article: a text in; names, ranks, offices and countries out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from helpers import blank, run
from spacy.tokens import Doc

from milchannels.language.annotations import Annotations
from milchannels.language.counterparts import plain
from milchannels.language.names import read_name, same_name

if TYPE_CHECKING:
    from spacy.language import Language

GENERAL_OF_THE_ARMY = "General of the Army"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei Shoigu", "Sergey Shoygu", True),
        ("Joseph Dunford", "Joe Dunford", True),
        ("Dunford", "Joseph Dunford", True),
        ("Abdul Aziz", "Sultan bin Abdul Aziz", False),
        ("Sultan", "Sultan bin Abdul Aziz", True),
        ("Rashid al-Maktoum", "Mohammed bin Rashid al-Maktoum", False),
        ("Mark Milley", "Mark Esper", False),
        ("Jim Mattis", "Harold Mathis", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one.split(), other.split()) is same
    assert same_name(other.split(), one.split()) is same


@pytest.mark.parametrize(
    ("text", "words"), [("O’Neill", 1), ("A.M. Côté", 2), ("Ng`ang-a", 1), ("Qwertzu" * 900 + "7", 0)]
)
def test_words_of_a_name(text: str, words: int) -> None:
    """A long word that is none is refused at once, however it could be cut."""
    doc = Doc(blank().vocab, words=text.split())
    assert read_name(doc, 0, [False] * len(doc)) == words


@pytest.mark.parametrize(
    ("role", "bare"),
    [
        ("Russian Defense Minister", "Defense Minister"),
        ("South Korean Defense Minister", "Defense Minister"),
        ("chief of staff", "chief of staff"),
        (None, None),
    ],
)
def test_a_role_without_its_country(role: str | None, bare: str | None) -> None:
    assert plain(role) == bare


Person = tuple[str, str | None, str | None, str | None]

CASES: list[tuple[str, list[Person]]] = [
    # what stands before a name
    (
        "Russian Army General Valery Gerasimov and U.S. Army Gen. Mark Milley nodded.",
        [
            ("Valery Gerasimov", "RUS", "chief_of_defense", GENERAL_OF_THE_ARMY),
            ("Mark Milley", "USA", "chief_of_defense", "General"),
        ],
    ),
    (
        "Israeli Air Force commander Maj. Gen. Amir Eshel and Lebanese Army Commander General Joseph Aoun kept silent.",
        [
            ("Amir Eshel", "ISR", "service_chief", "Major General"),
            ("Joseph Aoun", "LBN", "chief_of_defense", "General"),
        ],
    ),
    (
        "The Norwegian defence chief, Adm. Haakon Bruun-Hanssen, was late.",
        [("Haakon Bruun-Hanssen", "NOR", "chief_of_defense", "Admiral")],
    ),
    (
        "Nigeria's National Security Adviser (NSA), Mallam Nuhu Ribadu, spoke.",
        [("Nuhu Ribadu", "NGA", "national_security_adviser", None)],
    ),
    ("A Belgian lieutenant, Koen Maes, came alone.", [("Koen Maes", "BEL", "military_officer", "Lieutenant")]),
    # what stands behind it
    (
        "Jim Stavridis, a retired American admiral who was supreme allied commander in Europe, wrote a letter.",
        [("Jim Stavridis", "USA", "commander", "Admiral")],
    ),
    (
        "Gen. Alexander Zhuravlyov, commander of the Russian forces in Syria, left.",
        [("Alexander Zhuravlyov", "RUS", "commander", "General")],
    ),
    (
        "Gen. Jeong Kyeong-doo, chairman of the Joint Chiefs of Staff of South Korea, agreed.",
        [("Jeong Kyeong-doo", "KOR", "chief_of_defense", "General")],
    ),
    ("Ben Hodges commanded U.S. Army Europe at the time.", [("Ben Hodges", "USA", "commander", None)]),
    (
        "On the list was Miao Hua, political commissar of the PLA Navy; another was absent.",
        [("Miao Hua", "CHN", "military_officer", None)],
    ),
    # whose title it is
    (
        "The President of the Republic of Paraguay, Pedro Ruiz, stood next to the minister of defense, General (R) Juan "
        "Vega, and the commander of the air force, General Luis Prado.",
        [
            ("Pedro Ruiz", "PRY", "head_of_state", None),
            ("Juan Vega", "PRY", "defense_minister", "General"),
            ("Luis Prado", "PRY", "service_chief", "General"),
        ],
    ),
    (
        "Secretary of Defense Ash Carter announced the nomination.",
        [("Ash Carter", "USA", "defense_minister", None)],
    ),
    # titles that differ by country
    (
        "Gen Sir Patrick Sanders, Britain's Chief of the General Staff, disagreed.",
        [("Patrick Sanders", "GBR", "service_chief", "General")],
    ),
    (
        "Ajay Kumar, the Indian defence secretary, was there.",
        [("Ajay Kumar", "IND", "defense_official", None)],
    ),
    # counterparts and lists
    (
        "Gen. Karl Engelbrektson, second from left, the Swedish army chief, greets Lena Brandt, right, the German envoy.",
        [("Karl Engelbrektson", "SWE", "service_chief", "General"), ("Lena Brandt", "DEU", "other_official", None)],
    ),
    (
        "South Korean Vice Defense Minister Hwang In-moo greeted Gen. Lee An-young and left.",
        [
            ("Hwang In-moo", "KOR", "deputy_defense_minister", None),
            ("Lee An-young", "KOR", "military_officer", "General"),
        ],
    ),
    (
        "South Korean Defense Minister Shin Won-sik thanked his Japanese counterpart, Minoru Kihara.",
        [("Shin Won-sik", "KOR", "defense_minister", None), ("Minoru Kihara", "JPN", "defense_minister", None)],
    ),
    (
        "The defense ministers of Estonia and Latvia, Peter Novak and Anna Berg, signed.",
        [("Peter Novak", "EST", "defense_minister", None), ("Anna Berg", "LVA", "defense_minister", None)],
    ),
    # countries that are not said beside the name
    (
        "The U.S. was told. The U.S. has not answered. The Brazilian navy waits; the minister of Defense, Paulo Duarte, "
        "does not.",
        [("Paulo Duarte", "BRA", "defense_minister", None)],
    ),
    (
        "Vice President Anna Kovács of Hungary, Deputy Foreign Minister Béla Nagy, and the Minister of Internal Affairs, "
        "Ferenc Tóth, sat down.",
        [("Béla Nagy", "HUN", "other_official", None), ("Ferenc Tóth", "HUN", "other_official", None)],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "people"), CASES, ids=[text[:40] for text, _ in CASES])
def test_people(nlp: Language, text: str, people: list[Person]) -> None:
    doc = nlp.make_doc(text)
    doc._.mil = Annotations(published=dt.date(2021, 6, 18))
    found = {p.name: (p.name, p.country, p.office, p.rank) for p in nlp(doc)._.mil.officials}
    assert [found.get(person[0]) for person in people] == people


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Motors is in Detroit, and General Atomics in San Diego.", "Motors"),
        ("Ryu, the Major League pitcher, met the Russian defense minister.", "League"),
        ("The singer Major Lazer was in Georgia.", "Lazer"),
        ("Retired Gen. James Tarrow wrote a book on China.", "Gen. James Tarrow"),
        ("It was Dong Jun. The Chinese admiral said no more.", "Dong Jun."),
    ],
)
def test_no_person(nlp: Language, text: str, name: str) -> None:
    assert name not in {p.name for p in nlp(text)._.mil.officials}


@pytest.mark.model
def test_a_retired_officer_without_a_post_has_no_office(nlp: Language) -> None:
    (person,) = nlp("Retired Adm. Walter Crowne, no dove, proposed it again.")._.mil.officials
    assert (person.rank, person.office) == ("Admiral", None)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Generals Milley and Kochavi spoke in Rome.", ["Milley General USA", "Kochavi General ISR"]),
        (
            "Rear Admirals Jan Kowalski of Poland and Lars Berg of Norway spoke.",
            ["Jan Kowalski Rear Admiral POL", "Lars Berg Rear Admiral NOR"],
        ),
        ("General Jan Kowalski of Poland and Lars Berg of Norway's navy spoke.", ["Jan Kowalski General POL"]),
        ("He drives a General Motors car.", []),
        # joint chiefs are not the American ones where another state that has them is spoken of
        ("AMMAN - General Omar Haddad, chairman of the Joint Chiefs of Staff of Jordan, spoke.", ["Omar Haddad General JOR"]),
        ("AMMAN - The Jordanian Joint Chiefs of Staff spoke. General Omar Haddad, the chairman of the Joint Chiefs of Staff, sat.", ["Omar Haddad General JOR"]),
        ("Rear Admiral Said bin Hamad Al Harthi, commander of the Royal Navy of Oman, sat. Admiral Al Harthi spoke.", ["Said bin Hamad Al Harthi Rear Admiral OMN"]),
        ("Serbia's General Milan Petrović spoke.", ["Milan Petrović General SRB"]),
        ("It was given to Suvon Keomany, who was appointed chief of the General Staff of Laos.", ["Suvon Keomany None LAO"]),
        ("The ship lay at Port Sultan Qaboos.", []),
        ("NAQOURA - General Jean Dubois, who is in charge of the Congolese army's operations, slept.", ["Jean Dubois General COD"]),
        ("UNDOF said that General Mikkel Aas, its Force Commander, slept.", ["Mikkel Aas General UN"]),
        ("Syria's delegate, General Ali Hassan, slept.", ["Ali Hassan General SYR"]),
        ("Ukraine's minister of defence, Ivan Koval, slept, as did Petro Bondar, the chief of staff of Ukraine, and the Minister of Internal Affairs, Danylo Melnyk.", ["Ivan Koval None UKR", "Petro Bondar None UKR", "Danylo Melnyk None UKR"]),
        ("The general commander of the Military Forces of Colombia, Helder Giraldo, slept.", ["Helder Giraldo None COL"]),
        ("It was Chi Haotian, who was in Japan in May.", ["Chi Haotian None CHN"]),
        # who answers in a transcript is not the office-holder of his surname
        ("CANBERRA, Australia\n\nMR MARLES: Good afternoon. Australia was told.", []),
        # nobody is vice chief of a defence staff in Russia
        ("Russia was silent, Russian papers wrote. In Britain the Vice Chief of the Defence Staff, General Hugh Marlow, spoke.", ["Hugh Marlow General GBR"]),
    ],
)  # fmt: skip
def test_rank_and_country(nlp: Language, text: str, expected: list[str]) -> None:
    doc, _ = run(nlp, text, dt.date(2021, 6, 18))

    assert [f"{p.name} {p.rank} {p.country}" for p in doc._.mil.officials] == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Major General Ivan Petrov, acting commander of the Russian forces in the Transcaucasus, slept.", "commander"),
        ("General Ivan Petrov, commander of the Bulgarian armed forces, slept.", "chief_of_defense"),
        ("Juan Castro, Cuba's minister of the Revolutionary Armed Forces, slept.", "defense_minister"),
        ("Ana Savić, state secretary of the Ministry of Defence of Serbia, slept.", "deputy_defense_minister"),
        ("Arjun Rao, director general of India's Border Security Force, slept.", "service_chief"),
    ],
)
def test_offices_by_title(nlp: Language, text: str, office: str) -> None:
    doc, _ = run(nlp, text)

    assert [p.office for p in doc._.mil.officials] == [office]
