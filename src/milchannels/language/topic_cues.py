"""Words of discussing, as they stand: `cues_in(sentence)` gives each with the tokens under which its topics stand.

In: a parsed sentence. Out: `Cue`s, by the lists of `lexicons/topics.yaml`; whose topics they are is settled by `topics`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from .annotations import annotations_of
from .topic_phrases import is_date, words

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
PLACES = ("GPE", "LOC", "FAC")


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
    mil = annotations_of(token.doc)
    closes = (
        before.text == ","
        or is_date(before)
        or before.ent_type_ in ("PERSON", *PLACES)
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
        and (token.lower_ == "about" or c.ent_type_ not in PLACES or c.i in known)
    ]
    verb = next((a for a in (token.head, *token.head.ancestors) if a.pos_ == "VERB"), None)
    return Cue(token, objects, subject_of(verb) if verb is not None else None, beside=True)


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
        subject = next((c for c in token.children if c.dep_ in SUBJECTS), None)
        if subject is not None and subject.lemma_.lower() in lex.topic_nouns | {"agenda", "talk", "discussion"}:
            return Cue(token, [c for c in token.children if c.dep_ in ("dobj", "attr")], subject, about_talk=True)
        return None
    rule = lex.verbs.get(lemma)
    passive = passive_subjects(token)
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
            g for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" for g in objects_of(c)
        ]
    if rule.get("abstract"):
        heads = [h for h in heads if h.ent_type_ not in PLACES or rule.get("subject") or h in passive]
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
    agent = next((g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    return Cue(
        token,
        heads,
        agent if told else subject,
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
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        objects = subjects[:-1]
    if verb.lemma_.lower() not in words().verbs:
        return None
    return Cue(token, objects, subject_of(verb))


def objects_of(token: Token) -> Iterator[Token]:
    """The objects of an infinitive and of those joined to it; a gerund behind "avoid" counts as one."""
    for child in token.children:
        if child.dep_ in ("dobj", "xcomp") and (child.pos_ in ("NOUN", "PROPN") or child.tag_ == "VBG"):
            yield child
        elif child.dep_ == "conj" and child.tag_ == "VB":
            yield from objects_of(child)


def _copula(token: Token) -> Cue | None:
    """ "X was the subject of the talks", "the subject was X", "on the agenda were X", "the call was about X"."""
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
    wanted = lex.noun_prepositions | {"of"} if lemma in lex.nouns_of else lex.noun_prepositions
    heads = [h for h in _behind(token, wanted) if h.lemma_.lower() not in lex.never]
    if lemma in ("letter", "message", "note", "cable", "call"):
        heads += [
            g
            for c in token.children
            if c.dep_ == "relcl"
            for g in _behind(c, frozenset({"for"}))
            if c.lemma_ in ("ask", "call", "press")
        ]
    return Cue(token, heads, subject_of(token), about_talk=lemma in lex.contact_words)


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
