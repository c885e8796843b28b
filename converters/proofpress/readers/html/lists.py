"""Lists, nested by any means: tags, classes, attributes, or the list inside no item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from proofpress.readers.html import highlighters, levels, nested, notes, task_signs, tasks
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.nested import Entry
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Block, Item, List, Paragraph, Text

_VALUE = regex(r"\s*+([-+]?)(?=\d)0*+(\d*+)")


def items(reader: Reader, element: Element) -> None:
    """A `<ul>`, `<ol>`, `<menu>` or `<dir>`, with those that go on with it where the page keeps its levels side by
    side; lines of a listing are none."""
    if highlighters.by_items(reader, element):
        return
    entries, loose = _entries(reader, element)
    others = levels.same_list(element)
    for other in others:
        reader.spoken.add(id(other))
        more, loose_too = _entries(reader, other)
        entries += more
        loose += loose_too
    if entries and _is_deeper(entries[0].item) and (before := reader.out.take_list()) is not None:
        reader.out.block(_with_deeper(before, entries.pop(0).item))
    if entries:
        made = nested.lists(_untyped(reader, element, entries))
        if len(made) == 1 and not others:
            made = [replace(made[0], span=reader.span(element))]
        for one in made:
            reader.out.block(one)
    for block in loose:
        reader.out.block(block)


def _entries(reader: Reader, element: Element) -> tuple[list[Entry], list[Block]]:
    """The items of one list element, and the notes among them."""
    made: list[Entry] = []
    loose: list[Block] = []
    pending: list[Element | Chars] = []
    ordered = element.name == "ol"
    base = levels.of_list(element)
    backwards = ordered and "reversed" in element.attrs
    number = _start(element) if ordered else None
    begun = 0

    def settle() -> None:
        if not pending:
            return
        span = reader.span(pending[0]).cover(reader.span(pending[-1]))
        blocks = reader.together(pending)
        pending.clear()
        if blocks:
            take(Item(blocks, span=span), base, number)

    def take(item: Item, level: int, number: int | None) -> None:
        """Take an item; one that only says that its list stands deeper belongs to the item before."""
        if made and _is_deeper(item):
            last = made[-1]
            held = Item((*last.item.children, *item.children), last.item.checked, span=last.item.span.cover(item.span))
            made[-1] = last._replace(item=held)
        else:
            made.append(Entry(item, level, number))

    for child in element.contents:
        if isinstance(child, Element) and child.name == "li":
            settle()
            if child.attrs and reader._unwanted(child) is not None:
                reader.element(child)
                continue
            if _is_note(reader, child):
                reader.out.begin()
                notes.entry(reader, child)
                loose.extend(reader.out.end())
            elif (made_item := _item(reader, child)) is not None:
                kind = child.attr("data-list")
                value = _value(child.attr("value")) if number is not None and not backwards else None
                if value is not None and number is not None and value != number + len(made) - begun:
                    number, begun = value, len(made)
                own = None if kind in ("bullet", "checked", "unchecked") else 1 if kind == "ordered" else number
                take(made_item, base + levels.of_item(child), own)
        elif type(child) is Chars:
            if pending or not child.isspace():
                pending.append(child)
        elif isinstance(child, Element):
            pending.append(child)
    settle()
    if backwards:
        reader.ledger.doubted(
            reader.span(element), "a list that counts backwards counts forwards", "倒序编号的列表改为正序", text=""
        )
    return _in_digits(reader, element, made), loose


def _in_digits(reader: Reader, element: Element, entries: list[Entry]) -> list[Entry]:
    """The items with numbers that Markdown can write: of nine digits, and none below zero (CommonMark 0.31.2,
    section 5.2)."""
    sizes = Counter(entry.number for entry in entries)
    shown = {number: min(max(number, 0), 10**9 - sizes[number]) for number in sizes if number is not None}
    if all(number == said for number, said in shown.items()):
        return entries
    firsts = ", ".join(str(said) for number, said in shown.items() if number != said)
    reader.ledger.doubted(
        reader.span(element),
        f"a number of a list that Markdown cannot write; it begins with {firsts}",
        f"列表编号超出 Markdown 的范围，改从 {firsts} 开始",
        text=element.attr("start"),
    )
    return [entry if entry.number is None else entry._replace(number=shown[entry.number]) for entry in entries]


_TYPED = regex(r"([–*-])[ \t\xa0\u3000]+(?=\S)")
_NO_BULLETS = regex(
    r"(?:^|[\s_-])(?:no-?bullets?|unstyled|list-?none)(?:$|[\s_-])|list-style(?:-type)?\s*:\s*none", re.I
)


def _untyped(reader: Reader, element: Element, entries: list[Entry]) -> list[Entry]:
    """The items of a list without the dash or star that each of them was typed with, where the list has no bullets: an
    item of any other list may begin with one on its own account, as a dialogue or an option does."""
    found = [_typed(entry.item) for entry in entries]
    sign = found[0][0]
    if not sign or any(one[0] != sign for one in found) or any(entry.number is not None for entry in entries):
        return entries
    if not _NO_BULLETS.search(f"{element.attr('class')} {element.attr('style')}"):
        return entries
    reader.ledger.repaired(
        reader.span(element), "bullets that were typed into the items of a list", "列表各项内手打的项目符号", text=sign
    )
    return [entry._replace(item=item) for entry, (_, item) in zip(entries, found, strict=True)]


def _typed(item: Item) -> tuple[str, Item]:
    """The bullet that an item was typed with, "" for none, and the item without it."""
    match item.children:
        case [Paragraph(children=[Text(value=said) as head, *after]) as first, *rest] if found := _TYPED.match(said):
            line = replace(first, children=(replace(head, value=said[found.end() :]), *after))
            return found[1], replace(item, children=(line, *rest))
        case _:
            return "", item


def _is_deeper(item: Item) -> bool:
    """True for an item that only says that the list in it stands one level deeper, as editors that count levels write
    it; a number besides the bullet that begins no list, as in `- 10. is the number`, is the item's own."""
    match item.children:
        case [List(start=int(start), items=[_])] if start != 1:
            return False
        case blocks:
            return all(isinstance(block, List) for block in blocks)


def _with_deeper(before: List, item: Item) -> List:
    """A list whose last item holds what the list behind it has a level deeper."""
    last = before.items[-1]
    held = Item((*last.children, *item.children), last.checked, span=last.span.cover(item.span))
    return List((*before.items[:-1], held), before.start, span=before.span.cover(item.span))


def _is_note(reader: Reader, element: Element) -> bool:
    return id(element) in reader.notes.links.notes


def item(reader: Reader, element: Element) -> None:
    """An `<li>` outside of a list."""
    if (made := _item(reader, element)) is not None:
        reader.out.block(List((made,), None, span=made.span))


def _item(reader: Reader, element: Element) -> Item | None:
    first = next(element.elements, None)
    blocks, done = _as_task(reader, element, tasks.state(reader, element))
    if first is not None and "ltx_tag_item" in first.classes:
        blocks = _under_tag(blocks)
    return Item(blocks, done, span=reader.span(element)) if blocks else None


def _under_tag(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of an item of LaTeXML's, its own tag on the line of its first words."""
    match blocks:
        case [Paragraph() as tag, Paragraph() as line, *rest]:
            said = (*tag.children, Text(" ", span=line.span), *line.children)
            return (replace(line, children=said, span=tag.span.cover(line.span)), *rest)
        case _:
            return blocks


def _as_task(reader: Reader, element: Element, done: bool | None) -> tuple[tuple[Block, ...], bool | None]:
    """The blocks of an item, and whether the task that it is has been done; under its sign where it is neither."""
    sign = task_signs.of(reader, element)
    blocks, done = tasks.ticked(reader.inside(element), done, listed=tasks.in_checklist(element))
    return (task_signs.under(sign, blocks, reader.span(element)), None) if sign and blocks else (blocks, done)


def _start(element: Element) -> int:
    first = next((child for child in element.elements if child.name == "li"), None)
    number = _value(element.attr("start") or (first.attr("value") if first is not None else ""))
    return 1 if number is None else number


def _value(text: str) -> int | None:
    """The number that an attribute says; one of more than nine digits is the least of ten."""
    if (found := _VALUE.match(text)) is None:
        return None
    number = int(found[2] or 0) if len(found[2]) < 10 else 10**9
    return -number if found[1] == "-" else number


def task(reader: Reader, element: Element) -> bool:
    """Write a line that begins with a box to tick as an item of a list; False for any other."""
    done = tasks.state(reader, element)
    if done is None:
        return False
    blocks, done = _as_task(reader, element, done)
    span = reader.span(element)
    if blocks:
        reader.out.block(List((Item(blocks, done, span=span),), None, span=span))
    return True
