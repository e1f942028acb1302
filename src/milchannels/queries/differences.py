"""A linked contact in, where its sources contradict each other out; and what became of it, step by step.

A vaguer word for the same is no contradiction: a week that holds the day, "talks" for a call, a visit for the meeting
on it. A plan that was carried out is none either, but history: it contradicts only what others say came of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..store.days import bounds
from ..store.linked import LinkedContact, Source

_FIELDS = ("date", "mode", "status", "initiator", "location")
_OUTCOMES = frozenset({"held", "refused", "cancelled"})
_GENERAL = {"talks": frozenset({"phone_call", "video_call", "meeting", "visit"}), "visit": frozenset({"meeting"})}


def differences(contact: LinkedContact) -> dict[str, dict[str, list[str]]]:
    """The fields in which sources contradict each other: each value that is told, with the articles that tell it."""
    found: dict[str, dict[str, list[str]]] = {}
    for field in _FIELDS:
        told: dict[str, list[str]] = defaultdict(list)
        for source in contact.sources:
            value = getattr(source, field)
            if value is not None and (field != "status" or value in _OUTCOMES):
                told[str(value)].append(source.article)
        exact = [one for one in told if not any(_general(field, one, other) for other in told if other != one)]
        if len(exact) > 1:
            found[field] = {value: list(dict.fromkeys(told[value])) for value in sorted(exact)}
    return found


def history(sources: Iterable[Source]) -> list[Source]:
    """The sources at which the status that is told changes, in the order of publication; [] where it never does."""
    steps: list[Source] = []
    for source in sources:
        if not steps or steps[-1].status != source.status:
            steps.append(source)
    return steps if len(steps) > 1 else []


def _general(field: str, value: str, other: str) -> bool:
    """Whether a value is a vaguer word for another."""
    if field == "mode":
        return other in _GENERAL.get(value, ())
    if field == "location":
        return value.casefold() in other.casefold()
    if field != "date":
        return False
    outer, inner = bounds(value), bounds(other)
    low = outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high and outer != inner
