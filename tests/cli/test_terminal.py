"""What a person sees: tables that fit, dates and countries in words, and colours that mean something, where they are wanted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import Store
from milchannels.cli import run
from milchannels.cli.terminal import paragraph, table
from milchannels.dates.words import span_in_words

NAMES = (
    "Joaquim Silva e Luna/BRA/dm",
    "Fayyad bin Hamed Al-Ruwaili/SAU/cd",
    "Lloyd Austin/USA/dm",
    "Sergei Shoigu/RUS/dm",
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MILCHANNELS_DB", raising=False)
    told = [
        contact(
            a,
            b,
            date=f"20{n + 10}-05-13",
            status=status,
            mode=mode,
            topics=["freedom of navigation in the South China Sea"],
        )
        for n, (a, b, status, mode) in enumerate(
            (a, b, status, mode)
            for a in NAMES
            for b in NAMES
            if a < b
            for status, mode in (("held", "video_call"), ("held", "phone_call"), ("refused", "meeting"))
        )
    ]
    with Store("milchannels.db") as store:
        store.ingest(*telling("an-article-of-a-very-long-name-2022", *told, title="A title of a good many words " * 4))
        store.link()


class Screen(io.StringIO):
    """A terminal, as far as the program asks."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "command",
    [
        "channels", "channels --level post", "channels --level country", "channels US", "between US Russia", "between US Russia --level post",
        "person Austin --sources", "report page.html",
    ],
)  # fmt: skip
def test_answers_fit_80_columns(command: str, store: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command.split()) == 0
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if len(line.rstrip()) > 80] == []
    # Nothing is cut: what does not fit is folded.
    assert "…" not in shown
    if command.startswith("channels"):
        assert "13 May 2010" in shown
        assert "1 refused" in shown


@pytest.mark.parametrize("command", ["channels", "between", "person", "extract", "report", "view"])
def test_help_fits_80_columns(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def shown(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80", **environment}.items():
        monkeypatch.setenv(name, value)
    screen = Screen()
    table(screen, ["WHO", "HOW"], [["somebody who refused", "1 refused, 1 planned"]])
    paragraph(screen, "13 May 2022  visit, cancelled", coloured=True)
    paragraph(screen, '"He refused to be cancelled."')
    return screen.getvalue()


def test_colours_say_what_became_of_a_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(monkeypatch)
    assert "\x1b[31mrefused\x1b[0m" in told
    assert "\x1b[36mplanned\x1b[0m" in told
    assert "\x1b[33mcancelled\x1b[0m" in told
    # Never in the words of articles.
    assert "somebody who refused" in told
    assert '"He refused to be cancelled."' in told


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    assert re.search(r"\x1b\[[\d;]*3[0-7]m", shown(monkeypatch, **environment)) is None


def test_no_colours_in_a_file(store: None) -> None:
    assert run(["channels", "-o", "out.txt"]) == 0
    assert "\x1b" not in Path("out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (729, "24 months"),
        (730, "2.0 years"),
        (2663, "7.3 years"),
    ],
)
def test_spans_in_words(days: int, words: str) -> None:
    assert span_in_words(days) == words
