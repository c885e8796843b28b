"""The list paragraphs of Word: `mso-list: l0 level2 lfo1` says the level, a span that says `Ignore` holds the mark."""

from __future__ import annotations

import re
from functools import partial
from itertools import takewhile

from proofpress.readers.html import nested
from proofpress.readers.html.dom import Element
from proofpress.readers.html.nested import Entry
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Item

_LEVEL = regex(r"\blevel(\d)")
_PICTURES = regex(r"font(?:-family)?\s*:[^;:]*\b(?:wingdings|webdings|symbol)\b", re.I)
_NUMBER = regex(r"[(（]?(?:(\d{1,9})|[a-zA-Z]{1,4}|[一二三四五六七八九十]{1,3})(?:[.)）、．]|$)")


def items(reader: Reader, element: Element) -> bool:
    """Write the run of list paragraphs that begins here; False for a paragraph that is none."""
    if not _is_item(reader, element):
        return False
    entries: list[Entry] = []
    for paragraph in [element, *takewhile(partial(_is_item, reader), element.behind)]:
        reader.spoken.add(id(paragraph))
        mark = next((below for below in paragraph.all("span") if reader.style(below).word_list == "ignore"), None)
        sign = mark.words() if mark is not None else ""
        if mark is not None:
            reader.spoken.add(id(mark))
        blocks = reader.inside(paragraph)
        level = _LEVEL.search(reader.style(paragraph).word_list)
        is_drawn = sign == "o" or mark is not None and _is_drawn(mark)
        number = None if is_drawn else _NUMBER.match(sign)
        if blocks:
            entries.append(
                Entry(
                    Item(blocks, span=reader.span(paragraph)),
                    int(level[1]) - 1 if level else 0,
                    int(number[1] or 1) if number else None,
                )
            )
    for made in nested.lists(entries) if entries else ():
        reader.out.block(made)
    return True


def _is_drawn(mark: Element) -> bool:
    """Whether a mark is set in a type of pictures: its letter says nothing."""
    node: object = mark
    for _ in range(3):
        if isinstance(node, Element) and _PICTURES.search(node.attr("style")):
            return True
        node = node.parent if isinstance(node, Element) else None
    return any(_PICTURES.search(below.attr("style")) for below in mark.all("span", "font"))


def _is_item(reader: Reader, element: Element) -> bool:
    return element.name == "p" and "level" in reader.style(element).word_list
