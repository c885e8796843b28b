"""Paragraphs between which no blank line stands, in a text of which each line is one: Markdown would make one of all.

The text as a whole has to tell, and that it is no Markdown: what its author wrote with headings, quotations or blank
lines between most of its paragraphs is joined as Markdown joins it. Short lines that keep their lines stay together.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence import wraps
from proofpress.evidence.code import is_code
from proofpress.evidence.line_paragraphs import are_paragraphs, goes_on
from proofpress.ledger import Ledger
from proofpress.markdown.signs import ATX, ITEM_OR_EMPTY
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.paragraphs import paragraphs
from proofpress.repairs.short_lines import are_lines
from proofpress.source import Source

_BROKEN = regex(r"(?:  |\\)$")
"""The end of a line that Markdown keeps."""
_INDENT = regex(r"[ \t]*")
_SHORT = 48
"""Columns of a line of a verse or an address."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a blank line between the paragraphs of such a text."""
    lines = lines_of(source)
    runs = list(paragraphs(lines)) if len(lines) > 1 else []
    breaks = sum(len(run) - 1 for run in runs)
    gaps = sum(not lines[at].strip() and bool(lines[at - 1].strip()) for at in range(1, len(lines) - 1))
    if breaks <= gaps or _is_markdown(lines):
        return source
    said = [lines[number] for run in runs for number in run if not _is_item(lines[number])]
    kept = sum(_BROKEN.search(line) is not None for line in said)
    if 2 * kept > len(said) or not are_paragraphs(said, parted=gaps > 0):
        return source
    parted = [number for run in runs for number in _begins(lines, run)]
    changes = [_parted(lines, number) for number in (*parted, *_beside_rows(lines))]
    if changes:
        ledger.repaired(
            source.span(0, len(source.text)),
            f"{len(changes) + 1} paragraphs with single line breaks between them, which Markdown would join",
            f"{len(changes) + 1} 个段落之间只有单个换行，Markdown 会连成一段",
            text="",
        )
    return rewrite(source, changes)


def _begins(lines: Lines, run: range) -> Iterator[int]:
    """The lines of a run, but for its first, with which a paragraph begins."""
    together = _together(lines, run)
    return (at for at in run[1:] if at not in together and not _belong(lines[at - 1], lines[at]))


def _parted(lines: Lines, number: int) -> Change:
    """A blank line above a line, which stands at the margin then: Markdown would make code of it."""
    indent = _INDENT.match(lines[number])
    return Change(lines.starts[number], lines.starts[number] + (indent.end() if indent else 0), "\n")


def _beside_rows(lines: Lines) -> Iterator[int]:
    """The lines before which rows of a table end, or begin."""
    for number in range(1, len(lines)):
        before, after = lines[number - 1].strip(), lines[number].strip()
        are_text = before and after and lines.text_lines[number - 1] and lines.text_lines[number]
        if are_text and (before[0] == "|") != (after[0] == "|"):
            yield number


def _is_markdown(lines: Lines) -> bool:
    """Whether a heading or a quotation says that its author writes Markdown."""
    return any(ATX.match(line) or line.startswith("> ") for number, line in lines.prose() if lines.text_lines[number])


def _is_item(line: str) -> bool:
    return ITEM_OR_EMPTY.match(line.lstrip()) is not None


def _together(lines: Lines, run: range) -> set[int]:
    """The lines of a run that stay with the one before: of short ones in a row that are lines for their author."""
    found: set[int] = set()
    first = run.start
    for number in range(run.start, run.stop + 1):
        if number == run.stop or wraps.columns(lines[number].strip()) > _SHORT or _is_item(lines[number]):
            if number - first > 1 and are_lines([lines[at] for at in range(first, number)]):
                found.update(range(first + 1, number))
            first = number + 1
    return found


def _belong(before: str, after: str) -> bool:
    """Whether two lines are of one block: items, rows with bars, lines of code, a sentence that goes on."""
    return (
        _is_item(before)
        and _is_item(after)
        or "|" in before
        and "|" in after
        or is_code(before.strip())
        and is_code(after.strip())
        or _BROKEN.search(before) is not None
        or goes_on(before, after)
    )
