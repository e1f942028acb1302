"""In: families of test sentences (`constructions/*.yaml`). Out: one test a case, through the whole extraction.

Cases named in `constructions/known_failures.txt` are expected to fail, and strictly so: one that begins to pass
has to be taken off the list, so that progress only rises. `python -m tests.language.report` shows the failing ones.
"""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from construction_cases import Case, judge, known_failures, load_cases

import milchannels
from milchannels.records import Action, Mode, Office, Status

CASES = load_cases()
KNOWN = known_failures()


def as_param(case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True, reason="listed in known_failures.txt")] if case.id in KNOWN else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.fixture(scope="session")
def answers(request: pytest.FixtureRequest) -> dict[str, dict[str, object]]:
    """The extractions of all cases that this run selects, made in one go so that the model is used in batches."""
    chosen = [item.callspec.params["case"] for item in request.session.items if "case" in _params(item)]
    return {e.id: e.model_dump() for e in milchannels.extract((case.article() for case in chosen), gate=False)}


def _params(item: pytest.Item) -> dict[str, object]:
    callspec = getattr(item, "callspec", None)
    return {} if callspec is None or "test_constructions" not in item.nodeid else callspec.params


@pytest.mark.model
@pytest.mark.parametrize("case", [as_param(c) for c in CASES])
def test_construction(case: Case, answers: dict[str, dict[str, object]]) -> None:
    wrong = judge(case, answers[case.id])
    assert not wrong, case.text + "\n" + "\n".join(wrong)


def test_known_failures_are_cases() -> None:
    assert {c.id for c in CASES} >= KNOWN


def test_families_have_cases_for_and_against() -> None:
    sizes = Counter(c.family for c in CASES)
    against = Counter(c.family for c in CASES if c.against)
    assert {family: n for family, n in sizes.items() if n < 12} == {}
    assert sum(against.values()) >= len(CASES) / 4


def test_expectations_use_the_words_of_the_records() -> None:
    contacts = [c for case in CASES for c in case.contacts or []]
    allowed = {"mode": get_args(Mode), "status": get_args(Status)}
    for key, words in allowed.items():
        assert {c[key] for c in contacts if key in c} <= set(words)
    told = [p for c in contacts for p in c["participants"]] + [p for case in CASES for p in case.people or []]
    assert {p["office"] for p in told if p.get("office")} <= set(get_args(Office))
    assert {e["action"] for case in CASES for e in case.channel_events or []} <= set(get_args(Action))
