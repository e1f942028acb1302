"""`milchannels join`: other stores into one."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_DATABASE, Database, RegisterFile, tell_of_register, use_register
from .terminal import note, progress


def join(
    others: Annotated[
        list[str], typer.Argument(metavar="STORES...", help="Stores: paths or database URLs.", show_default=False)
    ],
    database: Database = DEFAULT_DATABASE,
    register: RegisterFile = None,
) -> None:
    """Take what other stores hold into this one, and link it.

    For stores that machines made of parts of one stream (`ingest --shard`). Articles, what they tell and what users
    decided are copied; a text that is here already is passed over. The other stores stay as they are.
    """
    use_register(register)

    from ..judging import export_lines, import_lines
    from ..store import Store
    from .tables import count

    with Store(database) as store:
        before = store.counts()["articles"]
        for where in others:
            with Store(where, create=False) as other:
                store.take(progress(other.everything(), "articles copied"))
                told = list(export_lines(other))
            tell_of_register(store)
            store.link()
            for line in import_lines(store, told).refused:
                note(f"{where}: {line}")
        now = store.counts()
    typer.echo(f"{count(now['articles'] - before, 'new article')}, {count(now['linked_contacts'], 'contact')} in all")
