"""Coverage-guided fuzzing with atheris: `python -m tests.fuzz.run TARGET [libFuzzer options]`.

Targets are the functions of `properties`: readers, dates, names, queries, extraction. `-max_total_time=600` ends a run after
so many seconds. What is found is written to a file `crash-…` in the working folder, and becomes a case in
`tests/fuzz/test_found.py`; given such a file, or a folder, a run begins with what is in it. Needs `pip install atheris` (Linux and macOS).
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(Path(__file__).resolve().parent)]

with atheris.instrument_imports(include=["milchannels"]):
    import properties

    import milchannels.language.pipeline
    from milchannels import dates
    from milchannels.records import Article  # noqa: F401

STATES = [None, "USA", "CHN", "RUS", "SAU", "ESP", "KOR", "ETH", "AFG"]
DAYS = [None, dt.date(2014, 4, 30), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2024, 2, 29)]


def readers(data: bytes) -> None:
    if data:
        properties.readers(data[1:], properties.SUFFIXES[data[0] % len(properties.SUFFIXES)])


def dates_(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    anchors = dates.Anchors(
        published=given.PickValueInList(DAYS),
        dateline=given.PickValueInList(DAYS),
        tense=given.PickValueInList(["past", "future", "unknown"]),
    )
    properties.date_grammar(_words(given), anchors)


def names(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    state = given.PickValueInList(STATES)
    one = given.ConsumeUnicodeNoSurrogates(given.ConsumeIntInRange(0, 60))
    properties.name_parser(one, given.ConsumeUnicodeNoSurrogates(200), state)


def queries(data: bytes) -> None:
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(200)
    properties.query_parser(text)
    properties.escaping(text)


def extraction(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    day = given.PickValueInList(DAYS)
    title = _words(given, 8) if given.ConsumeBool() else None
    if text := _words(given).strip():
        properties.extraction(text, title, day, _pipeline())


def _words(given: atheris.FuzzedDataProvider, most: int = 120) -> str:
    """A text of words that the program knows, and here and there of anything."""
    vocabulary = _vocabulary()
    words = []
    while given.remaining_bytes() and len(words) < most:
        which = given.ConsumeIntInRange(0, len(vocabulary) + len(vocabulary) // 20)
        words.append(vocabulary[which] if which < len(vocabulary) else given.ConsumeUnicodeNoSurrogates(12))
    return " ".join(words)


@cache
def _vocabulary() -> list[str]:
    return properties.vocabulary()


@cache
def _pipeline() -> milchannels.language.pipeline.Language:
    return milchannels.language.pipeline.load()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "dates": dates_,
    "names": names,
    "queries": queries,
    "extraction": extraction,
}


def _seeds(target: str, folder: Path) -> None:
    """Real files to begin with, each under its suffix's first byte."""
    if target == "readers":
        for n, path in enumerate(sorted((ROOT / "data/examples").iterdir())):
            kind = properties.SUFFIXES.index(path.suffix)
            (folder / str(n)).write_bytes(bytes([kind]) + path.read_bytes()[:3000])


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"which? {' '.join(TARGETS)}")
    target = sys.argv.pop(1)
    inputs = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if not inputs:
        inputs = [tempfile.mkdtemp(prefix=f"milchannels-{target}-")]
        _seeds(target, Path(inputs[0]))
        sys.argv += inputs
    atheris.Setup(sys.argv, TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
