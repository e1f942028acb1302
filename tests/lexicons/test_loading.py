"""Titles, and the time that loading takes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from milchannels import lexicons

#: Loads everything in a fresh interpreter and prints the seconds of processor time; three runs, the best counts.
MEASURE = """
import time
import yaml
from milchannels import lexicons
start = time.process_time()
lexicons.country_terms(), lexicons.not_countries(), lexicons.rank_of("Gen."), lexicons.honorifics()
print(time.process_time() - start)
"""


@pytest.mark.parametrize(
    "title", ["Dr.", "H.E.", "His Excellency", "Tan Sri", "Sheikh", "Smt.", "Crown Prince", "Rt Hon"]
)
def test_titles(title: str) -> None:
    assert title in lexicons.honorifics().titles


@pytest.mark.parametrize("words", ["Jr.", "III", "(retd)", "(Retd)", "(ret.)", "(R)", "KCB", "PVSM"])
def test_post_nominals(words: str) -> None:
    assert words in lexicons.honorifics().post_nominals


def test_no_title_is_a_rank() -> None:
    assert [title for title in lexicons.honorifics().titles if lexicons.rank_of(title)] == []


def test_loading_is_fast() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < 0.15
