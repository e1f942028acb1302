"""How closely a date of the sentence is tied to a trigger: whether it tells when the contact was, or something else.

In: the token of a trigger and a date in its sentence. Out: a strain, 0 where the date hangs on the trigger and more the more
clauses and nouns stand between them; None where it belongs to another thing: the day of the report, a clause about a person,
"the March agreement", what was talked about, the day on which a meeting was asked for.

The parse gives the two ways up, from the date and from the trigger, to the word where they meet; what each step costs is
told by the kinds of clauses and prepositions on it. As the parse errs in long sentences, a date that leads the sentence
hangs on its main verb, and one that touches the trigger on the trigger.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..lexicons._spellings import read
from .annotations import DateMention
from .status import governors

#: Up to this strain a date hangs on the trigger, and beyond the second one it is none of its own.
OWN, LOOSE = 2.0, 16.0
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "csubj", "csubjpass", "conj", "parataxis"})
_OPENING = frozenset({"ADP", "ADV", "CCONJ", "SCONJ", "DET", "PROPN", "NUM", "ADJ"})
_ATTRIBUTES = frozenset({"compound", "nmod", "amod", "poss", "nummod", "npadvmod", "appos"})


@dataclass(frozen=True)
class DateWords:
    """The whole of `dating.yaml`."""

    groups: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.groups[name]


@functools.cache
def words() -> DateWords:
    """The lexicon, loaded once."""
    return DateWords({name: frozenset(members) for name, members in read("dating.yaml").items()})


def strain(trigger: Token, dated: DateMention, status: str = "held") -> float | None:
    """The strain between a date and a trigger of a contact of that status; None where the date tells of something else."""
    node = outermost(trigger.doc, dated)
    owner = _owner(node, dated)
    if owner is not None and owner == trigger:
        return 0.0
    if owner is None:
        if _touches(trigger, dated):
            return 0.0
        if _leads(trigger, dated):
            return _under_lead(trigger, dated, status)
        found = _by_parse(trigger, node, dated, status)
        return _by_order(trigger, dated) if found is None else found
    setting = _setting(owner)
    return None if setting is None else _by_parse(trigger, setting.head, dated, status, 3.0)


def _by_parse(trigger: Token, node: Token, dated: DateMention, status: str, cost: float = 0.0) -> float | None:
    """The strain of the two ways up to where they meet."""
    if dated.expression.kind == "relative_to_event" and node.head.dep_ in ("advcl", "pcomp"):
        node = node.head.head  # "three days after he left": the clause is part of the expression
    above = {trigger.i, *(a.i for a in trigger.ancestors)}
    while node.i not in above:
        setting = _setting(node.head) if node.dep_ in ("relcl", "acl") and node.head != trigger else None
        if setting is not None:
            cost, node = cost + 5.0, setting.head  # "at a conference that was held on Monday"
            continue
        step = _from_date(node, trigger, dated)
        if step is None or node.head == node:
            return None
        cost += step
        node = node.head
    up = _from_trigger(trigger, node, dated, status)
    return None if up is None or cost + up > LOOSE else cost + up


def _touches(trigger: Token, dated: DateMention) -> bool:
    """Whether a date stands right at a verb or behind a noun: "met on Monday", "on Monday met", "a call Monday"."""
    doc = trigger.doc
    if dated.start > trigger.i:
        return doc[trigger.i + 1 : dated.start].text.lower() in ("", "on", "in", "(")
    return dated.end == trigger.i and trigger.pos_ == "VERB" and trigger.tag_ != "VBG"


def _by_order(trigger: Token, dated: DateMention) -> float | None:
    """What the order of words tells where the parse tears a date from its verb: nothing but names stands between."""
    if dated.start < trigger.i or dated.start - trigger.i > 24:
        return None
    between = trigger.doc[trigger.i + 1 : dated.start]
    barred = words()["elsewhen"] | words()["about"] - {"on", "of", "for"} | {"who", "which", "that", ";", ":"}
    if any((t.pos_ in ("VERB", "AUX") and t.is_lower) or t.lower_ in barred or t.is_space for t in between):
        return None
    return 8.0


def is_attribute(doc: Doc, dated: DateMention) -> bool:
    """Whether a date belongs to a noun ("the March summit") and places nothing in time by itself."""
    return _owner(outermost(doc, dated), dated) is not None


def outermost(doc: Doc, dated: DateMention) -> Token:
    """The token of a date that hangs on a word outside of it."""
    tokens = doc[dated.start : dated.end]
    return next((t for t in tokens if not dated.start <= t.head.i < dated.end), tokens[0])


def _leads(trigger: Token, dated: DateMention) -> bool:
    """Whether a date opens the sentence: "On Friday, ...", "In Vienna on Friday ..."."""
    opening = [t for t in trigger.doc[trigger.sent.start : dated.start] if not t.is_space]
    if [t.lower_ for t in opening[:2]] in (["it", "was"], ["it", "is"]):
        opening = opening[2:]
    return len(opening) <= 5 and all(t.pos_ in _OPENING or (t.is_punct and t.i < dated.start - 1) for t in opening)


def _under_lead(trigger: Token, dated: DateMention, status: str) -> float | None:
    """The strain to a date that opens the sentence: it holds for the main clause, told or reported."""
    lex, root = words(), trigger.sent.root
    if trigger.doc[trigger.sent.start].lower_ == "it" and trigger.i > dated.start:
        return 1.0  # "It was only on Friday that he met X"
    if root.lemma_ in lex["report"] and root.i > trigger.i and root != trigger:
        return 1.0  # "On Friday he met X, the ministry said"
    up = _from_trigger(trigger, root, dated, status, led=True)
    if up is not None and up <= LOOSE:
        return up
    first = next((t for t in trigger.doc[dated.end : trigger.sent.end] if t.tag_ in ("VBD", "VBZ", "VBP")), None)
    return 3.0 if first == trigger and status == "held" else None


def _owner(node: Token, dated: DateMention) -> Token | None:
    """The noun that a date is an attribute of: "the March summit", "Monday's call", "a letter of last month"."""
    head = node.head
    if head.pos_ in ("NOUN", "PROPN") and dated.end <= head.i and node.dep_ in _ATTRIBUTES:
        led = dated.start > 0 and node.doc[dated.start - 1].lower_ in ("on", "in") and node.dep_ != "poss"
        return None if led and head.pos_ == "PROPN" else head  # "On Friday Defense Secretary X ..." is no attribute
    if head.lower_ == "of" and node.dep_ == "pobj" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i < head.i:
        return head.head
    return None


def _setting(noun: Token) -> Token | None:
    """The preposition that makes a noun the setting of something: "at Monday's summit", "on the margins of the June talks"."""
    node = noun
    for _ in range(4):
        node = node.head
        if node.pos_ == "ADP":
            if node.lower_ in words()["setting"]:
                return node
            if node.lower_ != "of":
                return None
        elif node.lower_ not in words()["edges"]:
            return None
    return None


def _from_date(node: Token, trigger: Token, dated: DateMention) -> float | None:
    """What the step from a node on the way up from the date to its head costs."""
    lex, head = words(), node.head
    if node.pos_ in ("VERB", "AUX") and node.dep_ in _CLAUSES:
        return _from_clause(node, trigger)
    if node.pos_ in ("VERB", "AUX"):
        return None if node.lemma_ in lex["report"] else 6.0
    if node.pos_ in ("ADP", "SCONJ") and dated.start - node.i > 1:
        if node.lower_ in lex["following"]:
            return 8.0  # "after the crash on Tuesday": the same day, where no other is told
        if node.lower_ in lex["elsewhen"]:
            return None
        return 6.0 if node.lower_ in lex["about"] else 1.0
    if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and head != trigger and node.i > head.i:
        return 2.0 if head.pos_ == "PROPN" else 3.0
    return 0.0


def helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb."""
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def _under_preposition(noun: Token) -> bool:
    """Whether a noun stands behind a preposition of place: "aboard an aircraft parked at the airport on Monday"."""
    return noun.head.pos_ == "ADP" and noun.head.lower_ not in words()["about"] | words()["elsewhen"]


def _from_clause(node: Token, trigger: Token) -> float | None:
    """What it costs to leave a clause in which a date stands and the trigger does not."""
    lex = words()
    if node.lemma_ in lex["report"] and node.dep_ in ("parataxis", "ccomp", "advcl", "conj"):
        return None
    if node.dep_ in ("relcl", "acl"):
        if node.head == trigger:
            return 1.0
        trailing = node.dep_ == "acl" and _under_preposition(node.head)
        return 8.0 if trailing else None
    if node.dep_ == "advcl":
        marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod", "prep")}
        as_then = node.lemma_ == "do" and "as" in marks  # "will speak, as he did in March"
        return None if as_then or marks & lex["elsewhen"] else 5.0
    if node.dep_ == "pcomp":
        return None if node.head.lower_ in lex["elsewhen"] else 5.0
    if node.dep_ == "xcomp":
        return 5.0
    if node.dep_ == "conj":
        if helpers(node) - helpers(trigger):
            return None  # "met X and will fly to Tokyo on Saturday"
        return 9.0 if any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children) else 7.0
    if node.dep_ == "ccomp":
        if node.lemma_ == "be" and node.i == trigger.i + 1:
            return 2.0  # "the last time they spoke was on May 13", misread
        set_off = any(t.text in (":", ";") for t in node.doc[node.i : trigger.i])
        return 5.0 if set_off else None
    return 9.0


def _from_trigger(trigger: Token, meet: Token, dated: DateMention, status: str, led: bool = False) -> float | None:
    """What the way from the trigger up to the word on which the date hangs costs."""
    lex = words()
    carriers = {v.i for v in governors(trigger)[:1]} if trigger.pos_ not in ("VERB", "AUX") else set()
    cost, node, loose = 0.0, trigger, False
    while node != meet:
        head = node.head
        if node.pos_ == "ADP":
            step = _out_of_phrase(node)
            loose = True
        elif node.pos_ in ("VERB", "AUX") and node.dep_ in _CLAUSES:
            step = _out_of_clause(node, dated, led)
        else:
            step = 0.0 if head.i in carriers or head == meet or head.pos_ == "ADP" else 1.0
        if step is None:
            return None
        cost += step
        node = head
    if meet != trigger and not loose and not led and meet.lemma_ in lex["report"] and trigger.dep_ in ("dobj", "ccomp"):
        return None
    if meet != trigger and status != "held" and _tells_of_the_act(meet, trigger, dated, status):
        return None
    return cost


def _out_of_phrase(preposition: Token) -> float | None:
    """What it costs to leave "at a meeting", "after talks"; "since" and "about" part what was then from what is told."""
    lex = words()
    if preposition.lower_ in lex["setting"] or preposition.lower_ in lex["means"]:
        return 0.0
    if preposition.lower_ in lex["following"]:
        return 3.0
    if preposition.lower_ in lex["elsewhen"]:
        return None
    if preposition.lower_ in lex["about"] and preposition.head.lemma_ in lex["report"] | lex["speaking_of"]:
        return None
    return 2.0


def _out_of_clause(node: Token, dated: DateMention, led: bool) -> float | None:
    """What it costs to leave the clause of the trigger for a date in one that stands above it."""
    head = node.head
    if node.dep_ == "relcl":
        return _out_of_relative(node, dated)
    if node.dep_ == "acl":
        return None if head.pos_ == "PROPN" else 6.0  # "spent a day there on Monday, a day filled with talks"
    if node.dep_ in ("ccomp", "parataxis", "csubj", "csubjpass"):
        if head.lemma_ in words()["report"]:
            return None
        return 4.0 if led else 8.0 if node.dep_ == "ccomp" else None
    if node.dep_ == "advcl":
        marks = {c.lower_ for c in node.children if c.dep_ == "mark"}
        if node.tag_ == "VB":
            return 1.0  # "flew to Rome on Friday to meet X"
        return None if marks & words()["elsewhen"] else 4.0
    if node.dep_ == "conj":
        if head.lemma_ in words()["report"] and helpers(node) - helpers(head):
            return None  # "he said on Monday, and will go on to meet X"
        return 3.0 if dated.start < node.i else 8.0
    return 1.0


def _out_of_relative(clause: Token, dated: DateMention) -> float | None:
    """ "flew on Monday to Vienna, where he met X" goes on with the story; "X, who met Y, flew home on Monday" does not."""
    opening = [t.lower_ for t in clause.doc[clause.left_edge.i : clause.i][:3]]
    antecedent = clause.head
    if antecedent.lemma_ in words()["times"]:
        return 1.0  # "the last time that they spoke was on May 13"
    if dated.start <= antecedent.i < dated.end:
        return 0.0
    if not words()["going_on"] & set(opening):
        return None
    return 3.0 if dated.start < clause.i else None


def _tells_of_the_act(meet: Token, trigger: Token, dated: DateMention, status: str) -> bool:
    """Whether a date is the day on which a contact was asked for, agreed on or called off, not that of the contact.

    "asked on Monday for a meeting", "agreed on Monday to meet", "was called off on Monday". What was refused or not
    answered has the day on which it was tried. Behind the trigger, a day may be the contact's: "asked to meet on Monday".
    """
    lex = words()
    if status == "refused" or meet.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VBG", "VB"):
        return False
    if meet.lemma_ not in lex["acts"]:
        return False
    between = min(trigger.i, meet.i) < dated.start < max(trigger.i, meet.i)
    if meet.i < trigger.i:
        return between or dated.start < meet.i
    return not between
