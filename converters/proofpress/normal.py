"""The normal form of a tree: what every reader yields and the writer can write so that all parsers read it alike.

- `Text` is never empty, never next to another `Text`, has single spaces and no line ends.
- Emphasis, strong and struck text are never empty, never hold their own kind, and begin and end where CommonMark's
  flanking rules (0.31.2, section 6.2) and Python-Markdown both see a delimiter.
- Blocks are never empty, and a paragraph never begins or ends with space or a break.
- Lists of one kind, and quotes, never follow each other directly; an item begins with a paragraph.
- Notes stand at the end of the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from proofpress.source import Span
from proofpress.tree import (
    Block,
    Break,
    Cell,
    Code,
    Container,
    Definitions,
    Delete,
    Details,
    Document,
    Emphasis,
    Footnote,
    FootnoteReference,
    Heading,
    HtmlBlock,
    Image,
    Inline,
    InlineCode,
    InlineHtml,
    InlineMath,
    Item,
    Link,
    List,
    Math,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Tagged,
    Text,
    ThematicBreak,
    text_of,
)

_SPACE = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CODE_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKER = re.compile(r"\n\s*(?=[-+*>#=:|!?]|\d+[.)]|`{3}|~{3}|\$\$)")
_RUNS = (Emphasis, Strong, Delete)


def normalise(document: Document) -> Document:
    """The document in normal form. Spans are kept; a node made of several covers them all."""
    found = blocks(document.children)
    while found and isinstance(found[0], ThematicBreak):
        found = found[1:]
    body, notes = _without_notes(found)
    while body and isinstance(body[-1], ThematicBreak):
        body = body[:-1]
    return replace(document, children=(*_joined(body), *notes))


def blocks(nodes: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in normal form; those that are empty are gone."""
    made: list[Block] = []
    for node in nodes:
        if node.settled:
            made.append(node)
            continue
        for settled in _block(node):
            object.__setattr__(settled, "settled", True)
            made.append(settled)
    return _joined(made)


def inlines(nodes: Iterable[Inline], *, edges: bool = True) -> tuple[Inline, ...]:
    """Inlines in normal form; with `edges`, space and breaks at both ends are gone."""
    found = _merged(_clean(nodes, frozenset()))
    for _ in range(8):
        settled = _merged(_settled(found))
        if settled == found:
            break
        found = settled
    return _trimmed(found) if edges else tuple(found)


# Blocks


def _block(node: Block) -> Iterable[Block]:
    match node:
        case Paragraph():
            content = inlines(node.children)
            return (replace(node, children=content),) if content else ()
        case Heading():
            content = _one_line(node.children)
            return (replace(node, depth=min(max(node.depth, 1), 6), children=content),) if content else ()
        case ThematicBreak() | HtmlBlock():
            return (node,)
        case Quote():
            inner, notes = _without_notes(blocks(node.children))
            return ((replace(node, children=inner), *notes) if inner else notes)
        case List():
            return _list(node)
        case Code():
            value = _CODE_CONTROL.sub("", node.value).replace("\r\n", "\n").replace("\r", "\n")
            return (replace(node, value=value, lang=re.sub(r"[\s`{}]+", "", node.lang)),) if value.strip() else ()
        case Math():
            value = display_tex(node.value)
            return (replace(node, value=value),) if value else ()
        case Table():
            return _table(node)
        case Details():
            inner, notes = _without_notes(blocks(node.children))
            summary = _SPACE.sub(" ", _CONTROL.sub("", node.summary)).strip() or "…"
            if not inner:
                return (Paragraph((Text(summary, span=node.span),), span=node.span), *notes)
            return (replace(node, summary=summary, children=inner), *notes)
        case Container():
            inner, notes = _without_notes(blocks(node.children))
            title = _SPACE.sub(" ", node.title).replace('"', "'").strip()
            return (replace(node, title=title, children=inner), *notes) if inner else notes
        case Definitions():
            return _definitions(node)
        case Footnote():
            return (replace(node, label=_label(node.label), children=_note(node)),)


def _joined(nodes: Iterable[Block]) -> tuple[Block, ...]:
    """Neighbours that no parser would tell apart become one: lists of a kind, quotes, two thematic breaks."""
    out: list[Block] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(last, List) and isinstance(node, List) and last.ordered == node.ordered:
            out[-1] = replace(last, items=(*last.items, *node.items), span=_cover(last.span, node.span))
        elif isinstance(last, Quote) and isinstance(node, Quote):
            out[-1] = replace(last, children=_joined((*last.children, *node.children)), span=_cover(last.span, node.span))
        elif isinstance(last, ThematicBreak) and isinstance(node, ThematicBreak):
            continue
        else:
            out.append(node)
    return tuple(out)


def _list(node: List) -> Iterable[Block]:
    """A list whose items all begin with a paragraph; what cannot be an item stands between two lists."""
    out: list[Block] = []
    items: list[Item] = []
    notes: list[Block] = []
    start = node.start

    def flush() -> None:
        nonlocal start, items
        if items:
            out.append(List(tuple(items), start, span=_cover(items[0].span, items[-1].span) if node.span != (0, 0) else node.span))
            start = None if start is None else start + len(items)
        items = []

    for item in node.items:
        content, found = _without_notes(blocks(item.children))
        notes.extend(found)
        if not content:
            continue
        first = content[0]
        if isinstance(first, Paragraph):
            items.append(replace(item, children=content))
        elif isinstance(first, List) and items:
            items[-1] = replace(items[-1], children=_joined((*items[-1].children, *content)), span=_cover(items[-1].span, item.span))
        else:
            flush()
            out.extend(content)
    flush()
    if len(out) == 1 and isinstance(out[0], List) and len(out[0].items) == len(node.items):
        out[0] = replace(out[0], span=node.span)
    return (*out, *notes)


def _table(node: Table) -> Iterable[Block]:
    rows = [replace(row, cells=tuple(replace(cell, children=_in_cell(cell.children)) for cell in row.cells)) for row in node.rows]
    width = max((len(row.cells) for row in rows), default=0)
    if not width or not any(cell.children for row in rows for cell in row.cells):
        return ()
    empty = Cell(())
    rows = [replace(row, cells=(*row.cells, *(empty,) * (width - len(row.cells)))) for row in rows]
    align = (*node.align, *("",) * (width - len(node.align)))[:width]
    return (replace(node, align=align, rows=tuple(rows)),)


def _in_cell(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return inlines(_mapped(children, _for_cell))


def _for_cell(node: Inline) -> Inline:
    return replace(node, value=_no_bars(node.value)) if isinstance(node, InlineMath) else node


def _no_bars(tex: str) -> str:
    """TeX without a bare vertical bar, which would end a table's cell."""
    tex = re.sub(r"\\\|", r"\\Vert ", tex)
    return re.sub(r"\|", r"\\vert ", tex).strip()


def _mapped(nodes: Iterable[Inline], change: Callable[[Inline], Inline]) -> tuple[Inline, ...]:
    """The inlines with every leaf changed, at any depth."""
    return tuple(
        replace(node, children=_mapped(node.children, change))
        if isinstance(node, Emphasis | Strong | Delete | Tagged | Link)
        else change(node)
        for node in nodes
    )


def _definitions(node: Definitions) -> Iterable[Block]:
    entries = []
    notes: list[Block] = []
    for term, bodies in node.entries:
        kept = []
        for body in bodies:
            content, found = _without_notes(blocks(body))
            notes.extend(found)
            if content:
                kept.append(content)
        title = _one_line(term)
        if title and kept:
            entries.append((title, tuple(kept)))
        elif title:
            notes.append(Paragraph(title, span=node.span))
        else:
            notes.extend(block for body in kept for block in body)
    return (replace(node, entries=tuple(entries)), *notes) if entries else notes


def _note(node: Footnote) -> tuple[Block, ...]:
    """A note's paragraphs in one, with breaks between; any other block stays behind it."""
    text: list[Inline] = []
    rest: list[Block] = []
    span = node.span
    for block in blocks(node.children):
        if isinstance(block, Paragraph) and not rest:
            text.extend((Break(span=block.span), *block.children) if text else block.children)
            span = block.span if span == node.span else _cover(span, block.span)
        elif not isinstance(block, Footnote):
            rest.append(block)
    return (Paragraph(inlines(text), span=span), *rest) if text else tuple(rest)


def _without_notes(nodes: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    notes = tuple(node for node in nodes if isinstance(node, Footnote))
    return (tuple(node for node in nodes if not isinstance(node, Footnote)), notes) if notes else (nodes, ())


def display_tex(value: str) -> str:
    """TeX that stands between two lines of `$$` and is one block for every parser: no blank line, no line that begins like a Markdown block."""
    lines = [line.strip(" \t\r\x0b\x0c") for line in _CONTROL.sub("", value).split("\n")]
    tex = "\n".join(line for line in lines if line)
    if "%" not in tex:
        tex = _MARKER.sub(" ", "\n" + tex).lstrip()
    else:
        tex = _MARKER.sub("\n{}", "\n" + tex).lstrip()
    tex = tex.replace("$$", "$ $")
    return tex[:-1].rstrip() if re.search(r"(?<!\\)(?:\\\\)*\\$", tex) else tex


def inline_tex(value: str) -> str:
    """TeX that can stand between two dollars: one line, no dollar of its own, no backslash at its end."""
    tex = _SPACE.sub(" ", _CONTROL.sub("", re.sub(r"(?<!\\)%.*", "", value) if "\n" in value else value)).strip()
    tex = re.sub(r"(?<!\\)\$([^$]*)(?<!\\)\$", r"\\(\1\\)", tex)
    tex = re.sub(r"(?<!\\)\$", r"\\$", tex)
    return tex[:-1].rstrip() if re.search(r"(?<!\\)(?:\\\\)*\\$", tex) else tex


# Inlines


def _one_line(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines for a place that has no second line: a break is a space."""
    return inlines(_mapped(children, lambda node: Text(" ", span=node.span) if isinstance(node, Break) else node))


def _clean(nodes: Iterable[Inline], within: frozenset[type]) -> list[Inline]:
    """Each inline by itself in order: no empty one, none inside its own kind, all text on one line."""
    out: list[Inline] = []
    for node in nodes:
        match node:
            case Text():
                value = _CONTROL.sub("", _SPACE.sub(" ", node.value))
                if value:
                    out.append(node if value == node.value else replace(node, value=value))
            case Emphasis() | Strong() | Delete():
                inner = _merged(_clean(node.children, within | {type(node)}))
                if type(node) in within:
                    out.extend(inner)
                elif inner:
                    out.append(replace(node, children=tuple(inner)))
            case Tagged():
                inner = _merged(_clean(node.children, within))
                if _seen(inner):
                    out.append(replace(node, children=tuple(inner)))
                else:
                    out.extend(inner)
            case Link():
                inner = _merged(_clean(node.children, within | {Link}))
                url = address(node.url)
                if Link in within or not url or not _seen(inner):
                    out.extend(inner)
                else:
                    content = _mapped(inner, lambda child: Text(" ", span=child.span) if isinstance(child, Break) else child)
                    title = _SPACE.sub(" ", _CONTROL.sub("", node.title)).strip()
                    out.append(replace(node, url=url, title=title, children=tuple(_merged(content))))
            case InlineCode():
                value = _CONTROL.sub("", _SPACE.sub(" ", node.value)).strip()
                if value:
                    out.append(replace(node, value=value))
            case InlineMath():
                if value := inline_tex(node.value):
                    out.append(replace(node, value=value))
            case Image():
                alt = _SPACE.sub(" ", _CONTROL.sub("", node.alt)).strip()
                title = _SPACE.sub(" ", _CONTROL.sub("", node.title)).strip()
                if url := address(node.url):
                    out.append(replace(node, url=url, alt=alt, title=title))
                elif alt:
                    out.append(Text(alt, span=node.span))
            case FootnoteReference():
                if Link in within:
                    out.append(Text(f"[{node.label}]", span=node.span))
                elif label := _label(node.label):
                    out.append(replace(node, label=label))
            case Break() | InlineHtml():
                out.append(node)
    return out


def _seen(nodes: Iterable[Inline]) -> bool:
    """Whether a reader would see anything of these inlines."""
    for node in nodes:
        match node:
            case Text():
                if node.value.strip():
                    return True
            case Emphasis() | Strong() | Delete() | Tagged() | Link():
                if _seen(node.children):
                    return True
            case Break():
                pass
            case _:
                return True
    return False


def address(url: str) -> str:
    """An address on one line, with what would end a Markdown link destination percent-encoded."""
    url = _SPACE.sub("", _CONTROL.sub("", url.strip())) if "\n" in url else _CONTROL.sub("", url.strip())
    url = re.sub(r"[\s<>\"\\^`{|}]", lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), url)
    return url if _balanced(url) else url.replace("(", "%28").replace(")", "%29")


def _balanced(url: str) -> bool:
    """Parentheses that every parser takes as part of a link's destination: paired, and not inside each other."""
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if not 0 <= depth <= 1:
            return False
    return depth == 0


def _label(label: str) -> str:
    return re.sub(r"[\s\[\]^\\`*_<>|]+", "-", label).strip("-")


def _merged(nodes: Iterable[Inline]) -> list[Inline]:
    """Neighbours of one kind in one node."""
    out: list[Inline] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(node, Text):
            if not node.value:
                continue
            if isinstance(last, Text):
                value = last.value + node.value
                out[-1] = Text(_SPACE.sub(" ", value) if "  " in value else value, span=_cover(last.span, node.span))
                continue
        elif isinstance(node, _RUNS) and type(last) is type(node):
            inner = _merged((*last.children, *node.children))  # type: ignore[union-attr]
            out[-1] = replace(node, children=tuple(inner), span=_cover(last.span, node.span))  # type: ignore[union-attr]
            continue
        out.append(node)
    return out


def _settled(nodes: list[Inline]) -> list[Inline]:
    """Delimiter runs that open and close where all parsers see it: what stands in their way moves outside."""
    out: list[Inline] = []
    for node in nodes:
        out.extend(_run(node) if isinstance(node, _RUNS) else _deep(node))
    nodes, out = _merged(out), []
    for index, node in enumerate(nodes):
        before = nodes[index - 1] if index else None
        after = nodes[index + 1] if index + 1 < len(nodes) else None
        if isinstance(node, _RUNS):
            if isinstance(before, _RUNS) and {type(before), type(node)} == {Emphasis, Strong}:
                out.append(Text(" ", span=Span(node.span.start, node.span.start)))
                before = None
            out.extend(_flanked(node, _last_char(before), _first_char(after) if not isinstance(after, _RUNS) else "*"))
        elif isinstance(node, InlineMath | InlineCode) and type(before) is type(node):
            out.extend((Text(" ", span=Span(node.span.start, node.span.start)), node))
        else:
            out.append(node)
    return out


def _deep(node: Inline) -> Iterable[Inline]:
    """A tag or link with settled content; the space at the edges of a link's text stands outside it."""
    if not isinstance(node, Tagged | Link):
        return (node,)
    inner = _merged(_settled(list(node.children)))
    if isinstance(node, Tagged):
        return (replace(node, children=tuple(inner)),)
    before, after = Span(node.span.start, node.span.start), Span(node.span.end, node.span.end)
    out: list[Inline] = []
    first = inner[0]
    if isinstance(first, Text) and first.value[0].isspace():
        out.append(Text(" ", span=before))
        inner[0] = replace(first, value=first.value.lstrip())
    last = inner[-1]
    trails = isinstance(last, Text) and last.value[-1:].isspace()
    if isinstance(last, Text) and trails:
        inner[-1] = replace(last, value=last.value.rstrip())
    out.append(replace(node, children=tuple(_merged(inner))))
    if trails:
        out.append(Text(" ", span=after))
    return out


def _run(node: Emphasis | Strong | Delete) -> Iterable[Inline]:
    """A run with settled content whose outer space and breaks stand outside it."""
    inner = _merged(_settled(list(node.children)))
    before: list[Inline] = []
    after: list[Inline] = []
    while inner:
        first = inner[0]
        if isinstance(first, Break):
            before.append(inner.pop(0))
        elif isinstance(first, Text) and first.value[0].isspace():
            kept = first.value.lstrip()
            before.append(replace(first, value=first.value[: len(first.value) - len(kept)]))
            inner[0:1] = [replace(first, value=kept)] if kept else []
        else:
            break
    while inner:
        last = inner[-1]
        if isinstance(last, Break):
            after.insert(0, inner.pop())
        elif isinstance(last, Text) and last.value[-1].isspace():
            kept = last.value.rstrip()
            after.insert(0, replace(last, value=last.value[len(kept) :]))
            inner[-1:] = [replace(last, value=kept)] if kept else []
        else:
            break
    yield from before
    if len(inner) > 1 and not isinstance(node, Delete):
        inner = _merged(_told_apart(inner))
    if len(inner) == 1 and isinstance(node, Strong) and isinstance(inner[0], Emphasis):
        yield replace(inner[0], children=(replace(node, children=inner[0].children),))
    elif len(inner) == 1 and isinstance(node, Emphasis | Strong) and isinstance(inner[0], Delete):
        yield replace(inner[0], children=(replace(node, children=inner[0].children),))
    elif inner:
        yield replace(node, children=tuple(inner))
    yield from after


def _told_apart(nodes: list[Inline]) -> Iterable[Inline]:
    """The content of a run whose inner runs stand apart from it: `***a*b *c***` is read in three ways by three parsers."""
    for index, node in enumerate(nodes):
        before = _last_char(nodes[index - 1]) if index else ""
        after = _first_char(nodes[index + 1]) if index + 1 < len(nodes) else ""
        apart = (not before or before.isspace()) and (not after or after.isspace()) and (index == 0 or bool(after))
        if isinstance(node, Emphasis | Strong) and not apart:
            yield from node.children
        else:
            yield node


def _flanked(node: Emphasis | Strong | Delete, before: str, after: str) -> Iterable[Inline]:
    """A run that is left-flanking at its start and right-flanking at its end, next to these two characters ("" for none)."""
    inner = list(node.children)
    star = "*" if isinstance(node, Delete) else ""
    lead: list[Inline] = []
    trail: list[Inline] = []
    while inner and _punctuation(star if star and isinstance(inner[0], Emphasis | Strong) else _first_char(inner[0])) and not _open(before):
        first = inner[0]
        if not isinstance(first, Text):
            lead.append(Text(" ", span=Span(node.span.start, node.span.start)))
            break
        lead.append(replace(first, value=first.value[0]))
        before = first.value[0]
        inner[0:1] = [replace(first, value=first.value[1:])] if len(first.value) > 1 else []
    while inner and _punctuation(star if star and isinstance(inner[-1], Emphasis | Strong) else _last_char(inner[-1])) and not _open(after):
        last = inner[-1]
        if not isinstance(last, Text):
            trail.insert(0, Text(" ", span=Span(node.span.end, node.span.end)))
            break
        trail.insert(0, replace(last, value=last.value[-1]))
        after = last.value[-1]
        inner[-1:] = [replace(last, value=last.value[:-1])] if len(last.value) > 1 else []
    yield from lead
    if inner:
        yield replace(node, children=tuple(inner))
    yield from trail


def _first_char(node: Inline | None) -> str:
    """The first character of a node as written, looking through emphasis delimiters."""
    match node:
        case None:
            return ""
        case Text():
            return node.value[:1]
        case Emphasis() | Strong():
            return _first_char(node.children[0])
        case Delete():
            return "~"
        case InlineCode():
            return "`"
        case InlineMath():
            return "$"
        case Link() | FootnoteReference():
            return "["
        case Image():
            return "!"
        case Break() | Tagged() | InlineHtml():
            return "<"


def _last_char(node: Inline | None) -> str:
    match node:
        case None:
            return ""
        case Text():
            return node.value[-1:]
        case Emphasis() | Strong():
            return _last_char(node.children[-1])
        case Delete():
            return "~"
        case InlineCode():
            return "`"
        case InlineMath():
            return "$"
        case FootnoteReference():
            return "]"
        case Link() | Image():
            return ")"
        case Break() | Tagged() | InlineHtml():
            return ">"


def _punctuation(char: str) -> bool:
    """Punctuation to at least one parser: CommonMark counts symbols since 0.31."""
    return bool(char) and unicodedata.category(char)[0] in "PS"


def _open(char: str) -> bool:
    """Text edge, space, or what every parser calls punctuation."""
    return not char or char.isspace() or unicodedata.category(char)[0] == "P" or char in "$+<=>^`|~"


def _trimmed(nodes: list[Inline]) -> tuple[Inline, ...]:
    nodes = list(nodes)
    while nodes and (isinstance(nodes[0], Break) or (isinstance(nodes[0], Text) and not nodes[0].value.strip())):
        nodes.pop(0)
    while nodes and (isinstance(nodes[-1], Break) or (isinstance(nodes[-1], Text) and not nodes[-1].value.strip())):
        nodes.pop()
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = replace(nodes[0], value=nodes[0].value.lstrip())
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = replace(nodes[-1], value=nodes[-1].value.rstrip())
    out: list[Inline] = []
    for index, node in enumerate(nodes):
        if isinstance(node, Text):
            value = node.value
            if index and isinstance(nodes[index - 1], Break):
                value = value.lstrip()
            if index + 1 < len(nodes) and isinstance(nodes[index + 1], Break):
                value = value.rstrip()
            if not value:
                continue
            node = node if value == node.value else replace(node, value=value)
        out.append(node)
    return tuple(out)


def _cover(a: Span, b: Span) -> Span:
    if a == (0, 0):
        return b
    return a if b == (0, 0) else a.cover(b)


__all__ = ["address", "blocks", "display_tex", "inline_tex", "inlines", "normalise"]
