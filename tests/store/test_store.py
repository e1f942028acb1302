"""Articles and extractions in, the same out; and files that are none of ours left as they are."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from factories import contact, telling
from milchannels.errors import StoreError
from milchannels.queries import channels
from milchannels.queries.rows import Filters, records
from milchannels.records import ChannelEvent
from milchannels.store import Store, bounds, text_hash
from milchannels.store.connect import APPLICATION_ID
from milchannels.store.tables import SCHEMA_VERSION
from milchannels.store.views import VIEWS

CALL = contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-10-21", topics=["Ukraine", "deconfliction"])
EVENT = ChannelEvent(countries=["USA", "RUS"], action="suspended", channel="the line", date="2014-03", evidence="cut")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.db")


def test_what_goes_in_comes_out(store: Store) -> None:
    article, extraction = telling("a", CALL, people=("Lloyd Austin/USA/dm",), events=(EVENT,), title="T", source="S")
    assert store.ingest(article, extraction)
    assert list(store.articles()) == [article]
    assert list(store.extractions()) == [extraction]
    assert store.counts()["contacts"] == 1


@pytest.mark.parametrize(
    ("first", "second", "stored"),
    [
        (("a", "One text.\nTwo lines."), ("a", "One text.\nTwo lines."), 1),
        (("a", "One text.\nTwo lines."), ("b", "One text.\r\nTwo lines."), 1),
        (("a", "One text.\rTwo lines."), ("a", "One text.\r\nTwo lines."), 1),
        (("a", "One text."), ("a", "Another text."), 2),
        (("a", ""), ("b", ""), 1),
        (("a", "text"), ("b", "text "), 2),
    ],
)
def test_an_article_is_known_by_its_text(
    store: Store, first: tuple[str, str], second: tuple[str, str], stored: int
) -> None:
    for n, (id_, text) in enumerate((first, second)):
        assert store.ingest(*telling(id_, CALL, text=text)) is (n < stored)
        assert store.has(text)
    assert store.counts()["articles"] == stored
    assert len(list(store.extractions())) == stored


def test_contacts_of_one_id_in_one_article_are_both_kept(store: Store) -> None:
    same = CALL.model_copy(update={"id": "x"})
    store.ingest(*telling("a", same, same))
    assert [c.id for e in store.extractions() for c in e.contacts] == ["x", "x"]


def test_an_article_goes_in_whole_or_not_at_all(store: Store) -> None:
    article, extraction = telling("a", CALL)
    broken = extraction.model_copy(update={"contacts": [CALL.model_copy(update={"mode": None})]})
    with pytest.raises(StoreError):
        store.ingest(article, broken)
    assert store.counts()["articles"] == 0
    assert store.ingest(article, extraction)


def test_more_articles_than_a_page_come_in_order(store: Store) -> None:
    days = [None, *(f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29, 2))]
    for n in range(620):
        store.ingest(*telling(f"a{n}", published=days[n % len(days)]))
    published = [article.published for article in store.articles()]
    assert len(published) == 620
    assert published == sorted(published, key=lambda day: day or dt.date.min)


def _text(path: Path) -> None:
    path.write_text("A letter to the editor, which is no database at all. " * 4)


def _short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (id)")


def _later(path: Path) -> None:
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_text, "is no SQLite database"),
        (_short, "is no SQLite database"),
        (_foreign, "of another program"),
        (_later, "by a later milchannels"),
    ],
)
def test_files_that_are_not_ours_are_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=message) as told:
        Store(path)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["other.db"]


def test_many_at_once_go_in_as_one_by_one(tmp_path: Path) -> None:
    told = [telling(f"a{n}", CALL, events=(EVENT,), people=("Lloyd Austin/USA/dm",)) for n in range(4)]
    with Store(tmp_path / "one.db") as one, Store(tmp_path / "many.db") as many:
        for article, extraction in told:
            one.ingest(article, extraction)
        many.ingest(*told[1])
        assert many.ingest_many([*told, told[0]]) == 3
        assert many.ingest_many(told) == 0
        assert list(many.articles()) == list(one.articles())
        assert list(many.extractions()) == list(one.extractions())
        assert many.counts() == one.counts()


def test_a_later_version_told_by_the_meta_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StoreError, match="later"):
        Store(path)


def test_a_store_of_the_first_version_is_brought_up_and_linked_again(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store(path) as store:
        for n in range(2):
            store.ingest(*telling(f"a{n}", contact("Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", date="2022-10-21")))
        store.link()
        before = [one.id for one in records(store, Filters())]
    with sqlite3.connect(path) as connection:
        for index in ("contacts_by_sides_and_days", "ix_contacts_cluster"):
            connection.execute(f"DROP INDEX {index}")
        for view in VIEWS:
            connection.execute(f"DROP VIEW {view}")
        for column in ("level", "low", "high", "cluster"):
            connection.execute(f"ALTER TABLE contacts DROP COLUMN {column}")
        for table, columns in {"linked_contacts": ("articles",), "linked_pairs": ("articles", "confidence")}.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
        connection.execute("PRAGMA user_version = 1")
    with Store(path, create=False) as store:
        assert [one.id for one in records(store, Filters())] == before
        assert [line.sources for line in channels(store)] == [2]
        store.ingest(*telling("later", contact("Austin/USA/dm", "/RUS/dm", date="2022-10-21")))
        store.link()
        assert [len(one.sources) for one in records(store, Filters())] == [3]
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("SELECT COUNT(*) FROM contact_sources").fetchone() == (3,)


def _made_earlier(path: Path) -> bytes:
    """A store of schema 2: what it holds, in words, as it was before."""
    with Store(path) as store:
        store.ingest(*telling("a", CALL))
        store.link()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema_version'")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
        return "\n".join(connection.iterdump()).encode()


def test_bringing_up_leaves_a_copy_of_what_was(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "s.db"
    before = _made_earlier(path)
    (tmp_path / "s.db.schema-2").write_text("a file of the user's")
    with Store(path) as store:
        assert store.counts()["linked_contacts"] == 1
    assert "s.db.schema-2-2" in caplog.text
    assert (tmp_path / "s.db.schema-2").read_text() == "a file of the user's"
    with closing(sqlite3.connect(tmp_path / "s.db.schema-2-2")) as copy:
        assert "\n".join(copy.iterdump()).encode() == before
        assert copy.execute("PRAGMA user_version").fetchone() == (2,)
    Store(path).close()
    assert len(list(tmp_path.glob("*.schema-*"))) == 2
    # The copy is itself a store, which can be opened again.
    with Store(tmp_path / "s.db.schema-2-2") as again:
        assert again.counts()["articles"] == 1


def test_nothing_is_brought_up_that_cannot_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.db"
    before = _made_earlier(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(StoreError, match=r"cannot copy .* No space left"):
        Store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert "\n".join(connection.iterdump()).encode() == before
    assert list(tmp_path.glob("*schema*")) == []


def test_many_that_bring_up_at_once_make_one_copy(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    _made_earlier(path)
    with ThreadPoolExecutor(6) as pool:
        for store in pool.map(Store, [path] * 6):
            assert store.counts()["articles"] == 1
            store.close()
    assert len(list(tmp_path.glob("*.schema-*"))) == 1


def test_many_that_make_one_store_at_once_all_have_it(tmp_path: Path) -> None:
    for n in range(10):
        path = tmp_path / f"{n}.db"
        with ThreadPoolExecutor(8) as pool:
            for k, store in enumerate(pool.map(Store, [path] * 8)):
                store.ingest(*telling(f"{k}", CALL))
                store.close()
        with Store(path) as store:
            assert store.counts()["articles"] == 8


@pytest.mark.parametrize(
    ("where", "create", "message"),
    [
        ("none.db", False, "no database at"),
        ("no/such/folder/s.db", True, "no folder"),
        (".", True, "cannot read"),
        ("mysterious://host/db", True, "no database URL"),
    ],
)
def test_what_cannot_be_opened_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, create: bool, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=message):
        Store(where, create=create)
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_marked_as_ours_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store(path) as store:
        store.ingest(*telling("a", CALL))
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with Store(f"sqlite:///{path}") as again:
        assert again.counts()["articles"] == 1


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Store(path).close()

    def write(which: int) -> int:
        with Store(path) as store:
            return sum(store.ingest(*telling(f"{n}", CALL)) for n in range(which, which + 12))

    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(write, (0, 4, 8, 12)))
    assert sum(written) == 24
    assert Store(path).counts()["articles"] == 24


def test_a_lock_held_by_another_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("milchannels.store.connect._BUSY_MS", 50)
    path = tmp_path / "s.db"
    store = Store(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked by another process"):
        store.ingest(*telling("a", CALL))
    holder.close()


def test_every_view_can_be_read(store: Store) -> None:
    store.ingest(*telling("a", CALL, people=("Lloyd Austin/USA/dm",)))
    store.link()
    rows = {}
    with store.reading() as connection:
        for view in ("country_channels", "post_channels", "person_channels", "contact_sources", "person_sources"):
            rows[view] = [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {view}")]
    assert rows["country_channels"] == [("RUS", "USA", 1, 0, "2022-10-21", "2022-10-21")]
    assert rows["post_channels"][0][:4] == ("RUS defense_minister", "USA defense_minister", 1, 0)
    assert {rows["person_channels"][0][2], rows["person_channels"][0][3]} == {"Lloyd Austin", "Sergei Shoigu"}
    assert rows["contact_sources"][0][1] == "a"
    assert rows["person_sources"][0][1] == "Lloyd Austin"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2014-04-28", "2014-04-28", "2014-04-28"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2013", "2013-01-01", "2013-12-31"),
        ("2014-04-21/2014-04-27", "2014-04-21", "2014-04-27"),
        ("2017-03/2017-05", "2017-03-01", "2017-05-31"),
        ("2014/..", "2014-01-01", None),
        ("../2014", None, "2014-12-31"),
        ("2014~", "2014-01-01", "2014-12-31"),
        (None, None, None),
        ("", None, None),
        ("2014-13", None, None),
        ("2014-02-30", None, None),
        ("2015/2014", None, None),
        ("last week", None, None),
        ("0000", None, None),
    ],
)
def test_bounds_of_dates(edtf: str | None, first: str | None, last: str | None) -> None:
    assert bounds(edtf) == tuple(dt.date.fromisoformat(day) if day else None for day in (first, last))


def test_hash_takes_line_ends_for_one() -> None:
    assert text_hash("a\r\nb") == text_hash("a\nb") == text_hash("a\rb") != text_hash("a b")


def test_records_load_without_the_database() -> None:
    code = "import sys, milchannels, milchannels.records; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
