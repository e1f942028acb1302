"""Countries as people write them (name, code, demonym, capital) in, one code out, or a line that helps."""

from __future__ import annotations

from ..errors import UsageError

#: How alike (of 100) a word must be to a known one to be offered instead.
_NEAR = 70
#: How much less alike than the nearest a further offer may be.
_MARGIN = 10
_OFFERS = 3


def country(given: str) -> str:
    """The code of the country that `given` names; raises `UsageError` where it names none, or several."""
    from .. import lexicons

    found = lexicons.lookup(given)
    if len(found) == 1:
        return found[0]
    if found:
        choices = " or ".join(f"{code} ({name(code)})" for code in found)
        raise UsageError(f"{given!r} can be {choices}: give the code")
    near = _near(given)
    meant = f": did you mean {' or '.join(near)}?" if near else ": give a name, such as Russia, or a code, such as RUS"
    raise UsageError(f"{given!r} is no country known here{meant}")


def name(code: str) -> str:
    """The name of a country for people."""
    from ..queries.labels import country_name

    return country_name(code)


def _near(given: str) -> list[str]:
    """Names that are spelt almost as `given`, the nearest first, one a country."""
    from rapidfuzz import fuzz, process

    from ..lexicons import countries

    names = {word: entry.names[0] for entry in countries().values() for word in (*entry.names, *entry.adjectives)}
    found = process.extract(given, list(names), scorer=fuzz.ratio, processor=str.casefold, limit=10, score_cutoff=_NEAR)
    likest = max((score for _, score, _ in found), default=0)
    offers = [names[word] for word, score, _ in found if score >= likest - _MARGIN]
    return list(dict.fromkeys(offers))[:_OFFERS]
