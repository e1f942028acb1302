"""Tellings of contacts between the same countries in, clusters out: which tellings of many articles are one contact.

`Clustering` takes the tellings level by level, the days first (`windows`). Within a level the exact are placed before
the vague, whatever the order in which they came; a vague telling that fits two contacts equally well stays alone,
undecided. Two tellings of one article are two contacts: the reader of that article saw both.

This is what rules say, kept only from joining what users tell apart. What users say is one is put together after.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .judgements import Judgement, Rulings
from .matching import across_date_line, match_tellings
from .tellings import Telling
from .windows import Level

_MINIMUM = 0.6
_MARGIN = 0.05
#: Contacts of two days that follow each other are two where each of the days is told by more articles than this.
_FEW = 2
_Days = tuple[dt.date, dt.date]


@dataclass
class Unit:
    """Tellings alike in all that is compared, no two of one article."""

    tellings: list[Telling]

    @property
    def lead(self) -> Telling:
        return self.tellings[0]

    def keys(self) -> list[str]:
        return [one.key for one in self.tellings]

    def articles(self) -> set[str]:
        return {one.article for one in self.tellings}

    def vagueness(self) -> tuple[int, bool, bool, int, int, str]:
        """By this the units of a level are placed, the exact first."""
        lead = self.lead
        span = (lead.high - lead.low).days
        undated = lead.first is None and lead.last is None
        unnamed = sum(not side.persons for side in lead.parties.values())
        return span, undated, lead.mode == "talks", unnamed, -len(self.tellings), lead.key


@dataclass(eq=False)
class Cluster:
    """Tellings of one contact."""

    units: list[Unit] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    id: str = ""

    @property
    def tellings(self) -> list[Telling]:
        return sorted((one for unit in self.units for one in unit.tellings), key=lambda one: one.key)

    def keys(self) -> list[str]:
        return [one.key for unit in self.units for one in unit.tellings]

    def add(self, unit: Unit) -> None:
        self.units.append(unit)
        self.articles |= unit.articles()

    def days(self) -> _Days:
        """From the first to the last day in which any of the tellings is looked for."""
        return min(unit.lead.low for unit in self.units), max(unit.lead.high for unit in self.units)


def cluster_id(tellings: Iterable[Telling]) -> str:
    """From the first of the most exact: neither a vague telling more nor the order of ingest changes it."""
    return contact_id(min((one.level, one.key) for one in tellings)[1])


def contact_id(key: str) -> str:
    """The id of the contact of which the telling of this key is the first."""
    return "c-" + hashlib.sha256(key.encode()).hexdigest()[:12]


def units_of(tellings: Iterable[Telling], rulings: Rulings) -> list[Unit]:
    """Tellings that are alike put together, but none of one article, and none that a user tells apart."""
    alike: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for one in sorted(tellings, key=lambda one: one.key):
        for unit in alike[one.content]:
            if one.article in unit.articles() or rulings.forbids([one.key], unit.keys()):
                continue
            unit.tellings.append(one)
            break
        else:
            alike[one.content].append(Unit([one]))
    return [unit for units in alike.values() for unit in units]


class Clustering:
    """The contacts between some countries, as far as they have been put together."""

    def __init__(self, rulings: Rulings) -> None:
        self.clusters: list[Cluster] = []
        self.judged: list[Judgement] = []
        self._rulings = rulings

    def place(self, tellings: Iterable[Telling], level: Level) -> None:
        """Hang all tellings of a level on what is there, or make new contacts of them."""
        groups = self._within_windows(tellings)
        if level is Level.DAY:
            self._join_neighbours(groups)
            self.clusters += [one for day in sorted(groups) for one in groups[day]]
            return
        # What clusters a group can join is looked up by their days, so that many contacts cost no more than few.
        near = _Calendar(self.clusters)
        for group in sorted((one for day in groups.values() for one in day), key=lambda one: one.units[0].vagueness()):
            home = self._home(group, near.around(*group.days()))
            if home is None:
                self.clusters.append(group)
                near.add(group)
            else:
                for unit in group.units:
                    home.add(unit)

    def _within_windows(self, tellings: Iterable[Telling]) -> dict[_Days, list[Cluster]]:
        """Contacts of tellings that are looked for in the very same days: what a request and a refusal of one week are."""
        groups: dict[_Days, list[Cluster]] = defaultdict(list)
        for unit in sorted(units_of(tellings, self._rulings), key=Unit.vagueness):
            here = groups[unit.lead.low, unit.lead.high]
            alone = Cluster([unit], unit.articles())
            home = self._home(alone, here)
            if home is None:
                here.append(alone)
            else:
                home.add(unit)
        return groups

    def _join_neighbours(self, by_day: dict[_Days, list[Cluster]]) -> None:
        """Contacts of two days that follow each other, where an outlet or a time zone explains the difference."""
        waiting = [(len(one.articles), min(one.keys()), day, one) for day in by_day for one in by_day[day]]
        for support, anchor, day, one in sorted(waiting, key=lambda each: each[:2]):
            fits: list[tuple[float, str, str, Cluster]] = []
            for near in _next_days(day[0]):
                for other in by_day.get((near, near), ()):
                    if support > _FEW and len(other.articles) > _FEW and not across_date_line(one.units[0].lead.sides):
                        continue
                    match = self._fit(one, other)
                    if match is not None:
                        fits.append((match[0], min(other.keys()), match[1], other))
            home = self._choose(anchor, fits)
            if home is not None:
                by_day[day].remove(one)
                for unit in one.units:
                    home.add(unit)

    def _home(self, one: Cluster, candidates: Iterable[Cluster]) -> Cluster | None:
        fits = []
        for candidate in candidates:
            match = self._fit(one, candidate)
            if match is not None:
                fits.append((match[0], min(candidate.keys()), match[1], candidate))
        return self._choose(min(one.keys()), fits)

    def _choose(self, anchor: str, fits: list[tuple[float, str, str, Cluster]]) -> Cluster | None:
        """The one that fits best; none where two fit about as well, and then it is said so."""
        fits.sort(key=lambda fit: (-fit[0], fit[1]))
        if not fits:
            return None
        if len(fits) == 1 or fits[0][0] - fits[1][0] >= _MARGIN:
            score, other, reasons, home = fits[0]
            self.judged.append(Judgement("contact", anchor, other, "same", min(score, 1.0), reasons))
            return home
        for score, other, reasons, _ in fits:
            why = f"fits {len(fits)} contacts equally well: {reasons}"
            self.judged.append(Judgement("contact", anchor, other, "unsure", min(score, 1.0), why))
        return None

    def _fit(self, one: Cluster, other: Cluster) -> tuple[float, str] | None:
        """The best match of a telling here with one there, where no two of them stand against it.

        The best, not the mean: a contact that more articles tell, some poorly, must not lose to one that few do.
        """
        if not one.articles.isdisjoint(other.articles):
            return None
        found: tuple[float, str] | None = None
        for mine in one.units:
            for theirs in other.units:
                match = match_tellings(mine.lead, theirs.lead)
                if match is None:
                    return None
                if found is None or match[0] > found[0]:
                    found = match
        if found is None or found[0] < _MINIMUM or self._rulings.forbids(one.keys(), other.keys()):
            return None
        return found


def _next_days(day: dt.date) -> list[dt.date]:
    around = (day.toordinal() - 1, day.toordinal() + 1)
    return [dt.date.fromordinal(each) for each in around if 1 <= each <= dt.date.max.toordinal()]


class _Calendar:
    """Clusters by the months that they touch; those that are always near (runs) by themselves."""

    _LONG = 400

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._by_month: dict[int, list[Cluster]] = defaultdict(list)
        self._long: list[Cluster] = []
        for one in clusters:
            self.add(one)

    def add(self, one: Cluster) -> None:
        low, high = one.days()
        if (high - low).days > self._LONG:
            self._long.append(one)
        else:
            for month in range(_month(low), _month(high) + 1):
                self._by_month[month].append(one)

    def around(self, low: dt.date, high: dt.date) -> Iterable[Cluster]:
        """Those that may lie within two days of the span, each once."""
        if (high - low).days > self._LONG:
            every = {id(one): one for month in sorted(self._by_month) for one in self._by_month[month]}
            return [*every.values(), *self._long]
        low_month = _month(dt.date.fromordinal(max(1, low.toordinal() - 31)))
        high_month = _month(dt.date.fromordinal(min(dt.date.max.toordinal(), high.toordinal() + 31)))
        found = {id(one): one for month in range(low_month, high_month + 1) for one in self._by_month.get(month, ())}
        return [*found.values(), *self._long]


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month
