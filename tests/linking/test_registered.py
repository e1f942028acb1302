"""Names as told with country, office and year in, the one office-holder whom the register knows out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from milchannels import register
from milchannels.linking.registered import registered

CASES = [
    ("George Bush", "USA", "head_of_state", 1991, "George H. W. Bush"),
    ("George Bush", "USA", "head_of_state", 2004, "George W. Bush"),
    ("George Bush", "USA", None, 1997, None),
    ("Sergey Shoygu", "RUS", "defense_minister", 2019, "Sergei Shoigu"),
    ("Shoigu", "RUS", "defense_minister", 2019, "Sergei Shoigu"),
    ("Shoigu", "RUS", None, 2019, None),
    ("Shoigu", "RUS", "military_officer", 2019, None),
    ("Shoigu", "RUS", "defense_minister", 1985, None),
    ("Shoigu", "BLR", "defense_minister", 2019, None),
    ("Sergei Shoigu", "RUS", "defense_minister", None, None),
    ("Sergei Shoigu", None, "defense_minister", 2019, None),
    ("Nobody Whosoever", "USA", "defense_minister", 2019, None),
]


@pytest.mark.parametrize(("name", "country", "office", "year", "holder"), CASES)
def test_holders(name: str, country: str | None, office: str | None, year: int | None, holder: str | None) -> None:
    assert registered(name, country, office, year, len(name.split()) == 1) == holder


@pytest.fixture
def own_register(tmp_path: Path) -> Iterator[None]:
    rows = "country,office,post,person,start,end,known_to\nDEU,defense_minister,Minister,Karla Musterfrau,2031,2033,\n"
    file = tmp_path / "own.csv"
    file.write_text(rows, encoding="utf-8")
    assert registered("Musterfrau", "DEU", "defense_minister", 2032, True) is None
    register.use([file])
    yield
    register.use(None)


def test_another_register_is_asked_at_once(own_register: None) -> None:
    assert registered("Musterfrau", "DEU", "defense_minister", 2032, True) == "Karla Musterfrau"
