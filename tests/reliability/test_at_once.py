"""Several processes of the program at one store: nothing lost, nothing doubled, nobody stuck, and readers see whole answers."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Start, articles
from milchannels.network import export
from milchannels.store import Store
from milchannels.store.check import check

Run = Callable[..., subprocess.CompletedProcess[str]]


def overlapping(folder: Path, processes: int, number: int) -> list[Path]:
    """A file for each process; together they hold `number` articles, and each article is in two of them."""
    rows = articles(folder / "all.jsonl", number).read_text().splitlines(keepends=True)
    files = []
    for n in range(processes):
        files.append(folder / f"part{n}.jsonl")
        mine = [row for k, row in enumerate(rows) if n in (k % processes, (k + 1) % processes)]
        files[-1].write_text("".join(mine if n % 2 else mine[::-1]))
    return files


def answer(where: str | Path, folder: Path) -> bytes:
    with Store(where, create=False) as store:
        assert list(check(store)) == []
        export(store, folder / "answer.jsonl")
    return (folder / "answer.jsonl").read_bytes()


def at_once(where: str | Path, processes: int, tmp_path: Path, run: Run, start: Start) -> None:
    """So many ingests into one store, which none of them finds there, and two readers as long as they run."""
    number = 240
    parts = overlapping(tmp_path, processes, number)
    assert run("ingest", tmp_path / "all.jsonl", "--db", tmp_path / "alone.db").returncode == 0
    started = [start("ingest", part, "--db", where) for part in parts]
    seen = []
    while any(process.poll() is None for process in started):
        done = run("between", "US", "Russia", "--format", "json", "--db", where)
        if done.returncode == 0:
            told = json.loads(done.stdout)
            assert sum(told["by_status"].values()) == len(told["contacts"])
            seen.append(len(told["contacts"]))
        else:  # only before there is a store
            assert not seen
            assert "no database at" in done.stderr or "no milchannels tables" in done.stderr
        time.sleep(0.05)
    new = 0
    for process in started:
        out, errors = process.communicate()
        assert process.returncode == 0, errors
        assert errors in ("", f"milchannels: another process writes to {where}: waiting\n")
        new += int(out.split()[0])
    assert new == number
    assert answer(where, tmp_path) == answer(tmp_path / "alone.db", tmp_path)


@pytest.mark.parametrize("processes", [2, 8])
def test_ingests_into_one_file(tmp_path: Path, run: Run, start: Start, processes: int) -> None:
    at_once(tmp_path / "s.db", processes, tmp_path, run, start)


def test_eight_ingests_into_one_postgresql_database(tmp_path: Path, run: Run, start: Start, postgres: str) -> None:
    at_once(postgres, 8, tmp_path, run, start)


def test_who_waits_says_so_and_goes_on(tmp_path: Path, run: Run, start: Start) -> None:
    source = articles(tmp_path / "a.jsonl", 10)
    Store(tmp_path / "s.db").close()
    holder = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    # Readers are not held up.
    assert run("channels", "--db", "s.db").returncode == 0
    process = start("ingest", source, "--db", "s.db")
    time.sleep(3)
    assert process.poll() is None
    holder.execute("ROLLBACK")
    holder.close()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.startswith("10 new articles")
