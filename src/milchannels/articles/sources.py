"""Sources in (files, folders, `-` for stdin), one stream of articles and failures out, in the order given.

Each form has its module; what a file is follows from its suffix, and for stdin and files without a suffix from
its first lines. Ids are unique within one call of `read`. No more of a source is held in memory than `longest` allows.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ReadError
from ..limits import LONGEST
from ..records import Article
from . import lines, plain, warc, web
from .decode import decode
from .failure import Failure
from .rows import article_from
from .suitable import check

#: A file of one article, or a line, of more bytes than this for each character of the longest text is not even read:
#: a page is mostly markup, but not without end.
_BYTES_A_CHARACTER = 50


@dataclass(frozen=True)
class Terms:
    """On what terms sources are read: the day of what carries none, the bytes of the largest file or line."""

    published: dt.date | None = None
    most: int = LONGEST * _BYTES_A_CHARACTER


#: Blank lines at the top of what comes without a suffix that are passed over to see what it is.
_BLANK = 1000

Reader = Callable[[Path, str, Terms], Iterator[Article | Failure]]


def read(
    sources: Sequence[str],
    *,
    published: dt.date | None = None,
    stdin: BinaryIO | None = None,
    longest: int = LONGEST,
    any_language: bool = False,
) -> Iterator[Article | Failure]:
    """The articles of `sources`, in order and lazily; one `Failure` for each that could not be read.

    `published` is the publication date of those that carry none; without it theirs is None: today's date is
    never assumed. `stdin` takes the place of the process's own standard input. Texts of more than `longest` characters
    are failures, and so are texts of other languages than English, unless `any_language`.
    """
    taken: set[str] = set()
    terms = Terms(published, longest * _BYTES_A_CHARACTER)
    for item in chain.from_iterable(_source(source, terms, stdin) for source in sources):
        if isinstance(item, Article):
            item = _unique(item, taken)
            try:
                check(item, longest=longest, any_language=any_language)
            except ReadError as unfit:
                item = Failure(_named(item), str(unfit))
        yield item


def _named(article: Article) -> str:
    """An article as a person would look for it: by its file, and by its id where that says more."""
    source = article.source or ""
    return source if article.id in (Path(source).stem, "stdin") else f"{source or 'article'} ({article.id})"


def _source(source: str, terms: Terms, stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    if source == "-":
        yield from _unnamed(stdin or sys.stdin.buffer, "stdin", terms)
        return
    path = Path(source)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError) as wrong:
        yield Failure(source, f"cannot be opened: {_reason(wrong)}")
        return
    if is_folder:
        yield from _folder(path, terms)
    elif not is_there:
        yield Failure(source, "no such file or folder: check the path")
    else:
        yield from _file(
            path,
            path.name.removesuffix("".join(path.suffixes[-2:])) if _suffix(path) == ".warc.gz" else path.stem,
            terms,
        )


def _reason(wrong: OSError | ValueError) -> str:
    return (getattr(wrong, "strerror", None) or str(wrong) or "unknown reason").lower()


def _folder(folder: Path, terms: Terms) -> Iterator[Article | Failure]:
    """The files of known form below a folder, sorted by path, hidden ones left out."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if _suffix(path) in _READERS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not found:
        yield Failure(str(folder), f"holds no articles: looked for {KNOWN_SUFFIXES}")
    for path in found:
        yield from _file(path, path.relative_to(folder).as_posix()[: -len(_suffix(path))], terms)


def _suffix(path: Path) -> str:
    """The end of a name that tells the form, in small letters; both ends of what is gzipped."""
    last = path.suffix.lower()
    return "".join(path.suffixes[-2:]).lower() if last == ".gz" else last


def _file(path: Path, name: str, terms: Terms) -> Iterator[Article | Failure]:
    """The articles of one file; a file that cannot be opened or is not what its suffix says is one Failure."""
    reader = _READERS.get(_suffix(path), None if path.suffix else _by_content)
    if reader is None:
        yield Failure(str(path), f"form {_suffix(path)!r} is not known: give {KNOWN_SUFFIXES}")
        return
    try:
        yield from reader(path, name, terms)
    except ReadError as wrong:
        yield Failure(str(path), str(wrong))
    except OSError as wrong:
        yield Failure(str(path), f"cannot be opened: {_reason(wrong)}")


def _plain(path: Path, name: str, terms: Terms) -> Iterator[Article | Failure]:
    yield plain.parse(decode(_bytes(path, terms.most)), id=name, published=terms.published, source=str(path))


def _web(path: Path, name: str, terms: Terms) -> Iterator[Article | Failure]:
    yield web.parse(_bytes(path, terms.most), id=name, published=terms.published, source=str(path))


def _bytes(path: Path, most: int) -> bytes:
    """All of a file; `ReadError` where that is more than `most` bytes, of which no more than these are read."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ReadError(_too_large(most))
    return data


def _too_large(most: int) -> str:
    return f"is larger than {most:,} bytes: cut it up, or raise --longest"


def _lines(path: Path, name: str, terms: Terms) -> Iterator[Article | Failure]:
    rows = 0
    for item in _rows(lines.open_lines(path, terms.most), name, terms, str(path)):
        rows += 1
        yield item
    if not rows:
        raise ReadError("is empty: nothing to read")


def _rows(found: Iterable[bytes], name: str, terms: Terms, source: str) -> Iterator[Article | Failure]:
    return lines.parse(found, stem=name, published=terms.published, source=source, most=terms.most)


def _by_content(path: Path, name: str, terms: Terms) -> Iterator[Article | Failure]:
    with path.open("rb") as file:
        yield from _unnamed(file, name, terms, source=str(path))


def _warc(path: Path, name: str, terms: Terms) -> Iterator[Article | Failure]:
    with path.open("rb") as file:
        yield from warc.parse(file, stem=name, published=terms.published, most=terms.most)


_READERS: dict[str, Reader] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _plain,
    ".markdown": _plain,
    ".html": _web,
    ".htm": _web,
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".warc": _warc,
    ".warc.gz": _warc,
}

#: For people: the suffixes that a folder is searched for.
KNOWN_SUFFIXES = " ".join(_READERS)


def _unnamed(file: BinaryIO, name: str, terms: Terms, source: str = "stdin") -> Iterator[Article | Failure]:
    """What comes without a suffix: JSONL streams as soon as its first line is a JSON object; else all is read."""
    rest = lines.lines_of(file, terms.most)
    head: list[bytes] = []
    try:
        for line in rest:
            head.append(line)
            if line.strip() or len(head) > _BLANK:
                break
        if head and _is_object(head[-1]):
            yield from _rows(chain(head, rest), name, terms, source)
            return
        yield from _whole(_joined(chain(head, rest), terms.most), name, terms, source)
    except ReadError as wrong:
        yield Failure(source, str(wrong))


def _joined(found: Iterable[bytes], most: int) -> bytes:
    data = bytearray()
    for line in found:
        data += line
        if len(data) > most:
            raise ReadError(_too_large(most))
    return bytes(data)


def _whole(data: bytes, name: str, terms: Terms, source: str) -> Iterator[Article | Failure]:
    text = decode(data)
    rows = _json_rows(text)
    if rows is not None:
        for number, row in enumerate(rows, 1):
            try:
                yield article_from(row, id=f"{name}-{number}", published=terms.published, source=source)
            except ReadError as wrong:
                yield Failure(f"{source}, article {number}", str(wrong))
    elif any(map(_is_object, data.splitlines())):
        yield from _rows(io.BytesIO(data), name, terms, source)
    elif web.looks_like_html(text):
        yield web.parse(data, id=name, published=terms.published, source=source)
    else:
        yield plain.parse(text, id=name, published=terms.published, source=source)


def _json_rows(text: str) -> list[dict[str, Any]] | None:
    """The objects of a JSON document that is one object or a list of them (pretty-printed, say); else None."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    return rows if rows and all(isinstance(row, dict) for row in rows) else None


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _unique(article: Article, taken: set[str]) -> Article:
    """The article under an id that no other of this run has: `a`, `a-2`, `a-3`."""
    id, number = article.id, 1
    while id in taken:
        number += 1
        id = f"{article.id}-{number}"
    taken.add(id)
    return article if id == article.id else article.model_copy(update={"id": id})
