"""Blocks in normal form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import is_

from proofpress.evidence.sentence_math import fits_a_line
from proofpress.normal.delimiters import cover
from proofpress.normal.inlines import in_cell, in_one_line, inlines
from proofpress.normal.values import code, display_tex, fence_language, label, one_line
from proofpress.tree import (
    Align,
    Block,
    Break,
    Cell,
    Code,
    Container,
    Definitions,
    Details,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    InlineMath,
    Item,
    List,
    Math,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
)


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
    return joined(made)


def _block(node: Block) -> Iterable[Block]:
    match node:
        case Paragraph():
            content = inlines(node.children)
            if _are(content, node.children):
                return (node,) if content else ()
            return (Paragraph(content, span=node.span),) if content else ()
        case Heading():
            content = in_one_line(node.children)
            return (replace(node, depth=min(max(node.depth, 1), 6), children=content),) if content else ()
        case ThematicBreak() | HtmlBlock():
            return (node,)
        case Quote():
            inner, notes = without_notes(blocks(node.children))
            return (replace(node, children=inner), *notes) if inner else notes
        case List():
            return _list(node)
        case Code():
            value = code(node.value)
            return (replace(node, value=value, lang=fence_language(node.lang)),) if value.strip() else ()
        case Math():
            value = display_tex(node.value)
            return (replace(node, value=value),) if value else ()
        case Table():
            return _table(node)
        case Details():
            inner, notes = without_notes(blocks(node.children))
            summary = one_line(node.summary) or "…"
            if not inner:
                return (Paragraph((Text(summary, span=node.span),), span=node.span), *notes)
            return (replace(node, summary=summary, children=inner), *notes)
        case Container():
            inner, notes = without_notes(blocks(node.children))
            title = one_line(node.title).replace('"', "'")
            return (replace(node, title=title, children=inner), *notes) if inner or node.title else notes
        case Definitions():
            return _definitions(node)
        case Footnote():
            return (replace(node, label=label(node.label), children=_note(node)),)


def _are(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether these are the very same nodes."""
    return len(some) == len(others) and all(map(is_, some, others))


def joined(nodes: Iterable[Block]) -> tuple[Block, ...]:
    """Neighbours that are one become one: a list that goes on, two thematic breaks."""
    runs: list[list[Block]] = []
    size = 0
    for node in nodes:
        last = runs[-1][0] if runs else None
        if isinstance(last, List) and isinstance(node, List) and _goes_on(last, size, node, len(runs[-1]) == size):
            runs[-1].append(node)
            size += len(node.items)
        elif not (isinstance(last, ThematicBreak) and isinstance(node, ThematicBreak)):
            runs.append([node])
            size = len(node.items) if isinstance(node, List) else 0
    return tuple(map(_one, runs))


def _one(run: list[Block]) -> Block:
    first = run[0]
    if len(run) == 1 or not isinstance(first, List):
        return first
    span = cover(first.span, run[-1].span)
    return replace(first, items=tuple(item for node in run if isinstance(node, List) for item in node.items), span=span)


def _goes_on(last: List, size: int, node: List, one_by_one: bool) -> bool:
    """Whether a list is the rest of the one before, of so many items: its numbers go on, or an editor that keeps each
    item in a list of its own may have made both. Lists without numbers are then of the same kind, too; those with
    numbers have begun `one_by_one`."""
    if last.start is not None or node.start is not None:
        begins_again = one_by_one and len(node.items) == 1 and node.start == last.start
        return last.start is not None and (node.start == last.start + size or begins_again)
    return 1 in (size, len(node.items)) and _has_boxes(last) == _has_boxes(node)


def _has_boxes(node: List) -> bool:
    return any(item.checked is not None for item in node.items)


def _list(node: List) -> Iterable[Block]:
    """A list whose items begin with a paragraph or HTML that may be one, or hold a list alone; what cannot be one is
    between two lists, which count it."""
    out: list[Block] = []
    items: list[Item] = []
    notes: list[Block] = []
    start = node.start

    def flush() -> None:
        nonlocal start, items
        if items:
            out.append(
                List(
                    tuple(items), start, span=cover(items[0].span, items[-1].span) if node.span != (0, 0) else node.span
                )
            )
            start = None if start is None else start + len(items)
        items = []

    contents: list[tuple[Item, tuple[Block, ...]]] = []
    for item in node.items:
        content, found = without_notes(blocks(item.children))
        notes.extend(found)
        if content:
            contents.append((item, content))
    doubled = all(_is_doubled(node, content) for _, content in contents)
    for item, content in contents:
        content = _with_formula(content if doubled else _said(content))
        first = content[0]
        if (
            isinstance(first, Paragraph)
            or _is_words(first)
            or not doubled
            and item.checked is None
            and _is_list_alone(content)
        ):
            items.append(Item(content, item.checked, span=item.span))
        elif isinstance(first, List) and items:
            items[-1] = replace(
                items[-1], children=joined((*items[-1].children, *content)), span=cover(items[-1].span, item.span)
            )
        else:
            flush()
            out.extend(content)
            start = None if start is None else start + 1
    flush()
    if len(out) == 1 and isinstance(out[0], List) and len(out[0].items) == len(node.items):
        out[0] = replace(out[0], span=node.span)
    return (*out, *notes)


def _is_words(node: Block) -> bool:
    """Whether a block of HTML is yet to be read: no comment or declaration."""
    return isinstance(node, HtmlBlock) and not node.value.lstrip().startswith(("<!", "<?"))


def _is_doubled(node: List, content: tuple[Block, ...]) -> bool:
    """Whether an item bears its mark twice, if all of its list do: it holds a list, which has but one item unless it is
    the only one itself."""
    only = content[0]
    if len(content) > 1 or not isinstance(only, List):
        return False
    return len(node.items) == 1 or len(only.items) == 1 and (node.start is None or only.start is not None)


def _said(content: tuple[Block, ...]) -> tuple[Block, ...]:
    """What an item says that bears a number besides its bullet: `- 10. is the number of the drawing`."""
    match content:
        case [List(start=int(start), items=[Item(children=[Paragraph() as only], checked=None)])]:
            return (replace(only, children=inlines((Text(f"{start}. ", span=only.span), *only.children))),)
        case _:
            return content


def _with_formula(content: tuple[Block, ...]) -> tuple[Block, ...]:
    """What an item holds that begins with a display: a formula in the line of its mark, if it can be one."""
    match content:
        case [Math(value) as first, *rest] if fits_a_line(value):
            line = inlines((InlineMath(value, span=first.span, inner=first.inner),))
            return (Paragraph(line, span=first.span), *rest) if line else content
        case _:
            return content


def _is_list_alone(content: tuple[Block, ...]) -> bool:
    return (
        len(content) == 1
        and isinstance(content[0], List)
        and all(len(item.children) == 1 and isinstance(item.children[0], Paragraph) for item in content[0].items)
    )


def _table(node: Table) -> Iterable[Block]:
    rows = [
        replace(row, cells=tuple(Cell(in_cell(cell.children), span=cell.span) for cell in row.cells))
        for row in node.rows
    ]
    width = max((len(row.cells) for row in rows), default=0)
    if not width or not any(cell.children for row in rows for cell in row.cells):
        return ()
    empty = Cell(())
    rows = [replace(row, cells=(*row.cells, *(empty,) * (width - len(row.cells)))) for row in rows]
    unset: Align = ""
    align = (*node.align, *(unset for _ in range(len(node.align), width)))[:width]
    return (replace(node, align=align, rows=tuple(rows)),)


def _definitions(node: Definitions) -> Iterable[Block]:
    entries = []
    notes: list[Block] = []
    for term, bodies in node.entries:
        kept = []
        for body in bodies:
            content, found = without_notes(blocks(body))
            notes.extend(found)
            if content:
                kept.append(content)
        title = in_one_line(term)
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
            span = block.span if span == node.span else cover(span, block.span)
        elif not isinstance(block, Footnote):
            rest.append(block)
    return (Paragraph(inlines(text), span=span), *rest) if text else tuple(rest)


def without_notes(nodes: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    notes = tuple(node for node in nodes if isinstance(node, Footnote))
    return (tuple(node for node in nodes if not isinstance(node, Footnote)), notes) if notes else (nodes, ())
