"""Two sides and a verdict in, a user's judgement in the store out; and what was decided, and its undoing.

A decision can be several rows of the table: what is told apart is told apart spelling by spelling, telling by
telling, so that no part of one side can drift to the other later. Rows of one decision have the same moment.
A decision that contradicts an earlier one, at once or in several steps, is refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from ..errors import JudgementError, UsageError
from ..linking.judgements import Kind, Rulings, Stored, Verdict, now_text, rulings
from ..store import tables as t
from ..store.chunks import chunks
from .sides import Side, labels

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True)
class Decision:
    """What was decided at one moment of two sides, by a rule or a user."""

    number: int
    kind: Kind
    verdict: Stored
    by: str
    at: str
    score: float | None
    reasons: str
    pairs: tuple[tuple[str, str], ...]
    stands: bool
    """whether no later judgement on all its pairs has taken its place"""


@dataclass(frozen=True)
class Outcome:
    """What became of a decision: the persons or linked contacts that hold the two sides now."""

    kind: Kind
    new: bool
    homes: tuple[str, ...]


def decide(store: Store, a: Side, b: Side, verdict: Verdict, reasons: str = "") -> Outcome:
    """Record what a user says of two sides, and link anew what that concerns.

    Raises `JudgementError` where it contradicts what users said before.
    """
    with store.writing() as connection:
        _refuse_contradiction(connection, a, b, verdict)
        pairs = _pairs(a, b, verdict)
        standing = _standing(connection, a.kind)
        new = [pair for pair in pairs if standing.get(pair, (None,))[0] != verdict]
        add(connection, a.kind, new, verdict, reasons, now_text())
    store.link()
    homes = _homes(store, a.kind, [min(a.keys), min(b.keys)])
    return Outcome(a.kind, bool(new), homes)


def undo(store: Store, number: int | None = None) -> Decision:
    """Withdraw the last decision of a user that stands, or the one of this number, and link anew.

    Raises `UsageError` where there is none, or that one does not stand.
    """
    with store.writing() as connection:
        made = [one for one in decisions(connection, by="user") if one.verdict != "withdrawn"]
        if number is not None:
            made = [one for one in made if one.number == number]
            if not made:
                raise UsageError(f"no decision {number} of a user: `milchannels judgements list` shows numbers")
        standing = [one for one in made if one.stands]
        if not standing:
            told = "no decision to undo" if number is None else f"decision {number} is undone or replaced already"
            raise UsageError(f"{told}: `milchannels judgements list` shows what stands")
        last = standing[-1]
        now = _standing(connection, last.kind)
        pairs = [pair for pair in last.pairs if now[pair][1] == last.at]
        add(connection, last.kind, pairs, "withdrawn", f"undoes {last.number}", now_text())
    store.link()
    return last


def decisions(connection: Connection, *, by: str | None = None, kind: str | None = None) -> Iterator[Decision]:
    """All decisions in the order in which they came in."""
    j = t.judgements.c
    query = select(t.judgements).order_by(j.number)
    for column, value in ((j.by, by), (j.kind, kind)):
        query = query.where(column == value) if value is not None else query
    rows = connection.execute(query).all()
    last = {(row.kind, row.by, row.a, row.b): row.number for row in rows}
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        # A rule decides pair by pair, a user of everything that two sides hold.
        own = row.number if row.by != "user" else row.at
        groups.setdefault((row.kind, row.by, own, row.verdict), []).append(row)
    for group in groups.values():
        head = group[0]
        stands = any(last[row.kind, row.by, row.a, row.b] == row.number for row in group)
        pairs = tuple((row.a, row.b) for row in group)
        yield Decision(head.number, head.kind, head.verdict, head.by, head.at, head.score, head.reasons, pairs, stands)


def add(
    connection: Connection, kind: Kind, pairs: Iterable[tuple[str, str]], verdict: Stored, reasons: str, at: str
) -> None:
    """Write a user's judgement on pairs, and mark what it concerns as waiting to be linked."""
    ordered = [(min(pair), max(pair)) for pair in pairs]
    if not ordered:
        return
    head = {"kind": kind, "verdict": verdict, "by": "user", "score": 1.0, "reasons": reasons, "at": at}
    connection.execute(t.judgements.insert(), [{**head, "a": a, "b": b} for a, b in ordered])
    table = t.appearances if kind == "person" else t.contacts
    for chunk in chunks({key for pair in ordered for key in pair}):
        connection.execute(table.update().where(table.c.key.in_(chunk)).values(dirty=True))


def contradiction(connection: Connection, kind: Kind, ruled: Rulings, sides: tuple[Side, Side], verdict: str) -> str:
    """Why a verdict on two sides contradicts what users said before; empty where it does not."""
    a, b = sides
    if verdict == "same":
        apart = ruled.difference(a.keys, b.keys)
        if apart is None:
            return ""
        steps = [*_steps(ruled.chain(a.keys, [apart[0]])), apart, *_steps(ruled.chain([apart[1]], b.keys))]
        return f"{a.label} and {b.label} cannot be one: {_told(connection, kind, steps)}"
    if verdict == "different" and (chain := ruled.chain(a.keys, b.keys)):
        return f"{a.label} and {b.label} cannot be two: {_told(connection, kind, _steps(chain))}"
    return ""


def _refuse_contradiction(connection: Connection, a: Side, b: Side, verdict: str) -> None:
    why = contradiction(connection, a.kind, rulings(connection, a.kind), (a, b), verdict)
    if why:
        raise JudgementError(f"{why}; undo one of these first: milchannels undo NUMBER")


def _steps(chain: list[str]) -> list[tuple[str, str]]:
    return list(itertools.pairwise(chain))


def _told(connection: Connection, kind: Kind, steps: list[tuple[str, str]]) -> str:
    """What was said of each pair, when, and the number under which to undo it."""
    words = labels(connection, kind, (key for step in steps for key in step))
    standing = _standing(connection, kind)
    numbers = {(one.at, pair): one.number for one in decisions(connection, by="user", kind=kind) for pair in one.pairs}
    said = []
    for a, b in steps:
        pair = (min(a, b), max(a, b))
        verdict, at = standing[pair]
        what = "are the same" if verdict == "same" else "differ"
        said.append(f"{words[a]} and {words[b]} {what} (decision {numbers[at, pair]}, {at[:10]})")
    return ", ".join(said)


def _standing(connection: Connection, kind: str) -> dict[tuple[str, str], tuple[str, str]]:
    """The last verdict of a user on each pair, with its moment."""
    j = t.judgements.c
    query = select(j.a, j.b, j.verdict, j.at).where(j.kind == kind, j.by == "user").order_by(j.number)
    return {(row.a, row.b): (row.verdict, row.at) for row in connection.execute(query)}


def _pairs(a: Side, b: Side, verdict: str) -> list[tuple[str, str]]:
    """The pairs of keys by which the verdict is written down."""
    if verdict != "different":
        return [_ordered(_speakers(a)[0], _speakers(b)[0])]
    return sorted(_ordered(one, other) for one in _speakers(a) for other in _speakers(b))


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _speakers(side: Side) -> list[str]:
    """The keys that stand for a side: every telling of a contact; of a person one for each full spelling.

    What is told of one full spelling is never put apart by rules, so that one key holds them all; bare family
    names are placed one by one, and each must be told.
    """
    if side.kind == "contact":
        return sorted(side.keys)
    if side.spelt and side.spelt != side.keys:
        # The spelling that the user gave speaks first.
        parts = (side.spelt, side.keys - side.spelt)
        return [key for part in parts for key in _speakers(replace(side, keys=part, spelt=frozenset()))]
    found: dict[str, str] = {}
    for key in sorted(side.keys):
        spelling = key.split("|")[1]
        found.setdefault(spelling if " " in spelling else key, key)
    full = [key for spelling, key in found.items() if " " in spelling]
    return full + [key for key in found.values() if key not in full]


def _homes(store: Store, kind: Kind, keys: Iterable[str]) -> tuple[str, ...]:
    table, column = (t.appearances, t.appearances.c.person) if kind == "person" else (t.contacts, t.contacts.c.linked)
    wanted = list(keys)
    with store.reading() as connection:
        rows = connection.execute(select(table.c.key, column).where(table.c.key.in_(wanted))).all()
    found = {row[0]: row[1] for row in rows}
    return tuple(dict.fromkeys(found[key] for key in wanted if key in found))
