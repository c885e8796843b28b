"""Debian's Chromium, driven by Playwright; nothing leaves this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)


@contextmanager
def page_at(address: str, **context: Any) -> Iterator[Page]:
    """A page of its own in a headless browser; `context` as in Playwright's `new_context`."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.fail("The browser test needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        try:
            page = browser.new_context(**context).new_page()
            page.goto(address)
            yield page
        finally:
            browser.close()
