"""Articles in, extractions out, one for one and in order: the whole job without store or terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from . import register
from .articles.rows import article_from
from .errors import ReadError, UsageError
from .records import Article, Extraction
from .workers import Job, on_cluster, side_by_side

if TYPE_CHECKING:
    from spacy.language import Language


def extract(
    articles: Iterable[Article | Mapping[str, Any]],
    *,
    model: str | None = None,
    nlp: Language | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    gate: bool = True,
) -> Iterator[Extraction]:
    """One `Extraction` for each article, lazily and in order.

    `articles` are `Article` records or mappings with the keys of a JSONL row: `text`, and where known `id`,
    `title`, `published` (a date or an ISO string), `source`. `model` names another spaCy pipeline than the one
    that comes with the program; `nlp` is a pipeline already loaded (`milchannels.load()`), which saves the
    second that loading takes. With `workers` above 1, that many processes load `model` and share the articles, and with
    `scheduler`, the address of a Dask scheduler, those of its cluster do; the answer is the same. Without a publication date what depends on it stays unresolved. With `gate`, an article
    whose words cannot tell of a contact with a military side is not parsed: its extraction is empty.

    Raises `UsageError` for what is no article, and `ModelError` where the language model is missing.
    """
    if isinstance(articles, str | bytes | Mapping | Article):
        raise UsageError('extract() takes a list of articles: write extract([{"text": ...}])')
    if (workers > 1 or scheduler) and nlp is not None:
        raise UsageError("workers load their own pipeline: give extract() a model by name, not nlp")
    job = Job(model, register.in_use(), gate)
    if scheduler:
        return on_cluster(_records(articles), job, scheduler)
    if workers > 1:
        return side_by_side(_records(articles), job, workers)
    return _extract(_records(articles), model, nlp, gate)


def _extract(articles: Iterator[Article], model: str | None, nlp: Language | None, gate: bool) -> Iterator[Extraction]:
    # Nothing is loaded for nothing: the first article is there before the model is.
    first = next(articles, None)
    if first is None:
        return
    from .language.pipeline import extract_docs, load

    yield from extract_docs(nlp if nlp is not None else load(model), chain([first], articles), gated=gate)


def _records(articles: Iterable[Article | Mapping[str, Any]]) -> Iterator[Article]:
    for number, article in enumerate(articles, 1):
        if isinstance(article, Article):
            yield article
        elif isinstance(article, Mapping):
            try:
                yield article_from(article, id=f"article-{number}")
            except ReadError as wrong:
                raise UsageError(f"article {number} {wrong}") from wrong
        else:
            raise UsageError(f"article {number} is a {type(article).__name__}: give an Article or a dict with `text`")
