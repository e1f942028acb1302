"""Frames that tell of a topic without a verb of discussing: "X was on the agenda", "the subject was X", "with X on the table".

In: a copula, a verb of standing or coming, or "with". Out: a `Cue`, or None; the words are those of `lexicons/topics.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from .topic_parse import SUBJECTS, behind, subject_of
from .topic_phrases import is_date, words


@dataclass(slots=True)
class Cue:
    """A word of discussing: `heads` are the tokens under which its topics stand, `subject` who does it, where told.

    `weak` cues count only where a party speaks, `about_talk` ones have the talk itself for their subject, `beside` ones count
    only beside a trigger.
    """

    token: Token
    heads: list[Token]
    subject: Token | None = None
    weak: bool = False
    about_talk: bool = False
    beside: bool = False


def copula(token: Token) -> Cue | None:
    """ "X was the subject of the talks", "the subject was X", "high on the list was X", "the call was about X"."""
    lex = words()
    subjects = [c for c in token.children if c.dep_ in SUBJECTS]
    likely = [
        g
        for c in token.children
        if c.dep_ == "acomp"
        for x in c.children
        if x.dep_ == "xcomp"
        for g in x.children
        if g.dep_ == "attr"
    ]
    complements = [c for c in token.children if c.dep_ == "attr"] + likely
    frame = _framed(token)
    if frame is not None and subjects:
        return Cue(token, [s for s in subjects if s != frame], None, about_talk=True)
    if any(_names_topic(s) for s in subjects) and complements:
        return Cue(token, complements, None, about_talk=True)
    for child in token.children:
        objects = [g for g in child.children if g.dep_ == "pobj"]
        if child.dep_ != "prep" or not objects or not subjects:
            continue
        if child.lower_ == "about" and _is_talk(subjects[0]):
            return Cue(token, objects, subjects[0], about_talk=True)
        if child.lower_ == "of" and subjects[0].lemma_.lower() in lex.nouns:  # "the talk was of X"
            return Cue(token, objects, subjects[0], about_talk=True)
        if child.lower_ in ("about", "over") and subjects[0].lower_ == "it" and _cleft(token):
            return Cue(token, objects, None, about_talk=True, beside=True)
    asked = [c for c in token.children if c.dep_ == "ccomp" and _asks_what(c) and c.i > token.i]
    if asked and subjects:  # "X was what they talked about"
        return Cue(token, subjects, subject_of(asked[0]), about_talk=True)
    if _standing(token) or _fronted(token):
        return Cue(token, subjects + complements, None, about_talk=True)
    return None


def occupying(verb: Token) -> Cue | None:
    """ "X took most of the hour", "an hour was spent on X", "X was given the most time"."""
    lex = words()
    lemma = verb.lemma_.lower()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    objects += [g for o in objects for c in o.children if c.lower_ == "of" for g in c.children]
    timed = any(o.lemma_.lower() in lex.times | lex.contact_words | lex.agendas for o in objects if o.pos_ == "NOUN")
    if lemma == "spend" and timed:
        return Cue(verb, list(behind(verb, frozenset({"on", "over"}))), None, about_talk=True)
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.lemma_.lower() not in lex.times]
    if lemma in lex.occupying and timed:
        return Cue(verb, [c for c in subjects if c.dep_ == "nsubj"], None, about_talk=True)
    if lemma in ("give", "devote") and timed:
        return Cue(verb, [c for c in subjects if c.dep_ == "nsubjpass"], None, about_talk=True)
    return None


def fronted(token: Token) -> Cue | None:
    """ "On Taiwan, X said that ...", "as to smuggling, they promised ...": the topic opens the sentence."""
    if token.i > token.sent.start + 1 or token.dep_ != "prep" or token.lower_ not in words().fronting:
        return None
    verb = token.head
    objects = [g for p in (token, *token.subtree) if p.pos_ == "ADP" for g in p.children if g.dep_ == "pobj"]
    through = [o for o in objects if o.lemma_.lower() not in words().fronting_nouns]
    closed = token.right_edge.i + 1 < token.sent.end and token.right_edge.nbor(1).text == ","
    if verb.pos_ not in ("VERB", "AUX") or not through or not (closed or len(objects) > len(through)):
        return None
    topic = through[0]
    if is_date(topic) or topic.lemma_.lower() in words().stop_heads | words().never or topic.pos_ == "PRON":
        return None
    return Cue(token, [topic], subject_of(verb), weak=True)


def under_discussion(verb: Token) -> Cue | None:
    """ "X came under discussion", "X stood at the centre of the talks", "on the programme stood X"."""
    if verb.lemma_.lower() not in words().standing_verbs or not _standing(verb):
        return None
    topics = [c for c in verb.children if c.dep_ in (*SUBJECTS, "attr")]
    return Cue(verb, topics, None, about_talk=True) if topics else None


def absolute(token: Token) -> Cue | None:
    """ "with X on the agenda", "with X as the main topic"."""
    objects = [c for c in token.children if c.dep_ == "pobj"]
    topics = [o for o in objects if _standing(o) or any(_as_topic(c) for c in o.children)]
    if not topics and objects and any(_as_topic(c) for c in token.children):
        topics = objects
    return Cue(token, topics, None, about_talk=True, beside=True) if topics else None


def _as_topic(token: Token) -> bool:
    """ "as the main topic"."""
    return token.lower_ == "as" and any(g.lemma_.lower() in words().topic_nouns for g in token.children)


def _standing(token: Token) -> bool:
    """Whether a phrase at a word puts its subject before those who talk: "on the agenda", "under discussion"."""
    lex = words()
    for child in (*token.children, *(g for c in token.children if c.dep_ in ("advmod", "acomp") for g in c.children)):
        if child.dep_ not in ("prep", "prt") and child.pos_ != "ADP":
            continue
        wanted = lex.standing_phrases.get(child.lower_, frozenset())
        if any(g.lemma_.lower() in wanted for g in child.children if g.dep_ == "pobj"):
            return True
    return False


def _fronted(token: Token) -> bool:
    """Whether a copula stands behind "uppermost", "foremost among the subjects", "central to the talks"."""
    return any(
        c.lower_ in words().foremost and c.i < token.i and c.dep_ in ("advmod", "acomp", "amod", "attr", "nsubj")
        for c in token.children
    ) and any(c.dep_ in ("attr", "nsubj") and c.i > token.i for c in token.children)


def _names_topic(subject: Token) -> bool:
    """Whether a subject is a word for a topic: "the subject", "what they talked about"."""
    if subject.pos_ == "NOUN":
        return subject.lemma_.lower() in words().topic_nouns
    return subject.dep_ == "csubj" and _asks_what(subject)


def _asks_what(clause: Token) -> bool:
    """Whether a clause is "what they talked about"."""
    asked = any(t.lower_ == "what" for t in clause.doc[clause.left_edge.i : clause.i])
    return asked and clause.lemma_.lower() in words().verbs


def _cleft(token: Token) -> bool:
    """Whether a copula opens "it was over X that A rang B"."""
    return any(t.dep_ in ("relcl", "ccomp", "advcl") and t.pos_ == "VERB" for c in token.children for t in c.subtree)


def _is_talk(subject: Token) -> bool:
    """Whether a subject is the talk, or "it" behind it."""
    lemma = subject.lemma_.lower()
    return lemma in words().nouns or lemma in words().contact_words or subject.lower_ in ("it", "this")


def _framed(token: Token) -> Token | None:
    """The topic noun right behind a copula: "was the main item"; of the kind that needs no more, or with "of"."""
    doc, i = token.doc, token.i + 1
    while i < token.sent.end and doc[i].pos_ in ("DET", "ADJ", "NUM", "ADV") and i - token.i < 5:
        i += 1
    if i >= token.sent.end or doc[i].pos_ != "NOUN" or doc[i].lemma_.lower() not in words().topic_nouns:
        return None
    before = {doc[k].lower_ for k in range(token.i + 1, i)}
    if doc[i].lemma_.lower() in words().plain_topic_nouns:
        behind = doc[i + 1].lower_ if i + 1 < token.sent.end else ""
        return doc[i] if "the" in before and behind in ("before", "at", "of", "that", "in") else None
    return doc[i] if before & words().definite else None
