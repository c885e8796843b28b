"""Footnotes and references that are links: a mark in the text, an entry it leads to, and the way back."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.tree import Block, Footnote, FootnoteReference, Paragraph, Text, text_of

_MARK = re.compile(r"[\[［(（【^]?\s*(\d{1,4}|[*†‡§]|[a-z]|note\s*\d+|注\s*\d*)\s*[\]］)）】]?", re.I)
_NAMED = re.compile(
    r"^(?:user-content-)?(?:fn|note|footnote|cite[_-]?note|ref|bib|endnote|sdfootnote|_ftn|_edn|id\d|easy-footnote|refmark)[\w:.-]*|^[\w-]*(?:footnote|reference|citation|bibcite)[\w-]*$",
    re.I,
)
_BACK_CLASSES = frozenset(
    (
        "footnote-backref",
        "reversefootnote",
        "footnote-return",
        "fn-backref",
        "mw-cite-backlink",
        "backref",
        "footnote-back",
        "data-footnote-backref",
    )
)
_REFERENCE_CLASSES = frozenset(
    ("footnote-ref", "footnote-reference", "footnote", "citation-reference", "noteref", "footnoteRef")
)
_BACK_TEXT = re.compile(r"[\s↩︎️⤴^↑⬆⏎🔙←]*(?:\[?(?:back|返回|jump up)\]?)?[\s↩︎️⤴^↑]*", re.I)
_TABLES = frozenset(("footnote", "citation"))
"""Docutils up to 0.15 writes each note and each book as a table of one row."""
_ENTRIES = frozenset(("li", "p", "dd", "dt", "div", "aside", "td", "tr", "section", "span", "dl"))


def reference(reader: Reader, link: Element) -> bool:
    """Write the mark that a link is; False where it leads to no note."""
    target = _target(reader, link)
    if target is None:
        return False
    label = label_of(target, link)
    if not label:
        return False
    reader.out.atom(FootnoteReference(label, span=reader.span(link)), reads_as="，")
    return True


def _target(reader: Reader, link: Element) -> Element | None:
    """The entry that a mark leads to."""
    if is_back(link):
        return None
    href = link.attr("href")
    hash_at = href.find("#")
    if hash_at < 0 or hash_at > 0 and not _same_page(reader, href[:hash_at]):
        return None
    words = link.words()
    marked = (
        not link.classes.isdisjoint(_REFERENCE_CLASSES)
        or "data-footnote-ref" in link.attrs
        or link.attr("role") == "doc-noteref"
        or "noteref" in link.attr("epub:type").split()
    )
    if not words or not (_MARK.fullmatch(words) or marked and len(words) < 12):
        return None
    name = unquote(href[hash_at + 1 :])
    target = reader.ids.get(name)
    if target is None or target.holds(link):
        return None
    raised = isinstance(link.parent, Element) and link.parent.name == "sup" or next(link.all("sup"), None) is not None
    entry = _entry(target)
    if entry is None or entry.holds(link):
        return None
    named = _NAMED.match(name) is not None
    bracketed = words[:1] in "[［【"
    if not (
        marked
        or named
        and (raised or bracketed)
        or raised
        and entry.name == "li"
        or bracketed
        and entry.name in ("li", "p", "dd")
    ):
        return None
    return entry


def _same_page(reader: Reader, address: str) -> bool:
    base = reader.base.partition("#")[0]
    return bool(base) and (address == base or base.endswith(address) and address.startswith("/"))


def _entry(target: Element) -> Element | None:
    """The element that holds the note: the target, or what an empty anchor stands in."""
    node: object = target
    for _ in range(4):
        if not isinstance(node, Element):
            return None
        if node.name == "table" and not node.classes.isdisjoint(_TABLES):
            return node
        if node.name in _ENTRIES and not (node.name == "span" and len(node.words()) < 4):
            return node
        node = node.parent
    return None


def label_of(entry: Element, link: Element) -> str:
    """The author's number: what the mark shows, without brackets; the end of the entry's id where it shows none."""
    words = link.words().strip("[]［］()（）【】^ ")
    if words and re.fullmatch(r"[\w.-]{1,40}", words):
        return words
    ident = entry.attr("id") or link.attr("href")
    match = re.search(r"(\d+)$|[:_-]([\w.]+)$", ident)
    return (match[1] or match[2]) if match else re.sub(r"[^\w-]", "", ident) or words


def labels(reader: Reader) -> dict[int, str]:
    """The entries that marks lead to, by identity, with the label of the first mark."""
    cached: dict[int, str] | None = reader.__dict__.get("_note_labels")
    if cached is not None:
        return cached
    found: dict[int, str] = {}
    text = reader.page.source.text
    if 'href="' in text and "#" in text:
        for link in reader.page.tagged("a"):
            if "#" in link.attr("href") and (entry := _target(reader, link)) is not None:
                found.setdefault(id(entry), label_of(entry, link))
    reader.__dict__["_note_labels"] = found
    return found


def entry(reader: Reader, element: Element) -> bool:
    """Write the note whose entry this element is; False where it is none."""
    label = labels(reader).get(id(element))
    if label is None:
        return False
    holder = list(element.all("td"))[-1:] if element.name == "table" else []
    blocks = reader.inside(holder[0] if holder else element)
    reader.out.block(Footnote(label, _without_number(blocks, label), span=reader.span(element)))
    return True


def is_back(link: Element) -> bool:
    """True for the link from a note back to its mark; a heading that leads back to the table of contents is none."""
    if "toc-backref" in link.classes:
        return False
    if (
        not link.classes.isdisjoint(_BACK_CLASSES)
        or link.attr("rev") == "footnote"
        or link.attr("role") == "doc-backlink"
    ):
        return True
    return (
        "#" in link.attr("href")
        and bool(link.contents)
        and "↩" in link.words()
        and _BACK_TEXT.fullmatch(link.words()) is not None
    )


def is_label(link: Element) -> bool:
    """True for a way back that is the entry's own number, as docutils writes it."""
    above: object = link.parent
    for _ in range(3):
        if isinstance(above, Element):
            if not above.classes.isdisjoint(("label", "brackets")):
                return any(char.isalnum() for char in link.words())
            above = above.parent
    return False


def _without_number(blocks: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """The note without the number it begins with, which the label says."""
    if (
        len(blocks) > 1
        and isinstance(blocks[0], Paragraph)
        and text_of(blocks[0]).strip("[]［］()（）【】^. ") == label
    ):
        return blocks[1:]
    if (
        blocks
        and isinstance(blocks[0], Paragraph)
        and blocks[0].children
        and isinstance(first := blocks[0].children[0], Text)
    ):
        match = re.match(rf"\s*[\[［(（【^]?\s*{re.escape(label)}\s*(?:[\]］)）】.、:：]\s*|\s+)", first.value)
        if match:
            rest = first.value[match.end() :]
            children = (replace(first, value=rest), *blocks[0].children[1:]) if rest else blocks[0].children[1:]
            return (replace(blocks[0], children=children), *blocks[1:])
    return blocks
