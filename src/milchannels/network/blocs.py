"""A country in, the alliance that it counts for and the alliance's colour out, by `lexicons/blocs.yaml`."""

from __future__ import annotations

from functools import lru_cache

import yaml

from ..resources import lexicon


@lru_cache(maxsize=1)
def blocs() -> dict[str, tuple[str, frozenset[str]]]:
    """Colour (six hexadecimal digits) and members (codes) of each bloc, in the order of the lexicon."""
    with lexicon("blocs.yaml").open(encoding="utf-8") as file:
        entries = yaml.safe_load(file)["blocs"]
    return {str(name): (str(entry["colour"]), frozenset(map(str, entry["members"]))) for name, entry in entries.items()}


@lru_cache(maxsize=512)
def bloc_of(country: str | None) -> str | None:
    """The first bloc that names the country, None where none does."""
    return next((name for name, (_, members) in blocs().items() if country in members), None)
