"""Where the text means a body or a group of a country: "the Pentagon", "Chinese military officials", "the navies of A and B".

In: a document with its countries, and which of its tokens belong to other mentions already. Out: `find_bodies(...)`, mentions
with one delegation a country, military or not by their words; the tokens they cover are taken. The words are in
`lexicons/mentions.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from .annotations import Actor, CountryMention, Mention
from .mention_words import words

#: Kinds of country words that are a body by themselves, and those of them that are military.
_BODIES = ("government", "defense", "military", "command")
_MILITARY = _BODIES[1:]
_LEADING = ("and", "'s", "’s", "-", "two", "other")


def find_bodies(
    doc: Doc, country_at: dict[int, CountryMention], taken: list[bool], take: Callable[[int, int], bool]
) -> list[Mention]:
    """The mentions of bodies, left to right; `take` marks tokens as belonging to one."""
    finder = _Finder(doc, country_at, taken)
    found = []
    for token in doc:
        if taken[token.i]:
            continue
        mention = finder.noun(token) or finder.metonym(token.i)
        if mention is not None:
            take(mention.start, mention.end)
            found.append(mention)
    return found


class _Finder:
    def __init__(self, doc: Doc, country_at: dict[int, CountryMention], taken: list[bool]) -> None:
        self.doc = doc
        self.country_at = country_at
        self.taken = taken
        self.words = words()
        self.before = self.words["military_words"] | self.words["before_bodies"]
        self.inside = self.words["military_words"] | self.words["in_bodies"] | self.words.bodies.keys()
        self.opening = self.words["opening_bodies"] | self.words.bodies.keys()

    def metonym(self, i: int) -> Mention | None:
        """A body that is named: "the Pentagon", "the PLA", with the nouns that go on with it."""
        c = self.country_at.get(i)
        if c is None or c.start != i or c.kind not in _BODIES:
            return None
        end = self._body_nouns(c.end)
        text = self.doc[c.start : end].text
        actor = Actor("delegation", c.code, role=text, military=c.kind in _MILITARY)
        return Mention(c.start, end, end - 1, "body", [actor], text)

    def noun(self, token: Token) -> Mention | None:
        """A body told by a noun and one country or more: "Russian officials", "the ministry of defence of Ukraine"."""
        if token.lower_ not in self.words.bodies:
            return None
        start, codes = self._left(token)
        end, behind = self._right(token.i + 1, bool(codes))
        codes = list(dict.fromkeys(codes + behind))
        if not codes:
            return None
        text = self.doc[start:end].text
        military = self._is_military(token, start, end)
        actors = [Actor("delegation", code, role=text, military=military) for code in codes]
        return Mention(start, end, token.i, "body", actors, text)

    def _left(self, token: Token) -> tuple[int, list[str]]:
        """Where the phrase of a noun begins, and the countries before the noun."""
        doc, start = self.doc, token.i
        codes: list[str] = []
        while start > 0 and not self.taken[start - 1]:
            low = doc[start - 1].lower_
            if start - 1 in self.country_at:
                codes.insert(0, self.country_at[start - 1].code)
                start = self.country_at[start - 1].start
            elif low in self.before and not self._closes(low, start):
                start -= 1
            else:
                break
        while start < token.i and doc[start].lower_ in _LEADING:
            start += 1
        return start, codes

    def _closes(self, low: str, start: int) -> bool:
        """Whether "and" or a possessive before a phrase belongs to what stands before it."""
        before = start - 2
        if low == "and":
            return before < 0 or not (
                before in self.country_at or self.doc[before].lower_ in self.words["military_words"]
            )
        return low in ("'s", "’s") and before not in self.country_at

    def _right(self, end: int, sided: bool) -> tuple[int, list[str]]:
        """The end of a phrase and the countries behind its noun: "of the Ministry of Defence", "from the PLA", "of A and B"."""
        doc = self.doc
        codes: list[str] = []
        while end + 1 < len(doc) and doc[end].lower_ in ("of", "from", "for", "at", "in"):
            preposition = doc[end].lower_
            j = end + 1 + (doc[end + 1].lower_ in ("the", "its", "his", "their"))
            if j in self.country_at and not self.taken[j]:
                if preposition == "in" and not (sided or codes) and self.country_at[j].kind not in ("name", "capital"):
                    break
                codes.append(self.country_at[j].code)
                end = self._listed(self.country_at[j].end, codes)
                end = self._body_nouns(end)
            elif j < len(doc) and doc[j].lower_ in self.opening and preposition != "in":
                end = j + 1
                while end < len(doc) and doc[end].lower_ in self.inside and not self.taken[end]:
                    end += 1
            else:
                break
        return end, codes

    def _listed(self, end: int, codes: list[str]) -> int:
        """The end of a list of countries; their codes are added."""
        doc = self.doc
        while end + 1 < len(doc) and doc[end].lower_ in (",", "and"):
            k = end + 1 + (doc[end + 1].lower_ in ("and", "the"))
            if k not in self.country_at or self.taken[k] or self.country_at[k].kind not in ("name", "capital"):
                break
            codes.append(self.country_at[k].code)
            end = self.country_at[k].end
        return end

    def _body_nouns(self, end: int) -> int:
        while end < len(self.doc) and self.doc[end].lower_ in self.words.bodies and not self.taken[end]:
            end += 1
        return end

    def _is_military(self, noun: Token, start: int, end: int) -> bool:
        military = self.words.bodies[noun.lower_]
        if military is not None:
            return military
        if any(t.lower_ in self.words["military_words"] for t in self.doc[start:end]):
            return True
        return any(self.country_at[i].kind in _MILITARY for i in range(start, end) if i in self.country_at)
