"""Where the text tells of a contact: verbs, nouns and idioms of the lexicons, as they stand.

`find_triggers(doc)` gives `Trigger`s in order. Their rules come from `trigger_words`, their modes from `trigger_media`; what
only looks like a contact is sorted out by `lookalikes`. Who takes part is found by `arguments`, what became of it by `status`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from .lookalikes import asks_who, no_contact_noun, no_contact_verb
from .trigger_media import medium, noun_mode, verb_mode
from .trigger_words import Lexicon, TriggerRule, lexicon

#: Past tenses that the tagger takes for nouns or names now and then.
_SURE = frozenset({"met", "spoke", "phoned", "telephoned", "visited", "rang", "summoned"})
#: How far behind its verb the words of an idiom may stand.
_REACH = 12
_DEFINITE = frozenset("the this that their his both these its her".split())


@dataclass(slots=True)
class Trigger:
    """A trigger in the text: `head` is its token."""

    head: Token
    rule: TriggerRule
    mode: str
    tokens: list[int] = field(default_factory=list)

    @property
    def i(self) -> int:
        return int(self.head.i)

    @property
    def noun(self) -> bool:
        return self.rule.kind == "noun"

    @property
    def definite(self) -> bool:
        """Whether a noun speaks of a contact already told: "the call", "their meeting"."""
        return self.noun and any(c.lower_ in _DEFINITE for c in self.head.children)


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers of a parsed text, in order."""
    lex = lexicon()
    found: list[Trigger] = []
    for token in doc:
        if token.lemma_.lower() not in lex.words and token.lower_ not in lex.words:
            continue
        compound = _compound(token, lex)
        if compound is not None:
            found.append(Trigger(token, compound, noun_mode(token, compound)))
            continue
        rule = _verb_rule(token, lex)
        if rule is not None:
            if rule.mode != "none":
                found.append(Trigger(token, rule, verb_mode(token, rule)))
            continue
        rule = _noun_rule(token, lex)
        if rule is not None and not _within_idiom(token, found):
            found.append(Trigger(token, rule, noun_mode(token, rule)))
    return found


def _within_idiom(noun: Token, found: list[Trigger]) -> bool:
    """Whether a noun is the object of an idiom that says it already: "exchanged letters"."""
    return noun.dep_ == "dobj" and any(t.head == noun.head and t.rule.says is not None for t in found[-3:])


def _verb_rule(token: Token, lex: Lexicon) -> TriggerRule | None:
    """The rule for a verb: that of an idiom, of the verb itself, or of a dealing between people."""
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "AUX"):
        sure = token.lower_ in _SURE and token.tag_.startswith("VB") and token.lemma_ in lex.verbs
        return lex.verbs[token.lemma_][0] if sure else None
    if token.pos_ == "AUX" and lemma not in lex.verbs and lemma not in lex.idioms:
        return None
    idiom = _idiom(token, lex)
    if idiom is not None:
        return None if asks_who(token) else idiom
    rule = next((r for r in lex.verbs.get(lemma, ()) if _fits_verb(token, r)), None)
    if rule is None:
        faint = lex.faint.get(lemma)
        rule = faint if faint is not None and (not faint.particle or _fits_verb(token, faint)) else None
    if rule is None or asks_who(token) or no_contact_verb(token):
        return None
    return rule


def _noun_rule(token: Token, lex: Lexicon) -> TriggerRule | None:
    """The rule for a noun, where it may tell of a contact."""
    if token.pos_ not in ("NOUN", "PROPN") and not (token.lower_ in lex.nouns and token.pos_ in ("ADJ", "X")):
        return None
    rule = lex.nouns.get(token.lemma_.lower()) or lex.nouns.get(token.lower_)
    if rule is None or no_contact_noun(token) or not _fits_noun(token, rule):
        return None
    return rule


def _compound(token: Token, lex: Lexicon) -> TriggerRule | None:
    """A noun written with hyphens, at its last word: "face-to-face", "sit-down"."""
    if token.i < 2 or token.doc[token.i - 1].text != "-":
        return None
    for length in (5, 3):
        if token.i + 1 < length:
            continue
        text = token.doc[token.i + 1 - length : token.i + 1].text.lower()
        rule = lex.nouns.get(text)
        if rule is not None and "-" in text:
            following = token.nbor(1) if token.i + 1 < len(token.doc) else None
            return None if following is not None and following.pos_ == "NOUN" else rule
    return None


def _idiom(verb: Token, lex: Lexicon) -> TriggerRule | None:
    """The rule of the idiom that a verb begins."""
    rules = lex.idioms.get(verb.lemma_.lower())
    if not rules:
        return None
    words = _words_behind(verb)
    return next((r for r in rules if r.says is not None and r.says.search(words)), None)


def _words_behind(verb: Token) -> str:
    """The words behind a verb up to the next finite verb, in small letters: where the words of an idiom stand."""
    doc = verb.doc
    start = end = verb.i + 1
    last = min(verb.sent.end, start + _REACH)
    while end < last:
        following = doc[end]
        if following.text == ";" or (following.tag_ in ("VBD", "VBZ", "VBP", "MD") and following.pos_ != "NOUN"):
            break
        end += 1
    return str(doc[start:end].text.lower())


def _fits_verb(token: Token, rule: TriggerRule) -> bool:
    """Whether a verb stands with the particle, object or medium that makes it a contact."""
    if (
        token.tag_ == "VBN"
        and rule.needs_person
        and token.dep_ in ("acl", "advcl")
        and not any(c.dep_ in ("agent", "aux") for c in token.children)
    ):
        return False
    if token.dep_ == "amod":
        return False
    if (
        rule.particle
        and not any(c.lower_ in rule.particle for c in token.children)
        and not (token.i + 1 < len(token.doc) and token.nbor(1).lower_ in rule.particle)
    ):
        return False
    if rule.dobj and not any(
        c.dep_ == "dobj" and (c.lower_ in rule.dobj or c.lemma_ in rule.dobj) for c in token.children
    ):
        return False
    if rule.company and not _in_company(token):
        return False
    return not rule.medium or medium(token) is not None


def _in_company(token: Token) -> bool:
    """Whether a "with" hangs on a verb itself: "was in Oslo with X", not "is to sit down with", "is consistent with"."""
    if any(_told(g) for c in token.children if c.dep_ == "prep" for g in c.children):
        return False  # "was in a meeting with X": the noun tells it
    return any(t.lower_ == "with" and t.dep_ == "prep" and _leads_up(t, token) for t in token.subtree)


def _leads_up(preposition: Token, verb: Token) -> bool:
    """Whether only prepositions, places and dates stand between a preposition and its verb."""
    node = preposition.head
    for _ in range(4):
        if node == verb:
            return True
        if node.pos_ in ("VERB", "ADJ") or _told(node):
            return False
        node = node.head
    return False


def _told(token: Token) -> bool:
    """Whether a noun tells of a contact itself: "on the programme is a meeting with"."""
    return token.pos_ == "NOUN" and token.lemma_ in lexicon().nouns


def _fits_noun(token: Token, rule: TriggerRule) -> bool:
    """Whether a noun stands behind the words that make it a contact: "on the phone", "in touch"."""
    if rule.partner and not _has_partner(token, rule):
        return False
    if not rule.after:
        return True
    qualified = token.i > 0 and rule.mode == "talks" and token.nbor(-1).pos_ in ("ADJ", "VERB", "ADV")
    before = [token.doc[max(0, end - 2) : end].text.lower() for end in (token.i, token.i - 1)[: 1 + qualified]]
    if not any(text.endswith(rule.after) for text in before):
        return False
    lex = lexicon()
    return not any(_tells(lex, v) for v in [token.head.head, token.head] if v.pos_ == "VERB")


def _has_partner(noun: Token, rule: TriggerRule) -> bool:
    """Whether a noun, or the verb it is the object of, has a preposition of the other side, or a word of the medium."""
    beside = [*noun.children, *(noun.head.children if noun.dep_ == "dobj" else ())]
    before = noun.nbor(-1).lower_ if noun.i else ""
    return before in lexicon().before or any(
        c.dep_ in ("prep", "agent", "dative") and c.lower_ in rule.prepositions for c in beside
    )


def _tells(lex: Lexicon, verb: Token) -> bool:
    """Whether a verb tells of a contact by itself."""
    return any(_fits_verb(verb, r) for r in lex.verbs.get(verb.lemma_.lower(), ())) or _idiom(verb, lex) is not None
