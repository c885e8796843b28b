"""Boxes: notes, warnings, theorems, asides. A box is a quotation under its title, which every reader of Markdown draws.

A theorem and its like are text under theirs; a box that opens and closes is a `<details>`.
"""

from __future__ import annotations

import re

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.source import Span
from proofpress.tree import Block, Details, Inline, Paragraph, Quote, Strong, Text, text_of

NAMES = frozenset(
    (
        "admonition",
        "callout",
        "alert",
        "markdown-alert",
        "custom-container",
        "custom-block",
        "note-block",
        "note",
        "theorem",
        "notice",
        "admonitionblock",
        "hint",
        "sidebar",
        "topic",
    )
)
"""The classes by which an element may be a box."""

_STATEMENTS = frozenset(
    "theorem definition proof lemma exercise proposition corollary remark conjecture algorithm axiom property assumption observation criterion solution".split()
)
_KINDS = _STATEMENTS | frozenset(
    "note tip info warning caution danger important hint attention seealso error success question example abstract bug quote todo failure".split()
)
_KIND_OF = {
    "primary": "note",
    "secondary": "note",
    "seealso": "info",
    "custom-block": "note",
    "yellow": "warning",
    "red": "danger",
    "blue": "info",
    "green": "success",
    "orange": "warning",
    "light": "note",
    "default": "note",
}
_PREFIX = re.compile(r"^(?:myst-)?(?:admonition|callout|alert|markdown-alert|hint|notice|note)[-_]+")
_FAMILIES = (NAMES - {"note", "sidebar", "topic"}) | {
    "flat",
    "simple",
    "modern",
    "disabled",
    "no-icon",
    "icon-padding",
    "tag-plugin",
}
_TITLES = frozenset(("sidebar-title", "topic-title"))
"""The titles that make a box of a `sidebar` or a `topic`, which are common words."""
_FOLDED = frozenset(("dropdown", "toggle"))


def box(reader: Reader, element: Element) -> bool:
    """Write the box that an element with one of `NAMES` is, of the kinds that MkDocs, Sphinx, Docusaurus, VuePress, Hexo's themes
    and code hosts draw; False where it names no kind and has no title."""
    title_element = _title(element)
    if "margin" in element.classes and title_element is None:
        if blocks := reader.inside(element):
            reader.out.block(Quote(blocks, span=reader.span(element)))
        return True
    kind = _kind(element)
    if not kind and (
        title_element is None or "admonition" not in element.classes and title_element.classes.isdisjoint(_TITLES)
    ):
        return False
    title = reader.inlines(title_element) if title_element is not None else ()
    blocks = _without(reader, element, title_element)
    span = reader.span(title_element if title_element is not None else element)
    if title and blocks and not element.classes.isdisjoint(_FOLDED):
        reader.out.block(Details(text_of(title), blocks, span=reader.span(element)))
        return True
    made = (*_head(title, kind, blocks, span), *blocks)
    if kind not in _STATEMENTS and blocks:
        made = (Quote(made, span=reader.span(element)),)
    for block in made if title or blocks else ():
        reader.out.block(block)
    return True


def _title(element: Element) -> Element | None:
    """The first child that is the box's title; in a note of a Hexo theme, its first heading."""
    first = next(element.elements, None)
    for child in element.elements:
        if any("title" in name or "heading" in name or name.endswith("admonition-header") for name in child.classes):
            return child
    if first is not None and first.name in ("h3", "h4", "h5", "h6") and "note" in element.classes:
        return first
    return None


def _kind(element: Element) -> str:
    """What the box says it is. `note` is a common word: alone it says nothing."""
    names = element.attr("class").lower().split()
    bare = [_PREFIX.sub("", name) for name in names]
    for name in bare:
        if name != "note" and (name in _KINDS or name in _KIND_OF):
            return _KIND_OF.get(name, name)
    return "note" if "note" in bare and not _FAMILIES.isdisjoint(names) else ""


def _head(title: tuple[Inline, ...], kind: str, blocks: tuple[Block, ...], span: Span) -> tuple[Block, ...]:
    """The title, or the kind's name where nothing says it: a proof without a title begins with the word."""
    if not title:
        if not kind or blocks and text_of(blocks[:1]).lstrip().lower().startswith(kind):
            return ()
        title = (Text(kind.capitalize(), span=span),)
    return (Paragraph((Strong(title, span=span),), span=span),)


def _without(reader: Reader, element: Element, left_out: Element | None) -> tuple[Block, ...]:
    """The blocks of an element but for one of its children."""
    reader.out.begin()
    for child in element.contents:
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif isinstance(child, Element) and child is not left_out:
            reader.element(child)
    return reader.out.end()
