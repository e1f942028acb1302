"""What fuzzing has found, each a case: the input as it was found, or cut down, and what must hold for it now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import properties
import pytest

if TYPE_CHECKING:
    from spacy.language import Language

FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@pytest.mark.parametrize("text", ["³³³³³³³³³³³", "9" * 30, "-" * 30, "2014-02-30", "/", "2014/2015", "\ud800"])
def test_queries(text: str) -> None:
    properties.query_parser(text)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b'{"text": "a\\ud800"}', ".jsonl"),
        (b'{"a": ' + b"9" * 5000 + b"}", ".jsonl"),
        (b'{"a": ' + b"9" * 5000 + b"}", ""),
        (b"[" * 100_000, ""),
        (
            '{"id": "korea\\nlines", "url": "a\\u2028b", "text": "国防部长与美国国防部长通电话讨论地区局势"}'.encode(),
            ".jsonl",
        ),
        (b'{"text": "x", "published": "' + b"9" * 5000 + b'"}', ".jsonl"),
        (b'{"a":' * 100_000, ""),
        (b"<html><meta charset=undefined>" + b"\xe9", ".html"),
        (b"<html><meta charset=raw_unicode_escape><p>\\ud800 " + b"word " * 40, ".html"),
    ],
)
def test_readers(data: bytes, suffix: str) -> None:
    properties.readers(data, suffix)


@pytest.mark.model
@pytest.mark.parametrize("published", [FIRST, LAST, dt.date(2014, 4, 30)])
@pytest.mark.parametrize(
    "text",
    [
        "Gen. Dempsey met Gen. Gerasimov on Friday for a three-day visit. He ended a five-day trip on Monday.",
        "On December 31, 9999, Hagel visited Moscow. He met Shoigu. The ministers will meet tomorrow.",
        "In the year 1 Hagel met Shoigu. The day before, he called Yaalon. Last week they spoke.",
    ],
)
def test_extraction_at_the_ends_of_the_calendar(text: str, published: dt.date, nlp: Language) -> None:
    properties.extraction(text, None, published, nlp)
