"""Sources in (files, folders, `-` for stdin), one stream of articles and failures out, in the order given.

Each form has its module; what a file is follows from its suffix, and for stdin and files without a suffix from
its first lines. Ids are unique within one call of `read`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ReadError
from ..records import Article
from . import lines, plain, web
from .decode import decode
from .failure import Failure
from .rows import article_from

Reader = Callable[[Path, str, dt.date | None], Iterator[Article | Failure]]


def read(
    sources: Sequence[str], *, published: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles of `sources`, in order and lazily; one `Failure` for each that could not be read.

    `published` is the publication date of those that carry none; without it theirs is None: today's date is
    never assumed. `stdin` takes the place of the process's own standard input.
    """
    taken: set[str] = set()
    for item in chain.from_iterable(_source(source, published, stdin) for source in sources):
        if isinstance(item, Article):
            item = _unique(item, taken)
        yield item


def _source(source: str, published: dt.date | None, stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    if source == "-":
        yield from _unnamed(stdin or sys.stdin.buffer, "stdin", published)
        return
    path = Path(source)
    if path.is_dir():
        yield from _folder(path, published)
    elif not path.exists():
        yield Failure(source, "no such file or folder: check the path")
    else:
        yield from _file(path, path.stem, published)


def _folder(folder: Path, published: dt.date | None) -> Iterator[Article | Failure]:
    """The files of known form below a folder, sorted by path, hidden ones left out."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _READERS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not found:
        yield Failure(str(folder), f"holds no articles: looked for {KNOWN_SUFFIXES}")
    for path in found:
        yield from _file(path, path.relative_to(folder).with_suffix("").as_posix(), published)


def _file(path: Path, name: str, published: dt.date | None) -> Iterator[Article | Failure]:
    """The articles of one file; a file that cannot be opened or is not what its suffix says is one Failure."""
    reader = _READERS.get(path.suffix.lower(), None if path.suffix else _by_content)
    if reader is None:
        yield Failure(str(path), f"form {path.suffix!r} is not known: give {KNOWN_SUFFIXES}")
        return
    try:
        yield from reader(path, name, published)
    except ReadError as wrong:
        yield Failure(str(path), str(wrong))
    except OSError as wrong:
        yield Failure(str(path), f"cannot be opened: {(wrong.strerror or 'unknown reason').lower()}")


def _plain(path: Path, name: str, published: dt.date | None) -> Iterator[Article | Failure]:
    yield plain.parse(decode(path.read_bytes()), id=name, published=published, source=str(path))


def _web(path: Path, name: str, published: dt.date | None) -> Iterator[Article | Failure]:
    yield web.parse(path.read_bytes(), id=name, published=published, source=str(path))


def _lines(path: Path, name: str, published: dt.date | None) -> Iterator[Article | Failure]:
    rows = 0
    for item in lines.parse(lines.open_lines(path), stem=name, published=published, source=str(path)):
        rows += 1
        yield item
    if not rows:
        raise ReadError("is empty: nothing to read")


def _by_content(path: Path, name: str, published: dt.date | None) -> Iterator[Article | Failure]:
    with path.open("rb") as file:
        yield from _unnamed(file, name, published, source=str(path))


_READERS: dict[str, Reader] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _plain,
    ".markdown": _plain,
    ".html": _web,
    ".htm": _web,
    ".jsonl": _lines,
    ".ndjson": _lines,
}

#: For people: the suffixes that a folder is searched for.
KNOWN_SUFFIXES = " ".join(_READERS)


def _unnamed(
    file: BinaryIO, name: str, published: dt.date | None, source: str = "stdin"
) -> Iterator[Article | Failure]:
    """What comes without a suffix: JSONL streams as soon as its first line is a JSON object; else all is read."""
    rest = lines.lines_of(file)
    head: list[bytes] = []
    for line in rest:
        head.append(line)
        if line.strip():
            break
    if head and _is_object(head[-1]):
        yield from lines.parse(chain(head, rest), stem=name, published=published, source=source)
        return
    data = b"".join(chain(head, rest))
    try:
        yield from _whole(data, name, published, source)
    except ReadError as wrong:
        yield Failure(source, str(wrong))


def _whole(data: bytes, name: str, published: dt.date | None, source: str) -> Iterator[Article | Failure]:
    text = decode(data)
    rows = _json_rows(text)
    if rows is not None:
        for number, row in enumerate(rows, 1):
            try:
                yield article_from(row, id=f"{name}-{number}", published=published, source=source)
            except ReadError as wrong:
                yield Failure(f"{source}, article {number}", str(wrong))
    elif any(map(_is_object, data.splitlines())):
        yield from lines.parse(io.BytesIO(data), stem=name, published=published, source=source)
    elif web.looks_like_html(text):
        yield web.parse(data, id=name, published=published, source=source)
    else:
        yield plain.parse(text, id=name, published=published, source=source)


def _json_rows(text: str) -> list[dict[str, Any]] | None:
    """The objects of a JSON document that is one object or a list of them (pretty-printed, say); else None."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    rows = value if isinstance(value, list) else [value]
    return rows if rows and all(isinstance(row, dict) for row in rows) else None


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except ValueError:
        return False


def _unique(article: Article, taken: set[str]) -> Article:
    """The article under an id that no other of this run has: `a`, `a-2`, `a-3`."""
    id, number = article.id, 1
    while id in taken:
        number += 1
        id = f"{article.id}-{number}"
    taken.add(id)
    return article if id == article.id else article.model_copy(update={"id": id})
