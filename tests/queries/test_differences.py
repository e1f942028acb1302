"""What several articles tell of one contact in; where they contradict each other, and what became of it, out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import contact, telling
from milchannels.cli import run
from milchannels.queries.differences import differences, history
from milchannels.queries.rows import Filters, records
from milchannels.store import LinkedContact, Store
from milchannels.store.linked import Source


def told(*tellings: dict[str, Any]) -> LinkedContact:
    sources = [
        Source(article=f"a{n}", contact="c", **{"mode": "phone_call", "status": "held", **one})
        for n, one in enumerate(tellings)
    ]
    whole = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm").model_dump()
    return LinkedContact.model_validate({**whole, "evidence": [], "sources": [one.model_dump() for one in sources]})


@pytest.mark.parametrize(
    ("tellings", "field", "values"),
    [
        ([{"date": "2022-10-21"}, {"date": "2022-10-22"}], "date", {"2022-10-21": ["a0"], "2022-10-22": ["a1"]}),
        ([{"initiator": "USA"}, {}, {"initiator": "RUS"}], "initiator", {"RUS": ["a2"], "USA": ["a0"]}),
        ([{"status": "held"}, {"status": "refused"}], "status", {"held": ["a0"], "refused": ["a1"]}),
        ([{"status": "cancelled"}, {"status": "held"}], "status", {"cancelled": ["a0"], "held": ["a1"]}),
        ([{"location": "Geneva"}, {"location": "Moscow"}], "location", {"Geneva": ["a0"], "Moscow": ["a1"]}),
        ([{"mode": "meeting"}, {"mode": "phone_call"}], "mode", {"meeting": ["a0"], "phone_call": ["a1"]}),
        (
            [{"date": "2022-10"}, {"date": "2022-10-21"}, {"date": "2022-10-22"}],
            "date",
            {"2022-10-21": ["a1"], "2022-10-22": ["a2"]},
        ),
    ],
)
def test_contradictions(tellings: list[dict[str, Any]], field: str, values: dict[str, list[str]]) -> None:
    assert differences(told(*tellings)) == {field: values}


@pytest.mark.parametrize(
    "tellings",
    [
        [
            {"date": "2022-10-21"},
            {"date": "2022-10"},
            {"date": "2022"},
            {"date": "2022-10-17/2022-10-23"},
            {"date": None},
        ],
        [{"mode": "talks"}, {"mode": "phone_call"}],
        [{"mode": "visit"}, {"mode": "meeting"}, {"mode": "talks"}],
        [{"status": "requested"}, {"status": "planned"}, {"status": "held"}],
        [{"status": "planned"}, {"status": "cancelled"}],
        [{"location": "Moscow"}, {"location": "Moscow, Russia"}, {"location": None}],
        [{"initiator": "USA"}, {"initiator": None}],
    ],
)
def test_vaguer_words_and_plans_are_none(tellings: list[dict[str, Any]]) -> None:
    assert differences(told(*tellings)) == {}


def test_history_is_where_the_status_changes() -> None:
    steps = ["planned", "planned", "held", "held", "planned"]
    found = history(told(*({"status": status} for status in steps)).sources)
    assert [(one.article, one.status) for one in found] == [("a0", "planned"), ("a2", "held"), ("a4", "planned")]
    assert history(told({}, {}).sources) == []


def test_the_commands_show_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sides = ("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm")
    day = "2022-10-21"
    with Store(tmp_path / "s.db") as store:
        for article in (
            telling("plan", contact(*sides, date=day, status="planned"), published="2022-10-20"),
            telling("west", contact(*sides, date=day, initiator="USA"), published="2022-10-22"),
            telling("east", contact(*sides, date=day, initiator="RUS"), published="2022-10-23"),
        ):
            store.ingest(*article)
        store.link()
        [one] = records(store, Filters())
    assert run(["contact", one.id, "--db", str(tmp_path / "s.db")]) == 0
    shown = capsys.readouterr().out
    for words in (
        "initiator Russia: east",
        "initiator United States: west",
        "20 Oct 2022  planned  [plan]",
        "22 Oct 2022  held  [west]",
    ):
        assert words in shown
    assert "independent" not in shown
    assert run(["between", "US", "Russia", "--db", str(tmp_path / "s.db")]) == 0
    shown = capsys.readouterr().out
    assert "before: planned (20 Oct 2022)" in shown
    assert "contradicted: initiator Russia or United States" in shown


def test_copies_of_one_text_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-10-21")
    words = " ".join(
        f"Sentence {n} of a report that an agency sent to all who take it, word {n * 7}." for n in range(20)
    )
    with Store(tmp_path / "s.db") as store:
        store.ingest(*telling("wire", call, text=words, published="2022-10-21"))
        store.ingest(*telling("paper", call, text=f"From our agencies. {words}", published="2022-10-22"))
        store.ingest(*telling("own", call, text="Our correspondent heard it too.", published="2022-10-22"))
        store.link()
        [one] = records(store, Filters())
    assert run(["contact", one.id, "--db", str(tmp_path / "s.db")]) == 0
    shown = capsys.readouterr().out
    assert "Told by 3 articles, 2 independent" in shown
    assert shown.count("a copy of [wire]") == 1
