"""Raw HTML that is structure: `<details>` with Markdown between its tags, the comment that parts two lists."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from proofpress.escapes import PARTED
from proofpress.regex import regex
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

_DETAILS = regex(
    r"\s*+<details((?:\s++(?:open|markdown)(?:=(?:\"[^\"]*\"|'[^']*'|\w+))?)*+)\s*+>\s*+(?:<summary>"
    r"(.*?)</summary>)?\s*+(.*)\Z",
    re.S | re.I,
)
SUMMARY = regex(r"\s*+<summary(?:\s[^<>]*+)?>", re.I)
"""The tag of a summary at the start of what a disclosure holds."""
_SUMMARY = regex(r"\s*+<summary(?:\s[^<>]*+)?>(.*?)</summary>\s*+\Z", re.S | re.I)
_OPEN = regex(r"\sopen\b", re.I)
_VERBATIM = regex(r"<(?:!--|(?:script|style|pre|textarea)\b)", re.I)
_TAG = regex(r"<(/?)details(?=[\s>])", re.I)
_LINK = regex(r"<a\s(?:(?!href=[\"'])[^<>])*+href=[\"']([^\"'<>]++)[\"'][^<>]*+>((?:(?!<a\s).)*?)</a>", re.S | re.I)
_PICTURE = regex(r"<img\s(?:(?!src=[\"'])[^<>])*+src=[\"']([^\"'<>]++)[\"'][^<>]*+>", re.I)
_ALT = regex(r"\salt=(?:\"([^\"<>]*+)\"|'([^'<>]*+)')", re.I)


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
    stack: list[_Open | None] = []  # None for a disclosure whose tag does not stand alone
    for at, node in enumerate(nodes):
        if not isinstance(node, HtmlBlock):
            out.append(node)
            continue
        value = node.value.strip()
        if value == PARTED and at and all(isinstance(side, List) for side in nodes[at - 1 : at + 2 : 2]):
            continue
        last = stack[-1] if stack else None
        opened = _DETAILS.match(value)
        if opened and not opened[3]:
            stack.append(_Open(len(out), node, opened))
        elif last and value.lower() == "</details>" and (made := _made(last, out, node.span)) is not None:
            stack.pop()
            out[last.at :] = [made]
            continue
        else:
            for tag in _TAG.finditer(value) if not _VERBATIM.match(value) else ():
                if not tag[1]:
                    stack.append(None)
                elif stack:
                    stack.pop()
        out.append(node)
    return tuple(out)


class _Open(NamedTuple):
    """A disclosure that is open: where its tag stands, alone or with its summary, among the blocks."""

    at: int
    tag: HtmlBlock
    match: re.Match[str]


def _made(one: _Open, blocks: list[Block], end: Span) -> Details | None:
    """The disclosure of the blocks behind its tag; None where its summary holds blocks."""
    said, begin = one.match[2] or "", one.at + 1
    head = blocks[begin] if begin < len(blocks) else None
    if one.match[2] is None and isinstance(head, HtmlBlock) and SUMMARY.match(head.value):
        if (alone := _SUMMARY.match(head.value)) is None:
            return None
        said, begin = alone[1], begin + 1
    return Details(
        _plain(said).strip(),
        (*beside(said, one.tag.span), *blocks[begin:]),
        _OPEN.search(one.match[1]) is not None,
        span=one.tag.span.cover(end),
    )
