"""What forums make of BBCode where HTML has an element of its own: quotations in tables, listings in lists,
who is quoted."""

from __future__ import annotations

import re

from proofpress.readers.html import HANDLERS, Element
from proofpress.readers.html import code as listings
from proofpress.readers.html.reader import Handler, Reader, has_letters
from proofpress.regex import regex
from proofpress.tree import Quote

_QUOTE_CELL = frozenset(("quote", "quotetd", "quotebody"))
_LABEL = regex(r"(?:Quote|Zitat|Citation|Cita|引用|引文)\s*[:：]?", re.I)
_CODE_LABEL = regex(
    r"(?:(?:[\w+#]{1,12} )?Code|Quellcode|代码|代碼|程式碼)\s*+[:：]?(?:\s*+(?:Select all|\[?Select\]?|复制代码))?",
    re.I,
)
_LISTING = frozenset(("blockcode", "codeblock", "codebox"))
_TAGS = regex(r"<[^<>]*>")
_INLINE = HANDLERS["code"]
_TABLE = HANDLERS["table"]
_BLOCK = HANDLERS["div"]
_EMPHASIS = HANDLERS["cite"]


def _table(reader: Reader, element: Element) -> None:
    """A `<table>`; one around a quotation is a quotation."""
    if _is_quotation(element):
        _quotation(reader, element)
    else:
        _TABLE(reader, element)


def _quotation(reader: Reader, element: Element) -> None:
    if blocks := reader.inside(element):
        reader.out.block(Quote(blocks, span=reader.span(element)))


def _cell(reader: Reader, element: Element) -> None:
    """A `<td>` that a post holds beside its text: phpBB 2 keeps quotations and listings in them."""
    if not element.classes.isdisjoint(_QUOTE_CELL):
        _quotation(reader, element)
    elif "code" in element.classes:
        reader.out.flush()
        listings.pre(reader, element)
    else:
        _BLOCK(reader, element)


def _is_quotation(element: Element) -> bool:
    cells = [cell for cell in element.all("td", "th") if any(cell.contents)]
    if any(name.lower() in _QUOTE_CELL for cell in cells for name in cell.classes):
        return len(cells) <= 2
    return len(cells) == 1 and (label := _label_of(element)) is not None and _LABEL.fullmatch(label.words()) is not None


def _label_of(element: Element) -> Element | None:
    """The element right before this one."""
    return next((node for node in element.previous_siblings if isinstance(node, Element)), None)


def _division(reader: Reader, element: Element) -> None:
    """A `<div>`: a listing that a forum drew as a list, the word above a quotation or a listing, or any other."""
    if "bbcode_quote" in element.classes:
        _quotation(reader, element)
        return
    if not element.classes.isdisjoint(_LISTING) and (lines := next(element.all("ol", "code", "pre"), None)) is not None:
        reader.out.flush()
        listings.pre(reader, lines)
        for start, end in ((element.inner, lines.start), (lines.end, element.close)):
            if has_letters(_TAGS.sub("", reader.page.source.text[start:end])):
                reader.ledger.removed(reader.out.span(start, end), "the controls of a listing", "代码块的控件")
        return
    after = next((node for node in element.next_siblings if isinstance(node, Element)), None)
    if after is not None and after.name in ("table", "pre") and len(element.contents) < 3:
        words = element.words()
        if len(words) < 40 and (_LABEL.fullmatch(words) if after.name == "table" else _CODE_LABEL.fullmatch(words)):
            reader.drop(element, "the word above a quotation or a listing", "引用或代码上方的标签")
            return
    _BLOCK(reader, element)


def _code(reader: Reader, element: Element) -> None:
    """A `<code>`: SMF's holds a whole listing."""
    if "bbc_code" in element.classes:
        reader.out.flush()
        listings.pre(reader, element)
    else:
        _INLINE(reader, element)


def _cite(reader: Reader, element: Element) -> None:
    """A `<cite>`: in a quotation it says who is quoted, on a line of its own."""
    above = element.parent
    quoted = isinstance(above, Element) and (
        above.name == "blockquote" or isinstance(above.parent, Element) and above.parent.name == "blockquote"
    )
    if quoted:
        reader.out.flush()
    _EMPHASIS(reader, element)
    if quoted:
        reader.out.flush()


FORUM: dict[str, Handler] = {**HANDLERS, "table": _table, "td": _cell, "div": _division, "code": _code, "cite": _cite}
"""The table of tags for posts."""
