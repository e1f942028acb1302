"""Texts in, which of them are copies of one out."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milchannels.store.sketch import copies, sketch

WORDS = [
    f"{a}{b}"
    for a in ("ba", "do", "ka", "li", "mo", "re", "su", "ti")
    for b in ("lan", "mer", "nok", "ris", "tal", "vey")
]


def story(seed: int, length: int = 250) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(length))


def together(a: str, b: str) -> bool:
    return len(copies({"a": sketch(a), "b": sketch(b)})) == 1


STORY = story(1)


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        f"WELLINGTON (Example Wire) - {STORY}",
        f"{STORY} Reporting by somebody, editing by somebody else.",
        STORY.replace(" ", "\n", 40),
        " ".join(STORY.split()[:120]),
        f"{story(2, 60)} {STORY}",
        " ".join(word for n, word in enumerate(STORY.split()) if n % 40),
    ],
    ids=["same", "capitals", "dateline", "byline", "lines", "cut", "led in", "edited"],
)
def test_copies(copy: str) -> None:
    assert together(STORY, copy)


@pytest.mark.parametrize(
    "other",
    [story(3), f"{' '.join(STORY.split()[:30])} {story(4)}", " ".join(reversed(STORY.split()))],
    ids=["another", "one paragraph in common", "the same words"],
)
def test_texts_of_their_own(other: str) -> None:
    assert not together(STORY, other)


def test_copies_of_copies_are_one_and_what_has_no_sketch_stands_alone() -> None:
    lead = " ".join(STORY.split()[:150])
    told = {"a": sketch(STORY), "b": sketch(lead), "c": sketch(story(9)), "d": None, "e": sketch(lead + " more of it")}
    assert sorted(map(sorted, copies(told))) == [["a", "b", "e"], ["c"], ["d"]]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_sketch_and_is_a_copy_of_itself(one: str, other: str) -> None:
    assert together(one, one)
    assert len(copies({"a": sketch(one), "b": sketch(other)})) in (1, 2)


def test_many_texts_that_share_nothing_are_not_compared_in_pairs() -> None:
    told = {str(n): sketch(story(n)) for n in range(400)}
    begun = time.process_time()
    assert len(copies(told)) == 400
    assert time.process_time() - begun < 1
