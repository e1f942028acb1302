"""Ids of persons in, names, spellings and posts for the dossiers out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from ..dates.words import in_words
from ..queries.person import Term, posts
from ..register import Register
from ..store import tables as t
from ..store.chunks import chunks

if TYPE_CHECKING:
    from ..store import Store


def people_of(store: Store, register: Register, ids: Iterable[str | None]) -> dict[str, dict[str, Any]]:
    """By id: name, country, spellings other than the name, and posts with their years."""
    p = t.persons
    found: dict[str, dict[str, Any]] = {}
    with store.reading() as connection:
        for chunk in chunks({id_ for id_ in ids if id_}):
            for row in connection.execute(select(p).where(p.c.id.in_(chunk))):
                spellings = json.loads(row.spellings)
                told: dict[tuple[str, str | None], tuple[int, int] | None] = {
                    (office, row.country): (first, last) if first and last else None
                    for office, first, last in json.loads(row.offices)
                }
                terms = posts(register, {*spellings, row.name}, row.country, told)
                found[row.id] = {
                    "name": row.name,
                    "country": row.country,
                    "spellings": [name for name in spellings if name != row.name],
                    "posts": [_post(term) for term in terms],
                }
    return dict(sorted(found.items()))


def _post(term: Term) -> list[str]:
    """A post and when it was held: by the register, else the years in which articles tell of it."""
    if term.registered:
        return [term.label, f"{in_words(term.start)} – {in_words(term.end) if term.end else 'open'}"]
    years = "–".join(str(year) for year in dict.fromkeys(term.told or ()))
    return [term.label, f"told in {years}" if years else "told"]
