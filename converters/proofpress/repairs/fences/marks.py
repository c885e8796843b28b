"""A block that one kind of fence opens and the other closes: backticks and tildes."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.markdown.ticks import FenceLine
from proofpress.repairs.fences.prose import is_prose, language
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source


def alike(source: Source, ledger: Ledger) -> Source:
    """The source with both fences of every block of one kind."""
    if "```" not in source.text or "~~~" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    fences = lines.fence_lines
    opened: FenceLine | None = None
    inner: FenceLine | None = None
    for index, fence in enumerate(fences):
        if opened is None:
            opened = fence
        elif fence.closes(opened):
            opened = inner = None
        elif inner is not None and fence.closes(inner):
            inner = None
        elif fence.mark[0] != opened.mark[0] and language(fence.info) and _closes(fences, index):
            inner = fence
        elif fence.bare and fence.mark[0] != opened.mark[0] and _ends(lines, fences, index, opened):
            start = lines.starts[fence.number] + len(fence.prefix)
            changes.append(Change(start, start + len(fence.mark), opened.mark))
            ledger.repaired(
                source.span(start, start + len(fence.mark)),
                "a code block closed by the other kind of fence",
                "代码块的首尾围栏不是同一种",
            )
            opened = inner = None
    return rewrite(source, changes)


def _closes(fences: list[FenceLine], index: int) -> bool:
    """Whether the next fence of its kind closes this one."""
    fence = fences[index]
    later = (other for other in fences[index + 1 : index + 200] if other.mark[0] == fence.mark[0])
    following = next(later, None)
    return following is not None and following.closes(fence)


def _ends(lines: Lines, fences: list[FenceLine], index: int, opened: FenceLine) -> bool:
    """Whether a bare fence of the other kind is the end of a block: nothing else closes it,
    or prose follows and no block of that kind."""
    same = other = None
    for fence in fences[index + 1 : index + 200]:
        if fence.mark[0] == opened.mark[0]:
            same = same or fence
        else:
            other = other or fence
    if same is None:
        return True
    if (
        other is not None
        and (other.bare or not language(other.info))
        and not (same.closes(opened) and same.number < other.number)
    ):
        return False
    following = next(
        (
            lines[number]
            for number in range(fences[index].number + 1, min(fences[index].number + 6, len(lines)))
            if not lines.blank(number)
        ),
        "",
    )
    return not following or is_prose(following, opened.lang)
