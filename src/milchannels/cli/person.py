"""`milchannels person`: all that the store knows of a person."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..dates.words import in_words
from .countries import country as country_code
from .options import DEFAULT_DATABASE, AsOf, Database, Form, Format, Output, RegisterFile, use_register
from .terminal import TEXT_WIDTH, output, paragraph, table

if TYPE_CHECKING:
    from ..queries.people import Choice
    from ..queries.person import PersonAnswer, Source, Term, Year

COLUMNS = ("contact", "date", "mode", "status", "with", "article", "published", "quote", "start", "end")
#: The longest bar of the contacts of a year.
_BAR = 40
#: So many counterparts stand in the table at most, the busiest.
_COUNTERPARTS = 25


def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any spelling, or an id.", show_default=False)],
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="Only persons of this country.", show_default=False)
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="List the articles, with sentences and the ids of contacts.")
    ] = False,
    as_of: AsOf = None,
    form: Format = Form.table,
    out_file: Output = None,
    register: RegisterFile = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show a person's posts, counterparts and contacts.

    With the spellings in articles, contacts by year, and with --sources each article.

    The name may be a family name, and spelt or transliterated otherwise than in the articles: Shoigu, Shoygu, Sergey
    Shoigu. Where it can mean several persons, they are listed with their ids. Posts have the terms of the register of
    office-holders and the years in which articles tell of them. `csv` holds the contacts, a row for each sentence.
    """
    code = country_code(country) if country is not None else None
    use_register(register)

    from .. import queries
    from .. import register as registers
    from ..store import Store

    with Store(database, create=False) as store:
        choice = queries.chosen(store, name, code)
        answer = queries.person(store, choice, registers.default(), as_of or store.newest())
        others = [one for one in queries.named(store, name, code) if one.id != choice.id]
    with output(out_file) as out:
        write(out, answer, form, sources=sources, others=others)


def write(
    out: TextIO, answer: PersonAnswer, form: Form = Form.table, *, sources: bool = False, others: list[Choice]
) -> None:
    """The answer in one of the forms. `jsonl` is all of it on one line."""
    if form is Form.json:
        json.dump(answer.model_dump(mode="json"), out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form is Form.jsonl:
        out.write(answer.model_dump_json() + "\n")
    elif form is Form.csv:
        _write_csv(out, answer)
    else:
        _write_text(out, answer, others, listed=sources)
        if sources:
            out.write("\n")
            paragraph(out, "Sources", style="bold")
            for source in answer.sources:
                _write_source(out, source)


def _write_csv(out: TextIO, answer: PersonAnswer) -> None:
    from ..network.safe import cell
    from .tables import who

    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for source in answer.sources:
        for telling in source.tellings:
            contact = telling.contact
            head = [telling.linked, contact.date, contact.mode, contact.status, who(contact.participants, codes=True)]
            for quote in contact.evidence:
                told = [source.article, source.published, quote.quote, quote.start, quote.end]
                rows.writerow(map(cell, [*head, *told]))


def _write_text(out: TextIO, answer: PersonAnswer, others: list[Choice], *, listed: bool) -> None:
    from .tables import count, day, nation, person_channel_rows

    paragraph(out, f"{answer.name} ({nation(answer.country)})  {answer.id}", style="bold")
    spelt = ", ".join(f"{one.name} ({one.articles})" for one in answer.spellings)
    if spelt:
        paragraph(out, spelt, indent="    ", first="Spelt in articles: ")
    if others:
        paragraph(out, "; ".join(map(str, others)), indent="    ", first="Not: ")
    out.write("\n")
    paragraph(out, "Posts", style="bold")
    if answer.posts:
        rows = [
            (one.label, day(one.start) if one.start else None, _end(one), _span(one), _origin(one))
            for one in answer.posts
        ]
        table(out, ("POST", "FROM", "TO", "TOLD", "KNOWN FROM"), rows, width=TEXT_WIDTH)
    else:
        out.write("No post is known.\n")
    out.write("\n")
    paragraph(out, "Counterparts", style="bold")
    if answer.counterparts:
        table(out, *person_channel_rows(answer.counterparts[:_COUNTERPARTS]), width=TEXT_WIDTH)
        if len(answer.counterparts) > _COUNTERPARTS:
            out.write(f"and {len(answer.counterparts) - _COUNTERPARTS} more: --format json has them all\n")
    else:
        out.write("No contact is told.\n")
    if answer.years:
        out.write("\n")
        paragraph(out, "Contacts by year", style="bold")
        _write_years(out, answer.years)
    first, last = answer.sources[0].published if answer.sources else None, _last(answer.sources)
    days = dict.fromkeys(day(one) for one in (first, last) if one)
    span = f", {' to '.join(days)}" if days else ""
    total = f"{count(len(answer.contacts), 'contact')} in {count(len(answer.sources), 'article')}{span}"
    hint = " `--sources` lists them." if answer.sources and not listed else ""
    out.write(f"\n{total}.{hint}\n")


def _last(sources: list[Source]) -> dt.date | None:
    return max((one.published for one in sources if one.published), default=None)


def _end(term: Term) -> str | None:
    return (in_words(term.end) if term.end else "open") if term.registered else None


def _span(term: Term) -> str | None:
    return "–".join(str(year) for year in dict.fromkeys(term.told)) if term.told else None


def _origin(term: Term) -> str:
    return "register" if term.registered else "articles"


def _write_years(out: TextIO, years: list[Year]) -> None:
    most = max(year.held + year.not_held for year in years)
    scale = min(1.0, _BAR / most)
    for one in years:
        held, other = (round(number * scale) or (1 if number else 0) for number in (one.held, one.not_held))
        words = [f"{one.held} held"] if one.held else []
        words += [f"{one.not_held} not"] if one.not_held else []
        out.write(f"{one.year or 'undated':<8} {'#' * held}{'.' * other} {', '.join(words)}\n")


def _write_source(out: TextIO, source: Source) -> None:
    from .tables import day, how, when, who

    head = [source.title, source.source, day(source.published) if source.published else None, f"[{source.article}]"]
    out.write("\n")
    paragraph(out, ", ".join(filter(None, head)), indent="    ", first="")
    if source.spellings:
        paragraph(out, f"names: {', '.join(source.spellings)}", indent="      ", first="  ")
    for telling in source.tellings:
        contact = telling.contact
        told = f"{telling.linked}  {when(contact)}  {how(contact)}  {who(contact.participants)}"
        paragraph(out, told, indent="      ", first="  ")
        for quote in contact.evidence[:1]:
            paragraph(out, f'"{quote.quote}" ({quote.start}–{quote.end})', indent="    ")
