"""Which annotated articles may be learnt from, for all scripts that fit weights.

Every third article of `data/gold` is only ever scored, and so are the folders named `scored`.
"""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def gold(*, scored: bool = False) -> list[Path]:
    """The articles of `data/gold` that may be learnt from, or those that are only scored, in order."""
    paths = sorted((DATA / "gold").glob("*.json"))
    return [path for number, path in enumerate(paths) if (number % 3 == 2) == scored]


def read(*names: str) -> list[Path]:
    """The articles of other folders of `data` that may be learnt from, in order."""
    return [path for name in names for path in sorted((DATA / name / "read").glob("*.json"))]
