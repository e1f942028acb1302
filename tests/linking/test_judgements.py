"""What users have said of pairs in; what is one and what is two, through any ingest and in any order, out."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import contact, telling
from milchannels.linking.judgements import Judgement, Rulings, obeying, record, settle
from milchannels.store import Store

PAIRS = st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda pair: pair[0] != pair[1])


def consistent(said: list[tuple[tuple[str, str], bool]]) -> Rulings:
    """Rulings of those that do not contradict the ones before."""
    kept: list[tuple[str, str, str]] = []
    for (a, b), same in said:
        now = Rulings(kept)
        if not (now.forbids([a], [b]) if same else now.demands([a], [b])):
            kept.append((a, b, "same" if same else "different"))
    return Rulings(kept)


def test_what_is_said_hangs_together() -> None:
    ruled = Rulings([("a", "b", "same"), ("c", "b", "same"), ("c", "d", "different"), ("e", "d", "same")])
    assert ruled.mates("a") == {"a", "b", "c"}
    assert ruled.demands(["x", "a"], ["c"])
    assert ruled.forbids(["a"], ["x", "e"])
    assert not ruled.demands(["a"], ["d"])
    assert ruled.chain(["a"], ["c"]) == ["a", "b", "c"]
    assert ruled.chain(["a"], ["e"]) == []
    assert ruled.difference(["a"], ["e"]) == ("c", "d")
    assert ruled.difference(["a"], ["b", "c"]) is None


def test_of_several_on_a_pair_the_last_counts() -> None:
    ruled = Rulings([("a", "b", "different"), ("b", "a", "withdrawn"), ("a", "c", "same"), ("c", "a", "unsure")])
    assert not ruled.forbids("a", "b")
    assert not ruled.demands("a", "c")
    assert not ruled.join


@given(
    said=st.lists(st.tuples(PAIRS, st.booleans()), max_size=12),
    made=st.lists(st.integers(0, 3), min_size=7, max_size=7),
)
def test_groups_obey_every_word(said: list[tuple[tuple[str, str], bool]], made: list[int]) -> None:
    ruled = consistent(said)
    # What rules make: any groups that keep apart what is told apart.
    groups: list[list[str]] = [[] for _ in range(11)]
    for key, wish in zip("abcdefg", made, strict=True):
        place = next(n for n in [wish, *range(4, 11)] if not ruled.forbids([key], groups[n]))
        groups[place].append(key)
    found = obeying([group for group in groups if group], ruled)
    assert sorted(key for group in found for key in group) == list("abcdefg")
    home = {key: n for n, group in enumerate(found) for key in group}
    for a, b in itertools.combinations("abcdefg", 2):
        if ruled.demands(a, b):
            assert home[a] == home[b]
        if ruled.forbids(a, b):
            assert home[a] != home[b]


def homes(store: Store, table: str = "contacts", column: str = "linked") -> dict[str, str]:
    with store.reading() as connection:
        return dict(connection.exec_driver_sql(f"SELECT key, {column} FROM {table}").all())


def say(store: Store, kind: str, a: str, b: str, verdict: str) -> None:
    with store.writing() as connection:
        record(connection, [Judgement(kind, a, b, verdict, 1.0, "told so")], by="user")  # type: ignore[arg-type]
        for table in ("appearances", "contacts"):
            connection.exec_driver_sql(f"UPDATE {table} SET dirty = 1")


TELLINGS = [
    telling("a", contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-10-21")),
    telling("b", contact("Lloyd Austin/USA/dm", "Sergey Shoygu/RUS/dm", date="2022-10-21")),
    telling("c", contact("Lloyd Austin/USA/dm", "Igor Orlov/RUS/dm", date="2022-12-21")),
    telling("d", contact("Austin/USA/dm", "Shoigu/RUS/dm", date="2022-10", mode="talks")),
    telling("e", contact("Lloyd Austin/USA/dm", "Wei Fenghe/CHN/dm", date="2022-06-10", mode="meeting")),
    telling("f", contact("Lloyd J. Austin/USA/dm", "Igor Orlov/RUS/dm", date="2022-12-21", mode="talks")),
]
NAMES = [
    "RUS|sergei shoigu|defense_minister|2022",
    "RUS|sergey shoygu|defense_minister|2022",
    "RUS|igor orlov|defense_minister|2022",
    "RUS|shoigu|defense_minister|2022",
    "CHN|vei fenghe|defense_minister|2022",
    "CHN|wei fenghe|defense_minister|2022",
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), order=st.permutations(range(len(TELLINGS))), when=st.integers(0, len(TELLINGS)))
def test_judgements_hold_whenever_they_are_given(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, order: list[int], when: int
) -> None:
    folder = tmp_path_factory.mktemp("said")
    with Store(folder / "all.db") as store:
        for one in TELLINGS:
            store.ingest(*one)
        keys = sorted(homes(store))
    said = []
    for kind, of in (("person", NAMES), ("contact", keys)):
        pairs = st.lists(st.tuples(st.sampled_from(of), st.sampled_from(of), st.booleans()), max_size=4)
        kept: list[tuple[str, str, str]] = []
        for a, b, same in data.draw(pairs):
            now = Rulings(kept)
            if a != b and not (now.forbids([a], [b]) if same else now.demands([a], [b])):
                kept.append((a, b, "same" if same else "different"))
        said += [(kind, *one) for one in kept]
    answers = []
    for name, turns in (("one.db", range(len(TELLINGS))), ("other.db", order)):
        with Store(folder / name) as store:
            for n, turn in enumerate(turns):
                if n == when and name == "other.db":
                    for one in said:
                        say(store, *one)
                store.ingest(*TELLINGS[turn])
                if name == "other.db":
                    store.link()
            if name == "one.db" or when == len(TELLINGS):
                for one in said:
                    say(store, *one)
            store.link()
            found = homes(store), homes(store, "appearances", "person")
            answers.append(found)
            for kind, a, b, verdict in said:
                home = found[0 if kind == "contact" else 1]
                if a in home and b in home:
                    assert (home[a] == home[b]) == (verdict == "same"), (kind, a, b, verdict)
    assert answers[0] == answers[1]


def test_what_rules_no_longer_say_is_corrected(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.db")
    doubt = [Judgement("person", "a", "b", "unsure", 0.5, "fits 2"), Judgement("person", "a", "c", "unsure", 0.5, "")]
    with store.writing() as connection:
        assert settle(connection, "person", {"a": "1", "b": "2", "c": "3"}, doubt) == 2
        assert settle(connection, "person", {"a": "1", "b": "2", "c": "3"}, doubt) == 0
        # Of the set that was looked at again, c is not part.
        assert settle(connection, "person", {"a": "1", "b": "1"}, []) == 1
        rows = connection.exec_driver_sql("SELECT a, b, verdict FROM judgements ORDER BY number").all()
    assert [tuple(row) for row in rows] == [("a", "b", "unsure"), ("a", "c", "unsure"), ("a", "b", "same")]


def test_the_key_of_a_telling_does_not_depend_on_the_name_of_its_article(tmp_path: Path) -> None:
    keys = []
    for name in ("first", "second"):
        store = Store(tmp_path / f"{name}.db")
        said = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", id=f"{name}:c12")
        store.ingest(*telling(name, said, text="One text."))
        store.link()
        keys.append(homes(store))
    assert keys[0] == keys[1]
