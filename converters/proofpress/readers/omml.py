"""Word's own formulas (Office Open XML, part 1, 22.1: `m:oMath`), as it keeps them in a page → MathML.

In a page the elements of HTML stand between them, which say the type alone; a property's value is an attribute.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.mathml_signs import FUNCTIONS
from proofpress.regex import regex

_TOKEN = regex(r"(?P<mn>\d+(?:\.\d+)?)|(?P<mi>[^\W\d_]+)|(?P<mo>\S)")
_DEEPEST = 60
_ACCENTS = str.maketrans("\u0302\u0303\u0304\u0305\u0307\u0308\u20d7", "^~¯¯˙¨→")
_SCRIPTS = {
    "m:ssup": ("msup", ("m:e", "m:sup")),
    "m:ssub": ("msub", ("m:e", "m:sub")),
    "m:ssubsup": ("msubsup", ("m:e", "m:sub", "m:sup")),
    "m:limlow": ("munder", ("m:e", "m:lim")),
    "m:limupp": ("mover", ("m:e", "m:lim")),
}
_WIDE = frozenset("∫∬∭∮∯∰")
"""Signs beside which their limits stand."""


def to_mathml(element: Element) -> str:
    """MathML of an `m:oMath`."""
    return f"<math>{_row(element, 0)}</math>"


def _children(element: Element) -> Iterator[Element | Chars]:
    """The parts of an element, and its text, without the elements of HTML around them."""
    below = list(element.contents)[::-1]
    while below:
        one = below.pop()
        if isinstance(one, Element) and not one.name.startswith("m:"):
            below.extend(list(one.contents)[::-1])
        elif isinstance(one, Element) or type(one) is Chars:
            yield one


def _part(element: Element, name: str) -> Element | None:
    return next(_every(element, name), None)


def _value(element: Element, name: str, usual: str) -> str:
    """The value of a property, which stands among those of the element."""
    for one in _children(element):
        if isinstance(one, Element) and one.name.endswith("pr") and one.name != "m:ctrlpr":
            found = next(one.all(name), None)
            return found.attr("m:val") if found is not None else usual
    return usual


def _row(element: Element | None, depth: int) -> str:
    made = [] if element is None or depth > _DEEPEST else [_one(child, depth + 1) for child in _children(element)]
    return f"<mrow>{''.join(made)}</mrow>"


def _one(node: Element | Chars, depth: int) -> str:
    if not isinstance(node, Element):
        return _tokens(node)
    name = node.name
    if name in _SCRIPTS:
        made, parts = _SCRIPTS[name]
        return f"<{made}>{''.join(_row(_part(node, part), depth) for part in parts)}</{made}>"
    match name:
        case "m:f":
            bar = ' linethickness="0"' if _value(node, "m:type", "bar").lower() == "nobar" else ""
            return f"<mfrac{bar}>{_row(_part(node, 'm:num'), depth)}{_row(_part(node, 'm:den'), depth)}</mfrac>"
        case "m:rad":
            degree = _said(node, "m:deg")
            if degree is None:
                return f"<msqrt>{_row(_part(node, 'm:e'), depth)}</msqrt>"
            return f"<mroot>{_row(_part(node, 'm:e'), depth)}{_row(degree, depth)}</mroot>"
        case "m:nary":
            return _sum(node, depth)
        case "m:d":
            return _delimited(node, depth)
        case "m:func":
            return _row(_part(node, "m:fname"), depth) + _row(_part(node, "m:e"), depth)
        case "m:acc":
            mark = _value(node, "m:chr", "\u0302").translate(_ACCENTS)
            return f'<mover accent="true">{_row(_part(node, "m:e"), depth)}<mo>{escape(mark)}</mo></mover>'
        case "m:bar":
            return f'<mover accent="true">{_row(_part(node, "m:e"), depth)}<mo>¯</mo></mover>'
        case "m:m":
            return _table(node, depth)
        case "m:eqarr":
            rows = (f"<mtr><mtd>{_row(one, depth)}</mtd></mtr>" for one in _every(node, "m:e"))
            return f"<mtable>{''.join(rows)}</mtable>"
        case _:
            return "" if name.endswith("pr") else _row(node, depth)


def _every(element: Element, name: str) -> Iterator[Element]:
    return (one for one in _children(element) if isinstance(one, Element) and one.name == name)


def _sum(node: Element, depth: int) -> str:
    sign = _value(node, "m:chr", "∫") or "∫"
    under, over = _said(node, "m:sub"), _said(node, "m:sup")
    beside = sign in _WIDE
    name = ("msub" if beside else "munder") if over is None else ("msup" if beside else "mover")
    if under is not None and over is not None:
        name = "msubsup" if beside else "munderover"
    scripts = "".join(_row(one, depth) for one in (under, over) if one is not None)
    base = f"<mo>{escape(sign)}</mo>"
    return (f"<{name}>{base}{scripts}</{name}>" if scripts else base) + _row(_part(node, "m:e"), depth)


def _said(node: Element, name: str) -> Element | None:
    """A part that says anything."""
    part = _part(node, name)
    return part if part is not None and part.words() else None


def _delimited(node: Element, depth: int) -> str:
    begins, ends = _value(node, "m:begchr", "("), _value(node, "m:endchr", ")")
    between = f"<mo>{escape(_value(node, 'm:sepchr', '|'))}</mo>"
    # A table alone between the two is a matrix with them: nothing stands around it.
    inner = between.join(_row(one, depth).removeprefix("<mrow>").removesuffix("</mrow>") for one in _every(node, "m:e"))
    left, right = (f'<mo fence="true">{escape(sign)}</mo>' for sign in (begins, ends))
    return f"<mrow>{left}{inner}{right}</mrow>"


def _table(node: Element, depth: int) -> str:
    rows = (
        f"<mtr>{''.join(f'<mtd>{_row(cell, depth)}</mtd>' for cell in _every(row, 'm:e'))}</mtr>"
        for row in _every(node, "m:mr")
    )
    return f"<mtable>{''.join(rows)}</mtable>"


def _tokens(text: str) -> str:
    out: list[str] = []
    for found in _TOKEN.finditer(text):
        said, kind = found[0], found.lastgroup or "mo"
        if kind != "mi" or said in FUNCTIONS:
            out.append(f"<{kind}>{escape(said)}</{kind}>")
        else:
            out += [f"<mi>{escape(one)}</mi>" for one in said]
    return "".join(out)
