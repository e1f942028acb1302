"""Answers as records: what `between` and `channels` give, ready for JSON or a table."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from ..records import ChannelEvent, Record
from ..store.linked import LinkedContact
from .holders import HolderPair


class ChannelEnd(Record):
    """One end of a channel."""

    id: str
    kind: str = Field(description="person, post or country")
    label: str
    country: str | None = None


class Cut(Record):
    """Lines between two countries that were suspended and, as far as articles tell, not resumed."""

    since: dt.date | None
    channel: str = Field(description="in the words of the article")
    article: str


class Channel(Record):
    """A line between two persons, posts or countries. Contacts held make it live; others are counted in `statuses`."""

    level: str
    a: ChannelEnd
    b: ChannelEnd
    contacts: int = Field(description="number of contacts held")
    first: dt.date | None = None
    last: dt.date | None = None
    silence: int | None = Field(default=None, description="days from the last contact held to the day asked for")
    modes: dict[str, int] = Field(default_factory=dict, description="of contacts held")
    statuses: dict[str, int] = Field(default_factory=dict, description="of all contacts")
    sources: int = Field(description="number of articles")
    cut: Cut | None = Field(
        default=None,
        description="what articles tell last of lines between the countries, if that is a cut and this one was not used since",
    )
    contact_ids: list[str] = Field(
        default_factory=list,
        description="of the linked contacts, in the order of time; under a limit not of lines of over 500 contacts",
    )
    holders: list[HolderPair] = Field(
        default_factory=list,
        description="between posts: who held them, in the order of time; under a limit not of lines of over 500 contacts",
    )


class EventTold(ChannelEvent):
    """A channel event with the article that tells it."""

    article: str
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None


class Moment(Record):
    """One point on the line of time: a contact or a channel event."""

    day: dt.date | None = Field(description="its first day; null where it has no date")
    kind: str = Field(description="contact or event")
    contact: str | None = Field(default=None, description="id of the contact")
    event: int | None = Field(default=None, description="place in `events`")


class Between(Record):
    """All that runs between two countries, groups of countries, posts or persons."""

    a: list[str] = Field(description="codes of countries, or the id of a post or a person")
    b: list[str]
    a_label: str
    b_label: str
    channels: dict[str, list[Channel]] = Field(description="by level: person, post, country")
    total: int = Field(description="number of contacts, those that a limit leaves out among them")
    contacts: list[LinkedContact] = Field(description="in the order of time; under a limit the latest")
    events: list[EventTold]
    timeline: list[Moment] = Field(description="contacts and events in the order of time, those without a date last")
    first: dt.date | None = None
    last: dt.date | None = None
    silence: int | None = Field(default=None, description="days from the last contact held to the day asked for")
    median_gap: float | None = Field(default=None, description="days between single contacts held")
    longest_gap: int | None = None
    rhythm: float | None = Field(default=None, description="how many times the median gap the silence lasts")
    by_mode: dict[str, int] = Field(description="of contacts held")
    by_status: dict[str, int]
    sources: int = Field(description="number of articles")
