"""Component `milchannels_sentences`: where a sentence can and cannot begin, set before the parser runs.

The parser splits after "Maj.-Gen." and runs on over blank lines. In: tokens. Out: `is_sent_start`, False behind the
abbreviation of a rank or title, True behind a blank line; everything else is left to the parser.
"""

from __future__ import annotations

import functools

from spacy.language import Language
from spacy.tokens import Doc

from .. import lexicons

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gov",
        "sen",
        "rep",
        "st",
        "no",
        "sr",
        "jr",
        "capt",
        "cmdr",
        "sgt",
        "lt",
        "col",
        "maj",
        "gen",
        "adm",
        "brig",
        "hon",
        "rev",
        "ret",
        "retd",
        "dept",
        "u.s",
        "u.k",
        "u.n",
        "gens",
        "adms",
    ]
)


@functools.cache
def _abbreviated() -> frozenset[str]:
    last_words = {
        form.lower().replace("-", " ").split()[-1].rstrip(".")
        for rank in lexicons.ranks()
        for form in rank.forms
        if form.endswith(".")
    }
    return frozenset(last_words) | _ABBREVIATIONS


@Language.factory("milchannels_sentences")
class Sentences:
    """Sets sentence starts that the parser keeps to."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        words = _abbreviated()
        for token in doc[1:]:
            before = doc[token.i - 1]
            if before.is_space and before.text.count("\n") >= 2:
                token.is_sent_start = True
            elif before.text.endswith(".") and token.text[0].isupper():
                stem = (
                    before.lower_.rstrip(".")
                    if len(before.text) > 1
                    else (doc[token.i - 2].lower_ if token.i > 1 and not doc[token.i - 2].whitespace_ else "")
                )
                if (stem.split("-")[-1] in words and stem not in ("u.s", "u.k", "u.n", "no", "ret", "retd")) or (
                    len(stem) == 1 and stem.isalpha()
                ):
                    token.is_sent_start = False
        return doc
