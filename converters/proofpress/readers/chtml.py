"""What MathJax draws with HTML alone (`mjx-math`) → MathML, for pages that kept neither the source nor MathML.

In MathJax 3 and 4, characters stand in the class of an empty `mjx-c` (`mjx-c1D467`) or in it; scripts, fractions and
roots in elements that are named for them, in the order in which they are drawn: an upper script before a lower one.
MathJax 2 writes a `<span>` whose first class is such a name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape
from typing import Any

from proofpress.evidence.letters import letters
from proofpress.readers.html.dom import Element
from proofpress.regex import regex

_CODE = regex(r"(?:^|\s)mjx-c([0-9A-F]{2,5})(?:\s|$)")
_TOKENS = frozenset(("mjx-mi", "mjx-mo", "mjx-mn", "mjx-mtext"))
_PASSED = frozenset(
    "mjx-spacer mjx-surd mjx-strut mjx-line mjx-nstrut mjx-dstrut mjx-tstrut mjx-mark mjx-root mjx-vsize".split()
)
_WORD = regex(r"[^\W\d_]{2,}")
_COMMAND = regex(r"\\(?:begin|end)\s*\{\w+\*?\}|\\[A-Za-z]+")
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
    drawn = element if _name(element) == "mjx-math" else _first(element, "mjx-math")
    if drawn is None:
        return ""
    body = _all(drawn, 0)
    return f"<math>{body}</math>" if body else ""


def spoken(element: Element) -> str:
    """The TeX by which a drawing of MathJax 2 or KaTeX, or a part of it, is named for who does not see it; "" where
    the name is speech, as `x squared`: it says words that are not drawn."""
    for one in (element, *element.all()):
        said = one.attr("aria-label").strip() or (one.words() if _is_title(one) else "")
        words = [letters(word) for word in _WORD.findall(_COMMAND.sub(" ", said))]
        if said and (not words or (shown := letters(element.words())) and all(word in shown for word in words)):
            return said
    return ""


def _is_title(element: Element) -> bool:
    return element.name == "title" and element.attr("id").startswith("MathJax-")


def _name(element: Element) -> str:
    """The element's name, or the one that MathJax 2 writes as the class of a `<span>`."""
    if element.name != "span":
        return element.name
    return next((name for name in element.attr("class").split() if name.startswith("mjx-")), "")


def _all(element: Element, depth: int) -> str:
    return "".join(_one(child, depth) for child in element.elements)


def _row(element: Element | None, depth: int) -> str:
    return f"<mrow>{_all(element, depth + 1)}</mrow>" if element is not None else "<mrow></mrow>"


def _one(element: Element, depth: int) -> str:
    name = _name(element)
    if name in _PASSED or depth > _DEEPEST:
        return ""
    if name in _TOKENS:
        return _token(element)
    match name:
        case "mjx-mfrac":
            above = _first(element, "mjx-num", "mjx-numerator")
            below = _first(element, "mjx-den", "mjx-denominator", behind=above)
            return f"<mfrac>{_row(above, depth)}{_row(below, depth)}</mfrac>"
        case "mjx-msubsup" if element.name == "span":
            return _classed_scripts(element, depth)
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
    return token(_name(element).removeprefix("mjx-"), _characters(element))


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
        elif _name(below) in ("mjx-c", "mjx-utext", "mjx-char") and (words := "".join(below.chars())):
            out.append(words)
    return "".join(out)


def _named(element: Element, *names: str) -> Iterator[Element]:
    return (one for one in element.all(*names, "span") if _name(one) in names)


def _first(element: Element, *names: str, behind: Element | None = None) -> Element | None:
    """The first part of an element that bears one of the names, and begins behind the end of another part."""
    least = behind.end if behind is not None else 0
    return next((one for one in _named(element, *names) if one.start >= least), None)


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


def _classed_scripts(element: Element, depth: int) -> str:
    """Scripts as MathJax 2 draws them: of one name, the two of one base in a stack."""
    stack = next((child for child in element.elements if _name(child) == "mjx-stack"), element)
    parts = {_name(child): child for child in (*element.elements, *stack.elements)}
    kinds = [kind for kind in ("sub", "sup") if f"mjx-{kind}" in parts]
    inner = "".join(_row(parts.get(f"mjx-{kind}"), depth) for kind in ("base", *kinds))
    return f"<m{''.join(kinds)}>{inner}</m{''.join(kinds)}>" if kinds else inner


def _limits(element: Element, name: str, depth: int) -> str:
    base = _first(element, "mjx-base", "mjx-op")
    under = _first(element, "mjx-under")
    over = _first(element, "mjx-over")
    if element.name == "span":
        name = "munder" if over is None else "mover" if under is None else "munderover"
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
    tags = list(_named(labels, "mjx-mtd")) if labels is not None else []
    rows: list[str] = []
    for row in _named(element, "mjx-mtr", "mjx-mlabeledtr"):
        if labels is not None and labels.holds(row) or _nested(row, element):
            continue
        cells = "".join(f"<mtd>{_all(cell, depth + 1)}</mtd>" for cell in row.elements if _name(cell) == "mjx-mtd")
        if len(rows) < len(tags) and (tag := _all(tags[len(rows)], depth + 1)):
            rows.append(f"<mlabeledtr><mtd>{tag}</mtd>{cells}</mlabeledtr>")
        else:
            rows.append(f"<mtr>{cells}</mtr>")
    return f"<mtable>{''.join(rows)}</mtable>"


def _nested(row: Element, table: Element) -> bool:
    """True for a row of a table inside this one."""
    above: Any = row.parent
    while isinstance(above, Element) and above is not table:
        if _name(above) == "mjx-mtable":
            return True
        above = above.parent
    return False
