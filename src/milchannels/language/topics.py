"""Component `milchannels_topics`: what was discussed, attached to the contact it is told of.

In: a parsed text with its drafts. Out: `draft.topics`, short phrases in the text's words, and `draft.themes`, from the
controlled vocabulary. A word of discussing gives a `Cue`, which points to topics; the cue's contact is the one told in its
clause, else the one told before, where the cue's subject can be one of its parties or is the talk itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .annotations import Actor, annotations_of
from .events import Draft
from .themes import themes_of
from .topic_cues import cues_in
from .topic_frames import Cue
from .topic_parse import SUBJECTS, distance
from .topic_phrases import phrases, text_of, words
from .topic_statements import aims, statement


class Assigner:
    """Gives the topics of a document to its drafts."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.drafts = self.mil.drafts
        self.actors_at: dict[int, list[Actor]] = {i: m.actors for m in self.mil.mentions for i in range(m.start, m.end)}
        self.somebody = {m.head for m in self.mil.mentions if m.form not in ("country", "pronoun")}
        self.people = frozenset(self.actors_at)
        self.loose: list[Cue] = []
        self.told: dict[int, list[Draft]] = {}
        for draft in self.drafts:
            for event in draft.events:
                here = self.told.setdefault(event.trigger.i, [])
                if draft not in here:
                    here.append(draft)

    def run(self) -> None:
        """Walks the sentences; what a sentence tells belongs to its own contacts, else to those told last."""
        current: list[Draft] = []
        waiting: list[tuple[int, Cue]] = []
        since = 0
        same_paragraph = True
        for number, sent in enumerate(self.doc.sents):
            if sent.start and any(
                t.is_space and t.text.count("\n") >= 2 for t in self.doc[max(0, sent.start - 1) : sent.start + 1]
            ):
                same_paragraph = False
            triggers = [i for i in range(sent.start, sent.end) if i in self.told]
            since += 1
            for cue in self._cues(sent):
                if triggers:
                    targets = self._in_clause(cue, triggers)
                elif current and since <= (12 if len(self.drafts) == 1 else 8):
                    targets = self._before(cue, current, same_paragraph)
                else:
                    targets = []
                if not targets and not triggers and not cue.weak:
                    waiting.append((number, cue))
                if not targets:
                    self.loose.append(cue)
                if targets:
                    self._give(cue, targets)
                    if not triggers and any(d in current for d in targets):
                        since = min(since, 3)
            if triggers:
                for told, cue in waiting:
                    if number - told <= 2:
                        self._give(cue, [d for d in self.told[triggers[0]] if self._both_sides(d, cue)])
                waiting = []
                last = triggers[-1]
                current = (
                    [d for i in triggers for d in self.told[i]]
                    if _joined(self.doc, triggers)
                    else list(self.told[last])
                )
                current = list({id(d): d for d in current}.values())
                since, same_paragraph = 0, True

        self._left_over()
        self._last_resort()

    def _cues(self, sent: Span) -> Iterator[Cue]:
        yield from cues_in(sent)
        for token in sent:
            cue = statement(token, self.people)
            if cue is not None:
                yield cue

    def _both_sides(self, draft: Draft, cue: Cue) -> bool:
        """Whether a cue before its contact names parties of two of its sides and nobody else."""
        partners = [
            g
            for c in cue.token.children
            if c.dep_ == "prep" and c.lower_ in ("with", "to", "by")
            for g in c.children
            if g.dep_ == "pobj"
        ]
        actors = [a for t in (cue.subject, *partners) for a in self._parties(t)]
        return len({a.country for a in actors}) > 1 and self._fits(draft, actors)

    def _left_over(self) -> None:
        """Cues that no contact took go to a contact without topics that is told in their sentence."""
        for draft in self.drafts:
            if draft.topics:
                continue
            sents = {e.trigger.head.sent.start for e in draft.events}
            for cue in self.loose:
                if cue.token.sent.start in sents and not self._public(cue):
                    self._give(cue, [draft])

    def _last_resort(self) -> None:
        """For drafts still without topics: what the contact is for, what was agreed in it, what one told the other."""
        for draft in self.drafts:
            if draft.topics:
                continue
            for event in draft.events:
                for cue in aims(event.trigger.head):
                    self._give(cue, [draft])
            if not draft.topics:
                self._statements(draft)

    def _statements(self, draft: Draft) -> None:
        """What a party said to the other, in the sentence of the contact or in the next that tells of no other."""
        for event in draft.events:
            sent = event.trigger.head.sent
            following = self.doc[sent.end].sent if sent.end < len(self.doc) else sent
            silent = not any(i in self.told for i in range(following.start, following.end))
            for told in (sent, following) if silent and following != sent else (sent,):
                for token in told:
                    cue = statement(token, self.people, words().saying)
                    actors = self._parties(cue.subject) if cue is not None else []
                    if cue is not None and actors and self._fits(draft, actors) and not self._public(cue):
                        self._give(cue, [draft])

    def _give(self, cue: Cue, targets: list[Draft]) -> None:
        for head in cue.heads:
            if head.i in self.somebody:
                continue
            repeated = any(c.lower_ == "same" for c in head.children) and head.lemma_.lower() in words().transparent
            if repeated:
                before = next((d for d in reversed(self.drafts) if d.topics and d not in targets), None)
                for draft in targets:
                    _extend(draft, before.topics if before else [])
                continue
            for start, end in phrases(head):
                text = text_of(self.doc, start, end)
                if text is None or any(start <= i < end for i in self.told if i == head.i):
                    continue
                for draft in targets:
                    _extend(draft, [_without_place(text, draft.place)])
                    draft.rules.setdefault("topics", cue.token.lemma_.lower())

    def _parties(self, token: Token | None) -> list[Actor]:
        if token is None:
            return []
        found = list(self.actors_at.get(token.i, ()))
        for t in token.conjuncts:
            found += self.actors_at.get(t.i, ())
        return found

    def _fits(self, draft: Draft, actors: list[Actor]) -> bool:
        """Whether all of the actors can be of the contact."""
        keys = {a.key for a in draft.actors}
        people = {a.country for a in draft.actors if a.kind != "person"}
        for actor in actors:
            if (
                actor.key in keys
                or (actor.kind != "person" and actor.country in draft.countries)
                or actor.country in people
            ):
                continue
            return False
        return True

    def _public(self, cue: Cue) -> bool:
        """Whether the cue is a statement to the public, or talk among those of one country."""
        token = cue.token
        hearers: list[Token] = [c for c in token.children if c.dep_ in ("dobj", "dative")]
        partners = [
            g
            for c in token.children
            if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with", "before")
            for g in c.children
            if g.dep_ == "pobj"
        ]
        if any(h.lower_ in words().publics for h in hearers + partners):
            return True
        own = [p for p in partners if any(c.tag_ == "PRP$" for c in p.children) and p.i in self.somebody]
        if any({a.country for a in self._parties(p)} == {a.country for a in self._parties(cue.subject)} for p in own):
            return True
        one, two = self._parties(cue.subject), [a for p in partners for a in self._parties(p)]
        countries = {a.country for a in one + two}
        return bool(one and two) and len(countries) == 1

    def _in_clause(self, cue: Cue, triggers: list[int]) -> list[Draft]:
        """The drafts told nearest to the cue in its sentence."""
        if self._public(cue):
            return []
        trailing = (
            cue.token.tag_ == "VBG"
            and cue.token.left_edge.i > 0
            and cue.token.left_edge.nbor(-1).text == ","
            and not any(c.dep_ in SUBJECTS for c in cue.token.children)
        )
        before = [i for i in triggers if i < cue.token.i and self._one_clause(i, cue.token.i)]
        if trailing and before:
            return self.told[before[-1]]
        near = min(triggers, key=lambda i: (distance(self.doc[i], cue.token), i > cue.token.i, abs(i - cue.token.i)))
        targets = self.told[near]
        if cue.beside:
            if before:
                near, targets = before[-1], self.told[before[-1]]
            elif distance(self.doc[near], cue.token) > 2:
                return []
            if (
                cue.token.head.pos_ == "VERB"
                and cue.token.lower_ != "about"
                and distance(self.doc[near], cue.token) > 3
            ):
                return []
            return targets
        actors = self._parties(cue.subject)
        if near == cue.token.i:
            above = [i for i in triggers if i != near and self.doc[i] in list(self.doc[near].ancestors)[:2]]
            return list({id(d): d for d in [*targets, *(d for i in above for d in self.told[i])]}.values())
        fitting = [d for d in targets if self._fits(d, actors)]
        if not fitting and actors:
            fitting = [d for i in triggers for d in self.told[i] if self._fits(d, actors)]
        if cue.weak and not actors and not self._is_contact_word(cue.subject) and not cue.about_talk:
            return fitting if distance(self.doc[near], cue.token) <= 2 else []
        return fitting

    def _one_clause(self, start: int, end: int) -> bool:
        """Whether no other full clause stands between two tokens."""
        between = self.doc[start + 1 : end]
        return all(t.text not in (";", ":") for t in between) and not any(
            t.tag_ in ("VBD", "VBZ", "VBP") and t.pos_ == "VERB" and t.dep_ not in ("relcl", "acl") for t in between
        )

    def _before(self, cue: Cue, current: list[Draft], same_paragraph: bool) -> list[Draft]:
        """The drafts told in the sentences before that the cue speaks of."""
        if self._public(cue):
            return []
        if cue.beside and (cue.subject is None or cue.subject.lemma_.lower() not in words().nouns):
            return []
        if cue.weak and not cue.about_talk and any(c.dep_ == "auxpass" for c in cue.token.children):
            return []  # "was asked about X": by whoever it was, not by the other side
        if cue.subject is not None and not self._parties(cue.subject) and not self._is_contact_word(cue.subject):
            root = cue.token.sent.root
            cue.subject = next(
                (c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < cue.token.i), cue.subject
            )
        if cue.subject is not None and cue.subject.lower_ == "we":
            cue.subject = _speaker(cue.token)
        actors = self._parties(cue.subject)
        partners = [
            a
            for c in cue.token.children
            if c.dep_ == "prep" and c.lower_ in ("with", "to")
            for g in c.children
            if g.dep_ == "pobj"
            for a in self._parties(g)
        ]
        actors = [*actors, *partners]
        if any(a.kind == "person" for a in actors):
            fitting = [d for d in current if self._fits(d, actors)]
            if fitting:
                return fitting
            if len({a.country for a in actors}) > 1:
                older = [
                    d for d in reversed(self.drafts) if self._fits(d, actors) and d.events[0].trigger.i < cue.token.i
                ]
                return older[:1]
            return []
        if cue.about_talk and not actors:
            sent = cue.token.sent
            named = [
                a for m in self.mil.mentions if m.form == "name" and sent.start <= m.start < sent.end for a in m.actors
            ]
            older = [d for d in reversed(self.drafts) if self._fits(d, named) and d.events[0].trigger.i < cue.token.i]
            if len({a.country for a in named}) > 1 and older:
                return older[:1]
        linked = bool(actors) or cue.about_talk or self._is_contact_word(cue.subject)
        if cue.weak and not (bool(actors) or self._is_contact_word(cue.subject) or (cue.about_talk and same_paragraph)):
            return []
        if not linked and not (same_paragraph and cue.subject is None):
            return []
        return [d for d in current if self._fits(d, actors)]

    def _is_contact_word(self, token: Token | None) -> bool:
        """Whether a subject is the talk or those who talked, without words that make it another one's."""
        if token is None or token.lemma_.lower() not in words().contact_words:
            return False
        return token.lemma_.lower() in words().nouns or not any(c.lower_ in ("of", "from") for c in token.children)


def _speaker(token: Token) -> Token | None:
    """Who says a quoted clause: the subject of the verb it hangs on."""
    for verb in token.ancestors:
        for c in verb.children:
            if c.dep_ == "nsubj" and c.lower_ != "we":
                return c
    return None


def _joined(doc: Doc, triggers: list[int]) -> bool:
    """Whether what several triggers of a sentence tell is told as one, so that what follows belongs to all."""
    return len(triggers) > 1 and all(doc[a].head.i == b or doc[b].head.i == a for a, b in itertools.pairwise(triggers))


def _extend(draft: Draft, topics: list[str]) -> None:
    """Adds topics that are not yet there; of two, one within the other, the longer stays."""
    for topic in topics:
        low = topic.lower()
        if not topic or any(low in known.lower() for known in draft.topics):
            continue
        draft.topics = [known for known in draft.topics if known.lower() not in low]
        draft.topics.append(topic)


def _without_place(topic: str, place: str | None) -> str:
    """A topic without the place of the contact at its end."""
    if place:
        for word in ("in", "at"):
            ending = f" {word} {place}"
            if topic.endswith(ending) and len(topic) > len(ending):
                return topic[: -len(ending)]
    return topic


@Language.factory("milchannels_topics")
class Topics:
    """Fills topics and themes of `doc._.mil.drafts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        Assigner(doc).run()
        for draft in annotations_of(doc).drafts:
            draft.themes = themes_of(draft.topics)
        return doc
