"""Prompts that leaked into the article: orders to a writer about form, length, citation and structure.

A list is a prompt where most of its items are orders and several speak of nothing but writing. With it go the label
above it, and what an order hands over ("以下为输入数据：" and the block behind it). Where the article itself is about
writing or prompting, or an author's, all of this stays, and only what is certain is reported.
"""

from __future__ import annotations

from dataclasses import replace

from proofpress.authority import Authority, Kind
from proofpress.evidence import briefs, orders
from proofpress.evidence.quoted import own_words
from proofpress.evidence.speech import Sign, bears
from proofpress.languages import is_markdown
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document, Heading, List, Paragraph, Quote, Table, Text, ThematicBreak, text_of
from proofpress.words import answer, prompt

_HANDS_OVER = regex(r"[:：][\s*_]*$")
_NEAR = 8
_DOUBT = "this may be a prompt to a writer, not the article", "可能是写作提示而非正文"


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without leaked prompts."""
    if ledger.authority is Authority.AUTHOR or orders.about_writing(document):
        return _reported(document, ledger)
    document = _without_asides(document, ledger)
    blocks = document.children
    leaked = [_is_prompt(node) for node in blocks]
    for index in briefs.opening(blocks):
        leaked[index] = True
    _spread(blocks, leaked)
    _begin(blocks, leaked)
    if stays := _unsure(blocks, ledger):
        leaked[:stays] = [False] * stays
    kept: list[Block] = []
    for index, (node, found) in enumerate(zip(blocks, leaked, strict=True)):
        if found and ledger.judged(Kind.WORDING, node.span, "a prompt to the writer", "写作提示"):
            continue
        near = leaked[max(index - _NEAR, 0) : index + _NEAR]
        if isinstance(node, Heading | Paragraph) and any(near) and _hands_data(node):
            ledger.doubted(
                node.span,
                "this may introduce what the writer was given, not the article",
                "可能是提供给写作者的材料，而非正文",
            )
        kept.append(node)
    return document if len(kept) == len(blocks) else replace(document, children=tuple(kept))


def _reported(document: Document, ledger: Ledger) -> Document:
    """The same document: what would certainly be a prompt elsewhere may be this author's example."""
    blocks = document.children
    about = orders.about_writing(document)
    stays = 0 if about else _unsure(blocks, ledger)
    own = own_words(blocks)
    for at, node in enumerate(blocks[stays:], stays):
        above = blocks[at - 1] if at else None
        listed = isinstance(node, List) and (orders.is_sized(node, 3) or orders.are_demands(node))
        ordered = own[at] is node and (orders.is_certain(node, above) or about and orders.aside_of(node))
        if listed or ordered or orders.is_request(node):
            ledger.doubted(node.span, *_DOUBT)
    return document


def _unsure(blocks: tuple[Block, ...], ledger: Ledger) -> int:
    """How many blocks at the beginning may be a prompt with no certain end, which is said of the whole: none of it
    goes, for half a prompt reads as if it were the article."""
    brief = briefs.sectioned(blocks)
    if brief is None or brief.sure:
        return 0
    ledger.doubted(blocks[brief.first].span.cover(blocks[brief.end - 1].span), *_DOUBT)
    return brief.end


def _hands_data(node: Heading | Paragraph) -> bool:
    text = text_of(node)
    return len(text) < 120 and prompt.DATA.regex.search(text) is not None


def _without_asides(document: Document, ledger: Ledger) -> Document:
    """Headings without an order to the writer in brackets behind them: "流程图（节点中不要有括号）"."""
    out: list[Block] = []
    for node in document.children:
        found = orders.aside_of(node)
        if (
            isinstance(node, Heading)
            and found
            and isinstance(last := node.children[-1], Text)
            and ledger.judged(
                Kind.WORDING,
                node.span,
                "an order to the writer behind a heading",
                "标题后给写作者的要求",
                text=found[0].strip(),
            )
        ):
            kept = last.value[: found.start()]
            children = (*node.children[:-1], *((replace(last, value=kept),) if kept.strip() else ()))
            out.extend((replace(node, children=children),) if children else ())
        else:
            out.append(node)
    return document if tuple(out) == document.children else replace(document, children=tuple(out))


def _is_prompt(node: Block) -> bool:
    match node:
        case List():
            return orders.is_sized(node) or orders.is_ticked(node) or orders.is_orders(node)
        case Paragraph():
            return orders.is_aside(node) or orders.is_order(text_of(node))
        case Heading():
            text = text_of(node)
            return bears(text, Sign.ORDER) and bears(text, Sign.WRITING)
        case _:
            return False


def _spread(blocks: tuple[Block, ...], leaked: list[bool]) -> None:
    """Mark what belongs to a prompt: the label above it, what it hands over, rules between its parts."""
    for index in range(1, len(blocks)):
        before, node = blocks[index - 1], blocks[index]
        if (
            leaked[index - 1]
            and not leaked[index]
            and _HANDS_OVER.search(text_of(before))
            and isinstance(node, List | Code | Table | Quote)
            and not (isinstance(node, Code) and is_markdown(node.lang))
        ):
            leaked[index] = True
        elif leaked[index - 1] and isinstance(node, Paragraph) and prompt.STEPS.regex.match(text_of(node)):
            leaked[index] = True
    cast = False
    for index in range(len(blocks) - 2, -1, -1):
        node = blocks[index]
        cast = cast and leaked[index + 1]
        if leaked[index + 1] and not leaked[index]:
            text = text_of(node).strip()
            label = prompt.LABEL.regex.match(text) or isinstance(node, Paragraph) and answer.CHECKS.regex.search(text)
            if isinstance(node, Heading | Paragraph) and len(text) < 60 and label:
                leaked[index] = True
            elif isinstance(node, ThematicBreak) and index and leaked[index - 1]:
                leaked[index] = True
            elif index and not cast and _is_cast(blocks[index - 1], node):
                leaked[index] = cast = True
            elif _hands_demands(node):
                leaked[index] = True
            elif isinstance(node, Heading) and index and all(leaked[index + 1 : _end(blocks, index, node.depth)]):
                leaked[index] = True


def _is_cast(head: Block, node: Block) -> bool:
    """Whether a block tells a writer who it is, below the name of a prompt's part."""
    named = isinstance(head, Heading) and prompt.PART.regex.match(text_of(head))
    return bool(named) and isinstance(node, Paragraph) and bool(prompt.EXPERT.regex.match(text_of(node)))


def _hands_demands(node: Block) -> bool:
    """Whether a list is one item that names demands, and hands them over: "* 约束条件：必须满足如下条件："."""
    text = text_of(node) if isinstance(node, List) and len(node.items) == 1 else ""
    return _HANDS_OVER.search(text) is not None and prompt.NAMED.regex.match(text) is not None


def _begin(blocks: tuple[Block, ...], leaked: list[bool]) -> None:
    """Mark the words that open a prompt, right before what leaked of it, and the rule that ends it."""
    first = next((at for at, found in enumerate(leaked) if found), 0)
    over = first - 1
    if over >= 0 and isinstance(node := blocks[over], Paragraph) and over <= 1:
        text = text_of(node)
        leaked[over] = prompt.EXPERT.regex.match(text) is not None and bears(text, Sign.WRITING)
        if leaked[over]:
            last = next(at for at in range(first, len(blocks) + 1) if at == len(blocks) or not leaked[at])
            if last < len(blocks) and isinstance(blocks[last], ThematicBreak):
                leaked[last] = True


def _end(blocks: tuple[Block, ...], index: int, depth: int) -> int:
    """Where the section of a heading ends."""
    later = range(index + 1, len(blocks))
    return next((at for at in later if isinstance(one := blocks[at], Heading) and one.depth <= depth), len(blocks))
