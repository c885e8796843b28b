"""Blocks of code as forums draw them: a division around the lines of a list, or around lines with breaks, under a label
and beside a button that copies it (Discuz, MyBB, SMF, vBulletin)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.ledger import CONTROL
from proofpress.readers.html import code
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex

NAMES = frozenset(("blockcode", "codeblock", "codebox", "bbcode_container", "bbcode_code"))
HEADS = frozenset(("codeheader", "code_header", "bbcode_description"))
_LABEL = regex(
    r"\W*+(?:(?:php|html|code|代码|代碼|quelltext|código|select(?: all)?|copy|download|expand|复制(?:代码)?"
    r"|複製(?:代碼)?|全选)\W*+){0,5}",
    re.I,
)


def listed(reader: Reader, element: Element) -> bool:
    """Write the listing of such a block; False where it holds more than its lines and their frame."""
    body = next(element.all("pre", "code"), None) or next(element.all("ol"), None)
    if body is None:
        if (
            "bbcode_code" not in element.classes
            or next(element.all("p", "table", "blockquote", "div"), None) is not None
        ):
            return False
        code.listed(reader, element, element)
        return True
    frame = list(_beside(element, body))
    if not all(_LABEL.fullmatch(one.words() if isinstance(one, Element) else str(one)) for one in frame):
        return False
    for part in frame:
        if isinstance(part, Element):
            reader.drop(part, *CONTROL)
        elif not part.isspace():
            reader.leave_out(part, *CONTROL)
    code.listed(reader, element, body)
    return True


def head(reader: Reader, element: Element) -> bool:
    """Leave out the label of a block of code that follows it."""
    after = next((one for one in element.next_siblings if isinstance(one, Element)), None)
    if after is None or after.name not in ("pre", "code") or not _LABEL.fullmatch(element.words()):
        return False
    reader.drop(element, *CONTROL)
    return True


def _beside(element: Element, body: Element) -> Iterator[Element | Chars]:
    """What stands in an element outside of one inside it."""
    for child in element.contents:
        if child is body:
            continue
        if isinstance(child, Element) and child.start <= body.start and body.end <= child.end:
            yield from _beside(child, body)
        elif isinstance(child, Element | Chars):
            yield child
