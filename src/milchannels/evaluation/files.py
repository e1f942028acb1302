"""Files of annotations, answers and floors in, checked JSON objects out; `ReadError` names the file and line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ReadError
from .likeness import Json

_NEEDED = ("id", "text", "contacts", "people", "channel_events")


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The annotated articles of a folder (one JSON file each, by name) or of one such file."""
    if not path.exists():
        raise ReadError(f"{path}: no such file or folder: give a folder of annotated articles")
    golds = [_annotated(file) for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    if not golds:
        raise ReadError(f"{path}: holds no annotated articles (*.json)")
    return golds


def _annotated(file: Path) -> dict[str, Any]:
    gold = _object(file)
    lacking = [key for key in _NEEDED if key not in gold]
    if lacking:
        raise ReadError(f"{file}: is no annotated article: {', '.join(lacking)} missing")
    return gold


def read_floors(file: Path) -> dict[str, float]:
    """Figure (named like `contacts.f1`) -> the least it may be."""
    floors = _object(file)
    wrong = [name for name, floor in floors.items() if isinstance(floor, bool) or not isinstance(floor, int | float)]
    if wrong:
        raise ReadError(f"{file}: the floor of {wrong[0]} is not a number")
    return floors


def _object(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise ReadError(f"{file}: cannot be opened: {(wrong.strerror or 'unknown reason').lower()}") from wrong
    except ValueError as wrong:
        raise ReadError(f"{file}: is not valid JSON: {wrong}") from wrong
    if not isinstance(value, dict):
        raise ReadError(f"{file}: is not a JSON object")
    return value


def read_answers(path: Path) -> dict[str, dict[str, Any]]:
    """Article id -> answer, from a JSONL file of extractions."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        raise ReadError(f"{path}: cannot be read: give a JSONL file of extractions") from wrong
    answers: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as wrong:
            raise ReadError(f"{path}, line {number}: is not valid JSON") from wrong
        if not isinstance(row, dict) or "id" not in row:
            raise ReadError(f"{path}, line {number}: is no extraction: the key `id` is missing")
        answers[row["id"]] = row
    return answers


def below_floors(figures: Json, floors: Mapping[str, float]) -> list[str]:
    """One line for each figure (named like `contacts.f1`) that lies below its floor."""
    lines = []
    for name, floor in floors.items():
        value: Any = figures
        for key in name.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if not isinstance(value, int | float):
            lines.append(f"{name} is not among the figures")
        elif value < floor:
            lines.append(f"{name} is {value}, below its floor of {floor}")
    return lines
