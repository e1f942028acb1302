"""A long run: `python -m tests.reliability.soak FOLDER [ARTICLES] [WORKERS] [MINUTES]` from the root of the checkout.

Makes articles without end out of the test sentences, ingests them into FOLDER/s.db with worker processes, and writes a line to
FOLDER/soak.tsv for each thousand: articles, seconds and seconds of processors for these thousand, megabytes that the program and each of its workers
hold, megabytes of the store. Ends after ARTICLES (200,000) or MINUTES, whichever is first, then checks the store.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

CONSTRUCTIONS = Path(__file__).resolve().parent.parent / "language" / "constructions"
_THOUSAND = 1000
#: Of each so many articles one tells of contacts; the others are news of another kind, as in an archive.
_DENSE = 5
_FILLER = (
    "The council agreed on a budget for roads and schools after a long evening. Prices for wheat rose for the third week. "
    "A museum opened a hall for paintings of the coast, and the mayor cut the ribbon. Rain is expected in the north. "
    "The team won its last game of the season before a crowd of thousands. Traffic was slow on the ring road. "
).split(". ")


def articles(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Articles of 10 to 30 sentences, each text its own."""
    rng = random.Random(seed)
    cases = [case for path in sorted(CONSTRUCTIONS.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    for n in range(number):
        published = dt.date(2010, 1, 1) + dt.timedelta(days=rng.randrange(5000))
        told = rng.choices(_FILLER, k=rng.randint(10, 30))
        if n % _DENSE == 0:
            for _ in range(rng.randint(2, 6)):
                told.insert(rng.randrange(len(told)), rng.choice(cases)["text"].rstrip("."))
        text = ". ".join(sentence for sentence in told if sentence) + f". This is number {n}."
        yield {"id": f"g{n}", "title": f"News {n}", "published": published.isoformat(), "text": text}


def memory(pid: int) -> float:
    """Megabytes of a process in memory; 0 where it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor(pid: int) -> float:
    """Seconds of a processor that a process has used; 0 where it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    folder = Path(sys.argv[1])
    given = [int(word) for word in sys.argv[2:5]]
    number, workers, minutes = [*given, *(200_000, 2, 600)[len(given) :]]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "s.db"
    command = [sys.executable, "-m", "milchannels", "ingest", "-", "--db", str(path), "--workers", str(workers)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
    assert process.stdin is not None
    begun = last = time.monotonic()
    used = 0.0
    with (folder / "soak.tsv").open("w") as table:
        table.write("articles\tseconds\tprocessor s\tprogram MB\tworkers MB\tstore MB\n")
        for n, row in enumerate(articles(number), 1):
            process.stdin.write(json.dumps(row) + "\n")
            if n % _THOUSAND == 0:
                process.stdin.flush()
                now = time.monotonic()
                children = [*map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())]
                held = " ".join(f"{memory(child):.0f}" for child in children)
                work = sum(map(processor, [process.pid, *children]))
                size = sum(one.stat().st_size for one in folder.glob("s.db*")) / 1e6
                table.write(
                    f"{n}\t{now - last:.1f}\t{work - used:.1f}\t{memory(process.pid):.0f}\t{held}\t{size:.1f}\n"
                )
                table.flush()
                last, used = now, work
                if now - begun > minutes * 60:
                    break
    process.stdin.close()
    code = process.wait()
    ended = time.monotonic()
    print(
        f"ingest ended with {code} after {(ended - begun) / 60:.1f} minutes, {ended - last:.0f} s of them after the last line"
    )
    sys.exit(subprocess.run([sys.executable, "-m", "milchannels", "check", "--db", str(path)], check=False).returncode)


if __name__ == "__main__":
    main()
