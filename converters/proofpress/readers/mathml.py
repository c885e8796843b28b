"""MathML → TeX (MathML Core and what MathJax, KaTeX, Word and LaTeXML write of MathML 3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from proofpress.readers.html.dom import Element
from proofpress.readers.html.parser import parse
from proofpress.readers.mathml_signs import (
    ACCENTS,
    FENCES,
    FUNCTIONS,
    LARGE,
    UNDER,
    VARIANTS,
    fence,
    joined,
    signs,
)
from proofpress.regex import regex
from proofpress.source import Source

_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_BARS = frozenset("|∣‖∥")
_COLUMNS = {"left": "l", "right": "r"}


def from_text(markup: str) -> str:
    """The TeX of MathML that stands in an attribute or a script."""
    root = parse(Source("", markup)).root
    math = next(root.all("math"), None)
    return to_tex(math) if math is not None else ""


def to_tex(math: Element) -> str:
    """The TeX of a `math` element: its annotation, its `alttext`, or a translation of its tree."""
    for below in math.all("annotation"):
        if "tex" in below.attr("encoding").lower():
            return "".join(below.chars()).strip()
    if alt := math.attr("alttext").strip():
        return alt
    return re.sub(r"\s+", " ", _all(math)).strip()


def _children(element: Element) -> list[Element]:
    return list(element.elements)


def _all(element: Element) -> str:
    parts: list[str] = []
    children = _children(element)
    at = 0
    while at < len(children):
        if (chosen := _chosen(children[at : at + 3])) is not None:
            parts.append(f"\\binom{_braced(chosen[0])}{_braced(chosen[1])}")
            at += 3
            continue
        parts.append(_one(children[at]))
        at += 1
    return joined(parts)


def _chosen(parts: list[Element]) -> tuple[Element, Element] | None:
    """The two numbers of a binomial coefficient: a fraction without a line, between parentheses."""
    if len(parts) != 3 or _text_of(parts[0]) != "(" or _text_of(parts[2]) != ")":
        return None
    middle = parts[1]
    for _ in range(4):
        inside = _children(middle)
        if middle.name.endswith("mfrac"):
            return (inside[0], inside[1]) if _is_stacked(middle) and len(inside) == 2 else None
        if len(inside) != 1:
            return None
        middle = inside[0]
    return None


def _is_stacked(fraction: Element) -> bool:
    return re.match(r"0(?:\D|\Z)", fraction.attr("linethickness")) is not None


def _one(element: Element) -> str:
    handler = _HANDLERS.get(element.name.rpartition(":")[2])
    if handler is None:
        return _all(element)
    return handler(element)


def _group(element: Element | None) -> str:
    return _braces(_one(element).strip() if element is not None else "")


def _braces(tex: str) -> str:
    return tex if len(tex) == 1 and tex.isalnum() else "{" + tex + "}"


def _base(element: Element) -> str:
    tex = _one(element).strip()
    simple = len(tex) == 1 or re.fullmatch(r"\\[a-zA-Z]+|\\(?:math\w+|operatorname\*?)\{[^{}]*\}", tex)
    return tex if simple else "{" + tex + "}"


def _text_of(element: Element) -> str:
    return " ".join("".join(element.chars()).split())


_SENTENCE = regex(r"[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f]")
"""Punctuation of Chinese sentences, which no formula has outside of its words."""


def _identifier(element: Element) -> str:
    text = _text_of(element)
    if _SENTENCE.search(text):
        return _text(element)
    if text in FUNCTIONS:
        return "\\" + text
    tex = signs(text)
    variant = element.attr("mathvariant")
    if variant in VARIANTS and not (
        variant == "normal" and (len(text) > 1 or not text.isalpha() or not text.isascii())
    ):
        return f"\\{VARIANTS[variant]}{{{tex}}}"
    if len(text) > 1 and text.isalpha() and text.isascii():
        return f"\\operatorname{{{text}}}"
    return tex


def _operator(element: Element) -> str:
    text = _text_of(element)
    if _SENTENCE.search(text):
        return _text(element)
    if text in FUNCTIONS:
        return "\\" + text
    if len(text) > 1 and text.isalpha() and text.isascii():
        return f" \\operatorname{{{text}}} "
    tex = signs(text)
    return (
        f" {tex} "
        if tex in ("=", "+", "-", "<", ">") or tex.startswith("\\") and tex[1:].isalpha() and text not in FENCES
        else tex
    )


def _number(element: Element) -> str:
    return signs(_text_of(element))


def _text(element: Element) -> str:
    text = "".join(element.chars()).replace("\xa0", " ")
    return (
        "\\text{" + re.sub(r"([%#&{}$_])", r"\\\1", re.sub(r"\s+", " ", text)) + "}"
        if text.strip()
        else "\\ "
        if text
        else ""
    )


def _fraction(element: Element) -> str:
    over, under = (*_children(element), None, None)[:2]
    if _is_stacked(element):
        return f"{{{_one(over) if over else ''} \\atop {_one(under) if under else ''}}}"
    return f"\\frac{_braced(over)}{_braced(under)}"


def _braced(element: Element | None) -> str:
    return "{" + (_one(element).strip() if element is not None else "") + "}"


def _root(element: Element) -> str:
    body, index = (*_children(element), None, None)[:2]
    return f"\\sqrt[{_one(index).strip() if index else ''}]{_braced(body)}"


def _scripts(element: Element, down: int | None, up: int | None) -> str:
    parts = _children(element)
    if not parts:
        return ""
    tex = _base(parts[0])
    if down is not None and len(parts) > down:
        tex += "_" + _group(parts[down])
    if up is not None and len(parts) > up:
        upper = _one(parts[up]).strip()
        tex += (
            "'" * upper.count("\\prime") if upper and not upper.replace("\\prime", "").strip() else "^" + _braces(upper)
        )
    return tex


def _over(element: Element) -> str:
    parts = _children(element)
    if len(parts) < 2:
        return _all(element)
    mark = _text_of(parts[1])
    if mark in ACCENTS:
        name = ACCENTS[mark]
        wide = {"bar": "overline", "hat": "widehat", "tilde": "widetilde", "vec": "overrightarrow"}
        body = _one(parts[0]).strip()
        return f"\\{wide.get(name, name) if len(_text_of(parts[0])) > 1 else name}{{{body}}}"
    base = _one(parts[0]).strip()
    return f"{base}^{_group(parts[1])}" if LARGE.search(base) else f"\\overset{_braced(parts[1])}{{{base}}}"


def _below(element: Element) -> str:
    parts = _children(element)
    if len(parts) < 2:
        return _all(element)
    mark = _text_of(parts[1])
    base = _one(parts[0]).strip()
    if mark in UNDER:
        return f"\\{UNDER[mark]}{{{base}}}"
    if re.search(r"\\(?:under|over)brace\{", base):
        return f"{base}_{_group(parts[1])}"
    return f"{base}_{_group(parts[1])}" if LARGE.search(base) else f"\\underset{_braced(parts[1])}{{{base}}}"


def _both(element: Element) -> str:
    parts = _children(element)
    if len(parts) < 3:
        return _all(element)
    base = _one(parts[0]).strip()
    if LARGE.search(base):
        return f"{base}_{_group(parts[1])}^{_group(parts[2])}"
    return f"\\overset{_braced(parts[2])}{{\\underset{_braced(parts[1])}{{{base}}}}}"


def _multi(element: Element) -> str:
    parts = _children(element)
    base = parts[0] if parts else None
    before: list[Element] = []
    after: list[Element] = []
    into = after
    for part in parts[1:]:
        if part.name.endswith("mprescripts"):
            into = before
        else:
            into.append(part)

    def pairs(parts: list[Element]) -> str:
        out = ""
        for index, part in enumerate(parts):
            if not part.name.endswith("none") and _one(part).strip():
                out += ("_", "^")[index % 2] + _group(part)
        return out

    left = pairs(before)
    return ("{}" + left if left else "") + (_base(base) if base is not None else "") + pairs(after)


def _table_tex(element: Element) -> str:
    rows = [row for row in element.elements if row.name.rpartition(":")[2] in ("mtr", "mlabeledtr")]
    lines: list[str] = []
    tags: list[str] = []
    for row in rows:
        cells = [cell for cell in row.elements if cell.name.rpartition(":")[2] == "mtd"]
        labelled = row.name.endswith("mlabeledtr") and len(cells) > 1
        tags.append(_tag(cells[0]) if labelled else "")
        lines.append(" & ".join(_all(cell).strip() for cell in (cells[1:] if labelled else cells)))
    if any(tags):
        if len(lines) == 1:
            return f"{lines[0]} {tags[0]}"
        tagged = " \\\\ ".join(f"{line} {tag or chr(92) + 'notag'}" for line, tag in zip(lines, tags, strict=True))
        return f"\\begin{{align}} {tagged} \\end{{align}}"
    align = element.attr("columnalign").split()
    body = " \\\\ ".join(lines)
    if align[:2] == ["right", "left"]:
        return f"\\begin{{aligned}} {body} \\end{{aligned}}"
    letters = [_COLUMNS.get(word, "c") for word in align]
    if letters and set(letters) != {"c"}:
        columns = max(line.count(" & ") for line in lines) + 1 if lines else 1
        letters = (letters + letters[-1:] * columns)[:columns]
        return f"\\begin{{array}}{{{''.join(letters)}}} {body} \\end{{array}}"
    return f"\\begin{{matrix}} {body} \\end{{matrix}}"


def _tag(cell: Element) -> str:
    """The number of a row as TeX sets it: its parentheses come by themselves."""
    words = _all(cell).strip()
    bare = re.sub(r"\\text\{([^{}]*)\}", r"\1", words).replace("\\left", "").replace("\\right", "").strip()
    if bare.startswith("(") and bare.endswith(")"):
        inner = bare[1:-1].strip()
        return f"\\tag{{${inner}$}}" if "\\" in inner else f"\\tag{{{inner}}}"
    return f"\\tag*{{{bare}}}"


def _row(element: Element) -> str:
    """Parts side by side; fences at both ends grow with what is tall between them, one of two may be empty."""
    parts = _children(element)
    if len(parts) == 2 and _is_table(parts[1]) and _text_of(parts[0]) == "{":
        return fence("{", "", _one(parts[1]))
    if (
        _chosen(parts) is None
        and len(parts) > 2
        and all(part.name.rpartition(":")[2] == "mo" for part in (parts[0], parts[-1]))
    ):
        left, right = _text_of(parts[0]), _text_of(parts[-1])
        inner = parts[1:-1]
        grows = element.attr("data-mjx-texclass") == "INNER" or any(map(_is_tall, inner))
        if grows and {left, right} <= FENCES | {""} and left + right and _is_one_pair(parts):
            return fence(left, right, joined([_one(part) for part in inner]))
    return _all(element)


def _is_table(element: Element) -> bool:
    return element.name.rpartition(":")[2] == "mtable"


def _is_tall(element: Element) -> bool:
    return element.name.rpartition(":")[2] in ("mtable", "mfrac")


def _is_one_pair(parts: list[Element]) -> bool:
    """Whether the fence that is opened first is the one that is closed last: `(a)(b)` is two pairs,
    and bars between bars open and close as anybody's guess has it."""
    depth = 0
    for part in parts[:-1]:
        text = _text_of(part) if part.name.rpartition(":")[2] == "mo" else ""
        if text in _BARS and part is not parts[0] and _text_of(parts[0]) in _BARS:
            return False
        depth += (text in _OPENING) - (text in _CLOSING)
        if depth < 0 or depth == 0 and part is not parts[0] and _text_of(parts[0]) in _OPENING:
            return False
    return True


def _fenced(element: Element) -> str:
    left = element.attrs.get("open", "(")
    right = element.attrs.get("close", ")")
    separator = element.attr("separators").strip()[:1] or ","
    return fence(str(left), str(right), f"{separator} ".join(_one(child) for child in element.elements))


def _style(element: Element) -> str:
    return _all(element)


def _space(element: Element) -> str:
    found = re.match(r"(\d{1,6}(?:\.\d{1,9})?|\.\d{1,9})em", element.attr("width"))
    width = float(found[1]) if found else 0
    return "\\quad " if width >= 1 else "\\, " if width > 0.1 else ""


def _enclosed(element: Element) -> str:
    notation = element.attr("notation")
    body = _all(element)
    return (
        f"\\boxed{{{body}}}"
        if "box" in notation
        else f"\\overline{{{body}}}"
        if notation == "top"
        else f"\\cancel{{{body}}}"
        if "strike" in notation
        else body
    )


_HANDLERS: dict[str, Callable[[Element], str]] = {
    "mi": _identifier,
    "mo": _operator,
    "mn": _number,
    "mtext": _text,
    "ms": _text,
    "mrow": _row,
    "mstyle": _style,
    "mfrac": _fraction,
    "msqrt": lambda element: f"\\sqrt{{{_all(element).strip()}}}",
    "mroot": _root,
    "msub": lambda element: _scripts(element, 1, None),
    "msup": lambda element: _scripts(element, None, 1),
    "msubsup": lambda element: _scripts(element, 1, 2),
    "mover": _over,
    "munder": _below,
    "munderover": _both,
    "mmultiscripts": _multi,
    "mtable": _table_tex,
    "mfenced": _fenced,
    "mspace": _space,
    "menclose": _enclosed,
    "mphantom": lambda element: f"\\phantom{{{_all(element)}}}",
    "annotation": lambda element: "",
    "annotation-xml": lambda element: "",
    "semantics": lambda element: _one(next(element.elements)) if next(element.elements, None) else "",
}
