"""Many keys in, parts out that one query can name: databases limit the values of a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_CHUNK = 400


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, sorted, in parts that a query can name one by one."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
