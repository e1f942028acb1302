"""Contacts that are only said to have been: in a report that is denied, a rumour, what a newspaper claims.

In: the token that tells of a contact. Out: whether that is all there is to it. The words are those of `lexicons/status.yaml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from .status_words import words


def only_hearsay(token: Token) -> bool:
    """Whether a contact is only said to have been."""
    return any(_claimed(above) for above in token.ancestors) or any(map(_doubted, _tellers(token)))


def _claimed(verb: Token) -> bool:
    """Whether a verb above a contact is the claim of a newspaper or the like."""
    groups = words().groups
    return verb.lemma_.lower() in groups["claims"] and any(
        t.dep_ == "nsubj" and t.lemma_.lower() in groups["media"] for t in verb.children
    )


def _doubted(teller: Token) -> bool:
    """Whether a noun is a rumour, or a report that its sentence disowns."""
    groups = words().groups
    name = teller.lemma_.lower()
    return name in groups["rumours"] or (
        name in groups["reports"] and any(t.lemma_.lower() in groups["disowning"] for t in teller.sent)
    )


def _tellers(token: Token) -> list[Token]:
    """The nouns that have a token in a clause of theirs: "reports that they met", "a rumour according to which they met"."""
    found: list[Token] = []
    clause = False
    for node in (token, *token.ancestors):
        if node.pos_ in ("VERB", "AUX"):
            clause = True
            found += _according(node)
        elif node.pos_ == "NOUN" and clause and node.i < token.i:
            found.append(node)
    return found


def _according(verb: Token) -> list[Token]:
    """The nouns before the "according to which" of a verb."""
    which = next((g for c in verb.children if c.lower_ == "to" for g in c.children if g.lower_ == "which"), None)
    if which is None or which.i < 2 or verb.doc[which.i - 2].lower_ != "according":
        return []
    return [t for t in verb.doc[verb.sent.start : which.i] if t.pos_ == "NOUN"]
