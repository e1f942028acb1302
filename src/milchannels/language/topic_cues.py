"""Words of discussing, as they stand: `cues_in(sentence)` gives each with the tokens under which its topics stand.

In: a parsed sentence. Out: `Cue`s, by the lists of `lexicons/topics.yaml`; whose topics they are is settled by `topics`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from .annotations import annotations_of
from .topic_frames import Cue, absolute, copula, fronted, occupying, under_discussion
from .topic_parse import PLACES, SUBJECTS, behind, objects_of, passive_subjects, subject_of
from .topic_phrases import is_date, words


def cues_in(sent: Span) -> Iterator[Cue]:
    """The cues of a sentence, in order."""
    silent = set(_nothing_said(sent))
    for token in sent:
        lemma = token.lemma_.lower()
        cue: Cue | None = None
        if token.pos_ in ("VERB", "AUX") and lemma == "be":
            cue = copula(token)
        elif token.pos_ == "VERB" or token.tag_.startswith("VB"):
            cue = under_discussion(token) or occupying(token) or _verb(token, lemma)
        elif token.lower_ in words().fronting and (opening := fronted(token)) is not None:
            cue = opening
        elif token.lower_ == "with" and token.dep_ == "prep":
            cue = absolute(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            cue = _noun(token, lemma)
        elif lemma in words().adjectives:
            cue = Cue(token, list(behind(token, words().noun_prepositions)), subject_of(token.head), weak=True)
        elif token.lower_ in ("besides", "apart", "alongside") and token.i - sent.start <= 1:
            cue = _beside_fronted(token)
        elif lemma in words().participles:
            cue = Cue(token, list(behind(token, words().participles[lemma])), subject_of(token))
        elif token.lower_ in ("about", "over", "on") and token.dep_ == "prep":
            cue = _adverbial(token)
        elif token.lower_ in ("regarding", "concerning") and token.dep_ in ("prep", "acl"):
            cue = Cue(token, [c for c in token.children if c.dep_ in ("pobj", "dobj", "pcomp")], subject_of(token))
        if cue is not None and cue.heads and not _denied(token, silent):
            yield cue


def _denied(token: Token, silent: set[int]) -> bool:
    """Whether nothing was said by a word: "did not discuss X", "not a word was said about X"."""
    verb = token if token.pos_ == "VERB" else token.head
    return token.dep_ == "neg" or verb.i in silent or any(c.dep_ == "neg" for c in token.children)


def _nothing_said(sent: Span) -> Iterator[int]:
    """The verbs of a sentence with "not a word", "no mention" for their subject: "not a word was said about X"."""
    for token in sent:
        if token.dep_ not in SUBJECTS or token.lemma_.lower() not in ("word", "mention", "talk"):
            continue
        if any(c.lower_ in ("not", "no") and c.dep_ in ("neg", "det") for c in token.children):
            yield token.head.i


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
    if heads and passive:  # "attention was paid to X"
        return Cue(token, heads, None, about_talk=True)
    if rule is None:
        talk = [
            c for c in (*passive, *token.children) if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in lex.nouns
        ]
        heads += behind(token, lex.noun_prepositions) if talk else ()
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
    heads += [h for h in behind(token, after) if not _is_ground(h)] if after else []
    if heads:  # the parser often joins the rest of a list to the verb
        last = max(h.i for h in heads)
        heads += [c for c in token.children if c.dep_ in ("conj", "dep") and c.pos_ in ("NOUN", "PROPN") and c.i > last]
    for child in token.children:
        if child.dep_ == "dobj" and after and child.lemma_.lower() not in lex.topic_nouns and "on" in after:
            heads += behind(child, after)
    if rule.get("subject") and lemma != "come" and _of_talk(token):
        heads += [c for c in token.children if c.dep_ == "nsubj"]
    if rule.get("other"):
        heads += [
            g for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" for g in objects_of(c)
        ]
    if rule.get("abstract"):
        of_talk = any(c.dep_ in SUBJECTS and c.lemma_.lower() in lex.nouns for c in token.children)
        heads = [h for h in heads if h.ent_type_ not in PLACES or rule.get("subject") or of_talk or h in passive]
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
        heads += [
            g
            for c in token.children
            if c.dep_ == "advcl" and c.lemma_ == "be" and any(g.lower_ == "as" for g in c.children)
            for g in c.children
            if g.dep_ == "nsubj"
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


def _is_ground(token: Token) -> bool:
    """Whether what stands behind "on" is a place on which people stand, no country that they speak of."""
    known = {i for c in annotations_of(token.doc).countries for i in range(c.start, c.end)}
    return token.head.lower_ == "on" and token.ent_type_ in ("LOC", "FAC") and token.i not in known


def _idiom(token: Token, lemma: str) -> Iterator[Token]:
    """What stands behind "took stock of", "views were exchanged on"."""
    idiom = words().idioms.get(lemma, {})
    for child in token.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.lemma_.lower() in idiom:
            wanted = frozenset(idiom[child.lemma_.lower()])
            if any(c.lower_ in wanted and not any(True for _ in c.children) for c in child.children):
                yield from passive_subjects(token)  # "X was exchanged views upon"
            yield from behind(token, wanted)
            yield from behind(child, wanted)


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


def _noun(token: Token, lemma: str) -> Cue | None:
    lex = words()
    if lemma in lex.topic_nouns:
        colon = next((t.i for t in token.doc[token.i + 1 : token.i + 3] if t.text == ":"), None)
        if colon is not None:
            behind_it = token.doc[colon + 1 : token.sent.end]
            listed = [t for t in behind_it if t.pos_ in ("NOUN", "PROPN") and t.head.i <= colon]
            return Cue(token, listed, None, about_talk=True)
    if lemma not in lex.nouns:
        return None
    wanted = lex.noun_prepositions | {"of"} if lemma in lex.nouns_of else lex.noun_prepositions
    heads = [h for h in behind(token, wanted) if h.lemma_.lower() not in lex.never]
    if lemma in ("letter", "message", "note", "cable", "call"):
        heads += [
            g
            for c in token.children
            if c.dep_ == "relcl"
            for g in behind(c, frozenset({"for"}))
            if c.lemma_ in ("ask", "call", "press")
        ]
    return Cue(token, heads, subject_of(token), about_talk=lemma in lex.contact_words)
