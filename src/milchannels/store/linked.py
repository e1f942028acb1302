"""What linking puts together: one contact as all its articles tell it. The record behind queries and exports."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from ..records import Contact, Mode, Participant, Quote, Record, Status


class LinkedParticipant(Participant):
    """A participant with the id of the linked person; null where it has no name."""

    person: str | None = None


class LinkedQuote(Quote):
    """Words of one of the articles."""

    article: str = Field(description="the article's id")


class Source(Record):
    """One article's telling of the contact, with what it says where others may say otherwise."""

    article: str = Field(description="the article's id")
    contact: str = Field(description="the id of the contact within the article")
    title: str | None = None
    source: str | None = None
    published: dt.date | None = None
    mode: Mode
    status: Status
    date: str | None = None
    initiator: str | None = None
    location: str | None = None
    copy_of: str | None = Field(
        default=None, description="the earliest article of the same text, but for small changes"
    )


class LinkedContact(Contact):
    """One contact from many articles: merged fields first, every source's own beside them in `sources`."""

    participants: list[LinkedParticipant]  # type: ignore[assignment]
    evidence: list[LinkedQuote]  # type: ignore[assignment]
    sources: list[Source]
    independent: int = Field(default=1, description="number of articles, copies of one text counted once")
