"""`person` and `contact`: arguments in; tables that fit a terminal, other forms, one-line errors and exit codes out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from milchannels import register as registers
from milchannels.cli import run

pytestmark = pytest.mark.usefixtures("loads")


@pytest.fixture
def store(capsys: pytest.CaptureFixture[str]) -> None:
    for n, name in enumerate(("Shoygu", "Ivan", "Oleg", "Petrov")):
        Path(f"{n}.txt").write_text(f"2014-04-{20 + n} Hagel called {name} about Ukraine.")
    sources = ["one.txt", "two.txt", "three.txt", *(f"{n}.txt" for n in range(4))]
    assert run(["ingest", *sources, "--published", "2014-05-10"]) == 0
    capsys.readouterr()


def output(arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments.split()) == 0, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("person", 2, "--help"),
        ("person Nobody", 2, "nobody in this store"),
        ("person General Petrov", 2, "--help"),
        ("person Petrov", 2, "give the id"),
        ("person Shoigu --country Nowhere", 2, "no country"),
        ("person Shoigu --format xml", 2, "--help"),
        ("person Shoigu --db none.db", 1, "milchannels ingest"),
        ("person Shoigu --register none.csv", 1, "none.csv"),
        ("contact", 2, "--help"),
        ("contact c-nothing", 2, "no contact"),
        ("contact c-nothing --db none.db", 1, "milchannels ingest"),
    ],
)
def test_an_error_is_one_line(
    arguments: str, code: int, message: str, capsys: pytest.CaptureFixture[str], store: None
) -> None:
    assert run(arguments.split()) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("milchannels: ")
    assert captured.err.count("\n") == 1
    assert message in captured.err


def test_a_person_in_a_table(capsys: pytest.CaptureFixture[str], store: None) -> None:
    shown = output("person shoigu --sources", capsys)
    for words in (
        "Spelt in articles: Sergei Shoigu (2), Sergey Shoygu (1)",
        "Minister of Defence",
        "6 Nov 2012   12 May 2024  2014",
        "Chuck Hagel (United States)",
        "2014     ## 2 held",
        "2 contacts in 3 articles, 10 May 2014",
        '"2014-04-28 Hagel called Shoigu about Ukraine." (0–45)',
    ):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 80
    # What belongs to an article stands under it; and nobody is sent for what is there.
    assert re.search(r"^\S.*\[one\]\n  names: Sergei Shoigu\n  c-", shown, re.M)
    assert "`--sources` lists them" not in shown
    assert "`--sources` lists them" in output("person shoigu", capsys)


def test_forms_of_a_person(capsys: pytest.CaptureFixture[str], store: None) -> None:
    whole = json.loads(output("person Shoigu --format json", capsys))
    assert json.loads(output("person Shoigu --format jsonl", capsys)) == whole
    assert whole["counterparts"][0]["contact_ids"] == whole["contacts"]
    rows = list(csv.DictReader(io.StringIO(output("person Shoigu --format csv", capsys))))
    assert {(row["article"], row["start"], row["contact"]) for row in rows} == {
        (source["article"], str(told["contact"]["evidence"][0]["start"]), told["linked"])
        for source in whole["sources"]
        for told in source["tellings"]
    }
    assert output("person Shoigu -o out.txt", capsys) == ""
    assert "Shoygu" in Path("out.txt").read_text()


def test_a_contact_by_the_id_that_answers_show(capsys: pytest.CaptureFixture[str], store: None) -> None:
    ids = json.loads(output("person Shoigu --format json", capsys))["contacts"]
    assert ids[-1] in output("between US Russia", capsys)
    shown = output(f"contact {ids[-1]}", capsys)
    for words in ("Told by 2 articles", "[one]", "[two]", '"2014-04-28 Hagel called Shoigu about Ukraine." (3–48)'):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert [json.loads(line)["article"] for line in output(f"contact {ids[-1]} --format jsonl", capsys).splitlines()]
    assert json.loads(output(f"contact {ids[-1]} --format json", capsys))["contact"]["id"] == ids[-1]
    assert len(list(csv.DictReader(io.StringIO(output(f"contact {ids[-1]} --format csv", capsys))))) == 2
    several = " ".join([*ids, ids[0]])
    assert [one["contact"]["id"] for one in json.loads(output(f"contact {several} --format json", capsys))] == ids
    assert output(f"contact {several}", capsys).count("Told by") == 2
    rows = csv.DictReader(io.StringIO(output(f"contact {several} --format csv", capsys)))
    assert {row["contact"] for row in rows} == set(ids)


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "mine.csv"
    path.write_text("country,office,person,start,end,post\nRUS,commander,Sergei Shoigu,1999,2001,Head of Rescue\n")
    yield path
    registers.use(None)


def test_a_register_of_ones_own(capsys: pytest.CaptureFixture[str], store: None, mine: Path) -> None:
    assert "Head of Rescue" in output(f"person Shoigu --register {mine}", capsys)
    assert "Head of Rescue" not in output("person Shoigu", capsys)
    assert run(["extract", "one.txt", "--register", str(mine)]) == 0
    assert run(["ingest", "one.txt", "--register", str(mine), "--workers", "1"]) == 0


@pytest.mark.parametrize("command", ["extract one.txt", "ingest one.txt", "person Shoigu"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "mine.csv: No such file"),
        ("", ":1: column 'country' is missing"),
        ("country,office,person,start\nRUS,tsar,A B,1999\n", ":2: office 'tsar' is not known"),
        ("country,office,person,start\nRUS,commander,A B,soon\n", ":2: 'soon' is no date"),
        ("country,office,person,start,end\nRUS,commander,A B,1999,1990\n", ":2: the term ends"),
    ],
)
def test_a_bad_register_is_told_before_anything_is_done(
    command: str, text: str | None, told: str, capsys: pytest.CaptureFixture[str], store: None, tmp_path: Path
) -> None:
    if text is not None:
        Path("mine.csv").write_text(text)
    assert run([*command.split(), "--register", str(tmp_path / "mine.csv")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert told in captured.err
