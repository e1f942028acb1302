"""Questions to a store: pure data in and out, no rendering."""

from __future__ import annotations

from .answers import Between, Channel, ChannelEnd, EventTold, Moment
from .ask import LEVELS, between, channels, checked_level
from .people import Choice, chosen, named
from .person import PersonAnswer, person
from .provenance import ContactAnswer, contact
from .rows import Filters

__all__ = [
    "LEVELS",
    "Between",
    "Channel",
    "ChannelEnd",
    "Choice",
    "ContactAnswer",
    "EventTold",
    "Filters",
    "Moment",
    "PersonAnswer",
    "between",
    "channels",
    "checked_level",
    "chosen",
    "contact",
    "named",
    "person",
]
