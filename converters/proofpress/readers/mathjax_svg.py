"""What MathJax 3 and 4 draw as SVG (`data-mml-node`, `data-c`) → MathML, for pages that kept no other form of it.

Every part of a formula is a group that bears the name of its element of MathML, every character a path that bears its
code; what stands higher is told by the group's place, else by the order in which MathJax draws.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.readers.chtml import token
from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_TOKENS = frozenset(("mi", "mo", "mn", "mtext", "ms"))
_CODE = regex(r"[0-9A-Fa-f]{2,5}")
_PLACE = regex(r"translate\(\s*-?[\d.]+[\s,]+(-?[\d.]+)")
_SURD = "√"
_PIECES = {
    chr(code): sign
    for first, last, sign in (
        (0x239B, 0x239D, "("),
        (0x239E, 0x23A0, ")"),
        (0x23A1, 0x23A3, "["),
        (0x23A4, 0x23A6, "]"),
        (0x23A7, 0x23AA, "{"),
        (0x23AB, 0x23AD, "}"),
    )
    for code in range(first, last + 1)
}
"""The pieces of which a high bracket is built."""
_DEEPEST = 60


def to_mathml(element: Element) -> str:
    """MathML of the first formula that an element draws as SVG; "" where there is none, or a name or a number of it
    bears no code.
    """
    drawn = next((group for group in element.all("g") if group.attr("data-mml-node") == "math"), None)
    if drawn is None or not all(
        _characters(one) for one in drawn.all("g") if one.attr("data-mml-node") in ("mi", "mn")
    ):
        return ""
    body = _all(drawn, 0)
    return f"<math>{body}</math>" if body else ""


def _all(element: Element, depth: int) -> str:
    return "".join(_one(child, depth + 1) for child in element.elements)


def _row(element: Element, depth: int) -> str:
    return f"<mrow>{_one(element, depth + 1)}</mrow>"


def _one(element: Element, depth: int) -> str:
    name = element.attr("data-mml-node")
    if depth > _DEEPEST or name in ("mspace", "mphantom"):
        return ""
    if name in _TOKENS:
        return token(name, _characters(element))
    parts = [child for child in element.elements if child.name == "g" and _characters(child) != _SURD]
    match name, len(parts):
        case "mfrac", 2:
            return f"<mfrac>{_row(parts[0], depth)}{_row(parts[1], depth)}</mfrac>"
        case (("msup" | "msub" | "munder" | "mover" | "mroot"), 2):
            return f"<{name}>{_row(parts[0], depth)}{_row(parts[1], depth)}</{name}>"
        case (("msubsup" | "munderover"), 3):
            low, high = (parts[2], parts[1]) if name == "msubsup" else (parts[1], parts[2])
            if _height(low) > _height(high):
                low, high = high, low
            return f"<{name}>{_row(parts[0], depth)}{_row(low, depth)}{_row(high, depth)}</{name}>"
        case "msqrt", _:
            return f"<msqrt>{''.join(_row(part, depth) for part in parts)}</msqrt>"
        case "mtable", _:
            rows = "".join(_table_row(row, depth) for row in _below(element, "mtr", "mlabeledtr"))
            return f"<mtable>{rows}</mtable>"
        case _:
            return f"<mrow>{_all(element, depth)}</mrow>"


def _table_row(row: Element, depth: int) -> str:
    cells = "".join(f"<mtd>{_all(cell, depth + 2)}</mtd>" for cell in _below(row, "mtd"))
    return f"<mtr>{cells}</mtr>"


def _below(element: Element, *names: str) -> Iterator[Element]:
    return (child for child in element.elements if child.attr("data-mml-node") in names)


def _height(element: Element) -> float:
    found = _PLACE.search(element.attr("transform"))
    return float(found[1]) if found and found[1].count(".") < 2 else 0.0


def _characters(element: Element) -> str:
    out: list[str] = []
    for below in element.all():
        if below.name == "text":
            out.append("".join(below.chars()))
        elif _CODE.fullmatch(code := below.attr("data-c")):
            sign = chr(int(code, 16)).encode("utf-8", "ignore").decode()
            if (sign := _PIECES.get(sign, sign)) not in out or sign not in _PIECES.values():
                out.append(sign)
    return "".join(out)
