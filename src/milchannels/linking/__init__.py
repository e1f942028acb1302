"""One person, one contact: what many articles tell, put together."""

from __future__ import annotations

from .judgements import Judgement, Rulings
from .link import link

__all__ = ["Judgement", "Rulings", "link"]
