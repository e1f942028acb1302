"""Questions to a store: pure data in and out, no rendering."""

from __future__ import annotations

from ..store.ends import LEVELS
from .answers import Between, Channel, ChannelEnd, EventTold, Moment
from .ask import between, channels, checked_level
from .filters import Filters, Side
from .making import ORDERS
from .paths import PathAnswer, path
from .people import Choice, chosen, named
from .person import PersonAnswer, person
from .provenance import ContactAnswer, contact
from .sides import side
from .times import Change, Period, TopicYear, compare, timeline, topics

__all__ = [
    "LEVELS",
    "ORDERS",
    "Between",
    "Change",
    "Channel",
    "ChannelEnd",
    "Choice",
    "ContactAnswer",
    "EventTold",
    "Filters",
    "Moment",
    "PathAnswer",
    "Period",
    "PersonAnswer",
    "Side",
    "TopicYear",
    "between",
    "channels",
    "checked_level",
    "chosen",
    "compare",
    "contact",
    "named",
    "path",
    "person",
    "side",
    "timeline",
    "topics",
]
