"""Two names in, whether they can be one person's out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milchannels.linking.names import alignment, blocks, same_surname, tokens

SAME = [
    ("Sergey Shoygu", "Sergei Shoigu", "RUS"),
    ("Sergei Kuzhugetovich Shoigu", "Sergei Shoigu", "RUS"),
    ("Valeriy Gerasimov", "Valery Gerasimov", "RUS"),
    ("Oleksii Reznikov", "Oleksiy Reznikov", "UKR"),
    ("Valerii Zaluzhnyi", "Valeriy Zaluzhny", "UKR"),
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "UKR"),
    ("Aleksandr Fomin", "Alexander Fomin", "RUS"),
    ("Abdel Fattah al-Sisi", "Abdul Fattah Sisi", "EGY"),
    ("Abdel-Fattah El-Sisi", "Abdel Fattah al-Sisi", "EGY"),
    ("Moshe Ya’alon", "Moshe Yaalon", "ISR"),
    ("Mohammed bin Salman", "Mohammad bin Salman", "SAU"),
    ("Wei Fenghe", "Fenghe Wei", "CHN"),
    ("Kim Jong-un", "Kim Jong Un", "PRK"),
    ("Kim Jong-un", "Kim Jongun", "PRK"),
    ("Chuck Hagel", "Charles Hagel", "USA"),
    ("Jim Mattis", "James N. Mattis", "USA"),
    ("H.R. McMaster", "Herbert Raymond McMaster", "USA"),
    ("Mark A. Milley", "Mark Milley", "USA"),
    ("Lloyd J. Austin III", "Lloyd Austin", "USA"),
    ("Jens Stoltenberg", "Jens Stoltenberg", None),
    ("Diego Molano Aponte", "Diego Molano", "COL"),
    ("Hulusi Akar", "Hulusi Akar", "TUR"),
    ("Сергей Шойгу", "Sergey Shoigu", "RUS"),
    ("Sébastien Lecornu", "Sebastien Lecornu", "FRA"),
    ("Yonatan Barak", "Jonathan Barak", "ISR"),
    ("C.Q. Brown", "CQ Brown", "USA"),
    ("AK Antony", "A. K. Antony", "IND"),
    ("Jeong Kyeong-doo", "Jung Kyung-doo", "KOR"),
    ("Valeriy Heletey", "Valery Geletey", "UKR"),
    ("Mohammad Baqeri", "Mohammad Bagheri", "IRN"),
    ("Khalid bin Salman", "Khalid bin Salman bin Abdulaziz", "SAU"),
    ("Hussein Tantawi", "Mohamed Hussein Tantawi", "EGY"),
    ("Gebre Tesfaye", "Gebre Tesfay", "ETH"),
]
DIFFERENT = [
    ("Kim Jong-un", "Kim Jong-il", "PRK"),
    ("Sergei Shoigu", "Sergei Ivanov", "RUS"),
    ("Sergei Ivanov", "Igor Ivanov", "RUS"),
    ("Khalid bin Salman", "Mohammed bin Salman", "SAU"),
    ("Wei Fenghe", "Wei Liang", "CHN"),
    ("Li Shangfu", "Li Keqiang", "CHN"),
    ("George Bush", "Jeb Bush", "USA"),
    ("Mark Milley", "Mark Esper", "USA"),
    ("Robert Gates", "William Gates", "USA"),
    ("Ehud Barak", "Ehud Olmert", "ISR"),
    ("James Mattis", "Joseph Mattis", "USA"),
    ("Raheel Sharif", "Nawaz Sharif", "PAK"),
    ("Salman bin Abdulaziz", "Khalid bin Salman bin Abdulaziz", "SAU"),
    ("Ng Eng Hen", "Ng Eng Seng", "SGP"),
    ("Oleksii Reznikov", "Oleksandr Reznikov", "UKR"),
    ("Grigory Orlov", "Hrihory Orlov", "RUS"),
]


@pytest.mark.parametrize(("a", "b", "country"), SAME)
def test_one_person_by_two_spellings(a: str, b: str, country: str | None) -> None:
    one, other = tokens(a), tokens(b)
    score = alignment(one, other, country)
    assert score is not None
    assert score >= 0.72
    assert score == alignment(other, one, country)
    assert set(blocks(one, country)) & set(blocks(other, country)), "found as a candidate"


@pytest.mark.parametrize(("a", "b", "country"), DIFFERENT)
def test_two_people_with_a_word_in_common(a: str, b: str, country: str) -> None:
    assert alignment(tokens(a), tokens(b), country) is None
    assert alignment(tokens(b), tokens(a), country) is None


@pytest.mark.parametrize(
    ("bare", "full", "country", "fits"),
    [
        ("Shoygu", "Sergei Shoigu", "RUS", True),
        ("Sisi", "Abdel Fattah al-Sisi", "EGY", True),
        ("Wei", "Wei Fenghe", "CHN", True),
        ("Wei", "Li Wei", "CHN", True),
        ("Sergei", "Sergei Shoigu", "RUS", False),
        ("Wei", "Wei Smith", "USA", False),
        ("Petrova", "Ivan Petrov", "RUS", False),
    ],
)
def test_bare_family_names(bare: str, full: str, country: str, fits: bool) -> None:
    assert same_surname(tokens(bare)[0], tokens(full), country) is fits


@given(st.text(max_size=60))
def test_any_text_has_words_and_keys(name: str) -> None:
    words = tokens(name)
    assert words
    assert all(words)
    assert blocks(words, "USA")
    assert len(words) < 2 or alignment(words, words, "USA") is not None
