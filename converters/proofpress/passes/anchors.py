"""Links to places in the article: each gets the anchor that the site gives the place, and one that has none becomes its text.

A list under the label "Contents" that is nothing but such links, in the order and the words of the headings, says what the
site says by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from urllib.parse import unquote

from proofpress.anchors import Anchors, anchors, title
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, each_level, each_run, nested, with_children
from proofpress.passes.targets import Targets, fold
from proofpress.source import Span
from proofpress.tree import (
    Block,
    Details,
    Document,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Quote,
    Text,
    ThematicBreak,
    of_kinds,
    text_of,
)

_CONTENTS = re.compile(r"\W*(?:(?:本文|文章|全文)?(?:目录|大纲|导航|提纲)|(?:table of )?contents|toc|on this page|in this article|outline)(?:\W|目录|\btoc\b)*", re.I)
_LEAST = 3
_COVERED = 0.8
"""The share of the headings of its depths that a table of contents names at the least."""
_SHOWN = 50


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every link of the form `#…` to an anchor of the site, or as text."""
    own = _own_addresses(document, ledger)
    if not any(_fragment(node, own) for node in of_kinds(document, Link)):
        return document
    targets = Targets(document, ledger.root.text, anchors(document, explicit=False))
    document = _without_contents(document, targets, ledger)
    # Headings may have left with the table, and the others' anchors count again.
    work = _Work(targets, anchors(document, explicit=False), own)
    document = each_level(document, lambda blocks: tuple(work.heading(node) if isinstance(node, Heading) else node for node in blocks))
    document = each_run(document, work.run)
    work.tell(ledger)
    return document


@dataclass(slots=True)
class _Work:
    """What becomes of the links."""

    targets: Targets
    known: Anchors
    own: frozenset[str]
    mended: list[Link] = field(default_factory=list)
    lost: list[Link] = field(default_factory=list)

    def heading(self, heading: Heading) -> Heading:
        """A heading is where links lead: the links in it become their text."""

        def run(nodes: Inlines) -> Inlines:
            out: list[Inline] = []
            for node in nested(nodes, run):
                if isinstance(node, Link) and (fragment := _fragment(node, self.own)):
                    if self.targets.find(fragment) is not heading:
                        self.lost.append(node)
                    out.extend(node.children)
                else:
                    out.append(node)
            return tuple(out)

        return with_children(heading, run(heading.children)) if any(of_kinds(heading, Link)) else heading

    def run(self, nodes: Inlines) -> Inlines:
        """A run of inlines with its links mended."""
        if all(isinstance(node, Text) for node in nodes):
            return nodes
        nodes = nested(nodes, self.run)
        return tuple(made for node in nodes for made in self._link(node)) if any(isinstance(node, Link) for node in nodes) else nodes

    def _link(self, node: Inline) -> Inlines:
        if not isinstance(node, Link) or not (fragment := _fragment(node, self.own)):
            return (node,)
        if node.url.startswith("#") and fragment.startswith(("fn:", "fnref")) and fragment in self.known.names:
            return (node,)
        block = self.targets.find(fragment, text_of(node))
        anchor = self.known.of.get(id(block), "") if block is not None else fragment if fragment in self.known.names else ""
        if not anchor:
            if "://" in node.url:
                return (node,)
            self.lost.append(node)
            return node.children
        if node.url == f"#{anchor}":
            return (node,)
        self.mended.append(node)
        return (replace(node, url=f"#{anchor}"),)

    def tell(self, ledger: Ledger) -> None:
        """Say what became of the links."""
        if links := self.mended:
            en = f"{len(links)} in-page links lead to the site's anchors now" if len(links) > 1 else "an in-page link leads to the site's anchor now"
            ledger.repaired(_cover(links), en, f"{len(links)} 个页内链接改为本站的锚点", text=_addresses(links))
        if links := self.lost:
            en = f"{len(links)} in-page links lead to no anchor; their text stays" if len(links) > 1 else "an in-page link leads to no anchor; its text stays"
            ledger.repaired(_cover(links), en, f"{len(links)} 个页内链接的目标没有锚点，只留文字", text=_addresses(links))


def _own_addresses(document: Document, ledger: Ledger) -> frozenset[str]:
    """What the article is called in links: its own address, and the name of its file."""
    source = document.meta.get("source")
    url = source.get("url") if isinstance(source, Mapping) else source
    name = ledger.root.name.rpartition("/")[2]
    return frozenset(known for known in (str(url or "").partition("#")[0], name, f"./{name}" if name else "") if known)


def _fragment(link: Link, own: frozenset[str]) -> str:
    """The fragment of a link to a place in the article, decoded; "" for any other link."""
    page, _, fragment = link.url.partition("#")
    return unquote(fragment) if not page or page in own else ""


def _links(node: Block) -> list[Link]:
    return [link for link in of_kinds(node, Link) if link.url.startswith("#")]


def _cover(links: Sequence[Link]) -> Span:
    return Span(min(link.span.start for link in links), max(link.span.end for link in links))


def _addresses(links: Sequence[Link]) -> str:
    return ", ".join(link.url for link in links[:_SHOWN])


# Tables of contents


def _without_contents(document: Document, targets: Targets, ledger: Ledger) -> Document:
    blocks = document.children
    gone: set[int] = set()
    order = {id(heading): index for index, heading in enumerate(targets.headings)}
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _is_contents(blocks[end]):
            end += 1
        first = at - 1 if at and _is_label(blocks[at - 1]) else at
        labelled = first < at or any(isinstance(node, Quote | Details) for node in blocks[at:end])
        if end > at and labelled and _names_the_headings([link for node in blocks[at:end] for link in _links(node)], targets, order):
            if first < at and not _may_go(blocks, first, end):
                first = at
            gone.update(range(first, end))
            ledger.removed(blocks[first].span.cover(blocks[end - 1].span), "a table of contents; the site makes its own", "目录（站点会自动生成）")
        at = max(end, at + 1)
    return replace(document, children=tuple(node for index, node in enumerate(blocks) if index not in gone)) if gone else document


def _is_contents(block: Block) -> bool:
    """Whether a block is links to places in the page and nothing else, but for numbers; one in a box has its label there."""
    if isinstance(block, Quote | Details):
        labelled = isinstance(block, Details) and _CONTENTS.fullmatch(block.summary[:40]) is not None
        inner = block.children if labelled else block.children[1:]
        return bool(inner) and (labelled or _is_label(block.children[0])) and all(isinstance(node, List | Paragraph) and _is_contents(node) for node in inner)
    if not isinstance(block, List | Paragraph):
        return False
    links = _links(block)
    return bool(links) and _letters(text_of(block)) == sum(_letters(text_of(link)) for link in links)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _names_the_headings(links: list[Link], targets: Targets, order: dict[int, int]) -> bool:
    """Whether links name the headings in their words and their order, and leave out few of those depths."""
    if len(links) < _LEAST:
        return False
    named: list[Heading] = []
    for link in links:
        node = targets.find(unquote(link.url[1:]), text_of(link))
        if not isinstance(node, Heading) or not _same_words(text_of(link), title(node)):
            return False
        named.append(node)
    places = [order[id(node)] for node in named]
    if any(after <= before for before, after in pairwise(places)):
        return False
    depths = {node.depth for node in named}
    meant = [node for node in targets.headings[places[0] :] if node.depth in depths]
    return len(named) >= _COVERED * len(meant)


def _same_words(link: str, heading: str) -> bool:
    link, heading = fold(link), fold(heading)
    return link == heading or link.lstrip("0123456789") == heading.lstrip("0123456789") != ""


def _is_label(block: Block) -> bool:
    if not isinstance(block, Heading | Paragraph):
        return False
    text = text_of(block)
    return len(text) <= 40 and _CONTENTS.fullmatch(text) is not None


def _may_go(blocks: Blocks, label: int, end: int) -> bool:
    """A heading goes with its table where nothing else stands under it."""
    return not isinstance(blocks[label], Heading) or end == len(blocks) or isinstance(blocks[end], Heading | ThematicBreak)
