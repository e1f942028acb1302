"""`milchannels report` and `milchannels view`: the page to look at, as a file and in the browser."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .countries import country as country_code
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, AsOf, Database, OfCountry, RegisterFile, use_register
from .tables import count
from .terminal import note

if TYPE_CHECKING:
    from ..store import Store

FORMS = (".html", ".htm")
#: A page of more contacts than this opens slowly.
_MANY = 10_000

Between = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="COUNTRY COUNTRY", help="Only contacts of these two countries.", show_default=False),
]
Person = Annotated[str | None, typer.Option(metavar="NAME", help="Only contacts of this person.", show_default=False)]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="What stands at the head.", show_default=False)]


@with_filters()
def report(
    file: Annotated[Path, typer.Argument(metavar="FILE.html", help="Where to write the page.", show_default=False)],
    between: Between = None,
    country: OfCountry = None,
    person: Person = None,
    *,
    narrowed: dict[str, Any],
    title: Title = None,
    as_of: AsOf = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write a page to look at and to send on.

    One file that opens anywhere and needs no network. It shows who talks to whom, when, and what articles say of each
    contact, with links to them. With two countries or a person it has a dossier of them.

    \b
    milchannels report all.html
    milchannels report us-russia.html --between US Russia --since 2022
    milchannels report shoigu.html --person Shoigu --title "Sergei Shoigu"
    """
    if file.suffix.lower() not in FORMS:
        raise UsageError(f"{str(file)!r} is no name for a page: let it end in .html")
    use_register(register)

    from .. import report as pages
    from ..store import Store

    with Store(database, create=False) as store:
        narrowed |= _who(store, between, country, person)
        written = pages.write(store, file, filters=narrowed, title=title, as_of=as_of)
        contacts = _number(store, narrowed)
    note(f"wrote {written}: {count(contacts, 'contact')}, {written.stat().st_size / 1e6:.1f} MB")
    if not contacts:
        why = "no contact passes these filters" if narrows(narrowed) else "the store has no contacts"
        note(f"nothing is in it: {why}")
    elif contacts > _MANY:
        note("a page of so many contacts opens slowly: narrow it with --between, --country, --person or --since")


@with_filters()
def view(
    between: Between = None,
    country: OfCountry = None,
    person: Person = None,
    *,
    narrowed: dict[str, Any],
    title: Title = None,
    as_of: AsOf = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes any that is free.")] = 8765,
    browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser at once.")] = False,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show the page in the browser, again after each ingest.

    Nobody but this machine can reach it: it listens on 127.0.0.1. Ctrl-C ends it.

    \b
    milchannels view --open
    milchannels view --between US China --port 9000
    """
    use_register(register)

    from .. import report as pages
    from ..report.serve import Server
    from ..store import Store

    with Store(database, create=False) as store:
        narrowed |= _who(store, between, country, person)

        def make(version: str) -> str:
            return pages.page(store, filters=narrowed, title=title, as_of=as_of, version=version)

        with Server(store, make, port) as server:
            note(f"the page is at {server.url} until you press Ctrl-C")
            if browser:
                import webbrowser

                webbrowser.open(server.url)
            # This is how it is meant to end.
            with contextlib.suppress(KeyboardInterrupt):
                server.serve_forever()


def _who(store: Store, between: tuple[str, str] | None, country: str | None, person: str | None) -> dict[str, Any]:
    """The filters of countries and person. Raises `UsageError` where they do not go together or mean nobody."""
    from ..queries import chosen

    if between is not None and country is not None:
        raise UsageError("--between names two countries, and --country one: give one of the two")
    found: dict[str, Any] = {}
    if between is not None:
        found["sides"] = tuple(map(country_code, between))
        if len(set(found["sides"])) == 1:
            raise UsageError(f"{between[0]!r} and {between[1]!r} are one country: name two")
    elif country is not None:
        found["country"] = country_code(country)
    if person is not None:
        found["person"] = chosen(store, person).id
    return found


def _number(store: Store, narrowed: dict[str, Any]) -> int:
    """How many contacts pass."""
    from ..queries.filters import Filters
    from ..queries.rows import rows

    return sum(1 for _ in rows(store, Filters.of(narrowed)))
