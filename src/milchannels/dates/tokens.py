"""Text to tokens, and each token to one character for its class, so that grammar is matched on a short string.

`lex(text)` gives `Tokens`; `compile_pattern` turns class names ("MONTH NUM (COMMA? YEAR)?") into a regular
expression over the class characters. Time is linear in the text: no alternative looks further than a token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
MONTHS, WEEKDAYS = _MONTHS.split(), _WEEKDAYS.split()
MONTH_NUMBER = {name: i + 1 for i, name in enumerate(MONTHS)}
MONTH_NUMBER |= {name[:3]: i for name, i in MONTH_NUMBER.items() if name != "may"} | {"sept": 9}
WEEKDAY_NUMBER = {name: i for i, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBER |= {name[:3]: i for name, i in list(WEEKDAY_NUMBER.items())} | {"tues": 1, "thur": 3, "thurs": 3}
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
CARDINALS = {word: i + 1 for i, word in enumerate(_CARDINALS.split())} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
}
ORDINALS = {word: i + 1 for i, word in enumerate(_ORDINALS.split())} | {"thirtieth": 30}

#: Words of the grammar by class; every other word is LOW or CAP after its first letter.
_WORDS = {
    "IN": "in", "ON": "on", "OF": "of", "THE": "the", "A": "a an", "TO": "to", "AND": "and", "OR": "or", "BY": "by",
    "AT": "at", "WITH": "with", "FOR": "for", "FROM": "from", "BETWEEN": "between", "SINCE": "since",
    "UNTIL": "until till through thru", "BEFORE": "before", "AFTER": "after afterwards afterward",
    "DURING": "during throughout amid", "BACK": "back", "AS": "as", "OVER": "over", "WITHIN": "within",
    "ABOUT": "about around circa approximately roughly nearly almost exactly some", "MORE": "more less", "THAN": "than",
    "LAST": "last", "PAST": "past", "NEXT": "next", "COMING": "coming upcoming", "THIS": "this", "THAT": "that",
    "SAME": "same very", "PREVIOUS": "previous preceding prior", "FOLLOWING": "following ensuing subsequent",
    "RECENT": "recent", "RECENTLY": "recently lately", "EARLY": "early", "MID": "mid", "LATE": "late",
    "EARLIER": "earlier", "LATER": "later", "BEGIN": "beginning start outset", "MIDDLE": "middle", "END": "end",
    "DAY": "day", "DAYS": "days", "WEEK": "week", "WEEKS": "weeks", "MONTHU": "month", "MONTHS": "months",
    "YEARU": "year", "YEARS": "years", "HOUR": "hour", "HOURS": "hours", "WEEKEND": "weekend",
    "FORTNIGHT": "fortnight", "QUARTER": "quarter", "HALF": "half", "DECADE": "decade", "DECADES": "decades",
    "TODAY": "today tonight yesterday tomorrow overnight",
    "MORN": "morning afternoon evening night noon midday midnight dawn", "AGO": "ago", "NOW": "now",
    "COUPLE": "couple", "FEW": "few several many", "TIMEW": "time", "LOCAL": "local",
    "SEASON": "spring summer autumn fall winter", "CHRISTMAS": "christmas", "EVE": "eve", "NEWYEAR": "new",
    "EVERY": "every each any", "HIS": "his her its their our", "CARD": " ".join(CARDINALS), "ORDW": " ".join(ORDINALS),
}  # fmt: skip
_NAMES = [
    *_WORDS, "MONTH", "ABBR", "WDAY", "WABBR", "NUM", "BIG", "ORD", "YEAR", "TENS", "FULL", "TIME", "QNUM",
    "COMMA", "DOT", "DASH", "OPEN", "CLOSE", "SLASH", "POSS", "BREAK", "LOW", "CAP", "OTHER",
]  # fmt: skip
_CHAR = {name: chr(0xE000 + i) for i, name in enumerate(_NAMES)}
_NAME = {char: name for name, char in _CHAR.items()}
_WORD_CHAR = {word: _CHAR[name] for name, words in _WORDS.items() for word in words.split()}
_PUNCTUATION = {
    ",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH", "‑": "DASH", "−": "DASH",
    "(": "OPEN", ")": "CLOSE", "[": "OPEN", "]": "CLOSE", "/": "SLASH", "&": "AND",
}  # fmt: skip

_TOKEN = re.compile(
    r"""
      (?P<FULL> \d{4}-\d{2}-\d{2}(?![\d-]) | \d{1,2}/\d{1,2}/\d{4}(?![\d/]) | \d{1,2}\.\d{1,2}\.\d{4}(?![\d.]\d) )
    | (?P<TIME> \d{1,2}(?:[:.]\d\d)?[ \u00a0]?[ap](?:\.m\b\.?|m\b) | \d{1,2}:\d\d\b(?::\d\d\b)? )
    | (?P<OTHER> [$€£¥]\s?\d[\d,.]* | \d{1,3}(?:,\d{3})+(?![\d]) | \d+\.\d\w* | \d+[ ]?% )
    | (?P<TENS> ['’]\d0s\b | \d{3}0['’]?s\b )
    | (?P<POSS> ['’]s?(?!\w) )
    | (?P<WORD> \w+ )
    | (?P<BREAK> \n[ \t\r]*\n\s* )
    | (?P<PUNCT> [^\s] )
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_ABBREVIATED = set(MONTH_NUMBER) - set(MONTHS)
_WEEKDAY_ABBREVIATED = set(WEEKDAY_NUMBER) - set(WEEKDAYS)


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text: `classes` has one character a token; `words[i]` is token i in lower case."""

    text: str
    classes: str
    starts: list[int]
    ends: list[int]
    words: list[str]

    def name(self, index: int) -> str:
        """The class name of a token; "BREAK" outside of the text."""
        return _NAME[self.classes[index]] if 0 <= index < len(self.words) else "BREAK"

    def word(self, index: int) -> str:
        """A token in lower case; "" outside of the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def _word_class(raw: str, word: str) -> str:
    char = _WORD_CHAR.get(word)
    if char is not None:
        return char
    first = raw[0]
    if first.isupper():
        if word in MONTH_NUMBER:
            return _CHAR["ABBR"] if word in _ABBREVIATED else _CHAR["MONTH"]
        if word in WEEKDAY_NUMBER:
            return _CHAR["WABBR"] if word in _WEEKDAY_ABBREVIATED else _CHAR["WDAY"]
        if len(word) == 2 and word[0] == "q" and word[1] in "1234":
            return _CHAR["QNUM"]
        return _CHAR["CAP"]
    if first in "0123456789":
        return _number_class(raw)
    return _CHAR["LOW"]


def _number_class(raw: str) -> str:
    if raw.isascii() and raw.isdigit():
        if len(raw) == 4 and "1500" <= raw < "2100":
            return _CHAR["YEAR"]
        if len(raw) <= 2 and 1 <= int(raw) <= 31:
            return _CHAR["NUM"]
        return _CHAR["BIG"] if len(raw) <= 3 else _CHAR["OTHER"]
    match = _ORDINAL.fullmatch(raw)
    if match and 1 <= int(match[1]) <= 31:
        return _CHAR["ORD"]
    return _CHAR["OTHER"]


def lex(text: str) -> Tokens:
    """Cut a text into tokens with their classes and offsets. A dot after a short month or weekday is part of it."""
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    dotted = {_CHAR["ABBR"], _CHAR["WABBR"]}
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        raw = match[0]
        start, end = match.span()
        word = raw.lower()
        if group == "WORD":
            char = _word_class(raw, word)
        elif group == "PUNCT":
            if raw == "." and classes and classes[-1] in dotted and ends[-1] == start:
                ends[-1] = end
                continue
            char = _CHAR[_PUNCTUATION.get(raw, "OTHER")]
        else:
            char = _CHAR[str(group)]
        classes.append(char)
        starts.append(start)
        ends.append(end)
        words.append(word)
    return Tokens(text, "".join(classes), starts, ends, words)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of class names to a regular expression over `Tokens.classes`; blanks have no meaning.

    Upper-case words are class names; all else is the syntax of regular expressions. Raises KeyError for an
    unknown class.
    """
    named = re.sub(r"\?P<\w+>|[A-Z]+", lambda m: m[0] if m[0].startswith("?") else _CHAR[m[0]], pattern)
    return re.compile(re.sub(r"\s+", "", named))
