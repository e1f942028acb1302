"""`milchannels compare`: which lines appeared, went silent, grew and shrank from one period to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from .channels import Level
from .countries import country as country_code
from .forms import write_records
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, Database, Form, Format, Output, asked
from .terminal import output, table

if TYPE_CHECKING:
    from ..queries import Change

COLUMNS = ("change", "a", "a_country", "b", "b_country", "before", "after", "a_id", "b_id")
_HEADINGS = {
    "appeared": "Appeared",
    "silent": "Went silent",
    "grew": "Grew",
    "shrank": "Shrank",
    "same": "Much the same",
}
#: So many lines of a kind stand in the table.
_LINES = 20


@with_filters("since", "until", "status")
def compare(
    before: Annotated[
        str, typer.Argument(metavar="BEFORE", help="A period: 2014, 2014-03, 2012/2014.", show_default=False)
    ],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="A later one.", show_default=False)],
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="Only lines of this country.", show_default=False)
    ] = None,
    level: Annotated[Level, typer.Option(help="Lines between persons, posts or countries.")] = Level.country,
    *,
    narrowed: dict[str, Any],
    form: Format = Form.table,
    out_file: Output = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show which lines appeared, went silent, grew and shrank from one period to another.

    Only contacts that were held count. Where the periods are of different length, a line grew or shrank by its contacts a day.
    """
    code = country_code(country) if country is not None else None

    from .. import queries

    with asked(database) as store:
        found = queries.compare(store, before, after, code, level=level.value, filters=narrowed)
    rows = [
        (one.change, one.a.label, one.a.country, one.b.label, one.b.country, one.before, one.after, one.a.id, one.b.id)
        for one in found
    ]
    with output(out_file) as out:
        write_records(
            out,
            form,
            found,
            COLUMNS,
            rows,
            lambda: _draw(out, found, before, after, narrowed=narrows({**narrowed, "country": code})),
        )


def _draw(out: TextIO, found: Sequence[Change], before: str, after: str, *, narrowed: bool) -> None:
    from .tables import end_name

    if not found:
        which = " that passes these filters" if narrowed else ""
        out.write(f"No contact{which} was held in {before} or {after}.\n")
    started = False
    for change, heading in _HEADINGS.items():
        own = [one for one in found if one.change == change]
        if own:
            out.write(f"{chr(10) if started else ''}{heading}: {len(own):,}\n")
            started = True
            table(
                out,
                ("FROM", "TO", before, after),
                [(end_name(one.a), end_name(one.b), one.before, one.after) for one in own[:_LINES]],
            )
            if len(own) > _LINES:
                out.write(f"and {len(own) - _LINES:,} more: --format csv has them all\n")
