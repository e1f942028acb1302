"""Component `milchannels_channel_events`: what the article says of a standing line between two sides as such.

In: mentions, dates, the parse. Out: `doc._.mil.channel_events`. An event is a word for a line (hotline, military ties,
dialogue) under a verb or noun that opens, cuts, resumes, proposes or keeps it.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from .. import dates as grammar
from ..records import ChannelEvent
from .annotations import annotations

STRONG = frozenset({"hotline", "hot-line", "line", "link", "channel", "mechanism", "telephone"})
STANDING = frozenset("tie relation relationship cooperation co-operation contact exchange dialogue talk communication consultation engagement coordination commission group council".split())
_CHANNEL_CONTEXT = re.compile(r"\b(?:hot ?line|hot-line|line of communication|lines of communication|communications? (?:line|channel|link)s?|telephone (?:line|link)s?|direct (?:line|link|telephone|phone)|military|mil-to-mil|defen[cs]e|deconfliction|channels?|army|militaries|high-level)\b", re.I)
ACTIONS: dict[str, frozenset[str]] = {
    "suspended": frozenset("suspend sever freeze halt cut break stop end close terminate interrupt disconnect cancel pause discontinue withdraw".split()),
    "resumed": frozenset("resume restore reopen re-open reactivate reconnect revive renew relaunch re-establish reestablish unfreeze mend".split()),
    "established": frozenset("establish open install create launch set inaugurate sign form found start activate lay".split()),
    "maintained": frozenset("maintain keep preserve remain continue retain sustain stay work function operate use".split()),
    "proposed": frozenset("propose offer suggest seek call want plan consider discuss request urge explore mull ask".split()),
}
_NOUN_ACTIONS = {"suspension": "suspended", "freeze": "suspended", "resumption": "resumed", "restoration": "resumed", "reopening": "resumed", "establishment": "established", "opening": "established", "creation": "established", "halt": "suspended", "severing": "suspended", "proposal": "proposed", "laying": "proposed", "restoring": "resumed", "resuming": "resumed", "setting": "established", "establishing": "established"}


def _is_channel(token: Token) -> bool:
    lemma = token.lemma_.lower()
    around = token.doc[max(token.sent.start, token.i - 5) : min(token.sent.end, token.i + 5)].text
    if lemma in ("hotline", "hot-line") or (lemma == "line" and token.i and token.nbor(-1).lower_ in ("hot", "direct", "telephone", "phone", "communication", "communications", "deconfliction", "military", "secure")):
        return True
    if lemma in ("line", "lines") and re.search(r"lines? of communication", around):
        return True
    if lemma in ("channel", "link") and re.search(r"(?i)communicat|military|direct|telephone|phone|deconfliction|defen[cs]e|hot|mil", around):
        return True
    if lemma in STANDING:
        mods = " ".join(t.lower_ for t in token.subtree if abs(t.i - token.i) < 7)
        return bool(re.search(r"\b(?:military|mil|defen[cs]e|militaries|army|armies|high - level|general - level|working)\b", mods))
    return lemma == "mechanism" and bool(re.search(r"(?i)deconfliction|communicat|consult|liaison", around))


def _action(token: Token) -> tuple[str, Token] | None:
    """The action that a channel word stands under, and the verb or noun that tells it."""
    proposed: Token | None = None
    node = token
    hit: tuple[str, Token] | None = None
    for _ in range(7):
        lemma = node.lemma_.lower()
        if node != token:
            if lemma in _NOUN_ACTIONS and node.pos_ in ("NOUN", "VERB"):
                hit = hit or (_NOUN_ACTIONS[lemma], node)
            elif node.pos_ in ("VERB", "AUX"):
                for action in ("suspended", "resumed", "established", "maintained"):
                    if hit is None and lemma in ACTIONS[action]:
                        hit = (action, node)
                if lemma in ACTIONS["proposed"]:
                    proposed = node
                if any(c.lower_ in ("would", "should", "could", "may", "will", "to") and c.dep_ == "aux" for c in node.children) and hit is not None and hit[0] == "established":
                    proposed = proposed or node
        for child in node.children:
            if child.dep_ in ("amod", "acl", "relcl") and child.pos_ == "VERB" and hit is None and node == token:
                for action in ("suspended", "resumed", "established"):
                    if child.lemma_.lower() in ACTIONS[action]:
                        hit = (action, child)
        if node.head == node or node.dep_ == "ROOT":
            break
        node = node.head
    if hit is not None and proposed is not None and hit[0] == "established":
        return "proposed", proposed
    if hit is not None:
        return hit
    return ("proposed", proposed) if proposed is not None and token.lemma_.lower() in STRONG else None


def _sides(doc: Doc, token: Token, pair: list[str]) -> list[str]:
    """The two sides of the line: named in its phrase, else in its sentence, else those spoken of before."""
    mil = annotations(doc)
    sent = token.sent

    def codes(start: int, end: int) -> list[str]:
        found = [c.code for c in mil.countries if start <= c.start < end and len(c.code) == 3 or start <= c.start < end and c.code == "NATO"]
        for m in mil.mentions:
            if start <= m.start < end:
                found += [a.country for a in m.actors if a.country]
        return list(dict.fromkeys(found))

    span = [t.i for t in token.subtree]
    near = codes(min(span), max(span) + 1)
    if len(near) >= 2:
        return near[:2]
    whole = codes(sent.start, sent.end)
    if len(whole) >= 2:
        return ([*near, *[c for c in whole if c not in near]])[:2]
    both = list(dict.fromkeys([*whole, *pair]))
    return both[:2] if len(both) >= 2 else []


@Language.factory("milchannels_channel_events")
class ChannelEvents:
    """Fills `doc._.mil.channel_events`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        mil = annotations(doc)
        seen: set[tuple[tuple[str, ...], str]] = set()
        drafts = mil.drafts
        for token in doc:
            if token.pos_ not in ("NOUN", "PROPN") or not _is_channel(token):
                continue
            found = _action(token)
            if found is None:
                continue
            action, word = found
            before = [d for d in drafts if d.events[0].trigger.i <= token.i] or drafts[:1]
            pair = [a.country for a in before[-1].actors if a.country] if before else []
            sides = _sides(doc, token, list(dict.fromkeys(pair)))
            if len(sides) < 2 or (tuple(sorted(sides)), action) in seen:
                continue
            seen.add((tuple(sorted(sides)), action))
            sent = token.sent
            dated = [d for d in mil.dates if sent.start <= d.start < sent.end]
            when = None
            if dated:
                best = min(dated, key=lambda d: abs(d.start - word.i))
                resolved = grammar.resolve(best.expression, grammar.Anchors(published=mil.published, dateline=mil.dateline, tense="past"))  # type: ignore[arg-type]
                when = resolved.edtf if resolved else None
            phrase = [t.i for t in token.subtree if abs(t.i - token.i) < 12]
            mil.channel_events.append(
                ChannelEvent(countries=sides, action=action, channel=doc[min(phrase) : max(phrase) + 1].text, date=when, evidence=sent.text.strip(), start=sent.start_char, end=sent.start_char + len(sent.text.strip()))  # type: ignore[arg-type]
            )
        return doc
