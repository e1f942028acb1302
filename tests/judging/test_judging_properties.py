"""Any articles, any decisions of a user among them, in any order: what was decided holds, and the order does not matter."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import contact, telling
from milchannels.errors import JudgementError
from milchannels.judging import Side, decide, export_lines, import_lines
from milchannels.linking import rebuild
from milchannels.linking.judgements import Kind, rulings
from milchannels.records import Article, Extraction
from milchannels.store import Store

NAMES = {
    "USA": ["Lloyd Austin", "Lloyd J. Austin III", "Austin", "L. Austin", "Mark Milley", "Milley", ""],
    "RUS": ["Sergei Shoigu", "Sergey Shoygu", "Shoigu", "S. Shoigu", "Sergei Ivanov", "S. Ivanov", "Ivanov", ""],
}
OFFICES = ["dm", "cd", "mo"]
DATES = [None, "2022-10-21", "2022-10-22", "2022-10", "2022-10-17/2022-10-23", "2022"]
Homes = dict[str, str]


@st.composite
def articles(draw: st.DrawFn) -> list[tuple[Article, Extraction]]:
    def one(n: int) -> tuple[Article, Extraction]:
        parties = [f"{draw(st.sampled_from(names))}/{c}/{draw(st.sampled_from(OFFICES))}" for c, names in NAMES.items()]
        fields = {
            "date": draw(st.sampled_from(DATES)),
            "mode": draw(st.sampled_from(["phone_call", "talks", "meeting"])),
            "status": draw(st.sampled_from(["held", "held", "planned"])),
        }
        return telling(
            f"t{n}", contact(*parties, **fields), published=draw(st.sampled_from(["2022-10-22", "2023-01-05"]))
        )

    return [one(n) for n in range(draw(st.integers(3, 8)))]


def homes(store: Store, kind: Kind) -> Homes:
    table, column = ("appearances", "person") if kind == "person" else ("contacts", "linked")
    with store.reading() as connection:
        return dict(connection.exec_driver_sql(f"SELECT key, {column} FROM {table}").all())  # type: ignore[arg-type]


def sides(found: Homes, kind: Kind) -> list[Side]:
    """Persons or contacts as a user would name them."""
    grouped: dict[str, set[str]] = {}
    for key, home in found.items():
        grouped.setdefault(home, set()).add(key)
    return [Side(kind, home, frozenset(keys), home) for home, keys in sorted(grouped.items())]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), told=articles())
def test_what_a_user_decides_holds(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, told: list[tuple[Article, Extraction]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    store = Store(folder / "one.db")
    apart: list[tuple[Kind, Side, Side]] = []
    for article in told:
        store.ingest(*article)
        store.link()
        kind: Kind = data.draw(st.sampled_from(["person", "contact"]))
        known = sides(homes(store, kind), kind)
        if len(known) < 2 or not data.draw(st.booleans()):
            continue
        a, b = data.draw(st.permutations(known))[:2]
        verdict = data.draw(st.sampled_from(["same", "different"]))
        try:
            outcome = decide(store, a, b, verdict)
        except JudgementError:
            continue
        assert len(outcome.homes) == (1 if verdict == "same" else 2)
        if verdict == "different":
            apart.append((kind, a, b))
    before = {kind: homes(store, kind) for kind in ("person", "contact")}
    check(store, before)
    for of, a, b in apart:
        # No part of one side has drifted to the other.
        assert not any(before[of][x] == before[of][y] for x in a.keys for y in b.keys)
    rebuild(store)
    assert {kind: homes(store, kind) for kind in ("person", "contact")} == before
    # Another store, that reads in another order and gets the judgements at any time.
    other = Store(folder / "other.db")
    when = data.draw(st.integers(0, len(told)))
    for n, article in enumerate(data.draw(st.permutations(told))):
        if n == when:
            assert not import_lines(other, export_lines(store)).refused
        other.ingest(*article)
        other.link()
    if when == len(told):
        assert not import_lines(other, export_lines(store)).refused
    assert {kind: homes(other, kind) for kind in ("person", "contact")} == before
    store.close()
    other.close()


def check(store: Store, found: dict[str, Homes]) -> None:
    """Every pair of keys lies as users have said, at once or in several steps."""
    for kind in ("person", "contact"):
        with store.reading() as connection:
            ruled = rulings(connection, kind)
        for a, b in itertools.combinations(sorted(found[kind]), 2):
            if ruled.demands([a], [b]):
                assert found[kind][a] == found[kind][b], (a, b)
            if ruled.forbids([a], [b]):
                assert found[kind][a] != found[kind][b], (a, b)
