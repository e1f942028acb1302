"""Articles in, extractions out, one for one and in order: the whole job without store or terminal."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any

from . import register
from .articles.rows import article_from
from .errors import ModelError, ReadError, UsageError
from .records import Article, Extraction

if TYPE_CHECKING:
    from spacy.language import Language

#: Articles a worker process takes at a time.
_CHUNK = 16

#: The pipeline of a worker process.
_loaded: Language | None = None


def extract(
    articles: Iterable[Article | Mapping[str, Any]],
    *,
    model: str | None = None,
    nlp: Language | None = None,
    workers: int = 1,
    gate: bool = True,
) -> Iterator[Extraction]:
    """One `Extraction` for each article, lazily and in order.

    `articles` are `Article` records or mappings with the keys of a JSONL row: `text`, and where known `id`,
    `title`, `published` (a date or an ISO string), `source`. `model` names another spaCy pipeline than the one
    that comes with the program; `nlp` is a pipeline already loaded (`milchannels.load()`), which saves the
    second that loading takes. With `workers` above 1, that many processes load `model` and share the articles;
    the answer is the same. Without a publication date what depends on it stays unresolved. With `gate`, an article
    whose words cannot tell of a contact with a military side is not parsed: its extraction is empty.

    Raises `UsageError` for what is no article, and `ModelError` where the language model is missing.
    """
    if isinstance(articles, str | bytes | Mapping | Article):
        raise UsageError('extract() takes a list of articles: write extract([{"text": ...}])')
    if workers > 1 and nlp is not None:
        raise UsageError("workers load their own pipeline: give extract() a model by name, not nlp")
    if workers > 1:
        return _extract_side_by_side(_records(articles), model, workers, gate)
    return _extract(_records(articles), model, nlp, gate)


def _extract(articles: Iterator[Article], model: str | None, nlp: Language | None, gate: bool) -> Iterator[Extraction]:
    # Nothing is loaded for nothing: the first article is there before the model is.
    first = next(articles, None)
    if first is None:
        return
    from .language.pipeline import extract_docs, load

    yield from extract_docs(nlp if nlp is not None else load(model), chain([first], articles), gated=gate)


def _extract_side_by_side(
    articles: Iterator[Article], model: str | None, workers: int, gate: bool
) -> Iterator[Extraction]:
    """Chunks of articles to a pool of processes, their answers in the order of the chunks.

    Only a few chunks are under way at a time, so that neither articles nor answers pile up.
    """
    pool = ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_load_here,
        initargs=(model, register.in_use()),
    )
    try:
        under_way: deque[Future[list[Extraction]]] = deque()
        while chunk := list(islice(articles, _CHUNK)):
            with _deaf():
                under_way.append(pool.submit(_extract_here, chunk, gate))
            if len(under_way) > 2 * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as broken:
        raise ModelError("a worker process died: try fewer --workers, or check the model with --workers 1") from broken
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C: this one does, and ends them without their tracebacks."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end: nobody else would tell this one to."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _load_here(model: str | None, files: tuple[Path, ...]) -> None:
    """Load the pipeline in a worker process, with the users' register of the process that started it."""
    global _loaded
    Thread(target=_end_with_parent, daemon=True).start()
    register.use(files)
    from .language.pipeline import load

    _loaded = load(model)


def _extract_here(articles: list[Article], gate: bool) -> list[Extraction]:
    from .language.pipeline import extract_docs

    if _loaded is None:
        raise ModelError("a worker process has no language model: start it through extract(workers=...)")
    return list(extract_docs(_loaded, articles, gated=gate))


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
