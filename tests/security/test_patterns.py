"""Every regular expression in, the time that it takes on text made to make it slow out: never more than a little."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
LENGTH = 6_000
#: Seconds for one pattern on one text of that length. What takes time by the square of the length needs many times as much.
MOST = 0.25

#: Modules whose patterns are only ever laid on the beginning of a short line, or on a whole heading.
AT_A_START = ("milchannels.dates.dateline", "milchannels.language.date_headings")


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, int, bool, str]]:
    done = subprocess.run([sys.executable, str(HERE / "patterns.py")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(one) for one in json.loads(done.stdout)]


def hostile(pattern: str, flags: int) -> list[str]:
    """Texts that keep a pattern busy: what it looks for, again and again, and at the end what it does not want."""
    letters: set[str] = set(" aA1.,-'\n\t(é")
    words: list[str] = []
    _collect(parser.parse(pattern, flags), letters, words)
    units = {*letters, *(letter + " " for letter in letters), *words[:8], *(word + " " for word in words[:8])}
    units |= {"a1", "A.", "a, ", "A a ", "1 1-", " \n", "<!---->", "a-", "the of ", "".join(sorted(letters))[:9]}
    return ["a" + (unit * (LENGTH // len(unit) + 1))[:LENGTH] + "b\0" for unit in sorted(units) if unit]


def _collect(parsed: Any, letters: set[str], words: list[str]) -> None:
    run = ""
    for op, value in parsed:  # what the parser of `re` makes of a pattern
        if op is codes.LITERAL:
            run += chr(value)
            continue
        if len(run) > 1:
            words.append(run)
        letters.update(run[:1])
        run = ""
        if op is codes.IN:
            letters.update(chr(one[1]) for one in value if one[0] is codes.LITERAL and len(letters) < 24)
        for part in value if isinstance(value, tuple | list) else (value,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, parser.SubPattern):
                    _collect(inner, letters, words)
    if len(run) > 1:
        words.append(run)
    letters.update(run[:1])


@pytest.mark.model
def test_no_pattern_can_be_kept_busy(patterns: list[tuple[str, int, bool, str]]) -> None:
    slow = []
    for pattern, flags, is_bytes, where in patterns:
        compiled: Any = re.compile(pattern.encode("latin-1"), flags) if is_bytes else re.compile(pattern, flags)
        worst = 0.0
        for text in hostile(pattern, flags & ~re.UNICODE if is_bytes else flags):
            given: Any = text.encode("latin-1", "replace") if is_bytes else text
            begun = time.process_time()
            if where in AT_A_START:
                compiled.match(given)
            else:
                deque(compiled.finditer(given), maxlen=0)
            worst = max(worst, time.process_time() - begun)
            if worst > MOST:
                slow.append(f"{where}: {worst:.1f} s: {pattern[:200]} on {text[:30]!r}")
                break
    assert slow == []


@pytest.mark.model
def test_every_pattern_in_the_code_is_among_them(patterns: list[tuple[str, int, bool, str]], root: Path) -> None:
    known = {pattern for pattern, *_ in patterns}
    missing = []
    for path in sorted((root / "src" / "milchannels").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if not (
                isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
            ):
                continue
            assert isinstance(node, ast.Call)
            given = node.args[0] if node.args else None
            if (
                isinstance(given, ast.Constant)
                and isinstance(given.value, str)
                and called.attr == "compile"
                and given.value not in known
            ):
                missing.append(f"{path.name}: {given.value}")
    assert missing == []


def test_a_pattern_that_can_be_kept_busy_would_be_found() -> None:
    begun = time.process_time()
    for text in hostile(r"[ \t]*(.*?)[ \t]*$", 0):
        for _ in re.finditer(r":[ \t]*(.*?)[ \t]*$", ":" + text):
            pass
        if time.process_time() - begun > MOST:
            return
    pytest.fail("none of the texts is hostile enough")
