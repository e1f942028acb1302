"""The lexicon of ranks: each form means one rank, all NATO grades are there, press spellings are read."""

from __future__ import annotations

import pytest

from milchannels import lexicons
from milchannels.lexicons import _ranks

PAIRS = [(form, rank.name) for rank in lexicons.ranks() for form in (rank.name, *rank.forms)]


def test_each_form_means_one_rank() -> None:
    meaning: dict[str, str] = {}
    for form, name in PAIRS:
        key = _ranks._rank_key(form)
        # Forms of capitals alone are compared as they are, all others in any case.
        for spelling in {key, key if key == key.upper() else key.casefold()}:
            assert meaning.setdefault(spelling, name) == name, form


def test_every_listed_form_is_read() -> None:
    for form, name in PAIRS:
        found = lexicons.rank_of(form)
        assert found is not None, form
        assert found.name == name, form


def test_every_nato_grade_is_there() -> None:
    grades = {rank.grade for rank in lexicons.ranks()}
    assert grades >= {f"OF-{n}" for n in range(1, 11)}
    assert grades >= {f"OR-{n}" for n in range(1, 10)}
    assert {rank.branch for rank in lexicons.ranks()} == {"army", "air", "navy", "any"}


def test_levels_sort() -> None:
    names = [
        "Private",
        "Sergeant",
        "Warrant Officer",
        "Captain",
        "Colonel",
        "Major General",
        "Lieutenant General",
        "General",
    ]
    ordered = [rank for name in names if (rank := lexicons.rank_of(name))]
    assert [rank.name for rank in sorted(ordered, key=lambda rank: rank.level)] == names


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Gen.", "General"),
        ("GEN", "General"),
        ("Gens.", "General"),
        ("Generals", "General"),
        ("Lt. Gen.", "Lieutenant General"),
        ("Lt.-Gen.", "Lieutenant General"),
        ("Lt.Gen.", "Lieutenant General"),
        ("LTG", "Lieutenant General"),
        ("Lieutenant-General", "Lieutenant General"),
        ("lieutenant general", "Lieutenant General"),
        ("LIEUTENANT GENERAL", "Lieutenant General"),
        ("Major-General", "Major General"),
        ("MG", "Major General"),
        ("Brig. Gen.", "Brigadier General"),
        ("Brig", "Brigadier"),
        ("Col.-Gen.", "Colonel General"),
        ("VADM", "Vice Admiral"),
        ("Rear Adm.", "Rear Admiral"),
        ("Air Mshl", "Air Marshal"),
        ("Gp Capt", "Group Captain"),
        ("Wg Cdr", "Wing Commander"),
        ("1st Lt.", "First Lieutenant"),
        ("Lt. j.g.", "Lieutenant Junior Grade"),
        ("Snr Lt Gen", "Senior Lieutenant General"),
        ("Captain 1st rank", "Captain 1st Rank"),
        ("Army General", "General of the Army"),
        ("Cmdr.", "Commander"),
        ("Mass Communication Specialist 2nd Class", "Mass Communication Specialist 2nd Class"),
    ],
)
def test_rank_of(form: str, name: str) -> None:
    found = lexicons.rank_of(form)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "word", ["", "general", "major", "gen", "col", "private", "Mg", "M.G.", "Minister", "FM", "LAC", "s"]
)
def test_what_is_no_rank(word: str) -> None:
    assert lexicons.rank_of(word) is None


@pytest.mark.parametrize(
    ("form", "country", "name"),
    [
        ("Army Gen.", "USA", "General"),
        ("Army Gen.", "RUS", "General of the Army"),
        ("Army General", "BLR", "General of the Army"),
        ("Army Gen.", None, "General of the Army"),
        ("General of the Army", "USA", "General of the Army"),
        ("Army Lt. Gen.", None, "Lieutenant General"),
        ("Marine Corps Gen.", "USA", "General"),
        ("Air Force Gen.", None, "General"),
        ("U.S. Navy Adm.", "USA", "Admiral"),
        ("Army Corps General", "ITA", "Army Corps General"),
        ("retired Gen.", None, "General"),
        ("four-star Gen.", None, "General"),
        ("Retired U.S. Army Gen.", "USA", "General"),
        ("Lt Gen (retd)", "IND", "Lieutenant General"),
        ("Marine", "USA", None),
        ("Secretary", None, None),
    ],
)
def test_canonical_rank(form: str, country: str | None, name: str | None) -> None:
    assert lexicons.canonical_rank(form, country) == name


def test_posts_and_everyday_words_are_marked() -> None:
    marked = {rank.name: (rank.common, rank.post) for rank in lexicons.ranks()}
    assert marked["Commander"] == (True, True)
    assert marked["Major"] == (True, False)
    assert marked["Lieutenant General"] == (False, False)


def test_service_countries_are_known() -> None:
    assert _ranks._rank_index().service_countries <= set(lexicons.countries())
