"""Lists that were typed as lines with a bullet or a number in front of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from proofpress import normal
from proofpress.ledger import Ledger
from proofpress.origins.typed.inline import inline
from proofpress.tree import Emphasis, Inline, Item, List, Paragraph, Strong, Text, cover, text_of

_BULLET = re.compile(r"(?:[•●○▪■◆◇◦‣∙➢★☆►▶]|[-*+](?=\s+[^-*+=>\s]))\s*(?=\S)")
_NUMBER = re.compile(r"[(（]?(\d{1,2})(?:[、.．]|[)）][、.．]?)\s*(?=[^\d\s])")


def items_to(lines: Sequence[str], at: int) -> int:
    """Where lines that begin with one bullet, or with numbers that count up, end."""
    end = at
    if _BULLET.match(lines[at]):
        while end < len(lines) and lines[end][:1] == lines[at][:1] and _BULLET.match(lines[end]):
            end += 1
        return end
    number = _NUMBER.match(lines[at])
    while (
        number
        and end < len(lines)
        and (found := _NUMBER.match(lines[end]))
        and int(found[1]) == int(number[1]) + end - at
    ):
        end += 1
    return end


def typed_list(run: Sequence[Paragraph], ledger: Ledger) -> List:
    """Lines with bullets or numbers in front of them, as the list that they are."""
    first = text_of(run[0]).strip()
    number = None if _BULLET.match(first) else _NUMBER.match(first)
    items = []
    for paragraph in run:
        children = normal.inlines(inline(paragraph.children, ledger))
        mark = (_NUMBER if number else _BULLET).match(text_of(children))
        cut = len(mark[0]) if mark else 0
        items.append(Item((replace(paragraph, children=_without(children, cut)),), span=paragraph.span))
    ledger.repaired(
        cover(run),
        "Unexpected bullets or numbers as text, expected a list",
        "以文字书写的项目符号或编号，已改为列表",
        text=first,
    )
    return List(tuple(items), int(number[1]) if number else None, span=cover(run))


def _without(children: tuple[Inline, ...], cut: int) -> tuple[Inline, ...]:
    """The run without its first characters."""
    head = children[0] if children else None
    if isinstance(head, Text):
        rest = head.value[cut:]
        return (replace(head, value=rest), *children[1:]) if rest else _without(children[1:], cut - len(head.value))
    if isinstance(head, Strong | Emphasis):
        return (
            (replace(head, children=_without(head.children, cut)), *children[1:])
            if cut < len(text_of(head))
            else children[1:]
        )
    return children
