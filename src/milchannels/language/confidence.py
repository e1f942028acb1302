"""How sure a contact is: a number from 0 to 1 that means the share of such contacts that are right.

In: a draft. Out: its confidence, by a logistic function of a few plain features. The weights are in
`lexicons/confidence.yaml`; `python scripts/calibrate.py` fits them anew to the annotated articles and prints how well they
mean what they say.
"""

from __future__ import annotations

import functools

from ..lexicons._spellings import read
from .events import Draft
from .logistic import chance

FEATURES = (
    "told again", "told often", "all named", "an office", "a body", "host assumed", "side supplied", "faint word", "weak word",
    "noun", "medium told", "dated", "placed", "recurring", "not held", "many",
)  # fmt: skip


def features(draft: Draft) -> dict[str, float]:
    """What speaks for and against a draft, each from 0 to 1."""
    first = draft.events[0]
    rule = first.trigger.rule
    kinds = [a.kind for a in draft.actors]
    return {
        "told again": float(len(draft.events) > 1),
        "told often": float(len(draft.events) > 2),
        "all named": float(all(k == "person" for k in kinds)),
        "an office": float("office" in kinds),
        "a body": float("delegation" in kinds),
        "host assumed": float(any(a.derived for a in draft.actors)),
        "side supplied": float(first.sides.completed),
        "faint word": float(rule.faint),
        "weak word": float(rule.weak),
        "noun": float(first.trigger.noun),
        "medium told": float(draft.mode in ("phone_call", "video_call", "letter", "hotline")),
        "dated": float(draft.date is not None),
        "placed": float(draft.place is not None),
        "recurring": float(draft.recurring),
        "not held": float(draft.status != "held"),
        "many": float(len(draft.actors) > 3),
    }


@functools.cache
def weights() -> dict[str, float]:
    """The fitted weights by feature; "constant" is the intercept."""
    return {str(k): float(v) for k, v in read("confidence.yaml")["weights"].items()}


def confidence(draft: Draft) -> float:
    """The confidence of a draft, to two places."""
    return round(chance({"constant": 1.0, **features(draft)}, weights()), 2)
