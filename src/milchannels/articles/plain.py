"""Plain text and Markdown in, one `Article` out: a title where the first line is one, and simple front matter.

Front matter is a block of `key: value` lines between two lines `---` at the very top; `title`, `published` or
`date`, `source` or `url`, and `author` are read, other keys are passed over.
"""

from __future__ import annotations

import datetime as dt
import re

from ..errors import ReadError
from ..records import Article
from .rows import article_from

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_]++)[ \t]*+:(.*)$", re.MULTILINE)
_HEADING = re.compile(r"\A#{1,2}[ \t]++([^\n]+)(?:\n|\Z)")
_UNDERLINED = re.compile(r"\A([^\n]+)\n(?:={3,}|-{3,})[ \t]*(?:\n|\Z)")
_FIRST_LINE = re.compile(r"\A([^\n]+)\n[ \t]*\n")
_DATELINE = re.compile(r"^[A-Z][A-Z .,'()-]{2,40}(?:\([A-Za-z ]+\))?\s*(?:--|[-–—])\s")
_LONGEST_TITLE = 160


def parse(text: str, *, id: str, published: dt.date | None, source: str) -> Article:
    """The article in `text`. Raises `ReadError` where there is no text below title and front matter."""
    row: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        row = {key.lower(): value.strip().strip("\"'") for key, value in _KEY.findall(front.group(1))}
        row.pop("id", None)  # a file is known by its name
        text = text[front.end() :]
    text = text.strip()
    title, body = _title(text)
    if title and body:
        row.setdefault("title", title)
        # The heading is taken off the text only where it is the title: otherwise it would be lost.
        text = body if row["title"] == title else text
    if not text:
        raise ReadError("is empty: nothing to read")
    return article_from({**row, "text": text}, id=id, published=published, source=source)


def _title(text: str) -> tuple[str | None, str]:
    """(title, the text below it); (None, text) where the first line is part of the text."""
    for marked, closing in ((_HEADING, " \t#"), (_UNDERLINED, " \t")):
        if found := marked.match(text):
            return found.group(1).rstrip(closing).strip(), text[found.end() :].strip()
    found = _FIRST_LINE.match(text)
    if found:
        line = found.group(1).strip()
        ends_a_sentence = line.endswith((".", ":", ";", ",", '."', ".”"))
        if len(line) <= _LONGEST_TITLE and not ends_a_sentence and not _DATELINE.match(line):
            return line, text[found.end() :].strip()
    return None, text
