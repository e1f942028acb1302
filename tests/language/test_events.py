"""What drafts become: the track by the sides, participants with the register's holders, records with their quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import only, run

from milchannels.language.annotations import Actor, Official
from milchannels.language.events import to_contact, to_participant, track_of

if TYPE_CHECKING:
    from spacy.language import Language


def body(country: str, military: bool) -> Actor:
    return Actor("delegation", country, military=military)


@pytest.mark.parametrize(
    ("sides", "track"),
    [
        ([("USA", True), ("RUS", True)], "mil"),
        ([("USA", True), ("RUS", False)], "mixed"),
        ([("USA", False), ("RUS", True)], "mixed"),
        ([("USA", False), ("RUS", False)], "political"),
        # one soldier makes a side military, whoever else is on it
        ([("USA", True), ("USA", False), ("RUS", True)], "mil"),
        ([("USA", False), ("USA", True), ("RUS", False)], "mixed"),
        ([("USA", True), ("RUS", True), ("CHN", False)], "mixed"),
        ([("USA", True), ("RUS", True), ("NATO", True)], "mil"),
    ],
)
def test_track(sides: list[tuple[str, bool]], track: str) -> None:
    assert track_of([body(*side) for side in sides]) == track


@pytest.mark.parametrize(
    ("country", "office", "date", "identity"),
    [
        ("RUS", "defense_minister", "2014-04-28", "Sergei Shoigu"),
        ("RUS", "defense_minister", "2014-04", "Sergei Shoigu"),
        ("USA", "chief_of_defense", "2021-05-01", "Mark Milley"),
        ("RUS", "defense_minister", None, None),
        # two held the post within the interval
        ("RUS", "defense_minister", "2024", None),
        ("USA", "chief_of_defense", "2023-09/2023-10", None),
        ("RUS", "military_officer", "2014-04-28", None),
    ],
)
def test_the_holder_of_an_office(country: str, office: str, date: str | None, identity: str | None) -> None:
    made = to_participant(Actor("office", country, office=office, role="the words"), date)

    assert (made.kind, made.name, made.country, made.office, made.role) == (
        "office",
        None,
        country,
        office,
        "the words",
    )
    assert (made.identity, made.inferred) == (identity, ["identity"] if identity else [])


def test_a_body_has_no_office_and_no_identity() -> None:
    made = to_participant(Actor("delegation", "RUS", office="defense_minister", role="Russian officials"), "2014-04-28")

    assert made.model_dump() == {
        "name": None,
        "kind": "delegation",
        "rank": None,
        "role": "Russian officials",
        "office": None,
        "country": "RUS",
        "identity": None,
        "inferred": [],
    }


def test_a_person_has_what_the_article_says_of_him() -> None:
    official = Official(
        "Mark Milley",
        ["Mark", "Milley"],
        "General",
        "chairman",
        "chief_of_defense",
        "USA",
        inferred={"rank", "country"},
    )
    made = to_participant(Actor("person", "USA", official, "chief_of_defense"), None)

    assert (made.name, made.rank, made.role, made.country) == ("Mark Milley", "General", "chairman", "USA")
    assert made.inferred == ["country", "rank"]


@pytest.mark.model
def test_the_record_of_a_draft(nlp: Language) -> None:
    text = (
        "  The weather was fine. U.S. Defense Secretary Chuck Hagel telephoned his Russian counterpart on 28 April 2014.\n\n"
        "The call lasted 45 minutes."
    )
    doc, drafts = run(nlp, text)
    contact = to_contact(doc, only(drafts))

    assert (contact.mode, contact.status, contact.date, contact.date_basis) == (
        "phone_call",
        "held",
        "2014-04-28",
        "stated",
    )
    assert (contact.initiator, contact.track, contact.recurring, contact.count) == ("USA", "mil", False, None)
    assert [(p.kind, p.name, p.office, p.identity) for p in contact.participants] == [
        ("person", "Chuck Hagel", "defense_minister", None),
        ("office", None, "defense_minister", "Sergei Shoigu"),
    ]
    assert [q.quote for q in contact.evidence] == [
        "U.S. Defense Secretary Chuck Hagel telephoned his Russian counterpart on 28 April 2014.",
        "The call lasted 45 minutes.",
    ]
    assert all(text[q.start : q.end] == q.quote for q in contact.evidence)
    assert contact.id == f"c{text.index('telephoned')}"
    assert contact.duration_minutes == 45


@pytest.mark.model
def test_a_sentence_is_quoted_once(nlp: Language) -> None:
    text = "U.S. Defense Secretary Lloyd Austin called and then wrote to Russian Defense Minister Sergei Shoigu, who told Austin to wait."
    doc, drafts = run(nlp, text)

    assert drafts
    assert all([q.quote for q in to_contact(doc, d).evidence] == [text] for d in drafts)
