"""Numbers in words: "half a dozen" is 6, "more than two dozen" 24, "twenty-one" 21."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_SMALL = {word: i for i, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ALONE = {"once": 1, "twice": 2, "thrice": 3}
_WORD = "|".join([*_TENS, *_SMALL])
#: Words of a number, as part of a pattern: digits, number words, dozens, couples.
NUMBER = (
    r"(?:half a dozen|(?:a couple|couple|an?|\d{1,2}|" + _WORD + r") dozen|a couple(?: of)?|\d{1,3}|"
    r"(?:" + "|".join(_TENS) + r")[- ](?:" + "|".join(_SMALL) + r")|(?:" + _WORD + r"))"
)
_DOZENS = re.compile(rf"(half a|a couple|couple|an?|\d{{1,2}}|{_WORD}) dozen")


def number_of(words: str) -> int | None:
    """The number that words tell; None for words that tell none."""
    words = " ".join(words.lower().replace("-", " ").split()).removesuffix(" of")
    if words.isdigit():
        return int(words)
    if words in _ALONE or words == "a couple":
        return _ALONE.get(words, 2)
    dozens = _DOZENS.fullmatch(words)
    if dozens is not None:
        count = {"half a": 0.5, "a": 1, "an": 1, "a couple": 2, "couple": 2}.get(dozens[1]) or number_of(dozens[1]) or 0
        return int(12 * count)
    parts = [_TENS.get(part, _SMALL.get(part)) for part in words.split()]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None
