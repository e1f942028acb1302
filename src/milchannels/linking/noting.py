"""Articles' names in, appearances noted in the store out: one for each country, name, office and year.

The first step of linking. Names that have their appearance already are passed over. Contacts get here, too, the days in
which linking looks for others of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from ..store import tables as t
from ..store.days import day
from . import persons as p
from .names import blocks, tokens
from .windows import window

_CHUNK = 400


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, sorted, in parts that a query can name one by one."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def note_appearances(connection: Connection) -> None:
    """Give every name that has none its appearance; make those that are not there yet."""
    ap, pt, ct, ar = t.article_people, t.participants, t.contacts, t.articles
    met: dict[str, p.Appearance] = {}

    def noted(name: str, country: str | None, office: str | None, told: str | None) -> str:
        year = int(told[:4]) if told else None
        one = p.appearance(name, tokens(name), country, office, year)
        known = met.get(one.key)
        if known is None or one.name < known.name:
            met[one.key] = one
        return one.key

    people = select(ap.c.article, ap.c.position, ap.c.name, ap.c.country, ap.c.office, ar.c.published)
    people_rows = connection.execute(people.join(ar, ar.c.key == ap.c.article).where(ap.c.appearance.is_(None))).all()
    updates = [
        {"b_key": row.article, "b_position": row.position, "b_appearance": noted(*row[2:])} for row in people_rows
    ]
    named = func.coalesce(pt.c.name, pt.c.identity)
    when = func.coalesce(ar.c.published, ct.c.date_first)
    parties = (
        select(pt.c.contact, pt.c.position, named, pt.c.country, pt.c.office, when)
        .join(ct, ct.c.key == pt.c.contact)
        .join(ar, ar.c.key == ct.c.article)
        .where(pt.c.appearance.is_(None), named.is_not(None), ct.c.linked.is_(None))
    )
    party_rows = connection.execute(parties).all()
    party_updates = [
        {"b_key": row[0], "b_position": row[1], "b_appearance": noted(row[2], row[3], row[4], row[5])}
        for row in party_rows
    ]
    _insert_appearances(connection, met)
    for table, key, rows in ((ap, ap.c.article, updates), (pt, pt.c.contact, party_updates)):
        if rows:
            which = and_(key == bindparam("b_key"), table.c.position == bindparam("b_position"))
            connection.execute(table.update().where(which).values(appearance=bindparam("b_appearance")), rows)


def note_windows(connection: Connection) -> None:
    """Give every contact as told that has none the level and the days by which others of it are looked for."""
    c, ar = t.contacts.c, t.articles.c
    query = select(c.key, c.sides, c.recurring, c.status, c.date_first, c.date_last, ar.published)
    rows = connection.execute(query.join(t.articles, ar.key == c.article).where(c.level.is_(None))).all()
    found = []
    for key, sides, recurring, status, first, last, published in rows:
        span = window(
            sides=sides,
            recurring=recurring,
            status=status,
            first=day(first),
            last=day(last),
            published=day(published),
        )
        found.append(
            {
                "b_key": key,
                "b_level": int(span.level),
                "b_low": span.low.isoformat(),
                "b_high": span.high.isoformat(),
            }
        )
    if found:
        update = t.contacts.update().where(c.key == bindparam("b_key"))
        columns: dict[str, Any] = {name: bindparam(f"b_{name}") for name in ("level", "low", "high")}
        connection.execute(update.values(**columns), found)


def _insert_appearances(connection: Connection, met: dict[str, p.Appearance]) -> None:
    known: dict[str, str] = {}
    a = t.appearances.c
    for chunk in chunks(met):
        known.update((row.key, row.name) for row in connection.execute(select(a.key, a.name).where(a.key.in_(chunk))))
    new = [one for key, one in sorted(met.items()) if key not in known]
    if new:
        connection.execute(
            t.appearances.insert(),
            [
                {
                    "key": one.key,
                    "country": one.country,
                    "tokens": " ".join(one.tokens),
                    "name": one.name,
                    "office": one.office,
                    "year": one.year,
                    "dirty": True,
                }
                for one in new
            ],
        )
        connection.execute(
            t.appearance_blocks.insert(),
            [{"appearance": one.key, "block": block} for one in new for block in blocks(one.tokens, one.country)],
        )
    # The same words written another way (al-Sisi, Al Sisi): the first in the alphabet stands, whichever came first.
    other = [{"b_key": key, "b_name": met[key].name} for key, name in known.items() if met[key].name < name]
    if other:
        update = t.appearances.update().where(a.key == bindparam("b_key"))
        connection.execute(update.values(name=bindparam("b_name"), dirty=True), other)
