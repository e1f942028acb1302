"""`report` and `view`: arguments in, a page or a line that helps out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import Store
from milchannels.cli import run

A, S, W = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", "Wei Fenghe/CHN/dm"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MILCHANNELS_DB", raising=False)
    with Store("milchannels.db") as store:
        store.ingest(*telling("a", contact(A, S, date="2022-10-21"), contact(A, W, date="2022-06-10")))
        store.link()


@pytest.mark.parametrize(
    ("options", "head", "contacts"),
    [
        ([], "Military contacts", 2),
        (["--between", "US", "Russia"], "United States and Russia: military contacts", 1),
        (["--country", "Chinese"], "China: military contacts", 1),
        (["--person", "Shoygu"], "Sergei Shoigu: contacts", 1),
        (["--since", "2022-07"], "Military contacts", 1),
        (["--title", "Who <b>calls</b>"], "Who &lt;b&gt;calls&lt;/b&gt;", 2),
    ],
)
def test_a_page_of_the_store_or_a_part_of_it(
    options: list[str], head: str, contacts: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "page.html", *options]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert f"wrote page.html: {contacts} contact" in said.err
    page = Path("page.html").read_text(encoding="utf-8")
    assert f"<h1>{head}</h1>" in page


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["report"], 2, "see milchannels report --help"),
        (["report", "page.pdf"], 2, "let it end in .html"),
        (["report", "page.html", "--between", "US", "USA"], 2, "are one country"),
        (["report", "page.html", "--between", "US"], 2, "requires 2 arguments"),
        (["report", "page.html", "--between", "US", "Ruritania"], 2, "no country known here"),
        (["report", "page.html", "--between", "US", "Russia", "--country", "China"], 2, "give one of the two"),
        (["report", "page.html", "--person", "Nobody Atall"], 2, "nobody in this store"),
        (["report", "nowhere/page.html"], 1, "cannot write"),
        (["report", "page.html", "--db", "none.db"], 1, "none.db"),
        (["view", "--port", "70000"], 2, "65535"),
    ],
)
def test_errors_are_one_line(arguments: list[str], code: int, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert line in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_a_page_with_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "page.html", "--since", "2030"]) == 0
    assert "no contact passes these filters" in capsys.readouterr().err


def test_view_serves_the_page_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "milchannels", "view", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert "the page is at http://127.0.0.1:" in line
        address = line.split(" at ")[1].split()[0]
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert b"Lloyd Austin" in answer.read()
        process.send_signal(signal.SIGINT)
        for _ in range(100):
            if process.poll() is not None:
                break
            time.sleep(0.1)
        assert process.returncode == 0
