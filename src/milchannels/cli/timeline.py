"""`milchannels timeline`: contacts along the line of time, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from .forms import write_records
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, Database, Form, Format, Output, asked
from .terminal import clean, output, paragraph

if TYPE_CHECKING:
    from ..queries import Period

COLUMNS = ("period", "held", "modes", "not_held", "events")
#: The longest bar.
_BAR = 40


class By(StrEnum):
    """The length of a period."""

    month = "month"
    year = "year"


@with_filters()
def timeline(
    a: Annotated[
        str | None, typer.Argument(metavar="A", help="A country, a post or a person, in any words.", show_default=False)
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another one.", show_default=False)] = None,
    by: Annotated[By | None, typer.Option(help="Month by month or year by year.", show_default="by the length")] = None,
    *,
    narrowed: dict[str, Any],
    form: Format = Form.table,
    out_file: Output = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show contacts and channel events along the line of time: all, or those of one or two sides.

    A `#` is a contact held, a `.` one that was planned, refused or cancelled.
    """
    from .. import queries

    with asked(database) as store:
        sides = [queries.side(store, word) for word in (a, b) if word is not None]
        found = queries.timeline(store, sides, by=by.value if by else None, filters=narrowed)
    rows = [
        (
            one.period,
            one.held,
            _spread(one.modes),
            _spread(one.not_held),
            "; ".join(f"{e.action} {e.channel}" for e in one.events),
        )
        for one in found
    ]
    with output(out_file) as out:
        write_records(out, form, found, COLUMNS, rows, lambda: _draw(out, found, narrowed=narrows(narrowed)))


def _draw(out: TextIO, found: Sequence[Period], *, narrowed: bool) -> None:
    if not found:
        out.write("Nothing passes these filters.\n" if narrowed else "Nothing is told.\n")
        return
    most = max(one.held + sum(one.not_held.values()) for one in found)
    scale = min(1.0, _BAR / most) if most else 1.0
    for one in found:
        other = sum(one.not_held.values())
        held, open_ = (round(number * scale) or (1 if number else 0) for number in (one.held, other))
        words = ", ".join(filter(None, [_spread(one.modes), _spread(one.not_held)]))
        out.write(f"{one.period or 'undated':<8} {'#' * held}{'.' * open_} {words}".rstrip() + "\n")
        for event in one.events:
            paragraph(
                out,
                clean(f"channel {event.action}: {event.channel} [{event.article}]"),
                indent="             ",
                first="         | ",
            )


def _spread(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
