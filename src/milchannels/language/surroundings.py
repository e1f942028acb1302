"""What the article says of a person in the words that touch a mention of his name.

In: a `Doc` with its names, ranks, titles and countries. Out: for a mention, the facts before it ("Russian Defense Minister
Army General X") and behind it ("X, the chief of the General Staff", "X, a retired admiral", "X of Chile"), and how far the
phrase reaches to both sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from .. import lexicons
from ..lexicons._spellings import read
from ..records import MILITARY_OFFICES
from .annotations import CountryMention, RankMention, Title
from .appositions import Appositions
from .names import NameSpan, is_honorific
from .roles import grammar

SERVICE_WORDS = frozenset(
    [
        "army",
        "navy",
        "marine",
        "corps",
        "air",
        "force",
        "royal",
        "space",
        "coast",
        "guard",
        "naval",
        "u.s",
        "us",
        "retired",
        "ret",
    ]
)
_COMMANDS = frozenset(["heads", "headed", "commands", "commanded", "leads", "led", "runs", "ran", "chairs", "chaired"])
_FORCES = re.compile(r"command|army|navy|fleet|forces|guards?|corps|brigade|division|district")
_IN_PICTURES = frozenset(read("honorifics.yaml")["in_pictures"])
_RETIRED = frozenset({"retired", "ret", "ret.", "retd", "retd.", "rtd", "r", "former", "ex"})
_COPULAS = frozenset(["is", "was", "became", "becomes", "serves", "served", "remains"])
_PAUSES = (",", ".", ";", ":", ")", "(", "—", "-", "–", "'s", "’s")


@dataclass(slots=True)
class Fact:
    """One thing said of a person at token `at`: a title, a country, a rank; `retired` goes with the rank."""

    at: int
    title: Title | None = None
    country: str | None = None
    rank: str | None = None
    retired: bool = False


#: What one does who acts for a country: "who commands the Chadian contingent".
_SERVING = frozenset({"be", "command", "lead", "head", "run", "represent", "direct"})


class Surroundings:
    """Reads what stands round the names of one document."""

    def __init__(
        self,
        doc: Doc,
        names: list[NameSpan],
        ranks: list[RankMention],
        titles: list[Title],
        countries: list[CountryMention],
    ) -> None:
        self.doc = doc
        self.country_at = {i: c for c in countries for i in range(c.start, c.end)}
        self.country_ends = {c.end: c for c in countries}
        self.rank_starts = {r.start: r for r in ranks}
        self.rank_ends = {r.end: r for r in ranks}
        self.title_starts = {t.start: t for t in titles}
        self.title_ends = {t.end: t for t in titles}
        self.names = names
        self.name_starts = {n.start: n for n in names}
        self.appositions = Appositions(doc, self.title_starts, self.name_starts, self.rank_starts)

    # -- before a name -----------------------------------------------------------------------------------------------

    def before(self, start: int) -> tuple[int, list[Fact]]:
        """The token where the phrase that leads to the name at `start` begins, and what the phrase says."""
        doc, pos = self.doc, start
        comma = retired = False
        country: str | None = None
        title: Title | None = None
        facts: list[Fact] = []
        shared = self.name_starts[start].rank if start in self.name_starts else None
        if shared is not None and shared.end != start and shared.plural:  # "Generals Amidror | and Halevi"
            facts.append(Fact(shared.start, rank=shared.rank))
        while pos > 0:
            low = doc[pos - 1].lower_
            if pos in self.rank_ends and (not comma or self._common_rank(pos)):
                rank = self.rank_ends[pos]
                facts.append(Fact(rank.start, rank=rank.rank))
                pos = rank.start
            elif pos in self.title_ends and title is None:
                title = self.title_ends[pos]
                if comma and not self._leads_apposition(title, start):
                    title, pos = None, start
                    break
                pos = title.start
            elif pos in self.country_ends and not (comma and title is None and not facts):
                country = country or self.country_ends[pos].code
                pos = self.country_ends[pos].start
            elif low in SERVICE_WORDS or (low in ("then", "-", "former", "ex", "'s", "’s") and not comma):
                if low in ("'s", "’s") and (pos - 1) not in self.country_ends:
                    break
                retired = retired or low in _RETIRED
                pos -= 1
            elif is_honorific(doc[pos - 1].text) or (low == "." and pos > 1 and is_honorific(doc[pos - 2].text)):
                pos -= 1
            elif low == "," and not comma and pos > 1:
                end = self._before_brackets(pos - 1)
                if end not in self.title_ends and not self._common_rank(end):
                    break
                comma = True
                pos = end
            elif low == ")" and title is None and not comma:
                opening = next((k for k in range(pos - 2, max(0, pos - 8), -1) if doc[k].text == "("), None)
                if opening is None or (opening not in self.title_ends and opening not in self.rank_ends):
                    break
                retired = retired or doc[opening + 1].lower_ in _RETIRED
                pos = opening
            else:
                break
        if retired:
            for fact in facts:
                fact.retired = True
        if title is not None or country is not None:
            facts.append(Fact(start, title, country))
        while pos < start and doc[pos].text in (",", "-", "'s", "’s", "."):
            pos += 1
        return pos, facts

    def _before_brackets(self, end: int) -> int:
        """The token end before a bracketed short form that ends at `end` ("National Security Adviser (NSA)")."""
        if end > 2 and self.doc[end - 1].text == ")" and self.doc[end - 3].text == "(":
            return end - 3
        return end

    def _common_rank(self, end: int) -> bool:
        """Whether a rank in small letters ends here: "a Belgian lieutenant, Koen Maes"."""
        return end in self.rank_ends and self.doc[self.rank_ends[end].start].text[0].islower()

    def _leads_apposition(self, title: Title, start: int) -> bool:
        """Whether "TITLE, NAME" is one person: the title is definite and the name is followed by a pause or a verb."""
        if title.plural:
            return False
        doc = self.doc
        before = doc[title.start - 1].lower_ if title.start else ""
        definite = (
            before
            in (
                "the",
                "his",
                "her",
                "their",
                "its",
                "'s",
                "’s",
                "whose",
                "",
                "\n",
                ".",
                "\n\n",
                "”",
                '"',
                "a",
                "an",
                "new",
            )
            or bool(title.countries)
            or doc[title.start].text == "The"
            or doc[title.start].lower_ == "new"
        )
        name = next((n for n in self.names if n.start >= start), None)
        end = name.end if name else start
        closed = (
            end >= len(doc) or doc[end].text in _PAUSES or doc[end].pos_ in ("VERB", "AUX", "CCONJ", "ADP", "SPACE")
        )
        return definite and closed

    # -- behind a name -----------------------------------------------------------------------------------------------

    def behind(self, end: int, led: bool) -> tuple[int, list[Fact]]:
        """The token where what stands behind the name ends, and what it says. `led` names have a title before them."""
        doc, n = self.doc, len(self.doc)
        facts: list[Fact] = []
        pos = last = end
        while pos + 2 < n and doc[pos].text == "(" and ")" in (doc[pos + 2].text, doc[min(pos + 3, n - 1)].text):
            if doc[pos + 1].lower_ in _RETIRED:
                facts.append(Fact(pos, retired=True))
            pos += 3 if doc[pos + 2].text == ")" else 4
        if pos >= n:
            return last, facts
        pos = self._behind_place_in_picture(pos)
        low = doc[pos].lower_
        if low in (",", "(", "—", "–", "-"):
            told, last = self._apposed_titles(pos, last, led=led)
            facts += told
            facts += self._rank_behind(pos + 1)
            facts += self._command(pos + 1)
            if not facts and low == ",":
                facts += self._apposed_country(pos + 1)
        elif low == "of":
            fact, last = self._of(pos)
            facts += [fact] if fact else []
            if fact and fact.title is None and last < n and doc[last].text == ",":
                told, last = self._apposed_titles(last, last, led=led, limit=1)  # "X of Italy, the commander of KFOR"
                facts += told
        elif low in _COPULAS:
            facts += [Fact(t.start, t) for t in self.appositions.titles(pos + 1, limit=1) if t.start <= pos + 4]
        elif low in _COMMANDS:
            facts += self._command(pos)
        elif low == "from" and pos + 1 < n:
            country = self.country_at.get(pos + 1 + (doc[pos + 1].lower_ == "the"))
            if country is not None and country.kind == "name":
                facts.append(Fact(pos, country=country.code))
                last = country.end
        if not any(f.country or f.title for f in facts):
            facts += self._side(pos)
        return last, facts

    def _apposed_titles(self, pause: int, last: int, *, led: bool, limit: int = 3) -> tuple[list[Fact], int]:
        """The titles behind a pause, and where they end; `last` where there are none."""
        titles = self.appositions.titles(pause + 1, limit=limit, led=led)
        if titles:
            last = max(titles[-1].end, titles[-1].close)
        return [Fact(title.start, title) for title in titles], last

    def _behind_place_in_picture(self, pos: int) -> int:
        """The second comma of ", second from left,"; `pos` itself where no such words stand."""
        end = pos + 1
        while end < len(self.doc) and self.doc[end].lower_ in _IN_PICTURES:
            end += 1
        placed = {t.lower_ for t in self.doc[pos + 1 : end]} & {"left", "right", "center", "centre", "middle"}
        return (
            end if placed and self.doc[pos].text == "," and end < len(self.doc) and self.doc[end].text == "," else pos
        )

    def _apposed_country(self, pos: int) -> list[Fact]:
        """ "X, the founder of Niger's special forces", "X, a Pakistani analyst", where the apposition holds no title."""
        doc = self.doc
        serves = pos + 1 < len(doc) and doc[pos].lower_ == "who" and doc[pos + 1].lemma_ in _SERVING
        if not serves and (pos >= len(doc) or doc[pos].lower_ not in ("the", "a", "an")):
            return []
        for j in range(pos + 1, min(pos + (9 if serves else 6), len(doc))):
            if j in self.country_at:
                kind = self.country_at[j].kind
                end = self.country_at[j].end
                if serves and kind == "name" and doc[j - 1].lower_ != "of" and doc[end].lower_ not in ("'s", "’s"):
                    return []
                return [Fact(j, country=self.country_at[j].code)] if kind in ("name", "adjective", "military") else []
            if serves and (j == pos + 1 or doc[j : j + 2].text == "in charge"):
                continue  # "who | is | in charge of the Congolese army"
            if doc[j].is_punct or doc[j].pos_ in ("VERB", "AUX") or doc[j].lower_ in ("in", "at", "to", "on", "with"):
                break
        return []

    def _of(self, pos: int) -> tuple[Fact | None, int]:
        """ "X of Central Command", "X of Chile", "X of the U.S. Navy", "X of the Security Council"."""
        doc = self.doc
        j = pos + 1 + (pos + 1 < len(doc) and doc[pos + 1].lower_ == "the")
        if j in self.country_at:
            c = self.country_at[j]
            if c.kind == "command":
                words = f"of {doc[c.start : c.end].text}"
                return Fact(pos, Title(pos, c.end, pos, words, "commander", c.code), c.code), c.end
            if c.kind in ("name", "adjective", "military", "defense", "government"):
                return Fact(pos, country=c.code), c.end
        elif "security council" in doc[j : j + 4].text.lower():
            words = doc[pos : j + 2].text
            return Fact(pos, Title(pos, j + 2, pos, words, "national_security_adviser", None)), pos
        return None, pos

    def _side(self, pos: int) -> list[Fact]:
        """ "leading on the American side", "for the Chinese side", shortly behind the name."""
        doc = self.doc
        for j in range(pos, min(pos + 3, len(doc) - 3)):
            if doc[j].text in (",", ";", ".", "and") or j in self.name_starts:
                break
            if doc[j].lower_ in ("on", "for", "from") and doc[j + 1].lower_ == "the" and j + 2 in self.country_at:
                c = self.country_at[j + 2]
                if c.end < len(doc) and doc[c.end].lower_ in ("side", "delegation", "team", "end"):
                    return [Fact(j, country=c.code)]
        return []

    def _rank_behind(self, pos: int) -> list[Fact]:
        """ "X, an admiral", "X, the retired Navy admiral who ...", "X, then a Marine general and ..."."""
        doc = self.doc
        retired, country = False, None
        for j in range(pos, min(pos + 6, len(doc))):
            low = doc[j].lower_
            if j in self.rank_starts:
                rank = self.rank_starts[j]
                if j == pos or (rank.end < len(doc) and doc[rank.end].text[0].isupper()):
                    return []
                return [Fact(j, rank=rank.rank, retired=retired, country=country)]
            words = doc[j : j + 2].text
            for length, form in ((2, words), (1, doc[j].text)):
                if low in SERVICE_WORDS:
                    break
                found = lexicons.rank_of(form.capitalize()) if j > pos and form.islower() else None
                if found is not None and found.level >= 21 and not self._is_post(j + length):
                    return [Fact(j, rank=found.name, retired=retired, country=country)]
            if j in self.country_at:
                country = self.country_at[j].code
            elif low in _RETIRED:
                retired = True
            elif low not in SERVICE_WORDS and low not in ("a", "an", "the", "then", "himself", "-"):
                break
        return []

    def _is_post(self, end: int) -> bool:
        """Whether "commander", "captain" or "general" at this end is part of a post ("general staff", "commander of")."""
        return end < len(self.doc) and (
            self.doc[end].lower_ in ("of", "secretary", "staff", "-", "director", "manager", "in")
            or end in self.title_ends
        )

    def _command(self, pos: int) -> list[Fact]:
        """ "who heads the command", "commanded the Fifth Fleet"."""
        doc = self.doc
        for j in range(pos, min(pos + 3, len(doc))):
            if doc[j].lower_ not in _COMMANDS:
                continue
            body = next((self.country_at[k] for k in range(j, min(j + 5, len(doc))) if k in self.country_at), None)
            words = re.split(r"[,.;:()]", doc[j : min(j + 8, len(doc))].text.replace("U.S.", "US"))[0]
            if " " not in words:
                continue
            office = grammar().classify("commander of " + words.split(" ", 1)[1])
            if office not in MILITARY_OFFICES or not (
                _FORCES.search(words.lower()) or (body and body.kind == "command")
            ):
                continue
            code = body.code if body else None
            if body is not None and body.kind == "command":
                office = "commander"
            return [Fact(j, Title(j, j + len(words.split()), j, words, office, code), code)]
        return []
