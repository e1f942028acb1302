"""Parts of one stream on several machines, and their stores put together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from milchannels.cli import run
from milchannels.store import Store

SURNAMES = ("Shoigu", "Yaalon", "Petrov")


@pytest.fixture
def stream(loads: list[str | None]) -> str:
    rows = [
        {"id": f"a{n}", "text": f"2014-04-{n % 28 + 1:02} Hagel called {SURNAMES[n % 3]} about item{n}."}
        for n in range(40)
    ]
    Path("stream.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return "stream.jsonl"


def test_parts_hold_each_article_once(stream: str) -> None:
    found = []
    for part in (1, 2, 3):
        assert run(["extract", stream, "--shard", f"{part}/3", "-o", f"{part}.jsonl"]) == 0
        found.append({json.loads(line)["id"] for line in Path(f"{part}.jsonl").read_text().splitlines()})
    assert all(found)
    assert sum(map(len, found)) == 40 == len(set().union(*found))


def test_copies_are_of_one_part(stream: str) -> None:
    rows = [json.dumps({"id": f"copy{n}", "text": "2014-04-28 Hagel called Shoigu about Ukraine."}) for n in range(9)]
    Path("copies.jsonl").write_text("\n".join(rows), encoding="utf-8")
    sizes = []
    for part in (1, 2, 3):
        run(["extract", "copies.jsonl", "--shard", f"{part}/3", "-o", "part.jsonl"])
        sizes.append(len(Path("part.jsonl").read_text().splitlines()))
    assert sorted(sizes) == [0, 0, 9]


@pytest.mark.parametrize("part", ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"])
def test_what_is_no_part(stream: str, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", stream, "--shard", part]) == 2
    assert "is not a part: write it as 2/5" in capsys.readouterr().err


def test_joined_stores_hold_what_one_would(stream: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", stream, "--db", "whole.db"]) == 0
    for part in (1, 2):
        assert run(["ingest", stream, "--shard", f"{part}/2", "--db", f"part{part}.db"]) == 0
    capsys.readouterr()
    assert run(["join", "part1.db", "part2.db", "--db", "all.db"]) == 0
    assert capsys.readouterr().out == "40 new articles, 28 contacts in all\n"
    assert run(["join", "part1.db", "--db", "all.db"]) == 0
    assert capsys.readouterr().out == "0 new articles, 28 contacts in all\n"
    with Store("whole.db") as whole, Store("all.db") as joined:
        assert sorted(e.model_dump_json() for _, e in joined.everything()) == sorted(
            e.model_dump_json() for _, e in whole.everything()
        )
        counts = {k: v for k, v in joined.counts().items() if k != "judgements"}
        assert counts == {k: v for k, v in whole.counts().items() if k != "judgements"}


def test_what_users_decided_comes_along(stream: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", stream, "--db", "part.db"]) == 0
    assert run(["merge", "Petrov", "Sergei Shoigu", "--db", "part.db"]) == 0
    assert run(["join", "part.db", "--db", "all.db"]) == 0
    capsys.readouterr()
    assert run(["judgements", "list", "--db", "all.db"]) == 0
    assert "Petrov" in capsys.readouterr().out


def test_a_store_that_is_not_there(loads: list[str | None], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["join", "none.db", "--db", "all.db"]) == 1
    assert "none.db" in capsys.readouterr().err
