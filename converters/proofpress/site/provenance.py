"""What the conversion changed in an article, from the JSON ledger that `proofpress convert --ledger` wrote."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from proofpress.finding import Words

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, or left, for one reason: `kind` is removal, repair or doubt;
    `line` is the first of its `times` places."""

    line: int
    kind: str
    message: Words
    times: int = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """`counts` of entries by kind; `shown` are the first few reasons and `more` how many are left out."""

    counts: Mapping[str, int]
    shown: tuple[Change, ...]
    more: int


class LedgerIndex:
    """A ledger by input file. A file that is missing or no ledger is an empty one."""

    def __init__(self, path: Path) -> None:
        self._by_file: dict[str, list[Change]] = {}
        try:
            entries = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            entries = []
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and entry.get("kind") in ("removal", "repair", "doubt"):
                said = entry.get("message", "")
                words = Words(str(entry.get("en", said)), str(entry.get("zh", said)))
                change = Change(int(entry.get("line", 1)), entry["kind"], words)
                name = str(entry.get("file", "")).replace("\\", "/")
                self._by_file.setdefault(name, []).append(change)
        self._suffixes: dict[str, str | None] = {}
        for name in self._by_file:
            parts = name.split("/")
            for start in range(len(parts)):
                suffix = "/".join(parts[start:])
                self._suffixes[suffix] = None if suffix in self._suffixes else name

    def of(self, file: str) -> Changes | None:
        """The changes of the input that the front matter names in `source.file`; None where none, or more than one,
        fits."""
        name = self._suffixes.get(file.replace("\\", "/"))
        if not file or name is None:
            return None
        found = self._by_file[name]
        times = Counter((change.kind, change.message) for change in found)
        first = {(c.kind, c.message): c for c in sorted(found, key=lambda c: c.line, reverse=True)}
        order = sorted(
            (replace(change, times=times[reason]) for reason, change in first.items()),
            key=lambda c: ({"doubt": 0, "removal": 1, "repair": 2}[c.kind], -c.times, c.line),
        )
        return Changes(dict(Counter(c.kind for c in found)), tuple(order[:MOST_SHOWN]), max(0, len(order) - MOST_SHOWN))
