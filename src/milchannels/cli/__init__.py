"""The `milchannels` command: one module a command, each of which imports what it needs only when it runs.

    options    what several commands take, and names of countries as people write them
    terminal   results to stdout or a file, everything else to stderr, progress
    tables     records as tables and text

Results go to stdout, all else to stderr. Exit codes: 0 fine, 1 error, 2 usage, 3 finished but some articles
could not be read. An error is one line and never a traceback.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import NoReturn

import typer

from ..errors import MilchannelsError, UsageError
from ..threads import one_thread
from . import (
    between,
    channels,
    check,
    compare,
    contact,
    decide,
    demo,
    evaluate,
    export,
    extract,
    ingest,
    join,
    judgements,
    path,
    person,
    relink,
    report,
    review,
    schema,
    timeline,
    topics,
)

#: The roots of the parser's errors, taken from a public one: typer carries its own copy of click since 0.20.
_BadUsage: type[Exception] = typer.BadParameter.__mro__[1]
_ParserError: type[Exception] = typer.BadParameter.__mro__[2]

INTERRUPTED = 130

#: A paragraph with \b before it keeps its breaks.
_HELP = """Reads news articles and tells which militaries talk to each other.

\b
To begin with:
  milchannels demo                the whole way, on articles that come along
  milchannels ingest articles/    read your own into a store (milchannels.db)
  milchannels channels            who talks to whom, the busiest first
  milchannels between US Russia   all that runs between two countries
  milchannels person Shoigu       a person's posts, counterparts, contacts
  milchannels report page.html    a page to look at and to send on

Each command says more with --help. Results go to stdout, everything else to stderr. Exit codes: 0 fine, 1 error, 2 wrong
usage, 3 finished but some articles could not be read. Colours are left out where NO_COLOR is set.
"""

app = typer.Typer(
    name="milchannels",
    help=_HELP,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        from .. import __version__

        typer.echo(f"milchannels {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    pass


app.command("extract")(extract.extract)
app.command("ingest")(ingest.ingest)
app.command("join")(join.join)
app.command("between")(between.between)
app.command("channels")(channels.channels)
app.command("person")(person.person)
app.command("path")(path.path)
app.command("timeline")(timeline.timeline)
app.command("topics")(topics.topics)
app.command("compare")(compare.compare)
app.command("contact")(contact.contact)
app.command("export")(export.export)
app.command("report")(report.report)
app.command("view")(report.view)
app.command("review")(review.review)
app.command("merge")(decide.merge)
app.command("split")(decide.split)
app.command("undo")(decide.undo)
app.add_typer(judgements.app, name="judgements")
app.command("relink")(relink.relink)
app.command("check")(check.check)
app.command("evaluate")(evaluate.evaluate)
app.command("demo")(demo.demo)
app.command("schema")(schema.schema)


#: Set once Ctrl-C was pressed.
_interrupted = Event()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; `arguments` take the place of the process's own."""
    one_thread()
    leave(run(sys.argv[1:] if arguments is None else arguments))


def _on_interrupt(number: int, frame: FrameType | None) -> None:
    """Note a Ctrl-C: what it interrupts can make an error of its own of it, as SQLite does within a function of ours."""
    _interrupted.set()
    signal.default_int_handler(number, frame)


def _ended(words: str, code: int) -> int:
    """Say what ended the command, and give its exit code: where Ctrl-C was pressed, that."""
    if _interrupted.is_set():
        words, code = "interrupted", INTERRUPTED
    _say(words)
    return code


def leave(code: int) -> NoReturn:
    """Exit. All is done: a Ctrl-C that comes now would only make a success look like an interruption."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. The parser's own `main` is not used: it prints errors its way."""
    _interrupted.clear()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler and current_thread() is main_thread():
        signal.signal(signal.SIGINT, _on_interrupt)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    try:
        command = typer.main.get_command(app)
        with command.make_context("milchannels", list(arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        # The reader (`head`, a pager) has what it wanted. The interpreter's last flush must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        _say("interrupted")
        return INTERRUPTED
    except _ParserError as wrong:
        return _parser_error(wrong)
    except UsageError as wrong:
        _say(str(wrong))
        return 2
    except MilchannelsError as wrong:
        return _ended(str(wrong), 1)
    except OSError as wrong:
        # A full disk, a drive that was pulled out: nothing that a report would mend.
        if os.environ.get("MILCHANNELS_DEBUG"):
            raise
        return _ended(f"the system refused: {(wrong.strerror or str(wrong)).lower()}{_of_file(wrong)}", 1)
    except Exception as wrong:
        # A fault of ours. Users get their line all the same; who wants to mend it gets the traceback.
        if os.environ.get("MILCHANNELS_DEBUG"):
            raise
        what = f"{type(wrong).__name__}: {wrong}"
        return _ended(
            f"this is a fault in milchannels ({what}): please report it, MILCHANNELS_DEBUG=1 shows where it is", 1
        )
    return 0


def _parser_error(wrong: Exception) -> int:
    """One line for what the parser refused, with the help to ask for; the whole help where nothing was asked."""
    context = getattr(wrong, "ctx", None)
    if type(wrong).__name__ == "NoArgsIsHelpError" and context is not None:
        typer.echo(context.get_help(), err=True)
        return 2
    message = " ".join(str(getattr(wrong, "format_message", wrong.__str__)()).split()).rstrip(".")
    message = message.replace(": Value error, ", ": ").replace("Input should be", "should be")
    if "extra argument" in message:
        message += ": put a name of several words in quotes"
    path = context.command_path if context is not None else "milchannels"
    _say(f"{message} (see {path} --help)")
    return 2 if isinstance(wrong, _BadUsage) else 1


def _of_file(wrong: OSError) -> str:
    return f" ({wrong.filename})" if wrong.filename else ""


def _say(message: str) -> None:
    print(f"milchannels: {' '.join(message.split())}", file=sys.stderr)
