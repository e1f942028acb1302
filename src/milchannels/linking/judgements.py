"""Decisions about what is the same: those of rules come in as found, those of users are obeyed.

Judgements are only added to the store, never changed: of several on one pair the last counts, and a user's goes
before a rule's. Keys are those of appearances (persons) or of contacts as told, which outlive any linking.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from ..store import tables as t

Verdict = Literal["same", "different", "unsure"]
_CHUNK = 400


@dataclass(frozen=True)
class Judgement:
    """What was decided of a pair, and why."""

    kind: Literal["person", "contact"]
    a: str
    b: str
    verdict: Verdict
    score: float
    reasons: str

    def pair(self) -> tuple[str, str]:
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


class Rulings:
    """The users' standing decisions on pairs: what must be one, and what must not."""

    def __init__(self, decided: Iterable[tuple[str, str, str]] = ()) -> None:
        self._same: dict[str, set[str]] = defaultdict(set)
        self._different: dict[str, set[str]] = defaultdict(set)
        for a, b, verdict in decided:
            book = {"same": self._same, "different": self._different}.get(verdict)
            for one, other in ((a, b), (b, a)):
                self._same[one].discard(other)
                self._different[one].discard(other)
                if book is not None:
                    book[one].add(other)

    def demands(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether a user has said that one of `some` and one of `others` are the same."""
        return _crosses(self._same, some, others)

    def forbids(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether a user has said that one of `some` and one of `others` differ."""
        return _crosses(self._different, some, others)


def _crosses(book: dict[str, set[str]], some: Iterable[str], others: Iterable[str]) -> bool:
    if not book:
        return False
    theirs = set(others)
    return any(not theirs.isdisjoint(book[key]) for key in some if key in book)


def rulings(connection: Connection, kind: str) -> Rulings:
    """All decisions of users on pairs of a kind."""
    j = t.judgements.c
    query = select(j.a, j.b, j.verdict).where(j.kind == kind, j.by == "user").order_by(j.number)
    return Rulings((row.a, row.b, row.verdict) for row in connection.execute(query))


def record(connection: Connection, found: list[Judgement], by: str = "rule") -> int:
    """Add those judgements that say something new of their pair; gives their number."""
    if not found:
        return 0
    j = t.judgements.c
    known: dict[tuple[str, str], str] = {}
    keys = sorted({judgement.pair()[0] for judgement in found})
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        query = (
            select(j.a, j.b, j.verdict).where(j.kind == found[0].kind, j.by == by, j.a.in_(chunk)).order_by(j.number)
        )
        for row in connection.execute(query):
            known[row.a, row.b] = row.verdict
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    rows = []
    for judgement in found:
        a, b = judgement.pair()
        if a == b or known.get((a, b)) == judgement.verdict:
            continue
        known[a, b] = judgement.verdict
        rows.append(
            {
                "kind": judgement.kind,
                "a": a,
                "b": b,
                "verdict": judgement.verdict,
                "by": by,
                "score": round(judgement.score, 4),
                "reasons": judgement.reasons,
                "at": now,
            }
        )
    if rows:
        connection.execute(t.judgements.insert(), rows)
    return len(rows)
