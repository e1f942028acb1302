"""Stores for pages: a small one with something of everything, and one in which everything is hostile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import browser_or_skip, launched
from factories import contact, telling
from milchannels import Store
from milchannels.records import ChannelEvent, Contact, Extraction, Participant, Quote

if TYPE_CHECKING:
    from playwright.sync_api import Browser

A, S, D, G = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", "Mark Milley/USA/cd", "Valery Gerasimov/RUS/cd"
W, H = "Wei Fenghe/CHN/dm", "Hulusi Akar/TUR/dm"
CUT = ChannelEvent(countries=["USA", "RUS"], action="suspended", channel="mil ties", date="2022-03-03", evidence="Cut.")
BACK = ChannelEvent(countries=["USA", "RUS"], action="resumed", channel="mil ties", date="2022-05-13", evidence="On.")


def called(
    article: str, words: str = "Lloyd Austin phoned Sergei Shoigu on Friday about the war in Ukraine."
) -> Contact:
    """The call of 21 October with its telling word, date and topic in the quote, which begins at the tenth letter."""
    quote = Quote(quote=words, start=10, end=10 + len(words))
    fields = {"date": "2022-10-21", "date_text": "Friday", "topics": ["the war in Ukraine"], "themes": ["ukraine_war"]}
    made = contact(A, S, id=f"{article}:c{10 + words.index('phoned')}", initiator="USA", **fields)
    return made.model_copy(update={"evidence": [quote]})


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Ten contacts of six people of four countries; dates of all kinds, all that a status can be, a cut and its end."""
    with Store(tmp_path_factory.mktemp("small") / "s.db") as store:
        web = {"title": "They speak again", "source": "https://news.example/a?b=1&c=2"}
        for article, extraction in [
            telling("a", called("a"), contact(D, G, date="2022-05", mode="talks", topics=["Syria"]), **web),
            telling("b", called("b"), contact(A, S, date="2022-12-01", status="refused"), source="The Example Courier"),
            telling("c", contact(A, W, date="2022-06-10", mode="meeting", topics=["Taiwan"], location="Singapore")),
            telling("d", contact(A, S, H, date="2022-11", mode="meeting"), events=(CUT, BACK)),
            telling("e", contact(A, D, "/RUS", date="2021-04-29", mode="meeting")),
            telling("f", contact("/USA/cd", "/RUS/cd", recurring=True, date="2015")),
            telling("g", contact(H, S, mode="letter", status="planned", date="2023-01-10")),
            telling("h", contact(D, G, mode="visit", status="cancelled", date="2022-08-02")),
            telling("i", contact(A, W), published="2023-02-01"),
        ]:
            store.ingest(article, extraction)
        store.link()
        yield store


#: What must never run: each sets a mark on the window, asks for an address, or ends the block of data early.
HOSTILE = [
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=2>",
    "<svg/onload=window.hit=3>",
    "\"><iframe src='https://evil.example/'></iframe>",
    "<!-- <script> ]]> {{data}} ${window.hit=4} \u2028 \\u003cb>",
    "$$\\href{javascript:window.hit=5}{x}$$",
    "javascript:window.hit=6",
    "<style>@import url(https://evil.example/s.css)</style>",
    "\u202egnitirw dekcih\x00\x1b[2J <b>bold</b>",
]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Each text in every place that an article can fill: title, source, name, role, topic, place, quote and id."""
    with Store(tmp_path_factory.mktemp("hostile") / "s.db") as store:
        for n, text in enumerate(HOSTILE):
            sides = [
                Participant(
                    name=f"{text} Person{n}", kind="person", country="USA", office="defense_minister", role=text
                ),
                Participant(kind="office", role=text, country="RUS", office="chief_of_defense", identity=text),
            ]
            told = contact(
                "x/USA/dm", "y/RUS/cd", id=f"h{n}:c0", date=f"2022-10-{n + 1:02}", date_text=text, topics=[text], location=text,
                tone=text, outcome=text, reported_by=text, quote=text,
            )  # fmt: skip
            event = ChannelEvent(
                countries=["USA", "RUS"], action="suspended", channel=text, date="2022-01", evidence=text
            )
            head = {"title": text, "source": "javascript:window.hit=7" if n % 2 else text}
            article, extraction = telling(
                f"h{n} {text}", told.model_copy(update={"participants": sides}), events=(event,), **head
            )
            store.ingest(article, Extraction.model_validate(extraction.model_dump()))
        store.link()
        yield store


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for the whole run; tests that use it are skipped where there is none."""
    browser_or_skip()
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def page_file(small: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the small store."""
    from milchannels import report

    return report.write(small, tmp_path_factory.mktemp("page") / "page.html")
