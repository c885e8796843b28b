"""Fences glued to text: behind a line of prose or code, before one, or before the first line of the code itself."""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.evidence.code import Coded, is_code, is_command
from proofpress.languages import canonical, is_known, is_markdown
from proofpress.ledger import Ledger
from proofpress.markdown.info import listing_at, title
from proofpress.markdown.signs import TICKS
from proofpress.markdown.ticks import FenceLine
from proofpress.regex import regex
from proofpress.repairs.fences.prose import language
from proofpress.repairs.lines import Change, Lines, code_spans, lines_of, rewrite
from proofpress.source import Source

_GLUED = regex(rf"^(?P<before>.*[^\s`])[ \t]*(?P<mark>{TICKS})(?P<info>[\w+#-]{{0,20}})[ \t]*$")
_ASSIGNS = regex(r"[A-Za-z_]\w*+ (?:(?:[-+*%&|^:]|//?)?=|<-) ?[^\s=]")
"""A statement whose first name may be that of a language, `c = a + b`: no option stands between spaces like this."""
_PREFIXED = regex(r"(?:[ \t]*>)+[ \t]*|[ \t]*")


def broken_apart(source: Source, ledger: Ledger) -> Source:
    """Every fence on a line of its own."""
    lines = lines_of(source)
    changes: list[Change] = []
    fences = {fence.number: fence for fence in lines.fence_lines}
    opened: FenceLine | None = None
    for number, line in enumerate(lines.all):
        if "```" not in line and "~~~" not in line:
            continue
        fence = fences.get(number)
        if fence is None:
            opened = _behind(source, lines, number, opened, changes, ledger)
        elif opened is None:
            _first_line(source, lines, fence, changes, ledger)
            opened = fence
        elif fence.closes(opened):
            opened = None
        elif _is_text(fence, opened):
            _part(source, lines, number, len(fence.prefix) + len(fence.mark), changes, ledger)
            opened = None
    return rewrite(source, changes)


def _behind(
    source: Source, lines: Lines, number: int, opened: FenceLine | None, changes: list[Change], ledger: Ledger
) -> FenceLine | None:
    """A fence at the end of a line; what stands open behind it."""
    line = lines[number]
    found = _GLUED.match(line)
    if found is None or "```" in found["before"] or code_spans(line):
        return opened
    if opened is None and not _closing_ahead(lines, number):
        _begins_nothing(source, lines, number, found, changes, ledger)
        return None
    if opened is not None and (found["info"] or len(found["mark"]) < len(opened.mark)):
        return opened
    _part(source, lines, number, found.start("mark"), changes, ledger)
    return FenceLine(number, "", found["mark"], found["info"]) if opened is None else None


def _begins_nothing(
    source: Source, lines: Lines, number: int, found: re.Match[str], changes: list[Change], ledger: Ledger
) -> None:
    """A fence behind the last words of a text, with nothing to come in it."""
    start, end = lines.starts[number] + found.start("mark"), len(source.text)
    if is_markdown(found["info"]) and not source.text[lines.end(number) :].strip():
        ledger.removed(source.span(start, end), "a fence with nothing behind it", "其后没有内容的代码围栏")
        changes.append(Change(start, end, "\n"))


def _first_line(source: Source, lines: Lines, fence: FenceLine, changes: list[Change], ledger: Ledger) -> None:
    """Code on the line of the fence that opens it: an info string is never shown."""
    info = fence.info.strip()
    start = len(fence.prefix) + len(fence.mark)
    if (at := listing_at(fence.info)) >= 0:
        _part(source, lines, fence.number, start + at, changes, ledger)
    elif (
        info
        and (_ASSIGNS.match(info) or _is_code(fence.lang, info))
        and not title(info)
        and not re.match(r"[{.]|lang(?:uage)?[=:]|\w+\s+[\w-]+=[\"']", info)
    ):
        _part(source, lines, fence.number, start, changes, ledger)


def _is_code(lang: str, info: str) -> bool:
    """Whether an info string is a line of code: its first word names no language, or is a program of the shell's by
    whose name a fence may go, told what to do (`npm install vue`)."""
    if is_known(lang):
        return canonical(lang) == "bash" and is_command(info)
    return is_code(info, Coded.COMMENT)


def _is_text(fence: FenceLine, opened: FenceLine) -> bool:
    """Whether a fence inside a block is its end, with the text that follows on the same line."""
    if fence.mark[0] != opened.mark[0] or len(fence.mark) < len(opened.mark) or fence.bare:
        return False
    info = fence.info.strip()
    if is_known(fence.lang) and (language(fence.info) or info.startswith("{")):
        return False
    return chinese.has(info) or len(info.split()) >= 3


def _part(source: Source, lines: Lines, number: int, at: int, changes: list[Change], ledger: Ledger) -> None:
    """A line end before the character `at` of a line, with what the line's containers put before it."""
    line = lines[number]
    prefix = _PREFIXED.match(line)
    mark = lines.starts[number] + at
    behind = mark + len(line[at:]) - len(line[at:].lstrip())
    before = lines.starts[number] + max(len(line[:at].rstrip()), len(prefix[0]) if prefix else 0)
    changes.append(Change(min(before, mark), behind, "\n" + (prefix[0] if prefix else "")))
    ledger.repaired(
        source.span(lines.starts[number], lines.end(number)),
        "a code fence and text on one line begin lines of their own",
        "代码围栏与文字同在一行，已分开",
    )


def _closing_ahead(lines: Lines, number: int) -> bool:
    """Whether the next fence behind a line is one that ends a block, alone, behind code or before text."""
    for after in range(number + 1, len(lines)):
        line = lines[after]
        if "```" in line:
            stripped = line.strip(" \t>")
            info = stripped.strip("`").strip()
            return (
                stripped.startswith("```")
                and (not info or chinese.has(info) or len(info.split()) >= 3)
                or bool(re.search(rf"[^`]{TICKS}$", stripped))
            )
    return False
