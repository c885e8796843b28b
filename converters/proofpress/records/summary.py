"""What a report says of rows, in numbers that add up: of a part, of some parts, of a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any

from proofpress.bulk import pool
from proofpress.finding import Words
from proofpress.records.row import Converted, Row, Status
from proofpress.records.shards import Block

WORST = 20
"""Rows that a report names for what they lost, and rows that it names because they failed."""
BINS = 20
"""Bars of a histogram over shares from 0 to 1."""
_NUMBERS = (
    "letters_in",
    "letters_out",
    "letters_removed",
    "formulas",
    "formulas_broken",
    "diagrams",
    "code_blocks",
    "lost",
)


@dataclass(slots=True)
class Summary:
    """Counts over rows. `kept` is a histogram of the share of its letters that an article keeps, `removed` counts
    letters by the pass that removed them, `worst` are rows as (lost, shard, block, row, url), `failed` the first that
    failed as (shard, block, row, url, error)."""

    rows: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    """What of an archive became no row, by its status or kind."""
    worst: list[tuple[int, str, int, int, str]] = field(default_factory=list)
    failed: list[tuple[str, int, int, str, str]] = field(default_factory=list)
    error: str = ""
    """Why the block of a part could not be read to its end."""
    shard: str = ""
    """The input of a part."""
    late: float = 0.0
    """The seconds that a part's rows had, where one of them was given up for its time."""
    killed: bool = False
    """Whether the system killed the process of one of them."""
    ledger_bytes: int = 0
    """The size of the ledger's files."""
    damaged: list[str] = field(default_factory=list)
    """Of several parts, the errors of each."""
    chinese: dict[str, str] = field(default_factory=dict)
    """What the reasons in here are in Chinese, where that is something else."""

    def add(self, block: Block, row: Row, converted: Converted) -> None:
        """Count one row."""
        self.rows += 1
        self.statuses[str(converted.status)] += 1
        if converted.status is not Status.CONVERTED:
            why = converted.error or Words("", "")
            self.errors[self.said(Words(why.en[:120], why.zh[:120]))] += 1
            if len(self.failed) < WORST:
                self.failed.append((block.shard, block.group, row.number, row.url or "", self.said(why)))
            return
        self.origins[converted.origin] += 1
        for name in _NUMBERS:
            self.numbers[name] += getattr(converted, name)
        for entry in converted.ledger:
            if entry.severity == "removal":
                self.removed[entry.rule] += entry.letters
        if converted.letters_in:
            share = converted.letters_out / converted.letters_in
            self.kept[str(min(int(share * BINS), BINS - 1))] += 1
        if converted.lost:
            self.worst = _worst([*self.worst, (converted.lost, block.shard, block.group, row.number, row.url or "")])

    def gave_up(self, reason: Words | None, limit: float) -> None:
        """Note why a row failed, where another run may do better."""
        self.killed |= reason == pool.KILLED
        if reason == pool.late(limit):
            self.late = limit

    def said(self, reason: Words) -> str:
        """A reason as it is counted, in English."""
        if reason.zh != reason.en:
            self.chinese[reason.en] = reason.zh
        return reason.en

    def words(self, reason: str) -> Words:
        """A reason in both languages."""
        return Words(reason, self.chinese.get(reason, reason))

    def merge(self, other: Summary) -> None:
        """Take in another summary."""
        self.rows += other.rows
        self.ledger_bytes += other.ledger_bytes
        for name in ("statuses", "origins", "errors", "numbers", "removed", "kept", "passed"):
            getattr(self, name).update(getattr(other, name))
        self.chinese |= other.chinese
        self.worst = _worst([*self.worst, *other.worst])
        self.failed = [*self.failed, *other.failed][:WORST]
        self.damaged += [other.error] if other.error else []

    def quantiles(self) -> dict[str, float]:
        """The share of their letters that articles keep: the lower edge of the bar in which each quantile falls."""
        total = sum(self.kept.values())
        found: dict[str, float] = {}
        for name, share in (("1 %", 0.01), ("5 %", 0.05), ("25 %", 0.25), ("50 %", 0.5), ("75 %", 0.75)):
            seen = 0
            for at in range(BINS):
                seen += self.kept[str(at)]
                if total and seen >= share * total:
                    found[name] = at / BINS
                    break
        return found

    def to_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            **{
                name: dict(sorted(getattr(self, name).items()))
                for name in ("statuses", "origins", "errors", "numbers", "removed", "kept", "passed")
            },
            "worst": [list(one) for one in self.worst],
            "failed": [list(one) for one in self.failed],
            "error": self.error,
            "shard": self.shard,
            "late": self.late,
            "killed": self.killed,
            "ledger_bytes": self.ledger_bytes,
            "chinese": dict(sorted(self.chinese.items())),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Summary:
        made = cls(int(value["rows"]), error=str(value.get("error", "")))
        made.shard, made.late = str(value.get("shard", "")), float(value.get("late", 0))
        made.killed = bool(value.get("killed"))
        made.ledger_bytes = int(value.get("ledger_bytes", 0))
        made.chinese = {str(en): str(zh) for en, zh in value.get("chinese", {}).items()}
        for name in ("statuses", "origins", "errors", "numbers", "removed", "kept", "passed"):
            getattr(made, name).update(value.get(name, ()))
        made.worst = [(int(a), str(b), int(c), int(d), str(e)) for a, b, c, d, e in value["worst"]]
        made.failed = [(str(a), int(b), int(c), str(d), str(e)) for a, b, c, d, e in value.get("failed", ())]
        return made


def _worst(rows: list[tuple[int, str, int, int, str]]) -> list[tuple[int, str, int, int, str]]:
    return nlargest(WORST, rows)
