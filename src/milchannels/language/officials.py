"""Component `milchannels_officials`: the people of the article, each with rank, role, office and country.

In: tokens, entities and `doc._.mil.countries`. Out: `doc._.mil.officials`, and the titles of the text for the next component.
What the article says is looked for round every mention of a name: before it ("Russian Defense Minister Army General X"),
behind it ("X, the chief of the General Staff"), and in "his Russian counterpart, X". What it leaves out the register of
office-holders supplies, marked as inferred.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from .. import lexicons
from .. import register as registers
from ..records import MILITARY_OFFICES
from .annotations import Annotations, CountryMention, Official, RankMention, Title, annotations
from .names import NameSpan, find_names, find_ranks, fold, same_name
from .roles import grammar

COUNTERPARTS = frozenset(
    {"counterpart", "counterparts", "colleague", "colleagues", "opposite", "peer", "peers", "homologue", "homologues", "equivalent"}
)
_DETERMINERS = frozenset(
    "the a an his her its their then who is was now as has been currently also serves serving holds held post position doubles acts acting country's nation's at time of that both which , and 's ’s".split()
)
_COMMANDS = frozenset({"heads", "headed", "commands", "commanded", "leads", "led", "runs", "ran", "chairs", "chaired"})
_SERVICE_WORDS = frozenset("army navy marine corps air force royal space coast guard naval u.s us retired ret".split())


class Reader:
    """Reads the people of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil: Annotations = annotations(doc)
        self.register = registers.default()
        self.ranks: list[RankMention] = find_ranks(doc, self.mil.countries)
        self.country_at: dict[int, CountryMention] = {i: c for c in self.mil.countries for i in range(c.start, c.end)}
        self.country_ends = {c.end: c for c in self.mil.countries}
        blocked = [False] * (len(doc) + 1)
        for r in self.ranks:
            for i in range(r.start, r.end):
                blocked[i] = True
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                for i in range(ent.start, ent.end):
                    if doc[i].lower_ not in grammar().heads | grammar().modifiers and i not in self.country_at:
                        blocked[i] = True
        self.titles: list[Title] = grammar().titles(doc, self.mil.countries, blocked)
        self.title_ends = {t.end: t for t in self.titles}
        self.title_starts = {t.start: t for t in self.titles}
        self.names: list[NameSpan] = find_names(
            doc, self.mil.countries, self.ranks, set(self.title_ends), grammar(), _known_names()
        )
        self._extend_titles()

    def _extend_titles(self) -> None:
        """A title that grew into a name ends where the name begins."""
        starts = sorted(n.start for n in self.names)
        for title in self.titles:
            for start in starts:
                if title.head < start < title.end:
                    title.end = start
        self.title_ends = {t.end: t for t in self.titles}

    def read(self) -> list[Official]:
        people = self._cluster()
        facts: dict[int, list[tuple[Title | None, str | None]]] = {}
        for person in people:
            for start, end in list(person.spans):
                person.extents[start] = (self._before(person, start, facts), self._behind(person, end, facts))
        for person in people:
            self._choose(person, facts.get(id(person), []))
        self._counterparts(people)
        self._distribute(people)
        self.mil.home = self._home(people)
        for person in people:
            self._from_register(person)
        return [p for p in people if p.office or p.rank or p.in_register or (p.country and p.role)]

    # -- which mentions are one person -------------------------------------------------------------------------------

    def _cluster(self) -> list[Official]:
        people: list[Official] = []
        full = [n for n in self.names if len(n.words) > 1]
        single = [n for n in self.names if len(n.words) == 1]
        for name in full:
            match = next((p for p in people if len(p.tokens) > 1 and same_name(p.tokens, name.words)), None)
            if match is None:
                match = Official(name.text, list(name.words))
                people.append(match)
            elif len(name.words) > len(match.tokens):
                match.name, match.tokens = name.text, list(name.words)
            match.spans.append((name.start, name.end))
        for name in single:
            match = self._owner(people, name.words[0], name.start)
            if match is None:
                known = bool(self.register.named(name.text, on=self.mil.published)) if name.entity else False
                if not (name.titled or known):
                    continue
                match = Official(name.text, list(name.words))
                people.append(match)
            match.spans.append((name.start, name.end))
        self._bare_mentions(people)
        for person in people:
            person.spans.sort()
        people.sort(key=lambda p: p.spans[0])
        return people

    def _owner(self, people: list[Official], word: str, at: int) -> Official | None:
        """The person whose name has this word; the family name first, then the nearest mention before."""
        key = fold(word)
        if len(key) < 2:
            return None
        owners = [p for p in people if any(key == fold(t) or key in _parts(t) for t in p.tokens)]
        if len(owners) > 1:
            families = [p for p in owners if fold(p.tokens[-1]) == key or (p.tokens and fold(p.tokens[0]) == key)]
            owners = families or owners
            owners.sort(key=lambda p: min((at - s if s <= at else 10_000 + s - at) for s, _ in p.spans))
        return owners[0] if owners else None

    def _bare_mentions(self, people: list[Official]) -> None:
        """Surnames that neither the model nor a title marks: once tied to a person, they are that person."""
        words: dict[str, None] = {}
        for p in people:
            for t in p.tokens:
                if len(fold(t)) > 2 and t[0].isupper():
                    words[fold(t)] = None
        covered = {i for p in people for s, e in p.spans for i in range(s, e)}
        doc = self.doc
        i = 0
        while i < len(doc):
            token = doc[i]
            if i in covered or i in self.country_at or not token.text[0].isupper():
                i += 1
                continue
            end = i + 1
            if end + 1 < len(doc) and doc[end].text == "-" and not token.whitespace_ and not doc[end].whitespace_:
                end += 2
            for stop in (end, i + 1):
                if fold(doc[i:stop].text) in words and not (stop < len(doc) and doc[stop].text == "-" and not doc[stop-1].whitespace_):
                    owner = self._owner(people, doc[i:stop].text, i)
                    title = any(t.start <= i < t.end for t in self.titles)
                    if owner is not None and not title and not (token.is_sent_start and token.pos_ not in ("PROPN", "NOUN")):
                        owner.spans.append((i, stop))
                        break
            i += 1

    # -- what stands round a mention ---------------------------------------------------------------------------------

    def _before(self, person: Official, start: int, facts: dict[int, list[tuple[Title | None, str | None]]]) -> int:
        """Collects what stands before a mention; gives the token where the phrase begins."""
        doc, pos, comma = self.doc, start, False
        rank_ends = {r.end: r for r in self.ranks}
        country: str | None = None
        title: Title | None = None
        while pos > 0:
            low = doc[pos - 1].lower_
            if pos in rank_ends and not comma:
                rank = rank_ends[pos]
                if person.rank is None:
                    person.rank = rank.rank
                pos = rank.start
            elif pos in self.title_ends and title is None:
                title = self.title_ends[pos]
                if comma and not self._leads_apposition(title, start):
                    title = None
                    pos = start
                    break
                pos = title.start
            elif pos in self.country_ends and not comma:
                c = self.country_ends[pos]
                country = country or c.code
                pos = c.start
            elif low in _SERVICE_WORDS or low in ("then", "-", "former", "ex", "'s", "’s") and not comma:
                if low in ("'s", "’s") and (pos - 1) not in self.country_ends:
                    break
                pos -= 1
            elif fold(doc[pos - 1].text) and _is_honorific(doc[pos - 1].text) or (low == "." and pos > 1 and _is_honorific(doc[pos - 2].text)):
                pos -= 1
            elif low == "," and not comma and pos > 1:
                if pos - 1 not in self.title_ends:
                    break
                comma = True
                pos -= 1
            elif low == ")" and title is None and not comma:
                opening = next((k for k in range(pos - 2, max(0, pos - 8), -1) if doc[k].text == "("), None)
                if opening is None or opening not in self.title_ends:
                    break
                pos = opening
            else:
                break
        if title is not None or country is not None:
            facts.setdefault(id(person), []).append((title, country))
        while pos < start and doc[pos].text in (",", "-", "'s", "’s", "."):
            pos += 1
        return pos

    def _leads_apposition(self, title: Title, start: int) -> bool:
        """Whether "TITLE, NAME" is one person: the title is definite and the name is followed by a pause or a verb."""
        if title.plural:
            return False
        doc = self.doc
        before = doc[title.start - 1].lower_ if title.start else ""
        definite = before in ("the", "his", "her", "their", "its", "'s", "’s", "whose") or bool(title.countries) or before in ("", "\n", ".", "\n\n", "”", '"') or doc[title.start].text in ("The",)
        name = next((n for n in self.names if n.start >= start), None)
        end = name.end if name else start
        closed = end >= len(doc) or doc[end].text in (",", ".", ";", ":", ")", "(", "—", "-", "–", "'s", "’s") or doc[end].pos_ in ("VERB", "AUX", "CCONJ", "ADP", "SPACE")
        return definite and closed

    def _behind(self, person: Official, end: int, facts: dict[int, list[tuple[Title | None, str | None]]]) -> int:
        """Collects what stands behind a mention; gives the token where its apposition ends."""
        doc, n = self.doc, len(self.doc)
        pos = last = end
        out = facts.setdefault(id(person), [])
        while pos < n and doc[pos].text == "(" and pos + 2 < n and doc[pos + 2].text == ")" :
            pos += 3
        if pos < n and doc[pos].text in (",", "(", "—", "–", "-"):
            for title in self._titles_from(pos + 1):
                out.append((title, None))
                last = max(title.end, title.close)
            self._command(person, pos + 1, out)
        elif pos < n and doc[pos].lower_ == "of":
            j = pos + 1 + (doc[pos + 1].lower_ == "the" if pos + 1 < n else 0)
            if j in self.country_at:
                c = self.country_at[j]
                last = c.end
                if c.kind == "command":
                    out.append((Title(pos, c.end, pos, f"of {doc[c.start:c.end].text}", "commander", c.code), c.code))
                elif c.kind == "name":
                    out.append((None, c.code))
            elif "security council" in doc[j : j + 4].text.lower():
                out.append((Title(pos, j + 2, pos, doc[pos : j + 2].text, "national_security_adviser", None), None))
        elif pos < n and doc[pos].lower_ in ("is", "was", "became", "becomes", "serves", "served", "remains"):
            for title in self._titles_from(pos + 1, limit=1):
                if title.start <= pos + 4:
                    out.append((title, None))
        elif pos < n and doc[pos].text == "from" and pos + 1 < n:
            j = pos + 1 + (doc[pos + 1].lower_ == "the")
            if j in self.country_at and self.country_at[j].kind in ("name",):
                out.append((None, self.country_at[j].code))
                last = self.country_at[j].end
        return last

    def _command(self, person: Official, pos: int, out: list[tuple[Title | None, str | None]]) -> None:
        """"who heads the command", "commanded the Fifth Fleet"."""
        doc = self.doc
        for j in range(pos, min(pos + 3, len(doc))):
            if doc[j].lower_ in _COMMANDS:
                body = next((self.country_at[k] for k in range(j, min(j + 5, len(doc))) if k in self.country_at), None)
                words = doc[j : min(j + 8, len(doc))].text
                stop = re.split(r"[,.;:()]", words)[0]
                office = grammar().classify("commander of " + stop.split(" ", 1)[-1]) if " " in stop else None
                if office is not None and (body is not None or office in MILITARY_OFFICES and re.search(r"command|army|navy|fleet|forces|guards?|corps|brigade|division|district", stop.lower())):
                    out.append((Title(j, j + len(stop.split()), j, stop, office, body.code if body else None), body.code if body else None))

    def _titles_from(self, pos: int, limit: int = 3) -> list[Title]:
        """The titles that begin at `pos` after determiners, joined by "and", before the next pause or name."""
        found: list[Title] = []
        doc, n = self.doc, len(self.doc)
        while pos < n and len(found) < limit:
            skipped = 0
            while pos < n and pos not in self.title_starts and (doc[pos].lower_ in _DETERMINERS or doc[pos].lower_ in ("retired", "newly", "former", "long")) and skipped < 6:
                pos += 1
                skipped += 1
            title = self.title_starts.get(pos)
            if title is None or title.plural and not found:
                break
            if any(nm.start == title.end for nm in self.names) or any(r.start == title.end for r in self.ranks):
                break
            if found and doc[title.start - 1].text not in (",", "and", "&") and doc[title.start - 1].lower_ not in _DETERMINERS:
                break
            before = doc[max(0, title.start - 4) : title.start].text.lower()
            if re.search(r"\b(then|former|ex|at the time|was)\b", before):
                title.past = True
            found.append(title)
            pos = title.end
            if pos < n and doc[pos].text == "(":
                closing = next((k for k in range(pos + 1, min(n, pos + 6)) if doc[k].text == ")"), None)
                pos = closing + 1 if closing else pos
                title.close = pos
            if pos < n and doc[pos].text not in (",", "and", "&") and doc[pos].lower_ != "as":
                break
            if pos + 1 < n and doc[pos].text == "," and doc[pos + 1].lower_ not in ("and", "minister", "commander"):
                break
        return found

    # -- putting it together ------------------------------------------------------------------------------------------

    def _choose(self, person: Official, facts: list[tuple[Title | None, str | None]]) -> None:
        titles = [t for t, _ in facts if t is not None]

        def order(t: Title) -> tuple[bool, bool, bool]:
            return (t.office is None, t.past and any(not o.past for o in titles), t.office not in MILITARY_OFFICES)

        for title in sorted(titles, key=order):
            if person.office is None:
                person.office, person.role, person.past = title.office, title.text, title.past
                person.spokes = title.spokes
            if person.country is None and title.country is not None and title.office == person.office:
                person.country = title.country
        counts = Counter(c for _, c in facts if c) + Counter(t.country for t in titles if t.country)
        if person.country is None and counts:
            person.country = counts.most_common(1)[0][0]
        if person.office == "international_official" and counts:
            person.country = next((c for c in counts if c in ("NATO", "EU", "UN", "AU")), person.country)
        if person.rank == "General of the Army" and person.country == "USA":
            person.rank = "General"

    def _counterparts(self, people: list[Official]) -> None:
        """"his Russian counterpart, X": the office of the one before, the country of the adjective."""
        doc = self.doc
        for token in doc:
            if token.lower_ not in COUNTERPARTS or (token.lower_ == "opposite" and not (token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("number", "numbers"))):
                continue
            end = token.i + (2 if token.lower_ == "opposite" else 1)
            adjectives = [self.country_at[k].code for k in range(max(0, token.i - 4), token.i) if k in self.country_at and self.country_at[k].end == (k + 1)]
            pos = end
            listed: list[str] = []
            while pos < len(doc) and (doc[pos].lower_ in ("in", "from", "of", "at", "the", "and", ",") or pos in self.country_at) and pos - end < 12:
                if pos in self.country_at and self.country_at[pos].start == pos:
                    listed.append(self.country_at[pos].code)
                if doc[pos].text == "," and pos + 1 < len(doc) and pos + 1 not in self.country_at:
                    pos += 1
                    break
                pos += 1
            named = self._names_after(people, pos)
            if not named:
                continue
            owner = self._person_before(people, token.i, exclude=named)
            countries = listed if len(listed) == len(named) else (adjectives[-1:] or listed[:1]) * len(named)
            for person, code in zip(named, countries or [None] * len(named), strict=False):  # type: ignore[list-item]
                if person.country is None and code is not None:
                    person.country = code
                if owner is not None and person.office is None:
                    person.office = owner.office
                    person.role = person.role or _plain(owner.role)
                    person.inferred.add("office")

    def _names_after(self, people: list[Official], pos: int) -> list[Official]:
        """The people named from `pos` on: "X", "Gen. X", "X and Y"."""
        doc, found = self.doc, []
        starts = {s: (e, p) for p in people for s, e in p.spans}
        rank_starts = {r.start: r for r in self.ranks}
        while pos < len(doc):
            if pos in rank_starts:
                pos = rank_starts[pos].end
            elif pos in starts:
                pos, person = starts[pos][0], starts[pos][1]
                found.append(person)
                if pos < len(doc) and doc[pos].lower_ == "and" and (pos + 1 in starts or pos + 1 in rank_starts):
                    pos += 1
                else:
                    break
            elif doc[pos].text == "," and not found or doc[pos].lower_ in _SERVICE_WORDS or _is_honorific(doc[pos].text):
                pos += 1
            else:
                break
        return found

    def _person_before(self, people: list[Official], at: int, exclude: list[Official]) -> Official | None:
        best: tuple[int, Official] | None = None
        for p in people:
            if p in exclude or p.office is None:
                continue
            for s, _ in p.spans:
                if s < at and (best is None or s > best[0]):
                    best = (s, p)
        if best is None:
            later = sorted((s, i) for i, p in enumerate(people) if p not in exclude and p.office for s, _ in p.spans if s > at)
            return people[later[0][1]] if later else None
        return best[1]

    def _distribute(self, people: list[Official]) -> None:
        """"the defense ministers of A and B, X and Y": office to all, countries in order."""
        for title in self.titles:
            if not title.plural:
                continue
            named = self._names_after(people, title.end)
            if len(named) > 1 and len(named) == len(title.countries):
                for person, code in zip(named, title.countries, strict=True):
                    person.office = person.office or title.office
                    person.country = person.country or code

    def _home(self, people: list[Official]) -> str | None:
        """The country the article speaks from: that of its dateline, else the one named most."""
        if self.mil.dateline_place:
            codes = lexicons.lookup(self.mil.dateline_place)
            if len(codes) == 1:
                return lexicons.code_at(codes[0], self.mil.published) if self.mil.published else codes[0]
        votes: Counter[str] = Counter(c.code for c in self.mil.countries if len(c.code) == 3)
        return votes.most_common(1)[0][0] if votes else None

    def _from_register(self, person: Official) -> None:
        on: dt.date | None = self.mil.published
        if person.office and person.country:
            return
        if len(person.tokens) == 1 and not (person.rank or person.office or on):
            return
        holdings = self.register.named(person.name, on=on)
        if not holdings and len(person.tokens) > 1 and on is not None:
            holdings = self.register.named(person.name)
        if person.country:
            holdings = [h for h in holdings if h.country == person.country]
        if person.office:
            holdings = [h for h in holdings if h.office == person.office] or holdings
        if len(person.tokens) == 1 and len({h.person for h in holdings}) > 1:
            holdings = [h for h in holdings if h.country in {c.code for c in self.mil.countries}]
            if len({h.person for h in holdings}) > 1:
                holdings = []
        if holdings:
            best = holdings[0]
            person.in_register = True
            if person.country is None:
                person.country = best.country
                person.inferred.add("country")
            if person.office is None:
                person.office = best.office
                person.inferred.add("office")
                person.role = person.role or None
        if person.country is None and (person.office or person.rank) and self.mil.home and person.office != "international_official":
            person.country = self.mil.home
            person.inferred.add("country")
        if person.office is None and person.rank is not None:
            person.office = "military_officer"
            person.inferred.add("office")


def _plain(role: str | None) -> str | None:
    """A role without its country: "Russian Defense Minister" -> "Defense Minister"."""
    if role is None:
        return None
    words = [w for w in role.split() if w not in lexicons.country_terms()]
    return " ".join(words).strip(" ,") or None


def _parts(word: str) -> list[str]:
    """The parts of a hyphenated name ("al-Sisi" also by "Sisi")."""
    return [fold(p) for p in re.split(r"[-‑]", word) if len(p) > 2] if "-" in word or "‑" in word else []


def _is_honorific(text: str) -> bool:
    from .names import _honorific_forms, _normal

    return text[0].isupper() and _normal(text) in _honorific_forms()


def _known_names() -> frozenset[str]:
    return frozenset(registers.default().full_names())


@Language.factory("milchannels_officials")
class Officials:
    """Fills `doc._.mil.officials`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        reader = Reader(doc)
        mil = annotations(doc)
        mil.officials = reader.read()
        mil.titles = reader.titles
        mil.ranks = reader.ranks
        return doc
