"""Bytes in, text out, with one kind of line end; `ReadError` for what is not text.

The order is fixed and free of guesses from statistics, so that a file reads the same everywhere: byte order
mark, the charset that the file itself declares, UTF-8, and UTF-8 mixed with Windows-1252 for old Western European
files and for what was pasted together from several.
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

#: Encodings that Python knows and no file has a reason to name: they run escapes, or take more than linear time.
_NEVER = frozenset(("unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "utf-7"))

_MIXED = "milchannels-mixed"


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
    high = len(data) - len(data.translate(None, _HIGH))
    text = _try(data, "utf-8", _MIXED) if high <= _MOST_HIGH_BYTES * len(data) else None
    if text is None:
        raise ReadError("is not UTF-8 and its encoding cannot be told: convert it to UTF-8")
    return _one_line_end(text)


_HIGH = bytes(range(128, 256))


def _try(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        if codecs.lookup(encoding).name in _NEVER:
            return None
        return data.decode(encoding, errors)
    except (UnicodeError, LookupError):
        return None


def _as_windows(wrong: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8, read as Windows-1252: what `errors=` of a decoder asks for."""
    if not isinstance(wrong, UnicodeDecodeError):
        raise wrong
    return wrong.object[wrong.start : wrong.end].decode("cp1252"), wrong.end


codecs.register_error(_MIXED, _as_windows)


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
