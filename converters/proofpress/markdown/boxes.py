"""Boxes: admonitions, details and tabs, whose bodies stand indented under their heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.signs import BOX, BOX_HEAD
from proofpress.source import Piece, Span


@dataclass(frozen=True, slots=True)
class Box:
    """`kind` is `details`, `tab`, or an admonition's type. `span` begins with the sign and ends with the last line of
    the body; the body are the lines `first` to `last`, none where `last` is smaller, at the column `column`. `classes`
    is what stands behind the type without quotation marks, which Python-Markdown takes for classes."""

    kind: str
    title: str
    open: bool
    span: Span
    first: int
    last: int
    column: int
    classes: str = ""


def boxes(lines: Lines) -> Iterator[Box]:
    """The outermost boxes of a text, in order."""
    number = 0
    while number < len(lines.kinds):
        box = _box(lines, number) if lines.kinds[number] == Kind.TEXT and BOX.match(lines.bodies[number]) else None
        if box is not None:
            yield box
        number = box.last + 1 if box is not None and box.last > number else number + 1


def _box(lines: Lines, number: int) -> Box | None:
    head = BOX_HEAD.match(lines.bodies[number])
    if head is None:
        return None
    mark, only = head["mark"], head["only"]
    family = "tab" if mark[0] == "=" else "details" if mark[0] == "?" else "admonition"
    if family not in lines.dialect.boxes or family == "tab" and only is None:
        return None
    column = lines.indents[number] + 4
    last = number
    quoted = lines.quotes[number] > 0
    for after in range(number + 1, len(lines.kinds)):
        if lines.bodies[after] or lines.quotes[after] and not quoted:
            stands = (
                lines.indents[after] if bool(lines.quotes[after]) == quoted else -1 if quoted else lines.lead(after)
            )
            if stands < column:
                break
            last = after
    if last == number and not lines.bodies[number][len(mark)].isspace():
        return None
    kind, *classes = (head["type"] or "note").split()
    title = head["title"] if head["title"] is not None else only or ""
    if family == "details":
        title = title or kind.capitalize()
    span = Span(lines.content(number), lines.span(number, last).end)
    named = kind if family == "admonition" else family
    return Box(named, title, mark != "???", span, number + 1, last, column, " ".join(classes))


def body(lines: Lines, box: Box) -> list[Piece]:
    """The body of a box without its quote marks and indentation."""
    pieces: list[Piece] = []
    quoted = lines.quotes[box.first - 1] > 0
    for number in range(box.first, box.last + 1):
        line, start = lines.lines[number], lines.starts[number]
        at = lines.quotes[number] if quoted else 0
        column = 0
        while at < len(line) and column < box.column and line[at] in " \t":
            column += 4 - column % 4 if line[at] == "\t" else 1
            at += 1
        end = min(start + len(line) + 1, box.span.end)
        pieces.append(Piece(lines.text[start + at : end], start + at, end))
    return pieces
