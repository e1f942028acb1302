"""FollowTheMoney lines: schemata, properties, ranges and required properties are those that the format publishes.

The table is of facts of FollowTheMoney 4: of each schema that the program writes, the properties that it may have here
with what they hold, and those that an entity must have.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from factories import contact, telling
from milchannels.network import export
from milchannels.store import Store

LEGAL = {"Person", "Organization", "LegalEntity"}
THING = {"name": "text", "alias": "text", "country": "country", "summary": "text"}
INTERVAL = {
    **dict.fromkeys(("summary", "description", "recordId", "publisher"), "text"),
    **dict.fromkeys(("date", "startDate", "endDate"), "date"),
}
SCHEMATA: dict[str, tuple[dict[str, Any], set[str]]] = {
    "Person": ({**THING, "position": "text"}, {"name"}),
    "Organization": (THING, {"name"}),
    "LegalEntity": (THING, {"name"}),
    "Position": ({**THING, "organization": {"Organization"}}, {"name"}),
    "Occupancy": ({**INTERVAL, "holder": {"Person"}, "post": {"Position"}}, {"holder", "post"}),
    "Call": ({**INTERVAL, "caller": LEGAL, "receiver": LEGAL, "duration": "number"}, set()),
    "Message": (
        {**INTERVAL, "sender": LEGAL, "recipients": LEGAL, "subject": "text", "bodyText": "text"},
        {"sender", "bodyText"},
    ),
    "Event": ({**INTERVAL, **THING, "involved": LEGAL, "location": "text"}, {"name"}),
}
FORMS = {
    "text": re.compile(r"(?s).+"),
    "country": re.compile(r"[a-z]{2}"),
    "date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "number": re.compile(r"\d+(\.\d+)?"),
}


def read(store: Store, path: Path, **chosen: Any) -> dict[str, dict[str, Any]]:
    """The entities by id, each checked."""
    export(store, path, **chosen)
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {one["id"]: one for one in entities}
    assert len(known) == len(entities)
    for one in entities:
        assert set(one) == {"id", "schema", "properties"}
        properties, required = SCHEMATA[one["schema"]]
        assert required <= one["properties"].keys() <= properties.keys(), one
        for name, values in one["properties"].items():
            assert values
            assert all(isinstance(value, str) for value in values)
            if isinstance(properties[name], set):
                assert {known[value]["schema"] for value in values} <= properties[name], one
            else:
                assert all(FORMS[properties[name]].fullmatch(value) for value in values), one
    return known


def test_hostile_names_and_what_they_stand_for(store: Store, tmp_path: Path) -> None:
    found = read(store, tmp_path / "n.ftm")
    names = {name for one in found.values() for name in one["properties"].get("name", ())}
    assert "Emoji 🪖 Smith" in names
    assert "Bell  and null  Smith" in names


@pytest.fixture
def few(tmp_path: Path) -> Store:
    a, s = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm"
    store = Store(tmp_path / "few.db")
    told = [
        contact(a, s, date="2022-10-21", initiator="RUS", duration_minutes=50, topics=["Ukraine"]),
        contact(a, s, date="2022-11-02", mode="letter", quote="He wrote."),
        contact(a, s, date="2022-12", status="refused"),
        contact(a, s, "/TUR", date="2023-01/2023-02", mode="meeting", location="Ankara"),
        contact(a, "/CHN/cd", date="2023-03-03"),
    ]
    store.ingest(*telling("a", *told, source="The Example"))
    store.link()
    return store


def test_contacts_are_calls_letters_and_events(few: Store, tmp_path: Path) -> None:
    found = read(few, tmp_path / "n.ftm")
    by_schema = {name: [one for one in found.values() if one["schema"] == name] for name in SCHEMATA}
    person = {one["properties"]["name"][0]: one["id"] for one in by_schema["Person"]}
    first, second = by_schema["Call"]
    assert first["properties"]["caller"] == [person["Sergei Shoigu"]]
    assert first["properties"]["receiver"] == [person["Lloyd Austin"]]
    assert first["properties"]["duration"] == ["3000"]
    assert first["properties"]["date"] == ["2022-10-21"]
    assert first["properties"]["publisher"] == ["The Example"]
    ends = (second["properties"][name][0] for name in ("caller", "receiver"))
    assert {found[id_]["properties"]["name"][0] for id_ in ends} == {"Chinese chief of defense", "Lloyd Austin"}
    [letter] = by_schema["Message"]
    assert letter["properties"]["bodyText"] == ["He wrote."]
    refused, meeting = by_schema["Event"]
    assert refused["properties"]["name"][0].startswith("Phone call, refused: ")
    assert (refused["properties"]["startDate"], refused["properties"]["endDate"]) == (["2022-12-01"], ["2022-12-31"])
    assert meeting["properties"]["location"] == ["Ankara"]
    involved = sorted(found[id_]["schema"] for id_ in meeting["properties"]["involved"])
    assert involved == ["Organization", "Person", "Person"]
    posts = {found[one["properties"]["post"][0]]["properties"]["name"][0] for one in by_schema["Occupancy"]}
    assert posts == {"American defense minister", "Russian defense minister"}


def test_filters_leave_out_contacts_and_those_whom_only_they_name(few: Store, tmp_path: Path) -> None:
    found = read(few, tmp_path / "n.ftm", filters={"since": "2023-03-01"})
    assert sorted(one["schema"] for one in found.values()) == [
        *("Call", "LegalEntity", "Occupancy", "Organization", "Person", "Position")
    ]
