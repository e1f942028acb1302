"""Contacts that went wrong in, the cause of each out: what to mend first is what comes up most.

A cause is told from what the extraction did see of the article: its people, and its contacts with their quotes.
The first that holds, in the order of the pipeline, stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .figures import Outcome, usable_contacts
from .likeness import Json, best_pairs, contact_likeness, fold, same_name, same_participant

PERSON_UNSEEN = "person not seen"
SIDE_WRONG = "office or country wrong"
TRIGGER_UNKNOWN = "trigger unknown"
MENTION_UNRESOLVED = "mention unresolved"
MERGED = "two contacts merged into one"
SPLIT = "one contact split into two"
NOT_TOLD = "no such contact told"

#: What strictness found wrong, in the order in which it is reported.
_INEXACT = ("participants", "date", "status", "mode")


@dataclass(frozen=True)
class Case:
    """A wrong contact and why: `expected` is None where spurious, `answered` None where missed."""

    cause: str
    article: str
    expected: Json | None
    answered: Json | None


def cases(outcomes: Iterable[Outcome], golds: Iterable[Json], answers: Mapping[str, Json]) -> dict[str, list[Case]]:
    """Cause -> its cases, the most frequent cause first. An inexact contact stands under each thing wrong with it."""
    annotated = {gold["id"]: gold for gold in golds}
    found: dict[str, list[Case]] = {}
    for outcome in outcomes:
        for cause in _causes(outcome, annotated[outcome.article], answers.get(outcome.article, {})):
            found.setdefault(cause, []).append(Case(cause, outcome.article, outcome.expected, outcome.answered))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _causes(outcome: Outcome, gold: Json, answer: Json) -> Iterator[str]:
    if outcome.expected is None:
        yield _why_spurious(outcome.answered or {}, gold, answer)
    elif outcome.answered is None:
        yield _why_missed(outcome.expected, gold, answer)
    else:
        for name in _INEXACT:
            if name in outcome.wrong:
                yield f"{name} wrong"


def _why_missed(contact: Json, gold: Json, answer: Json) -> str:
    given = usable_contacts(answer)
    if any(contact_likeness(contact, other) for other in given):
        # Everything like it already stands for another contact of the article.
        return MERGED
    people = answer.get("people") or []
    for participant in contact["participants"]:
        if participant["kind"] != "person":
            continue
        seen = [person for person in people if same_name(participant["name"], person.get("name"))]
        if not seen:
            return PERSON_UNSEEN
        if not any(
            person.get("country") == participant["country"] and person.get("office") == participant["office"]
            for person in seen
        ):
            return SIDE_WRONG
    there = [other for other in given if _tells_the_same(contact, other)]
    if not there:
        return TRIGGER_UNKNOWN
    if any(_all_but_country(contact, other) for other in there):
        return SIDE_WRONG
    return MENTION_UNRESOLVED


def _why_spurious(contact: Json, gold: Json, answer: Json) -> str:
    if any(contact_likeness(other, contact) for other in gold["contacts"]):
        return SPLIT
    return MENTION_UNRESOLVED if any(_tells_the_same(other, contact) for other in gold["contacts"]) else NOT_TOLD


def _tells_the_same(gold: Json, answer: Json) -> bool:
    """Whether a quote of one lies in a quote of the other."""
    return any(one and other and (one in other or other in one) for one in _quotes(gold) for other in _quotes(answer))


def _quotes(contact: Json) -> list[str]:
    """The folded quotes of a contact, written as strings or as objects with `quote`."""
    return [
        fold(quote.get("quote") if isinstance(quote, Mapping) else quote) for quote in contact.get("evidence") or []
    ]


def _all_but_country(gold: Json, answer: Json) -> bool:
    """Whether the participants are right once a nameless side's country and office are passed over."""

    def alike(one: Json, other: Json) -> float:
        if same_participant(one, other):
            return 1.0
        nameless = one["kind"] != "person" and other.get("kind") != "person"
        return 0.5 * (nameless and (one["country"] == other.get("country") or one["office"] == other.get("office")))

    return len(best_pairs(gold["participants"], answer["participants"], alike)) == len(gold["participants"])
