"""A small store in; ways between people, the line of time, topics and two periods compared, out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import queries
from milchannels.cli import run
from milchannels.errors import UsageError
from milchannels.queries import Side
from milchannels.records import ChannelEvent
from milchannels.store import Store

A, S = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm"
W, K, M = "Wei Fenghe/CHN/dm", "Hulusi Akar/TUR/dm", "Mark Milley/USA/cd"
CUT = ChannelEvent(
    countries=["USA", "CHN"], action="suspended", channel="theater talks", date="2022-08", evidence="cut"
)
BACK = CUT.model_copy(update={"action": "resumed", "date": "2023-11"})


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paths") / "s.db"
    with Store(path) as store:
        for article, extraction in [
            telling("a", contact(A, S, date="2022-10-21", topics=["Ukraine"], themes=["ukraine_war"], confidence=0.9)),
            telling(
                "b",
                contact(A, S, date="2022-10-21", topics=["Ukraine"], themes=["ukraine_war"], confidence=0.9),
                text="B.",
            ),
            telling("c", contact(A, S, date="2022-05-13", topics=["ceasefire"], confidence=0.5)),
            telling(
                "d",
                contact(S, K, date="2021-03-01"),
                contact(S, K, date="2022-03-01"),
                contact(K, A, date="2021-06-01"),
            ),
            telling(
                "e", contact(K, W, date="2021-07-01"), contact(A, W, date="2022-06-10", status="refused"), events=(CUT,)
            ),
            telling("f", contact(M, "/CHN/cd", date="2023-12-21"), published="2023-12-22", events=(BACK,)),
            telling("g", contact("Ivan Petrov/RUS/mo", "Kenji Abe/JPN/dm", date="2020")),
            telling("h", contact("Oleg Petrov/RUS/mo", "Kenji Abe/JPN/dm", date="2020-02")),
        ]:
            store.ingest(article, extraction)
        store.link()
    return path


@pytest.fixture
def store(where: Path) -> Store:
    return Store(where)


@pytest.mark.parametrize("word", ["US", "usa", "American", "Washington", "u.s."])
def test_a_country_in_any_words(store: Store, word: str) -> None:
    assert queries.side(store, word) == Side(frozenset(["USA"]))


@pytest.mark.parametrize(
    "words",
    ["RUS defense_minister", "Russian defence minister", "Moscow minister of defense", "Defence Minister of Russia"],
)
def test_a_post_in_any_words(store: Store, words: str) -> None:
    assert queries.side(store, words) == Side(post="RUS defense_minister")


@pytest.mark.parametrize("word", ["Shoygu", "Sergey Shoigu", "General Shoigu"])
def test_a_person_in_any_words(store: Store, word: str) -> None:
    assert queries.side(store, word).person == queries.chosen(store, "Shoigu").id


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Petrov", "Ivan Petrov.*Oleg Petrov"),
        ("Congo", "COD.*COG"),
        ("Rusia", "did you mean Russia"),
        ("Nobody", "nobody"),
    ],
)
def test_what_is_ambiguous_or_unknown_is_told(store: Store, word: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        queries.side(store, word)


def test_the_shortest_way_and_the_strongest(store: Store) -> None:
    way = queries.path(store, "Shoygu", "Wei")
    assert way.level == "person"
    # The refused call with Austin is no line; Akar has two contacts with Shoigu.
    assert [(step.a.label, step.b.label, step.contacts) for step in way.shortest] == [
        ("Sergei Shoigu", "Hulusi Akar", 2),
        ("Hulusi Akar", "Wei Fenghe", 1),
    ]
    assert way.strongest == way.shortest
    assert [one.label for one in way.common] == ["Hulusi Akar"]
    direct = queries.path(store, "Russia", "American", level="country")
    assert (len(direct.shortest), direct.shortest[0].contacts) == (1, 2)
    assert [one.id for one in direct.common] == ["TUR"]


def test_the_strongest_way_may_be_longer(store: Store) -> None:
    filters = {"since": "2021-01-01", "until": "2022-09-30"}
    way = queries.path(store, "Shoigu", "Austin", filters=filters)
    assert [len(way.shortest), len(way.strongest)] == [1, 1]
    assert queries.path(store, "Shoigu", "Austin", filters={"until": "2021-12-31"}).shortest[0].b.label == "Hulusi Akar"


def test_a_post_among_persons_is_who_held_it(store: Store) -> None:
    way = queries.path(store, "Russian defense minister", "Wei Fenghe")
    assert [step.a.label for step in way.shortest] == ["Sergei Shoigu", "Hulusi Akar"]


def test_no_way_is_an_answer_and_the_same_is_none(store: Store) -> None:
    assert queries.path(store, "Kenji Abe", "Austin").shortest == []
    with pytest.raises(UsageError, match="the same"):
        queries.path(store, "Shoigu", "Sergey Shoygu")


def test_between_posts_and_persons(store: Store) -> None:
    told = queries.between(store, queries.side(store, "Shoygu"), queries.side(store, "US"))
    assert (told.total, told.a_label, told.b_label) == (2, "Sergei Shoigu", "United States")
    told = queries.between(store, queries.side(store, "Russian defence minister"), queries.side(store, "Austin"))
    assert (told.total, told.a_label) == (2, "Russian defense minister")


def test_the_line_of_time(store: Store) -> None:
    found = queries.timeline(store, [queries.side(store, "US"), queries.side(store, "China")])
    assert (found[0].period, found[-1].period, len(found)) == ("2022-06", "2023-12", 19)
    assert (found[0].held, found[0].not_held) == (0, {"refused": 1})
    assert [event.action for event in found[2].events] == ["suspended"]
    years = queries.timeline(store)
    assert [(one.period, one.held) for one in years] == [("2020", 2), ("2021", 3), ("2022", 3), ("2023", 1)]
    assert [one.period for one in queries.timeline(store, by="month")][:2] == ["2020-01", "2020-02"]


def test_what_they_talk_about_by_year(store: Store) -> None:
    found = queries.topics(store, [queries.side(store, "US"), queries.side(store, "RUS")])
    assert [(one.kind, one.name, one.year, one.contacts) for one in found] == [
        ("theme", "ukraine_war", 2022, 1),
        ("topic", "Ukraine", 2022, 1),
        ("topic", "ceasefire", 2022, 1),
    ]


def test_two_periods_compared(store: Store) -> None:
    found = queries.compare(store, "2021", "2022", level="country")
    assert [(one.change, one.a.id, one.b.id, one.before, one.after) for one in found] == [
        ("appeared", "RUS", "USA", 0, 2),
        ("silent", "CHN", "TUR", 1, 0),
        ("silent", "TUR", "USA", 1, 0),
        ("same", "RUS", "TUR", 1, 1),
    ]
    assert [one.change for one in queries.compare(store, "2021", "2022", "CHN", level="country")] == ["silent"]
    # Two contacts in two years are one in each: a longer period alone makes no line grow.
    assert [
        c.change
        for c in queries.compare(store, "2021", "2021/2022", "TUR", level="country")
        if c.a.id == "TUR" and c.b.id == "RUS"
    ] == ["same"]
    with pytest.raises(UsageError, match="not a period"):
        queries.compare(store, "2021", "soon")


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({}, 2),
        ({"theme": "ukraine_war"}, 1),
        ({"theme": "Ukraine"}, 0),
        ({"topic": "CEASE"}, 1),
        ({"min_confidence": 0.8}, 1),
        ({"min_sources": 2}, 1),
        ({"min_sources": 3}, 0),
    ],
)
def test_filters_of_words_confidence_and_sources(store: Store, filters: dict[str, object], total: int) -> None:
    assert queries.between(store, "USA", "RUS", **filters).total == total  # type: ignore[arg-type]
    assert (
        sum(one.contacts for one in queries.channels(store, "USA", level="country", **filters) if one.b.id == "RUS")
        == total
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["person", "post", "country"])
@pytest.mark.parametrize("sort", ["contacts", "last", "silence", "sources"])
def test_the_first_of_many_lines_are_those_of_all(store: Store, level: str, sort: str) -> None:
    day = store.newest()
    every = queries.channels(store, level=level, sort=sort, as_of=day)
    assert len(every) > 2
    for limit in (1, 2, len(every)):
        part = queries.channels(store, level=level, sort=sort, as_of=day, limit=limit)
        # Of lines alike in all that is counted, names decide in the one, ids in the other.
        assert [(one.contacts, one.last, one.sources) for one in part] == [
            (one.contacts, one.last, one.sources) for one in every[:limit]
        ]
    assert sorted(one.model_dump_json() for one in part) == sorted(one.model_dump_json() for one in every)


def test_a_limit_counts_all_and_shows_the_latest(store: Store) -> None:
    whole = queries.between(store, "USA", "RUS", as_of=store.newest())
    part = queries.between(store, "USA", "RUS", as_of=store.newest(), limit=1, most=25)
    assert part.contacts == whole.contacts[-1:]
    told = whole.model_dump(exclude={"contacts", "timeline"})
    assert part.model_dump(exclude={"contacts", "timeline"}) == told
    assert whole.rhythm == pytest.approx(whole.silence / whole.median_gap, abs=0.1)  # type: ignore[operator]


def test_busy_lines_are_summed_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from milchannels.queries import making

    every = queries.channels(store, level="country", limit=50)
    monkeypatch.setattr(making, "_BUSY", 0)
    summed = queries.channels(store, level="country", limit=50)
    assert [one.model_copy(update={"contact_ids": []}) for one in every] == summed


def test_lines_that_are_silent_or_cut(store: Store) -> None:
    day = store.newest()
    silent = queries.channels(store, level="country", as_of=day, silent=600)
    assert {(one.a.id, one.b.id) for one in silent} == {("CHN", "TUR"), ("TUR", "USA"), ("RUS", "TUR"), ("JPN", "RUS")}
    assert queries.channels(store, level="country", as_of=day, silent=600, limit=9) == silent
    assert queries.channels(store, level="country", as_of=day, cut=True) == []
    before = day.replace(year=2023, month=1) if day else None
    for limit in (None, 5):
        [cut] = queries.channels(store, level="post", as_of=before, cut=True, limit=limit)
        assert (cut.a.id, cut.b.id) == ("CHN defense_minister", "USA defense_minister")
        assert cut.cut is not None
        assert (str(cut.cut.since), cut.cut.article) == ("2022-08-01", "e")


COMMANDS = [
    "path Shoygu Wei",
    "timeline US",
    "topics US Russia",
    "compare 2021 2022",
    "between Shoygu US",
    "channels --silent 1y --level country",
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_commands_in_all_forms(where: Path, capsys: pytest.CaptureFixture[str], command: str, form: str) -> None:
    assert run([*command.split(), "--format", form, "--db", str(where)]) == 0
    out = capsys.readouterr().out
    assert out.strip()
    if form == "json":
        json.loads(out)
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    elif form == "csv":
        head, *rows = csv.reader(io.StringIO(out))
        assert rows
        assert all(len(row) == len(head) for row in rows)


def test_what_the_tables_say(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def shown(command: str) -> str:
        assert run([*command.split(), "--db", str(where)]) == 0
        return capsys.readouterr().out

    assert "Shortest and strongest way from Sergei Shoigu to Wei Fenghe: 2 steps" in shown("path Shoygu Wei")
    assert "Nothing links Kenji Abe and Lloyd Austin." in shown("path Abe Austin")
    assert "2022-10  # 1 phone call" in shown("timeline US Russia")
    assert "| channel suspended: theater talks [e]" in shown("timeline US China")
    assert "Appeared: 1" in shown("compare 2021 2022")
    assert "times its usual gap" in shown("between US Russia --as-of 2024-01-01")
    assert "The latest 1 of 2" in shown("between US Russia --limit 1")
    assert "Nothing passes these filters." in shown("timeline US --since 2040")
    assert "cut 1 Aug 2022" in shown("channels --cut --level post --as-of 2023-01-01")
