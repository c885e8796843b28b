"""What Scribble writes as tables and quotations that are none: the listings of Racket's manuals, a line a row, the
boxes of what is defined, and the frames that only indent, of notes in the margin among others."""

from __future__ import annotations

from proofpress.readers.html import code, editors
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader

LISTINGS = frozenset(("RktBlk", "SVerbatim"))
"""The tables of a program's lines, and of lines as they were typed."""
FRAMES = frozenset(
    "SVInsetFlow SInsetFlow SubFlow SCodeFlow leftindent Rfilebox Rfilecontent refcolumn refcolumnleft refcontent"
    "".split()
)
"""Quotations that set nothing apart but its margin."""
_PROGRAM = "SCodeFlow"
_BOXED = frozenset(("RBoxed",))
_LABEL = frozenset(("RBackgroundLabel",))
_SAID = frozenset(("RForeground",))
_TEXT = ("ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
_LANGUAGE = "racket"


def table(reader: Reader, element: Element) -> bool:
    """Write a table of a program's lines as the listing, and the box of a definition as one below its label; False for
    any other table."""
    if not element.classes.isdisjoint(_BOXED):
        _defined(reader, element)
        return True
    if element.classes.isdisjoint(LISTINGS) or next(element.all(*_TEXT), None) is not None:
        return False
    code.write(reader, element, element, _LANGUAGE if "RktBlk" in element.classes else "", padded=True)
    return True


def quote(reader: Reader, element: Element) -> bool:
    """Write what stands in a frame that only indents, a listing of one line among them; False for any other
    quotation."""
    if element.classes.isdisjoint(FRAMES):
        return False
    tables = list(element.all("table"))
    if _PROGRAM in element.classes and not tables and next(element.all(*_TEXT), None) is None:
        code.write(reader, element, element, _LANGUAGE, padded=True)
    else:
        reader.visit(element)
        reader.out.flush()
    return True


def _defined(reader: Reader, element: Element) -> None:
    """Write the box of a definition: what is defined as a listing, below the words that say what it is."""
    lines: list[Element] = []
    end = element.start
    for part in element.all("div", "p", "table", "tr"):
        if part.start < end:
            continue
        if not part.classes.isdisjoint(_LABEL):
            _write(reader, lines)
            reader.visit(part)
            reader.out.flush()
        elif not part.classes.isdisjoint(_SAID) or part.name == "tr" and _is_line(part):
            lines.append(part)
        else:
            continue
        end = part.end
    _write(reader, lines)


def _is_line(row: Element) -> bool:
    """Whether a row only says a line, or a line that begins with what goes on in a table of its own."""
    return len(list(row.elements)) > 1 or next(row.all("table", "p"), None) is None


def _write(reader: Reader, lines: list[Element]) -> None:
    if lines:
        editors.write(reader, reader.span(lines[0]).cover(reader.span(lines[-1])), lines, _LANGUAGE)
        lines.clear()
