"""Processes of the program, articles for them, and small disks to fill."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).resolve().parent / "program.py"
PEOPLE = ("Hagel", "Shoigu", "Yaalon", "Shoygu", "Petrov", "Ivan", "Oleg")
TOPICS = ("Ukraine", "Syria", "Iran", "deconfliction")

Start = Callable[..., "subprocess.Popen[str]"]


def command(*arguments: object) -> list[str]:
    return [sys.executable, str(PROGRAM), *map(str, arguments)]


def articles(path: Path, number: int, seed: int = 0) -> Path:
    """A file of so many articles in which the small pipeline finds one contact to three, some told by several articles."""
    rng = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            told = []
            for _ in range(rng.randint(1, 3)):
                one, other = rng.sample(PEOPLE, 2)
                day = f"{rng.randint(2013, 2016)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
                told.append(f"{day} {one} called {other} about {rng.choice(TOPICS)}.")
            row = {
                "id": f"a{n}",
                "title": f"Calls {n}",
                "published": "2017-01-01",
                "url": "u",
                "text": " ".join(told) + f" Number {n}.",
            }
            file.write(json.dumps(row) + "\n")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the program to its end in the folder of the test."""

    def run_(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        told: dict[str, Any] = {
            "capture_output": True,
            "text": True,
            "timeout": 300,
            "cwd": tmp_path,
            "check": False,
            **options,
        }
        return subprocess.run(command(*arguments), **told)

    return run_


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program in the folder of the test, in a session of its own; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start_(*arguments: object, **options: Any) -> subprocess.Popen[str]:
        told: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": tmp_path}
        started.append(subprocess.Popen(command(*arguments), start_new_session=True, **{**told, **options}))
        return started[-1]

    yield start_
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a file system of a size in memory, such as `2m`; skips where the system does not let the tests do that."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        try:
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)],
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError:
            pytest.skip("there is no `mount` to make a small disk with")
        if done.returncode:
            pytest.skip(f"a small disk cannot be made: {done.stderr.strip()}")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=False)
