"""`milchannels path`: through whom two are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from .channels import Level
from .forms import write_records
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, Database, Form, Format, Output, asked
from .terminal import output, paragraph, table

if TYPE_CHECKING:
    from ..queries import PathAnswer
    from ..queries.answers import ChannelEnd

COLUMNS = ("route", "step", "a", "a_country", "b", "b_country", "contacts", "first", "last", "a_id", "b_id")


@with_filters("status")
def path(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A person, a post or a country, in any words.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.", show_default=False)],
    level: Annotated[
        Level | None, typer.Option(help="Through persons, posts or countries.", show_default="that of the two")
    ] = None,
    *,
    narrowed: dict[str, Any],
    form: Format = Form.table,
    out_file: Output = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show through whom two persons, posts or countries are linked.

    The shortest way, the strongest, and who has contact with both. Only contacts that were held count, in a period where
    `--since` and `--until` set one.
    """
    from .. import queries

    with asked(database) as store:
        answer = queries.path(store, a, b, level=level.value if level else None, filters=narrowed)
    rows = [
        (name, n, *_told(step.a), *_told(step.b), step.contacts, step.first, step.last, step.a.id, step.b.id)
        for name, route in (("shortest", answer.shortest), ("strongest", answer.strongest))
        for n, step in enumerate(route, 1)
    ]
    with output(out_file) as out:
        write_records(out, form, answer, COLUMNS, rows, lambda: _draw(out, answer, narrowed=narrows(narrowed)))


def _told(end: ChannelEnd) -> tuple[str, str | None]:
    return end.label, end.country


def _draw(out: TextIO, answer: PathAnswer, *, narrowed: bool) -> None:
    from .tables import count, day, end_name

    if not answer.shortest:
        what = "No contact that passes these filters" if narrowed else "Nothing"
        out.write(f"{what} links {answer.a} and {answer.b}.\n")
        return
    same = answer.shortest == answer.strongest
    ways = [("Shortest and strongest way" if same else "Shortest way", answer.shortest)]
    ways += [] if same else [("Strongest way", answer.strongest)]
    for n, (heading, route) in enumerate(ways):
        out.write("\n" if n else "")
        out.write(f"{heading} from {answer.a} to {answer.b}: {count(len(route), 'step')}\n")
        rows = [
            (
                end_name(step.a),
                end_name(step.b),
                step.contacts,
                *(day(one) if one else None for one in (step.first, step.last)),
            )
            for step in route
        ]
        table(out, ("FROM", "TO", "HELD", "FIRST", "LAST"), rows)
    if answer.common:
        out.write("\n")
        paragraph(out, f"In contact with both: {'; '.join(map(end_name, answer.common))}", "    ", "")
