"""A store with new articles in, the same store with persons and linked contacts brought up to date out.

What is new or touched is marked `dirty`. First names are noted as appearances and contacts get the days in which to
look for others of them (`noting`), then persons are linked (`link_persons`), then contacts (`link_contacts`).

The answer follows from articles, judgements and the register of office-holders. Where the register is no longer the one
that the store was linked with, all is linked afresh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from .. import register
from ..store import tables as t
from ..store.migrate import forget_links
from .link_contacts import link_contacts
from .link_persons import link_persons
from .noting import note_appearances, note_windows

if TYPE_CHECKING:
    from ..store import Store


#: Under this key the store keeps which register it was linked with.
_REGISTER = "register"


def link(store: Store) -> dict[str, int]:
    """Link all that waits. Gives how many appearances and contacts were new or touched, and judgements added.

    Interrupted at any moment, it leaves the store as before or after one of its two steps, and the next call
    takes it from there.
    """
    with store.writing() as connection:
        _keep_to_register(connection)
        note_appearances(connection)
        touched, judged = link_persons(connection)
    with store.writing() as connection:
        note_windows(connection)
        relinked, decided = link_contacts(connection)
    return {"appearances": touched, "contacts": relinked, "judgements": judged + decided}


def is_outdated(store: Store) -> bool:
    """Whether the store was linked with another register, so that the next call of `link` does all of it again."""
    with store.reading() as connection:
        return _linked_with(connection) not in (None, register.default().fingerprint)


def _keep_to_register(connection: Connection) -> None:
    """Forget all that was linked with another register."""
    now = register.default().fingerprint
    before = _linked_with(connection)
    if before == now:
        return
    if before is None:
        connection.execute(t.meta.insert().values(key=_REGISTER, value=now))
    else:
        connection.execute(t.meta.update().where(t.meta.c.key == _REGISTER).values(value=now))
    forget_links(connection)


def _linked_with(connection: Connection) -> str | None:
    return connection.scalar(select(t.meta.c.value).where(t.meta.c.key == _REGISTER))
