"""What every test starts from, and what the last one leaves."""

from __future__ import annotations

import os
import sys

# A result of yesterday's code proves nothing about today's.
os.environ.setdefault("PROOFPRESS_CACHE", "off")


def pytest_unconfigure() -> None:
    if "tests.browser" in sys.modules:
        sys.modules["tests.browser"].close()
