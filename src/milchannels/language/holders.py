"""What the register of office-holders adds to what an article says of a person; all of it is marked as inferred.

In: a person, the day of publication, the countries of the article. Out: office and country of the post that he held.
"""

from __future__ import annotations

import datetime as dt
import difflib

from ..register import Holding, Register
from .annotations import Official
from .names import fold
from .roles import grammar

#: How alike two spellings of one word of a name must be.
_ALIKE = 0.6


def from_register(person: Official, register: Register, on: dt.date | None, codes: set[str]) -> None:
    """Fills office and country where the article leaves them out, or names the post by a word of many meanings."""
    vague = person.office is not None and grammar().is_vague(person.role) and not person.past
    if person.office and person.country and not vague:
        return
    if len(person.tokens) == 1 and not (person.rank or person.office or on):
        return
    holdings = [h for h in register.named(person.name, on=on) if _fits(person, h)]
    if not holdings and len(person.tokens) > 1 and on is not None:
        holdings = [h for h in register.named(person.name) if _fits(person, h)]
    if person.country:
        holdings = [h for h in holdings if h.country == person.country]
    if vague:
        holdings = [h for h in holdings if on is not None and _in_office(h, on)]
    elif person.office:
        holdings = [h for h in holdings if h.office == person.office] or holdings
    if len(person.tokens) == 1 and len({h.person for h in holdings}) > 1:
        holdings = [h for h in holdings if h.country in codes]
        if len({h.person for h in holdings}) > 1:
            return
    if not holdings:
        return
    best = holdings[0]
    if on is not None and best.country not in codes:
        # one who holds posts of two countries at once (the co-prince of Andorra) stands for the one the article names
        best = next((h for h in holdings if h.country in codes and _in_office(h, on)), best)
    person.in_register = True
    if person.country is None:
        person.country = best.country
        person.inferred.add("country")
    if person.office is None or vague:
        if person.office != best.office:
            person.inferred.add("office")
        person.office = best.office


def contradicts(person: Official, country: str, register: Register, on: dt.date | None) -> bool:
    """Whether the register surely knows someone else in the person's office in that country on that day."""
    if on is None or person.office is None or person.past:
        return False
    holder = register.holder(country, person.office, on)
    return holder is not None and not _fits(person, holder)


def _in_office(holding: Holding, on: dt.date) -> bool:
    day = on.toordinal()
    return holding.possible_days(day, day) > 0


def _fits(person: Official, holding: Holding) -> bool:
    """Whether the words of the name are alike those of the holder's: the family name, or two of them."""
    mine = [w for t in person.tokens for w in (fold(part) for part in t.replace("-", " ").split()) if len(w) > 2]
    theirs = [w for t in holding.person.replace("-", " ").split() if len(w := fold(t)) > 1]
    if not mine or not theirs:
        return True

    def alike(a: str, b: str) -> bool:
        return a == b or difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE

    matching = sum(any(alike(a, b) for b in theirs) for a in mine)
    return matching >= 2 or len(mine) == 1 and matching == 1 or any(alike(mine[-1], b) for b in (theirs[0], theirs[-1]))
