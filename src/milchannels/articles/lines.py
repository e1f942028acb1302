"""JSONL in, one `Article` or `Failure` a line out, read as it streams: a file may be larger than memory.

A row has `id`, `title`, `published` or `date`, and `text`; further keys are passed over (see `rows`).
"""

from __future__ import annotations

import codecs
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from ..records import Article
from .decode import decode
from .failure import Failure
from .rows import article_from

_MARKS_OF_TWO = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

#: Bytes of UTF-16 that are taken at a time.
_PIECE = 1 << 16


def parse(
    lines: Iterable[bytes], *, stem: str, published: dt.date | None, source: str, most: int
) -> Iterator[Article | Failure]:
    """The articles in `lines`. A row without `id` is called after `stem` and its line; a bad row is a Failure.

    A line of more than `most` bytes is one, too (see `lines_of`, which cuts it short).
    """
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        try:
            if len(line) > most:
                raise ReadError(f"is longer than {most:,} bytes: write one article a line, or raise --longest")
            row = json.loads(decode(line))
            if not isinstance(row, dict):
                raise ReadError("is not a JSON object: write one article a line")
            yield article_from(row, id=f"{stem}-{number}", published=published, source=source)
        except ReadError as wrong:
            yield Failure(where, str(wrong))
        except (ValueError, RecursionError) as wrong:
            yield Failure(where, f"is not valid JSON ({why(wrong)}): write one JSON object a line")


def why(wrong: Exception) -> str:
    """What the reader of JSON did not like, in a few words."""
    if isinstance(wrong, RecursionError):
        return "nested too deeply"
    return wrong.msg if isinstance(wrong, json.JSONDecodeError) else "a number of too many digits"


def open_lines(path: Path, most: int) -> Iterator[bytes]:
    """The lines of a file as UTF-8 bytes, whatever its byte order mark says."""
    with path.open("rb") as file:
        yield from lines_of(file, most)


def lines_of(file: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of an open binary file as UTF-8 bytes, UTF-16 among them by its byte order mark.

    Of a line of more than `most` bytes only the beginning comes, still longer than `most`: memory stays bounded.
    Raises `ReadError` for damaged UTF-16.
    """
    first = file.readline(most + 1)
    if first.startswith(_MARKS_OF_TWO):
        yield from _wide(chain([first], iter(partial(file.read, _PIECE), b"")), most)
        return
    line = first
    while line:
        yield line
        while not line.endswith(b"\n") and (line := file.readline(most + 1)):
            pass
        line = file.readline(most + 1)


def _wide(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The lines of UTF-16 that comes in pieces, in UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-16")()
    held = b""
    try:
        for piece in pieces:
            *done, rest = (held[: most + 1] + decoder.decode(piece).encode("utf-8", "surrogatepass")).split(b"\n")
            yield from (line + b"\n" for line in done)
            held = rest
        yield held + decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as wrong:
        raise ReadError("starts as UTF-16 but is damaged: convert it to UTF-8") from wrong
