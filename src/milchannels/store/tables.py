"""The tables of the store, as SQLAlchemy Core metadata that SQLite and PostgreSQL both take.

Three layers. What was read (`articles` to `channel_events`) is written once at ingest and never changed after,
save for the two columns by which linking hangs its answers on. What linking derived (`appearances` to
`linked_pairs`) can be thrown away and made again. What was decided (`judgements`) is only added to.

Keys are text made from content, not counters, so that the same articles give the same keys in every store.
`record` columns hold the whole pydantic record as JSON; the other columns are what queries ask for.
"""

from __future__ import annotations

import sqlalchemy
from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy.types import TypeEngine

#: Version of this schema. A store of a later one is refused, an earlier one is brought up to it on opening.
SCHEMA_VERSION = 5

metadata = MetaData()


def String(length: int) -> TypeEngine[str]:
    """Text of at most so many characters, in the order of its code points whatever the locale of the server."""
    return sqlalchemy.String(length).with_variant(sqlalchemy.String(length, collation="C"), "postgresql")


Text: TypeEngine[str] = sqlalchemy.Text().with_variant(sqlalchemy.Text(collation="C"), "postgresql")

meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("key", String(20), primary_key=True, comment="first 20 hex digits of sha256"),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("id", Text, nullable=False, index=True, comment="as the reader gave it; not unique across runs"),
    Column("title", Text),
    Column("source", Text),
    Column("author", Text),
    Column("published", String(10), index=True),
    Column("text", Text, nullable=False),
    Column("ingested_at", String(32), nullable=False),
    Column("sketch", Text, comment="by which copies are known; see store/sketch.py"),
)

article_people = Table(
    "article_people",
    metadata,
    Column("article", ForeignKey("articles.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("rank", Text),
    Column("role", Text),
    Column("office", String(40)),
    Column("country", String(8)),
    Column("record", Text, nullable=False),
    Column("appearance", ForeignKey("appearances.key"), index=True, comment="null until linked"),
)

contacts = Table(
    "contacts",
    metadata,
    Column("key", Text, primary_key=True, comment="article key, colon, place in the article"),
    Column("article", ForeignKey("articles.key"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False, comment="within its article"),
    Column("mode", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("recurring", Boolean, nullable=False),
    Column("count", Integer),
    Column("date", Text, comment="EDTF"),
    Column("date_first", String(10)),
    Column("date_last", String(10)),
    Column("date_basis", String(20), nullable=False),
    Column("track", String(20), nullable=False),
    Column("initiator", String(8)),
    Column("location", Text),
    Column("confidence", Float, nullable=False),
    Column("sides", Text, nullable=False, comment="the countries, sorted and joined by '-': the block for linking"),
    Column("record", Text, nullable=False),
    Column("level", Integer, comment="how exact in time: 0 a day to 4 longer than a year; see linking/windows.py"),
    Column("low", String(10), comment="first day on which others of it are looked for"),
    Column("high", String(10), comment="last day on which others of it are looked for"),
    Column("cluster", Text, index=True, comment="what rules put together; null until linked"),
    Column("linked", Text, comment="the linked contact: what users said counts too; null until linked"),
    Column("dirty", Boolean, nullable=False, index=True, comment="waits to be linked, or to be linked again"),
    Index("contacts_by_sides_and_days", "sides", "level", "low"),
    # Which articles tell of a linked contact is answered from the index alone.
    Index("contacts_by_linked", "linked", "article"),
)

participants = Table(
    "participants",
    metadata,
    Column("contact", ForeignKey("contacts.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("name", Text),
    Column("rank", Text),
    Column("role", Text),
    Column("office", String(40)),
    Column("country", String(8), index=True),
    Column("identity", Text),
    Column("appearance", ForeignKey("appearances.key"), index=True, comment="null until linked, or nameless"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("contact", ForeignKey("contacts.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

topics = Table(
    "topics",
    metadata,
    Column("contact", ForeignKey("contacts.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("topic", Text, nullable=False),
)

channel_events = Table(
    "channel_events",
    metadata,
    Column("article", ForeignKey("articles.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("action", String(20), nullable=False),
    Column("channel", Text, nullable=False),
    Column("date", Text, comment="EDTF"),
    Column("date_first", String(10)),
    Column("date_last", String(10)),
    Column("evidence", Text, nullable=False),
    Column("record", Text, nullable=False),
)

channel_event_countries = Table(
    "channel_event_countries",
    metadata,
    Column("article", ForeignKey("articles.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("country", String(8), primary_key=True, index=True),
)

appearances = Table(
    "appearances",
    metadata,
    Column("key", Text, primary_key=True, comment="country, folded name, office, year"),
    Column("country", String(8)),
    Column("tokens", Text, nullable=False, comment="the name's words, plain lower-case letters"),
    Column("name", Text, nullable=False, comment="as it was first met"),
    Column("office", String(40)),
    Column("year", Integer),
    Column("person", Text, index=True),
    Column("dirty", Boolean, nullable=False, index=True),
)

appearance_blocks = Table(
    "appearance_blocks",
    metadata,
    Column("appearance", ForeignKey("appearances.key"), primary_key=True),
    Column("block", String(80), primary_key=True, index=True),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String(8), index=True),
    Column("spellings", Text, nullable=False, comment="JSON list"),
    Column("offices", Text, nullable=False, comment="JSON list of [office, first year, last year]"),
    Column("first_year", Integer),
    Column("last_year", Integer),
)

linked_contacts = Table(
    "linked_contacts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("mode", String(20), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("recurring", Boolean, nullable=False),
    Column("count", Integer),
    Column("date", Text, comment="EDTF"),
    Column("date_first", String(10), index=True),
    Column("date_last", String(10)),
    Column("track", String(20), nullable=False),
    Column("sides", Text, nullable=False, index=True),
    Column("sources", Integer, nullable=False, comment="number of articles"),
    Column("independent", Integer, nullable=False, comment="number of articles, copies of one text counted once"),
    Column("confidence", Float, nullable=False),
    Column("articles", Text, nullable=False, comment="keys of the articles, sorted, a space between"),
    Column("record", Text, nullable=False),
)

linked_participants = Table(
    "linked_participants",
    metadata,
    Column("linked", ForeignKey("linked_contacts.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("person", Text, comment="of the named, and of office-holders whose identity is told"),
    Column("name", Text),
    Column("office", String(40)),
    Column("country", String(8)),
    # In which contacts a person, a post or a country takes part is answered from an index alone.
    Index("linked_participants_by_person", "person", "linked"),
    Index("linked_participants_by_post", "country", "office", "linked"),
)

#: Each pair of ends that a linked contact joins, once a level: what `ends.pairs` says of its participants. Rows of one line
#: lie together, those between two countries too, so that counting a line reads its own rows and nothing else: what is counted,
#: and by what contacts are narrowed, stands here again as it does in `linked_contacts`.
linked_pairs = Table(
    "linked_pairs",
    metadata,
    Column("level", String(8), primary_key=True, comment="person, post or country"),
    Column(
        "a_country", String(8), primary_key=True, comment="'' where none is known; a comes before b by country and id"
    ),
    Column("b_country", String(8), primary_key=True),
    Column("a", Text, primary_key=True, comment="id of a person, of a post ('RUS defense_minister') or of a country"),
    Column("b", Text, primary_key=True),
    Column("linked", ForeignKey("linked_contacts.id"), primary_key=True, index=True),
    Column("mode", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("recurring", Boolean, nullable=False),
    Column("track", String(20), nullable=False),
    Column("date_first", String(10)),
    Column("date_last", String(10)),
    Column("independent", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("articles", Text, nullable=False),
    Column("along", Integer, nullable=False, comment="number of pairs of this contact at this level"),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(12), nullable=False, comment="person (keys of appearances) or contact (keys of contacts)"),
    Column("a", Text, nullable=False, index=True),
    Column("b", Text, nullable=False, index=True),
    Column("verdict", String(12), nullable=False, comment="same, different, unsure, or withdrawn"),
    Column("by", String(60), nullable=False, comment="rule or user"),
    Column("score", Float),
    Column("reasons", Text, nullable=False),
    Column("at", String(32), nullable=False),
)
