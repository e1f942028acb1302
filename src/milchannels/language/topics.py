"""Component `milchannels_topics`: what was discussed, attached to the contact it is told of.

In: a parsed text with its drafts. Out: `draft.topics`, short phrases in the text's words, and `draft.themes`, from the
controlled vocabulary. A word of discussing gives a `Cue`, which points to topics; the cue's contact is the one told in its
clause, else the one told before, where the cue's subject can be one of its parties or is the talk itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .annotations import Actor, annotations
from .events import Draft
from .themes import themes_of
from .topic_phrases import is_date, phrases, text_of, words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_PLACES = ("GPE", "LOC", "FAC")


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


# -- cues ---------------------------------------------------------------------------------------------------------------


def cues_in(sent: Span) -> Iterator[Cue]:
    """The cues of a sentence, in order."""
    for token in sent:
        if token.dep_ == "neg" or any(c.dep_ == "neg" for c in token.children):
            continue
        lemma = token.lemma_.lower()
        cue: Cue | None = None
        if token.pos_ in ("VERB", "AUX") and lemma == "be":
            cue = _copula(token)
        elif token.pos_ == "VERB" or token.tag_.startswith("VB"):
            cue = _verb(token, lemma)
        elif token.pos_ in ("NOUN", "PROPN"):
            cue = _noun(token, lemma)
        elif lemma in words().adjectives:
            cue = Cue(token, list(_behind(token, words().noun_prepositions)), subject_of(token.head), weak=True)
        elif token.lower_ in ("besides", "apart", "alongside") and token.i - sent.start <= 1:
            cue = _beside_fronted(token)
        elif lemma in words().participles:
            cue = Cue(token, list(_behind(token, words().participles[lemma])), subject_of(token))
        elif token.lower_ in ("about", "over", "on") and token.dep_ == "prep":
            cue = _adverbial(token)
        elif token.lower_ in ("regarding", "concerning") and token.dep_ in ("prep", "acl"):
            cue = Cue(token, [c for c in token.children if c.dep_ in ("pobj", "dobj", "pcomp")], subject_of(token))
        if cue is not None and cue.heads:
            yield cue


def _adverbial(token: Token) -> Cue | None:
    """ "about X", "on X" behind the name, the day or the place it is parsed under, or at a verb of no talking."""
    before = token.nbor(-1) if token.i > token.sent.start else token
    mil = annotations(token.doc)
    closes = (
        before.text == ","
        or is_date(before)
        or before.ent_type_ in ("PERSON", *_PLACES)
        or any(m.end == token.i for m in mil.mentions)
        or before.pos_ == "ADV"
    )
    if not closes and not (token.lower_ == "about" and token.head.pos_ == "VERB"):
        return None
    known = {i for c in mil.countries for i in range(c.start, c.end)}
    fixed = words().stop_heads | words().never | words().agendas
    objects = [
        c
        for c in token.children
        if c.dep_ in ("pobj", "pcomp")
        and not is_date(c)
        and (token.lower_ == "about" or c.lemma_.lower() not in fixed)
        and (token.lower_ == "about" or c.ent_type_ not in _PLACES or c.i in known)
    ]
    verb = next((a for a in (token.head, *token.head.ancestors) if a.pos_ == "VERB"), None)
    return Cue(token, objects, subject_of(verb) if verb is not None else None, beside=True)


def subject_of(token: Token) -> Token | None:
    """Who does what `token` says: its own subject, or that of the clause it hangs on."""
    for _ in range(6):
        for child in reversed(list(token.children)):
            if child.dep_ in _SUBJECTS:
                if child.lower_ in ("who", "that", "which") and token.dep_ == "relcl":
                    return token.head
                return child
        for child in token.children:
            if child.dep_ == "agent":
                return next((g for g in child.children if g.dep_ == "pobj"), None)
        if token.dep_ == "ROOT" or token.head == token:
            return None
        if token.dep_ == "acl" and token.head.pos_ == "PROPN":
            return token.head
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in _SUBJECTS:
            return token
    return None


def _passive(token: Token) -> list[Token]:
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


def _behind(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
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


def _verb(token: Token, lemma: str) -> Cue | None:
    lex = words()
    if lemma in ("include", "comprise", "span"):
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        if subject is not None and subject.lemma_.lower() in lex.topic_nouns | {"agenda", "talk", "discussion"}:
            return Cue(token, [c for c in token.children if c.dep_ in ("dobj", "attr")], subject, about_talk=True)
        return None
    rule = lex.verbs.get(lemma)
    passive = _passive(token)
    heads: list[Token] = list(_idiom(token, lemma))
    if rule is None:
        talk = [
            c for c in (*passive, *token.children) if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in lex.nouns
        ]
        heads += _behind(token, lex.noun_prepositions) if talk else ()
        return Cue(token, heads, subject_of(token))
    after = lex.after(lemma)
    if rule.get("object"):
        heads += passive or [
            c
            for c in token.children
            if c.dep_ == "dobj"
            or (
                c.dep_ == "ccomp"
                and c.left_edge.tag_ in ("WRB", "WP", "WDT", "IN")
                and c.left_edge.lower_ not in ("that", "as", "if")
            )
        ]
    particle = next(
        (
            c
            for c in token.children
            if c.lower_ in after
            and c.dep_ in ("prt", "prep", "advmod")
            and not any(g.dep_ in ("pobj", "pcomp") for g in c.children)
        ),
        None,
    )
    if particle is not None:
        heads += passive or [c for c in token.children if c.dep_ == "dobj"]
        if lemma == "come" and particle.lower_ == "up":
            heads += [c for c in token.children if c.dep_ == "nsubj"]
    heads += list(_behind(token, after)) if after else []
    for child in token.children:
        if child.dep_ == "dobj" and after and child.lemma_.lower() not in lex.topic_nouns and "on" in after:
            heads += _behind(child, after)
    if rule.get("subject") and lemma != "come" and _of_talk(token):
        heads += [c for c in token.children if c.dep_ == "nsubj"]
    if rule.get("other"):
        heads += [
            g for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" for g in _objects(c)
        ]
    if rule.get("abstract"):
        heads = [h for h in heads if h.ent_type_ not in _PLACES or rule.get("subject") or h in passive]
    if rule.get("weak"):
        heads = [h for h in heads if not (h.dep_ == "dobj" and h.lemma_.lower() in lex.courtesies)]
    if any(h in passive for h in heads) or any(h.dep_ == "nsubj" and h.head == token for h in heads):
        heads += [
            g
            for c in token.children
            if c.lower_ == "with" and c.nbor(-1).lower_ in ("together", "along")
            for g in c.children
            if g.dep_ == "pobj"
        ]
    subject = subject_of(token)
    told = subject is not None and subject in heads
    return Cue(
        token,
        heads,
        None if told else subject,
        bool(rule.get("weak")),
        about_talk=told or any(h in passive for h in heads),
    )


def _idiom(token: Token, lemma: str) -> Iterator[Token]:
    """What stands behind "took stock of", "views were exchanged on"."""
    idiom = words().idioms.get(lemma, {})
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.lemma_.lower() in idiom:
            wanted = frozenset(idiom[child.lemma_.lower()])
            yield from _behind(token, wanted)
            yield from _behind(child, wanted)


def _of_talk(token: Token) -> bool:
    """Whether the object or the place of a verb is a talk or its agenda: "dominated the meeting", "figured in both"."""
    known = words().contact_words | words().agendas | words().nouns
    objects = [c for c in token.children if c.dep_ == "dobj"]
    objects += [
        g
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in ("in", "on", "at", "during")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    return any(o.lemma_.lower() in known for o in objects) or any(
        c.lower_ in ("prominently", "high") for c in token.children
    )


def _beside_fronted(token: Token) -> Cue | None:
    """ "Besides X, they discussed ...": X is a topic too."""
    objects = [g for p in (token, *token.children) for g in p.children if g.dep_ in ("pobj", "pcomp")]
    verb = token.head
    if not objects and verb.pos_ == "VERB":
        subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
        objects = subjects[:-1]
    if verb.lemma_.lower() not in words().verbs:
        return None
    return Cue(token, objects, subject_of(verb))


def _objects(token: Token) -> Iterator[Token]:
    """The objects of an infinitive and of those joined to it; a gerund behind "avoid" counts as one."""
    for child in token.children:
        if child.dep_ in ("dobj", "xcomp") and (child.pos_ in ("NOUN", "PROPN") or child.tag_ == "VBG"):
            yield child
        elif child.dep_ == "conj" and child.tag_ == "VB":
            yield from _objects(child)


def _copula(token: Token) -> Cue | None:
    """ "X was the subject of the talks", "the subject was X", "on the agenda were X", "the call was about X"."""
    lex = words()
    subjects = [c for c in token.children if c.dep_ in _SUBJECTS]
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
    if any(s.lemma_.lower() in lex.topic_nouns and s.pos_ == "NOUN" for s in subjects) and complements:
        return Cue(token, complements, None, about_talk=True)
    for child in token.children:
        if child.dep_ != "prep":
            continue
        objects = [g for g in child.children if g.dep_ == "pobj"]
        if child.lower_ == "on" and any(g.lemma_.lower() in lex.agendas for g in objects):
            return Cue(token, subjects + complements, None, about_talk=True)
        if child.lower_ == "among" and any(g.lemma_.lower() in lex.topic_nouns for g in objects):
            return Cue(token, subjects + complements, None, about_talk=True)
        if (
            child.lower_ == "about"
            and subjects
            and (subjects[0].lemma_.lower() in lex.nouns or subjects[0].lemma_.lower() in lex.contact_words)
        ):
            return Cue(token, objects, subjects[0], about_talk=True)
    return None


def _framed(token: Token) -> Token | None:
    """The topic noun right behind a copula: "was the main item"; of the kind that needs no more, or with "of"."""
    doc, i = token.doc, token.i + 1
    while i < token.sent.end and doc[i].pos_ in ("DET", "ADJ", "NUM", "ADV") and i - token.i < 5:
        i += 1
    if (
        i < token.sent.end
        and doc[i].pos_ == "NOUN"
        and doc[i].lemma_.lower() in words().topic_nouns - {"issue", "matter", "question", "concern"}
    ):
        definite = any(
            doc[k].lower_ in ("the", "main", "chief", "only", "central", "first", "one", "another")
            for k in range(token.i + 1, i)
        )
        return doc[i] if definite else None
    return None


def _noun(token: Token, lemma: str) -> Cue | None:
    lex = words()
    if lemma in lex.topic_nouns and token.i + 1 < len(token.doc) and token.nbor(1).text == ":":
        return Cue(
            token,
            [
                t
                for t in token.doc[token.i + 2 : token.sent.end]
                if t.pos_ in ("NOUN", "PROPN")
                and (t.head.i <= token.i + 1 or (t.dep_ in ("ROOT", "appos", "conj") and t.head.i <= token.i + 1))
            ],
            None,
            about_talk=True,
        )
    if lemma not in lex.nouns:
        return None
    heads = [h for h in _behind(token, lex.noun_prepositions) if h.lemma_.lower() not in lex.never]
    if lemma in ("letter", "message", "note", "cable", "call"):
        heads += [
            g
            for c in token.children
            if c.dep_ == "relcl"
            for g in _behind(c, frozenset({"for"}))
            if c.lemma_ in ("ask", "call", "press")
        ]
    return Cue(token, heads, subject_of(token), about_talk=lemma in lex.contact_words)


def _aims(trigger: Token) -> Iterator[Cue]:
    """What a contact is for or comes to, in the sentence that tells of it."""
    lex = words()
    for token in trigger.sent:
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB" or _distance(trigger, token) > 4:
            continue
        if lemma in lex.aims and (
            token.tag_ in ("VB", "VBG") or lemma in ("sign", "initial", "exchange", "settle", "draft")
        ):
            yield Cue(token, [h for h in (*_objects(token), *_passive(token)) if h.ent_type_ not in _PLACES])
        elif lemma in lex.aim_words:
            yield Cue(
                token,
                [
                    g
                    for c in token.children
                    if c.dep_ == "xcomp"
                    and c.lemma_.lower() not in ("stay", "keep", "continue", "remain", "maintain", "meet", "hold")
                    for g in _objects(c)
                ],
            )
        elif lemma in lex.telling:
            clauses = [c for c in token.children if c.dep_ == "ccomp"]
            yield Cue(
                token, [g for c in clauses for g in c.children if g.dep_ in ("nsubj", "nsubjpass") and g.pos_ == "NOUN"]
            )


# -- whose topics -------------------------------------------------------------------------------------------------------


class Assigner:
    """Gives the topics of a document to its drafts."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil = annotations(doc)
        self.drafts = self.mil.drafts
        self.actors_at: dict[int, list[Actor]] = {i: m.actors for m in self.mil.mentions for i in range(m.start, m.end)}
        self.somebody = {m.head for m in self.mil.mentions if m.form not in ("country", "pronoun")}
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
        number = since = 0
        same_paragraph = True
        for sent in self.doc.sents:
            if sent.start and any(
                t.is_space and t.text.count("\n") >= 2 for t in self.doc[max(0, sent.start - 1) : sent.start + 1]
            ):
                same_paragraph = False
            triggers = [i for i in range(sent.start, sent.end) if i in self.told]
            since += 1
            number += 1
            for cue in cues_in(sent):
                if triggers:
                    targets = self._in_clause(cue, triggers)
                elif current and since <= (12 if len(self.drafts) == 1 else 8):
                    targets = self._before(cue, current, same_paragraph)
                else:
                    targets = []
                if not targets and not triggers and not cue.weak:
                    waiting.append((number, cue))
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

        self._last_resort()

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

    def _last_resort(self) -> None:
        """For drafts still without topics: what the contact is for, what was agreed in it, what one told the other."""
        for draft in self.drafts:
            if draft.topics:
                continue
            for event in draft.events:
                for cue in _aims(event.trigger.head):
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
            and not any(c.dep_ in _SUBJECTS for c in cue.token.children)
        )
        before = [i for i in triggers if i < cue.token.i and self._one_clause(i, cue.token.i)]
        if trailing and before:
            return self.told[before[-1]]
        near = min(triggers, key=lambda i: (_distance(self.doc[i], cue.token), i > cue.token.i, abs(i - cue.token.i)))
        targets = self.told[near]
        if cue.beside:
            if before:
                near, targets = before[-1], self.told[before[-1]]
            elif _distance(self.doc[near], cue.token) > 2:
                return []
            if (
                cue.token.head.pos_ == "VERB"
                and cue.token.lower_ != "about"
                and _distance(self.doc[near], cue.token) > 3
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
            return fitting if _distance(self.doc[near], cue.token) <= 2 else []
        return fitting

    def _one_clause(self, start: int, end: int) -> bool:
        """Whether no other full clause stands between two tokens."""
        between = self.doc[start + 1 : end]
        return all(t.text not in (";", ":") for t in between) and not any(
            t.tag_ in ("VBD", "VBZ", "VBP") and t.pos_ == "VERB" and t.dep_ not in ("relcl", "acl") for t in between
        )

    def _before(self, cue: Cue, current: list[Draft], same_paragraph: bool) -> list[Draft]:
        """The drafts told in the sentences before that the cue speaks of."""
        if self._public(cue) or cue.beside:
            return []
        if cue.weak and not cue.about_talk and any(c.dep_ == "auxpass" for c in cue.token.children):
            return []  # "was asked about X": by whoever it was, not by the other side
        if cue.subject is not None and not self._parties(cue.subject) and not self._is_contact_word(cue.subject):
            root = cue.token.sent.root
            cue.subject = next(
                (c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < cue.token.i), cue.subject
            )
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
        return token is not None and token.lemma_.lower() in words().contact_words


def _joined(doc: Doc, triggers: list[int]) -> bool:
    """Whether what several triggers of a sentence tell is told as one, so that what follows belongs to all."""
    return len(triggers) > 1 and all(
        doc[a].head.i == b or doc[b].head.i == a for a, b in zip(triggers, triggers[1:], strict=False)
    )


def _distance(a: Token, b: Token) -> int:
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
        for draft in annotations(doc).drafts:
            draft.themes = themes_of(draft.topics)
        return doc
