"""`milchannels extract`: articles in, records out, nothing stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..limits import LONGEST
from .options import (
    AnyLanguage,
    Longest,
    Model,
    NoGate,
    Output,
    Published,
    Reading,
    RegisterFile,
    Shard,
    Sources,
    Workers,
    use_register,
)
from .terminal import output, progress, table

if TYPE_CHECKING:
    from ..records import Extraction


class ExtractForm(StrEnum):
    """How extractions are written."""

    jsonl = "jsonl"
    json = "json"
    table = "table"


def extract(
    sources: Sources,
    published: Published = None,
    form: Annotated[ExtractForm, typer.Option("--format", help="How to write the records.")] = ExtractForm.jsonl,
    out_file: Output = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out contacts of less confidence than this.")
    ] = 0.0,
    model: Model = None,
    register: RegisterFile = None,
    longest: Longest = LONGEST,
    any_language: AnyLanguage = False,
    no_gate: NoGate = False,
    workers: Workers = 1,
    shard: Shard = None,
) -> None:
    """Read articles and write what they tell.

    One extraction an article, in order. Nothing is stored.
    """
    from .. import extraction

    use_register(register)
    reading = Reading(sources, published, longest, any_language, shard)
    found = extraction.extract(reading.articles(), model=model, workers=workers, gate=not no_gate)
    kept = (_confident(each, min_confidence) for each in found if reading.answered(each))
    with output(out_file) as out:
        streams = out_file is None and form is ExtractForm.jsonl
        _WRITERS[form](out, progress(kept, "articles read", writes_to_stdout=streams))
    raise typer.Exit(reading.exit_code())


def _confident(extraction: Extraction, least: float) -> Extraction:
    if not least:
        return extraction
    return extraction.model_copy(update={"contacts": [c for c in extraction.contacts if c.confidence >= least]})


def _write_jsonl(out: TextIO, extractions: Iterable[Extraction]) -> None:
    for extraction in extractions:
        out.write(extraction.model_dump_json() + "\n")
        out.flush()


def _write_json(out: TextIO, extractions: Iterable[Extraction]) -> None:
    json.dump([each.model_dump(mode="json") for each in extractions], out, ensure_ascii=False, indent=2)
    out.write("\n")


def _write_table(out: TextIO, extractions: Iterable[Extraction]) -> None:
    from .tables import how, parties, when

    rows = [
        (each.id, when(contact), how(contact), _beneath(parties(contact.participants)), "; ".join(contact.topics))
        for each in extractions
        for contact in each.contacts
    ]
    table(out, ("ARTICLE", "DATE", "HOW", "WHO", "TOPICS"), rows)


def _beneath(names: list[str]) -> list[str]:
    """Each on a line of its own, with a dash before those that follow."""
    return [*names[:1], *(f"– {name}" for name in names[1:])]


_WRITERS = {ExtractForm.jsonl: _write_jsonl, ExtractForm.json: _write_json, ExtractForm.table: _write_table}
