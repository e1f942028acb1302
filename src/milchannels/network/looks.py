"""Nodes in, colours and sizes out: the same country has the same colour in every file."""

from __future__ import annotations

import colorsys
import hashlib
import math
from functools import lru_cache

_UNKNOWN = (153, 153, 153)


@lru_cache(maxsize=512)
def colour(country: str | None) -> tuple[int, int, int]:
    """Red, green, blue (0 to 255) of a country: bright enough for dark ground, dark enough for white."""
    if not country:
        return _UNKNOWN
    number = int.from_bytes(hashlib.sha256(country.encode()).digest()[:4], "big")
    hue = (number % 3600) / 3600
    lightness = 0.40 + (number // 3600 % 3) * 0.08
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, 0.65)
    return round(red * 255), round(green * 255), round(blue * 255)


def size(strength: int) -> float:
    """The diameter of a node, whose area grows with the number of its contacts."""
    return round(8 + 4 * math.sqrt(max(strength, 0)), 2)
