"""In: sentences of `told_by.yaml`, each with the contact that it tells of. Out: whether the extractor says the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import milchannels

Told = tuple[str, str, tuple[str, ...], str | None]


def load() -> list[tuple[str, str, bool]]:
    """Of each case what is expected, the sentence, and whether it is known to fail."""
    source = yaml.safe_load((Path(__file__).parent / "told_by.yaml").read_text(encoding="utf-8"))
    cases = [next(iter(case.items())) for case in source]
    return [(expected.removeprefix("(fails) "), text, expected.startswith("(fails)")) for expected, text in cases]


CASES = load()


def wanted(text: str) -> list[Told]:
    """Mode, status, sides and initiator of each contact in the notation of the file."""
    found: list[Told] = []
    for part in text.split("; ") if text != "none" else []:
        mode, *rest = part.split()
        status = rest.pop(0) if rest[0].islower() else "held"
        codes = " ".join(rest).replace(">", " ").split()
        found.append((mode, status, tuple(sorted(codes)), codes[0] if ">" in part else None))
    return found


def told(contact: dict[str, Any]) -> Told:
    """The same of a contact that was extracted."""
    codes = tuple(sorted({p["country"] for p in contact["participants"]}))
    return contact["mode"], contact["status"], codes, contact["initiator"]


def wrong(expected: str, contacts: list[dict[str, Any]]) -> str:
    """What came out instead, "" where all is right; an initiator counts where one is expected."""
    want = wanted(expected)
    named = any(initiator for *_, initiator in want)
    got = [(*rest, initiator if named else None) for *rest, initiator in map(told, contacts)]
    return "" if sorted(map(str, want)) == sorted(map(str, got)) else f"got {got}"


def test_the_notation() -> None:
    call = {"mode": "letter", "status": "held", "initiator": "USA"}
    call |= {"participants": [{"country": "USA"}, {"country": "CHN"}]}
    assert wrong("letter USA>CHN", [call]) == wrong("letter CHN USA", [call]) == ""
    for other in ("none", "letter CHN>USA", "letter USA TWN", "visit USA CHN", "letter refused USA CHN"):
        assert wrong(other, [call])


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    articles = [{"id": str(n), "published": "2024-06-14", "text": text} for n, (_, text, _) in enumerate(CASES)]
    return [extraction.model_dump() for extraction in milchannels.extract(articles, gate=False)]


@pytest.mark.model
@pytest.mark.parametrize(
    "number",
    [
        pytest.param(
            n, id=f"{expected}: {text[:40]}", marks=[pytest.mark.xfail(strict=True, reason="known")] if fails else []
        )
        for n, (expected, text, fails) in enumerate(CASES)
    ],
)
def test_the_contact_that_is_told(number: int, answers: list[dict[str, Any]]) -> None:
    assert not wrong(CASES[number][0], answers[number]["contacts"])
