"""What the store promises, on PostgreSQL: the same answers as on SQLite, and eight writers at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels import queries
from milchannels.errors import StoreError
from milchannels.judging import decide, two_sides
from milchannels.network import export
from milchannels.queries.rows import Filters, records
from milchannels.records import Article, ChannelEvent, Extraction
from milchannels.store import Store
from milchannels.store.check import check
from milchannels.store.tables import SCHEMA_VERSION
from milchannels.store.views import VIEWS

NAMES = (
    "Sergei Shoigu/RUS/dm",
    "S. Shoygu/RUS/dm",
    "Šoigu/RUS/dm",
    "Valery Gerasimov/RUS/cd",
    "valery gerasimov/RUS/cd",
)
EVENT = ChannelEvent(countries=["USA", "RUS"], action="suspended", channel="the line", evidence="by telephone")


def tellings() -> list[tuple[Article, Extraction]]:
    found = []
    for n in range(60):
        day = f"2022-{n % 12 + 1:02}-{n % 27 + 1:02}" if n % 7 else None
        one = contact("Lloyd Austin/USA/dm", NAMES[n % len(NAMES)], date=day, topics=["Ukraine", "ärger", "Zeit"])
        published = f"2022-{n % 12 + 1:02}-28" if n % 5 else None
        events = (EVENT,) if n % 9 == 0 else ()
        text = f"They spoke by telephone. {n}"
        found.append(
            telling(
                f"{'aBÄz'[n % 4]}{n}",
                one,
                people=("Lloyd Austin/USA/dm",),
                text=text,
                published=published,
                events=events,
            )
        )
    return found


def test_the_answers_are_those_of_sqlite_to_the_byte(postgres: str, tmp_path: Path) -> None:
    told = tellings()
    answers = []
    for where, order in ((postgres, told), (str(tmp_path / "s.db"), told[::-1])):
        with Store(where) as store:
            for article, extraction in order:
                assert store.ingest(article, extraction)
                assert not store.ingest(article, extraction)
            store.link()
            decide(store, *two_sides(store, "Sergei Shoigu", "Valery Gerasimov"), "different", "two men")
            assert list(check(store)) == []
            kind = "p" if where == postgres else "s"
            for name in ("n.gexf", "n.graphml", "n.csv", "n.jsonl"):
                export(store, tmp_path / f"{kind}-{name}")
            answers.append(
                [
                    [one.model_dump_json() for one in records(store, Filters())],
                    queries.between(store, "USA", "RUS").model_dump_json(),
                    [one.model_dump_json() for one in queries.channels(store)],
                    sorted(store.counts().items()),
                    list(store.articles()),
                    list(store.extractions()),
                ]
            )
    assert answers[0] == answers[1]
    for name in ("n.gexf", "n.graphml", "n.csv", "n.nodes.csv", "n.jsonl"):
        assert (tmp_path / f"p-{name}").read_bytes() == (tmp_path / f"s-{name}").read_bytes()


def test_eight_writers_and_two_readers_at_once(postgres: str) -> None:
    told = tellings()
    done = threading.Event()

    def write(which: int) -> int:
        with Store(postgres) as store:  # all of them find no tables
            new = sum(store.ingest(*one) for one in told[which * 5 : which * 5 + 25])
            store.link()
        return new

    def read() -> list[int]:
        seen = []
        with Store(postgres) as store:
            while not done.is_set():
                held = [len(list(records(store, Filters()))), len(queries.channels(store))]
                seen.append(held[0])
        return seen

    with ThreadPoolExecutor(10) as pool:
        writers = [pool.submit(write, which) for which in range(8)]
        readers = [pool.submit(read) for _ in range(2)]
        try:
            new = sum(one.result(120) for one in writers)
        finally:
            done.set()
        for reader in readers:
            reader.result(60)
    assert new == 60
    with Store(postgres) as store:
        assert store.counts()["articles"] == 60
        assert list(check(store)) == []


def test_what_postgresql_cannot_hold_is_held_as_a_mark(postgres: str) -> None:
    article = Article(id="a\0", text="They spoke\0 by telephone.", title="\ud800")
    with Store(postgres) as store:
        assert store.ingest(article, Extraction(id=article.id, title=article.title))
        (held,) = store.articles()
    assert (held.id, held.text, held.title) == ("a\ufffd", "They spoke\ufffd by telephone.", "\ufffd")


def test_a_writer_that_waits_too_long_is_told(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("milchannels.store.connect._BUSY_MS", 10)
    with Store(postgres) as holder, Store(postgres) as other, holder.writing():
        with pytest.raises(StoreError, match="locked by another process") as told:
            other.ingest(*tellings()[0])
        assert "\n" not in str(told.value)


def test_a_store_of_an_earlier_version_is_brought_up_and_what_it_was_is_kept(postgres: str) -> None:
    with Store(postgres) as store:
        for one in tellings()[:5]:
            store.ingest(*one)
        store.link()
        before = [one.model_dump_json() for one in records(store, Filters())]
        with store.writing() as connection:
            for view in VIEWS:
                connection.exec_driver_sql(f"DROP VIEW {view}")
            for column in ("level", "low", "high", "cluster"):
                connection.exec_driver_sql(f"ALTER TABLE contacts DROP COLUMN {column}")
            connection.exec_driver_sql("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    with Store(postgres) as store:
        assert [one.model_dump_json() for one in records(store, Filters())] == before
        assert list(check(store)) == []
        with store.reading() as connection:
            kept = connection.exec_driver_sql(
                "SELECT value FROM milchannels_schema_1.meta WHERE key = 'schema_version'"
            )
            assert kept.scalar() == "1"
            assert connection.exec_driver_sql("SELECT count(*) FROM milchannels_schema_1.articles").scalar() == 5
            assert connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema_version'").scalar() == str(
                SCHEMA_VERSION
            )


def test_a_server_that_is_not_there_is_one_line() -> None:
    with pytest.raises(StoreError, match="cannot use the database") as told:
        Store("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "\n" not in str(told.value)
    assert "secret" not in str(told.value)
