"""What a ledger shows of one conversion."""

from __future__ import annotations

from dataclasses import dataclass

from proofpress.conservation import LOST
from proofpress.finding import Finding, Severity, Words
from proofpress.source import Source

KINDS = {Severity.REMOVAL: "removal", Severity.REPAIR: "repair", Severity.WARNING: "doubt"}


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """One input and its output. `places[i]` is the offset in the Markdown where `findings[i]` shows (-1: not known);
    `blocks` pairs offsets of input and output that belong together. A failed input has only its `trouble`."""

    name: str
    target: str = ""
    source: Source | None = None
    markdown: str = ""
    findings: tuple[Finding, ...] = ()
    places: tuple[int, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()
    trouble: Words | None = None


def kind_of(finding: Finding) -> str:
    """What a ledger calls a finding: a loss is a doubt of its own kind."""
    return LOST if finding.rule == LOST else KINDS.get(finding.severity, finding.severity.value)
