"""Listings of which a theme drew one element a line, under names of its own: rows of a table, divisions side by side.

Numbers of lines that count on over all of them are evidence, and so are a name for code, a language, spaces that are
kept; beside those the lines have to read as a program, unless a type of one width says it. An author's numbered list
of things has none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from proofpress.evidence.code import Coded, coded
from proofpress.evidence.prose import is_prose
from proofpress.languages import is_known, is_text
from proofpress.ledger import CONTROL
from proofpress.readers.html import code, editors, gutters
from proofpress.readers.html.dom import Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.nesting import HEADINGS
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.words.controls import INTERFACE, WEAK_INTERFACE


class _Line(NamedTuple):
    """What a line holds, and the element of its number, if it has one."""

    body: Element
    number: Element | None = None


_LINES = ("div", "p")
_BLOCKS = (
    *("div", "p", "pre", "ul", "ol", "dl", "table", "img", "figure", "blockquote", "section", "form", "hr", "svg"),
    *HEADINGS,
)
_CODE = regex(r"(?<![a-z])(?:[cC]ode|[sS]ource|[sS]nippet|[lL]isting|[pP]rogram)(?:s?(?![a-z])|line|block|box|table)")
_NUMBER = regex(r"data-(?:line|row|ln|lno|n|no|num|number)(?:[-_]?(?:no|num|number|index))?$")
_OWN = regex(r"data-")
_INDENT = regex(r"(?: {2}|\t|\xa0)[\s\xa0]*+[^\s\xa0]")


def rows(reader: Reader, element: Element) -> bool:
    """Write a table whose rows are the lines of a program, each with its number or alone; False for any other table."""
    if not _write(reader, element, _rows(element)):
        return False
    first = list(next(element.all("tr")).elements)
    for cell in first if _is_head(first) else ():
        reader.drop(cell, *CONTROL)
    return True


def lines(reader: Reader, element: Element) -> bool:
    """Write divisions side by side that are the lines of a program; False for an element that holds anything else."""
    return _write(reader, element, _lines(element))


def bar(reader: Reader, element: Element) -> bool:
    """Leave out the bar right above such a listing that says its language and names controls, and nothing else."""
    beside = next(element.behind, None)
    if beside is None or beside.name not in ("table", "div") or not _says(element):
        return False
    if _read(reader, beside, _rows(beside) if beside.name == "table" else _lines(beside)) is None:
        return False
    reader.drop(element, *CONTROL)
    return True


def _rows(element: Element) -> list[_Line]:
    found = [list(row.elements) for row in element.all("tr")]
    if len(found) > 1 and _is_head(found[0]):
        del found[0]
    if not found or not 0 < len(found[0]) <= 2 or any(len(cells) != len(found[0]) for cells in found):
        return []
    if next(element.all("caption", "table"), None) is not None or len(found[0]) == 1 and _has_head(element):
        return []
    return [_Line(cells[-1], cells[0] if len(cells) > 1 else None) for cells in found]


def _is_head(cells: Sequence[Element]) -> bool:
    """Whether a row heads the numbers of lines, and is none."""
    first = cells[0] if cells else None
    if first is None or first.name != "th" or first.classes.isdisjoint(gutters.NAMES):
        return False
    return not first.words().isdecimal()


def _has_head(element: Element) -> bool:
    return next(element.all("th"), None) is not None


def _lines(element: Element) -> list[_Line]:
    found: list[_Line] = []
    for line in element.shown:
        if not isinstance(line, Element) or line.name not in _LINES:
            return []
        parts = list(line.shown)
        number, body = parts if len(parts) == 2 else (None, line)
        if isinstance(number, Element) and isinstance(body, Element) and number.words().isdecimal():
            found.append(_Line(body, number))
        else:
            found.append(_Line(line))
        if next(found[-1].body.all(*_BLOCKS), None) is not None:
            return []  # asked here too: a page is nothing but divisions in divisions
    return found if len({line.number is None for line in found}) == 1 else []


def _write(reader: Reader, element: Element, found: Sequence[_Line]) -> bool:
    lang = _read(reader, element, found)
    if lang is None:
        return False
    numbers = [line.number for line in found if line.number is not None]
    if not editors.write(reader, reader.span(element), [line.body for line in found], lang):
        return False
    code.tell_numbers(reader, [number for number in numbers if not number.is_wordless])
    return True


def _read(reader: Reader, element: Element, found: Sequence[_Line]) -> str | None:
    """The language of these lines; None where they are no listing."""
    numbers = [line.number for line in found if line.number is not None]
    if not found or numbers and not gutters.counts(" ".join(one.words() or _counted(one) for one in numbers)):
        return None
    above = next(element.before, None)
    lang = language(element) or (_says(above) if above is not None else "")
    return lang if _is_code(reader, element, found, lang) else None


def _says(bar: Element) -> str:
    """The language that a bar says beside the names of controls, or by its class; "" for any other element."""
    if bar.name not in ("div", "header", "span") or bar.end - bar.start > _WIDEST_BAR:
        return ""
    said = [words for chars in bar.chars() if has_letters(words := chars.strip())]
    names = [words for words in said if not INTERFACE.regex.match(words) and words.lower() not in WEAK_INTERFACE]
    if len(names) != 1 or not is_known(names[0]):
        return ""
    return names[0] if len(said) > 1 or _OF_LANGUAGE.search(bar.attr("class")) else ""


_WIDEST_BAR = 4000
_OF_LANGUAGE = regex(r"(?i)(?:^|[-_\s])lang(?:uage)?(?:$|[-_\s])")


def _is_code(reader: Reader, element: Element, found: Sequence[_Line], lang: str) -> bool:
    bodies = [line.body for line in found]
    held = [body for body in bodies if body.contents]
    numbered = found[0].number is not None
    if numbered and (
        not element.classes.isdisjoint(code.LISTINGS)
        or all(code.types_code(reader, body) for body in held)
        or _indents(held)
    ):
        return True
    if any(next(body.all(*_BLOCKS), None) is not None for body in held):
        return False
    said = [text for body in held if (text := "".join(body.chars())).strip()]
    if not said or any(map(is_prose, said)) or len(said) == 1 and not lang:
        return False
    kinds = [coded(text.strip()) for text in said]
    named = any(_CODE.search(one.attr("class")) for one in (element, bodies[0]))
    numbers = [_counted(line.number or line.body) for line in found]
    counted = gutters.counts(" ".join(numbers)) or len(found) == 1 and numbers != [""]
    if not is_text(lang) and (named or counted or max(kinds) >= Coded.COMMENT):
        return True
    kept = all(reader.style(body).keeps_spaces for body in held)
    indented = numbered and any(map(_INDENT.match, said[1:]))
    return (named or counted or kept or indented) and 2 * kinds.count(Coded.STRONG) >= len(kinds)


def _indents(cells: Sequence[Element]) -> bool:
    """True for cells that hold one `<code>` each, the lines of a listing: a later one begins with spaces."""
    held = [next(cell.all("code"), None) for cell in cells]
    starts = [next(iter(code.chars()), "")[:1] for code in held if code is not None]
    return len(starts) == len(cells) and any(start in (" ", "\xa0", "\t") for start in starts[1:])


def _counted(element: Element) -> str:
    """The number of its line that an element has in an attribute; in any of those that a page gives a meaning of its
    own, where it is an empty cell."""
    names = _OWN if element.name in ("td", "th") and element.is_wordless else _NUMBER
    return next((said for key in element.attrs if names.match(key) and (said := element.attr(key)).isdecimal()), "")
