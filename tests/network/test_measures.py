"""Measures of nodes: what networkx gives where it has them, and what a small picture shows where it has not."""

from __future__ import annotations

import random
import sys

import networkx as nx
import pytest

from milchannels.network import measures as measured

module = sys.modules["milchannels.network.measures"]
Edges = list[tuple[str, str, float]]


def some(nodes: int, edges: int) -> tuple[list[str], Edges]:
    rng = random.Random(3)
    ids = [f"n{n:03}" for n in range(nodes)]
    return ids, [(*rng.sample(ids, 2), float(rng.randint(1, 9))) for _ in range(edges)]  # type: ignore[misc]


@pytest.mark.parametrize(("nodes", "edges"), [(3, 2), (40, 60), (150, 900)])
def test_degree_strength_and_betweenness_are_those_of_networkx(nodes: int, edges: int) -> None:
    ids, told = some(nodes, edges)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)
    for a, b, weight in told:
        graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + weight)
    found = measured(ids, told)
    assert {id_: one.degree for id_, one in found.items()} == dict(graph.degree())
    assert {id_: one.strength for id_, one in found.items()} == dict(graph.degree(weight="weight"))
    expected = nx.betweenness_centrality(graph)
    assert {id_: one.betweenness for id_, one in found.items()} == pytest.approx(expected, abs=1e-6)


def test_betweenness_of_a_sample_is_near_that_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ids, told = some(300, 900)
    exact = measured(ids, told)
    monkeypatch.setattr(module, "_STEPS", 1800 * 150)
    sampled = measured(ids, told)
    assert sampled != exact
    top = sorted(ids, key=lambda id_: -exact[id_].betweenness)[:10]
    found = sorted(ids, key=lambda id_: -sampled[id_].betweenness)[:20]
    assert len(set(top) & set(found)) >= 8


def test_a_broker_stands_between_blocs_that_do_not_talk() -> None:
    # t talks to two of the west and two of the east; of these four only one pair talks across the divide.
    edges: Edges = [("t", one, 1.0) for one in ("w1", "w2", "e1", "e2")] + [("w1", "e1", 1.0), ("w1", "w2", 1.0)]
    blocs = {"w1": "west", "w2": "west", "e1": "east", "e2": "east"}
    found = measured(["t", *blocs], edges, blocs)
    assert {id_: one.brokerage for id_, one in found.items()} == {"t": 3, "w1": 1, "w2": 0, "e1": 0, "e2": 0}


@pytest.mark.parametrize("most", [60_000, 0])
def test_communities_are_who_talks_to_each_other(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOUVAIN", most)
    rings = [[f"{ring}{n}" for n in range(size)] for ring, size in (("a", 5), ("b", 7))]
    edges: Edges = [(x, y, 3.0) for ring in rings for x in ring for y in ring if x < y]
    found = measured(rings[0] + rings[1], [*edges, ("a0", "b0", 1.0)])
    assert {found[one].community for one in rings[1]} == {0}
    assert {found[one].community for one in rings[0]} == {1}


def test_the_order_does_not_matter() -> None:
    ids, told = some(80, 300)
    assert measured(ids, told) == measured(ids[::-1], [(b, a, weight) for a, b, weight in reversed(told)])


def test_small_and_empty_networks() -> None:
    assert measured([], []) == {}
    assert measured(["a"], [("a", "a", 1.0), ("a", "x", 1.0)])["a"].degree == 0
