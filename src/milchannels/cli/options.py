"""What several commands take: sources and their reading, the database, dates, forms, and countries by name."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..limits import LONGEST
from .terminal import note

if TYPE_CHECKING:
    from ..records import Article, Extraction
    from ..store import Store

#: Finished, but some articles could not be read.
SOME_UNREAD = 3


class Form(StrEnum):
    """How results are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it as YYYY-MM-DD") from None


def days(text: str) -> int:
    """A length of time in days: `180d`, `6m` (of 30 days), `2y` (of 365), or a number of days."""
    unit = {"d": 1, "w": 7, "m": 30, "y": 365}.get(text[-1:].lower())
    number = text[:-1] if unit else text
    if not number.isdigit():
        raise typer.BadParameter(f"{text!r} is no length of time: write 180d, 6m or 2y")
    return int(number) * (unit or 1)


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCES...", help="Files, folders or - for stdin.", show_default=False)
]
Published = Annotated[
    dt.date | None,
    typer.Option(
        parser=_day, metavar="DATE", help="Publication date (YYYY-MM-DD) of what carries none.", show_default=False
    ),
]
Longest = Annotated[
    int, typer.Option(min=1, metavar="CHARACTERS", help="Articles longer than this are told and left out.")
]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Read articles that do not look like English, too.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read side by side.")]
Scheduler = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Read on the Dask cluster of this scheduler.", show_default=False),
]


@dataclass(frozen=True)
class Part:
    """The `part`th of `parts` of a stream of articles."""

    part: int
    parts: int

    def holds(self, article: Article) -> bool:
        """Whether an article is of this part; copies of a text are of one, whatever their order and ids."""
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        return int(digest[:12], 16) % self.parts == self.part - 1


def _shard(text: str) -> Part:
    part, slash, parts = text.partition("/")
    if slash and part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts):
        return Part(int(part), int(parts))
    raise typer.BadParameter(f"{text!r} is not a part: write it as 2/5, the second of five")


Shard = Annotated[
    Part | None,
    typer.Option(
        parser=_shard,
        metavar="I/N",
        help="Take the Ith of N parts of the articles, for N machines.",
        show_default=False,
    ),
]
NoGate = Annotated[
    bool, typer.Option("--no-gate", help="Parse all articles, also those that cannot tell of a military contact.")
]
Model = Annotated[
    str | None, typer.Option(help="Another spaCy pipeline, by name or folder.", metavar="NAME", show_default=False)
]
Database = Annotated[
    str, typer.Option("--db", envvar="MILCHANNELS_DB", metavar="URL", help="The store: a path or a database URL.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, not to stdout.", show_default=False),
]
#: The country that an answer is narrowed to, for what is made of contacts.
OfCountry = Annotated[
    str | None, typer.Option(metavar="COUNTRY", help="Only contacts of this country.", show_default=False)
]
Format = Annotated[Form, typer.Option("--format", help="How to write the answer.")]

AsOf = Annotated[
    dt.date | None,
    typer.Option(
        parser=_day, metavar="DATE", help="Count the days of silence to this day.", show_default="the newest article"
    ),
]

RegisterFile = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        metavar="FILE",
        help="A file of office-holders of your own, added to the register (also MILCHANNELS_REGISTER).",
        show_default=False,
    ),
]

DEFAULT_DATABASE = "milchannels.db"


def use_register(files: Sequence[Path] | None) -> None:
    """Add the users' files to the register, for this process and those it starts; raises `RegisterError` at once."""
    from .. import register

    register.use(files)


@contextmanager
def asked(database: str) -> Iterator[Store]:
    """The store that a question is put to; says so where nothing is in it."""
    from ..store import Store

    with Store(database, create=False) as store:
        if store.is_empty():
            note("the store has no contacts yet: read articles into it with `milchannels ingest`")
        yield store


def tell_of_register(store: Store) -> None:
    """Say why linking takes its time where the store was linked with another register."""
    from ..linking import is_outdated

    if is_outdated(store):
        note("the register is not the one that this store was linked with: all of it is linked afresh")


class Reading:
    """The articles of the sources as they are read; failures are told on stderr and counted."""

    def __init__(
        self,
        sources: Sequence[str],
        published: dt.date | None,
        longest: int = LONGEST,
        any_language: bool = False,
        shard: Part | None = None,
    ) -> None:
        self.sources = sources
        self.shard = shard
        self.terms: dict[str, Any] = {"published": published, "longest": longest, "any_language": any_language}
        self.read = 0
        self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        from ..articles import Failure, read

        for item in read(self.sources, **self.terms):
            if isinstance(item, Failure):
                self.failed += 1
                note(str(item))
            elif self.shard is None or self.shard.holds(item):
                self.read += 1
                yield item

    def articles(self) -> Iterator[Article]:
        """As iteration, but exits with 1 at once where nothing can be read: before any model is loaded."""
        found = iter(self)
        first = next(found, None)
        if first is None and self.shard is None:
            raise typer.Exit(1)

        def all_of_them() -> Iterator[Article]:
            if first is not None:
                yield first
            yield from found

        return all_of_them()

    def answered(self, extraction: Extraction | None) -> bool:
        """Whether an article was read to its end; where a fault kept it from that, it is told and counted."""
        from ..records import Unread

        if not isinstance(extraction, Unread):
            return True
        self.failed += 1
        self.read -= 1
        note(f"article {extraction.id} was not read, by a fault in milchannels ({extraction.fault}): please report it")
        return False

    def exit_code(self) -> int:
        return SOME_UNREAD if self.failed else 0
