"""Words that only look like a contact: "called for calm", "a port call", "the contact line", "spoke of progress".

In: a token that the lexicon of triggers knows. Out: whether it tells of no contact here. The lists are those of
`lookalikes` in `lexicons/triggers.yaml`; fixed phrases with a verb are the idioms of mode `none` in `idioms.yaml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from .trigger_words import lexicon

_ANYBODY = frozenset({"nobody", "anyone", "anybody", "everyone", "one", "someone"})
_CALL_STOPS = frozenset({"for", "off", "up", "out", "into", "it", "itself"})


def asks_who(verb: Token) -> bool:
    """Whether the subject of a verb is nobody in particular: "who met him?", "anyone who calls"."""
    if verb.dep_ == "relcl":
        return verb.head.lower_ in _ANYBODY
    return any(c.dep_ == "nsubj" and c.lower_ in ("which", "who", "what", "nobody", "whoever") for c in verb.children)


def no_contact_verb(token: Token) -> bool:
    """Verbs that only look like a contact: "calls for", "called him a liar", "see progress", "meet a deadline"."""
    lemma = token.lemma_.lower()
    nxt = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if _in_public(token):
        return True
    if lemma == "call":
        return _other_call(token, nxt)
    if lemma == "expect":
        return any(c.dep_ in ("xcomp", "ccomp") for c in token.children)
    if lemma in ("visit", "tour"):
        return any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon().no_contact["sights"] for c in token.children)
    if lemma == "see":
        return any(c.dep_ == "auxpass" for c in token.children)
    if lemma in ("speak", "talk"):
        if nxt in lexicon().no_contact["speak_objects"]:
            return True
        near = [t.lower_ for t in token.doc[token.i + 1 : min(token.sent.end, token.i + 7)]]
        return nxt in ("of", "for", "out", "up") and "with" not in near and "to" not in near
    return False


def _in_public(verb: Token) -> bool:
    """Whether something was said to all the world: "appealed to him on Twitter"."""
    public = lexicon().no_contact["public"]
    return any(
        p.dep_ == "prep" and p.lower_ in ("on", "in", "via", "through") and any(g.lower_ in public for g in p.children)
        for p in verb.children
    )


def _other_call(token: Token, nxt: str) -> bool:
    """Whether "call" is no telephone call and no visit: "call for", "call off", "call him a liar"."""
    if any(c.lower_ == "for" and c.dep_ == "prep" for c in token.children) or any(
        c.lower_ == "for" and c.dep_ == "mark" for clause in token.children for c in clause.children
    ):
        return True
    if nxt in _CALL_STOPS or any(c.dep_ == "oprd" or c.lower_ == "what" for c in token.children):
        return True
    if nxt in ("on", "upon"):
        return any(c.dep_ in ("xcomp", "advcl") and any(g.lower_ == "to" for g in c.children) for c in token.children)
    return any(c.dep_ == "prt" for c in token.children)


def no_contact_noun(token: Token) -> bool:
    """Nouns that only look like a contact: "a port call", "a meeting room", "press conference", "the contact line"."""
    lex = lexicon()
    lemma = token.lemma_.lower()
    nxt = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    before = token.nbor(-1).lower_ if token.i else ""
    behind = token.doc[token.i + 1 : token.i + 3].text.lower()
    if lemma == "exchange" and behind in ("of views", "of opinions", "of notes"):
        return False
    if nxt in lex.not_behind.get(lemma, ()) or behind in lex.not_behind.get(lemma, ()):
        return True
    if before in lex.not_before.get(lemma, ()) and not any(c.lower_ in ("with", "between") for c in token.children):
        return True
    if lemma == "invitation" and "at" in [t.lower_ for t in token.doc[max(0, token.i - 6) : token.i]]:
        return True
    if lemma == "audience" and nxt != "with":
        return True
    return (
        _tended(token)
        or _forum(token)
        or (
            token.dep_ in ("compound", "amod")
            and token.head.i > token.i
            and token.head.lemma_ not in lex.no_contact["heads_of_compounds"]
        )
    )


def puts_into_port(visit: Token) -> bool:
    """Whether it is a ship that pays a visit."""
    ships = lexicon().no_contact["ships"]
    return any(t.lemma_.lower() in ships for t in visit.doc[max(visit.sent.start, visit.i - 15) : visit.i])


def _forum(token: Token) -> bool:
    """Whether a noun is the name of a forum: "on the margins of the Oslo Security Dialogue"."""
    lex = lexicon()
    if token.lemma_.lower() not in lex.no_contact["forums"] or not token.text[0].isupper() or token.is_sent_start:
        return False
    held = token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in lex.light
    return token.nbor(-1).text[:1].isupper() and not held and not any(c.lower_ == "between" for c in token.children)


def _tended(token: Token) -> bool:
    """What is done to a standing exchange tells of no contact: "agreed to enhance communications", "stay in touch"."""
    groups = lexicon().no_contact
    if token.lemma_ in ("contact", "touch"):
        above = (token.head.head, token.head)
        if any(v.lemma_ in groups["keeping"] for v in above) and any(v.tag_ in ("VB", "VBG") for v in above):
            return True
    return token.lemma_ in groups["standing"] and token.dep_ == "dobj" and token.head.lemma_ in groups["tending"]
