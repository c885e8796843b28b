"""Displayed equations that a page sets in a table: formulas in cells, numbers beside them (LaTeXML,
and hand-made ones)."""

from __future__ import annotations

from itertools import islice

from proofpress.readers import formulas
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Math

_NAMES = frozenset(("ltx_equation", "ltx_equationgroup", "ltx_eqn_table"))
_NUMBER = regex(r"[(（]\s*([\w.*′'-]{1,12})\s*[)）]")
_STYLE = regex(r"^\s*\\displaystyle\s*(?![a-zA-Z])")


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
            lines.append((" & ".join(parts) if len(parts) > 1 else parts[0], number))
        elif row.words() and not number:
            flush()
            for cell in row.elements:
                reader.visit(cell)
            reader.out.flush()
    flush()
    return True


def line(reader: Reader, element: Element) -> bool:
    """Write the displayed formula that an element holds beside its number, and nothing else; False for any other."""
    shown = list(islice(element.shown, 3))
    if len(shown) != 2:
        return False
    for held, beside in (shown, shown[::-1]):
        if not isinstance(held, Element) or not (held.name == "math" or formulas.may_be(held)):
            continue
        words = beside.brief() if isinstance(beside, Element) else str(beside).strip()
        number = _NUMBER.fullmatch(words)
        if number is None or not any(map(str.isdigit, words)):
            continue
        found = formulas.read(held)
        if found is not None and found.tex and found.display:
            reader.out.block(Math(_tagged(found.tex, number[1]), span=reader.span(element)))
            return True
    return False


def _read(row: Element) -> tuple[list[str], str]:
    """The TeX of each cell of a row of formulas, and its number; no TeX for a row of prose."""
    parts: list[str] = []
    number = ""
    for cell in row.elements:
        math = [below for below in cell.all("math") if below.parent is not None]
        words = cell.words()
        if not math:
            if found := _NUMBER.fullmatch(words):
                number = found[1]
            elif words:
                parts.append(f"\\text{{{words}}}" if len(words) < 40 else "")
            continue
        if cell.classes.isdisjoint(("ltx_eqn_cell",)) and len(words) > 400:
            return [], ""
        tex = [formula.tex for one in math if (formula := formulas.read(one)) is not None]
        if cell.attr("colspan") and any(len(str(chars).split()) > 2 for chars in cell.chars() if not _in_math(chars)):
            return [], ""
        parts.append(" ".join(_STYLE.sub("", one).strip() for one in tex))
    return ([part for part in parts if part], number) if any(parts) else ([], number)


def _in_math(node: object) -> bool:
    above = node.parent  # type: ignore[attr-defined]
    while isinstance(above, Element):
        if above.name == "math":
            return True
        above = above.parent
    return False


def _together(lines: list[tuple[str, str]]) -> str:
    if len(lines) == 1:
        tex, number = lines[0]
        return _tagged(tex.replace(" & ", " "), number)
    env = "align" if any(number for _, number in lines) else "aligned"
    rows = [_tagged(tex, number) if number else f"{tex} \\notag" if env == "align" else tex for tex, number in lines]
    body = " \\\\\n".join(rows)
    return f"\\begin{{{env}}}\n{body}\n\\end{{{env}}}"


def _tagged(tex: str, number: str) -> str:
    return f"{tex} \\tag{{{number}}}" if number and "\\tag" not in tex else tex


def _is_formula_and_number(rows: list[Element]) -> bool:
    """True for a row whose only texts are a formula that was drawn as MathML and its number."""
    if len(rows) != 1:
        return False
    cells = [cell for cell in rows[0].elements if cell.words() or next(cell.all("math"), None) is not None]
    return (
        len(cells) == 2
        and _NUMBER.fullmatch(cells[1].words()) is not None
        and (math := next(cells[0].all("math"), None)) is not None
        and math.words() == cells[0].words()
    )
