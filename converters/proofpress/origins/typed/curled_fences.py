"""Listings between fences whose ticks a theme has made quotation marks: WordPress prints two ticks as one, “`bash."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.origins.typed import lines as typed_lines
from proofpress.origins.typed.listing import is_plain
from proofpress.regex import regex
from proofpress.source import Source
from proofpress.tree import Block, Code, Paragraph, cover, text_of

_FENCE = regex(r"“`([\w+#.-]*+)")
_SIGNS = {8220: '"', 8221: '"', 8216: "'", 8217: "'", 8242: "'", 8243: '"', 8211: "--", 8212: "---", 8230: "..."}
"""What the theme writes as references, and what stood there."""


def may_stand(root: Source) -> bool:
    """Whether a file has such a fence anywhere."""
    return "“`" in root.text or "&#8220;`" in root.text


def listings(blocks: tuple[Block, ...], root: Source, ledger: Ledger) -> tuple[Block, ...]:
    """The blocks with each listing between two such fences as one block of code."""
    fences = [at for at, block in enumerate(blocks) if _info(block) is not None]
    out: list[Block] = []
    since = 0
    while len(fences) > 1:
        first, last = fences[:2]
        lines = [block for block in blocks[first + 1 : last] if isinstance(block, Paragraph) and is_plain(block)]
        if _info(blocks[last]) or not lines or len(lines) < last - first - 1:
            del fences[0]
            continue
        del fences[:2]
        span, inner = cover(blocks[first : last + 1]), cover(lines)
        written = root.text[inner.start : inner.end]
        signs = {code: sign for code, sign in _SIGNS.items() if f"&#{code};" in written and chr(code) not in written}
        text = "\n".join(typed_lines.listing(root, lines, parted="<br" in root.text[span.start : span.end]))
        made = Code(text.translate(signs), _info(blocks[first]) or "", span=span, inner=inner)
        ledger.repaired(
            span,
            "Unexpected signs that a theme has made of typed ones, expected a block of code",
            "主题把手写的围栏和标点换成了别的字符，已改为代码块",
        )
        out += (*blocks[since:first], made)
        since = last + 1
    return (*out, *blocks[since:])


def _info(block: Block) -> str | None:
    """What stands behind the ticks of a fence; None for what is none."""
    found = _FENCE.fullmatch(text_of(block).strip()) if isinstance(block, Paragraph) else None
    return found[1] if found else None
