"""A store with articles that agree, contradict and copy each other in, what `between` says of them out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels.cli import run
from milchannels.store import Store

PAIR = ("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm")
WIRE = " ".join(f"word{n} of the story" for n in range(60))


def test_course_contradictions_and_copies_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.db"
    day = {"date": "2022-10-21", "date_basis": "publication"}
    with Store(path) as store:
        for told in (
            telling("plan", contact(*PAIR, **day, status="planned"), published="2022-10-20"),
            telling("wire", contact(*PAIR, **day, initiator="USA"), published="2022-10-21", text=WIRE),
            telling("copy", contact(*PAIR, **day, initiator="USA"), published="2022-10-22", text=f"PARIS - {WIRE}"),
            telling("other", contact(*PAIR, date="2022-10-22", initiator="RUS"), published="2022-10-23"),
        ):
            store.ingest(*told)
        store.link()
    assert run(["between", "USA", "Russia", "--db", str(path)]) == 0
    told = capsys.readouterr().out
    lines = [line.strip() for line in told.splitlines()]
    assert "before: planned (20 Oct 2022)" in lines
    # A line that is folded goes on further to the right.
    folded = re.sub(r"\n {8}(?=\S)", " ", told)
    assert "contradicted: date 21 Oct 2022 or 22 Oct 2022; initiator Russia or United States\n" in folded
    assert "and, in the same words, [copy]" in lines
    assert not any(line.endswith(", [copy]") for line in lines if "same words" not in line)
