"""Questions to a store: pure data in and out, no rendering."""

from __future__ import annotations

from ..store.ends import LEVELS
from .answers import Between, Channel, ChannelEnd, EventTold, Moment
from .ask import between, channels, checked_level
from .filters import Filters, Side
from .making import ORDERS
from .people import Choice, chosen, named
from .person import PersonAnswer, person
from .provenance import ContactAnswer, contact

__all__ = [
    "LEVELS",
    "ORDERS",
    "Between",
    "Channel",
    "ChannelEnd",
    "Choice",
    "ContactAnswer",
    "EventTold",
    "Filters",
    "Moment",
    "PersonAnswer",
    "Side",
    "between",
    "channels",
    "checked_level",
    "chosen",
    "contact",
    "named",
    "person",
]
