"""HTML typed into Markdown, read as the page it would be: blocks through the HTML reader, tags in a line in pairs.

Markdown inside of that HTML is read again, and HTML inside of that, to a bound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from proofpress import urls
from proofpress.evidence import superscripts
from proofpress.ledger import Ledger
from proofpress.markdown.html import BLOCKS
from proofpress.normal import blocks as normal
from proofpress.origins.contents import Contents
from proofpress.origins.typed import settled
from proofpress.passes import disclosures, typed_boxes
from proofpress.passes.between import Held, held, split
from proofpress.passes.blocks_in_lines import CONVERTED, TAG, as_lines, name_of, whole
from proofpress.passes.html_around import as_page
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested
from proofpress.readers.html import cards, links, parse
from proofpress.readers.html import read as read_html
from proofpress.readers.html.dom import Element
from proofpress.readers.html.tags import HANDLERS
from proofpress.source import Piece, Source, Span
from proofpress.tree import (
    Block,
    Break,
    Delete,
    Document,
    Emphasis,
    HtmlBlock,
    Image,
    Inline,
    InlineCode,
    InlineHtml,
    Link,
    Paragraph,
    Strong,
    Tagged,
    Text,
    cover,
    of_kinds,
    text_of,
)

_DEEPEST = 4
_DEEPEST_BOX = 8
_PRINTED = re.compile(r"<([a-zA-Z][\w:-]*+)")
_KEPT = re.compile(r"\s*(?:<!--\s*proofpress-(?:(?!--!?>)[\s\S])*+-->\s*)+\Z")
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
_PLAYED = ("video", "audio")
_VOID = frozenset(("br", "img", "hr", "wbr", "input", "link", "meta", "source", "embed", "area", "col"))
_SILENT = frozenset(
    (
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "svg",
        "select",
        "button",
        "textarea",
        "title",
        "head",
        "noscript",
    )
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without raw HTML; comments that speak to `proofpress check` stay."""
    root = ledger.root

    def run(nodes: Inlines) -> Inlines:
        return _run(nested(nodes, run), ledger)

    for _ in range(_DEEPEST):
        if not any(
            isinstance(node, InlineHtml) or not _KEPT.match(node.value)
            for node in of_kinds(document, InlineHtml, HtmlBlock)
        ):
            return document
        document = each_level(document, lambda blocks: _level(blocks, root, ledger))
        document = each_run(document, run)
    return each_run(document, lambda nodes: tuple(_as_text(node) for node in nodes))


# Blocks


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
        if not isinstance(node, HtmlBlock) or _KEPT.match(node.value):
            out.append(node)
            at += 1
            continue
        end = _spans_to(blocks, at, root)
        last = blocks[end - 1]
        if end == at + 1:
            exact = root.text[node.span.start : node.span.end] == node.value
            source = root.slice(*node.span) if exact else root.derive((Piece(node.value, *node.span),))
        else:
            whole = any("pre" in _unclosed(one.value) for one in blocks[at:end] if isinstance(one, HtmlBlock))
            source = root.slice(node.span.start, last.span.end) if whole else as_page(tuple(blocks[at:end]), root)
        drop = Contents()
        made = settled(read_html(source, ledger, drop=drop), root, ledger)
        if made:
            ledger.repaired(node.span.cover(last.span), *CONVERTED)
        elif node.value.lstrip().startswith("<!--"):
            ledger.removed(node.span, "a comment of the source", "源码注释")
        elif node.value.lstrip().startswith("<!"):
            ledger.removed(node.span, "a declaration of HTML", "HTML 的声明")
        elif not drop.found and any(char.isalnum() for char in _shown(source)):
            ledger.removed(node.span.cover(last.span), "HTML that shows nothing", "不显示任何内容的 HTML")
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
    """A paragraph with the lists and tables that stand in its lines (`These: <ul><li>…</li></ul>`) as blocks."""
    run = node.children if isinstance(node, Paragraph) else ()
    at = 0
    for start, end in whole(run, ("ul", "ol", "table")) if "\n>" not in root.text[slice(*node.span)] else ():
        if start > at:
            yield Paragraph(run[at:start], span=cover(run[at:start]))
        span = cover(run[start : end + 1])
        yield HtmlBlock(root.text[slice(*span)], span=span)
        at = end + 1
    if not at:
        yield node
    elif run[at:]:
        yield Paragraph(run[at:], span=cover(run[at:]))


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


_PRE = re.compile(r"<(/?)pre(?=[\s>])", re.I)


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


# Inlines


def _run(run: Inlines, ledger: Ledger) -> Inlines:
    if not any(isinstance(node, InlineHtml) for node in run):
        return run
    return tuple(_paired(as_lines(tuple(_opened(run, ledger.root)), ledger), ledger))


def _opened(run: Inlines, root: Source) -> Iterator[Inline]:
    """The run with those tags as tags that browsers read and CommonMark does not (`<kbd onclick=a=b>`), where a closing
    tag waits for them: half of a pair says nothing."""
    names = [(name_of(node.value), node.value.startswith("</")) for node in run if isinstance(node, InlineHtml)]
    count = Counter(name for name, closes in names if closes)
    count.subtract(Counter(name for name, closes in names if not closes))
    for node in run:
        if not isinstance(node, Text) or "<" not in node.value or root.text[slice(*node.span)] != node.value:
            yield node
            continue
        at = 0
        for found in TAG.finditer(node.value):
            name, start = found[2].lower(), node.span.start
            if found[1] or count[name] <= 0:
                continue
            count[name] -= 1
            if at < found.start():
                yield Text(node.value[at : found.start()], span=Span(start + at, start + found.start()))
            yield InlineHtml(found[0], span=Span(start + found.start(), start + found.end()))
            at = found.end()
        if not at:
            yield node
        elif at < len(node.value):
            yield Text(node.value[at:], span=Span(node.span.start + at, node.span.end))


def _paired(run: Inlines, ledger: Ledger) -> Iterator[Inline]:
    """The run with each pair of tags as the node it means; a tag without its other half goes, its text stays. One whose
    other half is printed is printed too."""
    stack: list[tuple[Element | None, InlineHtml | None, list[Inline]]] = [(None, None, [])]
    waiting = Counter(
        name_of(node.value) for node in run if isinstance(node, InlineHtml) and node.value.startswith("</")
    )
    opened: Counter[str] = Counter()
    printed = {name.lower() for node in run if isinstance(node, Text) for name in _PRINTED.findall(node.value)}
    for node in run:
        if not isinstance(node, InlineHtml):
            stack[-1][2].append(node)
            continue
        name = name_of(node.value)
        if node.value.startswith("</"):
            waiting[name] -= 1
            if not opened[name] and name in printed:
                stack[-1][2].append(Text(node.value, span=node.span))
                continue
            if not opened[name]:
                ledger.repaired(
                    node.span,
                    "Unexpected closing tag without its opening one; left out",
                    "没有开始标签的结束标签，已去掉",
                )
                continue
            closed = ""
            while closed != name:
                element, opening, children = stack.pop()
                assert element is not None
                assert opening is not None
                closed = element.name
                opened[closed] -= 1
                stack[-1][2].extend(_made(element, opening, tuple(children), node.span, ledger))
            continue
        element = next(parse(Source("", node.value)).root.elements, None)
        if element is None:
            if node.value.startswith("<!--") and not _KEPT.match(node.value):
                ledger.removed(node.span, "a comment of the source", "源码注释")
            elif not node.value.startswith("<!--"):
                stack[-1][2].append(Text(node.value, span=node.span))
            continue
        if name in _VOID:
            around = stack[-1][0]
            if name == "source" and around is not None and around.name in _PLAYED:
                around.attrs.setdefault("src", element.attr("src"))
            stack[-1][2].extend(_void(element, node, ledger))
        elif name not in HANDLERS and name not in _PLAIN and not ("-" in name and waiting[name]):
            stack[-1][2].append(Text(node.value, span=node.span))
        elif waiting[name] and not node.value.rstrip(">").endswith("/"):
            stack.append((element, node, []))
            opened[element.name] += 1
        elif not _shows_nothing(element):
            ledger.repaired(node.span, "Unexpected tag that is never closed; left out", "没有结束的标签，已去掉")
            if name in BLOCKS and stack[-1][2]:
                stack[-1][2].append(Break(span=node.span))
    for _, _, children in stack:
        yield from children


_PLAIN = frozenset(
    "u ins small big center abbr acronym time data label bdi bdo nobr output slot rb rtc blink tt address".split()
)


def _shows_nothing(element: Element) -> bool:
    return element.name in ("a", "span", "i") and "href" not in element.attrs


def _void(element: Element, node: InlineHtml, ledger: Ledger) -> Iterator[Inline]:
    if element.name == "br":
        yield Break(span=node.span)
    elif element.name == "img":
        from proofpress.readers.formula_images import image as formula
        from proofpress.readers.html.images import DECORATION, is_decoration, source

        if is_decoration(element) and formula(element) is None:
            ledger.removed(node.span, *DECORATION)
            return
        address = urls.clean(source(element))
        yield Image(
            address, " ".join(element.attr("alt").split()), " ".join(element.attr("title").split()), span=node.span
        )


def _made(element: Element, opening: InlineHtml, children: Inlines, end: Span, ledger: Ledger) -> Iterator[Inline]:
    span = opening.span.cover(end)
    if element.name in _PLAYED and (address := urls.clean(element.attr("src"))):
        words = " ".join(element.attr("title").split()) or text_of(children).strip() or address
        ledger.repaired(span, "a film or a sound; kept as a link to it", "影音改为指向它的链接")
        yield Link(address, (Text(words, span=span),), span=span)
        return
    if not children and "href" not in element.attrs:
        return
    match element.name:
        case "cite" if "index" in element.attrs:
            yield from children  # a language model's, around what it has from a source
        case "b" | "strong":
            yield Strong(children, span=span)
        case "i" | "em" | "cite" | "var" | "dfn":
            yield Emphasis(children, span=span)
        case "del" | "s" | "strike":
            yield Delete(children, span=span)
        case "code" | "tt" | "samp":
            yield InlineCode(_code(children, ledger), span=span)
        case "kbd" | "sub" | "sup" | "mark":
            yield Tagged(element.name, children, span=span)
        case "a" if address := urls.clean(element.attr("href")):
            yield Link(address, children, " ".join(element.attr("title").split()), span=span)
        case name if name in _SILENT:
            ledger.removed(span, "a script, control or frame in the text", "正文中的脚本、控件或框架")
        case _:
            yield from children


def _code(children: Inlines, ledger: Ledger) -> str:
    text = ""
    for node in children:
        written = ""
        if isinstance(node, Tagged) and (written := superscripts.in_line(node.tag, text_of(node), text[-1:])):
            ledger.repaired(node.span, *superscripts.WRITTEN)
        text += written or text_of(node)
    return text


def _as_text(node: Inline) -> Inline:
    return Text(node.value, span=node.span) if isinstance(node, InlineHtml) else node
