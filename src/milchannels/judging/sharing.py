"""Users' judgements out as lines of JSON, and in again from another store: how a team shares them.

A line is one pair: `kind`, `verdict`, `a`, `b`, `at`, `reasons`, and `about`, words for the two that are for people
alone. `a` and `b` are made from content (country, name, office, year; or the hash of an article's text and the
place in it), so they mean the same in every store that holds the article. What is not there yet waits for it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import Connection, select

from ..linking.judgements import Kind, Rulings, Stored
from ..records import Office
from ..store import tables as t
from .decisions import add, contradiction
from .sides import Side, labels

if TYPE_CHECKING:
    from ..store import Store

_LONGEST = 20_000
_LONGEST_REASONS = 2_000
_AHEAD = dt.timedelta(days=1)
_OFFICES = "|".join(get_args(Office))
_FORMS: dict[str, re.Pattern[str]] = {
    "person": re.compile(rf"(\?|[A-Z]{{2,4}})\|[a-z0-9]+( [a-z0-9]+)*\|({_OFFICES})?\|([0-9]{{1,4}})?"),
    "contact": re.compile(r"[0-9a-f]{20}:[^\x00-\x1f\x7f]{1,300}"),
}
_LONGEST_KEY = 400


@dataclass
class Imported:
    """What became of the lines: how many were new, how many known, and a line for each that could not be taken."""

    new: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    kind: Kind
    a: str
    b: str
    verdict: Stored
    at: str
    reasons: str


def export_lines(store: Store) -> Iterator[str]:
    """The last word of users on each pair, one JSON object a line, in the order in which they were given."""
    j = t.judgements.c
    with store.reading() as connection:
        rows = connection.execute(select(t.judgements).where(j.by == "user").order_by(j.number)).all()
        last = {(row.kind, row.a, row.b): row for row in rows}
        words = {
            kind: labels(connection, kind, (key for row in last.values() if row.kind == kind for key in (row.a, row.b)))
            for kind in get_args(Kind)
        }
    for row in sorted(last.values(), key=lambda row: row.number):
        about = [words[row.kind][row.a], words[row.kind][row.b]]
        told = {"kind": row.kind, "verdict": row.verdict, "a": row.a, "b": row.b, "at": row.at, "reasons": row.reasons}
        yield json.dumps({**told, "about": about}, ensure_ascii=False)


def import_lines(store: Store, lines: Iterable[str]) -> Imported:
    """Take judgements from lines of JSON, and link anew what they concern.

    A line that is malformed, or contradicts what users here or in earlier lines said, is left out and told with its
    number; the rest is taken. Of two judgements on one pair that do not contradict each other the later given counts.
    """
    done = Imported()
    waiting: list[tuple[int, _Row]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            waiting.append((number, _row(line)))
        except ValueError as wrong:
            done.refused.append(f"{number}: {wrong}")
    with store.writing() as connection:
        _take(connection, waiting, done)
    store.link()
    return done


def _take(connection: Connection, waiting: list[tuple[int, _Row]], done: Imported) -> None:
    j = t.judgements.c
    said: dict[str, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    for row in connection.execute(select(t.judgements).where(j.by == "user").order_by(j.number)):
        said[row.kind][row.a, row.b] = (row.verdict, row.at)
    rulings: dict[str, Rulings] = {}
    for number, new in waiting:
        known = said[new.kind].get((new.a, new.b))
        if known is not None and (known[0] == new.verdict or known[1] >= new.at):
            done.known += 1
            continue
        if new.kind not in rulings:
            rulings[new.kind] = Rulings((a, b, verdict) for (a, b), (verdict, _) in said[new.kind].items())
        words = labels(connection, new.kind, (new.a, new.b))
        sides = (Side(new.kind, words[new.a], frozenset([new.a])), Side(new.kind, words[new.b], frozenset([new.b])))
        why = contradiction(connection, new.kind, rulings[new.kind], sides, new.verdict)
        if why:
            done.refused.append(f"{number}: {why}")
            continue
        add(connection, new.kind, [(new.a, new.b)], new.verdict, new.reasons, new.at)
        said[new.kind][new.a, new.b] = (new.verdict, new.at)
        del rulings[new.kind]
        done.new += 1


def _row(line: str) -> _Row:
    """The judgement of a line; raises `ValueError` with what is wrong with it."""
    if len(line) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST:,} characters")
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON") from None
    if not isinstance(given, dict):
        raise ValueError("is no JSON object")
    kind = _one_of(given, "kind", get_args(Kind))
    verdict = _one_of(given, "verdict", get_args(Stored))
    if given.get("by", "user") != "user":
        raise ValueError("is not by a user: only users' judgements are taken")
    a, b = (_key(given, name, kind) for name in ("a", "b"))
    if a == b:
        raise ValueError("`a` and `b` are the same")
    reasons = given.get("reasons") or ""
    if not isinstance(reasons, str) or len(reasons) > _LONGEST_REASONS:
        raise ValueError(f"`reasons` is no text of up to {_LONGEST_REASONS:,} characters")
    reasons = reasons.encode("utf-8", "replace").decode("utf-8")
    return _Row(kind, min(a, b), max(a, b), verdict, _moment(given), reasons)  # type: ignore[arg-type]


def _one_of(given: dict[str, Any], name: str, values: tuple[str, ...]) -> str:
    value = given.get(name)
    if value not in values:
        raise ValueError(f"`{name}` is none of {', '.join(values)}")
    return str(value)


def _key(given: dict[str, Any], name: str, kind: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST_KEY or not _FORMS[kind].fullmatch(value):
        form = "COUNTRY|name|office|year" if kind == "person" else "article:place"
        raise ValueError(f"`{name}` is no key of a {kind}: it has the form {form}")
    return value


def _moment(given: dict[str, Any]) -> str:
    """The time of the judgement as the store writes it; without one, now."""
    value = given.get("at")
    now = dt.datetime.now(dt.UTC)
    if value is None:
        return now.isoformat(timespec="microseconds")
    try:
        when = dt.datetime.fromisoformat(value)
        when = when.astimezone(dt.UTC) if when.tzinfo else when.replace(tzinfo=dt.UTC)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("`at` is no time: write it as 2026-01-31T12:00:00+00:00") from None
    if when > now + _AHEAD:
        raise ValueError("`at` lies in the future")
    return when.isoformat(timespec="microseconds")
