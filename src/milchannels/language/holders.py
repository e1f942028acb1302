"""What the register of office-holders adds to what an article says of a person; all of it is marked as inferred.

In: a person, the day of publication, the countries of the article. Out: office and country of the post that he held.
"""

from __future__ import annotations

import datetime as dt
import difflib

from .. import name_keys
from ..records import MILITARY_OFFICES
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
    holdings = [h for h in register.named(person.name, on=on) if _is_same(person, h)]
    if not holdings and len(person.tokens) > 1 and on is not None:
        past = [h for h in register.named(person.name) if _is_same(person, h)]
        # an officer is not the politician who bore such a name at another time
        holdings = [h for h in past if h.office in MILITARY_OFFICES] if person.rank else past
    if person.country:
        holdings = [h for h in holdings if h.country == person.country]
    if vague:
        holdings = [h for h in holdings if on is not None and _in_office(h, on)]
    elif person.office:
        same = [h for h in holdings if h.office == person.office]
        # "Vice President Harris" is not the minister Harris of another state
        holdings = same if same or len(person.tokens) == 1 else holdings
    if len(person.tokens) == 1 and len({h.person for h in holdings}) > 1:
        holdings = [h for h in holdings if h.country in codes]
        if len({h.person for h in holdings}) > 1:
            return
    if not holdings:
        return
    best = _best(holdings, on, codes)
    named = best.country in codes or best.office in MILITARY_OFFICES
    if person.country is None and not named and _words_of(person) < 2:
        return  # "King Abdullah II": one word is too little for a king of whose state the article does not speak
    person.in_register = True
    if person.country is None:
        person.country = best.country
        person.inferred.add("country")
    if (person.office is None or vague) and not (on is not None and best.span[0] > on.toordinal()):
        if person.office != best.office:
            person.inferred.add("office")
        person.office = best.office


def _words_of(person: Official) -> int:
    """How many words of a name tell whose it is: not "II", not "Jr."."""
    suffixes = name_keys.rules().suffixes
    return sum(word.lower().rstrip(".") not in suffixes for word in person.tokens)


def contradicts(person: Official, country: str, register: Register, on: dt.date | None, surely: bool = False) -> bool:
    """Whether the register knows someone else in the person's office in that country on that day.

    A holder whose term was open when the register was made counts too, unless `surely` is set."""
    if on is None or person.office is None or person.past:
        return False
    holder = register.holder(country, person.office, on)
    return holder is not None and (holder.certain or not surely) and not _fits(person, holder)


def _best(holdings: list[Holding], on: dt.date | None, codes: set[str]) -> Holding:
    """The post to tell: one held on the day, of a country that the article names, of the forces before a civil one."""
    current = [h for h in holdings if on is not None and _in_office(h, on)]
    if not current:
        past = [h for h in holdings if on is not None and h.span[0] <= on.toordinal()]
        return (past or holdings)[0]
    # one who holds posts of two countries at once (the co-prince of Andorra) stands for the one the article names
    return min(current, key=lambda h: (h.country not in codes, h.office not in MILITARY_OFFICES))


def _in_office(holding: Holding, on: dt.date) -> bool:
    day = on.toordinal()
    return holding.possible_days(day, day) > 0


def _is_same(person: Official, holding: Holding) -> bool:
    """Whether a name is that of the holder: two words of it, or the family name and the first letter of another.

    One word of a full name is too little: "Ali Hassan" is not the minister Hassan Mahmud."""
    if not _fits(person, holding):
        return False
    suffixes = name_keys.rules().suffixes
    mine, theirs = (
        [f for w in name.replace("-", " ").split() if len(f := fold(w)) > 1 and f not in suffixes]
        for name in (" ".join(person.tokens), holding.person)
    )
    if len(mine) < 2 or len(theirs) < 2:
        return True
    alike = sum(any(difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE for b in theirs) for a in mine)
    family = mine[-1] in (theirs[-1], theirs[0]) or mine[0] in (theirs[-1], theirs[0])
    return alike > 1 or (family and bool({a[0] for a in mine} & {b[0] for b in theirs if b not in mine}))


def _fits(person: Official, holding: Holding) -> bool:
    """Whether the words of the name are alike those of the holder's: the family name, or two of them."""
    mine = [w for t in person.tokens for w in (fold(part) for part in t.replace("-", " ").split()) if len(w) > 2]
    theirs = [w for t in holding.person.replace("-", " ").split() if len(w := fold(t)) > 1]
    if not mine or not theirs:
        return True

    def alike(a: str, b: str) -> bool:
        return a == b or difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE

    matching = sum(any(alike(a, b) for b in theirs) for a in mine)
    return (
        matching >= 2 or (len(mine) == 1 and matching == 1) or any(alike(mine[-1], b) for b in (theirs[0], theirs[-1]))
    )
