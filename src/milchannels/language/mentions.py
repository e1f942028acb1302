"""Component `milchannels_mentions`: every phrase that means somebody, and whom it means.

In: officials, titles and countries. Out: `doc._.mil.mentions`, left to right, without overlaps: names with their titles and
appositions; offices ("the Russian defense minister", "his Russian counterpart"); bodies ("Chinese military officials", "the
Pentagon"); countries as actors; pronouns and groups ("he", "the two", "the defense chiefs of India and Japan").
What an expression means is settled in reading order, from what stands before it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..records import MILITARY_OFFICES
from .annotations import Actor, CountryMention, Mention, Official, Title, annotations
from .officials import COUNTERPARTS

RANK_NOUNS = {
    "general": "General", "generals": "General", "admiral": "Admiral", "admirals": "Admiral", "marshal": "Marshal", "marshals": "Marshal",
    "colonel": "Colonel", "colonels": "Colonel", "commander": "", "commanders": "", "officer": "", "soldier": "",
}
BODY_NOUNS = {
    # noun: whether it is military or defence by itself (None: by its modifiers)
    "ministry": None, "ministries": None, "department": None, "military": True, "militaries": True, "army": True, "armies": True,
    "navy": True, "navies": True, "forces": True, "troops": True, "officials": None, "official": None, "officers": True, "delegation": None,
    "delegations": None, "team": None, "side": None, "government": False, "authorities": False, "leaders": False, "leadership": False,
    "commanders": True, "generals": True, "diplomats": False, "embassy": False, "command": True, "headquarters": True, "staff": None,
    "representatives": None, "experts": None, "negotiators": None, "chiefs": None, "counterparts": None, "establishment": None, "establishments": None, "brass": True, "attaches": True, "attachés": True, "envoys": False, "lawmakers": False, "rangers": True,
}
_MILITARY_WORDS = frozenset("military defense defence army navy naval armed air force forces general staff commanders officers border guards guard".split())
_PLURAL_PRONOUNS = frozenset({"they", "them", "both"})
_GROUP_HEADS = frozenset("ministers chiefs generals admirals commanders leaders sides counterparts officials officers men militaries countries nations delegations secretaries chairmen heads presidents pair duo neighbours neighbors colonels".split())


_GENERIC_TITLES = frozenset("minister secretary chief president chairman commander head leader director deputy ambassador".split())


class MentionReader:
    """Settles who is meant, from left to right."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations(doc)
        self.country_at: dict[int, CountryMention] = {i: c for c in self.mil.countries for i in range(c.start, c.end)}
        self.taken = [False] * (len(doc) + 1)
        self.mentions: list[Mention] = []
        self.kept: list[Mention] = []

    def read(self) -> list[Mention]:
        """All mentions, resolved."""
        candidates = self._names() + self._titles() + self._counterparts() + self._bodies() + self._rank_nouns() + self._pronouns() + self._countries()
        candidates.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        last = 0
        for m in candidates:
            if m.start >= last:
                kept.append(m)
                last = m.end
        self.kept = kept
        self.mentions = [m for m in kept if m.form in ("name", "body")]
        self._members()
        self.mentions = []
        for m in kept:
            if m.form not in ("name", "country", "body"):
                m.actors = self._resolve(m)
            self.mentions.append(m)
        return [m for m in self.mentions if m.actors]

    def _take(self, start: int, end: int) -> bool:
        if any(self.taken[start:end]):
            return False
        for i in range(start, end):
            self.taken[i] = True
        return True

    # -- finding ------------------------------------------------------------------------------------------------------

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
            if before in ("a", "an", "any", "every", "no", "each", "another", "as") and not title.plural:
                continue
            end = self._listed_countries(title) if title.plural else title.end
            self._take(title.start, end)
            found.append(Mention(title.start, end, title.head, "group" if title.plural else "office", text=title.text))
        return found

    def _listed_countries(self, title: Title) -> int:
        """The end of "the defence ministers of Latvia, Lithuania and Estonia"; the countries go to the title."""
        end = pos = title.end
        while pos < len(self.doc) and self.doc[pos].lower_ in (",", "and") and title.countries:
            pos += 1
            if pos < len(self.doc) and self.doc[pos].lower_ in ("and", "the", "of"):
                pos += 1
            c = self.country_at.get(pos)
            if c is None or self.taken[pos]:
                break
            if c.code not in title.countries:
                title.countries.append(c.code)
            end = pos = c.end
        return end

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
            while start > 0 and (start - 1 in self.country_at or self.doc[start - 1].lower_ in _MILITARY_WORDS | {"functional", "own", "new", "then", "-", "direct", "minister", "chief"}) and not self.taken[start - 1]:
                start -= 1
            stop = end
            if stop + 1 < len(self.doc) and self.doc[stop].lower_ in ("in", "from", "of", "at"):
                j = stop + 1 + (self.doc[stop + 1].lower_ == "the")
                while j in self.country_at:
                    stop = self.country_at[j].end
                    if stop + 1 < len(self.doc) and self.doc[stop].lower_ in ("and", ",") and stop + 1 in self.country_at:
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
                found.append(Mention(c.start, end, end - 1, "body", [Actor("delegation", c.code, role=doc[c.start:end].text, military=military)], doc[c.start:end].text))
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
            elif low in _MILITARY_WORDS | {"'s", "’s", "senior", "top", "foreign", "high", "ministry", "ranking", "-", "level", "two", "military", "liaison", "special", "security", "general", "grade", "state", "joint", "chiefs", "national", "local", "other", "flag", "several", "pentagon", "staff", "and", "ministry"}:
                if low == "and" and not (start >= 2 and (start - 2 in self.country_at or doc[start - 2].lower_ in _MILITARY_WORDS)):
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
                while end < len(doc) and doc[end].lower_ in BODY_NOUNS and not self.taken[end]:
                    end = pos = end + 1
            elif j < len(doc) and (doc[j].lower_ in BODY_NOUNS or doc[j].lower_ in ("defense", "defence", "national", "foreign", "armed", "general")) and doc[pos].lower_ != "in":
                k = j
                while k < len(doc) and (doc[k].lower_ in BODY_NOUNS or doc[k].lower_ in _MILITARY_WORDS | {"national", "foreign", "affairs", "armed", "joint", "chiefs"}) and not self.taken[k]:
                    k += 1
                end = pos = max(k, j + 1)
            else:
                break
        words = {t.lower_ for t in doc[start:end]}
        if not codes:
            return None
        military = BODY_NOUNS[token.lower_]
        if military is None:
            military = bool(words & _MILITARY_WORDS) or any(self.country_at[i].kind in ("military", "defense", "command") for i in range(start, end) if i in self.country_at)
        self._take(start, end)
        codes = list(dict.fromkeys(codes))
        text = doc[start:end].text
        return Mention(start, end, token.i, "body", [Actor("delegation", code, role=text, military=bool(military)) for code in codes], text)

    def _rank_nouns(self) -> list[Mention]:
        found = []
        for token in self.doc:
            if token.lower_ in RANK_NOUNS and token.text[0].islower() and not self.taken[token.i]:
                start = token.i
                while start > 0 and not self.taken[start - 1] and (start - 1 in self.country_at or self.doc[start - 1].lower_ in ("vice", "lieutenant", "major", "brigadier", "rear", "field", "army", "navy", "air", "force", "top", "two", "four", "star", "-", "military")):
                    start -= 1
                before = self.doc[start - 1].lower_ if start else ""
                plural = token.lower_.endswith("s")
                if before in ("a", "an", "any", "every", "no") and not plural:
                    continue
                if plural and before not in ("the", "two", "both", "these", "those", "three") and self.doc[start].lower_ not in ("two", "three") and start == token.i:
                    continue
                self._take(start, token.i + 1)
                found.append(Mention(start, token.i + 1, token.i, "group" if plural else "rank", text=self.doc[start : token.i + 1].text))
        return found

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
            elif low in _PLURAL_PRONOUNS or (low in ("two", "pair", "duo") and i > 0 and doc[i - 1].lower_ in ("the", "these", "those")) or (low == "each" and i + 1 < len(doc) and doc[i + 1].lower_ == "other"):
                end = i + 1
                while end < len(doc) and not self.taken[end] and (doc[end].lower_ in _GROUP_HEADS or doc[end].pos_ in ("ADJ",) or doc[end].lower_ in ("defense", "defence", "military", "top")) and end - i < 4:
                    end += 1
                if low == "both" and doc[end - 1].lower_ not in _GROUP_HEADS and (end > i + 1 or end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")):
                    continue
                found.append(Mention(i, end, end - 1 if doc[end - 1].lower_ in _GROUP_HEADS else i, "they", text=doc[i:end].text))
            elif low in _GROUP_HEADS and i > 0 and doc[i - 1].lower_ in ("the", "two", "both", "their") and low not in ("countries", "nations", "men"):
                found.append(Mention(i, i + 1, i, "group", text=low))
        return found

    def _countries(self) -> list[Mention]:
        found = []
        for c in self.mil.countries:
            if c.start < self.mil.dateline_end or any(self.taken[c.start : c.end]) or c.kind not in ("name", "capital", "people"):
                continue
            found.append(Mention(c.start, c.end, c.end - 1, "country", [Actor("delegation", c.code, role=self.doc[c.start:c.end].text)], self.doc[c.start:c.end].text))
        return found

    def _members(self) -> None:
        """"Indian BSF officials, A, B and C": people named behind a group of their country stand for it."""
        doc = self.doc
        for body in self.mentions:
            if body.form != "body" or len(body.actors) != 1 or not doc[body.head].lower_.endswith("s"):
                continue
            end = body.end
            for m in self.mentions:
                if m.start < end or m.form != "name":
                    continue
                between = [t.lower_ for t in doc[end : m.start]]
                if not between or any(w not in (",", "and", "including", ":", "-", "led", "by", "–", "—", "notably") for w in between):
                    break
                person = m.actors[0].person
                if person is not None and (person.country is None or "country" in person.inferred):
                    person.country = body.actors[0].country
                    m.actors = [person_actor(person)]
                end = m.end

    # -- resolving ----------------------------------------------------------------------------------------------------

    def _resolve(self, m: Mention) -> list[Actor]:
        if m.form == "office":
            return self._office(self._title(m))
        if m.form == "group":
            return self._group(m)
        if m.form == "counterpart":
            return self._counterpart(m)
        if m.form == "rank":
            return self._rank(m)
        if m.form in ("he", "his"):
            person = self._salient(m)
            return [person] if person else []
        if m.form == "they":
            return self._pair(m)
        return []

    def _title(self, m: Mention) -> Title:
        return next(t for t in self.mil.titles if t.start == m.start)

    def _persons(self) -> list[Official]:
        return self.mil.officials

    def _recent(self, keep: object = None) -> list[Official]:
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
        bare = title.text.lower().strip()
        if bare in _GENERIC_TITLES:
            same = [p for p in self._recent() if p.role and bare in p.role.lower()]
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
        code = country or self.mil.home
        if code is None or (country is None and title.office not in MILITARY_OFFICES):
            return []
        return [Actor("office", code, office=title.office, role=_bare(title.text), military=title.office in MILITARY_OFFICES, derived=country is None)]

    def _group(self, m: Mention) -> list[Actor]:
        title = next((t for t in self.mil.titles if t.start == m.start), None)
        if title is not None and len(title.countries) > 1 or title is not None and len(title.countries) == 1 and title.office:
            actors: list[Actor] = []
            for code in dict.fromkeys(title.countries):
                person = next((p for p in self._recent() if p.office == title.office and p.country == code), None) if len(title.countries) > 1 else None
                actors.append(
                    person_actor(person) if person else Actor("office" if len(title.countries) > 1 else "delegation", code, office=title.office if len(title.countries) > 1 else None, role=_bare(title.text), military=title.office in MILITARY_OFFICES)
                )
            return actors
        codes = [self.country_at[i].code for i in range(m.start, m.end) if i in self.country_at and self.country_at[i].start == i]
        if codes and any(self.doc[i].lower_ in RANK_NOUNS for i in range(m.start, m.end)):
            people = [p for p in self._recent() if p.rank and (p.country in codes or "NATO" in codes)]
            if "two" in m.text and len(people) >= 2:
                return [person_actor(p) for p in people[:2]]
            return [Actor("delegation", code, role=m.text, military=True) for code in dict.fromkeys(codes)]
        office = title.office if title else None
        return self._pair(m, office)

    def _counterpart(self, m: Mention) -> list[Actor]:
        doc = self.doc
        codes = [self.country_at[i].code for i in range(m.start, m.end) if i in self.country_at and self.country_at[i].start == i]
        codes = list(dict.fromkeys(codes))
        owner = next((a for x in reversed(self.mentions) for a in reversed(x.actors) if (a.person is not None and a.person.office) or a.office), None)
        token = doc[m.head]
        subject = subject_of(token)
        if subject is not None:
            for x in self.mentions:
                if x.start <= subject.i < x.end and x.actors and (x.actors[0].office):
                    owner = x.actors[0]
        if owner is None:
            return []
        named = self._named_behind(m, owner)
        if named:
            return named
        plural = token.lower_.endswith("s") and token.lower_ != "opposite" or (token.lower_ == "opposite" and doc[m.head + 1].lower_ == "numbers")
        if not codes:
            others = [a for x in reversed(self.mentions) for a in x.actors if a.person is not None and a.office == owner.office and a.country != owner.country]
            later = [p for p in self.mil.officials if p.office == owner.office and p.country not in (owner.country, None)]
            if others:
                return [others[0]]
            if len(later) == 1:
                return [person_actor(later[0])]
            countries = [c.code for c in self.mil.countries if c.code not in (owner.country, "NATO", "EU", "UN", "AU") and c.start < m.start and c.kind in ("name", "capital", "adjective", "people")]
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
                actors.append(Actor("office", code, office=owner.office, role=_bare(owner.role or ""), military=owner.military))
        return actors

    def _named_behind(self, m: Mention, owner: Actor) -> list[Actor]:
        """Who is named right behind "his counterpart": ", Gen. X"."""
        following = next((x for x in self.kept if x.start >= m.end), None)
        if following is None or following.form != "name" or following.actors[0].country == owner.country:
            return []
        between = [t.text for t in self.doc[m.end : following.start]]
        return following.actors if not between or between in ([","], ["("], ["—"], ["–"]) else []

    def _rank(self, m: Mention) -> list[Actor]:
        wanted = RANK_NOUNS[self.doc[m.head].lower_]
        codes = [self.country_at[i].code for i in range(m.start, m.end) if i in self.country_at]
        for p in self._recent():
            if codes and p.country not in codes:
                continue
            if p.rank and wanted and wanted in p.rank or (not wanted and p.office in ("commander", "service_chief", "chief_of_defense")):
                return [person_actor(p)]
        words = " ".join(w for w in m.text.split() if w.islower())
        if wanted and len(words.split()) >= 1:
            bare = [p for p in self._recent() if p.rank is None and p.office in MILITARY_OFFICES - {"defense_minister", "deputy_defense_minister", "defense_official"} and (not codes or p.country in codes)]
            if len(bare) == 1:
                bare[0].rank = words.title()
                return [person_actor(bare[0])]
        if codes:
            return [Actor("delegation", codes[0], role=m.text, military=True)]
        return []

    def _salient(self, m: Mention) -> Actor | None:
        """Whom "he" means: the subject of the clause before in the sentence, else of the sentence before, else the latest."""
        doc = self.doc
        sent = doc[m.start].sent
        persons = [x for x in self.mentions if x.form in ("name", "office", "rank", "he", "counterpart") and x.actors and x.actors[-1].kind != "delegation"]
        inside = [x for x in persons if x.start >= sent.start and x.end <= m.start]
        subjects = [x for x in inside if is_subject(doc, x)]
        if m.text in ("him", "her") and subjects and m.form == "he":
            own = subject_of(doc[m.start])
            subjects = [x for x in subjects if own is None or not x.start <= own.i < x.end]
            inside = [x for x in inside if own is None or not x.start <= own.i < x.end]
            subject = next((x for x in self.mentions if own is not None and x.start <= own.i < x.end), None)
            if subject is not None and subject.actors:
                inside = [x for x in inside if x.actors[0].key != subject.actors[0].key]
                subjects = [x for x in subjects if x.actors[0].key != subject.actors[0].key]
            if inside:
                return inside[-1].actors[0]
        if subjects:
            return subjects[-1].actors[0]
        before = [x for x in persons if x.end <= sent.start]
        if inside and not before:
            return inside[-1].actors[0]
        if before:
            last = doc[before[-1].start].sent.start
            earlier = [x for x in before if x.start >= last]
            lead = [x for x in earlier if is_subject(doc, x)]
            return (lead or earlier)[0 if lead else -1].actors[0]
        return inside[-1].actors[0] if inside else None

    def _pair(self, m: Mention, office: str | None = None) -> list[Actor]:
        """Whom "the two" means: the latest two people of different countries; "the two countries" are no people."""
        words = {t.lower_ for t in self.doc[m.start : m.end]}
        before = [x for x in self.mentions if x.end <= m.start]
        if words & _STATE_WORDS or words & _FORCE_WORDS:
            codes = self._country_pair(before)
            military = bool(words & _FORCE_WORDS)
            return [Actor("delegation", code, role=m.text, military=military) for code in codes]
        people = self._two([a for x in reversed(before) for a in reversed(x.actors) if a.kind != "delegation"], office)
        if len(people) == 2 and self._near(people, before, m):
            return people
        return self._two([a for x in reversed(before) if x.form != "country" for a in reversed(x.actors)], office) or (
            self._two([a for x in reversed(before) for a in reversed(x.actors)], None) if office is None else []
        )

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


_STATE_WORDS = frozenset({"countries", "nations", "governments", "neighbours", "neighbors", "capitals", "states", "powers"})
_FORCE_WORDS = frozenset({"militaries", "armies", "navies", "forces"})


def person_actor(person: Official) -> Actor:
    """The actor of a named person."""
    return Actor("person", person.country, person, person.office, person.role, person.office in MILITARY_OFFICES)


def _bare(role: str) -> str | None:
    from .officials import _plain

    return _plain(role)


def is_subject(doc: Doc, m: Mention) -> bool:
    """Whether a mention is the subject of a clause."""
    return any(doc[i].dep_ in ("nsubj", "nsubjpass") for i in range(m.start, m.end)) or doc[m.head].dep_ in ("nsubj", "nsubjpass")


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


@Language.factory("milchannels_mentions")
class Mentions:
    """Fills `doc._.mil.mentions`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        annotations(doc).mentions = MentionReader(doc).read()
        return doc
