"""What MathJax 3 and 4 draw with HTML alone (`mjx-math`) → MathML, for pages that kept neither the source nor MathML.

Characters stand in the class of an empty `mjx-c` (`mjx-c1D467`) or in it; scripts, fractions and roots in elements that
are named for them, in the order in which they are drawn: an upper script before a lower one.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import Any

from proofpress.readers.html.dom import Element

_CODE = re.compile(r"(?:^|\s)mjx-c([0-9A-F]{2,5})(?:\s|$)")
_TOKENS = frozenset(("mjx-mi", "mjx-mo", "mjx-mn", "mjx-mtext"))
_PASSED = frozenset(
    ("mjx-spacer", "mjx-surd", "mjx-strut", "mjx-line", "mjx-nstrut", "mjx-dstrut", "mjx-tstrut", "mjx-mark")
)
_VARIANTS = (
    ("BOLD ITALIC", "bold-italic"),
    ("BOLD", "bold"),
    ("DOUBLE-STRUCK", "double-struck"),
    ("SCRIPT", "script"),
    ("FRAKTUR", "fraktur"),
    ("SANS-SERIF", "sans-serif"),
    ("MONOSPACE", "monospace"),
)
_DEEPEST = 60


def to_mathml(element: Element) -> str:
    """MathML of the first `mjx-math` in an element; "" where there is none, or it draws what has no name here."""
    drawn = element if element.name == "mjx-math" else next(element.all("mjx-math"), None)
    if drawn is None:
        return ""
    body = _all(drawn, 0)
    return f"<math>{body}</math>" if body else ""


def _all(element: Element, depth: int) -> str:
    return "".join(_one(child, depth) for child in element.elements)


def _row(element: Element | None, depth: int) -> str:
    return f"<mrow>{_all(element, depth + 1)}</mrow>" if element is not None else "<mrow></mrow>"


def _one(element: Element, depth: int) -> str:
    name = element.name
    if name in _PASSED or depth > _DEEPEST:
        return ""
    if name in _TOKENS:
        return _token(element)
    match name:
        case "mjx-mfrac":
            return f"<mfrac>{_row(_first(element, 'mjx-num'), depth)}{_row(_first(element, 'mjx-den'), depth)}</mfrac>"
        case "mjx-msup" | "mjx-msub" | "mjx-msubsup":
            return _scripts(element, name.removeprefix("mjx-"), depth)
        case "mjx-munder" | "mjx-mover" | "mjx-munderover":
            return _limits(element, name.removeprefix("mjx-"), depth)
        case "mjx-msqrt":
            return f"<msqrt>{_row(_first(element, 'mjx-box'), depth)}</msqrt>"
        case "mjx-mroot":
            return f"<mroot>{_row(_first(element, 'mjx-box'), depth)}{_row(_first(element, 'mjx-root'), depth)}</mroot>"
        case "mjx-mtable":
            return _table(element, depth)
        case "mjx-mspace":
            return ""
        case _:
            return f"<mrow>{_all(element, depth + 1)}</mrow>"


def _token(element: Element) -> str:
    return token(element.name.removeprefix("mjx-"), _characters(element))


def token(name: str, text: str) -> str:
    """The MathML of a token: letters of mathematics as plain ones, with their variant."""
    if not text:
        return ""
    variant = ""
    plain = text
    for char in text:
        known = unicodedata.name(char, "")
        if known.startswith("MATHEMATICAL "):
            plain = unicodedata.normalize("NFKC", text)
            variant = next((value for word, value in _VARIANTS if f" {word} " in known), variant)
    mark = f' mathvariant="{variant}"' if variant else ""
    return f"<{name}{mark}>{escape(plain)}</{name}>"


def _characters(element: Element) -> str:
    out: list[str] = []
    seen: Any = None
    for below in (element, *element.all()):
        if seen is not None and seen.holds(below):
            continue
        if found := _CODE.search(below.attr("class")):
            out.append(chr(int(found[1], 16)).encode("utf-8", "ignore").decode())
            seen = below if below is not element else None
        elif below.name in ("mjx-c", "mjx-utext") and (words := "".join(below.chars())):
            out.append(words)
    return "".join(out)


def _first(element: Element, name: str) -> Element | None:
    return next(element.all(name), None)


def _scripts(element: Element, name: str, depth: int) -> str:
    script = next((child for child in element.elements if child.name == "mjx-script"), None)
    base = "".join(_one(child, depth + 1) for child in element.elements if child is not script)
    if script is None:
        return base
    parts = [made for child in script.elements if (made := _one(child, depth + 1))]
    if name != "msubsup":
        return f"<{name}><mrow>{base}</mrow><mrow>{''.join(parts)}</mrow></{name}>"
    if len(parts) != 2:
        return f"<mrow>{base}{''.join(parts)}</mrow>"
    return f"<msubsup><mrow>{base}</mrow>{parts[1]}{parts[0]}</msubsup>"


def _limits(element: Element, name: str, depth: int) -> str:
    base = _first(element, "mjx-base")
    under = _first(element, "mjx-under")
    over = _first(element, "mjx-over")
    if base is None:
        return _scripts(element, {"munder": "msub", "mover": "msup", "munderover": "msubsup"}[name], depth)
    inner = "".join(
        _row(part, depth)
        for part in (base, under if name != "mover" else None, over if name != "munder" else None)
        if part is not None
    )
    return f"<{name}>{inner}</{name}>"


def _table(element: Element, depth: int) -> str:
    labels = _first(element, "mjx-labels")
    tags = list(labels.all("mjx-mtd")) if labels is not None else []
    rows: list[str] = []
    for row in element.all("mjx-mtr", "mjx-mlabeledtr"):
        if labels is not None and labels.holds(row) or _nested(row, element):
            continue
        cells = "".join(f"<mtd>{_all(cell, depth + 1)}</mtd>" for cell in row.elements if cell.name == "mjx-mtd")
        if len(rows) < len(tags) and (tag := _all(tags[len(rows)], depth + 1)):
            rows.append(f"<mlabeledtr><mtd>{tag}</mtd>{cells}</mlabeledtr>")
        else:
            rows.append(f"<mtr>{cells}</mtr>")
    return f"<mtable>{''.join(rows)}</mtable>"


def _nested(row: Element, table: Element) -> bool:
    """True for a row of a table inside this one."""
    above: Any = row.parent
    while isinstance(above, Element) and above is not table:
        if above.name == "mjx-mtable":
            return True
        above = above.parent
    return False
