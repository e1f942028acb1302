"""In: the YAML files of `constructions/`. Out: cases, and what is wrong with an extraction as an answer to one.

A case is a text of a few sentences with what should come out of it. Fields of an expected contact that are left
out are not tested; the number of contacts and of their participants always is, where `contacts` is given at all.
The comparison follows that of the project's evaluation: names by their words, dates by the days they share,
contacts of the track `political` left out on both sides.

Participants are written on one line: `Sergei Shoigu / RUS / defense_minister` (the office may be left out),
`office: defense_minister / RUS = Sergei Shoigu` (the identity may be left out, the office may be `any`),
`delegation: CHN`.
People: `Mark Milley / USA / chief_of_defense / General`, `-` for null, `any` for what is not tested.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "constructions"
KNOWN_FAILURES = FOLDER / "known_failures.txt"
CASE_KEYS = frozenset({"text", "title", "published", "contacts", "people", "not_people", "channel_events", "against"})
CONTACT_KEYS = frozenset(
    {"participants", "mode", "status", "date", "recurring", "count", "initiator", "location", "topics", "track"}
)
EXACT = ("mode", "status", "recurring", "count", "initiator", "track")
STOP_WORDS = frozenset(re.findall(r"\w+", "the a an of in on to for and with by at from its their his her"))

Record = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One text and what should come out of it; `against` marks a near miss, something that must not come out."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    contacts: list[Record] | None = None
    people: list[Record] | None = None
    not_people: list[str] = field(default_factory=list)
    channel_events: list[Record] | None = None
    against: bool = False

    @property
    def family(self) -> str:
        return self.id.split("#")[0]

    def article(self) -> Record:
        return {"id": self.id, "title": self.title, "published": self.published, "text": self.text}


def read_participant(line: str | Record) -> Record:
    """`Name / COUNTRY / office`, `office: OFFICE / COUNTRY = identity` or `delegation: COUNTRY` as a record.

    Without quotes YAML reads the last two as a mapping of one key, which means the same here."""
    if isinstance(line, dict):
        line = ": ".join(next(iter(line.items())))
    kind, _, rest = line.partition(": ")
    if kind == "delegation":
        return {"kind": kind, "country": rest.strip()}
    if kind == "office":
        post, _, identity = rest.partition("=")
        office, _, country = (part.strip() for part in post.partition("/"))
        told = {"kind": kind, "country": country, "identity": identity.strip() or None}
        return told if office == "any" else {**told, "office": office}
    parts = [part.strip() for part in line.split("/")]
    keys = ("name", "country", "office")
    return {"kind": "person", **dict(zip(keys, parts, strict=False))}


def read_person(line: str) -> Record:
    """`Name / COUNTRY / office / rank` as a record; `-` is null, `any` or a missing part is not tested."""
    parts = [part.strip() for part in line.split("/")]
    told = zip(("name", "country", "office", "rank"), parts, strict=False)
    return {key: None if value == "-" else value for key, value in told if value != "any"}


def read_case(case_id: str, row: Record) -> Case:
    unknown = set(row) - CASE_KEYS | {k for c in row.get("contacts") or [] for k in set(c) - CONTACT_KEYS}
    if unknown:
        raise ValueError(f"{case_id}: unknown keys {sorted(unknown)}")
    contacts, people = row.get("contacts"), row.get("people")
    if contacts is not None:
        contacts = [{**c, "participants": [read_participant(p) for p in c["participants"]]} for c in contacts]
    return Case(
        id=case_id,
        text=row["text"].strip(),
        title=row.get("title"),
        published=str(row["published"]) if row.get("published") else None,
        contacts=contacts,
        people=None if people is None else [read_person(p) for p in people],
        not_people=row.get("not_people") or [],
        channel_events=row.get("channel_events"),
        against=bool(row.get("against")) or contacts == [],
    )


def load_cases() -> list[Case]:
    """All cases in the order of the files; an id is the family's name, `#`, and the case's number from 1."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [read_case(f"{path.stem}#{n}", row) for n, row in enumerate(rows, 1)]
    return found


def known_failures() -> set[str]:
    if not KNOWN_FAILURES.exists():
        return set()
    lines = (line.partition(" ")[0].strip() for line in KNOWN_FAILURES.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line and not line.startswith("//")}


def fold(text: str | None) -> str:
    """Lower-case ASCII letters and digits, one space between words."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def same_name(one: str | None, other: str | None) -> bool:
    """True where two names of one text mean one person."""
    a, b = fold(one).split(), fold(other).split()
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if difflib.SequenceMatcher(None, " ".join(a), " ".join(b)).ratio() >= 0.85:
        return True
    likeness = difflib.SequenceMatcher(None, a[0], b[0]).ratio()
    return a[-1] == b[-1] and (a[0][0] == b[0][0] or likeness >= 0.6)


def same_participant(want: Record, got: Record) -> bool:
    if want["kind"] == "person":
        return same_name(want["name"], got.get("name"))
    if got.get("country") != want["country"]:
        return False
    if want["kind"] == "delegation":
        return got.get("kind") in ("office", "delegation")
    who = got.get("name") or got.get("identity")
    if who and want["identity"]:
        return same_name(want["identity"], who)
    return got.get("kind") == "office" and got.get("office") == want.get("office", got.get("office"))


def days(edtf: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of an EDTF date or interval; None where there is none."""
    if not edtf:
        return None
    first, _, last = str(edtf).partition("/")
    start = [int(part) for part in first.split("-")]
    end = [int(part) for part in (last or first).split("-")]
    month = end[1] if len(end) > 1 else 12
    day = end[2] if len(end) > 2 else calendar.monthrange(end[0], month)[1]
    return dt.date(start[0], *[*start[1:], 1, 1][:2]), dt.date(end[0], month, day)


def same_date(want: str | None, got: str | None) -> bool:
    """True where both are null, or the days they share are at least half of all they cover."""
    a, b = days(want), days(got)
    if a is None or b is None:
        return a == b
    shared = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    return shared / ((max(a[1], b[1]) - min(a[0], b[0])).days + 1) >= 0.5


def topics_agree(want: Sequence[str], got: Sequence[str]) -> bool:
    """True where the words of the topics overlap with an F1 of at least a half."""
    a = {word for topic in want for word in fold(topic).split()} - STOP_WORDS
    b = {word for topic in got for word in fold(topic).split()} - STOP_WORDS
    if not a or not b:
        return a == b
    return 2 * len(a & b) / (len(a) + len(b)) >= 0.5


def same_place(want: str | None, got: str | None) -> bool:
    a, b = fold(want), fold(got)
    return bool(a) == bool(b) and (a in b or b in a)


def pair_up(
    wants: Sequence[Record], gots: Sequence[Record], weight: Callable[[Record, Record], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of greatest total weight; pairs of no weight are left out. The lists are short."""

    def best(i: int, used: frozenset[int]) -> tuple[float, list[tuple[int, int]]]:
        if i == len(wants):
            return 0.0, []
        top = best(i + 1, used)
        for j, got in enumerate(gots):
            gain = 0.0 if j in used else weight(wants[i], got)
            if gain > 0:
                total, pairs = best(i + 1, used | {j})
                if total + gain > top[0]:
                    top = total + gain, [(i, j), *pairs]
        return top

    return best(0, frozenset())[1]


def shared_participants(want: Record, got: Record) -> list[tuple[int, int]]:
    return pair_up(want["participants"], got["participants"], lambda a, b: float(same_participant(a, b)))


def participant_faults(want: Record, got: Record) -> list[str]:
    """Who is missing or too many, and which countries and offices are wrong."""
    pairs = shared_participants(want, got)
    faults = []
    if not len(pairs) == len(want["participants"]) == len(got["participants"]):
        faults.append("participants")
    for i, j in pairs:
        a, b = want["participants"][i], got["participants"][j]
        tested = [key for key in ("country", "office") if a.get(key) not in (None, "any")]
        faults += [f"{key} of {a.get('name') or a['kind']}" for key in tested if a[key] != b[key]]
    return faults


def contact_faults(want: Record, got: Record) -> list[str]:
    """The fields of an expected contact that the answer has wrong."""
    faults = participant_faults(want, got)
    faults += [key for key in EXACT if key in want and want[key] != got[key]]
    compare: dict[str, Callable[[Any, Any], bool]] = {
        "date": same_date,
        "location": same_place,
        "topics": topics_agree,
    }
    return faults + [key for key, same in compare.items() if key in want and not same(want[key], got[key])]


def contact_weight(want: Record, got: Record) -> float:
    pairs = shared_participants(want, got)
    if len({want["participants"][i]["country"] for i, _ in pairs}) < 2:
        return 0.0
    return 1 / (1 + len(contact_faults(want, got))) + len(pairs)


def counted(contacts: Sequence[Record]) -> list[Record]:
    return [c for c in contacts if c.get("track") != "political"]


def describe(contact: Record) -> str:
    who = " + ".join(
        f"{p.get('name') or p.get('identity') or p.get('office') or p['kind']} ({p['country']})"
        for p in contact["participants"]
    )
    rest = ("status", "date", "count", "initiator", "location", "topics")
    told = [f"{key}={contact[key]}" for key in rest if contact.get(key) not in (None, [])]
    return " ".join(
        [contact.get("mode") or "contact", *(["recurring"] if contact.get("recurring") else []), *told, who]
    )


def contacts_wrong(case: Case, got: Record) -> list[str]:
    wants, answers = counted(case.contacts or []), counted(got["contacts"])
    pairs = pair_up(wants, answers, contact_weight)
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    wrong = [f"missed: {describe(c)}" for i, c in enumerate(wants) if i not in met]
    wrong += [f"spurious: {describe(c)}" for j, c in enumerate(answers) if j not in used]
    for i, j in pairs:
        faults = contact_faults(wants[i], answers[j])
        if faults:
            wrong.append(f"inexact ({', '.join(faults)}): {describe(wants[i])}  <>  {describe(answers[j])}")
    return wrong


def people_wrong(case: Case, got: Record) -> list[str]:
    wrong = []
    for want in case.people or []:
        found = next((p for p in got["people"] if same_name(want["name"], p["name"])), None)
        if found is None:
            wrong.append(f"missed: {want['name']}")
            continue
        for key, value in want.items():
            if key != "name" and fold(value) != fold(found[key]):
                wrong.append(f"{key} of {want['name']}: {value} <> {found[key]}")
    names = [p["name"] for p in got["people"]]
    return wrong + [f"spurious: {name}" for name in case.not_people if any(same_name(name, n) for n in names)]


def events_wrong(case: Case, got: Record) -> list[str]:
    def signature(event: Record) -> tuple[str, ...]:
        return (event["action"], *sorted(event["countries"]))

    answers = [signature(e) for e in got["channel_events"]]
    wrong = []
    for event in case.channel_events or []:
        if signature(event) in answers:
            answers.remove(signature(event))
        else:
            wrong.append(f"missed: {' '.join(signature(event))}")
    return wrong + [f"spurious: {' '.join(answer)}" for answer in answers]


def judge(case: Case, got: Record) -> list[str]:
    """What is wrong with the extraction `got` (a dict of an Extraction) as an answer to `case`; [] if nothing."""
    wrong = []
    if case.contacts is not None:
        wrong += contacts_wrong(case, got)
    if case.people is not None or case.not_people:
        wrong += [f"people: {fault}" for fault in people_wrong(case, got)]
    if case.channel_events is not None:
        wrong += [f"channel events: {fault}" for fault in events_wrong(case, got)]
    return wrong
