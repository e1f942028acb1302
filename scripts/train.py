"""Fits the weights of `language/participation.py` and writes `lexicons/participation.yaml`.

    python scripts/train.py

It learns from the annotated articles of `data/gold`, without every third, which are only ever scored, from those of
`data/written/read`, and from the families of test sentences that tell of one contact or none. The extraction runs without the model meanwhile, so that the same files
always give the same weights.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import annotated
from logistic import fit_features
from milchannels.evaluation.likeness import same_name
from milchannels.language import pipeline
from milchannels.language.annotations import Actor, Annotations, Mention
from milchannels.language.arguments import Arguments, Sides
from milchannels.language.logistic import Features, chance
from milchannels.language.participation import Candidate, Participation, Weights, known
from milchannels.language.status import status_of
from milchannels.language.triggers import Trigger, find_triggers

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 6
RIDGE, LEAST = 2.0, 3
RIDGE_CONTACT, LEAST_CONTACT = 5.0, 4

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Text:
    """A text with the contacts that it tells; `quoted`: whether each names the words that tell of it."""

    name: str
    text: str
    title: str | None
    published: str | None
    contacts: Sequence[Record]
    quoted: bool


@dataclass
class Example:
    """A trigger with its candidates, and which of them take part in what it tells of."""

    text: str
    reader: Participation
    trigger: Trigger
    status: str
    sides: Sides
    told: list[set[tuple[str, str]]]
    contacts: Sequence[Record]
    here: Sequence[Record]
    rows: list[tuple[list[Mention], list[Actor], Features]]
    takes_part: list[bool]


def texts() -> list[Text]:
    """The annotated articles that may be learnt from, and the test sentences of one contact or none."""
    sys.path.insert(0, str(ROOT / "tests" / "language"))
    from construction_cases import load_cases

    found = []
    for path in (*annotated.gold(), *annotated.read("written")):
        article = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Text(article["id"], article["text"], article["title"], article["published"], article["contacts"], True)
        )
    for case in load_cases():
        if case.contacts is not None and len(case.contacts) < 2:
            found.append(Text(case.id, case.text, case.title, case.published, case.contacts, False))
    return found


def examples(nlp: Language, text: Text) -> Iterator[Example]:
    """One example a trigger of a text."""
    doc = nlp.make_doc(text.text)
    published = dt.date.fromisoformat(text.published) if text.published else None
    doc._.mil = Annotations(published=published, title=text.title)
    doc = nlp(doc)
    arguments = Arguments(doc)
    reader = Participation(doc, arguments.groups)
    for trigger in find_triggers(doc):
        status = status_of(trigger.head, trigger.noun)
        if trigger.rule.faint or status is None or reader.somebody_else(trigger):
            continue
        here = [c for c in text.contacts if not text.quoted or _tells(doc, trigger, c)]
        sides = arguments.of(trigger)
        told = [{a.key for a in d.actors} for d in doc._.mil.drafts if d.events[0].trigger.i < trigger.i]
        rows = reader.rows(trigger, sides, told)
        takes_part = [
            any(_means(p, a) for c in here for p in c["participants"] for a in actors) for _, actors, _ in rows
        ]
        yield Example(text.name, reader, trigger, status, sides, told, text.contacts, here, rows, takes_part)


def _tells(doc: Doc, trigger: Trigger, contact: Record) -> bool:
    for quote in contact["evidence"]:
        start = doc.text.find(quote)
        if 0 <= start <= trigger.head.idx < start + len(quote):
            return True
    return False


def _means(participant: Record, actor: Actor) -> bool:
    """Whether an annotated participant is an actor; a body counts for an office of its side."""
    if participant["kind"] == "person":
        return actor.person is not None and same_name(participant["name"], actor.person.name)
    if participant["country"] != actor.country:
        return False
    if participant["kind"] == "delegation":
        return True
    holder = participant.get("identity")
    if holder and actor.person is not None and same_name(holder, actor.person.name):
        return True
    return actor.office == participant.get("office") or (actor.kind == "delegation" and actor.military)


def fit_participant(learnt: Sequence[Example]) -> dict[str, float]:
    """The weights of the first function: from the triggers that tell of a contact."""
    telling = [e for e in learnt if e.here]
    rows = [f for e in telling for *_, f in e.rows]
    return fit_features(rows, [y for e in telling for y in e.takes_part], RIDGE, LEAST)


def judged(example: Example, weight: dict[str, float]) -> tuple[Features, bool] | None:
    """The features of the contact that the likeliest parties would make, and whether the text tells of one."""
    candidates = [Candidate(group, actors, chance(features, weight)) for group, actors, features in example.rows]
    chosen = example.reader.likeliest(example.sides, candidates)
    if chosen is None:
        return None
    given = known(example.sides)
    actors = [*given, *(a for c in chosen for a in c.actors)]
    right = any(
        len({p["country"] for p in c["participants"] for a in actors if _means(p, a)}) > 1 for c in example.contacts
    )
    return example.reader.contact_features(example.trigger, example.status, given, chosen, example.told), right


def fit_contact(learnt: Sequence[Example]) -> dict[str, float]:
    """The weights of the second function, from parties chosen by a first function that has not seen the text."""
    names = sorted({e.text for e in learnt})
    fold_of = {name: n % FOLDS for n, name in enumerate(names)}
    rows: list[Features] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        weight = fit_participant([e for e in learnt if fold_of[e.text] != fold])
        for example in learnt:
            if fold_of[example.text] == fold and len({a.country for a in example.sides.all() if a.country}) < 2:
                found = judged(example, weight)
                if found is not None:
                    rows.append(found[0])
                    right.append(found[1])
    print(f"{len(rows)} triggers without two sides, {sum(right)} with the likeliest parties right")
    return fit_features(rows, right, RIDGE_CONTACT, LEAST_CONTACT)


def main() -> None:
    nlp = pipeline.load()
    nlp.get_pipe("milchannels_contacts").learned = False
    learnt = [e for text in texts() for e in examples(nlp, text)]
    print(Counter("tells" if e.here else "does not tell" for e in learnt))
    fitted = Weights(fit_participant(learnt), fit_contact(learnt))
    lines = ["# Weights of language/participation.py, written by scripts/train.py. Do not edit by hand."]
    for name in ("participant", "contact"):
        lines.append(f"{name}:")
        lines += [f"  {json.dumps(k)}: {w}" for k, w in getattr(fitted, name).items()]
    target = ROOT / "src" / "milchannels" / "lexicons" / "participation.yaml"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
