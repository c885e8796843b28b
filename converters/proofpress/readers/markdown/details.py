"""Raw `<details>` with Markdown between its tags."""

from __future__ import annotations

import html
import re
from typing import Any

from proofpress.tree import (
    Block,
    Details,
    HtmlBlock,
)

_DETAILS = re.compile(r"\s*<details(\s+open(?:=(?:\"[^\"]*\"|'[^']*'|\w+))?)?\s*>\s*(?:<summary>(.*?)</summary>)?\s*(.*)\Z", re.S | re.I)


def folded(nodes: tuple[Any, ...]) -> tuple[Block, ...]:
    """Raw `<details>` with Markdown between its tags as one `Details`."""
    if not any(isinstance(node, HtmlBlock) for node in nodes):
        return nodes
    out: list[Block] = []
    stack: list[tuple[list[Block], HtmlBlock, re.Match[str]]] = []
    for node in nodes:
        if isinstance(node, HtmlBlock):
            value = node.value.strip()
            opened = _DETAILS.match(value)
            closes = value.lower() == "</details>"
            if opened and not opened[3]:
                stack.append((out, node, opened))
                out = []
                continue
            if closes and stack:
                before, first, match = stack.pop()
                summary = html.unescape(re.sub(r"<[^>]*>", "", match[2] or ""))
                before.append(Details(summary, tuple(out), bool(match[1]), span=first.span.cover(node.span)))
                out = before
                continue
        out.append(node)
    while stack:
        before, first, _ = stack.pop()
        out = [*before, first, *out]
    return tuple(out)
