"""Where the text speaks of a standing line between two sides: hotlines, channels, and ties of militaries.

In: a parsed text with its mentions. Out: `Line`s, each a noun with its phrase. `words()` is `lexicons/channel_words.yaml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..lexicons._spellings import read
from ..records import MILITARY_OFFICES, Action
from .annotations import annotations_of

_ORDER: tuple[Action, ...] = ("suspended", "resumed", "maintained", "established", "proposed")
#: Offices whose holders can stand for their military as an end of a line.
_DEFENCE = MILITARY_OFFICES - {"defense_attache", "defense_official"}
REACH = 16


@dataclass(frozen=True)
class Entry:
    """A verb of the lexicon with the words that must stand at it, and whether it acts on the line or the line acts."""

    action: Action
    rest: tuple[str, ...]
    role: str
    lines_only: bool


@dataclass(frozen=True)
class ChannelWords:
    """The whole of `channel_words.yaml`."""

    verbs: dict[str, list[Entry]]
    nouns: dict[str, Action]
    modifiers: dict[str, Action]
    states: list[tuple[re.Pattern[str], Action]]
    lines: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]
    sides: dict[str, list[str]]


@functools.cache
def words() -> ChannelWords:
    """The lexicon, loaded once."""
    source = read("channel_words.yaml")
    verbs: dict[str, list[Entry]] = {}
    for action in _ORDER:
        for role in ("object", "subject"):
            for line in source["verbs"][action][role]:
                head, *rest = line.split()
                verbs.setdefault(head, []).append(Entry(action, tuple(rest), role, line in source["lines_only"]))
    for entries in verbs.values():
        entries.sort(key=lambda e: -len(e.rest))
    phrases = [(phrase, action) for action in _ORDER for phrase in source["states"].get(action, ())]
    phrases.sort(key=lambda p: -len(p[0]))
    named = (
        "standing",
        "plural_only",
        "bodies",
        "not_lines",
        "military",
        "keeping",
        "copulas",
        "sole",
        "transparent",
        "lasting",
        "using",
        "begun",
        "lifting",
        "traffic",
        "located",
        "connecting",
        "ends",
        "papers",
        "wires",
        "signing",
        "wishing",
        "agreeing",
        "refusing",
    )
    return ChannelWords(
        verbs=verbs,
        nouns={noun: action for action in _ORDER for noun in source["nouns"].get(action, ())},
        modifiers={word: action for action in _ORDER for word in source["modifiers"].get(action, ())},
        states=[(re.compile(rf"\b{re.escape(p)}\b"), a) for p, a in phrases],
        lines={noun: frozenset(needed) for noun, needed in source["lines"].items()},
        sets={name: frozenset(source[name]) for name in named},
        sides=source["sides"],
    )


def lemma(token: Token) -> str:
    """The lemma in small letters; "co-operation" and "re-establish", which the tokeniser takes apart, are put together."""
    doc, i = token.doc, token.i
    if i > 1 and doc[i - 1].lower_ == "-" and doc[i - 2].lower_ in ("co", "re"):
        return f"{doc[i - 2].lower_}-{token.lemma_.lower()}"
    if token.lower_ == "re" and i + 2 < len(doc) and doc[i + 1].lower_ == "-":
        return f"re-{doc[i + 2].lemma_.lower()}"
    return str(token.lemma_.lower())


#: Words that make another thing of a line alone: "the first line".
_ORDER_WORDS = frozenset({"first", "bottom", "front"})


@dataclass
class Line:
    """A noun for a line. `strong` lines are lines of themselves; the others are so between militaries only.

    `like` is the line that "another one" stands for.
    """

    token: Token
    strong: bool
    phrase: list[Token]
    like: Line | None = None

    @property
    def lasting(self) -> bool:
        """Whether the noun means a bond, which does not end with the day as talks do."""
        return lemma(self.token) in words().sets["lasting"]


def find_lines(doc: Doc) -> Iterator[Line]:
    """The nouns of a parsed text that can mean a standing line between militaries."""
    lex = words()
    last: Line | None = None
    for token in doc:
        if last is not None and _another(token, last):
            yield Line(token, True, phrase_of(token), last)
            continue
        if (
            token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADV")
            or lemma(token) not in lex.lines.keys() | lex.sets["standing"] | lex.sets["wires"]
        ):
            continue
        phrase = phrase_of(token)
        low = {t.lower_ for t in phrase}
        before = {t.lower_ for t in phrase if t.i < token.i}
        other = lex.sets["not_lines"] - (frozenset() if lemma(token) == "line" else _ORDER_WORDS)
        if any(t.lower_ in ("no", "any") and t.head == token for t in token.children) or before & other:
            continue
        military = bool((low | _partners(token)) & lex.sets["military"]) or _between_officers(doc, phrase)
        needed = lex.lines.get(lemma(token))
        if (needed is not None and _is_line(token, needed, before, military)) or _wire(token):
            last = Line(token, True, phrase)
            yield last
        elif lemma(token) in lex.sets["standing"]:
            single = lemma(token) in lex.sets["plural_only"] and token.tag_ not in ("NNS", "NNPS")
            if (
                not single
                and not any(t.ent_type_ == "ORDINAL" for t in phrase if t.i < token.i)
                and (military or _resumes_earlier(token))
            ):
                yield Line(token, False, phrase)


def _another(token: Token, last: Line) -> bool:
    """Whether a word stands for a line once more: "an earlier one was cut", "the one to the Israeli side"."""
    if (
        token.lower_ != "one"
        or token.dep_ == "pobj"
        or not any(c.i < token.i and c.dep_ in ("det", "amod", "nummod") for c in token.children)
    ):
        return False
    start = token.sent.start
    previous = token.doc[start - 1].sent.start if start else start
    return last.token.i >= previous


def _wire(token: Token) -> bool:
    """Whether a telephone or a radio has two ends: "the telephone between the local commanders"."""
    lex = words()
    if lemma(token) not in lex.sets["wires"] | {"line"}:
        return False
    ends = [c for c in token.children if c.lower_ in ("between", "from")]
    if token.dep_ == "nsubj" and lemma(token.head) in lex.sets["connecting"]:
        ends += [c for c in token.head.children if c.dep_ == "dobj"]
    found = {t.lower_ for c in ends for t in c.subtree if t.i - c.i < REACH}
    return bool(found & (lex.sets["military"] | lex.sets["ends"]))


def _partners(token: Token) -> set[str]:
    """The words of the sides where the parser hangs them on the verb.

    "Stopped its exchanges with the Russian army", "lines were opened between the fleets", "a line links the headquarters".
    """
    head = token.head
    if token.dep_ == "nsubj" and lemma(head) in words().sets["connecting"]:
        return {t.lower_ for c in head.children if c.dep_ == "dobj" for t in c.subtree}
    if token.dep_ == "pobj" and head.head.pos_ == "VERB" and head.i == head.head.i + 1:
        head = head.head  # "switched off the line", where the particle is taken for a preposition
    elif token.dep_ not in ("dobj", "nsubjpass"):
        return set()
    return {
        t.lower_
        for c in head.children
        if c.dep_ == "prep" and c.lower_ in ("with", "between") and c.i > token.i
        for t in c.subtree
    }


def phrase_of(token: Token, whole: bool = False) -> list[Token]:
    """The noun with its modifiers and phrases of place and party, without the clauses that hang on it.

    `whole` takes in what is joined to it by "and" and what stands in apposition."""
    found: list[Token] = []

    def walk(node: Token) -> None:
        found.append(node)
        for child in node.children:
            if child.dep_ in ("relcl", "acl", "advcl", "punct", "cc") or abs(child.i - token.i) >= REACH:
                continue
            if whole or (child.dep_ != "appos" and (child.dep_ != "conj" or node != token)):
                walk(child)

    walk(token)
    top = token
    while (
        top.dep_ == "conj" and top.head.pos_ == "NOUN"
    ):  # "military talks and contacts with Moscow" share their modifiers
        top = top.head
        found += [t for t in top.children if t.dep_ in ("amod", "compound", "poss")]
    if lemma(token).startswith("co-"):
        found += token.doc[token.i - 2].lefts
    if token.dep_ == "compound" or token.dep_ == "nmod":
        found += [t for t in token.head.children if t.i < token.i]
    return sorted(set(found), key=lambda t: t.i)


def _is_line(token: Token, needed: frozenset[str], before: set[str], military: bool) -> bool:
    """Whether a noun with its qualifying words is a line: "direct line", "lines of communication", "the line between the armies"."""
    if lemma(token) in ("channel", "link", "mechanism"):
        needed = needed | words().sets["military"]
    if not needed or before & needed:
        return lemma(token) not in words().sets["bodies"] or military or _sided(token)
    after = {
        g.lower_ for c in token.children if c.lower_ in ("of", "on", "for") for g in c.subtree if g.i - token.i < 5
    }
    if after & needed and lemma(token) in ("line", "channel", "link", "mechanism", "agreement"):
        return True
    if lemma(token) in ("channel", "link", "line") and _sided(token):
        return True
    if lemma(token) == "line" and military:
        return bool(_partners(token)) or any(c.lower_ in ("between", "to", "with") for c in token.children)
    return False


def _sided(token: Token) -> bool:
    """Whether a body has a party of armed forces in a clause of its own: "the working group that the two armies set up"."""
    return any(
        t.lower_ in words().sets["military"] for c in token.children if c.dep_ in ("relcl", "acl") for t in c.subtree
    )


def _between_officers(doc: Doc, phrase: list[Token]) -> bool:
    """Whether a military body, officer or defence minister is named in the phrase."""
    inside = {t.i for t in phrase}
    return any(
        m.head in inside
        and any(a.military or (a.office or (a.person.office if a.person else None)) in _DEFENCE for a in m.actors)
        and m.form != "they"
        for m in annotations_of(doc).mentions
    )


def _resumes_earlier(token: Token) -> bool:
    """ "The talks" after talks of the militaries in the same or the last sentence, or "high-level" ones."""
    before = {t.lower_ for t in token.lefts}
    if "level" in {g.lower_ for t in token.lefts for g in t.subtree}:
        return True
    if not before & {"the", "these", "those", "their", "such"} or len(before) > 1:
        return False
    start = token.sent.start
    previous = token.doc[start - 1].sent.start if start else start
    return any(
        t.lower_ in ("military", "militaries", "generals", "armies", "navies") for t in token.doc[previous : token.i]
    )
