"""What repeats at once: where, with which period, and how often."""

from __future__ import annotations

import re
import zlib
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from proofpress.regex import regex

LONGEST_PERIOD = 40
_STUTTER = regex(r"(?P<once>.{2,80}?)(?P<again>(?P=once){3,})", re.S)
_LEAST = 48


class Run(NamedTuple):
    """`cycles` turns of `period` parts each, from `start` on."""

    start: int
    period: int
    cycles: int

    @property
    def end(self) -> int:
        """Behind the last whole turn."""
        return self.start + self.period * self.cycles


def runs(keys: Sequence[Hashable], least: int) -> list[Run]:
    """All runs of at least `least` turns (two or more); a part whose key is None repeats nothing. Linear in the
    parts."""
    found: list[Run] = []
    at = 0
    while at < len(keys):
        if keys[at] not in keys[at + 1 : at + 1 + LONGEST_PERIOD]:
            at += 1
            continue
        run = next(
            (run for period in range(1, LONGEST_PERIOD + 1) if (run := _run(keys, at, period)).cycles >= least), None
        )
        if run is None:
            at += 1
        else:
            found.append(run)
            at = run.end
    return found


def _run(keys: Sequence[Hashable], at: int, period: int) -> Run:
    if keys[at] is None:
        return Run(at, period, 0)
    length = 0
    while (
        at + period + length < len(keys)
        and keys[at + length] is not None
        and keys[at + length] == keys[at + period + length]
    ):
        length += 1
    return Run(at, period, length // period + 1)


def cut_off(text: str, whole: str) -> bool:
    """True where the last part is the beginning of what stood there a turn before."""
    text, whole = text.strip(), whole.strip()
    return 1 < len(text) < len(whole) and whole.startswith(text)


def reach(run: Run, keys: Sequence[Hashable], texts: Sequence[str]) -> int:
    """Where a run ends with the turn that it breaks off in: parts of one more turn, the last of all parts cut off."""
    stop = run.end
    while stop < len(keys) and keys[stop] is not None and keys[stop] == keys[stop - run.period]:
        stop += 1
    return stop + (stop == len(keys) - 1 and cut_off(texts[stop], texts[stop - run.period]))


def stutters(text: str) -> Iterator[re.Match[str]]:
    """Words that repeat at once inside one text, as `once` and `again`;
    most text is ruled out by how little it squeezes."""
    if len(text) >= _LEAST and _squeezes(text):
        yield from _STUTTER.finditer(text)


def _squeezes(text: str) -> bool:
    data = text.encode(errors="replace")[-20000:]
    return len(zlib.compress(data, 1)) < 0.45 * len(data) or len(data) > 2000
