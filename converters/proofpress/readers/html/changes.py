"""Lines of a listing that a page marks as taken out or put in, by a class or by `<del>` and `<ins>`:
the two sides of a change."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.readers.html.dom import Element
from proofpress.regex import regex

SIDE_ENDS = object()
"""Stands in a walk behind what such an element holds."""
_WORD = regex(r"[A-Za-z]+")
_OLD = frozenset(("remove", "removed", "deletion", "deleted", "delete", "del"))
_NEW = frozenset(("add", "added", "addition", "inserted", "insert", "ins"))
_OF_A_LINE = frozenset(("line", "diff", "code"))


def sign_of(node: Element) -> str:
    """`-` or `+` for an element that is one side of a change; "" for any other."""
    if node.name in ("del", "ins"):
        return "-" if node.name == "del" else "+"
    if not node.classes:
        return ""
    said = node.attr("class").lower()
    if not any(word in said for word in _OF_A_LINE):
        return ""
    words = set(map(str.lower, _WORD.findall(node.attr("class"))))
    if words.isdisjoint(_OF_A_LINE):
        return ""
    old, new = not words.isdisjoint(_OLD), not words.isdisjoint(_NEW)
    return "" if old == new else "-" if old else "+"


class Sides:
    """Which pieces of a listing's text stand on which side."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._ranges: list[tuple[int, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def begin(self, at: int, sign: str) -> None:
        """A side begins with the piece at this place."""
        self._open.append((at, sign))

    def end(self, at: int) -> None:
        """The side that was begun last ends before the piece at this place; of nested ones the outer counts."""
        start, sign = self._open.pop()
        if not self._open and start < at:
            self._ranges.append((start, at, sign))

    def written(self, out: list[str]) -> tuple[str, bool]:
        """The text as a change has it, "" where no lines are marked or bear their signs already; and whether only parts
        of lines are marked."""
        text = "".join(out)
        lines = text.split("\n")
        signs: list[set[str]] = [set() for _ in lines]
        number = 0
        for piece, sign in self._pieces(out):
            for place, part in enumerate(piece.split("\n")):
                number += place > 0
                if part.strip():
                    signs[number].add(sign)
        if any(len(each) > 1 for each in signs):
            return "", True
        marked = [(line, sign) for line, each in zip(lines, signs, strict=True) for sign in each if sign]
        if not marked or all(line.lstrip().startswith(sign) for line, sign in marked):
            return "", False
        made = (f"{next(iter(each)) or ' '}{line}" if each else "" for line, each in zip(lines, signs, strict=True))
        return "\n".join(made), False

    def _pieces(self, out: list[str]) -> Iterator[tuple[str, str]]:
        at = 0
        for start, end, sign in self._ranges:
            yield from ((piece, "") for piece in out[at:start])
            yield from ((piece, sign) for piece in out[start:end])
            at = end
        yield from ((piece, "") for piece in out[at:])
