"""The store: extractions in a database, and linked contacts out of it."""

from __future__ import annotations

from .days import bounds
from .linked import LinkedContact, LinkedParticipant, LinkedQuote, Source
from .rows import text_hash
from .store import Store

__all__ = ["LinkedContact", "LinkedParticipant", "LinkedQuote", "Source", "Store", "bounds", "text_hash"]
