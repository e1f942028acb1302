"""What the components write onto a `Doc`: one `Annotations` object at `doc._.mil`.

Positions are token indices, `end` exclusive, unless a name says `char`. Each component fills its own field and reads those
filled before it; nothing else is shared between them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from ..dates import DateExpression
from ..records import ChannelEvent, Kind

if TYPE_CHECKING:
    from .date_headings import Heading
    from .events import Draft


@dataclass(slots=True)
class CountryMention:
    """Words that stand for a state or an organisation. `kind` is that of `lexicons.Term`."""

    start: int
    end: int
    code: str
    kind: str


@dataclass(slots=True)
class RankMention:
    """A rank in the text; `rank` is written out. One in the plural is that of all names that follow."""

    start: int
    end: int
    rank: str
    service: bool = False
    plural: bool = False


@dataclass(slots=True)
class Title:
    """A title in the text: its head, the words as they stand, its office and the country it stands for."""

    start: int
    end: int
    head: int
    text: str
    office: str | None
    country: str | None
    plural: bool = False
    spokes: bool = False
    past: bool = False
    close: int = 0
    countries: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Official:
    """A named person of the article, with what the article says of him anywhere."""

    name: str
    tokens: list[str]
    rank: str | None = None
    role: str | None = None
    office: str | None = None
    country: str | None = None
    spokes: bool = False
    inferred: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    extents: dict[int, tuple[int, int]] = field(default_factory=dict)
    past: bool = False
    in_register: bool = False

    @property
    def family(self) -> str:
        return self.tokens[-1] if self.tokens else self.name


@dataclass(slots=True, frozen=True)
class Actor:
    """One who can take part in a contact: a person, the holder of an office, or a body."""

    kind: Kind
    country: str | None
    person: Official | None = None
    office: str | None = None
    role: str | None = None
    military: bool = False
    derived: bool = False

    @property
    def key(self) -> tuple[str, str]:
        if self.person is not None:
            return ("person", self.person.name)
        if self.kind == "office":
            return ("office", f"{self.country}:{self.office}")
        return ("body", f"{self.country}")


@dataclass(slots=True)
class Mention:
    """Words that mean one or more actors. `form` tells how: name, office, body, country, pronoun, group."""

    start: int
    end: int
    head: int
    form: str
    actors: list[Actor] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class DateMention:
    """A date expression with its place; resolved later, when tense and reference are known."""

    start: int
    end: int
    expression: DateExpression


@dataclass(slots=True)
class Annotations:
    """Everything known of one article."""

    published: dt.date | None = None
    dateline: dt.date | None = None
    dateline_place: str | None = None
    dateline_end: int = 0
    home: str | None = None
    title: str | None = None
    countries: list[CountryMention] = field(default_factory=list)
    ranks: list[RankMention] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    text: str | None = None
    places: list[tuple[int, int, bool]] | None = None
    headings: list[Heading] | None = None
    drafts: list[Draft] = field(default_factory=list)
    channel_events: list[ChannelEvent] = field(default_factory=list)


def annotations_of(doc: Doc) -> Annotations:
    """The annotations of `doc`, made on first use."""
    if doc._.mil is None:
        doc._.mil = Annotations()
    found: Annotations = doc._.mil
    return found


def text_of(doc: Doc) -> str:
    """The text of `doc`, which spaCy puts together anew from all tokens each time that it is asked."""
    mil = annotations_of(doc)
    if mil.text is None:
        mil.text = doc.text
    return mil.text


if not Doc.has_extension("mil"):
    Doc.set_extension("mil", default=None)
