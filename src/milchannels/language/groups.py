"""Mentions that belong together: "A, the minister, and B", and whom a token means with all that is joined to it.

In: the mentions of a document. Out: `Groups(doc).at(token)`, the actors at a token. Two mentions are joined where only
commas, "and" and words like these stand between them.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .annotations import Actor, Mention, annotations_of

#: How far from a word, in tokens, a mention stands at most that is meant by it.
_NEAR = 7
_JOINERS = frozenset(
    ", and & ; as well along together with both the also then plus his her their one side turn including or of".split()
)
_SKIP = frozenset(
    "senior top other several some many visiting the new old various high - ranking former then its his her their a an".split()
)
#: People who are not he whose they are: "his envoy, Colonel X".
_SOMEBODYS = frozenset(
    "envoy emissary deputy successor predecessor aide adviser advisor chief commander attache attaché ambassador representative assistant minister".split()
)


class Groups:
    """The mentions of one document by token, and those joined to each."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        covered = {i: m for m in self.mil.mentions for i in range(m.start, m.end)}
        self.mention_at = {i: m for i, m in covered.items() if m.form != "his" or not self._before_counterpart(m)}
        self._group_of = {id(m): group for group in self._groups() for m in group}

    def group_of(self, m: Mention) -> list[Mention]:
        """A mention with all that are joined to it, in text order."""
        return self._group_of.get(id(m), [m])

    def _before_counterpart(self, m: Mention) -> bool:
        """ "his Russian counterpart": the possessive belongs to the phrase behind it."""
        following = next((x for x in self.mil.mentions if x.start >= m.end), None)
        return (
            following is not None
            and following.form in ("counterpart", "body", "group")
            and following.start - m.end <= 2
        )

    def _groups(self) -> list[list[Mention]]:
        groups: list[list[Mention]] = []
        for m in self.mil.mentions:
            if m.form == "his":
                continue
            if groups and self._joined(groups[-1][-1], m):
                groups[-1].append(m)
            else:
                groups.append([m])
        return groups

    def _joined(self, a: Mention, b: Mention) -> bool:
        if (
            self.doc[a.start].sent.start != self.doc[b.start].sent.start
            or b.start - a.end > 7
            or a.form == "his"
            or (b.form in ("his", "he") and b.start - a.end > 1)
        ):
            return False
        between = [t.lower_ for t in self.doc[a.end : b.start]]
        if not between or not any(w in (",", "and", "&", ";") or w in ("with", "well") for w in between):
            return False
        if "with" in between and not ("along" in between or "together" in between):
            return False
        if "from" in between or "on" in between or "in" in between:
            return False
        if (between == [","] and b.form == "country") or (a.form == "country" and b.form != "country"):
            return False
        if between == [","] and self._opens(b) and self.doc[a.head].dep_ in ("pobj", "dobj", "appos", "conj"):
            return False
        return all(w in _JOINERS or w in _SKIP for w in between)

    def joined_to(self, m: Mention) -> list[Actor]:
        """The actors of a mention and of those joined to it behind it, up to the next "between"."""
        actors: list[Actor] = []
        last = m
        for member in self.group_of(m):
            if member.start >= m.start and not any(t.lower_ == "between" for t in self.doc[last.end : member.start]):
                actors += member.actors
                last = member
            elif member.start > m.start:
                break
        return distinct(actors)

    def _opens(self, m: Mention) -> bool:
        """Whether a mention opens a clause as its subject: "In a call with X, Y said"."""
        verbs = {self.doc[i].head.i for i in range(m.start, m.end) if self.doc[i].dep_ in ("nsubj", "nsubjpass")}
        return any(v >= m.end for v in verbs)

    def at(self, token: Token | None) -> list[Actor]:
        """The actors of the mention at a token, with those joined to it on the right (or all, where it is not the first)."""
        if token is None:
            return []
        m = self.mention_at.get(token.i)
        if m is None and token.pos_ in ("NOUN", "PRON", "PROPN", "NUM", "DET"):
            near = self.doc[max(token.i - _NEAR, 0) : token.i + _NEAR + 1]
            inside = [t for t in near if t.i in self.mention_at and token.is_ancestor(t) and not self._apart(t, token)]
            if token.lemma_.lower() in _SOMEBODYS:
                inside = [t for t in inside if not _of_owner(t, token)]
            m = self.mention_at.get(min((t.i for t in inside), key=lambda i: (abs(i - token.i), i), default=-1))
        if m is None:
            return []
        if m.form == "country":
            m = self._where(m, token) or m
        group = list(self.group_of(m))
        for other in token.conjuncts:
            joined = self.mention_at.get(other.i)
            if joined is not None and joined not in group and other.pos_ != "VERB":
                group += [x for x in self.group_of(joined) if x not in group]
        actors: list[Actor] = []
        for member in group:
            if member.start >= m.start or m.form != "country":
                actors.extend(member.actors)
        return distinct(actors)

    def owned_by(self, m: Mention) -> Token | None:
        """The word for somebody else whom a mention only tells whose he is: "the general's envoy"."""
        head = self.doc[m.head]
        owned = head.dep_ == "poss" and head.head.i >= m.end and head.head.lemma_.lower() in _SOMEBODYS
        return head.head if owned else None

    def _where(self, country: Mention, token: Token) -> Mention | None:
        """Who acts in a place of his own country: "a call from Paris, where the minister had asked for it"."""
        for clause in token.children:
            if clause.dep_ == "relcl" and any(c.lower_ == "where" for c in clause.children):
                for subject in (c for c in clause.children if c.dep_ == "nsubj"):
                    m = self.mention_at.get(subject.i)
                    if m is not None and len(m.actors) == 1 and m.actors[0].country == country.actors[0].country:
                        return m
        return None

    def _apart(self, inner: Token, outer: Token) -> bool:
        """Whether a word stands in a clause of its own or behind another preposition than "of"."""
        node = inner
        while node != outer and node.head != node:
            if node.dep_ in ("relcl", "acl", "advcl", "ccomp") or (
                node.dep_ == "prep" and node.lower_ not in ("of", "in")
            ):
                return True
            node = node.head
        return False


def _of_owner(inner: Token, outer: Token) -> bool:
    """Whether a word belongs to whom a phrase names as the owner: "the general's envoy"."""
    return any(t.dep_ == "poss" and t.head == outer for t in (inner, *inner.ancestors))


def distinct(actors: list[Actor]) -> list[Actor]:
    """Each actor once; an office beside the person who holds it is that person."""
    seen: list[Actor] = []
    for actor in actors:
        if all(actor.key != other.key for other in seen):
            seen.append(actor)
    held = {(a.country, a.office) for a in seen if a.kind == "person"}
    return [a for a in seen if a.kind != "office" or (a.country, a.office) not in held]


def parties(actors: list[Actor]) -> list[Actor]:
    """Actors without tellers, without a country beside a person of it."""
    kept = [a for a in actors if not (a.person is not None and a.person.spokes) and a.country]
    named = {a.country for a in kept if a.kind != "delegation"}
    people_only = len(named) > 1
    return [
        a
        for a in kept
        if a.kind != "delegation" or (a.country not in named and (a.military or a.derived or not people_only))
    ]
