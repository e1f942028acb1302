"""The same articles give the same bytes: in any order, by any number of workers, under any hash seed, locale and time zone."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import articles

Run = Callable[..., subprocess.CompletedProcess[str]]
NAMES = ("x.jsonl", "x.gexf", "x.graphml", "x.csv", "x.nodes.csv")


def answers(run: Run, folder: Path, env: dict[str, str]) -> dict[str, bytes]:
    """All that can be asked of the store in a folder, as bytes."""
    store = ("--db", folder / "s.db")
    asked = ["channels --format json", "between US Russia --format json", "person Shoigu --sources", "channels"]
    commands = [(*words.split(), *store) for words in asked]
    commands += [("export", folder / name, *store) for name in NAMES if "nodes" not in name]
    done = run(*[word for command in commands for word in ("then", *command)][1:], env=env, text=False)
    assert done.returncode == 0, done.stderr
    return {"": done.stdout, **{name: (folder / name).read_bytes() for name in NAMES}}


SETTINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "7", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "COLUMNS": "200"},
]


def test_order_workers_hash_seed_locale_and_time_zone(tmp_path: Path, run: Run) -> None:
    rows = articles(tmp_path / "a.jsonl", 120).read_text().splitlines(keepends=True)
    found = []
    for n, environment in enumerate(SETTINGS):
        folder = tmp_path / str(n)
        folder.mkdir()
        random.Random(n).shuffle(rows)
        (folder / "a.jsonl").write_text("".join(rows[:70]))
        (folder / "b.jsonl").write_text("".join(rows[70:]))
        env = {**os.environ, **environment}
        # In one run or two, by one process or two.
        for parts in ([["a.jsonl", "b.jsonl"]], [["b.jsonl"], ["a.jsonl"]], [["a.jsonl"], ["b.jsonl"]])[n]:
            given = [folder / part for part in parts]
            done = run("ingest", *given, "--db", folder / "s.db", "--workers", 1 + n % 2, env=env)
            assert done.returncode == 0, done.stderr
        found.append(answers(run, folder, env))
    assert found[0] == found[1] == found[2]


@pytest.mark.model
def test_extraction_in_other_surroundings(tmp_path: Path, root: Path) -> None:
    examples = sorted((root / "data" / "examples").glob("2022*"))
    assert len(examples) >= 5
    outputs = set()
    for workers, environment in zip(("1", "2"), SETTINGS[:2], strict=True):
        command = [
            sys.executable,
            "-m",
            "milchannels",
            "ingest",
            *map(str, examples),
            "--db",
            f"{workers}.db",
            "--workers",
            workers,
        ]
        env = {**os.environ, **environment}
        assert subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False).returncode == 0
        name = f"{workers}.jsonl"
        export = [sys.executable, "-m", "milchannels", "export", name, "--db", f"{workers}.db"]
        assert subprocess.run(export, cwd=tmp_path, env=env, capture_output=True, check=False).returncode == 0
        outputs.add((tmp_path / name).read_bytes())
    assert len(outputs) == 1
    assert len(next(iter(outputs))) > 1000
