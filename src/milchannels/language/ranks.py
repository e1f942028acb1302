"""Ranks in the text: where one stands, and whether a word like "General" or "Commander" is one at all.

In: a `Doc`. Out: `RankMention`s with the rank written out. The forms are in `lexicons/ranks.yaml`.
"""

from __future__ import annotations

import functools
import re

from spacy.tokens import Doc

from .. import lexicons
from ..lexicons._spellings import read, unaccent
from .annotations import RankMention


def normal_form(text: str) -> str:
    """Small letters and single spaces, without full stops and hyphens: how forms of ranks and titles are compared."""
    return re.sub(r"[\s.\-–]+", " ", text.lower()).strip()


@functools.cache
def rank_forms() -> dict[str, str]:
    """Each form of a rank, as `normal_form` has it, with the rank written out."""
    forms: dict[str, str] = {}
    for rank in lexicons.ranks():
        for form in (rank.name, *rank.forms):
            forms.setdefault(normal_form(form), rank.name)
    return forms


@functools.cache
def _plural_forms() -> dict[str, str]:
    """Written-out ranks in the plural: "generals", "rear admirals"."""
    return {f"{normal_form(rank.name)}s": rank.name for rank in lexicons.ranks()}


@functools.cache
def _first_words() -> frozenset[str]:
    """The first word of every form of a rank, in small letters, singular and plural."""
    words = {form.split()[0] for form in rank_forms()}
    return frozenset(words | {unaccent(word) for word in words} | {word + "s" for word in words})


@functools.lru_cache(maxsize=1 << 16)
def _may_begin(word: str) -> bool:
    """Whether a rank can begin with a word; what spares the rest of the text a closer look."""
    return normal_form(word).split(" ")[0] in _first_words()


@functools.cache
def no_ranks() -> frozenset[str]:
    """What looks like a rank with a name and is neither: "General Motors", "Major League"."""
    return frozenset(normal_form(phrase) for phrase in read("ranks.yaml")["no_ranks"])


_SERVICES = (
    "marine corps",
    "air force",
    "space force",
    "coast guard",
    "army",
    "navy",
    "marine",
    "naval",
    "royal navy",
    "royal air force",
    "royal marines",
)


def is_rank(text: str) -> bool:
    """Whether a word with a capital is a form of a rank by itself: "Gen.", "Admiral"."""
    return text[0].isupper() and normal_form(text) in rank_forms()


def find_ranks(doc: Doc) -> list[RankMention]:
    """Ranks, longest first: "Lt. Gen.", "Air Chief Marshal"; in small letters only at a name ("the admiral X", "an admiral, X")."""
    forms = rank_forms()
    found: list[RankMention] = []
    i = 0
    while i < len(doc):
        token = doc[i]
        if not _may_begin(token.text):
            i += 1
            continue
        if not token.text[0].isupper():
            small = _small_rank(doc, i)
            if small is not None:
                found.append(small)
                i = small.end - 1
            i += 1
            continue
        for length in range(min(6, len(doc) - i) if token.lower_ != "navy" else 0, 0, -1):
            words = normal_form(doc[i : i + length].text)
            plural = words not in forms
            rank = forms.get(words) or _plural_forms().get(words)
            if rank is None or doc[i + length - 1].text in (",", ";", "-", "–", "."):
                continue
            if token.lower_ == "corps" and i and doc[i - 1].lower_ == "marine":
                continue
            end = i + length
            while (
                end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_ and words != normal_form(rank)
            ):
                end += 1  # a short form has a full stop; behind a written-out one it ends the sentence
            if _is_post(doc, i, end) or normal_form(doc[i : end + 1].text) in no_ranks() or _in_headline(doc, i, end):
                continue
            before = " ".join(t.lower_ for t in doc[max(0, i - 2) : i])
            found.append(RankMention(i, end, rank, before.endswith(_SERVICES), plural))
            i = end - 1
            break
        i += 1
    return found


def _small_rank(doc: Doc, i: int) -> RankMention | None:
    """A written-out officer's rank in small letters, with a name behind it, at once or behind a comma."""
    before = doc[i - 1].lower_ if i else ""
    for length in (3, 2, 1):
        end = i + length
        if end >= len(doc) or not doc[i:end].text.islower():
            continue
        rank = lexicons.rank_of(doc[i:end].text) or (
            lexicons.rank_of(doc[i].text.capitalize()) if length == 1 else None
        )
        if rank is None or rank.level < 21 or rank.post:
            continue
        apposed = doc[end].text == "," and end + 1 < len(doc) and _starts_article(doc, i)
        name = end + 1 if apposed else end
        if (
            doc[name].ent_type_ == "PERSON"
            and doc[name].text[0].isupper()
            and before not in ("secretary", "attorney", "-", "consul")
        ):
            return RankMention(i, end, rank.name)
    return None


def _starts_article(doc: Doc, i: int) -> bool:
    """Whether "a" or "the" stands up to three words before."""
    return any(t.lower_ in ("a", "an", "the") for t in doc[max(0, i - 3) : i])


def _in_headline(doc: Doc, start: int, end: int) -> bool:
    """Whether the words stand among words of capitals alone, where a capital tells nothing."""
    return (
        doc[start:end].text.isupper()
        and len(doc[start].text) > 4
        and any(0 <= j < len(doc) and doc[j].text.isupper() and len(doc[j].text) > 4 for j in (start - 1, end))
    )


#: Words that make a post of what follows: "Attorney General".
_BEFORE_POSTS = frozenset(
    {
        "secretary",
        "attorney",
        "surgeon",
        "inspector",
        "director",
        "consul",
        "governor",
        "adjutant",
        "quartermaster",
        "solicitor",
    }
)


def spoils_rank(before: str) -> bool:
    """Whether a word in small letters makes a post of the rank behind it."""
    return before in _BEFORE_POSTS


def _is_post(doc: Doc, start: int, end: int) -> bool:
    """Whether the word is part of a post and no rank: "Secretary General", "General Staff", "Commander of"."""
    after = doc[end].lower_ if end < len(doc) else ""
    before = doc[start - 1].lower_ if start else ""
    if after in (
        "staff",
        "staffs",
        "assembly",
        "secretary",
        "headquarters",
        "command",
        "election",
        "political",
        "of",
        "officer",
        "directorate",
        "-",
        "post",
        "chiefs",
        "dynamics",
        "motors",
        "electric",
    ):
        return not (
            after == "of"
            and end + 2 <= len(doc)
            and doc[end + 1].lower_ == "the"
            and "army" in doc[end + 1 : end + 4].text.lower()
        )
    if before in _BEFORE_POSTS:
        return True
    if (
        before == "-"
        and start >= 2
        and doc[start - 2].lower_ in ("secretary", "inspector", "director", "governor", "consul")
    ):
        return True
    if doc[start:end].text == "Commander" and (
        before in ("allied", "supreme", "deputy", "force", "fleet", "vice")
        or (end < len(doc) and doc[end].ent_type_ in ("LOC", "GPE"))
    ):
        return True
    if doc[start:end].text == "Commander" and any(
        normal_form(doc[end : end + n].text) in rank_forms() for n in (1, 2, 3)
    ):
        return True
    return doc[start:end].text in (
        "Commander",
        "Captain",
        "Major",
        "Private",
        "Specialist",
        "Marshal",
        "Corporal",
    ) and not (end < len(doc) and doc[end].text[0].isupper())
