"""A small store in; what runs between two countries, and which channels there are, out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from factories import contact, telling
from milchannels.errors import UsageError
from milchannels.queries import between, channels
from milchannels.queries.labels import adjective, country_name, post_label
from milchannels.records import ChannelEvent
from milchannels.store import Store

A, S, D, G = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", "Martin Dempsey/USA/cd", "Valery Gerasimov/RUS/cd"
CUT = ChannelEvent(countries=["USA", "RUS"], action="suspended", channel="mil ties", date="2014-03-03", evidence="cut")
OTHER = ChannelEvent(countries=["USA", "CHN"], action="suspended", channel="line", date="2022-08", evidence="cut")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("q") / "s.db")
    call = contact(A, S, date="2022-10-21", topics=["the war in Ukraine"])
    for article, extraction in [
        telling("a", call, contact(D, G, date="2014-04-21/2014-04-27", mode="talks"), events=(CUT, OTHER)),
        telling("b", call, contact(A, S, date="2022-10-23"), contact(A, S, date="2022-12-01", status="refused")),
        telling("c", contact(A, "Wei Fenghe/CHN/dm", date="2022-06-10", mode="meeting", topics=["Taiwan"])),
        telling("d", contact(A, S, "Hulusi Akar/TUR/dm", date="2022-11", mode="meeting")),
        telling("e", contact(A, D, "/RUS", date="2014-04-29", mode="meeting")),
        telling("f", contact("/USA/cd", "/RUS/cd", recurring=True, date="2015")),
        telling("g", contact("Joe Biden/USA/hs", S, mode="letter", track="mixed")),
    ]:
        store.ingest(article, extraction)
    store.link()
    return store


def test_between_tells_it_all(store: Store) -> None:
    told = between(store, "USA", "RUS", as_of=dt.date(2022, 12, 31))
    assert (told.a, told.b) == (["USA"], ["RUS"])
    assert [one.date for one in told.contacts] == [
        None,
        "2014-04-21/2014-04-27",
        "2014-04-29",
        "2015",
        "2022-10-21",
        "2022-10-23",
        "2022-11",
        "2022-12-01",
    ]
    assert (told.first, told.last, told.silence) == (dt.date(2014, 4, 21), dt.date(2022, 11, 30), 31)
    # From 27 to 29 April 2014; to 21, 23 October, to November 2022. The run of 2015 and the refusal make no gap.
    assert (told.median_gap, told.longest_gap) == (5.5, (dt.date(2022, 10, 21) - dt.date(2014, 4, 29)).days)
    assert told.by_status == {"held": 7, "refused": 1}
    assert told.by_mode == {"phone_call": 3, "meeting": 2, "letter": 1, "talks": 1}
    assert told.sources == 6
    assert [event.channel for event in told.events] == ["mil ties"]
    assert told.events[0].article == "a"
    assert [moment.kind for moment in told.timeline][:2] == ["event", "contact"]
    assert told.timeline[-1].day is None
    call = told.contacts[4]
    assert call.topics == ["the war in Ukraine"]
    assert {source.article for source in call.sources} == {"a", "b"}
    assert call.evidence[0].quote == "They spoke by telephone."
    json.loads(told.model_dump_json())


def test_between_names_channels_at_each_level(store: Store) -> None:
    told = between(store, "RUS", "USA")
    [country] = told.channels["country"]
    assert (country.a.label, country.b.label, country.contacts) == ("Russia", "United States", 7)
    persons = [(c.a.label, c.b.label, c.contacts, c.statuses.get("refused", 0)) for c in told.channels["person"]]
    assert persons[0] == ("Sergei Shoigu", "Lloyd Austin", 3, 1)
    assert ("Valery Gerasimov", "Martin Dempsey", 1, 0) in persons
    assert ("Russian chief of defense", "American chief of defense", 1, 0) in persons
    assert not any("Akar" in f"{a}{b}" for a, b, _, _ in persons)
    posts = {(c.a.id, c.b.id): c.contacts for c in told.channels["post"]}
    assert posts["RUS chief_of_defense", "USA chief_of_defense"] == 2
    assert told.silence is None


@pytest.mark.parametrize(
    ("filters", "dates"),
    [
        ({"since": "2022-10-22", "until": "2022-11-01"}, ["2022-10-23", "2022-11"]),
        ({"since": dt.date(2022, 12, 1)}, ["2022-12-01"]),
        ({"until": "2014-04-21"}, ["2014-04-21/2014-04-27"]),
        ({"mode": "letter"}, [None]),
        ({"status": "refused"}, ["2022-12-01"]),
        ({"track": "mixed"}, [None]),
        ({"topic": "UKRAINE"}, ["2022-10-21"]),
        ({"topic": "no such"}, []),
    ],
)
def test_filters(store: Store, filters: dict[str, Any], dates: list[str | None]) -> None:
    assert [one.date for one in between(store, "USA", "RUS", **filters).contacts] == dates


def test_groups_of_countries(store: Store) -> None:
    told = between(store, {"USA"}, {"CHN", "TUR"})
    assert [one.date for one in told.contacts] == ["2022-06-10", "2022-11"]
    assert [event.countries for event in told.events] == [["USA", "CHN"]]


@pytest.mark.parametrize(("a", "b"), [("USA", "USA"), ({"USA", "RUS"}, "RUS"), (set(), "RUS")])
def test_one_side_is_no_question(store: Store, a: Any, b: Any) -> None:
    with pytest.raises(UsageError):
        between(store, a, b)


def test_no_contacts_is_an_answer(store: Store) -> None:
    told = between(store, "FRA", "BRA", as_of=dt.date(2022, 1, 1))
    assert (told.contacts, told.first, told.last, told.median_gap, told.sources, told.silence) == (
        *([], None, None, None, 0, None),
    )


@pytest.mark.parametrize(
    ("country", "level", "first"),
    [
        (None, "country", ("Russia", "United States", 7)),
        ("CHN", "country", ("China", "United States", 1)),
        ("USA", "post", ("American defense minister", "Russian defense minister", 3)),
        ("TUR", "person", ("Hulusi Akar", "Lloyd Austin", 1)),
    ],
)
def test_channels(store: Store, country: str | None, level: str, first: tuple[str, str, int]) -> None:
    found = channels(store, country, level=level, as_of=dt.date(2023, 1, 1))
    assert (found[0].a.label, found[0].b.label, found[0].contacts) == first
    assert all(country is None or one.a.country == country for one in found)
    assert [one.contacts for one in found] == sorted((one.contacts for one in found), reverse=True)
    assert all(one.silence is not None and one.silence > 0 for one in found if one.last)


def test_a_refusal_alone_makes_no_line_live(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.db")
    store.ingest(*telling("a", contact(A, S, date="2022-12-01", status="refused")))
    store.link()
    [line] = channels(store, as_of=dt.date(2023, 1, 1))
    assert (line.contacts, line.first, line.last, line.silence, line.statuses) == (0, None, None, None, {"refused": 1})


def test_an_unknown_level_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="person, post, country"):
        channels(store, level="planet")


@pytest.mark.parametrize(
    ("code", "name", "of"), [("RUS", "Russia", "Russian"), ("NATO", "NATO", "NATO"), ("QQQ", "QQQ", "QQQ")]
)
def test_labels(code: str, name: str, of: str) -> None:
    assert (country_name(code), adjective(code)) == (name, of)
    assert post_label(code, "defense_minister") == f"{of} defense minister"
