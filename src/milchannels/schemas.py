"""The JSON Schemas of the records, as they are published in `schemas/`."""

from __future__ import annotations

import json
from typing import Any

from . import records
from .errors import UsageError

#: Schema name -> the record it describes.
RECORDS: dict[str, type[records.Record]] = {
    "article": records.Article,
    "channel-event": records.ChannelEvent,
    "contact": records.Contact,
    "extraction": records.Extraction,
    "participant": records.Participant,
    "person": records.Person,
    "quote": records.Quote,
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record; `name` in any case, with or without a hyphen."""
    wanted = name.lower().replace("-", "").replace("_", "")
    for known, record in RECORDS.items():
        if known.replace("-", "") == wanted:
            # As written out: what has a default is always there, so it is listed as required.
            return {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **record.model_json_schema(mode="validation" if known == "article" else "serialization"),
            }
    raise UsageError(f"there is no record {name!r}: choose one of {', '.join(RECORDS)}")


def files() -> dict[str, str]:
    """File name -> content, for every file of `schemas/`."""
    return {f"{name}.schema.json": json.dumps(schema(name), indent=2) + "\n" for name in RECORDS}
