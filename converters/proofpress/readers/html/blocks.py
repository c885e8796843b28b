"""Paragraphs, headings, lists, quotes and the other blocks of a page."""

from __future__ import annotations

import re

from proofpress.readers.html import boxes, code, folded, images, inlines, notes
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Handler, Reader, has_letters
from proofpress.source import Piece
from proofpress.tree import (
    Block,
    Definitions,
    Details,
    Footnote,
    Heading,
    Image,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Text,
    ThematicBreak,
    text_of,
)

_INLINE = frozenset(("d-inline", "d-inline-flex", "d-inline-block", "inline", "inline-flex", "inline-block"))


def block(reader: Reader, element: Element) -> None:
    """An element that stands on lines of its own and is nothing more."""
    classes = element.classes
    if classes and not _INLINE.isdisjoint(classes):
        reader.visit(element)
        return
    reader.out.flush()
    if classes:
        if "mermaid" in classes and code.mermaid(reader, element):
            return
        if not classes.isdisjoint(boxes.NAMES) and boxes.box(reader, element):
            return
        if not classes.isdisjoint(folded.TAB_SETS) and folded.tabs(reader, element):
            return
        if not classes.isdisjoint(folded.FOLDS) and folded.fold(reader, element):
            return
        if "gallery-items" in classes and images.gallery(reader, element):
            return
        if any(name.startswith("language-") for name in classes) and code.wrapped(reader, element):
            return
        if "dp-highlighter" in classes and code.drawn(reader, element):
            return
        if (
            (not classes.isdisjoint(("highlight", "codehilite", "highlighttable", "code-wrapper", "syntaxhighlighter")))
            and next(element.all("table"), None)
            and code.figure(reader, element)
        ):
            return
    if element.attrs and "id" in element.attrs and notes.entry(reader, element):
        return
    if "sd-card-title" in classes:
        inlines.strong(reader, element)
        reader.out.flush()
        return
    if "citation" in classes:
        _cited_work(reader, element)
        return
    if element.name == "div" and folded.box_to_tick(reader, element):
        return
    reader.visit(element)
    reader.out.flush()


def _cited_work(reader: Reader, element: Element) -> None:
    """An entry of a bibliography as docutils writes it: its label and its text on one line."""
    blocks = reader.inside(element)
    if (
        len(blocks) > 1
        and isinstance(label := blocks[0], Paragraph)
        and isinstance(text := blocks[1], Paragraph)
        and len(text_of(label)) < 40
    ):
        blocks = (
            Paragraph((*label.children, Text(" ", span=label.span), *text.children), span=label.span.cover(text.span)),
            *blocks[2:],
        )
    for made in blocks:
        reader.out.block(made)


def paragraph(reader: Reader, element: Element) -> None:
    """A `<p>`."""
    reader.out.flush()
    if element.attrs and ("id" in element.attrs or not element.attrs) and notes.entry(reader, element):
        return
    if _holds_anchor(element) and notes.entry(reader, element):
        return
    if element.classes and not element.classes.isdisjoint(boxes.NAMES) and boxes.box(reader, element):
        return
    if "rubric" in element.classes:
        inlines.strong(reader, element)
    else:
        reader.visit(element)
    reader.out.flush()


def _holds_anchor(element: Element) -> bool:
    first = next(element.elements, None)
    return first is not None and first.name in ("a", "span", "sup") and ("id" in first.attrs or "name" in first.attrs)


def heading(depth: int) -> Handler:
    """An `<h1>` … `<h6>`."""

    def handle(reader: Reader, element: Element) -> None:
        blocks = reader.inside(element)
        if not blocks:
            return
        span = reader.span(element)
        if all(isinstance(b, Paragraph) and all(isinstance(n, Image) for n in b.children) for b in blocks):
            for made in blocks:
                reader.out.block(made)
            return
        pictures = [b for b in blocks if not isinstance(b, Paragraph)]
        if len(blocks) > 3 and pictures:
            for made in blocks:
                reader.out.block(made)
            return
        reader.out.block(Heading(depth, flat(blocks), span=span, id=_anchor(element)))

    return handle


def _anchor(element: Element) -> str:
    if ident := element.attr("id"):
        return ident
    for below in element.all("a", "span"):
        if ident := below.attr("id") or below.attr("name"):
            return ident
    above = element.parent
    if isinstance(above, Element) and above.name == "section" and next(above.elements, None) is element:
        return above.attr("id")
    return ""


def rule(reader: Reader, element: Element) -> None:
    """An `<hr>`."""
    reader.out.block(ThematicBreak(span=reader.span(element)))


def quote(reader: Reader, element: Element) -> None:
    """A `<blockquote>`."""
    if not element.classes.isdisjoint(boxes.NAMES) and boxes.box(reader, element):
        return
    blocks = reader.inside(element)
    if blocks:
        reader.out.block(Quote(blocks, span=reader.span(element)))


def items(reader: Reader, element: Element) -> None:
    """A `<ul>`, `<ol>`, `<menu>` or `<dir>`, nested by any means."""
    made: list[Item] = []
    levels: list[int] = []
    loose: list[Block] = []
    pending: list[Element | Chars] = []

    def settle() -> None:
        if not pending:
            return
        reader.out.begin()
        for node in pending:
            if isinstance(node, Element):
                reader.element(node)
            else:
                reader.out.text(node.parts())
        span = reader.span(pending[0]).cover(reader.span(pending[-1]))
        pending.clear()
        blocks = reader.out.end()
        if not blocks:
            return
        if made and all(isinstance(block, List) for block in blocks):
            made[-1] = Item((*made[-1].children, *blocks), made[-1].checked, span=made[-1].span.cover(span))
        else:
            made.append(Item(blocks, span=span))

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
            elif (item := _item(reader, child)) is not None:
                levels.extend([0] * (len(made) - len(levels)))
                made.append(item)
                levels.append(_level(child))
        elif type(child) is Chars:
            if pending or not child.isspace():
                pending.append(child)
        elif isinstance(child, Element):
            pending.append(child)
    settle()
    if any(levels):
        levels.extend([0] * (len(made) - len(levels)))
        made = _by_level(made, levels, element.name == "ol")
    if made and _is_deeper(made[0]) and (before := reader.out.take_list()) is not None:
        reader.out.block(_with_deeper(before, made.pop(0)))
    if made:
        start = _start(element) if element.name == "ol" else None
        reader.out.block(List(tuple(made), start, span=reader.span(element)))
    for block in loose:
        reader.out.block(block)


_LEVEL = re.compile(r"(?:^|\s)(?:ql-indent|lake-indent|indent|level)-?(\d)(?:\s|$)")


def _level(element: Element) -> int:
    """How deep editors that keep their lists flat say an item stands (Quill, Yuque, Google's documents); 0 for the outermost."""
    if not element.attrs:
        return 0
    for name in ("data-lake-indent", "data-indent", "data-indent-level"):
        if (value := element.attr(name)).isdecimal():
            return min(int(value), _DEEPEST)
    if (value := element.attr("aria-level")).isdecimal():
        return min(max(int(value) - 1, 0), _DEEPEST)
    found = _LEVEL.search(element.attr("class"))
    return int(found[1]) if found else 0


_DEEPEST = 9


def _by_level(items: list[Item], levels: list[int], ordered: bool) -> list[Item]:
    """Items nested as their levels say; a level that is skipped counts for one."""
    base = min(levels)
    open_ones: list[tuple[int, list[Item]]] = [(base, [])]

    def close() -> None:
        _, inner = open_ones.pop()
        outer = open_ones[-1][1]
        nested = List(tuple(inner), 1 if ordered else None, span=inner[0].span.cover(inner[-1].span))
        last = outer[-1]
        outer[-1] = Item((*last.children, nested), last.checked, span=last.span.cover(nested.span))

    for item, level in zip(items, levels, strict=True):
        while len(open_ones) > 1 and level < open_ones[-1][0]:
            close()
        if level > open_ones[-1][0] and open_ones[-1][1]:
            open_ones.append((level, []))
        open_ones[-1][1].append(item)
    while len(open_ones) > 1:
        close()
    return open_ones[0][1]


def _is_deeper(item: Item) -> bool:
    """True for an item that only says that the list in it stands one level deeper, as editors that count levels write it."""
    return all(isinstance(block, List) for block in item.children)


def _with_deeper(before: List, item: Item) -> List:
    """A list whose last item holds what the list behind it has a level deeper."""
    last = before.items[-1]
    held = Item((*last.children, *item.children), last.checked, span=last.span.cover(item.span))
    return List((*before.items[:-1], held), before.start, span=before.span.cover(item.span))


def _is_note(reader: Reader, element: Element) -> bool:
    return ("id" in element.attrs or _holds_anchor(element)) and id(element) in notes.labels(reader)


def item(reader: Reader, element: Element) -> None:
    """An `<li>` outside of a list."""
    if (made := _item(reader, element)) is not None:
        reader.out.block(List((made,), None, span=made.span))


def _item(reader: Reader, element: Element) -> Item | None:
    blocks = reader.inside(element)
    if not blocks:
        return None
    return Item(blocks, _checked(element), span=reader.span(element))


def _checked(element: Element) -> bool | None:
    """Whether the box that the item begins with is ticked; None where there is none."""
    node = element
    for _ in range(4):
        first = next(
            (
                child
                for child in node.contents
                if isinstance(child, Element) or isinstance(child, Chars) and not child.isspace()
            ),
            None,
        )
        if not isinstance(first, Element):
            return None
        if first.name == "input":
            return "checked" in first.attrs if first.attr("type").lower() == "checkbox" else None
        node = first
    return None


def _start(element: Element) -> int:
    first = next((child for child in element.elements if child.name == "li"), None)
    match = re.match(r"\s*(\d{1,9})", element.attr("start") or (first.attr("value") if first is not None else ""))
    return int(match[1]) if match else 1


def definitions(reader: Reader, element: Element) -> None:
    """A `<dl>`."""
    terms: list[tuple[Inline, ...]] = []
    found: list[list[tuple[Block, ...]]] = []
    marked = notes.labels(reader)
    label = None
    for part in _definition_parts(element):
        if part.name == "dt":
            label = marked.get(id(part))
            if label is None:
                terms.append(reader.inlines(part))
                found.append([])
        elif label is not None:
            reader.out.block(Footnote(label, reader.inside(part), span=reader.span(part)))
        elif id(part) in marked:
            notes.entry(reader, part)
        else:
            blocks = reader.inside(part)
            if not blocks:
                continue
            if not terms:
                terms.append(())
                found.append([])
            found[-1].append(blocks)
    entries = [(term, tuple(bodies)) for term, bodies in zip(terms, found, strict=True) if term or bodies]
    if entries and all(term for term, _ in entries) and all(bodies for _, bodies in entries[-1:]):
        reader.out.block(Definitions(_sharing(entries), span=reader.span(element)))
        return
    for term, bodies in entries:
        if term:
            reader.out.block(Paragraph(term, span=reader.span(element)))
        for body in bodies:
            for made in body:
                reader.out.block(made)


_Entry = tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]]


def _sharing(entries: list[_Entry]) -> tuple[_Entry, ...]:
    """Entries in which terms that stand before one definition share it."""
    made: list[_Entry] = []
    waiting: list[Inline] = []
    for term, bodies in entries:
        if waiting:
            waiting.append(Text(", ", span=term[0].span))
        waiting.extend(term)
        if bodies:
            made.append((tuple(waiting), bodies))
            waiting = []
    return tuple(made)


def _definition_parts(element: Element) -> list[Element]:
    parts: list[Element] = []
    for child in element.elements:
        if child.name in ("dt", "dd"):
            parts.append(child)
        elif child.name == "div":
            parts.extend(_definition_parts(child) or [child])
        else:
            parts.append(child)
    return parts


def details(reader: Reader, element: Element) -> None:
    """A `<details>`."""
    head = next((child for child in element.elements if child.name == "summary"), None)
    summary = reader.inlines(head) if head is not None else ()
    reader.out.begin()
    for child in element.contents:
        if child is head:
            continue
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif isinstance(child, Element):
            reader.element(child)
    blocks = reader.out.end()
    if not blocks:
        if summary:
            reader.out.block(Paragraph(summary, span=reader.span(element)))
        return
    reader.out.block(Details(text_of(summary), blocks, "open" in element.attrs, span=reader.span(element)))


def figure(reader: Reader, element: Element) -> None:
    """A `<figure>`: a listing, or pictures with their caption in a paragraph below (above, for a table)."""
    if (
        not element.classes.isdisjoint(("highlight", "code", "code-block"))
        or next(element.all("pre"), None) is not None
    ):
        caption = next((child for child in element.elements if child.name == "figcaption"), None)
        if caption is not None and has_letters(caption.words()):
            _caption(reader, caption)
        if code.figure(reader, element):
            return
        reader.out.begin()
        for child in element.elements:
            if child is not caption:
                reader.element(child)
        for made in reader.out.end():
            reader.out.block(made)
        return
    caption_first = next(element.all("table"), None) is not None
    captions = list(element.all("figcaption"))
    if caption_first:
        for caption in captions:
            block(reader, caption)
    reader.out.flush()
    for node in element.contents:
        if isinstance(node, Chars):
            reader.out.text(node.parts())
        elif isinstance(node, Element) and not (caption_first and node.name == "figcaption"):
            reader.element(node)
    reader.out.flush()


def _caption(reader: Reader, element: Element) -> None:
    """The name of a listing and the link to it, which a style sheet sets apart."""
    reader.out.flush()
    for child in element.contents:
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif isinstance(child, Element):
            reader.out.text((Piece(" ", child.start, child.start),))
            reader.element(child)
    reader.out.flush()
