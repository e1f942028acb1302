"""`milchannels export`: the network of the store as a file for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import UsageError
from .channels import Level
from .countries import country as country_code
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, Database, OfCountry
from .terminal import note

FORMS = (".gexf", ".graphml", ".csv", ".jsonl", ".ftm")


class Colour(StrEnum):
    """What the colour of a node tells."""

    country = "country"
    bloc = "bloc"


@with_filters()
def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=f"Where to write: {' '.join(FORMS)}", show_default=False)
    ],
    level: Annotated[Level, typer.Option(help="Nodes are persons, posts or countries.")] = Level.person,
    multi: Annotated[bool, typer.Option("--multi", help="One edge a contact, not one a pair.")] = False,
    country: OfCountry = None,
    *,
    narrowed: dict[str, Any],
    colour: Annotated[Colour, typer.Option(help="What the colour of a node tells.")] = Colour.country,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Write the network to a file.

    GEXF and GraphML are for Gephi; CSV is the edges, with the nodes in a second file beside; JSONL is the linked
    contacts, one a line. FTM is FollowTheMoney, for Aleph.
    """
    if file.suffix.lower() not in FORMS:
        raise UsageError(f"cannot tell the form of {str(file)!r}: let its name end in {' '.join(FORMS)}")
    if country is not None:
        narrowed["country"] = country_code(country)

    from .. import network
    from ..queries.filters import Filters
    from ..queries.rows import record_texts
    from ..store import Store

    with Store(database, create=False) as store:
        written = network.export(
            store, file, level=level.value, multi=multi, filters=narrowed, by_bloc=colour is Colour.bloc
        )
        empty = next(record_texts(store, Filters.of(narrowed)), None) is None
    for path in written:
        note(f"wrote {path}")
    if empty:
        note("nothing is in it: no contact passes these filters" if narrows(narrowed) else "the store has no contacts")
