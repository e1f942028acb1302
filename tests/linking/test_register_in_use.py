"""A store linked with one register and then used with another; all of it linked afresh, judgements kept, out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import register as registers
from milchannels.cli import run
from milchannels.judging import decide, two_sides
from milchannels.linking import is_outdated
from milchannels.linking.registered import registered
from milchannels.store import Store

OWN = "country,office,person,start,end\nRUS,defense_minister,Ivan Testov,2031-05,2033\n"
NAME = ("Ivan Testov", "RUS", "defense_minister", 2031, False)


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "mine.csv"
    path.write_text(OWN, encoding="utf-8")
    yield path
    registers.use(None)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "s.db")
    for n, name in enumerate(("Ivan Testov", "I. Testov", "Sergei Shoigu")):
        store.ingest(*telling(f"a{n}", contact("Lloyd Austin/USA/dm", f"{name}/RUS/dm", date=f"2031-06-0{n + 1}")))
    store.link()
    return store


def test_answers_that_come_from_the_register_change_with_it(mine: Path) -> None:
    assert registered(*NAME) is None
    registers.use([mine])
    assert registered(*NAME) == "Ivan Testov"
    registers.use(None)
    assert registered(*NAME) is None


def test_another_register_links_all_afresh_and_once(store: Store, mine: Path) -> None:
    decide(store, *two_sides(store, "Ivan Testov", "Sergei Shoigu"), "different")
    assert not is_outdated(store)
    assert store.link()["contacts"] == 0
    registers.use([mine])
    assert is_outdated(store)
    assert store.link()["contacts"] == 3
    assert not is_outdated(store)
    assert store.link() == {"appearances": 0, "contacts": 0, "judgements": 0}
    assert not decide(store, *two_sides(store, "Ivan Testov", "Sergei Shoigu"), "different").new


def test_the_same_rows_in_another_file_are_the_same_register(mine: Path, tmp_path: Path) -> None:
    registers.use([mine])
    first = registers.default().fingerprint
    other = tmp_path / "other.csv"
    other.write_text(OWN, encoding="utf-8")
    registers.use([other])
    assert registers.default().fingerprint == first
    other.write_text(OWN.replace("2033", "2032"), encoding="utf-8")
    assert registers.Register.load(extra=[other]).fingerprint != first


def test_a_command_says_why_it_takes_its_time(store: Store, mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--db", store.where]
    assert run(["merge", "Ivan Testov", "I. Testov", "--register", str(mine), *where]) == 0
    assert "linked afresh" in capsys.readouterr().err
    assert run(["undo", "--register", str(mine), *where]) == 0
    assert capsys.readouterr().err == ""
    assert run(["undo", *where]) == 2
    assert "linked afresh" in capsys.readouterr().err
