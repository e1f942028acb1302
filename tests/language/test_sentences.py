"""In: texts with ranks, initials and blank lines. Out: where their sentences begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import blank

from milchannels.language.sentences import Sentences

if TYPE_CHECKING:
    from spacy.language import Language

#: Text, a word, and what is set for it: False (no sentence begins here), True (one does), None (left to the parser).
STARTS = [
    ("Maj.-Gen. Rahman called.", "Rahman", False),
    ("Lt. Gen. Naweed Khan called.", "Gen.", False),
    ("Lt. Gen. Naweed Khan called.", "Naweed", False),
    ("Adm. Karl Schultz called.", "Karl", False),
    ("Brig. Sharma called.", "Sharma", False),
    ("Mr. Austin called.", "Austin", False),
    ("Col. J. Smith called.", "Smith", False),
    ("He met George W. Bush.", "Bush", False),
    ("They met. Then they left.", "Then", None),
    ("He was in the U.S. Gen. Khan was not.", "Gen.", None),
    ("He was there. Khan was not.", "Khan", None),
    ("A heading\n\nA text.", "text", None),
    ("Ministers talk\n\nThey met.", "They", True),
    ("Ministers talk\nThey met.", "They", None),
    ("1. Gen. Khan\n\n2. Gen. Rawat", "2", True),
]


@pytest.mark.parametrize(("text", "at", "expected"), STARTS)
def test_what_is_settled_before_the_parser(text: str, at: str, expected: bool | None) -> None:
    nlp = blank()
    doc = nlp.make_doc(text)
    Sentences(nlp, "sentences")(doc)

    assert next(t for t in doc if t.text == at).is_sent_start is expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Maj.-Gen. Adeel Rahman rang Gen. Bipin Rawat on Monday. They spoke for an hour.",
            ["Maj.-Gen. Adeel Rahman rang Gen. Bipin Rawat on Monday.", "They spoke for an hour."],
            marks=pytest.mark.xfail(strict=True, reason="a hyphened rank that opens a text is a sentence of its own"),
        ),
        (
            "Maj. Gen. Adeel Rahman rang Gen. Bipin Rawat on Monday. They spoke for an hour.",
            ["Maj. Gen. Adeel Rahman rang Gen. Bipin Rawat on Monday.", "They spoke for an hour."],
        ),
        (
            "Ministers talk by phone\n\nThe two ministers spoke on Monday.",
            ["Ministers talk by phone", "The two ministers spoke on Monday."],
        ),
        (
            "He telephoned Lt. Col. A. K. Singh. Rear Adm. John Kirby declined to comment.",
            ["He telephoned Lt. Col. A. K. Singh.", "Rear Adm. John Kirby declined to comment."],
        ),
        (
            "The minister met Brig.-Gen. Moshe Levi in Cairo.",
            ["The minister met Brig.-Gen. Moshe Levi in Cairo."],
        ),
        (
            "The general flew to the U.S. His deputy stayed behind.",
            ["The general flew to the U.S.", "His deputy stayed behind."],
        ),
        (
            "Adm. Rob Bauer (Ret.) spoke with Gen. Sher, Adm. Roe and Maj. Gen. Poe in Oslo.",
            ["Adm. Rob Bauer (Ret.) spoke with Gen. Sher, Adm. Roe and Maj. Gen. Poe in Oslo."],
        ),
    ],
)
def test_sentences_of_a_parsed_text(nlp: Language, text: str, expected: list[str]) -> None:
    assert [s.text.strip() for s in nlp(text).sents] == expected
