"""Places of nodes: the same each time, no two discs on each other, what talks much is near."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milchannels.network.layout import SIZE, layout

Edges = list[tuple[str, str, float]]


def network(nodes: int, edges: int, seed: int = 1) -> tuple[list[str], Edges, dict[str, float], dict[str, str]]:
    """Few nodes with most of the edges, of discs between 8 and some hundred wide, in groups of any size."""
    rng = random.Random(seed)
    ids = [f"n{n}" for n in range(nodes)]
    ends = [tuple(ids[int(nodes * rng.random() ** 2.5)] for _ in "ab") for _ in range(edges)]
    told: Edges = [(a, b, rng.paretovariate(1.2)) for a, b in ends]
    strength = dict.fromkeys(ids, 0.0)
    for a, b, weight in told:
        strength[a] += weight
        strength[b] += weight
    groups = {id_: f"g{int(rng.paretovariate(0.8)) % 40}" for id_ in ids}
    return ids, told, {id_: 8 + 4 * math.sqrt(value) for id_, value in strength.items()}, groups


def overlapping(places: dict[str, tuple[float, float]], sizes: dict[str, float]) -> list[tuple[str, str]]:
    return [
        (a, b)
        for a, b in itertools.combinations(places, 2)
        if math.dist(places[a], places[b]) < (sizes.get(a, SIZE) + sizes.get(b, SIZE)) / 2
    ]


@pytest.mark.parametrize(("nodes", "edges"), [(1, 0), (2, 1), (3, 0), (60, 90), (700, 4000)])
def test_no_two_discs_overlap(nodes: int, edges: int) -> None:
    ids, told, sizes, groups = network(nodes, edges)
    places = layout(ids, told, sizes=sizes, groups=groups)
    assert places.keys() == set(ids)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())
    assert overlapping(places, sizes) == []


@settings(max_examples=25, deadline=None)
@given(
    sizes=st.lists(st.floats(0.01, 5000), min_size=1, max_size=12),
    edges=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(0, 1e6)), max_size=20),
)
def test_any_sizes_and_weights_give_a_picture(sizes: list[float], edges: list[tuple[int, int, float]]) -> None:
    told = {str(n): size for n, size in enumerate(sizes)}
    places = layout(told, [(str(a), str(b), weight) for a, b, weight in edges], sizes=told)
    assert overlapping(places, told) == []


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    ids, told, sizes, groups = network(120, 300)
    turned = [(b, a, weight) for a, b, weight in reversed(told)]
    assert layout(ids, told, sizes=sizes, groups=groups) == layout(ids[::-1], turned, sizes=sizes, groups=groups)


def test_what_talks_to_each_other_lies_near() -> None:
    # Two rings of ten that one edge joins.
    rings = [[f"{ring}{n}" for n in range(10)] for ring in "ab"]
    edges: Edges = [(a, b, 5.0) for ring in rings for a, b in itertools.combinations(ring, 2)]
    places = layout([*rings[0], *rings[1]], [*edges, ("a0", "b0", 1.0)])

    def mean(pairs: object) -> float:
        found = [math.dist(places[a], places[b]) for a, b in pairs]  # type: ignore[attr-defined]
        return sum(found) / len(found)

    within = mean(pair for ring in rings for pair in itertools.combinations(ring, 2))
    assert within < 0.6 * mean(itertools.product(*rings))


def test_the_picture_is_in_the_middle_and_not_thrown_far_by_one_alone() -> None:
    ids, told, sizes, _ = network(300, 900)
    places = layout([*ids, "alone"], told, sizes=sizes)
    xs, ys = zip(*places.values(), strict=True)
    assert abs(max(xs) + min(xs)) < 0.1
    assert abs(max(ys) + min(ys)) < 0.1
    reach = sorted(math.hypot(x, y) for x, y in places.values())
    assert reach[-1] < 4 * reach[len(reach) // 2]


def test_nothing_gives_nothing() -> None:
    assert layout([], [("a", "b", 1.0)]) == {}
    assert layout(["a"], [("a", "a", 1.0), ("a", "stranger", 1.0)]) == {"a": (0.0, 0.0)}
