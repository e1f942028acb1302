"""`milchannels between`: what runs between two countries."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..dates.words import in_words, span_in_words
from . import channels
from .channels import Level
from .narrowing import narrows, with_filters
from .options import DEFAULT_DATABASE, AsOf, Database, Form, Format, Output, RegisterFile, asked, use_register
from .terminal import TEXT_WIDTH, output, paragraph, table

if TYPE_CHECKING:
    from ..queries import Between
    from ..queries.answers import EventTold
    from ..store import LinkedContact

COLUMNS = (
    "id", "date", "mode", "status", "recurring", "count", "track", "participants", "initiator", "location", "topics",
    "articles", "quote",
)  # fmt: skip

#: So many contacts, and lines of each level, stand in a table where nothing else is asked for.
TABLE = 100
LINES = 25


@with_filters()
def between(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A country, a post or a person, in any words.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.", show_default=False)],
    *,
    narrowed: dict[str, Any],
    level: Annotated[
        Level | None,
        typer.Option(
            help="Only the lines between persons, posts (with their holders) or countries.", show_default=False
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="So many contacts, the latest.", show_default=f"{TABLE} in a table, else all"
        ),
    ] = None,
    as_of: AsOf = None,
    form: Format = Form.table,
    out_file: Output = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show what runs between two countries, posts or persons.

    Who with whom, every contact with its date, mode, topics, sources and quotes, channel events, gaps, and the last
    contact. `--level post` shows the line between each two posts across all who held them.

    \b
    milchannels between US Russia --since 2022 --mode phone_call
    milchannels between Chinese Japanese --level post
    """
    use_register(register)

    from .. import queries
    from .. import register as registers

    shown = limit if limit is not None else TABLE if form is Form.table else None
    # Rows of contacts are without lines: what is not shown is not asked for.
    whole = {Form.table: ("person", "post"), Form.json: queries.LEVELS}
    with asked(database) as store:
        answer = queries.between(
            store,
            queries.side(store, a),
            queries.side(store, b),
            as_of=as_of or store.newest(),
            register=registers.default(),
            levels=[level.value] if level is not None else whole.get(form, ()),
            limit=shown,
            most=LINES if form is Form.table and level is None else None,
            **narrowed,
        )
    with output(out_file) as out:
        if level is None:
            write(out, answer, form, narrowed=narrows(narrowed))
        elif form is Form.table:
            _write_lines(out, answer, level, narrowed=narrows(narrowed))
        else:
            channels.write(out, answer.channels[level.value], form)


def write(out: TextIO, answer: Between, form: Form = Form.table, *, narrowed: bool = False) -> None:
    """The answer in one of the forms. `jsonl` and `csv` hold the contacts alone, `json` all of it.

    `narrowed` says that filters were set, which an empty table then names as a cause.
    """
    from ..network.safe import cell

    if form is Form.json:
        json.dump(answer.model_dump(mode="json"), out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form is Form.jsonl:
        for contact in answer.contacts:
            out.write(contact.model_dump_json() + "\n")
    elif form is Form.csv:
        rows = csv.writer(out)
        rows.writerow(COLUMNS)
        rows.writerows(map(cell, _csv_row(contact)) for contact in answer.contacts)
    else:
        _write_text(out, answer, narrowed)


def _csv_row(contact: LinkedContact) -> list[Any]:
    from .tables import who

    return [
        contact.id,
        contact.date,
        contact.mode,
        contact.status,
        contact.recurring,
        contact.count,
        contact.track,
        who(contact.participants, codes=True),
        contact.initiator,
        contact.location,
        "; ".join(contact.topics),
        "; ".join(dict.fromkeys(source.article for source in contact.sources)),
        contact.evidence[0].quote if contact.evidence else None,
    ]


def _write_text(out: TextIO, answer: Between, narrowed: bool) -> None:
    from .tables import channel_rows, count, day, modes

    if not answer.contacts and not answer.events:
        pair = f"between {answer.a_label} and {answer.b_label}"
        out.write(f"Nothing {pair} passes these filters.\n" if narrowed else f"Nothing is told {pair}.\n")
        return
    paragraph(out, f"{answer.a_label} and {answer.b_label}", style="bold")
    if answer.contacts:
        total = f"{count(answer.total, 'contact')} in {count(answer.sources, 'article')}"
        paragraph(out, f"{total}: {_tally(answer.by_status)}", coloured=True)
    else:
        out.write("No contact passes these filters.\n" if narrowed else "No contact is told.\n")
    if answer.last is not None:
        silence = f", {span_in_words(answer.silence)} ago" if answer.silence is not None and answer.silence >= 0 else ""
        paragraph(out, f"Last held {day(answer.last)}{silence}. By mode: {modes(answer.by_mode)}.")
    if answer.median_gap is not None and answer.longest_gap is not None:
        median, longest = span_in_words(round(answer.median_gap)), span_in_words(answer.longest_gap)
        paragraph(out, f"Between contacts: {median} in the median, {longest} at most.")
        if answer.rhythm is not None and answer.silence is not None and answer.median_gap:
            longer = ", longer than ever before" if answer.silence > answer.longest_gap else ""
            paragraph(out, f"The line is silent for {answer.rhythm:g} times its usual gap{longer}.")
    for level, heading in (("person", "Who with whom"), ("post", "Posts")):
        if answer.channels.get(level):
            out.write("\n")
            paragraph(out, heading, style="bold")
            table(out, *channel_rows(answer.channels[level]))
            if len(answer.channels[level]) == LINES:
                out.write(f"The {LINES} busiest; --level {level} shows all.\n")
    contacts = {contact.id: contact for contact in answer.contacts}
    out.write("\n")
    paragraph(out, "In the order of time", style="bold")
    if len(answer.contacts) < answer.total:
        paragraph(
            out,
            f"The latest {len(answer.contacts):,} of {answer.total:,}; --limit N shows so many, --format jsonl all.",
        )
    for moment in answer.timeline:
        out.write("\n")
        if moment.contact is not None:
            _write_contact(out, contacts[moment.contact])
        elif moment.event is not None:
            _write_event(out, answer.events[moment.event])


def _write_lines(out: TextIO, answer: Between, level: Level, *, narrowed: bool) -> None:
    """The lines at a level, those between posts each with its holders in the order of time."""
    from .tables import channel_rows, count, day, holders

    lines = answer.channels[level.value]
    if not lines:
        what = "No contact" if level is Level.country else f"No contact between {level.value}s"
        found = "passes these filters for" if narrowed else "is told of"
        out.write(f"{what} {found} {answer.a_label} and {answer.b_label}.\n")
    elif level is not Level.post:
        table(out, *channel_rows(lines))
    for n, line in enumerate(lines if level is Level.post else []):
        out.write("\n" if n else "")
        paragraph(out, f"{line.a.label} – {line.b.label}", indent="    ", first="")
        span = f", {day(line.first)} to {day(line.last)}" if line.first else ""
        silence = (
            f", silent for {span_in_words(line.silence)}" if line.silence is not None and line.silence >= 0 else ""
        )
        paragraph(
            out, f"{_tally(line.statuses)}{span}{silence}, {count(line.sources, 'article')}", indent="    ", first=""
        )
        rows = [
            (holders(pair), pair.contacts, pair.not_held or None, day(pair.first), day(pair.last))
            for pair in line.holders
        ]
        table(out, ("HOLDERS", "HELD", "NOT", "FIRST", "LAST"), rows, width=TEXT_WIDTH)


def _write_contact(out: TextIO, contact: LinkedContact) -> None:
    from ..queries.differences import differences, history
    from .tables import day, differing, how, nation, when, who

    paragraph(
        out, f"{when(contact)}  {how(contact)}  {who(contact.participants)}  {contact.id}", "    ", "", coloured=True
    )
    facts = {
        "at": contact.location,
        "asked for by": nation(contact.initiator) if contact.initiator else None,
        "topics": "; ".join(contact.topics),
        "before": ", ".join(f"{step.status} ({day(step.published)})" for step in history(contact.sources)[:-1]),
        "contradicted": "; ".join(
            f"{name} {' or '.join(differing(name, one) for one in told)}" for name, told in differences(contact).items()
        ),
    }
    for heading, value in facts.items():
        if value:
            paragraph(out, f"{heading}: {value}", "        ", "    ", coloured=heading in ("before", "contradicted"))
    copies: dict[str, list[str]] = defaultdict(list)
    for source in contact.sources:
        if source.copy_of is not None:
            copies[source.copy_of].append(source.article)
    told = {article for copied in copies.values() for article in copied}
    for quote in contact.evidence:
        # One quote a source here, none of copies: the first is the telling one. The others are in --format json.
        if quote.article not in told:
            told.add(quote.article)
            paragraph(out, f'"{quote.quote}"', "     ", "    ")
            paragraph(out, _source(contact, quote.article), "        ", style="dim")
            if quote.article in copies:
                paragraph(out, f"and, in the same words, [{', '.join(copies[quote.article])}]", "        ", style="dim")


def _source(contact: LinkedContact, article: str) -> str:
    for source in contact.sources:
        if source.article == article:
            return _origin(source.article, source.title, source.source, source.published)
    return article


def _origin(article: str, title: str | None, source: str | None, published: dt.date | None) -> str:
    parts = [title, source, in_words(published.isoformat()) if published else None, f"[{article}]"]
    return ", ".join(filter(None, parts))


def _write_event(out: TextIO, event: EventTold) -> None:
    paragraph(out, f"{in_words(event.date)}  channel {event.action}  {event.channel}", "    ", "", coloured=True)
    paragraph(out, f'"{event.evidence}"', "     ", "    ")
    paragraph(out, _origin(event.article, event.title, event.source, event.published), "        ", style="dim")


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
