"""Lists that a page draws with blocks (Feishu, editors of notes): an item is an element that begins with another which
says nothing but a bullet or a number; deeper items stand in a block behind it, or say their level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from proofpress.readers.html import levels, listing, nested
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.nested import Entry
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Item

_NUMBER = regex(r"[(（]?(?:(\d{1,4})|[a-zA-Z]|[ivxlc]{1,6})[.)）、．]")
_LISTED = regex(r"(?<![A-Za-z])(?:bullet(?:ed)?|un?ordered|numbered|order|list)(?![a-z])", re.I)
"""How an editor calls an item of a list, in a class or an attribute."""
_CHILDREN = regex(r"child|nested|sub-?list|sub-?items?(?![A-Za-z])", re.I)
_STEP = regex(r"(?:margin|padding)-left\s*:\s*(\d{1,4})", re.I)
_LETTER = "a letter that its type shows as a bullet", "字体显示为项目符号的字母"
_BLOCKS = frozenset(("div", "p", "section"))
_DEEPEST = 8
_NEAR = 8
"""How many pieces of text are looked at for the first that is not empty."""


class _Drawn(NamedTuple):
    mark: Element
    level: int
    number: int | None


def items(reader: Reader, element: Element) -> bool:
    """Write the run of drawn items that begins here; False for any other element."""
    if (begun := _drawn(element)) is None or id(begun.mark) in reader.spoken:
        return False
    run = [(element, begun)]
    for one in element.behind:
        if (drawn := _drawn(one)) is None:
            break
        run.append((one, drawn))
    entries: list[Entry] = []
    for one, drawn in run:
        reader.spoken.update((id(one), id(drawn.mark)))
        if drawn.number is None and (said := drawn.mark.brief()).isalpha():
            reader.ledger.repaired(reader.span(drawn.mark), *_LETTER, text=said)
        if blocks := reader.inside(one):
            entries.append(Entry(Item(blocks, span=reader.span(one)), drawn.level, drawn.number))
    for made in nested.lists(entries) if entries else ():
        reader.out.block(made)
    return True


def in_symbols(reader: Reader, paragraph: Element) -> bool:
    """The same for a paragraph that begins with a sign in a type of signs, as Word saves a list without a list."""
    first = next(_parts(paragraph), None)
    if not isinstance(first, Element) or first.name not in ("span", "font"):
        return False
    drawn = _drawn(paragraph)
    said = drawn.mark.brief() if drawn is not None else ""
    return drawn is not None and _is_of_symbols(drawn.mark, said) and items(reader, paragraph)


def _drawn(element: Element) -> _Drawn | None:
    """The mark, the level and the number of the item that an element is; None for any other."""
    if element.name not in _BLOCKS:
        return None
    said = next((text for chars in islice(element.chars(), _NEAR) if (text := str(chars).strip(" \t\n\xa0\u200b"))), "")
    counted = _NUMBER.fullmatch(said)
    if said not in listing.BULLETS and counted is None and len(said) != 1:
        return None
    chain: list[Element] = []
    node = element
    for _ in range(_DEEPEST):
        chain.append(node)
        parts = list(islice(_parts(node), 3))
        first = parts[0] if parts else None
        if not isinstance(first, Element) or len(parts) > 1 and first.brief() == said:
            break
        if len(parts) > 2 or len(parts) == 2 and not _holds_children(parts[1]):
            return None
        node = first
    if len(parts) < 2 or not isinstance(mark := first, Element) or mark.name in ("a", "code", "sup"):
        return None
    if _is_of_symbols(mark, said):
        return _Drawn(mark, max(map(_level, chain)), None)
    if said not in listing.BULLETS and counted is None:
        return None
    is_named = any(map(_is_named, (*chain, mark)))
    in_blocks = mark.name in _BLOCKS and isinstance(parts[1], Element) and parts[1].name in _BLOCKS
    if not is_named and (counted is not None or not in_blocks):
        return None
    return _Drawn(mark, max(map(_level, chain)), int(counted[1] or 1) if counted else None)


def _is_of_symbols(mark: Element, said: str) -> bool:
    """Whether a mark is one sign in a type that holds nothing but signs, or Word's hollow bullet: an o in the type of
    code and a gap."""
    set_in = " ".join(one.attr("face") + one.attr("style") for one in (mark, *mark.elements))
    if len(said) != 1 or "font" not in set_in and not mark.attr("face"):
        return False
    if "Symbol" in set_in and said in listing.BULLETS or _SYMBOLS.search(set_in) is not None:
        return True
    return said == "o" and "Courier" in set_in and _GAP in "".join(mark.chars())


_SYMBOLS = regex(r"(?<![A-Za-z])(?:Wingdings|Webdings)")
"""Types without a letter; those of Symbol are Greek."""
_GAP = "\xa0\xa0"


def _parts(element: Element) -> Iterator[Element | Chars]:
    """What an element holds, without empty text."""
    for child in element.contents:
        if isinstance(child, Element) or isinstance(child, Chars) and not child.isspace():
            yield child


def _holds_children(part: Element | Chars) -> bool:
    return isinstance(part, Element) and _CHILDREN.search(part.attr("class")) is not None


def _is_named(element: Element) -> bool:
    names = (element.attr(name) for name in ("class", "data-block-type", "data-type", "role"))
    return any(map(_LISTED.search, names))


def _level(element: Element) -> int:
    """How deep an element says that it stands, in steps of any size."""
    for name in ("data-level", "data-depth"):
        if (value := element.attr(name)).isdecimal():
            return int(value[:4])
    step = _STEP.search(element.attr("style"))
    return levels.of_item(element) or (int(step[1]) if step else 0)
