"""Links to places in the article: each gets the anchor that the site gives the place,
and one that has none becomes its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from proofpress.anchors import Anchors, anchors
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines, each_level, each_run, nested, with_children
from proofpress.passes.targets import Targets, fold
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import (
    Document,
    Heading,
    Inline,
    Link,
    Text,
    of_kinds,
    text_of,
)

_SHOWN = 50


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with every link of the form `#…` to an anchor of the site, or as text."""
    own = _own_addresses(document, ledger)
    files = _files(document, own)
    if not files and not any(_fragment(node, own) for node in of_kinds(document, Link)):
        return document
    known = anchors(document, explicit=False)
    targets = Targets(document, ledger.root.text, known)
    own |= {file for file, links in files.items() if _leads_here(links, targets)}
    work = _Work(targets, known, own)
    document = each_level(
        document, lambda blocks: tuple(work.heading(node) if isinstance(node, Heading) else node for node in blocks)
    )
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
    signs: list[Link] = field(default_factory=list)

    def heading(self, heading: Heading) -> Heading:
        """A heading is where links lead: the links in it become their text."""

        def run(nodes: Inlines) -> Inlines:
            out: list[Inline] = []
            for node in nested(nodes, run):
                if isinstance(node, Link) and (fragment := _fragment(node, self.own)):
                    if nodes != (node,) and not any(map(str.isalnum, text_of(node))):
                        self.signs.append(node)
                        continue
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
        return (
            tuple(made for node in nodes for made in self._link(node))
            if any(isinstance(node, Link) for node in nodes)
            else nodes
        )

    def _link(self, node: Inline) -> Inlines:
        if not isinstance(node, Link) or not (fragment := _fragment(node, self.own)):
            return (node,)
        if node.url.startswith("#") and fragment.startswith(("fn:", "fnref")) and fragment in self.known.names:
            return (node,)
        block = self.targets.find(fragment, text_of(node))
        anchor = (
            self.targets.anchor(block) if block is not None else fragment if fragment in self.known.names else ""
        ) or self.targets.around(fragment)
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
        for sign in self.signs:
            ledger.removed(sign.span, "the sign that leads to a heading", "指向标题自身的链接符号")
        if links := self.mended:
            en = (
                f"{len(links)} in-page links lead to the site's anchors now"
                if len(links) > 1
                else "an in-page link leads to the site's anchor now"
            )
            ledger.repaired(_cover(links), en, f"{len(links)} 个页内链接改为本站的锚点", text=_addresses(links))
        if links := self.lost:
            en = (
                f"{len(links)} in-page links lead to no anchor; their text stays"
                if len(links) > 1
                else "an in-page link leads to no anchor; its text stays"
            )
            ledger.repaired(
                _cover(links), en, f"{len(links)} 个页内链接的目标没有锚点，只留文字", text=_addresses(links)
            )


def _own_addresses(document: Document, ledger: Ledger) -> frozenset[str]:
    """What the article is called in links: its own address, and the name of its file."""
    source = document.meta.get("source")
    url = source.get("url") if isinstance(source, Mapping) else source
    name = ledger.root.name.rpartition("/")[2]
    return frozenset(known for known in (str(url or "").partition("#")[0], name, f"./{name}" if name else "") if known)


def _files(document: Document, own: frozenset[str]) -> dict[str, list[Link]]:
    """The links to places in files beside this one, by the file; only of files that several lead to."""
    found: dict[str, list[Link]] = {}
    for link in of_kinds(document, Link):
        file, _, fragment = link.url.partition("#")
        if fragment and file and file not in own and _FILE.fullmatch(file):
            found.setdefault(file, []).append(link)
    return {file: links for file, links in found.items() if len(links) >= _FEWEST}


def _leads_here(links: Sequence[Link], targets: Targets) -> bool:
    """Whether a file is this one by another name: most links to it have the words of a heading here, and its id."""
    alike = {
        fragment
        for link in links
        if isinstance(block := targets.explicit(fragment := unquote(link.url.partition("#")[2])), Heading)
        and fold(text_of(block)) == fold(text_of(link))
    }
    return len(alike) >= _FEWEST and 2 * len(alike) > len(links)


_FILE = regex(r"[\w.-]+\.\w{2,5}")
_FEWEST = 2


def _fragment(link: Link, own: frozenset[str]) -> str:
    """The fragment of a link to a place in the article, decoded; "" for any other link."""
    page, _, fragment = link.url.partition("#")
    return unquote(fragment) if not page or page in own else ""


def _cover(links: Sequence[Link]) -> Span:
    return Span(min(link.span.start for link in links), max(link.span.end for link in links))


def _addresses(links: Sequence[Link]) -> str:
    return ", ".join(link.url for link in links[:_SHOWN])
