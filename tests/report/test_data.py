"""A store in, the values of its page out."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from factories import contact, telling
from milchannels import Store, report
from milchannels.errors import MilchannelsError, UsageError
from milchannels.records import ChannelEvent, Contact, Quote
from milchannels.register import default
from milchannels.report.data import collect
from milchannels.report.marks import pieces


def values(store: Store, **filters: Any) -> dict[str, Any]:
    return collect(store, filters, as_of=store.newest(), register=default())


def one(store: Store, date: str) -> dict[str, Any]:
    found = [told for told in values(store)["contacts"] if told["first"] == date]
    assert len(found) == 1
    return found[0]


def test_a_contact_has_its_words_and_where_they_stand(small: Store) -> None:
    told = one(small, "2022-10-21")
    assert (told["when"], told["mode"], told["status"], told["sources"]) == ("21 Oct 2022", "phone_call", "held", 2)
    assert told["initiator"] == "USA"
    assert {party["country"] for party in told["who"]} == {"USA", "RUS"}
    quote = told["tellings"][0]["quotes"][0]
    assert quote == [
        ["Lloyd Austin", "who"], " ", ["phoned", "how"], " ", ["Sergei Shoigu", "who"], " on ", ["Friday", "when"], " about ",
        ["the war in Ukraine", "about"], ".",
    ]  # fmt: skip


def test_ends_are_nodes_of_each_level(small: Store) -> None:
    told = values(small)
    call = one(small, "2022-10-21")
    ends = {
        level: [[told["nodes"][level][n]["label"] for n in pair] for pair in call["ends"][level]]
        for level in call["ends"]
    }
    assert sorted(ends["person"][0]) == ["Lloyd Austin", "Sergei Shoigu"]
    assert sorted(ends["post"][0]) == ["American defense minister", "Russian defense minister"]
    assert sorted(ends["country"][0]) == ["Russia", "United States"]
    assert all({"x", "y"} <= node.keys() for nodes in told["nodes"].values() for node in nodes)


def test_filters_leave_out_what_does_not_pass(small: Store) -> None:
    told = values(small, sides=("USA", "CHN"))
    assert {party["country"] for each in told["contacts"] for party in each["who"]} == {"USA", "CHN"}
    assert told["events"] == []
    assert [event["action"] for event in values(small, sides=("USA", "RUS"))["events"]] == [
        "suspended",
        "resumed",
    ]
    assert len(values(small, since="2022-11-01")["contacts"]) == 3


def test_events_told_twice_are_one(tmp_path: Path) -> None:
    cut = ChannelEvent(countries=["USA", "RUS"], action="suspended", channel="ties", date="2022-03-03", evidence="Cut.")
    with Store(tmp_path / "s.db") as store:
        for id_ in "ab":
            store.ingest(*telling(id_, contact("A B/USA/dm", "C D/RUS/dm"), events=(cut,)))
        store.link()
        [event] = values(store)["events"]
    assert len(event["told"]) == 2


def test_persons_have_their_posts(small: Store) -> None:
    people = {person["name"]: person for person in values(small)["people"].values()}
    assert people["Sergei Shoigu"]["posts"][0] == ["Minister of Defence", "6 Nov 2012 – 12 May 2024"]


def test_the_same_store_gives_the_same_page(small: Store) -> None:
    assert report.page(small) == report.page(small)


def test_an_empty_store_has_a_page(tmp_path: Path) -> None:
    with Store(tmp_path / "s.db") as store:
        told = values(store)
        assert (told["contacts"], told["asOf"]) == ([], None)
        assert "0 contacts" in report.page(store)


@pytest.mark.parametrize(
    ("words", "fields", "expected"),
    [
        ("Austin met Shoigu.", {"id": "x:c7"}, [["Austin", "who"], " ", ["met", "how"], " ", ["Shoigu", "who"], "."]),
        ("AUSTIN and no one else.", {}, [["AUSTIN", "who"], " and no one else."]),
        ("Austinville is a town.", {}, ["Austinville is a town."]),
        ("", {}, []),
        # A place beyond the quote, as where the telling word stands in another sentence.
        ("They spoke.", {"id": "x:c500"}, ["They spoke."]),
        ("On May 3 (May 3).", {"date_text": "May 3"}, ["On ", ["May 3", "when"], " (", ["May 3", "when"], ")."]),
        ("A call with (dots) in it.", {"topics": ["(dots)"]}, ["A call with ", ["(dots)", "about"], " in it."]),
    ],
)
def test_pieces_of_a_quote(words: str, fields: dict[str, Any], expected: list[Any]) -> None:
    told: Contact = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", **fields)
    cut = pieces(told, Quote(quote=words, start=0, end=len(words)))
    assert "".join(text for text, _ in cut) == words
    assert [[text, tells] if tells else text for text, tells in cut] == expected


def test_room_is_shared_and_every_contact_keeps_a_quote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("milchannels.report.data._ROOM", 1000)
    with Store(tmp_path / "s.db") as store:
        for n in range(12):
            # Two contacts; the first ten articles tell of both, the others of the second alone.
            calls = [contact("A B/USA/dm", "C D/RUS/dm", date=day) for day in ("2022-10-20", "2021-01-01")][n // 10 :]
            store.ingest(*telling(f"a{n}", *calls))
        store.link()
        told = values(store)["contacts"]
    quoted = [len(each["tellings"]) for each in told]
    assert min(quoted) >= 1
    assert max(quoted) - min(quoted) <= 1
    assert sum(quoted) < sum(each["sources"] for each in told)


def test_the_file_is_whole_or_not_there(small: Store, tmp_path: Path) -> None:
    with pytest.raises(MilchannelsError, match="cannot write"):
        report.write(small, tmp_path / "nowhere" / "page.html")
    with pytest.raises(UsageError):
        report.write(small, tmp_path / "page.html", filters={"mood": "good"})
    assert list(tmp_path.iterdir()) == []


def test_data_cannot_end_the_block_it_stands_in(hostile: Store) -> None:
    page = report.page(hostile, title="</title><script>window.hit=8</script>", as_of=dt.date(2023, 1, 1))
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert not set("<>&\u2028\u2029") & set(block[1])
    assert len(json.loads(block[1])["contacts"]) == 9
    assert "<title>&lt;/title&gt;" in page
    # The scripts of the library, of the page, and the block of data: nothing else opens a script.
    assert len(re.findall(r"<script", page.replace(block[0], ""))) == len(re.findall(r"<script>", page))
