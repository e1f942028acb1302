"""`milchannels between`: what runs between two countries."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from . import channels
from .channels import Level
from .options import (
    DEFAULT_DATABASE,
    AsOf,
    Database,
    Form,
    MinConfidence,
    MinSources,
    Mode,
    Output,
    RegisterFile,
    Since,
    Status,
    Theme,
    Topic,
    Track,
    Until,
    filters,
    narrows,
    use_register,
)
from .terminal import TEXT_WIDTH, clean, output, paragraph, table

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


def between(
    a: Annotated[str, typer.Argument(help="A country, a post or a person, in any words.", show_default=False)],
    b: Annotated[str, typer.Argument(help="Another one.", show_default=False)],
    since: Since = None,
    until: Until = None,
    mode: Mode = None,
    status: Status = None,
    track: Track = None,
    topic: Topic = None,
    theme: Theme = None,
    min_confidence: MinConfidence = None,
    min_sources: MinSources = None,
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
    form: Annotated[Form, typer.Option("--format", help="How to write the answer.")] = Form.table,
    out_file: Output = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show what runs between two countries, posts or persons.

    Who with whom, every contact with its date, mode, topics, sources and quotes, channel events, gaps, and the last
    contact. `--level post` shows the line between each two posts across all who held them.
    """
    use_register(register)
    narrowed = filters(since, until, mode, status, track, topic, theme, min_confidence, min_sources)

    from .. import queries
    from .. import register as registers
    from ..store import Store

    shown = limit if limit is not None else TABLE if form is Form.table else None
    with Store(database, create=False) as store:
        answer = queries.between(
            store,
            queries.side(store, a),
            queries.side(store, b),
            as_of=as_of or store.newest(),
            register=registers.default(),
            levels=[level.value] if level is not None else ["person", "post"] if form is Form.table else queries.LEVELS,
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
        who(contact.participants),
        contact.initiator,
        contact.location,
        "; ".join(contact.topics),
        "; ".join(dict.fromkeys(source.article for source in contact.sources)),
        contact.evidence[0].quote if contact.evidence else None,
    ]


def _write_text(out: TextIO, answer: Between, narrowed: bool) -> None:
    from .tables import channel_rows, count

    if not answer.contacts and not answer.events:
        pair = f"between {answer.a_label} and {answer.b_label}"
        out.write(f"Nothing {pair} passes these filters.\n" if narrowed else f"Nothing is told {pair}.\n")
        return
    out.write(f"{answer.a_label} and {answer.b_label}\n")
    if answer.contacts:
        total = f"{count(answer.total, 'contact')} in {count(answer.sources, 'article')}"
        out.write(f"{total}: {_tally(answer.by_status)}\n")
    else:
        out.write("No contact passes these filters.\n" if narrowed else "No contact is told.\n")
    if answer.last is not None:
        silence = f", {count(answer.silence, 'day')} ago" if answer.silence is not None and answer.silence >= 0 else ""
        out.write(f"Last held {answer.last}{silence}. By mode: {_tally(answer.by_mode)}.\n")
    if answer.median_gap is not None and answer.longest_gap is not None:
        out.write(f"Days between contacts: median {answer.median_gap:g}, longest {answer.longest_gap}.\n")
        if answer.rhythm is not None and answer.silence is not None and answer.median_gap:
            longer = ", longer than ever before" if answer.silence > answer.longest_gap else ""
            out.write(f"The line is silent for {answer.rhythm:g} times its usual gap{longer}.\n")
    for level, heading in (("person", "Who with whom"), ("post", "Posts")):
        if answer.channels.get(level):
            out.write(f"\n{heading}\n")
            table(out, *channel_rows(answer.channels[level]))
            if len(answer.channels[level]) == LINES:
                out.write(f"The {LINES} busiest; --level {level} shows all.\n")
    contacts = {contact.id: contact for contact in answer.contacts}
    out.write("\nIn the order of time\n")
    if len(answer.contacts) < answer.total:
        out.write(
            f"The latest {len(answer.contacts):,} of {answer.total:,}; --limit N shows so many, --format jsonl all.\n"
        )
    for moment in answer.timeline:
        out.write("\n")
        if moment.contact is not None:
            _write_contact(out, contacts[moment.contact])
        elif moment.event is not None:
            _write_event(out, answer.events[moment.event])


def _write_lines(out: TextIO, answer: Between, level: Level, *, narrowed: bool) -> None:
    """The lines at a level, those between posts each with its holders in the order of time."""
    from .tables import channel_rows, count, holders

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
        span = f", {line.first} to {line.last}" if line.first else ""
        silence = f", {count(line.silence, 'day')} silent" if line.silence is not None and line.silence >= 0 else ""
        paragraph(
            out, f"{_tally(line.statuses)}{span}{silence}, {count(line.sources, 'article')}", indent="    ", first=""
        )
        rows = [(holders(pair), pair.contacts, pair.not_held or None, pair.first, pair.last) for pair in line.holders]
        table(out, ("HOLDERS", "HELD", "NOT", "FIRST", "LAST"), rows, width=TEXT_WIDTH)


def _write_contact(out: TextIO, contact: LinkedContact) -> None:
    from ..queries.differences import differences, history
    from .tables import how, when, who

    out.write(clean(f"{when(contact)}  {how(contact)}  {who(contact.participants)}  {contact.id}") + "\n")
    facts = {
        "at": contact.location,
        "asked for by": contact.initiator,
        "topics": "; ".join(contact.topics),
        "before": ", ".join(f"{step.status} ({step.published or 'undated'})" for step in history(contact.sources)[:-1]),
        "contradicted": "; ".join(f"{name} {' or '.join(told)}" for name, told in differences(contact).items()),
    }
    for heading, value in facts.items():
        if value:
            out.write(f"    {heading}: {clean(value)}\n")
    copies: dict[str, list[str]] = defaultdict(list)
    for source in contact.sources:
        if source.copy_of is not None:
            copies[source.copy_of].append(source.article)
    told = {article for copied in copies.values() for article in copied}
    for quote in contact.evidence:
        # One quote a source here, none of copies: the first is the telling one. The others are in --format json.
        if quote.article not in told:
            told.add(quote.article)
            out.write(f'    "{clean(quote.quote)}"\n        {clean(_source(contact, quote.article))}\n')
            if quote.article in copies:
                out.write(f"        and, in the same words, [{clean(', '.join(copies[quote.article]))}]\n")


def _source(contact: LinkedContact, article: str) -> str:
    for source in contact.sources:
        if source.article == article:
            return _origin(source.article, source.title, source.source, source.published)
    return article


def _origin(article: str, title: str | None, source: str | None, published: dt.date | None) -> str:
    parts = [title, source, published.isoformat() if published else None, f"[{article}]"]
    return ", ".join(filter(None, parts))


def _write_event(out: TextIO, event: EventTold) -> None:
    out.write(clean(f"{event.date or 'undated'}  channel {event.action}  {event.channel}") + "\n")
    out.write(f'    "{clean(event.evidence)}"\n')
    out.write(f"        {clean(_origin(event.article, event.title, event.source, event.published))}\n")


def _tally(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
