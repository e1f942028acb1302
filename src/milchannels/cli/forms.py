"""Records in, any of the four forms out: JSON, JSONL and CSV alike for all commands, and a table as each command draws it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from ..records import Record
from .options import Form


def write_records(
    out: TextIO,
    form: Form,
    answer: Record | Sequence[Record],
    columns: Sequence[str],
    rows: Iterable[Iterable[object]],
    draw: Callable[[], None],
) -> None:
    """`json` holds the answer, `jsonl` each record of a list, or all of it, on a line; `csv` the rows under the columns."""
    from ..network.safe import cell

    several = [answer] if isinstance(answer, Record) else answer
    if form is Form.json:
        told = [one.model_dump(mode="json") for one in several]
        json.dump(told[0] if isinstance(answer, Record) else told, out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form is Form.jsonl:
        out.writelines(one.model_dump_json() + "\n" for one in several)
    elif form is Form.csv:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(map(cell, row) for row in rows)
    else:
        draw()
