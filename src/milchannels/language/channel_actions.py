"""What the text tells of a line: that it is opened, cut, resumed, proposed or kept.

In: a `Line`. Out: actions, each with the word that tells it. The clauses that hang on the line are read first, then what the
line hangs on; negation, wishes and agreements above may change the action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from ..records import Action
from .channel_lines import REACH, Line, lemma, words
from .topic_phrases import is_date

Mood = Literal["told", "agreed", "wished", "none"]
_MODALS = frozenset({"would", "could", "should", "might", "may", "must", "can"})
_ACT_PREPOSITIONS = frozenset({"of", "for", "on", "about", "in", "to"})


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
            if name in lex.sets["agreeing"] and not (name in lex.sets["wishing"] and mood == "wished"):
                mood = "agreed"
            elif name in lex.sets["wishing"]:
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
        silent = lemma(word) in words().sets["using"] and _unanswered(word)  # here it is the "not" that tells of it
        settled = action if silent else settle(action, mood_of(word))
        if settled == "proposed" and not line.strong and action == "proposed":
            continue  # talks that are proposed are a contact asked for, not a line
        if settled is not None:
            yield settled, word


def _agreed(verb: Token) -> bool:
    """ "Agreement was reached on X"."""
    return lemma(verb) in ("reach", "come", "conclude") and any(
        lemma(c) in ("agreement", "accord", "deal", "understanding", "consensus")
        for c in verb.children
        if c.dep_ in ("dobj", "nsubjpass", "nsubj")
    )


def _entry(verb: Token, role: str, line: Line) -> Action | None:
    """The action of a verb with its particles and phrases on a line that stands to it in `role`."""
    names = (lemma(verb), verb.lower_, verb.lower_.removesuffix("ed"))  # the lemmas of rare verbs are often wrong
    name = next((n for n in names if n in words().verbs), "")
    near = {
        g.lower_
        for c in verb.children
        if c.dep_ in ("prt", "prep", "advmod", "acomp", "oprd", "xcomp", "attr", "dobj")
        and not any(is_date(g) for g in c.children)
        for g in (c, *c.children, *(k for g in c.children if c.dep_ in ("advmod", "prt") for k in g.children))
    }
    if verb.i + 2 < len(verb.doc) and not is_date(verb.nbor(2)):
        near.add(verb.nbor(1).lower_)
    for entry in words().verbs.get(name, ()):
        if (
            entry.role == role
            and set(entry.rest) <= near
            and (
                line.strong
                or not entry.lines_only
                or (line.lasting and (role == "subject" or entry.action == "suspended"))
            )
        ):
            if name in words().sets["keeping"] and not entry.rest and not line.strong:
                continue
            if name == "hold" and role == "subject" and any(c.dep_ == "dobj" for c in verb.children):
                continue  # "the commission held a session"
            return entry.action
    return None


def _clauses(line: Line) -> Iterator[tuple[Action, Token]]:
    """Relative clauses and participles at the line: "which the North cut", "set up last year", "to be opened"."""
    inside = set(line.phrase)
    holders = inside | {c for t in (*inside, line.token.head) for c in t.children if c.dep_ in ("appos", "nsubjpass")}
    for holder in (line.token, *sorted(holders - {line.token}, key=lambda t: t.i)):
        for clause in holder.children:
            if clause.dep_ not in ("relcl", "acl") or clause.i < line.token.i or clause.i - line.token.i > REACH + 6:
                continue
            own = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "mark", "aux", "auxpass")]
            if holder != line.token and not any(c.tag_ in ("WDT",) for c in own):
                continue
            passive = any(c.dep_ == "auxpass" for c in own) or (clause.dep_ == "acl" and clause.tag_ == "VBN")
            active = not passive and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in own)
            action = _entry(clause, "subject" if active else "object", line)
            if action is None and active and clause.lemma_ in words().sets["copulas"]:
                action = _state(clause)  # "which had remained cut since February"
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
            gerund = above.tag_ == "VBG" and not any(c.dep_ == "aux" for c in above.children)
            if _is_noun(above) or (gerund and not lex.verbs.get(lemma(above))):
                used = lemma(above) in lex.sets["traffic"] and head.lower_ in ("over", "on", "via", "through", "across")
                if used or (lemma(above) in lex.sets["transparent"] and head.lower_ in ("of", "on", "in")):
                    node = above
                    continue
                act = lex.nouns.get(above.lower_) or lex.nouns.get(lemma(above))
                if lemma(above) in lex.sets["begun"] and not line.strong:
                    return
                if (
                    act == "suspended"
                    and above.dep_ in ("dobj", "nsubjpass")
                    and lemma(above.head) in lex.sets["lifting"]
                ):
                    act, above = "resumed", above.head
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
            if head.lower_ == "on" and _agreed(above):
                yield "established", above
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


def _is_last(complement: Token) -> bool:
    """ "One of the few links left", "the only channel"."""
    return any(t.lower_ in words().sets["sole"] for t in complement.subtree)


def _partitive(node: Token) -> bool:
    return node.lower_ == "one" and any(g.lower_ in words().sets["sole"] for g in node.subtree)


def _verb(line: Line, node: Token, verb: Token) -> Iterator[tuple[Action, Token]]:
    """What the verb of the line's clause tells, and the verbs that share its object."""
    subject = node.dep_ == "nsubj"
    if subject and verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children):
        subject = False  # "Staff exchanges frozen.", as chronologies have it
    if verb.dep_ == "auxpass":  # "were re-established", which the parser takes apart
        subject, verb = False, verb.head
    if (subject and verb.lemma_ in words().sets["copulas"]) or (node.dep_ == "nsubjpass" and verb.lemma_ == "be"):
        state = _state(verb)
        if state is not None:
            yield state, verb
            return
    if subject and verb.dep_ == "ccomp" and lemma(verb.head) in words().sets["wishing"] | words().sets["keeping"]:
        state = _state(verb)
        if state == "maintained" and verb.lemma_ == "be" and lemma(verb.head) in words().sets["wishing"]:
            state = "established"  # "want a network to be in operation": it is not yet
        if state is not None:
            yield state, verb
            return
    below = [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN")] if subject else []
    if below:  # "is to be installed", "began to work"
        subject, verb = not any(c.dep_ == "auxpass" for c in below[0].children), below[0]
    used = line.strong and not subject and lemma(verb) in words().sets["using"]
    if used and verb.dep_ == "xcomp" and lemma(verb.head) in ("keep", "continue", "go"):
        yield "maintained", verb.head
        return
    if used and _unanswered(verb):
        yield "suspended", verb
        return
    if used and _habit(verb):
        yield "maintained", verb
        return
    if subject and line.strong and lemma(verb) in words().sets["connecting"]:
        yield "maintained" if verb.tag_ in ("VBZ", "VBP") else "established", verb
        return
    if not subject and lemma(verb) in words().sets["signing"] and lemma(node) in words().sets["papers"]:
        yield "established", verb
        return
    if not subject and line.strong and verb.lemma_ == "have" and (_will(verb) or mood_of(verb) == "agreed"):
        yield "established", verb
        return
    action = _entry(verb, "subject" if subject else "object", line)
    if action is not None:
        yield action, verb
        return
    if subject and line.strong and verb.lemma_ == "be" and any(_is_last(c) for c in verb.children if c.dep_ == "attr"):
        yield "maintained", verb
        return
    if subject and line.strong and mood_of(verb) == "wished":  # "a hotline would be useful"
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


def _unanswered(verb: Token) -> bool:
    """ "Has not answered the hotline since Friday": a line that nobody picks up."""
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return perfect and any(c.dep_ == "neg" for c in verb.children)


def _habit(verb: Token) -> bool:
    """ "Is used every Tuesday": a line that is in use."""
    present = any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in verb.children)
    return present and any(c.lower_ in ("every", "daily", "weekly", "still", "regularly", "each") for c in verb.subtree)


def _will(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "wo", "shall") for c in verb.children)


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
