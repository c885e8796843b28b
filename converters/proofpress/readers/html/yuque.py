"""Pages of Yuque and of the sites that show documents in its viewer: elements `ne-*`, as the viewer draws them.

Items of lists stand side by side and say how deep they are; what a card holds depends on its name.
"""

from __future__ import annotations

from itertools import takewhile

from proofpress.ledger import CONTROL
from proofpress.readers.html import editors, inlines, lake, levels, nested, tasks
from proofpress.readers.html.dom import Element
from proofpress.readers.html.nested import Entry
from proofpress.readers.html.reader import Handler, Reader
from proofpress.regex import regex
from proofpress.tree import Delete, Emphasis, Item, Strong

_ITEMS = frozenset(("ne-oli", "ne-uli", "ne-tli"))
_BAR = regex(r"ne-(?:v-)?codeblock-(?:header|toolbar)")
_NUMBER = regex(r"\d{1,9}")
_SET: dict[str, type[Strong | Emphasis | Delete]] = {
    "bold": Strong,
    "italic": Emphasis,
    "strikethrough": Delete,
    "strike": Delete,
}


def text(reader: Reader, element: Element) -> None:
    """A run of words; its attributes say how it is set."""
    kinds = [kind for name, kind in _SET.items() if element.attr(f"ne-{name}").lower() in ("true", "1")]
    for kind in kinds:
        reader.out.open(inlines.wrap(kind), element.start, element.end)
    if kinds:
        reader.visit(element)
    else:
        inlines.styled(reader, element)
    for _ in kinds:
        reader.out.close()


def items(reader: Reader, element: Element) -> None:
    """The run of items that begins here, as lists inside lists."""
    entries: list[Entry] = []
    for one in [element, *takewhile(_is_item, element.behind)]:
        reader.spoken.add(id(one))
        if (made := _entry(reader, one)) is not None:
            entries.append(made)
    for made_list in nested.lists(entries) if entries else ():
        reader.out.block(made_list)


def _is_item(element: Element) -> bool:
    return element.name in _ITEMS


def _entry(reader: Reader, element: Element) -> Entry | None:
    mark = next(element.all(f"{element.name}-i"), None)
    body = next(element.all(f"{element.name}-c", "ne-oli-c", "ne-uli-c"), element)
    done: bool | None = None
    if mark is not None:
        reader.spoken.add(id(mark))
        done = _is_done(mark) if element.name == "ne-tli" else None
    blocks, done = tasks.ticked(reader.inside(body), done)
    if not blocks:
        return None
    number = _NUMBER.search(mark.words()) if mark is not None else None
    level = levels.of_item(element)
    is_ordered = element.name == "ne-oli"
    counted = int(number[0]) if number else 1
    return Entry(Item(blocks, done, span=reader.span(element)), level, counted if is_ordered else None)


def _is_done(mark: Element) -> bool:
    return any("checked" in one.attrs or "checked" in one.attr("class").lower() for one in (mark, *mark.all()))


def card(reader: Reader, element: Element) -> None:
    """A card: from the value that it bears, or as it is drawn."""
    name = element.attr("data-card-name")
    held = lake.value(element)
    if name == "hr" or not element.contents or any(held.get(key) for key in ("code", "src", "url")):
        lake.card(reader, element)
    elif name == "codeblock" and (drawn := _editor(element)) is not None and editors.listed(reader, drawn):
        for part in element.all("div"):
            if any(map(_BAR.fullmatch, part.classes)):
                reader.drop(part, *CONTROL)
    elif element.attr("data-card-type") == "block":
        reader.out.flush()
        reader.visit(element)
        reader.out.flush()
    else:
        reader.visit(element)


def _editor(element: Element) -> Element | None:
    return next((one for one in element.all("div") if not one.classes.isdisjoint(editors.NAMES)), None)


HANDLERS: dict[str, Handler] = {
    "ne-text": text,
    **dict.fromkeys(_ITEMS, items),
    "ne-card": card,
}
