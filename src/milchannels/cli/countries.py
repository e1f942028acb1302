"""Countries as people write them (name, code, demonym, capital) in, one code out, or a line that helps."""

from __future__ import annotations

from ..errors import UsageError


def country(given: str) -> str:
    """The code of the country that `given` names; raises `UsageError` where it names none, or several."""
    from .. import lexicons

    found = lexicons.lookup(given)
    if len(found) == 1:
        return found[0]
    if found:
        choices = " or ".join(f"{code} ({name(code)})" for code in found)
        raise UsageError(f"{given!r} can be {choices}: give the code")
    from ..queries.sides import near_countries

    near = near_countries(given)
    meant = f": did you mean {' or '.join(near)}?" if near else ": give a name, such as Russia, or a code, such as RUS"
    raise UsageError(f"{given!r} is no country known here{meant}")


def name(code: str) -> str:
    """The name of a country for people."""
    from ..queries.labels import country_name

    return country_name(code)
