"""The pipeline as a whole: its components, odd texts, and what holds for every answer."""

from __future__ import annotations

import datetime as dt
import random
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

from milchannels import resources
from milchannels.articles import read
from milchannels.errors import ModelError
from milchannels.language.pipeline import COMPONENTS, extract_docs, load
from milchannels.records import Article, Extraction, Unread

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FACTORIES = ("milchannels_sentences", *COMPONENTS)
AUSTIN, SHOIGU = "U.S. Defense Secretary Lloyd Austin", "Russian Defense Minister Sergei Shoigu"
#: Goes with the model of the program alone: see test_entities.py.
ENTITIES = "milchannels_entities"
PUBLISHED = dt.date(2022, 10, 26)


def extraction(nlp: Language, text: str, published: dt.date | None = PUBLISHED) -> Extraction:
    """The answer to one text."""
    return next(extract_docs(nlp, [Article(id="a", text=text, published=published)], gated=False))


# -- components -----------------------------------------------------------------------------------------------------------


def test_every_component_is_registered_by_entry_point() -> None:
    points = {p.name: p for p in entry_points(group="spacy_factories") if p.name.startswith("milchannels_")}

    assert set(points) == {*FACTORIES, ENTITIES}
    assert all(callable(p.load()) for p in points.values())


@pytest.mark.parametrize("name", FACTORIES)
def test_a_component_can_be_added_to_any_pipeline(name: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(name)

    assert nlp("Lloyd Austin of the United States rang Sergei Shoigu of Russia on Monday.").text


def test_all_components_run_on_a_text_without_a_parse() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for name in FACTORIES:
        nlp.add_pipe(name)

    found = extraction(nlp, f"{AUSTIN} rang {SHOIGU} on Monday. The call was short.")

    assert found.id == "a"


@pytest.mark.model
def test_the_order_of_the_components(nlp: Language) -> None:
    ours = [name for name in nlp.pipe_names if name.startswith("milchannels_")]

    assert ours == ["milchannels_sentences", ENTITIES, *COMPONENTS]
    assert nlp.pipe_names.index("milchannels_sentences") < nlp.pipe_names.index("parser")


# -- models that will not do ----------------------------------------------------------------------------------------------


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelError) as raised:
        load(model="no_such")

    assert "no_such" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_model_that_lacks_what_is_needed(language: str, tmp_path: Path) -> None:
    spacy.blank(language).to_disk(tmp_path / "model")

    with pytest.raises(ModelError) as raised:
        load(model=str(tmp_path / "model"))

    assert "\n" not in str(raised.value)


# -- odd texts ------------------------------------------------------------------------------------------------------------

ODD = {
    "empty": "",
    "blanks": " \n\n\t \n",
    "punctuation": "... -- !? ( ) ; : , . “ ” — – ’ ' \" / \\ @ # %",
    "digits": "1 2 3 4.5 6,000 7/8 2022-10-26",
    "one letter": "x",
    "one word": "met",
    "counterpart alone": "counterpart",
    "opposite number": "his opposite number",
    "opposite": "the opposite",
    "second": "second",
    "both": "both",
    "ends in a title": "He met the defence minister of",
    "ends in a rank": "spoke with Gen.",
    "controls": "Austin\x00 met\x0b Shoigu\x1f.",
    "German": "Der Verteidigungsminister Boris Pistorius telefonierte am Montag mit seinem französischen Amtskollegen.",
    "Russian": "Министр обороны России Сергей Шойгу провёл телефонный разговор с министром обороны США.",
    "Chinese": "国防部长魏凤和与美国国防部长奥斯汀通电话。",
    "Arabic": "أجرى وزير الدفاع الروسي اتصالا هاتفيا مع نظيره الأمريكي.",
    "emoji": "🤝 🇺🇸 📞 🇷🇺",
    "combining": "S\u0301ergei\u200b Shoi\u00adgu",
    "capitals": "LLOYD AUSTIN MET SERGEI SHOIGU IN GENEVA ON MONDAY.",
    "a table": "USA | RUS | 2022-10-26\n--- | --- | ---\nAustin | Shoigu | call",
    "markup": "<p>Austin <b>met</b> Shoigu</p> &amp; left",
}


@pytest.mark.model
@pytest.mark.parametrize("text", list(ODD.values()), ids=list(ODD))
@pytest.mark.parametrize("published", [PUBLISHED, None], ids=["dated", "undated"])
def test_odd_texts_have_an_answer(nlp: Language, text: str, published: dt.date | None) -> None:
    found = extraction(nlp, text, published)

    assert found.id == "a"
    assert all(text[q.start : q.end] == q.quote for c in found.contacts for q in c.evidence)


@pytest.mark.model
@pytest.mark.parametrize("name", ["empty", "blanks", "punctuation", "digits", "one word", "emoji", "German", "Chinese"])
def test_what_tells_of_nothing_gives_nothing(nlp: Language, name: str) -> None:
    found = extraction(nlp, ODD[name])

    assert (found.contacts, found.channel_events) == ([], [])


@pytest.mark.model
@pytest.mark.parametrize(
    ("clause", "times"),
    [
        (", tanks, guns, trucks, boots, maps and the tents of the army", 460),
        (", and the general spoke again with him", 150),
    ],
    ids=["5,000 words without a verb", "1,000 words of talks"],
)
def test_a_very_long_sentence(nlp: Language, clause: str, times: int) -> None:
    text = f"{AUSTIN} showed {SHOIGU} rooms" + clause * times + "."

    found = extraction(nlp, text)

    assert all(text[q.start : q.end] == q.quote for c in found.contacts for q in c.evidence)


# -- what holds for every answer ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def examples() -> list[Article]:
    """The articles that come with the program."""
    found = [item for item in read([str(resources.data("examples"))]) if isinstance(item, Article)]
    assert len(found) > 30
    return found


@pytest.fixture(scope="module")
def answers(nlp: Language, examples: list[Article]) -> list[Extraction]:
    """Their extractions."""
    return list(extract_docs(nlp, examples))


@pytest.mark.model
def test_one_answer_for_each_article_in_order(examples: list[Article], answers: list[Extraction]) -> None:
    assert [(e.id, e.title, e.published, e.source) for e in answers] == [
        (a.id, a.title, a.published, a.source) for a in examples
    ]
    assert sum(bool(e.contacts) for e in answers) > len(answers) / 2


@pytest.mark.model
def test_quotes_are_words_of_the_article(examples: list[Article], answers: list[Extraction]) -> None:
    for article, answer in zip(examples, answers, strict=True):
        for contact in answer.contacts:
            assert contact.evidence, contact.id
            for q in contact.evidence:
                assert article.text[q.start : q.end] == q.quote != "", contact.id
        for event in answer.channel_events:
            assert event.evidence in article.text
            if event.start is not None:
                assert article.text[event.start : event.end] == event.evidence


@pytest.mark.model
def test_words_are_those_of_the_article(examples: list[Article], answers: list[Extraction]) -> None:
    for article, answer in zip(examples, answers, strict=True):
        words = " ".join(article.text.split())
        for contact in answer.contacts:
            assert contact.date_text is None or " ".join(contact.date_text.split()) in words, contact.id
            assert contact.location is None or contact.location.casefold() in words.casefold(), contact.id


@pytest.mark.model
def test_contacts_are_sound(answers: list[Extraction]) -> None:
    for contact in [c for answer in answers for c in answer.contacts]:
        sides = {p.country for p in contact.participants}
        assert len(sides) >= 2, contact.id
        assert None not in sides, contact.id
        assert contact.initiator is None or contact.initiator in sides, contact.id
        assert contact.count is None or contact.recurring, contact.id
        assert (contact.date is None) == (contact.date_basis == "unknown"), contact.id
        assert contact.date is None or contact.date_text, contact.id
        for p in contact.participants:
            assert (p.name is not None) == (p.kind == "person"), contact.id
            assert p.identity is None or p.kind == "office", contact.id


@pytest.mark.model
def test_ids_are_unique(answers: list[Extraction]) -> None:
    ids = [c.id for answer in answers for c in answer.contacts]

    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.model
def test_answers_are_the_same_each_time_and_in_any_order(
    nlp: Language, examples: list[Article], answers: list[Extraction]
) -> None:
    shuffled = random.Random(3).sample(examples, 16)
    again = {e.id: e.model_dump_json() for e in extract_docs(nlp, shuffled)}

    assert again == {e.id: e.model_dump_json() for e in answers if e.id in again}
    assert len(again) == 16


@pytest.mark.model
def test_an_article_read_alone_is_read_as_among_others(
    nlp: Language, examples: list[Article], answers: list[Extraction]
) -> None:
    for article, answer in list(zip(examples, answers, strict=True))[::9]:
        assert next(extract_docs(nlp, [article])).model_dump_json() == answer.model_dump_json()


@pytest.mark.model
def test_without_a_publication_day_only_what_is_stated_is_dated(nlp: Language, examples: list[Article]) -> None:
    undated = [a.model_copy(update={"published": None}) for a in examples[:8]]
    contacts = [c for e in extract_docs(nlp, undated) for c in e.contacts]

    assert contacts
    assert {c.date_basis for c in contacts} <= {"stated", "contact", "unknown"}


@pytest.mark.model
def test_a_fault_of_ours_costs_one_article(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    from milchannels.language import pipeline

    whole = pipeline.to_extraction

    def faulty(doc: Doc, article: Article) -> Extraction:
        if article.id == "3":
            raise IndexError("a rule looked beyond the text")
        return whole(doc, article)

    texts = [Article(id=str(n), text=f"{AUSTIN} called {SHOIGU}. {n}", published=PUBLISHED) for n in range(6)]
    before = list(extract_docs(nlp, texts, gated=False))
    monkeypatch.setattr(pipeline, "to_extraction", faulty)
    found = list(extract_docs(nlp, texts, gated=False))
    assert [one.id for one in found] == [str(n) for n in range(6)]
    assert [one for one in found if not isinstance(one, Unread)] == before[:3] + before[4:]
    (unread,) = (one for one in found if isinstance(one, Unread))
    assert (unread.id, unread.contacts, unread.fault) == ("3", [], "IndexError: a rule looked beyond the text")
    monkeypatch.setenv("MILCHANNELS_DEBUG", "1")
    with pytest.raises(IndexError):
        list(extract_docs(nlp, texts, gated=False))
