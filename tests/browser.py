"""A page in a real Chromium, for the tests: with the network cut, and every request, message and error kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Quiet and alone: no sandbox for root, nothing that Chromium asks its makers for by itself.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Set where the tests must not be skipped, as in CI once it has installed Chromium.
MUST = "MILCHANNELS_BROWSER"


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def browser_or_skip() -> str:
    """The path of a Chromium; skips the test, and says why, where there is none and none was promised."""
    path = chromium()
    if path is None:
        why = f"no Chromium here: install it (on Debian, apt install chromium); looked for {', '.join(NAMES)}"
        if os.environ.get(MUST):
            pytest.fail(why)
        pytest.skip(why)
    return path


@contextmanager
def launched() -> Iterator[Browser]:
    """A fresh Chromium with a profile of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS])
        try:
            yield browser
        finally:
            browser.close()


class Seen:
    """What a page did: requests with those that failed and why, complaints of the console, errors, dialogs."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.failures: list[tuple[str, str | None]] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.failures.append((request.url, request.failure)))
        page.on(
            "console", lambda told: self.complaints.append(told.text) if told.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def shown(browser: Browser, target: Path, *, width: int = 1280, height: int = 900, **options: Any) -> tuple[Page, Seen]:
    """The page of a file once all its views answer, with the network cut before it is opened."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
    page = context.new_page()
    seen = Seen(page)
    page.goto(target.resolve().as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=30_000)
    return page, seen


@contextmanager
def opened(target: Path, **options: Any) -> Iterator[Page]:
    """A file in a Chromium of its own."""
    with launched() as browser:
        yield shown(browser, target, **options)[0]
