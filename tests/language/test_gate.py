"""The gate: what it asks of a text is there wherever the rules find a contact with a military side or a line."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from construction_cases import load_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milchannels import lexicons, register
from milchannels.articles.rows import article_from
from milchannels.evaluation import read_gold
from milchannels.language.gate import Gate, gate
from milchannels.language.pipeline import extract_docs
from milchannels.language.prefilter import branches
from milchannels.language.roles import grammar
from milchannels.language.trigger_words import lexicon
from milchannels.records import MILITARY_OFFICES, Article, Extraction

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

DAY = dt.date(2015, 3, 4)
MILITARY_RULES = [rule for rule in grammar().rules if rule.office in MILITARY_OFFICES and not rule.spokes]


def tells(found: Extraction) -> bool:
    """Whether an extraction has what the gate must let through."""
    return bool(found.channel_events) or any(c.track != "political" for c in found.contacts)


# -- what a pattern cannot do without ---------------------------------------------------------------------------------------


def holds(words: frozenset[str], text: str) -> bool:
    """Whether a text has one of the words, be it in another: behind `.*` a pattern allows what no author means."""
    return any(word.rstrip("*") in text for word in words)


@pytest.mark.parametrize(
    ("pattern", "key", "others"),
    [
        ("attach[eé]s?", {"attache", "attaché", "attaches", "attachés"}, []),
        ("spokes\\w+", {"spokes*"}, []),
        ("chief of (?:the )?joint (?:staff|headquarters)", {"staff", "headquarters"}, [{"chief"}, {"joint"}]),
        ("(?:defen[cs]e|war) minister", {"minister"}, [{"defence", "defense", "war"}]),
        ("(?:under[- ]?)?secretary", {"secretary", "undersecretary"}, []),
        ("head of .*(?:navy|fleet)", {"navy", "fleet"}, [{"head"}]),
        ("(?:the )?coas", {"coas"}, []),
        ("(?:deputy|vice)[- ]chair(?:man|person)", {"chairman", "chairperson"}, [{"deputy", "vice"}]),
    ],
)
def test_what_a_pattern_asks_for(pattern: str, key: set[str], others: list[set[str]]) -> None:
    (branch,) = branches(pattern)
    asked = {frozenset(one_of) for one_of in (branch.key, *branch.others)}
    assert asked == {frozenset(key), *map(frozenset, others)}


def test_a_pattern_without_any_word_is_refused() -> None:
    with pytest.raises(ValueError, match="without any fixed word"):
        branches(r"\w+ ?(?:of )?")


@pytest.mark.parametrize("rule", MILITARY_RULES, ids=lambda rule: rule.id)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_rule_for_a_post_matches_has_the_words_of_a_branch(rule, data) -> None:  # type: ignore[no-untyped-def]
    text = data.draw(st.from_regex(re.compile(rule.match.pattern, re.ASCII), fullmatch=True)).lower()
    ways = branches(rule.match.pattern)
    assert any(all(holds(words, text) for words in (way.key, *way.others)) for way in ways), text


# -- every word of the lexicons ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", MILITARY_RULES, ids=lambda rule: rule.id)
def test_the_titles_of_every_rule_open_it(rule) -> None:  # type: ignore[no-untyped-def]
    for title in source_titles(rule.id):
        assert gate().opens(f"Kenya's {title} rang Ivan Petrov of Bulgaria."), title


def source_titles(rule: str) -> list[str]:
    from milchannels.lexicons._spellings import read

    return next(line["for"] for line in read("roles.yaml")["rules"] if line["id"] == rule)


def test_every_rank_opens_it() -> None:
    closed = [
        form
        for rank in lexicons.ranks()
        for form in (rank.name, *rank.forms)
        if not gate().opens(f"In Nairobi {form} Ali Hassan spoke with a minister of Bulgaria.")
    ]
    assert closed == []


def test_every_word_for_a_military_of_a_country_opens_it() -> None:
    closed = [
        word
        for word, term in lexicons.country_terms().items()
        if term.kind in ("defense", "military", "command")
        and not gate().opens(f"The president of Kenya, then Bulgaria's, phoned the {word} on Monday.")
    ]
    assert closed == []


def test_holders_of_military_offices_open_it_while_in_office() -> None:
    day = DAY.toordinal()
    closed = [
        term.person
        for term in register.default()
        if term.office in MILITARY_OFFICES
        and term.certain
        and term.possible_days(day, day)
        and not gate().opens(f"{term.person} rang the president of {other(term.country)}.", DAY)
    ]
    assert closed == []


def other(code: str) -> str:
    return "Bulgaria" if code != "BGR" else "Kenya"


@pytest.mark.parametrize(
    "text",
    [
        "Officers of the two armies met at the border of Kenya and Ethiopia.",
        "The hotline between Seoul and Pyongyang rang again.",
        "The military ties of Kenya and Bulgaria were cut.",
        "Hagel rang his Russian colleague, the Pentagon chief's office said.",
        "UNITED STATES AND CHINA: ADMIRAL WINNEFELD MET GENERAL FAN",
        "Defence secretaries of Britain and France spoke.",
    ],
)
def test_ways_of_naming_a_military(text: str) -> None:
    assert gate().opens(text, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\n \u200b",
        "The central bank of Kenya left its rate where it was, and Bulgaria's followed.",
        "Foreign ministers of Kenya and Bulgaria met in Sofia on Monday to discuss trade.",
        "The general public is under no illusion, whatever airlines call a private matter, from Kenya to Bulgaria.",
        "The İzmir tea house in Turkey serves guests from Bulgaria.",
    ],
)
def test_what_has_no_military_stays_closed(text: str) -> None:
    assert not gate().opens(text, DAY)


def test_one_side_alone_is_read_only_where_the_article_is_about_it() -> None:
    line = "The Kenyan army chief spoke of the weather. "

    assert not gate().opens(line, DAY)
    assert gate().opens(line * 5, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "He said that trade of China with Sweden grew, which he liked.",
        "A farmer, Ned Hagel, sold American and Chinese seeds.",
        "Hagel Street lies between the embassies of the United States and China.",
        "The Secretary-General of Kenya's farmers went to the capital, and to a fair that some others held in Bulgaria.",
    ],
)
@pytest.mark.parametrize("day", [DAY, dt.date(2023, 5, 4)])
def test_what_only_looks_like_a_military_stays_closed(text: str, day: dt.date) -> None:
    assert not gate().opens(text, day)


def test_sides_count_where_they_are_not_far_from_the_military() -> None:
    between = "The weather was fine. " * 60

    assert gate().opens("The Kenyan army chief rang. A Bulgarian was there.", DAY)
    assert not gate().opens(f"The Kenyan army chief rang. {between} A Bulgarian was there.", DAY)


def test_a_user_s_own_register_is_asked_too(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("country,office,person,start\nKEN,service_chief,Wanjiru Oyelaran,2010\n", encoding="utf-8")
    text = "Wanjiru Oyelaran rang a Bulgarian deputy."

    assert not gate().opens(text, DAY)
    assert Gate(register.Register.load(extra=[own])).opens(text, DAY)


# -- parts of a text ---------------------------------------------------------------------------------------------------------

#: Sentences without anything military.
FILLER = "The harvest was good. Farmers of Peru sold their maize, and prices fell in Lima. "


def test_an_excerpt_has_the_sentences_around_a_military_near_two_sides() -> None:
    text = f"{FILLER * 20}\n\nThe Kenyan army chief was in Sofia. He saw the Bulgarian one.\n\n{FILLER * 20}"

    excerpt = gate().excerpt(text, DAY)

    assert "The Kenyan army chief was in Sofia. He saw the Bulgarian one." in excerpt
    assert len(excerpt) < len(text) / 3
    assert all(line in text for line in excerpt.split("\n\n"))


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan army chief was in Sofia. He saw the Bulgarian one.",
        FILLER * 3 + "The Kenyan army chief was in Sofia. He saw the Bulgarian one." + FILLER * 3,
        "The Kenyan army chief spoke of the weather. " * 9 + FILLER * 9,
    ],
)
def test_an_excerpt_is_the_whole_where_that_is_about_militaries_or_short(text: str) -> None:
    assert gate().excerpt(text, DAY) == text


@pytest.mark.model
@pytest.mark.parametrize(
    "told",
    [
        "Kenya's army chief, Gen. Ali Hassan, met Bulgaria's defence minister, Ivan Petrov, in Sofia on Monday.",
        "Gen. Ali Hassan of Kenya came to Sofia. He met the Bulgarian defence minister there on Monday.",
        "Kenya and Bulgaria set up a hotline between their militaries.",
    ],
)
def test_what_a_part_tells_of_is_read_in_the_whole(nlp: Language, told: str) -> None:
    text = f"{FILLER * 15}\n\n{told}\n\n{FILLER * 15}\n\nGen. Hassan holds his post since May."
    article = Article(id="a", text=text, published=DAY)
    (whole,) = extract_docs(nlp, [article], gated=False)

    assert gate().excerpt(text, DAY) != text
    assert tells(whole)
    assert list(extract_docs(nlp, [article])) == [whole]


@pytest.mark.model
def test_an_article_whose_parts_tell_of_nothing_has_an_empty_extraction(nlp: Language) -> None:
    text = f"{FILLER * 20}\n\nThe Kenyan army chief said that Bulgaria is far away.\n\n{FILLER * 20}"
    (found,) = extract_docs(nlp, [Article(id="a", text=text, published=DAY)])

    assert (found.people, found.contacts, found.channel_events) == ([], [], [])


# -- what the rules find -----------------------------------------------------------------------------------------------------


@pytest.mark.model
def test_no_case_has_a_contact_or_a_line_without_what_the_gate_asks(nlp: Language) -> None:
    articles = [article_from(case.article(), id=case.id) for case in load_cases()]
    found = extract_docs(nlp, articles, gated=False)
    kept_out = [a.text for a, each in zip(articles, found, strict=True) if tells(each) and not opens(a)]
    assert kept_out == []


def opens(article: Article) -> bool:
    return gate().opens(article.text, article.published)


@pytest.mark.model
@pytest.mark.parametrize("folder", ["gold", "written/read"])
def test_annotated_articles_give_the_same_records_with_and_without_the_gate(
    nlp: Language, root: Path, folder: str
) -> None:
    articles = [article_from(gold, id=gold["id"]) for gold in read_gold(root / "data" / folder)]
    assert list(extract_docs(nlp, articles)) == list(extract_docs(nlp, articles, gated=False))


#: Parts that texts are put together from: sides with and without a military, words of contact, and what goes between.
SIDES = st.sampled_from(
    "Kenya|the Bulgarian foreign minister|his counterpart|Gen. Ali Hassan|the two generals|the Pentagon|Sergei Shoigu|Lloyd Austin"
    "|the Kenyan army|a Bulgarian officer|the president of Peru|both militaries|Kenyan troops|Defence Minister Juma|NATO|they|he"
    "|the central bank|the navy of Peru|officials from Sofia|an ambassador|the Kenyan ministry of defence|the attache".split(
        "|"
    )
)
VERBS = st.sampled_from(sorted(lexicon().verbs)).map(
    lambda verb: {"meet": "met", "speak": "spoke", "see": "saw", "write": "wrote", "sit": "sat", "be": "was"}.get(
        verb, verb if verb.endswith("ed") else re.sub(r"e?$", "ed", verb)
    )
)
NOUNS = st.sampled_from(sorted(lexicon().nouns))
SENTENCES = st.one_of(
    st.builds("{} {} {} on Monday.".format, SIDES, VERBS, SIDES),
    st.builds("{} held a {} with {} in Sofia.".format, SIDES, NOUNS, SIDES),
    st.builds("The military {} between {} and {} was cut.".format, NOUNS, SIDES, SIDES),
    st.builds("The {} of {} rose.".format, NOUNS, SIDES),
)


@pytest.mark.model
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(SENTENCES, min_size=1, max_size=4))
def test_no_text_tells_of_a_contact_or_a_line_without_what_the_gate_asks(nlp: Language, told: list[str]) -> None:
    article = Article(id="a", text=" ".join(line[0].upper() + line[1:] for line in told), published=DAY)
    (found,) = extract_docs(nlp, [article], gated=False)
    assert opens(article) or not tells(found), article.text
