"""`milchannels check`: whether all that a store holds fits together."""

from __future__ import annotations

import typer

from .options import DEFAULT_DATABASE, Database
from .terminal import clean, note


def check(database: Database = DEFAULT_DATABASE) -> None:
    """Look whether a store is sound.

    References lead somewhere, quotes stand in the texts where they should, counts and judgements hold. Each thing that is
    wrong is a line; nothing is changed.
    """
    from ..store import Store
    from ..store.check import check as wrongs
    from ..store.check import waiting
    from .tables import count

    with Store(database, create=False) as store:
        found = 0
        for wrong in wrongs(store):
            found += 1
            typer.echo(clean(wrong))
        if found:
            note(f"{count(found, 'thing')} wrong: what linking made is made afresh by `milchannels relink`")
            raise typer.Exit(1)
        held = store.counts()
        unlinked = waiting(store)
    things = ("articles", "contacts", "channel_events", "persons", "linked_contacts", "judgements")
    told = ", ".join(f"{held[name]:,} {name.replace('_', ' ')}" for name in things)
    typer.echo(f"nothing is wrong: {told}")
    if unlinked:
        note(f"{count(unlinked, 'contact')} not linked yet: the next `milchannels ingest` or `relink` does it")
