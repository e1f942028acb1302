"""One mapping in (a JSONL row, a dict of a caller), one `Article` out; `ReadError` says what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from ..errors import ReadError
from ..records import Article

#: Keys under which the origin of a text is found, the first that is there wins.
_SOURCE_KEYS = ("source", "url", "link")

#: Keys under which the day of publication is found, in the same way.
_DAY_KEYS = ("published", "date")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T ])")
_COMPACT_DAY = re.compile(r"\d{8}$")
_LESS_THAN_A_DAY = re.compile(r"\d{4}(-\d{2})?$")
_WRITTEN_OUT = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y", "%Y/%m/%d")


def article_from(
    row: Mapping[str, Any], *, id: str, published: dt.date | None = None, source: str | None = None
) -> Article:
    """The article in `row`, whose keys are `text` (needed), `id`, `title`, `published` or `date`, `source` or `url`,
    `author`.

    `id`, `published` and `source` stand in where the row has none. Further keys are passed over.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReadError("has no text: the key `text` must hold the article")
    own_id = row.get("id")
    if own_id is not None and not isinstance(own_id, str | int | float):
        raise ReadError("has an `id` that is no word and no number: give it one")
    return Article(
        id=id if own_id is None or str(own_id).strip() == "" else str(own_id),
        text=text,
        title=_words(row, "title"),
        published=next((told for key in _DAY_KEYS if (told := day(row.get(key)))), published),
        source=next((found for key in _SOURCE_KEYS if (found := _words(row, key))), source),
        author=_words(row, "author"),
    )


def day(value: Any) -> dt.date | None:
    """The day in a date, datetime, ISO or written-out date; None for nothing and for a year or month alone.

    A month is not enough to resolve "on Monday", and a day within it must not be made up.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    try:
        if found := _DAY.match(text):
            return dt.date.fromisoformat(found.group())
        if _COMPACT_DAY.match(text):
            return dt.datetime.strptime(text, "%Y%m%d").date()
    except ValueError as wrong:
        raise ReadError(f"publication date {text!r} is no day of the calendar: write it as YYYY-MM-DD") from wrong
    if _LESS_THAN_A_DAY.match(text):
        return None
    for form in _WRITTEN_OUT:
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ReadError(f"publication date {text!r} cannot be read: write it as YYYY-MM-DD")


def _words(row: Mapping[str, Any], key: str) -> str | None:
    """The string under `key` without outer white space, None where it is missing, empty or not a string."""
    value = row.get(key)
    return value.strip() or None if isinstance(value, str) else None
