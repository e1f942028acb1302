"""The published schemas are those of the records, and records are valid by them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest

from milchannels import records, schemas
from milchannels.errors import UsageError


def test_files_do_not_lag(root: Path) -> None:
    found = {path.name: path.read_text(encoding="utf-8") for path in (root / "schemas").iterdir()}
    assert found == schemas.files(), "run: python scripts/schemas.py"


@pytest.mark.parametrize("name", ["contact", "Contact", "channel-event", "ChannelEvent", "channel_event"])
def test_names_in_any_spelling(name: str) -> None:
    assert schemas.schema(name)["title"].lower() == name.lower().replace("-", "").replace("_", "")


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(UsageError, match="contact"):
        schemas.schema("nonsense")


def extraction() -> records.Extraction:
    sides = [
        records.Participant(name="Chuck Hagel", kind="person", office="defense_minister", country="USA"),
        records.Participant(kind="office", office="defense_minister", country="RUS", identity="Sergei Shoigu"),
    ]
    quote = records.Quote(quote="Hagel called", start=0, end=12)
    contact = records.Contact(
        id="a:0", mode="phone_call", date="2014-04-28", participants=sides, track="mil", evidence=[quote]
    )
    return records.Extraction(id="a", published=dt.date(2014, 4, 30), contacts=[contact])


def test_a_written_record_is_valid() -> None:
    jsonschema.validate(json.loads(extraction().model_dump_json()), schemas.schema("extraction"))


@pytest.mark.parametrize(
    ("field", "value"), [("mode", "telegram"), ("status", "perhaps"), ("confidence", 2), ("participants", None)]
)
def test_a_wrong_value_is_not(field: str, value: object) -> None:
    contact = json.loads(extraction().contacts[0].model_dump_json()) | {field: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(contact, schemas.schema("contact"))
