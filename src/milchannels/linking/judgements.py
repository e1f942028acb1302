"""Decisions about what is the same: those of rules come in as found, those of users are obeyed.

Judgements are only added to the store, never changed: of several on one pair the last counts, and a user's goes
before a rule's. Keys are those of appearances (persons) or of contacts as told, which outlive any linking.

What users have said hangs together: A is B and B is C makes A and C one, and what is told apart from A is told
apart from C as well. `Rulings` answers in these terms.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from ..store import tables as t
from ..store.chunks import chunks

Kind = Literal["person", "contact"]
Verdict = Literal["same", "different", "unsure"]
#: What stands in the store: a user's judgement that was undone is followed by one that withdraws it.
Stored = Literal["same", "different", "unsure", "withdrawn"]


@dataclass(frozen=True)
class Judgement:
    """What was decided of a pair, and why."""

    kind: Kind
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
        """Of `decided`, triples of two keys and a verdict, the last on a pair counts."""
        self._same: dict[str, set[str]] = defaultdict(set)
        different: dict[str, set[str]] = defaultdict(set)
        for a, b, verdict in decided:
            book = {"same": self._same, "different": different}.get(verdict)
            for one, other in ((a, b), (b, a)):
                self._same[one].discard(other)
                different[one].discard(other)
                if book is not None:
                    book[one].add(other)
        self._class: dict[str, str] = {}
        self._mates: dict[str, frozenset[str]] = {}
        self._put_together()
        self._told_apart = {key: frozenset(others) for key, others in different.items() if others}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, others in self._told_apart.items():
            self._apart[self._root(one)].update(self._root(other) for other in others)

    def _put_together(self) -> None:
        for start in sorted(self._same):
            if start in self._class or not self._same[start]:
                continue
            reached = {start}
            stack = [start]
            while stack:
                for near in self._same[stack.pop()] - reached:
                    reached.add(near)
                    stack.append(near)
            mates = frozenset(reached)
            for key in reached:
                self._class[key] = start
                self._mates[key] = mates

    def _root(self, key: str) -> str:
        return self._class.get(key, key)

    @property
    def join(self) -> bool:
        """Whether users have said of anything that it is the same."""
        return bool(self._class)

    def mates(self, key: str) -> frozenset[str]:
        """All keys that users have said to be one with this one, itself among them; empty where there is none."""
        return self._mates.get(key, frozenset())

    def demands(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether users have said, in one step or several, that one of `some` and one of `others` are the same."""
        if not self._class:
            return False
        mine = {self._class[key] for key in some if key in self._class}
        return bool(mine) and any(self._class.get(key) in mine for key in others)

    def forbids(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether users have said, in one step or several, that one of `some` and one of `others` differ."""
        if not self._apart:
            return False
        apart: set[str] = set()
        for key in some:
            apart |= self._apart.get(self._root(key), set())
        return bool(apart) and any(self._root(key) in apart for key in others)

    def chain(self, some: Collection[str], others: Collection[str]) -> list[str]:
        """The shortest way of `same` from one of `some` to one of `others`, both ends among it; [] where none is."""
        goal = set(others)
        before: dict[str, str | None] = dict.fromkeys(sorted(some))
        queue = list(before)
        for key in queue:
            if key in goal:
                way = [key]
                while (previous := before[way[-1]]) is not None:
                    way.append(previous)
                return way[::-1]
            for near in sorted(self._same.get(key, ())):
                if near not in before:
                    before[near] = key
                    queue.append(near)
        return []

    def difference(self, some: Iterable[str], others: Iterable[str]) -> tuple[str, str] | None:
        """The judgement by which one of `some`, or what is one with it, differs from one of `others`."""
        mine = {mate for key in some for mate in (key, *self.mates(key))}
        theirs = {mate for key in others for mate in (key, *self.mates(key))}
        return min(((a, b) for a in mine for b in self._told_apart.get(a, ()) if b in theirs), default=None)


def obeying(groups: Iterable[Collection[str]], rulings: Rulings) -> list[set[str]]:
    """Groups of keys that rules have made, with what users have said to be one put together.

    The rules must have kept apart what users tell apart; this never brings it together. Groups that hold parts of
    what is one become one group; where something else in them stands against that, only these parts move.
    """
    found = [set(group) for group in groups]
    home = {key: n for n, group in enumerate(found) for key in group}
    classes = sorted({min(mates) for key in home if (mates := rulings.mates(key))})
    for first in classes:
        here = {key for key in rulings.mates(first) if key in home}
        places = sorted({home[key] for key in here}, key=lambda n: min(found[n] & here))
        target = places[0]
        for place in places[1:]:
            moving = found[place] if not rulings.forbids(found[place], found[target]) else found[place] & here
            if rulings.forbids(moving, found[target]):
                continue
            home.update(dict.fromkeys(moving, target))
            found[target] |= moving
            found[place] = found[place] - moving
    return [group for group in found if group]


def rulings(connection: Connection, kind: str) -> Rulings:
    """All decisions of users on pairs of a kind."""
    j = t.judgements.c
    query = select(j.a, j.b, j.verdict).where(j.kind == kind, j.by == "user").order_by(j.number)
    return Rulings((row.a, row.b, row.verdict) for row in connection.execute(query))


def record(connection: Connection, found: list[Judgement], by: str = "rule") -> int:
    """Add those judgements that say something new of their pair; gives their number."""
    if not found:
        return 0
    known = _latest(connection, found[0].kind, {judgement.pair()[0] for judgement in found}, by)
    now = now_text()
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


def settle(
    connection: Connection,
    kind: Kind,
    homes: Mapping[str, str],
    found: list[Judgement],
    afresh: Collection[str] | None = None,
) -> int:
    """Record what rules say of a set now, and correct what they said of it before and no longer do.

    `homes` gives the person or linked contact of every key of the set, `afresh` the keys that were judged now (all, if not given). A pair
    with one of these that was undecided, or one, by an earlier judgement and of which `found` says nothing gets a
    judgement that tells how it came out.
    """
    # What a user has put to one of several is no longer in doubt towards the others.
    settled = {one.a for one in found if one.verdict == "unsure" and homes.get(one.a) == homes.get(one.b)}
    found = [one for one in found if one.verdict != "unsure" or one.a not in settled]
    said = {judgement.pair() for judgement in found}
    outdated = []
    for (a, b), verdict in _latest(connection, kind, set(homes), "rule").items():
        if (a, b) in said or b not in homes or not (afresh is None or a in afresh or b in afresh):
            continue
        now: Verdict = "same" if homes[a] == homes[b] else "different"
        if now != verdict:
            outdated.append(Judgement(kind, a, b, now, 1.0, f"was {verdict}; follows from what was read or said since"))
    return record(connection, found + outdated)


def _latest(connection: Connection, kind: str, keys: Collection[str], by: str) -> dict[tuple[str, str], str]:
    """The last verdict on each pair whose first key is one of `keys`."""
    j = t.judgements.c
    known: dict[tuple[str, str], str] = {}
    for chunk in chunks(keys):
        query = select(j.a, j.b, j.verdict).where(j.kind == kind, j.by == by, j.a.in_(chunk)).order_by(j.number)
        known.update(((row.a, row.b), row.verdict) for row in connection.execute(query))
    return known


def now_text() -> str:
    """This moment as the store writes it; rows of one decision have the same."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
