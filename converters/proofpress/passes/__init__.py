"""Passes: Document → Document, pure but for what they say to the ledger. `PASSES` is the order they run in."""

from __future__ import annotations

from collections.abc import Callable

from proofpress.ledger import Ledger
from proofpress.tree import Document

Pass = Callable[[Document, Ledger], Document]
"""Each pass is the function `apply` of the module that bears its name."""

PASSES: tuple[tuple[str, Pass], ...] = ()
