"""milchannels: reads news articles and tells which militaries talk to each other.

    import milchannels
    for extraction in milchannels.extract([{"id": "1", "published": "2014-04-30", "text": "..."}]):
        for contact in extraction.contacts:
            print(contact.date, contact.mode, [p.name for p in contact.participants])

Public names are listed in `__all__` and loaded when first used, so that `import milchannels` costs
nothing: spaCy alone takes more than a second to import, SQLAlchemy and networkx a good part of one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import MilchannelsError
    from .extraction import extract
    from .language.pipeline import load
    from .network import Network
    from .records import Article, ChannelEvent, Contact, Extraction, Participant, Person, Quote
    from .store import Store

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ChannelEvent",
    "Contact",
    "Extraction",
    "MilchannelsError",
    "Network",
    "Participant",
    "Person",
    "Quote",
    "Store",
    "__version__",
    "extract",
    "load",
]

#: Public name -> the module it comes from.
_HOMES = {
    "Article": "records",
    "ChannelEvent": "records",
    "Contact": "records",
    "Extraction": "records",
    "MilchannelsError": "errors",
    "Network": "network",
    "Participant": "records",
    "Person": "records",
    "Quote": "records",
    "Store": "store",
    "extract": "extraction",
    "load": "language.pipeline",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
