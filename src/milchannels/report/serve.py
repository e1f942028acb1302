"""A store in, its page for browsers on this machine out: made anew when the store has changed, and loaded again then.

Listens on 127.0.0.1 alone. Requests that name another host are refused, so that no web site can read the page through a
name that leads here (DNS rebinding), and nothing can be changed through it: it answers GET and HEAD, and two paths.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ..errors import MilchannelsError
from ..store import tables as t

if TYPE_CHECKING:
    from ..store import Store

ADDRESS = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def version(store: Store) -> str:
    """A short text that changes when what the page shows does."""
    linked = t.linked_contacts.c
    counts = [
        select(func.count()).select_from(t.linked_contacts),
        select(func.sum(linked.sources)),
        select(func.count()).select_from(t.persons),
        select(func.count()).select_from(t.channel_events),
        select(func.max(t.judgements.c.number)),
        select(func.max(t.articles.c.published)),
    ]
    with store.reading() as connection:
        told = [str(connection.scalar(query)) for query in counts]
    return hashlib.sha256(" ".join(told).encode()).hexdigest()[:16]


class Server(ThreadingHTTPServer):
    """The page of a store on 127.0.0.1. `make` gives the page for a version; port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, store: Store, make: Callable[[str], str], port: int = 0) -> None:
        self.store = store
        self.make = make
        self._made: tuple[str, bytes] | None = None
        self._making = threading.Lock()
        try:
            super().__init__((ADDRESS, port), _Handler)
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise MilchannelsError(f"cannot listen on {ADDRESS}:{port} ({why.lower()}): give another --port") from error

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_address[1]}/"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server."""
        port = self.server_address[1]
        return frozenset({f"{ADDRESS}:{port}", f"localhost:{port}"})

    def page(self) -> bytes:
        """The page of the store as it is now; made once for each version, however many ask."""
        with self._making:
            now = version(self.store)
            if self._made is None or self._made[0] != now:
                self._made = (now, self.make(now).encode("utf-8"))
            return self._made[1]


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "milchannels"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        status, kind, body = self._content()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _content(self) -> tuple[HTTPStatus, str, bytes]:
        if self.headers.get_all("Host", []) not in [[host] for host in self.server.hosts]:
            return HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"this server answers to 127.0.0.1 alone\n"
        path = self.path.partition("?")[0]
        try:
            if path == "/":
                return HTTPStatus.OK, "text/html", self.server.page()
            if path == "/version":
                return HTTPStatus.OK, "text/plain", version(self.server.store).encode()
        except MilchannelsError as error:
            return HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", f"{error}\n".encode()
        return HTTPStatus.NOT_FOUND, "text/plain", b"there is only one page here: /\n"

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is logged: the terminal belongs to the person."""
