"""`milchannels ingest`: articles in, extractions into the store, then linking."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from ..limits import LONGEST
from .options import (
    DEFAULT_DATABASE,
    AnyLanguage,
    Database,
    Longest,
    Model,
    NoGate,
    Published,
    Reading,
    RegisterFile,
    Scheduler,
    Shard,
    Sources,
    Workers,
    tell_of_register,
    use_register,
)
from .terminal import progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..records import Article, Extraction
    from ..store import Store


#: Articles written in one transaction at most, and the seconds after which fewer are: what a killed run reads again.
_TOGETHER = 200
_SECONDS = 2.0


def ingest(
    sources: Sources,
    database: Database = DEFAULT_DATABASE,
    published: Published = None,
    workers: Workers = 1,
    scheduler: Scheduler = None,
    shard: Shard = None,
    model: Model = None,
    register: RegisterFile = None,
    longest: Longest = LONGEST,
    any_language: AnyLanguage = False,
    no_gate: NoGate = False,
) -> None:
    """Read articles into the store and link them.

    An article whose text the store has already is passed over, so that a run can be repeated or resumed.
    """
    use_register(register)
    reading = Reading(sources, published, longest, any_language, shard)
    articles = reading.articles()

    from ..store import Store

    with Store(database) as store:
        written = Written(store)
        found = with_extractions(articles, store, model=model, workers=workers, scheduler=scheduler, gate=not no_gate)
        try:
            for article, extraction in progress(found, "articles read"):
                if reading.answered(extraction):
                    written.add(article, extraction)
        finally:  # what was read before an interruption stays
            written.flush()
        tell_of_register(store)
        store.link()
    from .tables import count

    told = f"{count(written.new, 'new article')} with {count(written.contacts, 'contact')}"
    typer.echo(f"{told}, {written.known} already in the store")
    raise typer.Exit(reading.exit_code())


class Written:
    """Writes articles to a store some at a time, as a transaction costs as much as a hundred rows; counts them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.new = self.known = self.contacts = 0
        self._waiting: dict[str, tuple[Article, Extraction]] = {}
        self._since = time.monotonic()

    def add(self, article: Article, extraction: Extraction | None) -> None:
        """Take an article; None stands for the extraction of one that the store has."""
        if extraction is None or article.text in self._waiting:
            self.known += 1
            return
        self._waiting[article.text] = article, extraction
        if len(self._waiting) >= _TOGETHER or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        new = self.store.ingest_many(self._waiting.values())
        self.new += new
        self.known += len(self._waiting) - new
        if new:
            self.contacts += sum(len(extraction.contacts) for _, extraction in self._waiting.values())
        self._waiting.clear()
        self._since = time.monotonic()


def with_extractions(
    articles: Iterable[Article], store: Store, **how: Any
) -> Iterator[tuple[Article, Extraction | None]]:
    """Each article with its extraction; None for one whose text the store has, which is never parsed again.

    `how` are options of `milchannels.extract`.
    """
    from ..extraction import extract

    waiting: deque[tuple[Article, bool]] = deque()

    def unknown() -> Iterator[Article]:
        for article in articles:
            known = store.has(article.text)
            waiting.append((article, known))
            if not known:
                yield article

    for extraction in extract(unknown(), **how):
        while waiting[0][1]:
            yield waiting.popleft()[0], None
        yield waiting.popleft()[0], extraction
    for article, _ in waiting:
        yield article, None
