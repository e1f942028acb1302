"""Fits the weights of `language/learned/entities.py` and writes `language/learned/entities.npz`.

    pip install -e .[train]
    python scripts/train_entities.py                       # from the annotated articles alone: three minutes on one core
    python scripts/train_entities.py more.jsonl.gz ...     # and from the texts of these files (JSONL with `text`)
    python scripts/train_entities.py more.jsonl.gz --at-most 6000      # of each file so many texts, chosen at random

The entities are those that the base model finds, but for people: in annotated articles their names are known. Each such article is
read several times over, as it stands and with its people renamed to office-holders of the register, so that names of all
countries are learnt. Of the annotated articles those that are only ever scored are left out: every third of `data/gold` and all
folders named `scored`; on that third it prints how often base model and network agree. The same texts and seed give the same
weights on the same machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional as fn

import annotated
from milchannels import register
from milchannels.language import pipeline
from milchannels.language.quicker import make_quicker

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "milchannels" / "language" / "learned" / "entities.npz"
WIDTH, LAYERS, DROPPED, SMOOTHED = 128, 2, 0.2, 0.02
#: How often each annotated article is read with other names.
RENAMED = 3
#: Steps, and pieces of text in each, by tokens.
STEPS, PIECES, LENGTH, RATE, DECAY = 3_000, 32, 200, 4e-3, 0.01

Record = dict[str, Any]


@dataclass
class Texts:
    """Tokens one after the other: the tagger's vectors, the places of word vectors (-1: none), tags, labels."""

    tensor: Tensor
    vector: Tensor
    tag: Tensor
    label: Tensor


@dataclass
class Named:
    """A text, and where in it names of people are known to stand (where each begins and ends)."""

    text: str
    people: list[tuple[int, int]]


def own_articles(scored: bool) -> Iterator[Record]:
    """Annotated articles: those that may be learnt from, or the third of `data/gold` that is only scored."""
    paths = annotated.gold(scored=scored) + ([] if scored else annotated.read("written", "retold", "genres"))
    return (json.loads(path.read_text("utf-8")) for path in paths)


def named(article: Record, new: Sequence[str]) -> Named:
    """An article whose people bear names of `new`, one after the other, in whole and in short; with none of these, their own."""
    old = [person["name"] for person in article["people"] if person["name"]]
    instead: dict[str, str] = {}
    for place, name in enumerate(old):
        other = new[place % len(new)] if new else name
        instead.setdefault(name, other)
        instead.setdefault(name.split()[-1], other.split()[-1])
    if not instead:
        return Named(article["text"], [])
    pattern = re.compile(r"\b(" + "|".join(re.escape(one) for one in sorted(instead, key=len, reverse=True)) + r")\b")
    text, people, end = "", [], 0
    for found in pattern.finditer(article["text"]):
        text += article["text"][end : found.start()]
        people.append((len(text), len(text) + len(instead[found.group()])))
        text, end = text + instead[found.group()], found.end()
    return Named(text + article["text"][end:], people)


def texts_of(path: Path, at_most: int | None) -> list[Named]:
    """Texts of a JSONL file (also gzipped)."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        found = [Named(json.loads(line)["text"], []) for line in lines]
    random.Random(0).shuffle(found)
    return found[:at_most]


class Reading:
    """Makes `Texts` of texts; `tags` and `labels` are what the model has."""

    def __init__(self) -> None:
        self.nlp: Language = pipeline.base(without=["parser", "attribute_ruler", "lemmatizer"])
        make_quicker(self.nlp)
        self.tags = sorted(self.nlp.pipe_labels["tagger"])
        kinds = sorted(self.nlp.pipe_labels["ner"])
        self.labels = ["O", *(f"{place}-{kind}" for kind in kinds for place in "BI")]
        vectors = np.asarray(self.nlp.vocab.vectors.data, dtype=np.float32)
        #: Word vectors, and zeros for words without.
        self.vectors = torch.tensor(np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)]))

    def read(self, texts: Iterable[Named]) -> Texts:
        tag = {name: n for n, name in enumerate(self.tags)}
        label = {name: n for n, name in enumerate(self.labels)}
        find = self.nlp.vocab.vectors.find
        parts: list[tuple[Tensor, ...]] = []
        with self.nlp.memory_zone():
            for doc, people in self.nlp.pipe(((one.text, one.people) for one in texts), as_tuples=True, batch_size=8):
                if len(doc):
                    told = _labels(doc, people)
                    parts.append(
                        (
                            torch.tensor(np.asarray(doc.tensor, dtype=np.float16)),
                            torch.tensor(np.asarray(find(keys=[t.orth for t in doc]), dtype=np.int64)),
                            torch.tensor([tag[t.tag_] for t in doc]),
                            torch.tensor([label[one] for one in told]),
                        )
                    )
        tensor, vector, tags, labels = (torch.cat(list(column)) for column in zip(*parts, strict=True))
        return Texts(tensor, vector, tags, labels)


def _labels(doc: Doc, people: Iterable[tuple[int, int]]) -> list[str]:
    """The labels of the model, save where people are known to stand."""
    known = [span for first, last in people if (span := doc.char_span(first, last)) is not None]
    taken = {i for span in known for i in range(span.start, span.end)}
    # what the model has of them is left out as a whole: "Defence Minister Kim" for "Kim"
    over = {i for ent in doc.ents if taken & set(range(ent.start, ent.end)) for i in range(ent.start, ent.end)}
    found = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ and t.i not in over else "O" for t in doc]
    for span in known:
        found[span.start : span.end] = ["B-PERSON", *["I-PERSON"] * (len(span) - 1)]
    return found


class Network(nn.Module):
    """As `language/learned/entities.py` computes it; the names of its weights are those of the file."""

    def __init__(self, tensor: int, vectors: Tensor, tags: int, labels: int) -> None:
        super().__init__()
        self.vectors = vectors
        self.tensor, self.vector = nn.Linear(tensor, WIDTH), nn.Linear(vectors.shape[1], WIDTH, bias=False)
        self.tag, self.begin = nn.Embedding(tags, WIDTH), nn.LayerNorm(WIDTH)
        self.around = nn.ModuleList([nn.Linear(3 * WIDTH, WIDTH) for _ in range(LAYERS)])
        self.normal = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in range(LAYERS)])
        self.label, self.drop = nn.Linear(WIDTH, labels), nn.Dropout(DROPPED)

    def forward(self, tensor: Tensor, vector: Tensor, tag: Tensor) -> Tensor:
        """Pieces x tokens in, pieces x tokens x labels out."""
        told = self.tensor(tensor.float()) + self.vector(self.vectors[vector]) + self.tag(tag)
        h: Tensor = self.drop(fn.relu(self.begin(told)))
        for around, normal in zip(self.around, self.normal, strict=True):
            nothing = torch.zeros(len(h), 1, WIDTH)
            beside = torch.cat([torch.cat([nothing, h[:, :-1]], 1), h, torch.cat([h[:, 1:], nothing], 1)], 2)
            h = self.drop(normal(h + fn.relu(around(beside))))
        found: Tensor = self.label(h)
        return found


def fit(network: Network, texts: Texts, seed: int) -> None:
    """Teach the network what the labels are."""
    order = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=STEPS + 1)
    network.train()
    total = 0.0
    for step in range(1, STEPS + 1):
        start = torch.randint(0, len(texts.tag) - LENGTH, (PIECES, 1), generator=order)
        at = start + torch.arange(LENGTH)
        scores = network(texts.tensor[at], texts.vector[at], texts.tag[at])
        loss = fn.cross_entropy(scores.flatten(0, 1), texts.label[at].flatten(), label_smoothing=SMOOTHED)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        total += float(loss.detach())
        if step % 500 == 0:
            print(f"step {step} of {STEPS}: loss {total / 500:.3f}", flush=True)
            total = 0.0


def agreement(network: Network, texts: Texts, labels: list[str], kind: str) -> float:
    """F1 of the entities of a kind against those of the base model."""
    network.eval()
    with torch.no_grad():
        best = network(texts.tensor[None], texts.vector[None], texts.tag[None])[0].argmax(1)
    ours, theirs = (_entities([labels[n] for n in told.tolist()], kind) for told in (best, texts.label))
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _entities(labels: list[str], kind: str) -> set[tuple[int, int]]:
    """Where entities of a kind begin and end."""
    found: list[list[int]] = []
    for i, label in enumerate(labels):
        if label[2:] == kind and (label[0] == "B" or not i or labels[i - 1][2:] != kind):
            found.append([i, i + 1])
        elif label[2:] == kind:
            found[-1][1] = i + 1
    return {(first, last) for first, last in found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("more", nargs="*", type=Path)
    parser.add_argument("--at-most", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    reading = Reading()
    order = random.Random(options.seed)
    holders = sorted({holding.person for holding in register.default() if " " in holding.person})
    articles = list(own_articles(scored=False))
    told = [named(article, ()) for article in articles]
    told += [named(article, order.sample(holders, 40)) for _ in range(RENAMED) for article in articles]
    told += [text for path in options.more for text in texts_of(path, options.at_most)]
    texts, scored = reading.read(told), reading.read(Named(one["text"], []) for one in own_articles(scored=True))
    print(f"{len(told)} texts, {len(texts.tag):,} tokens", flush=True)
    network = Network(texts.tensor.shape[1], reading.vectors, len(reading.tags), len(reading.labels))
    fit(network, texts, options.seed)
    for kind in ("PERSON", "GPE", "DATE"):
        print(
            f"{kind}: agrees on articles that are only scored with F1 {agreement(network, scored, reading.labels, kind):.3f}"
        )
    weights = {name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()}
    with options.out.open("wb") as file:
        np.savez_compressed(file, tags=np.array(reading.tags), labels=np.array(reading.labels), **weights)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
