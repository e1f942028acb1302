"""Makes extractions as of very many articles, and measures how fast linking puts them together.

    python3 scripts/large_store.py 100000                      # link in batches, print rate, memory and growth
    python3 scripts/large_store.py 100000 --order shuffled     # the same, the articles in any order
    python3 scripts/large_store.py 5000 --write some.jsonl     # only write the extractions
    python3 scripts/large_store.py 10000 --profile             # where the time goes

Synthetic, but as articles are: officials, their posts and terms are those of the register; a few pairs of countries have
most of the contacts (power law), and a few contacts most of the articles (1 to 40). Articles spell names in several
ways, leave out first names or names altogether, tell the day, the week, the month or the year, plan and recall, and copy
each other. The same number and seed give the same extractions.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import pstats
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from milchannels.records import Article, Contact, Extraction, Participant, Person, Quote
from milchannels.register import Holding, Register, default
from milchannels.store import Store

FIRST, LAST = dt.date(1998, 1, 1), dt.date(2024, 12, 31)
COUNTRIES = (
    "USA RUS CHN GBR IND FRA TUR ISR UKR JPN KOR DEU PAK EGY SAU IRN ITA POL AUS IDN VNM PHL CAN BRA SWE GRC NOR ROU "
    "THA SGP GEO AZE ARM BLR KAZ UZB IRQ JOR ARE QAT KWT LBN SYR AFG BGD LKA MMR MYS NZL NGA ZAF KEN ETH DZA MAR TUN "
    "COL MEX CHL ARG PER VEN NLD BEL ESP PRT DNK FIN CZE HUN BGR SRB HRV MDA LTU LVA EST MNG KHM LAO"
).split()
OFFICES = {
    "defense_minister": 50,
    "chief_of_defense": 30,
    "deputy_defense_minister": 6,
    "service_chief": 8,
    "commander": 6,
}
MODES = {"meeting": 40, "phone_call": 35, "visit": 12, "video_call": 6, "letter": 4, "hotline": 3}
WORDS = [a + b for a in "ba do ka li mo re su ti".split() for b in "lan mer nok ris tal vey".split()]
SPELLINGS = [
    ("ei", "ey"), ("iy", "y"), ("oi", "oy"), ("ii", "iy"), ("kh", "h"), ("sh", "sch"), ("Mohammed", "Muhammad"),
    ("Alexander", "Aleksandr"), ("y ", "i "), ("ou", "u"), ("aa", "a"), ("q", "k"), ("ee", "i"), ("-", " "),
]  # fmt: skip


@dataclass(frozen=True)
class Event:
    """A contact as it was: what articles tell more or less well."""

    day: dt.date
    mode: str
    status: str
    sides: tuple[Holding, Holding]
    articles: int


def weighted(rng: random.Random, table: dict[str, int]) -> str:
    return rng.choices(list(table), weights=list(table.values()))[0]


def events(rng: random.Random, register: Register) -> Iterator[Event]:
    """Contacts without end; the pair of countries by a power law, the holders by the day."""
    pairs = [(a, b) for n, a in enumerate(COUNTRIES) for b in COUNTRIES[n + 1 :]]
    pairs.sort(key=lambda pair: (COUNTRIES.index(pair[0]) + 1) * (COUNTRIES.index(pair[1]) + 1))
    weights = [1 / (place + 3) for place in range(len(pairs))]
    days = (LAST - FIRST).days
    while True:
        for pair in rng.choices(pairs, weights=weights, k=1000):
            # More and more is told: the square root bends the days towards the end.
            day = FIRST + dt.timedelta(days=int(days * rng.random() ** 0.5))
            office = weighted(rng, OFFICES)
            held = [register.holders(country, office, day) for country in pair]
            if not all(held):
                held = [register.holders(country, "defense_minister", day) for country in pair]
            if all(held):
                count = min(40, int(rng.paretovariate(0.9)))
                status = rng.choices(["held", "refused", "cancelled"], weights=[92, 5, 3])[0]
                yield Event(day, weighted(rng, MODES), status, (rng.choice(held[0]), rng.choice(held[1])), count)


def spelled(rng: random.Random, name: str) -> str:
    """One of the ways in which outlets write a name."""
    chance = rng.random()
    words = name.split()
    if chance < 0.55 or len(words) < 2:
        return name
    if chance < 0.75:
        # The family name, as far as a paper's desk knows it: the last word, or the first where that is the rule.
        return words[-1]
    if chance < 0.83:
        return f"{words[0][0]}. {' '.join(words[1:])}"
    # An outlet has a way of its own that it keeps to: few spellings of a name, not many.
    old, new = SPELLINGS[(len(name) * 7 + rng.randrange(2)) % len(SPELLINGS)]
    return name.replace(old, new)


def party(rng: random.Random, holding: Holding) -> Participant:
    chance = rng.random()
    office, country = holding.office, holding.country
    if chance < 0.8:
        told = office if rng.random() < 0.9 else None
        return Participant(kind="person", name=spelled(rng, holding.person), office=told, country=country)  # type: ignore[arg-type]
    if chance < 0.9:
        return Participant(kind="office", office=office, country=country)  # type: ignore[arg-type]
    if chance < 0.95:
        return Participant(
            kind="office", office=office, country=country, identity=holding.person, inferred=["identity"]
        )  # type: ignore[arg-type]
    return Participant(kind="delegation", country=country)


def told(rng: random.Random, event: Event, published: dt.date, id_: str) -> Contact:
    """One article's contact: more or less exact, the older the vaguer."""
    age = (published - event.day).days
    chance = rng.random() + (0.35 if age > 60 else 0)
    date: str | None = event.day.isoformat()
    basis = "publication" if rng.random() < 0.8 else "stated"
    if chance > 1.2:
        date = str(event.day.year)
    elif chance > 0.95:
        date = f"{event.day:%Y-%m}"
    elif chance > 0.92:
        monday = event.day - dt.timedelta(days=event.day.weekday())
        date = f"{monday}/{monday + dt.timedelta(days=6)}"
    elif chance > 0.89:
        date, basis = None, "unknown"
    elif chance > 0.84 and basis == "publication":
        date = (event.day + dt.timedelta(days=1)).isoformat()
    recurring = rng.random() < 0.02
    mode = "talks" if rng.random() < 0.12 else event.mode
    status = event.status if age >= 0 else rng.choice(["planned", "planned", "requested"])
    quote = f"{event.sides[0].person} and {event.sides[1].person}, {mode} of {date}, told by {id_}."
    return Contact(
        id=f"{id_}:{mode}",
        mode=mode,  # type: ignore[arg-type]
        status=status,  # type: ignore[arg-type]
        recurring=recurring,
        date=date,
        date_basis=basis,  # type: ignore[arg-type]
        participants=[party(rng, side) for side in event.sides],
        topics=rng.sample(["Ukraine", "Taiwan", "exercises", "arms sales", "the border", "incidents at sea"], 2),
        track="mil",
        evidence=[Quote(quote=quote, start=0, end=len(quote))],
        confidence=round(rng.random(), 2),
    )


class Articles:
    """As many articles with their extractions as wanted, in the order of publication; each is made when asked for."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self._seed, self._register = seed, default()
        rng = random.Random(seed)
        drafts: list[tuple[dt.date, Event]] = []
        for event in events(rng, self._register):
            for _ in range(event.articles):
                late = rng.choices([-4, 0, 1, 2, 5, 20, 200, 1500], weights=[8, 45, 28, 8, 4, 3, 3, 1])[0]
                late = late if late in (0, 1) else int(late * rng.random())
                drafts.append((min(event.day + dt.timedelta(days=late), LAST), event))
            if len(drafts) >= number:
                break
        self._drafts = sorted(drafts[:number], key=lambda one: one[0])

    def __len__(self) -> int:
        return len(self._drafts)

    def __getitem__(self, place: int) -> tuple[Article, Extraction]:
        rng = random.Random(f"{self._seed} {place}")
        published, event = self._drafts[place]
        id_ = f"a{place}"
        subjects = [event]
        if rng.random() < 0.3 and place > 50:
            # Background: what was news of late, mostly of the same country.
            before = [self._drafts[place - rng.randrange(1, 50)][1] for _ in range(5)]
            same = (one for one in before if one.sides[0].country == event.sides[0].country)
            subjects.append(next(same, before[0]))
        contacts = [told(rng, one, published, f"{id_}:{n}") for n, one in enumerate(dict.fromkeys(subjects))]
        # A fifth is copied from a wire: the words follow from the event alone.
        words = random.Random(f"{event}" if rng.random() < 0.2 else f"{self._seed} {place} words")
        body = " ".join(words.choice(WORDS) for _ in range(120))
        text = f"Article {id_}. " + " ".join(one.evidence[0].quote for one in contacts) + f" {body}"
        named = {p.name: p for one in contacts for p in one.participants if p.name}
        people = [Person(name=name, country=p.country, office=p.office) for name, p in named.items()]
        article = Article(
            id=id_, text=text, title=f"Title of {id_}", published=published, source=f"Outlet {place % 97}"
        )
        return article, Extraction(id=id_, published=published, people=people, contacts=contacts)


# ----------------------------------------------------------------------------------------------------- measuring


def measure(articles: Articles, order: list[int], batch: int) -> None:
    """Link in batches; print what linking took of the processor and of the clock, its growth, and the memory at its height.

    The processor's time is what counts on a machine that does other work besides.
    """
    busy: list[float] = []
    clock: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "large.db") as store:
        for start in range(0, len(order), batch):
            store.ingest_many(articles[place] for place in order[start : start + batch])
            begun = time.process_time(), time.perf_counter()
            store.link()
            busy.append(time.process_time() - begun[0])
            clock.append(time.perf_counter() - begun[1])
        counts = store.counts()
    size = max(1, len(busy) // 10)
    tenths = [sum(busy[start : start + size]) for start in range(0, len(busy), size)]
    print(f"{len(order)} extractions in batches of {batch}: {counts}")
    print("seconds of linking, by tenths:", " ".join(f"{one:.1f}" for one in tenths))
    print(f"extractions a second: {len(order) / sum(busy):.0f} (by the clock {len(order) / sum(clock):.0f})")
    print(f"last tenth to first: {tenths[-1] / tenths[0]:.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at its height: {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=10_000, help="articles between two runs of linking")
    parser.add_argument("--order", choices=["published", "shuffled"], default="published")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="write the extractions as JSONL and do nothing else")
    parser.add_argument("--profile", action="store_true", help="print where the time of linking goes")
    given = parser.parse_args()
    articles = Articles(given.articles, given.seed)
    order = list(range(len(articles)))
    if given.order == "shuffled":
        random.Random(given.seed).shuffle(order)
    if given.write:
        with given.write.open("w", encoding="utf-8") as file:
            file.writelines(articles[place][1].model_dump_json() + "\n" for place in order)
    elif given.profile:
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "large.db") as store:
            store.ingest_many(articles[place] for place in order)
            with cProfile.Profile() as profile:
                store.link()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    else:
        measure(articles, order, given.batch)


if __name__ == "__main__":
    main()
