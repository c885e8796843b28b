"""Raw HTML that is structure: `<details>` with Markdown between its tags, the comment that parts two lists."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from proofpress.escapes import PARTED
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Details,
    HtmlBlock,
    Image,
    Inline,
    Link,
    List,
    Paragraph,
    Text,
)

_DETAILS = re.compile(
    r"\s*+<details((?:\s++(?:open|markdown)(?:=(?:\"[^\"]*\"|'[^']*'|\w+))?)*+)\s*+>\s*+(?:<summary>(.*?)</summary>)?\s*+(.*)\Z",
    re.S | re.I,
)
SUMMARY = re.compile(r"\s*+<summary(?:\s[^<>]*+)?>", re.I)
"""The tag of a summary at the start of what a disclosure holds."""
_SUMMARY = re.compile(r"\s*+<summary(?:\s[^<>]*+)?>(.*?)</summary>\s*+\Z", re.S | re.I)
_OPEN = re.compile(r"\sopen\b", re.I)
_VERBATIM = re.compile(r"<(?:!--|(?:script|style|pre|textarea)\b)", re.I)
_TAG = re.compile(r"<(/?)details(?=[\s>])", re.I)
_LINK = re.compile(
    r"<a\s(?:(?!href=[\"'])[^<>])*+href=[\"']([^\"'<>]++)[\"'][^<>]*+>((?:(?!<a\s).)*?)</a>", re.S | re.I
)
_PICTURE = re.compile(r"<img\s(?:(?!src=[\"'])[^<>])*+src=[\"']([^\"'<>]++)[\"'][^<>]*+>", re.I)
_ALT = re.compile(r"\salt=(?:\"([^\"<>]*+)\"|'([^'<>]*+)')", re.I)


def words_of(summary: str) -> str:
    """What a summary says, which holds plain text."""
    return " ".join(_plain(summary).split())


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*+>", "", text))


def beside(summary: str, span: Span) -> tuple[Block, ...]:
    """The pictures and the links of a summary as the first paragraph of what it folds."""
    found: list[Inline] = [
        Image(html.unescape(one[1]), _described(one[0]), span=span) for one in _PICTURE.finditer(summary)
    ]
    for url, text in _LINK.findall(summary):
        if words := _plain(text):
            found.append(Link(html.unescape(url), (Text(words, span=span),), span=span))
    return row(found)


def _described(tag: str) -> str:
    said = _ALT.search(tag)
    return " ".join(html.unescape(said[1] or said[2] or "").split()) if said else ""


def row(nodes: Sequence[Inline]) -> tuple[Block, ...]:
    """A paragraph of pictures and links; none where there are none."""
    parts = [part for one in nodes for part in (Text(" ", span=one.span), one)]
    return (Paragraph(tuple(parts[1:]), span=nodes[0].span),) if parts else ()


def folded(nodes: tuple[Any, ...]) -> tuple[Block, ...]:
    """Raw `<details>` with Markdown between its tags as one `Details`, and no comment where two lists are parted."""
    if not any(isinstance(node, HtmlBlock) for node in nodes):
        return nodes
    out: list[Block] = []
    stack: list[_Open] = []
    for at, node in enumerate(nodes):
        if not isinstance(node, HtmlBlock):
            out.append(node)
            continue
        value = node.value.strip()
        if value == PARTED and at and all(isinstance(side, List) for side in nodes[at - 1 : at + 2 : 2]):
            continue
        opened = _DETAILS.match(value)
        if opened and not opened[3]:
            stack.append(_Open(out, node, opened))
            out = []
            continue
        if stack and value.lower() == "</details>" and (made := _made(stack[-1], out, node)) is not None:
            out = [*stack.pop().before, made]
            continue
        opens = 0
        for tag in _TAG.finditer(value) if not _VERBATIM.match(value) else ():
            if not tag[1]:
                opens += 1
            elif opens:
                opens -= 1
            elif stack:
                out = _as_written(stack.pop(), out)
        out.append(node)
        for _ in range(opens):
            stack.append(_Open(out, None, None))
            out = []
    while stack:
        out = _as_written(stack.pop(), out)
    return tuple(out)


class _Open(NamedTuple):
    """A disclosure that is open: the blocks before it, and its tag where that stands alone or with its summary."""

    before: list[Block]
    tag: HtmlBlock | None
    match: re.Match[str] | None


def _as_written(one: _Open, inside: list[Block]) -> list[Block]:
    return [*one.before, *((one.tag,) if one.tag is not None else ()), *inside]


def _made(one: _Open, inside: list[Block], closer: HtmlBlock) -> Details | None:
    """The disclosure of these blocks; None where its summary holds blocks."""
    if one.tag is None or one.match is None:
        return None
    said = one.match[2] or ""
    head = inside[0] if inside else None
    if one.match[2] is None and isinstance(head, HtmlBlock) and SUMMARY.match(head.value):
        if (alone := _SUMMARY.match(head.value)) is None:
            return None
        said, inside = alone[1], inside[1:]
    return Details(
        _plain(said).strip(),
        (*beside(said, one.tag.span), *inside),
        _OPEN.search(one.match[1]) is not None,
        span=one.tag.span.cover(closer.span),
    )
