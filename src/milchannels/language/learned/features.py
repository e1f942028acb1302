"""A parsed document as arrays, for the network and for training it.

In: a document with mentions, dates and countries, the triggers of the lexicons with the parties their grammar gives. Out:
`Features`: numbers for each token, and for each pair of a token and a mention that may take part in what it tells.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from ..annotations import Actor, Mention, annotations_of
from ..arguments import Sides
from ..triggers import Trigger
from .layers import Floats

Ints = npt.NDArray[np.int64]

MODES = ("phone_call", "video_call", "meeting", "visit", "letter", "hotline", "talks")
STATUSES = ("held", "planned", "requested", "refused", "cancelled")
#: Words of which one can tell of a contact.
TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
_DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj dative dep det dobj expl "
    "intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct "
    "quantmod relcl xcomp"
).split()
_TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP "
    "SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
).split()
_FORMS = ("name", "office", "counterpart", "rank", "body", "country", "he", "his", "they", "group", "guest")
_KINDS = ("person", "office", "delegation")
#: Distances in tokens, each up to the figure.
_STEPS = (1, 2, 3, 5, 8, 12, 20, 40)

#: How many values each feature of a token has.
TOKEN = {
    "dep": len(_DEPS) + 1,
    "tag": len(_TAGS) + 1,
    "form": len(_FORMS) + 2,
    "kind": 9,
    "rule": len(MODES) + 3,
    "status": len(STATUSES) + 2,
    "date": 2,
    "quoted": 2,
}
#: How many values each feature of a pair has.
PAIR = {
    "sentences": 8,
    "distance": 2 * len(_STEPS) + 3,
    "form": len(_FORMS) + 1,
    "kind": 2 * len(_KINDS),
    "times": 5,
    "place": 5,
    "home": 4,
    "side": 4,
    "actors": 4,
    "paragraph": 2,
    "path": 17,
    "branch": len(_DEPS) + 2,
    "rank": 10,
}
_BACK = 15
_LEAD = 4


class Features:
    """The arrays of one document.

    `token[name]` (tokens) holds whole numbers below `TOKEN[name]`, `vector` and `tensor` (tokens x width) the word vectors
    and the tagger's. `head` and `sentence` (tokens) are the parse; `candidates` are the tokens that can tell of a contact.
    """

    def __init__(
        self,
        doc: Doc,
        triggers: Mapping[int, Trigger],
        statuses: Mapping[int, str | None],
        sides: Mapping[int, Sides],
    ) -> None:
        mil = annotations_of(doc)
        n = len(doc)
        self.vector: Floats = vectors_of(doc)
        self.tensor: Floats = np.asarray(doc.tensor, dtype=np.float32)
        self.head: Ints = np.fromiter((t.head.i for t in doc), np.int64, n)
        self.sentence: Ints = np.zeros(n, np.int64)
        self.paragraph: Ints = np.zeros(n, np.int64)
        paragraph = 0
        for number, sent in enumerate(doc.sents):
            if sent.start and ("\n" in doc[sent.start - 1].text or doc[sent.start].is_space):
                paragraph += 1
            self.sentence[sent.start : sent.end] = number
            self.paragraph[sent.start : sent.end] = paragraph
        self.mentions: list[Mention] = [m for m in mil.mentions if m.actors]
        self.actors: list[Actor] = []
        number_of: dict[tuple[str, str], int] = {}
        pairs: list[tuple[int, int]] = []
        for place, m in enumerate(self.mentions):
            for actor in m.actors:
                if actor.key not in number_of:
                    number_of[actor.key] = len(self.actors)
                    self.actors.append(actor)
                pairs.append((place, number_of[actor.key]))
        self.token = self._tokens(doc, triggers, statuses)
        self.candidates: Ints = np.array([t.i for t in doc if t.pos_ in TELLING or t.i in triggers], np.int64)
        self._prepare_pairs(pairs, mil.home)
        self._sides = {
            i: tuple({number_of[a.key] for a in side if a.key in number_of} for side in (both.first, both.second))
            for i, both in sides.items()
        }

    def _tokens(self, doc: Doc, triggers: Mapping[int, Trigger], statuses: Mapping[int, str | None]) -> dict[str, Ints]:
        n = len(doc)
        token = {name: np.zeros(n, np.int64) for name in TOKEN}
        token["dep"][:] = [_DEP.get(t.dep_, 0) for t in doc]
        token["tag"][:] = [_TAG.get(t.tag_, 0) for t in doc]
        for m in self.mentions:
            first = m.actors[0]
            spokes = first.person is not None and first.person.spokes
            token["form"][m.start : m.end] = 1 + _form(m)
            token["kind"][m.start : m.end] = 1 + 2 * first.military + (len(m.actors) > 1) + 4 * spokes
        for i, trigger in triggers.items():
            rule = trigger.rule
            token["rule"][i] = len(MODES) + 1 + rule.faint if rule.weak or rule.faint else 1 + MODES.index(trigger.mode)
            status = statuses.get(i)
            token["status"][i] = 1 + STATUSES.index(status) if status is not None else 1 + len(STATUSES)
        for d in annotations_of(doc).dates:
            token["date"][d.start : d.end] = 1
        token["quoted"][:] = _quoted(doc)
        return token

    def _prepare_pairs(self, pairs: list[tuple[int, int]], home: str | None) -> None:
        """What of a pair does not depend on the token: the rows of `pairs`."""
        count = np.zeros(len(self.actors), np.int64)
        for _, a in pairs:
            count[a] += 1
        self._mention: Ints = np.array([m for m, _ in pairs], np.int64)
        self._actor: Ints = np.array([a for _, a in pairs], np.int64)
        self._at: Ints = np.array([self.mentions[m].head for m, _ in pairs], np.int64)
        fixed = np.zeros((len(pairs), len(PAIR)), np.int64)
        for row, (place, a) in enumerate(pairs):
            m, actor = self.mentions[place], self.actors[a]
            spokes = actor.person is not None and actor.person.spokes
            fixed[row, 2] = _form(m)
            fixed[row, 3] = 2 * _KINDS.index(actor.kind) + actor.military
            fixed[row, 4] = min(4, int(count[a]))
            fixed[row, 5] = min(_LEAD, a)
            fixed[row, 6] = (actor.country == home) + 2 * spokes
            fixed[row, 8] = min(3, len(m.actors))
        self._fixed = fixed

    def pairs(self, i: int) -> tuple[Ints, Ints, Ints]:
        """Who may take part in what token `i` tells: features (pairs x len(PAIR)), numbers of actors and of mentions."""
        if not len(self._at):
            return self._fixed, self._actor, self._mention
        back = self.sentence[i] - self.sentence[self._at]
        near = (back >= -1) & ((back <= _BACK) | (self._actor < _LEAD))
        rows = self._fixed[near].copy()
        back, at, actor = back[near], self._at[near], self._actor[near]
        # -1 the next sentence, 0 the same, then 1, 2, up to 5, up to 15, beyond
        rows[:, 0] = 1 + np.searchsorted([0, 1, 2, 5, _BACK], back, side="left") * (back >= 0) - (back < 0)
        steps = np.searchsorted(_STEPS, np.abs(at - i), side="left")
        rows[:, 1] = np.where(
            back == 0, np.where(at > i, len(_STEPS) + 1 + steps, len(_STEPS) - steps), PAIR["distance"] - 1
        )
        if i in self._sides:
            first, second = self._sides[i]
            rows[:, 7] = [1 if a in first else 2 if a in second else 3 for a in actor]
        rows[:, 9] = self.paragraph[i] == self.paragraph[at]
        inside = np.flatnonzero(back == 0)
        below = {token: n for n, token in enumerate(self._above(i))}
        for row in inside:
            rows[row, 10], rows[row, 11] = self._path(int(at[row]), i, below)
        places = np.unique(at[inside])
        rank = np.abs(np.searchsorted(places, at[inside]) - np.searchsorted(places, i) + (at[inside] < i))
        rows[inside, 12] = 1 + np.minimum(rank, 3) + 4 * (at[inside] > i)
        return rows, actor, self._mention[near]

    def _above(self, i: int) -> list[int]:
        """A token and those above it, up to the root of its sentence."""
        found = [i]
        while self.head[found[-1]] != found[-1]:
            found.append(int(self.head[found[-1]]))
        return found

    def _path(self, mention: int, i: int, above: Mapping[int, int]) -> tuple[int, int]:
        """How the parse leads from a mention to token `i`, whose `above` are given: steps up and down, and the label of the
        word below that in which the two ways meet."""
        ups, last = 0, 0
        while mention not in above:
            last = int(self.token["dep"][mention]) + 1
            if self.head[mention] == mention:
                return 0, 0
            mention = int(self.head[mention])
            ups += 1
        return 1 + min(3, ups) + 4 * min(3, above[mention]), last


def vectors_of(doc: Doc) -> Floats:
    """The word vectors of a document (tokens x width); zeros for words without."""
    vectors = doc.vocab.vectors
    rows = vectors.find(keys=[t.orth for t in doc])
    found: Floats = np.asarray(vectors.data[rows], dtype=np.float32)
    found[rows < 0] = 0
    return found


def _quoted(doc: Doc) -> list[int]:
    """For each token whether it stands within quotation marks."""
    inside = 0
    found = []
    for token in doc:
        if token.text in ("“", "``"):
            inside = 1
        elif token.text in ("”", "''") or "\n\n" in token.text:
            inside = 0
        elif token.text == '"':
            inside = 1 - inside
        found.append(inside)
    return found


def _form(m: Mention) -> int:
    return _FORMS.index(m.form) if m.form in _FORMS else len(_FORMS)


_DEP: dict[str, int] = {name: n for n, name in enumerate(_DEPS, 1)}
_TAG: dict[str, int] = {name: n for n, name in enumerate(_TAGS, 1)}
