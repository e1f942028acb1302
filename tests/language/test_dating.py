"""In: texts about two or three people. Out: the dates of their contacts, one a contact in the order of the text.

`SENTENCE` asks which date of a sentence is that of the contact, `STORY` what the sentences before tell, `HEADINGS` what dates
at the head of lines tell. All are published on Wednesday, 26 October 2022.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import known_failing, run

if TYPE_CHECKING:
    from spacy.language import Language

AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"
AKAR = "Turkish Defense Minister Hulusi Akar"

SENTENCE = [
    (f"On Friday, in a call that lasted an hour, {AUSTIN} told {SHOIGU} that the drones must go.", ["2022-10-21"]),
    (f"{AUSTIN}, the Pentagon said on Tuesday, spoke with {SHOIGU} on Friday.", ["2022-10-21"]),
    (f"The Pentagon said on Tuesday that {AUSTIN} spoke with {SHOIGU} on Friday.", ["2022-10-21"]),
    (f"The Pentagon said on Tuesday that {AUSTIN} spoke with {SHOIGU}.", [None]),
    (f"{AUSTIN} spoke on Friday with {SHOIGU}, the ministry announced on Saturday.", ["2022-10-21"]),
    (f"{AUSTIN} met {SHOIGU} on Friday to discuss the exercise planned for November 14.", ["2022-10-21"]),
    (f"{AUSTIN} met {SHOIGU} in Vienna to discuss the exercise planned for November 14.", [None]),
    (f"{AUSTIN} met {SHOIGU} and discussed the March 2021 agreement.", [None]),
    (f"{AUSTIN} met {SHOIGU} to review the agreement of March 2021.", [None]),
    (f"{AUSTIN} met {SHOIGU}, who visited Tehran on Monday.", [None]),
    (f"{AUSTIN}, who flew to Rome on Monday, met {SHOIGU} in Vienna on Friday.", ["2022-10-21"]),
    (f"{AUSTIN} met {SHOIGU} three days after a Russian jet struck a drone on October 14.", ["2022-10-17"]),
    (f"Since taking office in January 2021, {AUSTIN} has met {SHOIGU}.", [None]),
    (f"{AUSTIN} met {SHOIGU} in Vienna before he flew on to Rome on Monday.", [None]),
    (f"When he was in Geneva on Friday, {AUSTIN} met {SHOIGU}.", ["2022-10-21"]),
    (f"{AUSTIN}, in Geneva on Friday for a conference, met {SHOIGU} on its sidelines.", ["2022-10-21"]),
    (f"During Friday's conference in Geneva {AUSTIN} met {SHOIGU}.", ["2022-10-21"]),
    (f"{AUSTIN} met with {SHOIGU} at the October 20-21 summit in Geneva.", ["2022-10-20/2022-10-21"]),
    (f"{AUSTIN} met {SHOIGU} in Geneva and will fly to Tokyo on Saturday.", [None]),
    (f"{AUSTIN} met {SHOIGU} on Friday and will meet {AKAR} on Monday.", ["2022-10-21", "2022-10-31"]),
    (
        f"{AUSTIN} warned {SHOIGU} by telephone on Friday that the exercise due on November 3 was a mistake.",
        ["2022-10-21"],
    ),
    (f"{AUSTIN} told {SHOIGU} in a telephone call that the exercise due on November 3 was a mistake.", [None]),
    (f"{AUSTIN} phoned {SHOIGU} after the shooting down of a drone on October 14.", ["2022-10-14"]),
    (f"{AUSTIN} phoned {SHOIGU} after a Russian jet shot down a drone on October 14.", [None]),
    (f"{AUSTIN}, who met {SHOIGU} in Vienna, flew home on Monday.", [None]),
    (
        f"A week after meeting {SHOIGU} on October 10, {AUSTIN} called on {AKAR}.",
        ["2022-10-10", "2022-10-17/2022-10-23"],
    ),
    (f"{AUSTIN} and {SHOIGU} spoke by phone on Friday about the attack of October 10.", ["2022-10-21"]),
    (f"{AUSTIN} and {SHOIGU} spoke by phone about Monday's attack.", [None]),
    (
        f"{AUSTIN} and {SHOIGU}, who had last met in Brussels in June 2021, spoke by phone on Friday.",
        ["2021-06", "2022-10-21"],
    ),
    (f"Last week {AUSTIN} had a meeting with {SHOIGU} in Rome on Thursday.", ["2022-10-20"]),
    (f"Next week {AUSTIN} will be in Rome, where he will meet {SHOIGU} on Thursday.", ["2022-11-03"]),
    (f"A meeting next week of {AUSTIN} and {SHOIGU}, in Rome on Tuesday, has been called off.", ["2022-11-01"]),
    (f"{AUSTIN}'s speech on Thursday follows a call with {SHOIGU} on Friday.", ["2022-10-21"]),
    (
        f"{SHOIGU} received {AUSTIN} in Moscow on October 19, a day before the Russian minister left for Minsk.",
        ["2022-10-19"],
    ),
    (f"In Vienna on Friday {AUSTIN} discussed with {SHOIGU} the treaty that expires in 2026.", ["2022-10-21"]),
    (
        f"A meeting between {AUSTIN} and {SHOIGU} that was to have taken place on Friday was cancelled on Wednesday.",
        ["2022-10-21"],
    ),
    (f"On Wednesday {AUSTIN} called off a meeting with {SHOIGU} planned for November 2.", ["2022-11-02"]),
    (f"{AUSTIN} asked on Monday for a meeting with {SHOIGU} in November.", ["2022-11"]),
    (f"{AUSTIN} accepted on Monday an invitation to visit {SHOIGU} in Moscow.", [None]),
    (f"{AUSTIN} and {SHOIGU} agreed on Monday to meet in Vienna on November 5.", ["2022-10-24", "2022-11-05"]),
    (f"{AUSTIN} tried to reach {SHOIGU} by phone on Friday but got no answer.", ["2022-10-21"]),
    (f"Speaking to {SHOIGU} by telephone on Friday, {AUSTIN} complained of the flights.", ["2022-10-21"]),
    (f"{AUSTIN} said after a meeting with {SHOIGU} in Vienna on Friday that the treaty stood.", ["2022-10-21"]),
    (f"{AUSTIN} said on Friday after a meeting with {SHOIGU} in Vienna that the treaty stood.", ["2022-10-21"]),
    (f"{AUSTIN} said on Friday during a meeting with {SHOIGU} in Vienna that the treaty stood.", ["2022-10-21"]),
    (f"{AUSTIN} told Congress on Friday about a meeting with {SHOIGU} in Vienna.", [None]),
    (f"{AUSTIN} is to meet {SHOIGU} before the end of the month.", ["2022-10-26/2022-10-31"]),
    (f"{AUSTIN} will visit Moscow to meet {SHOIGU} by the end of November.", ["2022-10-26/2022-11-30"]),
]

STORY = [
    (f"Until August one would not have thought so. On the 9th of that month {AUSTIN} met {SHOIGU}.", ["2022-08-09"]),
    (f"{AUSTIN} was in Geneva on Friday. He met there with {SHOIGU}.", ["2022-10-21"]),
    (f"On Friday {AUSTIN} inspected troops in Poland. Later he met with {SHOIGU} in Warsaw.", ["2022-10-21"]),
    (f"On Friday {AUSTIN} flew to Geneva. There he sat down with {SHOIGU}.", ["2022-10-21"]),
    (f"{AUSTIN} spoke to Congress on Friday. He has met {SHOIGU} in Rome.", [None]),
    (f"{AUSTIN} spoke with {SHOIGU} on Friday. Two hours later he called {AKAR}.", ["2022-10-21", "2022-10-21"]),
    (f"{AUSTIN} spoke with {SHOIGU} on Friday. The same day he called {AKAR}.", ["2022-10-21", "2022-10-21"]),
    (
        f"{AUSTIN} spoke with {SHOIGU} on Friday. A week earlier he had called {AKAR}.",
        ["2022-10-21", "2022-10-10/2022-10-16"],
    ),
    (f"{AUSTIN} spoke with {SHOIGU} on Friday. He also called {AKAR}.", ["2022-10-21", "2022-10-21"]),
    (
        f"{AUSTIN} spoke with {SHOIGU} by phone on Friday. Previously the two had met in Singapore.",
        ["2022-10-21", None],
    ),
    (f"{AUSTIN} travels to Geneva on Friday. He will meet {SHOIGU} there.", ["2022-10-28"]),
    (f"{AUSTIN} arrived in Geneva on October 18 for a two-day visit. He met {SHOIGU}.", ["2022-10-18/2022-10-19"]),
    (f"From October 18 to 20 {AUSTIN} toured the Balkans. In Belgrade he met {SHOIGU}.", ["2022-10-18/2022-10-20"]),
    (f"The Pentagon gave out a statement on Friday. {AUSTIN} met {SHOIGU} in Rome, it says.", [None]),
    (f"In March 2021 {AUSTIN} met {SHOIGU} in Rome. In May the two spoke by phone.", ["2021-03", "2021-05"]),
]

OPENING = [
    (
        f"This week, {AUSTIN}, Ambassador Ann Lee and General Mark Milley met {SHOIGU} in Oslo.",
        ["2022-10-24/2022-10-26"],
    ),
    (f"Next week, {AUSTIN}, who has a new deputy and a new plane, is hosting {SHOIGU}.", ["2022-10-31/2022-11-06"]),
    (f"Since May 13 {AUSTIN} has met {SHOIGU} but not agreed on anything.", [None]),
]
SERIES = [
    (f"{AUSTIN} met {SHOIGU} on October 18 and {AKAR} on October 20.", ["2022-10-18", "2022-10-20"]),
    (f"{AUSTIN} met with {SHOIGU} (October 18) and {AKAR} (October 20).", ["2022-10-18", "2022-10-20"]),
    (f"{AUSTIN} met {SHOIGU} and {AKAR} on October 20.", ["2022-10-20"]),
    (f"{AUSTIN} met {SHOIGU} on October 18 and heard that {AKAR} was to leave on October 20.", ["2022-10-18"]),
]
PARAGRAPHS = [
    (f"On Friday {AUSTIN} flew to Geneva.\n\nThere he met {SHOIGU}.", ["2022-10-21"]),
    (f"{AUSTIN} was in Geneva on Friday.\n\nAustin had talks with {SHOIGU}, who had come by train.", ["2022-10-21"]),
    (f"The market fell on Friday.\n\nThe wheat price is up. {AUSTIN} met {SHOIGU}.", [None]),
    (f"{AUSTIN} was in Geneva on Friday.\n\nHe had met {SHOIGU} in Rome.", [None]),
    (f"{AUSTIN} was in Geneva on Friday.\n\nIt was warm.\n\nAustin met {SHOIGU}.", [None]),
]
HEADINGS = [
    (
        f"THURSDAY, OCTOBER 27\n{AUSTIN} receives {SHOIGU} in Washington.\n\nFRIDAY, OCTOBER 28\n{AKAR} meets {SHOIGU} in Sochi.",
        ["2022-10-27", "2022-10-28"],
    ),
    (
        f"2019, April 27–29. {AUSTIN} is received in Moscow by {SHOIGU}.\n\n2020, July. {AKAR} calls on {SHOIGU} in Sochi.",
        ["2019-04-27/2019-04-29", "2020-07"],
    ),
    (
        f"The record: - October 3: {AUSTIN}'s call with {SHOIGU} - October 5: {AUSTIN} meets {AKAR}",
        ["2022-10-03", "2022-10-05"],
    ),
    (
        f"The Pentagon chief, {AUSTIN}, was heard to say that he had met {SHOIGU} in Geneva on\nFriday. {AUSTIN} was late.\nOn Sunday. he said nothing.",
        ["2022-10-21"],
    ),
    (
        f"21 October 2022\n\n{AUSTIN} spoke with {SHOIGU} by phone.\n\n23 October 2022\n\n{AUSTIN} called {AKAR}.",
        ["2022-10-21", "2022-10-23"],
    ),
    (
        f"October 21, 2022: {AUSTIN} spoke with {SHOIGU} by phone.\n\nOctober 23: {AUSTIN} called {AKAR}.",
        ["2022-10-21", "2022-10-23"],
    ),
    (
        f"- Oct. 21 - {AUSTIN} spoke with {SHOIGU} by phone.\n- Oct. 23 - {AUSTIN} called {AKAR}.",
        ["2022-10-21", "2022-10-23"],
    ),
    (
        f"2021\n\nMarch 3: {AUSTIN} spoke with {SHOIGU} by phone.\n\nJune 5: {AUSTIN} called {AKAR}.",
        ["2021-03-03", "2021-06-05"],
    ),
    (
        f"October 21. {AUSTIN} spoke with {SHOIGU} by phone.\nOctober 23. {AUSTIN} called {AKAR}.",
        ["2022-10-21", "2022-10-23"],
    ),
    (
        f"Friday\n{AUSTIN} spoke with {SHOIGU} by phone.\n\nSunday\n{AUSTIN} called {AKAR}.",
        ["2022-10-21", "2022-10-23"],
    ),
]

KNOWN: dict[str, str] = {}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "dates"), known_failing(SENTENCE + OPENING + SERIES + STORY + PARAGRAPHS + HEADINGS, KNOWN)
)
def test_dates(nlp: Language, text: str, dates: list[str | None]) -> None:
    told = [d for d in run(nlp, text)[1] if sum(a.person is not None for a in d.actors) > 1]

    assert [d.date for d in sorted(told, key=lambda d: d.events[0].trigger.i)] == dates


@pytest.mark.model
def test_a_diary_of_days_to_come_tells_plans(nlp: Language) -> None:
    text = f"THURSDAY, OCTOBER 27\n{AUSTIN} receives {SHOIGU}.\n\nFRIDAY, OCTOBER 28\n{AKAR} meets {SHOIGU} in Sochi."

    assert [d.status for d in run(nlp, text)[1]] == ["planned", "planned"]
