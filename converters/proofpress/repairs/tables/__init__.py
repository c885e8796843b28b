"""Pipe tables that GFM does not see: a delimiter row that is missing or does not fit, two tables in one,
a table on one line."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.repairs.tables.barred import barred
from proofpress.repairs.tables.fitted import fitted
from proofpress.repairs.tables.headless import bare
from proofpress.repairs.tables.rows import closed_up, edged, narrow, spread
from proofpress.repairs.tables.ruled import ruled
from proofpress.source import Source


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with each table under its own delimiter row, as wide as its header."""
    if "|" not in source.text and "｜" not in source.text:
        return source
    for repair in (narrow, ruled, spread, closed_up, edged, bare, barred, fitted):
        source = repair(source, ledger)
    return source
