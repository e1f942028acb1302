"""The clustering sets in, figures not below their floors out; and that the figures mean what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from milchannels.errors import MilchannelsError
from milchannels.evaluation.clusters import bcubed, figures, linked, mistakes, read_clusters


def test_bcubed_of_a_perfect_clustering() -> None:
    one = bcubed({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (one.precision, one.recall, one.f1, one.items, one.groups) == (1.0, 1.0, 1.0, 3, 2)


def test_bcubed_by_hand() -> None:
    expected = {"a": 1, "b": 1, "c": 1, "d": 2}
    all_in_one = bcubed(expected, dict.fromkeys(expected, "x"))
    assert all_in_one.precision == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    assert all_in_one.recall == 1
    each_alone = bcubed(expected, {item: item for item in expected})
    assert each_alone.precision == 1
    assert each_alone.recall == pytest.approx((3 * 1 / 3 + 1) / 4)
    assert each_alone.f1 == pytest.approx(2 / 3)


def test_bcubed_of_a_part_sees_the_whole() -> None:
    expected, given = {"a": 1, "b": 2}, {"a": "x", "b": "x"}
    assert bcubed(expected, given, ["a"]).precision == 0.5


@pytest.mark.parametrize(
    "line", ["Shoigu | RUS | dm", "Shoigu | RUS | czar | 2022-01-01"], ids=["a cell too few", "no such office"]
)
def test_a_line_that_cannot_be_taken_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "persons.yaml").write_text(f"- id: a\n  mentions: [{line}]\n", encoding="utf-8")
    with pytest.raises(MilchannelsError):
        read_clusters(tmp_path)


def test_mistakes_name_what_is_apart_and_what_is_lumped(tmp_path: Path) -> None:
    lines = "- id: a\n  mentions: [X Y | USA | dm | 2001-01-01, X Z | USA | dm | 2001-01-01]\n"
    (tmp_path / "persons.yaml").write_text(lines + "- id: b\n  mentions: [X Y | USA | dm | 2001-01-01]\n")
    found = read_clusters(tmp_path)
    told = list(mistakes(dict(zip(found.items, "pqp", strict=True)), frozenset({"persons"})))
    assert told[0] == "person a is in 2 pieces"
    assert "person of 2 groups" in told
    assert list(mistakes(dict(zip(found.items, "pqp", strict=True)), frozenset())) == []


def test_linking_stays_above_its_floors(root: Path) -> None:
    folder = root / "data" / "clusters"
    found = read_clusters(folder)
    groups: dict[tuple[str, str], int] = {}
    for item in found.items:
        groups[item.kind, item.group] = groups.get((item.kind, item.group), 0) + 1
    assert sum(kind == "person" for kind, _ in groups) >= 60
    assert sum(kind == "contact" and 2 <= size <= 8 for (kind, _), size in groups.items()) >= 40
    measured = figures(linked(found))
    floors = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    below = [
        f"{part} {name} {getattr(measured[part], name):.4f} < {floor}"
        for part, least in floors.items()
        for name, floor in least.items()
        if getattr(measured[part], name) < floor
    ]
    assert below == []
