"""What stands over a part of a page that is folded or is one of several: its words, its formulas as text, and the links
in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofpress.readers.html.dom import Element
from proofpress.tree import Block, Inline, InlineMath, Link, Paragraph, Strong, Text, text_of

if TYPE_CHECKING:
    from proofpress.readers.html.reader import Reader


def name(reader: Reader, label: Element) -> None:
    """Write the name of a panel in bold, and the links in it below."""
    if words := label.words():
        span = reader.span(label)
        reader.out.block(Paragraph((Strong((Text(words, span=span),), span=span),), span=span))
    for block in links(reader, label):
        reader.out.block(block)


def links(reader: Reader, head: Element | None) -> tuple[Block, ...]:
    """The links of a summary, which is plain text, as the first paragraph of what it folds."""
    found: list[Inline] = []
    for link in head.all("a") if head is not None else ():
        href = link.attr("href")
        if (words := link.words()) and not href.startswith("#") and (address := reader.address(href)):
            span = reader.span(link)
            found += [Text(" ", span=span), Link(address, (Text(words, span=span),), span=span)]
    return (Paragraph(tuple(found[1:]), span=found[1].span),) if found else ()


def plain(nodes: tuple[Inline, ...]) -> str:
    """The text of a summary, in which no formula can be set: each is said with the characters that there are, or is TeX
    between its delimiters where these do not say it."""
    return "".join(map(_plain, nodes))


def _plain(node: Inline) -> str:
    match node:
        case InlineMath(value=tex):
            return said(tex)
        case _:
            below: tuple[Inline, ...] = getattr(node, "children", ())
            return plain(below) if below else text_of(node)


def said(tex: str) -> str:
    """A formula with the characters that there are, or between its delimiters where these do not say it."""
    # Loading KaTeX takes longer than reading most pages, and few pages have a formula here.
    from proofpress.engines.linear import of_tex

    said = of_tex(tex.strip())
    return f"${said}$" if "\\" in said else said
