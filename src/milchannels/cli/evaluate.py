"""`milchannels evaluate`: figures of the extraction on annotated articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import Model
from .terminal import clean, note, progress

if TYPE_CHECKING:
    from ..evaluation import Case


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of annotated articles, or one.", show_default=False)],
    predictions: Annotated[
        Path | None,
        typer.Argument(help="JSONL of extractions; without it, the articles are read now.", show_default=False),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong, by cause.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    floors: Annotated[
        Path | None,
        typer.Option(help="JSON of the least that figures may be; exits with 1 below.", show_default=False),
    ] = None,
    model: Model = None,
) -> None:
    """Compare extractions with annotated articles."""
    from .. import evaluation

    golds = evaluation.read_gold(gold)
    least = evaluation.read_floors(floors) if floors else {}
    answers = evaluation.read_answers(predictions) if predictions else _extract(golds, model)
    result = evaluation.evaluate(golds, answers)
    figures = result.figures()
    if as_json:
        if errors:
            found = evaluation.cases(result.outcomes, golds, answers)
            figures = {**figures, "errors": {cause: [_as_json(case) for case in of] for cause, of in found.items()}}
        typer.echo(json.dumps(figures, indent=1, ensure_ascii=False))
    else:
        if errors:
            _print_cases(evaluation.cases(result.outcomes, golds, answers))
        _print_figures(figures)
    if predictions and figures["unanswered"] == figures["articles"]:
        note(f"{predictions}: no extraction in it has the id of an annotated article")
    below = evaluation.below_floors(figures, least)
    for line in below:
        note(line)
    raise typer.Exit(1 if below else 0)


def _extract(golds: Iterable[Mapping[str, Any]], model: str | None) -> dict[str, dict[str, Any]]:
    """What the extraction says of the annotated articles, from their texts alone."""
    from ..extraction import extract

    inputs = [{key: gold.get(key) for key in ("id", "title", "published", "text")} for gold in golds]
    found = progress(extract(inputs, model=model), "articles read")
    return {extraction.id: extraction.model_dump(mode="json") for extraction in found}


def _print_figures(figures: Mapping[str, Any]) -> None:
    typer.echo(f"{figures['articles']} articles, {figures['unanswered']} without an answer")
    for name, values in figures.items():
        if isinstance(values, Mapping):
            typer.echo(f"{name:15}" + "  ".join(f"{key} {value}" for key, value in values.items()))


def _print_cases(found: Mapping[str, list[Case]]) -> None:
    for cause, of in found.items():
        print(f"{cause}: {len(of)}")
        for case in of:
            print(f"  {case.article}")
            if case.expected is not None:
                print(f"    expected  {_line(case.expected)}")
            if case.answered is not None:
                print(f"    answered  {_line(case.answered)}")
        print()
    sys.stdout.flush()


def _as_json(case: Case) -> dict[str, Any]:
    return {"article": case.article, "expected": case.expected, "answered": case.answered}


def _line(contact: Mapping[str, Any]) -> str:
    who = " + ".join(
        f"{p.get('name') or p.get('identity') or p.get('role') or p.get('kind')} ({p.get('country')})"
        for p in contact.get("participants") or []
    )
    quotes = contact.get("evidence") or [""]
    first = quotes[0].get("quote", "") if isinstance(quotes[0], Mapping) else quotes[0]
    return clean(f'{contact.get("mode")}, {contact.get("status")}, {contact.get("date")}: {who} | "{first}"')
