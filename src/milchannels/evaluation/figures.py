"""Annotated articles and answers in, counts and shares out, with the contacts that went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .likeness import (
    Json,
    best_pairs,
    contact_likeness,
    fold,
    same_date,
    same_name,
    same_place,
    shared_participants,
    topics_likeness,
)


@dataclass
class Tally:
    """Hits, misses and spurious answers of one kind, and how often each attribute of a hit was right."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0
    attributes: dict[str, list[float]] = field(default_factory=dict)

    def check(self, attribute: str, right: float) -> None:
        self.attributes.setdefault(attribute, []).append(float(right))

    def figures(self) -> dict[str, float]:
        precision = _share(self.hits, self.hits + self.spurious)
        recall = _share(self.hits, self.hits + self.missed)
        figures: dict[str, float] = {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(_share(2 * precision * recall, precision + recall), 4),
            "hits": self.hits,
            "missed": self.missed,
            "spurious": self.spurious,
        }
        for name, values in sorted(self.attributes.items()):
            total = 0.0
            for value in values:
                total += value
            figures[name] = round(total / len(values), 4)
        return figures


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True)
class Outcome:
    """One contact that is not strictly right. `expected` is None where spurious, `answered` None where missed."""

    article: str
    expected: Json | None
    answered: Json | None
    wrong: tuple[str, ...] = ()


@dataclass
class Evaluation:
    """All figures over a set of annotated articles, and the contacts that went wrong."""

    articles: int = 0
    unanswered: int = 0
    contacts: Tally = field(default_factory=Tally)
    strict: Tally = field(default_factory=Tally)
    people: Tally = field(default_factory=Tally)
    channel_events: Tally = field(default_factory=Tally)
    outcomes: list[Outcome] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        return {
            "articles": self.articles,
            "unanswered": self.unanswered,
            "contacts": self.contacts.figures(),
            "strict": self.strict.figures(),
            "people": self.people.figures(),
            "channel_events": self.channel_events.figures(),
        }


def evaluate(golds: Iterable[Json], answers: Mapping[str, Json]) -> Evaluation:
    """Compare annotated articles with answers by article id; an article without an answer counts as all missed."""
    result = Evaluation()
    for gold in golds:
        result.articles += 1
        result.unanswered += gold["id"] not in answers
        answer = answers.get(gold["id"], {})
        _count_contacts(result, gold, answer)
        _count_people(result.people, gold["people"], [p for p in answer.get("people") or [] if p.get("name")])
        _count_channel_events(result.channel_events, gold["channel_events"], list(answer.get("channel_events") or []))
    return result


def usable_contacts(answer: Json) -> list[Json]:
    """The contacts of an answer that can be compared: of two participants or more."""
    return [contact for contact in answer.get("contacts") or [] if len(contact.get("participants") or []) >= 2]


def counts(contact: Json) -> bool:
    """Whether a contact enters the figures: not political, and not one that annotators differed on."""
    return contact.get("track") != "political" and not contact.get("optional", False)


def _count_contacts(result: Evaluation, gold: Json, answer: Json) -> None:
    expected, given = gold["contacts"], usable_contacts(answer)
    pairs = best_pairs(expected, given, contact_likeness)
    for place, other in pairs:
        if not counts(expected[place]):
            continue
        result.contacts.hits += 1
        wrong = _check_contact(result.contacts, expected[place], given[other])
        if wrong:
            result.strict.missed += 1
            result.strict.spurious += 1
            result.outcomes.append(Outcome(gold["id"], expected[place], given[other], wrong))
        else:
            result.strict.hits += 1
    found = {place for place, _ in pairs}
    for place, contact in enumerate(expected):
        if place not in found and counts(contact):
            result.contacts.missed += 1
            result.strict.missed += 1
            result.outcomes.append(Outcome(gold["id"], contact, None))
    taken = {other for _, other in pairs}
    for other, contact in enumerate(given):
        if other not in taken and counts(contact):
            result.contacts.spurious += 1
            result.strict.spurious += 1
            result.outcomes.append(Outcome(gold["id"], None, contact))


def _check_contact(tally: Tally, gold: Json, answer: Json) -> tuple[str, ...]:
    """Check each attribute of a found contact; the names of those wrong that strictness asks for."""
    shared = shared_participants(gold, answer)
    asked = {
        "mode": gold["mode"] == answer.get("mode"),
        "status": gold["status"] == answer.get("status"),
        "date": same_date(gold["date"], answer.get("date")),
        "participants": len(shared) == len(gold["participants"]) == len(answer["participants"]),
    }
    for name, right in asked.items():
        tally.check(name, right)
    if gold["date"]:
        tally.check("date_where_told", asked["date"])
    tally.check("recurring", bool(gold["recurring"]) == bool(answer.get("recurring")))
    tally.check("track", gold["track"] == answer.get("track"))
    tally.check("topics_f1", topics_likeness(gold["topics"], answer.get("topics")))
    if gold["initiator"]:
        tally.check("initiator_where_told", gold["initiator"] == answer.get("initiator"))
    if gold["location"]:
        tally.check("location_where_told", same_place(gold["location"], answer.get("location")))
    for place, other in shared:
        _check_person(tally, gold["participants"][place], answer["participants"][other], "participant_")
    return tuple(name for name, right in asked.items() if not right)


def _check_person(tally: Tally, gold: Json, answer: Json, prefix: str = "") -> None:
    tally.check(f"{prefix}country", gold["country"] == answer.get("country"))
    tally.check(f"{prefix}office", gold["office"] == answer.get("office"))
    if gold["rank"] or answer.get("rank"):
        tally.check(f"{prefix}rank", fold(gold["rank"]) == fold(answer.get("rank")))


def _count_people(tally: Tally, golds: Sequence[Json], answers: Sequence[Json]) -> None:
    pairs = best_pairs(golds, answers, lambda one, other: float(same_name(one["name"], other["name"])))
    _count(tally, len(pairs), len(golds), len(answers))
    for place, other in pairs:
        _check_person(tally, golds[place], answers[other])


def _count_channel_events(tally: Tally, golds: Sequence[Json], answers: Sequence[Json]) -> None:
    def same(one: Json, other: Json) -> float:
        return float(
            set(one["countries"]) == set(other.get("countries") or []) and one["action"] == other.get("action")
        )

    _count(tally, len(best_pairs(golds, answers, same)), len(golds), len(answers))


def _count(tally: Tally, hits: int, expected: int, answered: int) -> None:
    tally.hits += hits
    tally.missed += expected - hits
    tally.spurious += answered - hits
