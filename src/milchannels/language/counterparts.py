"""Offices and countries that one person has from another: "his Russian counterpart, X", "the ministers of A and B, X and Y".

In: the persons with what is said of them directly. Out: offices and countries of those named as counterparts, or behind a
title in the plural, set in place.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from .. import lexicons
from .annotations import CountryMention, Official, RankMention, Title
from .names import is_honorific
from .surroundings import SERVICE_WORDS, Surroundings

COUNTERPARTS = frozenset(
    {
        "counterpart",
        "counterparts",
        "colleague",
        "colleagues",
        "opposite",
        "peer",
        "peers",
        "homologue",
        "homologues",
        "equivalent",
    }
)
#: Words before a list of unnamed rank ("officials", "representatives") that make soldiers of its members.
_SOLDIERS = re.compile(
    r"(?i)\b(?:army|armies|military|soldiers?|troops|officers?|generals?|forces?|guards?|corps|brigade)\b"
)


class Counterparts:
    """Gives persons the offices of those they stand against or beside."""

    def __init__(self, doc: Doc, around: Surroundings, people: list[Official], titles: list[Title]) -> None:
        self.doc = doc
        self.people = people
        self.titles = titles
        self.country_at = around.country_at
        self.starts: dict[int, tuple[int, Official]] = {s: (e, p) for p in people for s, e in p.spans}
        self.rank_starts: dict[int, RankMention] = around.rank_starts

    def apply(self) -> None:
        """Sets the office of the one before to "his counterpart, X", its country from the adjective; then the plurals."""
        doc = self.doc
        for token in doc:
            if token.lower_ not in COUNTERPARTS:
                continue
            end = token.i + 1
            if token.lower_ == "opposite":
                if end >= len(doc) or doc[end].lower_ not in ("number", "numbers"):
                    continue
                end += 1
            self._counterpart(token.i, end)
        for title in self.titles:
            if title.plural:
                self._distribute(title)

    def _counterpart(self, at: int, end: int) -> None:
        doc, pos = self.doc, end
        before = [c for k in range(max(0, at - 4), at) if (c := self.country_at.get(k)) is not None and c.end == k + 1]
        listed: list[str] = []
        while pos < len(doc) and (
            doc[pos].lower_ in ("in", "from", "of", "at", "the", "and", ",", "was", "is") or pos in self.country_at
        ):
            if pos - end >= 12:
                break
            if pos in self.country_at and self.country_at[pos].start == pos:
                listed.append(self.country_at[pos].code)
            pos += 1
            if doc[pos - 1].text == "," and pos not in self.country_at:
                break
        named = self._names_from(pos)
        if not named:
            return
        owner = self._person_before(at, exclude=named)
        codes = listed if len(listed) == len(named) else ([c.code for c in before][-1:] or listed[:1]) * len(named)
        for i, person in enumerate(named):
            if person.country is None and i < len(codes):
                person.country = codes[i]
            if owner is not None and person.office is None:
                person.office = owner.office
                person.role = person.role or plain(owner.role)
                person.inferred.add("office")

    def _names_from(self, pos: int) -> list[Official]:
        """The people named from `pos` on: "X", "Gen. X", "X and Y", ": X of A, Y of B and Z"."""
        doc, found = self.doc, list[Official]()
        while pos < len(doc):
            if pos in self.rank_starts:
                pos = self.rank_starts[pos].end
            elif pos in self.starts:
                pos, person = self.starts[pos]
                found.append(person)
                if pos + 1 < len(doc) and doc[pos].lower_ == "of" and pos + 1 in self.country_at:
                    pos = self.country_at[pos + 1].end
                following = pos + 1
                if following < len(doc) and doc[pos].text == "," and doc[following].lower_ == "and":
                    following += 1
                if (
                    pos < len(doc)
                    and doc[pos].lower_ in ("and", ",")
                    and (following in self.starts or following in self.rank_starts)
                ):
                    pos = following
                else:
                    break
            elif (
                (doc[pos].text in (",", ":") and not found)
                or doc[pos].lower_ in SERVICE_WORDS
                or is_honorific(doc[pos].text)
            ):
                pos += 1
            else:
                break
        return found

    def _person_before(self, at: int, exclude: list[Official]) -> Official | None:
        """The person with an office named last before `at`, else the first one behind it."""
        held = [
            (s, i) for i, p in enumerate(self.people) if p.office is not None and p not in exclude for s, _ in p.spans
        ]
        before = max((x for x in held if x[0] < at), default=None)
        nearest = before or min((x for x in held if x[0] > at), default=None)
        return self.people[nearest[1]] if nearest else None

    def _distribute(self, title: Title) -> None:
        """ "the defense ministers of A and B, X and Y": the office to all, the countries in order."""
        end, codes = self._countries_on(title)
        named = self._names_from(end)
        if len(named) < 2:
            return
        office = title.office
        if office == "other_official" and _SOLDIERS.search(self.doc[self.doc[title.head].sent.start : title.end].text):
            office = "military_officer"
        for i, person in enumerate(named):
            if not (person.rank and office == "other_official"):
                person.office = person.office or office
            if len(codes) == len(named):
                person.country = person.country or codes[i]
            elif len(codes) == 1 and title.country:
                person.country = person.country or title.country

    def _countries_on(self, title: Title) -> tuple[int, list[str]]:
        """The countries of a title and those it goes on with: "the ministers of Estonia | , Latvia and Lithuania"."""
        before = countries_before(self.doc, self.country_at, title.start) if title.countries else []
        codes, end = list(dict.fromkeys([*(c.code for c in before), *title.countries])), title.end
        while codes and end + 1 < len(self.doc) and self.doc[end].lower_ in (",", "and"):
            pos = end + 1 + (self.doc[end + 1].lower_ == "and")
            country = self.country_at.get(pos)
            if country is None:
                break
            codes.append(country.code)
            end = country.end
        return end, codes


def countries_before(doc: Doc, country_at: dict[int, CountryMention], start: int) -> list[CountryMention]:
    """The countries joined to that at `start`, left to right: "the Kenyan | and Somali ministers", "Kenya's | and Somalia's"."""
    found: list[CountryMention] = []
    while start in country_at:
        i = start - 1
        if i > 0 and doc[i].lower_ == "the":
            i -= 1
        if i < 1 or doc[i].lower_ not in ("and", ","):
            break
        i -= 2 if doc[i - 1].lower_ in ("'s", "’s") else 1
        country = country_at.get(i)
        if country is None or country.kind not in ("adjective", "name", "people"):
            break
        found.insert(0, country)
        start = country.start
    return found


def plain(role: str | None) -> str | None:
    """A role without its country: "Russian Defense Minister" -> "Defense Minister"."""
    if role is None:
        return None
    words, kept, i = role.split(), list[str](), 0
    while i < len(words):
        length = next((n for n in (3, 2, 1) if _is_country(" ".join(words[i : i + n]))), 0)
        kept += [] if length else [words[i]]
        i += length or 1
    return " ".join(kept).strip(" ,") or None


def _is_country(words: str) -> bool:
    term = lexicons.country_terms().get(words.removesuffix("'s").removesuffix("’s"))
    return term is not None and term.kind in ("name", "adjective", "people")
