"""Prints, as JSON, every regular expression that the program compiles: [pattern, flags, where], each once.

Run as a process of its own: it listens at `re` before anything of the program is imported, then imports every module, reads
every lexicon and takes an article through everything.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from typing import Any

found: dict[tuple[str, int, bool], str] = {}
_compile = re._compile  # type: ignore[attr-defined]


def _listen(pattern: Any, flags: Any) -> Any:
    compiled = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").split(".")[0] in ("re", "functools"):
        frame = frame.f_back  # type: ignore[assignment]
    where = frame.f_globals.get("__name__", "") if frame is not None else ""
    if where.split(".")[0] == "milchannels":
        found.setdefault(
            (
                compiled.pattern if isinstance(compiled.pattern, str) else compiled.pattern.decode("latin-1"),
                compiled.flags,
                isinstance(compiled.pattern, bytes),
            ),
            where,
        )
    return compiled


re._compile = _listen  # type: ignore[attr-defined]

TEXT = """# Chiefs speak

MOSCOW, April 28 (Example Wire) - U.S. Defense Secretary Chuck Hagel telephoned his Russian counterpart Sergei Shoigu on Monday
for half an hour, their second call since March, at the request of the American side. They agreed to speak again, and to keep
the hotline between the two militaries open. The former army chief, Gen. Nick Carter, said talks in Geneva on 3-4 May had been frank.
He will meet Polish Defense Minister Tomasz Siemoniak in Warsaw in May for a three-day visit. The line was cut in 2014.
"""


def main() -> None:
    import milchannels

    for module in pkgutil.walk_packages(milchannels.__path__, "milchannels."):
        if "__main__" not in module.name:
            importlib.import_module(module.name)
    import io

    from milchannels.articles import read
    from milchannels.language.pipeline import load
    from milchannels.lexicons import lookup
    from milchannels.linking import names

    (article,) = read(["-"], stdin=io.BytesIO(TEXT.encode()))
    nlp = load()
    for title in (None, "Chiefs speak"):
        list(milchannels.extract([article.model_copy(update={"title": title})], nlp=nlp, gate=False))  # type: ignore[union-attr]
    names.tokens("Abd al-Aziz Al-Saud")
    names.alignment(("a", "b"), ("c", "b"), "SAU")
    lookup("US")
    json.dump([[*key, where] for key, where in found.items()], sys.stdout)


if __name__ == "__main__":
    main()
