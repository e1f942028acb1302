"""A store in, the same with persons and linked contacts made afresh from articles and judgements out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store.migrate import forget_links
from .link import link

if TYPE_CHECKING:
    from ..store import Store


def rebuild(store: Store) -> dict[str, int]:
    """Throw away all that linking made, and link everything again; gives what `link` gives.

    Articles and judgements stay as they are. Interrupted, it is finished by the next call of `link`.
    """
    with store.writing() as connection:
        forget_links(connection)
    return link(store)
