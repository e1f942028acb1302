"""Where the text means somebody: names with their titles, offices, bodies, ranks, pronouns, groups, countries.

In: officials, titles, ranks and countries. Out: `MentionFinder(doc).find()`, the mentions left to right, without overlaps;
those of names, bodies and countries have their actors, the others none yet.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .annotations import Actor, CountryMention, Mention, Title, annotations_of
from .coreference import RANK_NOUNS, person_actor
from .counterparts import COUNTERPARTS, countries_before

BODY_NOUNS = {
    # noun: whether it is military or defence by itself (None: by its modifiers)
    "ministry": None,
    "ministries": None,
    "department": None,
    "military": True,
    "militaries": True,
    "army": True,
    "armies": True,
    "navy": True,
    "navies": True,
    "forces": True,
    "troops": True,
    "officials": None,
    "official": None,
    "officers": True,
    "delegation": None,
    "delegations": None,
    "team": None,
    "side": None,
    "government": False,
    "authorities": False,
    "leaders": False,
    "leadership": False,
    "commanders": True,
    "generals": True,
    "diplomats": False,
    "embassy": False,
    "command": True,
    "headquarters": True,
    "staff": None,
    "representatives": None,
    "experts": None,
    "negotiators": None,
    "chiefs": None,
    "counterparts": None,
    "establishment": None,
    "establishments": None,
    "brass": True,
    "attaches": True,
    "attachés": True,
    "envoys": False,
    "lawmakers": False,
    "rangers": True,
}
_MILITARY_WORDS = frozenset(
    [
        "military",
        "defense",
        "defence",
        "army",
        "navy",
        "naval",
        "armed",
        "air",
        "force",
        "forces",
        "general",
        "staff",
        "commanders",
        "officers",
        "border",
        "guards",
        "guard",
    ]
)
_PLURAL_PRONOUNS = frozenset({"they", "them", "both"})
_GROUP_HEADS = frozenset(
    "ministers chiefs generals admirals commanders leaders sides counterparts officials officers men militaries countries nations "
    "delegations secretaries chairmen heads presidents pair duo neighbours neighbors colonels ministries staffs commands armies "
    "governments powers states".split()
)
_INDEFINITE = frozenset({"a", "an", "any", "every", "no", "each", "another", "as"})
_DEFINITE_PLURAL = frozenset({"the", "two", "both", "these", "those", "three"})
_RANK_MODIFIERS = frozenset(
    "vice lieutenant major brigadier rear field army navy air force top two four star - military".split()
)


class MentionFinder:
    """Finds the mentions of one document; a token belongs to one mention at most, found first where titles and names are."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.country_at: dict[int, CountryMention] = {i: c for c in self.mil.countries for i in range(c.start, c.end)}
        self.taken = [False] * (len(doc) + 1)

    def find(self) -> list[Mention]:
        """All mentions, in text order."""
        candidates = (
            self._names()
            + self._titles()
            + self._counterparts()
            + self._bodies()
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
        found = []
        for token in self.doc:
            if token.lower_ not in COUNTERPARTS or self.taken[token.i]:
                continue
            end = token.i + 1
            if token.lower_ == "opposite":
                if end >= len(self.doc) or self.doc[end].lower_ not in ("number", "numbers"):
                    continue
                end += 1
            start = token.i
            while (
                start > 0
                and (
                    start - 1 in self.country_at
                    or self.doc[start - 1].lower_
                    in _MILITARY_WORDS | {"functional", "own", "new", "then", "-", "direct", "minister", "chief"}
                )
                and not self.taken[start - 1]
            ):
                start -= 1
            stop = end
            # "his counterpart in Vientiane", but "his American counterpart in Vientiane"
            told = any(i in self.country_at for i in range(start, token.i))
            if not told and stop + 1 < len(self.doc) and self.doc[stop].lower_ in ("in", "from", "of", "at"):
                j = stop + 1 + (self.doc[stop + 1].lower_ == "the")
                while j in self.country_at:
                    stop = self.country_at[j].end
                    if (
                        stop + 1 < len(self.doc)
                        and self.doc[stop].lower_ in ("and", ",")
                        and stop + 1 in self.country_at
                    ):
                        j = stop + 1
                    else:
                        break
            self._take(start, stop)
            found.append(Mention(start, stop, token.i, "counterpart", text=self.doc[start:stop].text))
        return found

    def _bodies(self) -> list[Mention]:
        found = []
        doc = self.doc
        for token in doc:
            if self.taken[token.i]:
                continue
            c = self.country_at.get(token.i)
            low = token.lower_
            if low in BODY_NOUNS:
                mention = self._body(token)
                if mention is not None:
                    found.append(mention)
            elif c is not None and c.start == token.i and c.kind in ("government", "defense", "military", "command"):
                end = c.end
                while end < len(doc) and doc[end].lower_ in BODY_NOUNS and not self.taken[end]:
                    end += 1
                if end < len(doc) and end in self.country_at:
                    pass
                self._take(c.start, end)
                military = c.kind != "government"
                found.append(
                    Mention(
                        c.start,
                        end,
                        end - 1,
                        "body",
                        [Actor("delegation", c.code, role=doc[c.start : end].text, military=military)],
                        doc[c.start : end].text,
                    )
                )
        return found

    def _body(self, token: Token) -> Mention | None:
        doc = self.doc
        start = token.i
        codes: list[str] = []
        while start > 0 and not self.taken[start - 1]:
            low = doc[start - 1].lower_
            if start - 1 in self.country_at:
                codes.insert(0, self.country_at[start - 1].code)
                start = self.country_at[start - 1].start
            elif low in _MILITARY_WORDS | {
                "'s",
                "’s",
                "senior",
                "top",
                "foreign",
                "high",
                "ministry",
                "ranking",
                "-",
                "level",
                "two",
                "military",
                "liaison",
                "special",
                "security",
                "general",
                "grade",
                "state",
                "joint",
                "chiefs",
                "national",
                "local",
                "other",
                "flag",
                "several",
                "pentagon",
                "staff",
                "and",
            }:
                if low == "and" and not (
                    start >= 2 and (start - 2 in self.country_at or doc[start - 2].lower_ in _MILITARY_WORDS)
                ):
                    break
                if low in ("'s", "’s") and start - 2 not in self.country_at:
                    break
                start -= 1
            else:
                break
        while start < token.i and doc[start].lower_ in ("and", "'s", "’s", "-", "two", "other"):
            start += 1
        end = token.i + 1
        # "officials of the Ministry of Defence", "ministry of defense of Ukraine", "delegation from the PLA"
        pos = end
        while pos + 1 < len(doc) and doc[pos].lower_ in ("of", "from", "for", "at", "in"):
            j = pos + 1 + (doc[pos + 1].lower_ in ("the", "its", "his", "their"))
            if j in self.country_at and not self.taken[j]:
                if doc[pos].lower_ == "in" and not codes and self.country_at[j].kind not in ("name", "capital"):
                    break
                codes.append(self.country_at[j].code)
                end = pos = self.country_at[j].end
                while pos + 1 < len(doc) and doc[pos].lower_ in (",", "and"):
                    k = pos + 1 + (doc[pos + 1].lower_ in ("and", "the"))
                    if k not in self.country_at or self.taken[k] or self.country_at[k].kind not in ("name", "capital"):
                        break
                    codes.append(self.country_at[k].code)
                    end = pos = self.country_at[k].end
                while end < len(doc) and doc[end].lower_ in BODY_NOUNS and not self.taken[end]:
                    end = pos = end + 1
            elif (
                j < len(doc)
                and (
                    doc[j].lower_ in BODY_NOUNS
                    or doc[j].lower_ in ("defense", "defence", "national", "foreign", "armed", "general")
                )
                and doc[pos].lower_ != "in"
            ):
                k = j
                while (
                    k < len(doc)
                    and (
                        doc[k].lower_ in BODY_NOUNS
                        or doc[k].lower_
                        in _MILITARY_WORDS | {"national", "foreign", "affairs", "armed", "joint", "chiefs"}
                    )
                    and not self.taken[k]
                ):
                    k += 1
                end = pos = max(k, j + 1)
            else:
                break
        words = {t.lower_ for t in doc[start:end]}
        if not codes:
            return None
        military = BODY_NOUNS[token.lower_]
        if military is None:
            military = bool(words & _MILITARY_WORDS) or any(
                self.country_at[i].kind in ("military", "defense", "command")
                for i in range(start, end)
                if i in self.country_at
            )
        self._take(start, end)
        codes = list(dict.fromkeys(codes))
        text = doc[start:end].text
        return Mention(
            start,
            end,
            token.i,
            "body",
            [Actor("delegation", code, role=text, military=bool(military)) for code in codes],
            text,
        )

    def _rank_nouns(self) -> list[Mention]:
        found = []
        for token in self.doc:
            if token.lower_ not in RANK_NOUNS or not token.text[0].islower() or self.taken[token.i]:
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
        return i in self.country_at or self.doc[i].lower_ in _RANK_MODIFIERS

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
            if low in ("he", "him", "she") or (low == "her" and token.dep_ not in ("poss",)):
                found.append(Mention(i, i + 1, i, "he", text=low))
            elif low in ("his", "her") and token.dep_ == "poss":
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
                        doc[end].lower_ in _GROUP_HEADS
                        or doc[end].pos_ in ("ADJ",)
                        or doc[end].lower_ in ("defense", "defence", "military", "top")
                    )
                    and end - i < 4
                ):
                    end += 1
                if (
                    low == "both"
                    and doc[end - 1].lower_ not in _GROUP_HEADS
                    and (end > i + 1 or (end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")))
                ):
                    continue
                found.append(
                    Mention(i, end, end - 1 if doc[end - 1].lower_ in _GROUP_HEADS else i, "they", text=doc[i:end].text)
                )
            elif (
                low in _GROUP_HEADS
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
