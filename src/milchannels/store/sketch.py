"""Texts in, short sketches out, by which copies of one wire story are known; sketches in, groups of copies out.

A sketch holds the smallest hashes of the runs of five words of a text (a bottom-k sketch): two texts share as large a part
of their sketches as of their runs of words, whatever else stands around them. Copies that were cut, or set into a
longer article, are known too. No two texts have to be compared that share nothing.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

_WORDS = 5
_KEPT = 48
_WIDTH = 8
#: Texts are copies where they share half of their runs of words, or the shorter has four fifths of its own from the other.
_ALIKE = 0.5
_CONTAINED = 0.8
#: Hashes that two sketches share by chance are fewer than this.
_CHANCE = 4
_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> str:
    """The sketch of a text: the number of its runs of words, then their smallest hashes, in hexadecimal digits."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[n : n + _WORDS]) for n in range(max(1, len(words) - _WORDS + 1))}
    hashes = sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})
    return "".join(f"{number:0{_WIDTH}x}" for number in (len(hashes), *hashes[:_KEPT]))


def copies(sketches: Mapping[str, str | None]) -> list[set[str]]:
    """The keys in groups, each of articles that are copies of one text; those without a sketch stand alone."""
    if len(sketches) < 2:
        return [{key} for key in sketches]
    read = {key: _read(told) for key, told in sketches.items() if told}
    holders: dict[str, list[str]] = defaultdict(list)
    for key in sorted(read):
        for one in read[key][1]:
            holders[one].append(key)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holders.values():
        if len(keys) > 1:
            for pair in combinations(keys, 2):
                shared[pair] += 1
    group = {key: {key} for key in sketches}
    for (a, b), number in sorted(shared.items()):
        if group[a] is not group[b] and _may_be(read[a], read[b], number) and _copied(read[a], read[b]):
            group[a] |= group[b]
            for key in group[b]:
                group[key] = group[a]
    return list({id(one): one for one in group.values()}.values())


def _read(told: str) -> tuple[int, Sequence[str]]:
    return int(told[:_WIDTH], 16), [told[n : n + _WIDTH] for n in range(_WIDTH, len(told), _WIDTH)]


def _may_be(a: tuple[int, Sequence[str]], b: tuple[int, Sequence[str]], shared: int) -> bool:
    """Whether so many hashes in common can be enough; most pairs are settled by this count alone."""
    if shared < min(_CHANCE, len(a[1]), len(b[1])):
        return False
    return _enough(shared / min(_KEPT, len(a[1]) + len(b[1]) - shared), a[0], b[0])


def _copied(a: tuple[int, Sequence[str]], b: tuple[int, Sequence[str]]) -> bool:
    union = sorted({*a[1], *b[1]})[:_KEPT]
    both = set(a[1]) & set(b[1])
    return _enough(sum(one in both for one in union) / len(union), a[0], b[0])


def _enough(alike: float, a: int, b: int) -> bool:
    """Whether texts of `a` and `b` runs of words, of which this part is alike, are copies."""
    return alike >= _ALIKE or alike * (a + b) / (1 + alike) >= _CONTAINED * min(a, b)
