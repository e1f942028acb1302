"""Titles and posts: words in, office out, and where in the text a title stands.

`grammar().titles(doc)` finds titles ("the chief of the General Staff of the Russian military") by growing them from their
head noun to both sides. `grammar().classify(words)` gives the office of a title. The words are in `lexicons/roles.yaml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from .. import resources
from .annotations import CountryMention, Title

_RIGHT_STOP = frozenset(
    {"who", "which", "that", "whose", "where", "when", "while", "as", "by", "with", "from", "on", "at"}
)
_PLURAL_HEADS = {
    "ministers": "minister",
    "secretaries": "secretary",
    "chiefs": "chief",
    "chairmen": "chairman",
    "commanders": "commander",
    "heads": "head",
    "presidents": "president",
    "premiers": "premier",
    "ambassadors": "ambassador",
    "attachés": "attaché",
    "attaches": "attache",
    "advisers": "adviser",
    "advisors": "advisor",
    "aides": "aide",
    "directors": "director",
    "leaders": "leader",
    "officers": "officer",
    "officials": "official",
    "bosses": "boss",
    "inspectors": "inspector",
    "envoys": "envoy",
    "deputies": "deputy",
    "representatives": "representative",
}
_PLURALS = re.compile(
    rf"\b(?:{'|'.join(word for word in _PLURAL_HEADS if word != 'chiefs')}|(?<!joint )chiefs(?! of (?:staff|defen[cs]e)))\b"
)


@dataclass(frozen=True)
class RoleRule:
    """One line of `roles.yaml`."""

    id: str
    office: str
    match: re.Pattern[str]
    refuse: re.Pattern[str] | None
    spokes: bool


class RoleGrammar:
    """The words of `roles.yaml`, compiled."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.heads = frozenset(source["heads"])
        self.modifiers = frozenset(source["modifiers"])
        macros = {name: f"(?:{pattern})" for name, pattern in source["macros"].items()}

        def expand(pattern: str) -> str:
            for name, value in macros.items():
                pattern = pattern.replace("{" + name + "}", value)
            return pattern

        self.rules = [
            RoleRule(
                id=r["id"],
                office=r["office"],
                match=re.compile(rf"(?<![\w-])(?:{expand(r['match'])})(?![\w-])"),
                refuse=re.compile(expand(r["not"])) if r.get("not") else None,
                spokes=bool(r.get("spokes")),
            )
            for r in source["rules"]
        ]
        self._by_country = [
            (re.compile(expand(r["match"])), frozenset(r["countries"]), str(r["office"])) for r in source["by_country"]
        ]
        self._only = [(re.compile(r["match"]), str(r["country"])) for r in source["only"]]
        self._foreign = {code: re.compile(pattern) for code, pattern in source["foreign"].items()}
        self._vague = re.compile(source["vague"])

    def rule_for(self, words: str) -> RoleRule | None:
        """The first rule that fits the title, None where none does."""
        text = _normal(words)
        for rule in self.rules:
            if rule.match.search(text) and not (rule.refuse and rule.refuse.search(text)):
                return rule
        return None

    def classify(self, words: str) -> str | None:
        """The office of a title in words; None where the words are no title."""
        rule = self.rule_for(words)
        return rule.office if rule else None

    def office_in(self, role: str, country: str) -> str | None:
        """The office of a title that means another one in that country than elsewhere; None for other titles."""
        text = _bare(role)
        return next(
            (office for match, codes, office in self._by_country if country in codes and match.search(text)), None
        )

    def country_of(self, role: str | None) -> str | None:
        """The one state that uses such a title: "Surgeon General", "Secretary of State"."""
        text = _bare(role or "")
        return next((country for match, country in self._only if match.search(text)), None) if text else None

    def is_foreign(self, role: str | None, country: str) -> bool:
        """Whether a state has no such title: no minister of defence in the United States."""
        pattern = self._foreign.get(country)
        return bool(role) and pattern is not None and pattern.search(_bare(role or "")) is not None

    def is_vague(self, role: str | None) -> bool:
        """Whether a title alone does not tell the post: "chief of staff", "the secretary"."""
        return bool(role) and self._vague.search(_bare(role or "")) is not None

    def is_head(self, token: Token) -> bool:
        low = token.lower_
        return low in self.heads or low in _PLURAL_HEADS

    def titles(self, doc: Doc, countries: list[CountryMention], blocked: list[bool]) -> list[Title]:
        """All titles of the text, left to right, without overlaps. `blocked` marks tokens of names and ranks."""
        at = {i: c for c in countries for i in range(c.start, c.end)}
        found: list[Title] = []
        taken = 0
        for token in doc:
            if token.i < taken or blocked[token.i] or not self.is_head(token):
                continue
            if token.lower_ == "prince" and (token.i == 0 or doc[token.i - 1].lower_ != "crown"):
                continue
            if token.lower_ in _VERBISH and token.pos_ in ("VERB", "AUX") and not token.text[0].isupper():
                continue
            if token.lower_ == "official" and (
                token.pos_ == "ADJ" or (token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "NOUN")
            ):
                continue
            title = self._grow(doc, token, at, blocked, taken)
            if title is not None:
                found.append(title)
                taken = title.end
        return found

    def _grow(
        self, doc: Doc, head: Token, at: dict[int, CountryMention], blocked: list[bool], floor: int
    ) -> Title | None:
        start = self._grow_left(doc, head.i, at, blocked, floor)
        end = self._grow_right(doc, head, at, blocked)
        # a longer head further right ("deputy prime minister", "General Staff chief"): the last head of a compound counts
        while (later := self._later_head(doc, end, blocked)) is not None:
            head = later
            end = self._grow_right(doc, later, at, blocked)
        codes = [at[i].code for i in range(start, end) if i in at and (i == at[i].start)]
        words = _words(doc, start, end, at, keep_bodies=True)
        rule = self.rule_for(words)
        if rule is None:
            return None
        country = _side(doc, rule.office, codes, at, start, end)
        office = rule.office
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
            plural=head.lower_ in _PLURAL_HEADS,
            spokes=rule.spokes,
            past=bool(re.search(r"(?i)\b(former|then|ex|late|retired|outgoing)\b", doc[start:end].text)),
            countries=codes,
        )

    def _later_head(self, doc: Doc, i: int, blocked: list[bool]) -> Token | None:
        """The head that a compound goes on to at token `i`: "deputy | defense minister"."""
        for j in range(i, min(i + 4, len(doc))):
            if blocked[j]:
                return None
            if self.is_head(doc[j]):
                return doc[j]
            if doc[j].lower_ not in self.modifiers:
                return None
        return None

    def _grow_left(self, doc: Doc, i: int, at: dict[int, CountryMention], blocked: list[bool], floor: int) -> int:
        start = i
        while start - 1 >= floor and not blocked[start - 1]:
            token = doc[start - 1]
            low = token.lower_
            if start - 1 in at:
                start = at[start - 1].start
                continue
            if (
                low in ("'s", "’s", "’", "'")
                and start - 2 >= floor
                and (
                    start - 2 in at
                    or doc[start - 2].is_title
                    or doc[start - 2].lower_ in ("country", "nation", "alliance", "military", "army", "forces")
                )
            ):
                if (
                    start - 2 in at
                    or doc[start - 2].lower_ in self.modifiers
                    or doc[start - 2].lower_ in ("country", "alliance")
                ):
                    start -= 1
                    if start - 1 not in at:
                        start -= 1
                    continue
                break
            if low in self.modifiers or low in self.heads:
                start -= 1
                continue
            if low == "-" and start - 2 >= floor and (doc[start - 2].lower_ in self.modifiers or start - 2 in at):
                start -= 1
                continue
            if (
                low in ("and", "&")
                and start - 2 >= floor
                and start < i + 1
                and doc[start - 2].lower_ in self.modifiers
                and doc[start].lower_ in self.modifiers
                and doc[start - 2].text[0].isupper() == doc[start].text[0].isupper()
                and doc[start].lower_ not in ("deputy", "vice", "first", "former")
            ):
                start -= 1
                continue
            break
        while start < i and doc[start].lower_ in ("and", "&", "-", "'s", "’s", "’", "'"):
            start += 1
        return start

    def _grow_right(self, doc: Doc, head: Token, at: dict[int, CountryMention], blocked: list[bool]) -> int:
        end = head.i + 1
        n = len(doc)
        # "commander, U.S. Africa Command": a comma, then the body he commands
        if end < n and doc[end].text == "," and head.lower_ in ("commander", "head", "chief", "commandant", "director"):
            j = end + 1
            if j < n and j in at and at[j].kind in ("command", "military") and not blocked[j]:
                return at[j].end
        while end < n and not blocked[end]:
            low = doc[end].lower_
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
            if (
                low in ("of", "for", "to")
                or (low == "in" and _place_follows(doc, end, at))
                or (low == "in" and end + 1 < n and doc[end + 1].lower_ in ("chief", "charge"))
            ):
                j = self._object(doc, end + 1, at, blocked)
                if j == end + 1:
                    break
                end = j
                continue
            break
        return end

    def _object(self, doc: Doc, start: int, at: dict[int, CountryMention], blocked: list[bool]) -> int:
        """The end of the noun phrase after `of`: words of bodies, countries, capitalised words, modifiers."""
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
                if (
                    i + 1 < n
                    and not blocked[i + 1]
                    and last > start
                    and (doc[i + 1].lower_ in self.modifiers or doc[i + 1].lower_ in _BODY_WORDS)
                    and not self.is_head(doc[i + 1])
                    and doc[i + 1].lower_ not in ("deputy", "vice", "first")
                ):
                    i += 1
                    continue
                break
            if doc[i - 1].lower_ in _CLOSING and i == last and low not in self.modifiers | _BODY_WORDS and low != "and":
                break
            if (
                (low in self.modifiers and low != "under")
                or low in _BODY_WORDS
                or (token.text[0].isupper() and token.is_alpha and low not in _RIGHT_STOP)
                or (token.text[0].isdigit() and i > start)
            ):
                i += 1
                last = i
                continue
            break
        return last


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
_VERBISH = frozenset({"head", "chair", "lead", "chief", "charge", "deputy", "boss", "aide"})
_BODY_WORDS = frozenset(
    [
        "staff",
        "staffs",
        "state",
        "force",
        "forces",
        "command",
        "commands",
        "army",
        "armies",
        "navy",
        "fleet",
        "corps",
        "council",
        "ministry",
        "defense",
        "defence",
        "war",
        "operations",
        "affairs",
        "intelligence",
        "committee",
        "chiefs",
        "department",
        "security",
        "aviation",
        "police",
        "troops",
        "guard",
        "guards",
        "commission",
        "union",
        "republic",
        "alliance",
        "country",
        "nation",
        "district",
        "region",
        "theatre",
        "theater",
        "mission",
        "delegation",
        "headquarters",
        "government",
        "agency",
        "bureau",
        "university",
        "headquarters",
        "services",
        "service",
        "government",
        "foreign",
        "internal",
        "interior",
        "national",
        "armed",
        "joint",
        "general",
        "military",
        "air",
        "naval",
        "aerospace",
        "rocket",
        "ground",
        "land",
        "border",
        "coast",
        "parliament",
        "assembly",
        "division",
        "brigade",
        "group",
        "directorate",
        "plans",
        "training",
        "strategic",
        "missile",
        "counterintelligence",
        "procurement",
        "external",
        "public",
        "information",
        "equipment",
        "logistics",
        "relations",
        "cooperation",
        "policy",
        "reserve",
    ]
)


def _place_follows(doc: Doc, i: int, at: dict[int, CountryMention]) -> bool:
    j = i + 1
    if j < len(doc) and doc[j].lower_ == "the":
        j += 1
    return j < len(doc) and (j in at or doc[j].text in ("Europe", "Asia", "Africa", "Gulf", "Pacific"))


def _words(doc: Doc, start: int, end: int, at: dict[int, CountryMention], keep_bodies: bool) -> str:
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
        if low in ("'s", "’s", "’", "'"):
            i += 1
            continue
        words.append(low)
        i += 1
    text = " ".join(words).replace(" - ", "-")
    return re.sub(r"\b(of|for|to|in) (?=$|of |for |to |in )", "", text).removesuffix(" of").removesuffix(" in").strip()


def _normal(words: str) -> str:
    """Small letters, single spaces, without what tells that the post is a past one ("ex-", "then-")."""
    text = re.sub(r"\s+", " ", words.lower().replace("’", "'")).strip(" ,-")
    text = re.sub(r"\b(?:ex|then|former) ?- ?", "", text)
    return _PLURALS.sub(lambda match: _PLURAL_HEADS[match.group()], text)


def _bare(role: str) -> str:
    """A role as it is matched where its country is known already: without articles, "former" and the like."""
    return re.sub(r"\b(?:the|former|then|acting|new|current|late|ex|outgoing|a|an)\b[ -]*", "", _normal(role)).strip()


def _side(doc: Doc, office: str, codes: list[str], at: dict[int, CountryMention], start: int, end: int) -> str | None:
    """The country a title stands for: an ambassador's is the first named, for others the body's or the first.

    A commander or attaché *in* a country does not stand for it."""
    if not codes:
        return None
    mentions = {c.start: c for i, c in at.items() if start <= i < end}
    if office in ("commander", "defense_attache", "military_officer"):
        codes = [c.code for s, c in sorted(mentions.items()) if not _is_abroad(doc, s)]
        if codes and not any(c not in ("NATO", "EU", "UN", "AU") for c in codes):
            return next((c for c in codes if c in ("EU", "UN", "AU")), None)
    states = [c for c in codes if c not in ("NATO", "EU", "UN", "AU")]
    if office == "international_official":
        orgs = [c for c in codes if c in ("NATO", "EU", "UN", "AU")]
        return orgs[0] if orgs else None
    if office == "ambassador":
        first = min((c.start, c) for c in {id(x): x for x in at.values()}.values() if start <= c.start < end)[1]
        return first.code if first.kind in ("adjective", "name") and first.start <= start + 1 else None
    # "chairman of the Joint Chiefs of Staff of South Korea": a country's own name tells more than that of a body
    named = [
        c.code
        for s, c in sorted(mentions.items())
        if c.kind in ("name", "adjective") and c.code in states and not _is_abroad(doc, s)
    ]
    return next(iter(named or states), None)


def _is_abroad(doc: Doc, start: int) -> bool:
    """Whether "in", "to" or "at" leads to the country at `start`."""
    before = start - 2 if start > 1 and doc[start - 1].lower_ == "the" else start - 1
    return before >= 0 and doc[before].lower_ in ("in", "to", "at")


@functools.cache
def grammar() -> RoleGrammar:
    """The grammar made from `lexicons/roles.yaml`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with resources.lexicon("roles.yaml").open(encoding="utf-8") as file:
        return RoleGrammar(yaml.load(file, Loader=loader))
