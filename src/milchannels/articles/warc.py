"""A web archive (WARC, also gzipped) in, one `Article` or `Failure` a page out, read as it streams.

Only pages count: answers with status 200 that are HTML. What a crawler keeps besides (requests, pictures, redirects) is
passed over without a word. The day of the crawl is not that of publication and is never taken for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import ReadError
from ..records import Article
from . import web
from .failure import Failure

_HTML = ("text/html", "application/xhtml")


def parse(file: BinaryIO, *, stem: str, published: dt.date | None, most: int) -> Iterator[Article | Failure]:
    """The articles in an archive. A page without an address is called after `stem` and its place.

    Pages of more than `most` bytes are failures. Raises `ReadError` where the file is no web archive or breaks off.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(file):
            number += bool(record.rec_type)
            if _is_page(record):
                yield _page(record, f"{stem}-{number}", published, most)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as wrong:
        behind = f" behind record {number}" if number else ""
        raise ReadError(f"is no web archive that can be read{behind}: give a .warc or .warc.gz file") from wrong
    if not number:
        raise ReadError("is empty: nothing to read")


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and kind.lower().startswith(_HTML)


def _page(record: Any, name: str, published: dt.date | None, most: int) -> Article | Failure:
    address = record.rec_headers.get_header("WARC-Target-URI") or name
    data = record.content_stream().read(most + 1)
    if len(data) > most:
        return Failure(address, f"is larger than {most:,} bytes: raise --longest")
    try:
        article = web.parse(data, id=address, published=published, source=address)
    except ReadError as wrong:
        return Failure(address, str(wrong))
    return article.model_copy(update={"source": address})
