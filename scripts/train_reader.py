"""Fits the weights of `language/learned/network.py` and writes `language/learned/reader.npz`.

    pip install -e .[train]
    python scripts/train_reader.py                # about ten minutes on one core
    python scripts/train_reader.py --leave 0 --out fold.npz   # without every third article of data/gold, from the first

It learns from annotated articles that name the words which tell of each contact: those of `data/retold/read` and
`data/genres/read`, and those of `data/gold` and `data/written/read` for which `data/tells` has the words. What is only ever
scored is left out: every third article of `data/gold` and all folders named `scored`. The same articles and seed give the
same weights on the same machine.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections.abc import Iterator, Sequence
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
from milchannels.evaluation.likeness import same_participant
from milchannels.language import pipeline
from milchannels.language.annotations import Annotations
from milchannels.language.arguments import Arguments
from milchannels.language.events import to_participant
from milchannels.language.learned.features import MODES, PAIR, STATUSES, TOKEN, Features
from milchannels.language.status import status_of
from milchannels.language.triggers import find_triggers
from milchannels.records import Article

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "milchannels" / "language" / "learned" / "reader.npz"
WIDTH, LAYERS, DROPPED = 128, 3, 0.25
EPOCHS, BATCH, RATE, DECAY = 12, 4, 2e-3, 0.02
#: What counts as much as whether a word tells of a contact counts 1.
WEIGHT = {"mode": 0.5, "status": 0.5, "recurring": 0.3, "party": 0.8}
#: How often the network does not get to see what the rules say of a word, so that it does not rely on them.
UNTOLD = 0.15

Record = dict[str, Any]


@dataclass
class Telling:
    """A word that tells of contacts: its place, who takes part (numbers of actors), and what kind of contact it is."""

    token: int
    actors: set[int]
    mode: int
    status: int
    recurring: bool
    optional: bool


@dataclass
class Example:
    """An article as arrays, with the words in it that tell of a contact."""

    features: Features
    telling: list[Telling]


def articles() -> Iterator[tuple[Record, list[list[tuple[str, str]]], int | None]]:
    """Articles that may be learnt from, what tells of each contact (quote and word), and their number in `data/gold`."""
    for number, path in enumerate(annotated.gold()):
        yield *_told(path), number
    for path in annotated.read("written"):
        yield *_told(path), None
    for path in annotated.read("retold", "genres"):
        article = json.loads(path.read_text("utf-8"))
        tells = [list(zip(c["evidence"], c["triggers"], strict=True)) for c in article["contacts"]]
        yield article, tells, None


def _told(path: Path) -> tuple[Record, list[list[tuple[str, str]]]]:
    """An article, and what `data/tells` has of it."""
    article, told = json.loads(path.read_text("utf-8")), annotated.DATA / "tells" / path.name
    tells = json.loads(told.read_text("utf-8")) if told.exists() else [[] for _ in article["contacts"]]
    return article, [[(one["quote"], one["trigger"]) for one in contact] for contact in tells]


def example(nlp: Language, article: Record, tells: Sequence[Sequence[tuple[str, str]]]) -> Example:
    """The arrays of an article and where its contacts are told; `nlp` is the pipeline without the contacts component."""
    record = Article.model_validate({k: article[k] for k in ("id", "title", "published", "text")})
    doc = nlp.make_doc(record.text)
    doc._.mil = Annotations(published=record.published, title=record.title)
    doc = nlp(doc)
    triggers = {t.i: t for t in find_triggers(doc)}
    arguments = Arguments(doc)
    features = Features(
        doc,
        triggers,
        {i: status_of(t.head, t.noun) for i, t in triggers.items()},
        {i: arguments.of(t) for i, t in triggers.items()},
    )
    told: dict[int, Telling] = {}
    for contact, places in zip(article["contacts"], tells, strict=True):
        tokens = {token for quote, word in places for token in _tokens(doc, quote, word)}
        actors = _actors(features, contact, tokens)
        for token in tokens:
            one = told.setdefault(
                token,
                Telling(
                    token,
                    set(),
                    MODES.index(contact["mode"]),
                    STATUSES.index(contact["status"]),
                    contact["recurring"],
                    True,
                ),
            )
            one.actors |= actors
            one.optional = one.optional and bool(contact.get("optional"))
    features.candidates = np.array(sorted({*features.candidates.tolist(), *told}), np.int64)
    return Example(features, [told[i] for i in sorted(told)])


def _tokens(doc: Doc, quote: str, word: str) -> Iterator[int]:
    """The token of a word in a quote: its last one, where it is written with hyphens."""
    at = doc.text.find(quote)
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", quote)
    if at >= 0 and found is not None:
        span = doc.char_span(at + found.start(), at + found.end(), alignment_mode="expand")
        if span is not None:
            yield span.end - 1


def _actors(features: Features, contact: Record, tokens: set[int]) -> set[int]:
    """The actors who are participants of a contact: for each the one of its kind, rather than of another, that fits."""
    given = [to_participant(actor, None).model_dump(mode="json") for actor in features.actors]
    found = set()
    for participant in contact["participants"]:
        fitting = [n for n, one in enumerate(given) if same_participant(participant, one)]
        if fitting:
            found.add(min(fitting, key=lambda n: given[n]["kind"] != participant["kind"]))
    return found


class Batch:
    """Some articles as one: their tokens one behind the other."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        parts = [e.features for e in examples]
        self.offsets = np.cumsum([0, *(len(f.head) for f in parts)])
        self.vector = torch.tensor(np.concatenate([f.vector for f in parts]))
        self.tensor = torch.tensor(np.concatenate([f.tensor for f in parts]))
        self.token = {name: torch.tensor(np.concatenate([f.token[name] for f in parts])) for name in TOKEN}
        shifted = list(zip(parts, self.offsets.tolist(), strict=False))
        head = np.concatenate([f.head + at for f, at in shifted])
        self.candidates = torch.tensor(np.concatenate([f.candidates + at for f, at in shifted]))
        below = np.flatnonzero(head != np.arange(len(head)))
        self.head, self.below, self.above = torch.tensor(head), torch.tensor(below), torch.tensor(head[below])
        self.children = torch.tensor(np.maximum(np.bincount(head[below], minlength=len(head)), 1)[:, None])
        first = np.cumsum([0, *(int(f.sentence[-1]) + 1 for f in parts)])
        self.sentence = torch.tensor(np.concatenate([f.sentence + at for f, at in zip(parts, first, strict=False)]))
        self.sentences = int(first[-1])
        self.follows = torch.ones(self.sentences, 1)
        self.follows[torch.tensor(first[:-1])] = 0
        self.has_left, self.has_right = torch.ones(len(head), 1), torch.ones(len(head), 1)
        self.has_left[torch.tensor(self.offsets[:-1])] = 0
        self.has_right[torch.tensor(self.offsets[1:] - 1)] = 0


class Network(nn.Module):
    """What `milchannels.language.learned.network` computes, for fitting; the names of the weights are the same."""

    def __init__(self, vector: int, tensor: int) -> None:
        super().__init__()
        self.vector, self.tensor = nn.Linear(vector, WIDTH), nn.Linear(tensor, WIDTH)
        self.token = _embeddings(TOKEN)
        self.begin = nn.LayerNorm(WIDTH)
        layer = {"word": (5 * WIDTH, WIDTH), "sentence": (WIDTH, WIDTH)}
        self.layers = nn.ModuleList(
            nn.ModuleDict({**{k: nn.Linear(*size) for k, size in layer.items()}, "normal": nn.LayerNorm(WIDTH)})
            for _ in range(LAYERS)
        )
        self.trigger, self.recurring = nn.Linear(2 * WIDTH, 1), nn.Linear(2 * WIDTH, 1)
        self.mode, self.status = nn.Linear(2 * WIDTH, len(MODES)), nn.Linear(2 * WIDTH, len(STATUSES))
        self.party_token, self.party_mention = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.pair = _embeddings(PAIR)
        self.party = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROPPED)

    def encode(self, b: Batch) -> Tensor:
        """What each token is (tokens x WIDTH)."""
        h = self.vector(fn.dropout(b.vector, 0.2, self.training)) + self.tensor(
            fn.dropout(b.tensor, 0.2, self.training)
        )
        for name, embedding in self.token.items():
            z = embedding(b.token[name])
            if self.training and name in ("rule", "status"):
                z = z * (torch.rand(len(z), 1) > UNTOLD)
            h = h + z
        h = fn.relu(self.begin(h))
        nothing = torch.zeros(1, WIDTH)
        length = torch.zeros(b.sentences, 1).index_add(0, b.sentence, torch.ones(len(h), 1))
        for layer in self.layers:
            child = torch.zeros_like(h).index_add(0, b.above, h[b.below]) / b.children
            left, right = torch.cat([nothing, h[:-1]]) * b.has_left, torch.cat([h[1:], nothing]) * b.has_right
            sentence = torch.zeros(b.sentences, WIDTH).index_add(0, b.sentence, h) / length
            around = layer["sentence"](sentence + 0.5 * torch.cat([nothing, sentence[:-1]]) * b.follows)
            z = layer["word"](torch.cat([h, h[b.head], child, left, right], 1)) + around[b.sentence]
            h = layer["normal"](h + self.drop(fn.relu(z)))
        return h

    def state(self, h: Tensor, b: Batch, tokens: Tensor) -> Tensor:
        return self.drop(torch.cat([h[tokens], h[b.head[tokens]]], 1))

    def parties(self, h: Tensor, b: Batch, telling: Sequence[tuple[int, Telling]]) -> tuple[Tensor, Tensor]:
        """The score of each actor for each telling word, and whether he takes part."""
        rows, words, mentions, groups, takes_part = [], [], [], [], []
        for n, (place, one) in enumerate(telling):
            features = b.examples[place].features
            pairs, actors, places = features.pairs(one.token)
            if not len(actors):
                continue
            each, group = np.unique(actors, return_inverse=True)
            groups.append(group + len(takes_part))
            takes_part += [float(actor in one.actors) for actor in each.tolist()]
            rows.append(pairs)
            words.append(np.full(len(actors), n))
            mentions.append(np.array([features.mentions[m].head for m in places]) + b.offsets[place])
        if not rows:
            return torch.zeros(0), torch.zeros(0)
        tokens = torch.tensor([one.token + int(b.offsets[place]) for place, one in telling])
        z = self.party_token(self.state(h, b, tokens))[torch.tensor(np.concatenate(words))]
        z = z + self.party_mention(h[torch.tensor(np.concatenate(mentions))])
        told = torch.tensor(np.concatenate(rows))
        for column, embedding in enumerate(self.pair.values()):
            z = z + embedding(told[:, column])
        scores = self.party(self.drop(fn.relu(z))).squeeze(1)
        best = torch.full((len(takes_part),), -1e9)
        best = best.scatter_reduce(0, torch.tensor(np.concatenate(groups)), scores, "amax")
        return best, torch.tensor(takes_part)

    def loss(self, b: Batch) -> Tensor:
        h = self.encode(b)
        states = self.state(h, b, b.candidates)
        row = {int(token): n for n, token in enumerate(b.candidates)}
        telling = [(place, one) for place, e in enumerate(b.examples) for one in e.telling]
        rows = [row[one.token + int(b.offsets[place])] for place, one in telling]
        tells, counts = torch.zeros(len(states)), torch.ones(len(states))
        tells[rows] = 1
        counts[rows] = torch.tensor([float(not one.optional) for _, one in telling])
        both = fn.binary_cross_entropy_with_logits
        loss = both(self.trigger(states).squeeze(1), tells, weight=counts, reduction="sum")
        if telling:
            own = states[rows]
            modes = torch.tensor([one.mode for _, one in telling])
            statuses = torch.tensor([one.status for _, one in telling])
            recurring = torch.tensor([float(one.recurring) for _, one in telling])
            loss = loss + WEIGHT["mode"] * fn.cross_entropy(self.mode(own), modes, reduction="sum")
            loss = loss + WEIGHT["status"] * fn.cross_entropy(self.status(own), statuses, reduction="sum")
            runs = self.recurring(own).squeeze(1)
            loss = loss + WEIGHT["recurring"] * both(runs, recurring, reduction="sum")
            scores, takes_part = self.parties(h, b, telling)
            loss = loss + WEIGHT["party"] * both(scores, takes_part, reduction="sum")
        return loss / len(b.examples)


def _embeddings(sizes: dict[str, int]) -> nn.ModuleDict:
    found = nn.ModuleDict({name: nn.Embedding(size, WIDTH) for name, size in sizes.items()})
    for one in found.values():
        nn.init.normal_(one.weight, std=0.1)
    return found


def fit(examples: list[Example], seed: int) -> dict[str, np.ndarray]:
    """The weights by name, as halves."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    network = Network(examples[0].features.vector.shape[1], examples[0].features.tensor.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(EPOCHS):
        order.shuffle(examples)
        total = 0.0
        for start in range(0, len(examples), BATCH):
            loss = network.loss(Batch(examples[start : start + BATCH]))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total * BATCH / len(examples):.2f}", flush=True)
    return {name: value.numpy().astype(np.float16) for name, value in network.state_dict().items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leave", type=int, help="leave out every third article of data/gold, from this one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    torch.set_num_threads(1)
    nlp = pipeline.load()
    nlp.disable_pipes("milchannels_contacts", "milchannels_topics", "milchannels_channel_events")
    chosen = [one for one in articles() if options.leave is None or one[2] is None or one[2] % 3 != options.leave]
    weights = fit([example(nlp, article, tells) for article, tells, _ in chosen], options.seed)
    with options.out.open("wb") as file:
        np.savez_compressed(file, **weights)
    print(f"{options.out}: {len(chosen)} articles, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
