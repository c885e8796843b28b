"""Where each line stands: behind which quote marks, in which containers, at which columns."""

from __future__ import annotations

from typing import NamedTuple

from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.signs import BOX, BREAK, ITEM_OR_EMPTY, QUOTE, opening


def measure(made: Lines, first: int) -> None:
    """Quote marks, blank lines and columns. Inside of a container a quote may begin further in."""
    made.bodies[:first] = [line.strip(" \t") for line in made.lines[:first]]
    opens = opening(made.dialect.containers)
    outer = inner = -1
    for number in range(first, len(made.lines)):
        line = made.lines[number]
        if ">" in line:
            lead = line[: len(line) - len(line.lstrip(" \t"))]
            column = len(lead.expandtabs(4))
            nested = outer >= 0 and outer < column <= inner + _DEEPER
            if quote := QUOTE.match(line, len(lead) if nested else 0):
                made.quotes[number] = quote.end()
                line = line[quote.end() :]
        body = line.lstrip(" \t")
        made.bodies[number] = body.rstrip(" \t")
        if not body:
            made.kinds[number] = Kind.BLANK
            continue
        lead = line[: len(line) - len(body)]
        made.indents[number] = column = len(lead.expandtabs(4)) if lead else 0
        if made.quotes[number]:
            continue
        if column <= outer:
            outer = inner = -1
        if body[0] in _SIGNS and (ITEM_OR_EMPTY.match(body) or opens.match(body)):
            outer, inner = column if outer < 0 else outer, column


_DEEPER = 7
_SIGNS = frozenset("-*+0123456789!?=:[")


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
    """Indented code, and for every line the column its container asks for (multiples of four, as the site's parser
    does)."""
    stack: list[_Open] = []
    outside: list[tuple[int, list[_Open]]] = []
    heads = opening(made.dialect.containers)
    before = Kind.BLANK
    quoted = 0
    fenced = {fence.first for fence in made.fences}
    for number in range(first, len(made.lines)):
        kind = made.kinds[number]
        if kind == Kind.BLANK:
            before = kind
            continue
        if kind == Kind.FENCE and number not in fenced:
            made.bases[number], made.boxed[number] = made.bases[number - 1], made.boxed[number - 1]
            continue
        indent = made.indents[number]
        depth = made.lines[number].count(">", 0, made.quotes[number])
        body = made.bodies[number]
        if depth != quoted:
            if depth > quoted:
                line = made.lines[number]
                lead = len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))
                while stack and lead < stack[-1].inside:
                    stack.pop()
                outside.append((quoted, stack))
            stack = []
            while outside and outside[-1][0] >= depth:
                stack = outside.pop()[1]
            quoted = depth
            if before == Kind.CODE:
                before = Kind.BLANK
        item = kind == Kind.TEXT and ITEM_OR_EMPTY.match(body) is not None and not BREAK.match(body)
        opens = item or kind == Kind.TEXT and heads.match(body) is not None
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
