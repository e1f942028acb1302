"""Who stands where in a sentence: the subject and objects of a verb, and whoever stands behind a preposition.

In: a token of a parsed document with its mentions. Out: lists of actors. The parse points to a token; the mention that
covers the token, with all mentions joined to it by commas and "and", is the answer. Where the parse is known to fail, the
reading order is tried.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .annotations import Actor, annotations_of
from .groups import Groups, distinct


class Grammar:
    """Reads the parse of one document for actors."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.groups = Groups(doc)
        self.mention_at = self.groups.mention_at
        self.country_tokens = {i for c in self.mil.countries for i in range(c.start, c.end)}

    def subject(self, verb: Token, depth: int = 0) -> list[Actor]:
        """The actors that are the subject of a verb, its own or the one it shares."""
        if depth > 6:
            return []
        passive = any(c.dep_ == "nsubjpass" for c in verb.children)
        if passive:
            agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            for g in agents:
                actors = self.groups.at(g)
                if actors:
                    return actors
        for child in verb.children:
            if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass"):
                if child.lower_ in ("who", "which", "that", "whom") and verb.dep_ == "relcl":
                    antecedent = self.groups.at(verb.head)
                    if child.lower_ == "who" and not any(a.kind == "person" for a in antecedent):
                        return self._person_before(child) or antecedent
                    return antecedent
                return self.groups.at(child)
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep") and verb.head != verb:
            head = verb.head
            if verb.dep_ == "xcomp":
                dobj = next((c for c in head.children if c.dep_ in ("dobj", "dative")), None)
                if dobj is not None and head.lemma_ in ("invite", "ask", "urge", "tell", "order", "send", "dispatch"):
                    return self.groups.at(dobj)
            while head.pos_ not in ("VERB", "AUX") and head.head != head:
                head = head.head
            return self.subject(head, depth + 1)
        if verb.dep_ in ("acl", "relcl"):
            return self.groups.at(verb.head) or self._over(verb.head, depth)
        return []

    def _person_before(self, pronoun: Token) -> list[Actor]:
        """The person right before "who", where the parse hangs the clause on a word of his title."""
        for i in range(pronoun.i - 1, max(pronoun.sent.start - 1, pronoun.i - 9), -1):
            m = self.mention_at.get(i)
            if m is not None and m.form == "name":
                return m.actors
        return []

    def left_group(self, verb: Token) -> list[Actor]:
        """The mentions before a verb that are its subject by their place, where the parse gives none.

        "X, the chief of this and that, and Y, the minister of the other, went over plans": the last of them stands right
        before the verb or before the comma that closes its apposition; those before it belong to it where no verb
        stands between.
        """
        start = verb.sent.start
        i = verb.i - 1
        while (
            i > start and (self.doc[i].pos_ in ("AUX", "ADV", "PART", "PUNCT") or self._apposed(i)) and verb.i - i < 16
        ):
            if self.doc[i].text in (";", ":", "”", '"') or i in self.mention_at:
                break
            i -= 1
        m = self.mention_at.get(i)
        if m is None or m.form in ("country", "his"):
            return []
        actors = [a for x in self.groups.group_of(m) for a in x.actors]
        first = self.groups.group_of(m)[0]
        if (
            first.start - 2 > start
            and self.doc[first.start - 1].lower_ == "and"
            and self.doc[first.start - 2].text == ","
        ):
            zone = self.doc[start : first.start]
            earlier = [x for x in self.mil.mentions if x.form == "name" and start <= x.start < first.start]
            if earlier and not any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP") for t in zone):
                actors = [*earlier[0].actors, *actors]
        return distinct(actors)

    def _apposed(self, i: int) -> bool:
        """Whether a token may belong to an apposition behind a name: no verb, no mark of a new clause."""
        token = self.doc[i]
        return token.pos_ in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "CCONJ") and token.lower_ not in (
            "but",
            "or",
        )

    def _over(self, token: Token, depth: int) -> list[Actor]:
        node = token
        for _ in range(8):
            if node.pos_ in ("VERB", "AUX"):
                return self.subject(node, depth + 1)
            if node.head == node:
                return []
            node = node.head
        return []

    def objects(self, verb: Token, strict: bool = False) -> list[Actor]:
        """The actors that are the object of a verb; `strict`: the object itself, not somebody told of in its phrase."""
        actors: list[Actor] = []
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") or (child.dep_ == "nsubjpass"):
                if child.lower_ in ("who", "whom", "which", "that") and verb.dep_ == "relcl":
                    actors += self.groups.at(verb.head)
                else:
                    actors += (
                        self.groups.at(child) if not strict or child.i in self.mention_at else self._host_named(child)
                    )
        if verb.dep_ == "relcl" and not actors and any(c.lower_ in ("whom",) for c in verb.subtree):
            actors += self.groups.at(verb.head)
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not actors:
            actors += self.groups.at(verb.head)
        return actors

    def _host_named(self, token: Token) -> list[Actor]:
        """ "his host, X": who is named right behind a word for the other one."""
        if token.lower_ in ("host", "guest", "visitor", "interlocutor", "friend", "homologue", "hosts", "guests"):
            for i in range(token.i + 1, min(token.i + 5, token.sent.end)):
                if i in self.mention_at:
                    return self.groups.at(self.doc[self.mention_at[i].head])
        return []

    def prepositional(self, token: Token, prepositions: frozenset[str]) -> list[Actor]:
        """Actors behind the given prepositions at a token."""
        actors: list[Actor] = []
        children = list(token.children)
        children += [c for p in children if p.dep_ == "prep" for c in p.children if c.dep_ in ("conj", "prep")]
        for child in children:
            if child.dep_ in ("prep", "agent", "dative", "conj") and child.lower_ in prepositions:
                for g in child.children:
                    if g.dep_ in ("pobj", "pcomp"):
                        if g.lower_ in ("whom", "which", "who"):
                            clause = token
                            while clause.dep_ not in ("relcl",) and clause.head != clause:
                                clause = clause.head
                            actors += self.groups.at(clause.head)
                        else:
                            actors += (
                                self.groups.at(g)
                                if g.i in self.mention_at
                                else self._host_named(g) or self.groups.at(g)
                            )
        return actors

    def after(self, start: int, prepositions: frozenset[str], limit: int = 14) -> list[Actor]:
        """Actors behind the first of the given prepositions to the right, in reading order: the parser's mistakes mended."""
        doc = self.doc
        stop = doc[start].sent.end
        for i in range(start + 1, min(stop, start + limit)):
            if doc[i].lower_ in prepositions and not self._of_another(doc[i], start):
                for j in range(i + 1, min(stop, i + 7)):
                    if j in self.mention_at:
                        named = self.mention_at[j]
                        owned = self.groups.owned_by(named)
                        return self.groups.at(owned or doc[named.head]) or ([] if owned else named.actors)
                    if (
                        doc[j].pos_ in ("VERB", "AUX", "NOUN", "ADP")
                        and doc[j].tag_ not in ("VBG", "VBN")
                        and doc[j].lower_ not in ("group", "members", "both")
                    ) or doc[j].text in (".", ";", ":"):
                        break
            if (doc[i].pos_ in ("VERB", "AUX") and doc[i].tag_ in ("VBD", "VBZ", "VBP")) or doc[i].text in (";", ":"):
                break
        return []

    def _of_another(self, prep: Token, start: int) -> bool:
        """Whether a preposition hangs on a noun of its own: "talks on Taiwan and ties between the two armies"."""
        head = prep.head
        return (
            head.pos_ == "NOUN"
            and start < head.i < prep.i
            and head.dep_ in ("pobj", "conj", "dobj")
            and head.ent_type_ not in ("DATE", "TIME", "GPE", "FAC", "LOC", "CARDINAL")
            and head.i not in self.mention_at
            and prep.lower_ == "between"
        )

    def named_as(self, verb: Token) -> list[Actor]:
        """ "Those who accompanied him were X, Y and Z": those named behind the "were"."""
        head = verb.head
        while verb.dep_ == "relcl" and head.head != head and head.lemma_ != "be":
            head = head.head
        if head.lemma_ != "be":
            return []
        return [a for c in head.children if c.dep_ == "attr" for a in self.groups.at(c)]

    def also_did(self, verb: Token) -> list[Actor]:
        """ "X met with him, as did Y and Z"."""
        for child in verb.children:
            if (
                child.lemma_ == "do"
                and child.dep_ in ("advcl", "conj")
                and any(c.lower_ == "as" for c in child.children)
            ):
                return [a for c in child.children if c.dep_ in ("nsubj", "dobj", "attr") for a in self.groups.at(c)]
        return []

    def cleft(self, verb: Token, preps: frozenset[str]) -> list[Actor]:
        """ "it was with X that Y spoke"."""
        node = verb
        for _ in range(3):
            node = node.head
            if node.lemma_ == "be" and any(c.lower_ == "it" for c in node.children):
                return self.prepositional(node, preps)
        return []

    def next_object(self, verb: Token) -> list[Actor]:
        """The mention right behind a verb, where the parse gives no object."""
        i = verb.i + 1
        while i < verb.sent.end and i - verb.i < 4:
            if i in self.mention_at:
                return self.groups.at(self.doc[self.mention_at[i].head]) or self.mention_at[i].actors
            if self.doc[i].pos_ not in ("DET", "ADJ", "ADV") and self.doc[i].text not in (",",):
                return []
            i += 1
        return []
