"""Where output goes: results to stdout or, whole or not at all, to a file; everything else to stderr.

Text of articles is made safe before it reaches a terminal: a control character in a headline must not be able
to move the cursor.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

from ..errors import MilchannelsError

Item = TypeVar("Item")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

#: What a terminal obeys and JSON does not write as an escape by itself. ESC is not among it: colours are made of it,
#: JSON escapes it, and every other text has been through `clean`.
_OBEYED = re.compile(r"\r(?!\n)|[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: Columns of running text, and of tables that do not go to a terminal.
TEXT_WIDTH = 80

#: Words on what became of a contact or a channel, in the colours in which a terminal shows them.
_COLOURS = {
    "refused": "red",
    "cancelled": "yellow",
    "planned": "cyan",
    "requested": "cyan",
    "contradicted": "yellow",
    "suspended": "red",
    "cut": "red",
    "resumed": "green",
    "established": "green",
}
_COLOURED = re.compile(rf"\b(?:{'|'.join(_COLOURS)})\b")
#: Columns whose words are ours and not those of articles: there these words mean what they say.
_OURS = frozenset({"HOW", "STATUS", "WHEN"})
_NUMBERS = frozenset({"HELD", "NOT", "ARTICLES", "CONTACTS", "ALL"})
#: Columns of names, which are folded after all others: a name with its country fits into so many letters.
_NAMES = frozenset({"BETWEEN", "WHO"})
_NAME = 30
#: A last column narrower than this is no help.
_NARROW = 12
#: Columns that are never folded.
_WHOLE = _NUMBERS | {"DATE", "FIRST", "LAST", "WHEN", "ID"}

#: While a progress bar is up, lines for stderr go through it.
_through_bar: Callable[[str], None] | None = None


def clean(text: str) -> str:
    """The text on one line and without control characters."""
    return _CONTROL.sub(" ", text)


def note(message: str) -> None:
    """A line for the person at the terminal."""
    line = f"milchannels: {clean(message)}"
    if _through_bar is not None:
        _through_bar(line)
    else:
        print(line, file=sys.stderr, flush=True)


class _Shielded:
    """A terminal that is written JSON and CSV as they are, but for what it would obey: that stands as `\\u009b`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        return self._stream.write(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Stdout, or a file that appears at `path` only once all is written; raises `MilchannelsError` if it cannot."""
    if path is None or str(path) == "-":
        yield _Shielded(sys.stdout) if sys.stdout.isatty() else sys.stdout  # type: ignore[misc]
        return
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to beside `path`, moved there at the end and removed where the writing fails.

    What is there and is no plain file (`/dev/stdout`, a pipe) is written to as it is.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        yield path
        return
    if path.is_dir():
        raise MilchannelsError(f"cannot write {path}: it is a folder")
    # The suffix stays, since writers choose the form by it.
    temporary = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        yield temporary
        temporary.replace(path)
    except BrokenPipeError:
        raise
    except OSError as wrong:
        raise MilchannelsError(f"cannot write {path}: {(wrong.strerror or 'unknown reason').lower()}") from wrong
    finally:
        temporary.unlink(missing_ok=True)


def progress(items: Iterable[Item], label: str, *, writes_to_stdout: bool = False) -> Iterator[Item]:
    """The items as they come, counted on stderr where that is a terminal.

    Where results stream to the same terminal (`writes_to_stdout`) they are progress enough.
    """
    global _through_bar
    if not sys.stderr.isatty() or (writes_to_stdout and sys.stdout.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False, markup=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        _through_bar = lambda line: console.print(line, soft_wrap=True)  # noqa: E731
        try:
            for item in items:
                yield item
                bar.advance(task)
        finally:
            _through_bar = None


def shortened(quote: str, most: int = 300) -> str:
    """A quote of at most so many characters, cut between words."""
    return quote if len(quote) <= most else f"{quote[:most].rsplit(' ', 1)[0]} …"


def paragraph(
    out: TextIO, text: str, indent: str = "", first: str | None = None, *, style: str = "", coloured: bool = False
) -> None:
    """The text in lines of at most 80 columns, each after `indent`, the first after `first` where that is given.

    On a terminal that takes colours the text has the `style` ("bold", "dim"), and where it is `coloured`, words on what
    became of a contact have theirs: for lines of our own words, never for those of articles.
    """
    start = indent if first is None else first
    lines = textwrap.wrap(
        clean(text), TEXT_WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
    )
    told = "\n".join(lines or [start.rstrip()])
    if (style or coloured) and out.isatty():
        console(out).print(_shaded(told, style, coloured=coloured), soft_wrap=True)
    else:
        out.write(told + "\n")


def _shaded(text: str, style: str = "", *, coloured: bool) -> Any:
    from rich.text import Text

    shaded = Text(text, style=style)
    for match in _COLOURED.finditer(text) if coloured else ():
        shaded.stylize(_COLOURS[match[0]], *match.span())
    return shaded


def console(out: TextIO, width: int | None = None) -> Any:
    """A rich console on `out` that takes text for text: no markup, no emoji, no guessed colours. It obeys NO_COLOR, and
    colours nothing that does not go to a terminal."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to the command, which ends well: the reader (`head`, a pager) has what it wanted."""
            raise BrokenPipeError

    if width is None:
        width = None if out.isatty() else TEXT_WIDTH
    return Quiet(file=out, width=width, markup=False, emoji=False, highlight=False)


def table(out: TextIO, headings: Iterable[str], rows: Iterable[Iterable[object]], *, width: int | None = None) -> None:
    """Rows under headings, in columns as wide as the terminal, or 80 where it goes to none. None is shown as nothing.

    A cell that is a list has a line for each of its parts. Numbers stand to the right, days are never folded.
    """
    from rich.table import Table

    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    told = list(headings)
    cells = [[_cell(cell) for cell in row] for row in rows]
    screen = console(out, width)
    for heading, wide in zip(told, _widths(told, cells, screen.width), strict=True):
        grid.add_column(
            heading,
            overflow="fold",
            no_wrap=heading in _WHOLE,
            justify="right" if heading in _NUMBERS or heading.isdigit() else "left",
            width=wide,
        )
    for row in cells:
        grid.add_row(*(_shaded(text, coloured=name in _OURS) for name, text in zip(told, row, strict=True)))
    screen.print(grid)


def _widths(headings: list[str], cells: list[list[str]], width: int) -> list[int | None]:
    """Where names would be folded for want of room, the widths by which the last column is, as far as that will do; else
    None for each, and the columns share what there is."""
    natural = [
        max(len(heading), *(len(line) for row in cells for line in row[n].split("\n")))
        for n, heading in enumerate(headings)
        if cells
    ]
    gaps = 2 * len(headings)
    if not cells or not _NAMES & {*headings[:-1]} or sum(natural) + gaps <= width:
        return [None] * len(headings)
    fixed = [min(n, _NAME) if heading in _NAMES else n for heading, n in zip(headings[:-1], natural, strict=False)]
    left = width - gaps - sum(fixed)
    return [*fixed, left] if left >= _NARROW else [None] * len(headings)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(_cell, value))
    return "" if value is None else clean(str(value))
