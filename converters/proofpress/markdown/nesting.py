"""Where each line stands: behind which quote marks, in which containers, at which columns."""

from __future__ import annotations

from typing import NamedTuple

from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.signs import BOX, BREAK, ITEM_OR_EMPTY, OPENS, QUOTE


def measure(made: Lines, first: int) -> None:
    """Quote marks, blank lines and columns."""
    made.bodies[:first] = [line.strip(" \t") for line in made.lines[:first]]
    for number in range(first, len(made.lines)):
        line = made.lines[number]
        if ">" in line and (quote := QUOTE.match(line)):
            made.quotes[number] = quote.end()
            line = line[quote.end() :]
        body = line.lstrip(" \t")
        made.bodies[number] = body.rstrip(" \t")
        if not body:
            made.kinds[number] = Kind.BLANK
            continue
        lead = line[: len(line) - len(body)]
        made.indents[number] = len(lead.expandtabs(4))


class _Open(NamedTuple):
    """A container: the column of its sign, and that of its content."""

    column: int
    content: int
    item: bool
    box: bool

    @property
    def inside(self) -> int:
        """The least column of a line that can still belong to it."""
        return self.column + 2 if self.item else self.content


def nest(made: Lines, first: int) -> None:
    """Indented code, and for every line the column its container asks for (multiples of four, as the site's parser does)."""
    stack: list[_Open] = []
    before = Kind.BLANK
    quoted = 0
    opening = {fence.first for fence in made.fences}
    for number in range(first, len(made.lines)):
        kind = made.kinds[number]
        if kind == Kind.BLANK:
            before = kind
            continue
        if kind == Kind.FENCE and number not in opening:
            made.bases[number], made.boxed[number] = made.bases[number - 1], made.boxed[number - 1]
            continue
        indent = made.indents[number]
        depth = made.lines[number].count(">", 0, made.quotes[number])
        body = made.bodies[number]
        if depth != quoted:
            stack.clear()
            quoted = depth
            if before == Kind.CODE:
                before = Kind.BLANK
        item = kind == Kind.TEXT and ITEM_OR_EMPTY.match(body) is not None and not BREAK.match(body)
        opens = item or kind == Kind.TEXT and OPENS.match(body) is not None
        if before != Kind.TEXT or opens or body.startswith("#"):
            while stack and indent < stack[-1].inside:
                if kind == Kind.FENCE and indent > stack[-1].column:
                    break
                stack.pop()
        made.bases[number] = base = stack[-1].content if stack else 0
        made.boxed[number] = next((c.content for c in reversed(stack) if c.box), 0)
        if (
            kind == Kind.TEXT
            and before in (Kind.BLANK, Kind.CODE)
            and indent >= base + 4
            and not (opens and stack and stack[-1].item and before == Kind.BLANK)
        ):
            made.kinds[number] = before = Kind.CODE
            continue
        if opens:
            stack.append(_Open(indent, indent // 4 * 4 + 4, item, not item and BOX.match(body) is not None))
        before = kind
