"""What became of a contact: held, planned, requested, refused or cancelled; or none at all (denied, hypothetical).

In: the token that tells of a contact, and whether it is a noun. Out: a status, or None where the text tells of no contact.
`status_of` walks from the token up through the words that govern it and reads tense, modality, negation and the words of
asking, agreeing, refusing and calling off, which are those of `lexicons/status.yaml`. What stands further out decides over
what is nearer: "declined a request for a meeting" is refused.
"""

from __future__ import annotations

from spacy.tokens import Token

from .annotations import annotations_of
from .hearsay import only_hearsay
from .status_idioms import came_to_nothing, idiom, since
from .status_words import words

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HYPOTHETICAL = frozenset({"would", "could", "might", "may", "should", "must", "can", "ought"})
_IF = frozenset({"if", "whether", "unless", "lest"})
_THAT_CLAUSE = ("request", "plan", "deny", "urge", "accept", "refuse")
_EFFECTS = ("cancel", "refuse", "deny", "fail", "attempt", "accept", "request", "plan", "urge")


def governors(token: Token) -> list[Token]:
    """The verbs above a token, nearest first, up to the clause that reports it."""
    found = []
    node = token
    for _ in range(10):
        if node.pos_ in ("VERB", "AUX") or node.lemma_ in words().groups["plan"] | words().groups["request"]:
            found.append(node)
        verbal = node.pos_ in ("VERB", "AUX")
        if node.head == node or (node.dep_ in ("ccomp", "relcl", "parataxis") and verbal):
            break
        if (node.dep_ == "conj" and _finite(node)) or (
            node.dep_ in ("advcl", "acl") and node != token and node.pos_ == "VERB" and _finite(node)
        ):
            break
        node = node.head
    return found


def negated(verb: Token) -> bool:
    """Whether a verb stands under a negation of its own, or has "no", "none" or "neither" for a subject."""
    for c in verb.children:
        if (c.lower_ == "no" and c.dep_ == "det") or c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor"):
            return True
        if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
            c.lower_ in ("none", "nobody", "neither")
            or any(g.lower_ in ("no", "neither") and g.dep_ in ("det", "preconj") for g in c.children)
        ):
            return True
    return _with_nobody(verb)


def _with_nobody(word: Token) -> bool:
    """Whether nobody is on the other side: "talked to neither minister", "in contact with none of them"."""
    partners = [g for c in word.children if c.dep_ == "prep" and c.lower_ in ("with", "to") for g in c.children]
    return any(
        g.dep_ == "pobj"
        and (
            g.lower_ in ("none", "nobody", "neither")
            or any(d.lower_ == "neither" and d.dep_ in ("det", "preconj") for d in g.children)
        )
        for g in partners
    )


def tense_of(token: Token) -> str:
    """Past or future, by the verbs above a token."""
    for verb in governors(token):
        auxes = _auxes(verb)
        if _FUTURE & set(auxes):
            return "future"
        if verb.tag_ in ("VBD",) or {"had", "was", "were", "did"} & set(auxes):
            return "past"
    return "past"


def _auxes(verb: Token) -> list[str]:
    found = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.dep_ == "conj" and not found and verb.head.pos_ == "VERB" and verb.tag_ == "VB":
        found = [c.lower_ for c in verb.head.children if c.dep_ in ("aux", "auxpass")]
    if verb.dep_ == "xcomp" and verb.head.tag_ == "MD":
        found.append(verb.head.lower_)  # "ought to speak", where the parser takes "ought" for the verb
    return found


def status_of(token: Token, noun: bool) -> str | None:
    """The status of the contact that `token` tells of; None where the text says that there is none."""
    if only_hearsay(token):
        return None
    lex = words()
    base: str | None = "held"
    if noun:
        mods = {c.lower_ for c in token.children if c.dep_ in ("amod", "acl", "det", "compound", "advmod")}
        base = next((s for s in ("cancelled", "refused", "planned", "requested") if mods & lex.modifiers[s]), "held")
        if mods & lex.modifiers["none"]:
            return None
        if base == "held" and any(c.dep_ in ("acl", "relcl") and _still_to(c) for c in token.children):
            base = "planned"
        if "no" in mods and token.head.lemma_ not in lex.groups["reach"]:
            return since(token)
    told = idiom(token, noun, base)
    if told is not None:
        return told or None
    chain = _chain(token)
    if any(c.dep_ == "mark" and c.lower_ in _IF for node, _ in chain for c in node.children if node.lemma_ != "ask"):
        asked = any(node.lemma_ == "ask" for node, _ in chain) and any(
            {"could", "can"} & set(_auxes(node)) for node, _ in chain
        )
        return "requested" if asked else None
    status: str | None = base
    settled = base != "held"
    does = token.dep_ == "nsubj"  # what a meeting does to others says nothing of the meeting
    below = token
    for node, loose in chain:
        acts = does and node == token.head and node.pos_ == "VERB" and node.lemma_ not in lex.groups["happen"]
        effect = None if loose or acts or node == token else _effect(node)
        if effect is None and below.lemma_ in lex.groups["plan"] and node.lemma_ in ("drop", "shelve", "scrap", "bury"):
            effect = "cancel"
        below = node
        if effect == "cancel" and noun and _of_a_line(node, token):
            return None
        if effect is not None:
            status = _apply(effect, node, token, status)
            if status is None:
                return None
            settled = True
            continue
        if node.pos_ not in ("VERB", "AUX"):
            continue
        state = _state(node) if does and node == token.head else None
        if state is not None and not settled:
            status = _apply(state, node, token, status)
            if status is None:
                return None
            settled = True
            continue
        if not settled:
            read = "held" if acts and not _FUTURE & set(_auxes(node)) else _mood(node, token, noun, loose)
            if read != "held":
                status, settled = read, True
                if status is None:
                    return None
        elif negated(node) and status in ("planned", "requested") and not loose:
            status = "refused" if status == "requested" else "cancelled" if base == "planned" else None
            if status is None:
                return None
    if status == "held" and _soon(token, chain):
        return "planned"
    if status == base == "planned" and _took_place(token, chain):
        return "held"
    return came_to_nothing(token, status)


def _of_a_line(verb: Token, noun: Token) -> bool:
    """Whether dealings of a kind are stopped, which is the end of a line: "suspended port visits", not "the visits"."""
    return (
        noun.tag_ == "NNS"
        and verb.lemma_ in words().groups["stop_a_line"]
        and not any(c.dep_ in ("det", "nummod", "poss") and c.lower_ != "all" for c in noun.children)
    )


def _still_to(clause: Token) -> bool:
    """Whether a clause at a noun tells that it lies ahead: "a meeting to be held in May", "talks to take place on Friday"."""
    happens = clause.lemma_ in words().groups["happen"] and clause.lemma_ not in ("be", "have", "come", "go")
    return happens and clause.tag_ in ("VB", "VBN") and any(c.lower_ == "to" for c in clause.children)


def _took_place(token: Token, chain: list[tuple[Token, bool]]) -> bool:
    """Whether what had been planned took place: "the long-planned meeting was held on Friday"."""
    verb = next((n for n, loose in chain if n.pos_ in ("VERB", "AUX") and not loose), None)
    if verb is None or negated(verb) or verb.lemma_ not in words().groups["happen"] or verb.lemma_ == "be":
        return False
    auxes = set(_auxes(verb))
    return not auxes & (_FUTURE | _HYPOTHETICAL) and (
        verb.tag_ == "VBD" or bool(auxes & {"was", "were", "has", "have"})
    )


def _chain(token: Token) -> list[tuple[Token, bool]]:
    """The words above a token that can bear on its status, nearest first, each with whether it is only loosely tied to it.

    Behind "at a meeting", what is above is loose: it tells what was done there. Behind "after a meeting" the walk ends."""
    lex = words()
    found: list[tuple[Token, bool]] = [(token, False)]
    node, loose = token, False
    for _ in range(12):
        head = node.head
        if head == node or head.sent != token.sent:
            break
        if node.dep_ in ("conj",) and node.pos_ in ("VERB", "AUX"):
            own = node.tag_ != "VB" or any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in node.children)
            if own or head.pos_ not in ("VERB", "AUX"):
                break
        elif node.dep_ == "parataxis" or (node.dep_ in ("relcl", "acl", "advcl") and _finite(node)):
            break
        elif node.dep_ == "ccomp":
            wished = head.lemma_ in lex.groups["request"] and node.tag_ in ("VB", "VBP")
            open_clause = (node.tag_ == "VB" or wished) and not {"did", "do", "does"} & set(_auxes(node))
            if head.lemma_ not in lex.groups["deny"] and not (
                open_clause and any(head.lemma_ in lex.groups[g] for g in _THAT_CLAUSE)
            ):
                break
        if head.dep_ == "prep" or head.pos_ == "ADP":
            if head.lower_ in lex.groups["stopping"]:
                break
            in_state = node == token and node.lemma_ in lex.groups["in_state"]
            loose = loose or (head.lower_ in lex.groups["adjuncts"] and not _bound(head) and not in_state)
        elif head.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            found.append((head, loose))
        node = head
    return found


def _finite(clause: Token) -> bool:
    """Whether a clause stands for itself; an infinitive belongs to the word above it: "plans to meet"."""
    return clause.tag_ != "VB" and clause.pos_ in ("VERB", "AUX")


def _bound(preposition: Token) -> bool:
    """Whether a preposition belongs to the word above it: "agreed on a meeting", "withdrew from talks", "succeeded in reaching"."""
    above = preposition.head
    pairs = {
        "on": ("agree", "decide", "agreement", "call", "go", "carry", "keep"),
        "from": ("withdraw", "pull", "back", "invitation", "cry", "beg", "bow"),
        "in": ("succeed", "unsuccessful", "fail"),
    }
    return above.lemma_ in pairs.get(preposition.lower_, ()) or (
        above.pos_ == "ADJ" and any(p.pos_ == "VERB" for p in preposition.children)
    )


def _state(verb: Token) -> str | None:
    """The group of the word that a form of "be" says of its subject: "is possible", "is imminent"."""
    said = next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")), None)
    if (
        verb.lemma_ not in ("be", "seem", "appear", "remain")
        or said is None
        or said.lower_ not in words().groups["states"]
    ):
        return None
    if said.lower_ in ("due", "imminent", "pending", "overdue", "scheduled", "expected", "likely"):
        return "plan"
    return "deny" if said.lower_ in ("unlikely", "impossible") else "urge"


def _effect(node: Token) -> str | None:
    """The group of status words that a governing word belongs to, its particles told."""
    lex = words()
    name = node.lemma_.lower()
    near = {c.lower_ for c in node.children} | ({node.nbor(1).lower_} if node.i + 1 < len(node.doc) else set())
    deeper = {g.lower_ for c in node.children for g in c.children}
    clause = any(c.dep_ == "xcomp" for c in node.children)
    if name in ("like", "love") and "would" in _auxes(node):
        return "request"
    if name == "call" and "off" not in near:
        return "request" if "for" in near else "urge" if near & {"on", "upon"} and clause else None
    if (
        (name in lex.particles and not near & lex.particles[name])
        or (name == "put" and "on" in near and not deeper & {"hold", "ice"})
        or (name in ("set", "prepare", "promise", "commit") and not clause and "for" not in near)
        or (name in ("welcome", "need") and node.pos_ != "VERB")
        or (name in ("likely", "unlikely") and node.pos_ != "ADJ")
        or (name == "ask" and near & {"about", "whether", "if"})
    ):
        return None
    return next((g for g in _EFFECTS if name in lex.groups[g] or node.lower_ in lex.groups[g]), None)


def _apply(effect: str, node: Token, token: Token, status: str | None) -> str | None:
    """The status of a contact of `status` under a word of the group `effect`."""
    lex = words()
    not_so = negated(node)
    if effect == "cancel":
        return status if not_so else "cancelled"
    if effect == "refuse":
        return status if not_so else "refused"
    if effect == "deny":
        passive = any(c.dep_ == "auxpass" for c in node.children)
        return "refused" if status == "requested" and passive else None
    if effect == "fail":
        reaches = token.lemma_ in lex.groups["reach"] or status == "requested" or token.tag_ == "VB"
        return status if not_so else "refused" if reaches else None
    if effect == "attempt":
        return "requested" if status == "held" else status
    if effect == "accept":
        return "planned" if status in ("requested", "held") and _asked_below(node, token) else status
    if effect == "request":
        if status in ("cancelled", "refused"):
            return status
        return None if not_so else "requested"
    if effect == "plan":
        if status in ("cancelled", "refused"):
            return status
        if any(c.dep_ == "xcomp" and c.lemma_ in lex.groups["keep"] for c in node.children):
            return None
        if node.lemma_ == "agree" and not any(
            c.dep_ in ("xcomp", "ccomp") or c.lower_ in ("on", "to") for c in node.children
        ):
            return status
        if node.lemma_ == "announce" and not (
            node.dep_ == "xcomp" or (token.head == node and any(c.lower_ in ("next", "will") for c in node.sent))
        ):
            return status
        if not_so:
            return None
        return "planned"
    return None if status == "held" else status


def _asked_below(node: Token, token: Token) -> bool:
    """Whether what is accepted is an invitation, offer or request, or the trigger itself is one."""
    return any(t.lemma_ in words().groups["request"] for t in (token, *node.children) if t.pos_ == "NOUN")


def _mood(verb: Token, token: Token, noun: bool, loose: bool) -> str | None:
    """The status that tense, modality and negation of one verb above the trigger give."""
    lex = words()
    auxes = set(_auxes(verb))
    lemma = verb.lemma_.lower()
    neg = negated(verb)
    if _FUTURE & auxes:
        on = (token.head == verb and token.dep_ == "xcomp") or (token.head.head == verb and token.dep_ == "pcomp")
        if neg or (lemma in lex.groups["keep"] and on) or (loose and verb.tag_ != "VB"):
            return None
        return "planned"
    if auxes & _HYPOTHETICAL:
        if neg and "would" in auxes and (verb == token or lemma in ("take", "answer", "accept")):
            return "refused"
        if neg and lemma in lex.groups["reach"] and "could" in auxes:
            return "refused"
        return "planned" if "would" in auxes and _reported_past(verb) and not neg else None
    if (
        verb.dep_ == "xcomp"
        and verb.head.lemma_ in ("have", "be")
        and any(c.lower_ == "yet" for c in verb.head.children)
    ):
        return None  # "has yet to meet"
    if verb.tag_ in ("VB", "VBN") and _be_to(verb):
        undone = "have" in auxes and verb.tag_ == "VBN"  # "was to have met": it never came to it
        return "cancelled" if undone else "planned"
    if lemma == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.children):
        return "planned"
    if neg and not loose:
        on_a_day = verb == token and verb.tag_ == "VBG" and {"is", "are"} & auxes
        if on_a_day and (lex.phrases["instead"].search(verb.sent.text.lower()) or _dated(verb)):
            return "cancelled"
        if lemma in lex.groups["reach"] and verb == token and "did" not in auxes:
            return "refused"
        if verb == token or lemma in lex.groups["happen"] or noun:
            return since(token)
        return None
    return "held"


def _dated(verb: Token) -> bool:
    """Whether the clause of a verb tells a day."""
    clause = {t.i for t in verb.subtree}
    return any(d.start in clause for d in annotations_of(verb.doc).dates)


def _be_to(verb: Token) -> bool:
    """ "is to meet", "was to visit", "is due to meet", but not "was the first to meet"."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    start = next(c.i for c in verb.children if c.lower_ == "to" and c.dep_ == "aux")
    if any(t.lower_ in words().groups["first"] for t in verb.doc[max(verb.sent.start, start - 3) : start]):
        return False
    head = verb.head
    return (verb.dep_ == "xcomp" and head.lemma_ == "be") or head.lower_ in (
        "due",
        "set",
        "slated",
        "scheduled",
        "expected",
    )


def _reported_past(verb: Token) -> bool:
    """Whether "would" is the "will" of one who spoke in the past."""
    above = [verb, *verb.ancestors][:4]
    return any(node.dep_ == "ccomp" and node.head.tag_ in ("VBD", "VBN") for node in above)


def _soon(token: Token, chain: list[tuple[Token, bool]]) -> bool:
    """Whether a present tense means the future: "is meeting him next week", "ahead of talks tomorrow"."""
    sent = token.sent
    near = token.doc[max(sent.start, token.i - 10) : min(sent.end, token.i + 12)].text.lower()
    opening = token.doc[sent.start : min(sent.start + 5, token.i)].text.lower()
    if not words().phrases["future"].search(f"{opening} {near}"):
        return False
    ahead = token.head.lower_ in ("of", "before") and "ahead" in token.doc[max(0, token.i - 6) : token.i].text.lower()
    verb = next((n for n, loose in chain if n.pos_ in ("VERB", "AUX") and not loose and n.tag_ != "VB"), None)
    present = verb is not None and (
        verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and {"is", "are"} & set(_auxes(verb)))
    )
    return ahead or bool(present)
