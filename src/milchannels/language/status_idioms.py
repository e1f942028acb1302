"""Idioms that tell what became of a contact: "went unanswered", "is on the agenda", "asked for a call, but got no reply".

In: the token that tells of a contact. Out: a status, "" where there was none, None where the words around it are silent.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from .status_words import words


def idiom(token: Token, noun: bool, base: str | None) -> str | None:
    """What idioms around the trigger tell: a status, "" for none at all, None where they are silent."""
    phrases = words().phrases
    sent = token.sent
    near = token.doc[max(sent.start, token.i - 22) : min(sent.end, token.i + 22)].text.lower()
    noun = noun or token.pos_ == "NOUN" or any(c.dep_ == "det" for c in token.children)
    if noun:
        if phrases["called_off"].search(near) and _is_subject(token):
            return "cancelled"
        if phrases["state"].search(near) and _is_subject(token) and token.head.lemma_ in ("be", "have", "remain"):
            return "planned"
        if (
            phrases["agenda"].search(near)
            and token.head.lemma_ in ("be", "have", "stand", "figure")
            and token.head.tag_ in ("VBZ", "VBP")
        ):
            return "planned"
        if (
            phrases["absent"].search(near)
            and base in ("held", "planned")
            and token.lemma_ in ("meeting", "talk", "session", "conference", "summit", "appointment")
        ):
            return "refused"
        if phrases["said_no"].search(near):
            return "refused"
        if phrases["denied"].search(near) and token.head.lemma_ == "be":
            return since(token) or ""
    close = token.doc[max(sent.start, token.i - 12) : min(sent.end, token.i + 12)].text.lower()
    if phrases["unreached"].search(close) and (
        token.lemma_ in words().groups["reach"] or token.lower_ in ("phone", "call", "calls", "line")
    ):
        return "refused"
    if phrases["unanswered"].search(near) and token.lemma_ in words().groups["answerable"] | words().groups["reach"]:
        return "refused"
    if token.lemma_ == "invitation" and re.search(r"\b(?:not|never) (?:been )?(?:taken up|accepted)", near):
        return "refused"
    return None


def came_to_nothing(token: Token, status: str | None) -> str | None:
    """Refused or cancelled where a request or plan is followed by a "but" that undoes it."""
    pattern = words().undone.get(status or "")
    if pattern is None:
        return status
    sent = token.sent
    behind = token.doc[token.i + 1 : sent.end].text.lower()
    contrast = words().phrases["contrast"].search(behind)
    if contrast is None or not pattern.search(behind, contrast.end()):
        return status
    return "refused" if status == "requested" else "cancelled"


def since(token: Token) -> str | None:
    """ "have not spoken since April 14" tells of a contact held then; "since the crisis began" of none."""
    text = token.sent.text.lower()
    return "held" if words().phrases["since"].search(text) else None


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass", "ROOT") or token.head.dep_ in ("nsubj", "nsubjpass")
