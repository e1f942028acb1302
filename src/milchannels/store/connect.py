"""A path or database URL in, a SQLAlchemy engine on a store of ours out. All that is particular to a database is here.

A file that is none of ours is never written to: what it is, is read from its first hundred bytes before any
database library opens it. Writers wait for each other, and say so where it takes long.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ..errors import StoreError
from .migrate import bring_up
from .tables import SCHEMA_VERSION, meta, metadata
from .views import VIEWS

#: "MilC", the mark of our files in SQLite's header (`PRAGMA application_id`).
APPLICATION_ID = 0x4D696C43
_MAGIC = b"SQLite format 3\x00"

#: How long one attempt to write waits for other writers, in thousandths of a second, and how many attempts there are:
#: linking a large store anew holds the others up for minutes.
_BUSY_MS = 30_000
_ATTEMPTS = 20
_PAUSE = 0.05

#: What SQLite may keep in memory: contacts of a busy line are sorted there, and not in files.
_CACHE_KB = 32_768

#: For PostgreSQL, the number of the lock under which tables are made.
_MAKING = APPLICATION_ID

_log = logging.getLogger(__name__)


def open_engine(where: str | os.PathLike[str], *, create: bool = True) -> Engine:
    """An engine on the store at `where`, a path or a URL; made there if absent and `create`.

    Raises `StoreError` where the file is no database, not ours, of a later version, absent (without `create`)
    or cannot be reached.
    """
    url = _url(where)
    is_sqlite = url.get_backend_name() == "sqlite"
    path = url.database if is_sqlite else None
    in_memory = is_sqlite and path in (None, "", ":memory:")
    try:
        if is_sqlite and path is not None and not in_memory:
            _check_file(Path(path), create=create)
            if not create and _is_read_only(Path(path)):
                return _read_only(url, Path(path))
        engine = create_engine(url, **({} if is_sqlite else {"connect_args": {"connect_timeout": 10}}))
        if is_sqlite:
            _prepare_sqlite(engine, persistent=not in_memory)
        else:
            _prepare_server(engine)
        _create(engine, url, create=create)
    except (SQLAlchemyError, ImportError) as error:
        raise as_store_error(error, url) from error
    return engine


def as_store_error(error: Exception, where: object) -> StoreError:
    """The one line that a user reads for a database library's error."""
    shown = as_shown(where) if isinstance(where, URL) else str(where)
    if isinstance(error, ImportError):
        return StoreError(f"no driver for {shown}: pip install 'milchannels[postgresql]'")
    detail = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()
    told = detail[0] if detail else type(error).__name__
    if "locked" in told or "lock timeout" in told:
        return StoreError(
            f"{shown} is locked by another process: wait until that one has finished, then run this again"
        )
    if "is full" in told or "No space left" in told:
        return StoreError(f"no space is left for {shown}: make room and run this again; what is in the store stays")
    if "readonly" in told or "read-only" in told:
        return StoreError(f"{shown} cannot be written to: copy it to a folder where you can write, or mend its rights")
    return StoreError(f"cannot use the database {shown}: {told}")


def _url(where: str | os.PathLike[str]) -> URL:
    given = os.fspath(where)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(f"{given.split('://')[0]}:// is no database URL: give a path or postgresql://…") from error
    except ImportError as error:
        raise as_store_error(error, url) from error
    return url


def _check_file(path: Path, *, create: bool) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        if not create:
            raise StoreError(f"no database at {path}: make one with `milchannels ingest`") from None
        if not path.parent.is_dir():
            raise StoreError(f"no folder {path.parent}: make it first, or give another path") from None
        if not os.access(path.parent, os.W_OK):
            raise StoreError(f"cannot make {path}: its folder cannot be written to; give another path") from None
        return
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}") from error
    if not header and create:
        return
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise StoreError(f"{path} is no SQLite database: give another path with --db")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program: give another path with --db")
    version = int.from_bytes(header[60:64], "big")
    if version > SCHEMA_VERSION:
        raise StoreError(f"{path} was made by a later milchannels (schema {version}): upgrade milchannels")


def _is_read_only(path: Path) -> bool:
    """Whether questions to the store at `path` have to leave no trace: SQLite wants to write beside it even to read."""
    return not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)


def _read_only(url: URL, path: Path) -> Engine:
    """An engine for questions to a store that cannot be written to, which must have been closed."""
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise StoreError(
            f"{path} was left in the middle of writing, and its folder is read-only: copy it with {beside.name}"
        )
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return create_engine(url, creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False))


def _prepare_server(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {_BUSY_MS * _ATTEMPTS}")
        connection.commit()


def _prepare_sqlite(engine: Engine, *, persistent: bool) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        # The driver's own handling of transactions begins them late and never immediately: ours replaces it.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # What a stranger's file brings along in views and triggers runs no function that could do harm.
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer takes the lock at once: two that read first and write later would both fail.
        writes = connection.get_execution_options().get("writes", False)
        if writes:
            _patiently(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"), engine.url.database)
        else:
            connection.exec_driver_sql("BEGIN")

    with engine.connect() as connection:
        raw = connection.connection
        cursor = raw.cursor()
        cursor.execute("PRAGMA application_id")
        if persistent and cursor.fetchone() != (APPLICATION_ID,):
            # The mark goes in before anything else, so that a kill at any moment leaves a file known as ours.
            cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            cursor.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        if persistent:
            # Where several open a new file at once, the change of mode does not wait by itself.
            _patiently(lambda: cursor.execute("PRAGMA journal_mode = WAL"), engine.url.database)
        cursor.close()


def _patiently(attempt: Callable[[], Any], shown: object) -> None:
    """Try until the store is free, at most `_ATTEMPTS` times; each attempt waits by itself."""
    for left in reversed(range(_ATTEMPTS)):
        try:
            attempt()
            return
        except (DBAPIError, sqlite3.OperationalError) as error:
            if "locked" not in str(error) or not left:
                raise
            _log.warning("milchannels: another process writes to %s: waiting", shown)
            time.sleep(_PAUSE)


def _create(engine: Engine, url: URL, *, create: bool) -> None:
    with engine.connect() as connection:
        if inspect(connection).has_table(meta.name):
            try:
                stored = connection.scalar(select(meta.c.value).where(meta.c.key == "schema_version"))
            except SQLAlchemyError as error:
                # A `meta` table of another shape: the database belongs to somebody else.
                raise StoreError(f"{as_shown(url)} holds tables of another program: give another database") from error
            if stored is not None:
                if not stored.isdigit() or int(stored) > SCHEMA_VERSION:
                    raise StoreError(f"{as_shown(url)} was made by a later milchannels (schema {stored}): upgrade it")
                return
    if not create and url.get_backend_name() != "sqlite":
        raise StoreError(f"no milchannels tables in {as_shown(url)}: make them with `milchannels ingest`")
    with engine.execution_options(writes=True).begin() as connection:
        if url.get_backend_name() == "postgresql":
            # Two that make the same tables at once would both fail.
            connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
        metadata.create_all(connection)
        existing = set(inspect(connection).get_view_names())
        for name, query in VIEWS.items():
            if name not in existing:
                connection.execute(text(f"CREATE VIEW {name} AS {query}"))
        if connection.scalar(select(meta.c.value).where(meta.c.key == "schema_version")) is None:
            connection.execute(meta.insert().values(key="schema_version", value=str(SCHEMA_VERSION)))


def brought_up(engine: Engine) -> bool:
    """Bring a store of an earlier schema up to this program's; whether it was one.

    What it was stays as a copy: for SQLite a file beside it (`milchannels.db.schema-2`), for PostgreSQL a schema
    (`milchannels_schema_2`).
    """
    version = select(meta.c.value).where(meta.c.key == "schema_version")
    with engine.connect() as connection:
        if connection.scalar(version) == str(SCHEMA_VERSION):
            return False
    with engine.execution_options(writes=True).begin() as connection:
        # Another process may have been faster.
        if engine.url.get_backend_name() == "postgresql":
            connection.execute(version.with_for_update())
        found = connection.scalar(version)
        earlier = found != str(SCHEMA_VERSION)
        if earlier:
            copy = _copied(connection, engine.url, str(found))
            bring_up(connection)
            _log.warning(
                "milchannels: %s is brought up to schema %s; as it was: %s", as_shown(engine.url), SCHEMA_VERSION, copy
            )
        if engine.url.get_backend_name() == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return earlier


def _copied(connection: Connection, url: URL, version: str) -> str:
    """Copy the store as it is, in the transaction that is about to change it; where the copy is."""
    if url.get_backend_name() != "sqlite":
        schema = f"milchannels_schema_{version}"
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        for table in sorted(set(inspect(connection).get_table_names()) & set(metadata.tables)):
            connection.execute(text(f"CREATE TABLE {schema}.{table} AS TABLE {table}"))
        return schema
    if url.database in (None, "", ":memory:"):
        return "nowhere, it is in memory"
    path = Path(url.database)
    number, copy = 1, path.with_name(f"{path.name}.schema-{version}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.schema-{version}-{number}")
    unfinished = copy.with_name(f".{copy.name}.{os.getpid()}")
    try:
        # A second connection sees what is in the file: nothing of the transaction that has begun.
        with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(unfinished)) as new:
            old.backup(new)
        unfinished.replace(copy)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"cannot copy {path} before it is brought up to this version: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return str(copy)


def as_shown(url: URL) -> str:
    """The URL as messages show it: the path of a SQLite file, anything else without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)
