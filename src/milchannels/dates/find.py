"""Plain text in, its date expressions out, unresolved: non-overlapping, the longest first, in order of the text.

Words that look like dates and are not ("Sunday Times", "Black September", "in 2000 soldiers") are kept out here.
"""

from __future__ import annotations

from collections.abc import Iterator

from .grammar import RULES
from .model import DateExpression, Qualifier
from .tokens import Tokens, lex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What follows a number that counts things and is no day or year.
_COUNTED = _words(
    "soldiers troops people men women civilians officers servicemen personnel fighters militants prisoners police "
    "policemen rebels members sailors marines airmen cadets refugees children victims casualties deaths reporters "
    "km kilometres kilometers miles metres meters feet tons tonnes kg hectares acres dollars euros rubles roubles "
    "pounds pages words jets tanks vehicles aircraft ships boats missiles rounds rockets drones shells mines weapons "
    "percent per cent million billion trillion thousand hundred dozen cases villages houses homes sites countries "
    "nations times votes seats points hours hrs minutes seconds gmt utc local knots degrees nautical yards"
)
#: What follows a day or month that is part of a name.
_NAME_AFTER = _words(
    "movement brigade brigades battalion battalions avenue street square bridge airport stadium university martyrs "
    "revolution road"
)
_PAPER_AFTER = _words(
    "times telegraph mail express mirror herald tribune independent post star sun news people punch review night "
    "school prayers prayer mass mosque"
)
_WEEKDAY_NAME_BEFORE = _words("black bloody good easter palm super ash holy sheffield casual man girl")
_MONTH_NAME_BEFORE = _words("black red long women's million")
_TITLES = _words("mr mrs ms miss minister secretary president chancellor theresa general gen admiral lady")
#: Signs that may stand right before a date.
_OPENERS = frozenset("\"“‘'*_:;#>|")
_GIVEN_NAMES = frozenset(("april", "may", "june", "august", "jan", "jan."))
_BEFORE_MONTH = _words("in since until by last this of")
_VERBS_AFTER_MAY = _words("i we he she they you it be have the not")
_QUALIFIERS: dict[str, Qualifier] = {
    "SINCE": "since", "UNTIL": "until", "BY": "by", "BEFORE": "before", "AFTER": "after", "FROM": "from",
    "BETWEEN": "between",
}  # fmt: skip
_LEADS = frozenset((*_QUALIFIERS, "ON", "IN", "AT", "FOR", "DURING", "OVER", "WITHIN", "BACK", "ABOUT", "THAN", "MORE"))


def find(text: str) -> list[DateExpression]:
    """All date expressions of a text, non-overlapping and in order; of overlapping ones the longest stands."""
    tokens = lex(text)
    candidates: list[tuple[int, int, int, DateExpression]] = []
    may_is_a_person = _names_may(tokens)
    for rank, rule in enumerate(RULES):
        for match in rule.pattern.finditer(tokens.classes):
            first, last = match.span()
            if first == last or not _stands(tokens, first, last, may_is_a_person):
                continue
            said = rule.read(tokens, match)
            if said is None:
                continue
            kind, spec = said
            start, end = tokens.starts[first], tokens.ends[last - 1]
            phrase, qualifier, approximate = _lead(tokens, first)
            qualifier = qualifier or _own_qualifier(tokens, first)
            candidates.append(
                (
                    first - last,
                    first,
                    rank,
                    DateExpression(start, end, text[start:end], kind, spec, qualifier, phrase, approximate),
                )
            )
    return list(_longest(candidates))


def _longest(candidates: list[tuple[int, int, int, DateExpression]]) -> Iterator[DateExpression]:
    """Greedy choice by length, then place, then order of the rules; given back in order of the text."""
    taken: set[int] = set()
    chosen: list[DateExpression] = []
    for negative_length, first, _, expression in sorted(candidates, key=lambda c: c[:3]):
        places = range(first, first - negative_length)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(expression)
    yield from sorted(chosen, key=lambda e: e.start)


def _lead(tokens: Tokens, first: int) -> tuple[int, Qualifier | None, bool]:
    """Where the phrase begins with the words before the date, what they qualify it to, and whether it is loose."""
    index, qualifier, approximate = first - 1, None, False
    while index >= 0 and tokens.name(index) in _LEADS and first - index <= 3:
        name = tokens.name(index)
        qualifier = qualifier or _QUALIFIERS.get(name)
        approximate = approximate or name in ("ABOUT", "THAN")
        index -= 1
    if index + 1 < first and tokens.word(index) == "ever":
        index -= 1
    begin = index + 1
    return (tokens.starts[begin] if begin < first else tokens.starts[first]), qualifier, approximate


def _own_qualifier(tokens: Tokens, first: int) -> Qualifier | None:
    return _QUALIFIERS.get(tokens.name(first)) if tokens.name(first) in ("FROM", "BETWEEN") else None


def _names_may(tokens: Tokens) -> bool:
    """True where the text speaks of a person called May."""
    return any(
        word == "may" and tokens.name(i) == "MONTH" and tokens.word(i - 1 - (tokens.word(i - 1) == ".")) in _TITLES
        for i, word in enumerate(tokens.words)
    )


def _stands(tokens: Tokens, first: int, last: int, may_is_a_person: bool) -> bool:
    """False where the words before or after show that the match is no date."""
    names = [tokens.name(i) for i in range(first, last)]
    final, before, after = names[-1], tokens.word(first - 1), tokens.word(last)
    glued = last < len(tokens.words) and tokens.starts[last] == tokens.ends[last - 1]
    if tokens.name(first - 1) == "EVERY":
        return False
    if final in ("NUM", "YEAR", "BIG") and (after in _COUNTED or (glued and tokens.name(last) in ("LOW", "CAP"))):
        return False
    if names == ["YEAR"] and tokens.word(first) < "1800":
        return False
    if _glued_before(tokens, first, names[0]):
        return False
    if final in ("NUM", "ORD", "MONTH") and after in _NAME_AFTER:
        return False
    if final in ("WDAY", "MORN") and "WDAY" in names and tokens.name(last) == "CAP" and after in _PAPER_AFTER:
        return False
    if final == "WDAY" and after in ("prayers", "prayer", "school", "mass"):
        return False
    if names[0] == "WDAY" and before in _WEEKDAY_NAME_BEFORE and tokens.name(first - 1) == "CAP":
        return False
    if names[0] in ("MONTH", "ABBR") and before in _MONTH_NAME_BEFORE and tokens.name(first - 1) == "CAP":
        return False
    numbered = any(name in ("NUM", "ORD", "ORDW", "YEAR", "YEARU") for name in names)
    if final in ("MONTH", "ABBR") and not numbered:
        month = tokens.word(last - 1)
        # "August Mark" can be a man; behind "in" it is a month and the man comes after it
        if month in _GIVEN_NAMES and tokens.name(last) == "CAP" and before not in _BEFORE_MONTH:
            return False
        verb = after in _VERBS_AFTER_MAY and before not in _BEFORE_MONTH
        if month == "may" and (verb or (may_is_a_person and names == ["MONTH"])):
            return False
        if final == "ABBR" and not month.endswith("."):
            return month in ("sept", "oct", "nov", "dec", "feb")
    return True


def _glued_before(tokens: Tokens, first: int, name: str) -> bool:
    """True for the number of a thing: the 27 of "Su-27", the 2014 of "AB/2014"."""
    if name not in ("NUM", "ORD", "YEAR", "FULL", "TENS") or first == 0:
        return False
    if tokens.ends[first - 1] != tokens.starts[first]:
        return False
    joined = tokens.name(first - 1)
    if joined in ("DASH", "SLASH"):
        return first >= 2 and tokens.ends[first - 2] == tokens.starts[first - 1] and tokens.name(first - 2) != "MID"
    return joined in ("OTHER", "LOW", "CAP", "TIME") and tokens.word(first - 1) not in _OPENERS
