"""Themes: from the free topics of a contact to a small controlled vocabulary. In: topics. Out: names of themes, sorted.

The vocabulary is `lexicons/themes.yaml`; what each theme means is told in `docs/themes.md`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from ..lexicons._spellings import read


@functools.cache
def vocabulary() -> dict[str, re.Pattern[str]]:
    """Theme -> the pattern of all words that point to it."""
    source: dict[str, list[str]] = read("themes.yaml")["themes"]
    return {
        name: re.compile(r"(?<![\w-])(?:" + "|".join(_pattern(w) for w in listed) + r")(?!\w)")
        for name, listed in source.items()
    }


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: `*` within it stands for the rest of a word or a word."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w’'-]*") for word in phrase.lower().split())


def themes_of(topics: Iterable[str]) -> list[str]:
    """The themes that any of the topics points to, sorted; none where no word is known."""
    texts = [topic.lower().replace("’", "'").replace("‑", "-") for topic in topics]
    return sorted(name for name, pattern in vocabulary().items() if any(pattern.search(text) for text in texts))
