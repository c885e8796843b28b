"""Heads that an editor of articles draws with their number in a frame of its own: `01` beside a bold line."""

from __future__ import annotations

from itertools import islice

from proofpress.markdown.html import BLOCKS
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Paragraph, Strong, Text

_NUMBER = regex(r"\d{1,2}|[一二三四五六七八九十]{1,2}|[IVX]{1,4}")
_ENDS = ("。", ".", "，", ",", "；", ";", "：", ":")
_LONGEST = 40


def head(reader: Reader, element: Element) -> bool:
    """Write such a head as one bold line; False for any other element."""
    if element.name != "section":
        return False
    parts = list(islice(element.shown, 3))
    if len(parts) != 2:
        return False
    number, said = parts
    if not isinstance(number, Element) or not isinstance(said, Element) or not _NUMBER.fullmatch(number.brief()):
        return False
    words = said.brief()
    if not 0 < len(words) <= _LONGEST or words.endswith(_ENDS) or next(said.all(*BLOCKS, "img"), None) is not None:
        return False
    if said.name != "section" or not reader.style(said).bold or not number.attr("style"):
        return False
    span = reader.span(element)
    line = (Text(f"{number.words()} ", span=reader.span(number)), *reader.inlines(said))
    reader.out.block(Paragraph((Strong(line, span=span),), span=span))
    return True
