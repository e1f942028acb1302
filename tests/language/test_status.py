"""In: a sentence and the word in it that tells of a contact. Out: what became of the contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milchannels.language.status import status_of
from milchannels.language.status_words import words

if TYPE_CHECKING:
    from spacy.language import Language

CASES = [
    ("Austin met Shoigu in Moscow.", "met", "held"),
    ("Austin will meet Shoigu in Moscow.", "meet", "planned"),
    ("Austin is to meet Shoigu on Monday.", "meet", "planned"),
    ("The generals are due to meet on Monday.", "meet", "planned"),
    ("Their meeting is scheduled for Monday.", "meeting", "planned"),
    ("A planned visit was called off by Ankara.", "visit", "cancelled"),
    ("The visit was put off until further notice.", "visit", "cancelled"),
    ("The minister cancelled his trip to Kabul.", "trip", "cancelled"),
    ("The trip did not come off.", "trip", "cancelled"),
    ("Li withdrew from a meeting with the Vietnamese generals.", "meeting", "cancelled"),
    ("The Pentagon asked for a call with the Chinese minister.", "call", "requested"),
    ("Austin is seeking a meeting with Li.", "meeting", "requested"),
    ("He said that he was ready to meet the general.", "meet", "requested"),
    ("China declined a request for a meeting with Austin.", "meeting", "refused"),
    ("The general refused to meet his counterpart.", "meet", "refused"),
    ("China turned down a meeting with Austin.", "meeting", "refused"),
    ("The calls of the Pentagon went unanswered.", "calls", "refused"),
    ("He denied that he had ever met the colonel.", "met", "none"),
    ("There has been no meeting of the two generals.", "meeting", "none"),
    ("Milley did not speak with Gerasimov.", "speak", "none"),
    ("If the admiral calls, the general will pick up.", "calls", "none"),
    ("The ministers might meet one day.", "meet", "none"),
    ("The ministers ought to meet.", "meet", "none"),
    ("Ankara suspended port visits with Athens.", "visits", "none"),
    ("Exchanges between the armies have been suspended.", "Exchanges", "none"),
    ("Ankara suspended the talks with Athens.", "talks", "cancelled"),
    ("Three meetings with the Greeks were suspended.", "meetings", "cancelled"),
    ("The ministers have not met since April 14.", "met", "held"),
    ("The ministers have not met since the crisis began.", "met", "none"),
    ("He declined to say whether he had met the general.", "met", "none"),
    ("Speaking to reporters, he declined to comment.", "Speaking", "held"),
    ("The two agreed to meet in May.", "meet", "planned"),
    ("They agreed to keep talking.", "talking", "none"),
    ("He was among the first to ring the new minister.", "ring", "held"),
    ("Korea proposed that the two armies hold talks.", "talks", "requested"),
    ("There are no plans for the generals to meet.", "meet", "none"),
    ("After a meeting with Austin, the general refused to comment.", "meeting", "held"),
    ("At a meeting with Austin he proposed a hotline.", "meeting", "held"),
    ("The talks helped the two armies avert a crisis.", "talks", "held"),
    ("A meeting with the admiral is on his agenda for Monday.", "meeting", "planned"),
    ("The general was not to be had on the telephone.", "telephone", "refused"),
    ("He will travel to Rome for talks with the general.", "talks", "planned"),
    ("He said that he would meet the general in May.", "meet", "planned"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_status(nlp: Language, text: str, word: str, expected: str) -> None:
    doc = nlp(text)
    token = next(t for t in doc if t.text == word)
    assert (status_of(token, token.pos_ in ("NOUN", "PROPN")) or "none") == expected


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("since", "have not spoken since april 14"),
        ("since", "not since the autumn of 2007"),
        ("agenda", "on keating's program is a meeting"),
        ("absent", "the guards failed to appear"),
        ("called_off", "the trip did not come off"),
        ("unreached", "he could not be reached"),
    ],
)
def test_phrases_find_their_idioms(phrase: str, text: str) -> None:
    assert words().phrases[phrase].search(text)


def test_a_crisis_is_no_date() -> None:
    assert not words().phrases["since"].search("no contact since the crisis began")


def test_no_word_of_the_lexicon_was_read_as_a_truth_value() -> None:
    """YAML reads a bare `on` or `off` as true or false."""
    lexicon = words()
    groups = [*lexicon.groups.values(), *lexicon.particles.values(), *lexicon.modifiers.values()]
    assert all(isinstance(w, str) for group in groups for w in group)
    assert all(
        isinstance(name, str) for names in (lexicon.groups, lexicon.particles, lexicon.phrases) for name in names
    )
