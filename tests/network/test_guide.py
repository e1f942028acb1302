"""The examples of the guide run as they stand, on a small store."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels.store import Store

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "network.md"
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    a, s, d = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", "Dong Jun/CHN/dm"
    with Store("milchannels.db") as store:
        store.ingest(*telling("a", contact(a, s, date="2022-10-21"), contact(a, d, date="2023-04-16", mode="meeting")))
        store.link()
    return tmp_path


def test_the_plot_is_made(folder: Path) -> None:
    pytest.importorskip("matplotlib")
    exec(compile(EXAMPLES[0], "guide", "exec"), {})
    assert (folder / "contacts.png").read_bytes().startswith(b"\x89PNG")


def test_the_other_example_prints_and_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(EXAMPLES[1], "guide", "exec"), {})
    out = capsys.readouterr().out
    assert "United States 2" in out
    assert "['Sergei Shoigu – Lloyd Austin', 'Lloyd Austin – Dong Jun']" in out
    assert "appeared China United States" in out
    assert (folder / "held.gexf").exists()
