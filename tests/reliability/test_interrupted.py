"""Whatever stops the program, the store is whole, the next run finishes the work, and no file is half there.

`MILCHANNELS_KILLS=200 pytest tests/reliability/test_interrupted.py -k kill` kills so many times, where the suite does it a few times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Start, articles
from milchannels.network import export
from milchannels.store import Store
from milchannels.store.check import check

KILLS = int(os.environ.get("MILCHANNELS_KILLS", "12"))
Run = Callable[..., subprocess.CompletedProcess[str]]


def whole(path: Path) -> int:
    """How many articles are in a store that must be sound, or not there yet."""
    if not path.exists():
        return 0
    with Store(path) as store:
        assert list(check(store)) == []
        return store.counts()["articles"]


def exported(path: Path, name: str = "x.jsonl") -> bytes:
    with Store(path, create=False) as store, tempfile.TemporaryDirectory() as folder:
        export(store, Path(folder) / name)
        return (Path(folder) / name).read_bytes()


def test_a_kill_at_any_moment_loses_and_doubles_nothing(tmp_path: Path, run: Run, start: Start) -> None:
    rng = random.Random(int(os.environ.get("MILCHANNELS_SEED", "1")))
    source = articles(tmp_path / "a.jsonl", 150)
    begun = time.monotonic()
    assert run("ingest", source, "--db", "whole.db").returncode == 0
    length = time.monotonic() - begun
    expected = exported(tmp_path / "whole.db")
    kills, stores, path, held = 0, 1, tmp_path / "1.db", 0
    while kills < KILLS:
        process = start("ingest", source, "--db", path)
        time.sleep(rng.uniform(0.2, 1.05) * length)
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
        now = whole(path)
        assert now >= held
        held = now
        if process.returncode == 0:
            assert held == 150
            assert exported(path) == expected
            stores, held = stores + 1, 0
            path = tmp_path / f"{stores}.db"
    last = run("ingest", source, "--db", path)
    assert last.returncode == 0, last.stderr
    assert whole(path) == 150
    assert exported(path) == expected
    print(f"{kills} kills over {stores} stores")


def test_a_kill_while_a_file_is_written_leaves_the_old_one_or_the_new_one(
    tmp_path: Path, run: Run, start: Start
) -> None:
    rng = random.Random(2)
    path = tmp_path / "s.db"
    assert run("ingest", articles(tmp_path / "a.jsonl", 400), "--db", path).returncode == 0
    for name, old in (("net.gexf", b"what was there before"), ("net.jsonl", None), ("net.csv", b"before")):
        new = exported(path, name)
        begun = time.monotonic()
        assert run("export", name, "--db", path).returncode == 0
        length = time.monotonic() - begun
        assert (tmp_path / name).read_bytes() == new
        target = tmp_path / name
        for _ in range(max(2, KILLS // 6)):
            target.unlink(missing_ok=True)
            if old is not None:
                target.write_bytes(old)
            process = start("export", name, "--db", path)
            time.sleep(rng.uniform(0.5, 1.0) * length)
            process.kill()
            process.communicate()
            assert (target.read_bytes() if target.exists() else None) in (old, new)


@pytest.mark.parametrize(("workers", "moment"), [(1, 0.6), (1, 0.9), (2, 0.4), (2, 0.7)])
def test_ctrl_c_is_one_line_and_the_next_run_goes_on(
    tmp_path: Path, run: Run, start: Start, workers: int, moment: float
) -> None:
    source = articles(tmp_path / "a.jsonl", 1500)
    begun = time.monotonic()
    assert run("ingest", source, "--db", "whole.db", "--workers", workers).returncode == 0
    length = time.monotonic() - begun
    process = start("ingest", source, "--db", "s.db", "--workers", workers)
    time.sleep(moment * length)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    if process.returncode != 0:
        assert process.returncode == 130
        assert errors == "milchannels: interrupted\n"
    assert whole(tmp_path / "s.db") <= 1500
    assert run("ingest", source, "--db", "s.db").returncode == 0
    assert whole(tmp_path / "s.db") == 1500
    assert exported(tmp_path / "s.db") == exported(tmp_path / "whole.db")


def test_workers_do_not_outlive_a_killed_program(tmp_path: Path, start: Start) -> None:
    process = start("ingest", articles(tmp_path / "a.jsonl", 20_000), "--db", "s.db", "--workers", 2)
    children: list[int] = []
    for _ in range(200):
        time.sleep(0.05)
        children = _children(process.pid)
        if len(children) >= 3:  # two workers, and the process that cleans up after them
            break
    assert len(children) >= 3
    time.sleep(0.5)
    process.kill()
    process.wait()
    for _ in range(200):
        if not any(_runs(child) for child in children):
            break
        time.sleep(0.05)
    assert [child for child in children if _runs(child)] == []


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        pytest.skip("this system does not tell the children of a process")


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_full_disk_is_told_and_with_room_the_next_run_finishes(
    tmp_path: Path, run: Run, small_disk: Callable[[str], Path]
) -> None:
    disk = small_disk("1700k")
    path = disk / "s.db"
    source = articles(tmp_path / "a.jsonl", 600)
    done = run("ingest", source, "--db", path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "no space is left for" in done.stderr
    assert subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=False).returncode == 0
    held = whole(path)
    assert 0 < held < 600
    assert run("ingest", source, "--db", path).returncode == 0
    assert whole(path) == 600


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, run: Run, small_disk: Callable[[str], Path]) -> None:
    assert run("ingest", articles(tmp_path / "a.jsonl", 400), "--db", "s.db").returncode == 0
    disk = small_disk("40k")
    for name in ("n.gexf", "n.graphml", "n.jsonl", "n.csv"):
        target = disk / name
        target.write_bytes(b"old")
        done = run("export", target, "--multi", "--db", "s.db")
        assert done.returncode == 1, name
        assert done.stderr.count("\n") == 1
        assert "no space left" in done.stderr.lower()
        assert [path.name for path in disk.iterdir()] == [name]
        assert target.read_bytes() == b"old"
        target.unlink()
    done = run("extract", tmp_path / "a.jsonl", "-o", disk / "x.jsonl")
    assert (done.returncode, "no space left" in done.stderr, list(disk.iterdir())) == (1, True, [])


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, run: Run, small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("20m")
    source = articles(tmp_path / "a.jsonl", 40)
    assert run("ingest", source, "--db", disk / "s.db").returncode == 0
    expected = exported(disk / "s.db")
    assert subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=False).returncode == 0
    for arguments in (
        ("ingest", source, "--db", disk / "s.db"),
        ("ingest", source, "--db", disk / "new.db"),
        ("export", disk / "n.gexf", "--db", disk / "s.db"),
        ("extract", source, "-o", disk / "x.jsonl"),
        ("merge", "Hagel", "Yaalon", "--db", disk / "s.db"),
    ):
        done = run(*arguments)
        assert done.returncode == 1, arguments
        assert done.stderr.count("\n") == 1, done.stderr
        assert "fault in milchannels" not in done.stderr
    # Questions need no more than to read.
    for arguments in (("channels",), ("between", "US", "Russia"), ("person", "Shoigu"), ("check",)):
        done = run(*arguments, "--db", disk / "s.db")
        assert (done.returncode, done.stderr) == (0, ""), arguments
    assert exported(disk / "s.db") == expected
    assert [path.name for path in disk.iterdir()] == ["s.db"]


@pytest.mark.parametrize("what", ["extract a.jsonl", "extract a.jsonl --format table", "channels --db s.db"])
def test_a_reader_that_leaves_in_the_middle(tmp_path: Path, run: Run, start: Start, what: str) -> None:
    articles(tmp_path / "a.jsonl", 3000)
    if "s.db" in what:
        assert run("ingest", articles(tmp_path / "b.jsonl", 50), "--db", "s.db").returncode == 0
    process = start(*what.split())
    assert process.stdout is not None
    process.stdout.read(50)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(60) == 0
