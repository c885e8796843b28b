"""What stands for a node until its paragraph is closed, and how a run of inlines becomes nodes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from proofpress.evidence import chinese
from proofpress.evidence.letters import is_of_word
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Break,
    Container,
    Delete,
    Details,
    Emphasis,
    Inline,
    InlineCode,
    InlineHtml,
    InlineMath,
    Link,
    Math,
    Paragraph,
    Strong,
    Tagged,
    Text,
    cover,
    text_of,
)

_TAG = regex(r"<(/?)(code|kbd|sub|sup|mark|strong|em|br)\s*/?>", re.I)
_WIDE = chinese.WIDE + r"\u2018\u2019\u201c\u201d\u2026"
_WIDE_END = regex(rf"[{_WIDE}]$")
_FULL = frozenset("，。；：！？、（）《》〈〉「」『』【】〔〕")
"""Punctuation that brings its own space: a line end beside it is none."""
_WIDE_START = regex(rf"^[{_WIDE}]")


@dataclass(frozen=True, slots=True)
class Display:
    """A display formula where inlines stand, until its paragraph is cut around it."""

    value: str
    span: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class Contained:
    """A container of the site's dialect where inlines stand."""

    kind: str
    title: str
    open: bool
    children: tuple[Block, ...]
    span: Span

    def node(self) -> Block:
        if self.kind == "details":
            return Details(self.title, self.children, self.open, span=self.span)
        return Container(self.kind, self.title, self.children, span=self.span)


def paragraphs(content: list[Any], span: Span) -> list[Any]:
    """A paragraph, cut around the display formulas and containers in it."""
    if not any(isinstance(node, Display | Contained) for node in content):
        return [Paragraph(tuple(inline_run(content)), span=span)]
    out: list[Any] = []
    run: list[Inline] = []

    def flush() -> None:
        if run:
            out.append(Paragraph(tuple(inline_run(run)), span=cover(run)))
        run.clear()

    for node in content:
        if isinstance(node, Display):
            flush()
            out.append(Math(node.value, span=node.span, inner=node.inner))
        elif isinstance(node, Contained):
            flush()
            out.append(node.node())
        else:
            run.append(node)
    flush()
    return out


def inline_run(content: list[Any]) -> list[Inline]:
    """The inlines of one run: line ends settled, tags in pairs, nothing in it that is a block."""
    return _paired(_soft(content))


def _flat(content: list[Any]) -> list[Inline]:
    """Inlines for a heading or a cell, where a display formula can only be an inline one."""
    return [
        InlineMath(node.value, span=node.span, inner=node.inner)
        if isinstance(node, Display)
        else Text(text_of(tuple(node.children)), span=node.span)
        if isinstance(node, Contained)
        else node
        for node in content
    ]


def _soft(content: list[Any]) -> list[Inline]:
    """Line ends inside a paragraph: nothing between two wide characters, else a space. In a run,
    displays become inline."""
    content = _flat(content)
    out: list[Inline] = []
    for index, node in enumerate(content):
        if isinstance(node, Text) and node.value == "\n":
            before = _edge_text(content[index - 1], -1) if index else ""
            after = _edge_text(content[index + 1], 0) if index + 1 < len(content) else ""
            wide = _WIDE_END.search(before) and _WIDE_START.search(after) or before[-1:] in _FULL or after[:1] in _FULL
            # A run in brackets stays whole where a space parts it from a letter;
            # other punctuation moves out of its run.
            split = (
                _runs(content[index - 1 : index])
                and _is(before[-1:], "Pe", "Pf")
                or _runs(content[index + 1 : index + 2])
                and _is(after[:1], "Ps", "Pi")
            )
            node = Text("" if wide and not split else " ", span=node.span)
        out.append(node)
    return out


def _runs(nodes: list[Inline]) -> bool:
    return bool(nodes) and isinstance(nodes[0], Emphasis | Strong | Delete)


def _is(char: str, *categories: str) -> bool:
    return bool(char) and unicodedata.category(char) in categories


def _edge_text(node: Inline, end: int) -> str:
    while isinstance(node, Emphasis | Strong | Delete | Link | Tagged) and node.children:
        node = node.children[end]
    return node.value if isinstance(node, Text) else ""


def _paired(content: list[Inline]) -> list[Inline]:
    """`<sub>…</sub>` and its like as `Tagged`, `<code>` around text as code, `<br>` as `Break`.

    A tag without its partner stays raw. White space at an edge of code stands outside of it where the code would be
    glued to a word.
    """
    if not any(isinstance(node, InlineHtml) for node in content):
        return content
    stack: list[tuple[InlineHtml, str, list[Inline]]] = []
    out: list[Inline] = []
    spaced = False
    for node in content:
        match = _TAG.fullmatch(node.value.strip()) if isinstance(node, InlineHtml) else None
        if match is None or not isinstance(node, InlineHtml):
            if spaced and is_of_word(text_of(node)[:1]):
                out.append(Text(" ", span=node.span))
            spaced = False
            out.append(node)
            continue
        closing, tag = match[1], match[2].lower()
        if tag == "br":
            out.append(Break(span=node.span))
        elif not closing:
            stack.append((node, tag, out))
            out = []
        elif stack and stack[-1][1] == tag:
            opened, _, before = stack.pop()
            span = opened.span.cover(node.span)
            if tag != "code":
                before.append(Tagged(tag, tuple(out), span=span))  # type: ignore[arg-type]
            elif out and all(isinstance(inner, Text) for inner in out):
                said = "".join(inner.value for inner in out if isinstance(inner, Text))
                if said[:1].isspace() and before and is_of_word(text_of(before[-1])[-1:]):
                    before.append(Text(" ", span=span))
                before.append(InlineCode(said, span=span))
                spaced = said[-1:].isspace()
            else:
                before += (opened, *out, node)
            out = before
        else:
            out.append(node)
    unpaired: list[Inline] = []
    for opened, _, before in stack:
        unpaired += (*before, opened)
    return unpaired + out
