"""A store of an earlier schema in, the same brought up to the schema of this program out.

Whatever the version, tables and columns that are missing are added, views are made anew, and what linking derived is
thrown away with its tables, so that the next linking makes it by the rules of this program. Articles, what they tell, and
judgements stay. Columns that are added to their tables can be null.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, inspect, select, text
from sqlalchemy.schema import CreateColumn

from . import tables as t
from .sketch import sketch
from .views import VIEWS

#: Tables that hold nothing but what linking derived, those that refer to others first.
_LINKED = (t.linked_pairs, t.linked_participants, t.linked_contacts, t.persons)


def bring_up(connection: Connection) -> None:
    """Bring the store up to `SCHEMA_VERSION`, in the transaction that the caller has begun."""
    found = inspect(connection)
    for view in found.get_view_names():
        if view in VIEWS:
            connection.execute(text(f"DROP VIEW {view}"))
    known = set(found.get_table_names())
    for table in _LINKED:
        table.drop(connection, checkfirst=True)
        known.discard(table.name)
    for table in t.metadata.sorted_tables:
        if table.name not in known:
            continue
        columns = {column["name"] for column in found.get_columns(table.name)}
        for column in table.columns:
            if column.name not in columns:
                told = CreateColumn(column).compile(connection)
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {told}"))
        indexes = {index["name"] for index in found.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in indexes:
                index.create(connection)
    t.metadata.create_all(connection)
    for name, query in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {query}"))
    _sketch(connection)
    forget_links(connection)
    version = t.meta.update().where(t.meta.c.key == "schema_version").values(value=str(t.SCHEMA_VERSION))
    connection.execute(version)


def _sketch(connection: Connection) -> None:
    a = t.articles.c
    query = select(a.key, a.text).where(a.sketch.is_(None))
    rows = [{"b_key": row.key, "b_sketch": sketch(row.text)} for row in connection.execute(query)]
    if rows:
        connection.execute(
            t.articles.update().where(a.key == bindparam("b_key")).values(sketch=bindparam("b_sketch")), rows
        )


def forget_links(connection: Connection) -> None:
    """Throw away all that linking derived, and mark everything to be linked."""
    for table in _LINKED:
        connection.execute(table.delete())
    for table in (t.article_people, t.participants):
        connection.execute(table.update().values(appearance=None))
    connection.execute(t.appearance_blocks.delete())
    connection.execute(t.appearances.delete())
    unlinked = {"level": None, "low": None, "high": None, "cluster": None, "linked": None}
    connection.execute(t.contacts.update().values(**unlinked, dirty=True))
