"""`milchannels review`: the questions that rules left open, one after the other, in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..errors import JudgementError
from .judgements import Kind
from .options import DEFAULT_DATABASE, Database, RegisterFile, tell_of_register, use_register
from .terminal import clean, note, paragraph, shortened

if TYPE_CHECKING:
    from ..judging import Question, Side
    from ..linking.judgements import Verdict
    from ..store import Store

_VERDICTS: dict[str, Verdict] = {"y": "same", "n": "different", "u": "unsure"}
_ASK = "The same? y yes, n no, u unclear, q quit: "
#: What of one side is shown at most, so that both fit on a screen.
_FACTS = 4


def review(
    kind: Annotated[Kind | None, typer.Option(help="Only persons, or only contacts.", show_default=False)] = None,
    joined: Annotated[
        bool, typer.Option("--joined", help="After that, what rules have joined, the least sure first.")
    ] = False,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Decide what the rules left open.

    Asks whether two are one person, or one contact.

    Shows the two sides with their evidence and asks: y yes, n no, u unclear, q quit. The answers are kept as your
    judgements, hold through later ingests, and can be undone with `milchannels undo`. Answers can come from a pipe,
    one a line.
    """
    use_register(register)

    from ..judging import questions
    from ..store import Store

    with Store(database, create=False) as store:
        tell_of_register(store)
        out = sys.stdout
        asked = answered = 0
        for question in questions(store, kind.value if kind else None, joined=joined):
            asked += 1
            _show(out, store, question, asked)
            verdict = _answer(out)
            if verdict is None:
                break
            answered += _decide(out, store, question, verdict)
        else:
            if not asked:
                out.write("Nothing is undecided.\n")
    if asked:
        out.write(f"{answered} decided.\n")


def _decide(out: TextIO, store: Store, question: Question, verdict: Verdict) -> bool:
    from ..judging import decide
    from .decide import result

    try:
        outcome = decide(store, question.a, question.b, verdict)
    except JudgementError as refused:
        note(str(refused))
        return False
    out.write(f"{result(store, outcome, verdict)}\n\n")
    return True


def _answer(out: TextIO) -> Verdict | None:
    """The verdict that is typed or piped; None for `q` and at the end of the input."""
    while True:
        out.write(_ASK)
        out.flush()
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            out.write("\n")
        if not line or line.strip().casefold() in ("q", "quit"):
            return None
        verdict = _VERDICTS.get(line.strip().casefold()[:1])
        if verdict is not None:
            return verdict
        note(f"{line.strip()!r} is no answer: type y, n, u or q")


def _show(out: TextIO, store: Store, question: Question, number: int) -> None:
    what = "Joined by rules" if question.joined else "You were unsure" if question.doubted else "Undecided"
    out.write(f"{number}. {what}: one {question.a.kind} or two?\n")
    for name, side in (("A", question.a), ("B", question.b)):
        _show_side(out, store, name, side)
    paragraph(out, f"Why: {question.reasons} (score {question.score:.2f})")


def _show_side(out: TextIO, store: Store, name: str, side: Side) -> None:
    from ..judging.evidence import evidence
    from .tables import count, how, when, who

    found = evidence(store, side)
    told = [f"{when(c)}  {how(c)}  {who(c.participants)}" for c in found.contacts]
    told += [", ".join(found.names), *found.posts]
    facts = list(dict.fromkeys(clean(fact) for fact in told if fact))
    out.write("\n")
    paragraph(out, facts[0] if facts else side.label, indent="   ", first=f"{name}  ")
    for fact in facts[1:_FACTS]:
        paragraph(out, fact, indent="     ", first="   ")
    out.write(f"   {side.home}, told by {count(found.articles, 'article')}\n")
    for sentence in found.sentences:
        paragraph(out, f'"{shortened(sentence.quote)}"', indent="   ")
        origin = filter(None, [sentence.title, sentence.published, f"[{sentence.article}]"])
        paragraph(out, ", ".join(origin), indent="       ")
    if name == "B":
        out.write("\n")
