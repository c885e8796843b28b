"""Typeset formulas without their drawn half, which is most of a page's tags and none of its words."""

from __future__ import annotations

from functools import lru_cache

from proofpress.regex import regex

_DRAWN = regex(r'<span class="katex-html"')
_SPAN = regex(r"<(/?)span\b")


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
