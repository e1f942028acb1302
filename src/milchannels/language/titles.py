"""Titles in the text: grown from their head noun to both sides, with the office and the country they stand for.

In: a `Doc`, its country mentions, and tokens that no title may hold. Out: `Title`s, left to right, without overlaps
("the chief of the General Staff of the Russian military"). The words and the offices are those of `roles.grammar()`.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from .annotations import CountryMention, Title
from .roles import PLURAL_HEADS, RoleGrammar

_RIGHT_STOP = frozenset(
    {"who", "which", "that", "whose", "where", "when", "while", "as", "by", "with", "from", "on", "at"}
)
#: Words that end what a post is over: behind "Secretary of Defense" a name begins.
_CLOSING = frozenset({"defense", "defence", "staff", "state", "affairs", "forces", "war", "navy"})
#: Heads of a title that make a soldier of one whose title names a force.
_MEMBERS = frozenset(
    [
        "head",
        "chief",
        "director",
        "deputy",
        "official",
        "officials",
        "leader",
        "inspector",
        "representative",
        "delegate",
        "commissar",
    ]
)
#: Heads behind which a body can stand without "of": "Director General ISI", "Commander UNIFIL".
_BARE_HEADS = frozenset({"general", "director", "commander", "commandant"})
#: What makes a name a possessive.
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
#: Bodies whose chief is named behind a possessive: "the Qatari navy's commander".
_BODIES = frozenset({"military", "army", "navy", "force", "forces", "guard", "corps", "gendarmerie"})
#: Those who are posted to an embassy.
_POSTED = frozenset({"attaché", "attache", "attachés", "attaches", "ambassador", "officer", "secretary", "adviser"})
_CHARGED = frozenset({"responsible", "charged", "delegate"})
_VERBISH = frozenset({"head", "chair", "lead", "chief", "charge", "deputy", "boss", "aide"})


class TitleFinder:
    """Finds the titles of one document. `blocked` marks tokens of names and ranks."""

    def __init__(self, doc: Doc, countries: list[CountryMention], blocked: list[bool], words: RoleGrammar) -> None:
        self.doc = doc
        self.at = {i: c for c in countries for i in range(c.start, c.end)}
        self.blocked = blocked
        self.words = words

    def find(self) -> list[Title]:
        """All titles of the text, left to right, without overlaps."""
        doc, blocked = self.doc, self.blocked
        found: list[Title] = []
        taken = 0
        for token in doc:
            if token.i < taken or blocked[token.i] or not self.words.is_head(token):
                continue
            if token.lower_ == "prince" and (token.i == 0 or doc[token.i - 1].lower_ != "crown"):
                continue
            if token.lower_ in _VERBISH and token.pos_ in ("VERB", "AUX") and not token.text[0].isupper():
                continue
            if token.lower_ == "official" and (
                token.pos_ == "ADJ" or (token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "NOUN")
            ):
                continue
            title = self._grow(token, taken)
            if title is not None:
                found.append(title)
                taken = title.end
        return found

    def _grow(self, head: Token, floor: int) -> Title | None:
        doc, at = self.doc, self.at
        start = self._grow_left(head.i, floor)
        end = self._grow_right(head)
        # a longer head further right ("deputy prime minister", "General Staff chief"): the last head of a compound counts
        while (later := self._later_head(end)) is not None:
            head = later
            end = self._grow_right(later)
        codes = [at[i].code for i in range(start, end) if i in at and (i == at[i].start)]
        words = _words(doc, start, end, at)
        rule = self.words.rule_for(words)
        if rule is None:
            return None
        country = _side(doc, rule.office, codes, at, start, end)
        office = rule.office
        if office == "chief_of_defense" and words.endswith("forces") and _in_a_theatre(doc, end):
            office = "commander"
        if (
            office == "other_official"
            and head.lower_ in _MEMBERS
            and any(at[i].kind in ("military", "command") for i in range(start, end) if i in at)
        ):
            office = "military_officer"
        return Title(
            start=start,
            end=end,
            head=head.i,
            text=doc[start:end].text,
            office=office,
            country=country,
            plural=head.lower_ in PLURAL_HEADS,
            spokes=rule.spokes,
            past=bool(re.search(r"(?i)\b(former|then|ex|late|retired|outgoing)\b", doc[start:end].text)),
            countries=codes,
        )

    def _later_head(self, i: int) -> Token | None:
        """The head that a compound goes on to at token `i`: "deputy | defense minister"."""
        doc, blocked = self.doc, self.blocked
        for j in range(i, min(i + 4, len(doc))):
            if blocked[j]:
                return None
            if self.words.is_head(doc[j]):
                return doc[j]
            if doc[j].lower_ not in self.words.modifiers:
                return None
        return None

    def _grow_left(self, i: int, floor: int) -> int:
        doc, at, blocked = self.doc, self.at, self.blocked
        start = i
        while start - 1 >= floor and not blocked[start - 1]:
            token = doc[start - 1]
            low = token.lower_
            if start - 1 in at:
                start = at[start - 1].start
                continue
            if (
                low in POSSESSIVES
                and start - 2 >= floor
                and (
                    start - 2 in at
                    or doc[start - 2].is_title
                    or doc[start - 2].lower_ in ("country", "nation", "alliance", *_BODIES)
                )
            ):
                if (
                    start - 2 in at
                    or doc[start - 2].lower_ in self.words.modifiers
                    or doc[start - 2].lower_ in ("country", "alliance")
                ):
                    start -= 1
                    if start - 1 not in at:
                        start -= 1
                    continue
                break
            if low in self.words.modifiers or low in self.words.heads:
                start -= 1
                continue
            if low == "-" and start - 2 >= floor and (doc[start - 2].lower_ in self.words.modifiers or start - 2 in at):
                start -= 1
                continue
            if (
                low in ("and", "&")
                and start - 2 >= floor
                and start < i + 1
                and doc[start - 2].lower_ in self.words.modifiers
                and doc[start].lower_ in self.words.modifiers
                and doc[start - 2].text[0].isupper() == doc[start].text[0].isupper()
                and doc[start].lower_ not in ("deputy", "vice", "first", "former")
            ):
                start -= 1
                continue
            break
        while start < i and doc[start].lower_ in ("and", "&", "-", "'s", "’s", "’", "'"):
            start += 1
        return start

    def _grow_right(self, head: Token) -> int:
        doc, at, blocked = self.doc, self.at, self.blocked
        end = head.i + 1
        n = len(doc)
        # "commander, U.S. Africa Command": a comma, then the body he commands
        if end < n and doc[end].text == "," and head.lower_ in ("commander", "head", "chief", "commandant", "director"):
            j = end + 1
            if j < n and j in at and at[j].kind in ("command", "military") and not blocked[j]:
                return at[j].end
        while end < n and not blocked[end]:
            low = doc[end].lower_
            if low == "," and end + 2 < n and doc[end + 1].text == "Ministry" and doc[end + 2].lower_ in ("of", "for"):
                return self._object(end + 3)  # "The Minister of State, Ministry of Defence"
            if (
                end in at
                and at[end].kind in ("government", "military", "command")
                and doc[end - 1].lower_ in _BARE_HEADS
            ):
                return at[end].end
            if (
                low == "-"
                and end + 1 < n
                and doc[end + 1].lower_ in ("general", "elect", "designate", "in", "chief", "at")
            ):
                end += 2
                continue
            if low in ("general", "elect", "chief") and doc[end - 1].lower_ in (
                "secretary",
                "inspector",
                "director",
                "attorney",
                "surgeon",
                "president",
                "in",
            ):
                end += 1
                continue
            if low == "commanding" and doc[end - 1].lower_ in ("officer", "general"):
                end += 1
                continue
            embassy = self._embassy(end) if low == "at" and head.lower_ in _POSTED else None
            if embassy is not None:
                return embassy
            if low in _CHARGED and end + 1 < n and doc[end + 1].lower_ in ("for", "of", "with"):
                end += 1  # "the minister responsible for defence affairs"
                continue
            if (
                low in ("of", "for", "to")
                # a minister "in Riga" may be the Latvian one; where there are several, the place is that of their meeting
                or (low == "in" and head.lower_ not in PLURAL_HEADS and _place_follows(doc, end, at))
                or (low == "in" and end + 1 < n and doc[end + 1].lower_ in ("chief", "charge"))
            ):
                j = self._object(end + 1)
                if j == end + 1:
                    break
                end = j
                continue
            break
        return end

    def _embassy(self, at: int) -> int | None:
        """The end of "at the Embassy of Jordan", "at the Jordanian embassy in Oslo" behind the title of one posted there."""
        doc = self.doc
        j = at + 1 + (at + 1 < len(doc) and doc[at + 1].lower_ == "the")
        if j in self.at and self.at[j].kind == "adjective":
            j = self.at[j].end
        if j >= len(doc) or doc[j].lower_ != "embassy":
            return None
        end = self._object(j + 2) if j + 1 < len(doc) and doc[j + 1].lower_ == "of" else j + 1
        return self.at[end + 1].end if doc[end : end + 1].text == "in" and end + 1 in self.at else end

    def _two_adjectives(self, i: int) -> bool:
        """Whether a second country goes with what follows: "of the Ethiopian and Eritrean general staffs"."""
        c = self.at.get(i)
        if c is None or c.kind != "adjective" or c.end >= len(self.doc) or self.blocked[i]:
            return False
        return self.doc[c.end].lower_ in self.words.modifiers | self.words.body_words

    def _object(self, start: int) -> int:
        """The end of the noun phrase after `of`: words of bodies, countries, capitalised words, modifiers."""
        doc, at, blocked = self.doc, self.at, self.blocked
        i = start
        n = len(doc)
        last = start
        while i < n and not blocked[i]:
            token = doc[i]
            low = token.lower_
            if i in at:
                i = at[i].end
                last = i
                continue
            if low in (
                "the",
                "all",
                "his",
                "her",
                "its",
                "their",
                "that",
                "a",
                "an",
                "'s",
                "’s",
                "’",
                "'",
                "-",
                "of",
                "for",
                "to",
                "&",
                "/",
            ):
                if low in ("that", "to", "for") and last == start and low != "the":
                    break
                i += 1
                continue
            if low == "and":
                if self._two_adjectives(i + 1):
                    i += 1
                    continue
                if (
                    i + 1 < n
                    and not blocked[i + 1]
                    and last > start
                    and (doc[i + 1].lower_ in self.words.modifiers or doc[i + 1].lower_ in self.words.body_words)
                    and not self.words.is_head(doc[i + 1])
                    and doc[i + 1].lower_ not in ("deputy", "vice", "first")
                ):
                    i += 1
                    continue
                break
            if (
                doc[i - 1].lower_ in _CLOSING
                and i == last
                and low not in self.words.modifiers | self.words.body_words
                and low != "and"
            ):
                break
            if (
                (low in self.words.modifiers and low != "under")
                or low in self.words.body_words
                or (token.text[0].isupper() and token.is_alpha and low not in _RIGHT_STOP)
                or (token.text[0].isdigit() and i > start)
            ):
                i += 1
                last = i
                continue
            break
        return last


def _in_a_theatre(doc: Doc, end: int) -> bool:
    """Whether forces are those in some place: "commander of the Russian forces | in the Transcaucasus"."""
    i = end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ == "the")
    return i < len(doc) and doc[end].lower_ == "in" and doc[i].text[0].isupper() and doc[i].ent_type_ != "DATE"


def _place_follows(doc: Doc, i: int, at: dict[int, CountryMention]) -> bool:
    j = i + 1
    if j < len(doc) and doc[j].lower_ == "the":
        j += 1
    return j < len(doc) and (j in at or doc[j].text in ("Europe", "Asia", "Africa", "Gulf", "Pacific"))


def _words(doc: Doc, start: int, end: int, at: dict[int, CountryMention]) -> str:
    """The words of a title without countries (bodies stay: "Pentagon chief")."""
    words: list[str] = []
    i = start
    while i < end:
        if i in at:
            c = at[i]
            if words and (words[-1] == "in" or words[-2:] == ["in", "the"]):
                words.append("abroad")
            if c.kind not in ("name", "adjective", "people", "capital", "city", "seat"):
                words.append(doc[c.start : c.end].text)
            elif c.code in ("NATO", "EU", "UN", "AU"):
                words.append({"NATO": "nato", "EU": "eu", "UN": "un", "AU": "au"}[c.code])
            i = c.end
            continue
        low = doc[i].lower_
        if low in POSSESSIVES:
            i += 1
            continue
        words.append(low)
        i += 1
    text = " ".join(words).replace(" - ", "-")
    return re.sub(r"\b(of|for|to|in) (?=$|of |for |to |in )", "", text).removesuffix(" of").removesuffix(" in").strip()


def _side(doc: Doc, office: str, codes: list[str], at: dict[int, CountryMention], start: int, end: int) -> str | None:
    """The country a title stands for: an ambassador's is the first named, or the one he is "of", for others the body's or the first.

    A commander or attaché *in* a country does not stand for it."""
    if not codes:
        return None
    mentions = {c.start: c for i, c in at.items() if start <= i < end}
    if office in ("commander", "defense_attache", "military_officer"):
        codes = [
            c.code for s, c in sorted(mentions.items()) if not _is_abroad(doc, s) or doc[c.end].lower_ == "embassy"
        ]
        if codes and not any(c not in ("NATO", "EU", "UN", "AU") for c in codes):
            return next((c for c in codes if c in ("EU", "UN", "AU")), None)
    states = [c for c in codes if c not in ("NATO", "EU", "UN", "AU")]
    if office == "international_official":
        orgs = [c for c in codes if c in ("NATO", "EU", "UN", "AU")]
        return orgs[0] if orgs else None
    if office == "ambassador":
        first = min((c.start, c) for c in {id(x): x for x in at.values()}.values() if start <= c.start < end)[1]
        sent = first.start <= start + 1 or _comes_behind(doc, first.start, "of")
        return first.code if first.kind in ("adjective", "name") and sent else None
    # "chairman of the Joint Chiefs of Staff of South Korea": a country's own name tells more than that of a body
    named = [
        c.code
        for s, c in sorted(mentions.items())
        if c.kind in ("name", "adjective") and c.code in states and not _is_abroad(doc, s)
    ]
    return next(iter(named or states), None)


def _is_abroad(doc: Doc, start: int) -> bool:
    """Whether "in", "to" or "at" leads to the country at `start`."""
    return _comes_behind(doc, start, "in", "to", "at")


def _comes_behind(doc: Doc, start: int, *prepositions: str) -> bool:
    """Whether one of some prepositions, and perhaps "the", stands before the country at `start`."""
    before = start - 2 if start > 1 and doc[start - 1].lower_ == "the" else start - 1
    return before >= 0 and doc[before].lower_ in prepositions
