"""Names as articles tell them in, persons out."""

from __future__ import annotations

import random

import pytest

from milchannels.linking.judgements import Rulings
from milchannels.linking.names import tokens
from milchannels.linking.persons import Appearance, appearance, cluster

OFFICES = {
    "dm": "defense_minister",
    "cd": "chief_of_defense",
    "mo": "military_officer",
    "fm": "foreign_minister",
    "hs": "head_of_state",
}


def told(spec: str) -> Appearance:
    """`Name/RUS/dm/2022`."""
    name, country, office, year = [*spec.split("/"), "", "", ""][:4]
    return appearance(name, tokens(name), country or None, OFFICES.get(office), int(year) if year else None)


def groups(specs: list[str], rulings: Rulings | None = None) -> set[frozenset[str]]:
    names = {told(spec).key: spec for spec in specs}
    people, _ = cluster([told(spec) for spec in specs], rulings or Rulings())
    assert len({person.id for person in people}) == len(people), "ids are distinct"
    return {frozenset(names[m.key] for m in person.members) for person in people}


CASES: dict[str, list[list[str]]] = {
    "spellings of one minister": [
        ["Sergei Shoigu/RUS/dm/2022", "Sergey Shoygu/RUS/dm/2014", "S. Shoigu/RUS/dm/2020", "Shoigu/RUS/dm/2021"]
    ],
    "a surname alone, with the office": [["Wei Fenghe/CHN/dm/2018", "Wei/CHN/dm/2019"]],
    "the same surname of another time": [["Wei Fenghe/CHN/dm/2018"], ["Wei/CHN/mo/1995"]],
    "two of one surname, the office decides": [
        ["Sergei Ivanov/RUS/dm/2003", "Ivanov/RUS/dm/2003"],
        ["Igor Ivanov/RUS/fm/2003", "Ivanov/RUS/fm/2003"],
    ],
    "two of one surname, nothing decides": [
        ["Ivan Petrov/RUS/mo/2003"],
        ["Oleg Petrov/RUS/mo/2003"],
        ["Petrov/RUS/mo/2003"],
    ],
    "one officer promoted": [["Mark Milley/USA/mo/2012", "Mark A. Milley/USA/cd/2021", "Milley/USA/cd/2022"]],
    "one surname in two countries": [["Ahmed Khan/PAK/mo/2010"], ["Ahmed Khan/IND/mo/2010"]],
    "one name in two lives": [["John Allen/USA/mo/1950"], ["John Allen/USA/mo/2012", "John R. Allen/USA/mo/2012"]],
    "an initial that fits two": [["James Smith/USA/mo/2010"], ["Jack Smith/USA/mo/2010"], ["J. Smith/USA/mo/2010"]],
    "surnames only": [["Orlov/RUS/mo/2001", "Orlov/RUS/mo/2003"], ["Orlov/RUS/mo/2015"], ["Orlov/RUS/fm/2001"]],
    "another office at the surname": [["Igor Ivanov/RUS/fm/2003"], ["Ivanov/RUS/dm/2003"]],
    "surname before the full name was told": [["Kayani/PAK/cd/2008", "Ashfaq Kayani/PAK/cd/2010"]],
    "brothers": [["Khalid bin Salman/SAU/dm/2023"], ["Mohammed bin Salman/SAU//2023"]],
    "father and son of whom the register knows": [
        ["George H. W. Bush/USA/hs/1990", "George Bush/USA/hs/1991", "Bush/USA/hs/1992"],
        ["George W. Bush/USA/hs/2003", "George Bush/USA/hs/2004", "Bush/USA/hs/2005"],
    ],
    "a short name between two longer": [
        ["Karim Nabil Haddad/LBN/mo/2010", "Karim Haddad/LBN/mo/2011", "Karim N. Haddad/LBN/mo/2012"]
    ],
    "parts of one name, and no part in common": [
        ["Mohamed Nabil Rashed/EGY/mo/2010", "Mohamed Rashed/EGY/mo/2011", "Nabil Rashed/EGY/mo/2012"]
    ],
    "under the flag of an alliance": [
        ["Tod Wolters/USA/mo/2020", "Tod Wolters/NATO/mo/2021", "Tod D. Wolters//mo/2021"]
    ],
    "of an alliance, and the name is of two states": [
        ["Jan Novak/CZE/mo/2020"],
        ["Jan Novak/SVK/mo/2020"],
        ["Jan Novak/NATO/mo/2020"],
    ],
    "the holder of the office, though the name is another's too": [
        ["Li Shangfu/CHN/dm/2023", "Li/CHN/dm/2023"],
        ["Li Zuocheng/CHN/cd/2020", "Li/CHN/cd/2021"],
    ],
    "no country known": [["Jens Stoltenberg//x/2015", "Jens Stoltenberg///2016"]],
}


@pytest.mark.parametrize("case", CASES)
def test_persons(case: str) -> None:
    expected = {frozenset(group) for group in CASES[case]}
    specs = sorted(spec for group in expected for spec in group)
    for seed in range(4):
        random.Random(seed).shuffle(specs)
        assert groups(specs) == expected


@pytest.mark.parametrize(
    ("specs", "a", "b", "verdict", "persons"),
    [
        (["Sergei Shoigu/RUS/dm/2022", "Sergey Shoygu/RUS/dm/2014"], 0, 1, "different", 2),
        (["Wei Fenghe/CHN/dm/2018", "Wei/CHN/mo/1995"], 0, 1, "same", 1),
        (["John Allen/USA/mo/2012", "John Allen/USA/cd/2012"], 0, 1, "different", 2),
        (["Sergei Shoigu/RUS/dm/2022", "Igor Ivanov/RUS/dm/2014"], 0, 1, "same", 1),
        (["Sergei Shoigu/RUS/dm/2022", "Shoigu/RUS/dm/2021"], 0, 1, "different", 2),
    ],
)
def test_a_users_word_goes_first(specs: list[str], a: int, b: int, verdict: str, persons: int) -> None:
    rulings = Rulings([(told(specs[a]).key, told(specs[b]).key, verdict)])
    assert len(groups(specs, rulings)) == persons


def test_the_last_word_of_a_user_counts() -> None:
    a, b = told("Sergei Shoigu/RUS/dm/2022"), told("Sergey Shoygu/RUS/dm/2014")
    rulings = Rulings([(a.key, b.key, "different"), (b.key, a.key, "unsure")])
    assert len(cluster([a, b], rulings)[0]) == 1


def test_what_is_undecided_is_said() -> None:
    specs = ["Ivan Petrov/RUS/mo/2003", "Oleg Petrov/RUS/mo/2003", "Petrov/RUS/mo/2003"]
    _, judged = cluster([told(spec) for spec in specs], Rulings())
    assert sorted(j.verdict for j in judged) == ["unsure", "unsure"]
    assert all(told(specs[2]).key in j.pair() for j in judged)
