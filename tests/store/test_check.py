"""A store in, what is wrong with it out: nothing for one that is sound, a line for each way to spoil one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels.cli import run
from milchannels.judging import decide, two_sides
from milchannels.records import ChannelEvent
from milchannels.store import Store
from milchannels.store.check import check

CALL = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-10-21", topics=["Ukraine"])
LATER = contact("Lloyd Austin/USA/dm", "Wei Fenghe/CHN/dm", date="2022-06-10", topics=["Taiwan"])
EVENT = ChannelEvent(countries=["USA", "RUS"], action="suspended", channel="the line", date="2014-03", evidence="cut")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound store with everything in it that can be wrong."""
    path = tmp_path / "s.db"
    people = ("Lloyd Austin/USA/dm",)
    with Store(path) as store:
        for n, one in enumerate((CALL, CALL, LATER)):
            store.ingest(
                *telling(
                    f"a{n}", one, people=people, events=(EVENT,), text=f"They spoke by telephone. A line was cut. {n}"
                )
            )
        store.link()
        decide(store, *two_sides(store, "Sergei Shoigu", "Wei Fenghe"), "different", "two men")
    return path


def test_a_sound_store_has_nothing_wrong(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(path) as store:
        assert list(check(store)) == []
    assert run(["check", "--db", str(path)]) == 0
    told = "3 articles, 3 contacts, 3 channel events, 3 persons, 2 linked contacts"
    assert capsys.readouterr().out.startswith(f"nothing is wrong: {told}")


SPOILT = [
    ("UPDATE articles SET text = text || ' more'", "not the one that its key was made from"),
    ("UPDATE articles SET sketch = 'x'", "articles.sketch is"),
    ("UPDATE quotes SET quote = 'They never spoke'", "quotes.quote is"),
    ("UPDATE quotes SET start = 3", "quotes.start is"),
    ("UPDATE contacts SET record = replace(record, '\"start\":', '\"start\":1')", "its text does not say"),
    ("UPDATE contacts SET record = '{'", "a record cannot be read"),
    ("UPDATE contacts SET mode = 'letter'", "contacts.mode is 'letter', and its record says 'phone_call'"),
    ("UPDATE contacts SET sides = 'FRA'", "contacts.sides is"),
    ("UPDATE contacts SET date_first = '1999-01-01'", "contacts.date_first is"),
    ("DELETE FROM topics", "0 rows in topics, and its records tell of 1"),
    ("DELETE FROM participants WHERE position = 1", "rows in participants"),
    ("UPDATE participants SET country = 'FRA'", "participants.country is 'FRA'"),
    ("DELETE FROM channel_event_countries", "rows in channel_event_countries"),
    ("UPDATE channel_events SET record = replace(record, '\"cut\"', '\"mended\"')", "does not say 'mended'"),
    ("UPDATE article_people SET name = 'Somebody Else'", "article_people.name is"),
    ("INSERT INTO topics VALUES ('nothing', 0, 'x')", "refers to a row of contacts that is not there"),
    ("UPDATE contacts SET linked = 'c-nowhere'", "a contact is linked to c-nowhere, which is not there"),
    ("UPDATE contacts SET linked = NULL", "is not linked, and does not wait to be"),
    ("DELETE FROM persons", "who is not there"),
    ("UPDATE appearances SET person = NULL", "no name is that of person"),
    ("UPDATE linked_contacts SET sources = 7", "it counts 7 articles"),
    ("UPDATE linked_contacts SET articles = ''", "the articles that it names"),
    ("UPDATE linked_contacts SET mode = 'letter'", "its mode is 'letter'"),
    ("UPDATE linked_contacts SET record = replace(record, '\"article\":\"a0\"', '\"article\":\"zz\"')", "sources of its record"),
    ("UPDATE linked_contacts SET record = replace(record, '\"start\":', '\"start\":1')", "does not say"),
    ("DELETE FROM linked_pairs WHERE level = 'post'", "the lines that it is counted on"),
    ("UPDATE linked_pairs SET mode = 'letter'", "the lines that it is counted on"),
    ("UPDATE linked_pairs SET articles = ''", "the lines that it is counted on"),
    ("UPDATE linked_participants SET office = 'ambassador'", "the lines that it is counted on"),
    ("UPDATE judgements SET verdict = 'perhaps'", "is no judgement"),
    ("UPDATE judgements SET a = b", "its two keys are not in order"),
    ("UPDATE judgements SET verdict = 'same' WHERE by = 'user'", "and they are linked otherwise"),
    ("INSERT INTO judgements SELECT NULL, kind, a, b, 'same', by, score, reasons, at FROM judgements WHERE by = 'user'", ""),
    ("UPDATE meta SET value = '0' WHERE key = 'nothing'", None),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "message"), SPOILT)
def test_whatever_is_spoilt_is_told(
    path: Path, sql: str, message: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    before = path.read_bytes()
    assert run(["check", "--db", str(path)]) == (0 if message is None else 1)
    if message is not None:
        assert message in capsys.readouterr().out
    assert path.read_bytes() == before


def test_a_damaged_file_is_told_and_not_a_fault_of_ours(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    whole = bytearray(path.read_bytes())
    for page in range(8, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 200] = b"\x55" * 200
    path.write_bytes(whole)
    assert run(["check", "--db", str(path)]) == 1
    told = capsys.readouterr()
    assert "fault in milchannels" not in told.err
    assert "damaged" in told.out or "malformed" in told.out + told.err


def test_what_waits_to_be_linked_is_no_fault(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(path) as store:
        store.ingest(*telling("new", CALL, text="They spoke by telephone. Again."))
    assert run(["check", "--db", str(path)]) == 0
    assert "1 contact not linked yet" in capsys.readouterr().err
