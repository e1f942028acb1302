"""What the documents say is so: commands and options exist, paths exist, quoted lines are in their files, examples run.

In: README, CONTRIBUTING and `docs/`. Out: a failure wherever one of them has fallen behind the program.
"""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from milchannels.cli import app, run

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "milchannels"
README, CONTRIBUTING, EXTRACTION = ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "extraction.md"
DOCUMENTS = [README, CONTRIBUTING, ROOT / "CHANGELOG.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]

#: Where a path in a document may begin, besides the document's own folder.
BASES = [ROOT, PACKAGE, PACKAGE / "language", PACKAGE / "lexicons", ROOT / "data" / "register"]
#: What a command makes and no checkout holds.
MADE = {"milchannels-demo/"}

COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def fenced(document: Path) -> list[tuple[str, str, str]]:
    """The fenced blocks in their order: (the text before, its language, the block)."""
    parts = re.split(r"^```(\w*)\n(.*?)^```$", document.read_text(encoding="utf-8"), flags=re.M | re.S)
    return list(zip(parts[::3], parts[1::3], parts[2::3], strict=False))


def blocks(document: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [block for _, told, block in fenced(document) if told == language]


def prose(document: Path) -> str:
    """The text outside of fenced blocks."""
    return re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)


def calls(document: Path) -> Iterator[list[str]]:
    """The words behind `milchannels` of every command that the document shows or names."""
    text = document.read_text(encoding="utf-8")
    shown = [line.removeprefix("$ ") for block in blocks(document, "console") for line in block.splitlines()]
    shown = [line.rpartition("| ")[2] for line in shown if line]
    named = re.findall(r"`(milchannels [^`\n]+)`", text)
    for line in [*shown, *named]:
        if line.startswith("milchannels "):
            yield shlex.split(line, comments=True)[1:]


CALLS = [pytest.param(call, id=f"{name_of(d)}: {' '.join(call)}") for d in DOCUMENTS for call in calls(d)]


@pytest.mark.parametrize("call", CALLS)
def test_commands_in_documents_exist_with_their_options(call: list[str]) -> None:
    if call[0].startswith("-"):
        return
    assert call[0] in COMMANDS
    command = COMMANDS[call[0]]
    if hasattr(command, "commands"):
        assert call[1] in command.commands
        command = command.commands[call[1]]
    known = {flag for each in command.params for flag in each.opts} | {"--help"}
    assert {word for word in call[1:] if word.startswith("-") and word != "-"} <= known


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_readme_shows_every_command_and_names_every_option(command: str) -> None:
    text = README.read_text(encoding="utf-8")
    shown = [call for call in calls(README) if call[0] == command]
    assert shown or command in {call[0] for call in calls(README)}
    options = [each for each in COMMANDS[command].params if each.param_type_name == "option"]
    assert [each.opts for each in options if not any(re.search(rf"(?<![\w-]){o}\b", text) for o in each.opts)] == []


def paths(document: Path) -> Iterator[str]:
    """What looks like a path of the project: in code marks, with a slash or the suffix of a source file."""
    for span in re.findall(r"`([\w./-]+)`", prose(document)):
        if not span.startswith((".", *"0123456789")) and (
            "/" in span or span.endswith((".py", ".yaml", ".csv", ".md"))
        ):
            yield span


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_paths_in_documents_exist(document: Path) -> None:
    missing = [p for p in paths(document) if not any((base / p).exists() for base in [*BASES, document.parent])]
    assert set(missing) - MADE == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = document.parent / path if path else document
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", prose(file), re.M)
            assert anchor in {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}, target


def squeezed(text: str) -> str:
    return " ".join(text.split())


#: Lines of data and of tables of tests, each with the text before.
QUOTED = [(before, block) for before, told, block in fenced(CONTRIBUTING) if told in ("yaml", "csv", "text")]


@pytest.mark.parametrize(("before", "block"), QUOTED, ids=[squeezed(block)[:30] for _, block in QUOTED])
def test_lines_quoted_in_contributing_are_in_the_file_named_before(before: str, block: str) -> None:
    named = [p for p in re.findall(r"`([\w./-]+\.(?:yaml|csv|py))`", before) if (ROOT / p).is_file()]
    assert named
    file = squeezed((ROOT / named[-1]).read_text(encoding="utf-8"))
    assert squeezed(block) in file, named[-1]


def test_tests_named_in_contributing_exist() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", CONTRIBUTING.read_text(encoding="utf-8")))
    assert named
    assert [name for name in named if f"def {name}(" not in sources] == []


@pytest.mark.parametrize("document", [ROOT / "SECURITY.md", ROOT / "docs" / "reliability.md"], ids=name_of)
def test_tests_that_hold_promises_exist(document: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", document.read_text(encoding="utf-8"))
    assert len(named) > 10
    lost = [
        f"{path}::{name}" for path, name in named if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert lost == []


def test_the_readme_lists_the_layout_as_it_is() -> None:
    (layout,) = [block for block in blocks(README, "") if "src/milchannels/" in block]
    package = {p.name for p in PACKAGE.glob("[!_]*.py")} | {f"{p.parent.name}/" for p in PACKAGE.glob("*/__init__.py")}
    told = set(re.findall(r"(?<![\w/])([\w]+(?:\.py|/))(?= |$)", layout, re.M))
    assert package <= told
    assert {name for name in told if not ((PACKAGE / name).exists() or (ROOT / name).exists())} == set()


def test_the_tour_names_every_module_and_lexicon() -> None:
    text = EXTRACTION.read_text(encoding="utf-8")
    modules = [p.name for p in (PACKAGE / "language").glob("[!_]*.py")]
    lexicons = [p.name for p in (PACKAGE / "lexicons").glob("*.yaml")]
    assert [name for name in (*modules, *lexicons) if f"`{name}`" not in text] == []


def test_the_tour_explains_every_field_of_a_trigger() -> None:
    source = yaml.safe_load((PACKAGE / "lexicons" / "triggers.yaml").read_text(encoding="utf-8"))
    idioms = yaml.safe_load((PACKAGE / "lexicons" / "idioms.yaml").read_text(encoding="utf-8"))["idioms"]
    lines = [line for kind in ("verbs", "nouns") for line in source[kind].values()]
    lines += [{key: value for key, value in line.items() if key != "verb"} for line in idioms]
    used = {key for line in lines for rule in (line if isinstance(line, list) else [line]) for key in rule}
    section = EXTRACTION.read_text(encoding="utf-8").partition("### Fields of a trigger")[2].partition("\n## ")[0]
    assert [key for key in used if not re.search(rf"`{key}(?:: \w+)?`", section)] == []
    assert [key for key in source if key not in ("verbs", "nouns") and f"`{key}`" not in section] == []


def test_the_register_is_as_large_as_its_page_says() -> None:
    text = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    told = re.search(r"has (\d+) terms under (\d+) names in (\d+) countries and NATO", text)
    assert told is not None
    with (ROOT / "data" / "register" / "holders.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    countries = {row["country"] for row in rows} - {"NATO"}
    assert [int(n) for n in told.groups()] == [len(rows), len({row["person"] for row in rows}), len(countries)]


def printed(code: str, capsys: pytest.CaptureFixture[str]) -> str:
    exec(compile(code, "example", "exec"), {"__name__": "example"})
    return capsys.readouterr().out


@pytest.mark.model
def test_the_example_of_the_tour_prints_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    (code,), (shown,) = blocks(EXTRACTION, "python"), blocks(EXTRACTION, "text")
    assert printed(code, capsys).split("\n") == shown.split("\n")


@pytest.mark.model
@pytest.mark.parametrize("code", blocks(README, "python"), ids=lambda code: code.split("\n")[0])
def test_python_in_the_readme_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(code, capsys)
    assert "2014-04-28 phone_call held ['Ukraine']" in out
    assert "Sergei Shoigu RUS" in out


@pytest.mark.model
def test_the_table_in_the_readme_is_what_extract_prints(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shown,) = blocks(README, "text")
    text = re.search(r'`article\.txt` holds "(.+?)", the first', README.read_text(encoding="utf-8"), re.S)
    assert text is not None
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(squeezed(text[1]), encoding="utf-8")
    (call,) = [call for call in calls(README) if "article.txt" in call]
    assert run(call) == 0
    assert [line.rstrip() for line in capsys.readouterr().out.split("\n")] == shown.split("\n")


@pytest.mark.model
def test_the_answers_in_the_readme_are_those_of_the_demo(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [block for block in blocks(README, "console") if "--db milchannels-demo" in block]
    assert [block.split()[2] for block in answers] == ["between", "person"]
    monkeypatch.chdir(tmp_path)
    assert run(["demo"]) == 0
    for block in answers:
        command, *shown = block.splitlines()
        capsys.readouterr()
        assert run(shlex.split(command)[2:]) == 0
        out = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        # "…" stands for what was left out: at the end of a line for its rest, alone for lines.
        wanted = [re.compile(re.escape(line).replace("…", ".*")) for line in shown if line != "…"]
        assert len(wanted) > 5
        assert [pattern.pattern for pattern in wanted if not any(pattern.fullmatch(line) for line in out)] == []
        if "person" in command:
            assert max(map(len, out)) <= 80
