"""Headings and blocks that were to be filled in: empty headings, "表X 标题", empty tables, "正文部分（继续）"."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.origins.matter import is_over_others
from proofpress.passes.inlines import Blocks, with_children
from proofpress.passes.references import names_references
from proofpress.tree import Block, Document, Footnote, Heading, Paragraph, Table, ThematicBreak, text_of

_PLACEHOLDER = re.compile(
    r"^\W*(?:(?:表|图|表格|附图|table|figure|fig\.?)\s*(?:[XxＸNn×?？_]{1,2}|\[[^\]]*\])(?:[\s.:：].*)?|"
    r"(?:文章)?正文(?:内容)?(?:部分)?(?:\s*content)?(?:[（(](?:继续|续|开始|待续)[)）])?|文章(?:内容|正文)(?:部分)?(?:[（(](?:继续|续)[)）])?)\W*$",
    re.I,
)
_NAMELESS = re.compile(r"^\W*(?:(?:表格?|图片?)?题注|(?:小节|章节|段落)标题|lorem ipsum.*)\W*$", re.I)
_PENDING = re.compile(
    r"^\W*(?:todo|tbd|tk|fixme|待补充|待完善|待续|此处(?:插入|省略|填写).{0,20}|\[?(?:insert|your|add) [\w ]{2,40}(?:here)\]?)\W*$",
    re.I,
)


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without placeholders that nothing stands under; those with text under them are reported."""
    kept: list[Block] = []
    blocks = document.children
    for index, node in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(node, Heading) and _PLACEHOLDER.match(text_of(node)):
            if (
                following is None
                or isinstance(following, Footnote)
                or (isinstance(following, Heading) and following.depth <= node.depth)
                or _scaffold(node, following)
            ):
                ledger.removed(node.span, "a placeholder with nothing under it", "没有内容的占位标题")
                continue
            ledger.doubted(node.span, "a placeholder for a heading", "占位标题")
        elif isinstance(node, Heading) and _NAMELESS.match(text_of(node)):
            ledger.doubted(node.span, "a placeholder for a heading", "占位标题")
        elif (
            isinstance(node, Heading)
            and isinstance(following, Heading)
            and following.depth <= node.depth
            and names_references(node)
        ):
            ledger.removed(node.span, "a heading for references with nothing under it", "没有条目的参考文献标题")
            continue
        elif isinstance(node, Paragraph) and _PENDING.match(text_of(node)):
            ledger.doubted(node.span, "a placeholder", "占位文字")
        elif isinstance(node, Table) and _blank(node):
            ledger.doubted(node.span, "a table with nothing under its header", "只有表头的空表格")
        kept.append(node)
    return with_children(document, _without_last_heads(kept, ledger))


def _without_last_heads(kept: list[Block], ledger: Ledger) -> Blocks:
    """Without the words over what to read next, where they are the last of the text: what stood there is gone, or never came."""
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


def _scaffold(node: Heading, following: Block) -> bool:
    """A heading that only says that the text goes on, over the heading with which it does."""
    return isinstance(following, Heading) and bool(re.search(r"正文|文章(?:内容|正文)", text_of(node)))
