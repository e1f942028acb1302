"""A store with articles that agree, contradict and copy each other in, what `between` says of them out."""

from __future__ import annotations

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
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "before: planned (2022-10-20)" in lines
    assert "contradicted: date 2022-10-21 or 2022-10-22; initiator RUS or USA" in lines
    assert "and, in the same words, [copy]" in lines
    assert not any(line.endswith(", [copy]") for line in lines if "same words" not in line)
