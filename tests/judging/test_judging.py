"""What a user says of two in; persons and contacts that obey it, questions, refusals and files for others out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels.errors import JudgementError, UsageError
from milchannels.judging import decide, decisions, export_lines, import_lines, questions, two_sides, undo
from milchannels.linking import rebuild
from milchannels.linking.judgements import Verdict
from milchannels.queries import contact as contact_behind
from milchannels.queries.people import chosen
from milchannels.queries.rows import Filters, records
from milchannels.store import Store

CALL = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-10-21")
ARTICLES = [
    telling("one", CALL),
    telling("two", contact("Lloyd Austin/USA/dm", "Sergey Shoygu/RUS/dm", date="2022-10-21")),
    telling("three", contact("Lloyd Austin/USA/dm", "S. Shoigu/RUS/dm", date="2022-12-05", mode="meeting")),
    telling("four", contact("Mark Milley/USA/cd", "Ivan Petrov/RUS/mo", date="2021-03-01")),
    telling("five", contact("Mark Milley/USA/cd", "Oleg Petrov/RUS/mo", date="2021-05-01")),
    telling("six", contact("Mark Milley/USA/cd", "Petrov/RUS/mo", date="2021", mode="talks"), published="2021-06-01"),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "s.db")


def filled(path: Path, articles: int = len(ARTICLES)) -> Store:
    store = Store(path)
    for one in ARTICLES[:articles]:
        store.ingest(*one)
    store.link()
    return store


def say(store: Store, a: str, b: str, verdict: Verdict) -> tuple[str, ...]:
    return decide(store, *two_sides(store, a, b), verdict).homes


def persons(store: Store) -> dict[str, set[str]]:
    """Name of each person, with the spellings."""
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT name, spellings FROM persons").all()
    return {row.name: set(json.loads(row.spellings)) for row in rows}


def contacts(store: Store) -> set[frozenset[str]]:
    return {frozenset(source.article for source in one.sources) for one in records(store, Filters())}


def test_two_spellings_become_two_persons_and_one_again(store: Store) -> None:
    spellings = {"Sergei Shoigu", "Sergey Shoygu", "S. Shoigu"}
    assert spellings in persons(store).values()
    before = persons(store)
    assert len(say(store, "Sergey Shoygu", "Sergei Shoigu", "different")) == 2
    homes = [names for names in persons(store).values() if names & spellings]
    # The initial fits both now, and stays alone.
    assert sorted(map(sorted, homes)) == [["S. Shoigu"], ["Sergei Shoigu"], ["Sergey Shoygu"]]
    undo(store)
    assert persons(store) == before


def test_a_person_and_its_spelling_are_that_and_the_rest(store: Store) -> None:
    whole = chosen(store, "Shoigu").id
    say(store, "S. Shoigu", whole, "different")
    assert {"S. Shoigu"} in persons(store).values()
    assert {"Sergei Shoigu", "Sergey Shoygu"} in persons(store).values()


def test_two_names_that_rules_would_never_join(store: Store) -> None:
    assert len(say(store, "Mark Milley", "Ivan Petrov", "same")) == 1
    assert {"Mark Milley", "Ivan Petrov"} in persons(store).values()


def test_contacts_are_joined_and_taken_apart(store: Store) -> None:
    assert frozenset({"one", "two"}) in contacts(store)
    [both] = [one.id for one in records(store, Filters()) if len(one.sources) == 2]
    assert len(say(store, both, "two", "different")) == 2
    assert {frozenset({"one"}), frozenset({"two"})} <= contacts(store)
    ids = {one.sources[0].article: one.id for one in records(store, Filters())}
    assert len(say(store, ids["two"], ids["four"], "same")) == 1
    assert frozenset({"two", "four"}) in contacts(store)
    undo(store)
    undo(store)
    assert frozenset({"one", "two"}) in contacts(store)


def test_they_hold_through_later_articles_and_a_rebuild(store: Store) -> None:
    [both] = [one.id for one in records(store, Filters()) if len(one.sources) == 2]
    say(store, both, "two", "different")
    say(store, "Sergey Shoygu", "Sergei Shoigu", "different")
    say(store, "Petrov", "Ivan Petrov", "same")
    for n in range(3):
        store.ingest(*telling(f"later{n}", CALL, people=("Sergey Shoygu/RUS/dm", "Petrov/RUS/mo")))
        store.ingest(*telling(f"still{n}", contact("Austin/USA/dm", "/RUS/dm", date="2022-10-21")))
        store.link()
    for again in (False, True):
        if again:
            before = persons(store), contacts(store)
            rebuild(store)
            assert (persons(store), contacts(store)) == before
        assert not any({"one", "two"} <= group for group in contacts(store))
        assert not any({"Sergei Shoigu", "Sergey Shoygu"} <= names for names in persons(store).values())
        assert any({"Ivan Petrov", "Petrov"} <= names for names in persons(store).values())


def test_the_contrary_of_an_earlier_word_is_refused(store: Store) -> None:
    say(store, "Ivan Petrov", "Oleg Petrov", "different")
    with pytest.raises(JudgementError, match=r"cannot be one: .*Ivan Petrov.*Oleg Petrov.* differ \(decision \d+"):
        say(store, "Ivan Petrov", "Oleg Petrov", "same")
    say(store, "Sergei Shoigu", "Sergey Shoygu", "same")
    with pytest.raises(JudgementError, match="cannot be two"):
        say(store, "Sergei Shoigu", "Sergey Shoygu", "different")


def test_the_contrary_in_several_steps_is_refused_with_each_step(store: Store) -> None:
    say(store, "Mark Milley", "Ivan Petrov", "same")
    say(store, "Mark Milley", "Lloyd Austin", "same")
    a, c = chosen(store, "Ivan Petrov"), chosen(store, "Lloyd Austin")
    assert a.id == c.id
    with pytest.raises(JudgementError) as told:
        say(store, "Ivan Petrov", "Lloyd Austin", "different")
    assert str(told.value).count("are the same") == 2
    say(store, "Oleg Petrov", "Lloyd Austin", "different")
    with pytest.raises(JudgementError, match="cannot be one") as told:
        say(store, "Oleg Petrov", "Ivan Petrov", "same")
    assert "differ" in str(told.value)
    before = persons(store)
    assert {"Mark Milley", "Ivan Petrov", "Lloyd Austin"} in before.values()


def test_a_refused_word_leaves_no_trace(store: Store) -> None:
    say(store, "Ivan Petrov", "Oleg Petrov", "different")
    before = persons(store), store.counts()
    with pytest.raises(JudgementError):
        say(store, "Ivan Petrov", "Oleg Petrov", "same")
    assert (persons(store), store.counts()) == before


def test_said_twice_is_kept_once(store: Store) -> None:
    sides = two_sides(store, "Ivan Petrov", "Oleg Petrov")
    assert decide(store, *sides, "different").new
    count = store.counts()["judgements"]
    assert not decide(store, *sides, "different").new
    assert store.counts()["judgements"] == count


def test_undo_goes_back_step_by_step_or_by_number(store: Store) -> None:
    say(store, "Ivan Petrov", "Oleg Petrov", "different")
    say(store, "Mark Milley", "Lloyd Austin", "same")
    with store.reading() as connection:
        first = next(iter(decisions(connection, by="user")))
    assert undo(store, first.number).verdict == "different"
    assert undo(store).verdict == "same"
    for number in (None, first.number, 9999):
        with pytest.raises(UsageError, match="judgements list"):
            undo(store, number)
    with store.reading() as connection:
        assert [(one.verdict, one.stands) for one in decisions(connection, by="user")] == [
            ("different", False),
            ("same", False),
            ("withdrawn", True),
            ("withdrawn", True),
        ]


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("Petrov", "Nobody Known", "nobody in this store"),
        ("Oleg Petrov", "Lloyd Austria", "did you mean Lloyd Austin"),
        ("Lloyd Austin", "Lloyd Austin", "are the same"),
        ("c-000000000000", "Lloyd Austin", "no contact c-000000000000"),
        ("p-000000000000", "Lloyd Austin", "no person p-000000000000"),
        ("one-0", "Lloyd Austin", "give two persons or two contacts"),
        ("one-0", "four", "does not tell of"),
        ("one-0", "forty", "no article 'forty' in this store: `milchannels contact one-0` lists"),
        ("one-0", "p-000000000000", "no person p-000000000000"),
        ("Ivan Petrov", "RUS|nobody|defense_minister|2022", "nobody in this store"),
    ],
)
def test_sides_that_are_not_clear(store: Store, a: str, b: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as error:
        two_sides(store, a, b)
    assert "\n" not in str(error.value)


def test_a_family_name_of_two_lists_both(store: Store) -> None:
    with pytest.raises(UsageError, match=r"Ivan Petrov \(RUS, .*Oleg Petrov \(RUS, .*give the id"):
        chosen(store, "General Petrov")


def test_questions_are_what_is_undecided_and_end_when_it_is_decided(store: Store) -> None:
    found = list(questions(store, "person"))
    assert {frozenset([q.a.label, q.b.label]) for q in found} == {
        frozenset({"Petrov (RUS)", "Ivan Petrov (RUS)"}),
        frozenset({"Petrov (RUS)", "Oleg Petrov (RUS)"}),
    }
    assert not any(q.joined or q.doubted for q in found)
    asked = 0
    for question in questions(store, "person"):
        asked += 1
        decide(store, question.a, question.b, "same")
    # One answer settles the other question: Petrov is Ivan, and no longer in doubt.
    assert asked == 1
    assert list(questions(store, "person")) == []
    undo(store)
    assert len(list(questions(store, "person"))) == 2


def test_what_a_user_left_open_comes_last(store: Store) -> None:
    first, _ = questions(store, "person")
    decide(store, first.a, first.b, "unsure")
    now = list(questions(store, "person"))
    assert [question.doubted for question in now] == [False, True]
    assert now[1].a.keys | now[1].b.keys == first.a.keys | first.b.keys


def test_what_rules_joined_is_asked_on_wish_the_least_sure_first(store: Store) -> None:
    joined = [q for q in questions(store, joined=True) if q.joined]
    assert {q.b.label for q in joined if q.a.kind == "person"} >= {"Sergei Shoigu (RUS)"}
    scores = [q.score for q in joined]
    assert scores == sorted(scores)
    one = next(q for q in joined if q.a.kind == "person" and "s shoigu" in min(q.a.keys))
    decide(store, one.a, one.b, "different")
    assert {"S. Shoigu"} in persons(store).values()
    assert not any(q.a.keys == one.a.keys for q in questions(store, joined=True))


def test_a_file_makes_another_store_the_same(store: Store, tmp_path: Path) -> None:
    say(store, "Sergey Shoygu", "Sergei Shoigu", "different")
    say(store, "Petrov", "Ivan Petrov", "same")
    say(store, "one-0", "two-0", "different")
    lines = list(export_lines(store))
    for n, first in enumerate((0, 3, len(ARTICLES))):
        # Before the articles, between them, after them: what is not there yet waits.
        with filled(tmp_path / f"other{n}.db", first) as other:
            done = import_lines(other, lines)
            assert (done.new, done.known, done.refused) == (len(lines), 0, [])
            for one in ARTICLES:
                other.ingest(*one)
            other.link()
            assert (persons(other), contacts(other)) == (persons(store), contacts(store))
            assert import_lines(other, lines).known == len(lines)
            assert [json.loads(line)["a"] for line in export_lines(other)] == [json.loads(line)["a"] for line in lines]


def test_an_undo_travels_and_a_no_is_not_overruled(store: Store, tmp_path: Path) -> None:
    other = filled(tmp_path / "other.db")
    say(store, "Petrov", "Ivan Petrov", "same")
    import_lines(other, export_lines(store))
    undo(store)
    assert import_lines(other, export_lines(store)).new == 1
    assert persons(other) == persons(store)
    say(other, "Ivan Petrov", "Oleg Petrov", "different")
    say(store, "Ivan Petrov", "Oleg Petrov", "same")
    done = import_lines(other, export_lines(store))
    assert done.new == 0
    assert any("cannot be one" in line for line in done.refused)


GOOD = {"kind": "person", "verdict": "same", "a": "RUS|ivan petrov|military_officer|2022", "b": "RUS|petrov||"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "no JSON"),
        ("[" * 50_000, "longer than"),
        ("[" * 15_000, "no JSON"),
        ("[1, 2]", "no JSON object"),
        ("null", "no JSON object"),
        (json.dumps({**GOOD, "kind": "article"}), "`kind` is none of"),
        (json.dumps({**GOOD, "kind": ["person"]}), "`kind` is none of"),
        (json.dumps({**GOOD, "verdict": "perhaps"}), "`verdict` is none of"),
        (json.dumps({**GOOD, "a": 7}), "`a` is no key"),
        (json.dumps({**GOOD, "b": "'; DROP TABLE judgements; --"}), "`b` is no key"),
        (json.dumps({**GOOD, "b": "RUS|petrov\n||"}), "`b` is no key"),
        (json.dumps({**GOOD, "b": GOOD["a"]}), "are the same"),
        (json.dumps({**GOOD, "kind": "contact"}), "`a` is no key of a contact"),
        (json.dumps({**GOOD, "by": "rule"}), "not by a user"),
        (json.dumps({**GOOD, "at": "soon"}), "`at` is no time"),
        (json.dumps({**GOOD, "at": 12}), "`at` is no time"),
        (json.dumps({**GOOD, "at": "0001-01-01T00:00:00+14:00"}), "`at` is no time"),
        (json.dumps({**GOOD, "at": "9999-01-01T00:00:00"}), "in the future"),
        (json.dumps({**GOOD, "reasons": {"a": 1}}), "`reasons` is no text"),
        (json.dumps({**GOOD, "reasons": "x" * 3000}), "`reasons` is no text"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_taken(store: Store, line: str, told: str) -> None:
    good = [json.dumps({**GOOD, "b": f"RUS|petrov||{year}"}) for year in (1990, 1991)]
    done = import_lines(store, [good[0], "", line, good[1]])
    assert done.new == 2
    [refused] = done.refused
    assert refused.startswith("3: ")
    assert told in refused
    assert "\n" not in refused


def test_odd_letters_in_reasons_do_no_harm(store: Store) -> None:
    assert import_lines(store, [json.dumps({**GOOD, "reasons": "\ud800 \x1b[2J"})]).new == 1
    assert len(list(export_lines(store))) == 1


def test_a_former_id_still_leads_to_what_it_was_made_from(store: Store) -> None:
    ids = {one.name: one.id for name in ("Ivan Petrov", "Oleg Petrov", "Lloyd Austin") for one in [chosen(store, name)]}
    a, b, c = ids.values()
    say(store, a, b, "same")
    say(store, b, c, "same")
    assert {chosen(store, one).id for one in ids.values()} == {chosen(store, "Lloyd Austin").id}
    with pytest.raises(JudgementError, match=r"cannot be two: .*are the same"):
        say(store, a, c, "different")
    undo(store)
    undo(store)
    assert {one.name: one.id for one_ in ids for one in [chosen(store, one_)]} == ids


def test_a_former_id_of_a_contact_leads_to_its_telling(store: Store) -> None:
    ids = {one.sources[0].article: one.id for one in records(store, Filters())}
    say(store, ids["four"], ids["five"], "same")
    say(store, ids["five"], ids["three"], "same")
    [whole] = [one for one in records(store, Filters()) if len(one.sources) == 3]
    assert {source.article for source in whole.sources} == {"three", "four", "five"}
    for article in ("three", "four", "five"):
        assert contact_behind(store, ids[article]).contact.id == whole.id
    with pytest.raises(JudgementError, match="cannot be two"):
        say(store, ids["four"], ids["three"], "different")
