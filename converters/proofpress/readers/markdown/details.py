"""Raw HTML that is structure: `<details>` with Markdown between its tags, the comment that parts two lists."""

from __future__ import annotations

import html
import re
from typing import Any

from proofpress.escapes import PARTED
from proofpress.tree import (
    Block,
    Details,
    HtmlBlock,
    Link,
    List,
    Paragraph,
    Text,
)

_DETAILS = re.compile(
    r"\s*+<details((?:\s++(?:open|markdown)(?:=(?:\"[^\"]*\"|'[^']*'|\w+))?)*+)\s*+>\s*+(?:<summary>(.*?)</summary>)?\s*+(.*)\Z",
    re.S | re.I,
)
_SUMMARY = re.compile(r"\s*+<summary(?:\s[^<>]*+)?>(.*?)</summary>\s*+\Z", re.S | re.I)
_OPEN = re.compile(r"\sopen\b", re.I)
_LINK = re.compile(
    r"<a\s(?:(?!href=[\"'])[^<>])*+href=[\"']([^\"'<>]++)[\"'][^<>]*+>((?:(?!<a\s).)*?)</a>", re.S | re.I
)


def _links(summary: str, node: HtmlBlock) -> tuple[Block, ...]:
    """The links of a summary, which holds plain text, as the first paragraph of what it folds."""
    found = [
        Link(html.unescape(url), (Text(html.unescape(re.sub(r"<[^<>]*+>", "", text)), span=node.span),), span=node.span)
        for url, text in _LINK.findall(summary)
    ]
    parts = [part for link in found for part in (Text(" ", span=node.span), link)]
    return (Paragraph(tuple(parts[1:]), span=node.span),) if parts else ()


def folded(nodes: tuple[Any, ...]) -> tuple[Block, ...]:
    """Raw `<details>` with Markdown between its tags as one `Details`, and no comment where two lists are parted."""
    if not any(isinstance(node, HtmlBlock) for node in nodes):
        return nodes
    out: list[Block] = []
    stack: list[tuple[list[Block], HtmlBlock, re.Match[str]]] = []
    for at, node in enumerate(nodes):
        if isinstance(node, HtmlBlock):
            value = node.value.strip()
            if value == PARTED and at and all(isinstance(side, List) for side in nodes[at - 1 : at + 2 : 2]):
                continue
            opened = _DETAILS.match(value)
            closes = value.lower() == "</details>"
            if opened and not opened[3]:
                stack.append((out, node, opened))
                out = []
                continue
            if closes and stack:
                before, first, match = stack.pop()
                said = match[2] or ""
                head = out[0] if out else None
                if match[2] is None and isinstance(head, HtmlBlock) and (alone := _SUMMARY.match(head.value)):
                    said, out = alone[1], out[1:]
                before.append(
                    Details(
                        html.unescape(re.sub(r"<[^<>]*+>", "", said)).strip(),
                        (*_links(said, first), *out),
                        _OPEN.search(match[1]) is not None,
                        span=first.span.cover(node.span),
                    )
                )
                out = before
                continue
        out.append(node)
    while stack:
        before, first, _ = stack.pop()
        out = [*before, first, *out]
    return tuple(out)
