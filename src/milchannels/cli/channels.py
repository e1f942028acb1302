"""`milchannels channels`: all channels, or those of a country."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..errors import UsageError
from .countries import country as country_code
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, AsOf, Database, Form, Format, Output, RegisterFile, asked, days, use_register
from .terminal import output, table

if TYPE_CHECKING:
    from ..queries import Channel

COLUMNS = ("a", "a_country", "b", "b_country", "contacts", "first", "last", "silence", "modes", "statuses", "sources",
           "cut_since", "holders", "contact_ids")  # fmt: skip


#: So many lines stand in a table where nothing else is asked for.
TABLE = 100


class Sort(StrEnum):
    """The order of channels."""

    contacts = "contacts"
    last = "last"
    silence = "silence"
    sources = "sources"


class Level(StrEnum):
    """Between whom a channel runs."""

    person = "person"
    post = "post"
    country = "country"


@with_filters()
def channels(
    country: Annotated[
        str | None,
        typer.Argument(
            metavar="COUNTRY", help="A country: name, code or demonym; without it, all.", show_default=False
        ),
    ] = None,
    level: Annotated[Level, typer.Option(help="Channels between persons, posts or countries.")] = Level.person,
    *,
    narrowed: dict[str, Any],
    sort: Annotated[
        Sort, typer.Option(help="What comes first: the busiest, the last used, the longest silent, the most told.")
    ] = Sort.contacts,
    silent: Annotated[
        int | None,
        typer.Option(
            parser=days, metavar="TIME", help="Only lines silent for so long: 180d, 6m, 2y.", show_default=False
        ),
    ] = None,
    cut: Annotated[bool, typer.Option("--cut", help="Only lines that were suspended and not resumed.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="So many lines.", show_default=f"{TABLE} in a table, else all"),
    ] = None,
    as_of: AsOf = None,
    form: Format = Form.table,
    out_file: Output = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """List channels, all or those of a country.

    `--silent 180d` keeps those that were not used for so long, `--cut` those between countries whose lines articles tell last
    to be suspended. With the number of contacts held, the first, the last and the days of silence, the busiest first. A line between
    two posts runs on when those who hold them change; `--level post` tells who held them.

    \b
    milchannels channels China --since 2020
    milchannels channels --level country --format csv -o channels.csv
    """
    code = country_code(country) if country is not None else None
    use_register(register)

    from .. import queries
    from .. import register as registers

    with asked(database) as store:
        day = as_of or store.newest()
        if silent is not None and day is None:
            raise UsageError("no article has a date to which silence could be counted: give one with --as-of")
        known = registers.default() if level is Level.post else None
        most = limit or (TABLE + 1 if form is Form.table else None)
        found = queries.channels(
            store,
            code,
            level=level.value,
            as_of=day,
            register=known,
            sort=sort.value,
            silent=silent,
            cut=cut,
            limit=most,
            **narrowed,
        )
    more = limit is None and form is Form.table and len(found) > TABLE
    with output(out_file) as out:
        write(
            out,
            found[:TABLE] if more else found,
            form,
            narrowed=narrows({**narrowed, "silent": silent, "cut": cut or None}),
        )
        if more:
            out.write("and more: --limit N shows so many, --format csv all\n")


def write(out: TextIO, found: Sequence[Channel], form: Form = Form.table, *, narrowed: bool = False) -> None:
    """The channels in one of the forms; `narrowed` says that filters were set."""
    from ..network.safe import cell

    if form is Form.json:
        json.dump([channel.model_dump(mode="json") for channel in found], out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form is Form.jsonl:
        for channel in found:
            out.write(channel.model_dump_json() + "\n")
    elif form is Form.csv:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        rows.writerows(map(cell, _csv_row(channel)) for channel in found)
    elif found:
        from .tables import channel_rows

        table(out, *channel_rows(found))
    else:
        out.write("No channels pass these filters.\n" if narrowed else "No channels are told.\n")


def _csv_row(channel: Channel) -> list[object]:
    from .tables import holders

    def spread(counts: dict[str, int]) -> str:
        return "; ".join(f"{name} {number}" for name, number in counts.items())

    return [
        channel.a.label, channel.a.country, channel.b.label, channel.b.country, channel.contacts, channel.first,
        channel.last, channel.silence, spread(channel.modes), spread(channel.statuses), channel.sources,
        channel.cut.since if channel.cut else None,
        "; ".join(map(holders, channel.holders)), " ".join(channel.contact_ids),
    ]  # fmt: skip
