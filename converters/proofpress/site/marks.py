"""Findings at their place in a rendered page: each stands before the block that it is about."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from proofpress.finding import Finding, Severity
from proofpress.regex import regex
from proofpress.skeleton import letters
from proofpress.source import Source
from proofpress.tree import AnyNode, Cell, Code, Document, FootnoteReference, InlineCode, InlineMath, Math, Text, walk

_TAG = regex(r"<!--(?:.*?-->|.*)|<(/?)([a-zA-Z][\w-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.S)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_STRIP = regex(r"<[^<>]*+>")
_BOXED = 'id="finding-1"'
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
        if not tag or tag in _VOID or match[3].endswith("/"):
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


def place(
    content: str,
    source: Source,
    document: Document,
    findings: Iterable[Finding],
    language: str,
    rule_page: Callable[[str], str],
) -> str:
    """The page with a box for each finding. `rule_page` gives the address of a rule's page, "" where it has none."""
    findings = tuple(findings)
    boxes = [
        (f.span.start, _box(number, f, source, language, rule_page(f.rule))) for number, f in enumerate(findings, 1)
    ]
    pieces = sorted([*_places(source, findings), *boxes], key=lambda piece: piece[0])
    return inserted(content, _offsets(content, document, pieces))


def line_anchor(source: Source, finding: Finding) -> str:
    """The name of the place that a page has for a finding."""
    return f"line-{source.position(finding.span.start).line}"


def anchors(
    content: str, source: Source, document: Callable[[], Document], findings: Iterable[Finding]
) -> list[tuple[int, str]]:
    """For `inserted`: a place to go to before each block with a finding, named by the finding's line; none where boxes
    have one."""
    return [] if _BOXED in content else _offsets(content, document(), _places(source, tuple(findings)))


def _places(source: Source, findings: tuple[Finding, ...]) -> list[tuple[int, str]]:
    """One for each line, where its first finding is."""
    first = {
        line_anchor(source, finding): finding.span.start
        for finding in sorted(findings, key=lambda f: f.span.start, reverse=True)
    }
    return [
        (at, f'<span class="pp-place" id="{name}"></span>')
        for name, at in sorted(first.items(), key=lambda item: item[1])
    ]


def _offsets(content: str, document: Document, pieces: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Pieces of HTML by their places in the source → by their places in the page, each before the block that shows
    it."""
    shown = list(blocks(content))
    at = _rendered(document, shown)
    starts = [block.span.start for block in document.children]
    placed: list[tuple[int, str]] = []
    for start, piece in pieces:
        index = bisect_right(starts, start) - 1
        placed.append((shown[at[index]].start if index >= 0 and at[index] >= 0 else 0, piece))
    return sorted(placed, key=lambda piece: piece[0])


def inserted(content: str, placed: Iterable[tuple[int, str]]) -> str:
    """The page with pieces of HTML, each at its offset, in order."""
    out: list[str] = []
    last = 0
    for offset, piece in placed:
        out += [content[last:offset], piece]
        last = offset
    return "".join(out) + content[last:]


def _rendered(document: Document, shown: list[Block]) -> list[int]:
    """For each block of the Document, the element that shows it, else the one before (-1: none)."""
    found: list[int] = []
    near = -1
    for block in document.children:
        head = _head(block)
        if head:
            near = next(
                (i for i in range(max(near, 0), min(len(shown), max(near, 0) + 12)) if head in shown[i].letters), near
            )
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
    where = f"第 {line} 行第 {column} 列：" if chinese else f"line {line}, column {column}: "
    rule = f'<a href="{html.escape(page)}">{finding.rule}</a>' if page else finding.rule
    text = " ".join(source.line_text(line).split())
    return (
        f'<div class="pp-finding pp-tone-{finding.severity}" id="finding-{number}" role="note" data-line="{line}">'
        f"<p><b>{word}</b> {where}{html.escape(finding.message.of(language))} <small>[{rule}]</small></p>"
        + (f"<p>{html.escape(finding.help.of(language))}</p>" if finding.help else "")
        + (f"<p><code>{html.escape(text[:160])}</code></p>" if text else "")
        + "</div>"
    )
