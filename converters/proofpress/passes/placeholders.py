"""Headings and blocks that were to be filled in: empty headings, "表X 标题", empty tables, "正文部分（继续）"."""

from __future__ import annotations

from dataclasses import replace

from proofpress.authority import Authority, Kind
from proofpress.ledger import Ledger
from proofpress.origins.matter import is_over_others
from proofpress.passes.inlines import Blocks, with_children
from proofpress.passes.references import names_references
from proofpress.tree import (
    Block,
    Document,
    Footnote,
    FootnoteReference,
    Heading,
    Paragraph,
    Table,
    Text,
    ThematicBreak,
    of_kinds,
    place_in,
    text_of,
)
from proofpress.words import label, placeholder
from proofpress.words.references import NOTES


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without placeholders that nothing stands under; those with text under them are reported."""
    kept: list[Block] = []
    blocks = document.children
    for index, node in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _headed_notes(node, following, blocks):
            ledger.removed(node.span, "the heading of a list whose entries are notes", "条目已成为脚注的列表标题")
            continue
        if isinstance(node, Heading) and (found := _is_placeholder(node, ledger)):
            if (
                following is None
                or isinstance(following, Footnote)
                or (isinstance(following, Heading) and following.depth <= node.depth)
                or (isinstance(following, Heading) and found == 2)
            ):
                if ledger.judged(Kind.WORDING, node.span, "a placeholder with nothing under it", "没有内容的占位标题"):
                    continue
            else:
                ledger.doubted(node.span, "a placeholder for a heading", "占位标题")
        elif isinstance(node, Heading) and placeholder.NAMELESS.regex.match(text_of(node)):
            if ledger.judged(Kind.WORDING, node.span, "a placeholder for a heading", "占位标题"):
                continue
        elif (
            isinstance(node, Heading)
            and isinstance(following, Heading)
            and following.depth <= node.depth
            and names_references(node)
            and ledger.judged(
                Kind.WORDING, node.span, "a heading for references with nothing under it", "没有条目的参考文献标题"
            )
        ):
            continue
        elif isinstance(node, Paragraph):
            if _waits(node) and ledger.judged(Kind.WORDING, node.span, *_WAITING):
                continue
            kept.append(_without_last(node, ledger))
            continue
        elif isinstance(node, Table) and _blank(node):
            ledger.doubted(node.span, "a table with nothing under its header", "只有表头的空表格")
        kept.append(node)
    return with_children(document, _without_last_heads(kept, ledger))


_WAITING = "a placeholder", "占位文字"


def _waits(node: Paragraph) -> bool:
    """Whether a paragraph is the place of something that was never put in."""
    said = text_of(node).strip()
    return bool(placeholder.PENDING.regex.match(said) or placeholder.INSERTED.regex.fullmatch(said))


def _without_last(node: Paragraph, ledger: Ledger) -> Paragraph:
    """A paragraph without the place of a picture or the like behind its last sentence."""
    last = node.children[-1] if node.children else None
    if not isinstance(last, Text) or (found := placeholder.LAST.regex.search(last.value)) is None:
        return node
    if not ledger.judged(Kind.WORDING, place_in(last, found.start(), len(last.value)), *_WAITING, text=found[0]):
        return node
    return replace(node, children=(*node.children[:-1], replace(last, value=last.value[: found.start()].rstrip())))


def _headed_notes(node: Block, following: Block | None, blocks: Blocks) -> bool:
    """Whether a block is the heading, or a line in its place, of notes that stood between it and the block that follows
    now. A heading that ends the text stays: the notes are below it. A line with a mark of a note is none."""
    if not isinstance(node, Heading | Paragraph) or not NOTES.regex.match(text_of(node)):
        return False
    if any(True for _ in of_kinds(node, FootnoteReference)):
        return False
    last = following is None or isinstance(following, Footnote)
    if isinstance(node, Heading) and (last or not isinstance(following, Heading) or following.depth > node.depth):
        return False
    end = None if last or following is None else following.span.start
    notes = (block.span.start for block in blocks if isinstance(block, Footnote))
    return any(node.span.end <= start and (end is None or start < end) for start in notes)


def _without_last_heads(kept: list[Block], ledger: Ledger) -> Blocks:
    """Without the words over what to read next, where they are the last of the text: what stood there is gone,
    or never came."""
    end = len(kept)
    while end and isinstance(kept[end - 1], Footnote):
        end -= 1
    start = end
    for at in range(end - 1, 0, -1):
        node = kept[at]
        if is_over_others(node):
            start = at
        elif not isinstance(node, ThematicBreak):
            break
    for node in kept[start:end]:
        if not isinstance(node, ThematicBreak):
            ledger.removed(
                node.span, "words over what to read next, with nothing under them", "没有内容的“相关阅读”一类标题"
            )
    return (*kept[:start], *kept[end:])


def _blank(node: Table) -> bool:
    return not any(text_of(cell).strip(" -—…./") for row in node.rows[1:] for cell in row.cells)


def _is_placeholder(node: Heading, ledger: Ledger) -> int:
    """2 for a heading that only says that the text follows, 1 for a caption without its number, 0 for any other.

    An author may well call the main part of an article its text.
    """
    text = text_of(node)
    if placeholder.NUMBERLESS.regex.match(text):
        return 1
    return 2 if ledger.authority is Authority.MACHINE and label.BODY.regex.match(text) else 0
