"""Tables and diagrams drawn with `+---+`, `|` and box characters."""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.markdown.signs import FENCE
from proofpress.regex import regex

_BORDER = regex(r"[+┌├└╔╠╚┏┣┗╭╰╒╞╘╓╟╙┠┝][-=:─━═┄┈+┬┼┴┤┐┘╦╬╩╣╗╝┳╋┻┫┓┛╮╯╤╪╧╡╕╛╥╫╨╢╖╜┯┿┷┨┥]{2,}$")
_JUNCTION = regex(r"[+┬┼┴├┤┌┐└┘╦╬╩╠╣╔╗╚╝┳╋┻┣┫┏┓┗┛╭╮╯╰╤╪╧╞╡╒╕╘╛╥╫╨╟╢╓╖╙╜┯┿┷┠┨┝┥]")
_ROW = regex(r"[|│┃║].*[|│┃║]$")
_BAR = regex(r"[|│┃║]")
_BOX = regex(r"[\u2500-\u257f]")
_CORNER = regex(r"[├└┌┏╔╭┣┗╚╰]|[─━═]{2,}")
_ASCII = regex(r"\+-{2,}+\+")
_WIDE = regex(f"[{chinese.WIDE}]")
_FENCE = regex(rf"{FENCE}\s*([^`~]*)")
_ITEM = regex(r"[-*+•] \S|\d{1,3}[.)] \S")


def places(text: list[str]) -> list[tuple[int, int]]:
    """Where tables and drawings stand among the lines of a paragraph, as first and behind the last."""
    stripped = [line.strip() for line in text]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and (_BORDER.match(stripped[end]) or end > at and _ROW.match(stripped[end])):
            end += 1
        while end > at and not _BORDER.match(stripped[end - 1]):
            end -= 1
        if end - at >= 3 and rows(text[at:end]):
            found.append((at, end))
            at = end
        else:
            at += 1
    return found or _drawing(text)


def _drawing(text: list[str]) -> list[tuple[int, int]]:
    """A drawing or a tree of files: from its first line to its last, with the name that a tree hangs from."""
    lines = [number for number, line in enumerate(text) if _BOX.search(line) or _ASCII.search(line)]
    corners = sum(bool(_CORNER.search(text[number]) or _ASCII.search(text[number])) for number in lines)
    if len(lines) < 2 or corners < 2:
        return []
    first, last = lines[0], lines[-1]
    if 2 * len(lines) < last - first + 1 and not _ASCII.search(text[first]):
        return []
    if (
        first
        and len(text[first - 1]) <= 60
        and (
            text[first - 1].rstrip().endswith("/")
            or not _WIDE.search(text[first - 1])
            and " " not in text[first - 1].strip()
        )
    ):
        first -= 1
    return [(first, last + 1)]


def rows(text: list[str]) -> list[list[str]] | None:
    """The cells of a drawn table by row, its header first; None for what is drawn otherwise (spanning cells,
    no header)."""
    lines = [line.strip() for line in text]
    groups: list[list[list[str]]] = []
    width = 0
    for line in lines:
        if _BORDER.match(line):
            segments = len([part for part in _JUNCTION.split(line) if part])
            groups.append([])
        else:
            cells = [cell.strip() for cell in _BAR.split(line[1:-1])]
            segments = len(cells)
            if not groups or not _ROW.match(line):
                return None
            groups[-1].append(cells)
        width = width or segments
        if segments != width:
            return None
    groups = [group for group in groups if group]
    if width < 2 or len(groups) < 2:
        return None
    if len(groups) == 2:
        return [_joined(groups[0]), *groups[1]]
    return [_joined(group) for group in groups]


def _joined(group: list[list[str]]) -> list[str]:
    """The lines of one row as one: of those of each cell, what a width wrapped runs on, and a paragraph, an item and a
    line of code stand apart."""
    if len(group) == 1:
        return group[0]
    return [_cell([line[at] for line in group]) for at in range(len(group[0]))]


def languages(text: list[str]) -> str:
    """What the fences in the cells of a table call their code."""
    cells = (cell.strip() for line in text for cell in _BAR.split(line))
    return " ".join(said for cell in cells if (fence := _FENCE.match(cell)) and (said := fence[1].strip()))


def _cell(lines: list[str]) -> str:
    made: list[str] = []
    apart, in_code = True, False
    for line in lines:
        if _FENCE.match(line):
            apart, in_code = True, not in_code
        elif not line:
            apart = True
        elif in_code:
            made.append(f"`{line}`" if "`" not in line else f"`` {line} ``")
        elif apart or _ITEM.match(line):
            made.append(line)
            apart = False
        else:
            made[-1] = glued(made[-1], line)
    return "<br>".join(made)


def glued(above: str, below: str) -> str:
    """Two lines of a cell as one; a backslash at the end of the first breaks the line."""
    if above.endswith("\\") and below:
        return f"{above[:-1].rstrip()}<br>{below}"
    return f"{above}{'' if _WIDE.search(above[-1:]) and _WIDE.match(below) else ' '}{below}".strip()
