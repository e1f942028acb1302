"""Fits the weights of `language/date_stories.py` and writes `lexicons/date_stories.yaml`.

    python scripts/train_dates.py

It learns from every word for a contact of which the own sentence tells no date, in those of the annotated articles that may
be read and in a family of test sentences: which of the dates around is that of the contact. The articles of `data/written`
are left to measure by. The extraction runs without what is learnt meanwhile, so that the same files always give the same
weights.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from logistic import fit_features
from milchannels.evaluation.likeness import same_date, same_name
from milchannels.language import pipeline
from milchannels.language.annotations import Actor, Annotations
from milchannels.language.arguments import Sides
from milchannels.language.date_stories import Candidate, Stories
from milchannels.language.dating import read_date
from milchannels.language.events import Draft, Event
from milchannels.language.logistic import Features
from milchannels.language.trigger_words import TriggerRule
from milchannels.language.triggers import Trigger, find_triggers
from train import ROOT, Record, Text, texts

RIDGE, LEAST = 4.0, 4
#: The family of test sentences that it learns from, and how often each counts: they tell what articles seldom show.
FAMILY, WEIGHT = "story_dates", 3


def examples(nlp: Language, text: Text) -> Iterator[tuple[Features, bool]]:
    """The dates around each silent word for a contact, and whether each is the day of that contact."""
    doc = nlp.make_doc(text.text)
    published = dt.date.fromisoformat(text.published) if text.published else None
    doc._.mil = Annotations(published=published, title=text.title)
    doc = nlp(doc)
    triggers = [t for t in find_triggers(doc) if not t.rule.faint]
    for contact in text.contacts:
        if contact.get("recurring") or "date" not in contact:
            continue
        actors = _actors(doc._.mil, contact)
        telling = triggers
        if text.quoted:
            telling = [t for quote in contact["evidence"] for t in _telling(doc, quote, triggers, contact["mode"])]
        own = {t.i for t in telling}
        drafts = [d for d in doc._.mil.drafts if not own & {e.trigger.i for e in d.events}]
        stories = Stories(doc, drafts)
        events = [Event(t, Sides(), actors, t.mode, contact.get("status", "held")) for t in telling]
        for event in events:
            read_date(doc, event, None)
        dated = {e.trigger.head.sent.start for e in events if e.date is not None}
        for event in events:
            if event.date is None:
                for candidate in stories.candidates(Draft.of(event), event):
                    if "same" not in candidate.features or event.trigger.head.sent.start not in dated:
                        yield candidate.features, _right(contact["date"], candidate)


def _right(day: object, candidate: Candidate) -> bool:
    return day is not None and same_date(str(day), candidate.resolved.edtf)


def _telling(doc: Doc, quote: str, triggers: list[Trigger], mode: str) -> list[Trigger]:
    """The triggers within a quote, else the word that heads it."""
    start = doc.text.find(quote)
    if start < 0:
        return []
    end = start + len(quote)
    found = [t for t in triggers if start <= t.head.idx < end]
    if found:
        return found
    head = doc.char_span(start, end, alignment_mode="expand").root
    return [Trigger(head, TriggerRule(lemma=head.lemma_, kind="verb", mode=mode), mode)]


def _actors(mil: Annotations, contact: Record) -> list[Actor]:
    """Those whom the article names and an annotator found in a contact."""
    found: list[Actor] = []
    for actor in (a for m in mil.mentions for a in m.actors):
        if any(_means(p, actor) for p in contact["participants"]) and all(actor.key != a.key for a in found):
            found.append(actor)
    return found


def _means(participant: Record, actor: Actor) -> bool:
    if participant["kind"] == "person":
        return actor.person is not None and same_name(participant["name"], actor.person.name)
    return bool(participant["country"] == actor.country)


def main() -> None:
    nlp = pipeline.load()
    nlp.get_pipe("milchannels_contacts").learned = False
    learnt: list[tuple[Features, bool]] = []
    for text in texts():
        if text.name.startswith(FAMILY):
            learnt += list(examples(nlp, text)) * WEIGHT
        elif (ROOT / "data" / "gold" / f"{text.name}.json").exists():
            learnt += examples(nlp, text)
    print(f"{len(learnt)} dates, {sum(right for _, right in learnt)} of them the day of the contact")
    fitted = fit_features([f for f, _ in learnt], [right for _, right in learnt], RIDGE, LEAST)
    lines = ["# Weights of language/date_stories.py, written by scripts/train_dates.py. Do not edit by hand."]
    lines += [f"{json.dumps(k)}: {w}" for k, w in fitted.items()]
    target = ROOT / "src" / "milchannels" / "lexicons" / "date_stories.yaml"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
