"""Whom a phrase means: offices, counterparts, ranks, pronouns and groups, settled from what stands before them.

In: the mentions read so far, in text order, and all that are to come. Out: the actors of one mention. What is unclear stays
empty; a mention without actors is dropped.
"""

from __future__ import annotations

import math
import re

from spacy.tokens import Doc, Token

from ..records import MILITARY_OFFICES, UNIFORMED_OFFICES
from .annotations import Actor, CountryMention, Mention, Official, Title, annotations_of
from .counterparts import plain
from .mention_words import words
from .speakers import speaker_of

#: Offices of which a country has one, so that "the defence minister" of an article's own country is somebody.
_SINGLE_OFFICES = frozenset({"defense_minister", "chief_of_defense"})


_FORCES = re.compile(
    r"(?i)\b(?:military|army|armies|navy|air force|forces|defen[cs]e|border guards?|general staffs?)\b"
)
#: Offices that many hold at once: several of them are a body.
_MANY_HELD = frozenset({"military_officer", "defense_official", "other_official", "ambassador", "defense_attache"})


class Resolver:
    """Settles mentions one by one; `mentions` is the list that the caller goes on filling."""

    def __init__(
        self, doc: Doc, country_at: dict[int, CountryMention], mentions: list[Mention], kept: list[Mention]
    ) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.country_at = country_at
        self.mentions = mentions
        self.kept = kept
        self.women: dict[int, bool] = {}
        self.sentence = [n for n, sent in enumerate(doc.sents) for _ in sent]

    def resolve(self, m: Mention) -> list[Actor]:
        if m.form == "office":
            title = self._title_of(m)
            return self._office(title) if title is not None else []
        if m.form == "group":
            return self._group(m)
        if m.form == "counterpart":
            return self._counterpart(m)
        if m.form == "guest":
            return self._guest(m)
        if m.form == "rank":
            return self._rank(m)
        if m.text in ("i", "me", "my"):
            speaker = speaker_of(self.doc, m.start, self.kept)
            if speaker is None:
                return []
            return speaker.actors or (self.resolve(speaker) if speaker is not m else [])
        if m.form in ("he", "his"):
            person = self._salient(m)
            return [person] if person else []
        if m.form == "they":
            return self._pair(m)
        return []

    def _recent(self) -> list[Official]:
        """People mentioned so far, the latest first; then those yet to come."""
        seen: dict[int, Official] = {}
        for m in reversed(self.mentions):
            for a in m.actors:
                if a.person is not None:
                    seen.setdefault(id(a.person), a.person)
        for p in self.mil.officials:
            seen.setdefault(id(p), p)
        return list(seen.values())

    def _office(self, title: Title) -> list[Actor]:
        country = title.country
        bare = (plain(title.text) or title.text).lower().strip()
        if bare in words()["generic_titles"]:
            same = [p for p in self._recent() if p.role and bare in p.role.lower()]
            if not same and bare == "leader" and country:
                same = [p for p in self._recent() if p.office in ("head_of_state", "head_of_government")]
        else:
            same = [p for p in self._recent() if p.office == title.office]
        if country:
            same = [p for p in same if p.country in (country, None)]
        if title.past:
            same = [p for p in same if p.past] or []
        if same:
            return [person_actor(same[0])]
        if title.office in (None, "other_official") and not country:
            return []
        if country is None and title.office not in _SINGLE_OFFICES:
            return []
        code = country or self.mil.home
        if code is None or (country is None and title.office not in MILITARY_OFFICES):
            return []
        return [
            Actor(
                "office",
                code,
                office=title.office,
                role=plain(title.text),
                military=title.office in MILITARY_OFFICES,
                derived=country is None,
            )
        ]

    def _group(self, m: Mention) -> list[Actor]:
        """Several holders of an office: named behind it, of the countries it names, or the latest two."""
        title = self._title_of(m)
        if title is not None and title.countries and title.office:
            named = self._names_behind(m, title)
            if named:
                return named
            if len(title.countries) == 1:
                return [self._body(title.countries[0], title)]
            return [self._holder(code, title) for code in dict.fromkeys(title.countries)]
        codes = [c.code for c in self.mil.countries if m.start <= c.start < m.end]
        if codes and any(self.doc[i].lower_ in words().ranks for i in range(m.start, m.end)):
            people = [p for p in self._recent() if p.rank and (p.country in codes or "NATO" in codes)]
            if "two" in m.text and len(people) >= 2:
                return [person_actor(p) for p in people[:2]]
            return [Actor("delegation", code, role=m.text, military=True) for code in dict.fromkeys(codes)]
        generic = title is None or title.text.lower().rstrip("s") in words()["generic_titles"]
        return self._pair(m, None if generic or title is None else title.office)

    def _title_of(self, m: Mention) -> Title | None:
        """The title that a mention is made of; the mention can begin before it."""
        return next((t for t in self.mil.titles if m.start <= t.start and t.end <= m.end and t.end > t.start), None)

    def _body(self, code: str, title: Title) -> Actor:
        military = title.office in MILITARY_OFFICES or _FORCES.search(title.text) is not None
        return Actor("delegation", code, role=plain(title.text), military=military)

    def _holder(self, code: str, title: Title) -> Actor:
        """The holder of an office of a country: named in the article, or the office; officers and officials are a body."""
        person = next((p for p in self._recent() if p.office == title.office and p.country == code), None)
        if person is not None:
            return person_actor(person)
        if title.office in _MANY_HELD:
            return self._body(code, title)
        military = title.office in MILITARY_OFFICES
        return Actor("office", code, office=title.office, role=plain(title.text), military=military)

    def _names_behind(self, m: Mention, title: Title) -> list[Actor]:
        """ "the ministers of A and B, X and Y": as many names as countries, each of the country in its place."""
        names: list[Mention] = []
        end = m.end
        for x in self.kept:
            if x.start < end or x.form != "name":
                continue
            if any(t.lower_ not in (",", "and") for t in self.doc[end : x.start]):
                break
            names.append(x)
            end = x.end
        countries = list(dict.fromkeys(title.countries))
        if len(names) < 2 or len(names) != len(countries):
            return []
        for x, code in zip(names, countries, strict=True):
            person = x.actors[0].person
            if person is None:
                return []
            if person.country is None or "country" in person.inferred:
                person.country = code
            if person.office is None or "office" in person.inferred:
                person.office = title.office
            x.actors = [person_actor(person)]
        return [x.actors[0] for x in names]

    def _counterpart(self, m: Mention) -> list[Actor]:
        doc = self.doc
        codes = [
            self.country_at[i].code
            for i in range(m.start, m.end)
            if i in self.country_at and self.country_at[i].start == i
        ]
        codes = list(dict.fromkeys(codes))
        owner = next(
            (
                a
                for x in reversed(self.mentions)
                for a in reversed(x.actors)
                if (a.person is not None and a.person.office) or a.office
            ),
            None,
        )
        token = doc[m.head]
        subject = subject_of(token)
        if subject is not None:
            for x in self.mentions:
                if x.start <= subject.i < x.end and x.actors and (x.actors[0].office):
                    owner = x.actors[0]
        body = self._body_before(m)
        if body is not None and codes:
            return [Actor("delegation", code, role=m.text, military=body.military) for code in codes]
        if owner is None:
            return []
        named = self._named_behind(m, owner)
        if named:
            return named
        plural = (token.lower_.endswith("s") and token.lower_ != "opposite") or (
            token.lower_ == "opposite" and doc[m.head + 1].lower_ == "numbers"
        )
        if not codes:
            others = [
                a
                for x in reversed(self.mentions)
                for a in x.actors
                if a.person is not None and a.office == owner.office and a.country != owner.country
            ]
            later = [
                p for p in self.mil.officials if p.office == owner.office and p.country not in (owner.country, None)
            ]
            if others:
                return [others[0]]
            if len(later) == 1:
                return [person_actor(later[0])]
            countries = [
                c.code
                for c in self.mil.countries
                if c.code not in (owner.country, "NATO", "EU", "UN", "AU")
                and c.start < m.start
                and c.kind in ("name", "capital", "adjective", "people")
            ]
            if not countries:
                return []
            codes = [countries[-1]]
        actors = []
        for code in codes:
            if code == owner.country:
                continue
            person = next((p for p in self._recent() if p.office == owner.office and p.country == code), None)
            if person is not None:
                actors.append(person_actor(person))
            elif plural and len(codes) == 1:
                actors.append(Actor("delegation", code, role=m.text, military=owner.military))
            else:
                actors.append(
                    Actor("office", code, office=owner.office, role=plain(owner.role or ""), military=owner.military)
                )
        return actors

    def _body_before(self, m: Mention) -> Actor | None:
        """The army or ministry whose counterpart is meant: "the army's talks with its Spanish counterpart"."""
        if m.start == 0 or self.doc[m.start - 1].lower_ not in ("its", "their"):
            return None
        body = next((x for x in reversed(self.mentions) if x.form == "body" and m.start - x.end < 20), None)
        return body.actors[0] if body is not None and len(body.actors) == 1 else None

    def _named_behind(self, m: Mention, owner: Actor) -> list[Actor]:
        """Who is named right behind "his counterpart": ", Gen. X"."""
        following = next((x for x in self.kept if x.start >= m.end), None)
        if following is None or following.form != "name" or following.actors[0].country == owner.country:
            return []
        between = [t.text for t in self.doc[m.end : following.start]]
        return following.actors if not between or between in ([","], ["("], ["—"], ["–"]) else []

    def _guest(self, m: Mention) -> list[Actor]:
        """The other one of a visit or talk: told in apposition, of the country that is told, or not of the subject's."""
        for child in self.doc[m.head].children:
            behind = next((x for x in self.kept if child.dep_ == "appos" and x.start <= child.i < x.end), None)
            if behind is not None and behind.form == "name":
                return behind.actors
        codes = {self.country_at[i].code for i in range(m.start, m.end) if i in self.country_at}
        subject = subject_of(self.doc[m.head])
        own = {
            a.country for x in self.mentions if subject is not None and x.start <= subject.i < x.end for a in x.actors
        }
        if not codes and subject is not None and m.start <= subject.i < m.end:
            own = set()
        for p in self._recent():
            if (p.country in codes if codes else p.country and own and p.country not in own) and not p.spokes:
                return [person_actor(p)]
        return []

    def _rank(self, m: Mention) -> list[Actor]:
        wanted = words().ranks[self.doc[m.head].lower_]
        codes = [self.country_at[i].code for i in range(m.start, m.end) if i in self.country_at]
        for p in self._recent():
            if codes and p.country not in codes:
                continue
            if (p.rank and wanted and wanted in p.rank) or (
                not wanted and p.office in ("commander", "service_chief", "chief_of_defense")
            ):
                return [person_actor(p)]
        rank = " ".join(w for w in m.text.split() if w.islower())
        if wanted and rank:
            bare = [
                p
                for p in self._recent()
                if p.rank is None and p.office in UNIFORMED_OFFICES and (not codes or p.country in codes)
            ]
            if len(bare) == 1:
                bare[0].rank = rank.title()
                return [person_actor(bare[0])]
        if codes:
            return [Actor("office", codes[0], office="military_officer", role=m.text, military=True)]
        return []

    def _salient(self, m: Mention) -> Actor | None:
        """Whom "he" means: of the people mentioned before, the one that recency, role and frequency speak for most."""
        doc = self.doc
        sent = doc[m.start].sent
        own = subject_of(doc[m.start]) if m.text in ("him", "her") and m.form == "he" else None
        shut_out = {a.key for x in self.mentions if own is not None and x.start <= own.i < x.end for a in x.actors}
        shut_out |= self._of_other_gender(m.text in ("she", "her"))
        shut_out |= {
            a.key
            for x in self.kept
            if x.form == "name" and m.end < x.start <= m.end + 3 and doc[m.end].lower_ == "and"
            for a in x.actors
        }
        scores: dict[tuple[str, str], float] = {}
        actors: dict[tuple[str, str], Actor] = {}
        counts: dict[tuple[str, str], int] = {}
        for x in self.mentions:
            if (
                x.end > m.start
                or x.form not in ("name", "office", "rank", "he", "counterpart", "guest")
                or len(x.actors) != 1
            ):
                continue
            actor = x.actors[0]
            if (
                actor.kind == "delegation"
                or actor.key in shut_out
                or (actor.person is not None and actor.person.spokes and x.form != "he")
            ):
                continue
            counts[actor.key] = counts.get(actor.key, 0) + 1
            sentences = self.sentence[m.start] - self.sentence[x.start]
            away = sentences + (sentences > 0)
            if away > 4:
                continue
            score = -1.3 * away
            inside = x.start >= sent.start
            subject = is_subject(doc, x)
            if subject:
                score += 1.6 + (0.6 if doc[x.head].head.dep_ == "ROOT" else 0.0)
            elif inside and own is None and doc[x.head].dep_ in ("pobj", "dobj", "compound", "poss"):
                score -= 0.9
            if inside and own is not None:
                score += 1.5
            if actor.person is None:
                score -= 1.5
            score += 0.002 * x.start
            if score > scores.get(actor.key, -99.0):
                scores[actor.key], actors[actor.key] = score, actor
        if not scores:
            return None
        best = max(scores, key=lambda key: scores[key] + 0.5 * math.log(counts[key]))
        return actors[best]

    def _of_other_gender(self, she: bool) -> set[tuple[str, str]]:
        """Whom "he" or "she" cannot mean; "she" can be anybody where nobody named is known to be a woman."""
        women = {person_actor(p).key for p in self.mil.officials if self._is_woman(p)}
        if not she or not women:
            return women
        return {person_actor(p).key for p in self.mil.officials} - women

    def _is_woman(self, person: Official) -> bool:
        """Whether a given name or what stands before a name tells that a person is a woman; False where nothing does."""
        if id(person) not in self.women:
            given = [person.tokens[0], *(t for t in person.tokens if "-" in t)]
            before = [self.doc[i].lower_.rstrip(".") for s, _ in person.spans for i in range(max(s - 3, 0), s)]
            self.women[id(person)] = (
                (len(person.tokens) > 1 and any(t.lower() in words()["women"] for t in given))
                or any(w in words()["of_women"] for w in before)
                or any(w in words()["of_women"] for w in (person.role or "").lower().split())
            )
        return self.women[id(person)]

    def _pair(self, m: Mention, office: str | None = None) -> list[Actor]:
        """Whom "the two" means: the latest two people of different countries; "the two countries" are no people."""
        told = {t.lower_ for t in self.doc[m.start : m.end]}
        before = [x for x in self.mentions if x.end <= m.start]
        people = self._of_whom(m)
        if told & words()["states"] or told & words()["force_groups"] or people is not None:
            codes = self._country_pair(before)
            military = bool(told & words()["force_groups"]) or (
                people is not None and people.lower_ in words()["soldiers"]
            )
            role = m.text if people is None else self.doc[people.i : m.end].text
            return [Actor("delegation", code, role=role, military=military) for code in codes]
        latest = [a for x in reversed(before) for a in reversed(x.actors) if a.kind != "delegation"]
        meant = words().group_offices.get(self.doc[m.end - 1].lower_)
        pair = (self._two([a for a in latest if a.office in meant], office) if meant else []) or self._two(
            latest, office
        )
        if len(pair) == 2 and self._near(pair, before, m):
            return pair
        return self._two([a for x in reversed(before) if x.form != "country" for a in reversed(x.actors)], office) or (
            self._two([a for x in reversed(before) for a in reversed(x.actors)], None) if office is None else []
        )

    def _of_whom(self, m: Mention) -> Token | None:
        """The people of both sides that are meant, where not the two last named are: "officers of the two sides"."""
        i = m.start - 1 - (m.start > 0 and self.doc[m.start - 1].lower_ == "the")
        if i < 1 or self.doc[i].lower_ not in ("of", "from", "on"):
            return None
        token = self.doc[i - 1]
        return token if token.lower_ in words()["soldiers"] | words()["civilians"] else None

    def _two(self, latest: list[Actor], office: str | None) -> list[Actor]:
        """The first two of different countries in a list that begins with the latest, in text order; [] where there are not two."""
        pair: list[Actor] = []
        for a in latest:
            if a.country and (office is None or a.office == office) and all(a.country != b.country for b in pair):
                pair.append(a)
            if len(pair) == 2:
                return pair[::-1]
        return []

    def _near(self, people: list[Actor], before: list[Mention], m: Mention) -> bool:
        """Whether both were mentioned within the last few sentences."""
        keys = {a.key for a in people}
        recent = {a.key for x in before if m.start - x.end < 160 for a in x.actors}
        return keys <= recent

    def _country_pair(self, before: list[Mention]) -> list[str]:
        codes: list[str] = []
        for x in reversed(before):
            for a in reversed(x.actors):
                if a.country and len(a.country) == 3 and a.country not in codes:
                    codes.append(a.country)
            if len(codes) >= 2:
                break
        return codes[:2][::-1] if len(codes) >= 2 else []


def person_actor(person: Official) -> Actor:
    """The actor of a named person."""
    return Actor("person", person.country, person, person.office, person.role, person.office in MILITARY_OFFICES)


def is_subject(doc: Doc, m: Mention) -> bool:
    """Whether a mention is the subject of a clause."""
    return any(doc[i].dep_ in ("nsubj", "nsubjpass") for i in range(m.start, m.end)) or doc[m.head].dep_ in (
        "nsubj",
        "nsubjpass",
    )


def subject_of(token: Token) -> Token | None:
    """The subject of the verb above a token, by the parse."""
    node = token
    for _ in range(12):
        if node.pos_ in ("VERB", "AUX"):
            for child in node.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i != token.i:
                    return child
        if node.head == node or node.dep_ in ("ROOT",):
            return None
        node = node.head
    return None
