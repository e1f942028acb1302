"""Component `milchannels_officials`: the people of the article, each with rank, role, office and country.

In: tokens, entities and `doc._.mil.countries`. Out: `doc._.mil.officials`, and the titles and ranks of the text for the
next component. What the article says is looked for round every mention of a name (`surroundings`), put together
(`choosing`), carried over from counterparts (`counterparts`), completed from the register (`holders`) and from the country
that the article speaks of (`homes`). What is not said beside the name is marked as inferred.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from .. import lexicons
from .. import register as registers
from ..records import MILITARY_OFFICES, UNIFORMED_OFFICES
from .annotations import Annotations, Official, RankMention, Title, annotations_of
from .choosing import choose, settle
from .counterparts import Counterparts
from .holders import from_register
from .homes import Homes, home_of
from .names import NameSpan, find_names
from .people import find_people
from .ranks import find_ranks
from .roles import grammar
from .surroundings import Fact, Surroundings
from .titles import POSSESSIVES, TitleFinder


class Reader:
    """Reads the people of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil: Annotations = annotations_of(doc)
        self.register = registers.default()
        self.ranks: list[RankMention] = find_ranks(doc)
        self.titles: list[Title] = TitleFinder(doc, self.mil.countries, self._blocked(), grammar()).find()
        self.names: list[NameSpan] = find_names(
            doc, self.mil.countries, self.ranks, self.titles, grammar(), frozenset(self.register.full_names())
        )
        for title in self.titles:
            # a title that grew into a name ends where the name begins
            title.end = min([n.start for n in self.names if title.head < n.start < title.end], default=title.end)

    def _blocked(self) -> list[bool]:
        """Tokens that no title may hold: ranks, and names as the model sees them."""
        doc, words = self.doc, grammar()
        covered = {i for c in self.mil.countries for i in range(c.start, c.end)}
        blocked = [False] * (len(doc) + 1)
        for rank in self.ranks:
            blocked[rank.start : rank.end] = [True] * (rank.end - rank.start)
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                for i in range(ent.start, ent.end):
                    if doc[i].lower_ not in words.heads | words.modifiers | {"-", "in"} and i not in covered:
                        blocked[i] = True
        return blocked

    def read(self) -> list[Official]:
        """The officials, in the order of the text."""
        mil, doc = self.mil, self.doc
        around = Surroundings(doc, self.names, self.ranks, self.titles, mil.countries)
        people = find_people(doc, self.names, self.titles, set(around.country_at), self.register, mil.published)
        for person in people:
            facts: list[Fact] = []
            for start, end in person.spans:
                left, before = around.before(start)
                right, behind = around.behind(end, led=any(f.title for f in before))
                facts += before + behind
                person.extents[start] = (left, right)
            choose(person, facts)
        self._ranks_alone(people)
        Counterparts(doc, around, people, self.titles).apply()
        mil.home = home_of(mil)
        codes = {c.code for c in mil.countries}
        for person in people:
            if not self._heads_lines(person):
                from_register(person, self.register, mil.published, codes)
        Homes(doc, mil, people, self.titles).apply()
        for person in people:
            if person.office is None and person.rank is not None and not person.past:
                person.office = "military_officer"
                person.inferred.add("office")
            settle(person)
        officials = [p for p in people if p.office or p.rank or p.in_register or (p.country and p.role)]
        if not any(p.office in MILITARY_OFFICES for p in officials):
            return officials
        # "Fiji's Pio Tikoduadua": among officials, a full name behind the possessive of a state is one of its people
        ends = {c.end for c in mil.countries if c.kind == "name" and doc[c.end : c.end + 1].text in POSSESSIVES}
        own = [p for p in people if p.country and len(p.tokens) > 1 and any(s - 1 in ends for s, _ in p.spans)]
        return [p for p in people if p in officials or p in own]

    def _heads_lines(self, person: Official) -> bool:
        """Whether a bare surname heads the lines of a transcript, "MR PRICE:": one who answers, not an office-holder known by it."""
        if len(person.tokens) > 1 or person.office or person.rank:
            return False
        doc = self.doc
        return any(
            e < len(doc) and doc[e].text == ":" and any(t.is_space or t.i == 0 for t in doc[max(s - 2, 0) : s])
            for s, e in person.spans
        )

    def _ranks_alone(self, people: list[Official]) -> None:
        """ "the vice admiral" gives its rank to the officer named last before it who has none."""
        named = {rank.rank for rank in self.ranks}
        for token in self.doc:
            if token.lower_ != "the" or token.i + 2 >= len(self.doc):
                continue
            rank = lexicons.rank_of(self.doc[token.i + 1 : token.i + 3].text)
            if rank is None or rank.level < 21 or rank.name in named:
                continue
            before = [(s, i) for i, p in enumerate(people) for s, _ in p.spans if s < token.i]
            person = people[max(before)[1]] if before else None
            if person is not None and person.rank is None and person.office in UNIFORMED_OFFICES:
                person.rank = rank.name


@Language.factory("milchannels_officials")
class Officials:
    """Fills `doc._.mil.officials`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        reader = Reader(doc)
        mil = annotations_of(doc)
        mil.officials = reader.read()
        mil.titles = reader.titles
        mil.ranks = reader.ranks
        return doc
