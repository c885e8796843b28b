"""The line ends of a paragraph where a site shows them: Hexo's parser breaks the lines as its author did.

An author whose editor wraps lines has turned that off: where most line ends of a file only wrap, none is shown.
"""

from __future__ import annotations

from proofpress.evidence import wraps
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import ATX, ITEM_OR_EMPTY
from proofpress.repairs.lines import Change, inside, lines_of, rewrite
from proofpress.repairs.paragraphs import QUOTE, paragraphs, quoted
from proofpress.source import Source

_BROKEN = ("  ", "\\", ">")


def shown(source: Source, ledger: Ledger) -> Source:
    """The source with a break at the end of each line that its paragraph goes on behind."""
    lines = lines_of(source)
    formulas = [formula.span for formula in lex_source(source, ANYBODYS).formulas]
    ends: list[int] = []
    soft = 0
    for run in (*paragraphs(lines), *quoted(lines)):
        said = [QUOTE.sub("", lines[number]) for number in run]
        goes_on = {at for at, line in enumerate(said[:-1]) if not (_is_block(line) or _begins(said[at + 1]))}
        soft += len(goes_on & wraps.soft(said))
        ends += (lines.end(run[at]) for at in goes_on)
    if 2 * soft > len(ends):
        return source
    ends = [end for end in ends if not source.text.endswith(_BROKEN, 0, end) and not inside(formulas, end)]
    if ends:
        ledger.repaired(
            source.span(min(ends), max(ends)),
            "line ends, which the site shows and Markdown would join",
            "换行，该站点会显示，Markdown 会连成一行",
            text="",
        )
    return rewrite(source, (Change(end, end, "  ") for end in ends))


def _is_block(line: str) -> bool:
    """Whether a line is a block by itself."""
    return ATX.match(line) is not None


def _begins(line: str) -> bool:
    """Whether a line begins another block than the one above it."""
    return _is_block(line) or ITEM_OR_EMPTY.match(line.lstrip()) is not None
