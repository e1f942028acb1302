"""`milchannels merge`, `split` and `undo`: a user's word on what is one person or contact, and what is two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import DEFAULT_DATABASE, Database, RegisterFile, tell_of_register, use_register

if TYPE_CHECKING:
    from ..judging import Outcome
    from ..linking.judgements import Verdict
    from ..store import Store

_SIDE = "A person (name, spelling or id), or a contact (id; after one, an article that tells of it)."
A = Annotated[str, typer.Argument(metavar="A", help=_SIDE, show_default=False)]
B = Annotated[str, typer.Argument(metavar="B", help="The other: a person or contact likewise.", show_default=False)]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with it.", show_default=False)]


def merge(a: A, b: B, why: Why = "", register: RegisterFile = None, database: Database = DEFAULT_DATABASE) -> None:
    """Say that two persons, or two contacts, are one.

    It holds from now on, through later ingests, until `milchannels undo`. What contradicts an earlier word of yours
    is refused. For example: milchannels merge "Chang Wan-chuan" "Chang Wanquan"
    """
    use_register(register)
    _decide(a, b, "same", why, database)


def split(a: A, b: B, why: Why = "", register: RegisterFile = None, database: Database = DEFAULT_DATABASE) -> None:
    """Say that two persons, or two contacts, are not one.

    Two spellings of one person become two persons; a contact and an article take that article's telling out of the
    contact. It holds from now on, through later ingests, until `milchannels undo`. What contradicts an earlier word
    of yours is refused. For example: milchannels split "S. Ivanov" "Sergei Ivanov"
    """
    use_register(register)
    _decide(a, b, "different", why, database)


def undo(
    number: Annotated[
        int | None,
        typer.Argument(help="Number of the decision, from `milchannels judgements list`.", show_default="the last"),
    ] = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Take back a decision.

    The last that stands, or the one of this number.
    """
    use_register(register)

    from ..judging import undo as withdraw
    from ..store import Store
    from .judgements import words

    with Store(database, create=False) as store:
        tell_of_register(store)
        undone = withdraw(store, number)
        typer.echo(f"Undone: {words(store, undone)}")


def _decide(a: str, b: str, verdict: Verdict, why: str, database: str) -> None:
    from ..judging import decide, two_sides
    from ..store import Store

    with Store(database, create=False) as store:
        tell_of_register(store)
        first, second = two_sides(store, a, b)
        outcome = decide(store, first, second, verdict, why)
        typer.echo(result(store, outcome, verdict))


def result(store: Store, outcome: Outcome, verdict: Verdict) -> str:
    """A line on what a decision made of the two sides."""
    from ..queries.people import named

    def shown(home: str) -> str:
        return next((str(one) for one in named(store, home)), home) if outcome.kind == "person" else home

    homes = " and ".join(map(shown, outcome.homes))
    if verdict == "unsure":
        return f"Left open: {homes}"
    held = "" if outcome.new else " (said before)"
    return f"One {outcome.kind}{held}: {homes}" if verdict == "same" else f"Two {outcome.kind}s{held}: {homes}"
