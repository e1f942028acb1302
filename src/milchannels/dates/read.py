"""Matched tokens to what they say: numbers, units, places in the calendar. No rule and no date is known here."""

from __future__ import annotations

import datetime as dt
import re

from .model import Calendar, Unit, Which
from .tokens import CARDINALS, MONTH_NUMBER, ORDINALS, WEEKDAY_NUMBER, Tokens

_UNITS: dict[str, Unit] = {
    "DAY": "day", "DAYS": "day", "WEEK": "week", "WEEKS": "week", "FORTNIGHT": "week", "MONTHU": "month",
    "MONTHS": "month", "YEARU": "year", "YEARS": "year", "HOUR": "hour", "HOURS": "hour", "WEEKEND": "weekend",
    "QUARTER": "quarter", "DECADE": "decade", "DECADES": "decade",
}  # fmt: skip
_WHICH: dict[str, Which] = {
    "LAST": "last", "PAST": "past", "NEXT": "next", "COMING": "coming", "THIS": "this", "THAT": "same",
    "SAME": "same", "PREVIOUS": "previous", "FOLLOWING": "following",
}  # fmt: skip
_PARTS = {
    "EARLY": "early", "MID": "mid", "LATE": "late", "EARLIER": "earlier", "LATER": "later",
    "BEGIN": "begin", "MIDDLE": "mid", "END": "end",
}  # fmt: skip
#: Two-digit years up to this one are of this century.
_PIVOT = 40


def year_number(two_digits: str) -> int:
    """A year written with two digits: "22" is 2022, "98" is 1998."""
    number = int(two_digits)
    return number + (2000 if number <= _PIVOT else 1900)


def exact(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_full(word: str) -> Calendar | None:
    """A date all in digits, None where day and month could change places ("02/06/2022") or none such exists."""
    numbers = [int(n) for n in re.split(r"[-/.]", word)]
    if "-" in word:
        year, month, day = numbers
    elif "." in word:
        day, month, year = numbers
    else:
        a, b, year = numbers
        if a <= 12 and b <= 12 and a != b:
            return None
        day, month = (a, b) if b <= 12 else (b, a)
    return Calendar(year=year, month=month, day=day) if exact(year, month, day) else None


def read_unit(tokens: Tokens, index: int) -> Unit | None:
    """The unit that a token names, "weeks" as "week"; None for any other word."""
    return _UNITS.get(tokens.name(index))


def read_amount(tokens: Tokens, match: re.Match[str]) -> tuple[int | None, Unit | None]:
    """Count (group n, one where it is not there) and unit (group u): "a couple of fortnights" is (4, "week")."""
    last = match.end("u") - 1
    count: int | None = 1
    if match.groupdict().get("n") is not None:
        count = _count(tokens, *match.span("n"))
    if count is not None and tokens.name(last) == "FORTNIGHT":
        count *= 2
    return count, read_unit(tokens, last)


def _count(tokens: Tokens, start: int, end: int) -> int | None:
    total = 0
    for index in range(start, end):
        name, word = tokens.name(index), tokens.word(index)
        if name in ("NUM", "BIG"):
            total += int(word)
        elif name == "CARD":
            total += CARDINALS[word]
        elif name == "COUPLE":
            return 2
    return total or (1 if tokens.name(start) == "A" else None)


def shift_of(words: list[str]) -> int:
    """How many units "last", "this", "next" move from now."""
    if "last" in words or "past" in words:
        return -1
    return 1 if "next" in words or "coming" in words else 0


def _ordinal(tokens: Tokens, index: int) -> int:
    word = tokens.word(index)
    if tokens.name(index) != "ORDW":
        return int(re.sub(r"\D", "", word))
    # "twenty-first"
    tens = tokens.name(index - 2) == "CARD" and tokens.name(index - 1) == "DASH"
    return ORDINALS[word] + (CARDINALS[tokens.word(index - 2)] if tens else 0)


def read_calendar(tokens: Tokens, start: int, end: int) -> Calendar | None:
    """What tokens from `start` to `end` say of the calendar; None where their day or year cannot be."""
    said: dict[str, object] = {}
    index = start
    while index < end:
        name, word = tokens.name(index), tokens.word(index)
        after = tokens.name(index + 1) if index + 1 < end else "BREAK"
        if name in ("WDAY", "WABBR"):
            said.setdefault("weekday", WEEKDAY_NUMBER[word.rstrip(".")])
        elif name in ("MONTH", "ABBR"):
            said.setdefault("month", MONTH_NUMBER[word.rstrip(".")])
        elif name in ("ORD", "ORDW") and after in ("HALF", "WEEK", "QUARTER"):
            number = _ordinal(tokens, index)
            if after == "QUARTER":
                said["quarter"] = number if number <= 4 else None
            elif number > (2 if after == "HALF" else 5):
                return None
            else:
                said["part"] = f"{after.lower()}{number}"
            index += 1
        elif name == "LAST" and after in ("HALF", "WEEK", "QUARTER") and tokens.name(index + 2) in ("OF", "IN"):
            said["part"] = "half2" if after == "HALF" else "week-last"
            if after == "QUARTER":
                said.pop("part")
                said["quarter"] = 4
            index += 1
        elif name in ("NUM", "ORD", "ORDW"):
            said.setdefault("day", _ordinal(tokens, index))
        elif name == "YEAR":
            said.setdefault("year", int(word))
        elif name == "TENS":
            digits = re.sub(r"\D", "", word)
            said["decade"] = int(digits) if len(digits) == 4 else year_number(digits)
        elif name == "FULL":
            return read_full(word)
        elif name == "QNUM":
            said["quarter"] = int(word[1])
        elif name == "SEASON":
            said["season"] = "autumn" if word == "fall" else word
        elif name in _PARTS:
            said.setdefault("part", _PARTS[name])
        elif name in _WHICH:
            said["year_which" if after == "YEARU" else "which"] = _WHICH[name]
        index += 1
    if said.get("year_which") and said.get("which") == "this":
        said.pop("which")
    return Calendar(**said)  # type: ignore[arg-type]  # the keys are those of Calendar
