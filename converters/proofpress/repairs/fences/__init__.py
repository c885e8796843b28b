"""Fences that do not pair: an article inside one, fences inside fences, one that is never closed, one in mid-line.

CommonMark reads a fence that is not closed to the end of the file, and the first bare fence as the end of an outer one.
Here fences pair as the author meant them: a fence with a language inside a block of Markdown opens another; inside any
other block it shows that the block before it was left open. Where an open block ends is read from what follows: the
first line behind a blank one that is prose in its own right.
"""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.repairs.fences.apart import apart
from proofpress.repairs.fences.escaped import plain
from proofpress.repairs.fences.glued import broken_apart
from proofpress.repairs.fences.hung import hung
from proofpress.repairs.fences.items import indented, placed
from proofpress.repairs.fences.marks import alike
from proofpress.repairs.fences.outdented import outdented
from proofpress.repairs.fences.paired import paired
from proofpress.repairs.fences.passed_on import passed_on
from proofpress.repairs.fences.whole import stripped, unquoted, unwrapped
from proofpress.repairs.fences.wide import narrowed
from proofpress.source import Source

_STEPS = (
    outdented,
    hung,
    passed_on,
    narrowed,
    stripped,
    broken_apart,
    alike,
    unwrapped,
    paired,
    placed,
    indented,
    apart,
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with every fence paired, nested ones longer outside, and an article freed from the fence around it."""
    source = unquoted(plain(source, ledger), ledger)
    if "```" not in source.text and "~~~" not in source.text:
        return source
    for step in _STEPS:
        source = step(source, ledger)
    return source
