"""What only the site's dialect can say, in words that every parser reads: admonitions, tabs and definition lists."""

from __future__ import annotations

from dataclasses import replace

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown.signs import opening
from proofpress.readers.html.boxes import headed
from proofpress.readers.markdown.phrase import phrase_of
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Container,
    Definitions,
    Details,
    Document,
    Emphasis,
    Footnote,
    Inline,
    InlineCode,
    InlineMath,
    Item,
    List,
    Paragraph,
    Quote,
    Strong,
    Text,
    text_of,
    walk,
)

_FOLD = opening(frozenset(("details",)))


def apply(document: Document, ledger: Ledger) -> Document:
    """Admonitions become quotes under a bold title, tabs bold titles with their content, definitions lists."""
    return replace(document, children=_each(document.children, ledger))


def _each(nodes: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    made: list[Block] = []
    for at, node in enumerate(nodes):
        blocks = _block(node, ledger)
        if isinstance(node, Definitions) and any(
            map(_is_bullets, (*nodes[at + 1 : at + 2], *nodes[max(at - 1, 0) : at]))
        ):
            blocks = _apart(blocks)
        made.extend(blocks)
    return tuple(made)


def _apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Definitions beside a list as paragraphs: two lists of one kind in a row are one list to every parser. Definitions
    that hold more than a paragraph stay items, since nothing else says where each of them ends."""
    items = [item for terms in blocks if isinstance(terms, List) for item in terms.items]
    return tuple(item.children[0] for item in items) if all(len(item.children) == 1 for item in items) else blocks


def _is_bullets(node: Block) -> bool:
    return isinstance(node, List) and node.start is None


def _block(node: Block, ledger: Ledger) -> tuple[Block, ...]:
    match node:
        case Container():
            inner = _each(node.children, ledger)
            said = _title(node.title, node, ledger) if node.title else ()
            title = _bold(said, node.span) if node.kind == "tab" else (headed(said, node.kind.lower(), node.span),)
            ledger.repaired(
                _line(node.span),
                f"a {node.kind} of the site's own dialect",
                f"站点方言的 {node.kind} 块",
                text=node.title,
            )
            return (*title, *inner) if node.kind == "tab" else (Quote((*title, *inner), span=node.span),)
        case Definitions():
            ledger.repaired(_line(node.span), "a definition list became a list", "定义列表改为列表", text="")
            return (
                List(tuple(_entry(term, bodies, node.span, ledger) for term, bodies in node.entries), span=node.span),
            )
        case Details() if _FOLD.match(ledger.root.text, node.span.start):
            summary = "".join(_plain(part) for top in _title(node.summary, node, ledger) for part in walk(top))
            if summary != node.summary:
                ledger.repaired(
                    _line(node.span), "the title of a fold as plain text", "折叠块的标题改为纯文本", text=node.summary
                )
            return (replace(node, summary=summary, children=_each(node.children, ledger)),)
        case Quote() | Details() | Footnote():
            return (replace(node, children=_each(node.children, ledger)),)
        case List():
            items = tuple(replace(item, children=_each(item.children, ledger)) for item in node.items)
            return (replace(node, items=items),)
        case _:
            return (node,)


def _title(title: str, node: Block, ledger: Ledger) -> tuple[Inline, ...]:
    """The title of a box, a fold or a tab, with the formulas, the code and the emphasis in it."""
    root = ledger.root
    end = root.text.find("\n", node.span.start)
    at = root.text.find(title, node.span.start, end if end >= 0 else len(root.text))
    return phrase_of(root.slice(at, at + len(title))) if at >= 0 else (Text(title, span=node.span),)


def _plain(node: object) -> str:
    """What a piece of a title says in a summary, which holds plain text."""
    match node:
        case InlineMath():
            return f"${node.value}$"
        case Text() | InlineCode():
            return node.value
        case _:
            return ""


def _entry(term: tuple[Inline, ...], bodies: tuple[tuple[Block, ...], ...], span: Span, ledger: Ledger) -> Item:
    """`**term**: definition`, with everything behind the definition's first paragraph below it."""
    blocks = [block for body in bodies for block in _each(body, ledger)]
    head: tuple[Inline, ...] = (Strong(upright(_without_colon(term)), span=span),)
    if blocks and isinstance(first := blocks[0], Paragraph):
        wide = chinese.wide(text_of(term)) > 0
        head = (*head, Text("：" if wide else ": ", span=span), *first.children)
        blocks = blocks[1:]
    return Item((Paragraph(head, span=span), *blocks), span=span)


def _without_colon(term: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A term without the colon that it ends in: one follows it."""
    last = term[-1] if term else None
    if isinstance(last, Text) and not last.value.strip() and len(term) > 1:
        return _without_colon(term[:-1])
    if isinstance(last, Strong | Emphasis):
        inner = _without_colon(last.children)
        return term if inner == last.children else (*term[:-1], replace(last, children=inner))
    if not isinstance(last, Text) or not last.value.rstrip().endswith((":", "：")):
        return term
    value = last.value.rstrip(":： ")
    return (*term[:-1], replace(last, value=value)) if value else term[:-1] or term


def upright(term: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A term without stress on parts of it: all of it is bold now."""
    return tuple(
        part for node in term for part in (upright(node.children) if isinstance(node, Emphasis | Strong) else (node,))
    )


def _bold(title: tuple[Inline, ...], span: Span) -> tuple[Block, ...]:
    return (Paragraph((Strong(title, span=span),), span=span),) if title else ()


def _line(span: Span) -> Span:
    return Span(span.start, span.start)
