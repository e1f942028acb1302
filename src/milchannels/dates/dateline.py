"""The dateline of an article: the place and the day that stand before its first sentence."""

from __future__ import annotations

import datetime as dt
import re

from .find import find
from .model import Anchors, Calendar
from .read import exact
from .resolve import resolve

#: How far into a text a dateline is looked for, and how long one is.
_REACH, _LINES = 2000, 6
_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_PLACE_WORD = r"[A-ZÀ-ÞĀČŁŚŠŽĐ][\w'’.-]*"
_PLACE = (
    r"(?!(?:On|In|By|Since|Until|From|After|Before|At|For|The|A|An|Last|Updated|Published|Posted)\b)"
    rf"{_PLACE_WORD}(?:[ ,/]{{1,3}}(?:(?:and|de|la|al|el|sur|du)\s)?(?!{_MONTH}){_PLACE_WORD}){{0,5}}"
)
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_AGENCY = r"(?:[(/\[][A-Z][A-Za-z .,/&-]{1,40}?[)/\]])"
_DASH = r"(?:--+|[-–—_:])"
#: "(ANSA) - ROME, OCT 10 -": the agency goes before the place.
_SOURCE_FIRST = re.compile(rf"^{_AGENCY}\s*{_DASH}\s*")
_CAPITALS = r"[A-Z][A-Z'’.-]+"
_NO_LABEL = r"(?!NOTE|UPDATE|BREAKING|CORRECT|RELEASE|EXCLUSIVE|WATCH|ANALYSIS|OPINION)"
_TEXT = r"(?=[A-Z\"“])"
_FORMS = [
    # MOSCOW, March 21. /TASS/.   SEOUL, July 17 (Yonhap) --   Ljubljana, 14 March (STA) -
    re.compile(rf"(?P<place>{_PLACE}),?\s(?P<day>{_DAY})\.?,?\s*(?:{_AGENCY}\s*[.]?\s*{_DASH}?|{_DASH}\s|—)"),
    # February 3, 2022 – Riga, Latvia –
    re.compile(rf"(?P<day>{_DAY})\s*{_DASH}\s*(?P<place>{_PLACE})\s*(?:{_AGENCY}\s*)?{_DASH}\s"),
    # KABUL (AP) _      WASHINGTON (Reuters) -
    re.compile(rf"(?P<place>{_PLACE})(?:\s*{_AGENCY}\s*{_DASH}\s|,\s*{_AGENCY}\s)"),
    # WASHINGTON --     LAHORE - Three hours …     ISLAMABAD: A conference …
    re.compile(
        rf"(?P<place>{_NO_LABEL}{_CAPITALS}(?:[ ,/]+{_CAPITALS}){{0,3}})(?:\s*(?:--|[–—_])\s*|\s-\s|:\s){_TEXT}"
    ),
]
#: A dateline is told on the day of publication or shortly before it.
_LAG = dt.timedelta(days=14)


def dateline(text: str, published: dt.date | None = None) -> tuple[str | None, dt.date | None]:
    """Place and day of the dateline, None for what is not told. A year that it leaves out is that of publication.

    Only the first lines are looked at; a day farther than two weeks from publication is not taken.
    """
    lines = [line.strip() for line in text[:_REACH].splitlines() if line.strip()]
    for line in lines[:_LINES]:
        head = line[:160]
        for form in _FORMS:
            match = form.match(_SOURCE_FIRST.sub("", head))
            if match is None:
                continue
            groups = match.groupdict()
            place = groups["place"].strip(" ,")
            return place, _day(groups.get("day"), published)
    return None, None


def _day(words: str | None, published: dt.date | None) -> dt.date | None:
    if not words:
        return None
    # Datelines are often all in capitals or small letters; the grammar wants a capital.
    for expression in find(words.title()):
        spec = expression.spec
        if not isinstance(spec, Calendar) or spec.month is None or spec.day is None:
            continue
        if spec.year is not None:
            return exact(spec.year, spec.month, spec.day)
        resolved = resolve(expression, Anchors(published=published, tense="unknown"))
        if resolved is None or published is None:
            return None
        day = dt.date.fromisoformat(resolved.edtf)
        return day if abs(day - published) <= _LAG else None
    return None
