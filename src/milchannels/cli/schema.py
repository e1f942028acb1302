"""`milchannels schema`: the JSON Schemas of the records."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def schema(
    name: Annotated[str | None, typer.Argument(help="A record, such as contact; without it, their names.")] = None,
) -> None:
    """Print the JSON Schema of a record.

    Without a name, list the records that have one.
    """
    from .. import schemas

    if name is None:
        typer.echo("\n".join(schemas.RECORDS))
    else:
        typer.echo(json.dumps(schemas.schema(name), indent=2))
