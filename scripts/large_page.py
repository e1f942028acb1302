"""Makes a store of very many contacts, and measures its page: how large it is, and how soon it answers in a browser.

    python3 scripts/large_page.py 2000                      # size, and seconds until all views answer
    python3 scripts/large_page.py 2000 --keep page.html     # the same, and keep the page

The contacts are those of `large_store.py`, with titles, addresses and quotes as long as those of news. The time runs
from asking for the page to the moment at which all views are drawn and take clicks, in a fresh Chromium each time; the
median of five is told. Needs the tools of the tests (`pip install .[dev]`) and a Chromium.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from large_store import WORDS, Articles
from milchannels import Store, report
from milchannels.records import Article, Extraction

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from browser import opened

#: Letters of a title, an address and a quote, as articles have them.
TITLE, ADDRESS, QUOTE = 70, 75, 210


def sentence(rng: random.Random, letters: int, start: str = "") -> str:
    text = start
    while len(text) < letters:
        text += f"{' ' if text else ''}{rng.choice(WORDS)}"
    return text


def as_news(article: Article, extraction: Extraction) -> tuple[Article, Extraction]:
    """The same with texts of the length of news."""
    rng = random.Random(article.id)
    words = "-".join(sentence(rng, ADDRESS - 40).split())
    source = f"https://{article.source.replace(' ', '').lower()}.example/{words}" if article.source else None
    for contact in extraction.contacts:
        for quote in contact.evidence:
            quote.quote = sentence(rng, QUOTE, quote.quote)
            quote.end = quote.start + len(quote.quote)
    return article.model_copy(update={"title": sentence(rng, TITLE), "source": source}), extraction


def filled(store: Store, wanted: int) -> int:
    """Articles go in until there are as many contacts as wanted; gives how many there are."""
    articles = Articles(wanted * 8)
    place = 0
    while (have := store.counts()["linked_contacts"]) < wanted and place < len(articles):
        step = max(50, wanted - have)
        store.ingest_many(as_news(*articles[n]) for n in range(place, min(place + step, len(articles))))
        store.link()
        place += step
    return store.counts()["linked_contacts"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("contacts", nargs="?", type=int, default=2000)
    parser.add_argument("--keep", type=Path, help="keep the page here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = given.keep or Path(folder) / "page.html"
        with Store(Path(folder) / "large.db") as store:
            contacts = filled(store, given.contacts)
            begun = time.perf_counter()
            report.write(store, target)
            took = time.perf_counter() - begun
        print(f"{contacts} contacts: {target.stat().st_size / 1e6:.2f} MB, written in {took:.1f} s")
        times = []
        for _ in range(5):
            with opened(target) as page:
                times.append(int(page.evaluate("document.documentElement.dataset.ready")) / 1000)
        print(
            f"all views answer after {statistics.median(times):.2f} s (of five: {min(times):.2f} to {max(times):.2f})"
        )


if __name__ == "__main__":
    main()
