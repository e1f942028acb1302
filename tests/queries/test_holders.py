"""Contacts of a post in; one line across all who held it, with each pair of holders, out."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import register as registers
from milchannels.cli import run
from milchannels.queries import between, channels
from milchannels.store import Store

LINE = [
    contact("Robert Gates/USA/dm", "Anatoly Serdyukov/RUS/dm", date="2010-09-15", mode="meeting"),
    contact("Robert Gates/USA/dm", "A. Serdyukov/RUS/dm", date="2011-03-22", mode="meeting"),
    contact("Leon Panetta/USA/dm", "/RUS/dm", date="2012-12-05"),
    contact("/USA/dm", "Sergei Shoigu/RUS/dm", date="2014-03-20"),
    contact("Chuck Hagel/USA/dm", "=Sergei Shoigu/RUS/dm", date="2014-04-28"),
    contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-05-13"),
    contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-06-13", status="refused"),
    contact("Lloyd Austin/USA/dm", "Andrei Belousov/RUS/dm", date="2024-06-25"),
    contact("/USA/dm", "/RUS/dm", date="2012-11-06"),
    contact("/USA/dm", "/RUS/dm"),
    contact("Lloyd Austin/USA/dm", "Valery Gerasimov/RUS/cd", date="2023-01-01"),
]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("posts") / "s.db"
    with Store(path) as store:
        for n, one in enumerate(LINE):
            store.ingest(*telling(f"a{n}", one, published=one.date))
        store.link()
    return path


def test_one_line_across_all_who_held_the_posts(where: Path) -> None:
    with Store(where) as store:
        lines = channels(store, "USA", level="post", register=registers.default())
    [line] = [one for one in lines if one.b.id == "RUS defense_minister"]
    assert (line.a.id, line.contacts, line.statuses) == ("USA defense_minister", 9, {"held": 9, "refused": 1})
    assert (str(line.first), str(line.last)) == ("2010-09-15", "2024-06-25")
    pairs = [
        (one.a.name, one.a.inferred, one.b.name, one.b.inferred, one.contacts, one.not_held) for one in line.holders
    ]
    assert pairs == [
        ("Robert Gates", False, "Anatoly Serdyukov", False, 2, 0),
        # On the day of a handover nobody is sure to hold the post.
        ("Leon Panetta", True, None, False, 1, 0),
        ("Leon Panetta", False, "Sergei Shoigu", True, 1, 0),
        ("Chuck Hagel", False, "Sergei Shoigu", False, 2, 0),
        ("Lloyd Austin", False, "Sergei Shoigu", False, 1, 1),
        ("Lloyd Austin", False, "Andrei Belousov", False, 1, 0),
        (None, False, None, False, 1, 0),
    ]
    assert sorted(id_ for pair in line.holders for id_ in pair.contact_ids) == sorted(line.contact_ids)


def test_without_a_register_nobody_is_inferred(where: Path) -> None:
    with Store(where) as store:
        lines = between(store, "RUS", "USA").channels["post"]
    [line] = [one for one in lines if one.a.id == "RUS defense_minister"]
    assert not any(side.inferred for pair in line.holders for side in (pair.a, pair.b))
    assert any(pair.a.name == "Sergei Shoigu" and pair.b.name is None for pair in line.holders)
    assert [one.holders for one in between_countries(where)] == [[]]


def between_countries(where: Path) -> list:  # type: ignore[type-arg]
    with Store(where) as store:
        return between(store, "RUS", "USA").channels["country"]


def test_the_commands_show_it(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["between", "US", "Russia", "--level", "post", "--db", str(where)]) == 0
    shown = capsys.readouterr().out
    lines = shown.splitlines()
    assert lines[0] == "American defense minister – Russian defense minister"
    assert [line.split("  ")[0] for line in lines[3:10]] == [
        "Robert Gates – Anatoly Serdyukov",
        "[Leon Panetta] – unnamed",
        "Leon Panetta – [Sergei Shoigu]",
        "Chuck Hagel – Sergei Shoigu",
        "Lloyd Austin – Sergei Shoigu",
        "Lloyd Austin – Andrei Belousov",
        "unnamed – unnamed",
    ]
    assert max(map(len, lines)) <= 80
    assert run(["channels", "--level", "post", "--db", str(where), "--format", "csv"]) == 0
    assert "Anatoly Serdyukov – Robert Gates" in capsys.readouterr().out
    assert run(["between", "US", "Peru", "--level", "post", "--db", str(where)]) == 0
    assert "No contact between posts" in capsys.readouterr().out
