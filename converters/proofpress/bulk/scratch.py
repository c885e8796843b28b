"""The folder for half-written files of one run: locked while the run lives, swept by the next one if it was killed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "run-"


class Scratch:
    """A new folder below `home`, at `path` until `close`. Folders of runs that are dead are removed first.

    A run is alive as long as the system holds its lock on the file `lock` in its folder; where there are no such locks,
    nothing is swept.
    """

    def __init__(self, home: Path) -> None:
        """Raises `OSError` where no folder can be made."""
        with suppress(OSError):
            door = _lock(home / "runs.lock", wait=True)
            try:
                _sweep(home)
                self._make(home)
            finally:
                os.close(door)
            return
        self._make(home)

    def _make(self, home: Path) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        self._held: int | None = None
        with suppress(OSError):
            self._held = _lock(self.path / "lock")

    def close(self) -> None:
        """Remove the folder."""
        if self._held is not None:
            os.close(self._held)
        shutil.rmtree(self.path, ignore_errors=True)


def _sweep(home: Path) -> None:
    for folder in home.glob(f"{_PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        with suppress(OSError):
            os.close(_lock(folder / "lock"))
            shutil.rmtree(folder, ignore_errors=True)


def _lock(path: Path, *, wait: bool = False) -> int:
    """A descriptor that holds the only lock on a file; `OSError` where another process has it,
    or where there are none."""
    if sys.platform == "win32":
        raise OSError("no locks that end with their process")
    import fcntl

    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened
