"""Several contacts behind one verb, each with a day of its own: "met X on Tuesday and Y on Wednesday".

In: an event of a verb, the mentions and dates behind it. Out: one event for each partner that has a date; none where the
verb has one partner or one date alone.
"""

from __future__ import annotations

from dataclasses import replace

from .annotations import Actor, DateMention, Mention, annotations_of
from .arguments import Sides
from .events import Event

_PARTNERS = frozenset({"name", "office", "counterpart", "rank"})


def listed(event: Event, mention_at: dict[int, Mention]) -> list[Event]:
    """One event for each partner with a date of its own, in order."""
    token = event.trigger.head
    segments = _segments(event, mention_at)
    if len(segments) < 2 or event.anaphoric or len(event.sides.first) != 1:
        return []
    own = {a.country for a in event.sides.first}
    found: list[Event] = []
    ends = [mention.start for mention, _ in segments[1:]] + [token.sent.end]
    for (mention, _), end in zip(segments, ends, strict=True):
        partners: list[Actor] = [a for a in mention.actors if a.country and a.country not in own]
        if not partners:
            return []
        found.append(
            replace(
                event,
                actors=[*event.sides.first, *partners],
                sides=Sides(first=event.sides.first, second=partners),
                distributed=True,
                anchor=mention.head,
                reach=(mention.start, end),
            )
        )
    return found


def _segments(event: Event, mention_at: dict[int, Mention]) -> list[tuple[Mention, DateMention]]:
    """The partners behind a verb, up to the next verb, if each of them is followed by a date."""
    token = event.trigger.head
    doc = token.doc
    dates = {d.start: d for d in annotations_of(doc).dates}
    found: list[tuple[Mention, DateMention | None]] = []
    i = token.i + 1
    while i < token.sent.end:
        mention = mention_at.get(i)
        if mention is not None and mention.start == i and mention.form in _PARTNERS:
            found.append((mention, None))
            i = mention.end
            continue
        if i in dates and found:
            if found[-1][1] is not None:
                return []
            found[-1] = (found[-1][0], dates[i])
            i = dates[i].end
            continue
        if (doc[i].pos_ in ("VERB", "AUX") and doc[i].is_lower) or doc[i].text in (";", ":"):
            break
        i += 1
    told = [(mention, d) for mention, d in found if d is not None]
    return told if len(told) == len(found) else []
