"""Articles' names in, appearances noted in the store out: one for each country, name, office and year.

The first step of linking. Names that have their appearance already are passed over. Contacts get here, too, the days in
which linking looks for others of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from ..store import tables as t
from ..store.chunks import chunks
from ..store.days import day
from . import persons as p
from .names import tokens
from .windows import window


def note_appearances(connection: Connection) -> None:
    """Give every name that has none its appearance; make those that are not there yet."""
    ap, pt, ct, ar = t.article_people, t.participants, t.contacts, t.articles
    met: dict[str, p.Appearance] = {}

    @cache
    def noted(name: str, country: str | None, office: str | None, year: int | None) -> str:
        one = p.appearance(name, tokens(name), country, office, year)
        known = met.get(one.key)
        if known is None or one.name < known.name:
            met[one.key] = one
        return one.key

    named = func.coalesce(pt.c.name, pt.c.identity)
    parties = (
        select(pt.c.contact, pt.c.position, named, pt.c.country, pt.c.office, ct.c.article)
        .add_columns(ct.c.date_first, ct.c.date_last, ar.c.published)
        .join(ct, ct.c.key == pt.c.contact)
        .join(ar, ar.c.key == ct.c.article)
        .where(pt.c.appearance.is_(None), named.is_not(None), ct.c.linked.is_(None))
    )
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    party_updates = []
    for contact, position, name, country, office, article, first, last, published in connection.execute(parties).all():
        year = _year(first, last, published)
        if year is not None:
            years[article, name].add(year)
        party_updates.append(
            {"b_key": contact, "b_position": position, "b_appearance": noted(name, country, office, year)}
        )
    people = select(ap.c.article, ap.c.position, ap.c.name, ap.c.country, ap.c.office, ar.c.published)
    updates = []
    for article, position, name, country, office, published in connection.execute(
        people.join(ar, ar.c.key == ap.c.article).where(ap.c.appearance.is_(None))
    ).all():
        year = _nearest(years.get((article, name), set()), _year(None, None, published))
        updates.append({"b_key": article, "b_position": position, "b_appearance": noted(name, country, office, year)})
    _insert_appearances(connection, met)
    for table, key, rows in ((ap, ap.c.article, updates), (pt, pt.c.contact, party_updates)):
        if rows:
            which = and_(key == bindparam("b_key"), table.c.position == bindparam("b_position"))
            connection.execute(table.update().where(which).values(appearance=bindparam("b_appearance")), rows)


def _year(first: str | None, last: str | None, published: str | None) -> int | None:
    """The year in which somebody is told of: that of the contact, where it is of one year, else of the publication.

    "In 1995 General Wei met …" tells of him as he was in 1995, whenever it was written.
    """
    if first and last and first[:4] == last[:4]:
        return int(first[:4])
    day = published or first
    return int(day[:4]) if day else None


def _nearest(years: set[int], published: int | None) -> int | None:
    """A named person of an article is the one of its contacts, and told of as in these."""
    if not years or published is None:
        return published if published is not None else min(years, default=None)
    return min(years, key=lambda year: (abs(year - published), year))


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
        rows = [{"appearance": one.key, "block": block} for one in new for block in one.blocks()]
        connection.execute(t.appearance_blocks.insert(), rows)
    # The same words written another way (al-Sisi, Al Sisi): the first in the alphabet stands, whichever came first.
    other = [met[key] for key, name in known.items() if met[key].name < name]
    if other:
        update = t.appearances.update().where(a.key == bindparam("b_key"))
        names = [{"b_key": one.key, "b_name": one.name} for one in other]
        connection.execute(update.values(name=bindparam("b_name"), dirty=True), names)
        _add_blocks(connection, other)


def _add_blocks(connection: Connection, appearances: Iterable[p.Appearance]) -> None:
    """Note the blocks that are not there. Those of an earlier name stay: what was a candidate may have to be left."""
    wanted = {(one.key, block) for one in appearances for block in one.blocks()}
    b = t.appearance_blocks.c
    for chunk in chunks({key for key, _ in wanted}):
        query = select(b.appearance, b.block).where(b.appearance.in_(chunk))
        wanted.difference_update((row.appearance, row.block) for row in connection.execute(query))
    if wanted:
        rows = [{"appearance": key, "block": block} for key, block in sorted(wanted)]
        connection.execute(t.appearance_blocks.insert(), rows)
