"""Bytes in, text out, with one kind of line end; `ReadError` for what is not text.

The order is fixed and free of guesses from statistics, so that a file reads the same everywhere: byte order
mark, the charset that the file itself declares, UTF-8, and Windows-1252 for old Western European files.
"""

from __future__ import annotations

import codecs

from ..errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is a part of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Above this share of bytes over 127 a file is not English text in Windows-1252 but another alphabet.
_MOST_HIGH_BYTES = 0.15


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, with line ends as `\\n`.

    `declared` is the charset that the file names for itself (a page's `<meta charset>`); it is tried before
    UTF-8 and passed over where it is unknown or does not fit. Raises `ReadError` for binary data and for
    encodings that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data, encoding)
            if text is None:
                raise ReadError(f"starts as {encoding.upper()} but is damaged: convert it to UTF-8")
            return _one_line_end(text)
    if b"\0" in data:
        raise ReadError("is binary, not text: give a text, HTML or JSONL file")
    for charset in (declared, "utf-8"):
        text = _try(data, charset) if charset else None
        if text is not None:
            return _one_line_end(text)
    high = sum(byte > 127 for byte in data)
    text = _try(data, "cp1252") if high <= _MOST_HIGH_BYTES * len(data) else None
    if text is None:
        raise ReadError("is not UTF-8 and its encoding cannot be told: convert it to UTF-8")
    return _one_line_end(text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
