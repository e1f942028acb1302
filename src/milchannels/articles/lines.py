"""JSONL in, one `Article` or `Failure` a line out, read as it streams: a file may be larger than memory.

A row has `id`, `title`, `published` or `date`, and `text`; further keys are passed over (see `rows`).
"""

from __future__ import annotations

import codecs
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import ReadError
from ..records import Article
from .decode import decode
from .failure import Failure
from .rows import article_from


def parse(lines: Iterable[bytes], *, stem: str, published: dt.date | None, source: str) -> Iterator[Article | Failure]:
    """The articles in `lines`. A row without `id` is called after `stem` and its line; a bad row is a Failure."""
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            row = json.loads(decode(line))
            if not isinstance(row, dict):
                raise ReadError("is not a JSON object: write one article a line")
            yield article_from(row, id=f"{stem}-{number}", published=published, source=source)
        except (json.JSONDecodeError, RecursionError) as wrong:
            said = wrong.msg if isinstance(wrong, json.JSONDecodeError) else "nested too deeply"
            yield Failure(f"{source}, line {number}", f"is not valid JSON ({said}): write one JSON object a line")
        except ReadError as wrong:
            yield Failure(f"{source}, line {number}", str(wrong))


def open_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file as UTF-8 bytes, whatever its byte order mark says."""
    with path.open("rb") as file:
        yield from lines_of(file)


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of an open binary file as UTF-8 bytes. UTF-16 ends its lines in two bytes, so it is read whole."""
    first = file.readline()
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from decode(first + file.read()).encode().splitlines(keepends=True)
        return
    if first:
        yield first
        yield from file
