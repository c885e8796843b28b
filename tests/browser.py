"""Chromium, the system's or the one that `.ci/chromium` fetched, driven by Playwright: one for each process, since
Playwright starts only once; nothing leaves this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FETCHED = str(Path(__file__).parent.parent / ".venv/browser/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@cache
def _started() -> tuple[Playwright, Browser]:
    program = next(filter(None, map(shutil.which, (*NAMES, FETCHED))), None)
    if program is None:
        # Where it was promised, a missing browser is a fault.
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("Chromium is missing, which browser tests need: apt-get install chromium")
    playwright = sync_playwright().start()
    return playwright, playwright.chromium.launch(executable_path=program, args=list(QUIET))


def browser() -> Browser:
    """The browser of this process."""
    return _started()[1]


def close() -> None:
    """End it, where one was started."""
    if _started.cache_info().currsize:
        playwright, started = _started()
        with suppress(Error):
            started.close()
        playwright.stop()


@contextmanager
def page_at(address: str, **context: Any) -> Iterator[Page]:
    """A page of its own; `context` as in Playwright's `new_context`."""
    made = browser().new_context(**context)
    try:
        page = made.new_page()
        page.goto(address)
        yield page
    finally:
        made.close()
