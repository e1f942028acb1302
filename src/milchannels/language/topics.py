"""What was discussed: the noun phrases that hang on words of discussing, attached to the contact they are told of.

`topics_of(doc, span)` gives the topics that the sentences of a contact tell, as short phrases in the text's words. Words of
speaking and boilerplate ("views", "a range of issues" without what they are about) are no topics. Component
`milchannels_topics` fills `Contact.topics`.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .annotations import annotations

#: verb lemma -> where the topic stands: "dobj" or a preposition
TOPIC_VERBS: dict[str, tuple[str, ...]] = {
    "discuss": ("dobj",), "review": ("dobj",), "raise": ("dobj",), "address": ("dobj",), "explore": ("dobj",), "cover": ("dobj",),
    "talk": ("about", "on", "dobj"), "speak": ("about", "on"), "focus": ("on", "upon"), "concentrate": ("on",), "touch": ("on", "upon"), "deal": ("with",),
    "dwell": ("on",), "centre": ("on",), "center": ("on",), "devote": ("to",), "consult": ("on", "about"), "confer": ("on", "about"),
    "negotiate": ("on", "over", "dobj"), "exchange": ("on", "about"), "concern": ("dobj",), "assess": ("dobj",), "examine": ("dobj",),
    "consider": ("dobj",), "coordinate": ("dobj", "on"), "bring": ("up",), "press": ("for", "on", "about"), "go": ("over", "into"), "take": ("up", "stock"), "look": ("at", "into"),
    "cite": ("dobj",), "emphasize": ("dobj",), "emphasise": ("dobj",), "stress": ("dobj",), "reaffirm": ("dobj",), "underline": ("dobj",), "underscore": ("dobj",), "highlight": ("dobj",),
    "complain": ("about", "of"), "warn": ("against", "about", "of"), "brief": ("on", "about"), "inform": ("about", "of"), "turn": ("to",), "revolve": ("around",), "convey": ("dobj",), "express": ("dobj",), "agree": ("on",), "sign": ("dobj",), "protest": ("dobj", "against"), "ask": ("for", "about"), "plead": ("for",), "offer": ("dobj",),
}
#: topic as the subject: "X was discussed", "X figured in the talks"
SUBJECT_VERBS = frozenset("discuss raise review address cover figure dominate feature touch top head include consider".split())
TOPIC_NOUNS = frozenset("talk discussion conversation call meeting dialogue consultation negotiation view opinion exchange agenda concern letter message conference session visit information question agreement".split())
_EMPTY = frozenset("view views issue issues matter matters topic topics question questions range number subject subjects way ways step steps concern concerns opinion opinions meeting call talks talk conversation hope idea need importance".split())
_STOP_HEADS = frozenset("he she it they him them who which that what this one two minister ministers general side sides counterpart official officials news reporters thanks gratitude appreciation welcome greeting greetings satisfaction condolences".split())


def _phrase(head: Token) -> list[tuple[int, int]]:
    """The phrases of a noun: itself with what hangs on it, conjuncts apart."""
    found: list[tuple[int, int]] = []
    heads = [head, *head.conjuncts] if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB") else [head]
    for h in heads:
        if h.lower_ in _STOP_HEADS or h.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") or (h.pos_ == "VERB" and h.tag_ != "VBG"):
            continue
        drop: set[int] = set()
        for child in h.children:
            if child.dep_ in ("conj", "cc", "punct", "relcl", "advcl", "appos", "preconj", "parataxis", "ccomp") or child.dep_ == "prep" and child.lower_ in ("including", "with", "during", "after", "before", "while", "according", "by") or child.dep_ == "npadvmod":
                drop.update(t.i for t in child.subtree)
        tokens = [t.i for t in h.subtree if t.i not in drop]
        if not tokens:
            continue
        run = [i for i in range(min(tokens), max(tokens) + 1)]
        inner = {t.i for t in h.subtree} - drop
        while run and run[0] not in inner:
            run.pop(0)
        start, end = h.i, h.i
        while start - 1 in inner:
            start -= 1
        while end + 1 in inner:
            end += 1
        found.append((start, end + 1))
    return found


def _clean(doc: Doc, start: int, end: int) -> str | None:
    while start < end and (doc[start].pos_ in ("DET", "PUNCT", "CCONJ", "SPACE") or doc[start].lower_ in ("its", "his", "her", "such")) and doc[start].lower_ not in ("other",):
        start += 1
    while end > start and (doc[end - 1].pos_ in ("PUNCT", "CCONJ", "ADP", "SPACE") and doc[end - 1].text not in (")", "”", '"', "’")):
        end -= 1
    text = doc[start:end].text
    text = re.split(r",\s|;\s|\s[–—-]\s", text)[0].strip(" \"“”,.;:")
    words = [w.lower() for w in text.split()]
    if not words or len(words) > 22:
        return None
    if all(w in _EMPTY or w in ("the", "a", "of", "other", "various", "some", "several", "mutual", "their", "wide", "broad", "its") for w in words):
        return None
    return text


def topics_in(sent: Span) -> list[tuple[int, str]]:
    """(token, topic) of every topic that a sentence tells."""
    doc = sent.doc
    found: list[tuple[int, str]] = []

    def add(head: Token) -> None:
        if head.lemma_.lower() in _EMPTY or head.lemma_.lower() in ("need", "importance", "concern", "situation") and False:
            deeper = [g for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "about", "over", "regarding", "concerning", "related", "to", "for") for g in c.children if g.dep_ in ("pobj", "pcomp")]
            if deeper:
                for g in deeper:
                    add(g)
                return
        for start, end in _phrase(head):
            text = _clean(doc, start, end)
            if text is not None and all(text != t for _, t in found):
                found.append((head.i, text))

    for token in sent:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in TOPIC_VERBS:
            places = TOPIC_VERBS[lemma]
            for child in token.children:
                if child.dep_ == "dobj" and "dobj" in places:
                    add(child)
                elif child.dep_ in ("prep", "prt") and child.lower_ in places:
                    for g in child.children:
                        if g.dep_ in ("pobj",):
                            add(g)
                    if child.dep_ == "prt":
                        for g in token.children:
                            if g.dep_ == "dobj":
                                add(g)
            if lemma in SUBJECT_VERBS:
                for child in token.children:
                    if child.dep_ == "nsubjpass" and any(c.dep_ == "auxpass" for c in token.children):
                        add(child)
        elif token.lower_ in ("regarding", "concerning") and token.dep_ in ("prep", "acl"):
            for g in token.children:
                if g.dep_ in ("pobj", "dobj"):
                    add(g)
        elif token.pos_ in ("NOUN", "PROPN") and lemma in TOPIC_NOUNS:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("on", "about", "over", "regarding", "concerning"):
                    for g in child.children:
                        if g.dep_ in ("pobj",) and g.ent_type_ not in ("DATE", "TIME") and not _is_date(g):
                            add(g)
    return found


def _is_date(token: Token) -> bool:
    return bool(re.match(r"(?i)(mon|tues|wednes|thurs|fri|satur|sun)day|\d|jan|feb|mar|apr|may$|jun|jul|aug|sep|oct|nov|dec", token.text))


def attach(doc: Doc) -> None:
    """Gives each contact the topics told in its sentences and in those that follow in the paragraph, up to the next contact."""
    drafts = annotations(doc).drafts
    sents = list(doc.sents)
    number = {i: n for n, s in enumerate(sents) for i in range(s.start, s.end)}
    owner: dict[int, list[int]] = {}
    for k, draft in enumerate(drafts):
        for event in draft.events:
            owner.setdefault(number[event.trigger.i], []).append(k)
    current: list[int] = []
    for n, sent in enumerate(sents):
        if n in owner:
            current = list(dict.fromkeys(owner[n]))
        elif "\n\n" in doc[max(0, sent.start - 2) : sent.start + 1].text and n not in owner:
            current = current if len(drafts) == 1 else []
        for token, topic in topics_in(sent):
            if n in owner and len(current) > 1:
                # several contacts in one sentence: the nearest trigger before the topic
                near = min(current, key=lambda k: min(abs(e.trigger.i - token) + (20 if e.trigger.i > token else 0) for e in drafts[k].events if number[e.trigger.i] == n))
                targets = [near]
            else:
                targets = current
            for k in targets:
                if topic not in drafts[k].topics:
                    drafts[k].topics.append(topic)


@Language.factory("milchannels_topics")
class Topics:
    """Fills the topics of `doc._.mil.drafts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        attach(doc)
        return doc
