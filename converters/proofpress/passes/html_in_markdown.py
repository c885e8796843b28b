"""HTML typed into Markdown, read as the page it would be: blocks through the HTML reader, tags in a line in pairs.

Markdown inside of that HTML is read again, and HTML inside of that, to a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.markdown.html import BLOCKS
from proofpress.normal import blocks as normal
from proofpress.origins.contents import Contents
from proofpress.origins.typed import settled
from proofpress.passes import announced_controls, buttons, disclosures, named_buttons, typed_boxes, whole_in_lines
from proofpress.passes.between import Held, held, split
from proofpress.passes.blocks_in_lines import HEADINGS, whole
from proofpress.passes.html_around import as_page, misplaced
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.passes.inlines_as_html import with_marks
from proofpress.passes.tags_in_lines import paired
from proofpress.passes.typed_html import CONVERTED, KEPT, TAG, name_of
from proofpress.readers.html import cards, links, parse
from proofpress.readers.html import read as read_html
from proofpress.readers.html.dom import Element
from proofpress.regex import regex
from proofpress.source import Piece, Source, Span
from proofpress.tree import (
    Block,
    Document,
    FootnoteReference,
    HtmlBlock,
    Inline,
    InlineHtml,
    Paragraph,
    Text,
    cover,
    of_kinds,
)

_UNREAD = (
    "Unexpected text in HTML where a browser shows none, expected Markdown; the text stays",
    "浏览器不显示的 HTML 位置中有文字；文字保留",
)
_DEEPEST = 4
_DEEPEST_BOX = 8
_SPANNING = frozenset(
    (
        "table",
        "ul",
        "ol",
        "dl",
        "figure",
        "blockquote",
        "pre",
        "svg",
        "script",
        "style",
        "picture",
        "video",
        "select",
        "form",
    )
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without raw HTML; comments that speak to `proofpress check` stay."""
    root = ledger.root
    document = announced_controls.freed(document, ledger)

    def run(nodes: Inlines) -> Inlines:
        return paired(nested(buttons.freed(nodes, ledger), run), ledger)

    for _ in range(_DEEPEST):
        if not any(
            isinstance(node, InlineHtml) or not KEPT.match(node.value)
            for node in of_kinds(document, InlineHtml, HtmlBlock)
        ):
            return document
        document = each_level(document, lambda blocks: _level(blocks, root, ledger))
        document = each_run(named_buttons.freed(document, ledger), run)
    return each_run(document, lambda nodes: tuple(_as_text(node) for node in nodes))


def _level(level: Blocks, root: Source, ledger: Ledger, depth: int = 0) -> Blocks:
    out: list[Block] = []
    at = 0
    blocks = [
        part for node in level for one in disclosures.parted(node) for part in _with_lists(_as_block(one, root), root)
    ]
    boxed = {one.first: one for one in held(blocks) if _is_around(one, blocks)} if depth < _DEEPEST_BOX else {}

    def read(inside: Blocks) -> Blocks:
        return normal(_level(inside, root, ledger, depth + 1))

    while at < len(blocks):
        node = blocks[at]
        if (box := boxed.get(at)) is not None:
            before, inside, behind = split(blocks, box)
            span = node.span.cover(blocks[box.last].span)
            out += _level(before, root, ledger)
            if box.element.name == "details":
                out.append(disclosures.of_markdown(box.element, inside, span, read))
            elif address := _leads(box.element):
                out += cards.of_blocks(read(inside), links.link_to(address))
            else:
                out += typed_boxes.of_markdown(box.element, inside, span, read)
            ledger.repaired(span, *CONVERTED, text=box.opens[0])
            blocks[box.last], at = behind, box.last
            continue
        if not isinstance(node, HtmlBlock) or KEPT.match(node.value):
            out.append(node)
            at += 1
            continue
        end = _spans_to(blocks, at, root)
        last = blocks[end - 1]
        if end == at + 1:
            exact = root.text[node.span.start : node.span.end] == node.value
            source = root.slice(*node.span) if exact else root.derive((Piece(node.value, *node.span),))
        else:
            listed = any("pre" in _unclosed(one.value) for one in blocks[at:end] if isinstance(one, HtmlBlock))
            apart = [] if listed else misplaced(blocks[at:end])
            source = root.slice(node.span.start, last.span.end) if listed else as_page(blocks[at:end], root, apart)
            out.extend(apart)
        drop, told = Contents(), ledger.removals
        labels = frozenset(one.label for block in blocks[at:end] for one in of_kinds(block, FootnoteReference))
        made = with_marks(settled(read_html(source, ledger, drop=drop), root, ledger), labels)
        if made:
            ledger.repaired(node.span.cover(last.span), *CONVERTED)
        elif node.value.lstrip().startswith("<!--"):
            ledger.removed(node.span, "a comment of the source", "源码注释")
        elif node.value.lstrip().startswith("<!"):
            ledger.removed(node.span, "a declaration of HTML", "HTML 的声明")
        elif not drop.found and ledger.removals == told and any(map(str.isalnum, shown := _shown(source))):
            span = node.span.cover(last.span)
            out.append(Paragraph((Text(" ".join(shown.split()), span=span),), span=span))
            ledger.doubted(span, *_UNREAD)
        out.extend(made)
        at = end
    return tuple(out)


def _is_around(one: Held, blocks: Sequence[Block]) -> bool:
    """Whether an element makes one thing of the Markdown in it: a disclosure, a box, or a link."""
    return one.element.name == "details" or typed_boxes.is_one(one, blocks) or _leads(one.element) != ""


def _leads(element: Element) -> str:
    return urls.clean(element.attr("href")) if element.name == "a" else ""


def _as_block(node: Block, root: Source) -> Block:
    """A line of tags alone around blocks, `<a href="…"><h3>…</h3></a>`, which Markdown takes for a paragraph, as the
    block of HTML that it is."""
    first = node.children[0] if isinstance(node, Paragraph) else None
    if not isinstance(node, Paragraph) or not isinstance(first, InlineHtml) or first.value.startswith("</"):
        return node
    if whole_in_lines.is_display(node.children, root):
        return HtmlBlock(root.text[slice(*node.span)], span=node.span)
    if any(not isinstance(one, InlineHtml | Text) for one in node.children):
        return node
    tags = [one.value for one in node.children if isinstance(one, InlineHtml)]
    closed = {name_of(tag) for tag in tags if tag.startswith("</")}
    held = {name_of(tag) for tag in tags if not tag.startswith("</")}
    written = root.text[slice(*node.span)]
    if name_of(first.value) not in closed or held.isdisjoint(closed & BLOCKS) or "\n>" in written:
        return node
    return HtmlBlock(written, span=node.span)


def _with_lists(node: Block, root: Source) -> Iterator[Block]:
    """A paragraph with the lists and tables that stand in its lines (`These: <ul><li>…</li></ul>`), and the headings
    right behind the end of another element (`…</p><h3>…</h3>`), as blocks."""
    run = node.children if isinstance(node, Paragraph) else ()
    at = 0
    for start, end in whole(run, _IN_LINES) if "\n>" not in root.text[slice(*node.span)] else ():
        if all(isinstance(one, InlineHtml) for one in run[start:end]):
            continue
        if name_of(getattr(run[start], "value", "")) in HEADINGS and not _parts(cover(run[start : end + 1]), root):
            continue
        if start > at:
            yield Paragraph(run[at:start], span=cover(run[at:start]))
        span = cover(run[start : end + 1])
        yield HtmlBlock(root.text[slice(*span)], span=span)
        at = end + 1
    if not at:
        yield node
    elif run[at:]:
        yield Paragraph(run[at:], span=cover(run[at:]))


def _parts(heading: Span, root: Source) -> bool:
    """Whether a heading stands behind the end of another element, and before a tag or the end of its line."""
    above = root.text[max(heading.start - _NEAR, 0) : heading.start].rstrip(" \t")
    return _ENDED.search(above) is not None and root.text[heading.end : heading.end + 1] in ("<", "\n", "")


_IN_LINES = ("ul", "ol", "table", *sorted(HEADINGS))
_NEAR = 40
_ENDED = regex(r"</(?:p|div|section|ul|ol|dl|table|pre|blockquote|figure|h[1-6])\s*+>\Z", re.I)


def _shown(source: Source) -> str:
    return "".join(parse(source).root.chars())


def _spans_to(blocks: Sequence[Block], at: int, root: Source) -> int:
    """The end of the blocks that one element spans: a table, a list or a listing that a blank line cut for Markdown."""
    node = blocks[at]
    assert isinstance(node, HtmlBlock)
    value, end = node.value, at + 1
    while opened := _unclosed(value):
        begun = end
        end = _behind_listing(blocks, begun, root) if opened[-1] == "pre" else _closed(blocks, begun, opened[0])
        if end == begun:
            return end
        value = root.text[node.span.start : blocks[end - 1].span.end]
    return end


def _closed(blocks: Sequence[Block], begun: int, opened: str) -> int:
    """The place behind the block of HTML that closes an element; `begun` where none does."""
    depth = 1
    for end in range(begun, min(len(blocks), begun + 400)):
        other = blocks[end]
        if isinstance(other, HtmlBlock):
            for match in TAG.finditer(other.value):
                if match[2].lower() == opened:
                    depth += -1 if match[1] else 1
                    if not depth:
                        return end + 1
    return begun


def _behind_listing(blocks: Sequence[Block], begun: int, root: Source) -> int:
    """The place behind the block in which a listing closes, whatever its lines are to Markdown; `begun` where none
    closes before the next one opens."""
    found = _PRE.search(root.text, blocks[begun - 1].span.end)
    if found is None or not found[1] or "\n>" in root.text[blocks[begun - 1].span.start : found.start()]:
        return begun
    return next((end + 1 for end in range(begun, len(blocks)) if blocks[end].span.end > found.start()), begun)


_PRE = regex(r"<(/?)pre(?=[\s>])", re.I)


def _unclosed(value: str) -> list[str]:
    """The spanning elements that a block opens and does not close, the outermost first."""
    stack: list[str] = []
    for match in TAG.finditer(value):
        name = match[2].lower()
        if name not in _SPANNING:
            continue
        if not match[1]:
            stack.append(name)
        elif name in stack:
            while stack and stack.pop() != name:
                pass
    return stack


def _as_text(node: Inline) -> Inline:
    return Text(node.value, span=node.span) if isinstance(node, InlineHtml) else node
