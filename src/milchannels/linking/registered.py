"""A name as told with country, office and year in, the one office-holder of the register that it can mean out.

The register is evidence, not proof: a full name must be that of one holder of these years, a family name alone must
come with the very office. Where several fit, or none, nothing is said.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from .. import register
from ..register import Holding

#: Offices that say little of the post.
_VAGUE = frozenset({"military_officer", "defense_official", "other_official", "international_official"})
#: A full name can be told this many years before or after the holder's terms.
_LIFE = 15


@register.depends
@lru_cache(maxsize=200_000)
def registered(name: str, country: str | None, office: str | None, year: int | None, bare: bool) -> str | None:
    """The holder's name as the register has it, or nothing. `bare` says that the name is of one word."""
    if country is None or year is None or not 1 < year < dt.MAXYEAR:
        return None
    rows = register.default().named(name, country=country)
    if office is not None and office not in _VAGUE:
        holding = {row.person for row in rows if row.office == office and _apart(row, year) <= (0 if bare else 1)}
        if holding:
            return _only(holding)
    if bare:
        return None
    known = register.default().full_names().get(register.fold(name), ())
    near = {row.person for row in rows if _apart(row, year) <= _LIFE}
    return _only(near & set(known)) or _only(near)


def _only(people: set[str]) -> str | None:
    return next(iter(people)) if len(people) == 1 else None


def _apart(row: Holding, year: int) -> int:
    """Years between the term and the year; 0 where the one lies in the other."""
    first, last = dt.date.fromordinal(row.span[0]).year, dt.date.fromordinal(row.span[3]).year
    return max(0, first - year, year - last)
