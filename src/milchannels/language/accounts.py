"""How a contact is told: its tone, what came of it, and who tells of it. In: complete drafts. Out: three fields of each.

All three are words of the text: "frank and constructive", "keep the line open", "a Pentagon spokesman". What no word tells stays
None. The words are those of `lexicons/accounts.yaml`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from ..lexicons._spellings import read
from .annotations import annotations_of
from .events import Draft
from .topic_parse import subject_of
from .topic_phrases import words as topic_words

_SUBJECTS = ("nsubj", "nsubjpass")
#: No longer than this is what stands for an outcome or a teller, in tokens.
_LONGEST = 30


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The lexicon, loaded once."""
    return {name: frozenset(listed) for name, listed in read("accounts.yaml").items()}


class Accounts:
    """Reads the accounts of the contacts of one document."""

    def __init__(self, doc: Doc, drafts: list[Draft]) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.told = {e.trigger.i for d in drafts for e in d.events}
        self.sides = {i: m.actors for m in self.mil.mentions for i in range(m.start, m.end)}

    def read(self, draft: Draft) -> None:
        """Sets `tone`, `outcome` and `reported_by`."""
        sents = list(self._sentences(draft))
        draft.tone = _joined(t for sent in sents for t in self._tones(sent, draft))
        if draft.status == "held":
            draft.outcome = "; ".join(dict.fromkeys(o for sent in sents for o in self._outcomes(sent, draft))) or None
        draft.reported_by = next((t for e in draft.events if (t := self._teller(e.trigger.head))), None)

    def _sentences(self, draft: Draft) -> Iterator[Span]:
        """The sentences that tell of a contact, and after each the next one, where that tells of no other."""
        seen: set[int] = set()
        own = {e.trigger.i for e in draft.events}
        for event in draft.events:
            sent = event.trigger.head.sent
            following = self.doc[sent.end].sent if sent.end < len(self.doc) else sent
            for each in (sent, following):
                others = self.told & set(range(each.start, each.end)) - own
                if each.start not in seen and (each == sent or not others):
                    seen.add(each.start)
                    yield each

    # -- tone --------------------------------------------------------------------------------------------------------------

    def _tones(self, sent: Span, draft: Draft) -> Iterator[Token]:
        own = {e.trigger.i for e in draft.events}
        for token in sent:
            if token.lower_ in words()["tones"] and token.pos_ in ("ADJ", "ADV", "VERB", "NOUN"):
                if self._tells_of_talk(_top(token), own):
                    yield token
            elif token.lower_ in words()["manners"] and token.head.i in own:
                yield token

    def _tells_of_talk(self, token: Token, own: set[int]) -> bool:
        """Whether an adjective is said of the talk, of its atmosphere, or by somebody who describes it."""
        head = token.head
        if token.dep_ in ("amod", "compound", "nmod") and head.lower_ != "as":
            return self._is_talk(head, own) or (head.lemma_.lower() in words()["atmospheres"] and head.dep_ == "pobj")
        if token.dep_ in ("acomp", "attr"):
            return any(c.dep_ in _SUBJECTS and self._is_talk(c, own) for c in head.children)
        described = head.head if head.lower_ == "as" else head
        if described.lemma_.lower() in words()["describing"]:
            return any(c.dep_ in ("dobj", "nsubjpass", "nsubj") and self._is_talk(c, own) for c in described.subtree)
        return False

    def _is_talk(self, token: Token, own: set[int]) -> bool:
        return token.i in own or (token.pos_ == "NOUN" and token.lemma_.lower() in topic_words().nouns - {"view"})

    # -- outcome -----------------------------------------------------------------------------------------------------------

    def _outcomes(self, sent: Span, draft: Draft) -> Iterator[str]:
        for verb in sent:
            lemma = verb.lemma_.lower()
            auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")} - {"had", "has", "have"}
            if verb.pos_ != "VERB" or auxiliaries or not self._of_parties(verb, draft):
                continue
            for child in verb.children:
                if lemma in words()["agreeing"] and child.dep_ in ("xcomp", "ccomp") and child.i > verb.i:
                    text = _clause_text(child)
                elif lemma in words()["signing"] and child.dep_ in ("dobj", "nsubjpass") and child.pos_ != "PRON":
                    text = _phrase_text(child)
                else:
                    continue
                if text:
                    yield text

    def _of_parties(self, verb: Token, draft: Draft) -> bool:
        """Whether those who agree are parties of the contact, or nobody is named."""
        subject = subject_of(verb)
        if subject is None or subject.lower_ == "it" or any(c.dep_ == "auxpass" for c in verb.children):
            return True
        actors = [a for t in (subject, *subject.conjuncts) for a in self.sides.get(t.i, ())]
        if not actors:
            return subject.lemma_.lower() in topic_words().contact_words
        return all(a.country in draft.countries for a in actors)

    # -- teller ------------------------------------------------------------------------------------------------------------

    def _teller(self, trigger: Token) -> str | None:
        """Who tells of a contact: the subject of a verb of telling over it, or who stands behind "according to"."""
        sent = trigger.sent
        for token in sent:
            if token.lower_ == "according" and token.i + 1 < sent.end and token.nbor(1).lower_ == "to":
                source = next((g for c in (token, *token.children) for g in c.children if g.dep_ == "pobj"), None)
                if source is not None:
                    return _phrase_text(source)
        for verb in (*trigger.ancestors, *(c for a in (trigger, *trigger.ancestors) for c in a.children)):
            if verb.lemma_.lower() not in words()["telling"] or verb.pos_ != "VERB" or verb.i in self.told:
                continue
            told = any(
                c.dep_ in ("ccomp", "parataxis") and (c == trigger or c.is_ancestor(trigger)) for c in verb.children
            )
            heard = any(c.dep_ in ("dobj", "dative") and c.i in self.sides for c in verb.children)
            over = verb.dep_ == "parataxis" or (told and not heard)
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if over and subject is not None and subject.pos_ in ("NOUN", "PROPN"):
                return _phrase_text(subject)
        return None


def _top(token: Token) -> Token:
    """The adjective that another is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
        token = token.head
    return token


def _joined(tokens: Iterable[Token]) -> str | None:
    """Words as a phrase: "frank, open and constructive"; "in - depth", which the tokenizer takes apart, as one word."""
    found = list(dict.fromkeys(t.lower_ for t in tokens))
    if len(found) < 2:
        return found[0] if found else None
    return f"{', '.join(found[:-1])} and {found[-1]}"


def _phrase_text(head: Token) -> str | None:
    """A noun with what belongs to it, without article, apposition and clauses."""
    drop = {
        t.i
        for c in head.children
        if c.dep_ in ("appos", "relcl", "advcl", "cc", "conj", "parataxis") or (c.dep_ == "punct" and c.text in ",;—–")
        for t in c.subtree
    }
    return _text(head, {t.i for t in head.subtree} - drop)


def _clause_text(verb: Token) -> str | None:
    """A clause without the word that opens it, and without what else is told behind it."""
    drop = {c.i for c in verb.children if c.dep_ == "mark" or c.lower_ == "to"}
    drop |= {t.i for c in verb.children if c.dep_ in ("advcl", "parataxis") for t in c.subtree}
    return _text(verb, {t.i for t in verb.subtree} - drop)


def _text(head: Token, inner: set[int]) -> str | None:
    """The words of a run of tokens round a head."""
    start = end = head.i
    while start - 1 in inner:
        start -= 1
    while end + 1 in inner:
        end += 1
    while (
        start < end and head.doc[start].pos_ in ("DET", "PUNCT", "SPACE", "CCONJ") and head.doc[start].dep_ != "nsubj"
    ):
        start += 1
    while end > start and head.doc[end].pos_ in ("PUNCT", "SPACE", "CCONJ"):
        end -= 1
    text = " ".join(head.doc[start : end + 1].text.split())
    return text if end - start < _LONGEST else None
