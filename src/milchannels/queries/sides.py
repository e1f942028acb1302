"""Words for a country, a post or a person, as somebody writes them, in; the side that is meant out.

"US", "usa", "American" and "Washington" are a country, "Russian defence minister" and "RUS defense_minister" a post, "Shoygu"
and "p-…" a person. What can mean several is answered with the choices.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from .. import lexicons
from ..errors import UsageError
from ..records import Office
from ..store.ends import Level
from .filters import Side
from .labels import country_name
from .people import chosen, named, nobody
from .rows import person_names

if TYPE_CHECKING:
    from ..store import Store

#: How alike (of 100) a word must be to a known one to be offered instead.
_NEAR = 70
#: How much less alike than the nearest a further offer may be.
_MARGIN = 10
_OFFERS = 3
_OFFICES: tuple[str, ...] = get_args(Office)


def side(store: Store, text: str) -> Side:
    """The side that the words mean; raises `UsageError` where they mean none, or several."""
    if not text.strip():
        raise UsageError("a side is empty: name a country, a post or a person")
    found = lexicons.lookup(text)
    if len(found) == 1:
        return Side(frozenset(found))
    if found:
        choices = " or ".join(f"{code} ({country_name(code)})" for code in found)
        raise UsageError(f"{text!r} can be {choices}: give the code")
    post = _post(text)
    if post is not None:
        return Side(post=post)
    if not named(store, text):
        near = near_countries(text)
        meant = f": did you mean {' or '.join(near)}?" if near else ", and nobody in this store is called so"
        raise UsageError(f"{text!r} is no country known here{meant}" if near or " " in text else nobody(store, text))
    return Side(person=chosen(store, text).id)


def countries_of(store: Store, side: Side) -> frozenset[str]:
    """The countries of a side; '' is that of a person of whom none is known."""
    if side.person is not None:
        return frozenset(country or "" for _, country in person_names(store, [side.person]).values())
    return frozenset([side.post.partition(" ")[0]]) if side.post is not None else side.countries


def level_of(*sides: Side) -> Level:
    """The level at which all the sides are ends of lines, or have them among theirs."""
    if any(one.person is not None for one in sides):
        return "person"
    return "post" if any(one.post is not None for one in sides) else "country"


def near_countries(given: str) -> list[str]:
    """Names that are spelt almost as `given`, the nearest first, one a country."""
    from rapidfuzz import fuzz, process

    names = {
        word: entry.names[0] for entry in lexicons.countries().values() for word in (*entry.names, *entry.adjectives)
    }
    found = process.extract(given, list(names), scorer=fuzz.ratio, processor=str.casefold, limit=10, score_cutoff=_NEAR)
    likest = max((score for _, score, _ in found), default=0)
    offers = [names[word] for word, score, _ in found if score >= likest - _MARGIN]
    return list(dict.fromkeys(offers))[:_OFFERS]


def _post(text: str) -> str | None:
    """The id of the post that the words name, with its country before or behind."""
    words = text.replace("_", " ").split()
    splits = [(words[:n], words[n:]) for n in range(1, len(words))]
    behind = re.match(r"(?i)(.+?) of (?:the )?(.+)", " ".join(words))
    if behind is not None:
        splits.insert(0, (behind[2].split(), behind[1].split()))
    for country, title in splits:
        codes = lexicons.lookup(" ".join(country))
        office = _office(" ".join(title)) if len(codes) == 1 else None
        if office is not None:
            return f"{codes[0]} {office}"
    return None


def _office(title: str) -> str | None:
    plain = title.lower().replace(" ", "_")
    if plain in _OFFICES:
        return plain
    # Read by the grammar of titles, which takes its time to load.
    from ..language.roles import grammar

    return grammar().classify(title)
