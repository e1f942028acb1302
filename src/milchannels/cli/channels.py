"""`milchannels channels`: all channels, or those of a country."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from .countries import country as country_code
from .options import (
    DEFAULT_DATABASE,
    AsOf,
    Database,
    Form,
    Mode,
    Output,
    RegisterFile,
    Since,
    Status,
    Topic,
    Track,
    Until,
    filters,
    narrows,
    use_register,
)
from .terminal import output, table

if TYPE_CHECKING:
    from ..queries import Channel

COLUMNS = ("a", "a_country", "b", "b_country", "contacts", "first", "last", "silence", "modes", "statuses", "sources",
           "holders", "contact_ids")  # fmt: skip


class Level(StrEnum):
    """Between whom a channel runs."""

    person = "person"
    post = "post"
    country = "country"


def channels(
    country: Annotated[
        str | None, typer.Argument(help="A country: name, code or demonym; without it, all.", show_default=False)
    ] = None,
    level: Annotated[Level, typer.Option(help="Channels between persons, posts or countries.")] = Level.person,
    since: Since = None,
    until: Until = None,
    mode: Mode = None,
    status: Status = None,
    track: Track = None,
    topic: Topic = None,
    as_of: AsOf = None,
    form: Annotated[Form, typer.Option("--format", help="How to write the answer.")] = Form.table,
    out_file: Output = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """List channels, all or those of a country.

    With the number of contacts held, the first, the last and the days of silence, the busiest first. A line between
    two posts runs on when those who hold them change; `--level post` tells who held them.
    """
    code = country_code(country) if country is not None else None
    use_register(register)
    narrowed = filters(since, until, mode, status, track, topic)

    from .. import queries
    from .. import register as registers
    from ..store import Store

    with Store(database, create=False) as store:
        known = registers.default() if level is Level.post else None
        found = queries.channels(
            store, code, level=level.value, as_of=as_of or store.newest(), register=known, **narrowed
        )
    with output(out_file) as out:
        write(out, found, form, narrowed=narrows(narrowed))


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
        "; ".join(map(holders, channel.holders)), " ".join(channel.contact_ids),
    ]  # fmt: skip
