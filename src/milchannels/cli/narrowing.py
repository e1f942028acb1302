"""The options by which answers are narrowed, told once for all commands: what was typed in, checked filters out."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any, get_args

import typer

from ..errors import UsageError

Command = Callable[..., None]


def filters(
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only contacts on or after this day, month or year.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only contacts on or before this day, month or year.", show_default=False),
    ] = None,
    mode: Annotated[
        str | None, typer.Option(metavar="MODE", help="Only this mode, such as phone_call.", show_default=False)
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="Only this status, such as held or refused.", show_default=False),
    ] = None,
    track: Annotated[
        str | None, typer.Option(metavar="TRACK", help="Only this track: mil, mixed or political.", show_default=False)
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only contacts with these words among the topics.", show_default=False),
    ] = None,
    theme: Annotated[
        str | None, typer.Option(metavar="THEME", help="Only this theme of the vocabulary.", show_default=False)
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, metavar="0-1", help="Only contacts of at least this confidence.", show_default=False
        ),
    ] = None,
    min_sources: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Only contacts that so many articles tell, copies counted once.",
            show_default=False,
        ),
    ] = None,
) -> dict[str, Any]:
    """The filters of a query, checked: dates as days, the rest as it is. Raises `UsageError`."""
    from .. import records

    _one_of(get_args(records.Mode), mode, "mode")
    _one_of(get_args(records.Status), status, "status")
    _one_of(get_args(records.Track), track, "track")
    first, last = _bound(since, "--since", 0), _bound(until, "--until", 1)
    if first and last and first > last:
        raise UsageError(f"--since {since} is later than --until {until}: no day lies between")
    if theme is not None:
        from ..lexicons._spellings import read

        _one_of(sorted(map(str, read("themes.yaml")["themes"])), theme, "theme")
    words = {"topic": topic, "theme": theme, "min_confidence": min_confidence, "min_sources": min_sources}
    return {"since": first, "until": last, "mode": mode, "status": status, "track": track, **words}


def with_filters(*without: str) -> Callable[[Command], Command]:
    """Gives a command the options of `filters`, but those in `without`, in the place of its parameter `narrowed`.

    The command gets there what `filters` makes of them.
    """

    def with_options(command: Command) -> Command:
        own = inspect.signature(command, eval_str=True)
        told = inspect.signature(filters, eval_str=True).parameters.values()
        options = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in told if one.name not in without]

        @wraps(command)
        def run(**given: Any) -> None:
            command(narrowed=filters(**{one.name: given.pop(one.name) for one in options}), **given)

        parameters = []
        for one in own.parameters.values():
            parameters += options if one.name == "narrowed" else [one]
        run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return with_options


def narrows(chosen: Mapping[str, Any]) -> bool:
    """Whether a filter is set, so that an empty answer may lie in the filters and not in the store."""
    return any(value is not None for value in chosen.values())


def _one_of(known: Any, given: str | None, what: str) -> None:
    """Raise `UsageError` where `given` is set and not known."""
    if given is not None and given not in known:
        raise UsageError(f"{what} {given!r} is not known: choose one of {', '.join(known)}")


def _bound(text: str | None, option: str, end: int) -> dt.date | None:
    """The first (`end` 0) or last (1) day of a day, month or year."""
    if text is None:
        return None
    from ..evaluation.likeness import span

    days = span(text) if "/" not in text else None
    if days is None:
        raise UsageError(f"{option} {text!r} is not a date: write YYYY-MM-DD, YYYY-MM or YYYY")
    return days[end]
