"""Typeset formulas without their drawn half, which is most of a page's tags and none of its words."""

from __future__ import annotations

import re
from functools import lru_cache

_DRAWN = re.compile(r'<span class="katex-html"')
_SPAN = re.compile(r"<(/?)span\b")


@lru_cache(maxsize=4)
def without_drawings(content: str) -> str:
    """The HTML without KaTeX's spans for the eye; the MathML with its TeX stays."""
    out: list[str] = []
    at = 0
    while (found := _DRAWN.search(content, at)) is not None:
        out.append(content[at : found.start()])
        depth, at = 0, len(content)
        for tag in _SPAN.finditer(content, found.start()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                at = content.index(">", tag.end()) + 1
                break
    return "".join(out) + content[at:]
