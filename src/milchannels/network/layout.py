"""Nodes and edges in, a place for each node out: the picture that every file and page of a network shows.

    positions = layout(["a", "b", "c"], [("a", "b", 3.0)], sizes={"a": 20.0}, groups={"a": "USA", "b": "RUS"})
    positions["a"]  ->  (x, y)

In: ids of nodes; edges as (id, id, weight), of which several may join one pair; `sizes`, the diameter of a node's disc
(10 where none is told); `groups`, a word for each node, such as its country: nodes of one group are drawn together a
little. Out: for each id x and y, in the unit of the sizes, the middle of the picture at (0, 0), y upwards. No two discs
overlap, and between any two is a little room. The same input gives the same places; the order of nodes and edges
does not matter.

Nodes push each other away and edges pull (Fruchterman and Reingold, "Graph drawing by force-directed placement", 1991).
The push of all on all is reckoned on a grid by Fourier transform, so that a step costs n log n and not n squared: 2,000
nodes take about a second, 50,000 with 500,000 edges some ten. Knows nothing of stores, files or colours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

#: Diameter of a node whose size is not told.
SIZE = 10.0
#: The room between two discs, as a part of their radii.
_ROOM = 1.15
_GRID = 96
_GOLDEN = math.pi * (3 - math.sqrt(5))
#: How strongly a node is drawn to the middle of its group, and everything to the middle of the picture.
_TOGETHER = 1.0
_GRAVITY = 0.7
#: How much wider the picture grows with each round of pushing discs apart, so that the rounds come to an end.
_DRAWN_OUT = 1.01


def layout(
    nodes: Iterable[str],
    edges: Iterable[tuple[str, str, float]],
    *,
    sizes: Mapping[str, float] | None = None,
    groups: Mapping[str, str | None] | None = None,
    steps: int | None = None,
) -> dict[str, tuple[float, float]]:
    """Places for the nodes, by id; see above. `steps` is how often everything moves: by default fewer, the more nodes.

    Edges from a node to itself, and edges of nodes that are not among `nodes`, are passed over.
    """
    import numpy as np

    ids = sorted(set(nodes))
    if not ids:
        return {}
    place = {id_: n for n, id_ in enumerate(ids)}
    radius = np.array([(sizes or {}).get(id_, SIZE) / 2 for id_ in ids])
    member = _members([(groups or {}).get(id_) for id_ in ids])
    source, target, weight = _edges(edges, place)
    position = _start(member)
    # The more nodes, the fewer steps: the start by groups is most of the picture of a very large network.
    position = _pulled(position, source, target, weight, member, steps or round(60 + 40_000 / (len(ids) + 200)))
    position = _apart(_spread(position, radius), radius)
    position -= (position.max(axis=0) + position.min(axis=0)) / 2
    return {id_: (round(x, 2) + 0.0, round(y, 2) + 0.0) for id_, (x, y) in zip(ids, position.tolist(), strict=True)}


def _members(told: list[str | None]) -> Whole:
    """The number of each node's group, the largest group first; those without one are groups of their own."""
    import numpy as np

    counts: dict[str, int] = {}
    for group in told:
        if group is not None:
            counts[group] = counts.get(group, 0) + 1
    number = {group: n for n, group in enumerate(sorted(counts, key=lambda one: (-counts[one], one)))}
    alone = iter(range(len(number), len(number) + len(told)))
    return np.array([number[group] if group is not None else next(alone) for group in told])


def _edges(edges: Iterable[tuple[str, str, float]], place: Mapping[str, int]) -> tuple[Whole, Whole, Floats]:
    """Ends and weights, each pair once, in the order of its ends."""
    import numpy as np

    n = len(place)
    found = [
        (place[a] * n + place[b] if place[a] < place[b] else place[b] * n + place[a], weight)
        for a, b, weight in edges
        if a != b and a in place and b in place
    ]
    pairs = np.array([pair for pair, _ in found], dtype=np.int64)
    each, where = np.unique(pairs, return_inverse=True)
    # Sorted sums: floating point would else remember the order of the edges.
    order = np.lexsort((np.array([weight for _, weight in found], dtype=float), where))
    weights = np.array([weight for _, weight in found], dtype=float)[order]
    total: Floats = np.bincount(where[order], weights, minlength=len(each)).astype(float)
    return each // n, each % n, total


def _start(member: Whole) -> Floats:
    """Groups along a sunflower's spiral, and the nodes of each along one of its own."""
    import numpy as np

    counts = np.bincount(member)
    # A group lies so far out that those before it have room within.
    before = np.concatenate([[0], np.cumsum(counts)[:-1]]) + counts / 2
    turn = np.arange(len(counts)) * _GOLDEN
    centre = (np.sqrt(before) * np.array([np.cos(turn), np.sin(turn)])).T
    order = np.argsort(member, kind="stable")
    within = np.empty(len(member))
    within[order] = np.arange(len(member)) - np.concatenate([[0], np.cumsum(counts)[:-1]])[member[order]]
    turn = within * _GOLDEN
    return np.asarray(centre[member] + 0.5 * (np.sqrt(within + 0.1) * np.array([np.cos(turn), np.sin(turn)])).T)


def _pulled(position: Floats, source: Whole, target: Whole, weight: Floats, member: Whole, steps: int) -> Floats:
    """The places after so many steps of pushing and pulling, the steps ever shorter. A node's natural room is 1."""
    import numpy as np

    n = len(position)
    if n == 1:
        return position
    # What many contacts weigh more than few is told by the logarithm; a node with many edges is not torn by them.
    degree = np.bincount(source, minlength=n) + np.bincount(target, minlength=n)
    pull = (1 + np.log(np.maximum(weight, 1))) / np.sqrt(np.maximum(1, np.minimum(degree[source], degree[target])))
    counts = np.maximum(1, np.bincount(member))
    stride = 0.1 * math.sqrt(n) + 1
    for step in range(steps):
        force = _pushed(position)
        along = position[target] - position[source]
        along *= (pull * np.sqrt((along**2).sum(axis=1)))[:, None]
        middle = np.empty((len(counts), 2))
        for axis in (0, 1):
            force[:, axis] += np.bincount(source, along[:, axis], n) - np.bincount(target, along[:, axis], n)
            middle[:, axis] = np.bincount(member, position[:, axis]) / counts
        force += _TOGETHER * (middle[member] - position) - _GRAVITY * position
        length = np.sqrt((force**2).sum(axis=1)) + 1e-9
        limit = stride * (1 - step / steps) ** 1.5
        position = position + force * (np.minimum(length, limit) / length)[:, None]
    return position


def _pushed(position: Floats) -> Floats:
    """The push of all nodes on each: 1 / distance, on a grid over the picture.

    Each node is shared among the four points of the grid around it, and reads its push from the same four.
    """
    import numpy as np

    low = position.min(axis=0)
    step = max(float((position.max(axis=0) - low).max()) / (_GRID - 2), 1e-6)
    scaled = (position - low) / step
    cell = np.minimum(scaled.astype(np.int64), _GRID - 2)
    share = scaled - cell
    corners = []
    for dx in (0, 1):
        for dy in (0, 1):
            part = (share[:, 0] if dx else 1 - share[:, 0]) * (share[:, 1] if dy else 1 - share[:, 1])
            corners.append(((cell[:, 0] + dx) * _GRID + cell[:, 1] + dy, part))
    where, parts = (np.concatenate(each) for each in zip(*corners, strict=True))
    crowd = np.bincount(where, parts, _GRID * _GRID).reshape(_GRID, _GRID)
    spectrum = np.fft.rfft2(crowd, (2 * _GRID, 2 * _GRID))
    force = np.empty_like(position)
    for axis, kernel in enumerate(_kernels()):
        field = np.fft.irfft2(spectrum * kernel, (2 * _GRID, 2 * _GRID))[:_GRID, :_GRID].ravel() / step
        force[:, axis] = sum(field[at] * part for at, part in corners)
    return force


@lru_cache(maxsize=1)
def _kernels() -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """The transform of the push of one node over the grid, along x and along y, for a grid of step 1.

    Twice as wide as the grid, so that what leaves it on one side does not come back on the other.
    """
    import numpy as np

    offset = np.fft.fftfreq(2 * _GRID, 1 / (2 * _GRID))
    square = offset[:, None] ** 2 + offset[None, :] ** 2 + 0.25
    return np.fft.rfft2(offset[:, None] / square), np.fft.rfft2(offset[None, :] / square)


def _spread(position: Floats, radius: Floats) -> Floats:
    """The same picture at a scale at which discs cover about a sixth of it; what lies far out is drawn in."""
    import numpy as np

    position = position - np.median(position, axis=0)
    reach = np.sqrt((position**2).sum(axis=1))
    inner = float(np.quantile(reach, 0.8)) or 1.0
    far = np.maximum(reach / inner, 1.0)
    position /= (inner * far / (1 + np.log(far) / 2))[:, None]
    return position * math.sqrt(6 * float((radius**2).sum()))


def _apart(position: Floats, radius: Floats) -> Floats:
    """The places with discs that overlap pushed apart, and the picture drawn out a little where that is not enough."""
    import numpy as np

    n = len(position)
    while True:
        a, b, distance, wanted = _overlaps(position, radius)
        if not len(a):
            return position
        # Two at the very same place part in a direction that their numbers give.
        turn = (a * 7 + b) * _GOLDEN
        near = distance < 1e-6
        away = (position[b] - position[a]) / np.maximum(distance, 1e-6)[:, None]
        away[near] = np.array([np.cos(turn), np.sin(turn)]).T[near]
        # The smaller one gives way.
        heavy = radius[a] ** 2 / (radius[a] ** 2 + radius[b] ** 2)
        move = away * ((wanted - distance) * 1.05)[:, None]
        # Of many pushes at once, what lies between their sum and their mean: the sum would throw it across the picture.
        times = np.sqrt(np.maximum(1, np.bincount(a, minlength=n) + np.bincount(b, minlength=n)))
        for axis in (0, 1):
            moved = np.bincount(b, move[:, axis] * heavy, n) - np.bincount(a, move[:, axis] * (1 - heavy), n)
            position[:, axis] += moved / times
        position *= _DRAWN_OUT


def _overlaps(position: Floats, radius: Floats) -> tuple[Whole, Whole, Floats, Floats]:
    """Pairs of discs that are too near each other: the two, their distance, and the least that it should be.

    Large discs are looked up on a coarse grid and small ones on a fine one: each class of sizes, halved from one to the
    next, against all that are no larger.
    """
    import numpy as np

    found: list[tuple[Whole, Whole, Floats, Floats]] = []
    largest = float(radius.max())
    class_ = np.minimum(24, np.floor(np.log2(largest / np.maximum(radius, 1e-9))).astype(np.int64))
    for level in np.unique(class_):
        side = 2 * _ROOM * largest / 2.0**level
        at = np.floor((position - position.min(axis=0)) / side).astype(np.int64) + 1
        width = int(at[:, 1].max()) + 2
        key = at[:, 0] * width + at[:, 1]
        others = np.flatnonzero(class_ >= level)
        others = others[np.argsort(key[others], kind="stable")]
        sorted_keys = key[others]
        mine = np.flatnonzero(class_ == level)
        for dx in (-1, 0, 1):
            # Cells above each other follow each other in the order of keys: one range for three of them.
            low = np.searchsorted(sorted_keys, key[mine] + dx * width - 1, "left")
            many = np.searchsorted(sorted_keys, key[mine] + dx * width + 1, "right") - low
            a = np.repeat(mine, many)
            b = others[np.arange(len(a)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(low, many)]
            # Within a class each pair is met from both sides.
            once = (class_[b] > level) | (a < b)
            a, b = a[once], b[once]
            gap = position[b] - position[a]
            distance = np.sqrt((gap**2).sum(axis=1))
            wanted = (radius[a] + radius[b]) * _ROOM
            near = distance < wanted * 0.999
            found.append((a[near], b[near], distance[near], wanted[near]))
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))  # type: ignore[return-value]
