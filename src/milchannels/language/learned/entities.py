"""Named entities at a twelfth of the model's price: what the tagger knows of words in, `doc.ents` out.

The base model finds entities with a network of its own, which takes as long as tagging and parsing together. This one begins
where the tagger has come to: it takes the tagger's vectors, the tags and the word vectors, and twice looks at the neighbours of
each token. `scripts/train_entities.py` taught it to say what the base model says. Which labels it gives, and what they mean, is
the base model's (OntoNotes 5: PERSON, GPE, DATE …).
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, ORTH, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ...errors import ModelError
from .layers import Floats, Layers, beside

_FILE = "entities.npz"
#: spaCy's numbers: within an entity, outside of all, at the beginning of one.
_IN, _OUT, _BEGIN = 1, 2, 3


@Language.factory("milchannels_entities", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
class Entities:
    """Sets named entities. Needs the tagger of the base model that it was fitted to.

    Raises `ModelError` where the vectors of the model are of another width.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._vocab: Vocab = nlp.vocab
        self._layers = layers = Layers(_FILE)
        vectors = nlp.vocab.vectors
        if vectors.shape[1] != layers["vector.weight"].shape[1]:
            raise ModelError(
                "milchannels_entities goes with the model that comes with the program: use its `ner` instead"
            )
        number = nlp.vocab.strings.as_int
        self._tags = {number(tag): place for place, tag in enumerate(layers.lists["tags"])}
        #: What each word vector comes to, and zeros for words without, which stand at -1.
        known = np.asarray(vectors.data, dtype=np.float32) @ layers["vector.weight"].T
        self._of_vector: Floats = np.concatenate([known, np.zeros((1, known.shape[1]), np.float32)])
        labels = layers.lists["labels"]
        self._kinds = np.array([_OUT if one == "O" else _BEGIN if one[0] == "B" else _IN for one in labels])
        self._types = np.array([0 if one == "O" else number(one[2:]) for one in labels], dtype=np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        best = self._scores(doc).argmax(1)
        kinds, types = self._kinds[best], self._types[best]
        before = np.concatenate([np.zeros(1, np.uint64), types[:-1]])
        # What goes on with nothing before it, or with something else, begins.
        kinds[(kinds == _IN) & (types != before)] = _BEGIN
        doc.from_array([ENT_IOB, ENT_TYPE], np.stack([kinds.astype(np.uint64), types], 1))  # type: ignore[arg-type]
        return doc

    def _scores(self, doc: Doc) -> Floats:
        """How well each label fits each token (tokens x labels)."""
        layers = self._layers
        told = doc.to_array([ORTH, TAG])
        tags = [self._tags.get(tag, 0) for tag in told[:, 1].tolist()]
        h = layers.linear("tensor", np.asarray(doc.tensor, dtype=np.float32))
        h += self._of_vector[self._vocab.vectors.find(keys=told[:, 0])]
        h += layers["tag.weight"][tags]
        h = np.maximum(layers.normal("begin", h), 0)
        layer = 0
        while f"around.{layer}.weight" in layers:
            left, right = beside(h)
            around = layers.linear(f"around.{layer}", np.concatenate([left, h, right], 1))
            h = layers.normal(f"normal.{layer}", h + np.maximum(around, 0))
            layer += 1
        return layers.linear("label", h)
