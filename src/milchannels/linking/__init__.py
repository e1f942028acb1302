"""One person, one contact: what many articles tell, put together."""

from __future__ import annotations

from .judgements import Judgement, Rulings
from .link import is_outdated, link
from .rebuild import rebuild

__all__ = ["Judgement", "Rulings", "is_outdated", "link", "rebuild"]
