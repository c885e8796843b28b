"""What eLyXer and docutils (`math_output: HTML`) draw with `<span>`, `<i>`, `<sub>` and `<sup>` alone → MathML.

A part is named by its class: `fraction` with `numerator` and `denominator`, `sqrt` with `root`, `limits` with a `limit`
above, the sign and a `limit` below, `array` of `arrayrow` and `arraycell`; what stands in `ignored` is for who copies
the text.
"""

from __future__ import annotations

from html import escape
from itertools import islice

from proofpress.readers.chtml import token
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.mathml_signs import FUNCTIONS
from proofpress.regex import regex

NAME = "formula"
_PARTS = ("ignored", "limits", "fraction", "scripts", "arraycell")
_ACCENTS = {"\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0307": "˙", "\u0308": "¨", "\u030c": "ˇ", "\u20d7": "→"}
_MARKS = "".join(_ACCENTS)
_TOKEN = regex(rf"(?P<accent>[^\W\d_][{_MARKS}])|(?P<mn>\d+(?:\.\d+)?)|(?P<mi>(?:[^\W\d_](?![{_MARKS}]))+)|(?P<mo>\S)")
_VARIANTS = {"blackboard": "double-struck", "mathbb": "double-struck", "scriptfont": "script", "fraktur": "fraktur"}
_WORDS = frozenset(("text", "textrm", "textit", "textbf", "mathrm", "mbox"))
_FRACTIONS = frozenset(("fraction", "fullfraction", "textfraction"))
_TABLES = frozenset(("array", "environment", "align", "smallmatrix", "cases", "bracketcases"))
_PIECES = str.maketrans("⎛⎝⎜⎞⎠⎟⎡⎣⎢⎤⎦⎥⎧⎨⎩⎪⎫⎬⎭", "((()))[[[]]]{{{{}}}")
_DEEPEST = 40
_MOST = 4000
_SPACE = regex(r"\s+")
_NO_BREAK = "\u00a0"


def is_one(element: Element) -> bool:
    """Whether an element is a formula that is drawn so: its page has parts of one that are named as they are here."""
    if not any(element.places.get(f".{name}") for name in _PARTS):
        return False
    below = list(islice(element.all(), _MOST))
    return len(below) < _MOST and all(one.name in _ELEMENTS for one in below)


_ELEMENTS = frozenset("span i b em strong sub sup a tt u br small big".split())


def to_mathml(element: Element) -> str:
    """MathML of a formula that is drawn so."""
    return f"<math>{_row(element, 0)}</math>"


def number(element: Element) -> str:
    """The number of an equation, without its parentheses; "" for none."""
    found = next((link for link in element.all("a") if "eqnumber" in link.classes), None)
    return found.words().strip().strip("()").strip() if found is not None else ""


def _row(element: Element | None, depth: int) -> str:
    atoms: list[str] = []
    scripts: dict[str, str] = {}

    def settle() -> None:
        if scripts:
            base = atoms.pop() if atoms else "<mrow></mrow>"
            kinds = [kind for kind in ("sub", "sup") if kind in scripts]
            name = f"m{''.join(kinds)}"
            atoms.append(f"<{name}>{base}{''.join(scripts[kind] for kind in kinds)}</{name}>")
            scripts.clear()

    def script(part: Element) -> None:
        if part.name in scripts:
            settle()
        scripts[part.name] = _row(part, depth + 1)

    for child in element.contents if element is not None and depth < _DEEPEST else ():
        if type(child) is Chars:
            if not child.isspace():
                settle()
                atoms += _tokens(child)
        elif not isinstance(child, Element) or "ignored" in child.classes or "eqnumber" in child.classes:
            continue
        elif child.name in ("sub", "sup"):
            script(child)
        elif "scripts" in child.classes:
            for part in child.elements:
                script(part)
        else:
            settle()
            atoms += _one(child, depth + 1)
    settle()
    return f"<mrow>{''.join(atoms)}</mrow>"


def _tokens(text: str, variant: str = "", *, slanted: bool = False) -> list[str]:
    mark = f' mathvariant="{variant}"' if variant else ""
    out: list[str] = []
    for found in _TOKEN.finditer(text):
        said, kind = found[0], found.lastgroup or "mo"
        if kind == "accent":
            out.append(f'<mover accent="true">{token("mi", said[0])}<mo>{_ACCENTS[said[1]]}</mo></mover>')
        elif kind == "mi" and (slanted or variant or said not in FUNCTIONS and len(said) < _WORD):
            out += [f"<mi{mark}>{escape(one)}</mi>" if mark else token("mi", one) for one in said]
        elif kind == "mi":
            out.append(f"<mi>{said}</mi>" if said in FUNCTIONS else f"<mtext>{escape(said)}</mtext>")
        else:
            out.append(f"<{kind}>{escape(said)}</{kind}>")
    return out


_WORD = 3
"""Letters of what is a word where they stand upright."""


def _one(element: Element, depth: int) -> list[str]:
    classes = element.classes
    if element.name in ("i", "em") and next(element.elements, None) is None:
        return _tokens(element.words(), slanted=True)
    if element.name in ("b", "strong") and next(element.elements, None) is None:
        return _tokens(element.words(), "bold")
    for name in classes & _VARIANTS.keys():
        return _tokens(element.words(), _VARIANTS[name])
    if not classes.isdisjoint(_FRACTIONS):
        above, below = _part(element, "numerator"), _part(element, "denominator")
        return [f"<mfrac>{_row(above, depth)}{_row(below, depth)}</mfrac>"]
    if "sqrt" in classes and (root := _part(element, "root")) is not None:
        return [f"<msqrt>{_row(root, depth)}</msqrt>"]
    if "limits" in classes:
        return [_limits(element, depth)]
    if not classes.isdisjoint(_WORDS):
        return [f"<mtext>{escape(_SPACE.sub(_NO_BREAK, ''.join(element.chars())))}</mtext>"]
    if not classes.isdisjoint(_TABLES):
        return [_table(element, depth)]
    return [_row(element, depth)] if element.contents else []


def _part(element: Element, name: str) -> Element | None:
    """The part of an element whose class ends with a name, as `fullnumerator` does."""
    return next((one for one in element.elements if any(said.endswith(name) for said in one.classes)), None)


def _limits(element: Element, depth: int) -> str:
    parts = {one.name: one for one in element.elements}
    base = next((one for one in element.elements if one.name == "span"), None)
    under, over = parts.get("sub"), parts.get("sup")
    name = "munder" if over is None else "mover" if under is None else "munderover"
    held = [_row(base, depth), *(_row(part, depth) for part in (under, over) if part is not None)]
    return f"<{name}>{''.join(held)}</{name}>" if len(held) > 1 else held[0]


def _table(element: Element, depth: int) -> str:
    """An array; a column of the pieces of one bracket is the bracket."""
    rows = [one for one in element.elements if "arrayrow" in one.classes]
    cells = [list(row.elements) for row in rows]
    if rows and all("bracket" in one.classes for row in cells for one in row):
        sign = element.words().strip()[:1].translate(_PIECES)
        return f"<mo>{escape(sign)}</mo>"
    if not rows:
        return _row(element, depth)
    made = ("".join(f"<mtd>{_row(cell, depth)}</mtd>" for cell in row) for row in cells)
    return f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in made)}</mtable>"
