"""Articles, files and stores made to do harm in; nothing of it acts anywhere that the program writes to."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import socket
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from milchannels.articles import Failure, read
from milchannels.cli import run
from milchannels.store import Store
from milchannels.store.check import check

pytestmark = pytest.mark.usefixtures("loads")

EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e=cmd|'/c calc'!A1 <script>alert(1)</script> '; DROP TABLE articles;-- &xxe; \x00\x08\r"
FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u2028=1")
ACTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SENTENCE = "2014-04-28 Hagel called Shoigu about Ukraine."


@pytest.fixture
def hostile_store(capsys: pytest.CaptureFixture[str]) -> Path:
    """A store of articles all of whose fields are hostile."""
    rows = [
        {"id": EVIL, "title": EVIL, "url": EVIL, "author": EVIL, "text": f"{EVIL} {SENTENCE} {EVIL}", "k\x1b": EVIL}
    ]
    rows += [{"id": f, "title": f, "url": f, "text": f"{f} {SENTENCE} {n}"} for n, f in enumerate(FORMULAS)]
    Path("evil.jsonl").write_text(
        "\n".join(map(json.dumps, rows)) + f'\n{{"text": 1, "{EVIL[:9]}": 1}}\n'.replace("\x1b", "")
    )
    assert run(["ingest", "evil.jsonl", "--db", "s.db"]) == 3
    told = capsys.readouterr()
    assert not ACTS.search(told.out + told.err)
    return Path("s.db")


ASKED = [
    "extract evil.jsonl --format table",
    "channels --db s.db",
    "between US Russia --db s.db",
    "between US Russia --level post --db s.db",
    "person Shoigu --sources --db s.db",
    "judgements list --db s.db",
    "check --db s.db",
]


@pytest.mark.parametrize("asked", ASKED)
def test_no_escape_sequence_reaches_a_terminal(
    asked: str, hostile_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked.split()) in (0, 3)
    told = capsys.readouterr()
    assert not ACTS.search(told.out.replace("\n", "") + told.err.replace("\n", ""))


def test_one_contact_and_a_decision_of_hostile_reasons(hostile_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["between", "US", "Russia", "--format", "jsonl", "--db", "s.db"]) == 0
    id_ = json.loads(capsys.readouterr().out.split("\n")[0])["id"]
    assert run(["merge", "Hagel", "Shoigu", "--why", EVIL.replace("\0", ""), "--db", "s.db"]) in (0, 1, 2)
    for asked in (
        ["contact", id_],
        ["judgements", "list"],
        ["contact", EVIL.replace("\0", "")],
        ["person", EVIL.replace("\0", "")],
    ):
        run([*asked, "--db", "s.db"])
        told = capsys.readouterr()
        assert not ACTS.search(told.out + told.err), asked


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_what_a_terminal_obeys_is_escaped_where_json_does_not_do_it(
    form: str, hostile_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    assert run(["between", "US", "Russia", "--format", form, "--db", "s.db"]) == 0
    out = capsys.readouterr().out
    assert not ACTS.search(out.replace("\r\n", "\n"))
    if form == "jsonl":
        quotes = [quote["quote"] for line in out.strip().split("\n") for quote in json.loads(line)["evidence"]]
        assert SENTENCE in quotes


def test_no_cell_of_any_csv_is_a_formula(hostile_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ("between US Russia", "channels", "judgements list"):
        assert run([*asked.split(), "--format", "csv", "--db", "s.db"]) == 0
    assert run(["export", "n.csv", "--db", "s.db"]) == 0
    assert run(["export", "m.csv", "--multi", "--db", "s.db"]) == 0
    files = [capsys.readouterr().out, *(path.read_text(encoding="utf-8") for path in Path().glob("*.csv"))]
    cells = [cell for text in files for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(cell.startswith("'@") for cell in cells)
    number = re.compile(r"-?\d+(\.\d+)?")
    assert [
        cell for cell in cells if not number.fullmatch(cell) and cell.lstrip().startswith(("=", "+", "-", "@"))
    ] == []


def test_xml_holds_no_entity_and_no_control(hostile_store: Path) -> None:
    for name in ("n.gexf", "n.graphml", "m.gexf"):
        assert run(["export", name, *(["--multi"] if name[0] == "m" else []), "--db", "s.db"]) == 0
        data = Path(name).read_bytes()
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        assert b"<!" not in data
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", data.decode())


def test_words_of_sql_are_words(hostile_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store("s.db") as store:
        held = store.counts()
    for word in ("'; DROP TABLE articles;--", '" OR 1=1 --', "%", "_", "\\", "Ukraine' OR '1'='1"):
        run(["channels", "--topic", word, "--db", "s.db"])
        run(["person", word, "--db", "s.db"])
        run(["contact", word, "--db", "s.db"])
        run(["between", word, "US", "--db", "s.db"])
        told = capsys.readouterr()
        assert "Shoigu" not in told.out
        assert "fault in milchannels" not in told.err
    with Store("s.db") as store:
        assert store.counts() == held
        assert list(check(store)) == []


def test_nothing_is_written_outside_of_what_was_named(tmp_path: Path, hostile_store: Path) -> None:
    row = {"id": "../../escape", "title": "/etc/passwd", "url": "file:///etc/passwd", "text": SENTENCE + " again"}
    Path("paths.jsonl").write_text(json.dumps(row))
    outside = set(tmp_path.parent.iterdir())
    assert run(["ingest", "paths.jsonl", "--db", "s.db"]) == 0
    before = {path.name for path in Path().iterdir()}
    for name in ("n.gexf", "n.csv", "n.jsonl"):
        assert run(["export", name, "--db", "s.db"]) == 0
    assert {path.name for path in Path().iterdir()} - before == {"n.gexf", "n.csv", "n.nodes.csv", "n.jsonl"}
    assert set(tmp_path.parent.iterdir()) == outside


PAGE = """<!DOCTYPE html [<!ENTITY xxe SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<html><head><title>Talks</title><link rel="canonical" href="http://192.0.2.1/x"><script src="http://192.0.2.1/x.js"></script>
<meta http-equiv="refresh" content="0;url=http://192.0.2.1/"><base href="http://192.0.2.1/"></head><body><article><p>&xxe; &b; {}</p>
<p>The ministers of the two countries spoke about the border, the prisoners and the grain that was to be shipped.</p>
<img src="http://192.0.2.1/i.png"></article></body></html>"""


def test_nothing_is_fetched(
    hostile_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something wanted to reach the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    Path("page.html").write_text(PAGE.format(SENTENCE))
    (article,) = read(["page.html"])
    assert not isinstance(article, Failure)
    assert SENTENCE in article.text
    host = Path("/etc/hostname")
    if host.exists() and len(host.read_text().strip()) > 3:
        assert host.read_text().strip() not in article.text
    assert "aaaaaaaaaa" not in article.text
    Path("url.jsonl").write_text(json.dumps({"text": SENTENCE + " http://192.0.2.1/", "url": "http://192.0.2.1/"}))
    assert run(["ingest", "page.html", "url.jsonl", "--db", "s.db"]) == 0
    for asked in ("channels", "between US Russia", "person Shoigu --sources", "export n.gexf", "export n.jsonl"):
        assert run([*asked.split(), "--db", "s.db"]) == 0
    (failure,) = read(["http://192.0.2.1/article.html"])
    assert isinstance(failure, Failure)


def test_a_strangers_store_cannot_run_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.db"
    assert run(["ingest", "one.txt", "--db", str(path)]) == 0
    with sqlite3.connect(path) as connection:
        connection.execute('UPDATE linked_contacts SET record = \'{"__class__": "os.system"}\'')
        connection.execute("CREATE TRIGGER t AFTER INSERT ON articles BEGIN SELECT load_extension('/tmp/evil.so'); END")
    for asked in ("channels", "between US Russia", "check", "export n.jsonl", "ingest two.txt"):
        assert run([*asked.split(), "--db", str(path)]) in (0, 1)
        told = capsys.readouterr()
        assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01",
        b"country,office\n",
        b"country,office,person,start\n=cmd,defense_minister,x,2014\n",
        b"country,office,person,start\nUSA,defense_minister,x,2014-02-30\n",
        b"country,office,person,start\nUSA,__import__('os'),x,2014\n",
        b'country,office,person,start\n"USA,defense_minister,x,2014',
        b"country,office,person,start\nUSA,defense_minister," + b"x" * 200_000 + b",2014\n",
        "country,office,person,start\nUSA,defense_minister,\ud800,2014\n".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_register_file_of_any_kind_is_taken_or_refused_in_a_line(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.csv").write_bytes(content)
    code = run(["ingest", "one.txt", "--db", "s.db", "--register", str(tmp_path / "r.csv")])
    told = capsys.readouterr().err
    assert code == 1
    assert told.count("\n") == 1
    assert "fault in milchannels" not in told


@pytest.mark.parametrize(
    "line",
    [
        "{}", "[]", "\x00", '{"kind": "person"}', '{"kind": "os.system", "verdict": "same", "a": "x", "b": "y"}', "[" * 100_000,
        '{"kind": "person", "verdict": "same", "a": "RUS|x||", "b": "' + "y" * 100_000 + '", "at": "x", "reasons": "\\u001b[2J"}',
        '{"a": ' + "9" * 5000 + "}", '{"kind": "person", "verdict": "same", "a": "RUS|\\ud800||", "b": "RUS|y||", "at": "2014", "reasons": ""}',
    ],
)  # fmt: skip
def test_a_judgement_file_of_any_kind_costs_its_line(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", "one.txt", "--db", "s.db"]) == 0
    Path("j.jsonl").write_text(line + "\n", encoding="utf-8")
    assert run(["judgements", "import", "j.jsonl", "--db", "s.db"]) == 3
    told = capsys.readouterr()
    assert "fault in milchannels" not in told.err
    assert not ACTS.search(told.out.replace("\n", "") + told.err.replace("\n", ""))
    assert len(told.err) < 1000


#: What would let data run as code, or reach out. `view` may open the browser on the address that it serves itself.
FORBIDDEN = {
    "eval", "exec", "compile", "__import__", "pickle", "marshal", "shelve", "ctypes", "subprocess", "os.system", "os.popen", "urllib.request",
    "urllib", "requests", "httpx", "ftplib", "smtplib", "telnetlib", "socket", "http.client", "webbrowser", "yaml.load", "yaml.unsafe_load",
    "tarfile", "zipfile", "xml.etree.ElementTree", "xml.sax", "xml.dom",
}  # fmt: skip
ALLOWED = {"report.py: webbrowser"}


def test_no_code_can_run_data_or_reach_out(root: Path) -> None:
    found = []
    for path in sorted((root / "src" / "milchannels").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [str(node.module)]
            elif isinstance(node, ast.Call):
                names = [ast.unparse(node.func)]
                if names == ["yaml.load"]:
                    loader = [ast.unparse(one.value) for one in node.keywords if one.arg == "Loader"]
                    assert loader in (["_Loader"], ["loader"]), path
                    continue
            found += [f"{path.name}: {name}" for name in names if name in FORBIDDEN]
    assert set(found) <= ALLOWED


def test_every_yaml_loader_is_a_safe_one(root: Path) -> None:
    for path in (root / "src" / "milchannels").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for line in re.findall(r"^.*[lL]oader.*=.*yaml.*$", text, re.MULTILINE):
            assert "yaml.SafeLoader" in line
            assert not re.search(r"yaml\.(?!SafeLoader)\w*Loader", line)
