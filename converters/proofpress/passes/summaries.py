"""What stands over a disclosure is plain text, in which no formula can be set: one that is typed there is said with the
characters that there are."""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex
from proofpress.passes.inlines import Blocks, each_level
from proofpress.readers.html.summaries import said
from proofpress.tree import Block, Details, Document, of_kinds


def apply(document: Document, ledger: Ledger) -> Document:
    """The document whose summaries hold no formula between delimiters that other characters say too."""
    if not any("$" in node.summary or "\\" in node.summary for node in of_kinds(document, Details)):
        return document

    def level(blocks: Blocks) -> Blocks:
        return tuple(_plain(node, ledger) for node in blocks)

    return each_level(document, level)


def _plain(node: Block, ledger: Ledger) -> Block:
    if not isinstance(node, Details):
        return node
    summary = node.summary
    for formula in reversed(lex(summary, ANYBODYS).formulas):
        if formula.trouble in ("", "spaced"):
            summary = summary[: formula.span.start] + said(summary[slice(*formula.inner)]) + summary[formula.span.end :]
    if summary == node.summary:
        return node
    ledger.repaired(
        node.span,
        "the formulas of a summary, which is plain text, in characters",
        "摘要为纯文本，其中的公式改以字符表示",
        text=node.summary,
    )
    return replace(node, summary=summary)
