"""Annotation and answer in, figures and causes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from milchannels.errors import ReadError
from milchannels.evaluation import below_floors, cases, evaluate, read_answers, read_floors, read_gold
from milchannels.evaluation.likeness import (
    best_pairs,
    same_date,
    same_name,
    same_participant,
    same_place,
    topics_likeness,
)

Record = dict[str, Any]


def person(name: str, country: str, office: str | None = "defense_minister", **more: Any) -> Record:
    return {"name": name, "kind": "person", "rank": None, "role": None, "office": office, "country": country} | more


def office(kind: str, country: str, identity: str | None = None) -> Record:
    return {"name": None, "kind": "office", "rank": None, "role": None, "office": kind, "country": country} | {
        "identity": identity
    }


def body(country: str, kind: str = "delegation", office: str | None = None) -> Record:
    return {"name": None, "kind": kind, "rank": None, "role": "officials", "office": office, "country": country}


HAGEL, SHOIGU = person("Chuck Hagel", "USA"), person("Sergei Shoigu", "RUS")
YAALON = person("Moshe Ya'alon", "ISR")


def contact(*participants: Record, **more: Any) -> Record:
    return {
        "mode": "phone_call",
        "status": "held",
        "recurring": False,
        "date": "2014-04-28",
        "participants": list(participants) or [HAGEL, SHOIGU],
        "initiator": None,
        "location": None,
        "topics": [],
        "track": "mil",
        "evidence": ["Hagel spoke by phone with Shoigu"],
    } | more


def article(*contacts: Record, people: list[Record] | None = None, events: list[Record] | None = None) -> Record:
    return {"id": "a", "text": "x", "contacts": list(contacts), "people": people or [], "channel_events": events or []}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Chuck Hagel", "Hagel", True),
        ("Valery Gerasimov", "Valeriy Gerasimov", True),
        ("Sergey Shoigu", "Sergei Shoigu", True),
        ("Sergey Shoygu", "Sergei Shoigu", False),
        ("Joe Dunford", "Joseph Dunford", True),
        ("Abdel Fattah al-Sisi", "Abdel-Fattah el-Sisi", True),
        ("Raúl Castro", "Raul Castro", True),
        ("George Robertson", "Pat Robertson", False),
        ("Chuck Hagel", "Martin Dempsey", False),
        ("", "Hagel", False),
        (None, None, False),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    ("gold", "answer", "same"),
    [
        (HAGEL, {"name": "Hagel"}, True),
        (HAGEL, {"name": "Hagel", "country": "GBR"}, True),
        (HAGEL, office("defense_minister", "USA", "Chuck Hagel"), False),
        (office("defense_minister", "RUS"), office("defense_minister", "RUS"), True),
        (office("defense_minister", "RUS"), body("RUS"), True),
        (office("defense_minister", "RUS"), office("commander", "RUS"), False),
        (office("defense_minister", "RUS"), office("defense_minister", "CHN"), False),
        (office("defense_minister", "RUS", "Sergei Shoigu"), SHOIGU, True),
        (office("defense_minister", "RUS", "Sergei Shoigu"), office("commander", "RUS", "Shoigu"), True),
        (office("defense_minister", "RUS"), SHOIGU, False),
        (body("CHN"), body("CHN", "office", "commander"), True),
        (body("CHN"), person("Dong Jun", "CHN"), False),
    ],
)
def test_participants(gold: Record, answer: Record, same: bool) -> None:
    assert same_participant(gold, answer) is same


@pytest.mark.parametrize(
    ("gold", "answer", "same"),
    [
        (None, None, True),
        (None, "", True),
        ("2014", "2014", True),
        ("2014-04-28", None, False),
        ("2014-04-28", "2014-04-29", False),
        ("2014-04-21/2014-04-27", "2014-04-24/2014-04-30", False),
        ("2014-04-21/2014-04-27", "2014-04-23/2014-04-27", True),
        ("2014-04-01/2014-04-30", "2014-04", True),
        ("2012-02", "2012-02-15/2012-02-29", True),
        ("2014-04~", "2014-04", True),
        ("2014-04-28", "last Monday", False),
        ("2014-04-28", "2014-13", False),
    ],
)
def test_dates(gold: str | None, answer: str | None, same: bool) -> None:
    assert same_date(gold, answer) is same


@pytest.mark.parametrize(
    ("gold", "answer", "same"),
    [
        ("Moscow", "in Moscow", True),
        ("the Kremlin in Moscow", "Moscow", True),
        ("Moscow", None, False),
        ("Rome", "Oslo", False),
    ],
)
def test_places(gold: str, answer: str | None, same: bool) -> None:
    assert same_place(gold, answer) is same


@pytest.mark.parametrize(
    ("gold", "answer", "likeness"),
    [
        ([], [], 1),
        ([], None, 1),
        (["missile defense"], [], 0),
        (["the missile defense"], ["missile defense"], 1),
        (["missile defense"], ["missile", "Syria"], 0.5),
    ],
)
def test_topics(gold: list[str], answer: list[str] | None, likeness: float) -> None:
    assert topics_likeness(gold, answer) == likeness


def test_pairs_are_the_best_of_all_and_not_the_first_that_fits() -> None:
    weights = {("g", "x"): 2.0, ("g", "y"): 1.9, ("h", "x"): 1.8}
    golds, answers = [{"n": "g"}, {"n": "h"}], [{"n": "x"}, {"n": "y"}]
    assert best_pairs(golds, answers, lambda a, b: weights.get((a["n"], b["n"]), 0.0)) == [(0, 1), (1, 0)]


FIGURES: list[tuple[str, list[Record], list[Record], tuple[int, int, int], int]] = [
    ("right", [contact()], [contact()], (1, 0, 0), 1),
    ("missed", [contact()], [], (0, 1, 0), 0),
    ("spurious", [], [contact()], (0, 0, 1), 0),
    ("other mode", [contact()], [contact(mode="talks")], (1, 0, 0), 0),
    ("other status", [contact()], [contact(status="planned")], (1, 0, 0), 0),
    ("other date", [contact()], [contact(date=None)], (1, 0, 0), 0),
    ("one too many there", [contact()], [contact(HAGEL, SHOIGU, YAALON)], (1, 0, 0), 0),
    ("other country", [contact()], [contact(HAGEL, YAALON)], (0, 1, 1), 0),
    ("one side alone", [contact()], [contact(HAGEL)], (0, 1, 0), 0),
    ("two for one", [contact()], [contact(), contact()], (1, 0, 1), 1),
    ("one for two", [contact(), contact(date="2013-12")], [contact(date="2013-12")], (1, 1, 0), 1),
    ("political in gold", [contact(track="political")], [contact()], (0, 0, 0), 0),
    ("political in answer", [], [contact(track="political")], (0, 0, 0), 0),
    ("optional, found", [contact(optional=True)], [contact()], (0, 0, 0), 0),
    ("optional, missed", [contact(optional=True)], [], (0, 0, 0), 0),
]


@pytest.mark.parametrize(
    ("gold", "answer", "counts", "strict"), [case[1:] for case in FIGURES], ids=[c[0] for c in FIGURES]
)
def test_contacts(gold: list[Record], answer: list[Record], counts: tuple[int, int, int], strict: int) -> None:
    figures = evaluate([article(*gold)], {"a": article(*answer)}).figures()
    found = figures["contacts"]
    assert (found["hits"], found["missed"], found["spurious"]) == counts
    assert figures["strict"]["hits"] == strict


def test_shares_and_attributes() -> None:
    gold = article(
        contact(location="Moscow", initiator="USA", topics=["Ukraine"]), contact(HAGEL, YAALON), contact(SHOIGU, YAALON)
    )
    answer = article(contact(location="Oslo", initiator="RUS", topics=["Ukraine"], date="2013"), contact(HAGEL, YAALON))
    figures = evaluate([gold], {"a": answer}).figures()["contacts"]
    assert figures == {
        "precision": 1.0, "recall": 0.6667, "f1": 0.8, "hits": 2, "missed": 1, "spurious": 0,
        "date": 0.5, "date_where_told": 0.5, "initiator_where_told": 0.0, "location_where_told": 0.0, "mode": 1.0,
        "participant_country": 1.0, "participant_office": 1.0, "participants": 1.0, "recurring": 1.0, "status": 1.0,
        "topics_f1": 1.0, "track": 1.0,
    }  # fmt: skip


def test_people() -> None:
    gold = article(people=[HAGEL | {"rank": "Sergeant"}, SHOIGU])
    answer = article(people=[person("Hagel", "USA", "other_official"), YAALON, {"name": None}])
    figures = evaluate([gold], {"a": answer}).figures()["people"]
    assert figures == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "hits": 1, "missed": 1, "spurious": 1,
        "country": 1.0, "office": 0.0, "rank": 0.0,
    }  # fmt: skip


def test_channel_events() -> None:
    opened = {"countries": ["JPN", "CHN"], "action": "established"}
    gold = article(events=[opened, opened | {"action": "suspended"}])
    answer = article(events=[{"countries": ["CHN", "JPN"], "action": "established"}, opened | {"action": "proposed"}])
    figures = evaluate([gold], {"a": answer}).figures()["channel_events"]
    assert (figures["hits"], figures["missed"], figures["spurious"]) == (1, 1, 1)


def test_an_article_without_an_answer_is_all_missed() -> None:
    figures = evaluate([article(contact(), people=[HAGEL])], {}).figures()
    assert (figures["unanswered"], figures["contacts"]["missed"], figures["people"]["missed"]) == (1, 1, 1)


PEOPLE = [HAGEL, SHOIGU, YAALON]
ELSEWHERE = ["Quite another sentence"]
CAUSES: list[tuple[str, list[Record], Record]] = [
    ("person not seen", [contact()], article(people=[HAGEL])),
    ("office or country wrong", [contact()], article(people=[HAGEL, SHOIGU | {"country": "BLR"}])),
    (
        "office or country wrong",
        [contact(HAGEL, office("defense_minister", "RUS"))],
        article(contact(HAGEL, office("commander", "RUS")), people=PEOPLE),
    ),
    ("trigger unknown", [contact()], article(people=PEOPLE)),
    ("trigger unknown", [contact()], article(contact(HAGEL, YAALON, evidence=ELSEWHERE), people=PEOPLE)),
    ("mention unresolved", [contact()], article(contact(HAGEL, YAALON), people=PEOPLE)),
    ("two contacts merged into one", [contact(), contact(date="2013-12")], article(contact(), people=PEOPLE)),
    ("one contact split into two", [contact()], article(contact(), contact(date="2013"), people=PEOPLE)),
    ("no such contact told", [], article(contact(), people=PEOPLE)),
    ("date wrong", [contact()], article(contact(date=None))),
    ("status wrong", [contact()], article(contact(status="planned"))),
    ("mode wrong", [contact()], article(contact(mode="talks"))),
    ("participants wrong", [contact()], article(contact(HAGEL, SHOIGU, YAALON))),
]


@pytest.mark.parametrize(("cause", "gold", "answer"), CAUSES)
def test_causes(cause: str, gold: list[Record], answer: Record) -> None:
    golds, answers = [article(*gold)], {"a": answer}
    found = cases(evaluate(golds, answers).outcomes, golds, answers)
    assert cause in found
    assert found[cause][0].article == "a"


def test_the_most_frequent_cause_comes_first() -> None:
    golds = [article(contact(), contact(HAGEL, YAALON))]
    answers = {"a": article(contact(mode="talks", date=None), contact(HAGEL, YAALON, date=None))}
    found = cases(evaluate(golds, answers).outcomes, golds, answers)
    assert [(cause, len(of)) for cause, of in found.items()] == [("date wrong", 2), ("mode wrong", 1)]


def test_quotes_with_offsets_are_compared_by_their_words() -> None:
    quote = {"quote": "hagel spoke by phone with Shoigu", "start": 0, "end": 32}
    golds, answers = [article(contact())], {"a": article(contact(HAGEL, YAALON, evidence=[quote]), people=PEOPLE)}
    assert "mention unresolved" in cases(evaluate(golds, answers).outcomes, golds, answers)


@pytest.mark.parametrize(
    ("floors", "lines"),
    [
        ({"contacts.f1": 0.5}, []),
        ({"contacts.f1": 0.9}, ["contacts.f1 is 0.8, below its floor of 0.9"]),
        ({"contacts.f2": 0.1}, ["contacts.f2 is not among the figures"]),
        ({"contacts": 0.1}, ["contacts is not among the figures"]),
    ],
)
def test_floors(floors: dict[str, float], lines: list[str]) -> None:
    assert below_floors({"contacts": {"f1": 0.8}}, floors) == lines


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a JSON object"),
        ('{"id": "a"}', "text, contacts, people, channel_events missing"),
    ],
)
def test_a_bad_annotation_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(ReadError, match=message) as wrong:
        read_gold(tmp_path)
    assert "bad.json" in str(wrong.value)


def test_files(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_gold(tmp_path / "none")
    with pytest.raises(ReadError, match="no annotated articles"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(article(contact())))
    assert read_gold(tmp_path) == read_gold(tmp_path / "a.json") == [article(contact())]
    rows = tmp_path / "answers.jsonl"
    rows.write_text(json.dumps(article()) + "\n\n")
    assert read_answers(rows) == {"a": article()}
    rows.write_text('{"id": "a"}\n{"contacts": []}\n')
    with pytest.raises(ReadError, match="line 2"):
        read_answers(rows)
    (tmp_path / "floors").write_text('{"contacts.f1": "high"}')
    with pytest.raises(ReadError, match="not a number"):
        read_floors(tmp_path / "floors")


def test_the_annotated_articles_of_the_project_are_sound(root: Path) -> None:
    golds = read_gold(root / "data" / "gold")
    figures = evaluate(golds, {gold["id"]: gold for gold in golds}).figures()
    assert [figures[kind]["f1"] for kind in ("contacts", "strict", "people", "channel_events")] == [1, 1, 1, 1]
