"""Sources in, articles and failures out."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from milchannels.articles import Failure, read
from milchannels.records import Article

CALL = "Gen. Dempsey spoke with Gen. Gerasimov by phone."


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def one(source: str, **options: dt.date) -> Article:
    items = list(read([source], **options))
    assert len(items) == 1, items
    assert isinstance(items[0], Article), items[0]
    return items[0]


@pytest.mark.parametrize(
    ("name", "content", "title", "text"),
    [
        ("plain.txt", CALL, None, CALL),
        ("titled.txt", f"Top officers talk\n\n{CALL}\n", "Top officers talk", CALL),
        ("question.txt", f"Who called whom?\n\n{CALL}", "Who called whom?", CALL),
        ("sentence.txt", f"{CALL}\n\nThey discussed Syria.", None, f"{CALL}\n\nThey discussed Syria."),
        ("dateline.txt", f"WASHINGTON (Wire) — A call\n\n{CALL}", None, f"WASHINGTON (Wire) — A call\n\n{CALL}"),
        ("no-gap.txt", f"Top officers talk\n{CALL}", None, f"Top officers talk\n{CALL}"),
        ("only-a-line.txt", "Top officers talk\n\n", None, "Top officers talk"),
        ("heading.md", f"# Top officers talk\n{CALL}", "Top officers talk", CALL),
        ("underlined.md", f"Top officers talk\n=====\n{CALL}", "Top officers talk", CALL),
        ("windows.txt", f"Top officers talk\r\n\r\n{CALL}\r\nMore.", "Top officers talk", f"{CALL}\nMore."),
    ],
)
def test_title_of_plain_text(tmp_path: Path, name: str, content: str, title: str | None, text: str) -> None:
    article = one(write(tmp_path, name, content))
    assert (article.title, article.text, article.id) == (title, text, name.split(".")[0])


def test_front_matter(tmp_path: Path) -> None:
    front = '---\ntitle: "Top officers talk"\ndate: 2014-04-28\nsource: Example Wire\nauthor: A. Roe\nid: x\n---\n'
    article = one(write(tmp_path, "a.md", front + CALL), published=dt.date(2020, 1, 1))
    assert article == Article(
        id="a",
        title="Top officers talk",
        published=dt.date(2014, 4, 28),
        source="Example Wire",
        author="A. Roe",
        text=CALL,
    )


def test_a_heading_that_is_not_the_title_stays_in_the_text(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.md", f"---\ntitle: Digest\n---\nTop officers talk\n\n{CALL}"))
    assert (article.title, article.text) == ("Digest", f"Top officers talk\n\n{CALL}")


@pytest.mark.parametrize("published", [None, dt.date(2014, 4, 30)])
def test_the_date_of_what_carries_none_is_the_one_given_and_never_todays(
    tmp_path: Path, published: dt.date | None
) -> None:
    page = f"<html><body><article><p>{CALL}</p><p>Updated today. Copyright 2024</p></article></body></html>"
    sources = [write(tmp_path, "a.txt", CALL), write(tmp_path, "b.html", page)]
    sources.append(write(tmp_path, "c.jsonl", json.dumps({"id": "c", "text": CALL})))
    assert [item.published for item in read(sources, published=published) if isinstance(item, Article)] == [
        published
    ] * 3


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Gen. Müller spoke.".encode(), "Gen. Müller spoke."),
        ("Gen. Müller spoke.".encode("utf-8-sig"), "Gen. Müller spoke."),
        ("Gen. Müller spoke.".encode("utf-16"), "Gen. Müller spoke."),
        ("Gen. Müller spoke.".encode("cp1252"), "Gen. Müller spoke."),
        ("“We talked,” he said – twice.".encode("cp1252"), "“We talked,” he said – twice."),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, text: str) -> None:
    assert one(write(tmp_path, "a.txt", content)).text == text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", "", "is empty"),
        ("blank.md", " \n\n ", "is empty"),
        ("front.md", "---\ntitle: Only this\n---\n", "is empty"),
        ("bad-date.md", f"---\ndate: 2014-02-30\n---\n{CALL}", "no day of the calendar"),
        ("binary.txt", b"PK\x03\x04\0\0", "binary"),
        ("cyrillic.txt", "Министры обороны поговорили".encode("cp1251"), "encoding cannot be told"),
        ("cut.txt", b"\xff\xfeG\x00e", "damaged"),
        ("empty.html", "", "is empty"),
        ("bare.html", "<html><head><title>Talks</title></head><body></body></html>", "no article text"),
        ("empty.jsonl", "\n\n", "is empty"),
        ("paper.pdf", "%PDF", "form '.pdf' is not known"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    items = list(read([write(tmp_path, name, content), write(tmp_path, "good.txt", CALL)]))
    assert isinstance(items[0], Failure)
    assert items[0].source.endswith(name)
    assert message in items[0].message
    assert "\n" not in str(items[0])
    assert isinstance(items[1], Article)


def test_missing_and_empty_places(tmp_path: Path) -> None:
    (tmp_path / "hollow").mkdir()
    items = list(read([str(tmp_path / "nowhere"), str(tmp_path / "hollow")]))
    assert [type(item) for item in items] == [Failure, Failure]
    assert "no such file" in str(items[0])
    assert "holds no articles" in str(items[1])


ROWS = [
    ('{"id": "a", "title": "T", "published": "2014-04-28", "text": "x", "url": "u"}', ("a", "T", "2014-04-28", "u")),
    ('{"id": 7, "published": "2014-04-28T23:10:00Z", "text": "x", "lang": "en"}', ("7", None, "2014-04-28", "FILE")),
    ('{"id": "m", "published": "2014-04", "text": "x"}', ("m", None, None, "FILE")),
    ('{"id": "w", "published": "April 28, 2014", "text": "x"}', ("w", None, "2014-04-28", "FILE")),
    ('{"id": "d", "date": "2014-04-28", "text": "x"}', ("d", None, "2014-04-28", "FILE")),
    ('{"id": "b", "published": "2014-04-28", "date": "soon", "text": "x"}', ("b", None, "2014-04-28", "FILE")),
    ('{"id": "n", "published": null, "title": null, "text": "x"}', ("n", None, None, "FILE")),
    ('{"text": "x"}', ("rows-1", None, None, "FILE")),
    ('\ufeff{"id": "bom", "text": "x"}', ("bom", None, None, "FILE")),
]


@pytest.mark.parametrize(("line", "expected"), ROWS)
def test_rows(tmp_path: Path, line: str, expected: tuple[str | None, ...]) -> None:
    source = write(tmp_path, "rows.jsonl", line + "\n")
    article = one(source)
    found = (article.id, article.title, article.published and article.published.isoformat(), article.source)
    assert found == tuple(source if value == "FILE" else value for value in expected)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": "a"}', "has no text"),
        ('{"id": "a", "text": "  "}', "has no text"),
        ('{"id": "a", "text": 5}', "has no text"),
        ('{"id": "a", "text": "x", "published": "soon"}', "cannot be read"),
    ],
)
def test_a_bad_row_names_its_line(tmp_path: Path, line: str, message: str) -> None:
    items = list(
        read([write(tmp_path, "r.jsonl", f'{{"id": "1", "text": "x"}}\n\n{line}\n{{"id": "2", "text": "y"}}')])
    )
    assert [item.id for item in items if isinstance(item, Article)] == ["1", "2"]
    (failure,) = (item for item in items if isinstance(item, Failure))
    assert failure.source.endswith("r.jsonl, line 3")
    assert message in failure.message


def test_folders_are_walked_in_order_and_ids_are_unique(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/a.txt", "sub/note.pdf", ".hidden/c.txt", "a.md", ".d.txt"):
        write(tmp_path, name, CALL)
    found = [item.id for item in read([str(tmp_path), str(tmp_path / "b.txt")]) if isinstance(item, Article)]
    assert found == ["a", "a-2", "b", "sub/a", "b-2"]


HEAD = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Chiefs speak | Example News</title>{}</head><body>"
BODY = (
    "<nav><a href='/'>Home</a></nav><article><h1>Chiefs speak</h1>{}"
    "<p>WASHINGTON — Chuck Hagel spoke by phone with his Russian counterpart, Sergei Shoigu, the Pentagon said.</p>"
    "<p>The two men discussed Ukraine. “It was a frank call,” Rear Adm. John Kirby said.</p></article>"
    "<footer>Copyright 2024 Example News</footer></body></html>"
)
DATED = dt.date(2014, 4, 28)


@pytest.mark.parametrize(
    ("head", "byline", "published"),
    [
        ('<meta property="article:published_time" content="2014-04-28T10:00:00Z">', "", DATED),
        (
            '<meta property="article:modified_time" content="2015-01-02T10:00:00Z">'
            '<meta property="article:published_time" content="2014-04-28T10:00:00Z">',
            "",
            DATED,
        ),
        ('<script type="application/ld+json">{"datePublished": "2014-04-28T10:00:00Z"}</script>', "", DATED),
        ("", '<time datetime="2014-04-28">28 April</time>', DATED),
        ("", "", None),
    ],
)
def test_web_pages(tmp_path: Path, head: str, byline: str, published: dt.date | None) -> None:
    article = one(write(tmp_path, "page.html", HEAD.format(head) + BODY.format(byline)))
    assert article.published == published
    assert article.title == "Chiefs speak"
    first, second = article.text.split("\n\n")
    assert first.startswith("WASHINGTON — Chuck Hagel spoke")
    assert second.endswith("John Kirby said.")


def test_a_page_in_its_declared_charset(tmp_path: Path) -> None:
    page = HEAD.replace("utf-8", "windows-1250").format("") + BODY.format(
        "<p>Minister Błaszczak rozmawiał with Hegar.</p>"
    )
    page = page.replace("—", "-").replace("“", '"').replace("”", '"')
    assert "Błaszczak" in one(write(tmp_path, "p.html", page.encode("windows-1250"))).text


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', ["a", "b"]),
        ('\n{"id": "a", "text": "x"}\n{oops\n', ["a", None]),
        ('{oops\n{"id": "b", "text": "y"}\n', [None, "b"]),
        ('{\n "id": "a",\n "text": "x"\n}\n', ["a"]),
        ('[{"id": "a", "text": "x"},\n {"id": "b"}]', ["a", None]),
        (f"Title\n\n{CALL}", ["stdin"]),
        (HEAD.format("") + BODY.format(""), ["stdin"]),
        ("", [None]),
        (b"\0\1", [None]),
    ],
)
def test_stdin(content: str | bytes, ids: list[str | None]) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    items = list(read(["-"], stdin=io.BytesIO(data)))
    assert [item.id if isinstance(item, Article) else None for item in items] == ids
    assert all(item.source.startswith("stdin") for item in items if isinstance(item, Failure))


def test_stdin_is_read_as_it_streams() -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = b'{"text": "x"}\n'
            self.given += 1
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    items = read(["-"], stdin=io.BufferedReader(stream, 64))
    assert [next(items).source for _ in range(3)] == ["stdin"] * 3
    assert stream.given < 20


BAD = {
    "surrogate.jsonl": rb'{"id": "s\ud800", "title": "\udfff", "text": "Hagel \ud83d called Shoigu.\u0000"}',
    "emoji.jsonl": rb'{"text": "Hagel \ud83d\ude00 called Shoigu."}',
}


def test_what_no_database_can_hold_stands_as_a_mark_in_its_place(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.jsonl", BAD["surrogate.jsonl"]))
    assert (article.id, article.title) == ("s\ufffd", "\ufffd")
    assert article.text == "Hagel \ufffd called Shoigu.\ufffd"
    assert one(write(tmp_path, "b.jsonl", BAD["emoji.jsonl"])).text == "Hagel \U0001f600 called Shoigu."
    assert Article(id="a", text="a\0b").text == "a\ufffdb"


@pytest.mark.parametrize(
    "content",
    [
        (
            "Müller ".encode("cp1252")
            + "and “Šekerinska” spoke, at length and in plain words, of this and that.".encode()
        ),
        ("Gen. M\xfcller and ".encode("latin-1") + "Gen. Žaček spoke by phone on Monday.".encode()),
    ],
)
def test_encodings_mixed_in_one_file(tmp_path: Path, content: bytes) -> None:
    read_ = one(write(tmp_path, "a.txt", content)).text
    assert "Müller" in read_
    assert "Šekerinska" in read_ or "Žaček" in read_


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b', "text": "x"}', "too many digits"),
        (b'{"id": ["a"], "text": "x"}', "`id` that is no word"),
        (b'{"id": {"$gt": ""}, "text": "x"}', "`id` that is no word"),
        (b'{"text": "x", "published": "2014-02-30"}', "no day of the calendar"),
        (b'{"text": "x", "published": "yesterday"}', "cannot be read"),
        (b'{"text": "x", "published": [2014]}', "cannot be read"),
        (b'{"text": "x", "published": true}', "cannot be read"),
        (b'{"text": "x", "published": 1e999}', "cannot be read"),
        (b'{"text": ["x"]}', "has no text"),
        (b'{"text": "x"', "not valid JSON"),
        (b'{"text": "\xff\xfe"}\x81', "encoding cannot be told"),
        (b"\x00\x01\x02", "binary"),
        (b"null", "not a JSON object"),
        (b'{"text": "' + b"x" * 10_000_000 + b'"}', "longer than 10,000,000 bytes"),
    ],
)
@pytest.mark.parametrize("name", ["r.jsonl", "r"])
def test_a_row_of_any_badness_costs_only_itself(tmp_path: Path, name: str, line: bytes, message: str) -> None:
    source = write(tmp_path, name, b'{"id": "1", "text": "x"}\n' + line + b'\n{"id": "2", "text": "y"}\n')
    items = list(read([source]))
    assert [item.id for item in items if isinstance(item, Article)] == ["1", "2"]
    (failure,) = (item for item in items if isinstance(item, Failure))
    assert failure.source.endswith("line 2")
    assert message in failure.message
    assert len(str(failure)) < 400


def test_utf_16_lines_stream_and_what_is_damaged_costs_what_comes_after(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "x \u2028 {n}"}}\n' for n in range(5000)).encode("utf-16")
    assert [item.id for item in read([write(tmp_path, "a.jsonl", rows)]) if isinstance(item, Article)] == [
        str(n) for n in range(5000)
    ]
    items = list(read([write(tmp_path, "b.jsonl", rows[:-1])]))
    assert isinstance(items[-1], Failure)
    assert "damaged" in items[-1].message


@pytest.mark.parametrize("name", ["big.txt", "big.html", "big.md", "big", "big.jsonl"])
@pytest.mark.parametrize("what", ["a line", "short lines"])
def test_what_is_too_large_is_told_before_it_fills_memory(tmp_path: Path, name: str, what: str) -> None:
    content = b"abcd " * 10_000_000 if what == "a line" else b"ab\n" * 5_000_000
    source = write(tmp_path, name, content)
    if name == "big.jsonl" and what == "short lines":
        content = b"{}\n" * 1_000
        source = write(tmp_path, name, content)
        assert all(isinstance(item, Failure) for item in read([source]))
        return
    (failure,) = read([source])
    assert isinstance(failure, Failure)
    assert "10,000,000 bytes" in failure.message
    assert "--longest" in failure.message


def test_an_article_over_the_limit_is_told_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", "Gen. Dempsey spoke with Gen. Gerasimov of the weather. " * 4000)
    (failure,) = read([source])
    assert str(failure) == f"{source}: is 219,999 characters long, over the limit of 200,000: raise it by --longest"
    (article,) = read([source], longest=300_000)
    assert isinstance(article, Article)


FOREIGN = {
    "Russian": "Министр обороны провёл телефонный разговор с американским коллегой.",
    "Chinese": "国防部长与美国国防部长通电话讨论地区局势问题",
    "Arabic": "أجرى وزير الدفاع اتصالا هاتفيا مع نظيره الأمريكي",
    "German": "Der Verteidigungsminister hat am Montag mit seinem russischen Amtskollegen telefoniert und dabei die Lage "
    "an der Grenze besprochen, wie ein Sprecher in Berlin mitteilte, der keine weiteren Einzelheiten nannte.",
    "French": "Le ministre des armées s'est entretenu lundi par téléphone avec son homologue américain de la situation "
    "en mer Noire, a indiqué son cabinet, qui n'a pas donné plus de détails sur la teneur de cet échange.",
    "Dutch": "De minister van Defensie heeft maandag met zijn Amerikaanse ambtgenoot gebeld over de toestand aan de "
    "grens, zo was in Den Haag te horen, maar of er ook een bezoek komt kon de woordvoerder nog niet zeggen.",
    "Danish": "Forsvarsministeren talte mandag i telefon med sin amerikanske kollega om situationen ved grænsen, og for "
    "at følge op på samtalen mødes de to igen til efteråret, siger en talsmand for ministeriet i København.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told_and_left_out(tmp_path: Path, language: str) -> None:
    source = write(tmp_path, "a.txt", FOREIGN[language])
    (failure,) = read([source])
    assert isinstance(failure, Failure)
    assert "does not look like English" in failure.message
    (article,) = read([source], any_language=True)
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    "text",
    [
        CALL,
        "Dempsey, Gerasimov talk Syria; Shoigu, Hagel to meet",
        "Minister Błaszczak and General Müller, with Colonel Đặng Văn Lâm of the army, met in Łódź for talks.",
        "Президент spoke. The minister of defence of Россия telephoned.",
        "123",
    ],
)
def test_english_is_taken_for_english(tmp_path: Path, text: str) -> None:
    assert one(write(tmp_path, "a.txt", text)).text == text


def test_pages_made_to_be_hard(tmp_path: Path) -> None:
    deep = HEAD.format("") + "<div>" * 10_000 + BODY.format("") + "</div>" * 10_000
    comments = "<!---->" * 20_000 + "x"
    spaces = "# a" + " \t" * 100_000 + "b\n\nc"
    front = "---\na:" + " \t" * 100_000 + "b\n---\n" + CALL
    opened = "<html>" + "<p><b><i><table><tr><td>" * 5_000 + CALL
    began = time.process_time()
    for n, (name, content) in enumerate(
        [("a.html", deep), ("b", comments), ("c.md", spaces), ("d.md", front), ("e.html", opened)]
    ):
        (item,) = read([write(tmp_path, f"{n}{name}", content)], longest=10**6)
        assert isinstance(item, Article | Failure)
    assert time.process_time() - began < 20


def test_a_path_that_no_system_takes_is_a_failure() -> None:
    for source in ("a" * 5000, "a\0b"):
        (failure,) = read([source])
        assert isinstance(failure, Failure)


# -- web archives ------------------------------------------------------------------------------------------------------------

PAGE = (
    "<html><head><title>Top officers talk</title><meta property='article:published_time' content='2014-04-28'></head>"
    f"<body><article><p>{CALL} {'They spoke for an hour about many things. ' * 8}</p></article></body></html>"
)


def archive(folder: Path, name: str, pages: list[tuple[str, str, str, str]]) -> str:
    """A web archive of answers: address, status line, kind of content, content."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = folder / name
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=name.endswith(".gz"))
        writer.write_record(writer.create_warcinfo_record(name, {"software": "test"}))
        for address, status, kind, content in pages:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(content.encode())
            writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=headers))
    return str(path)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_web_archive_are_articles(tmp_path: Path, name: str) -> None:
    first, second = "https://news.example/one", "https://news.example/two"
    found = list(
        read(
            [
                archive(
                    tmp_path,
                    name,
                    [
                        (first, "200 OK", "text/html; charset=utf-8", PAGE),
                        ("https://news.example/x", "404 Not Found", "text/html", PAGE),
                        ("https://news.example/x.png", "200 OK", "image/png", "..."),
                        (second, "200 OK", "text/html", PAGE.replace("officers", "generals")),
                        ("https://news.example/empty", "200 OK", "text/html", "<html></html>"),
                    ],
                )
            ]
        )
    )
    articles = [item for item in found if isinstance(item, Article)]
    assert [(a.id, a.source, a.title) for a in articles] == [
        (first, first, "Top officers talk"),
        (second, second, "Top generals talk"),
    ]
    assert all(a.published == dt.date(2014, 4, 28) and CALL in a.text for a in articles)
    assert [str(item) for item in found if isinstance(item, Failure)] == [
        "https://news.example/empty: holds no article text: save the page of one article, or give its text"
    ]


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"WARC/1.0\r\nbroken", b"\x1f\x8bnonsense"])
def test_a_broken_web_archive_is_one_failure(tmp_path: Path, content: bytes) -> None:
    (failure,) = read([write(tmp_path, "a.warc.gz", content)])
    assert isinstance(failure, Failure)
    assert failure.source.endswith("a.warc.gz")


def test_an_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    pages = [(f"https://news.example/{n}", "200 OK", "text/html", PAGE + " " * n) for n in range(3)]
    path = Path(archive(tmp_path, "crawl.warc.gz", pages))
    path.write_bytes(path.read_bytes()[:-200])
    found = list(read([str(path)]))
    assert [isinstance(item, Article) for item in found[:2]] == [True, True]


@pytest.mark.parametrize("encoding", [None, "gzip", "deflate"])
def test_a_page_that_unpacks_to_very_much_is_one_failure_and_fills_no_memory(
    tmp_path: Path, encoding: str | None
) -> None:
    """300 MB of spaces are a few hundred kilobytes, in an archive that is packed or in a page that was sent packed."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    address, after = "https://news.example/bomb", "https://news.example/after"
    packing = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    content = b"<html>" + b" " * 300_000_000
    packed = content if encoding is None else packing.compress(content) + packing.flush()
    del content
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for one, body, sent in ((address, packed, encoding), (after, PAGE.encode(), None)):
            told = [("Content-Type", "text/html"), *([("Content-Encoding", sent)] if sent else [])]
            headers = StatusAndHeaders("200 OK", told, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(one, "response", payload=io.BytesIO(body), http_headers=headers)
            )
    del packed, body
    assert path.stat().st_size < 1_000_000
    tracemalloc.start()
    try:
        failure, article = read([str(path)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert str(failure) == f"{address}: is larger than 10,000,000 bytes: raise --longest"
    assert isinstance(article, Article)
    assert most < 100_000_000
