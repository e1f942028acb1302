"""The country of a person for whom the article gives none beside the name.

In: the persons, titles and countries of a document. Out: countries, set in place and marked as inferred. The candidates are
tried from the nearest to the farthest: a title that only one state uses, the side the post was tied to elsewhere in the
article, the owner of "its commander", the others of a list, the state that the paragraph is on, the one that the article
is written from. One that the register or the style of the title speaks against is left out.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from .. import lexicons
from .. import register as registers
from .annotations import Annotations, CountryMention, Official, Title
from .holders import contradicts
from .roles import grammar

_PLACES = ("capital", "city", "seat")
_BETWEEN = frozenset({",", ";", "and", "also", "along", "with", "well", "as", "the", "including", "(", ")", "."})
_ABROAD = frozenset({"ambassador", "defense_attache"})


def home_of(mil: Annotations) -> str | None:
    """The country an article is written from: that of its dateline, else the one named most."""
    if mil.dateline_place:
        codes = lexicons.lookup(mil.dateline_place)
        if len(codes) == 1:
            return lexicons.code_at(codes[0], mil.published) if mil.published else codes[0]
    votes = Counter(c.code for c in mil.countries if len(c.code) == 3)
    return votes.most_common(1)[0][0] if votes else None


class Homes:
    """Finds countries for the persons of one document."""

    def __init__(self, doc: Doc, mil: Annotations, people: list[Official], titles: list[Title]) -> None:
        self.doc = doc
        self.mil = mil
        self.people = people
        self.titles = titles
        self.votes = Counter(c.code for c in mil.countries if len(c.code) == 3)
        self.paragraphs = self._paragraphs()
        self.owned = {
            t.start for t in titles for p in people for left, right in p.extents.values() if left <= t.start < right
        }

    def apply(self) -> None:
        """Sets the country of each person who has an office or a rank and none yet."""
        self._share_lists()
        waiting: list[Official] = []
        for person in self.people:
            if person.country is None and person.office == "international_official":
                person.country = grammar().country_of(person.role)
            elif person.country is None and (person.office or person.rank):
                waiting.append(person)
        found = {id(person): self._best(person) for person in waiting}
        # titles without a country in one sentence are of one country: where one cannot be of the article's home, none is
        moved = {
            self._sentence(p): code
            for p in waiting
            if p.office not in _ABROAD and (code := found[id(p)]) not in (None, self.mil.home)
        }
        for person in waiting:
            code = found[id(person)]
            other = moved.get(self._sentence(person))
            movable = code == self.mil.home and person.role and not grammar().country_of(person.role)
            if (
                movable
                and other
                and not contradicts(person, other, registers.default(), self.mil.published, surely=True)
            ):
                code = other
            person.country = code
            if code is not None:
                person.inferred.add("country")

    def _best(self, person: Official) -> str | None:
        only = grammar().country_of(person.role)
        if only is not None:
            return only
        candidates = [*self._same_post(person), *self._owner(person), *self._near(person)]
        if person.office in _ABROAD and self.mil.dateline_place:
            candidates += [code for code, _ in self.votes.most_common() if code != self.mil.home]
        elif self.mil.home:
            candidates.append(self.mil.home)
        candidates += self._by_distance(person)
        fitting = [code for code in candidates if not grammar().is_foreign(person.role, code)]
        for code in fitting:
            if not contradicts(person, code, registers.default(), self.mil.published):
                return code
        return next(iter(fitting), self.mil.home)

    def _same_post(self, person: Official) -> list[str]:
        """The country that the same kind of post has where no name stands: "three Soviet attachés ... naval attaché X"."""
        if person.office is None or person.role is None:
            return []
        codes = {
            t.country for t in self.titles if t.start not in self.owned and t.office == person.office and t.country
        }
        if len(codes) != 1 or person.office in ("military_officer", "other_official"):
            return []
        taken = any(p.office == person.office and p.country in codes and not p.past for p in self.people)
        return [] if taken and person.office not in _ABROAD else [c for c in codes if c]

    def _owner(self, person: Official) -> list[str]:
        """The country before "its commander, X" and "the country's president, X"."""
        for start, (left, right) in person.extents.items():
            for i in (*range(max(0, left - 3), min(left + 1, start)), *range(start, right)):
                if self.doc[i].lower_ == "its" or (
                    self.doc[i].lower_ in ("country", "nation", "alliance") and self.doc[i + 1].lower_ in ("'s", "’s")
                ):
                    before = [c for c in self.mil.countries if c.end <= i and c.kind not in _PLACES]
                    if before:
                        return [before[-1].code]
        return []

    def _near(self, person: Official) -> list[str]:
        """The only country of the person's paragraph, where the home of the article is not in it."""
        found: list[str] = []
        for start, _ in person.spans:
            codes = self._codes(*self._paragraph(start))
            if self.mil.home in codes or not codes:
                return []
            if len(set(codes)) == 1:
                found.append(codes[0])
        return list(dict.fromkeys(found))

    def _by_distance(self, person: Official) -> list[str]:
        """All countries of the article, those named nearest before the person first."""
        start = person.spans[0][0]
        left, right = self._paragraph(start)
        states = [
            c
            for c in self.mil.countries
            if c.kind not in _PLACES and (self.votes[c.code] > 1 or left <= c.start < right)
        ]
        before = [c for c in reversed(states) if c.end <= start]
        behind = [c for c in states if c.start > start]
        return list(dict.fromkeys(c.code for c in (*before, *behind) if len(c.code) == 3))

    def _sentence(self, person: Official) -> int:
        """Where the sentence of a person's first mention begins."""
        return self.doc[person.spans[0][0]].sent.start

    def _codes(self, start: int, end: int) -> list[str]:
        return [c.code for c in self._within(start, end) if len(c.code) == 3]

    def _within(self, start: int, end: int) -> list[CountryMention]:
        return [c for c in self.mil.countries if start <= c.start < end]

    def _paragraphs(self) -> list[int]:
        """Where the paragraphs begin."""
        return [0, *(t.i + 1 for t in self.doc if t.is_space and "\n" in t.text)]

    def _paragraph(self, at: int) -> tuple[int, int]:
        start = max(p for p in self.paragraphs if p <= at)
        return start, min((p for p in self.paragraphs if p > at), default=len(self.doc))

    def _share_lists(self) -> None:
        """Gives the country of one member of a list to those who have none; a list has no verb in it.

        A list has three members or goes on with a definite title: "Ukraine's prime minister, X, and the speaker, Y"."""
        places = sorted((left, right, i) for i, p in enumerate(self.people) for left, right in p.extents.values())
        runs: list[list[int]] = []
        definites: list[bool] = []
        last = -1
        for left, right, i in places:
            joined = (
                runs
                and last <= left
                and left - last <= 4
                and all(self.doc[k].lower_ in _BETWEEN for k in range(last, left))
            )
            if joined and last < left:
                runs[-1].append(i)
                definites[-1] = definites[-1] or {",", "and", "the"} <= {self.doc[k].lower_ for k in range(last, left)}
            else:
                runs.append([i])
                definites.append(False)
            last = right
        for run, definite in zip(runs, definites, strict=True):
            members = [self.people[i] for i in dict.fromkeys(run)]
            codes = {p.country for p in members if p.country}
            if (len(members) >= 3 or definite) and len(codes) == 1:
                code = next(iter(codes))
                for person in members:
                    if person.country is None and not contradicts(
                        person, code or "", registers.default(), self.mil.published
                    ):
                        person.country = code
                        person.inferred.add("country")
