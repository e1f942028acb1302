"""Questions to a store: pure data in and out, no rendering."""

from __future__ import annotations

from .answers import Between, Channel, ChannelEnd, EventTold, Moment
from .ask import LEVELS, between, channels, checked_level
from .rows import Filters

__all__ = [
    "LEVELS",
    "Between",
    "Channel",
    "ChannelEnd",
    "EventTold",
    "Filters",
    "Moment",
    "between",
    "channels",
    "checked_level",
]
