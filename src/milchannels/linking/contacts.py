"""Tellings of contacts in, clusters out: which tellings of many articles are one contact.

`cluster` is a pure function of the set of tellings that it is given, whatever their order. The exact are placed
first (a day, a named medium, named persons), the vague after; a vague telling that fits two contacts equally
well stays alone, undecided. Two tellings of one article are two contacts: the reader of that article saw both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ..records import Contact, Participant
from .judgements import Judgement, Rulings, obeying

_MEDIUM = {"phone_call": "phone", "video_call": "video", "meeting": "face", "visit": "face", "letter": "letter"}
_MINIMUM = 0.6
_MARGIN = 0.05
#: Two undated tellings of a run, or of a contact in the same words, are one within this many days of publication.
_SAME_NEWS = dt.timedelta(days=31)
_SHORT = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Side:
    """Who takes part for one country."""

    persons: frozenset[str]
    offices: frozenset[str] = field(default=frozenset())
    held: frozenset[str] = field(default=frozenset())
    """offices of the persons, as the article tells them"""


@dataclass(frozen=True)
class Telling:
    """One article's contact, with what linking needs to know of it."""

    key: str
    article: str
    article_id: str
    title: str | None
    source: str | None
    published: dt.date | None
    contact: Contact
    first: dt.date | None
    last: dt.date | None
    sides: dict[str, Side]
    persons: tuple[str | None, ...]
    """the person of each participant; null for the nameless without identity"""
    linked: str | None = None
    dirty: bool = True

    @cached_property
    def content(self) -> tuple[object, ...]:
        """What makes two tellings alike: equal tellings are compared with the others only once."""
        c = self.contact
        undated = self.first is None
        told = (" ".join(c.evidence[0].quote.split()).casefold() if c.evidence else self.key) if undated else ""
        parties = tuple(
            (country, tuple(sorted(s.persons)), tuple(sorted(s.offices)), tuple(sorted(s.held)))
            for country, s in sorted(self.sides.items())
        )
        news = self.published.isoformat() if undated and self.published else ""
        return (
            parties,
            c.mode,
            c.recurring,
            c.count or 0,
            c.ordinal or 0,
            c.date or "",
            c.date_basis == "stated",
            told,
            news,
        )


def side_of(participants: list[tuple[Participant, str | None]]) -> Side:
    """One country's participants, each with its person, as a side."""
    persons = {person for _, person in participants if person}
    offices = {p.office for p, person in participants if p.office and not person and p.kind != "delegation"}
    held = {p.office for p, person in participants if p.office and person}
    return Side(frozenset(persons), frozenset(offices), frozenset(held))


@dataclass
class _Unit:
    """Tellings alike in all that is compared, no two of one article."""

    tellings: list[Telling]

    @property
    def lead(self) -> Telling:
        return self.tellings[0]

    def keys(self) -> list[str]:
        return [one.key for one in self.tellings]

    def vagueness(self) -> tuple[int, bool, int, int, str]:
        lead = self.lead
        span = 10**6 if lead.first is None or lead.last is None else (lead.last - lead.first).days
        unnamed = sum(not side.persons for side in lead.sides.values())
        return span, lead.contact.mode == "talks", unnamed, -len(self.tellings), lead.key


@dataclass
class Cluster:
    """Tellings of one contact."""

    units: list[_Unit]
    id: str = ""
    articles: set[str] = field(default_factory=set)

    @property
    def tellings(self) -> list[Telling]:
        return sorted((one for unit in self.units for one in unit.tellings), key=lambda one: one.key)

    def keys(self) -> list[str]:
        return [one.key for unit in self.units for one in unit.tellings]


def cluster(found: Iterable[Telling], rulings: Rulings) -> tuple[list[Cluster], list[Judgement]]:
    """Clusters and the judgements that made them, from tellings of contacts between the same countries."""
    units = _units(sorted(found, key=lambda one: one.key), rulings)
    clusters: list[Cluster] = []
    judged: list[Judgement] = []
    for unit in sorted(units, key=_Unit.vagueness):
        _place(unit, clusters, judged, rulings)
    clusters = _as_users_say(clusters, rulings)
    for one in clusters:
        one.id = "c-" + hashlib.sha256(min(one.keys()).encode()).hexdigest()[:12]
    return sorted(clusters, key=lambda one: one.id), judged


def _as_users_say(clusters: list[Cluster], rulings: Rulings) -> list[Cluster]:
    if not rulings.join:
        return clusters
    groups = obeying([one.keys() for one in clusters], rulings)
    told = {one.key: one for cluster in clusters for one in cluster.tellings}
    return [Cluster([_Unit([told[key]]) for key in sorted(group)]) for group in groups]


def _units(tellings: list[Telling], rulings: Rulings) -> list[_Unit]:
    alike: dict[tuple[object, ...], list[_Unit]] = defaultdict(list)
    for one in tellings:
        for unit in alike[one.content]:
            if any(other.article == one.article for other in unit.tellings):
                continue
            if rulings.forbids([one.key], unit.keys()):
                continue
            unit.tellings.append(one)
            break
        else:
            alike[one.content].append(_Unit([one]))
    return [unit for units in alike.values() for unit in units]


def _place(unit: _Unit, clusters: list[Cluster], judged: list[Judgement], rulings: Rulings) -> None:
    keys = unit.keys()
    articles = {one.article for one in unit.tellings}
    scored: list[tuple[float, str, str, Cluster]] = []
    for candidate in clusters:
        theirs = candidate.keys()
        if rulings.forbids(keys, theirs):
            continue
        if not articles.isdisjoint(candidate.articles):
            continue
        fit = _fit(unit, candidate)
        if fit is not None and fit[0] >= _MINIMUM:
            scored.append((fit[0], min(theirs), fit[1], candidate))
    scored.sort(key=lambda one: (-one[0], one[1]))
    anchor = min(keys)
    if scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= _MARGIN):
        score, other, reasons, home = scored[0]
        judged.append(Judgement("contact", anchor, other, "same", min(score, 1.0), reasons))
        home.units.append(unit)
        home.articles |= articles
        return
    for score, other, reasons, _ in scored:
        why = f"fits {len(scored)} contacts equally well: {reasons}"
        judged.append(Judgement("contact", anchor, other, "unsure", min(score, 1.0), why))
    clusters.append(Cluster([unit], articles=set(articles)))


def _fit(unit: _Unit, candidate: Cluster) -> tuple[float, str] | None:
    """The best match of a unit with any of a cluster's, where none of them stands against it.

    The best, not the mean: a contact that more articles tell, some poorly, must not lose to one that few do.
    """
    found: tuple[float, str] | None = None
    for other in candidate.units:
        match = match_tellings(unit.lead, other.lead)
        if match is None:
            return None
        if found is None or match[0] > found[0]:
            found = match
    return found


def match_tellings(a: Telling, b: Telling) -> tuple[float, str] | None:
    """How well two tellings can be of one contact, with the reasons; `None` where they cannot."""
    mine, theirs = a.contact, b.contact
    if mine.recurring != theirs.recurring or (mine.count and theirs.count and mine.count != theirs.count):
        return None
    if mine.ordinal and theirs.ordinal and mine.ordinal != theirs.ordinal and mine.since == theirs.since:
        return None
    mode = _modes(mine.mode, theirs.mode)
    when = _dates(a, b)
    who = _parties(a, b)
    if mode is None or when is None or who is None:
        return None
    if who < 0.65 and (when < 1 or mode < 1):
        # Two unnamed bodies need all the rest to be told alike.
        return None
    score = round(0.6 * who + 0.25 * when + 0.15 * mode, 4)
    return score, f"parties {who:.2f}, dates {when:.2f}, mode {mode:.2f}"


def _modes(a: str, b: str) -> float | None:
    if a == b:
        return 1.0
    if "talks" in (a, b):
        return None if "letter" in (a, b) else 0.8
    same = _MEDIUM.get(a) is not None and _MEDIUM.get(a) == _MEDIUM.get(b)
    return 0.9 if same else None


def _dates(a: Telling, b: Telling) -> float | None:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        if any(day is not None for day in (a.first, a.last, b.first, b.last)):
            return None
        return _undated(a, b)
    if (a.first, a.last) == (b.first, b.last):
        return 1.0
    inside = (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
    if inside:
        return 0.8
    overlap = a.first <= b.last and b.first <= a.last
    if overlap and a.last - a.first <= _SHORT and b.last - b.first <= _SHORT:
        return 0.7
    derived = a.contact.date_basis != "stated" or b.contact.date_basis != "stated"
    days = a.first == a.last and b.first == b.last
    if derived and days and abs(a.first - b.first) <= _DAY:
        return 0.6
    return None


def _undated(a: Telling, b: Telling) -> float | None:
    if a.published is None or b.published is None or abs(a.published - b.published) > _SAME_NEWS:
        return None
    if a.contact.recurring:
        return 0.8
    return 1.0 if a.content[-2] == b.content[-2] else None


def _parties(a: Telling, b: Telling) -> float | None:
    """The mean of the sides' matches: 1 a shared person, less where one article knows the post or a body only."""
    if a.sides.keys() != b.sides.keys() or len(a.sides) < 2:
        return None
    scores = [_side(a.sides[country], b.sides[country]) for country in a.sides]
    if any(score is None for score in scores):
        return None
    return sum(score for score in scores if score is not None) / len(scores)


def _side(a: Side, b: Side) -> float | None:
    if a.persons and b.persons:
        return 1.0 if a.persons & b.persons else None
    if a.persons or b.persons:
        named, other = (a, b) if a.persons else (b, a)
        if other.offices:
            if not named.held:
                return 0.5
            return 0.85 if named.held & other.offices else None
        return 0.5
    if a.offices and b.offices:
        return 0.8 if a.offices & b.offices else None
    return 0.5 if a.offices or b.offices else 0.6
