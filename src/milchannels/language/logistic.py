"""A logistic function of named features: what `confidence.py`, `participation.py` and `date_stories.py` share.

In: features, each a name and a number from 0 to 1, and fitted weights by name. Out: a chance from 0 to 1.
"""

from __future__ import annotations

import math

Features = dict[str, float]


def chance(features: Features, weight: dict[str, float]) -> float:
    """The logistic function of the weighted features."""
    total = sum(weight.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-total))
