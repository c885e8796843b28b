"""Names of Python with two underscores on both sides, typed as text: Markdown reads the underscores as bold text and
takes them out of the name."""

from __future__ import annotations

from proofpress.evidence.dunders import dunders
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the underscores of such names escaped."""
    if "__" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for found in dunders(lexed.prose, source.text):
        if lexed.is_raw(found.start()):
            continue
        changes.append(Change(*found.span(), rf"\_\_{found['name']}\_\_"))
        ledger.repaired(
            source.span(*found.span()),
            "a name of Python whose underscores Markdown would read as bold",
            "Python 名称的下划线会被 Markdown 当作加粗",
        )
    return rewrite(source, changes)
