"""Rewrite `schemas/*.schema.json` from the record models. Run after a change of `records.py`."""

from pathlib import Path

from milchannels.schemas import files

FOLDER = Path(__file__).resolve().parent.parent / "schemas"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = files()
    for path in FOLDER.glob("*.schema.json"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (FOLDER / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
