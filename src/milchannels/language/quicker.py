"""What makes a base model quicker without changing what it says: `make_quicker(nlp)`.

Matrices are multiplied by numpy, whose library is faster on them than the one that comes with spaCy's. And parts of
speech and lemmas, which spaCy works out for every token anew by trying all patterns, are worked out once for each word with
its tag: `Attributes` asks the model's own components and remembers. Where a model has components that it does not know, they
stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from thinc.backends.numpy_ops import NumpyOps

#: Words with their tags that are remembered at most; then all are forgotten.
_REMEMBERED = 200_000
#: Stands between words that are worked out together, so that no pattern of two words spans them.
_APART = ("␟", "SYM", "punct")

#: A word, its tag, and its relation where that matters, by spaCy's numbers.
Key = tuple[int, ...]
#: Tag, part of speech, morphology, lemma, relation.
Told = tuple[int, int, int, str, int]


class _Multiplying(NumpyOps):  # type: ignore[misc]
    """thinc's operations, with numpy's multiplication."""

    name = "numpy"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def make_quicker(nlp: Language) -> None:
    """Change a pipeline in place; what it says stays the same."""
    ops = _Multiplying()
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
    names = nlp.pipe_names
    if {"attribute_ruler", "lemmatizer"} <= set(names):
        place = names.index("attribute_ruler")
        ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        reach = _Reach.of(ruler.patterns) if type(ruler) is AttributeRuler else None
        known = (
            isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode in ("rule", "lookup") and not lemmatizer.overwrite
        )
        if reach is not None and known and names[place + 1] == "lemmatizer":
            nlp.remove_pipe("lemmatizer")
            nlp.remove_pipe("attribute_ruler")
            nlp.add_pipe("remembered_attributes", before=names[place + 2] if place + 2 < len(names) else None)
            attributes: Any = nlp.get_pipe("remembered_attributes")
            attributes.take(ruler, lemmatizer, reach)


class _Reach:
    """What the patterns of a ruler look at besides a word and its tag."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.tags: set[str] = set()
        self.relations: set[str] = set()
        self.beside: set[str] = set()
        self.beside_like: list[re.Pattern[str]] = []

    @classmethod
    def of(cls, rules: Iterable[Any]) -> _Reach | None:
        """The reach of some patterns; None where one is of a kind that is not known here."""
        reach = cls()
        known = all(reach._takes(pattern, rule["index"]) for rule in rules for pattern in rule["patterns"])
        return reach if known else None

    def _takes(self, pattern: list[dict[str, Any]], index: int) -> bool:
        """Whether a pattern is understood; notes what it looks at."""
        if len(pattern) > 2 or any(set(each) - {"LOWER", "TAG", "DEP", "IS_SPACE"} for each in pattern):
            return False
        if len(pattern) == 2:
            asked = pattern[index].get("LOWER")
            if isinstance(asked, dict) and set(asked) == {"REGEX"}:
                self.beside_like.append(re.compile(asked["REGEX"]))
                return True
            self.beside |= _listed(asked) or set()
            return _listed(asked) is not None
        (asked,) = pattern
        if "DEP" not in asked or asked.get("IS_SPACE"):
            return True  # a blank always has some relation
        for key, noted in (("LOWER", self.words), ("TAG", self.tags), ("DEP", self.relations)):
            listed = _listed(asked.get(key))
            if listed is not None:
                noted |= listed
                return True
        return False

    def looks_beside(self, word: str) -> bool:
        """Whether a pattern of two words can be about this one."""
        return word in self.beside or any(each.search(word) for each in self.beside_like)


def _listed(asked: Any) -> set[str] | None:
    """The values that a pattern asks for, where it lists them."""
    if isinstance(asked, str):
        return {asked}
    return set(asked["IN"]) if isinstance(asked, dict) and set(asked) == {"IN"} else None


@Language.factory("remembered_attributes")
class Attributes:
    """Sets parts of speech, morphology and lemmas as a ruler and a lemmatizer do, from memory."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.known: dict[Key, Told] = {}
        self.kinds: dict[int, str] = {}

    def take(self, ruler: Any, lemmatizer: Any, reach: _Reach) -> None:
        """Work for these two components from now on."""
        self.ruler, self.lemmatizer, self.reach = ruler, lemmatizer, reach
        numbers = self.vocab.strings.as_int
        self.tags = {numbers(tag) for tag in reach.tags}
        self.relations = {numbers(relation) for relation in reach.relations}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        if len(self.known) > _REMEMBERED:
            self.known.clear()
            self.kinds.clear()
        given = [tuple(row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
        keys = [self._key(given, i, doc) for i in range(len(given))]
        unknown = {key: i for i, key in enumerate(keys) if key not in self.known}
        if unknown:
            self._learn(doc, unknown)
        add = self.vocab.strings.add
        found = [self.known[key] for key in keys]
        values = [(tag, pos, morph, add(lemma)) for tag, pos, morph, lemma, _ in found]
        doc.from_array([TAG, POS, MORPH, LEMMA], np.array(values, dtype="uint64"))  # type: ignore[arg-type]
        for i, told in enumerate(found):
            if told[4]:
                doc[i].dep = told[4]
        return doc

    def _key(self, given: list[tuple[int, ...]], i: int, doc: Doc) -> Key:
        word, tag, relation = given[i]
        kind = self.kinds.get(word)
        if kind is None:
            low = doc[i].lower_
            kind = "beside" if self.reach.looks_beside(low) else "relation" if low in self.reach.words else ""
            self.kinds[word] = kind
        if kind == "beside":
            before = given[i - 1] if i else (0, 0, 0)
            after = given[i + 1] if i + 1 < len(given) else (0, 0, 0)
            return (*before, word, tag, relation, *after)
        if kind or tag in self.tags or relation in self.relations:
            return word, tag, relation
        return word, tag

    def _learn(self, doc: Doc, unknown: dict[Key, int]) -> None:
        """Ask the model's own components for what is not known, all at once."""
        rows: list[tuple[str, str, str]] = []
        places: list[int] = []
        for key, i in unknown.items():
            around = range(max(0, i - 1), min(len(doc), i + 2)) if len(key) > 3 else (i,)
            for j in around:
                if j == i:
                    places.append(len(rows))
                rows.append((doc[j].text, doc[j].tag_, doc[j].dep_))
            rows.append(_APART)
        words, tags, relations = (list(column) for column in zip(*rows, strict=True))
        asked = Doc(self.vocab, words=words, tags=tags, deps=relations)
        self.lemmatizer(self.ruler(asked))
        for (key, i), at in zip(unknown.items(), places, strict=True):
            token: Any = asked[at]
            changed = token.dep if token.dep != doc[i].dep else 0
            self.known[key] = token.tag, token.pos, token.morph.key, token.lemma_, changed
