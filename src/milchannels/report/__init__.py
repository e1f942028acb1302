"""The page to look at: network, timeline, table and dossiers of a store in one file that needs no network.

page, write   a store and filters  ->  HTML
serve         the same for a browser on this machine, anew after each ingest

from milchannels import Store, report

with Store("milchannels.db") as store:
    report.write(store, "contacts.html", filters={"sides": ("USA", "RUS")})
"""

from __future__ import annotations

from .page import page
from .write import write

__all__ = ["page", "write"]
