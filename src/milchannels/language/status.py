"""What became of a contact: held, planned, requested, refused or cancelled; or none at all (denied, hypothetical).

`status_of(trigger token)` walks from the trigger up through the verbs that govern it and reads tense, modality, negation and
the verbs of asking, refusing and calling off. The answer None means that the text tells of no contact.
"""

from __future__ import annotations

from spacy.tokens import Token

REFUSE = frozenset(["refuse", "decline", "reject", "rebuff", "spurn", "ignore", "snub", "deny", "shun", "turn"])
CANCEL = frozenset(["cancel", "postpone", "scrap", "suspend", "scrub", "shelve", "abort"])
REQUEST = frozenset(
    ["request", "seek", "propose", "offer", "invite", "suggest", "ask", "urge", "demand", "want", "wish", "hope"]
)
PLAN = frozenset(
    [
        "plan",
        "schedule",
        "expect",
        "intend",
        "arrange",
        "prepare",
        "agree",
        "set",
        "slate",
        "due",
        "await",
        "aim",
        "scheduled",
        "expected",
        "decide",
    ]
)
HYPOTHETICAL = frozenset({"would", "could", "might", "may", "should"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})


def governors(token: Token) -> list[Token]:
    """The verbs above a token, nearest first, up to the clause that reports it."""
    found = []
    node = token
    for _ in range(10):
        if node.pos_ in ("VERB", "AUX") or node.lemma_ in PLAN | REQUEST:
            found.append(node)
        if node.dep_ in ("ROOT",) or node.head == node:
            break
        if node.dep_ in ("ccomp", "relcl", "parataxis") and node.pos_ in ("VERB", "AUX"):
            break
        if node.dep_ in ("advcl", "acl") and node != token and node.pos_ == "VERB" and node.tag_ != "VB":
            break
        if node.dep_ == "conj" and node.pos_ in ("VERB", "AUX") and node.tag_ not in ("VB",):
            break
        node = node.head
    return found


def _auxes(verb: Token) -> list[str]:
    words = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.dep_ == "conj" and not words and verb.head.pos_ == "VERB" and verb.tag_ in ("VB",):
        words = [c.lower_ for c in verb.head.children if c.dep_ in ("aux", "auxpass")]
    return words


def negated(verb: Token) -> bool:
    """Whether a verb stands under a negation of its own."""
    return any(c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor") for c in verb.children) or any(
        c.dep_ in ("nsubj", "nsubjpass", "dobj") and any(g.lower_ == "no" and g.dep_ in ("det",) for g in c.children)
        for c in verb.children
    )


def tense_of(token: Token) -> str:
    """Past or future, by the verbs above a token."""
    for verb in governors(token):
        auxes = _auxes(verb)
        if "will" in auxes or "'ll" in auxes or "’ll" in auxes or "shall" in auxes:
            return "future"
        if verb.tag_ in ("VBD",) or "had" in auxes or "was" in auxes or "were" in auxes or "did" in auxes:
            return "past"
    return "past"


def status_of(token: Token, noun: bool) -> str | None:
    """The status of the contact that `token` tells of; None where the text says that there is none."""
    doc = token.doc
    sent = token.sent
    chain = governors(token)
    lemmas = [v.lemma_.lower() for v in chain]
    low = sent.text.lower()
    near = doc[max(sent.start, token.i - 12) : min(sent.end, token.i + 14)].text.lower()
    first = chain[0] if chain else None
    # words at the trigger itself
    if noun:
        mods = {c.lower_ for c in token.children}
        if mods & {"planned", "scheduled", "upcoming", "forthcoming", "coming", "proposed", "expected"} or any(
            c.dep_ in ("amod", "acl") and c.lower_ in ("scheduled", "planned", "set", "expected", "due")
            for c in token.children
        ):
            base = "planned"
            if mods & {"proposed"}:
                base = "requested"
            for verb in chain:
                if verb.lemma_ in CANCEL or _called_off(verb) or _put_off(verb):
                    return "cancelled"
            return base
        if mods & {"cancelled", "canceled", "postponed", "aborted", "scrapped"}:
            return "cancelled"
        if mods & {"unanswered", "missed", "refused"}:
            return "refused"
        if mods & {"possible", "potential", "hypothetical", "future", "further", "any"}:
            return None
        if "no" in mods:
            return _since(near)
    for verb in chain:
        lemma = verb.lemma_.lower()
        neg = negated(verb)
        if (lemma in CANCEL and (noun or verb != token)) or _called_off(verb) or _put_off(verb) or _pulled_out(verb):
            return None if neg else "cancelled"
        if (
            lemma in REFUSE
            and verb != token
            and not (lemma == "turn" and not any(c.lower_ == "down" for c in verb.children))
            and not (lemma == "deny")
        ):
            return "refused"
        if lemma == "deny" and verb != token:
            return None
        if lemma in ("fail",) and verb != token:
            return "refused"
        if lemma in REQUEST and verb != token and lemma not in ("hope", "wish", "suggest"):
            if lemma == "ask" and verb.tag_ in ("VBN",) and "about" in low:
                continue
            if neg:
                return None
            accepted = any(w in low for w in (" agreed", " accepted"))
            return "planned" if accepted and lemma in ("invite", "offer", "propose") else "requested"
        if lemma in ("hope", "wish", "suggest") and verb != token:
            return "requested" if lemma == "suggest" else None
        if lemma in PLAN and verb != token:
            if lemma in ("agree",) and verb.tag_ in ("VBD", "VBN") and any(c.dep_ == "xcomp" for c in verb.children):
                return "planned"
            if lemma == "agree":
                continue
            if lemma == "set" and not any(c.dep_ == "xcomp" or c.lower_ == "for" for c in verb.children):
                continue
            return "planned" if not neg else None
        auxes = _auxes(verb)
        if {"will", "'ll", "’ll", "shall"} & set(auxes):
            return None if neg else "planned"
        if HYPOTHETICAL & set(auxes):
            return "planned" if "would" in auxes and _reported_past(verb) else None
        if verb.tag_ == "VB" and _be_to(verb):
            return "planned"
        if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.children):
            return "planned"
        if neg:
            if verb == first or lemma in ("be", "take", "have", "hold", "happen", "occur"):
                return _since(near)
            return None
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in verb.children):
            return None
    if (
        first is not None
        and first.tag_ == "VBG"
        and first.dep_ in ("ROOT",)
        and "is" in _auxes(first)
        and any(w in near for w in ("tomorrow", "next "))
    ):
        return "planned"
    return "held"


def _since(near: str) -> str | None:
    """ "have not spoken since April 14" tells of a contact held then; "since the crisis began" of none."""
    import re

    return (
        "held"
        if re.search(
            r"\bsince (?:early |late |mid-?|last )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d{4}|mon|tue|wed|thu|fri|sat|sun)",
            near,
        )
        else None
    )


def _be_to(verb: Token) -> bool:
    """ "is to meet", "was to visit", "due to meet"."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    head = verb.head
    return (verb.dep_ in ("xcomp",) and head.lemma_ == "be") or head.lower_ in (
        "due",
        "set",
        "slated",
        "scheduled",
        "expected",
    )


def _called_off(verb: Token) -> bool:
    return verb.lemma_ == "call" and any(c.lower_ == "off" for c in verb.children)


def _put_off(verb: Token) -> bool:
    return verb.lemma_ == "put" and any(
        c.lower_ in ("off", "hold") or (c.lower_ == "on" and any(g.lower_ == "hold" for g in c.children))
        for c in verb.children
    )


def _pulled_out(verb: Token) -> bool:
    return verb.lemma_ in ("pull", "back", "drop") and any(c.lower_ == "out" for c in verb.children)


def _reported_past(verb: Token) -> bool:
    node = verb
    for _ in range(4):
        if node.dep_ == "ccomp" and node.head.tag_ in ("VBD", "VBN"):
            return True
        if node.head == node:
            return False
        node = node.head
    return False
