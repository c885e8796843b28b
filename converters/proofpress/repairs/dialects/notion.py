"""What Notion's export writes in Markdown: a callout as `<aside>` around Markdown, blank lines and all, and the page's
properties as lines right under its title.
"""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.readers.html.boxes import kind_of_sign
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_OPENS = regex(r"(?P<lead>[ \t]*)<aside>[ \t]*$")
_CLOSES = regex(r"[ \t]*</aside>[ \t]*$")
_ICON = regex(r"[ \t]*<img\b[^<>\n]*/?>[ \t]*$")
_SIGN = regex(r"[ \t]*(?P<sign>[^\w\s\x00-\u2000][\ufe0f\u200d]?)[ \t]*(?P<rest>.*)$")
_PROPERTY = regex(r"[^\W\d_][\w /()（）-]{0,39}[:：][ \t]+\S")
_TITLE = regex(r"#[ \t]+\S")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with callouts as marked quotes, and a line for each property."""
    lines = lines_of(source)
    changes: list[Change] = []
    if "<aside>" in source.text:
        _callouts(source, lines, changes, ledger)
    _properties(lines, changes)
    return rewrite(source, changes)


def _callouts(source: Source, lines: Lines, changes: list[Change], ledger: Ledger) -> None:
    seen = lex_source(source, ANYBODYS).codeless.split("\n")
    opened = -1
    for number, line in enumerate(seen):
        if "aside>" not in line:
            continue
        if _OPENS.match(line):
            opened = number
        elif opened >= 0 and _CLOSES.match(line):
            _quote(source, lines, opened, number, changes, ledger)
            opened = -1


def _quote(source: Source, lines: Lines, first: int, last: int, changes: list[Change], ledger: Ledger) -> None:
    body = range(first + 1, last)
    head = next((number for number in body if not lines.blank(number)), None)
    if head is None or not any(lines.blank(number) for number in body):
        return  # One block of HTML, which the reader of HTML knows.
    lead = len(lines[first]) - len(lines[first].lstrip())
    mark = ""
    sign = _SIGN.match(lines[head])
    if sign is not None and (kind := kind_of_sign(sign["sign"])):
        mark = f"> [!{kind}]"
        at = lines.starts[head] + sign.start("rest")
        changes.append(Change(lines.starts[head], at, f"{lines[first][:lead]}> "))
    elif _ICON.match(lines[head]):
        mark = "> [!note]"
        changes.append(Change(*lines.whole(head, head), ""))
        ledger.removed(source.span(*lines.whole(head, head)), "the icon of a page", "页面图标")
    changes.append(Change(lines.starts[first], lines.end(first), lines[first][:lead] + mark))
    changes.append(Change(lines.starts[last], lines.end(last), ""))
    for number in body:
        if number != head or not mark:
            line = lines[number]
            own = min(lead, len(line) - len(line.lstrip()))
            begin = lines[first][:lead] + ("> " if line.strip() else ">")
            changes.append(Change(lines.starts[number], lines.starts[number] + own, begin))
    ledger.repaired(source.span(lines.starts[first], lines.end(first)), "a callout of Notion", "Notion 的标注框")


def _properties(lines: Lines, changes: list[Change]) -> None:
    """Part the lines of the paragraph under the title where each of them names a property."""
    title = next((number for number in range(min(len(lines), 60)) if not lines.blank(number)), 0)
    if title >= len(lines) or not _TITLE.match(lines[title]):
        return
    first = next((number for number in range(title + 1, len(lines)) if not lines.blank(number)), len(lines))
    last = first
    while last < len(lines) and not lines.blank(last):
        if not _PROPERTY.match(lines[last]):
            return
        last += 1
    for number in range(first, last - 1):
        changes.append(Change(lines.end(number), lines.end(number), "\n"))
