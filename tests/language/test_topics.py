"""Sentences in, topics out: what hangs on words of discussing, how far it reaches, and whose contact it is."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from milchannels.language.themes import themes_of, vocabulary
from milchannels.language.topic_phrases import words
from milchannels.records import Article, Contact

if TYPE_CHECKING:
    from spacy.language import Language

LEAD = (
    "U.S. Defense Secretary Robert Gates met with Russian Defense Minister Anatoly Serdyukov in Brussels on Thursday. "
)


def contacts(nlp: Language, text: str) -> list[Contact]:
    """The contacts of a text of 10 June 2010."""
    from milchannels.language.pipeline import extract_docs

    article = Article(id="a", text=text, published=dt.date(2010, 6, 10))
    return next(extract_docs(nlp, [article])).contacts


@pytest.mark.model
@pytest.mark.parametrize(
    ("follows", "topics"),
    [
        ("They discussed missile defense and the situation in Afghanistan.", ["missile defense", "situation in Afghanistan"]),
        ("The two sides talked about arms control.", ["arms control"]),
        ("Arms control was discussed.", ["Arms control"]),
        ("Arms control was the main topic of the talks.", ["Arms control"]),
        ("The main topic was arms control.", ["arms control"]),
        ("The talks focused on the transit of supplies to Afghanistan.", ["transit of supplies to Afghanistan"]),
        ("Missile defense came up as well.", ["Missile defense"]),
        ("Joint exercises were on the agenda.", ["Joint exercises"]),
        ("Gates pressed for concrete details about Russia's plans for the base.", ["Russia's plans for the base"]),
        ("Gates raised concerns about the sale of missiles.", ["sale of missiles"]),
        ("They discussed a number of issues, including piracy.", ["piracy"]),
        ("They took stock of military ties.", ["military ties"]),
        ('The two discussed "reset" measures on nuclear weapons.', ['"reset" measures on nuclear weapons']),
    ],
)  # fmt: skip
def test_topics_told_after_the_contact(nlp: Language, follows: str, topics: list[str]) -> None:
    found = contacts(nlp, LEAD + follows)
    assert [c.topics for c in found] == [topics]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Gates and Serdyukov held talks on arms control in Moscow on Monday.", ["arms control"]),
        ("Gates and Serdyukov met on Monday to discuss arms control.", ["arms control"]),
        ("Gates spoke with Serdyukov by phone on Monday about missile defense.", ["missile defense"]),
        ("Gates spoke with Serdyukov by phone on Monday.", []),
    ],
)
def test_topics_told_with_the_contact(nlp: Language, text: str, topics: list[str]) -> None:
    who = " Robert Gates is the U.S. defense secretary and Anatoly Serdyukov the Russian defense minister."
    assert [c.topics for c in contacts(nlp, text + who)] == [topics]


@pytest.mark.model
@pytest.mark.parametrize(
    "follows",
    [
        "They exchanged views.",
        "They discussed various issues.",
        "Gates expressed his gratitude.",
        "Missile defense was not discussed.",
        "Gates later told reporters about the budget.",
        "Analysts in London warned about the price of oil.",
    ],
)
def test_what_is_no_topic(nlp: Language, follows: str) -> None:
    assert [c.topics for c in contacts(nlp, LEAD + follows)] == [[]]


@pytest.mark.model
def test_each_contact_has_its_own_topics(nlp: Language) -> None:
    text = (
        LEAD
        + "They discussed missile defense. On Friday Gates met with British Defense Secretary Liam Fox. "
        + "They talked about the war in Afghanistan."
    )
    told = {frozenset(p.country for p in c.participants): c.topics for c in contacts(nlp, text)}
    assert told == {
        frozenset({"USA", "RUS"}): ["missile defense"],
        frozenset({"USA", "GBR"}): ["war in Afghanistan"],
    }


@pytest.mark.model
def test_themes_come_with_topics(nlp: Language) -> None:
    assert contacts(nlp, LEAD + "They discussed missile defense.")[0].themes == ["missile_defense", "missiles"]


@pytest.mark.parametrize(
    ("topics", "themes"),
    [
        ([], []),
        (["lunch"], []),
        (["chemical weapons in Syria"], ["chemical_biological_weapons", "syria"]),
        (["the fate of 14 prisoners"], ["prisoners"]),
        (["Counter-terrorism", "undersea cables"], ["counterterrorism", "maritime_security"]),
        (["military ties"], ["bilateral_ties"]),
        (["tiesto records"], []),
        (["a hot line"], ["crisis_communication"]),
        (["Russia’s intentions toward eastern Ukraine"], ["military_buildup", "ukraine_war"]),
        (["Palestinians in Gaza"], ["israel_palestine"]),
    ],
)
def test_themes_of_topics(topics: list[str], themes: list[str]) -> None:
    assert themes_of(topics) == themes


def test_every_theme_is_told_in_the_docs(root: Path) -> None:
    told = re.findall(r"^\| `(\w+)` \|", (root / "docs" / "themes.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(vocabulary())


def test_lexicon_holds_words_only() -> None:
    """YAML reads a bare `on`, `off` or `no` as a truth value; such entries would never match."""
    lex = words()
    assert all(
        isinstance(w, str) for name in ("nouns", "never", "stop_heads", "transparent") for w in getattr(lex, name)
    )
    assert all(isinstance(p, str) for rule in lex.verbs.values() for p in (rule.get("after") or ()))
    assert "on" in lex.after("focus")
