"""Where the text tells of a contact: verbs and nouns of `lexicons/triggers.yaml`, as they stand.

`find_triggers(doc)` gives `Trigger`s in order. Who takes part is found by `arguments`, what became of it by `status`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from .. import resources


@dataclass(frozen=True)
class TriggerRule:
    """One line of `triggers.yaml`."""

    lemma: str
    kind: str
    mode: str
    prepositions: frozenset[str] = frozenset()
    object: bool = False
    plural: bool = False
    needs_person: bool = False
    hosts: bool = False
    guest: str = ""
    starts: str = ""
    status: str = ""
    weak: bool = False
    particle: frozenset[str] = frozenset()
    dobj: frozenset[str] = frozenset()
    medium: bool = False
    after: tuple[str, ...] = ()
    faint: bool = False
    company: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The whole of `triggers.yaml`."""

    verbs: dict[str, tuple[TriggerRule, ...]]
    faint: dict[str, TriggerRule]
    nouns: dict[str, TriggerRule]
    light: frozenset[str]
    motion: dict[str, frozenset[str]]
    media: dict[str, frozenset[str]]
    joining: dict[str, frozenset[str]]


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


def _rules(lemma: str, lines: Any) -> tuple[TriggerRule, ...]:
    """The rules of a verb: one line, or several for several constructions."""
    return tuple(_rule(lemma, "verb", line) for line in (lines if isinstance(lines, list) else [lines]))


def _rule(lemma: str, kind: str, line: dict[str, Any]) -> TriggerRule:
    guest = line.get("guest", "")
    return TriggerRule(
        lemma=lemma,
        kind=kind,
        mode=line["mode"],
        prepositions=frozenset(line.get("with", ())),
        object=bool(line.get("object")),
        plural=bool(line.get("plural")),
        needs_person=line.get("needs") == "person",
        hosts=bool(line.get("hosts")),
        guest="subject" if guest is True else guest,
        starts=line.get("starts", ""),
        status=line.get("status", ""),
        weak=bool(line.get("weak")),
        particle=frozenset(line.get("particle", ())),
        dobj=frozenset(line.get("dobj", ())),
        medium=bool(line.get("medium")),
        company=bool(line.get("company")),
        after=tuple(line.get("after", ())),
    )


@functools.cache
def lexicon() -> Lexicon:
    """The triggers, loaded once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with resources.lexicon("triggers.yaml").open(encoding="utf-8") as file:
        source = yaml.load(file, Loader=loader)
    verbs = {k: _rules(k, v) for k, v in source["verbs"].items()}
    faint = {
        k: TriggerRule(k, "verb", "talks", object=True, needs_person=True, faint=True) for k in source["interactions"]
    }
    faint |= {k: TriggerRule(k, "verb", "talks", plural=True, faint=True) for k in source["joint"]}
    faint |= {
        k: TriggerRule(k, "verb", "talks", plural=True, faint=True, particle=frozenset(v))
        for k, v in source["joint_phrasal"].items()
    }
    return Lexicon(
        verbs=verbs,
        faint=faint,
        nouns={k: _rule(k, "noun", v) for k, v in source["nouns"].items()},
        light=frozenset(source["light_verbs"]),
        motion={k: frozenset(v) for k, v in source["motion_verbs"].items()},
        media={k: frozenset(v) for k, v in source["media"].items()},
        joining={k: frozenset(v) for k, v in source["joining_verbs"].items()},
    )


_MEDIUM_BEFORE = {
    "phone": "phone_call",
    "telephone": "phone_call",
    "telephonic": "phone_call",
    "video": "video_call",
    "virtual": "video_call",
    "online": "video_call",
    "hotline": "hotline",
    "conference": "",
    "face": "meeting",
}


def find_triggers(doc: Doc) -> list[Trigger]:
    """All triggers of a parsed text, in order."""
    lex = lexicon()
    found: list[Trigger] = []
    for token in doc:
        lemma = token.lemma_.lower()
        compound = _compound(token, lex)
        if compound is not None:
            found.append(Trigger(token, compound, noun_mode(token, compound)))
            continue
        if token.pos_ in ("NOUN", "PROPN") or (token.lower_ in lex.nouns and token.pos_ in ("ADJ", "X")):
            rule = lex.nouns.get(lemma) or lex.nouns.get(token.lower_)
            if rule is None or _no_contact_noun(token) or not _fits_noun(token, rule):
                continue
            found.append(Trigger(token, rule, noun_mode(token, rule)))
        elif token.pos_ == "VERB" or (token.pos_ == "AUX" and lemma in lex.verbs):
            rule = next((r for r in lex.verbs.get(lemma, ()) if _fits_verb(token, r)), None)
            if rule is None:
                rule = lex.faint.get(lemma)
                if rule is not None and rule.particle and not _fits_verb(token, rule):
                    rule = None
            if rule is None or rule.mode == "none" or _no_contact_verb(token):
                continue
            found.append(Trigger(token, rule, verb_mode(token, rule)))
        elif (
            token.lower_ in ("met", "spoke", "phoned", "telephoned", "visited")
            and token.tag_.startswith("VB")
            and token.lemma_ in lex.verbs
        ):
            rule = lex.verbs[token.lemma_][0]
            found.append(Trigger(token, rule, verb_mode(token, rule)))
    return found


def _compound(token: Token, lex: Lexicon) -> TriggerRule | None:
    """A noun written with hyphens, at its last word: "face-to-face", "sit-down"."""
    for length in (5, 3):
        if token.i + 1 < length or token.doc[token.i - 1].text != "-":
            continue
        text = token.doc[token.i + 1 - length : token.i + 1].text.lower()
        rule = lex.nouns.get(text)
        if rule is not None and "-" in text:
            following = token.nbor(1) if token.i + 1 < len(token.doc) else None
            return None if following is not None and following.pos_ == "NOUN" else rule
    return None


def noun_mode(token: Token, rule: TriggerRule) -> str:
    """The mode of a noun with its modifiers: "telephone conversation", "video conference", "courtesy call"."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
    for word in before:
        if _MEDIUM_BEFORE.get(word):
            return _MEDIUM_BEFORE[word]
    if "courtesy" in before or "port" in before:
        return "meeting"
    if (
        rule.lemma == "call"
        and any(c.lower_ in ("on", "at") and c.dep_ == "prep" for c in token.children)
        and token.head.lemma_ in ("pay", "make", "return")
    ):
        return "meeting"
    return medium(token) or rule.mode


def verb_mode(token: Token, rule: TriggerRule) -> str:
    """The mode of a verb with its adverbials: "spoke by phone", "met virtually"."""
    if rule.lemma == "call" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("on", "upon", "at"):
        return "meeting"
    if rule.lemma == "call" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "in":
        return "meeting"
    return medium(token) or rule.mode


#: An established line, named so, that was used.
_LINE = re.compile(
    r"\b(?:over|on|via|through|by|using) (?:the|a|their|its|that|this)? ?(?:\w+ ){0,3}(?:hot ?line|hot-line|hot - line|deconfliction (?:line|channel)|(?:military|direct|secure|red) (?:communication )?line)\b|\bhotline (?:contact|call|talks|conversation|message)"
)
_BY = frozenset({"by", "on", "over", "via", "through", "in", "at", "per"})


def medium(token: Token) -> str | None:
    """The medium told by a phrase at the trigger: "by phone", "on the telephone", "via video link", "face to face"."""
    low = [t.lower_ for t in token.sent]
    text = " ".join(low)
    around = (
        list(token.subtree)
        if token.pos_ == "VERB"
        else [*token.children, *(token.head.children if token.head.pos_ == "VERB" else ())]
    )
    window = _own_window(token).lower()
    if _LINE.search(window):
        return "hotline"
    for child in around:
        if child.lower_ in _BY and child.dep_ == "prep" and abs(child.i - token.i) < 25:
            for t in child.subtree:
                for mode, words in lexicon().media.items():
                    if t.lower_ in words and mode in ("phone_call", "video_call") and t.i - child.i < 5:
                        return mode
        if child.dep_ == "advmod" and child.lower_ in ("telephonically", "virtually"):
            return "phone_call" if child.lower_ == "telephonically" else "video_call"
    if "face to face" in text or "face - to - face" in text or "in person" in text:
        near = token.doc[max(0, token.i - 8) : token.i + 9].text.lower()
        if "face" in near or "in person" in near:
            return "meeting"
    for phrase in (
        "by phone",
        "by telephone",
        "on the phone",
        "over the phone",
        "on the telephone",
        "over the telephone",
    ):
        if phrase in window:
            return "phone_call"
    for phrase in ("by video", "via video", "video link", "by secure video", "videoconference", "video conference"):
        if phrase in window:
            return "video_call"
    return None


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
    if rule.company and not any(
        t.lower_ == "with" and t.dep_ == "prep" and (t.head == token or t.head.head == token) for t in token.subtree
    ):
        return False
    return not rule.medium or medium(token) is not None


def _fits_noun(token: Token, rule: TriggerRule) -> bool:
    """Whether a noun stands behind the words that make it a contact: "on the phone", "in touch"."""
    if not rule.after:
        return True
    before = token.doc[max(0, token.i - 2) : token.i].text.lower()
    if not before.endswith(rule.after):
        return False
    lex = lexicon()
    return not any(_plain_verb(lex, v.lemma_) for v in [token.head.head, token.head] if v.pos_ == "VERB")


def _own_window(token: Token) -> str:
    """The words round a trigger up to the next verb on each side."""
    start, end = token.i, token.i + 1
    while start - 1 >= token.sent.start and token.i - start < 4 and token.doc[start - 1].pos_ not in ("VERB", "CCONJ"):
        start -= 1
    while end < token.sent.end and end - token.i < 8 and token.doc[end].pos_ != "VERB":
        end += 1
    return str(token.doc[start:end].text)


_CALL_STOPS = frozenset({"for", "off", "up", "out", "into", "it", "itself"})


def _no_contact_verb(token: Token) -> bool:
    """Verbs that only look like a contact: "calls for", "called him a liar", "see progress", "meet a deadline"."""
    lemma = token.lemma_.lower()
    nxt = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.dep_ != "relcl" and any(
        c.dep_ == "nsubj" and c.lower_ in ("which", "who", "what", "nobody", "whoever") for c in token.children
    ):
        return True
    if token.dep_ == "relcl" and token.head.lower_ in ("nobody", "anyone", "anybody", "everyone", "one", "someone"):
        return True
    if lemma == "call" and nxt == "in":
        return not any(c.dep_ == "dobj" or c.dep_ == "ccomp" for c in token.children)
    if lemma == "call":
        if any(c.lower_ == "for" and c.dep_ == "prep" for c in token.children):
            return True
        if nxt in _CALL_STOPS or any(c.dep_ in ("oprd",) for c in token.children):
            return True
        if nxt in ("on", "upon"):
            return any(
                c.dep_ in ("xcomp", "advcl") and any(g.lower_ == "to" for g in c.children) for c in token.children
            )
        return any(c.dep_ == "prt" for c in token.children)
    if lemma == "see":
        return any(c.dep_ == "auxpass" for c in token.children)
    if lemma in ("speak", "talk"):
        if nxt in ("past", "terms", "volumes", "roles"):
            return True
        near = [t.lower_ for t in token.doc[token.i + 1 : min(token.sent.end, token.i + 7)]]
        return nxt in ("of", "for", "out", "up") and "with" not in near and "to" not in near
    return False


_NOUN_STOPS = {
    "call": ("for", "sign", "signs", "center", "up"),
    "talk": ("show",),
    "exchange": ("rate", "of", "students", "program", "programme"),
    "conference": ("room", "hall", "call"),
    "contact": ("group", "line"),
    "meeting": ("room", "place", "point"),
    "note": ("of",),
}


def _plain_verb(lex: Lexicon, lemma: str) -> bool:
    """Whether a verb tells of a contact by itself."""
    return any(not r.medium and not r.particle for r in lex.verbs.get(lemma, ()))


#: What is done to a standing exchange tells of no contact: "agreed to enhance communications".
_TENDING = frozenset(
    "enhance improve strengthen deepen maintain keep continue expand boost promote increase step develop preserve sustain intensify".split()
)
_STANDING = frozenset({"communication", "exchange", "dialogue", "contact", "consultation"})
_KEEPING = frozenset({"stay", "keep", "remain", "maintain", "get"})


def _no_contact_noun(token: Token) -> bool:
    nxt = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lemma_ == "exchange" and token.doc[token.i + 1 : token.i + 3].text.lower() in (
        "of views",
        "of opinions",
        "of notes",
    ):
        return False
    if nxt in _NOUN_STOPS.get(token.lemma_.lower(), ()):
        return True
    if token.lemma_ == "communication" and token.i > 1 and token.nbor(-1).lower_ == "of":
        return True
    if token.lemma_ == "invitation" and "at" in [t.lower_ for t in token.doc[max(0, token.i - 6) : token.i]]:
        return True
    if (
        token.lemma_ in ("contact", "touch")
        and (token.head.head.lemma_ in _KEEPING or token.head.lemma_ in _KEEPING)
        and (token.head.head.tag_ in ("VB", "VBG") or token.head.tag_ in ("VB", "VBG"))
    ):
        return True
    if token.lemma_ in _STANDING and token.dep_ == "dobj" and token.head.lemma_ in _TENDING:
        return True
    if token.lemma_ == "audience" and nxt != "with":
        return True
    if token.lemma_ in ("visit", "call", "trip") and before in ("port", "ship", "goodwill"):
        return True
    if token.lemma_ == "conference" and before in ("press", "news", "security", "munich", "peace"):
        return True
    if token.lemma_ in ("session", "meeting", "summit") and before in (
        "plenary",
        "cabinet",
        "committee",
        "staff",
        "party",
    ):
        return True
    if token.lemma_ == "contact" and nxt == "group":
        return True
    return (
        token.dep_ == "compound"
        and token.head.i > token.i
        and token.head.lemma_ not in ("talk", "conversation", "call", "session", "meeting", "round")
    )
