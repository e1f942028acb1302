"""The tellings of one contact in, one `LinkedContact` out: the most precise of each field, every source's own kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..records import Contact, Mode, Participant, Quote, Status
from ..store.linked import LinkedContact, LinkedParticipant, LinkedQuote, Source
from ..store.sketch import copies
from .tellings import Telling

T = TypeVar("T")

#: How settled a status is; an outcome is not undone by a later article that only recalls the plan.
_SETTLED: dict[Status, int] = {"requested": 0, "planned": 1, "refused": 2, "cancelled": 2, "held": 2}
_OUTCOME = 2


@dataclass(frozen=True)
class Head:
    """What linking keeps of an article."""

    id: str
    title: str | None
    source: str | None
    sketch: str | None = None


def merge(id_: str, tellings: Iterable[Telling], heads: Mapping[str, Head]) -> LinkedContact:
    """One contact of all its tellings; the same for the same tellings, in whatever order they came.

    `heads` leads from the keys of articles to what is shown of them.
    """
    told = sorted(tellings, key=lambda one: (one.published or dt.date.max, one.key))
    dated = min(told, key=lambda one: (*_span(one), one.published or dt.date.max, one.key))
    contacts = [one.contact for one in told]
    best = dated.contact
    tracks = {contact.track for contact in contacts}
    ids = {key: head.id for key, head in heads.items()}
    firsts, independent = _copied(told, heads)
    return LinkedContact(
        id=id_,
        mode=_mode(contacts),
        status=_status(told),
        recurring=best.recurring,
        count=_common(c.count for c in contacts),
        date=best.date,
        date_text=best.date_text,
        date_basis=best.date_basis,
        participants=_participants(told),
        initiator=_common(c.initiator for c in contacts),
        location=_common(c.location for c in contacts),
        topics=_union(contacts, lambda c: c.topics),
        themes=sorted(set(_union(contacts, lambda c: c.themes))),
        track="mil" if "mil" in tracks else "mixed" if "mixed" in tracks else "political",
        evidence=[_quote(quote, ids[one.article]) for one in told for quote in one.contact.evidence],
        confidence=_confidence(told),
        ordinal=_common(c.ordinal for c in contacts),
        since=_common(c.since for c in contacts),
        duration_minutes=_common(c.duration_minutes for c in contacts),
        tone=_common(c.tone for c in contacts),
        outcome=_common(c.outcome for c in contacts),
        reported_by=_common(c.reported_by for c in contacts),
        rules=best.rules,
        sources=[_source(one, heads[one.article], ids.get(firsts.get(one.article, ""))) for one in told],
        independent=independent,
    )


# What comes out of records that were checked need not be checked again: hence `model_construct`, here and below.


def _quote(quote: Quote, article: str) -> LinkedQuote:
    return LinkedQuote.model_construct(quote=quote.quote, start=quote.start, end=quote.end, article=article)


def _copied(told: Sequence[Telling], heads: Mapping[str, Head]) -> tuple[dict[str, str], int]:
    """Keys of articles that are copies, each with that of the earliest of the same text; and the number of texts."""
    order = list(dict.fromkeys(one.article for one in told))
    groups = copies({key: heads[key].sketch for key in order})
    firsts: dict[str, str] = {}
    for group in groups:
        first, *others = sorted(group, key=order.index)
        firsts.update(dict.fromkeys(others, first))
    return firsts, len(groups)


def _source(one: Telling, head: Head, copy_of: str | None) -> Source:
    return Source.model_construct(
        article=head.id,
        contact=one.contact.id,
        title=head.title,
        source=head.source,
        published=one.published,
        mode=one.contact.mode,
        status=one.contact.status,
        date=one.date,
        initiator=one.contact.initiator,
        location=one.contact.location,
        copy_of=copy_of,
    )


def _span(one: Telling) -> tuple[int, bool]:
    if one.first is None or one.last is None:
        return 10**6, True
    # A date that is stated goes before one worked out from the publication.
    return (one.last - one.first).days, one.date_basis != "stated"


def _common(values: Iterable[T | None]) -> T | None:
    """The value told most often, the earliest told among equals."""
    told = [value for value in values if value is not None]
    if not told or all(value == told[0] for value in told):
        return told[0] if told else None
    return Counter(told).most_common(1)[0][0]


def _mode(contacts: list[Contact]) -> Mode:
    clear = Counter(c.mode for c in contacts if c.mode != "talks")
    if not clear:
        return "talks"
    # A visit that somebody calls a meeting is a meeting: the word for the act itself goes before that for the trip.
    return "meeting" if clear["meeting"] else clear.most_common(1)[0][0]


def _status(told: list[Telling]) -> Status:
    latest: Status = told[0].contact.status
    for one in told[1:]:
        status = one.contact.status
        if _SETTLED[latest] < _OUTCOME or _SETTLED[status] == _OUTCOME:
            latest = status
    return latest


def _confidence(told: list[Telling]) -> float:
    """The surest telling counts: a poor second source takes nothing from a good first one."""
    return max(one.contact.confidence for one in told)


def _union(contacts: list[Contact], of: Callable[[Contact], list[str]]) -> list[str]:
    seen: dict[str, str] = {}
    for contact in contacts:
        for value in of(contact):
            seen.setdefault(value.casefold(), value)
    return list(seen.values())


def _participants(told: list[Telling]) -> list[LinkedParticipant]:
    """Each person once, by the fullest telling; posts and bodies only where nobody better is known for them."""
    persons: dict[str, list[Participant]] = {}
    posts: dict[tuple[str | None, str | None], Participant] = {}
    bodies: dict[str | None, Participant] = {}
    for one in told:
        for n, participant in enumerate(one.contact.participants):
            person = one.persons.get(n)
            if person is not None:
                persons.setdefault(person, []).append(participant)
            elif participant.kind == "delegation":
                bodies.setdefault(participant.country, participant)
            else:
                posts.setdefault((participant.country, participant.office), participant)
    found = [_person(id_, tellings) for id_, tellings in persons.items()]
    filled = {(p.country, p.office) for p in found}
    staffed = {p.country for p in found}
    for (country, office), participant in posts.items():
        if (country, office) not in filled and not (office is None and country in staffed):
            found.append(LinkedParticipant(**participant.model_dump()))
            staffed.add(country)
    for country, participant in bodies.items():
        if country not in staffed:
            found.append(LinkedParticipant(**participant.model_dump()))
    return sorted(found, key=lambda p: (p.country or "~", p.kind, p.office or "~", p.name or p.role or ""))


def _person(person: str, tellings: list[Participant]) -> LinkedParticipant:
    named = [p for p in tellings if p.name]
    fullest = max(named or tellings, key=_fullness)
    said = {
        name: _common(getattr(p, name) for p in tellings) for name in ("rank", "role", "office", "country", "identity")
    }
    return LinkedParticipant.model_construct(
        name=fullest.name,
        kind=fullest.kind,
        **said,
        inferred=sorted({field for p in tellings for field in p.inferred}),
        # The person behind an office whose identity is known is in the store's columns; here the named alone have one.
        person=person if fullest.name else None,
    )


def _fullness(participant: Participant) -> tuple[int, int, int, str]:
    """By this the fullest spelling is found: words count, initials little."""
    name = participant.name or ""
    words = name.split()
    return sum(len(word.strip(".")) > 1 for word in words), len(words), len(name), name
