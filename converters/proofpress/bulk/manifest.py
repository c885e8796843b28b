"""The memory of an output folder: what it was made from, kept line by line so that no interruption loses any.

`DIR/.proofpress/manifest.jsonl` gains one line with each finished file; the last line about a target counts, and a line
that was cut off in the middle counts for nothing. The folder can be deleted at any time: then everything is done anew.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from proofpress import paths
from proofpress.bulk.record import Record, digest
from proofpress.bulk.scratch import Scratch
from proofpress.paths import naming

FOLDER = ".proofpress"


class Manifest:
    """The records of one output folder, by target, and a scratch folder on the same disk for half-written files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / FOLDER
        self.scratch = Path()
        self.records: dict[str, Record] = {}
        self._log: TextIO | None = None
        self._own: Scratch | None = None

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        ignore = self.home / ".gitignore"
        if not paths.exists(ignore):
            ignore.write_text("*\n", encoding="utf-8")
        path = self.home / "manifest.jsonl"
        lines = self._read(path)
        if lines > 2 * len(self.records) + 100:
            self._compact(path)
        self._log = path.open("a", encoding="utf-8")
        if path.stat().st_size:
            self._log.write("\n")
        self._own = Scratch(self.home)
        self.scratch = self._own.path
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._log:
            with suppress(OSError):  # What could not be written was said when it was tried.
                self._log.close()
        if self._own:
            self._own.close()

    def add(self, record: Record) -> None:
        """Remember a finished file, at once and on disk."""
        self.records[record.target] = record
        if self._log:
            with naming(self._log.name):
                self._log.write(json.dumps(record.to_json(), separators=(",", ":")) + "\n")
                self._log.flush()

    def owns(self, path: Path) -> bool:
        """True for a file that an earlier run wrote into this folder."""
        try:
            return paths.real(path).relative_to(paths.real(self.folder)).as_posix() in self.records
        except ValueError:
            return False

    def _read(self, path: Path) -> int:
        if not paths.exists(path):
            return 0
        count = 0
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                count += 1
                with suppress(ValueError, RecursionError):
                    if record := Record.from_json(json.loads(line)):
                        self.records[record.target] = record
        return count

    def _compact(self, path: Path) -> None:
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        with fresh.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(r.to_json(), separators=(",", ":")) + "\n" for r in self.records.values())
        fresh.replace(path)


@cache
def build_key() -> str:
    """A digest of the program that runs: an output made by another version, or by changed code, is made again."""
    parts: list[bytes | str] = []
    pending: list[tuple[str, Traversable]] = [("", files("proofpress"))]
    while pending:
        name, item = pending.pop()
        if item.is_dir():
            if item.name != "__pycache__":
                pending.extend(
                    (f"{name}/{child.name}", child) for child in sorted(item.iterdir(), key=lambda c: c.name)
                )
        elif name.endswith(".py"):
            parts += (name, item.read_bytes())
    return digest(parts)
