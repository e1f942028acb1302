"""Which mentions of names are one person.

In: a `Doc`, its names left to right and what covers tokens already. Out: one `Official` a person, with the spans of his
mentions, in the order of the text. Full names come first, then single words that a full name explains; surnames that
neither the model nor a title marks are tied to their person last.
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc

from ..name_keys import fold as name_key
from ..records import MILITARY_OFFICES
from ..register import Register
from .annotations import Official, Title, annotations_of
from .names import NameSpan, fold, same_name

#: How far behind every mention before it a mention after the word counts, when the nearest person of a name is wanted.
_LATER = 10_000


def find_people(
    doc: Doc, names: list[NameSpan], titles: list[Title], covered: set[int], register: Register, on: dt.date | None
) -> list[Official]:
    """The persons of the text. `covered` are tokens of countries; a single word needs a title or the register's word."""
    people: list[Official] = []
    for name in (n for n in names if len(n.words) > 1):
        match = next((p for p in people if len(p.tokens) > 1 and same_name(p.tokens, name.words)), None)
        if match is None:
            match = Official(name.text, list(name.words))
            people.append(match)
        elif len(name.words) > len(match.tokens):
            match.name, match.tokens = name.text, list(name.words)
        match.spans.append((name.start, name.end))
    for name in (n for n in names if len(n.words) == 1):
        match = owner(people, name.words[0], name.start)
        if match is None:
            if not (name.titled or (name.entity and register.named(name.text, on=on))):
                continue
            match = Official(name.text, list(name.words))
            people.append(match)
        match.spans.append((name.start, name.end))
    _tie_bare_mentions(doc, people, titles, covered)
    people += _known_surnames(doc, people, titles, covered, register, on)
    for person in people:
        person.spans.sort()
    return sorted(people, key=lambda person: person.spans[0])


def owner(people: list[Official], word: str, at: int) -> Official | None:
    """The person whose name has this word; one whose family name it is first, then the nearest mention before."""
    key = fold(word)
    if len(key) < 2:
        return None
    owners = [p for p in people if any(key == fold(t) or key in _parts(t) for t in p.tokens)]
    if len(owners) > 1:
        families = [p for p in owners if key in (fold(p.tokens[-1]), fold(p.tokens[0]))]
        owners = families or owners
        owners.sort(key=lambda p: min((at - s if s <= at else _LATER + s - at) for s, _ in p.spans))
    return owners[0] if owners else None


def _tie_bare_mentions(doc: Doc, people: list[Official], titles: list[Title], covered: set[int]) -> None:
    """Adds capitalised words that are part of a person's name to that person's mentions."""
    words = {fold(t) for p in people for t in p.tokens if len(fold(t)) > 2 and t[0].isupper()}
    taken = covered | {i for p in people for s, e in p.spans for i in range(s, e)}
    titled = {i for t in titles for i in range(t.start, t.end)}
    for token in doc:
        i = token.i
        if i in taken or i in titled or not token.text[0].isupper():
            continue
        if token.is_sent_start and token.pos_ not in ("PROPN", "NOUN"):
            continue
        end = i + 1
        if end + 1 < len(doc) and doc[end].text == "-" and not token.whitespace_ and not doc[end].whitespace_:
            end += 2
        for stop in (end, i + 1):
            if fold(doc[i:stop].text) not in words or _goes_on(doc, stop):
                continue
            match = owner(people, doc[i:stop].text, i)
            if match is not None:
                match.spans.append((i, stop))
                break


def _known_surnames(
    doc: Doc, people: list[Official], titles: list[Title], covered: set[int], register: Register, on: dt.date | None
) -> list[Official]:
    """Bare surnames of those who held a defence office at the time, where the article names their country."""
    if on is None:
        return []
    codes = {c.code for c in annotations_of(doc).countries}
    taken = (
        covered
        | {i for p in people for s, e in p.spans for i in range(s, e)}
        | {i for t in titles for i in range(t.start, t.end)}
    )
    found: dict[str, Official] = {}
    for token in doc:
        if (
            token.i in taken
            or token.pos_ != "PROPN"
            or not token.text[0].isupper()
            or name_key(token.text) not in register.surnames()
        ):
            continue
        alone = not any(0 <= i < len(doc) and doc[i].pos_ == "PROPN" for i in (token.i - 1, token.i + 1))
        holders = {
            h.person for h in register.named(token.text, on=on) if h.country in codes and h.office in MILITARY_OFFICES
        }
        if alone and len(holders) == 1 and not _goes_on(doc, token.i + 1):
            found.setdefault(token.text, Official(token.text, [token.text])).spans.append((token.i, token.i + 1))
    return list(found.values())


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether a hyphen ties the next word to the one before token `end`."""
    return end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_


def _parts(word: str) -> list[str]:
    """The parts of a hyphenated name ("al-Sisi" also by "Sisi")."""
    return [fold(p) for p in re.split(r"[-‑]", word) if len(p) > 2] if "-" in word or "‑" in word else []
