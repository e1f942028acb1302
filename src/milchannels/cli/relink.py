"""`milchannels relink`: persons and linked contacts made afresh."""

from __future__ import annotations

import typer

from .options import DEFAULT_DATABASE, Database


def relink(database: Database = DEFAULT_DATABASE) -> None:
    """Link all articles of the store afresh.

    Persons and linked contacts are thrown away and made again from what the articles tell and what you decided.
    Needed only after an upgrade that links better; articles are not read again.
    """
    from ..linking import rebuild
    from ..store import Store
    from .tables import count

    with Store(database, create=False) as store:
        rebuild(store)
        made = store.counts()
    typer.echo(f"{count(made['persons'], 'person')}, {count(made['linked_contacts'], 'contact')}")
