"""`milchannels topics`: what contacts are about, by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from .forms import write_records
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, Database, Form, Format, Output, asked
from .terminal import output, table

if TYPE_CHECKING:
    from ..queries import TopicYear

COLUMNS = ("kind", "name", "year", "contacts")
#: So many topics stand in the table, and years, the latest.
_TOPICS = 20
_YEARS = 12


@with_filters()
def topics(
    a: Annotated[
        str | None, typer.Argument(metavar="A", help="A country, a post or a person, in any words.", show_default=False)
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another one.", show_default=False)] = None,
    *,
    narrowed: dict[str, Any],
    form: Format = Form.table,
    out_file: Output = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show what contacts are about, by year: all, or those of one or two sides.

    First the themes of the vocabulary, then topics in the words of the articles.
    """
    from .. import queries

    with asked(database) as store:
        sides = [queries.side(store, word) for word in (a, b) if word is not None]
        found = queries.topics(store, sides, filters=narrowed)
    rows = [(one.kind, one.name, one.year, one.contacts) for one in found]
    with output(out_file) as out:
        write_records(out, form, found, COLUMNS, rows, lambda: _draw(out, found, narrowed=narrows(narrowed)))


def _draw(out: TextIO, found: Sequence[TopicYear], *, narrowed: bool) -> None:
    if not found:
        out.write("No topic passes these filters.\n" if narrowed else "No topic is told.\n")
        return
    years = sorted({one.year for one in found if one.year is not None})[-_YEARS:]
    counts: dict[tuple[str, str], dict[int | None, int]] = defaultdict(dict)
    for one in found:
        counts[one.kind, one.name][one.year] = one.contacts
    for kind, heading in (("theme", "THEME"), ("topic", "TOPIC")):
        names = [name for told, name in counts if told == kind]
        rows = [
            (
                name.replace("_", " ") if kind == "theme" else name,
                sum(counts[kind, name].values()),
                *(counts[kind, name].get(year) for year in years),
            )
            for name in names[:_TOPICS]
        ]
        if rows:
            out.write("\n" if kind == "topic" and any(told == "theme" for told, _ in counts) else "")
            table(out, (heading, "ALL", *map(str, years)), rows)
            if len(names) > _TOPICS:
                out.write(f"and {len(names) - _TOPICS:,} more: --format csv has them all\n")
