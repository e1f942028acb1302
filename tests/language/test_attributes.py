"""In: texts that tell of one contact. Out: its recurrence and count, its date, who asked for it, its length and ordinal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from helpers import only, run

from milchannels.language import attributes

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"


def known(text: str, *expected: object, reason: str) -> object:
    """A case that fails today, and why."""
    return pytest.param(text, *expected, marks=pytest.mark.xfail(strict=True, reason=reason))


# -- words, without the model ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zero", 0),
        ("one", 1),
        ("two", 2),
        ("nine", 9),
        ("twelve", 12),
        ("fifteen", 15),
        ("nineteen", 19),
        ("twenty", 20),
    ],
)
def test_number_words(words: str, number: int) -> None:
    assert attributes._NUMBERS[words] == number


@pytest.mark.parametrize(
    ("words", "number"),
    [("a dozen", 12), ("half a dozen", 6), ("two dozen", 24), ("three dozen", 36), ("twice", 2), ("thrice", 3)],
)
def test_number_phrases(words: str, number: int) -> None:
    assert attributes._SPECIAL[words] == number


def test_every_number_that_is_matched_has_a_value() -> None:
    for words in [*attributes._NUMBERS, *attributes._SPECIAL]:
        match = attributes._COUNT.fullmatch(words)
        if match is not None:
            assert match.group(1).lower() in attributes._NUMBERS.keys() | attributes._SPECIAL.keys()


@pytest.mark.parametrize(
    "words",
    [
        "two dozen times",
        "three dozen calls",
        "half a dozen meetings",
        "a dozen times",
    ],
)
def test_dozens_are_read_whole(words: str) -> None:
    match = attributes._COUNT.search(words)
    assert match is not None
    assert match.group(1).lower() in attributes._SPECIAL


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("spoke repeatedly", True),
        ("spoke numerous times", True),
        ("met six times", True),
        ("met 14 times", True),
        ("met twice", True),
        ("is in regular contact", True),
        ("a series of calls", True),
        ("speak every week", True),
        ("the weekly call", True),
        ("spoke for a second time", False),
        ("spoke for the first time", False),
        ("met this time", False),
        ("met on Monday", False),
        ("spoke in regard to Syria", False),
    ],
)
def test_words_of_a_run(text: str, runs: bool) -> None:
    assert bool(attributes._RUN.search(text)) is runs


# -- texts, with the model ------------------------------------------------------------------------------------------------


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "recurring", "count"),
    [
        (f"{AUSTIN} has spoken with {SHOIGU} six times.", True, 6),
        (f"{AUSTIN} has spoken with {SHOIGU} 14 times this year.", True, 14),
        (
            f"{AUSTIN} has spoken with {SHOIGU} more than two dozen times.",
            True,
            24,
        ),
        (f"{AUSTIN} has met {SHOIGU} twice.", True, 2),
        (f"{AUSTIN} has repeatedly spoken with {SHOIGU}.", True, None),
        (f"{AUSTIN} is in regular contact with {SHOIGU}.", True, None),
        (f"{AUSTIN} speaks with {SHOIGU} every week.", True, None),
        (f"{AUSTIN} speaks with {SHOIGU} twice a week.", True, None),
        (f"{AUSTIN} held three meetings with {SHOIGU}.", True, 3),
        (f"{AUSTIN} had numerous conversations with {SHOIGU}.", True, None),
        (f"{AUSTIN} held talks with {SHOIGU}.", False, None),
        (f"{AUSTIN} spoke with {SHOIGU} for the second time.", False, None),
        (f"{AUSTIN} met {SHOIGU} at three o'clock.", False, None),
        (f"{AUSTIN} met {SHOIGU} and two of his deputies.", False, None),
    ],
)
def test_runs(nlp: Language, text: str, recurring: bool, count: int | None) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.recurring, draft.count) == (recurring, count)


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
        known(f"{AUSTIN} spoke with {SHOIGU} for an hour and a half.", 90, reason='"and a half" is not read'),
        (f"{AUSTIN} spoke with {SHOIGU} for 20 minutes.", 20),
        known(f"{AUSTIN} spoke with {SHOIGU} for four hours.", 240, reason="numbers above three are not read"),
        (f"{AUSTIN} spoke with {SHOIGU}.", None),
        known(
            f"{AUSTIN} spoke with {SHOIGU} two hours after the strike.",
            None,
            reason="a distance in time is taken for a length",
        ),
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
