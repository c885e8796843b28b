"""Which proofpress this is."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


@cache
def version() -> str:
    """The version of the installed package; "0" in a source tree that is not installed."""
    try:
        return installed("proofpress")
    except PackageNotFoundError:
        return "0"
