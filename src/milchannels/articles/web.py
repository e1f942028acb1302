"""A web page in, one `Article` out: text, title, publication date and author, by trafilatura.

Only what the page itself says counts: no date is guessed from page furniture, and never today's.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from typing import Any

from ..errors import ReadError
from ..records import Article
from .decode import decode
from .rows import article_from, day

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?>(?:<!--.*?-->\s*+)*)<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)

#: original_date: when it was published, not when it was last changed; extensive_search would guess from the text.
_DATES = {"original_date": True, "extensive_search": False}

# These report each odd page through logging, which would reach the terminal; what matters comes back as a Failure.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def looks_like_html(text: str) -> bool:
    """True where `text` begins as a web page does."""
    return bool(_PAGE.match(text))


def parse(data: bytes, *, id: str, published: dt.date | None, source: str) -> Article:
    """The article in the page `data`. Raises `ReadError` where the page holds none."""
    charset = _CHARSET.search(data[:_HEAD_BYTES])
    page = decode(data, charset.group(1).decode("ascii") if charset else None)
    if not page.strip():
        raise ReadError("is empty: nothing to read")

    import trafilatura

    found: Any = trafilatura.bare_extraction(
        page,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise ReadError("holds no article text: save the page of one article, or give its text")
    row = {
        "title": found.title,
        "source": found.url or found.sitename,
        "author": found.author,
        "text": _without_title("\n\n".join(filter(None, map(str.strip, text.split("\n")))), found.title),
    }
    return article_from(row, id=id, published=day(found.date) or published, source=source)


def _without_title(text: str, title: str | None) -> str:
    """The text without a first paragraph that only repeats the title."""
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and first.strip() == title.strip() else text
