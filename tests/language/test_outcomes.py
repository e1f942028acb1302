"""In: a sentence about two people. Out: what became of their contact; none at all where the sentence tells of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import known_failing, run

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"

PLANNED = [
    f"{AUSTIN} is due to meet {SHOIGU} in Vienna on Friday.",
    f"{AUSTIN} is slated to speak with {SHOIGU} on Friday.",
    f"{AUSTIN} looks forward to meeting {SHOIGU} next week.",
    f"A meeting of {AUSTIN} and {SHOIGU} is on the cards for November.",
    f"A call between {AUSTIN} and {SHOIGU} has been pencilled in for Friday.",
    f"{AUSTIN} has accepted an invitation to visit {SHOIGU} in Moscow.",
    f"A date has been set for a meeting between {AUSTIN} and {SHOIGU}.",
    f"{AUSTIN} flies to Moscow on Friday to meet {SHOIGU}.",
    f"{AUSTIN} will be hosting {SHOIGU} at the Pentagon next week.",
    f"{AUSTIN} prepares to receive {SHOIGU} in November.",
    f"Next week {AUSTIN} sits down with {SHOIGU} in Geneva.",
    f"Talks of {AUSTIN} and {SHOIGU} are set for November 3.",
    f"{AUSTIN} is going to ring {SHOIGU} tomorrow.",
    f"{AUSTIN} meets {SHOIGU} on November 3.",
    f"{AUSTIN} and {SHOIGU} have agreed to meet in Geneva.",
    f"Talks with {SHOIGU} await {AUSTIN} in Moscow on Friday.",
    f"{AUSTIN} is expected in Moscow on Friday for talks with {SHOIGU}.",
    f"A visit by {AUSTIN} to {SHOIGU} in Moscow is in preparation.",
    f"{AUSTIN} will use the summit to meet {SHOIGU}.",
    f"{AUSTIN} said on Monday he would meet {SHOIGU} in Geneva in November.",
    f"{AUSTIN} has a meeting with {SHOIGU} on his calendar for Friday.",
    f"{AUSTIN}'s meeting with {SHOIGU}, scheduled for Friday, will be held in Geneva.",
    f"Still to come is a meeting of {AUSTIN} with {SHOIGU}.",
]
REQUESTED = [
    f"{AUSTIN} has asked to speak with {SHOIGU}.",
    f"{AUSTIN} has put in a request for a call with {SHOIGU}.",
    f"{AUSTIN} wants to meet {SHOIGU}.",
    f"{AUSTIN} would like to talk to {SHOIGU}.",
    f"{AUSTIN} is open to a meeting with {SHOIGU}.",
    f"{AUSTIN} is angling for a meeting with {SHOIGU}.",
    f"{AUSTIN} offered {SHOIGU} talks.",
    f"{AUSTIN} has extended an invitation to {SHOIGU} to visit Washington.",
    f"{AUSTIN} suggested to {SHOIGU} that they meet.",
    f"{AUSTIN} is seeking a telephone call with {SHOIGU}.",
    f"{AUSTIN} is waiting for a call from {SHOIGU}.",
    f"{AUSTIN} has requested that {SHOIGU} receive him.",
    f"{AUSTIN} is trying to reach {SHOIGU} by telephone.",
    f"{AUSTIN} let it be known that he was ready to meet {SHOIGU}.",
    f"An offer by {AUSTIN} to meet {SHOIGU} is on the table.",
    f"{AUSTIN} proposed a meeting with {SHOIGU} in Geneva.",
    f"{AUSTIN} is pressing for talks with {SHOIGU}.",
]
REFUSED = [
    f"{SHOIGU} turned down a meeting with {AUSTIN}.",
    f"{SHOIGU} has not returned {AUSTIN}'s calls.",
    f"{SHOIGU} would not take a call from {AUSTIN}.",
    f"{SHOIGU} did not pick up when {AUSTIN} called him on Friday.",
    f"{AUSTIN}'s letter to {SHOIGU} has gone unanswered.",
    f"{SHOIGU} has declined to meet {AUSTIN}.",
    f"{SHOIGU} rebuffed {AUSTIN}'s request for a call.",
    f"{SHOIGU} said no to a meeting with {AUSTIN}.",
    f"{SHOIGU} won't meet {AUSTIN}.",
    f"{AUSTIN} tried in vain to reach {SHOIGU} by telephone.",
    f"{SHOIGU} left {AUSTIN}'s phone calls unanswered.",
    f"{AUSTIN} was unable to get through to {SHOIGU}.",
    f"{AUSTIN}'s request to talk to {SHOIGU} was denied.",
    f"{SHOIGU} stood {AUSTIN} up at a meeting in Geneva.",
    f"{SHOIGU} refuses to speak to {AUSTIN}.",
    f"{AUSTIN} asked for a meeting with {SHOIGU} but was told no.",
    f"{AUSTIN} asked for a meeting with {SHOIGU}, but the Russian side declined.",
    f"{SHOIGU} has ignored {AUSTIN}'s offer of talks.",
    f"{SHOIGU} failed to appear for a meeting with {AUSTIN} on Friday.",
    f"{SHOIGU} brushed aside a proposal by {AUSTIN} to meet.",
    f"{AUSTIN} could not get {SHOIGU} on the phone.",
    f"{SHOIGU} is refusing {AUSTIN}'s calls.",
    f"{SHOIGU} snubbed {AUSTIN}'s invitation to talks in Washington.",
]
CANCELLED = [
    f"{AUSTIN} called off a meeting with {SHOIGU}.",
    f"A call between {AUSTIN} and {SHOIGU} planned for Friday has been put off indefinitely.",
    f"{AUSTIN} pulled out of a meeting with {SHOIGU}.",
    f"{AUSTIN} has scrapped a visit to {SHOIGU} in Moscow.",
    f"A meeting between {AUSTIN} and {SHOIGU} fell through.",
    f"{AUSTIN} was to have met {SHOIGU} on Friday, but the trip was cancelled.",
    f"A meeting of {AUSTIN} with {SHOIGU} will not take place, the Pentagon said.",
    f"{AUSTIN}'s talks with {SHOIGU} are off.",
    f"{AUSTIN} cried off from a meeting with {SHOIGU}.",
    f"The Pentagon postponed {AUSTIN}'s meeting with {SHOIGU}.",
    f"{AUSTIN} was due to meet {SHOIGU} on Friday but did not travel.",
    f"{AUSTIN} had been scheduled to speak with {SHOIGU} on Friday, but the call was dropped.",
    f"{AUSTIN} dropped plans to meet {SHOIGU}.",
    f"The meeting of {AUSTIN} with {SHOIGU} has been shelved.",
    f"{AUSTIN} and {SHOIGU} are not meeting on Friday as planned.",
]
HELD = [
    f"{AUSTIN} managed to reach {SHOIGU} by telephone on Friday.",
    f"{AUSTIN} finally got through to {SHOIGU} on Friday.",
    f"{AUSTIN} met {SHOIGU} as planned.",
    f"{AUSTIN} met {SHOIGU} on Friday and asked for a further call.",
    f"{AUSTIN} spoke with {SHOIGU} on Friday to prepare a visit to Moscow.",
    f"At {AUSTIN}'s request, {SHOIGU} spoke with him on Friday.",
    f"{AUSTIN} did not rule out a visit to Moscow when he met {SHOIGU} on Friday.",
    f"{AUSTIN} was finally able to talk to {SHOIGU} on Friday.",
    f"The long-planned meeting of {AUSTIN} and {SHOIGU} took place on Friday.",
    f"The meeting of {AUSTIN} and {SHOIGU} went ahead on Friday.",
    f"{AUSTIN} refused to comment after meeting {SHOIGU} on Friday.",
    f"{AUSTIN} asked {SHOIGU} in a call on Friday to stop the strikes.",
    f"{SHOIGU} refused, in a call with {AUSTIN} on Friday, to withdraw.",
    f"{AUSTIN} and {SHOIGU} agreed in a call on Friday to set up a hotline.",
    f"In a meeting on Friday with {SHOIGU}, {AUSTIN} proposed a ceasefire.",
    f"{AUSTIN} cut short his meeting with {SHOIGU} on Friday.",
]
NONE = [
    f"{AUSTIN} has not met {SHOIGU}.",
    f"{AUSTIN} denied that he had spoken with {SHOIGU}.",
    f"There has been no contact between {AUSTIN} and {SHOIGU}.",
    f"If {AUSTIN} met {SHOIGU}, it would be a surprise.",
    f"{AUSTIN} might meet {SHOIGU}.",
    f"No meeting between {AUSTIN} and {SHOIGU} is planned.",
    f"{AUSTIN} has no plans to meet {SHOIGU}.",
    f"A meeting between {AUSTIN} and {SHOIGU} is possible, analysts say.",
    f"Congress urged {AUSTIN} to call {SHOIGU}.",
    f"{AUSTIN} and {SHOIGU} have never met.",
    f"It is unclear whether {AUSTIN} will meet {SHOIGU}.",
    f"{AUSTIN} has yet to speak with {SHOIGU}.",
    f"{AUSTIN} is not expected to meet {SHOIGU} in Geneva.",
    f"{AUSTIN} should talk to {SHOIGU}, the paper writes.",
]
KNOWN = {
    f"Still to come is a meeting of {AUSTIN} with {SHOIGU}.": "inversion",
    f"{SHOIGU} won't meet {AUSTIN}.": "may also tell that none is planned",
    f"{SHOIGU} stood {AUSTIN} up at a meeting in Geneva.": "no trigger",
    f"{AUSTIN} and {SHOIGU} agreed in a call on Friday to set up a hotline.": "the hotline to come is taken for a contact",
}
CASES = [
    (text, statuses)
    for texts, statuses in (
        (PLANNED, {"planned"}),
        (REQUESTED, {"requested"}),
        (REFUSED, {"refused"}),
        (CANCELLED, {"cancelled"}),
        (HELD, {"held"}),
        (NONE, set()),
    )
    for text in texts
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "statuses"), known_failing(CASES, KNOWN))
def test_what_became_of_it(nlp: Language, text: str, statuses: set[str]) -> None:
    assert {draft.status for draft in run(nlp, text)[1]} == statuses
