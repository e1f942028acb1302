"""EDTF in, the date as people write it out."""

from __future__ import annotations

import pytest

from milchannels.dates.words import in_words

SAID = [
    (None, "undated"),
    ("2022-05-13", "13 May 2022"),
    ("2022-05-03", "3 May 2022"),
    ("2022-05", "May 2022"),
    ("2022", "2022"),
    ("2022-05~", "about May 2022"),
    ("2022-05-03/2022-05-05", "3–5 May 2022"),
    ("2022-04-30/2022-05-02", "30 Apr – 2 May 2022"),
    ("2021-12-30/2022-01-02", "30 Dec 2021 – 2 Jan 2022"),
    ("2022-03/2022-05", "Mar–May 2022"),
    ("2021-11/2022-02", "Nov 2021 – Feb 2022"),
    ("2014/2016", "2014–2016"),
    ("2014-05/2016", "May 2014 – 2016"),
    ("2014-05-01/2014-05-01", "1 May 2014"),
    ("2014/..", "since 2014"),
    ("2014-03-05/", "since 5 Mar 2014"),
    ("../2014-03", "until Mar 2014"),
    ("2014-13", "2014-13"),
    ("some day", "some day"),
]


@pytest.mark.parametrize(("edtf", "words"), SAID)
def test_a_date_in_words(edtf: str | None, words: str) -> None:
    assert in_words(edtf) == words
