"""Articles in, linked contacts out of a real store: what is one contact, what is not, and what it then says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import contact, telling
from milchannels.linking import tellings
from milchannels.linking.judgements import Judgement, record
from milchannels.queries.differences import differences, history
from milchannels.queries.rows import Filters, records
from milchannels.records import Article, Contact, Extraction
from milchannels.store import LinkedContact, Store

A, S, G, M = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", "Valery Gerasimov/RUS/cd", "Mark Milley/USA/cd"
Telling = tuple[Article, Extraction]


def linked(store: Store) -> list[LinkedContact]:
    return list(records(store, Filters()))


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(s.contact for s in one.sources) for one in linked(store)}


def persons(store: Store) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    with store.reading() as connection:
        for key, person in connection.exec_driver_sql("SELECT key, person FROM appearances"):
            found.setdefault(person, set()).add(key)
    return {frozenset(keys) for keys in found.values()}


def person_ids(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return dict(connection.exec_driver_sql("SELECT key, person FROM appearances").all())


def fill(path: Path, tellings: Iterable[Telling], batch: int = 100) -> Store:
    store = Store(path)
    for n, (article, extraction) in enumerate(tellings):
        store.ingest(article, extraction)
        if n % batch == batch - 1:
            store.link()
    store.link()
    return store


def call(*parties: str, **fields: Any) -> Contact:
    return contact(*(parties or (A, S)), **{"date": "2022-10-21", **fields})


SAME = [
    (call(), call("Austin/USA/dm", "Sergey Shoygu/RUS/dm")),
    (call(), call(A, "/RUS/dm")),
    (call(), call(A, "=Sergei Shoigu/RUS/dm")),
    (call(), call(A, "/RUS")),
    (call(), call(mode="talks")),
    (call(mode="meeting"), call(mode="visit")),
    (call(), call(date="2022-10")),
    (call(), call(date="2022-10-17/2022-10-23")),
    (call(), call(date="2022-10-22", date_basis="publication")),
    (call(date="2022-10-14/2022-10-17"), call(date="2022-10-15/2022-10-18")),
    (call(status="planned"), call()),
    (call(status="requested"), call(status="refused")),
    (call(recurring=True, date=None), call(recurring=True, date=None)),
    (call("/USA", "/RUS", mode="talks"), call("/USA", "/RUS", mode="talks")),
    (call(date=None, quote="They spoke recently."), call(date=None, quote="They  spoke recently.")),
    (call(date=None, status="planned", quote="They will talk."), call(date="2022-10-28", quote="They talked.")),
    (call(date=None, status="requested", quote="Asked."), call(date=None, status="refused", quote="Would not.")),
    (call(date="2022-10-24/2022-10-30", status="planned"), call(date="2022-10-26", status="cancelled")),
    (call(mode="hotline"), call()),
    (call(), call(status="refused")),
    (call(A, "Dong Jun/CHN/dm"), call(A, "Dong Jun/CHN/dm", date="2022-10-22")),
    (call(A, "Shoigu/RUS"), call(A, "/RUS/dm")),
]
APART = [
    (call(), call(date="2022-10-23")),
    (call(), call(date="2022-10-22")),
    (call(), call(mode="meeting")),
    (call(mode="letter"), call(mode="talks")),
    (call(), call(A, G)),
    (call(), call(A, "/RUS/cd")),
    (call(), call(recurring=True)),
    (call(), call(A, "Wei Fenghe/CHN/dm")),
    (call(date=None, quote="They spoke recently."), call(date=None, quote="They have spoken.")),
    (call(date=None), call()),
    (call(recurring=True, count=3, date="2022"), call(recurring=True, count=5, date="2022")),
    (call(ordinal=1), call(ordinal=2)),
    (call("/USA", "/RUS"), call("/USA", "/RUS", date="2022-10")),
    (call(date=None, status="planned", quote="They will talk."), call(date="2022-12-28", quote="They talked.")),
    (call(date=None, status="planned", quote="They will talk."), call(date=None, quote="They talked.")),
    (call(date="2022-10", status="refused"), call()),
    (call(mode="talks"), call(status="refused")),
    (call(A, "Dong Jun/CHN/dm"), call(A, "Dong Jun/CHN/dm", date="2022-10-23")),
    (call(mode="hotline"), call(mode="video_call")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_contact(tmp_path: Path, one: Contact, other: Contact) -> None:
    for n, pair in enumerate([(one, other), (other, one)]):
        store = fill(tmp_path / f"{n}.db", [telling("a", pair[0]), telling("b", pair[1])], batch=1)
        assert groups(store) == {frozenset({"a-0", "b-0"})}


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_contacts(tmp_path: Path, one: Contact, other: Contact) -> None:
    store = fill(tmp_path / "s.db", [telling("a", one), telling("b", other)])
    assert groups(store) == {frozenset({"a-0"}), frozenset({"b-0"})}


def test_two_contacts_of_one_article_stay_two(tmp_path: Path) -> None:
    store = fill(tmp_path / "s.db", [telling("a", call(), call()), telling("b", call(), call())])
    assert groups(store) == {frozenset({"a-0", "b-0"}), frozenset({"a-1", "b-1"})}


def test_a_vague_telling_that_fits_two_stays_alone_and_is_said_to(tmp_path: Path) -> None:
    vague = call(date="2022-10", mode="talks")
    tellings = [telling("a", call()), telling("b", call(date="2022-10-23")), telling("c", vague), telling("d", call())]
    store = fill(tmp_path / "s.db", tellings)
    assert groups(store) == {frozenset({"a-0", "d-0"}), frozenset({"b-0"}), frozenset({"c-0"})}
    with store.reading() as connection:
        unsure = connection.exec_driver_sql("SELECT a, b, reasons FROM judgements WHERE verdict = 'unsure'").all()
    assert len(unsure) == 2
    assert all("c-0" in f"{row.a} {row.b}" and "fits 2 contacts" in row.reasons for row in unsure)


def test_contacts_of_two_days_each_told_by_many_stay_two(tmp_path: Path) -> None:
    days = [call(date=f"2022-10-{day}", date_basis="publication") for day in (21, 21, 21, 22, 22, 22)]
    store = fill(tmp_path / "s.db", [telling(f"{n}", one) for n, one in enumerate(days)])
    assert groups(store) == {frozenset({"0-0", "1-0", "2-0"}), frozenset({"3-0", "4-0", "5-0"})}


def test_a_request_and_a_refusal_stay_together_beside_what_was_held(tmp_path: Path) -> None:
    week = "2022-10-17/2022-10-23"
    tellings = [
        telling("asked", call(date=week, status="requested", mode="meeting")),
        telling("refused", call(date=week, status="refused", mode="meeting")),
        telling("held", call(mode="talks")),
    ]
    store = fill(tmp_path / "s.db", tellings, batch=1)
    assert groups(store) == {frozenset({"asked-0", "refused-0"}), frozenset({"held-0"})}


def test_a_run_takes_in_none_of_its_single_contacts(tmp_path: Path) -> None:
    run = call(recurring=True, date="2022-10", quote="They speak each week.")
    tellings = [telling("a", run), telling("b", call()), telling("c", call(date="2022-10")), telling("d", run)]
    assert groups(fill(tmp_path / "s.db", tellings)) == {frozenset({"a-0", "d-0"}), frozenset({"b-0", "c-0"})}


def test_no_chain_of_days_makes_one_of_two(tmp_path: Path) -> None:
    days = [call(date=f"2022-10-{day}", date_basis="publication") for day in (21, 22, 23)]
    store = fill(tmp_path / "s.db", [telling(f"{n}", one) for n, one in enumerate(days)])
    assert all(len(group) <= 2 for group in groups(store))


def test_merged_fields(tmp_path: Path) -> None:
    store = fill(
        tmp_path / "s.db",
        [
            telling("plan", call("/USA/dm", S, status="planned", mode="talks"), published="2022-10-20", source="X"),
            telling("vague", call(date="2022-10", topics=["Ukraine"], initiator="RUS"), published="2022-10-30"),
            telling("news", call(topics=["ukraine", "dirty bombs"], initiator="USA"), published="2022-10-22"),
            telling("copy", call("Lloyd J. Austin/USA/dm", S, initiator="USA"), published="2022-10-22"),
            telling("recall", call(status="planned"), published="2023-01-01"),
        ],
    )
    [one] = linked(store)
    assert (one.mode, one.status, one.date, one.initiator) == ("phone_call", "held", "2022-10-21", "USA")
    assert [t.casefold() for t in one.topics] == ["ukraine", "dirty bombs"]
    assert [(p.name, p.country) for p in one.participants] == [("Sergei Shoigu", "RUS"), ("Lloyd J. Austin", "USA")]
    assert all(p.person for p in one.participants)
    told = {s.article: (s.contact, s.status, s.date, s.initiator) for s in one.sources}
    assert told == {
        "plan": ("plan-0", "planned", "2022-10-21", None),
        "copy": ("copy-0", "held", "2022-10-21", "USA"),
        "news": ("news-0", "held", "2022-10-21", "USA"),
        "vague": ("vague-0", "held", "2022-10", "RUS"),
        "recall": ("recall-0", "planned", "2022-10-21", None),
    }
    assert one.sources[0].article == "plan"
    assert [s.article for s in one.sources][-2:] == ["vague", "recall"]
    assert {q.article for q in one.evidence} == {"plan", "vague", "news", "copy", "recall"}


def test_one_side_denies(tmp_path: Path) -> None:
    tellings = [telling("told", call()), telling("denied", call(status="refused"), published="2022-10-23")]
    [one] = linked(fill(tmp_path / "s.db", tellings))
    assert one.status == "refused"
    assert differences(one) == {"status": {"held": ["told"], "refused": ["denied"]}}


def test_the_course_of_a_contact_is_kept(tmp_path: Path) -> None:
    tellings = [
        telling("asked", call(date="2022-10-17/2022-10-23", status="requested"), published="2022-10-15"),
        telling("again", call(date="2022-10-17/2022-10-23", status="requested"), published="2022-10-16"),
        telling("set", call(status="planned"), published="2022-10-19"),
        telling("off", call(status="cancelled"), published="2022-10-20"),
    ]
    [one] = linked(fill(tmp_path / "s.db", tellings))
    assert one.status == "cancelled"
    assert [(step.status, step.article) for step in history(one.sources)] == [
        ("requested", "asked"),
        ("planned", "set"),
        ("cancelled", "off"),
    ]


def test_copies_of_one_text_count_once(tmp_path: Path) -> None:
    wire = " ".join(f"word{n} of the story" for n in range(60))
    tellings = [
        telling("wire", call(), text=wire, published="2022-10-21"),
        telling("copy", call(), text=f"PARIS - {wire}", published="2022-10-22"),
        telling("own", call(), text=" ".join(f"another{n} word of mine" for n in range(60)), published="2022-10-22"),
    ]
    for batch in (1, 10):
        [one] = linked(fill(tmp_path / f"{batch}.db", tellings[::-1], batch))
        assert (len(one.sources), one.independent) == (3, 2)
        assert {s.article: s.copy_of for s in one.sources} == {"wire": None, "copy": "wire", "own": None}


def test_initials_are_no_full_name(tmp_path: Path) -> None:
    names = ["S. K. Shoigu/RUS/dm", S, "Shoigu/RUS/dm"]
    store = fill(tmp_path / "s.db", [telling(f"{n}", call(A, name)) for n, name in enumerate(names)])
    [one] = linked(store)
    assert {p.name for p in one.participants} == {"Sergei Shoigu", "Lloyd Austin"}


def test_a_nameless_participant_has_no_person(tmp_path: Path) -> None:
    store = fill(tmp_path / "s.db", [telling("a", call(A, "=Sergei Shoigu/RUS/dm"))])
    [one] = linked(store)
    assert {p.name: bool(p.person) for p in one.participants} == {"Lloyd Austin": True, None: False}


def test_people_are_told_of_as_in_the_year_of_the_contact(tmp_path: Path) -> None:
    old = call("/USA/dm", "Wei/CHN/mo", date="1995-08", mode="meeting")
    new = call("/USA/dm", "Wei Fenghe/CHN/dm", date="2019-06-01", mode="meeting")
    store = fill(tmp_path / "s.db", [telling("a", old, new, published="2019-06-02", people=("Wei/CHN/mo",))])
    with store.reading() as connection:
        keys = set(connection.exec_driver_sql("SELECT key FROM appearances").scalars())
    assert keys == {"CHN|wei|military_officer|1995", "CHN|wei fenghe|defense_minister|2019"}
    assert len(persons(store)) == 2


def test_linking_again_changes_nothing(tmp_path: Path) -> None:
    store = fill(tmp_path / "s.db", [telling("a", call()), telling("b", call(A, "/RUS/dm"))])
    before = [one.model_dump_json() for one in linked(store)], store.counts()
    assert store.link() == {"appearances": 0, "contacts": 0, "judgements": 0}
    assert ([one.model_dump_json() for one in linked(store)], store.counts()) == before


def test_a_users_judgement_holds_through_later_articles(tmp_path: Path) -> None:
    store = fill(tmp_path / "s.db", [telling("a", call()), telling("b", call())])
    with store.writing() as connection:
        keys = list(connection.exec_driver_sql("SELECT key FROM contacts ORDER BY key").scalars())
        record(connection, [Judgement("contact", keys[0], keys[1], "different", 1.0, "told so")], by="user")
    for n in range(3):
        store.ingest(*telling(f"later{n}", call()))
        store.link()
        assert not any({"a-0", "b-0"} <= group for group in groups(store))


names_us = st.sampled_from(["Lloyd Austin", "Lloyd J. Austin III", "Austin", "Mark Milley", "Milley", ""])
names_ru = st.sampled_from(
    ["Sergei Shoigu", "Sergey Shoygu", "Shoigu", "Valery Gerasimov", "Sergei Ivanov", "=Sergei Shoigu", ""]
)
offices = st.sampled_from(["dm", "cd", "mo", ""])
dates = st.sampled_from(
    [
        *[None, "2022-10-20", "2022-10-21", "2022-10-22", "2022-10-23", "2022-10", "2022-10-17/2022-10-23", "2022"],
        *["2022-09-28/2022-10-02", "2022-10-02/2022-10-12", "2022-10-01", "2022-11", "2022-10-20/..", "2021/2022"],
    ]
)


@st.composite
def drawn_contact(draw: st.DrawFn) -> Contact:
    return contact(
        f"{draw(names_us)}/USA/{draw(offices)}",
        f"{draw(names_ru)}/{draw(st.sampled_from(['RUS', 'RUS', 'BLR']))}/{draw(offices)}",
        date=draw(dates),
        mode=draw(st.sampled_from(["phone_call", "talks", "meeting", "visit"])),
        status=draw(st.sampled_from(["held", "held", "planned", "requested", "refused"])),
        recurring=draw(st.sampled_from([False, False, False, True])),
        date_basis=draw(st.sampled_from(["stated", "publication"])),
    )


@st.composite
def drawn_tellings(draw: st.DrawFn) -> list[Telling]:
    return [
        telling(
            f"t{n}",
            *draw(st.lists(drawn_contact(), min_size=1, max_size=3)),
            published=draw(st.sampled_from(["2022-10-21", "2022-10-22", "2022-12-01", "2019-01-01", None])),
            people=tuple(draw(st.lists(st.sampled_from([A, S, G, "Shoigu/RUS", "S. Ivanov/RUS/mo"]), max_size=2))),
        )
        for n in range(draw(st.integers(2, 10)))
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), tellings=drawn_tellings(), batch=st.integers(1, 3))
def test_order_and_batches_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, tellings: list[Telling], batch: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    at_once = fill(folder / "a.db", tellings)
    other = fill(folder / "b.db", data.draw(st.permutations(tellings)), batch)
    assert persons(other) == persons(at_once)
    assert person_ids(other) == person_ids(at_once)
    assert [json.loads(one.model_dump_json()) for one in linked(other)] == [
        json.loads(one.model_dump_json()) for one in linked(at_once)
    ]
    assert other.counts()["persons"] == at_once.counts()["persons"]
    at_once.close()
    other.close()


def read_for_one_more(path: Path, contacts: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many tellings are read to link one article more to a store of so many contacts of the same two."""
    first = dt.date(2000, 1, 3)
    days = [(first + dt.timedelta(days=5 * n)).isoformat() for n in range(contacts)]
    store = fill(path, [telling(day, call(date=day), call(date=day[:7], mode="talks"), published=day) for day in days])
    read: list[str] = []
    load = tellings.load

    def counted(connection: Any, keys: Any) -> list[tellings.Telling]:
        found = load(connection, keys)
        read.extend(one.key for one in found)
        return found

    monkeypatch.setattr(tellings, "load", counted)
    store.ingest(*telling("more", call(date="2000-06-07", date_basis="publication"), published="2000-06-08"))
    store.link()
    monkeypatch.undo()
    return len(read)


def test_one_article_more_costs_what_lies_in_its_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = read_for_one_more(tmp_path / "few.db", 60, monkeypatch)
    many = read_for_one_more(tmp_path / "many.db", 240, monkeypatch)
    assert few == many < 30
