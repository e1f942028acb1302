"""A folder of clustering sets in, B-cubed figures of linking on them out; `data/clusters/README.md` has the form.

The lines become extractions, as if articles had been read, and go into a fresh store in one go. What linking then
holds to be one person or one contact is compared with the groups of the set.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from sqlalchemy import select

from ..errors import MilchannelsError
from ..records import Article, Contact, Extraction, Participant, Person, Quote

if TYPE_CHECKING:
    from ..store import Store

OFFICES = {
    "dm": "defense_minister",
    "ddm": "deputy_defense_minister",
    "cod": "chief_of_defense",
    "dcod": "deputy_chief_of_defense",
    "sc": "service_chief",
    "cmd": "commander",
    "mo": "military_officer",
    "hos": "head_of_state",
    "hog": "head_of_government",
    "fm": "foreign_minister",
    "nsa": "national_security_adviser",
    "amb": "ambassador",
}


@dataclass(frozen=True)
class Item:
    """One labelled line. `part` is the file it is from; `article` and `place` say where it went."""

    kind: str
    part: str
    group: str
    line: str
    article: str
    place: int


@dataclass
class ClusterSet:
    """The lines of a folder, and the extractions that they make."""

    items: list[Item] = field(default_factory=list)
    tellings: list[tuple[Article, Extraction]] = field(default_factory=list)


@dataclass(frozen=True)
class BCubed:
    """Means over items: how much of an item's cluster is of its group, and how much of its group in its cluster."""

    precision: float
    recall: float
    items: int
    groups: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(expected: Mapping[Any, Any], given: Mapping[Any, Any], of: Sequence[Any] | None = None) -> BCubed:
    """B-cubed of a clustering: `expected` and `given` lead from each item to its group and its cluster.

    With `of`, the means are over these items alone; clusters and groups stay whole.
    """
    groups: dict[Any, set[Any]] = defaultdict(set)
    clusters: dict[Any, set[Any]] = defaultdict(set)
    for item, group in expected.items():
        groups[group].add(item)
        clusters[given[item]].add(item)
    chosen = list(expected if of is None else of)
    if not chosen:
        return BCubed(1.0, 1.0, 0, 0)
    shared = {item: len(groups[expected[item]] & clusters[given[item]]) for item in chosen}
    return BCubed(
        precision=sum(shared[item] / len(clusters[given[item]]) for item in chosen) / len(chosen),
        recall=sum(shared[item] / len(groups[expected[item]]) for item in chosen) / len(chosen),
        items=len(chosen),
        groups=len({expected[item] for item in chosen}),
    )


# ------------------------------------------------------------------------------------------------------- reading


def read_clusters(folder: Path) -> ClusterSet:
    """All `persons*.yaml` and `contacts*.yaml` of the folder; raises `MilchannelsError` for a line it cannot take."""
    found = ClusterSet()
    shared: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path in sorted(folder.glob("*.yaml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8")):
            for line in group.get("mentions", ()):
                _add_mention(found, path.stem, group["id"], line)
            for line in group.get("tellings", ()):
                letter = next((w for w in line.split() if w.startswith("@")), f"line {len(shared)}")
                shared[letter].append((path.stem, group["id"], line))
    for told in shared.values():
        _add_article(found, told)
    if not found.items:
        raise MilchannelsError(f"{folder}: no clustering set: give a folder like data/clusters")
    return found


def _cells(line: str, number: int) -> list[str]:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != number:
        raise MilchannelsError(f"{line!r}: {len(cells)} cells where {number} are wanted")
    return cells


def _office(short: str) -> Any:
    if short in ("", "-"):
        return None
    if short not in OFFICES:
        raise MilchannelsError(f"office {short!r} is none of {', '.join(OFFICES)}")
    return OFFICES[short]


def _add_mention(found: ClusterSet, part: str, group: str, line: str) -> None:
    name, country, office, published = _cells(line, 4)
    id_ = f"m{len(found.items)}"
    day = dt.date.fromisoformat(published)
    person = Person(name=name, country=None if country == "-" else country, office=_office(office))
    found.items.append(Item("person", part, group, line, id_, 0))
    article = Article(id=id_, text=f"{group}: {line}", published=day)
    found.tellings.append((article, Extraction(id=id_, published=day, people=[person])))


def _add_article(found: ClusterSet, told: list[tuple[str, str, str]]) -> None:
    id_ = f"m{len(found.items)}"
    contacts = []
    for place, (part, group, line) in enumerate(told):
        contacts.append(_contact(f"{id_}-{place}", line))
        found.items.append(Item("contact", part, group, line, id_, place))
    day = dt.date.fromisoformat(_cells(told[0][2], 5)[0])
    people = {p.name: p for one in contacts for p in one.participants if p.name}
    extraction = Extraction(
        id=id_,
        published=day,
        people=[Person(name=n, country=p.country, office=p.office) for n, p in people.items()],
        contacts=contacts,
    )
    article = Article(id=id_, text=f"{id_} " + " ".join(line for *_, line in told), published=day)
    found.tellings.append((article, extraction))


def _contact(id_: str, line: str) -> Contact:
    _, act, date, parties, further = _cells(line, 5)
    mode, status, *recurring = act.split()
    fields: dict[str, Any] = dict(word.split("=") for word in further.split() if not word.startswith("@"))
    told = None if date == "-" else date.lstrip("~")
    return Contact(
        id=id_,
        mode=mode,  # type: ignore[arg-type]
        status=status,  # type: ignore[arg-type]
        recurring=bool(recurring),
        date=told,
        date_basis="unknown" if told is None else "publication" if date.startswith("~") else "stated",
        participants=[_party(spec) for spec in parties.split(";")],
        track="mil",
        evidence=[Quote(quote=line, start=0, end=len(line))],
        **fields,
    )


def _party(spec: str) -> Participant:
    name, country, office = [*spec.strip().split("/"), ""][:3]
    told = _office(office)
    if name.startswith("="):
        return Participant(kind="office", identity=name[1:], country=country, office=told, inferred=["identity"])
    if name:
        return Participant(kind="person", name=name, country=country, office=told)
    return Participant(kind="office" if told else "delegation", country=country, office=told)


# ----------------------------------------------------------------------------------------------------- measuring


def linked(found: ClusterSet) -> dict[Item, str]:
    """Each item with the id of the person or contact that linking makes of it, in a fresh store."""
    from ..store import Store

    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "clusters.db") as store:
        for article, extraction in found.tellings:
            store.ingest(article, extraction)
        store.link()
        return _answers(store, found.items)


def _answers(store: Store, items: Sequence[Item]) -> dict[Item, str]:
    from ..store import tables as t

    ar, ap, a, c = t.articles.c, t.article_people.c, t.appearances.c, t.contacts.c
    people = select(ar.id, ap.position, a.person).join(t.articles, ar.key == ap.article)
    contacts = select(ar.id, c.position, c.linked).join(t.articles, ar.key == c.article)
    with store.reading() as connection:
        told = {
            "person": {
                (r[0], r[1]): r[2] for r in connection.execute(people.join(t.appearances, a.key == ap.appearance))
            },
            "contact": {(r[0], r[1]): r[2] for r in connection.execute(contacts)},
        }
    return {item: told[item.kind][item.article, item.place] for item in items}


def figures(answers: Mapping[Item, str]) -> dict[str, BCubed]:
    """By `persons`, `contacts`, and by file; the groups and clusters are always those of the whole set."""
    found: dict[str, BCubed] = {}
    for kind in ("person", "contact"):
        items = [item for item in answers if item.kind == kind]
        expected = {item: item.group for item in items}
        given = {item: answers[item] for item in items}
        found[f"{kind}s"] = bcubed(expected, given)
        for part in sorted({item.part for item in items}):
            found[part] = bcubed(expected, given, [item for item in items if item.part == part])
    return found


def mistakes(answers: Mapping[Item, str], parts: frozenset[str]) -> Iterator[str]:
    """What went wrong, in words: groups of these files in pieces, clusters of several groups."""
    by_group: dict[tuple[str, str], dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    by_cluster: dict[str, list[Item]] = defaultdict(list)
    for item, cluster in answers.items():
        by_cluster[cluster].append(item)
        if item.part in parts:
            by_group[item.kind, item.group][cluster].append(item)
    for (kind, group), pieces in sorted(by_group.items()):
        if len(pieces) > 1:
            yield f"{kind} {group} is in {len(pieces)} pieces"
            for piece in pieces.values():
                yield from (f"    {'+' if n else '-'} {item.line}" for n, item in enumerate(piece))
    for members in by_cluster.values():
        if len({item.group for item in members}) > 1 and all(item.part in parts for item in members):
            yield f"{members[0].kind} of {len({item.group for item in members})} groups"
            yield from (f"    {item.group}: {item.line}" for item in members)
