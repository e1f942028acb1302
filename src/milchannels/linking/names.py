"""Two names in, how well they can be the same person's out; and the keys by which to look for candidates.

Names are compared word by word: whole-string scores do not separate them (Kim Jong-un and Kim Jong-il are closer
than Sergey Shoygu and S. Shoigu). A word is folded to what survives transliteration, then compared exactly, by
sound, as an initial or as a nickname. Knows names alone; country, office and time are weighed in `persons`.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from ..name_keys import canonical, rules, spelling

Tokens = tuple[str, ...]


_VOWELS = re.compile(r"(?<=.)[aeiou]")
_CLUSTERED = re.compile(r"\b(?!NG\b)[B-DF-HJ-NP-TV-XZ]{2,3}\b")


@lru_cache(maxsize=100_000)
def tokens(name: str) -> Tokens:
    """The words of a name in plain lower-case letters, without particles and suffixes; never empty.

    >>> tokens("Abdel Fattah al-Sisi")
    ('abdulfattah', 'sisi')
    """
    plain = anyascii(name[:400])
    if not plain.isupper():
        # "CQ Brown" is "C.Q. Brown".
        plain = _CLUSTERED.sub(lambda found: " ".join(found[0]), plain)
    plain = plain.lower()
    plain = re.sub(r"['`’ʼ]", "", plain)
    # "H.R." is two initials; "Abdel Fattah" and "Abd al-Aziz" are one name each.
    plain = re.sub(r"\b(abd[aeu]?l?)[ -]+(?:(?:al|el|ul|ar|as|ad)[ -]+)?(?=[a-z])", "abdul", plain)
    words = re.findall(r"[a-z0-9]+", plain)
    kept = [word for word in words if word not in rules().particles and word not in rules().suffixes]
    if kept:
        return tuple(kept[:8])
    if words:
        return tuple(words[:8])
    return (hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12],)


@lru_cache(maxsize=200_000)
def sound(word: str, country: str | None = None) -> str:
    """A coarser form for looking up: the consonants of the folded word, or the folded word where they are few."""
    folded = spelling(word, country)
    bones = _VOWELS.sub("", folded)
    return bones if len(bones) >= 2 else folded


def surnames(name: Tokens, country: str | None) -> list[str]:
    """The words of a name that can be its family name, the likeliest first."""
    found = [name[-1]]
    if len(name) > 1 and (
        country in rules().family_first or country in rules().family_either or country in rules().given_name
    ):
        found.append(name[0])
    if len(name) > 2 and (country in rules().two_surnames or country in rules().either_surname):
        found.append(name[-2])
    if len(name) > 2 and country in rules().chains:
        # Muhammad bin Salman Al Saud goes by Salman, too: how far the chain is told differs.
        found.extend(word for word in name[1:-1] if len(word) > 1 and canonical(word) not in rules().left_out)
    return list(dict.fromkeys(found))


def blocks(name: Tokens, country: str | None) -> list[str]:
    """Keys of which two names of one person share at least one: country and sound of the family name, or the whole."""
    found = {f"{country or '?'}:{sound(word, country)}"[:80] for word in surnames(name, country)}
    if len(name) > 1:
        # A person can be told without a country, or under the flag of an alliance.
        found.add(f"*:{spelling(name[0])} {spelling(name[-1])}"[:80])
    return sorted(found)


@lru_cache(maxsize=400_000)
def _alike(a: str, b: str, country: str | None = None) -> float:
    """How well two words can be one: 1 equal, 0 not at all."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.75 if a[0] == b[0] else 0.0
    folded_a, folded_b = spelling(a, country), spelling(b, country)
    if folded_a == folded_b:
        return 0.98
    if canonical(a) == canonical(b):
        return 0.9
    if folded_a + "a" == folded_b or folded_b + "a" == folded_a:
        # Petrov and Petrova are a man and a woman.
        return 0.0
    near = JaroWinkler.similarity(folded_a, folded_b)
    if min(len(folded_a), len(folded_b)) >= 4 and near >= 0.85 and sound(a, country) == sound(b, country):
        return 0.93
    if min(len(folded_a), len(folded_b)) >= 6 and near >= 0.95:
        return 0.88
    return 0.0


@lru_cache(maxsize=400_000)
def alignment(a: Tokens, b: Tokens, country: str | None) -> float | None:
    """How well two names of two words or more can be the same person's: 0 to 1, `None` where they cannot.

    Every word of the shorter name must find its own word in the longer one, the family name a family name.
    """
    if len(a) > len(b):
        a, b = b, a
    if country in rules().chains and not _alike(a[0], b[0], country) and canonical(b[0]) not in rules().left_out:
        # Salman bin Abdulaziz is the father of Khalid bin Salman bin Abdulaziz.
        return None
    best: float | None = None
    for family_a in surnames(a, country):
        for family_b in surnames(b, country):
            family = _alike(family_a, family_b, country)
            if family < 0.85:
                continue
            rest = _pair_rest(_without(a, family_a), _without(b, family_b), country)
            if rest is None:
                continue
            score = (family * 2 + sum(rest)) / (2 + len(rest))
            best = score if best is None else max(best, score)
    if best is None:
        return None
    # Each word that only one of the two has leaves a little doubt, a first name that only one has a little more.
    doubt = 0.03 * (len(b) - len(a)) + (
        0.1 if len(b) > len(a) and not any(_alike(a[0], w, country) for w in (b[0], b[-1])) else 0
    )
    return max(0.5, best - doubt)


def same_surname(bare: str, full: Tokens, country: str | None) -> bool:
    """Whether a bare family name can be that of a full name."""
    return any(len(word) > 1 and _alike(bare, word, country) >= 0.93 for word in surnames(full, country))


def _without(name: Tokens, word: str) -> list[str]:
    rest = list(name)
    rest.remove(word)
    return rest


def _pair_rest(short: list[str], long: list[str], country: str | None) -> list[float] | None:
    if not short:
        # "Jong-un" written as one word cannot be compared with nothing: two bare family names are no alignment.
        return None
    if "".join(short) == "".join(long):
        return [1.0]
    free = list(long)
    scores: list[float] = []
    for word in sorted(short, key=len, reverse=True):
        score, found = max(((_alike(word, other, country), other) for other in free), default=(0.0, ""))
        if score < 0.7:
            return None
        scores.append(score)
        free.remove(found)
    return scores
