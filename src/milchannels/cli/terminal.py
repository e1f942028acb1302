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

#: Columns of a table that does not go to a terminal: wide, since nobody folds a file by eye.
_FILE_WIDTH = 200

#: Columns of running text, and of tables that are made to fit any terminal.
TEXT_WIDTH = 80

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


def paragraph(out: TextIO, text: str, indent: str = "", first: str | None = None) -> None:
    """The text in lines of at most 80 columns, each after `indent`, the first after `first` where that is given."""
    start = indent if first is None else first
    lines = textwrap.wrap(
        clean(text), TEXT_WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
    )
    out.write("\n".join(lines or [start.rstrip()]) + "\n")


def console(out: TextIO, width: int | None = None) -> Any:
    """A rich console on `out` that takes text for text: no markup, no emoji, no guessed colours."""
    from rich.console import Console

    if width is None:
        width = None if out.isatty() else _FILE_WIDTH
    return Console(file=out, width=width, markup=False, emoji=False, highlight=False)


def table(out: TextIO, headings: Iterable[str], rows: Iterable[Iterable[object]], *, width: int | None = None) -> None:
    """Rows under headings, in columns. None is shown as nothing.

    What goes to no terminal is wide, unless `width` says how many columns there are.
    """
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text("" if cell is None else clean(str(cell))) for cell in row))
    console(out, width).print(grid)
