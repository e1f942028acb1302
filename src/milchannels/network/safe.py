"""Any text in, text that XML, CSV and spreadsheets take out; and files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import MilchannelsError

#: What XML 1.0 does not allow in any form, lone surrogates among it, and the controls that it merely advises against.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(text: str) -> str:
    """The text without characters that XML forbids. Emoji, quotes and marks of direction stay."""
    return _FORBIDDEN.sub("", text)


def xml(text: str) -> str:
    """The text for an XML attribute in double quotes, or an element."""
    if text.isascii() and text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text):
        # Nearly all that is written, and nothing in it to make safe.
        return text
    return plain(text).translate(_ENTITIES)


def cell(value: object) -> str:
    """A value for a CSV cell; what a spreadsheet would run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    text = plain(str(value))
    # Spreadsheets skip white space before they look for a formula.
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


@contextmanager
def writing(*paths: Path) -> Iterator[list[TextIO]]:
    """Files to write at these paths (UTF-8, plain line feeds), put in place together when all is written.

    Where anything goes wrong, what was at the paths before is there still. Raises `MilchannelsError` where a file
    cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    files: list[TextIO] = []
    try:
        for path in paths:
            handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
            waiting.append((Path(name), path))
            files.append(os.fdopen(handle, "w", encoding="utf-8", newline=""))
        yield files
        for file in files:
            file.close()
        umask = os.umask(0)
        os.umask(umask)
        for made, path in waiting:
            made.chmod(0o666 & ~umask)
            made.replace(path)
    except OSError as error:
        raise MilchannelsError(f"cannot write {paths[0]}: {error.strerror or error}") from error
    finally:
        for file in files:
            with contextlib.suppress(OSError):
                file.close()
        for made, _ in waiting:
            made.unlink(missing_ok=True)
