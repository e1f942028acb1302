"""A store in, the same with persons and linked contacts made afresh from articles and judgements out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store import tables as t
from .link import link

if TYPE_CHECKING:
    from ..store import Store


def rebuild(store: Store) -> dict[str, int]:
    """Throw away all that linking made, and link everything again; gives what `link` gives.

    Articles and judgements stay as they are. Interrupted, it is finished by the next call of `link`.
    """
    with store.writing() as connection:
        connection.execute(t.linked_participants.delete())
        connection.execute(t.linked_contacts.delete())
        connection.execute(t.persons.delete())
        for table in (t.article_people, t.participants):
            connection.execute(table.update().values(appearance=None))
        connection.execute(t.appearance_blocks.delete())
        connection.execute(t.appearances.delete())
        connection.execute(t.contacts.update().values(linked=None, dirty=True))
    return link(store)
