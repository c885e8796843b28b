"""How a thought goes."""

from __future__ import annotations

from proofpress.authority import Kind
from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change
from proofpress.source import Source


def remove(source: Source, start: int, end: int, ledger: Ledger, changes: list[Change]) -> None:
    """Note a thought for removal, with a paragraph's end in its place unless text stands on both sides."""
    if not ledger.judged(Kind.CONTROL, source.span(start, end), "a language model's thoughts", "语言模型的思考过程"):
        return
    before = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    changes.append(Change(start, end, "" if before.strip() and source.text[end : end + 1].strip() else "\n\n"))
