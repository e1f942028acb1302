"""What holds for any input at all, as plain functions: hypothesis and the coverage-guided fuzzer call the same ones.

Each takes what a stranger may send and raises `AssertionError`, or lets through what should never be raised, where a
promise is broken. None of them looks at what the answer is, only at what every answer must be.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from milchannels import dates, name_keys
from milchannels.articles import KNOWN_SUFFIXES, Failure, read
from milchannels.cli.countries import country
from milchannels.cli.narrowing import filters
from milchannels.cli.terminal import clean
from milchannels.errors import UsageError
from milchannels.linking import names
from milchannels.network.safe import cell, plain, xml
from milchannels.records import Article, Extraction, Unread

if TYPE_CHECKING:
    from spacy.language import Language

SUFFIXES = ("", *KNOWN_SUFFIXES.split())


#: Signs that join or part words, and some that should not be there.
SIGNS = ("\n\n", "\n", "-", "—", "(", ")", "“", "”", "‑", "\u200b", "\u202e", "'s", ".", ",", ";", ":")


def vocabulary() -> list[str]:
    """Words and short runs of words of the test sentences: what a text that rules look at is made of."""
    import yaml

    words = set(SIGNS)
    folder = Path(__file__).resolve().parent.parent / "language" / "constructions"
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            told = case["text"].split(" ")
            words.update(told)
            words.update(" ".join(told[n : n + 4]) for n in range(0, len(told), 4))
    return sorted(words)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="milchannels-fuzz-"))


def readers(data: bytes, suffix: str) -> None:
    """A file of these bytes is articles with text that can be stored, or failures of one line; nothing is raised."""
    path = _folder() / f"a{suffix}"
    path.write_bytes(data)
    items = [*read([str(path)], published=dt.date(2020, 1, 1)), *read(["-"], stdin=io.BytesIO(data))]
    assert items
    taken = [item.id for item in items if isinstance(item, Article)]
    assert len(taken) == len(items) - sum(isinstance(item, Failure) for item in items)
    for item in items:
        if isinstance(item, Failure):
            assert item.message
            assert "\n" not in str(item)
            assert len(str(item)) < 700
            continue
        assert item.text.strip()
        for words in (item.id, item.text, item.title, item.source, item.author):
            assert "\0" not in (words or "")
            (words or "").encode("utf-8")


def date_grammar(text: str, anchors: dates.Anchors) -> None:
    """Expressions are in the text, in order; what they resolve to is EDTF with its ends in order."""
    end = 0
    for expression, resolved in dates.find_and_resolve(text, anchors):
        assert text[expression.start : expression.end] == expression.text
        assert end <= expression.start < expression.end
        end = expression.end
        if resolved is not None:
            first, last = dates.parse_edtf(resolved.edtf)
            assert first <= last
    place, _ = dates.dateline(text, anchors.published)
    assert place is None or place in text


def name_parser(one: str, other: str, state: str | None) -> None:
    """Names have words, keys and blocks that can be stored; comparing two gives nothing, or at most 1."""
    for name in (one, other):
        words = names.tokens(name)
        assert words
        assert all(word and word == word.strip() and word.isascii() for word in words)
        assert all(len(block) <= 80 for block in names.blocks(words, state))
        name_keys.without_titles(name)
        name_keys.key(name_keys.fold(name).split())
        name_keys.bare_names(name, state or "USA")
    a, b = names.tokens(one), names.tokens(other)
    for likeness in (names.alignment(a, b, state), names.alignment(b, a, state)):
        assert likeness is None or 0 <= likeness <= 1
    names.same_surname(a[-1], b, state)


def query_parser(text: str) -> None:
    """What a user types as a country, a date or a word of choice is understood, or refused as wrong usage."""
    for ask in (
        lambda: country(text),
        lambda: filters(text, None, None, None, None, None),
        lambda: filters(None, text, None, None, None, text),
        lambda: filters(None, None, text, None, None, None),
    ):
        with contextlib.suppress(UsageError):
            ask()


def escaping(text: str) -> None:
    """Nothing of a text reaches a terminal, a CSV cell or an XML file that could act there."""
    assert clean(text).isprintable() or not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in clean(text))
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@"))
    assert "<" not in xml(text)
    plain(text).encode("utf-8")


def extraction(text: str, title: str | None, published: dt.date | None, nlp: Language) -> Extraction:
    """Any text gives one extraction, whose quotes are in the text where they say; the same each time."""
    from milchannels import extract

    article = Article(id="a", text=text, title=title, published=published)
    (found,) = extract([article], nlp=nlp, gate=False)
    assert not isinstance(found, Unread), found
    for contact in found.contacts:
        assert len(contact.participants) >= 1
        assert contact.evidence
        for quote in contact.evidence:
            assert article.text[quote.start : quote.end] == quote.quote
            assert quote.quote.strip()
        if contact.date is not None:
            dates.parse_edtf(contact.date)
    ids = [contact.id for contact in found.contacts]
    assert len(ids) == len(set(ids))
    for person in found.people:
        assert person.name.strip()
    Extraction.model_validate_json(found.model_dump_json())
    return found
