"""Commands by which a user decides: arguments and typed answers in, lines, files and exit codes out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from milchannels.cli import run

pytestmark = pytest.mark.usefixtures("loads")


@pytest.fixture
def store(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("Shoigu", "Shoygu", "Ivan", "Oleg", "Petrov")
    for n, name in enumerate(names):
        Path(f"{n}.txt").write_text(f"2014-04-{10 + n} Hagel called {name} about Ukraine.")
    Path("same.txt").write_text("It was 2014-04-10 Hagel called Shoigu about Ukraine. So they say.")
    assert run(["ingest", *(f"{n}.txt" for n in range(len(names))), "same.txt", "--published", "2014-04-20"]) == 0
    capsys.readouterr()


def output(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    assert run(arguments) == code, capsys.readouterr().err
    return capsys.readouterr().out


def answers(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["merge"], 2, "--help"),
        (["merge", "Shoigu"], 2, "--help"),
        (["merge", "Shoigu", "Nobody"], 2, "nobody in this store"),
        (["split", "Petrov", "Petrov"], 2, "are the same"),
        (["merge", "c-123", "c-456"], 2, "no contact c-123"),
        (["undo"], 2, "no decision to undo"),
        (["undo", "7"], 2, "judgements list"),
        (["undo", "x"], 2, "--help"),
        (["judgements", "import", "nowhere.jsonl"], 1, "cannot read nowhere.jsonl"),
        (["judgements", "import", "."], 1, "cannot read"),
        (["judgements", "nonsense"], 2, "nonsense"),
        (["judgements", "list", "--kind", "planet"], 2, "--help"),
        (["review", "--db", "none.db"], 1, "milchannels ingest"),
        (["merge", "a", "b", "--db", "none.db"], 1, "milchannels ingest"),
        (["judgements", "export", "--db", "none.db"], 1, "milchannels ingest"),
        (["relink", "--db", "none.db"], 1, "milchannels ingest"),
    ],
)
def test_an_error_is_one_line(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str], store: None
) -> None:
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("milchannels: ")
    assert captured.err.count("\n") == 1
    assert message in captured.err
    assert not Path("none.db").exists()


def test_merge_split_and_undo(capsys: pytest.CaptureFixture[str], store: None) -> None:
    assert output(["split", "Sergei Shoigu", "Sergey Shoygu", "--why", "two men"], capsys).startswith("Two persons: ")
    assert "Two persons (said before)" in output(["split", "Sergei Shoigu", "Sergey Shoygu"], capsys)
    assert run(["merge", "Sergei Shoigu", "Sergey Shoygu"]) == 1
    refused = capsys.readouterr().err
    assert "cannot be one" in refused
    assert refused.count("\n") == 1
    listed = output(["judgements", "list"], capsys)
    assert "user: differ" in listed
    assert "why: two men" in listed
    assert output(["undo"], capsys).startswith("Undone: Sergei Shoigu (RUS")
    assert "no longer stands" in output(["judgements", "list"], capsys)
    assert output(["merge", "Sergei Shoigu", "Sergey Shoygu"], capsys).startswith("One person: Sergei Shoigu (RUS")


def test_review_asks_and_keeps_the_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store: None
) -> None:
    answers("", monkeypatch)
    asked = output(["review"], capsys)
    assert "1. Undecided: one person or two?" in asked
    assert "Petrov (RUS)" in asked
    assert '"2014-04-14 Hagel called Petrov about Ukraine."' in asked
    assert "Why: the family name fits 2 persons" in asked
    assert asked.endswith("0 decided.\n")
    answers("perhaps\nn\nq\n", monkeypatch)
    assert run(["review"]) == 0
    captured = capsys.readouterr()
    assert "'perhaps' is no answer" in captured.err
    assert captured.out.count("Two persons: ") == 1
    answers("y\n" * 9, monkeypatch)
    # "No" to the one leaves the other, so that rules decide.
    assert output(["review"], capsys) == "Nothing is undecided.\n"
    answers("u\nq\n", monkeypatch)
    assert "Joined by rules" in output(["review", "--joined", "--kind", "person"], capsys)
    assert "Nothing is undecided." in output(["review", "--kind", "contact"], capsys)


def test_lines_fit_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store: None) -> None:
    answers("y\n" * 9, monkeypatch)
    shown = output(["review", "--joined"], capsys) + output(["judgements", "list", "--by", "all"], capsys)
    assert max(map(len, shown.splitlines())) <= 80


def test_review_of_an_empty_store(capsys: pytest.CaptureFixture[str]) -> None:
    Path("none.txt").write_text("Nothing happened.")
    assert run(["ingest", "none.txt"]) == 0
    capsys.readouterr()
    assert output(["review"], capsys) == "Nothing is undecided.\n"
    assert "Nothing was decided" in output(["judgements", "list"], capsys)
    assert output(["judgements", "export"], capsys) == ""
    assert run(["merge", "Shoigu", "Gerasimov"]) == 2
    assert "knows no persons yet" in capsys.readouterr().err


def test_judgements_as_a_file(capsys: pytest.CaptureFixture[str], store: None) -> None:
    output(["split", "Sergei Shoigu", "Sergey Shoygu"], capsys)
    assert output(["judgements", "export", "-o", "ours.jsonl"], capsys) == ""
    rows = [json.loads(line) for line in Path("ours.jsonl").read_text().splitlines()]
    assert {row["verdict"] for row in rows} == {"different"}
    assert "1 taken, 0 known already" in output(["judgements", "import", "ours.jsonl", "--db", "new.db"], capsys)
    Path("ours.jsonl").write_text("{\n" + Path("ours.jsonl").read_text())
    assert run(["judgements", "import", "ours.jsonl"]) == 3
    captured = capsys.readouterr()
    assert captured.err == "milchannels: ours.jsonl:1: is no JSON\n"
    assert captured.out == "0 taken, 1 known already, 1 left out\n"
    for form in ("json", "jsonl", "csv"):
        assert "different" in output(["judgements", "list", "--format", form], capsys)


def test_many_bad_lines_are_not_all_told(capsys: pytest.CaptureFixture[str], store: None) -> None:
    Path("bad.jsonl").write_bytes(b"\xff\x00{\n" * 500)
    assert run(["judgements", "import", "bad.jsonl"]) == 3
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 21
    assert captured.err.endswith("and 480 lines more\n")
    assert captured.out == "0 taken, 0 known already, 500 left out\n"


def test_a_table_for_a_spreadsheet_holds_no_formula(capsys: pytest.CaptureFixture[str], store: None) -> None:
    output(["split", "Sergei Shoigu", "Sergey Shoygu", "--why", "=HYPERLINK(1)"], capsys)
    assert ",'=HYPERLINK" in output(["judgements", "list", "--format", "csv"], capsys)


def test_relink_keeps_what_was_decided(capsys: pytest.CaptureFixture[str], store: None) -> None:
    before = output(["relink"], capsys)
    output(["split", "Sergei Shoigu", "Sergey Shoygu"], capsys)
    assert output(["relink"], capsys) != before
    assert "Two persons (said before)" in output(["split", "Sergei Shoigu", "Sergey Shoygu"], capsys)
