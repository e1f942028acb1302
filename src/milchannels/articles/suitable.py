"""An article in; nothing out, or `ReadError` where reading it would give nonsense or never end: too long, or not English.

Both limits are for users to lift: `longest` is a number of characters, and the look at the language can be left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ..errors import ReadError
from ..limits import LONGEST
from ..records import Article

_WORD = re.compile(r"[^\W\d_]+")


def check(article: Article, *, longest: int = LONGEST, any_language: bool = False) -> None:
    """Raises `ReadError` where the text has more than `longest` characters, or is not English.

    Only a text of some length is taken for another language: see `lexicons/english.yaml`.
    """
    if len(article.text) > longest:
        raise ReadError(
            f"is {len(article.text):,} characters long, over the limit of {longest:,}: raise it by --longest"
        )
    if not any_language and not is_english(article.text):
        raise ReadError("does not look like English, and only English is read: leave it out, or give --any-language")


def is_english(text: str) -> bool:
    """False where so few words of grammar, or so few Latin letters, are in a text that it is of another language."""
    known = _english()
    start = text[: known["looked_at"]]
    words = _WORD.findall(start.lower())
    if not start.isascii():
        letters = "".join(words)
        if len(letters) >= known["least_letters"] and sum(char < "\u0250" for char in letters) * 2 < len(letters):
            return False
    grammar = len([word for word in words if word in known["words"]])
    others = len([word for word in words if word in known["others"]])
    if others >= known["least_others"] and others > grammar:
        return False
    return len(words) < known["least_words"] or grammar >= float(known["least_share"]) * len(words)


@cache
def _english() -> dict[str, Any]:
    from ..lexicons._spellings import read  # read late: YAML costs time that `--help` should not take

    told = read("english.yaml")
    return {**told, "words": frozenset(told["words"]), "others": frozenset(told["others"])}
