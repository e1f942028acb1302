"""`milchannels judgements`: list what was decided, write it to a file for others, take theirs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..errors import MilchannelsError
from .options import (
    DEFAULT_DATABASE,
    SOME_UNREAD,
    Database,
    Form,
    Output,
    RegisterFile,
    tell_of_register,
    use_register,
)
from .terminal import clean, note, output, paragraph

if TYPE_CHECKING:
    from ..judging import Decision
    from ..store import Store

app = typer.Typer(
    help="List, export and import decisions.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

#: So many bad lines are told one by one.
_TOLD = 20
_VERDICTS = {"same": "are the same", "different": "differ", "unsure": "unclear", "withdrawn": "taken back"}


class Kind(StrEnum):
    """What a judgement is about."""

    person = "person"
    contact = "contact"


class By(StrEnum):
    """Who decided."""

    user = "user"
    rule = "rule"
    all = "all"


@app.command("list")
def list_(
    by: Annotated[By, typer.Option(help="Whose decisions: yours, those of rules, or all.")] = By.user,
    kind: Annotated[Kind | None, typer.Option(help="Only of persons, or of contacts.", show_default=False)] = None,
    form: Annotated[Form, typer.Option("--format", help="How to write the list.")] = Form.table,
    out_file: Output = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """List what was decided, in the order of time.

    The number is what `milchannels undo` takes. What was taken back or replaced since no longer stands.
    """
    from ..judging import decisions
    from ..store import Store

    with Store(database, create=False) as store:
        with store.reading() as connection:
            found = list(
                decisions(connection, by=None if by is By.all else by.value, kind=kind.value if kind else None)
            )
        with output(out_file) as out:
            _write(out, store, found, form)


@app.command("export")
def export(out_file: Output = None, database: Database = DEFAULT_DATABASE) -> None:
    """Write your judgements as JSONL, for others or for another store.

    They mean the same in every store that holds the articles. For example:
    milchannels judgements export -o judgements.jsonl
    """
    from ..judging import export_lines
    from ..store import Store

    with Store(database, create=False) as store, output(out_file) as out:
        number = 0
        for line in export_lines(store):
            out.write(line + "\n")
            number += 1
    if out_file is not None:
        note(f"wrote {number} to {out_file}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSONL of `judgements export`, or - for stdin.", show_default=False)],
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Take judgements that others have made.

    A line that is wrong, or contradicts an earlier judgement, is told and left out; the rest is taken. What is about
    articles that the store does not hold yet waits for them.
    """
    use_register(register)

    from ..judging import import_lines
    from ..store import Store

    with _lines(file) as lines, Store(database) as store:
        tell_of_register(store)
        done = import_lines(store, lines)
    for refused in done.refused[:_TOLD]:
        note(f"{file}:{refused}")
    if len(done.refused) > _TOLD:
        note(f"{file}: and {len(done.refused) - _TOLD} lines more")
    typer.echo(f"{done.new} taken, {done.known} known already, {len(done.refused)} left out")
    if done.refused:
        raise typer.Exit(SOME_UNREAD)


@contextmanager
def _lines(file: Path) -> Iterator[Iterator[str]]:
    """The lines of a file in UTF-8; what is none is read with marks in place of it, and fails line by line."""
    try:
        if str(file) == "-":
            yield iter(sys.stdin)
        else:
            with file.open(encoding="utf-8-sig", errors="replace", newline=None) as stream:
                yield iter(stream)
    except OSError as wrong:
        raise MilchannelsError(f"cannot read {file}: {(wrong.strerror or 'unknown reason').lower()}") from wrong


def words(store: Store, decision: Decision) -> str:
    """What was decided, in words: `Sergei Shoigu (RUS, 2014) / S. Orlov (RUS, 2003) differ`."""
    [(a, b)] = _sides(store, [decision])
    return f"{a} / {b} {_VERDICTS[decision.verdict]}"


def _sides(store: Store, found: list[Decision]) -> Iterator[tuple[str, str]]:
    """For each decision, words for the two of its first pair, and how many pairs more there are."""
    from ..judging.sides import labels

    told: dict[str, str] = {}
    with store.reading() as connection:
        for kind in Kind:
            keys = (key for one in found if one.kind == kind for key in one.pairs[0])
            told.update(labels(connection, kind.value, keys))
    for one in found:
        a, b = one.pairs[0]
        yield told[a], told[b] + (f" and {len(one.pairs) - 1} more" if len(one.pairs) > 1 else "")


def _write(out: TextIO, store: Store, found: list[Decision], form: Form) -> None:
    from ..network.safe import cell

    if form in (Form.json, Form.jsonl):
        records = [_record(one) for one in found]
        if form is Form.json:
            json.dump(records, out, ensure_ascii=False, indent=2)
            out.write("\n")
        else:
            out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    elif form is Form.csv:
        rows = csv.writer(out)
        rows.writerow(("number", "kind", "verdict", "by", "at", "score", "stands", "a", "b", "reasons"))
        for one in found:
            head = (one.number, one.kind, one.verdict, one.by, one.at, one.score, one.stands)
            rows.writerows(map(cell, (*head, a, b, clean(one.reasons))) for a, b in one.pairs)
    elif found:
        for one, (a, b) in zip(found, _sides(store, found), strict=True):
            score = f", score {one.score:g}" if one.by == "rule" else ""
            mark = "" if one.stands else ", no longer stands"
            out.write(f"{one.number}  {one.at[:10]}  {one.by}: {_VERDICTS[one.verdict]}{score}{mark}\n")
            for line in filter(None, (a, b, one.reasons and f"why: {one.reasons}")):
                paragraph(out, line, indent="      ", first="    ")
    else:
        out.write("Nothing was decided yet: see milchannels review, merge and split.\n")


def _record(one: Decision) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "verdict": one.verdict,
        "by": one.by,
        "at": one.at,
        "score": one.score,
        "stands": one.stands,
        "pairs": [list(pair) for pair in one.pairs],
        "reasons": one.reasons,
    }
