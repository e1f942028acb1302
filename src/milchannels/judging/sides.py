"""What a user calls a person or a contact in, the keys that judgements speak of out.

A side is a person, one spelling of a person, or one name as told with office and year; or a linked contact, or
what one article tells of it. Its keys are those of appearances or of contacts as told, which outlive linking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, or_, select

from ..errors import UsageError
from ..linking.former import appearances_of, tellings_of
from ..linking.judgements import Kind
from ..linking.names import tokens
from ..queries.people import chosen, named, plain_name
from ..store import tables as t
from ..store.chunks import chunks

if TYPE_CHECKING:
    from ..store import Store

_SHOWN = 8


@dataclass(frozen=True)
class Side:
    """One of the two that a judgement is about."""

    kind: Kind
    label: str
    keys: frozenset[str]
    home: str | None = None
    """the person or linked contact that it is, or belongs to"""
    spelt: frozenset[str] = frozenset()
    """of the keys of a person given by name, those of the very spelling"""


def two_sides(store: Store, a: str, b: str) -> tuple[Side, Side]:
    """The two sides that a user names, which share nothing. Raises `UsageError` where that is not clear.

    Two spellings of one person are these spellings; a person and a spelling of it, or a contact and an article that
    tells of it, are that part and the rest.
    """
    first = _side(store, a)
    second = _side(store, b, beside=first)
    if first.kind == "contact" and first.home is None:
        first = _side(store, a, beside=second)
    if first.kind != second.kind:
        raise UsageError(f"{a!r} is a {first.kind} and {b!r} a {second.kind}: give two persons or two contacts")
    if first.keys & second.keys:
        first, second = _narrowed(first, a), _narrowed(second, b)
    if first.keys < second.keys:
        second = replace(second, keys=second.keys - first.keys, spelt=frozenset(), label=f"the rest of {second.label}")
    elif second.keys < first.keys:
        first = replace(first, keys=first.keys - second.keys, spelt=frozenset(), label=f"the rest of {first.label}")
    if first.keys & second.keys or not first.keys or not second.keys:
        raise UsageError(f"{a!r} and {b!r} are the same: give two that are not")
    return first, second


def _narrowed(side: Side, text: str) -> Side:
    """Of a person given by name, the very spelling alone."""
    return replace(side, keys=side.spelt, label=text.strip()) if side.spelt else side


def _side(store: Store, text: str, beside: Side | None = None) -> Side:
    given = text.strip()
    with store.reading() as connection:
        if given.startswith("c-") and (found := of_contact(connection, given) or _former_contact(connection, given)):
            return found
        if given.startswith("p-") and (found := _former_person(connection, given)):
            return found
        if "|" in given and (found := _appearance(connection, given)):
            return found
        if found := _telling(connection, given, beside):
            return found
    if given.startswith("c-"):
        raise UsageError(f"no contact {given} in this store: `milchannels between A B` and `person NAME` show ids")
    # The very spelling goes first: "Petrov" is the one whom articles call so and no more, if there is one.
    found_by_name = named(store, given)
    if not found_by_name and beside is not None and beside.kind == "contact" and not given.startswith("p-"):
        raise UsageError(
            f"no article {given!r} in this store: `milchannels contact {beside.label}` lists those to give"
        )
    spelt = [one for one in found_by_name if one.score == 1]
    person = spelt[0] if len(spelt) == 1 else chosen(store, given)
    words = tokens(plain_name(given))
    with store.reading() as connection:
        return of_person(connection, person.id, person.label, words)


def of_contact(connection: Connection, id_: str) -> Side | None:
    """A linked contact as a side."""
    keys = connection.scalars(select(t.contacts.c.key).where(t.contacts.c.linked == id_)).all()
    return Side("contact", id_, frozenset(keys), id_) if keys else None


def of_person(connection: Connection, id_: str, label: str, spelling: tuple[str, ...] = ()) -> Side:
    """A person as a side, with the keys of one spelling."""
    a = t.appearances.c
    rows = connection.execute(select(a.key, a.tokens).where(a.person == id_)).all()
    spelt = frozenset(row.key for row in rows if row.tokens == " ".join(spelling))
    return Side("person", label, frozenset(row.key for row in rows), id_, spelt)


def _former_contact(connection: Connection, id_: str) -> Side | None:
    """What was the first telling of a contact that has another id by now."""
    keys = tellings_of(connection, id_)
    home = connection.scalar(select(t.contacts.c.linked).where(t.contacts.c.key.in_(keys[:1])))
    return Side("contact", id_, frozenset(keys), home) if keys else None


def _former_person(connection: Connection, id_: str) -> Side | None:
    """The names by which a person had this id who has another by now; None where a person has it."""
    if connection.scalar(select(t.persons.c.id).where(t.persons.c.id == id_)) is not None:
        return None
    keys = appearances_of(connection, id_)
    if not keys:
        return None
    a = t.appearances.c
    name, home = connection.execute(select(a.name, a.person).where(a.key == keys[0])).one()
    return Side("person", f"{name} ({keys[0].split('|')[0]})", frozenset(keys), home)


def _appearance(connection: Connection, key: str) -> Side | None:
    a = t.appearances.c
    row = connection.execute(select(a.key, a.person).where(a.key == key)).one_or_none()
    return Side("person", key, frozenset([key]), row.person) if row else None


def _telling(connection: Connection, text: str, beside: Side | None) -> Side | None:
    """What one article tells: by its key or id, or by the article where the other side says which contact."""
    c, ar = t.contacts.c, t.articles.c
    columns = select(c.key, c.id, c.linked).order_by(c.position)
    found = connection.execute(columns.where(or_(c.key == text, c.id == text))).all()
    if not found and beside is not None and beside.kind == "contact":
        told = select(ar.key).where(or_(ar.id == text, ar.key == text))
        rows = connection.execute(columns.where(c.article.in_(told))).all()
        found = [row for row in rows if row.linked == beside.home]
        if not found and connection.scalar(told) is not None:
            others = f"; it tells of {', '.join(row.id for row in rows[:_SHOWN])}" if rows else ""
            raise UsageError(f"the article {text!r} does not tell of {beside.label}: give one of its sources{others}")
    if len(found) > 1:
        raise UsageError(f"{text!r} can be {' or '.join(row.key for row in found)}: give one of these")
    return Side("contact", text, frozenset([found[0].key]), found[0].linked) if found else None


def labels(connection: Connection, kind: Kind, keys: Iterable[str]) -> dict[str, str]:
    """Words for keys: name, office and year of a name as told; date, mode, sides and article of a contact."""
    found = {key: key for key in keys}
    a, c, ar = t.appearances.c, t.contacts.c, t.articles.c
    for chunk in chunks(found):
        if kind == "person":
            for row in connection.execute(select(t.appearances).where(a.key.in_(chunk))):
                told = [row.country or "?", (row.office or "").replace("_", " "), str(row.year or "")]
                found[row.key] = f"{row.name} ({', '.join(filter(None, told))})"
        else:
            query = select(c.key, c.date, c.mode, c.sides, ar.id).join(t.articles, ar.key == c.article)
            for row in connection.execute(query.where(c.key.in_(chunk))):
                told = [row.date or "undated", row.mode.replace("_", " "), row.sides]
                found[row.key] = f"{' '.join(told)} [{row.id}]"
    return found
