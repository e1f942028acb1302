"""In: texts that tell of one run of contacts, or of a single one. Out: `recurring` and `count`; and numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import known_failing, only, run

from milchannels.language.quantities import number_of

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zero", 0),
        ("one", 1),
        ("nineteen", 19),
        ("twenty", 20),
        ("twenty-one", 21),
        ("ninety nine", 99),
        ("14", 14),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a couple dozen", 24),
        ("a couple of", 2),
        ("twice", 2),
        ("thrice", 3),
        ("several", None),
        ("a", None),
        ("", None),
    ],
)
def test_numbers(words: str, number: int | None) -> None:
    assert number_of(words) == number


RUNS = [
    (f"{AUSTIN} has spoken with {SHOIGU} six times.", True, 6),
    (f"{AUSTIN} has spoken with {SHOIGU} 14 times this year.", True, 14),
    (f"{AUSTIN} has met {SHOIGU} twice.", True, 2),
    (f"{AUSTIN} has repeatedly spoken with {SHOIGU}.", True, None),
    (f"{AUSTIN} is in regular contact with {SHOIGU}.", True, None),
    (f"{AUSTIN} speaks with {SHOIGU} every week.", True, None),
    (f"{AUSTIN} speaks with {SHOIGU} twice a week.", True, None),
    (f"{AUSTIN} held three meetings with {SHOIGU}.", True, 3),
    (f"{AUSTIN} had numerous conversations with {SHOIGU}.", True, None),
    (f"{AUSTIN} and {SHOIGU} speak regularly.", True, None),
    (f"{AUSTIN} speaks with {SHOIGU} at regular intervals.", True, None),
    (f"{AUSTIN} often calls {SHOIGU}.", True, None),
    (f"{AUSTIN} and {SHOIGU} meet once a month.", True, None),
    (f"Every other week {AUSTIN} talks to {SHOIGU} by phone.", True, None),
    (f"{AUSTIN} and {SHOIGU} have met six times since May.", True, 6),
    (f"Six times {AUSTIN} and {SHOIGU} have met.", True, 6),
    (f"{AUSTIN} has visited {SHOIGU} in Moscow on three occasions.", True, 3),
    (f"{AUSTIN} has held a series of calls with {SHOIGU}.", True, None),
    (f"{AUSTIN} and {SHOIGU} have held four rounds of talks in Geneva.", True, 4),
    (f"Four rounds of talks have been held between {AUSTIN} and {SHOIGU}.", True, 4),
    (f"{AUSTIN} used to ring {SHOIGU} every Sunday.", True, None),
    (f"{AUSTIN} holds weekly calls with {SHOIGU}.", True, None),
    (f"{AUSTIN} and {SHOIGU} talk almost daily.", True, None),
    (f"{AUSTIN} has phoned {SHOIGU} time and again.", True, None),
    (f"{AUSTIN} has had half a dozen meetings with {SHOIGU}.", True, 6),
    (f"{AUSTIN} has been in close touch with {SHOIGU}.", True, None),
    (f"{AUSTIN} has had frequent contacts with {SHOIGU}.", True, None),
    (f"{AUSTIN} has talked to {SHOIGU} a couple of times.", True, 2),
    (f"{AUSTIN} has met {SHOIGU} twice this year.", True, 2),
    (f"Several letters of {AUSTIN} to {SHOIGU} were left without an answer.", True, None),
    (f"{AUSTIN} has had at least three conversations with {SHOIGU}.", True, 3),
    (f"There have been two dozen calls between {AUSTIN} and {SHOIGU}.", True, 24),
    (f"{AUSTIN} and {SHOIGU} have exchanged letters on many occasions.", True, None),
    (f"{AUSTIN} has kept in touch with {SHOIGU} throughout the war.", True, None),
    (f"{AUSTIN} was on the phone to {SHOIGU} day after day.", True, None),
    (f"{AUSTIN} wrote to {SHOIGU} repeatedly.", True, None),
    (f"{AUSTIN}'s regular phone calls with {SHOIGU} have helped.", True, None),
    (f"{AUSTIN} and {SHOIGU} have spoken at least 15 times.", True, 15),
    (f"{AUSTIN} has spoken with {SHOIGU} on a weekly basis.", True, None),
    (f"{AUSTIN} has talked to his counterpart in Moscow, {SHOIGU}, numerous times and is proud of it.", True, None),
    (f"{AUSTIN} rang {SHOIGU} twice that day.", True, 2),
]
SINGLE = [
    (f"{AUSTIN} held talks with {SHOIGU}.", False, None),
    (f"{AUSTIN} spoke with {SHOIGU} for the second time.", False, None),
    (f"{AUSTIN} met {SHOIGU} at three o'clock.", False, None),
    (f"{AUSTIN} met {SHOIGU} and two of his deputies.", False, None),
    (f"{AUSTIN} spoke with {SHOIGU} on Friday and agreed to stay in regular contact.", False, None),
    (f"In a call on Friday {AUSTIN} and {SHOIGU} agreed to talk every week.", False, None),
    (f"{AUSTIN}, who has repeatedly criticised Moscow, spoke with {SHOIGU} on Friday.", False, None),
    (f"{AUSTIN} met {SHOIGU} on Friday and raised the strikes that have hit Odesa several times.", False, None),
    (f"{AUSTIN} and {SHOIGU} held their annual meeting in Geneva on Friday.", False, None),
    (f"{AUSTIN} spoke with {SHOIGU} for the second time on Friday.", False, None),
    (f"{AUSTIN} met {SHOIGU} on Friday in Vienna, where talks on grain are held every month.", False, None),
    (f"{AUSTIN} told {SHOIGU} by telephone on Friday that a ceasefire had been broken ten times.", False, None),
    (f"{AUSTIN} got in touch with {SHOIGU} on Friday.", False, None),
    (f"{AUSTIN} met {SHOIGU} on Friday after a visit that was put off three times.", False, None),
    (f"{AUSTIN} spoke to {SHOIGU} about frequent violations of airspace.", False, None),
    (f"{AUSTIN} held talks with {SHOIGU} on Friday.", False, None),
    (f"{AUSTIN} met {SHOIGU} on Friday with a dozen officers.", False, None),
    (f"{AUSTIN} and {SHOIGU} discussed regular patrols when they met on Friday.", False, None),
    (f"{AUSTIN} spoke with {SHOIGU} on Friday for two hours, twice as long as planned.", False, None),
]
KNOWN: dict[str, str] = {
    f"{AUSTIN} met {SHOIGU} on Friday in Vienna, where talks on grain are held every month.": "the talks on grain are theirs",
}


@pytest.mark.model
@pytest.mark.parametrize(("text", "recurring", "count"), known_failing(RUNS + SINGLE, KNOWN))
def test_runs(nlp: Language, text: str, recurring: bool, count: int | None) -> None:
    draft = only(run(nlp, text)[1])

    assert (draft.recurring, draft.count) == (recurring, count)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        (
            f"{AUSTIN} and {SHOIGU} have met six times this year, most recently on Monday in Vienna.",
            [(True, 6, "2022"), (False, None, "2022-10-24")],
        ),
        (
            f"{AUSTIN} has repeatedly telephoned {SHOIGU}, the last time on October 10.",
            [(True, None, None), (False, None, "2022-10-10")],
        ),
        (f"{AUSTIN} has spoken with {SHOIGU} three times, most recently about Syria.", [(True, 3, None)]),
        (
            f"{AUSTIN} spoke with {SHOIGU}, most recently the host of a summit, on Monday.",
            [(False, None, "2022-10-24")],
        ),
    ],
)
def test_the_last_of_a_run(nlp: Language, text: str, drafts: list[tuple[bool, int | None, str | None]]) -> None:
    assert [(d.recurring, d.count, d.date) for d in run(nlp, text)[1]] == drafts
