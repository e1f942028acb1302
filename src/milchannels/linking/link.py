"""A store with new articles in, the same store with persons and linked contacts brought up to date out.

What is new or touched is marked `dirty`. First names are noted as appearances and contacts get the days in which to
look for others of them (`noting`), then persons are linked (`link_persons`), then contacts (`link_contacts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .link_contacts import link_contacts
from .link_persons import link_persons
from .noting import note_appearances, note_windows

if TYPE_CHECKING:
    from ..store import Store


def link(store: Store) -> dict[str, int]:
    """Link all that waits. Gives how many appearances and contacts were new or touched, and judgements added.

    Interrupted at any moment, it leaves the store as before or after one of its two steps, and the next call
    takes it from there.
    """
    with store.writing() as connection:
        note_appearances(connection)
        touched, judged = link_persons(connection)
    with store.writing() as connection:
        note_windows(connection)
        relinked, decided = link_contacts(connection)
    return {"appearances": touched, "contacts": relinked, "judgements": judged + decided}
