"""By which medium a contact was: the words around a trigger. In: a trigger's token and rule. Out: its mode.

"A telephone conversation", "spoke by phone", "met virtually", "over the hotline"; where nothing is told, the mode of the rule.
"""

from __future__ import annotations

from spacy.tokens import Token

from .topic_phrases import is_date
from .trigger_words import TriggerRule, lexicon

_BY = frozenset({"by", "on", "over", "via", "through", "in", "at", "per"})


def noun_mode(token: Token, rule: TriggerRule) -> str:
    """The mode of a noun with its modifiers: "telephone conversation", "video conference", "courtesy call"."""
    words = lexicon().before
    before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    for word in before:
        if word in words:
            return words[word]
    if rule.lemma in ("message", "note") and token.head.lemma_ in ("deliver", "convey", "carry", "bring", "reiterate"):
        return medium(token) or "talks"
    if "courtesy" in before or "port" in before:
        return "meeting"
    if rule.lemma == "call" and (
        token.head.lemma_ == "pay"
        or (
            any(c.lower_ in ("on", "at") and c.dep_ == "prep" for c in token.children)
            and token.head.lemma_ in ("make", "return")
        )
    ):
        return "meeting"
    return medium(token) or rule.mode


def verb_mode(token: Token, rule: TriggerRule) -> str:
    """The mode of a verb with its adverbials: "spoke by phone", "met virtually"."""
    if rule.says is not None and rule.mode not in ("talks", "meeting"):
        return rule.mode
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if rule.lemma == "call" and rule.says is None and following in ("on", "upon", "at", "in") and not _dated(token):
        return "meeting"
    return medium(token) or rule.mode


def _dated(token: Token) -> bool:
    """Whether a day stands behind the preposition right behind a verb: "called on Monday", "called in May"."""
    behind = token.doc[token.i + 2 : min(token.i + 5, token.sent.end)]
    return next((is_date(t) for t in behind if t.pos_ not in ("DET", "ADJ")), False)


def medium(token: Token) -> str | None:
    """The medium told by a phrase at the trigger: "by phone", "on the telephone", "via video link", "face to face"."""
    lex = lexicon()
    window = _own_window(token).lower()
    if lex.lines.search(window):
        return "hotline"
    for child in _around(token):
        if child.lower_ in _BY and child.dep_ == "prep" and abs(child.i - token.i) < 25:
            told = _behind(child)
            if told is not None:
                return told
        if child.dep_ == "advmod" and child.i > token.i - 4:
            for mode in ("phone_call", "video_call"):
                if child.lower_ in lex.media[mode]:
                    return mode
    if _in_person(token):
        return "meeting"
    return next((mode for mode, phrases in lex.media_phrases.items() if any(p in window for p in phrases)), None)


def _around(token: Token) -> list[Token]:
    """The words in which a medium may be told: all below a verb, those beside a noun."""
    if token.pos_ == "VERB":
        return list(token.subtree)
    return [*token.children, *(token.head.children if token.head.pos_ == "VERB" else ())]


def _behind(preposition: Token) -> str | None:
    """The medium that is told right behind a preposition."""
    if lexicon().lines.search(_phrase(preposition)):
        return "hotline"
    media = lexicon().media
    for t in preposition.subtree:
        for mode in ("phone_call", "video_call"):
            if t.lower_ in media[mode] and t.i - preposition.i < 5:
                return mode
    return None


def _phrase(preposition: Token) -> str:
    """A preposition with the few words behind it."""
    end = min(preposition.sent.end, preposition.i + 8)
    return str(preposition.doc[preposition.i : end].text.lower())


def _in_person(token: Token) -> bool:
    sent = token.sent
    near = token.doc[max(sent.start, token.i - 8) : min(sent.end, token.i + 9)].text.lower()
    return "face to face" in near or "face-to-face" in near or "in person" in near


def _own_window(token: Token) -> str:
    """The words round a trigger up to the next verb on each side."""
    doc, sent = token.doc, token.sent
    start, end = token.i, token.i + 1
    bounds = ("VERB", "CCONJ", "PART") if token.dep_ == "xcomp" else ("VERB", "CCONJ")
    while start - 1 >= sent.start and token.i - start < 4 and doc[start - 1].pos_ not in bounds:
        start -= 1
    while end < sent.end and end - token.i < 8 and doc[end].pos_ != "VERB":
        end += 1
    return str(doc[start:end].text)
