"""A store and filters in, one HTML file out that needs nothing else: styles, scripts and data are part of it.

What articles say goes into a block of JSON that no browser runs, and from there onto the page as text. The page's policy
names each script by its hash and allows no other, and no address to load from or send to.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..dates.words import in_words
from ..errors import MilchannelsError
from ..queries.filters import Filters
from ..queries.labels import country_name
from ..register import Register, default
from .data import collect
from .events import countries_of

if TYPE_CHECKING:
    from ..store import Store

_ASSETS = Path(__file__).parent / "assets"
#: The drawing library, as it comes in its own package.
_LIBRARY = ("bokeh.min.js", "bokeh-api.min.js")
#: The page's own scripts, in the order in which they need each other.
_SCRIPTS = (
    "dom", "words", "model", "state", "theme", "plots", "labels", "network", "lanes", "timeline", "details", "table",
    "dossier", "filters", "main",
)  # fmt: skip
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def page(
    store: Store,
    *,
    filters: Filters | Mapping[str, Any] | None = None,
    title: str | None = None,
    as_of: dt.date | None = None,
    register: Register | None = None,
    version: str | None = None,
) -> str:
    """The page of the contacts that pass the filters.

    Silence is counted to `as_of`, else to the day of the newest article. `register` tells who held which post.
    `version` makes a page that asks its own server whether that is still the version of the store (`serve`); without it,
    the page asks nobody anything.
    """
    chosen = Filters.of(filters)
    day = as_of or store.newest()
    values = collect(store, chosen, as_of=day, register=register or default())
    values["start"] = _start(chosen)
    scripts = [*_library(), _own()]
    if version is not None:
        scripts.append(_asset("reload.js"))
    heading = title or _title(chosen, values)
    return _filled(
        _asset("page.html"),
        {
            "mark": f' data-store="{html.escape(version)}"' if version is not None else "",
            "policy": policy(scripts, asks=version is not None),
            "version": __version__,
            "title": html.escape(heading),
            "subtitle": html.escape(_subtitle(chosen, values)),
            "as_of": in_words(values["asOf"]) if values["asOf"] else "the newest article",
            "made": html.escape(
                f"Made by milchannels {__version__} from {_number(len(values['articles']), 'article')}."
            ),
            "style": _asset("style.css"),
            "data": _json(values),
            "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
        },
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with values in its places; what a value holds is never looked at again."""
    return _PLACE.sub(lambda match: values[match[1]], template)


def _json(values: Any) -> str:
    """JSON that cannot end the block it stands in, whatever its texts hold."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    # Half a surrogate pair is no character, and no file of UTF-8 can hold it.
    return text.encode("utf-8", "replace").decode("utf-8")


def policy(scripts: Iterable[str], *, asks: bool) -> str:
    """Content-Security-Policy: these scripts and no other; styles of the page; nothing from or to any address, save its
    own server where the page `asks` it for news."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    connect = "'self'" if asks else "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def _library() -> tuple[str, ...]:
    spec = find_spec("bokeh")
    if spec is None or not spec.submodule_search_locations:
        raise MilchannelsError("the package bokeh is missing, which draws the page: pip install bokeh")
    folder = Path(next(iter(spec.submodule_search_locations))) / "server" / "static" / "js"
    try:
        found = [(folder / name).read_text(encoding="utf-8") for name in _LIBRARY]
    except OSError as error:
        raise MilchannelsError(
            f"the package bokeh lacks {error.filename}: pip install --force-reinstall bokeh"
        ) from error
    return tuple(map(_inline, found))


def _own() -> str:
    """The page's own scripts as one: what one defines, the later ones see, and the rest of the world does not."""
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return _inline(f'(() => {{\n"use strict";\n{parts}}})();')


def _inline(script: str) -> str:
    """A script that can stand in a page: `</script` in a text of it would end it, and source maps are elsewhere."""
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script).replace("</script", "<\\/script").replace("\r\n", "\n")


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _start(filters: Filters) -> dict[str, str]:
    """The filters with which the page begins: those that give it a dossier."""
    if filters.person is not None:
        return {"person": filters.person}
    sides = [next(iter(side)) for side in countries_of(filters) if len(side) == 1]
    return {"a": sides[0], "b": sides[1]} if len(sides) == 2 else {}


def _title(filters: Filters, values: Mapping[str, Any]) -> str:
    if filters.person is not None and filters.person in values["people"]:
        return f"{values['people'][filters.person]['name']}: contacts"
    sides = [" and ".join(map(country_name, sorted(side))) for side in countries_of(filters)]
    if sides:
        return f"{' and '.join(sides)}: military contacts"
    return "Military contacts"


def _subtitle(filters: Filters, values: Mapping[str, Any]) -> str:
    told = f"{_number(len(values['contacts']), 'contact')} told by {_number(len(values['articles']), 'article')}"
    days = [one[end] for one in values["contacts"] for end in ("first", "last") if one[end]]
    span = f", {in_words(min(days))} to {in_words(max(days))}" if days else ""
    narrowed = {
        "from": filters.since, "until": filters.until, "mode": filters.mode, "status": filters.status,
        "track": filters.track, "about": filters.topic,
    }  # fmt: skip
    only = "; ".join(f"{name} {str(value).replace('_', ' ')}" for name, value in narrowed.items() if value)
    return f"{told}{span}{f'. Only: {only}' if only else ''}"


def _number(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
