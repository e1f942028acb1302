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

Tokens = tuple[str, ...]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Words of a name that come and go with the style of the outlet.
_PARTICLES = _words("al el ul ad an ar as at az bin ibn ben bint abu de del della der di do dos da du la le van von y")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

#: States whose news names often put the family name first.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "JPN", "HUN", "KHM", "MNG", "SGP"})
#: States where two family names are usual and the first is the one that stays.
_TWO_FAMILY_NAMES = _words(
    "ARG BOL BRA CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRT PRY SLV URY VEN AGO MOZ PHL"
)

_NICKNAMES: dict[str, str] = {
    short: full
    for full, shorts in {
        "william": "bill will billy",
        "robert": "bob rob bobby",
        "richard": "dick rick",
        "james": "jim jimmy",
        "joseph": "joe",
        "michael": "mike mick",
        "charles": "chuck charlie",
        "thomas": "tom",
        "anthony": "tony",
        "daniel": "dan",
        "david": "dave",
        "donald": "don",
        "kenneth": "ken",
        "stephen": "steve",
        "steven": "steve",
        "edward": "ed ted",
        "ronald": "ron",
        "gregory": "greg",
        "christopher": "chris",
        "timothy": "tim",
        "benjamin": "ben benny",
        "samuel": "sam",
        "raymond": "ray",
        "peter": "pete",
        "patrick": "pat",
        "lawrence": "larry",
        "gerald": "gerry",
        "frederick": "fred",
        "andrew": "andy drew",
        "alexander": "alex sasha",
        "philip": "phil",
        "jeffrey": "jeff",
        "matthew": "matt",
        "nicholas": "nick",
        "joshua": "josh",
        "ashton": "ash",
        "martin": "marty",
        "vladimir": "volodya vova",
        "benyamin": "bibi",
        "moshe": "bogie",
    }.items()
    for short in shorts.split()
}

_FOLDS = [
    (re.compile(pattern), fold)
    for pattern, fold in [
        (r"shch|sch", "sh"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"c(?=[aou]|$)", "k"),
        (r"x", "ks"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"y|j(?=$)", "i"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"^ie", "e"),
        (r"(.)\1+", r"\1"),
    ]
]
_VOWELS = re.compile(r"(?<=.)[aeiou]")


def tokens(name: str) -> Tokens:
    """The words of a name in plain lower-case letters, without particles and suffixes; never empty.

    >>> tokens("Abdel Fattah al-Sisi")
    ('abdulfattah', 'sisi')
    """
    plain = anyascii(name[:400]).lower()
    plain = re.sub(r"['`’ʼ]", "", plain)
    # "H.R." is two initials; "Abdel Fattah" and "Abd al-Aziz" are one name each.
    plain = re.sub(r"\b(abd[aeu]?l?)[ -]+(?:(?:al|el|ul|ar|as|ad)[ -]+)?(?=[a-z])", "abdul", plain)
    words = re.findall(r"[a-z0-9]+", plain)
    kept = [word for word in words if word not in _PARTICLES and word not in _SUFFIXES]
    if kept:
        return tuple(kept[:8])
    if words:
        return tuple(words[:8])
    return (hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12],)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word as most transliterations would have it: `shoygu` and `shoigu` give one form."""
    for pattern, into in _FOLDS:
        word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A coarser form for looking up: the consonants of the folded word, or the folded word where they are few."""
    folded = fold(word)
    bones = _VOWELS.sub("", folded)
    return bones if len(bones) >= 2 else folded


def surnames(name: Tokens, country: str | None) -> list[str]:
    """The words of a name that can be its family name, the likeliest first."""
    found = [name[-1]]
    if len(name) > 1 and country in _FAMILY_FIRST:
        found.append(name[0])
    if len(name) > 2 and country in _TWO_FAMILY_NAMES:
        found.append(name[-2])
    return found


def blocks(name: Tokens, country: str | None) -> list[str]:
    """Keys of which two names of one person share at least one: country and the sound of the family name."""
    return sorted({f"{country or '?'}:{sound(word)}"[:80] for word in surnames(name, country)})


@lru_cache(maxsize=400_000)
def _alike(a: str, b: str) -> float:
    """How well two words can be one: 1 equal, 0 not at all."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.75 if a[0] == b[0] else 0.0
    folded_a, folded_b = fold(a), fold(b)
    if folded_a == folded_b:
        return 0.98
    if _NICKNAMES.get(a, a) == _NICKNAMES.get(b, b):
        return 0.9
    if folded_a + "a" == folded_b or folded_b + "a" == folded_a:
        # Petrov and Petrova are a man and a woman.
        return 0.0
    near = JaroWinkler.similarity(folded_a, folded_b)
    if min(len(folded_a), len(folded_b)) >= 4 and near >= 0.85 and sound(a) == sound(b):
        return 0.93
    if min(len(folded_a), len(folded_b)) >= 6 and near >= 0.95:
        return 0.88
    return 0.0


def alignment(a: Tokens, b: Tokens, country: str | None) -> float | None:
    """How well two names of two words or more can be the same person's: 0 to 1, `None` where they cannot.

    Every word of the shorter name must find its own word in the longer one, the family name a family name.
    """
    if len(a) > len(b):
        a, b = b, a
    best: float | None = None
    for family_a in surnames(a, country):
        for family_b in surnames(b, country):
            family = _alike(family_a, family_b)
            if family < 0.85:
                continue
            rest = _pair_rest(_without(a, family_a), _without(b, family_b))
            if rest is None:
                continue
            score = (family * 2 + sum(rest)) / (2 + len(rest))
            best = score if best is None else max(best, score)
    if best is None:
        return None
    # Each word that only one of the two has leaves a little doubt, a first name that only one has a little more.
    doubt = 0.03 * (len(b) - len(a)) + (
        0.1 if len(b) > len(a) and not any(_alike(a[0], w) for w in (b[0], b[-1])) else 0
    )
    return max(0.5, best - doubt)


def same_surname(bare: str, full: Tokens, country: str | None) -> bool:
    """Whether a bare family name can be that of a full name."""
    return any(len(word) > 1 and _alike(bare, word) >= 0.93 for word in surnames(full, country))


def _without(name: Tokens, word: str) -> list[str]:
    rest = list(name)
    rest.remove(word)
    return rest


def _pair_rest(short: list[str], long: list[str]) -> list[float] | None:
    if not short:
        # "Jong-un" written as one word cannot be compared with nothing: two bare family names are no alignment.
        return None
    if "".join(short) == "".join(long):
        return [1.0]
    free = list(long)
    scores: list[float] = []
    for word in sorted(short, key=len, reverse=True):
        score, found = max(((_alike(word, other), other) for other in free), default=(0.0, ""))
        if score < 0.7:
            return None
        scores.append(score)
        free.remove(found)
    return scores
