"""Component `milchannels_mentions`: every phrase that means somebody, and whom it means.

In: officials, titles and countries. Out: `doc._.mil.mentions`, left to right, without overlaps: names with their titles and
appositions; offices ("the Russian defense minister", "his Russian counterpart"); bodies ("Chinese military officials", "the
Pentagon"); countries as actors; pronouns and groups ("he", "the two", "the defense chiefs of India and Japan").
What an expression means is settled in reading order, from what stands before it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from .annotations import CountryMention, Mention, annotations_of
from .coreference import Resolver, person_actor
from .mention_finding import MentionFinder


class MentionReader:
    """Settles who is meant, from left to right."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.found = MentionFinder(doc).find()
        self.known = [m for m in self.found if m.form in ("name", "body")]

    def read(self) -> list[Mention]:
        """All mentions, resolved."""
        self._members()
        self._leaders()
        read: list[Mention] = []
        country_at: dict[int, CountryMention] = {
            i: c for c in annotations_of(self.doc).countries for i in range(c.start, c.end)
        }
        resolver = Resolver(self.doc, country_at, read, self.found)
        for m in self.found:
            if m.form not in ("name", "country", "body"):
                m.actors = resolver.resolve(m)
            read.append(m)
        return [m for m in read if m.actors]

    def _members(self) -> None:
        """ "Indian BSF officials, A, B and C": people named behind a group of their country stand for it."""
        doc = self.doc
        for body in self.known:
            if body.form != "body" or len(body.actors) != 1 or not doc[body.head].lower_.endswith("s"):
                continue
            end = body.end
            for m in self.known:
                if m.start < end or m.form != "name":
                    continue
                between = [t.lower_ for t in doc[end : m.start]]
                if not between or any(
                    w not in (",", "and", "including", ":", "-", "led", "by", "–", "—", "notably") for w in between
                ):
                    break
                person = m.actors[0].person
                if person is not None and (person.country is None or "country" in person.inferred):
                    person.country = body.actors[0].country
                    m.actors = [person_actor(person)]
                end = m.end

    def _leaders(self) -> None:
        """ "a delegation led by X" is X."""
        for body, person in zip(self.known, self.known[1:], strict=False):
            if body.form != "body" or person.form != "name" or len(body.actors) != 1:
                continue
            between = " ".join(t.lower_ for t in self.doc[body.end : person.start])
            if between not in (
                "led by",
                "headed by",
                "under",
                ", led by",
                ", headed by",
                "led by the",
                "headed by the",
                ", under",
            ):
                continue
            official = person.actors[0].person
            if (official is not None and official.country is None) or (
                official is not None and "country" in official.inferred
            ):
                official.country = body.actors[0].country
                person.actors = [person_actor(official)]
            body.actors = list(person.actors)


@Language.factory("milchannels_mentions")
class Mentions:
    """Fills `doc._.mil.mentions`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        annotations_of(doc).mentions = MentionReader(doc).read()
        return doc
