"""A name as somebody writes it in, the person of the store whom it means out.

Forgives transliteration, accents, rank and title, the order of the words and a missing first name. Where several
persons fit equally well, the choices are told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from .. import lexicons
from ..errors import UsageError
from ..linking.former import appearances_of
from ..linking.names import Tokens, alignment, same_surname, sound, tokens
from ..name_keys import without_titles
from ..store import tables as t
from ..store.chunks import chunks
from .labels import country_name

if TYPE_CHECKING:
    from ..store import Store

#: How much better than the next a person must fit to be meant, of 1.
_MARGIN = 0.05
_SURNAME = 0.9
_SURNAME_ONLY_TOLD = 0.5
_TURNED = 0.85
_CHOICES = 8
_NEAR = 70


@dataclass(frozen=True)
class Choice:
    """A person whom a name can mean."""

    id: str
    name: str
    country: str | None
    years: tuple[int | None, int | None]
    score: float
    bare: bool
    """known by family name alone"""

    @property
    def label(self) -> str:
        return f"{self.name} ({self.country or '?'})"

    def __str__(self) -> str:
        span = "–".join(str(year) for year in dict.fromkeys(self.years) if year)
        return f"{self.name} ({', '.join(filter(None, [self.country or '?', span, self.id]))})"


def plain_name(text: str) -> str:
    """The name without rank and title."""
    return " ".join(without_titles(text)) or text


def named(store: Store, text: str, country: str | None = None) -> list[Choice]:
    """The persons whom a name, or an id, can mean, the likeliest first."""
    given = text.strip()
    if given.startswith("p-"):
        return _choices(store, {given: (1.0, False)}) or _choices(store, _former(store, given))
    words = tokens(plain_name(given))
    fits: dict[str, float] = defaultdict(float)
    full: dict[str, bool] = defaultdict(bool)
    for row in _near(store, words, country):
        score = _score(words, tuple(row.tokens.split()), row.country)
        if score and row.person:
            fits[row.person] = max(fits[row.person], score)
            full[row.person] |= " " in row.tokens
    found = _choices(store, {id_: (score, not full[id_]) for id_, score in fits.items()})
    return sorted(found, key=lambda one: (-one.score, one.bare, one.name, one.country or "", one.id))


def chosen(store: Store, text: str, country: str | None = None) -> Choice:
    """The one person whom a name means; raises `UsageError` where it means nobody, or several equally well.

    A person known by family name alone, whom rules could not put to another, stands back behind one who is not.
    """
    if not text.strip():
        raise UsageError("the name is empty: give one, such as Shoigu")
    found = named(store, text, country)
    if not found:
        raise UsageError(nobody(store, text.strip(), country))
    best = [one for one in found if found[0].score - one.score < _MARGIN]
    best = [one for one in best if not one.bare] or best
    if len(best) > 1:
        told = "; ".join(map(str, best[:_CHOICES]))
        more = f"; and {len(best) - _CHOICES} more" if len(best) > _CHOICES else ""
        raise UsageError(f"{text.strip()!r} can be {told}{more}: give the id, or more of the name")
    return best[0]


def _former(store: Store, id_: str) -> dict[str, tuple[float, bool]]:
    """The persons to whom the names belong from which an id was made that nobody has any more."""
    a = t.appearances.c
    with store.reading() as connection:
        keys = appearances_of(connection, id_)
        found = [row for chunk in chunks(keys) for row in connection.scalars(select(a.person).where(a.key.in_(chunk)))]
    return {person: (1.0, False) for person in found if person}


def _near(store: Store, words: Tokens, country: str | None) -> list[Any]:
    """Appearances under a family name that sounds like one of the words."""
    a, b = t.appearances.c, t.appearance_blocks.c
    sounds = sorted({sound(word) for word in words if len(word) > 1} or {sound(words[0])})
    under = or_(*(b.block.like(f"%:{one}") for one in sounds))
    query = select(a.tokens, a.country, a.person).where(a.key.in_(select(b.appearance).where(under))).distinct()
    if country is not None:
        query = query.where(a.country == country)
    with store.reading() as connection:
        return list(connection.execute(query))


def _score(words: Tokens, told: Tokens, country: str | None) -> float:
    """How well a name can be meant by the words: 0 not at all, 1 the very name."""
    if words == told:
        return 1.0
    if len(words) == 1:
        if len(told) == 1:
            return _SURNAME if same_surname(words[0], told, country) else 0.0
        # The family name as it is written goes before one that only sounds like it.
        exact = words[0] in (told[-1], told[0])
        return (_SURNAME + (_MARGIN if exact else 0)) if same_surname(words[0], told, country) else 0.0
    if len(told) == 1:
        return _SURNAME_ONLY_TOLD if any(same_surname(told[0], (word,), country) for word in words) else 0.0
    straight = alignment(words, told, country) or 0.0
    turned = (alignment(words[::-1], told, country) or 0.0) * _TURNED
    return min(0.99, max(straight, turned))


def _choices(store: Store, fits: dict[str, tuple[float, bool]]) -> list[Choice]:
    p = t.persons.c
    with store.reading() as connection:
        rows = [row for chunk in chunks(fits) for row in connection.execute(select(t.persons).where(p.id.in_(chunk)))]
    return [Choice(r.id, r.name, r.country, (r.first_year, r.last_year), fits[r.id][0], fits[r.id][1]) for r in rows]


def nobody(store: Store, text: str, country: str | None = None) -> str:
    """A line for a name that means nobody: with what is spelt almost so, where there is something."""
    if text.startswith("p-"):
        return f"no person {text} in this store: give a name instead, `milchannels person NAME`"
    codes = lexicons.lookup(text)
    if codes:
        return f"{text!r} is a country and no person: `milchannels channels {codes[0]}` shows its channels"
    from rapidfuzz import fuzz, process

    p = t.persons.c
    with store.reading() as connection:
        rows = connection.execute(select(p.id, p.name, p.country)).all()
    if not rows:
        return "the store knows no persons yet: read articles into it with `milchannels ingest`"
    spelt = {row.id: row.name for row in rows}
    near = process.extract(
        plain_name(text), spelt, scorer=fuzz.WRatio, processor=lambda s: s.casefold(), limit=3, score_cutoff=_NEAR
    )
    countries = {row.id: row.country for row in rows}
    offers = dict.fromkeys(f"{name} ({countries[id_] or '?'})" for name, _, id_ in near)
    meant = f": did you mean {' or '.join(offers)}?" if offers else ": `milchannels channels` shows who is"
    where = f" of {country_name(country)}" if country is not None else ""
    return f"nobody{where} in this store is called {text!r}{meant}"
