"""Where the text means somebody: names with their titles, offices, bodies, ranks, pronouns, groups, countries.

In: officials, titles, ranks and countries. Out: `MentionFinder(doc).find()`, the mentions left to right, without overlaps;
those of names, bodies and countries have their actors, the others none yet.
"""

from __future__ import annotations

from spacy.tokens import Doc

from .annotations import Actor, CountryMention, Mention, Title, annotations_of
from .bodies import find_bodies
from .coreference import person_actor
from .counterparts import COUNTERPARTS, countries_before
from .mention_words import words

_PLURAL_PRONOUNS = frozenset({"they", "them", "both"})
_INDEFINITE = frozenset({"a", "an", "any", "every", "no", "each", "another", "as"})
_DEFINITE_PLURAL = frozenset({"the", "two", "both", "these", "those", "three"})


class MentionFinder:
    """Finds the mentions of one document; a token belongs to one mention at most, found first where titles and names are."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.country_at: dict[int, CountryMention] = {i: c for c in self.mil.countries for i in range(c.start, c.end)}
        self.taken = [False] * (len(doc) + 1)
        self.words = words()

    def find(self) -> list[Mention]:
        """All mentions, in text order."""
        candidates = (
            self._names()
            + self._titles()
            + self._counterparts()
            + self._roles_of_contact()
            + find_bodies(self.doc, self.country_at, self.taken, self._take)
            + self._rank_nouns()
            + self._pronouns()
            + self._countries()
        )
        kept: list[Mention] = []
        for m in sorted(candidates, key=lambda m: (m.start, -m.end)):
            if not kept or m.start >= kept[-1].end:
                kept.append(m)
        return kept

    def _take(self, start: int, end: int) -> bool:
        if any(self.taken[start:end]):
            return False
        for i in range(start, end):
            self.taken[i] = True
        return True

    def _names(self) -> list[Mention]:
        found = []
        for person in self.mil.officials:
            for start, end in person.spans:
                left, right = person.extents.get(start, (start, end))
                if (
                    left in self.country_at
                ):  # "U.S. Army Gen. Martin Dempsey": the rank begins within the name of the army
                    left = self.country_at[left].start
                if not self._take(start, end):
                    continue
                left = next((i + 1 for i in range(start - 1, left - 1, -1) if self.taken[i]), left)
                right = next((i for i in range(end, right) if self.taken[i]), right)
                while left < start and self.doc[left].text in (",", ";", ".", "-", "and"):
                    left += 1
                self._take(left, start)
                self._take(end, right)
                found.append(Mention(left, right, end - 1, "name", [person_actor(person)], person.name))
        return found

    def _titles(self) -> list[Mention]:
        found = []
        for title in self.mil.titles:
            if title.end <= title.start or any(self.taken[title.start : title.end]):
                continue
            if title.spokes:
                self._take(title.start, title.end)
                continue
            before = self.doc[title.start - 1].lower_ if title.start else ""
            if before in _INDEFINITE and not title.plural and not (before in ("a", "an") and title.country):
                continue
            if title.plural and before == "of" and not title.countries:
                continue  # "a conference of army chiefs": whose chiefs, the rest of the sentence tells
            end = self._listed_countries(title) if title.plural else title.end
            start = self._joined_before(title)
            self._take(start, end)
            several = title.plural or (len(title.countries) > 1 and start < title.start)
            found.append(Mention(start, end, title.head, "group" if several else "office", text=title.text))
        return found

    def _joined_before(self, title: Title) -> int:
        """The start of "the Kenyan and Somali ministers", "the Kazakh and the Kyrgyz minister"; the countries go to the title."""
        start = title.start
        for country in reversed(countries_before(self.doc, self.country_at, start) if title.countries else []):
            if self.taken[country.start] or country.code in title.countries:
                break
            title.countries.insert(0, country.code)
            start = country.start
        return start

    def _listed_countries(self, title: Title) -> int:
        """The end of "the defence ministers of Latvia, Lithuania and Estonia"; the countries go to the title."""
        end = pos = title.end
        if not title.countries and pos + 1 < len(self.doc) and self.doc[pos].lower_ in ("of", "from"):
            pos += 1 + (self.doc[pos + 1].lower_ == "the")
            end, pos = self._take_country(title, end, pos)
        while pos + 1 < len(self.doc) and self.doc[pos].lower_ in (",", "and") and title.countries:
            skip = pos + 1
            if self.doc[skip].lower_ in ("and", "the", "of") and skip + 1 < len(self.doc):
                skip += 1
            before = end
            end, pos = self._take_country(title, end, skip)
            if end == before:
                break
        return end

    def _take_country(self, title: Title, end: int, i: int) -> tuple[int, int]:
        """Adds the country at token `i` to a title; the ends of title and reading, unmoved where there is none."""
        c = self.country_at.get(i)
        if c is None or self.taken[i] or c.kind not in ("name", "capital", "adjective", "people"):
            return end, end
        if c.code not in title.countries:
            title.countries.append(c.code)
        return c.end, c.end

    def _counterparts(self) -> list[Mention]:
        """ "His Russian counterpart", "their opposite numbers in Seoul and Tokyo"."""
        doc, found = self.doc, []
        before = self.words["military_words"] | self.words["before_counterparts"]
        for token in doc:
            if token.lower_ not in COUNTERPARTS or self.taken[token.i]:
                continue
            end = token.i + 1
            if token.lower_ == "opposite":
                if end >= len(doc) or doc[end].lower_ not in ("number", "numbers"):
                    continue
                end += 1
            start = self._grown_left(token.i, before)
            # "his counterpart in Vientiane", but "his American counterpart in Vientiane"
            if not any(i in self.country_at for i in range(start, token.i)):
                end = self._countries_behind(end)
            self._take(start, end)
            found.append(Mention(start, end, token.i, "counterpart", text=doc[start:end].text))
        return found

    def _grown_left(self, start: int, before: frozenset[str]) -> int:
        """Where a phrase begins that countries and such words stand before."""
        while start > 0 and not self.taken[start - 1]:
            if start - 1 not in self.country_at and self.doc[start - 1].lower_ not in before:
                break
            start -= 1
        return start

    def _countries_behind(self, end: int) -> int:
        """The end of "in Seoul and Tokyo", "from France, Britain and the United States"; `end` where no country follows."""
        doc = self.doc
        if end + 1 >= len(doc) or doc[end].lower_ not in ("in", "from", "of", "at"):
            return end
        i = end + 1
        while i < len(doc) and doc[i].lower_ in ("the", "and"):
            i += 1
        while i in self.country_at:
            end = i = self.country_at[i].end
            if i + 1 < len(doc) and doc[i].lower_ in ("and", ","):
                while i < len(doc) and doc[i].lower_ in ("and", ",", "the"):
                    i += 1
        return end

    def _roles_of_contact(self) -> list[Mention]:
        """ "His guest", "the Saudi visitor": the other one of a visit or a talk."""
        found = []
        for token in self.doc:
            if token.lower_ not in self.words["roles_of_contact"] or self.taken[token.i] or token.pos_ == "VERB":
                continue
            start = self._grown_left(token.i, self.words["before_roles_of_contact"])
            before = self.doc[start - 1].lower_ if start else ""
            if before in ("the", "his", "her") or (start < token.i and before not in _INDEFINITE):
                self._take(start, token.i + 1)
                found.append(Mention(start, token.i + 1, token.i, "guest", text=self.doc[start : token.i + 1].text))
        return found

    def _rank_nouns(self) -> list[Mention]:
        found = []
        for token in self.doc:
            if token.lower_ not in self.words.ranks or not token.text[0].islower() or self.taken[token.i]:
                continue
            start, end = token.i, token.i + 1
            while start > 0 and not self.taken[start - 1] and self._before_rank(start - 1):
                start -= 1
            before = self.doc[start - 1].lower_ if start else ""
            plural = token.lower_.endswith("s")
            if not plural:
                end = self._of_country(end)
            sided = any(i in self.country_at for i in range(start, end))
            if not plural and before in _INDEFINITE and not (sided and before in ("a", "an")):
                continue
            counted = before in _DEFINITE_PLURAL or self.doc[start].lower_ in ("two", "three")
            if plural and start == token.i and not counted:
                continue
            self._take(start, end)
            text = self.doc[start:end].text
            found.append(Mention(start, end, token.i, "group" if plural else "rank", text=text))
        return found

    def _before_rank(self, i: int) -> bool:
        """Whether a token before a rank noun belongs to it: "the Russian vice admiral"."""
        return i in self.country_at or self.doc[i].lower_ in self.words["before_ranks"]

    def _of_country(self, end: int) -> int:
        """The end of "a colonel of the Egyptian border guards"."""
        doc = self.doc
        if end + 1 < len(doc) and doc[end].lower_ in ("of", "from"):
            i = end + 1 + (doc[end + 1].lower_ == "the")
            while i < len(doc) and i in self.country_at and not self.taken[i]:
                end = i = self.country_at[i].end
        return end

    def _pronouns(self) -> list[Mention]:
        found = []
        doc = self.doc
        for token in doc:
            i, low = token.i, token.lower_
            if self.taken[i]:
                continue
            if (
                low in ("he", "him", "she")
                or (low == "her" and token.dep_ not in ("poss",))
                or (low in ("i", "me") and token.tag_ == "PRP")
            ):
                found.append(Mention(i, i + 1, i, "he", text=low))
            elif low in ("his", "her", "my") and token.dep_ == "poss":
                found.append(Mention(i, i + 1, i, "his", text=low))
            elif (
                low in _PLURAL_PRONOUNS
                or (low in ("two", "pair", "duo") and i > 0 and doc[i - 1].lower_ in ("the", "these", "those"))
                or (low == "each" and i + 1 < len(doc) and doc[i + 1].lower_ == "other")
            ):
                end = i + 1
                while (
                    end < len(doc)
                    and not self.taken[end]
                    and (
                        doc[end].lower_ in self.words["group_heads"]
                        or doc[end].pos_ in ("ADJ",)
                        or doc[end].lower_ in ("defense", "defence", "military", "top")
                    )
                    and end - i < 4
                ):
                    end += 1
                if (
                    low == "both"
                    and doc[end - 1].lower_ not in self.words["group_heads"]
                    and (end > i + 1 or (end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")))
                ):
                    continue
                found.append(
                    Mention(
                        i,
                        end,
                        end - 1 if doc[end - 1].lower_ in self.words["group_heads"] else i,
                        "they",
                        text=doc[i:end].text,
                    )
                )
            elif (
                low in self.words["group_heads"]
                and i > 0
                and doc[i - 1].lower_ in ("the", "two", "both", "their")
                and low not in ("countries", "nations", "men")
            ):
                found.append(Mention(i, i + 1, i, "group", text=low))
        return found

    def _countries(self) -> list[Mention]:
        found = []
        for c in self.mil.countries:
            if (
                c.start < self.mil.dateline_end
                or any(self.taken[c.start : c.end])
                or c.kind not in ("name", "capital", "people")
            ):
                continue
            found.append(
                Mention(
                    c.start,
                    c.end,
                    c.end - 1,
                    "country",
                    [Actor("delegation", c.code, role=self.doc[c.start : c.end].text)],
                    self.doc[c.start : c.end].text,
                )
            )
        return found
