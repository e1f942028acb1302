"""Appearances of names in, persons out: which spellings, in which offices and years, are one person.

An appearance is what articles tell of a named person when told alike: country, name, office, year. However many
articles tell it, it is one, so the work grows with the variety of names and not with the number of articles.

`cluster` is a pure function of the set that it is given, whatever its order. Full names are put together by word
alignment, the fullest first; a name that fits two persons equally well stays alone. A bare family name is
compatible with a person, never proof: it joins only where office and time leave exactly one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..records import UNIFORMED_OFFICES
from .judgements import Judgement, Rulings, obeying
from .names import Tokens, alignment, same_surname

#: Years between two tellings beyond which the same name is taken for two people.
_CAREER_GAP = 25
#: A bare family name may be told this long before or after the years in which the full name is.
_BARE_MARGIN = 3
_MINIMUM = 0.72
_MARGIN = 0.03

_VAGUE = {"military_officer": UNIFORMED_OFFICES, "defense_official": frozenset({"deputy_defense_minister"})}


@dataclass(frozen=True, order=True)
class Appearance:
    """A name as told with country, office and year. `key` is made of these."""

    key: str
    country: str | None = field(compare=False)
    tokens: Tokens = field(compare=False)
    name: str = field(compare=False)
    office: str | None = field(compare=False)
    year: int | None = field(compare=False)

    @property
    def bare(self) -> bool:
        return len(self.tokens) == 1


def appearance(name: str, words: Tokens, country: str | None, office: str | None, year: int | None) -> Appearance:
    """The appearance of these facts, with its key."""
    told = " ".join(words)
    if len(told) > 160:
        told = told[:120] + hashlib.sha256(told.encode()).hexdigest()[:16]
    key = f"{country or '?'}|{told}|{office or ''}|{'' if year is None else year}"
    return Appearance(key, country, words, name, office, year)


def registered_id(country: str | None, name: str) -> str:
    """The id of the person of that name in the register: the same whatever spellings articles have for them."""
    return "p-" + hashlib.sha256(f"{country or '?'}|register|{name}".encode()).hexdigest()[:12]


@dataclass
class Person:
    """Appearances that are one person. `id` depends on the members alone, not on the way they came in."""

    members: list[Appearance]
    id: str = ""

    def keys(self) -> list[str]:
        return [m.key for m in self.members]

    def years(self) -> list[int]:
        return sorted({m.year for m in self.members if m.year is not None})

    def forms(self) -> list[Tokens]:
        return sorted({m.tokens for m in self.members})

    def offices(self) -> set[str]:
        return {m.office for m in self.members if m.office}


def cluster(found: Iterable[Appearance], rulings: Rulings) -> tuple[list[Person], list[Judgement]]:
    """Persons and the judgements that made them, from all appearances that could concern each other."""
    everyone = sorted(set(found))
    judged: list[Judgement] = []
    people: list[Person] = []
    forms: dict[tuple[str, Tokens], list[Appearance]] = defaultdict(list)
    for one in everyone:
        if not one.bare:
            forms[one.country or "", one.tokens].append(one)
    units = _apart([era for _, members in sorted(forms.items()) for era in _eras(members)], rulings)
    # The fullest names first; names with initials after those without.
    units.sort(key=lambda ms: (sum(len(w) == 1 for w in ms[0].tokens), -len(ms[0].tokens), ms[0].key))
    for members in units:
        _place_full(members, people, judged, rulings)
    _place_bare([a for a in everyone if a.bare], people, judged, rulings)
    people = _as_users_say(people, rulings)
    _name(people)
    return people, judged


def _as_users_say(people: list[Person], rulings: Rulings) -> list[Person]:
    if not rulings.join:
        return people
    members = {one.key: one for person in people for one in person.members}
    return [Person([members[key] for key in group]) for group in obeying([p.keys() for p in people], rulings)]


def _eras(members: list[Appearance]) -> list[list[Appearance]]:
    """One spelling's appearances, cut where nothing is told of it for longer than a career's gap."""
    dated = sorted((a for a in members if a.year is not None), key=lambda a: (a.year, a.key))
    undated = [a for a in members if a.year is None]
    eras: list[list[Appearance]] = []
    for one in dated:
        if eras and (one.year or 0) - (eras[-1][-1].year or 0) <= _CAREER_GAP:
            eras[-1].append(one)
        else:
            eras.append([one])
    if not eras:
        return [undated]
    if len(eras) == 1:
        eras[0].extend(undated)
    elif undated:
        eras.append(undated)
    return [sorted(era) for era in eras]


def _apart(units: list[list[Appearance]], rulings: Rulings) -> list[list[Appearance]]:
    """The same units, each without members that a user has told apart from one another."""
    result: list[list[Appearance]] = []
    for unit in units:
        groups: list[list[Appearance]] = []
        for one in unit:
            home = next((g for g in groups if not rulings.forbids([one.key], [m.key for m in g])), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
        result.extend(groups)
    return result


def _place_full(members: list[Appearance], people: list[Person], judged: list[Judgement], rulings: Rulings) -> None:
    unit = Person(members)
    keys = [m.key for m in members]
    scored: list[tuple[float, str, Person]] = []
    for person in people:
        theirs = [m.key for m in person.members]
        if rulings.forbids(keys, theirs):
            continue
        score = _fit(unit, person)
        if score is not None and score >= _MINIMUM:
            scored.append((score, min(theirs), person))
    scored.sort(key=lambda found: (-found[0], found[1]))
    anchor = min(keys)
    if scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= _MARGIN):
        score, other, person = scored[0]
        judged.append(Judgement("person", anchor, other, "same", score, "names align word by word; same country"))
        person.members.extend(members)
        return
    for score, other, _ in scored:
        judged.append(Judgement("person", anchor, other, "unsure", score, f"the name fits {len(scored)} persons"))
    people.append(unit)


def _fit(unit: Person, person: Person) -> float | None:
    mine, theirs = unit.years(), person.years()
    if mine and theirs and (mine[0] - theirs[-1] > _CAREER_GAP or theirs[0] - mine[-1] > _CAREER_GAP):
        return None
    country = unit.members[0].country
    if country != person.members[0].country:
        return None
    scores = [alignment(a, b, country) for a in unit.forms() for b in person.forms()]
    if any(score is None for score in scores):
        return None
    score = min(score for score in scores if score is not None)
    if unit.offices() & person.offices():
        score = min(1.0, score + 0.05)
    return score


def _place_bare(bare: list[Appearance], people: list[Person], judged: list[Judgement], rulings: Rulings) -> None:
    full = list(people)
    # Candidates are settled against the full names alone, so that one bare name cannot open the door to the next.
    facts = [(p, p.years(), p.offices(), p.forms(), [m.key for m in p.members]) for p in full]
    joins: list[tuple[Appearance, Person]] = []
    left: list[Appearance] = []
    for one in bare:
        fits: list[tuple[Person, set[str], list[str]]] = []
        for person, years, offices, forms, keys in facts:
            if rulings.forbids([one.key], keys):
                continue
            if one.country != person.members[0].country:
                continue
            if not any(same_surname(one.tokens[0], form, one.country) for form in forms):
                continue
            if one.year is not None and years and not years[0] - _BARE_MARGIN <= one.year <= years[-1] + _BARE_MARGIN:
                continue
            if offices and not any(_office_fits(one.office, office) for office in offices):
                continue
            fits.append((person, offices, keys))
        exact = [fit for fit in fits if one.office and one.office in fit[1]]
        choice = exact if len(exact) == 1 else fits
        if len(choice) == 1:
            person, _, keys = choice[0]
            reason = "the only person of this family name, country, office and time"
            judged.append(Judgement("person", one.key, min(keys), "same", 0.8 if exact else 0.7, reason))
            joins.append((one, person))
            continue
        for _, _, keys in fits:
            reason = f"the family name fits {len(fits)} persons"
            judged.append(Judgement("person", one.key, min(keys), "unsure", round(1 / len(fits), 3), reason))
        left.append(one)
    for one, person in joins:
        person.members.append(one)
    people.extend(_bare_only(left, rulings))


def _bare_only(left: list[Appearance], rulings: Rulings) -> list[Person]:
    """Persons known by family name alone: one for each office without a gap of years."""
    groups: dict[tuple[str, str, str], list[Appearance]] = defaultdict(list)
    for one in left:
        groups[one.country or "", one.tokens[0], one.office or ""].append(one)
    found: list[Person] = []
    for _, members in sorted(groups.items()):
        spans: list[list[Appearance]] = []
        for one in sorted(members, key=lambda a: (a.year is None, a.year or 0, a.key)):
            previous = spans[-1][-1].year if spans else None
            near = one.year is not None and previous is not None and one.year - previous <= _BARE_MARGIN
            if spans and near and not rulings.forbids([one.key], [m.key for m in spans[-1]]):
                spans[-1].append(one)
            else:
                spans.append([one])
        found.extend(Person(span) for span in spans)
    return found


def _office_fits(told: str | None, held: str) -> bool:
    if told is None or told == held:
        return True
    return held in _VAGUE.get(told, frozenset()) or told in _VAGUE.get(held, frozenset())


def _name(people: list[Person]) -> None:
    """Give ids: from country and the first spelling in the alphabet; with more where two persons share these."""
    claims: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        person.members.sort()
        full = [m for m in person.members if not m.bare] or person.members
        claims[f"{full[0].country or '?'}|{' '.join(full[0].tokens)}"].append(person)
    for claim, claimants in claims.items():
        for person in claimants:
            content = claim if len(claimants) == 1 else f"{claim}|{person.members[0].key}"
            person.id = "p-" + hashlib.sha256(content.encode()).hexdigest()[:12]
