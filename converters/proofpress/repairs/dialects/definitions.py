"""Definitions that stand right under a paragraph, where Python-Markdown reads them and CommonMark prints them, and
abbreviations (`*[SLA]: what it means`), which CommonMark has not.

A definition that a link refers to moves to the end of the text. What abbreviations mean becomes a list of terms there:
the page shows it under the pointer, where no other renderer does.
"""

from __future__ import annotations

import pyromark

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.lines import Kind
from proofpress.markdown.links import Definition, fold
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_ABBREVIATION = regex(r"[ \t>]*+\*\[(?P<short>[^\[\]\n]{1,80})\]:[ \t]*+(?P<long>\S[^\n]*+)$")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with each of them where every parser reads it."""
    if "]:" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    lines = lines_of(source)
    changes: list[Change] = []
    last: list[str] = []
    for number, line in enumerate(lines.all):
        if lexed.scan.kinds[number] == Kind.TEXT and "*[" in line and (found := _ABBREVIATION.match(line)):
            changes.append(Change(lines.starts[number], lines.end(number), ""))
            last.append(f"{found['short']}\n:   {found['long']}")
            ledger.repaired(
                source.span(lines.starts[number], lines.end(number)),
                "what an abbreviation means, as a term of a list",
                "缩写的含义改为列表中的词条",
            )
    unsure = [one for one in lexed.links.definitions if not _stands_free(lines, one)]
    if unsure:
        used = {reference.label for reference in lexed.links.references}
        known = {fold(label) for label in pyromark.reference_definitions(source.text)}
        for one in unsure:
            if one.label in known or one.label not in used:
                continue
            known.add(one.label)
            first, end = lines.line_of(one.span.start), lines.line_of(one.span.end - 1)
            changes.append(Change(one.span.start, one.span.end, ""))
            last.append(source.text[one.span.start : one.span.end])
            ledger.repaired(
                source.span(lines.starts[first], lines.end(end)),
                "the definition of a link right under a paragraph, which only some parsers read",
                "紧贴段落的链接定义，只有部分解析器能识别",
            )
    if last:
        at = len(source.text)
        changes.append(Change(at, at, "\n\n" + "\n\n".join(last) + "\n"))
    return rewrite(source, changes)


def _stands_free(lines: Lines, one: Definition) -> bool:
    """Whether a definition stands at the margin, under nothing, so that nobody reads it otherwise."""
    number = lines.line_of(one.span.start)
    return lines.starts[number] == one.span.start and lines.blank(number - 1)
