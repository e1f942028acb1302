"""The network: arrays of a document in, chances out. Weights come from `reader.npz`, computing is numpy's.

Each token begins as the sum of what is known of it, and thrice takes in its head, its children, its neighbours and its
sentence (a graph convolution over the parse). What a token then is tells whether it tells of a contact, of which mode and
status; with a mention and how the two stand to each other, whether the mention takes part.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from .features import PAIR, TOKEN, Features, Ints
from .layers import Floats, Layers, beside

_FILE = "reader.npz"


@functools.cache
def weights() -> Layers:
    """The fitted weights, loaded once."""
    return Layers(_FILE)


def fits(doc: Doc) -> bool:
    """Whether a document has the word vectors and the tagger's of the widths that the weights were fitted to."""
    w = weights()
    widths = (doc.vocab.vectors.shape[1], doc.tensor.shape[-1] if doc.tensor.ndim == 2 else 0)
    return widths == (w["vector.weight"].shape[1], w["tensor.weight"].shape[1])


class Reading:
    """What the network makes of one document."""

    def __init__(self, features: Features) -> None:
        self.features = features
        self._w = weights()
        self._tokens = self._encode()
        states = self._state(features.candidates)
        #: For each candidate, in order, the chance that it tells of a contact.
        self.telling: Floats = _chance(self._w.linear("trigger", states)[:, 0])

    def modes(self, i: int) -> Floats:
        """The chance of each of `features.MODES`, of what token `i` tells."""
        return _softmax(self._w.linear("mode", self._state(np.array([i])))[0])

    def statuses(self, i: int) -> Floats:
        """The chance of each of `features.STATUSES`, of what token `i` tells."""
        return _softmax(self._w.linear("status", self._state(np.array([i])))[0])

    def recurring(self, i: int) -> float:
        """The chance that what token `i` tells is a run of contacts."""
        return float(_chance(self._w.linear("recurring", self._state(np.array([i])))[0, 0]))

    def parties(self, i: int) -> list[tuple[int, int, float]]:
        """Who takes part in what token `i` tells: actor, the mention that says so best, chance; each actor once."""
        rows, actors, mentions = self.features.pairs(i)
        if not len(actors):
            return []
        z = self._w.linear("party_token", self._state(np.array([i])))
        z = z + self._w.linear("party_mention", self._tokens[[self.features.mentions[m].head for m in mentions]])
        for column, name in enumerate(PAIR):
            z = z + self._w[f"pair.{name}.weight"][rows[:, column]]
        chances = _chance(self._w.linear("party", np.maximum(z, 0))[:, 0])
        best: dict[int, tuple[int, int, float]] = {}
        for actor, mention, chance in zip(actors.tolist(), mentions.tolist(), chances.tolist(), strict=True):
            if actor not in best or chance > best[actor][2]:
                best[actor] = (actor, mention, chance)
        return list(best.values())

    def _encode(self) -> Floats:
        """What each token is (tokens x width)."""
        f, w = self.features, self._w
        h = w.linear("vector", f.vector) + w.linear("tensor", f.tensor)
        for name in TOKEN:
            h += w[f"token.{name}.weight"][f.token[name]]
        h = np.maximum(w.normal("begin", h), 0)
        child = _mean_by(_below(f.head), f.head, len(h))
        sentence = _mean_by(np.arange(len(h)), f.sentence, int(f.sentence[-1]) + 1)
        layer = 0
        while f"layers.{layer}.word.weight" in w:
            left, right = beside(h)
            own = w.linear(f"layers.{layer}.word", np.concatenate([h, h[f.head], child(h), left, right], 1))
            told = sentence(h)
            around = told.copy()
            around[1:] += np.float32(0.5) * told[:-1]
            own += w.linear(f"layers.{layer}.sentence", around)[f.sentence]
            h = w.normal(f"layers.{layer}.normal", h + np.maximum(own, 0))
            layer += 1
        return h

    def _state(self, tokens: Ints) -> Floats:
        """What is known of tokens: of each itself and of its head."""
        return np.concatenate([self._tokens[tokens], self._tokens[self.features.head[tokens]]], 1)


def _below(head: Ints) -> Ints:
    """The tokens that have another one for their head."""
    return np.flatnonzero(head != np.arange(len(head)))


def _mean_by(members: Ints, group_of: Ints, groups: int) -> Callable[[Floats], Floats]:
    """A function from rows of tokens to the mean of each group's `members`; zeros for a group without."""
    order = members[np.argsort(group_of[members], kind="stable")]
    present, first, count = np.unique(group_of[order], return_index=True, return_counts=True)
    sizes = count.astype(np.float32)[:, None]

    def mean(h: Floats) -> Floats:
        found: Floats = np.zeros((groups, h.shape[1]), np.float32)
        if len(order):
            found[present] = np.add.reduceat(h[order], first, axis=0) / sizes
        return found

    return mean


def _chance(x: npt.NDArray[np.float32]) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def _softmax(x: npt.NDArray[np.float32]) -> Floats:
    e: Floats = np.exp(x - x.max())
    found: Floats = e / e.sum()
    return found
