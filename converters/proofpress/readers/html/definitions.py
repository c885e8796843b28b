"""Definition lists."""

from __future__ import annotations

from proofpress.readers.html import doxygen, forum_code, listed_terms, notes
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.listed_terms import Entry
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Block, Definitions, Footnote, Inline, InlineCode, List, Paragraph, Text


def definitions(reader: Reader, element: Element) -> None:
    """A `<dl>`."""
    is_drawn = not element.classes.isdisjoint(forum_code.NAMES) and forum_code.listed(reader, element)
    if is_drawn or doxygen.section(reader, element) or _files(reader, element):
        return
    terms: list[tuple[Inline, ...]] = []
    found: list[list[tuple[Block, ...]]] = []
    marked = reader.notes.links.notes
    label = None
    for part in _parts(element):
        if isinstance(part, list):
            blocks = reader.together(part)
        elif part.name == "dt":
            label = marked.get(id(part))
            if label is None:
                terms.append(reader.inlines(part))
                found.append([])
            continue
        elif label is not None:
            reader.out.block(Footnote(label, reader.inside(part), span=reader.span(part)))
            continue
        elif id(part) in marked:
            notes.entry(reader, part)
            continue
        else:
            blocks = reader.inside(part)
        if not terms:
            for block in blocks:
                reader.out.block(block)
        elif blocks:
            found[-1].append(blocks)
    entries = [(term, tuple(bodies)) for term, bodies in zip(terms, found, strict=True) if term or bodies]
    for run in listed_terms.runs(reader, element, entries):
        if isinstance(run, List):
            reader.out.block(run)
        else:
            _defined(reader, element, run)


def _defined(reader: Reader, element: Element, entries: list[Entry]) -> None:
    """Write terms with what is said of them."""
    if entries and all(term for term, _ in entries) and all(bodies for _, bodies in entries[-1:]):
        reader.out.block(Definitions(_sharing(entries), span=reader.span(element)))
        return
    for term, bodies in entries:
        if term:
            reader.out.block(Paragraph(term, span=reader.span(element)))
        for body in bodies:
            for made in body:
                reader.out.block(made)


_FILE = regex(r"[\w./\\@+-]{1,80}\.[A-Za-z]\w{0,7}")
_OF_FILES = frozenset(("code", "file", "source", "listing"))


def _files(reader: Reader, element: Element) -> bool:
    """Write listings under the names of their files, which DokuWiki keeps as definitions; False for any other list."""
    if element.classes.isdisjoint(_OF_FILES):
        return False
    parts = list(element.elements)
    names, bodies = parts[::2], parts[1::2]
    if [part.name for part in parts] != ["dt", "dd"] * len(bodies):
        return False
    said = [name.brief() for name in names]
    if not all(map(_FILE.fullmatch, said)) or any([one.name for one in body.elements] != ["pre"] for body in bodies):
        return False
    for name, file, body in zip(names, said, bodies, strict=True):
        span = reader.span(name)
        for link in name.all("a"):
            if address := link.attr("href"):
                reader.ledger.repaired(
                    reader.span(link), "the name of a listing leads to its file", "代码文件名上的下载链接", text=address
                )
        reader.out.block(Paragraph((InlineCode(file, span=span),), span=span))
        reader.visit(body)
        reader.out.flush()
    return True


def _sharing(entries: list[Entry]) -> tuple[Entry, ...]:
    """Entries in which terms that stand before one definition share it."""
    made: list[Entry] = []
    waiting: list[Inline] = []
    for term, bodies in entries:
        if waiting:
            waiting.append(Text(", ", span=term[0].span))
        waiting.extend(term)
        if bodies:
            made.append((tuple(waiting), bodies))
            waiting = []
    return tuple(made)


def _parts(element: Element) -> list[Element | list[Element | Chars]]:
    """The terms and definitions of a list, and in runs what a page sets between them."""
    parts: list[Element | list[Element | Chars]] = []
    for child in element.contents:
        held = _parts(child) if isinstance(child, Element) and child.name == "div" else []
        if any(isinstance(part, Element) for part in held):
            parts.extend(held)
        elif isinstance(child, Element) and child.name in ("dt", "dd"):
            parts.append(child)
        elif isinstance(child, Element) or type(child) is Chars:
            if parts and isinstance(parts[-1], list):
                parts[-1].append(child)
            elif isinstance(child, Element) or not child.isspace():
                parts.append([child])
    return parts
