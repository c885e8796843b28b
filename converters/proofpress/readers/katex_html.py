"""What KaTeX draws with HTML alone (`katex-html`) → MathML, for pages that kept neither the source nor MathML.

A list of rows (`vlist`) holds what stands above each other, each part at its height (`top`, less is higher): scripts
beside their base, numerator and denominator, limits around their sign, accents over it, and the cells of a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import zip_longest

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.mathml_signs import FUNCTIONS
from proofpress.regex import regex

_ALIGNED = regex(r"(?:^|\s)col-align-([clr])(?:\s|$)")
_TOP = regex(r"(?:^|[;\s])top:\s*(-?\d{0,4}(?:\.\d{1,6})?)em")
_PASSED = frozenset(
    "strut pstrut mspace vlist-s arraycolsep frac-line overline-line underline-line hide-tail rule tag"
    " vertical-separator hline".split()
)
_OPERATORS = frozenset("mbin mrel mopen mclose mpunct".split())
_UNKNOWN = frozenset(("vlist", "svg-align", "stretchy", "x-arrow", "cancel-pad", "boxpad", "angl"))
"""Where something is drawn around, above or through what has been read."""
_EMPTY = '<mo fence="true"></mo>'
_VARIANTS = {
    "mathbf": "bold", "textbf": "bold", "mathbb": "double-struck", "amsrm": "double-struck", "mathcal": "script",
    "mathscr": "script", "mathfrak": "fraktur", "textfrak": "fraktur", "mathsf": "sans-serif", "textsf": "sans-serif",
    "mathtt": "monospace", "texttt": "monospace", "mathrm": "normal", "boldsymbol": "bold-italic",
}  # fmt: skip
_PIECES = str.maketrans("⎛⎝⎜⎞⎠⎟⎡⎣⎢⎤⎦⎥⎧⎨⎩⎪⎫⎬⎭", "((()))[[[]]]{{{{}}}")
_NOT = "\ue020"
"""The stroke that KaTeX draws through the sign behind it."""
_NEGATED = {"=": "≠", "∈": "∉", "∣": "∤", "|": "∤", "≡": "≢", "∼": "≁"}
_NEGATES = regex(rf"<mo>{_NOT}</mo>(?P<between>(?:</?mrow>)*+)<mo>(?P<sign>[{''.join(_NEGATED)}])</mo>")
_DEEPEST = 60


def to_mathml(element: Element) -> str:
    """MathML of what an element with `katex-html` draws; "" where there is none."""
    drawn = next((one for one in (element, *element.all("span")) if "katex-html" in one.classes), None)
    if drawn is None:
        return ""
    try:
        body = _NEGATES.sub(_negated, _row(drawn, 0))
    except _Unknown:
        return ""
    return f"<math>{body}</math>" if body and _NOT not in body else ""


class _Unknown(Exception):
    """Something is drawn whose name is not known here."""


def _names(element: Element) -> frozenset[str]:
    """The classes of an element; newer versions put their name before those that others might have too."""
    return frozenset(name.removeprefix("katex-") for name in element.classes)


def _row(element: Element, depth: int) -> str:
    return "".join(_parts(element, depth))


def _parts(element: Element, depth: int) -> list[str]:
    """What an element holds, its scripts with what stands before them."""
    made: list[str] = []
    for child in element.children:
        if isinstance(child, Element):
            if "msupsub" in child.classes:
                made = [_scripts("".join(made), child, depth + 1)]
            elif part := _one(child, depth + 1):
                made.append(part)
        elif isinstance(child, Chars) and (text := str(child).strip("\n\u200b")):
            made.append(_token(text, _names(element)))
    return made


def _one(element: Element, depth: int) -> str:
    names = _names(element)
    if "nulldelimiter" in names:
        return _EMPTY if isinstance(element.parent, Element) and "minner" in element.parent.classes else ""
    if not names.isdisjoint(_PASSED):
        return ""
    if not names.isdisjoint(_UNKNOWN) or depth > _DEEPEST:
        raise _Unknown
    if "text" in names:
        return f"<mtext>{escape(''.join(element.chars()))}</mtext>"
    if "mfrac" in names:
        over, under = _above_each_other(element)[:1], _above_each_other(element)[-1:]
        line = "" if any("frac-line" in one.classes for one in element.all("span")) else ' linethickness="0"'
        return f"<mfrac{line}>{_group(over, depth)}{_group(under, depth)}</mfrac>"
    if "sqrt" in names:
        root = next((one for one in element.elements if "root" in _names(one)), None)
        inner = _group([row for row in element.all("span") if "svg-align" in row.classes][:1], depth)
        index = _group(_above_each_other(root), depth) if root is not None else ""
        return f"<mroot>{inner}{index}</mroot>" if index else f"<msqrt>{inner}</msqrt>"
    if "accent" in names or not names.isdisjoint(("overline", "underline")):
        return _accented(element, names, depth)
    if "op-limits" in names:
        return _limits(element, depth)
    if "mtable" in names:
        return _table(element, depth)
    if "delimsizing" in names:
        text = "".join(element.chars()).strip("\u200b \n").translate(_PIECES)
        return f'<mo fence="true">{escape(text[:1])}</mo>'
    if "mop" in names and (word := "".join(element.chars()).strip("\u200b")) in FUNCTIONS:
        return f"<mi>{word}</mi>"
    parts = _parts(element, depth)
    if "minner" in names:
        return f'<mrow data-mjx-texclass="INNER">{"".join(parts)}</mrow>'
    return f"<mrow>{''.join(parts)}</mrow>" if len(parts) > 1 else "".join(parts)


def _token(text: str, names: frozenset[str]) -> str:
    variant = next((value for name, value in _VARIANTS.items() if name in names), "")
    mark = f' mathvariant="{variant}"' if variant else ""
    if text.replace(".", "").isdigit():
        return f"<mn{mark}>{text}</mn>"
    if "mathnormal" in names or "mathit" in names and not variant:
        return "".join(f"<mi>{escape(char)}</mi>" for char in text)
    if not names.isdisjoint(_OPERATORS) or not any(map(str.isalpha, text)):
        return f"<mo>{escape(text)}</mo>"
    return f"<mi{mark}>{escape(text)}</mi>"


def _negated(found: re.Match[str]) -> str:
    return f"{found['between']}<mo>{_NEGATED[found['sign']]}</mo>"


def _rows(element: Element) -> Iterator[Element]:
    """The rows of the first list in an element, in the order of the page."""
    drawn = next((one for one in element.all("span") if "vlist" in one.classes), None)
    return (row for row in (drawn.elements if drawn is not None else ()) if next(row.elements, None) is not None)


def _height(row: Element) -> float:
    found = _TOP.search(row.attr("style"))
    return float(found[1] or 0) if found and found[1] not in ("", "-") else 0.0


def _above_each_other(element: Element) -> list[Element]:
    """The rows of the first list in an element that draw more than a line, the highest first."""
    rows = [row for row in _rows(element) if not any("frac-line" in one.classes for one in row.elements)]
    return sorted(rows, key=_height)


def _group(rows: Iterable[Element], depth: int) -> str:
    return "<mrow>" + "".join(_row(row, depth) for row in rows) + "</mrow>"


def _scripts(base: str, element: Element, depth: int) -> str:
    rows = _above_each_other(element)
    if len(rows) == 2:
        return f"<msubsup><mrow>{base}</mrow>{_group(rows[1:], depth)}{_group(rows[:1], depth)}</msubsup>"
    is_low = any("vlist-t2" in one.classes for one in element.elements) or bool(rows) and _height(rows[0]) > 0
    name = "msub" if is_low else "msup"
    return f"<{name}><mrow>{base}</mrow>{_group(rows, depth)}</{name}>"


def _limits(element: Element, depth: int) -> str:
    rows = _above_each_other(element)
    at = next((number for number, row in enumerate(rows) if _is_sign(row)), 0)
    over, sign, under = rows[:at], rows[at : at + 1], rows[at + 1 :]
    base = "".join(_row(row, depth) for row in sign)
    if over and under:
        return f"<munderover><mrow>{base}</mrow>{_group(under, depth)}{_group(over, depth)}</munderover>"
    name = "mover" if over else "munder"
    return f"<{name}><mrow>{base}</mrow>{_group(over or under, depth)}</{name}>"


def _is_sign(row: Element) -> bool:
    """Whether a row holds what limits stand at: it is not drawn smaller than its surroundings."""
    return all("sizing" not in _names(one) for one in row.elements)


def _accented(element: Element, names: frozenset[str], depth: int) -> str:
    rows = list(_rows(element))
    body = [
        row
        for row in rows
        if not any(_names(one) & {"accent-body", "overline-line", "underline-line"} for one in row.elements)
    ]
    if "underline" in names:
        return f"<munder>{_group(body, depth)}<mo>_</mo></munder>"
    said = "".join(text for row in rows if row not in body for text in row.chars()).strip("\u200b ")
    if not said and "overline" not in names and not any("overlay" in _names(one) for one in element.all("span")):
        raise _Unknown
    sign = said or ("‾" if "overline" in names else "→")
    return f'<mover accent="true">{_group(body, depth)}<mo>{escape(sign)}</mo></mover>'


def _table(element: Element, depth: int) -> str:
    drawn = [(column, found) for column in element.elements if (found := _ALIGNED.search(column.attr("class")))]
    columns = [[_row(row, depth) for row in _above_each_other(column)] for column, _ in drawn]
    sides = " ".join({"l": "left", "r": "right"}.get(found[1], "center") for _, found in drawn)
    rows = ("".join(f"<mtd>{cell}</mtd>" for cell in row) for row in zip_longest(*columns, fillvalue=""))
    return f'<mtable columnalign="{sides}">' + "".join(f"<mtr>{row}</mtr>" for row in rows) + "</mtable>"
