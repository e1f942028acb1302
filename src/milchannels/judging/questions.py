"""A store in, the questions out that a user is to decide: are these two one?

First what rules left undecided and no user has looked at, the likeliest first; then what users were unsure of; and,
where asked for, what rules have joined, the least sure first. A question is asked of two persons or contacts as
they are when it is its turn, so that an answer can settle those after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, or_, select

from ..linking.judgements import Kind, rulings
from ..store import tables as t
from ..store.chunks import chunks
from .sides import Side, of_contact, of_person

if TYPE_CHECKING:
    from ..store import Store

_Row = tuple[Kind, str, str, str, float, str]


@dataclass(frozen=True)
class Question:
    """Are the two one? `joined` says that rules think so."""

    a: Side
    b: Side
    score: float
    reasons: str
    joined: bool
    doubted: bool
    """a user has looked at it and was unsure"""


def questions(store: Store, kind: Kind | None = None, *, joined: bool = False) -> Iterator[Question]:
    """The questions, one at a time; what an answer has settled meanwhile is passed over."""
    asked: set[frozenset[str]] = set()
    for row in _rows(store, kind, joined=joined):
        with store.reading() as connection:
            question = _question(connection, row)
        if question is None:
            continue
        pair = frozenset([min(question.a.keys), min(question.b.keys)])
        if pair not in asked:
            asked.add(pair)
            yield question


def _rows(store: Store, kind: Kind | None, *, joined: bool) -> Iterator[_Row]:
    """The last word of rules on each pair that may be a question, in the order of asking."""
    later = []
    for row in sorted(_last_said(store, kind, "unsure"), key=lambda row: (-row[4], row[:3])):
        with store.reading() as connection:
            if _doubted(connection, row[0], *(_whole_of(connection, row[0], key) for key in row[1:3])):
                later.append(row)
                continue
        yield row
    yield from later
    if joined:
        yield from sorted(_last_said(store, kind, "same"), key=lambda row: (row[4], row[:3]))


def _last_said(store: Store, kind: Kind | None, verdict: str) -> list[_Row]:
    """The pairs of which rules last said so."""
    j = t.judgements.c
    latest = select(func.max(j.number)).where(j.by == "rule").group_by(j.kind, j.a, j.b)
    query = select(j.kind, j.a, j.b, j.verdict, j.score, j.reasons).where(j.number.in_(latest), j.verdict == verdict)
    if kind is not None:
        query = query.where(j.kind == kind)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [(row.kind, row.a, row.b, row.verdict, row.score or 0.0, row.reasons) for row in rows]


def _question(connection: Connection, row: _Row) -> Question | None:
    """The question that a row stands for now; None where it is settled."""
    kind, a, b, verdict, score, reasons = row
    j = t.judgements.c
    said = select(j.verdict).where(j.kind == kind, j.by == "rule", j.a == a, j.b == b).order_by(j.number.desc())
    homes = [_home(connection, kind, key) for key in (a, b)]
    if homes[0] is None or homes[1] is None or (homes[0] == homes[1]) != (verdict == "same"):
        return None
    if connection.scalar(said.limit(1)) != verdict:
        # An answer given meanwhile has settled this one too.
        return None
    whole = _whole(connection, kind, homes[0])
    first, second = _parts(whole, a, b) if verdict == "same" else (whole, _whole(connection, kind, homes[1]))
    ruled = rulings(connection, kind)
    if not second.keys or ruled.demands([a], [b]) or ruled.forbids(first.keys, second.keys):
        return None
    doubted = _doubted(connection, kind, first, second)
    if doubted and verdict == "same":
        return None
    return Question(first, second, score, reasons, verdict == "same", doubted)


def _doubted(connection: Connection, kind: Kind, a: Side | None, b: Side | None) -> bool:
    """Whether the last word of a user on any pair between the two is that it is unclear."""
    if a is None or b is None:
        return False
    j = t.judgements.c
    said: dict[tuple[str, str], str] = {}
    for chunk in chunks(a.keys):
        near = or_(j.a.in_(chunk), j.b.in_(chunk))
        query = select(j.a, j.b, j.verdict).where(j.kind == kind, j.by == "user", near).order_by(j.number)
        said.update(((row.a, row.b), row.verdict) for row in connection.execute(query))
    return any(
        verdict == "unsure" and ((x in a.keys and y in b.keys) or (x in b.keys and y in a.keys))
        for (x, y), verdict in said.items()
    )


def _home(connection: Connection, kind: Kind, key: str) -> str | None:
    if kind == "person":
        return connection.scalar(select(t.appearances.c.person).where(t.appearances.c.key == key))
    return connection.scalar(select(t.contacts.c.linked).where(t.contacts.c.key == key))


def _whole(connection: Connection, kind: Kind, home: str) -> Side:
    if kind == "contact":
        return of_contact(connection, home) or Side(kind, home, frozenset(), home)
    name, country = connection.execute(
        select(t.persons.c.name, t.persons.c.country).where(t.persons.c.id == home)
    ).one()
    return of_person(connection, home, f"{name} ({country or '?'})")


def _whole_of(connection: Connection, kind: Kind, key: str) -> Side | None:
    home = _home(connection, kind, key)
    return _whole(connection, kind, home) if home else None


def _parts(whole: Side, a: str, b: str) -> tuple[Side, Side]:
    """The two parts of what rules joined: all of the spelling, or the one telling, that came to the rest."""
    kind = whole.kind
    # A row's first key is the lesser one, not the one that came last: the shorter name is taken for the newcomer.
    came, rest = (a, b) if kind == "contact" or len(a.split("|")[1]) <= len(b.split("|")[1]) else (b, a)
    part = {came}
    if kind == "person":
        like = came.split("|")[1]
        part = {key for key in whole.keys if key.split("|")[1] == like}
        if rest in part:
            part = {came}
    return Side(kind, came, frozenset(part), whole.home), replace(whole, keys=whole.keys - part)
