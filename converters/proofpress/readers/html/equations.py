"""Displayed equations that a page sets in a table: formulas in cells, numbers beside them (LaTeXML,
and hand-made ones)."""

from __future__ import annotations

from itertools import islice

from proofpress.readers import formula_images, formulas
from proofpress.readers.formula import Formula, tagged, undelimited
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Math

_NAMES = frozenset(("ltx_equation", "ltx_equationgroup", "ltx_eqn_table"))
_NUMBER = regex(r"[(（]\s*([\w.*′'-]{1,12})\s*[)）]")
_STYLE = regex(r"^\s*\\(?:display|text)style\s*(?![a-zA-Z])")


def table(reader: Reader, element: Element) -> bool:
    """Write the equations of a table; False for a table that holds anything else."""
    named = not element.classes.isdisjoint(_NAMES)
    rows = [row for row in element.all("tr") if row.contents]
    if not rows or not named and not _is_formula_and_number(rows):
        return False
    lines: list[tuple[str, str]] = []

    def flush() -> None:
        if lines:
            reader.out.block(Math(_together(lines), span=reader.span(element)))
            lines.clear()

    for row in rows:
        parts, number = _read(row)
        if parts:
            lines.append((_aligned(parts), number))
        elif row.words() and not number:
            flush()
            for cell in row.elements:
                reader.visit(cell)
            reader.out.flush()
    flush()
    return True


def line(reader: Reader, element: Element) -> bool:
    """Write the displayed formula that an element holds beside its number, and nothing else; False for any other."""
    shown = [part for part in islice(element.shown, _MOST_PARTS) if not _is_blank(part)]
    if len(shown) != 2 or element.end - element.start > _WIDEST:
        return False
    for held, beside in (shown, shown[::-1]):
        words = beside.brief() if isinstance(beside, Element) else str(beside).strip()
        if _is_number(words) and (tex := _displayed(held)) and (made := tagged(tex, words.strip("()（） "))) != tex:
            reader.out.block(Math(made, span=reader.span(element)))
            return True
    return False


def _is_number(words: str) -> bool:
    return _NUMBER.fullmatch(words) is not None and any(map(str.isdigit, words))


_MOST_PARTS = 4
_WIDEST = 50_000


def _is_blank(part: Element | Chars) -> bool:
    """Whether a part of a line keeps a place open, as for the number on the other side."""
    if not isinstance(part, Element):
        return False
    return (
        part.name in ("span", "div") and part.is_wordless and next(part.all(), None) is None and not part.attr("style")
    )


def _displayed(held: Element | Chars) -> str:
    """The TeX of a part of a line that is a displayed formula and nothing else, drawn or between delimiters."""
    while isinstance(held, Element) and not (held.name in ("math", "img") or formulas.may_be(held)):
        inner = list(islice(held.shown, 2))
        if len(inner) != 1 or held.name not in ("div", "span", "p", "a"):
            return ""
        held = inner[0]
    if not isinstance(held, Element):
        tex, display = undelimited(str(held))
        return tex if display else ""
    found = _formula(held)
    return found.tex if found is not None and found.display else ""


def _aligned(parts: list[str]) -> str:
    """The parts of a row, aligned at the sign that stands in a cell of its own between two of them."""
    if len(parts) == 3 and _SIGN.fullmatch(parts[1]):
        parts = [parts[0], f"{parts[1]} {parts[2]}"]
    return " & ".join(parts)


_SIGN = regex(r"\s*(?:[=<>≤≥≈≡∝~]|\\[a-z]{2,12})+\s*")


def _read(row: Element) -> tuple[list[str], str]:
    """The TeX of each cell of a row of formulas, and its number; no TeX for a row of prose."""
    parts: list[str] = []
    number = ""
    for cell in row.elements:
        math = [below for below in cell.all("math", "img") if _is_drawn(below)]
        words = cell.words()
        if not math:
            if found := _NUMBER.fullmatch(words):
                number = found[1]
            elif words:
                parts.append(f"\\text{{{words}}}" if len(words) < 40 else "")
            elif "ltx_td" in cell.classes:
                parts.append(_EMPTY)
            continue
        if cell.classes.isdisjoint(("ltx_eqn_cell",)) and len(words) > 400:
            return [], ""
        tex = [formula.tex for one in math if (formula := _formula(one)) is not None]
        if cell.attr("colspan") and any(len(str(chars).split()) > 2 for chars in cell.chars() if not _in_math(chars)):
            return [], ""
        parts.append(" ".join(_STYLE.sub("", one).strip() for one in tex))
    while parts and parts[-1] == _EMPTY:
        parts.pop()
    return ([part.strip() for part in parts if part], number) if any(parts) else ([], number)


_EMPTY = " "
"""A cell of LaTeXML's that keeps its place in a row."""


def _is_drawn(element: Element) -> bool:
    return element.parent is not None if element.name == "math" else formula_images.image(element) is not None


def _formula(element: Element) -> Formula | None:
    return formula_images.image(element) if element.name == "img" else formulas.read(element)


def _in_math(chars: Chars) -> bool:
    return any(above.name == "math" for above in chars.parents)


def _together(lines: list[tuple[str, str]]) -> str:
    if len(lines) == 1:
        tex, number = lines[0]
        return tagged(tex.replace(" & ", " "), number)
    env = "align" if any(number for _, number in lines) else "aligned"
    rows = [tagged(tex, number) if number else f"{tex} \\notag" if env == "align" else tex for tex, number in lines]
    body = " \\\\\n".join(rows)
    return f"\\begin{{{env}}}\n{body}\n\\end{{{env}}}"


def _is_formula_and_number(rows: list[Element]) -> bool:
    """True for a row whose only texts are a formula that was drawn as MathML or a picture and its number, and for rows
    of pictures that set their formulas as displays do, of which one has a number."""
    if len(rows) > _MOST_ROWS:
        return False
    numbers = 0
    for row in rows:
        cells = [cell for cell in row.elements if cell.words() or next(cell.all("math", "img"), None) is not None]
        has_number = len(cells) > 1 and _NUMBER.fullmatch(cells[-1].words()) is not None
        numbers += has_number
        held = cells[:-1] if has_number else cells
        if not has_number and len(rows) == 1 and len(cells) == 2 and _is_number(cells[0].words()):
            numbers, held = 1, cells[1:]
        if not held or len(held) > (1 if len(rows) == 1 and not _is_aligned(held) else _MOST_CELLS):
            return False
        if not all(map(_holds_formula, held)) or len(rows) > 1 and not _is_aligned(held):
            return False
    return numbers > 0


_MOST_ROWS = 60
_MOST_CELLS = 3


def _holds_formula(cell: Element) -> bool:
    """Whether a cell holds a formula and no words beside it."""
    if (math := next(cell.all("math"), None)) is not None:
        return math.words() == cell.words()
    return not cell.words() and any(map(_is_drawn, cell.all("img")))


def _is_aligned(cells: list[Element]) -> bool:
    """Whether the pictures of cells say the style of a display, as LaTeX2HTML has them."""
    return all(_STYLED.match(image.attr("alt")) for cell in cells for image in cell.all("img"))


_STYLED = regex(r"\s*+(?:\$\s*+)?\\(?:display|text)style(?![a-zA-Z])")
