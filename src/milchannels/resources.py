"""Where the files lie that the program reads at run time: in the wheel, or in `data/` of a checkout.

`data(name)` takes a path below `data/` and gives a `pathlib.Path` that exists.
"""

from __future__ import annotations

from pathlib import Path

from .errors import MilchannelsError

_PACKAGE = Path(__file__).resolve().parent


def data(name: str = "") -> Path:
    """The path of `name` below `data/`; raises `MilchannelsError` where the installation lacks it."""
    for root in (_PACKAGE / "data", _PACKAGE.parent.parent / "data"):
        path = root / name
        if path.exists():
            return path
    raise MilchannelsError(f"data file {name!r} is missing from this installation: reinstall milchannels")


def lexicon(name: str) -> Path:
    """The path of a lexicon, `lexicons/<name>`."""
    path = _PACKAGE / "lexicons" / name
    if not path.exists():
        raise MilchannelsError(f"lexicon {name!r} is missing from this installation: reinstall milchannels")
    return path
