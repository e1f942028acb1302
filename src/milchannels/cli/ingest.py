"""`milchannels ingest`: articles in, extractions into the store, then linking."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

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
    Sources,
    tell_of_register,
    use_register,
)
from .terminal import progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..records import Article, Extraction
    from ..store import Store


def ingest(
    sources: Sources,
    database: Database = DEFAULT_DATABASE,
    published: Published = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
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
    reading = Reading(sources, published, longest, any_language)
    articles = reading.articles()

    from ..store import Store

    with Store(database) as store:
        known, new, contacts = 0, 0, 0
        for article, extraction in progress(
            with_extractions(articles, store, model=model, workers=workers, gate=not no_gate), "articles read"
        ):
            if extraction is not None and store.ingest(article, extraction):
                new += 1
                contacts += len(extraction.contacts)
            else:
                known += 1
        tell_of_register(store)
        store.link()
    from .tables import count

    typer.echo(f"{count(new, 'new article')} with {count(contacts, 'contact')}, {known} already in the store")
    raise typer.Exit(reading.exit_code())


def with_extractions(
    articles: Iterable[Article], store: Store, *, model: str | None = None, workers: int = 1, gate: bool = True
) -> Iterator[tuple[Article, Extraction | None]]:
    """Each article with its extraction; None for one whose text the store has, which is never parsed again."""
    from ..extraction import extract

    waiting: deque[tuple[Article, bool]] = deque()

    def unknown() -> Iterator[Article]:
        for article in articles:
            known = store.has(article.text)
            waiting.append((article, known))
            if not known:
                yield article

    for extraction in extract(unknown(), model=model, workers=workers, gate=gate):
        while waiting[0][1]:
            yield waiting.popleft()[0], None
        yield waiting.popleft()[0], extraction
    for article, _ in waiting:
        yield article, None
