"""`milchannels contact`: one contact, and every article, sentence, rule and judgement behind it."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from .options import DEFAULT_DATABASE, Database, Form, Format, Output
from .terminal import output, paragraph

if TYPE_CHECKING:
    from ..queries import ContactAnswer
    from ..queries.provenance import Telling

COLUMNS = ("contact", "article", "title", "source", "published", "telling", "date", "mode", "status", "initiator",
           "location", "participants", "quote", "start", "end", "rules")  # fmt: skip


def contact(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="Ids of contacts (c-…), or of what one article tells (article:place).",
            show_default=False,
        ),
    ],
    form: Format = Form.table,
    out_file: Output = None,
    database: Database = DEFAULT_DATABASE,
) -> None:
    """Show a contact and all that is behind it.

    What each article tells, in which words (with the place of the first and last letter in its text) and by which
    rules; where articles contradict each other; and why these tellings were taken for one contact. Ids are shown by between,
    person and review, and are on every edge of an export. `json` of several is a list.
    """
    from .. import queries
    from ..store import Store

    with Store(database, create=False) as store:
        answers = [queries.contact(store, id_) for id_ in dict.fromkeys(ids)]
    with output(out_file) as out:
        write(out, answers, form)


def write(out: TextIO, answers: Sequence[ContactAnswer], form: Form = Form.table) -> None:
    """The answers in one of the forms: `json` all of them, `jsonl` an article a line, `csv` a row for each sentence."""
    if form is Form.json:
        told = [answer.model_dump(mode="json") for answer in answers]
        json.dump(told[0] if len(told) == 1 else told, out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form is Form.jsonl:
        for telling in (one for answer in answers for one in answer.tellings):
            out.write(telling.model_dump_json() + "\n")
    elif form is Form.csv:
        _write_csv(out, [one for answer in answers for one in answer.tellings])
    else:
        for n, answer in enumerate(answers):
            out.write("\n" if n else "")
            _write_text(out, answer)


def _write_csv(out: TextIO, tellings: Sequence[Telling]) -> None:
    from ..network.safe import cell
    from .tables import who

    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for one in tellings:
        told = one.contact
        head = [one.linked, one.article, one.title, one.source, one.published, told.id, told.date, told.mode]
        head += [told.status, told.initiator, told.location, who(told.participants, codes=True)]
        for quote in told.evidence:
            rows.writerow(map(cell, [*head, quote.quote, quote.start, quote.end, _rules(one)]))


def _write_text(out: TextIO, answer: ContactAnswer) -> None:
    from .tables import count, day, differing, how, nation, when, who

    whole = answer.contact
    paragraph(out, f"{when(whole)}  {how(whole)}  {who(whole.participants)}", "    ", "", style="bold", coloured=True)
    facts = {
        "id": whole.id,
        "at": whole.location,
        "asked for by": nation(whole.initiator) if whole.initiator else None,
        "topics": "; ".join(whole.topics),
        "outcome": whole.outcome,
        "confidence": f"{whole.confidence:.2f}",
    }
    for heading, value in facts.items():
        if value:
            paragraph(out, f"{heading}: {value}", indent="        ", first="    ")
    if answer.differences:
        out.write("\nWhere the articles contradict each other\n")
        for name, values in answer.differences.items():
            for value, articles in values.items():
                paragraph(
                    out, f"{name} {differing(name, value)}: {', '.join(articles)}", indent="        ", first="    "
                )
    if answer.history:
        out.write("\nWhat became of it\n")
        for step in answer.history:
            paragraph(out, f"{day(step.published)}  {step.status}  [{step.article}]", "        ", "    ", coloured=True)
    independent = f", {whole.independent} independent" if whole.independent < len(answer.tellings) else ""
    out.write(f"\nTold by {count(len(answer.tellings), 'article')}{independent}\n")
    copies = {(source.article, source.contact): source.copy_of for source in whole.sources}
    for telling in answer.tellings:
        _write_telling(out, telling, copies.get((telling.article, telling.contact.id)))
    judged = [one for one in answer.judgements if one.verdict != "unsure"]
    if judged:
        out.write("\nWhy they are taken for one, or kept apart\n")
        for one in judged:
            score = f" ({one.score:.2f})" if one.score is not None and one.by == "rule" else ""
            told = f"{one.by}: {one.a} and {one.b} {_VERDICTS[one.verdict]}{score}: {one.reasons or 'no reason given'}"
            paragraph(out, told, indent="        ", first="    ")
    elif len(answer.tellings) > 1:
        out.write("\nThey are taken for one since they say the same of who, when and how.\n")


_VERDICTS = {"same": "are the same", "different": "differ"}


def _write_telling(out: TextIO, one: Telling, copy_of: str | None) -> None:
    from .tables import day, how, when, who

    told = one.contact
    head = [one.title, one.source, day(one.published) if one.published else None, f"[{one.article}]"]
    out.write("\n")
    paragraph(out, ", ".join(filter(None, head)), indent="        ", first="    ")
    if copy_of is not None:
        paragraph(out, f"a copy of [{copy_of}]", indent="        ", first="    ")
    paragraph(out, f"{told.id}  {when(told)}  {how(told)}  {who(told.participants)}", indent="        ", first="    ")
    for quote in told.evidence:
        paragraph(out, f'"{quote.quote}" ({quote.start}–{quote.end})', indent="        ")
    if told.rules:
        paragraph(out, f"rules: {_rules(one)}", indent="        ", first="    ")


def _rules(one: Telling) -> str:
    return ", ".join(f"{field} {rule}" for field, rule in sorted(one.contact.rules.items()))
