"""Makes a store of very many linked contacts, and measures how fast questions and exports answer on it.

    python3 scripts/large_network.py make big.db                       # 1,000,000 contacts among 50,000 persons
    python3 scripts/large_network.py make small.db --contacts 20000 --persons 1000
    python3 scripts/large_network.py measure big.db                    # each question in a process of its own
    python3 scripts/large_network.py measure big.db --only gexf networkx

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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from large_store import COUNTRIES, FIRST, LAST, MODES, OFFICES, weighted
from milchannels.linking.write_contacts import pair_rows
from milchannels.store import Store
from milchannels.store import tables as t

#: How often a contact runs along a line that was used before.
AGAIN = 0.7
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
        counts = {"sources": len({article for article, _ in tellings}), "independent": len(tellings)}
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("path", type=Path)
    making.add_argument("--contacts", type=int, default=1_000_000)
    making.add_argument("--persons", type=int, default=50_000)
    making.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make(given.path, given.contacts, given.persons, given.seed)


if __name__ == "__main__":
    main()
