"""Posts in words: a title comes in, its office goes out, and what else the words of a title tell.

`grammar().classify(words)` gives the office of a title; where titles stand in a text is told by `titles`. The words are in
`lexicons/roles.yaml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..lexicons._spellings import read

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL_HEADS = {
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
    rf"\b(?:{'|'.join(word for word in PLURAL_HEADS if word != 'chiefs')}|(?<!joint )(?<!of )(?<!of the )chiefs(?! of (?:defen[cs]e |general )?(?:staff )?committee))\b"
)

_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")


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
        self.body_words = frozenset(source["body_words"])
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
        self.only = [(re.compile(r["match"]), str(r["country"])) for r in source["only"]]
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
        return next((country for match, country in self.only if match.search(text)), None) if text else None

    def is_foreign(self, role: str | None, country: str) -> bool:
        """Whether a state has no such title: no minister of defence in the United States."""
        pattern = self._foreign.get(country)
        return bool(role) and pattern is not None and pattern.search(_bare(role or "")) is not None

    def is_vague(self, role: str | None) -> bool:
        """Whether a title alone does not tell the post: "chief of staff", "the secretary"."""
        return bool(role) and self._vague.search(_bare(role or "")) is not None

    def is_head(self, token: Token) -> bool:
        low = token.lower_
        return low in self.heads or low in PLURAL_HEADS


def _normal(words: str) -> str:
    """Small letters, single spaces, "us" for "U.S.", without what tells that the post is a past one ("ex-", "then-")."""
    text = re.sub(r"\s+", " ", words.lower().replace("’", "'")).strip(" ,-")
    text = _INITIALS.sub(lambda match: match.group().replace(".", ""), text)
    text = re.sub(r"\b(?:ex|then|former) ?- ?", "", text)
    return _PLURALS.sub(lambda match: PLURAL_HEADS[match.group()], text)


def _bare(role: str) -> str:
    """A role as it is matched where its country is known already: without articles, "former" and the like."""
    return re.sub(r"\b(?:the|former|then|acting|new|current|late|ex|outgoing|a|an)\b[ -]*", "", _normal(role)).strip()


@functools.cache
def grammar() -> RoleGrammar:
    """The grammar made from `lexicons/roles.yaml`."""
    return RoleGrammar(read("roles.yaml"))
