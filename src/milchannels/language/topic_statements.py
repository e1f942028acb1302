"""What a contact was about by what was said, agreed or meant in it, where no word of discussing tells.

`statement(verb)` gives a cue for what one party told the other or both agreed on; `aims(trigger)` what a contact is for, as a
last resort. The words are those of `lexicons/topics.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .topic_frames import Cue
from .topic_parse import PLACES, distance, objects_of, passive_subjects, subject_of
from .topic_phrases import words


def statement(verb: Token, somebody: frozenset[int], saying: frozenset[str] = frozenset()) -> Cue | None:
    """What one told the other, or both agreed on, in a clause: "told him that the batteries would arrive".

    `somebody` are the tokens that stand for persons, posts and bodies, which are no topics; `saying` are verbs that need no
    hearer.
    """
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in words().agreeing | words().telling | saying:
        return None
    hearer = any(c.dep_ in ("dobj", "dative") and c.i in somebody for c in verb.children)
    agreed = lemma in words().agreeing
    if not (hearer or agreed or lemma in saying):
        return None
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i]
    heads = [h for c in clauses for h in content(c, somebody)]
    impersonal = any(c.lower_ == "it" and c.dep_ in ("nsubjpass", "nsubj") for c in verb.children)
    return Cue(verb, heads, subject_of(verb), weak=True, about_talk=agreed and impersonal) if heads else None


def content(clause: Token, somebody: frozenset[int]) -> list[Token]:
    """What a clause speaks of: its subject, or where that is somebody who acts, what is done."""
    subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
    things = [c for c in subjects if c.pos_ in ("NOUN", "PROPN") and c.i not in somebody]
    if things:
        return things
    objects = list(objects_of(clause))
    for c in clause.children:
        if c.dep_ in ("acomp", "xcomp", "attr") and c.pos_ in ("ADJ", "VERB", "NOUN"):
            objects += [o for g in (c, *c.children) if g.pos_ == "VERB" for o in objects_of(g)]
    return [o for o in objects if o.i not in somebody]


def aims(trigger: Token) -> Iterator[Cue]:
    """What a contact is for or comes to, in the sentence that tells of it."""
    lex = words()
    if trigger.pos_ in ("NOUN", "PROPN"):
        yield Cue(
            trigger,
            [
                c
                for c in trigger.children
                if c.dep_ == "compound"
                and c.pos_ == "NOUN"
                and c.ent_type_ not in PLACES
                and c.lemma_.lower() not in lex.manners | lex.nouns
            ],
        )
    colon = next((t for t in trigger.sent if t.text == ":" and t.i > trigger.i), None)
    if colon is not None and not any(
        t.tag_ in ("VBD", "VBZ", "VBP") for t in trigger.doc[colon.i + 1 : trigger.sent.end]
    ):
        yield Cue(
            colon,
            [
                t
                for t in trigger.doc[colon.i + 1 : trigger.sent.end]
                if t.pos_ in ("NOUN", "PROPN") and t.head.i <= colon.i
            ],
        )
    for token in trigger.sent:
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB" or not (lemma in lex.aims or lemma in lex.aim_words or lemma in lex.telling):
            continue
        if distance(trigger, token) > 4:
            continue
        if lemma in lex.aims and (
            token.tag_ in ("VB", "VBG") or lemma in ("sign", "initial", "exchange", "settle", "draft")
        ):
            yield Cue(token, [h for h in (*objects_of(token), *passive_subjects(token)) if h.ent_type_ not in PLACES])
        elif lemma in lex.aim_words:
            yield Cue(
                token,
                [
                    g
                    for c in token.children
                    if c.dep_ == "xcomp"
                    and c.lemma_.lower() not in ("stay", "keep", "continue", "remain", "maintain", "meet", "hold")
                    for g in objects_of(c)
                ],
            )
        elif lemma in lex.telling:
            clauses = [c for c in token.children if c.dep_ == "ccomp"]
            yield Cue(
                token, [g for c in clauses for g in c.children if g.dep_ in ("nsubj", "nsubjpass") and g.pos_ == "NOUN"]
            )
