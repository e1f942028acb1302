"""Titles behind a name: "X, the chief of staff and acting minister (2014-15)".

In: the places where titles, names and ranks begin. Out: the titles that begin at a token and belong to the name before it,
and not to the next one ("A, and the minister of defence, General B").
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from .annotations import RankMention, Title
from .names import NameSpan, fold, is_honorific

_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "then",
        "who",
        "is",
        "was",
        "now",
        "as",
        "has",
        "been",
        "currently",
        "also",
        "serves",
        "serving",
        "served",
        "last",
        "once",
        "holds",
        "held",
        "post",
        "position",
        "doubles",
        "acts",
        "acting",
        "country's",
        "nation's",
        "time",
        "of",
        "that",
        "both",
        "which",
        ",",
        "and",
        "'s",
        "’s",
    ]
)
_BEFORE_TITLE = (
    _DETERMINERS
    | {"retired", "newly", "former", "long", "since", "until"}
    | {*("who", "is", "was", "has", "been", "became", "appointed", "named", "made", "elected")}
)
_PAST = re.compile(r"\b(then|former|ex|at the time|was|last)\b")


class Appositions:
    """Reads the titles behind the names of one document."""

    def __init__(
        self, doc: Doc, titles: dict[int, Title], names: dict[int, NameSpan], ranks: dict[int, RankMention]
    ) -> None:
        self.doc = doc
        self.title_starts = titles
        self.name_starts = names
        self.rank_starts = ranks

    def titles(self, pos: int, limit: int = 3, led: bool = False) -> list[Title]:
        """The titles that begin at `pos` after determiners, joined by "and", before the next pause or name."""
        found: list[Title] = []
        doc, n = self.doc, len(self.doc)
        while pos < n and len(found) < limit:
            begin = pos
            while pos < n and pos not in self.title_starts and self._leads_title(pos) and pos - begin < 6:
                pos += 1
            title = self.title_starts.get(pos)
            if title is None or (title.plural and not found):
                break
            if title.end in self.name_starts or title.end in self.rank_starts:
                break
            if self._belongs_to_next(title, begin, led or bool(found)) or self._tells(title):
                break
            if (
                found
                and doc[title.start - 1].text not in (",", "and", "&")
                and doc[title.start - 1].lower_ not in _DETERMINERS
            ):
                break
            if _PAST.search(doc[max(begin, title.start - 4) : title.start].text.lower()):
                title.past = True
            found.append(title)
            pos = title.end
            if pos < n and doc[pos].text == "(":
                closing = next((k for k in range(pos + 1, min(n, pos + 6)) if doc[k].text == ")"), None)
                pos = closing + 1 if closing else pos
                title.close = pos
            if pos < n and doc[pos].text not in (",", "and", "&") and doc[pos].lower_ != "as":
                break
            if pos + 1 < n and doc[pos].text == "," and doc[pos + 1].lower_ not in ("and", "minister", "commander"):
                break
        return found

    def _leads_title(self, pos: int) -> bool:
        """Words that may stand between a comma and a title: "who is now the", "since November the"."""
        return self.doc[pos].lower_ in _BEFORE_TITLE or self.doc[pos].ent_type_ == "DATE"

    def _tells(self, title: Title) -> bool:
        """Whether the title is the subject of an inserted clause: "..., the spokesman said"."""
        return (
            title.end < len(self.doc)
            and self.doc[title.end].pos_ == "VERB"
            and self.doc[title.end].tag_ in ("VBD", "VBZ")
        )

    def _belongs_to_next(self, title: Title, begin: int, led: bool) -> bool:
        """Whether a title behind a name is the one of the next name: "A, and the TITLE, General B", "A, the TITLE, B (rtd);"."""
        doc, n = self.doc, len(self.doc)
        pos = title.end
        if pos < n and doc[pos].text == "(":
            pos = next((k + 1 for k in range(pos, min(n, pos + 6)) if doc[k].text == ")"), pos)
        if pos >= n or doc[pos].text != ",":
            return False
        pos += 1
        while pos < n and (
            pos in self.rank_starts or is_honorific(doc[pos].text) or doc[pos].text in (".", "(", "R", ")")
        ):
            pos = self.rank_starts[pos].end if pos in self.rank_starts else pos + 1
        name = self.name_starts.get(pos)
        if name is None:
            return False
        if led or doc[begin].lower_ == "and":
            return True
        # without a title before the first name the one behind the second tells: ", the TITLE" or ", who" shows NAME, TITLE
        end = name.end
        if end < n and doc[end].text == "(":
            end = next((k + 1 for k in range(end, min(n, end + 5)) if doc[k].text == ")"), end)
        return end < n and doc[end].text in (";", ".") and bool(fold(doc[title.start - 1].text) == "the")
