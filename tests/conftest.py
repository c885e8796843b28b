"""What every test starts from, and what the last one leaves."""

from __future__ import annotations

import os
import sys

import pytest

# A result of yesterday's code proves nothing about today's.
os.environ.setdefault("PROOFPRESS_CACHE", "off")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, so that at the end no worker waits long for another."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_unconfigure() -> None:
    if "tests.browser" in sys.modules:
        sys.modules["tests.browser"].close()
