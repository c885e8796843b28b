"""Fenced blocks in lists and boxes, which end where a line is not indented as deep as the container."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown.signs import ITEM_OR_EMPTY, opening
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_HEADS = opening(frozenset(("admonition", "details", "tab", "definition", "note")))
"""What begins a container whose content stands four columns further in."""
_ITEM = regex(r"(?P<indent>[ ]*)(?:(?P<number>\d{1,3})[.)、]|[-*+])[ \t]+(?=\S)")


def placed(source: Source, ledger: Ledger) -> Source:
    """Fenced blocks between two steps of a numbered list, or a little to the right under an item,
    as part of that item."""
    lines = lines_of(source)
    changes: list[Change] = []
    inside: set[int] = set()
    for block in lines.blocks:
        fence = block.opened
        if not block.closed or fence.prefix.strip() or "\t" in fence.prefix:
            continue
        item = _above(lines, fence.number, inside)
        if item is None:
            continue
        found = _ITEM.match(lines[item])
        assert found is not None
        depth = found.end()
        if len(fence.prefix) >= depth or len(fence.prefix) < len(found["indent"]):
            continue
        if not (
            _counts_on(lines, block.last, found)
            or fence.prefix
            and fence.number == item + 1
            or inside
            and lines[item].rstrip().endswith((":", "："))
        ):
            continue
        more = depth - len(fence.prefix)
        for number in range(fence.number, block.last + 1):
            inside.add(number)
            if lines[number].strip():
                changes.append(Change(lines.starts[number], lines.starts[number], " " * more))
        span = source.span(lines.starts[fence.number], lines.end(block.last))
        ledger.repaired(span, "a code block that belongs to the list item above it", "代码块属于上面的列表项", text="")
    return rewrite(source, changes)


def _above(lines: Lines, number: int, inside: set[int]) -> int | None:
    """The list item that a block stands under: the last line before it that begins one,
    with nothing else at the margin between."""
    for back in range(number - 1, max(number - 60, -1), -1):
        line = lines[back]
        if not line.strip() or back in inside:
            continue
        if _ITEM.match(line):
            return back if not lines.code[back] else None
        if lines.code[back] or not line.startswith("  ") and lines.blank(back - 1):
            return None
    return None


def _counts_on(lines: Lines, last: int, found: re.Match[str]) -> bool:
    """Whether the next line behind a block is the next number of the same list."""
    following = next(
        (lines[number] for number in range(last + 1, min(last + 4, len(lines))) if lines[number].strip()), ""
    )
    after = _ITEM.match(following)
    return bool(
        found["number"]
        and after
        and after["number"]
        and after["indent"] == found["indent"]
        and int(after["number"]) == int(found["number"]) + 1
    )


def indented(source: Source, ledger: Ledger) -> Source:
    """The lines of a fenced block in a container as deep as its opening fence, so that it does not end inside it."""
    lines = lines_of(source)
    changes: list[Change] = []
    for block in lines.blocks:
        depth = block.opened.indent if not block.opened.prefix.strip() else 0
        least = _inside(lines, block.opened.number, depth) if depth >= 2 else 0
        if not least:
            continue
        inside = [number for number in range(block.opened.number + 1, block.last + 1) if lines[number].strip()]
        short = [number for number in inside if _columns(lines[number]) < least]
        if not short:
            continue
        if short == [block.last] and block.closed:
            at = lines.starts[block.last]
            changes.append(Change(at, at + len(_margin(lines[block.last])), " " * depth))
            ledger.repaired(
                source.span(at, lines.end(block.last)),
                "the end of a code block in a list or box was not indented as deep as its beginning",
                "列表或提示框中代码块的结束围栏缩进不够",
                text="",
            )
            continue
        code = inside[:-1] if block.closed else inside
        changes += _moved(lines, code, depth)
        if block.closed:
            at = lines.starts[block.last]
            changes.append(Change(at, at + len(_margin(lines[block.last])), " " * depth))
        span = source.span(lines.starts[block.opened.number], lines.end(block.last))
        ledger.repaired(
            span,
            "code in a list or box was not indented as deep as its fence",
            "列表或提示框中的代码没有缩进到围栏的深度",
            text="",
        )
    return rewrite(source, changes)


def _moved(lines: Lines, code: list[int], depth: int) -> list[Change]:
    """The lines of code as deep as their fence.

    All move alike. But where the first line stands as deep as the fence, an editor has put it there, and those that do
    not were pasted: they stand as they were written, and so do the others behind the first of them if they are most.
    """
    shallow = min((_columns(lines[number]) for number in code), default=depth)
    if shallow >= depth:
        return []
    if _columns(lines[code[0]]) < depth:
        return [Change(lines.starts[number], lines.starts[number], " " * (depth - shallow)) for number in code]
    pasted = [number for number in code if _columns(lines[number]) < depth]
    most = 2 * len(pasted) >= len(code) - 1
    return [
        Change(lines.starts[number], lines.starts[number], " " * depth)
        for number in code
        if _columns(lines[number]) < depth or most and number > pasted[0]
    ]


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _columns(line: str) -> int:
    """The columns that a line is indented by."""
    return len(_margin(line).expandtabs(4))


def _inside(lines: Lines, number: int, depth: int) -> int:
    """The columns that a line needs to belong to the list item or box above it; 0 where there is none."""
    for back in range(number - 1, max(number - 200, -1), -1):
        line = lines[back]
        if not line.strip():
            continue
        indent = _columns(line)
        if indent < depth:
            line = " " * indent + line.lstrip(" \t")
            if _HEADS.match(line, indent):
                return min(indent + 4, depth)
            found = ITEM_OR_EMPTY.match(line, indent)
            return min(found.end(), depth) if found else 0
    return 0
