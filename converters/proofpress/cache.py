"""Results that depend on a text alone, kept from one run to the next.

Where: `.proofpress/cache` in the current project, the nearest folder upwards that looks like one, or, outside of any,
the user's own cache folder. `PROOFPRESS_CACHE` names another folder, or is `off`. The folder can be deleted at any
time, also while a program runs; two processes may use it at once; what is damaged in it is thrown away and made again.

A cache never fails: where it cannot read or write, it has nothing and keeps nothing.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

MEGABYTES = 128
_FILE = "results.sqlite"
_MARKS = (".proofpress", "proofpress.toml", "mkdocs.yml", "pyproject.toml", ".git")
_SCHEMA = """
create table if not exists kept_2 (
  key blob primary key, value blob not null, crc integer not null, day integer not null
)
"""


def key(kind: str, *parts: str | bytes) -> bytes:
    """What a result is kept under: its kind, then everything it depends on, versions and settings included."""
    digest = blake2b(digest_size=20)
    for part in (kind, *parts):
        octets = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(octets).to_bytes(8, "big"))
        digest.update(octets)
    return digest.digest()


class Cache:
    """Octets kept by key in one folder; without a folder, nothing is kept."""

    def __init__(self, folder: Path | None, *, megabytes: float = MEGABYTES) -> None:
        """Nothing is opened or made before the first use."""
        self.folder: Final = folder
        self._bytes = int(megabytes * (1 << 20))
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int, int] | None = None
        self._broken = folder is None

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key."""
        return self.get_many([key]).get(key)

    def put(self, key: bytes, value: bytes) -> None:
        """Keep one result."""
        self.put_many({key: value})

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept, of all the keys asked for."""
        found: dict[bytes, bytes] = {}
        wanted = list(dict.fromkeys(keys))
        if not wanted:
            return found
        with self._use() as connection:
            if connection is None:
                return found
            stale: list[tuple[bytes]] = []
            for some in _batched(wanted, 500):
                marks = ",".join("?" * len(some))
                rows = connection.execute(f"select key, value, crc, day from kept_2 where key in ({marks})", some)  # noqa: S608
                for at, packed, crc, day in rows:
                    # The key is summed with its value: one that stands under another's key is damage too.
                    if zlib.crc32(packed, zlib.crc32(at)) != crc:
                        raise sqlite3.DatabaseError("a kept result is damaged")
                    found[at] = zlib.decompress(packed)
                    if day != _today():
                        stale.append((at,))
            if stale:
                with connection:
                    connection.executemany(f"update kept_2 set day = {_today()} where key = ?", stale)  # noqa: S608
        return found

    def put_many(self, results: Mapping[bytes, bytes]) -> None:
        """Keep many results; once the file is larger than allowed, those unused for longest go."""
        if not results:
            return
        with self._use() as connection:
            if connection is None:
                return
            packed = ((at, zlib.compress(value, 1)) for at, value in results.items())
            with connection:
                connection.executemany(
                    "insert or replace into kept_2 values (?, ?, ?, ?)",
                    [(at, value, zlib.crc32(value, zlib.crc32(at)), _today()) for at, value in packed],
                )
            if self._size(connection) > self._bytes:
                self._shrink(connection)

    def through(self, keys: Sequence[bytes], make: Callable[[list[int]], Iterable[bytes]]) -> list[bytes]:
        """One result for each key: what is kept, and for the rest what `make` gives for their indexes,
        which is then kept."""
        found = self.get_many(keys)
        first = {at: index for index, at in reversed(list(enumerate(keys))) if at not in found}
        missing = sorted(first.values())
        if missing:
            made = {keys[index]: value for index, value in zip(missing, make(missing), strict=True)}
            self.put_many(made)
            found.update(made)
        return [found[at] for at in keys]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._close()

    @contextmanager
    def _use(self) -> Iterator[sqlite3.Connection | None]:
        """The open database, or None. An error inside throws the file away."""
        with self._lock:
            connection = None
            try:
                connection = self._open()
            except sqlite3.OperationalError:
                self._broken = True
            except sqlite3.DatabaseError:
                self._rebuild()
            except OSError:
                self._broken = True
            try:
                yield connection
            except sqlite3.OperationalError:
                # Locked for long, a full or a read-only disk: nothing is wrong with what is kept.
                self._close()
            except (sqlite3.DatabaseError, zlib.error):
                self._rebuild()

    def _open(self) -> sqlite3.Connection | None:
        if self._broken or self.folder is None:
            return None
        path = self.folder / _FILE
        with suppress(OSError):
            status = path.stat()
            if self._connection is not None and self._opened == (os.getpid(), status.st_dev, status.st_ino):
                return self._connection
        self._close()
        if not path.exists():
            self._prepare()
        connection = sqlite3.connect(path, timeout=5, check_same_thread=False)
        try:
            connection.execute("pragma journal_mode = wal")
            # A result lost with the power is made again.
            connection.execute("pragma synchronous = off")
            connection.execute(_SCHEMA)
            status = path.stat()
        except BaseException:
            connection.close()
            raise
        self._connection, self._opened = connection, (os.getpid(), status.st_dev, status.st_ino)
        return connection

    def _prepare(self) -> None:
        assert self.folder is not None
        self.folder.mkdir(parents=True, exist_ok=True)
        for leftover in ("-wal", "-shm"):
            (self.folder / (_FILE + leftover)).unlink(missing_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if self._opened is not None and self._opened[0] != os.getpid():
            # SQLite's connections belong to the process that opened them; a child must not even close one.
            _inherited.append(connection)
            return
        with suppress(sqlite3.Error):
            connection.close()

    def _rebuild(self) -> None:
        self._close()
        if self.folder is not None:
            with suppress(OSError):
                for suffix in ("", "-wal", "-shm"):
                    (self.folder / (_FILE + suffix)).unlink(missing_ok=True)

    @staticmethod
    def _size(connection: sqlite3.Connection) -> int:
        (pages,), (size,) = (connection.execute(f"pragma {name}").fetchone() for name in ("page_count", "page_size"))
        return int(pages) * int(size)

    def _shrink(self, connection: sqlite3.Connection) -> None:
        kept = 0
        doomed: list[tuple[bytes]] = []
        for at, length in connection.execute("select key, length(value) + 60 from kept_2 order by day desc"):
            kept += length
            if kept > self._bytes // 2:
                doomed.append((at,))
        with connection:
            connection.executemany("delete from kept_2 where key = ?", doomed)
        connection.execute("vacuum")


_inherited: list[sqlite3.Connection] = []


def current() -> Cache:
    """The cache of the project that the working folder belongs to, as `PROOFPRESS_CACHE` has it now."""
    return _at(folder())


def folder() -> Path | None:
    """Where results are kept; None where they are not."""
    named = os.environ.get("PROOFPRESS_CACHE", "").strip()
    if named.lower() in {"off", "0", "no", "false"}:
        return None
    if named:
        return Path(named).expanduser().absolute()
    here = Path.cwd()
    for place in (here, *here.parents):
        if any((place / mark).exists() for mark in _MARKS):
            return place / ".proofpress" / "cache"
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "proofpress"


@cache
def _at(folder: Path | None) -> Cache:
    return Cache(folder)


def _today() -> int:
    return int(time.time()) // 86_400


def _batched(keys: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
