"""The paragraphs of a text whose lines Markdown would join, outside of quotations and inside of them."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.markdown.html import BLOCKS
from proofpress.regex import regex
from proofpress.repairs.lines import Lines

QUOTE = regex(r"\A[ \t]*(?:>[ \t]?)+")
"""The marks of a quotation at the start of a line."""
_TAG = regex(r"[ \t]*</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$)")


def paragraphs(lines: Lines) -> Iterator[range]:
    """Runs of lines without a blank one, a fence, a quote's mark or a block of HTML; at least two lines."""
    start = last = -1
    in_html = False
    for number, line in lines.prose():
        in_html = bool(line.strip()) and (in_html or _begins_html(line))
        ends = in_html or not lines.text_lines[number] or line.lstrip()[:1] in (">", "|")
        if start >= 0 and (ends or number != last + 1):
            if last > start:
                yield range(start, last + 1)
            start = -1
        if not ends:
            start, last = (number if start < 0 else start), number
    if start >= 0 and last > start:
        yield range(start, last + 1)


def quoted(lines: Lines) -> Iterator[range]:
    """The runs of lines behind the same mark of a quotation; at least two."""
    marks = [
        found[0].rstrip()
        if (found := QUOTE.match(line)) and lines.text_lines[number] and found.end() < len(line)
        else ""
        for number, line in enumerate(lines.all)
    ]
    first = 0
    for number, mark in enumerate((*marks, "")):
        if mark != marks[first]:
            if marks[first] and number - first > 1:
                yield range(first, number)
            first = number


def _begins_html(line: str) -> bool:
    """Whether a block of HTML begins on a line; it lasts to the next blank line, and another blank line would end
    it."""
    tag = _TAG.match(line)
    return tag is not None and tag["name"].lower() in BLOCKS
