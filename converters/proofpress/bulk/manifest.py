"""The memory of an output folder: what it was made from, kept line by line so that no interruption loses any.

`DIR/.proofpress/manifest.jsonl` gains one line with each finished file; the last line about a target counts, and a line
that was cut off in the middle counts for nothing. The folder can be deleted at any time: then everything is done anew.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from proofpress import paths
from proofpress.bulk import held
from proofpress.bulk.files import digest_of, write_whole
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
        self.held: dict[str, Record] = {}
        self._spent: list[Path] = []
        self._others: dict[str, Record] = {}
        self._read_to = 0
        self._log: TextIO | None = None
        self._own: Scratch | None = None

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        ignore = self.home / ".gitignore"
        if not paths.exists(ignore):
            ignore.write_text("*\n", encoding="utf-8")
        path = self.home / "manifest.jsonl"
        if paths.is_folder(path):
            path.rename(path.with_suffix(f".{os.getpid()}.aside"))
        lines = self._read(path)
        self.held = {target: record for target, record in self.held.items() if self._is_there(record)}
        if lines > 3 * (len(self.records) + len(self.held)) + 100:
            self._compact(path)
        self._log = path.open("a", encoding="utf-8")
        if path.stat().st_size:
            self._log.write("\n")
        held.sweep(self.home, {held.place(self.home, record) for record in self.held.values()})
        self._own = Scratch(self.home)
        self.scratch = self._own.path
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path in self._spent:
            with suppress(OSError):
                path.unlink()
        if self._log:
            with suppress(OSError):  # What could not be written was said when it was tried.
                self._log.close()
        if self._own:
            self._own.close()

    def add(self, record: Record) -> None:
        """Remember a finished file, at once and on disk."""
        self.records[record.target] = record
        if (waited := self.held.pop(record.target, None)) is not None:
            self._spent.append(held.place(self.home, waited))
        self._note(_line(record))

    def hold(self, record: Record) -> None:
        """Remember an output that waits to be done."""
        self.held[record.target] = record
        self._note(_line(record, held=True))

    def _is_there(self, record: Record) -> bool:
        """Whether what an earlier run made waits still, or stands in its place."""
        return paths.is_file(held.place(self.home, record)) or digest_of(self.folder / record.target) == record.output

    def known(self) -> dict[str, Record]:
        """The newest record of each output, done or not."""
        return {**self.records, **self.held}

    def text_at(self, target: str) -> Path:
        """The file that holds an output's newest text."""
        waiting = held.place(self.home, self.held[target]) if target in self.held else None
        return waiting if waiting is not None and paths.is_file(waiting) else self.folder / target

    def publish(self, record: Record, text: bytes | None = None) -> bool:
        """Put an output in its place, done: `text`, or else what waits; False where that is gone and no other run
        has put it there. Raises `OSError`.

        That it is ours is noted before and after, so that a kill between the two leaves nobody's file.
        """
        path = self.folder / record.target
        if text is None and record.target in self.held:
            waiting = self.text_at(record.target)
            text = waiting.read_bytes() if paths.is_file(waiting) else b""
            if digest((text,)) != record.output:
                done = self._done_by_another(record)
                if done is not None:
                    self.add(done)
                return done is not None
        if text is not None and digest_of(path) != record.output:
            if (waits := self.held.get(record.target)) != record:
                if waits is not None:
                    self._spent.append(held.place(self.home, waits))
                self.hold(record)
            write_whole(path, text, self.scratch)
        self.add(record)
        return True

    def _done_by_another(self, record: Record) -> Record | None:
        """What a run beside this one made of the same input and put into its place, by its lines in the manifest."""
        with suppress(OSError), (self.home / "manifest.jsonl").open("rb") as lines:
            lines.seek(self._read_to)
            for line in lines:
                self._read_to += len(line)
                if (read := _record(line.decode(errors="replace"))) is not None and not read[1]:
                    self._others[read[0].target] = read[0]
        other = self._others.get(record.target)
        if other is None or other.made_of != record.made_of:
            return None
        return other if digest_of(self.folder / other.target) == other.output else None

    def _note(self, line: str) -> None:
        if self._log:
            with naming(self._log.name):
                self._log.write(line)
                self._log.flush()

    def owns(self, path: Path) -> bool:
        """True for a file that an earlier run wrote into this folder."""
        try:
            own = paths.real(path).relative_to(paths.real(self.folder)).as_posix()
        except ValueError:
            return False
        return own in self.records or own in self.held

    def left_over(self, folder: Path) -> list[str]:
        """Outputs that stand here still, whose input lay below a folder and is gone from it."""
        top, here = paths.real(folder), paths.real(self.folder)
        found: list[str] = []
        for target, record in self.records.items():
            made_from = paths.real((here / target).parent / record.input)
            if record.input and made_from.is_relative_to(top) and not paths.exists(made_from):
                found.append(target)
        return sorted(target for target in found if paths.is_file(here / target))

    def _read(self, path: Path) -> int:
        if not paths.exists(path):
            return 0
        count = 0
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                count += 1
                if (read := _record(line)) is None:
                    continue
                record, waits = read
                if waits:
                    self.held[record.target] = record
                else:
                    self.records[record.target] = record
                    self.held.pop(record.target, None)
        return count

    def _compact(self, path: Path) -> None:
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        with fresh.open("w", encoding="utf-8") as out:
            out.writelines(map(_line, self.records.values()))
            out.writelines(_line(record, held=True) for record in self.held.values())
        fresh.replace(path)


def _record(line: str) -> tuple[Record, bool] | None:
    """The record of a line, and whether its output waits; None where the line is none."""
    with suppress(ValueError, RecursionError):
        value = json.loads(line)
        if record := Record.from_json(value):
            return record, bool(value.get("held"))
    return None


def _line(record: Record, *, held: bool = False) -> str:
    return json.dumps(record.to_json() | ({"held": True} if held else {}), separators=(",", ":")) + "\n"


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


@cache
def reading_key() -> str:
    """The same with all packages that are installed beside it: a site's parser is made of those that its settings
    name."""
    names = {
        entry
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in os.listdir(folder)
        if entry.endswith((".dist-info", ".egg-info"))
    }
    return digest((build_key(), *sorted(names)))
