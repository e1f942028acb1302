"""Arguments in; stdout, stderr, files and exit code out."""

from __future__ import annotations

import contextlib
import csv
import inspect
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from milchannels import resources
from milchannels.cli import app, run
from milchannels.cli.narrowing import filters
from milchannels.errors import MilchannelsError

pytestmark = pytest.mark.usefixtures("loads")


def output(arguments: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    """Stdout of a command that ends with `code`."""
    assert run(arguments.split()) == code, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.fixture
def store(capsys: pytest.CaptureFixture[str]) -> None:
    output("ingest one.txt two.txt three.txt", capsys)


ERRORS = [
    ("extract nowhere.txt", 1, "nowhere.txt: no such file or folder"),
    ("extract bad.txt", 1, "bad.txt: is binary"),
    ("extract one.txt --model no_such_model --format jsonl --published yesterday", 2, "not a day"),
    ("extract one.txt --format xml", 2, "--help"),
    ("extract", 2, "--help"),
    ("extract one.txt --min-confidence 2", 2, "--help"),
    ("extract one.txt -o .", 1, "it is a folder"),
    ("extract one.txt -o no/such/folder.jsonl", 1, "no such file"),
    ("nonsense", 2, "nonsense"),
    ("schema nonsense", 2, "choose one of"),
    ("between US Russia", 1, "milchannels.db"),
    ("channels --db bad.txt", 1, "bad.txt"),
    ("ingest one.txt --db bad.txt", 1, "bad.txt"),
    ("export net.gexf", 1, "milchannels.db"),
    ("export net.xlsx", 2, ".gexf"),
    ("channels --mode telegram", 2, "choose one of phone_call"),
    ("channels --status perhaps", 2, "choose one of held"),
    ("channels --track naval", 2, "choose one of mil"),
    ("channels --since soon", 2, "YYYY-MM-DD"),
    ("channels --since 2015 --until 2014", 2, "no day lies between"),
    ("evaluate nowhere", 1, "no such file or folder"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), ERRORS)
def test_an_error_is_one_line(arguments: str, code: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments.split()) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("milchannels: ")
    assert captured.err.count("\n") == 1
    assert message in captured.err


@pytest.mark.parametrize("country", ["Rusia", "Untied States", "Pakistani Republic of Nowhere", "Korea"])
def test_a_country_that_is_none_or_several(country: str, capsys: pytest.CaptureFixture[str], store: None) -> None:
    assert run(["between", country, "Israel"]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    meant = {"Rusia": "Russia", "Untied States": "United States", "Korea": "PRK"}
    assert meant.get(country, "no country") in captured.err


#: Questions that mean nothing, and what the one line says of them.
MISUSED = [
    (["between", "Shoygu", "Moscow"], "both sides are of Russia"),
    (["between", "United", "States", "Russia"], "put a name of several words in quotes"),
    (["between", "US"], "Missing argument 'B'"),
    (["between", "", "US"], "a side is empty"),
    (["between", "US", "Russia", "--theme", "sailing"], "choose one of afghanistan"),
    (["path", "US", "usa"], "the two are the same"),
    (["timeline", "Nobody"], "nobody in this store is called 'Nobody'"),
    (["person", " "], "the name is empty"),
    (["person", "American"], "`milchannels channels USA`"),
    (["compare", "2014", "2014"], "the earlier first"),
    (["compare", "2015", "2014"], "the earlier first"),
    (["compare", "then", "2014"], "is not a period"),
    (["channels", "--silent", "180d"], "give one with --as-of"),
]


@pytest.mark.parametrize(("arguments", "message"), MISUSED)
def test_a_question_that_means_nothing_is_told_why(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], store: None
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert message in captured.err


@pytest.mark.parametrize("country", ["US", "usa", "American", "Washington", "the United States", "USA"])
@pytest.mark.parametrize("person", ["Shoygu", "shoigu", "Gen. Sergei Shoigu", "Russian defence minister", "Moscow"])
def test_names_are_forgiven(country: str, person: str, capsys: pytest.CaptureFixture[str], store: None) -> None:
    capsys.readouterr()
    assert run(["between", country, person]) == 0
    assert "1 contact in 2 articles" in capsys.readouterr().out


@pytest.mark.parametrize(
    "question", ["between US Russia", "channels", "path US Russia", "timeline", "topics", "compare 2013 2014"]
)
def test_a_store_without_contacts_is_told(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("nothing.txt").write_text("Nothing of the kind.")
    output("ingest nothing.txt", capsys)
    output(question, capsys)
    assert run(question.split()) == 0
    assert (
        capsys.readouterr().err
        == "milchannels: the store has no contacts yet: read articles into it with `milchannels ingest`\n"
    )


def test_the_model_is_not_loaded_for_nothing(loads: list[str | None]) -> None:
    assert run(["extract", "nowhere.txt"]) == 1
    assert loads == []
    assert run(["extract", "one.txt", "--model", "other"]) == 0
    assert loads == ["other"]


def test_extract_goes_on_after_what_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "bad.txt", "one.txt", "nowhere.txt", "three.txt"]) == 3
    captured = capsys.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == ["one", "three"]
    assert captured.err.count("\n") == 2


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_an_article_that_a_fault_kept_from_being_read_is_told_and_comes_again(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("fault.txt").write_text("FAULT 2014-04-28 Hagel called Shoigu about Ukraine.")
    assert run([command, "one.txt", "fault.txt", "three.txt"]) == 3
    captured = capsys.readouterr()
    told = "article fault was not read, by a fault in milchannels (KeyError: 'x'): please report it"
    assert captured.err == f"milchannels: {told}\n"
    if command == "extract":
        assert [json.loads(line)["id"] for line in captured.out.splitlines()] == ["one", "three"]
        return
    assert captured.out.startswith("2 new articles")
    Path("fault.txt").write_text("Mended. 2014-04-28 Hagel called Shoigu about Ukraine.")
    assert output("ingest one.txt fault.txt", capsys).startswith("1 new article with 1 contact, 1 already")


def test_forms_of_extract(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = output("extract one.txt", capsys).splitlines()
    assert json.loads(output("extract one.txt --format json", capsys)) == [json.loads(line)]
    shown = output("extract one.txt --format table", capsys)
    assert "28 Apr 2014  phone call  Chuck Hagel (United States)" in shown
    assert "– Sergei Shoigu (Russia)" in shown
    assert output("extract one.txt --min-confidence 0.95", capsys).count("phone_call") == 0
    assert json.loads(output("extract one.txt --published 2014-04-29", capsys))["published"] == "2014-04-29"


def test_a_file_is_written_whole_or_not_at_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert output("extract one.txt -o out.jsonl", capsys) == ""
    before = Path("out.jsonl").read_text()
    assert json.loads(before)["id"] == "one"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("milchannels.records.Extraction.model_dump_json", stop)
    assert run(["extract", "three.txt", "-o", "out.jsonl"]) == 130
    assert capsys.readouterr().err == "milchannels: interrupted\n"
    assert Path("out.jsonl").read_text() == before
    assert sorted(path.name for path in Path().iterdir() if "out" in path.name) == ["out.jsonl"]


def test_ingest_takes_each_text_once(capsys: pytest.CaptureFixture[str], loads: list[str | None]) -> None:
    assert output("ingest one.txt", capsys) == "1 new article with 1 contact, 0 already in the store\n"
    assert output("ingest one.txt two.txt one.txt", capsys) == "1 new article with 1 contact, 2 already in the store\n"
    assert output("ingest one.txt two.txt", capsys) == "0 new articles with 0 contacts, 2 already in the store\n"
    assert len(loads) == 2


def test_the_database_by_option_and_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output("ingest one.txt --db a.db", capsys)
    monkeypatch.setenv("MILCHANNELS_DB", "a.db")
    assert "Sergei Shoigu" in output("channels", capsys)
    assert not Path("milchannels.db").exists()


def test_between(capsys: pytest.CaptureFixture[str], store: None) -> None:
    capsys.readouterr()
    shown = output("between US Russian --as-of 2014-05-08", capsys)
    for words in (
        "United States and Russia",
        "1 contact in 2 articles",
        "Last held 28 Apr 2014, 10 days ago",
        "topics: Ukraine",
        '"2014-04-28 Hagel called Shoigu about Ukraine."',
        "channel established  hotline",
    ):
        assert words in shown
    assert "Yaalon" not in shown
    assert json.loads(output("between US RUS --format json", capsys))["contacts"][0]["mode"] == "phone_call"
    assert json.loads(output("between US RUS --format jsonl", capsys))["date"] == "2014-04-28"
    (row,) = csv.DictReader(io.StringIO(output("between US RUS --format csv", capsys)))
    assert (row["date"], row["articles"], row["topics"]) == ("2014-04-28", "one; two", "Ukraine")


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ("--since 2014-04-28 --until 2014-04", True),
        ("--since 2014-05", False),
        ("--mode phone_call --status held --track mil", True),
        ("--mode letter", False),
        ("--topic ukraine", True),
        ("--topic Syria", False),
    ],
)
def test_filters(narrowed: str, found: bool, capsys: pytest.CaptureFixture[str], store: None) -> None:
    capsys.readouterr()
    assert bool(json.loads(output(f"between US Russia --format json {narrowed}", capsys))["contacts"]) is found
    assert ("Shoigu" in output(f"channels {narrowed}", capsys)) is found
    # An empty answer says that the filters may be why.
    for command in ("channels Russia", "between US Russia", "between US Russia --level post"):
        assert ("these filters" in output(f"{command} {narrowed}", capsys)) is not found
    assert run(["export", "net.gexf", "--country", "Russia", *narrowed.split()]) == 0
    assert ("no contact passes these filters" in capsys.readouterr().err) is not found


def test_channels(capsys: pytest.CaptureFixture[str], store: None) -> None:
    capsys.readouterr()
    shown = output("channels --as-of 2014-05-08", capsys).splitlines()
    assert shown[0].split() == ["BETWEEN", "HELD", "WHEN", "HOW"]
    assert len(shown) == 5
    # A line that was used after the day to which silence is counted is not silent.
    earlier = output("channels --as-of 2014-05-01", capsys)
    assert re.search(r"28 Apr 2014 .*\n.* silent 3 days ", earlier)
    assert earlier.count("silent") == 1
    assert len(output("channels Israel", capsys).splitlines()) == 3
    assert output("channels France", capsys) == "No channels are told.\n"
    assert output("between US France", capsys) == "Nothing is told between United States and France.\n"
    rows = list(csv.DictReader(io.StringIO(output("channels --level country --format csv", capsys))))
    assert {(row["a_country"], row["b_country"], row["contacts"]) for row in rows} == {
        ("RUS", "USA", "1"),
        ("ISR", "USA", "1"),
    }


#: Commands whose answers can be narrowed, with the filters that would make no sense there.
NARROWED: dict[str, set[str]] = {
    "between": set(),
    "channels": set(),
    "path": {"status"},
    "timeline": set(),
    "topics": set(),
    "compare": {"since", "until", "status"},
    "export": set(),
    "report": set(),
    "view": set(),
}


def test_every_filter_is_an_option_of_every_question() -> None:
    taken = {
        command.name: set(inspect.signature(command.callback).parameters)
        for command in app.registered_commands
        if command.callback is not None
    }
    known = set(inspect.signature(filters).parameters)
    assert {name: known - taken[name] for name in NARROWED} == NARROWED


@pytest.mark.parametrize(
    "question", ["between US Russia", "channels", "path US Russia", "timeline US Israel", "topics", "compare 2013 2014"]
)
@pytest.mark.parametrize(
    ("option", "passes"),
    [
        ("--min-confidence 0.9", True),
        ("--min-confidence 0.91", False),
        ("--min-sources 1", True),
        ("--min-sources 3", False),
        ("--theme taiwan", False),
        ("--topic RA", True),
    ],
)
def test_answers_are_narrowed(
    question: str, option: str, passes: bool, capsys: pytest.CaptureFixture[str], store: None
) -> None:
    capsys.readouterr()
    said = output(f"{question} {option}", capsys)
    assert ("passes these filters" not in said.replace("pass these", "passes these")) is passes


@pytest.mark.parametrize("name", ["net.gexf", "net.graphml", "net.csv", "net.jsonl"])
def test_export(name: str, capsys: pytest.CaptureFixture[str], store: None) -> None:
    capsys.readouterr()
    assert run(["export", name, "--country", "Russia"]) == 0
    assert f"wrote {name}" in capsys.readouterr().err
    # CSV is two files: edges, and nodes with the names beside them.
    content = "".join(path.read_text() for path in Path().glob("net*"))
    assert "Shoigu" in content
    assert "Yaalon" not in content


def test_a_database_that_is_not_ours(capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect("other.db") as other:
        other.execute("create table t (a)")
    assert run(["channels", "--db", "other.db"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def gold(**contact: object) -> dict[str, object]:
    sides = [
        {"kind": "person", "name": name, "rank": None, "role": None, "office": "defense_minister", "country": country}
        for name, country in (("Chuck Hagel", "USA"), ("Sergei Shoigu", "RUS"))
    ]
    whole = {
        "mode": "phone_call", "status": "held", "recurring": False, "count": None, "date": "2014-04-28",
        "participants": sides, "initiator": None, "location": None, "topics": ["Ukraine"], "track": "mil",
        "evidence": ["Hagel called Shoigu"],
    }  # fmt: skip
    text = Path("one.txt").read_text()
    people = [{key: side[key] for key in ("name", "rank", "role", "office", "country")} for side in sides]
    return {
        "id": "a", "title": None, "published": None, "text": text, "people": people, "contacts": [whole | contact],
        "channel_events": [],
    }  # fmt: skip


def test_evaluate(capsys: pytest.CaptureFixture[str]) -> None:
    Path("gold").mkdir()
    Path("gold/a.json").write_text(json.dumps(gold()))
    assert json.loads(output("evaluate gold --json", capsys))["strict"]["f1"] == 1
    Path("gold/a.json").write_text(json.dumps(gold(date="2013")))
    Path("floors.json").write_text('{"strict.f1": 0.5}')
    assert run(["evaluate", "gold", "--errors", "--floors", "floors.json"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("date wrong: 1\n  a\n    expected  phone_call, held, 2013: Chuck Hagel (USA)")
    assert "contacts       precision 1.0  recall 1.0  f1 1.0" in captured.out
    assert captured.err == "milchannels: strict.f1 is 0.0, below its floor of 0.5\n"
    Path("answers.jsonl").write_text("")
    assert run(["evaluate", "gold", "answers.jsonl", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["unanswered"] == 1
    assert captured.err == "milchannels: answers.jsonl: no extraction in it has the id of an annotated article\n"


def test_demo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path("examples").mkdir()
    Path("examples/one.txt").write_text(Path("one.txt").read_text())
    packaged = resources.data
    monkeypatch.setattr(
        "milchannels.resources.data", lambda name: tmp_path / name if name == "examples" else packaged(name)
    )
    first = output("demo --folder shown", capsys)
    assert "All channels" in first
    assert "United States and Russia" in first
    assert {path.name for path in Path("shown").iterdir()} >= {
        "milchannels.db",
        "channels.gexf",
        "channels.graphml",
        "page.html",
    }
    assert output("demo --folder shown", capsys) == first


def test_a_headline_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "e", "title": "a\x1b[2Jb", "text": "2014-04-28 Hagel called Shoigu about Ukraine."}
    Path("evil.jsonl").write_text(json.dumps(row))
    output("ingest evil.jsonl", capsys)
    shown = output("between US Russia", capsys)
    assert "\x1b" not in shown
    assert "a [2Jb" in shown


def test_every_command_is_in_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"milchannels {command.name}" in readme


@pytest.mark.parametrize("arguments", ["schema extraction", "between US Russia", "channels"])
def test_a_reader_that_leaves_is_no_error(arguments: str, store: None) -> None:
    command = [sys.executable, "-m", "milchannels", *arguments.split()]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_no_fault_of_ours(root: Path) -> None:
    command = [sys.executable, "-m", "milchannels", "schema", "extraction"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "milchannels: the system refused: no space left on device"
    assert "fault" not in done.stderr


def test_an_error_that_ctrl_c_became_is_told_as_an_interruption(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database library can make an error of its own of a Ctrl-C within a function that it calls."""

    def interrupted(*_: object, **__: object) -> None:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise MilchannelsError("user-defined function raised exception")

    monkeypatch.setattr("milchannels.schemas.schema", interrupted)
    assert run(["schema", "contact"]) == 130
    assert capsys.readouterr().err == "milchannels: interrupted\n"
