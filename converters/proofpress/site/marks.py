"""Findings at their place in a rendered page: each stands before the block that it is about."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from proofpress.finding import Finding, Severity
from proofpress.skeleton import letters
from proofpress.source import Source
from proofpress.tree import AnyNode, Cell, Code, Document, FootnoteReference, InlineCode, InlineMath, Math, Text, walk

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)>", re.S)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_STRIP = re.compile(r"<[^>]*>")
_HEAD = 32
"""How many letters name a block."""


class Block(NamedTuple):
    """One top-level element of a page: where it starts, and its letters."""

    start: int
    letters: str


def blocks(content: str) -> Iterator[Block]:
    """The top-level elements of well-formed HTML, in order."""
    depth = start = 0
    for match in _TAG.finditer(content):
        tag = (match[2] or "").lower()
        if not tag or tag in _VOID or match[3]:
            continue
        if match[1]:
            depth -= 1
            if depth == 0:
                yield Block(start, letters(html.unescape(_STRIP.sub(" ", content[start : match.end()]))))
            depth = max(depth, 0)
        else:
            if depth == 0:
                start = match.start()
            depth += 1


def place(content: str, source: Source, document: Document, findings: Iterable[Finding], language: str, rule_page: Callable[[str], str]) -> str:
    """The page with a box for each finding. `rule_page` gives the address of a rule's page, "" where it has none."""
    shown = list(blocks(content))
    at = _rendered(document, shown)
    boxes: dict[int, list[str]] = {}
    for number, finding in enumerate(findings, 1):
        index = max((i for i, block in enumerate(document.children) if block.span.start <= finding.span.start), default=-1)
        offset = shown[at[index]].start if index >= 0 and at[index] >= 0 else 0
        boxes.setdefault(offset, []).append(_box(number, finding, source, language, rule_page(finding.rule)))
    out: list[str] = []
    last = 0
    for offset in sorted(boxes):
        out += [content[last:offset], *boxes[offset]]
        last = offset
    return "".join(out) + content[last:]


def _rendered(document: Document, shown: list[Block]) -> list[int]:
    """For each block of the Document, the element that shows it, else the one before (-1: none)."""
    found: list[int] = []
    near = -1
    for block in document.children:
        head = _head(block)
        if head:
            near = next((i for i in range(max(near, 0), min(len(shown), max(near, 0) + 12)) if head in shown[i].letters), near)
        found.append(near)
    return found


def _head(block: AnyNode) -> str:
    """The first letters of a block, up to where a page shows something else than its text, such as a note's number."""
    read = ""
    for node in walk(block):
        if isinstance(node, Text | InlineCode | Code | Math | InlineMath):
            read += letters(node.value)
        if read and isinstance(node, FootnoteReference | InlineMath | Math | Cell) or len(read) >= _HEAD:
            break
    return read[:_HEAD]


_WORD = {Severity.ERROR: ("Error", "错误"), Severity.WARNING: ("Warning", "警告"), Severity.INFO: ("Remark", "提示")}


def _box(number: int, finding: Finding, source: Source, language: str, page: str) -> str:
    chinese = language.startswith("zh")
    line, column = source.position(finding.span.start)
    word = _WORD.get(finding.severity, ("", ""))[chinese]
    where = f"第 {line} 行第 {column} 列" if chinese else f"line {line}, column {column}"
    rule = f'<a href="{html.escape(page)}">{finding.rule}</a>' if page else finding.rule
    text = " ".join(source.line_text(line).split())
    return (
        f'<div class="pp-finding pp-tone-{finding.severity}" id="finding-{number}" role="note" data-line="{line}">'
        f"<p><b>{word}</b> {where}：{html.escape(finding.message.of(language))} <small>[{rule}]</small></p>"
        + (f"<p>{html.escape(finding.help.of(language))}</p>" if finding.help else "")
        + (f"<p><code>{html.escape(text[:160])}</code></p>" if text else "")
        + "</div>"
    )
