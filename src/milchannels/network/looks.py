"""Nodes in, colours and sizes out: the same country, or bloc, has the same colour in every file."""

from __future__ import annotations

import colorsys
import hashlib
import math
from functools import lru_cache

from .blocs import bloc_of, blocs

_UNKNOWN = (153, 153, 153)


@lru_cache(maxsize=1024)
def colour(country: str | None, *, by_bloc: bool = False) -> tuple[int, int, int]:
    """Red, green, blue (0 to 255) of a country, or of its bloc where it is of one: bright enough for dark ground, dark
    enough for white."""
    if not country:
        return _UNKNOWN
    bloc = bloc_of(country) if by_bloc else None
    if bloc is not None:
        digits = blocs()[bloc][0]
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    number = int.from_bytes(hashlib.sha256(country.encode()).digest()[:4], "big")
    hue = (number % 3600) / 3600
    lightness = 0.40 + (number // 3600 % 3) * 0.08
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, 0.65)
    return round(red * 255), round(green * 255), round(blue * 255)


def size(strength: float) -> float:
    """The diameter of a node, whose area grows with the strength of its edges."""
    return round(8 + 4 * math.sqrt(max(strength, 0)), 2)
