"""A language pipeline for tests of the command line: it knows one sentence form and needs no model.

"DAY Hagel called Shoigu about Ukraine." is a phone call between the two on that day.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from milchannels.records import Article, ChannelEvent, Contact, Extraction, Participant, Person, Quote, Unread

COUNTRIES = {
    "Hagel": ("Chuck Hagel", "USA"),
    "Shoigu": ("Sergei Shoigu", "RUS"),
    "Yaalon": ("Moshe Yaalon", "ISR"),
    "Shoygu": ("Sergey Shoygu", "RUS"),
    "Petrov": ("Petrov", "RUS"),
    "Ivan": ("Ivan Petrov", "RUS"),
    "Oleg": ("Oleg Petrov", "RUS"),
}
CALL = re.compile(r"(\d{4}-\d\d-\d\d) (\w+) called (\w+) about (\w+)\.")


def extract_docs(nlp: Any, articles: Iterable[Article], *, gated: bool = True) -> Iterator[Extraction]:
    for article in articles:
        if "FAULT" in article.text:
            yield Unread(id=article.id, fault="KeyError: 'x'")
            continue
        contacts, people = [], {}
        for found in CALL.finditer(article.text):
            sides = []
            for surname in found.group(2, 3):
                name, country = COUNTRIES[surname]
                people[name] = Person(name=name, office="defense_minister", country=country)
                sides.append(Participant(kind="person", name=name, office="defense_minister", country=country))
            contacts.append(
                Contact(
                    id=f"{article.id}:{found.start()}",
                    mode="phone_call",
                    date=found.group(1),
                    participants=sides,
                    topics=[found.group(4)],
                    track="mil",
                    confidence=0.9,
                    evidence=[Quote(quote=found.group(), start=found.start(), end=found.end())],
                )
            )
        events = []
        if "hotline opened" in article.text:
            events = [
                ChannelEvent(
                    countries=["USA", "RUS"], action="established", channel="hotline", evidence="hotline opened"
                )
            ]
        yield Extraction(
            id=article.id,
            source=article.source,
            title=article.title,
            published=article.published,
            people=list(people.values()),
            contacts=contacts,
            channel_events=events,
        )


def pipeline(models: list[str | None]) -> ModuleType:
    """The module that stands in for `milchannels.language.pipeline`; it notes the models that are loaded."""

    def load(model: str | None = None) -> str:
        models.append(model)
        return "pipeline"

    fake = ModuleType("milchannels.language.pipeline")
    fake.extract_docs = extract_docs  # type: ignore[attr-defined]
    fake.load = load  # type: ignore[attr-defined]
    return fake


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str | None]:
    """The models that were loaded; the folder of the test is the working folder."""
    models: list[str | None] = []
    monkeypatch.setitem(sys.modules, "milchannels.language.pipeline", pipeline(models))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MILCHANNELS_DB", raising=False)
    Path("one.txt").write_text("2014-04-28 Hagel called Shoigu about Ukraine.")
    Path("two.txt").write_text("On 2014-04-28 Hagel called Shoigu about Ukraine. A hotline opened.")
    Path("three.txt").write_text("2014-05-02 Hagel called Yaalon about Iran.")
    Path("bad.txt").write_bytes(b"\0\1")
    return models
