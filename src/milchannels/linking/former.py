"""An id that no person or contact has any more in, what it was made from out.

Ids are made from content: of a contact from its first telling, of a person from a name. A new article or a judgement can
change which one is the first; an id that somebody has noted, or that an exported network holds, still leads to
the telling, or the name, that it was made from.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from ..store import tables as t
from .contacts import contact_id
from .persons import Appearance, person_ids


def tellings_of(connection: Connection, id_: str) -> list[str]:
    """The keys of the contacts as told from which an id of a linked contact can have been made."""
    return [key for key in connection.scalars(select(t.contacts.c.key)) if contact_id(key) == id_]


def appearances_of(connection: Connection, id_: str) -> list[str]:
    """The keys of the appearances from which an id of a person can have been made."""
    found = []
    for row in connection.execute(select(t.appearances)):
        one = Appearance(row.key, row.country, tuple(row.tokens.split()), row.name, row.office, row.year)
        if id_ in person_ids(one):
            found.append(row.key)
    return sorted(found)
