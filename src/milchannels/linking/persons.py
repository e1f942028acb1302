"""Appearances of names in, persons out: which spellings, in which offices and years, are one person.

An appearance is what articles tell of a named person when told alike: country, name, office, year. However many
articles tell it, it is one, so the work grows with the variety of names and not with the number of articles.

`cluster` is a pure function of the set that it is given, whatever its order. Full names are put together by word
alignment, the fullest first; a name that fits two persons equally well stays alone. A bare family name is
compatible with a person, never proof: it joins only where office and time leave exactly one.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..records import UNIFORMED_OFFICES
from .judgements import Judgement, Rulings, obeying
from .names import Tokens, alignment, blocks, same_surname
from .registered import registered

#: Years between two tellings beyond which the same name is taken for two people.
_CAREER_GAP = 25
#: A bare family name may be told this long before or after the years in which the full name is.
_BARE_MARGIN = 3
#: A name told without a state is held against names of other states only where these lie within as many years.
_SAME_LIFE = 15
#: And where it is about the same name, not one that may be.
_PLAIN = 0.9
#: Countries that are none: a general of an alliance has a country of his own besides.
_NO_STATE = frozenset({None, "NATO", "EU", "UN", "AU"})
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

    @property
    def registered(self) -> str | None:
        """Whom the register knows by this name, in this office and year."""
        return registered(self.name, self.country, self.office, self.year, self.bare)

    def blocks(self) -> list[str]:
        """Keys of which two appearances that can be one person share at least one, directly or by a third."""
        found = blocks(self.tokens, self.country)
        if self.registered is not None:
            found.append(f"= {self.country}:{self.registered}"[:80])
        return found


def appearance(name: str, words: Tokens, country: str | None, office: str | None, year: int | None) -> Appearance:
    """The appearance of these facts, with its key."""
    told = " ".join(words)
    if len(told) > 160:
        told = told[:120] + hashlib.sha256(told.encode()).hexdigest()[:16]
    key = f"{country or '?'}|{told}|{office or ''}|{'' if year is None else year}"
    return Appearance(key, country, words, name, office, year)


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

    def registered(self) -> set[str]:
        return {name for m in self.members if (name := m.registered)}

    @property
    def country(self) -> str | None:
        """The country most often told; an alliance or none only where no country is."""
        told = Counter(m.country for m in self.members)
        return min(told, key=lambda code: (code in _NO_STATE, -told[code], code or ""))

    def leading(self) -> list[Tokens]:
        """The forms that no fuller one of this person's explains."""
        forms = [form for form in self.forms() if len(form) > 1]
        country = self.country
        return [form for form in forms if not any(_fuller(other, form, country) for other in forms)]


def cluster(found: Iterable[Appearance], rulings: Rulings) -> tuple[list[Person], list[Judgement]]:
    """Persons and the judgements that made them, from all appearances that could concern each other."""
    everyone = sorted(set(found))
    judged: list[Judgement] = []
    people: list[Person] = []
    forms: dict[tuple[str, Tokens], list[Appearance]] = defaultdict(list)
    for one in everyone:
        if not one.bare:
            forms[one.country or "", one.tokens].append(one)
    eras = [era for _, members in sorted(forms.items()) for era in _eras(members)]
    units = _apart([unit for era in eras for unit in _by_register(era)], rulings)
    # Whom the register knows first, then the fullest names; names with initials after those without.
    units.sort(key=_certainty)
    for members in units:
        _place_full(members, people, judged, rulings)
    people = _without_state(people, judged, rulings)
    _place_bare([a for a in everyone if a.bare], people, judged, rulings)
    people = _as_users_say(people, rulings)
    _name(people)
    return people, judged


def _certainty(members: list[Appearance]) -> tuple[bool, int, int, str]:
    words = members[0].tokens
    unknown = not any(m.registered for m in members)
    return unknown, sum(len(w) == 1 for w in words), -len(words), members[0].key


def _by_register(members: list[Appearance]) -> list[list[Appearance]]:
    """One spelling's appearances, cut where the register knows several people of it ("George Bush")."""
    known: dict[str, list[Appearance]] = defaultdict(list)
    unknown: list[Appearance] = []
    for one in members:
        name = one.registered
        (unknown if name is None else known[name]).append(one)
    if not known:
        return [unknown]
    groups = [known[name] for name in sorted(known)]
    if len(groups) == 1:
        return [sorted(groups[0] + unknown)]
    return [*groups, unknown] if unknown else groups


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
    country = unit.members[0].country
    if country != person.members[0].country:
        return None
    known, theirs = unit.registered(), person.registered()
    if known and theirs:
        return 1.0 if known & theirs else None
    mine, years = unit.years(), person.years()
    if mine and years and (mine[0] - years[-1] > _CAREER_GAP or years[0] - mine[-1] > _CAREER_GAP):
        return None
    scores = [alignment(a, b, country) for a in unit.forms() for b in person.leading()]
    good = [score for score in scores if score is not None]
    # The register may have a name and another beside it, of which an article can tell only one.
    if not good or (len(good) < len(scores) and not theirs):
        return None
    score = max(good) if theirs else min(good)
    if unit.offices() & person.offices():
        score = min(1.0, score + 0.05)
    return score


def _fuller(one: Tokens, other: Tokens, country: str | None) -> bool:
    """Whether the one name tells more of the same words than the other."""
    if one == other or (len(one), -_initials(one)) <= (len(other), -_initials(other)):
        return False
    return alignment(one, other, country) is not None


def _initials(words: Tokens) -> int:
    return sum(len(word) == 1 for word in words)


def _without_state(people: list[Person], judged: list[Judgement], rulings: Rulings) -> list[Person]:
    """Persons told without a country, or under the flag of an alliance, put to the only person of that name."""
    states = [person for person in people if person.country not in _NO_STATE]
    left: list[Person] = []
    for one in people:
        if one.country not in _NO_STATE:
            continue
        fits = [
            person for person in states if _same_name(one, person) and not rulings.forbids(one.keys(), person.keys())
        ]
        anchor = min(one.keys())
        for person in fits:
            verdict, score = ("same", 0.75) if len(fits) == 1 else ("unsure", round(1 / len(fits), 3))
            reason = "the name in full, without a state" if len(fits) == 1 else f"the name fits {len(fits)} persons"
            judged.append(Judgement("person", anchor, min(person.keys()), verdict, score, reason))  # type: ignore[arg-type]
        if len(fits) == 1:
            fits[0].members.extend(one.members)
        else:
            left.append(one)
    return states + left


def _same_name(one: Person, person: Person) -> bool:
    mine, years = one.years(), person.years()
    if mine and years and (mine[0] - years[-1] > _SAME_LIFE or years[0] - mine[-1] > _SAME_LIFE):
        return False
    country = person.country
    scores = [alignment(a, b, country) for a in one.forms() for b in person.leading()]
    return any(score is not None and score >= _PLAIN for score in scores)


def _place_bare(bare: list[Appearance], people: list[Person], judged: list[Judgement], rulings: Rulings) -> None:
    # Candidates are settled against the full names alone, so that one bare name cannot open the door to the next.
    facts = [_Facts.of(person) for person in people if person.country is not None or not person.members[0].bare]
    joins: list[tuple[Appearance, Person]] = []
    left: list[Appearance] = []
    for one in bare:
        known = one.registered
        fits = [fact for fact in facts if fact.takes(one, known, rulings)]
        exact = [fact for fact in fits if known in fact.registered] if known else []
        exact = exact or [fact for fact in fits if one.office and one.office in fact.offices]
        choice = exact if len(exact) == 1 else fits
        if len(choice) == 1:
            score = 0.9 if known in choice[0].registered else 0.8 if exact else 0.7
            reason = "the only person of this family name, country, office and time"
            judged.append(Judgement("person", one.key, min(choice[0].keys), "same", score, reason))
            joins.append((one, choice[0].person))
            continue
        for fact in fits:
            reason = f"the family name fits {len(fits)} persons"
            judged.append(Judgement("person", one.key, min(fact.keys), "unsure", round(1 / len(fits), 3), reason))
        left.append(one)
    for one, person in joins:
        person.members.append(one)
    people.extend(_bare_only(left, rulings))


@dataclass(frozen=True)
class _Facts:
    """What a bare family name is held against: a person as its full names make it."""

    person: Person
    country: str | None
    years: list[int]
    offices: set[str]
    forms: list[Tokens]
    keys: list[str]
    registered: set[str]

    @classmethod
    def of(cls, person: Person) -> _Facts:
        told = (person.years(), person.offices(), person.forms(), person.keys(), person.registered())
        return cls(person, person.country, *told)

    def takes(self, one: Appearance, known: str | None, rulings: Rulings) -> bool:
        """Whether the bare name can be this person's."""
        if one.country != self.country or rulings.forbids([one.key], self.keys):
            return False
        if known and self.registered:
            return known in self.registered
        if not any(same_surname(one.tokens[0], form, one.country) for form in self.forms):
            return False
        if known and one.office not in self.offices:
            return False
        years = self.years
        if one.year and years and not years[0] - _BARE_MARGIN <= one.year <= years[-1] + _BARE_MARGIN:
            return False
        return not self.offices or any(_office_fits(one.office, office) for office in self.offices)


def _bare_only(left: list[Appearance], rulings: Rulings) -> list[Person]:
    """Persons known by family name alone: one for each office without a gap of years."""
    groups: dict[tuple[str, str, str], list[Appearance]] = defaultdict(list)
    for one in left:
        known = one.registered
        groups[one.country or "", f"= {known}" if known else one.tokens[0], one.office or ""].append(one)
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
    """Give ids: from the register's name, or country and first spelling in the alphabet; with more where two share these."""
    claims: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        person.members.sort()
        known = {(m.country, name) for m in person.members if (name := m.registered)}
        if len(known) == 1:
            claims[_registered_claim(*known.pop())].append(person)
        else:
            full = [m for m in person.members if not m.bare] or person.members
            claims[_spelt_claim(full[0])].append(person)
    for claim, claimants in claims.items():
        for person in claimants:
            content = claim if len(claimants) == 1 else f"{claim}|{person.members[0].key}"
            person.id = _id(content)


def person_ids(one: Appearance) -> set[str]:
    """The ids that a person can have, or have had, by this appearance."""
    claims = {_spelt_claim(one)}
    if one.registered is not None:
        claims.add(_registered_claim(one.country, one.registered))
    return {_id(claim) for claim in claims} | {_id(f"{claim}|{one.key}") for claim in claims}


def _spelt_claim(one: Appearance) -> str:
    return f"{one.country or '?'}|{' '.join(one.tokens)}"


def registered_id(country: str | None, name: str) -> str:
    """The id of the person of that name in the register: the same whatever spellings articles have for them."""
    return _id(_registered_claim(country, name))


def _registered_claim(country: str | None, name: str) -> str:
    return f"{country or '?'}|register|{name}"


def _id(content: str) -> str:
    return "p-" + hashlib.sha256(content.encode()).hexdigest()[:12]
