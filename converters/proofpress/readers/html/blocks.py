"""Paragraphs, headings, lists, quotes and the other blocks of a page."""

from __future__ import annotations

import re

from proofpress.readers.html import code, notes
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Handler, Reader, has_letters
from proofpress.tree import (
    Block,
    Definitions,
    Details,
    Heading,
    Image,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Strong,
    Text,
    ThematicBreak,
    text_of,
)

_ADMONITION = frozenset(("admonition", "callout", "alert", "markdown-alert", "custom-container", "custom-block", "note-block", "theorem", "notice", "admonitionblock", "hint"))
_KINDS = frozenset("note tip info warning caution danger important hint attention seealso error success question example abstract bug quote todo failure theorem definition proof lemma exercise proposition corollary remark conjecture algorithm axiom property assumption observation criterion".split())
_INLINE = frozenset(("d-inline", "d-inline-flex", "d-inline-block", "inline", "inline-flex", "inline-block"))
_STATEMENTS = frozenset("theorem definition proof lemma exercise proposition corollary remark conjecture algorithm axiom property assumption observation criterion".split())
_KIND_OF = {"primary": "note", "secondary": "note", "seealso": "info", "custom-block": "note", "yellow": "warning", "red": "danger", "blue": "info", "green": "success"}


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
        if not classes.isdisjoint(_ADMONITION) and _admonition(reader, element):
            return
        if (not classes.isdisjoint(("highlight", "codehilite", "highlighttable", "code-wrapper", "syntaxhighlighter"))) and next(element.all("table"), None) and code.figure(reader, element):
            return
    if element.attrs and "id" in element.attrs and notes.entry(reader, element):
        return
    reader.visit(element)
    reader.out.flush()


def paragraph(reader: Reader, element: Element) -> None:
    """A `<p>`."""
    reader.out.flush()
    if element.attrs and ("id" in element.attrs or not element.attrs) and notes.entry(reader, element):
        return
    if _holds_anchor(element) and notes.entry(reader, element):
        return
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
    if not element.classes.isdisjoint(_ADMONITION) and _admonition(reader, element):
        return
    blocks = reader.inside(element)
    if blocks:
        reader.out.block(Quote(blocks, span=reader.span(element)))


def _admonition(reader: Reader, element: Element) -> bool:
    """A box of the kinds that MkDocs, Sphinx, Docusaurus, VuePress and code hosts draw; False where it names no kind.

    A box is a quotation under its title, which every reader of Markdown draws; a theorem and its like are text under theirs.
    """
    kind = ""
    for name in element.attr("class").split():
        bare = re.sub(r"^(?:admonition|callout|alert|markdown-alert|hint|notice)[-_]+", "", name.lower())
        if bare in _KINDS or bare in _KIND_OF:
            kind = _KIND_OF.get(bare, bare)
            break
    if not kind:
        return False
    title_element = next((below for below in element.elements if any("title" in name or "heading" in name for name in below.classes)), None)
    title = title_element.words() if title_element is not None else ""
    reader.out.begin()
    for child in element.contents:
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif isinstance(child, Element) and child is not title_element:
            reader.element(child)
    blocks = reader.out.end()
    head = Paragraph((Strong((Text(title or kind.capitalize(), span=reader.span(title_element or element)),), span=reader.span(title_element or element)),), span=reader.span(title_element or element))
    if kind in _STATEMENTS:
        for made in (head, *blocks):
            reader.out.block(made)
    else:
        reader.out.block(Quote((head, *blocks), span=reader.span(element)))
    return True


def items(reader: Reader, element: Element) -> None:
    """A `<ul>`, `<ol>`, `<menu>` or `<dir>`, nested by any means."""
    made: list[Item] = []
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
                made.append(item)
        elif type(child) is Chars:
            if pending or not child.isspace():
                pending.append(child)
        elif isinstance(child, Element):
            pending.append(child)
    settle()
    if made:
        start = _start(element) if element.name == "ol" else None
        reader.out.block(List(tuple(made), start, span=reader.span(element)))
    for block in loose:
        reader.out.block(block)


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
        first = next((child for child in node.contents if isinstance(child, Element) or isinstance(child, Chars) and not child.isspace()), None)
        if not isinstance(first, Element):
            return None
        if first.name == "input":
            return "checked" in first.attrs if first.attr("type").lower() == "checkbox" else None
        node = first
    return None


def _start(element: Element) -> int:
    match = re.match(r"\s*(\d{1,9})", element.attr("start"))
    return int(match[1]) if match else 1


def definitions(reader: Reader, element: Element) -> None:
    """A `<dl>`."""
    entries: list[tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]]] = []
    for part in _definition_parts(element):
        if part.name == "dt":
            term = reader.inlines(part)
            entries.append((term, ()))
        elif id(part) in notes.labels(reader):
            notes.entry(reader, part)
        else:
            blocks = reader.inside(part)
            if not blocks:
                continue
            if entries:
                entries[-1] = (entries[-1][0], (*entries[-1][1], blocks))
            else:
                entries.append(((), (blocks,)))
    entries = [entry for entry in entries if entry[0] or entry[1]]
    if any(id(part) in notes.labels(reader) for part in element.elements if part.name == "dt"):
        return
    if entries and all(term for term, _ in entries) and all(bodies for _, bodies in entries[-1:]):
        reader.out.block(Definitions(tuple(entries), span=reader.span(element)))
        return
    for term, bodies in entries:
        if term:
            reader.out.block(Paragraph(term, span=reader.span(element)))
        for body in bodies:
            for made in body:
                reader.out.block(made)


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
    if not element.classes.isdisjoint(("highlight", "code", "code-block")) or next(element.all("pre"), None) is not None:
        caption = next((child for child in element.elements if child.name == "figcaption"), None)
        if caption is not None and has_letters(caption.words()):
            reader.element(caption)
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
