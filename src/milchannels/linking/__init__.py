"""One person, one contact: what many articles tell, put together."""

from __future__ import annotations

from .judgements import Judgement, Rulings
from .link import link
from .rebuild import rebuild

__all__ = ["Judgement", "Rulings", "link", "rebuild"]
