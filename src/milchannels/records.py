"""What is recorded: one article in, one `Extraction` out, with contacts, people and channel events.

Field names and values are those of the annotation guidelines (`docs/guidelines.md`). Countries are
ISO 3166-1 alpha-3 codes (ISO 3166-3 for states that are no more: SUN, YUG, DDR, CSK) or NATO, EU, UN, AU.
Dates are EDTF (ISO 8601-2 level 0 and 1): a day, a month, a year, or an interval of two of these.
This module knows nothing of spaCy, the database or the terminal; everything else speaks in its terms.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Mode = Literal["phone_call", "video_call", "meeting", "visit", "letter", "hotline", "talks"]
Status = Literal["held", "planned", "requested", "refused", "cancelled"]
Track = Literal["mil", "mixed", "political"]
Kind = Literal["person", "office", "delegation"]
Action = Literal["established", "suspended", "resumed", "proposed", "maintained"]
DateBasis = Literal["stated", "publication", "contact", "unknown"]
Office = Literal[
    "defense_minister",
    "deputy_defense_minister",
    "chief_of_defense",
    "deputy_chief_of_defense",
    "service_chief",
    "commander",
    "defense_attache",
    "defense_official",
    "military_officer",
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "national_security_adviser",
    "intelligence_chief",
    "ambassador",
    "international_official",
    "other_official",
]

#: Offices that make their side of a contact "defence or military" (guidelines, "Track").
MILITARY_OFFICES: frozenset[str] = frozenset(
    {
        "defense_minister",
        "deputy_defense_minister",
        "chief_of_defense",
        "deputy_chief_of_defense",
        "service_chief",
        "commander",
        "defense_attache",
        "defense_official",
        "military_officer",
    }
)

#: Offices whose holders wear a uniform.
UNIFORMED_OFFICES: frozenset[str] = MILITARY_OFFICES - {
    "defense_minister",
    "deputy_defense_minister",
    "defense_official",
}


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Record(BaseModel):
    """Base of all records: unknown fields are refused, so that a typing error does not pass as data."""

    model_config = ConfigDict(extra="forbid")


class Article(Record):
    """A text to read. `id` is unique within one run; `published` is None where nobody told it.

    What no encoding and no database can hold (half of a surrogate pair, NUL) stands as U+FFFD, one for one, so that
    places in a text are the same before and after.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    author: str | None = None

    @field_validator("id", "text", "title", "source", "author", mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        return _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else value


class Quote(Record):
    """Words of the article: `article.text[start:end] == quote`."""

    quote: str
    start: int
    end: int


class Person(Record):
    """A named person whom the article ties to a government, an armed force or an international body."""

    name: str
    rank: str | None = None
    role: str | None = None
    office: Office | None = None
    country: str | None = None
    inferred: list[str] = Field(
        default_factory=list, description="fields taken from the register or from context, not from the article"
    )


class Participant(Record):
    """One who takes part in a contact: a named person, a holder of an office, or a body."""

    name: str | None = None
    kind: Kind
    rank: str | None = None
    role: str | None = None
    office: Office | None = None
    country: str | None = None
    identity: str | None = None
    inferred: list[str] = Field(default_factory=list)


class Contact(Record):
    """One act of communication, or one stated run of them, between parties of two or more countries."""

    id: str = Field(description="stable: the article's id and the place of the telling words")
    mode: Mode
    status: Status = "held"
    recurring: bool = False
    count: int | None = None
    date: str | None = Field(default=None, description="EDTF")
    date_text: str | None = None
    date_basis: DateBasis = "unknown"
    participants: list[Participant]
    initiator: str | None = None
    location: str | None = None
    topics: list[str] = Field(default_factory=list)
    themes: list[str] = Field(
        default_factory=list, description="from the controlled vocabulary in lexicons/themes.yaml"
    )
    track: Track
    evidence: list[Quote] = Field(description="verbatim quotes, the telling one first")
    confidence: float = Field(default=1.0, ge=0, le=1)
    ordinal: int | None = Field(default=None, description='2 for "their second call since the crisis began"')
    since: str | None = Field(default=None, description="the words from which an ordinal counts")
    duration_minutes: int | None = None
    tone: str | None = Field(default=None, description='the words for how it went: "frank and constructive"')
    outcome: str | None = Field(
        default=None, description="what was agreed, decided or signed in it, in the words of the text"
    )
    reported_by: str | None = Field(default=None, description="who tells of it, in the words of the text")
    rules: dict[str, str] = Field(default_factory=dict, description="field -> id of the rule that gave it")


class ChannelEvent(Record):
    """What an article says of a standing line between two sides as such."""

    countries: list[str]
    action: Action
    channel: str
    date: str | None = None
    evidence: str
    start: int | None = None
    end: int | None = None


class Extraction(Record):
    """One article's answer."""

    id: str
    source: str | None = None
    title: str | None = None
    published: dt.date | None = None
    people: list[Person] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    channel_events: list[ChannelEvent] = Field(default_factory=list)


class Unread(Extraction):
    """The answer for an article that a fault of the program kept it from reading: empty, and what the fault was."""

    fault: str
