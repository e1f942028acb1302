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
from spacy.tokens import Doc, Token

from .. import lexicons, name_keys
from ..lexicons._spellings import read
from .annotations import CountryMention, RankMention, Title
from .ranks import normal_form
from .roles import RoleGrammar

PARTICLES = frozenset(read("honorifics.yaml")["particles"])
_NO_NAMES = frozenset(read("honorifics.yaml")["never_names"])
_INSTITUTIONS = frozenset(read("honorifics.yaml")["institutions"])
_SITES = frozenset(read("honorifics.yaml")["sites"])
#: How alike each word of two spellings of a name is at least ("Sergei Shoigu", "Sergey Shoygu").
_ALIKE = 0.8
_SUFFIXES = name_keys.rules().suffixes | {f"{word}." for word in name_keys.rules().suffixes}


#: A word of a name, with full stops, apostrophes or hyphens in it: "O'Neill", "J.", "al-Sisi". Written so that a long word
#: that is none is refused at once: nested repetitions would try all ways to cut it.
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[.'’ʻ`-][^\W\d_]+)*[.'’ʻ`-]?")
#: The Arabic article, with which names of families begin.
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"})
#: What may stand between a name and its post: ", the", ", who was appointed".
_BEFORE_POSTS = frozenset("the a an then former who is was has been became appointed named made elected".split())
_NO_PERSONS = frozenset({"DATE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "FAC"})


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


@functools.lru_cache(maxsize=1 << 16)
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
    if _likeness(" ".join(fa), " ".join(fb), 0.86) >= 0.86:
        return True
    if len(fa) == len(fb) and all(_likeness(x, y, _ALIKE) > _ALIKE for x, y in zip(fa, fb, strict=True)):
        return True
    return fa[-1] == fb[-1] and len(fa) > 1 and len(fb) > 1 and fa[0][0] == fb[0][0]


def _likeness(a: str, b: str, least: float) -> float:
    """How alike two spellings are, from 0 to 1; what is surely below `least` is not worked out."""
    matcher = difflib.SequenceMatcher(None, a, b)
    quick = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if quick >= least else quick


def _is_father(short: list[str], long: list[str]) -> bool:
    """Whether a name is that of the father in another: "Abdul Aziz" in "Sultan bin Abdul Aziz", but not "Al Raisi"."""
    if short[0] in _ARTICLES:
        return False
    son = next((i for i, word in enumerate(long) if word in ("bin", "ibn", "ben", "bint") and i), len(long))
    return len(short) > 1 and set(short) <= set(long[son + 1 :])


@functools.cache
def _honorific_forms() -> frozenset[str]:
    return frozenset(normal_form(form) for form in lexicons.honorifics().titles)


def is_honorific(text: str) -> bool:
    """Whether a word with a capital is a title that is no rank: "Dr", "Sheikh", "Sir"."""
    return text[0].isupper() and normal_form(text) in _honorific_forms()


@functools.cache
def _given_names() -> frozenset[str]:
    """Titles that are given names too: "Maj. Gen. Amir Eshel"."""
    return frozenset(read("honorifics.yaml")["also_given_names"])


def _single_word(doc: Doc, i: int) -> bool:
    """Whether one word of a name stands at `i`, and no second."""
    return i < len(doc) and doc[i].text[0].isupper() and not (i + 1 < len(doc) and doc[i + 1].text[0].isupper())


def _first_syllable(doc: Doc, i: int) -> bool:
    """Whether a word is the first half of a Korean given name: "In-moo", "An-young"."""
    return (
        i + 2 < len(doc)
        and doc[i + 1].text in ("-", "‑")
        and not doc[i].whitespace_
        and not doc[i + 1].whitespace_
        and doc[i + 2].text.islower()
    )


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
        if text[0].isupper() and (token.is_alpha or _NAME_WORD.fullmatch(text)):
            if (
                low in _NO_NAMES
                and not (end > start and token.pos_ == "PROPN" and low in ("may", "march", "august", "mr"))
                and not (end > start and _first_syllable(doc, i))
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
        or normal_form(doc[start].text) in _honorific_forms()
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
        if any(t.lower_ in _SITES and t.text[0].isupper() for t in doc[max(start - 2, 0) : start]):
            return  # "Port Sultan Qaboos", "Camp Bondsteel"
        house = _house_named(doc, end)
        for i in range(start, house):
            taken[i] = True
        if house > end:
            return
        spans.append(NameSpan(start, end, text, words, titled, entity, rank))

    # what follows a rank, an honorific or a title is a name
    starts: list[tuple[int, RankMention | None]] = [(r.end, r) for r in ranks]
    starts += [
        (i + 1 + (i + 1 < n and doc[i + 1].text == "."), None)
        for i in range(n)
        if normal_form(doc[i].text) in honorifics and doc[i].text[0].isupper()
    ]
    starts += [(t.end, None) for t in titles]
    for start, rank in sorted(starts, key=lambda s: (s[0], s[1] is None)):
        while start < n and normal_form(doc[start].text) in honorifics and doc[start].text[0].isupper():
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
            end = read_name(doc, start, stop)
            add(start, end, True, False, rank)
            while rank is not None and rank.plural and start < end:
                start = _next_of_list(doc, end, stop)
                end = read_name(doc, start, stop)
                add(start, end, True, False, rank)
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            start, end = _trim(doc, ent.start, ent.end, stop, grammar)
            if start < end and not any(taken[start:end]):
                while (
                    start
                    and not stop[start - 1]
                    and not taken[start - 1]
                    and _unseen_given_name(doc[start - 1], grammar)
                ):
                    start -= 1
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
        for unseen in (
            _named_before(doc, title, stop, taken, grammar),
            _named_behind(doc, title, stop, taken, grammar),
        ):
            if unseen is not None:
                add(unseen, read_name(doc, unseen, stop), True, False)
    return sorted(spans, key=lambda s: s.start)


def _unseen_given_name(token: Token, grammar: RoleGrammar) -> bool:
    """Whether a word before a person's name that the model leaves out of it is part of it: "Helder | Giraldo"."""
    if token.pos_ != "PROPN" or not token.text.istitle() or token.ent_type_ or token.is_sent_start:
        return False
    return token.lower_ not in grammar.heads | grammar.modifiers | _NO_NAMES and not is_honorific(token.text)


def _house_named(doc: Doc, end: int) -> int:
    """The end of what bears a name that ends at `end`: "the King Abdullah II | Special Operations Training Centre"; else `end`."""
    i = end
    while i < len(doc) and i - end < 5 and doc[i].text[0].isupper() and doc[i].is_alpha:
        i += 1
        if doc[i - 1].lower_ in _INSTITUTIONS:
            return i
    return end


def _next_of_list(doc: Doc, end: int, stop: list[bool]) -> int:
    """Where the next name of "Generals X of Poland | and Y" begins; the end of the text where none does."""
    n = len(doc)
    i = end
    if i + 1 < n and doc[i].lower_ in ("of", "from") and stop[i + 1]:
        i += 2
    if i + 1 >= n or doc[i].text not in (",", "and"):
        return n
    return i + 1 + (doc[i + 1].text == "and")


def _named_behind(doc: Doc, title: Title, stop: list[bool], taken: list[bool], grammar: RoleGrammar) -> int | None:
    """The start of a name that the model does not see behind "the TITLE,": "the Minister of the Interior, Ferenc Tóth,"."""
    start = title.end + 1
    if title.plural or title.office is None or start >= len(doc) or doc[title.end].text != ",":
        return None
    if not title.start or doc[title.start - 1].lower_ not in ("the", "his", "her", "its", "their", "'s", "’s"):
        return None
    end = start
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text.istitle() and not (stop[end] or taken[end]):
        end += 1
    words = doc[start:end]
    if not 2 <= len(words) <= 4 or any(w.lower_ in grammar.heads | grammar.modifiers | _NO_NAMES for w in words):
        return None
    if any(w.ent_type_ in _NO_PERSONS for w in words):
        return None
    return start if end < len(doc) and (doc[end].text in (",", ";", ".") or doc[end].pos_ in ("VERB", "AUX")) else None


def _named_before(doc: Doc, title: Title, stop: list[bool], taken: list[bool], grammar: RoleGrammar) -> int | None:
    """The start of a name that the model does not see before ", TITLE": "Miao Hua, political commissar of the PLA Navy"."""
    pos = title.start - 1
    while pos > 0 and doc[pos].lower_ in _BEFORE_POSTS:
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
    if any(w.ent_type_ in _NO_PERSONS for w in words):
        return None
    return (
        start
        if start == 0 or (doc[start - 1].pos_ != "PROPN" and doc[start - 1].lower_ not in ("in", "at", "near"))
        else None
    )
