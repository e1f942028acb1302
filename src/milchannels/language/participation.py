"""Who takes part in what a trigger tells, where the grammar of its sentence does not say: a small trained model.

In: a trigger, the parties that `arguments` found, the mentions of its sentence and of the two before it. Out:
`Participation.complete`, parties of two countries, or None where no contact is told or nobody likely stands near.

Two logistic functions over plain features, each a name and a number from 0 to 1. The first says how likely a group of
mentions takes part (its place, its grammar, how often the article speaks of it); the second how likely the trigger
tells of a contact between the likeliest. The weights are in `lexicons/participation.yaml`; `python
scripts/train.py` fits them to the annotated articles that may be read and to the families of test sentences.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..lexicons._spellings import read
from .annotations import Actor, Mention, annotations_of
from .arguments import Sides
from .groups import Groups, distinct
from .logistic import Features, chance
from .trigger_words import lexicon
from .triggers import Trigger

#: The least probability at which parties are taken.
ENOUGH = 0.45
_SENTENCES_BACK = 2
#: Verbs of those who tell of a contact.
SAYING = frozenset("say tell add announce report state write note recall declare stress quote".split())
_PREPOSITIONS = frozenset("with between to from by of in for on at against and about that ,".split())
_ABOUT = frozenset({"about", "on", "over", "regarding", "concerning"})
_PARTNER = frozenset({"with", "to", "between", "among"})
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True)
class Candidate:
    """A group of joined mentions that may take part, with how likely it does."""

    mentions: Sequence[Mention]
    actors: Sequence[Actor]
    chance: float

    @property
    def countries(self) -> set[str]:
        return {a.country for a in self.actors if a.country}


@dataclass(frozen=True)
class Weights:
    """The two fitted functions by feature."""

    participant: dict[str, float]
    contact: dict[str, float]


@functools.cache
def weights() -> Weights:
    """The weights, loaded once."""
    source = read("participation.yaml")
    return Weights(source["participant"], source["contact"])


class Participation:
    """The candidates of one document and what speaks for them."""

    def __init__(self, doc: Doc, groups: Groups) -> None:
        self.doc = doc
        self.mil = annotations_of(doc)
        self.groups = groups
        self.sentences = list(doc.sents)
        self.sentence_of = [n for n, sent in enumerate(self.sentences) for _ in sent]
        self.told = Counter(a.key for m in self.mil.mentions for a in m.actors)
        self.most = max(self.told.values(), default=1)
        #: Where the person stands whom the article names first.
        self.lead = next((m for m in self.mil.mentions if m.form == "name"), None)

    def complete(
        self, trigger: Trigger, sides: Sides, status: str, drafts: Iterable[Sequence[Actor]]
    ) -> list[Actor] | None:
        """Parties of two countries for a trigger with fewer: those of its grammar and the likeliest further ones."""
        if self.somebody_else(trigger):
            return None
        told = [{a.key for a in actors} for actors in drafts]
        chosen = self.likeliest(sides, self.candidates(trigger, sides, told))
        if chosen is None:
            return None
        features = self.contact_features(trigger, status, known(sides), chosen, told)
        if chance(features, weights().contact) < ENOUGH:
            return None
        return distinct([*sides.all(), *(a for c in chosen for a in c.actors)])

    def candidates(self, trigger: Trigger, sides: Sides, told: Sequence[set[tuple[str, str]]]) -> list[Candidate]:
        """All groups of mentions near a trigger, in text order."""
        weight = weights().participant
        return [Candidate(group, actors, chance(f, weight)) for group, actors, f in self.rows(trigger, sides, told)]

    def rows(
        self, trigger: Trigger, sides: Sides, told: Sequence[set[tuple[str, str]]]
    ) -> list[tuple[list[Mention], list[Actor], Features]]:
        """The groups of mentions near a trigger with their actors and features, in text order."""
        groups = self.near(trigger)
        found = []
        for group, rank in zip(groups, _ranks(trigger.i, groups), strict=True):
            actors = distinct([a for m in group for a in m.actors])
            found.append((group, actors, self.participant_features(trigger, sides, group, actors, rank, told)))
        return found

    def likeliest(self, sides: Sides, candidates: Sequence[Candidate]) -> list[Candidate] | None:
        """The likeliest candidates that, with what the grammar gave, make up two countries; None where there are none."""
        countries = {a.country for a in known(sides)}
        chosen: list[Candidate] = []
        for candidate in sorted(candidates, key=lambda c: (-c.chance, c.mentions[0].start)):
            if candidate.countries - countries:
                chosen.append(candidate)
                countries |= candidate.countries
            if len(countries) > 1:
                return chosen
        return None

    def near(self, trigger: Trigger) -> list[list[Mention]]:
        """The groups of mentions in the sentence of a trigger and in those just before it, in text order.

        Countries alone are none: what is told of them is mostly where, not who. Whom the article names first is one
        from wherever.
        """
        n = self.sentence_of[trigger.i]
        start, end = self.sentences[max(0, n - _SENTENCES_BACK)].start, self.sentences[n].end
        seen: set[int] = set()
        found = []
        for m in self.mil.mentions:
            if not start <= m.start < end or id(m) in seen:
                continue
            group = self.groups.group_of(m)
            if self._topic(trigger, m):
                continue
            seen.update(id(x) for x in group)
            if any(x.form != "country" and x.actors for x in group):
                found.append(group)
        lead = self.lead
        if lead is not None and lead.start < start and all(lead.actors[0].key != a.key for a in _actors(found)):
            found.insert(0, [lead])
        return found

    def _topic(self, trigger: Trigger, m: Mention) -> bool:
        """Whether a mention is what is talked about: "talked about Russia's general staff"."""
        token = self.doc[m.head]
        while token.head != token and token != trigger.head:
            if token.dep_ == "prep" and token.head == trigger.head:
                return token.lower_ in _ABOUT - trigger.rule.prepositions or (token.lower_ == "of" and not trigger.noun)
            token = token.head
        return False

    # -- features ------------------------------------------------------------------------------------------------------

    def participant_features(
        self,
        trigger: Trigger,
        sides: Sides,
        group: Sequence[Mention],
        actors: Sequence[Actor],
        rank: int,
        told: Sequence[set[tuple[str, str]]],
    ) -> Features:
        """What speaks for and against a group of mentions as a party; `rank` counts the groups between it and the trigger."""
        doc, m, lead = self.doc, group[0], actors[0]
        back = self.sentence_of[trigger.i] - self.sentence_of[m.start]
        where = "same" if back == 0 else "before"
        given = known(sides)
        keys = {a.key for a in actors}
        yes = {
            "constant",
            "noun" if trigger.noun else "verb",
            f"form {m.form}",
            f"kind {lead.kind}",
            f"back {min(3, back)}",
            f"rank {min(4, rank)} {where}",
            f"told {3 * self.told[lead.key] // self.most}",
        }
        if keys & {a.key for a in sides.first}:
            yes.add("first by grammar")
        if keys & {a.key for a in sides.second}:
            yes.add("second by grammar")
        if any(a.military for a in actors):
            yes.add("military")
        if any(a.person is not None and a.person.spokes for a in actors):
            yes.add("speaks for others")
        verb = next((doc[i].head for i in range(m.start, m.end) if doc[i].dep_ in _SUBJECTS), None)
        if verb is not None:
            yes.add(f"subject {where}")
            if verb.lemma_ in SAYING:
                yes.add(f"speaker {where}")
        if not given:
            yes.add("nobody given")
        elif all(any(a.country == k.country for k in given) for a in actors):
            yes.add("country given")
        if lead.country == self.mil.home:
            yes.add("home")
        if self.lead is not None and lead.key == self.lead.actors[0].key:
            yes.add("named first")
        if any(lead.key in pair for pair in told):
            yes.add("told of before")
        if any(lead.key in pair and any(k.key in pair for k in given) for pair in told):
            yes.add("told of before with the given")
        if back == 0:
            yes |= self._grammar(trigger, m)
        return dict.fromkeys(yes, 1.0)

    def _grammar(self, trigger: Trigger, m: Mention) -> set[str]:
        """How a mention stands to a trigger of its own sentence."""
        doc, t = self.doc, trigger.head
        side = "left" if m.start < t.i else "right"
        before = _word_before(doc, m)
        finite = sum(1 for x in doc[min(m.head, t.i) + 1 : max(m.head, t.i)] if x.tag_ in ("VBD", "VBZ", "VBP", "MD"))
        between = doc[min(m.start, t.i) : max(m.start, t.i)]
        yes = {
            side,
            f"{side} behind {before if before in _PREPOSITIONS else 'other'}",
            f"{side} finite verbs {min(3, finite)}",
            f"distance {min(4, abs(m.head - t.i) // 6)}",
        }
        if any(x.text in ('"', "“") for x in between):
            yes.add("quote between")
        up, down = _path(doc[m.head], t)
        if up or down:
            yes.add(f"path length {min(8, len(up) + len(down))}")
            yes.add("path " + "/".join(up[:3]) + "|" + "/".join(down[-2:]))
            if down:
                yes.add(f"down {down[-1]}")
            if up:
                yes |= {f"up {up[-1]}", f"first up {up[0]}"}
            if set(up) & {"relcl", "acl"}:
                yes.add("in a relative clause")
            if set(down) & {"ccomp", "advcl"}:
                yes.add("trigger in a clause below")
        return yes

    def contact_features(
        self,
        trigger: Trigger,
        status: str,
        given: Sequence[Actor],
        chosen: Sequence[Candidate],
        told: Sequence[set[tuple[str, str]]],
    ) -> Features:
        """What speaks for and against a contact told by a trigger between the likeliest parties."""
        doc, t = self.doc, trigger.head
        sent = t.sent
        least, best = min(c.chance for c in chosen), max(c.chance for c in chosen)
        yes = {
            "constant",
            f"lemma {trigger.rule.lemma}",
            f"mode {trigger.mode}",
            f"dep {t.dep_}",
            f"tag {t.tag_}",
            f"status {status}",
            f"mentions {min(4, sum(1 for m in self.mil.mentions if sent.start <= m.start < sent.end))}",
            f"contacts before {min(3, len(told))}",
        }
        if trigger.noun:
            yes.add("noun")
            if trigger.definite:
                yes.add("definite")
        if trigger.rule.weak:
            yes.add("weak")
        if any(sent.start <= d.start < sent.end for d in self.mil.dates):
            yes.add("dated")
        before = doc[sent.start : t.i]
        if sum(x.text == "“" for x in before) > sum(x.text == "”" for x in before):
            yes.add("quoted")
        if given:
            yes.add("one side given")
        if all(self.sentence_of[c.mentions[0].start] == self.sentence_of[t.i] for c in chosen):
            yes.add("all in the sentence")
        yes |= self._subject(trigger, chosen)
        unsure = min(chosen, key=lambda c: c.chance)
        yes |= {f"unsure form {unsure.mentions[0].form}", f"unsure kind {unsure.actors[0].kind}"}
        if all(any(a.military for a in c.actors) for c in chosen):
            yes.add("all military")
        keys = [{a.key for a in c.actors} for c in chosen] + [{a.key for a in given}] * bool(given)
        if any(all(pair & key for key in keys) for pair in told):
            yes.add("told of before")
        features = dict.fromkeys(yes, 1.0)
        features["least chance"] = _logit(least)
        features["best chance"] = _logit(best)
        if given:
            features["chance beside the given"] = _logit(least)
        return features

    def somebody_else(self, trigger: Trigger) -> bool:
        """Whether the grammar gives a party that is no mention: "the diplomats had conferred", "spoke to reporters"."""
        head = trigger.head
        carried = trigger.noun and head.dep_ == "dobj" and head.head.lemma_ in lexicon().light
        verb = head.head if carried else head
        own = [c for c in verb.children if c.dep_ in _SUBJECTS] if carried or not trigger.noun else []
        if not trigger.noun and not own:
            subject = _subject_above(head)
            own = [subject] if subject is not None else []
        partners = _behind(head, _PARTNER & trigger.rule.prepositions)
        if trigger.noun:
            partners += members_of(head)
        if trigger.rule.object:
            partners += _objects(head)
        return any(t.pos_ not in ("PRON", "DET") and not any(map(self._somebody, t.subtree)) for t in own) or any(
            t.pos_ not in ("PRON", "DET") and not self.groups.at(t) for t in partners
        )

    def _somebody(self, token: Token) -> bool:
        """Whether a token stands in a mention of more than a country."""
        m = self.groups.mention_at.get(token.i)
        return m is not None and m.form != "country"

    def _subject(self, trigger: Trigger, chosen: Sequence[Candidate]) -> set[str]:
        """Whether the subject of a trigger, or of the verb above it, is one of those chosen, or somebody else."""
        subject = _subject_above(trigger.head)
        where = "noun" if trigger.noun else "verb"
        if subject is None:
            return {f"no subject {where}"}
        m = self.groups.mention_at.get(subject.i)
        if m is None:
            return {f"subject {'pronoun' if subject.pos_ == 'PRON' else 'nobody'} {where}"}
        return {f"subject {'taken' if any(m in c.mentions for c in chosen) else 'left'} {where}"}


def members_of(noun: Token) -> list[Token]:
    """The people behind the "of" of a noun of contact: "a meeting of the services' chiefs"."""
    return [t for t in _behind(noun, frozenset({"of"})) if t.lemma_.lower() in lexicon().no_contact["people"]]


def _behind(word: Token, prepositions: frozenset[str]) -> list[Token]:
    """What stands behind the prepositions of a word."""
    own = [c for c in word.children if c.dep_ == "prep" and c.lower_ in prepositions]
    return [t for preposition in own for t in preposition.children if t.dep_ == "pobj"]


def _objects(verb: Token) -> list[Token]:
    """The people whom a verb of contact has for its object: "met election officials"."""
    people = lexicon().no_contact["people"]
    return [c for c in verb.children if c.dep_ == "dobj" and c.tag_ == "NNS" and c.lemma_.lower() in people]


def known(sides: Sides) -> list[Actor]:
    """The parties that the grammar gave, where they are of one country."""
    actors = [a for a in sides.all() if a.country]
    return actors if len({a.country for a in actors}) == 1 else []


def _subject_above(token: Token) -> Token | None:
    """The subject of a verb, or of the verb above a noun."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    return next((c for c in verb.children if c.dep_ in _SUBJECTS), None)


def _actors(groups: Iterable[Iterable[Mention]]) -> Iterator[Actor]:
    return (a for group in groups for m in group for a in m.actors)


def _ranks(i: int, groups: Sequence[Sequence[Mention]]) -> list[int]:
    """How many groups stand between each and the token `i`."""
    left = sum(1 for group in groups if group[0].start < i)
    return [left - 1 - n if n < left else n - left for n in range(len(groups))]


def _word_before(doc: Doc, m: Mention) -> str:
    """The word before a mention, its articles and adjectives passed over."""
    i = m.start - 1
    while i >= 0 and (doc[i].pos_ in ("DET", "ADJ") or doc[i].lower_ in ("his", "her", "their", "its")):
        i -= 1
    return str(doc[i].lower_) if i >= 0 else ""


def _path(a: Token, b: Token) -> tuple[list[str], list[str]]:
    """The dependency labels from `a` up to the word above both, and from there down to `b`."""
    above = [a, *a.ancestors]
    below = {t.i: n for n, t in enumerate([b, *b.ancestors])}
    for n, token in enumerate(above):
        if token.i in below:
            down = [b, *b.ancestors][: below[token.i]]
            return [t.dep_ for t in above[:n]], [t.dep_ for t in down]
    return [], []


def _logit(p: float) -> float:
    """Half the log odds, kept within bounds."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p)) / 2
