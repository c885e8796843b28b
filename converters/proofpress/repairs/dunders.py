"""Names of Python with two underscores on both sides, typed as text: `__init__.py`, `__call__()`.

Markdown reads the underscores as bold text and takes them out of the name. Only a file or a call behind the name shows
that it is one: `__note__` alone may well be meant bold.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_NAME = re.compile(
    r"(?<![\w\\/.`<\"'=*])__(?P<name>[a-z]{1,20}(?:_[a-z]{1,20}){0,3})__(?=\.py[ci]?\b|\(\)|\(self\b)", re.A
)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with the underscores of such names escaped."""
    if "__" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for found in _NAME.finditer(lexed.prose):
        if lexed.is_raw(found.start()):
            continue
        changes.append(Change(*found.span(), rf"\_\_{found['name']}\_\_"))
        ledger.repaired(
            source.span(*found.span()),
            "a name of Python whose underscores Markdown would read as bold",
            "Python 名称的下划线会被 Markdown 当作加粗",
        )
    return rewrite(source, changes)
