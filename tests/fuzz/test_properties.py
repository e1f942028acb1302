"""The promises of `properties`, on what hypothesis makes up; `run.py` looks for more with a fuzzer that sees coverage."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import TYPE_CHECKING

import properties
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milchannels.dates import Anchors

if TYPE_CHECKING:
    from spacy.language import Language

days = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
anything = st.text(alphabet=st.characters(), max_size=80)
states = st.sampled_from([None, "USA", "CHN", "RUS", "SAU", "ESP", "KOR", "ETH"])

#: Pieces of files that mean something to one reader or another.
PIECES = [
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xfe\xff", b"\0", b"\r", b"\n", b"---\n", b"title: ", b"date: 2014-02-30\n", b"# ", b"===\n",
    b"{", b"}", b'"text": "', b'"id": ', b"[", b'"published": "yesterday"', b'\\ud800', b"9" * 30, b"<html>", b"<!--", b"-->", b"<p>",
    b"<meta charset=undefined>", b"<meta charset=idna>", b"</article>", b"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", b"&a;",
    b"Hagel called Shoigu on Monday. ", "Müller – “so”".encode(), "Müller".encode("cp1252"), b"\x81", b" \t" * 40,
]  # fmt: skip
data = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=6,
)
rows = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(["id", "text", "title", "published", "date", "url"], json_values)
)


@settings(max_examples=400, deadline=None)
@given(data, st.sampled_from(properties.SUFFIXES))
def test_any_bytes_are_articles_or_failures(content: bytes, suffix: str) -> None:
    properties.readers(content, suffix)


@settings(max_examples=300, deadline=None)
@given(st.lists(rows, min_size=1, max_size=4))
def test_any_rows_are_articles_or_failures(told: list[dict[str, object]]) -> None:
    properties.readers("\n".join(map(json.dumps, told)).encode(), ".jsonl")


@settings(max_examples=300, deadline=None)
@given(anything, anything, states)
def test_any_two_names_can_be_compared(one: str, other: str, state: str | None) -> None:
    properties.name_parser(one, other, state)


@settings(max_examples=200, deadline=None)
@given(anything, days)
def test_any_text_has_dates_or_none(text: str, published: dt.date | None) -> None:
    properties.date_grammar(text, Anchors(published=published))


@settings(max_examples=150, deadline=None)
@given(anything)
def test_any_question_is_understood_or_refused(text: str) -> None:
    properties.query_parser(text)


@settings(max_examples=500, deadline=None)
@given(anything)
def test_nothing_of_any_text_can_act_where_it_is_shown(text: str) -> None:
    properties.escaping(text)


@pytest.fixture(scope="session")
def vocabulary() -> list[str]:
    return properties.vocabulary()


@pytest.mark.model
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32),
    length=st.integers(1, 60),
    published=days,
    odd=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
)
def test_any_words_give_one_extraction(
    seed: int, length: int, published: dt.date | None, odd: str, nlp: Language, vocabulary: list[str]
) -> None:
    chosen = random.Random(seed).choices(vocabulary, k=length)
    chosen.insert(length // 2, odd)
    text = " ".join(chosen)
    if text.strip():
        properties.extraction(text, None, published, nlp)
