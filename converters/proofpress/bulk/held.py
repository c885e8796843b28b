"""Outputs that are made and not done: where their links lead is known at the end of a run, and until then they wait
beside the manifest. What stood in their place stays, so that no kill leaves a page that is neither old nor new."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from proofpress.bulk.record import Links, Record, digest

_FOLDER = "held"
_LONGEST = 86_400.0
"""Seconds after which a file that no record speaks of is no living run's any more."""


def place(home: Path, record: Record) -> Path:
    """Where an output waits below the manifest's folder."""
    return home / _FOLDER / f"{digest((record.target,))}-{record.output}"


def must_wait(links: Links | None, replaces: bool) -> bool:
    """Whether an output with these links is not done yet: one by a path leads nowhere as it is, and one by an address
    may have led to another output before."""
    return links is not None and any(replaces or "://" not in url for url, *_ in links.out)


def sweep(home: Path, kept: set[Path]) -> None:
    """Remove what dead runs left and no record speaks of."""
    old = time.time() - _LONGEST
    with suppress(OSError):
        for path in (home / _FOLDER).iterdir():
            with suppress(OSError):
                if path not in kept and path.stat().st_mtime < old:
                    path.unlink()
