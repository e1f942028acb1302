"""A store in, the page as a file out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..network.safe import writing
from ..queries.filters import Filters
from ..register import Register
from .page import page

if TYPE_CHECKING:
    from ..store import Store


def write(
    store: Store,
    path: str | os.PathLike[str],
    *,
    filters: Filters | Mapping[str, Any] | None = None,
    title: str | None = None,
    as_of: dt.date | None = None,
    register: Register | None = None,
) -> Path:
    """Write the page of the contacts that pass the filters to `path`, whole or not at all; gives the path.

    `title` stands at the head, `as_of` is the day to which silence is counted (else that of the newest article).
    Raises `UsageError` for a filter that there is not, `MilchannelsError` where the file cannot be written.
    """
    target = Path(path)
    text = page(store, filters=filters, title=title, as_of=as_of, register=register)
    with writing(target) as [file]:
        file.write(text)
    return target
