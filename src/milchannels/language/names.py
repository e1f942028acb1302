"""Names of people: where they stand in the text, and which of them mean one person.

`find_names(doc, countries)` gives spans with the rank and honorific read before them. Sources: the model's PERSON entities,
what follows a rank, an honorific or a title, and spellings known to the register. Linking names to posts is not done here.
"""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import dataclass

from anyascii import anyascii
from spacy.tokens import Doc

from .. import lexicons, name_keys
from ..lexicons._spellings import read
from .annotations import CountryMention, RankMention, Title
from .roles import RoleGrammar

PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ur",
        "bin",
        "ben",
        "ibn",
        "bint",
        "abu",
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "le",
        "du",
        "di",
        "da",
        "dos",
        "das",
        "del",
        "della",
        "ter",
        "ten",
        "zu",
        "y",
        "e",
        "af",
        "av",
        "al-",
        "el-",
        "ud",
        "uz",
        "ould",
    ]
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "iii", "ii", "iv"})
_NO_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "mr",
        "mrs",
        "ms",
        "dr",
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "at",
        "to",
        "for",
        "his",
        "her",
        "its",
        "their",
        "he",
        "she",
        "it",
        "they",
        "but",
        "meanwhile",
        "also",
        "when",
        "while",
        "after",
        "before",
        "if",
        "as",
        "by",
        "from",
        "with",
        "asked",
        "told",
        "said",
        "both",
        "one",
        "two",
        "i",
        "we",
        "you",
        "this",
        "that",
        "these",
        "those",
        "gen",
        "adm",
        "col",
        "lt",
        "maj",
        "brig",
        "sgt",
        "cpl",
        "capt",
        "sir",
    ]
)


@dataclass(slots=True)
class NameSpan:
    """A name in the text, without rank, honorific and possessive."""

    start: int
    end: int
    text: str
    words: list[str]
    titled: bool = False
    entity: bool = False
    rank: RankMention | None = None


def fold(text: str) -> str:
    """Lower-case ASCII letters and digits, other signs dropped."""
    return re.sub(r"[^a-z0-9]", "", anyascii(text).lower())


def same_name(a: list[str], b: list[str]) -> bool:
    """Whether two names of one article can mean one person: one part of the other, nearly the same letters, or the same
    last word with given names that can be one."""
    fa, fb = [fold(w) for w in a], [fold(w) for w in b]
    fa, fb = [w for w in fa if w], [w for w in fb if w]
    if not fa or not fb:
        return False
    if set(fa) <= set(fb) or set(fb) <= set(fa):
        return not _is_father(*sorted((fa, fb), key=len))
    if difflib.SequenceMatcher(None, " ".join(fa), " ".join(fb)).ratio() >= 0.86:
        return True
    return fa[-1] == fb[-1] and len(fa) > 1 and len(fb) > 1 and fa[0][0] == fb[0][0]


def _is_father(short: list[str], long: list[str]) -> bool:
    """Whether a name is that of the father in another: "Abdul Aziz" in "Sultan bin Abdul Aziz"."""
    son = next((i for i, word in enumerate(long) if word in ("bin", "ibn", "ben", "bint") and i), len(long))
    return len(short) > 1 and set(short) <= set(long[son + 1 :])


def _normal(text: str) -> str:
    return re.sub(r"[\s.\-–]+", " ", text.lower()).strip()


@functools.cache
def _rank_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for rank in lexicons.ranks():
        for form in (rank.name, *rank.forms):
            forms.setdefault(_normal(form), rank.name)
    return forms


@functools.cache
def _honorific_forms() -> frozenset[str]:
    return frozenset(_normal(form) for form in lexicons.honorifics().titles)


def is_honorific(text: str) -> bool:
    """Whether a word with a capital is a title that is no rank: "Dr", "Sheikh", "Sir"."""
    return text[0].isupper() and _normal(text) in _honorific_forms()


@functools.cache
def _given_names() -> frozenset[str]:
    """Titles that are given names too: "Maj. Gen. Amir Eshel"."""
    return frozenset(read("honorifics.yaml")["also_given_names"])


def _single_word(doc: Doc, i: int) -> bool:
    """Whether one word of a name stands at `i`, and no second."""
    return i < len(doc) and doc[i].text[0].isupper() and not (i + 1 < len(doc) and doc[i + 1].text[0].isupper())


@functools.cache
def _no_ranks() -> frozenset[str]:
    """What looks like a rank with a name and is neither: "General Motors", "Major League"."""
    return frozenset(_normal(phrase) for phrase in read("ranks.yaml")["no_ranks"])


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


def find_ranks(doc: Doc, countries: list[CountryMention]) -> list[RankMention]:
    """Ranks, longest first: "Lt. Gen.", "Air Chief Marshal"; in small letters only at a name ("the admiral X", "an admiral, X")."""
    forms = _rank_forms()
    found: list[RankMention] = []
    i = 0
    while i < len(doc):
        token = doc[i]
        if not token.text[0].isupper():
            small = _small_rank(doc, i)
            if small is not None:
                found.append(small)
                i = small.end - 1
            i += 1
            continue
        for length in range(min(6, len(doc) - i) if token.lower_ != "navy" else 0, 0, -1):
            rank = forms.get(_normal(doc[i : i + length].text))
            if rank is None or doc[i + length - 1].text in (",", ";"):
                continue
            if token.lower_ == "corps" and i and doc[i - 1].lower_ == "marine":
                continue
            end = i + length
            while end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_:
                end += 1
            if _is_post(doc, i, end) or _normal(doc[i : end + 1].text) in _no_ranks() or _in_headline(doc, i, end):
                continue
            before = " ".join(t.lower_ for t in doc[max(0, i - 2) : i])
            found.append(RankMention(i, end, rank, service=before.endswith(_SERVICES)))
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
    if before in (
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
    ):
        return True
    if (
        before == "-"
        and start >= 2
        and doc[start - 2].lower_ in ("secretary", "inspector", "director", "governor", "consul")
    ):
        return True
    if doc[start:end].text == "Commander" and any(_normal(doc[end : end + n].text) in _rank_forms() for n in (1, 2, 3)):
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


def read_name(doc: Doc, start: int, stop: list[bool], limit: int = 8) -> int:
    """The end of the name that begins at token `start`; `start` itself where none does."""
    i = start
    n = len(doc)
    end = start
    while i < n and i - start < limit:
        token = doc[i]
        text = token.text
        low = token.lower_
        if stop[i]:
            break
        if low in _SUFFIXES and end > start:
            end = i + 1
            i += 1
            break
        if text == "," and end > start and i + 1 < n and doc[i + 1].lower_ in _SUFFIXES:
            i += 1
            continue
        if text[0].isupper() and (token.is_alpha or re.fullmatch(r"(?:[^\W\d_]+[.'’ʻ`-]?)+", text)):
            if low in _NO_NAMES and not (
                end > start and token.pos_ == "PROPN" and low in ("may", "march", "august", "mr")
            ):
                break
            end = i + 1
            i += 1
            continue
        if (
            low in PARTICLES
            and i + 1 < n
            and (doc[i + 1].text[0].isupper() or doc[i + 1].lower_ in PARTICLES or doc[i + 1].text == "-")
        ):
            i += 1
            continue
        if (
            text in ("-", "‑")
            and i > start
            and not doc[i - 1].whitespace_
            and not token.whitespace_
            and i + 1 < n
            and doc[i + 1].text[0].isalpha()
            and end == i
        ) or (text in ("-", "‑") and i > start and doc[i - 1].lower_ in PARTICLES):
            if i + 1 < n and (stop[i + 1] or doc[i + 1].lower_ in ("led", "based", "backed", "born")):
                break
            i += 1
            end = i + 1
            i += 1
            continue
        if (
            text in ("'", "’")
            and end == i
            and not token.whitespace_
            and i + 1 < n
            and not doc[i - 1].whitespace_
            and doc[i + 1].is_alpha
            and doc[i + 1].lower_ != "s"
        ):
            end = i + 2
            i += 2
            continue
        if re.fullmatch(r"['’]\w{2,}", text) and end == i and not doc[i - 1].whitespace_:
            end = i + 1
            i += 1
            continue
        break
    while end > start and doc[end - 1].text in ("-", "'", "’"):
        end -= 1
    return end


def _trim(doc: Doc, start: int, end: int, stop: list[bool], grammar: RoleGrammar) -> tuple[int, int]:
    """A PERSON entity without the words that do not belong to the name."""
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "'", "’", ",", ".", ")", "”", '"')
        or stop[end - 1]
        or doc[end - 1].lower_ in grammar.heads
    ):
        end -= 1
    while start < end and (
        stop[start]
        or not (doc[start].text[0].isupper() or doc[start].lower_ in PARTICLES)
        or _normal(doc[start].text) in _honorific_forms()
        or (
            end - start > 1
            and doc[start].lower_ in grammar.modifiers | grammar.heads
            and doc[start].lower_ not in ("king", "major", "marine", "guard")
        )
    ):
        start += 1
    while (
        end - start > 2 and doc[start].text.isupper() and len(doc[start].text) > 3 and not doc[start + 1].text.isupper()
    ):
        start += 1
    return start, end


def words_of(doc: Doc, start: int, end: int) -> list[str]:
    """The words of a name; parts joined by a hyphen or an apostrophe stay one word."""
    words = doc[start:end].text.replace("\n", " ").split()
    if words and len(words[-1]) > 3 and words[-1].endswith(".") and words[-1].lower() not in _SUFFIXES:
        words[-1] = words[-1].rstrip(".")
    return words


def find_names(
    doc: Doc,
    countries: list[CountryMention],
    ranks: list[RankMention],
    titles: list[Title],
    grammar: RoleGrammar,
    known: frozenset[str],
) -> list[NameSpan]:
    """Names in the text, left to right, without overlaps. `known` are folded full names of the register."""
    n = len(doc)
    stop = [False] * (n + 1)
    for c in countries:
        for i in range(c.start, c.end):
            stop[i] = True
    rank_at = {r.end: r for r in ranks}
    for r in ranks:
        for i in range(r.start, r.end):
            stop[i] = True
    honorifics = _honorific_forms()
    spans: list[NameSpan] = []
    taken = [False] * (n + 1)

    def add(start: int, end: int, titled: bool, entity: bool, rank: RankMention | None = None) -> None:
        if end <= start or any(taken[start:end]):
            return
        words = words_of(doc, start, end)
        text = " ".join(words)
        if not words or not any(len(fold(w)) > 1 for w in words):
            return
        for i in range(start, end):
            taken[i] = True
        spans.append(NameSpan(start, end, text, words, titled, entity, rank))

    # what follows a rank, an honorific or a title is a name
    starts: list[tuple[int, RankMention | None]] = [(r.end, r) for r in ranks]
    starts += [
        (i + 1 + (i + 1 < n and doc[i + 1].text == "."), None)
        for i in range(n)
        if _normal(doc[i].text) in honorifics and doc[i].text[0].isupper()
    ]
    starts += [(t.end, None) for t in titles]
    for start, rank in sorted(starts, key=lambda s: (s[0], s[1] is None)):
        while start < n and _normal(doc[start].text) in honorifics and doc[start].text[0].isupper():
            if rank is not None and doc[start].text in _given_names() and _single_word(doc, start + 1):
                break
            start += 1
            if start < n and doc[start].text == ".":
                start += 1
        if start < n and start in rank_at and rank_at[start] is not rank:
            continue
        if start < n and not stop[start]:
            if doc[start].lower_ in grammar.modifiers | grammar.heads and doc[start].ent_type_ != "PERSON":
                continue
            add(start, read_name(doc, start, stop), True, False, rank)
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            start, end = _trim(doc, ent.start, ent.end, stop, grammar)
            if start < end and not any(taken[start:end]):
                grown = read_name(doc, start, stop)
                add(start, max(end, grown), False, True)
    # spellings of the register
    i = 0
    while i < n:
        if not taken[i] and not stop[i] and doc[i].text[0].isupper() and doc[i].lower_ not in _NO_NAMES:
            end = read_name(doc, i, stop)
            for stop_at in range(end, i + 1, -1):
                if name_keys.fold(doc[i:stop_at].text) in known:
                    hyphen = stop_at < end and "-" in (doc[stop_at].text, doc[stop_at - 1].text)
                    add(i, end if hyphen else stop_at, False, False)
                    break
            i = max(end, i + 1)
        else:
            i += 1
    for title in titles:
        unseen = _named_before(doc, title, stop, taken, grammar)
        if unseen is not None:
            add(unseen, read_name(doc, unseen, stop), True, False)
    return sorted(spans, key=lambda s: s.start)


def _named_before(doc: Doc, title: Title, stop: list[bool], taken: list[bool], grammar: RoleGrammar) -> int | None:
    """The start of a name that the model does not see before ", TITLE": "Miao Hua, political commissar of the PLA Navy"."""
    pos = title.start - 1
    while pos > 0 and doc[pos].lower_ in ("the", "a", "an", "then", "former"):
        pos -= 1
    if title.plural or title.office is None or pos < 2 or doc[pos].text != ",":
        return None
    start = pos
    while (
        start > 0
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].text.istitle()
        and not (stop[start - 1] or taken[start - 1])
    ):
        start -= 1
    words = doc[start:pos]
    if not 2 <= len(words) <= 4 or any(
        w.lower_ in grammar.heads | grammar.modifiers | _NO_NAMES or len(w.text) < 2 for w in words
    ):
        return None
    if any(w.ent_type_ in ("DATE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "FAC") for w in words):
        return None
    return (
        start
        if start == 0 or (doc[start - 1].pos_ != "PROPN" and doc[start - 1].lower_ not in ("in", "at", "near"))
        else None
    )
