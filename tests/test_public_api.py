"""What `import milchannels` gives, and what it costs."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

import pytest

import milchannels
from milchannels.errors import UsageError
from milchannels.records import Article, Extraction

HEAVY = ("spacy", "sqlalchemy", "networkx", "trafilatura", "yaml", "bokeh")


@pytest.mark.parametrize("name", milchannels.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(milchannels, name) is not None
    assert name in dir(milchannels)


def test_a_name_that_is_none() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = milchannels.nonsense


@pytest.mark.parametrize(
    "statement",
    [
        "import milchannels",
        "import milchannels.records, milchannels.articles, milchannels.extraction",
        "from milchannels.cli import run; run(['--help']); run(['extract', '--help']); run(['schema'])",
    ],
)
def test_nothing_heavy_is_imported_for_nothing(statement: str) -> None:
    code = f"{statement}; import sys; print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """The articles that reach a pipeline that finds nothing in them."""
    articles: list[Article] = []
    fake = ModuleType("milchannels.language.pipeline")

    def extract_docs(nlp: Any, found: Iterable[Article], *, gated: bool) -> Iterator[Extraction]:
        for article in found:
            articles.append(article)
            yield Extraction(id=article.id, published=article.published)

    fake.extract_docs = extract_docs  # type: ignore[attr-defined]
    fake.load = lambda model=None: f"loaded {model}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "milchannels.language.pipeline", fake)
    return articles


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "x"}, Article(id="article-1", text="x")),
        (
            {"id": "a", "text": "x", "published": "2014-04-30", "more": 1},
            Article(id="a", text="x", published=dt.date(2014, 4, 30)),
        ),
        (
            {"id": "a", "text": "x", "published": dt.date(2014, 4, 30)},
            Article(id="a", text="x", published=dt.date(2014, 4, 30)),
        ),
        (Article(id="a", text="x"), Article(id="a", text="x")),
    ],
)
def test_extract_takes_records_and_dicts(seen: list[Article], given: Any, expected: Article) -> None:
    (extraction,) = milchannels.extract([given])
    assert seen == [expected]
    assert (extraction.id, extraction.published) == (expected.id, expected.published)


def test_extract_is_lazy(seen: list[Article]) -> None:
    endless = ({"id": str(number), "text": "x"} for number in iter(int, 1))
    assert next(milchannels.extract(endless)).id == "0"
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("a text", "takes a list"),
        ({"text": "x"}, "takes a list"),
        ([{"title": "x"}], "article 1 has no text"),
        ([{"text": "x"}, "y"], "article 2 is a str"),
        ([{"text": "x", "published": "soon"}], "cannot be read"),
    ],
)
def test_what_is_no_article(seen: list[Article], given: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        list(milchannels.extract(given))
