"""Makes a store of very many linked contacts, and measures how fast questions and exports answer on it.

    python3 scripts/large_network.py make big.db                       # 1,000,000 contacts among 50,000 persons
    python3 scripts/large_network.py make small.db --contacts 20000 --persons 1000
    python3 scripts/large_network.py measure big.db                    # each question in a process of its own
    python3 scripts/large_network.py measure big.db --only gexf networkx
    python3 scripts/large_network.py measure big.db --only twice       # is each file the same, whatever process writes it?

Written is what reading and linking would have written, without the days that they would take for so much. Synthetic, but
as contacts are: a few pairs of countries have most of them (power law), most contacts are along a line that was used
before (so that few lines are busy and many are not), some have three parties, some name an office alone, and an article
tells of several. The same numbers and seed give the same store.

Seconds are those of the processor and, in brackets, of the clock: the former count on a machine that does other work besides.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from large_store import COUNTRIES, FIRST, LAST, MODES, OFFICES, weighted
from milchannels import queries
from milchannels.linking.write_contacts import pair_rows
from milchannels.network import edges, export, nodes
from milchannels.network.gexf import node_values, write_gexf
from milchannels.store import Store
from milchannels.store import tables as t

#: How often a contact runs along a line that was used before.
AGAIN = 0.7
WHAT = ["between", "persons", "posts", "channels", "gexf", "networkx", "twice"]
FORMS = [".gexf", ".graphml", ".csv"]
BATCH = 20_000
THEMES = ["ukraine_war", "taiwan", "arms_control", "exercises", "incidents", "hotlines"]
TOPICS = [
    "the war",
    "the strait",
    "arms sales",
    "exercises",
    "incidents at sea",
    "a hotline",
    "prisoners",
    "the border",
]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Network:
    """Rows of a store, batch by batch."""

    def __init__(self, contacts: int, persons: int, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        self.contacts = contacts
        pairs = [(a, b) for n, a in enumerate(COUNTRIES) for b in COUNTRIES[n + 1 :]]
        pairs.sort(key=lambda pair: (COUNTRIES.index(pair[0]) + 1) * (COUNTRIES.index(pair[1]) + 1))
        self._pairs, self._weights = pairs, [1 / (place + 3) for place in range(len(pairs))]
        share = dict.fromkeys(COUNTRIES, 0.0)
        for pair, weight in zip(pairs, self._weights, strict=True):
            for country in pair:
                share[country] += weight
        homes = self.rng.choices(COUNTRIES, weights=[share[one] for one in COUNTRIES], k=persons)
        self.people = [
            (f"p-{digest(f'{seed} {n}')}", f"Given{n % 997} Family{n}", home, weighted(self.rng, OFFICES))
            for n, home in enumerate(homes)
        ]
        self._of: dict[str, list[int]] = {country: [] for country in COUNTRIES}
        for n, home in enumerate(homes):
            self._of[home].append(n)
        self.homes = {id_: home for id_, _, home, _ in self.people}
        self._lines: list[tuple[int, ...]] = []
        self._article = 0

    def person_rows(self) -> Iterator[dict[str, Any]]:
        for id_, name, home, office in self.people:
            told = {"spellings": json.dumps([name]), "offices": json.dumps([[office, FIRST.year, LAST.year]])}
            years = {"first_year": FIRST.year, "last_year": LAST.year}
            yield {"id": id_, "name": name, "country": home, **told, **years}

    def appearance_rows(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """What names lead to persons: rows of appearances and of their blocks."""
        from milchannels.linking.names import sound

        for id_, name, home, office in self.people:
            key = f"{home}|{name.lower()}|{office}|{LAST.year}"
            row = {"key": key, "country": home, "tokens": name.lower(), "name": name, "office": office}
            family = name.lower().split()[-1]
            block = {"appearance": key, "block": f"{home}:{sound(family)}"}
            yield {**row, "year": LAST.year, "person": id_, "dirty": False}, block

    def batches(self) -> Iterator[dict[Any, list[dict[str, Any]]]]:
        """Rows by table, parents before children."""
        names = (t.articles, t.linked_contacts, t.linked_participants, t.linked_pairs, t.contacts)
        for start in range(0, self.contacts, BATCH):
            rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in names}
            for number in range(start, min(start + BATCH, self.contacts)):
                self._contact(number, rows)
            rows[t.linked_pairs] = pair_rows(rows[t.linked_contacts], rows[t.linked_participants], self.homes)
            yield rows

    def _line(self) -> tuple[int, ...]:
        rng = self.rng
        if self._lines and rng.random() < AGAIN:
            return rng.choice(self._lines)
        (pair,) = rng.choices(self._pairs, weights=self._weights)
        sides = [pair[0], pair[1], *([rng.choice(COUNTRIES)] if rng.random() < 0.05 else [])]
        told = []
        for country in sides:
            of = self._of[country]
            # Few hold the posts that talk; everybody talks to somebody.
            told.append(of[int(len(of) * rng.random() ** (1 if rng.random() < 0.4 else 3))] if of else -1)
        return tuple(dict.fromkeys(one for one in told if one >= 0))

    def _contact(self, number: int, rows: dict[Any, list[dict[str, Any]]]) -> None:
        rng = self.rng
        line = self._line()
        self._lines.append(line)
        id_ = f"c-{digest(f'contact {number}')}"
        date = (FIRST + dt.timedelta(days=int((LAST - FIRST).days * rng.random() ** 0.5))).isoformat()
        mode, chance = weighted(rng, MODES), rng.random()
        status = "held" if chance < 0.92 else "refused" if chance < 0.97 else "cancelled"
        confidence = round(rng.uniform(0.4, 1), 2)
        parties = []
        for position, n in enumerate(line):
            person, name, home, office = self.people[n]
            named = rng.random() < 0.95
            parties.append(
                {
                    "linked": id_,
                    "position": position,
                    "kind": "person" if named else "office",
                    "person": person if named else None,
                    "name": name if named else None,
                    "office": office,
                    "country": home,
                }
            )
        sides = "-".join(sorted({one["country"] for one in parties}))
        common = {"mode": mode, "status": status, "recurring": False, "count": None, "date": date}
        common |= {"date_first": date, "date_last": date, "track": "mil", "sides": sides, "confidence": confidence}
        tellings = [self._telling(rows, id_, n, common) for n in range(min(6, int(rng.paretovariate(2))))]
        record = {
            "id": id_,
            **{key: common[key] for key in ("mode", "status", "date", "track", "confidence")},
            "date_basis": "stated",
            "participants": [
                {key: one[key] for key in ("kind", "person", "name", "office", "country")} for one in parties
            ],
            "topics": rng.sample(TOPICS, 2),
            "themes": [rng.choice(THEMES)],
            "evidence": [
                {"quote": f"They spoke on {date}, {id_} says.", "start": 0, "end": 30, "article": tellings[0][0]}
            ],
            "sources": [
                {"article": article, "contact": told, "mode": mode, "status": status, "date": date}
                for article, told in tellings
            ],
            "independent": len(tellings),
        }
        articles = sorted({row["article"] for row in rows[t.contacts][-len(tellings) :]})
        counts = {"sources": len(articles), "independent": len(tellings), "articles": " ".join(articles)}
        rows[t.linked_contacts].append({"id": id_, **common, **counts, "record": json.dumps(record)})
        rows[t.linked_participants] += parties

    def _telling(
        self, rows: dict[Any, list[dict[str, Any]]], linked: str, n: int, common: dict[str, Any]
    ) -> tuple[str, str]:
        """One article's telling: every third is in an article of its own, the others in the one before."""
        if self._article == 0 or self.rng.random() < 0.35 or n:
            self._article += 1
            text = f"Article {self._article}."
            sha = hashlib.sha256(text.encode()).hexdigest()
            head = {"key": sha[:20], "sha256": sha, "id": f"a{self._article}", "title": text, "source": "Outlet"}
            published = {"published": common["date"], "text": text, "ingested_at": "2024-12-31"}
            self._key = sha[:20]
            rows[t.articles].append(head | published)
        article = f"a{self._article}"
        told = f"{article}:{linked}"
        place = {"key": f"{self._key}:{linked}", "article": self._key, "position": 0, "id": told, "linked": linked}
        rows[t.contacts].append({**common, **place, "date_basis": "stated", "record": "{}", "dirty": False})
        return article, told


def make(path: Path, contacts: int, persons: int, seed: int = 1) -> None:
    """Write the store."""
    from milchannels import register

    network = Network(contacts, persons, seed)
    with Store(path) as store:
        with store.writing() as connection:
            connection.execute(t.meta.insert().values(key="register", value=register.default().fingerprint))
            connection.execute(t.persons.insert(), list(network.person_rows()))
            appearances, blocks = zip(*network.appearance_rows(), strict=True)
            connection.execute(t.appearances.insert(), list(appearances))
            connection.execute(t.appearance_blocks.insert(), list(blocks))
        for rows in network.batches():
            with store.writing() as connection:
                for table, values in rows.items():
                    if values:
                        connection.execute(table.insert(), values)
        with store.writing() as connection:
            connection.exec_driver_sql("ANALYZE")


# ----------------------------------------------------------------------------------------------------- measuring


def timed(work: Callable[[], Any]) -> tuple[Any, str]:
    """What the work gives, and what it took."""
    begun = time.process_time(), time.perf_counter()
    result = work()
    busy, clock = time.process_time() - begun[0], time.perf_counter() - begun[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result, f"{busy:6.2f} s ({clock:.2f} s), {peak:.0f} MB at the height"


def busiest(store: Store, level: str) -> tuple[str, str]:
    """The ends of the line with the most contacts held."""
    one = queries.channels(store, level=level, limit=1)[0]
    return one.a.id, one.b.id


def ask(store: Store, what: str, folder: Path) -> None:
    """One question, or file, as a command asks it."""
    day = store.newest()
    if what == "between":
        a, b = busiest(store, "country")
        levels = ["person", "post"]
        for _ in range(3):
            answer, took = timed(lambda: queries.between(store, a, b, as_of=day, levels=levels, limit=100, most=25))
            print(f"between {a} and {b}, {answer.total} contacts: {took}")
    elif what in ("persons", "posts"):
        level = what.removesuffix("s")
        a, b = (queries.Side(**{level: id_}) for id_ in busiest(store, level))
        for _ in range(3):
            answer, took = timed(
                lambda: queries.between(store, a, b, as_of=day, levels=["person", "post"], limit=100, most=25)
            )
            print(f"between the two busiest {what}, {answer.total} contacts: {took}")
    elif what == "channels":
        for order in ("contacts", "last", "silence"):
            _, took = timed(lambda order=order: queries.channels(store, as_of=day, sort=order, limit=100))  # type: ignore[misc]
            print(f"channels by {order}: {took}")
    elif what == "gexf":
        path = folder / "large.gexf"
        _, took = timed(lambda: export(store, path))
        print(f"export {path.name}, {path.stat().st_size // 2**20} MB: {took}")
        print(f"    sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}")
    elif what == "networkx":
        against_networkx(store, folder)
    elif what == "twice":
        for form in FORMS:
            print(twice(store.where, folder, form))


def twice(where: str, folder: Path, form: str) -> str:
    """Export by two processes, which put what has no order of its own in different ones, and compare; exits where they differ."""
    for name in ("once", "again"):
        (folder / name).mkdir(exist_ok=True)
        command = [sys.executable, "-m", "milchannels", "export", str(folder / name / f"network{form}"), "--db", where]
        subprocess.run(command, check=True, capture_output=True)
    written = [sorted((folder / name).iterdir()) for name in ("once", "again")]
    digests = [[hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths] for paths in written]
    size = sum(path.stat().st_size for path in written[0]) // 2**20
    for path in (*written[0], *written[1]):
        path.unlink()
    if digests[0] != digests[1]:
        raise SystemExit(f"{form} written twice: {digests[0]} and then {digests[1]}")
    return f"{form} written twice, {size} MB: the same bytes, sha256 {' '.join(digests[0])}"


def against_networkx(store: Store, folder: Path) -> None:
    """The writing of one graph by us and by networkx, which gets the same nodes and edges with the same attributes."""
    found = nodes(store)
    told = list(edges(store))
    graph: nx.Graph[str] = nx.Graph(mode="dynamic")
    for node in found.values():
        values = {name: value for name, value in node_values(node).items() if value is not None}
        graph.add_node(node.id, label=node.label, **values)
    for edge in told:
        values = {"first": edge.first or "", "last": edge.last or "", "modes": " ".join(edge.modes)}
        values |= {"statuses": " ".join(edge.statuses), "tracks": " ".join(edge.tracks)}
        numbers = {"held": edge.held, "median_gap": edge.median_gap if edge.median_gap is not None else -1.0}
        ids = " ".join(edge.contacts)
        graph.add_edge(edge.source, edge.target, weight=edge.weight, contact_ids=ids, **values, **numbers)

    def ours() -> None:
        with (folder / "ours.gexf").open("w", encoding="utf-8") as file:
            write_gexf(file, found, told)

    print(f"writing {len(found)} nodes and {len(told)} edges, ours: {timed(ours)[1]}")
    _, took = timed(lambda: nx.write_gexf(graph, folder / "theirs.gexf", version="1.2draft"))
    print(f"writing the same, without the days, by networkx: {took}")
    print(f"writing once more, ours: {timed(ours)[1]}")


def measure(path: Path, only: list[str]) -> None:
    """Each question in a process of its own, so that each has its own height of memory."""
    for what in only:
        subprocess.run([sys.executable, __file__, "ask", str(path), what], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("path", type=Path)
    making.add_argument("--contacts", type=int, default=1_000_000)
    making.add_argument("--persons", type=int, default=50_000)
    making.add_argument("--seed", type=int, default=1)
    measuring = commands.add_parser("measure")
    measuring.add_argument("path", type=Path)
    measuring.add_argument("--only", nargs="+", choices=WHAT, default=WHAT)
    asking = commands.add_parser("ask")
    asking.add_argument("path", type=Path)
    asking.add_argument("what", choices=WHAT)
    given = parser.parse_args()
    if given.command == "make":
        make(given.path, given.contacts, given.persons, given.seed)
    elif given.command == "measure":
        measure(given.path, given.only)
    else:
        with tempfile.TemporaryDirectory() as folder, Store(given.path, create=False) as store:
            ask(store, given.what, Path(folder))


if __name__ == "__main__":
    main()
