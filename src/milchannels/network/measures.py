"""Nodes, edges and blocs in, the measures by which analysts read a network out, for each node.

- `degree`: with how many others it has contacts.
- `strength`: the sum of the weights of its edges.
- `betweenness`: the share of shortest paths between all others that lead through it (Freeman 1977, by the algorithm of Brandes
  2001; a step is a step, whatever its weight). In networks for which that would take minutes, the paths from an even sample
  of nodes are counted in place of all (Brandes and Pich 2007).
- `brokerage`: the number of pairs of its counterparts that stand in different blocs and have no contact with each other: whom it
  could bring together across a divide (after Gould and Fernandez 1989, without direction).
- `community`: the number of its group, 0 the largest, by the Louvain method (Blondel et al. 2008), which
  puts together who talks more to each other than to the rest. In very large networks by label propagation
  (Traag and Subelj 2023), which is coarser and quicker.

The same input gives the same measures; the order of nodes and edges does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

#: So many steps along edges at most are taken to count shortest paths.
_STEPS = 30_000_000
#: Up to so many edges communities are found by the Louvain method.
_LOUVAIN = 60_000


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a node."""

    degree: int
    strength: float
    betweenness: float
    brokerage: int
    community: int


def measures(
    nodes: Iterable[str], edges: Iterable[tuple[str, str, float]], blocs: Mapping[str, str | None] | None = None
) -> dict[str, Measures]:
    """The measures by id of node. An edge is (id, id, weight); several between one pair count as one of their sum.

    `blocs` gives a node's bloc; one without is a bloc of its own.
    """
    ids = sorted(set(nodes))
    place = {id_: n for n, id_ in enumerate(ids)}
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for one, other, weight in edges:
        if one != other and one in place and other in place:
            weights[min(place[one], place[other]), max(place[one], place[other])] += weight
    pairs = sorted(weights)
    near: list[set[int]] = [set() for _ in ids]
    strength = [0.0] * len(ids)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
        strength[a] += weights[a, b]
        strength[b] += weights[a, b]
    between = _betweenness(len(ids), pairs)
    # A number is a bloc of its own: no word is one.
    member: list[str | int] = [(blocs or {}).get(id_) or n for n, id_ in enumerate(ids)]
    broker = _brokerage(near, pairs, member)
    community = _communities(len(ids), pairs, weights)
    return {
        id_: Measures(len(near[n]), round(strength[n], 6), between[n], broker[n], community[n])
        for n, id_ in enumerate(ids)
    }


def _betweenness(n: int, pairs: list[tuple[int, int]]) -> list[float]:
    """Brandes' algorithm, all nodes at one distance at once."""
    import numpy as np

    total = np.zeros(n)
    if n < 3 or not pairs:
        return [0.0] * n
    ends = np.array(pairs, dtype=np.int64)
    source = np.concatenate([ends[:, 0], ends[:, 1]])
    target = np.concatenate([ends[:, 1], ends[:, 0]])
    order = np.argsort(source, kind="stable")
    target = target[order]
    start = np.concatenate([[0], np.cumsum(np.bincount(source, minlength=n))])
    most = max(1, min(n, _STEPS // len(target)))
    for root in np.unique(np.linspace(0, n - 1, most).round().astype(np.int64)).tolist():
        total += _dependency(root, n, start, target)
    total *= n / most
    return [round(float(value), 6) for value in total / ((n - 1) * (n - 2))]


def _dependency(root: int, n: int, start: Whole, target: Whole) -> NDArray[np.float64]:
    """How much the shortest paths from one node depend on each other node."""
    import numpy as np

    distance = np.full(n, -1)
    paths = np.zeros(n)
    distance[root], paths[root] = 0, 1.0
    level = np.array([root])
    steps: list[tuple[Whole, Whole]] = []
    while len(level):
        many = start[level + 1] - start[level]
        away = np.repeat(level, many)
        to = target[np.arange(len(away)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(start[level], many)]
        new = distance[to] < 0
        distance[to[new]] = distance[level[0]] + 1
        further = distance[to] == distance[level[0]] + 1
        away, to = away[further], to[further]
        paths += np.bincount(to, paths[away], n)
        steps.append((away, to))
        level = np.unique(to)
    depends = np.zeros(n)
    for away, to in reversed(steps):
        depends += np.bincount(away, paths[away] / paths[to] * (1 + depends[to]), n)
    depends[root] = 0
    return depends


def _brokerage(near: list[set[int]], pairs: list[tuple[int, int]], member: list[str | int]) -> list[int]:
    """Pairs of neighbours in different blocs, less those who have contact with each other."""
    found = []
    for others in near:
        sizes = Counter(member[other] for other in others).values()
        found.append((len(others) ** 2 - sum(size**2 for size in sizes)) // 2)
    for a, b in pairs:
        if member[a] != member[b]:
            for third in near[a] & near[b]:
                found[third] -= 1
    return found


def _communities(n: int, pairs: list[tuple[int, int]], weights: Mapping[tuple[int, int], float]) -> list[int]:
    """The number of each node's community, the largest first; of equally large ones that with the first node."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a, b, weights[a, b]) for a, b in pairs)
    if len(pairs) <= _LOUVAIN:
        groups = nx.community.louvain_communities(graph, weight="weight", seed=1)
    else:
        groups = list(nx.community.fast_label_propagation_communities(graph, weight="weight", seed=1))
    found = [0] * n
    for number, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group)))):
        for node in group:
            found[node] = number
    return found
