"""Component `milchannels_channel_events`: what the article says of a standing line between two sides as such.

In: countries, mentions, drafts, dates, the parse. Out: `doc._.mil.channel_events`. An event is a noun for a line (hotline,
military ties, dialogue of defence chiefs) under words that open, cut, resume, propose or keep it. The words are those of
`lexicons/channel_words.yaml`; what is here is how they hang together.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

import yaml
from spacy.language import Language
from spacy.tokens import Doc, Token

from .. import dates as grammar
from .. import resources
from ..records import Action, ChannelEvent
from .annotations import Annotations, annotations

Mood = Literal["told", "agreed", "wished", "none"]
_ORDER: tuple[Action, ...] = ("suspended", "resumed", "maintained", "established", "proposed")
_PLACES = frozenset({"capital", "city", "seat"})
_MODALS = frozenset({"would", "could", "should", "might", "may", "must", "can"})
_DEFENCE = frozenset(
    {
        "defense_minister",
        "deputy_defense_minister",
        "chief_of_defense",
        "deputy_chief_of_defense",
        "service_chief",
        "commander",
        "military_officer",
    }
)
_SIDE_PREPOSITIONS = frozenset({"between", "with", "to", "among"})
_ACT_PREPOSITIONS = frozenset({"of", "for", "on", "about", "in", "to"})
_REACH = 16


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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with resources.lexicon("channel_words.yaml").open(encoding="utf-8") as file:
        source: dict[str, Any] = yaml.load(file, Loader=loader)
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
        "located",
        "connecting",
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


@dataclass
class Line:
    """A noun for a line. `strong` lines are lines of themselves; the others are so between militaries only."""

    token: Token
    strong: bool
    phrase: list[Token]

    @property
    def lasting(self) -> bool:
        """Whether the noun means a bond, which does not end with the day as talks do."""
        return lemma(self.token) in words().sets["lasting"]


def find_lines(doc: Doc) -> Iterator[Line]:
    """The nouns of a parsed text that can mean a standing line between militaries."""
    lex = words()
    for token in doc:
        if (
            token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADV")
            or lemma(token) not in lex.lines.keys() | lex.sets["standing"]
        ):
            continue
        phrase = _phrase(token)
        low = {t.lower_ for t in phrase}
        before = {t.lower_ for t in phrase if t.i < token.i}
        if any(t.lower_ in ("no", "any") and t.head == token for t in token.children) or before & lex.sets["not_lines"]:
            continue
        military = bool(low & lex.sets["military"]) or _between_officers(doc, phrase)
        needed = lex.lines.get(lemma(token))
        if needed is not None and _is_line(token, needed, before, military):
            yield Line(token, True, phrase)
        elif lemma(token) in lex.sets["standing"]:
            single = lemma(token) in lex.sets["plural_only"] and token.tag_ not in ("NNS", "NNPS")
            if (
                not single
                and not any(t.ent_type_ == "ORDINAL" for t in phrase if t.i < token.i)
                and (military or _resumes_earlier(token))
            ):
                yield Line(token, False, phrase)


def _phrase(token: Token, whole: bool = False) -> list[Token]:
    """The noun with its modifiers and phrases of place and party, without the clauses that hang on it.

    `whole` takes in what is joined to it by "and" and what stands in apposition."""
    found: list[Token] = []

    def walk(node: Token) -> None:
        found.append(node)
        for child in node.children:
            if child.dep_ in ("relcl", "acl", "advcl", "punct", "cc") or abs(child.i - token.i) >= _REACH:
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
    if not needed or before & needed:
        return lemma(token) not in words().sets["bodies"] or military or _sided(token)
    after = {
        g.lower_ for c in token.children if c.lower_ in ("of", "on", "for") for g in c.subtree if g.i - token.i < 5
    }
    if after & needed and lemma(token) in ("line", "channel", "link", "mechanism", "agreement"):
        return True
    if lemma(token) in ("channel", "link", "line") and _sided(token):
        return True
    return lemma(token) == "line" and military and any(c.lower_ == "between" for c in token.children)


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
        for m in annotations(doc).mentions
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


def mood_of(word: Token) -> Mood:
    """Whether the text tells an act as done, as agreed, as only wished for, or not at all."""
    lex = words()
    mood: Mood = "told"
    node = word
    for _ in range(8):
        if any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in node.children) and not _is_noun(node):
            return "none"
        if _is_noun(node) and any(c.lower_ == "no" for c in node.children):
            return "none"
        if node != word:
            name = lemma(node)
            if name in lex.sets["refusing"]:
                return "none"
            if name in lex.sets["agreeing"]:
                return "agreed"
            if name in lex.sets["wishing"]:
                mood = "wished"
        modals = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")} & _MODALS
        if (
            modals == {"would"} and node.dep_ == "ccomp" and node.head.tag_ == "VBD"
        ):  # "said that they would set up" is "will"
            modals = set()
        if modals or any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in node.children):
            mood = "wished"
        if (
            node.dep_ in ("ROOT", "relcl", "advcl", "parataxis")
            or node.head == node
            or (node.dep_ == "acl" and node.tag_ in ("VBN", "VBD"))
        ):
            break
        if node.dep_ == "conj" and (
            _is_noun(node) or (node.tag_ not in ("VB", "VBG") and any(c.dep_ == "nsubj" for c in node.children))
        ):
            break
        node = node.head
    return mood


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def settle(action: Action, mood: Mood) -> Action | None:
    """The action as the mood leaves it: a line that is only wished for is proposed, a cut that is only wished for is none."""
    if mood == "none":
        return None
    if mood == "wished":
        return "proposed" if action in ("established", "resumed", "proposed") else None
    return "established" if action == "proposed" and mood == "agreed" else action


def read_actions(line: Line) -> Iterator[tuple[Action, Token]]:
    """What is told of a line, each with the word that tells it: clauses that hang on it, then what it hangs on."""
    found = [*_clauses(line), *_governors(line)]
    if not found:
        found = [
            (words().modifiers[c.lower_], c)
            for c in line.token.children
            if c.dep_ in ("amod", "acl") and c.lower_ in words().modifiers
        ]
        found = [(a, c) for a, c in found if line.strong or a in ("suspended", "resumed")]
    for action, word in found:
        settled = settle(action, mood_of(word))
        if settled == "proposed" and not line.strong and action == "proposed":
            continue  # talks that are proposed are a contact asked for, not a line
        if settled is not None:
            yield settled, word


def _entry(verb: Token, role: str, line: Line) -> Action | None:
    """The action of a verb with its particles and phrases on a line that stands to it in `role`."""
    names = (lemma(verb), verb.lower_, verb.lower_.removesuffix("ed"))  # the lemmas of rare verbs are often wrong
    name = next((n for n in names if n in words().verbs), "")
    near = {
        g.lower_
        for c in verb.children
        if c.dep_ in ("prt", "prep", "advmod", "acomp", "oprd", "xcomp", "attr", "dobj")
        for g in (c, *c.children)
    }
    if verb.i + 1 < len(verb.doc):
        near.add(verb.nbor(1).lower_)
    for entry in words().verbs.get(name, ()):
        if (
            entry.role == role
            and set(entry.rest) <= near
            and (line.strong or not entry.lines_only or (line.lasting and role == "subject"))
        ):
            if name in words().sets["keeping"] and not entry.rest and not line.strong:
                continue
            return entry.action
    return None


def _clauses(line: Line) -> Iterator[tuple[Action, Token]]:
    """Relative clauses and participles at the line: "which the North cut", "set up last year", "to be opened"."""
    inside = set(line.phrase)
    holders = inside | {c for t in (*inside, line.token.head) for c in t.children if c.dep_ in ("appos", "nsubjpass")}
    for holder in (line.token, *sorted(holders - {line.token}, key=lambda t: t.i)):
        for clause in holder.children:
            if clause.dep_ not in ("relcl", "acl") or clause.i < line.token.i or clause.i - line.token.i > _REACH + 6:
                continue
            own = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "mark", "aux", "auxpass")]
            if holder != line.token and not any(c.tag_ in ("WDT",) for c in own):
                continue
            passive = any(c.dep_ == "auxpass" for c in own) or (clause.dep_ == "acl" and clause.tag_ == "VBN")
            active = not passive and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in own)
            action = _entry(clause, "subject" if active else "object", line)
            if action is not None and (not active or action != "maintained"):
                yield action, clause
            elif line.strong and active and any(c.lower_ in ("would", "should", "could") for c in own):
                yield "established", clause


def _governors(line: Line) -> Iterator[tuple[Action, Token]]:
    """What the line is object or subject of, through nouns of acts and nouns that only measure it."""
    lex = words()
    node = line.token
    for _ in range(6):
        head = node.head
        if head == node:
            return
        if (node.dep_ in ("conj", "appos") and _is_noun(head)) or (
            node.dep_ in ("compound", "nmod") and (lemma(head) in lex.sets["transparent"] or lemma(head) in lex.nouns)
        ):
            if node.dep_ in ("compound", "nmod") and lemma(head) in lex.nouns:
                yield lex.nouns[lemma(head)], head
                return
            node = head
            continue
        if (node.dep_ in ("pobj", "dobj", "pcomp") and head.pos_ == "ADP") or node.dep_ == "pobj":
            above = head.head
            if above.lower_ in ("one", "some", "all", "most") and head.lower_ == "of":
                node = above
                continue
            if _is_noun(above) or above.tag_ == "VBG":
                if lemma(above) in lex.sets["transparent"] and head.lower_ in ("of", "on", "in"):
                    node = above
                    continue
                act = lex.nouns.get(above.lower_) or lex.nouns.get(lemma(above))
                if act is not None and head.lower_ in (
                    ("for",) if above.lemma_ in ("call", "request") else _ACT_PREPOSITIONS
                ):
                    yield act, above
                return
            if (
                line.strong
                and head.lower_ in ("by", "through", "via", "with")
                and lemma(above) in lex.sets["connecting"]
            ):
                yield "established", above
                return
            if (
                line.strong
                and head.lower_ in ("about", "on")
                and any(lex.nouns.get(lemma(c)) == "proposed" for c in above.children if "subj" in c.dep_)
            ):
                yield "proposed", above
                return
            action = _entry(above, "object", line)
            fits = any(head.lower_ in e.rest for e in lex.verbs.get(lemma(above), ()) if e.action == action)
            if action is not None and fits:
                yield action, above
            return
        if node.dep_ == "attr" and any(c.lower_ in lex.sets["sole"] for c in (*line.token.children, *node.children)):
            yield "maintained", node
            return
        if node.dep_ == "attr" and head.lemma_ == "be" and _partitive(node):
            yield "maintained", node
            return
        if node.dep_ in ("dobj", "nsubjpass", "oprd") or (node.dep_ == "nsubj" and head.pos_ in ("VERB", "AUX", "ADJ")):
            yield from _verb(line, node, head)
        return


def _partitive(node: Token) -> bool:
    return node.lower_ == "one" and any(g.lower_ in words().sets["sole"] for g in node.subtree)


def _verb(line: Line, node: Token, verb: Token) -> Iterator[tuple[Action, Token]]:
    """What the verb of the line's clause tells, and the verbs that share its object."""
    subject = node.dep_ == "nsubj"
    if (subject and verb.lemma_ in words().sets["copulas"]) or (node.dep_ == "nsubjpass" and verb.lemma_ == "be"):
        state = _state(verb)
        if state is not None:
            yield state, verb
            return
    if subject and verb.dep_ == "ccomp" and lemma(verb.head) in words().sets["wishing"] | words().sets["keeping"]:
        state = _state(verb)
        if state is not None:
            yield state, verb
            return
    below = [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN")] if subject else []
    if below:  # "is to be installed", "began to work"
        subject, verb = not any(c.dep_ == "auxpass" for c in below[0].children), below[0]
    action = _entry(verb, "subject" if subject else "object", line)
    if action is not None:
        yield action, verb
        return
    if subject and line.strong and verb.lemma_ == "be" and mood_of(verb) == "wished":  # "a hotline would be useful"
        yield "proposed", verb
        return
    if not subject and line.strong and verb.lemma_ == "have" and mood_of(verb) == "wished":
        yield "proposed", verb
    for partner in verb.children if not subject else ():  # "renewed, after a year, and extended"
        if (
            partner.dep_ == "conj"
            and partner.pos_ == "VERB"
            and (node.dep_ == "nsubjpass" or not any(c.dep_ == "dobj" for c in partner.children))
        ):
            action = _entry(partner, "object", line)
            if action is not None:
                yield action, partner
                return


def _state(verb: Token) -> Action | None:
    """What a copula says that the line is: "was under consideration", "remains open", "is back in use"."""
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 8)].text.lower()
    after = re.split(r"[,;:.]| but | and (?!running)", after)[0]
    for pattern, action in words().states:
        if pattern.search(after):
            if action == "maintained" and re.search(r"\bagain\b", after):
                return "resumed"
            return action
    return None


class Sides:
    """Finds between whom a line runs: its phrase, the clause around it, and the countries that the article is about."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mil: Annotations = annotations(doc)
        self.salience: Counter[str] = Counter(c.code for c in self.mil.countries)
        for draft in self.mil.drafts:
            self.salience.update({a.country: 2 for a in draft.actors if a.country})

    def codes(self, indices: set[int], places: bool = True) -> list[str]:
        """The countries told by tokens, in the order of the text; towns only where `places` says so."""
        scenes = (
            set()
            if places
            else {c.start for c in self.mil.countries if c.kind in _PLACES or self._located(c.start, indices)}
        )
        outside = {c.code for c in self.mil.countries if c.start in scenes and c.start in indices}
        found: list[tuple[int, str]] = [(c.start, c.code) for c in self.mil.countries if c.start in indices - scenes]
        found += [(t, code) for t in indices for code in self._short(self.doc[t])]
        for m in self.mil.mentions:
            if m.head in indices - scenes:
                found += [
                    (m.start, a.country)
                    for a in m.actors
                    if a.country and (a.country not in outside or len(m.actors) == 1)
                ]
        ordered = [code for _, code in sorted(found, key=lambda f: f[0]) if len(code) == 3 or code == "NATO"]
        return list(dict.fromkeys(ordered))

    def _located(self, index: int, indices: set[int]) -> bool:
        """Whether a country is where the thing is and no party to it: "over Syria", "the Russian forces in Ukraine"."""
        top = self.doc[index]
        while top.dep_ in ("conj", "compound", "amod", "nmod", "poss") and top.head.i in indices:
            top = top.head
        return top.dep_ == "pobj" and top.head.lower_ in words().sets["located"] and top.head.i in indices

    def _short(self, token: Token) -> list[str]:
        """Codes of words that are no names of countries but stand for sides here: "Sino-", "the two Koreas", "the North"."""
        codes = words().sides.get(token.lower_, [])
        if token.lower_ in ("north", "south"):
            nxt = token.nbor(1).lower_ if token.i + 1 < len(self.doc) else ""
            korea = (
                self.salience["PRK"]
                and token.text[0].isupper()
                and nxt not in ("korea", "korean", "koreans", "china", "atlantic")
                and token.dep_ != "compound"
            )
            return codes if korea else []
        return codes

    def of(self, line: Line, word: Token) -> list[str]:
        """The two sides of a line under `word`, or [] where they are not told."""
        inside = {t.i for t in line.phrase}
        parties: set[int] = set()
        clauses = [word, *(a for a in word.ancestors if a.sent == word.sent and a.pos_ in ("VERB", "AUX"))][:4]
        for verb in clauses[:2]:
            for c in verb.children:
                if (c.dep_ == "prep" and c.lower_ in _SIDE_PREPOSITIONS) or (
                    c.dep_ in ("agent", "dobj", "dative") and lemma(c) != lemma(line.token)
                ):
                    parties |= {t.i for t in c.subtree if abs(t.i - c.i) < _REACH}
        subjects: list[set[int]] = []
        for verb in clauses:
            named = [c for c in verb.children if c.dep_ == "nsubj"]
            subjects += [{t.i for t in _phrase(c, whole=True)} for c in sorted(named, key=lambda c: -c.i)]
        found: list[str] = []
        clause = {t.i for t in line.token.sent if t.dep_ == "relcl" and t.head.i in inside for t in t.subtree}
        steps = [
            (inside, False),
            (clause, False),
            (parties, False),
            *((s, True) for s in subjects[:1]),
            (inside, True),
            (parties | clause, True),
            *((s, True) for s in subjects[1:]),
        ]
        for indices, places in steps:
            found = list(dict.fromkeys([*found, *self.codes(indices, places)]))
            if len(found) >= 2:
                return found[:2]
        return self._fill(found, line.token)

    def _fill(self, found: list[str], token: Token) -> list[str]:
        """The sides that the sentence leaves out: the likeliest by the sentences around and by the whole article."""
        sent = token.sent
        score = Counter(self.salience)
        for code in self.codes(set(range(sent.start, sent.end))):
            score[code] += 4
        before = self.doc[max(0, sent.start - 60) : sent.start]
        for code in self.codes(set(range(before.start, before.end))):
            score[code] += 3
        for draft in self.mil.drafts:
            countries = {a.country for a in draft.actors if a.country}
            if found and found[0] in countries:
                score.update(dict.fromkeys(countries, 3))
        for m in self.mil.mentions:
            countries = {a.country for a in m.actors if a.country}
            if found and sent.start <= m.start < sent.end and len(countries) == 2 and found[0] in countries:
                score.update(dict.fromkeys(countries, 5))
        if self.mil.home:
            score[self.mil.home] += 2
        ranked = [c for c, _ in score.most_common() if c not in found and (len(c) == 3 or c == "NATO")]
        both = [*found, *ranked][:2]
        return both if len(both) == 2 else []


def read_date(mil: Annotations, line: Line, word: Token) -> str | None:
    """When the act took place: the date nearest to the word that tells it, in its clause or else in its sentence."""
    sent = line.token.sent
    dated = [d for d in mil.dates if sent.start <= d.start < sent.end]
    clause = {t.i for t in word.subtree}
    for d in sorted(dated, key=lambda d: (d.start not in clause, abs(d.start - word.i))):
        anchors = grammar.Anchors(published=mil.published, dateline=mil.dateline, tense="past")
        resolved = grammar.resolve(cast(grammar.DateExpression, d.expression), anchors)
        if resolved is not None:
            return resolved.edtf
    return None


@Language.factory("milchannels_channel_events")
class ChannelEvents:
    """Fills `doc._.mil.channel_events`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        mil = annotations(doc)
        sides = Sides(doc)
        seen: set[tuple[tuple[str, ...], Action, str]] = set()
        for line in find_lines(doc):
            for action, word in read_actions(line):
                countries = sides.of(line, word)
                key = (tuple(sorted(countries)), action, lemma(line.token))
                if len(countries) < 2 or key in seen:
                    continue
                seen.add(key)
                mil.channel_events.append(_record(mil, line, action, word, countries))
        return doc


def _record(mil: Annotations, line: Line, action: Action, word: Token, countries: list[str]) -> ChannelEvent:
    sent = line.token.sent
    text = sent.text.strip()
    start = sent.start_char + sent.text.index(text) if text else sent.start_char
    phrase = line.token.doc[line.phrase[0].i : line.phrase[-1].i + 1].text
    return ChannelEvent(
        countries=countries,
        action=action,
        channel=phrase,
        date=read_date(mil, line, word),
        evidence=text,
        start=start,
        end=start + len(text),
    )
