"""An EDTF date in, the date as people write it out: `2022-05-13` is "13 May 2022".

Takes what the records hold: a day, a month, a year, or an interval of two of these, with an open end or without. What
cannot be read is given back as it is, so that nothing is lost on the way to a table.
"""

from __future__ import annotations

import re

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_POINT = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$")


def in_words(edtf: str | None) -> str:
    """The date for people; "undated" for none.

    Of an interval, what both ends share is said once: "3–5 May 2022", "30 Apr – 2 May 2022", "2014–2016".
    """
    if not edtf:
        return "undated"
    start, slash, end = edtf.partition("/")
    if not slash or start == end:
        return _point(start) or edtf
    if start in ("", ".."):
        return f"until {_point(end) or end}"
    if end in ("", ".."):
        return f"since {_point(start) or start}"
    first, last = _parts(start), _parts(end)
    if first is None or last is None:
        return edtf
    return _interval(first, last)


def span_in_words(days: int) -> str:
    """A number of days as people say it: "45 days", "14 months", "2.1 years"."""
    if days < 60:
        return f"{days} day" if days == 1 else f"{days} days"
    if days < 730:
        return f"{round(days / 30.44)} months"
    return f"{days / 365.25:.1f} years"


def _parts(text: str) -> list[str] | None:
    """Day, month and year as far as the point gives them: `["13", "May", "2022"]`."""
    match = _POINT.match(text.strip())
    if match is None:
        return None
    year, month, day, _ = match.groups()
    if month is None:
        return [year]
    if not 1 <= int(month) <= 12:
        return None
    named = [_MONTHS[int(month) - 1], year]
    return named if day is None else [str(int(day)), *named]


def _point(text: str) -> str | None:
    parts = _parts(text)
    if parts is None:
        return None
    about = "about " if text.strip()[-1] in "~%" else ""
    return about + " ".join(parts)


def _interval(first: list[str], last: list[str]) -> str:
    shared = 0
    if len(first) == len(last):
        while shared < len(first) - 1 and first[len(first) - 1 - shared] == last[len(last) - 1 - shared]:
            shared += 1
    head, tail = first[: len(first) - shared], last
    # Two single words stand close together; anything longer gets room around the dash.
    tight = len(head) == 1 and len(tail) - shared == 1
    return " ".join(head) + ("–" if tight else " – ") + " ".join(tail)
