"""A name or an id in; the person, or the contact, with all that is behind it, out."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import register as registers
from milchannels.errors import UsageError
from milchannels.network import Network
from milchannels.queries import Choice, channels, chosen, named, person
from milchannels.queries import contact as behind
from milchannels.queries.person import PersonAnswer
from milchannels.records import Quote
from milchannels.register import Register
from milchannels.store import Store

A, S = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm"
TEXT = "On Friday they spoke by telephone. Nothing more was said."
QUOTE = Quote(quote="they spoke by telephone", start=10, end=33)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("person") / "s.db")
    call = contact(A, S, date="2022-10-21", initiator="USA", rules={"contact": "call"}, evidence=[QUOTE])
    for article, extraction in [
        telling("a", call, people=(S,), text=TEXT, title="Two ministers talk"),
        telling("b", contact(A, "Sergey Shoygu/RUS/dm", date="2022-10", initiator="RUS"), published="2022-10-23"),
        telling("c", contact(A, "Shoigu/RUS/dm", date="2023-03-15", status="refused"), published="2023-03-16"),
        telling("d", contact("Li Shangfu/CHN/dm", S, date="2023-04-16", mode="meeting"), published="2023-04-17"),
        telling(
            "e",
            contact("Mark Milley/USA/cd", "Ivan Petrov/RUS/mo"),
            contact("Mark Milley/USA/cd", "Oleg Petrov/RUS/mo"),
        ),
        telling("f", contact("Mark Milley/USA/cd", "Ivan Petrov/BLR/mo", date="2019"), published="2019-05-05"),
        telling("g", people=("Sergei Shoigu/RUS/national_security_adviser",), published="2024-06-01"),
    ]:
        store.ingest(article, extraction)
    store.link()
    return store


@pytest.fixture(scope="module")
def shoigu(store: Store) -> PersonAnswer:
    return person(store, chosen(store, "Shoigu"), registers.default(), dt.date(2024, 1, 1))


@pytest.mark.parametrize(
    "name",
    [
        "Shoigu",
        "shoygu",
        "Sergey Shoigu",
        "Gen. Sergei Shoigu",
        "General of the Army S. Shoygu",
        "SERGEI  SHOIGU",
        "Shoigu Sergei",
    ],
)
def test_a_name_is_forgiven_its_spelling(store: Store, name: str) -> None:
    assert chosen(store, name).name == "Sergei Shoigu"


@pytest.mark.parametrize(
    ("name", "country", "told"),
    [
        ("Petrov", None, r"Ivan Petrov \(BLR.*Ivan Petrov \(RUS.*Oleg Petrov \(RUS"),
        ("Ivan Petrov", None, r"Ivan Petrov \(BLR.*Ivan Petrov \(RUS"),
        ("Petrov", "RUS", r"Ivan Petrov \(RUS.*Oleg Petrov \(RUS"),
        ("Gerasimov", None, "nobody in this store is called 'Gerasimov'"),
        ("Mark Millet", None, "did you mean Mark Milley"),
        ("Milley", "RUS", "nobody of Russia in this store is called 'Milley': did you mean Mark Milley"),
        ("", None, "the name is empty"),
        ("'; DROP TABLE persons; --%", None, "nobody in this store"),
        ("p-nothing", None, "no person p-nothing"),
    ],
)
def test_a_name_of_nobody_or_of_several(store: Store, name: str, country: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        chosen(store, name, country)
    assert "\n" not in str(error.value)


def test_an_id_or_a_country_decides(store: Store) -> None:
    assert chosen(store, "Ivan Petrov", "BLR").country == "BLR"
    for one in named(store, "Petrov"):
        assert chosen(store, one.id).id == one.id


def test_spellings_and_posts(shoigu: PersonAnswer) -> None:
    assert {one.name: one.articles for one in shoigu.spellings} == {
        "Sergei Shoigu": 3,
        "Sergey Shoygu": 1,
        "Shoigu": 1,
    }
    terms = [(term.office, term.start, term.end, term.registered, term.told) for term in shoigu.posts]
    assert terms == [
        ("defense_minister", "2012-11-06", "2024-05-12", True, (2022, 2023)),
        ("national_security_adviser", "2024-05-12", None, True, (2024, 2024)),
    ]


def test_posts_that_articles_alone_tell(store: Store) -> None:
    told = person(store, chosen(store, "Shoigu"), Register([]))
    assert [(term.office, term.registered, term.told) for term in told.posts] == [
        ("defense_minister", False, (2022, 2023)),
        ("national_security_adviser", False, (2024, 2024)),
    ]
    assert told.posts[0].label == "Russian defense minister"


def test_terms_of_a_namesake_of_another_time_are_none(store: Store) -> None:
    early = Register(registers.Register.load(extra=[]))
    answer = person(store, chosen(store, "Li Shangfu"), early)
    assert [term.office for term in answer.posts if term.registered] == ["defense_minister"]


@pytest.mark.parametrize(("country", "posts"), [("YUG", 1), ("SRB", 1), ("CZE", 0)])
def test_posts_in_the_state_before_count(store: Store, country: str, posts: int) -> None:
    term = registers.Holding("Vuk Probic", "YUG", "chief_of_defense", "", "1994", "1998", True, None)
    one = Choice("p-none", "Vuk Probic", country, (None, None), 1.0, False)
    assert len(person(store, one, Register([term])).posts) == posts


def test_counterparts_and_years(shoigu: PersonAnswer) -> None:
    assert [(one.a.label, one.b.label, one.contacts, one.silence) for one in shoigu.counterparts] == [
        ("Sergei Shoigu", "Li Shangfu", 1, 260),
        ("Sergei Shoigu", "Lloyd Austin", 1, 437),
    ]
    assert shoigu.counterparts[1].statuses == {"held": 1, "refused": 1}
    assert [(one.year, one.held, one.not_held) for one in shoigu.years] == [(2022, 1, 0), (2023, 1, 1)]


def test_sources_lead_to_the_words(store: Store, shoigu: PersonAnswer) -> None:
    assert [source.article for source in shoigu.sources] == ["a", "b", "c", "d", "g"]
    first = shoigu.sources[0]
    [told] = first.tellings
    [quote] = told.contact.evidence
    assert TEXT[quote.start : quote.end] == quote.quote
    assert told.contact.rules == {"contact": "call"}
    assert first.contacts == [told.linked] == shoigu.counterparts[1].contact_ids[:1]
    assert shoigu.sources[-1].tellings == []
    json.loads(shoigu.model_dump_json())


def test_a_contact_with_all_behind_it(store: Store, shoigu: PersonAnswer) -> None:
    linked = shoigu.contacts[0]
    answer = behind(store, linked)
    assert [one.article for one in answer.tellings] == ["a", "b"]
    assert answer.tellings[0].contact.rules == {"contact": "call"}
    assert answer.tellings[0].contact.evidence == [QUOTE]
    # That "b" knows the month alone is no contradiction.
    assert answer.differences == {"initiator": {"RUS": ["b"], "USA": ["a"]}}
    assert [(one.verdict, one.by) for one in answer.judgements] == [("same", "rule")]
    for other in ("a-0", f"{answer.tellings[0].key}:a-0"):
        assert behind(store, other) == answer


@pytest.mark.parametrize("id_", ["c-nothing", "", "a-7", "a", "%"])
def test_an_id_of_no_contact(store: Store, id_: str) -> None:
    with pytest.raises(UsageError, match="no contact"):
        behind(store, id_)


@pytest.mark.parametrize("level", ["person", "post", "country"])
def test_every_edge_and_channel_leads_to_articles(store: Store, level: str) -> None:
    lines = channels(store, level=level)
    assert lines
    of_lines = {frozenset([one.a.id, one.b.id]): set(one.contact_ids) for one in lines}
    of_edges = {
        frozenset([a, b]): set(data["contacts"]) for a, b, data in Network.of(store, level=level).graph.edges(data=True)
    }
    assert of_lines == of_edges
    for ids in of_lines.values():
        assert all(behind(store, id_).tellings for id_ in ids)


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="knows no persons yet"):
        chosen(Store(tmp_path / "s.db"), "Shoigu")
