"""The page served to this machine: to nobody else, under no other name, and anew when the store has changed."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser import Seen
from factories import contact, telling
from milchannels import Store, report
from milchannels.errors import MilchannelsError
from milchannels.report.serve import Server, version

if TYPE_CHECKING:
    from playwright.sync_api import Browser

A, S, W = "Lloyd Austin/USA/dm", "Sergei Shoigu/RUS/dm", "Wei Fenghe/CHN/dm"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.db") as store:
        store.ingest(*telling("a", contact(A, S, date="2022-10-21")))
        store.link()
        yield store


@pytest.fixture
def server(store: Store) -> Iterator[Server]:
    with Server(store, lambda now: report.page(store, version=now)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(*server.server_address[:2])
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.socket.family == socket.AF_INET


def test_the_page_comes_with_headers_that_keep_it_in(server: Server) -> None:
    answer = ask(server, "/")
    assert answer.status == 200
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("Access-Control-Allow-Origin") is None
    assert b"Lloyd Austin" in answer.read()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}", "[::1]:{port}", ""]
)
def test_other_names_are_refused(server: Server, host: str) -> None:
    port = server.server_address[1]
    answer = ask(server, "/", Host=host.format(port=port))
    assert answer.status == 421
    assert b"Austin" not in answer.read()


def test_localhost_is_this_machine(server: Server) -> None:
    assert ask(server, "/version", Host=f"localhost:{server.server_address[1]}").status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/etc/passwd", 404), ("GET", "/../s.db", 404), ("POST", "/", 501), ("HEAD", "/", 200)],
)
def test_there_is_one_page(server: Server, method: str, path: str, status: int) -> None:
    assert ask(server, path, method).status == status


def test_the_version_changes_with_what_is_shown(store: Store) -> None:
    before = version(store)
    assert version(store) == before
    store.ingest(*telling("b", contact(A, W, date="2022-06-10")))
    store.link()
    assert version(store) != before


def test_a_port_that_is_taken_is_told(server: Server, store: Store) -> None:
    with pytest.raises(MilchannelsError, match="give another --port"):
        Server(store, str, server.server_address[1])


@pytest.mark.browser
def test_it_loads_again_after_an_ingest_and_keeps_what_was_chosen(
    browser: Browser, server: Server, store: Store
) -> None:
    context = browser.new_context()
    page = context.new_page()
    seen = Seen(page)
    page.goto(server.url)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.select_option("select[name=a]", "USA")
    expect(page.locator("tr.contact")).to_have_count(1)
    store.ingest(*telling("b", contact(A, W, date="2022-06-10")))
    store.link()
    expect(page.locator("tr.contact")).to_have_count(2, timeout=15_000)
    assert page.locator("select[name=a]").input_value() == "USA"
    assert {url.partition("#")[0] for url in seen.requests} <= {server.url, f"{server.url}version"}
    assert seen.complaints == []
    context.close()


def test_a_file_asks_nobody(store: Store) -> None:
    page = report.page(store)
    assert 'fetch("/version"' not in page
    assert "connect-src 'none'" in page
