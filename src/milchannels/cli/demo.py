"""`milchannels demo`: the whole way on the articles that come with the program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import MilchannelsError
from .options import Model, Reading
from .terminal import note, progress

SIDES = ("USA", "RUS")
GRAPHS = ("channels.gexf", "channels.graphml")
PAGE = "page.html"


def demo(
    folder: Annotated[Path, typer.Option(help="Where the store, the graphs and the page go.")] = Path(
        "milchannels-demo"
    ),
    model: Model = None,
) -> None:
    """Show the whole way on articles that come along.

    Reads them into a fresh store, prints the channels, and writes the network for Gephi and a page to look at.
    """
    from .. import resources

    examples = resources.data("examples")
    database = folder / "milchannels.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A fresh store, so that the demo shows the same each time; SQLite keeps its journal in two files beside it.
        for path in (database, *(folder / f"{database.name}{end}" for end in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)
    except OSError as wrong:
        raise MilchannelsError(f"cannot use the folder {folder}: {(wrong.strerror or 'unknown').lower()}") from wrong

    from .. import network, queries, report
    from ..store import Store
    from . import between, channels
    from .ingest import with_extractions

    reading = Reading([str(examples)], None)
    with Store(database) as store:
        for article, extraction in progress(with_extractions(reading.articles(), store, model=model), "articles read"):
            if extraction is not None:
                store.ingest(article, extraction)
        store.link()
        out = sys.stdout
        out.write(f"Read {reading.read} articles that come with milchannels.\n\nAll channels between persons\n\n")
        channels.write(out, queries.channels(store, as_of=store.newest()))
        out.write("\n")
        between.write(out, queries.between(store, *SIDES, as_of=store.newest()))
        out.write("\n")
        for name in GRAPHS:
            for path in network.export(store, folder / name, level="person", multi=False, filters=None):
                note(f"wrote {path}")
        note(f"wrote {report.write(store, folder / PAGE, as_of=store.newest())}")
    note(f"the store is {database}: try  milchannels person Shoigu --db {database}")
    raise typer.Exit(reading.exit_code())
