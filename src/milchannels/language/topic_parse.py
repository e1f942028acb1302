"""Walks over the parse that the modules of topics share: who does what, what is done, what stands behind a preposition."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .topic_phrases import is_date

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
PLACES = ("GPE", "LOC", "FAC")


def subject_of(token: Token) -> Token | None:
    """Who does what `token` says: its own subject, or that of the clause it hangs on."""
    for _ in range(6):
        for child in reversed(list(token.children)):
            if child.dep_ in SUBJECTS:
                if child.lower_ in ("who", "that", "which") and token.dep_ == "relcl":
                    return token.head
                return child
        for child in token.children:
            if child.dep_ == "agent":
                return next((g for g in child.children if g.dep_ == "pobj"), None)
        if token.dep_ == "ROOT" or token.head == token:
            return None
        if token.dep_ == "acl" and token.head.dep_ == "appos":
            return token.head.head
        if token.dep_ == "acl" and token.head.pos_ == "PROPN":
            return token.head
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in SUBJECTS:
            return token
    return None


def passive_subjects(token: Token) -> list[Token]:
    """The subjects of a verb in the passive, also those of the verb it is joined to, and the noun of "topics discussed"."""
    if any(c.dep_ == "auxpass" for c in token.children):
        own = [c for c in token.children if c.dep_ in ("nsubjpass", "nsubj", "csubjpass")]
        if not own and token.dep_ == "conj":
            own = [c for c in token.head.children if c.dep_ == "nsubjpass"]
        if not own and token.dep_ == "relcl":
            own = [token.head]
        return [token.head if c.lower_ in ("that", "which") and token.dep_ == "relcl" else c for c in own]
    if token.dep_ == "conj" and token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.head.children):
        return [c for c in token.head.children if c.dep_ == "nsubjpass"]
    return []


def objects_of(token: Token) -> Iterator[Token]:
    """The objects of an infinitive and of those joined to it; a gerund behind "avoid" counts as one."""
    for child in token.children:
        if child.dep_ in ("dobj", "xcomp") and (child.pos_ in ("NOUN", "PROPN") or child.tag_ == "VBG"):
            yield child
        elif child.dep_ == "conj" and child.tag_ == "VB":
            yield from objects_of(child)


def distance(a: Token, b: Token) -> int:
    """Steps from one token to another in the tree."""
    up = {a.i: 0}
    for n, t in enumerate(a.ancestors, 1):
        up[t.i] = n
    if b.i in up:
        return up[b.i]
    for n, t in enumerate(b.ancestors, 1):
        if t.i in up:
            return n + up[t.i]
    return 99


def behind(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """What stands behind one of the prepositions at a word, without days, places of meeting and persons."""
    partners = [
        g
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in ("with", "between", "to")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    for child in (
        *token.children,
        *(
            c
            for g in partners
            for t in (g, *g.conjuncts, *(a for a in g.children if a.dep_ == "appos"))
            for c in t.children
            if c.lower_ != "of"
        ),
    ):
        if child.dep_ in ("prep", "prt", "agent", "dative") and child.lower_ in prepositions:
            below = [child, *(g for g in child.children if g.dep_ == "prep" or (g.dep_ == "conj" and g.pos_ == "ADP"))]
            for p in below:
                if p.lower_ not in prepositions:
                    continue
                for g in p.children:
                    if g.dep_ in ("pobj", "pcomp") and not is_date(g):
                        yield g
