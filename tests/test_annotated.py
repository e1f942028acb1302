"""Every annotated article holds together: what it quotes stands in its text, and its values are those of the records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from milchannels.records import ChannelEvent, Contact, Person

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted(
    path for folder in ("gold", "written", "retold", "genres") for path in (ROOT / "data" / folder).rglob("*.json")
)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_annotated_article_is_valid(path: Path) -> None:
    article = json.loads(path.read_text(encoding="utf-8"))
    assert article["id"] == path.stem
    for person in article["people"]:
        Person.model_validate(person)
    for event in article["channel_events"]:
        ChannelEvent.model_validate(event)
    for contact in article["contacts"]:
        told = {name: value for name, value in contact.items() if name not in ("optional", "triggers")}
        evidence = [{"quote": quote, "start": 0, "end": len(quote)} for quote in contact["evidence"]]
        Contact.model_validate({**told, "id": "c0", "evidence": evidence})
        assert contact["evidence"]
        assert all(quote in article["text"] for quote in contact["evidence"])
        if "triggers" in contact:
            assert len(contact["triggers"]) == len(contact["evidence"])
            assert all(word in quote for word, quote in zip(contact["triggers"], contact["evidence"], strict=True))
