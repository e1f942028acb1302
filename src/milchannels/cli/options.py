"""What several commands take: sources and their reading, the database, dates, forms, and countries by name."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from ..errors import UsageError
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
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only contacts on or after this day, month or year.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only contacts on or before this day, month or year.", show_default=False),
]
Mode = Annotated[
    str | None, typer.Option(metavar="MODE", help="Only this mode, such as phone_call.", show_default=False)
]
Status = Annotated[
    str | None, typer.Option(metavar="STATUS", help="Only this status, such as held or refused.", show_default=False)
]
Track = Annotated[
    str | None, typer.Option(metavar="TRACK", help="Only this track: mil, mixed or political.", show_default=False)
]
Topic = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help="Only contacts with these words among the topics.", show_default=False),
]

Theme = Annotated[
    str | None, typer.Option(metavar="THEME", help="Only this theme of the vocabulary.", show_default=False)
]
MinConfidence = Annotated[
    float | None,
    typer.Option(min=0, max=1, metavar="0-1", help="Only contacts of at least this confidence.", show_default=False),
]
MinSources = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Only contacts that so many articles tell, copies counted once.", show_default=False
    ),
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


def tell_of_register(store: Store) -> None:
    """Say why linking takes its time where the store was linked with another register."""
    from ..linking import is_outdated

    if is_outdated(store):
        note("the register is not the one that this store was linked with: all of it is linked afresh")


def one_of(values: Any, given: str | None, what: str) -> None:
    """Raise `UsageError` where `given` is set and not among the values of a `Literal`."""
    if given is not None and given not in get_args(values):
        raise UsageError(f"{what} {given!r} is not known: choose one of {', '.join(get_args(values))}")


def filters(
    since: str | None,
    until: str | None,
    mode: str | None,
    status: str | None,
    track: str | None,
    topic: str | None,
    theme: str | None = None,
    min_confidence: float | None = None,
    min_sources: int | None = None,
) -> dict[str, Any]:
    """The filters of a query, checked: dates as days, the rest as it is. Raises `UsageError`."""
    from .. import records

    one_of(records.Mode, mode, "mode")
    one_of(records.Status, status, "status")
    one_of(records.Track, track, "track")
    first, last = _bound(since, "--since", 0), _bound(until, "--until", 1)
    if first and last and first > last:
        raise UsageError(f"--since {since} is later than --until {until}: no day lies between")
    if theme is not None:
        _known_theme(theme)
    words = {"topic": topic, "theme": theme, "min_confidence": min_confidence, "min_sources": min_sources}
    return {"since": first, "until": last, "mode": mode, "status": status, "track": track, **words}


def _known_theme(theme: str) -> None:
    from ..lexicons._spellings import read

    known = sorted(map(str, read("themes.yaml")["themes"]))
    if theme not in known:
        raise UsageError(f"theme {theme!r} is not known: choose one of {', '.join(known)}")


def narrows(chosen: Mapping[str, Any]) -> bool:
    """Whether a filter is set, so that an empty answer may lie in the filters and not in the store."""
    return any(value is not None for value in chosen.values())


def _bound(text: str | None, option: str, end: int) -> dt.date | None:
    """The first (`end` 0) or last (1) day of a day, month or year."""
    if text is None:
        return None
    from ..evaluation.likeness import span

    days = span(text) if "/" not in text else None
    if days is None:
        raise UsageError(f"{option} {text!r} is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")
    return days[end]


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
