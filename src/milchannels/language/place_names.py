"""Names of places in a text: countries and towns of the lexicon, what the model takes for a place, and what stands like one.

In: a parsed document with its countries and mentions. Out: `places(doc)`, the names with whether each is a town or a
building, and `place_text`, the words for one. No gazetteer knows all villages, camps and crossings; a capitalised name behind
"in", "at" or "near" that is no person, day or occasion is a place too ("at Camp Faouar", "in the town of Tapa").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..lexicons._spellings import read
from .annotations import annotations_of
from .topic_phrases import is_date
from .trigger_words import lexicon

_PLACE_KINDS = frozenset({"name", "capital", "city", "seat", "defense", "government"})
_LEADING = frozenset({"in", "at", "near", "outside", "inside", "on"})
_WITHIN = frozenset({"-", "–", "'", "’", "'s", "’s", "de", "da", "do", "del", "la", "al", "el", "es", "an", "du"})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The lexicon `places.yaml`, loaded once."""
    return {name: frozenset(listed) for name, listed in read("places.yaml").items()}


def places(doc: Doc) -> list[tuple[int, int, bool]]:
    """Places of the text as (start, end, whether a town): by the lexicon, the model's, and names that stand like places."""
    mil = annotations_of(doc)
    if mil.places is not None:
        return mil.places
    found = [
        (c.start, c.end, c.kind in ("capital", "city", "seat", "defense"))
        for c in mil.countries
        if c.kind in _PLACE_KINDS
    ]
    taken = {i for start, end, _ in found for i in range(start, end)} | {
        i for m in mil.mentions if m.form == "name" for i in range(m.start, m.end)
    }
    named = dict(_named(doc))
    found += [
        (e.start, max(e.end, named.get(e.start, 0)), True)
        for e in doc.ents
        if e.label_ in ("GPE", "FAC", "LOC") and not taken & set(range(e.start, e.end)) and not _is_person(doc, e)
    ]
    capitals = [
        (c.start, c.end + 1, True) for c in mil.countries if c.end < len(doc) and doc[c.end].lower_ == "capital"
    ]
    found = [f for f in found if all(f[0] != c[0] for c in capitals)] + capitals
    found += [(start, end, True) for start, end in _vessels(doc) if not taken & set(range(start, end))]
    covered = {i for start, end, _ in found for i in range(start, end)}
    found += [(start, end, True) for start, end in named.items() if not covered & set(range(start, end))]
    mil.places = sorted(p for p in found if p[0] >= mil.dateline_end)
    return mil.places


def _is_person(doc: Doc, entity: Span) -> bool:
    """Whether what the model takes for a place is a speaker: "Mr. Kirby", "Senior Administration Official"."""
    return any(t.lower_ in words()["speakers"] or t.ent_type_ == "PERSON" for t in doc[entity.start : entity.end])


def _vessels(doc: Doc) -> Iterator[tuple[int, int]]:
    """Ships and aircraft that something happens on: "aboard the frigate Otto Sverdrup"."""
    for token in doc:
        lead = token if token.lower_ == "aboard" else None
        if token.lower_ == "board" and token.i and token.nbor(-1).lower_ == "on":
            lead = token
        if lead is None:
            continue
        i = lead.i + 1
        while i < len(doc) and doc[i].pos_ in ("DET", "ADJ"):
            i += 1
        end = i
        while end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN") and not is_date(doc[end]):
            end += 1
        if any(t.pos_ == "PROPN" for t in doc[i:end]):
            yield i, end


def is_house(doc: Doc, end: int) -> bool:
    """Whether the name that ends there is one of a building or a camp, and of no town: "Bayi Building", "the Pentagon"."""
    last = doc[end - 1]
    kind = next((c.kind for c in annotations_of(doc).countries if c.end == end), None)
    return last.lemma_.lower() in words()["houses"] or kind == "defense"


def _named(doc: Doc) -> Iterator[tuple[int, int]]:
    """Capitalised names behind a preposition of place: "at Camp Faouar", "near the Merdare crossing"."""
    mil = annotations_of(doc)
    people = {i for m in mil.mentions if m.form not in ("country", "body") for i in range(m.start, m.end)}
    barred = people | {i for d in mil.dates for i in range(d.start, d.end)}
    states = {i for c in mil.countries if c.kind in ("adjective", "people", "military") for i in range(c.start, c.end)}
    for token in doc:
        gone = token.lower_ == "to" and token.head.lemma_ in lexicon().motion and token.head.pos_ == "VERB"
        if token.lower_ not in _LEADING and not gone:
            continue
        start = _past_kind(doc, token.i + 1)
        end = start
        while end < len(doc) and (_is_name(doc[end]) or (end > start and _joins_names(doc, end))):
            end += 1
        if end == start:
            continue
        whole = end
        while (
            whole < len(doc) and whole < end + 3 and doc[whole].pos_ in ("NOUN", "PROPN", "ADJ") and doc[whole].is_alpha
        ):
            whole += 1
        if whole > end and doc[whole - 1].lemma_ in words()["houses"]:
            end = whole
        if not set(range(start, end)) & barred and _like_place(doc[start:end], token, states):
            yield start, end


def _past_kind(doc: Doc, i: int) -> int:
    """Where the name begins behind "the", "a nearby", "the city of", "the border town of"."""
    first = i
    while i < len(doc) and i < first + 5 and (doc[i].pos_ in ("DET", "ADJ") or doc[i].lemma_ in words()["kinds"]):
        if doc[i].text[0].isupper() and doc[i].pos_ != "DET":
            break
        i += 1
    if i > first and i < len(doc) and doc[i].lower_ == "of" and doc[i - 1].lemma_ in words()["kinds"]:
        i += 1
        while i < len(doc) and doc[i].pos_ == "DET":
            i += 1
    return i


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.text[-1].isalpha() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB")


def _joins_names(doc: Doc, i: int) -> bool:
    """Whether a small word stands inside a name: "Chakan-da-Bagh", "Palace of the People"."""
    if i + 1 >= len(doc):
        return False
    if doc[i].lower_ == "of" and doc[i - 1].lemma_.lower() in words()["houses"]:
        return _is_name(doc[i + 1]) or (doc[i + 1].lower_ == "the" and i + 2 < len(doc) and _is_name(doc[i + 2]))
    if doc[i].lower_ == "the" and doc[i - 1].lower_ == "of":
        return _is_name(doc[i + 1])
    return doc[i].lower_ in _WITHIN and (_is_name(doc[i + 1]) or doc[i + 1].lower_ in _WITHIN)


def _like_place(name: Span, lead: Token, states: set[int]) -> bool:
    """Whether a capitalised name behind a preposition of place can be one: no occasion, body, tongue or title."""
    house = any(t.lemma_.lower() in words()["houses"] for t in name)
    if any(
        t.lemma_.lower() in words()["occasions"] or t.lower_ in words()["occasions"] for t in name if not t.is_lower
    ):
        return False
    kinds = {t.ent_type_ for t in name}
    if kinds & {"DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "MONEY", "PERCENT"}:
        return False
    if house or lead.lower_ == "on":
        return house
    if any(t.i in states or t.is_upper for t in name) or any(t.lower_ in words()["speakers"] for t in name):
        return False
    if kinds & {"NORP", "PRODUCT"} or (kinds & {"ORG", "PERSON"} and lead.lower_ == "at" and len(name) > 2):
        return False
    return name.root.pos_ == "PROPN" or bool(kinds - {""})


def place_text(doc: Doc, start: int, end: int) -> str:
    """The words of a place; "the Norwegian capital" is called by its name where the article has it."""
    if doc[end - 1].lower_ == "capital":
        mil = annotations_of(doc)
        code = next((c.code for c in mil.countries if c.start == start), None)
        named = (c for c in mil.countries if c.code == code and c.kind == "capital" and c.start >= mil.dateline_end)
        capital = next(named, None)
        if capital is not None:
            start, end = capital.start, capital.end
    return doc[start:end].text.removeprefix("the ")
