"""What only MyST's own parser leaves out: comments (`% for editors`), and the breaks between the cells of a notebook
and the parts of a card (`+++`, `^^^`).

They are removed only from a file that has a directive, a role or a label of MyST: elsewhere a `%` is text.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import DIRECTIVE, FENCE
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_SIGN = regex(
    rf"^[ \t>]*(?:{FENCE}|{DIRECTIVE})[ \t]*\{{[a-z][\w:-]*\}}"
    r"|^\([\w:.-]+\)=[ \t]*$"
    r"|\{(?:ref|doc|eq|numref|cite|term|math)[a-z:]*\}`",
    re.M,
)
_COMMENT = regex(r"%(?:[ \t]|$|%)")
_BREAK = regex(r"(?:\+\+\+(?:[ \t]*\{[^\n]*\})?|\^{3,})[ \t]*$")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without comments and breaks."""
    text = source.text
    if not ("\n%" in text or "\n+++" in text or "\n^^^" in text or text.startswith(("%", "+++"))) or not _SIGN.search(
        text
    ):
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in enumerate(lex_source(source, ANYBODYS).prose.split("\n")):
        is_break = line.startswith(("+++", "^^^")) and _BREAK.match(lines[number]) is not None
        if not is_break and not (line.startswith("%") and _COMMENT.match(line)):
            continue
        start, end = lines.whole(number, number)
        changes.append(Change(start, end, "\n" if is_break else ""))
        what = ("a break between cells", "单元格分隔线") if is_break else ("a comment", "注释")
        ledger.removed(source.span(start, end), *what)
    return rewrite(source, changes)
