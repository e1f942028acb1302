"""`milchannels relink`: persons and linked contacts made afresh."""

from __future__ import annotations

import typer

from .options import DEFAULT_DATABASE, Database, RegisterFile, use_register


def relink(register: RegisterFile = None, database: Database = DEFAULT_DATABASE) -> None:
    """Link all articles of the store afresh.

    Persons and linked contacts are thrown away and made again from what the articles tell and what you decided.
    Done by itself after an upgrade, and when the register of office-holders has changed; articles are not read again.
    """
    use_register(register)

    from ..linking import rebuild
    from ..store import Store
    from .tables import count

    with Store(database, create=False) as store:
        rebuild(store)
        made = store.counts()
    typer.echo(f"{count(made['persons'], 'person')}, {count(made['linked_contacts'], 'contact')}")
