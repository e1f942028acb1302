"""In: texts that tell of one contact. Out: its date, who asked for it, its length, its ordinal and since when that counts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from helpers import only, run

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"


# -- texts, with the model ------------------------------------------------------------------------------------------------


DATES = [
    (f"{AUSTIN} spoke with {SHOIGU} on Friday.", "2022-10-21", "Friday", "publication"),
    (f"{AUSTIN} spoke with {SHOIGU} on May 13, 2022.", "2022-05-13", "May 13, 2022", "stated"),
    (f"{AUSTIN} spoke with {SHOIGU} yesterday.", "2022-10-25", "yesterday", "publication"),
    (f"{AUSTIN} spoke with {SHOIGU} last week.", "2022-10-17/2022-10-23", "last week", "publication"),
    (f"{AUSTIN} will speak with {SHOIGU} on Friday.", "2022-10-28", "Friday", "publication"),
    (f"{AUSTIN} spoke with {SHOIGU} in March 2021.", "2021-03", "March 2021", "stated"),
    (f"On Monday, {AUSTIN} spoke with {SHOIGU}.", "2022-10-24", "Monday", "publication"),
    (f"{AUSTIN} spoke with {SHOIGU}, the Pentagon said on Tuesday.", None, None, "unknown"),
    (
        f"{AUSTIN}, who took office in January 2021, spoke with {SHOIGU}.",
        None,
        None,
        "unknown",
    ),
    (f"{AUSTIN} spoke on Friday with {SHOIGU}, who will leave on Saturday.", "2022-10-21", "Friday", "publication"),
    (f"{AUSTIN} spoke with {SHOIGU}.", None, None, "unknown"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "date", "date_text", "basis"), DATES)
def test_dates(nlp: Language, text: str, date: str | None, date_text: str | None, basis: str) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.date, draft.date_text, draft.basis) == (date, date_text, basis)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"{AUSTIN} has not spoken with {SHOIGU} since February 18, 2022.", "2022-02-18"),
        (f"{AUSTIN} had last spoken with {SHOIGU} on February 18, 2022.", "2022-02-18"),
    ],
)
def test_not_since_a_day_is_a_contact_of_that_day(nlp: Language, text: str, date: str) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.date,) == (date,)


@pytest.mark.model
def test_the_previous_day_counts_from_the_contact_before(nlp: Language) -> None:
    text = (
        f"{AUSTIN} spoke with {SHOIGU} on October 21. The previous day he had met Turkish Defense Minister Hulusi Akar."
    )
    first, second = run(nlp, text)[1]

    assert (first.date, first.basis) == ("2022-10-21", "publication")
    assert (second.date, second.basis) == ("2022-10-20", "contact")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        (f"{AUSTIN} phoned {SHOIGU}.", "USA"),
        (f"{SHOIGU} called {AUSTIN} on Monday.", "RUS"),
        (f"{AUSTIN} spoke with {SHOIGU} at the request of the Russian side.", "RUS"),
        (f"{AUSTIN} spoke with {SHOIGU} at Moscow's initiative.", "RUS"),
        (f"{AUSTIN} spoke with {SHOIGU} on Monday. The call was initiated by the Pentagon.", "USA"),
        (
            f"{AUSTIN} spoke with {SHOIGU} on Monday. The Russian side had requested the call.",
            "RUS",
        ),
        (f"{AUSTIN} wrote to {SHOIGU}.", "USA"),
        (f"{AUSTIN} received a letter from {SHOIGU}.", "RUS"),
        (f"{AUSTIN} asked for a meeting with {SHOIGU}.", "USA"),
        (f"{AUSTIN} summoned Russian defence attaché Colonel Ivan Petrov.", "USA"),
        (f"{AUSTIN} spoke with {SHOIGU}.", None),
        (f"{AUSTIN} met {SHOIGU}.", None),
        (f"{AUSTIN} had a call with {SHOIGU}.", None),
    ],
)
def test_initiators(nlp: Language, text: str, initiator: str | None) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.initiator,) == (initiator,)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        (f"{AUSTIN} had a 45-minute call with {SHOIGU}.", 45),
        (f"{AUSTIN} spoke with {SHOIGU} for an hour.", 60),
        (f"{AUSTIN} spoke with {SHOIGU} for two hours.", 120),
        (f"{AUSTIN} spoke with {SHOIGU} for half an hour.", 30),
        (f"{AUSTIN} spoke with {SHOIGU} for an hour and a half.", 90),
        (f"{AUSTIN} spoke with {SHOIGU} for 20 minutes.", 20),
        (f"{AUSTIN} spoke with {SHOIGU} for four hours.", 240),
        (f"{AUSTIN} spoke with {SHOIGU}.", None),
        (f"{AUSTIN} spoke with {SHOIGU} two hours after the strike.", None),
    ],
)
def test_lengths(nlp: Language, text: str, minutes: int | None) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.minutes,) == (minutes,)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        (f"{AUSTIN} spoke with {SHOIGU} for a second time.", 2),
        (f"{AUSTIN} spoke with {SHOIGU} for the third time this year.", 3),
        (f"{AUSTIN} had a fourth call with {SHOIGU}.", 4),
        (f"{AUSTIN} spoke with {SHOIGU} for the first time.", 1),
        (f"{AUSTIN} spoke with {SHOIGU} about the Second World War.", None),
        (f"{AUSTIN} spoke with {SHOIGU}.", None),
    ],
)
def test_ordinals(nlp: Language, text: str, ordinal: int | None) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.ordinal,) == (ordinal,)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "since"),
    [
        (f"{AUSTIN} spoke with {SHOIGU} for the second time since the war began, the Pentagon said.", "the war began"),
        (f"It was the third call of {AUSTIN} with {SHOIGU} since February 2022.", "February 2022"),
        (f"{AUSTIN} has spoken with {SHOIGU} every week since May.", "May"),
        (f"Since the summer {AUSTIN} and {SHOIGU} have met six times.", "the summer"),
        (f"{AUSTIN} spoke with {SHOIGU} about the losses since the summer.", None),
        (f"{AUSTIN} spoke with {SHOIGU} for the second time.", None),
    ],
)
def test_since_when_an_ordinal_or_a_run_counts(nlp: Language, text: str, since: str | None) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.since,) == (since,)


@pytest.mark.model
@pytest.mark.parametrize("words", ["on Friday", "yesterday", "last week", "earlier this month", "in March"])
def test_without_a_publication_day_nothing_relative_is_resolved(nlp: Language, words: str) -> None:
    draft = only(run(nlp, f"{AUSTIN} spoke with {SHOIGU} {words}.", published=None)[1])

    assert (draft.date, draft.basis) == (None, "unknown")


@pytest.mark.model
@pytest.mark.parametrize("published", [None, dt.date(2022, 10, 26)])
def test_a_stated_day_needs_no_publication_day(nlp: Language, published: dt.date | None) -> None:
    draft = only(run(nlp, f"{AUSTIN} spoke with {SHOIGU} on 13 May 2022.", published=published)[1])

    assert (draft.date, draft.date_text, draft.basis) == ("2022-05-13", "13 May 2022", "stated")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "date_text"),
    [
        (f"{AUSTIN} spoke with {SHOIGU} on Friday.", "Friday"),
        (f"{AUSTIN} spoke with {SHOIGU} last week.", "last week"),
    ],
)
def test_the_words_of_an_unresolved_date_are_kept(nlp: Language, text: str, date_text: str) -> None:
    draft = only(run(nlp, text, published=None)[1])

    assert (draft.date_text,) == (date_text,)
