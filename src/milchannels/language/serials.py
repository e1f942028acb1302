"""Several contacts behind one trigger: "met X on Tuesday and Y on Wednesday", "in separate calls with A and B".

In: an event, the mentions and dates of its sentence. Out: `Serials(doc, groups).of(event)`, one event for each contact; the
event alone where it tells of one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from .annotations import Actor, DateMention, Mention, annotations_of
from .arguments import Sides
from .events import Event
from .groups import Groups, parties

_SERIAL = frozenset({"meet", "speak", "talk", "confer", "consult"})
_SEPARATE = re.compile(r"\b(?:separate|separately|respectively|in turn|one after (?:the )?(?:an)?other|each)\b", re.I)
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


class Serials:
    """Takes apart the events of one document that tell of several contacts."""

    def __init__(self, doc: Doc, groups: Groups) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.groups = groups
        self.mention_at = groups.mention_at

    def of(self, event: Event) -> list[Event]:
        """One event for each contact that a trigger tells of."""
        trigger = event.trigger
        several = [] if trigger.noun else listed(event, self.mention_at)
        if several:
            return several
        if not trigger.noun and trigger.rule.lemma in _SERIAL:
            return self._serial(event)
        return self._betweens(event) or self._distributed(event)

    def _betweens(self, event: Event) -> list[Event]:
        """ "calls between A and B and between C and D": one event for each pair; none where there is one "between"."""
        token = event.trigger.head
        if not event.trigger.noun:
            return []
        pairs = []
        for i in range(token.i + 1, token.sent.end):
            if self.doc[i].lower_ == "between":
                found = next(
                    (self.mention_at[j] for j in range(i + 1, min(i + 4, token.sent.end)) if j in self.mention_at),
                    None,
                )
                actors = parties(self.groups.joined_to(found)) if found is not None else []
                if len({a.country for a in actors}) == 2:
                    pairs.append(actors)
        if len(pairs) < 2:
            return []
        return [
            replace(event, actors=pair, sides=Sides(first=pair[:1], second=pair[1:]), distributed=True)
            for pair in pairs
        ]

    def _serial(self, event: Event) -> list[Event]:
        """ "met with A on Tuesday and on Wednesday with B": one event for each "with" that has a date or place of its own."""
        token = event.trigger.head
        doc = self.doc
        withs = [
            t.i
            for t in doc[token.i : token.sent.end]
            if t.lower_ == "with" and any(i in self.mention_at for i in range(t.i + 1, min(t.i + 4, len(doc))))
        ]
        further = [i for i in withs[1:] if self._own_setting(i, withs)]
        if not further:
            return self._distributed(event)
        events = []
        later: list[Actor] = []
        for n, i in enumerate(further):
            mention = next(self.mention_at[j] for j in range(i + 1, i + 4) if j in self.mention_at)
            partners = parties(mention.actors)
            if partners and {a.country for a in partners} - {a.country for a in event.sides.first}:
                later += partners
                end = further[n + 1] if n + 1 < len(further) else token.sent.end
                events.append(
                    replace(
                        event,
                        actors=[*parties(event.sides.first), *partners],
                        sides=Sides(first=event.sides.first, second=partners),
                        distributed=True,
                        anchor=i,
                        reach=(i - 6, end),
                    )
                )
        keys = {a.key for a in later}
        first = replace(
            event, actors=[a for a in event.actors if a.key not in keys], reach=(token.sent.start, further[0] - 1)
        )
        return [first, *events] if len({a.country for a in first.actors}) > 1 else events

    def _own_setting(self, i: int, withs: list[int]) -> bool:
        """Whether a later "with" opens a contact of its own: only a date, a place and a joining word stand before it."""
        before = self.doc[max(0, i - 7) : i]
        joined = any(t.lower_ in ("and", ",", "then", "later", ";") for t in before)
        dated = any(max(0, i - 6) <= d.start < i for d in self.mil.dates) or any(t.lower_ == "later" for t in before)
        return joined and dated and not any(t.pos_ in ("VERB", "AUX") for t in before) and any(w < i for w in withs)

    def _distributed(self, event: Event) -> list[Event]:
        """One event for each of several partners: "in separate meetings", "calls with A and B"."""
        sides = event.sides
        if event.anaphoric or len(sides.first) != 1 or len(sides.second) < 2:
            return [event]
        token = event.trigger.head
        near = self.doc[max(token.sent.start, token.i - 6) : min(token.sent.end, token.i + 40)].text
        opening = token.sent.text[:60]
        several = (
            event.trigger.noun
            and token.tag_ == "NNS"
            and event.trigger.rule.lemma not in ("talk", "consultation", "discussion", "negotiation")
            and len({a.country for a in sides.second}) > 1
        )
        if not (several or _SEPARATE.search(near) or re.search(r"(?i)separate (?:meetings|talks|calls)", opening)):
            return [event]
        host = parties(sides.first)
        return [
            replace(event, actors=[*host, actor], sides=Sides(first=host, second=[actor]), distributed=True)
            for actor in parties(sides.second)
            if actor.country not in {h.country for h in host}
        ]
