"""This machine as an engine: blocks are converted by worker processes, and written as soon as they are whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from proofpress.bulk import pool
from proofpress.finding import Words
from proofpress.records import shards, work
from proofpress.records.part import Part, Store, weight_of
from proofpress.records.row import Names
from proofpress.records.shards import Block
from proofpress.records.summary import Summary

HELD = 16_000_000
"""What rows may weigh that are done while one before them is not: no other is begun until that is done too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds for all blocks of a run: where to, how the input's columns are called, an origin that is known, and
    the most seconds for one row."""

    output: str
    names: Names = field(default_factory=Names)
    origin: str | None = None
    limit: float = 60.0

    @property
    def how(self) -> str:
        """What of it decides what becomes of a row: "" where nothing was chosen."""
        names = [f"{name}={there}" for name, there in asdict(self.names).items() if there != name]
        return " ".join([*names, *([f"from={self.origin}"] if self.origin else [])])


def run(plan: Plan, blocks: Iterable[Block], workers: int) -> Iterator[tuple[Block, Summary]]:
    """Convert blocks, in the order in which they are given; gives each when its part stands.

    A row that crashes its worker or takes too long costs that row. Raises OSError where the output cannot be written.
    """
    store = Store(plan.output)
    opened: dict[int, _Open] = {}
    ready: list[int] = []

    def jobs() -> Iterator[work.Job]:
        for number, block in enumerate(blocks):
            opened[number] = one = _Open(block, Part(store, block, shards.others(block, plan.names)))
            try:
                for row in shards.rows(block, plan.names, one.part.summary.passed):
                    one.given += 1
                    one.extra[row.number] = row.extra
                    yield work.Job(number, replace(row, extra=None), plan.origin)
            except Exception as error:  # noqa: BLE001 - a shard's damage is whatever its library raises
                why = getattr(error, "words", None) or Words(*2 * (str(error) or type(error).__name__,))
                one.error = Words(f"{block.shard}: {why.en}", f"{block.shard}：{why.zh}")
            one.whole = True
            ready.append(number)

    try:
        for done in pool.run(
            jobs(),
            work.perform,
            work.give_up,
            workers=workers,
            limit=plan.limit,
            preload="proofpress.bulk.work",
            room=lambda: sum(one.held for one in opened.values()) < HELD,
        ):
            one = opened[done.block]
            one.part.summary.gave_up(done.converted[0].error, plan.limit)
            one.take(done)
            ready.append(done.block)
            yield from _closed(opened, ready)
        yield from _closed(opened, ready)
    finally:
        for one in opened.values():
            one.part.abandon()


def _closed(opened: dict[int, _Open], ready: list[int]) -> Iterator[tuple[Block, Summary]]:
    while ready:
        number = ready.pop()
        one = opened.get(number)
        if one is not None and one.whole and one.written == one.given:
            del opened[number]
            yield one.block, one.part.close(one.error)


@dataclass(slots=True)
class _Open:
    """A block on its way: rows come back in any order and are written in theirs."""

    block: Block
    part: Part
    given: int = 0
    written: int = 0
    whole: bool = False
    error: Words | None = None
    early: dict[int, work.Done] = field(default_factory=dict)
    held: int = 0
    """What those weigh that came early."""
    extra: dict[int, Any] = field(default_factory=dict)
    """What else the records hold that are being converted; no worker needs it."""

    def take(self, done: work.Done) -> None:
        self.early[done.row.number] = done
        self.held += self._weight(done)
        while (following := self.early.pop(self.written, None)) is not None:
            self.held -= self._weight(following)
            extra = self.extra.pop(following.row.number)
            for number, article in enumerate(following.converted):
                self.part.add(following.row, article, extra, number)
            self.written += 1

    def _weight(self, done: work.Done) -> int:
        return sum(article.weight for article in done.converted) + weight_of(self.extra[done.row.number])
