"""The frame of a documentation site around an article that a tool made Markdown of, page and all: navigation, search,
links to the source of the page and to the next one, the site's foot.

No element says any more what is what. That a whole page stands there shows by controls that no author writes; only then
what stands before the first heading goes, and what stands behind the last of the text, where it is lists of links and
labels alone.
"""

from __future__ import annotations

from proofpress.evidence.letters import letters
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, with_children
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Document,
    Heading,
    Image,
    Link,
    List,
    Paragraph,
    Text,
    ThematicBreak,
    of_kinds,
    text_of,
)
from proofpress.words import site

SAID = "the frame of a site around the article", "文章四周的网站框架"
_LABEL = 40
_REACH = 60
_ENDS = regex(r"[.。!！;；]\W*$")
_STOPS = regex(r"[\s，。：、,.:]+")
_TEMPLATE = regex(r"\s(?:\"\"|“”|「」|''|‘’)\s*$|^(?:\"\"|“”|「」)\s")
"""A heading about a search with nothing in its quotation marks: a script would have filled them."""


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without the frame of its site; itself where nothing shows for sure that there is one."""
    blocks = document.children
    first = _first(blocks)
    last = _last(blocks, first)
    title = letters(str(document.meta.get("title", ""))) or (
        letters(text_of(blocks[first])) if first < len(blocks) else ""
    )
    above = [sign(block, title) for block in blocks[:first]]
    below = [sign(block, "") for block in blocks[last:]]
    under = _under_title(blocks[:last], first)
    signs = {found for found in (*above, *below, *under.values()) if found}
    if len(signs) < 2 or _SURE.isdisjoint(found.partition(":")[0] for found in signs):
        return document
    end = next((last + at for at, found in enumerate(below) if found), len(blocks))
    begin = next((at + 1 for at in reversed(range(first)) if above[at] or is_row(blocks[at])), 0) if any(above) else 0
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if begin <= at < end and at not in under:
            kept.append(block)
        else:
            ledger.removed(block.span, *SAID)
    return with_children(document, tuple(kept))


_SURE = frozenset(("skip", "edit", "asks", "built", "script", "template", "app"))


def _first(blocks: Blocks) -> int:
    """Where the first block stands that is no list of links and no label: the heading of the article."""
    for at, block in enumerate(blocks[:_REACH]):
        if not is_ours(block):
            return at
    return min(len(blocks), _REACH)


def _under_title(blocks: Blocks, first: int) -> dict[int, str]:
    """The places of what a site writes right under the title, and which signs of it they are: the link to the source
    of the page, and the page's own list of its headings, under a line that says so."""
    found: dict[int, str] = {}
    if not isinstance(next(iter(blocks[first : first + 1]), None), Heading):
        return found
    for at in range(first + 1, min(first + _NEAR, len(blocks))):
        block, behind = blocks[at], next(iter(blocks[at + 1 : at + 2]), None)
        if at in found:
            continue
        if not is_ours(block):
            break
        named = sign(block, "")
        if named == "edit":
            found[at] = named
        elif named == "control" and isinstance(behind, List) and _is_contents(behind, blocks[at:]):
            found |= {at: "contents", at + 1: "contents"}
    return found


_NEAR = 8


def _is_contents(block: List, below: Blocks) -> bool:
    """Whether a list is links to the headings below it, and nothing else."""
    heads = {letters(text_of(one)) for one in below if isinstance(one, Heading)}
    links = list(of_kinds(block, Link))
    if not is_row(block) or not links:
        return False
    return all(link.url.startswith("#") and letters(text_of(link)) in heads for link in links)


def _last(blocks: Blocks, first: int) -> int:
    """Where the row of blocks begins, at the end, that are lists of links, labels, and headings over such."""
    at = len(blocks)
    while at > max(first + 1, len(blocks) - _REACH) and (is_ours(last := blocks[at - 1]) or _is_head(last)):
        at -= 1
    while at < len(blocks) and isinstance(blocks[at], Heading) and not sign(blocks[at], ""):
        at += 1
    return at


def is_ours(block: Block) -> bool:
    """Whether a block may be part of a frame: links, a label, or a line of a site's own."""
    return is_row(block) or _is_label(block) or bool(sign(block, "")) or _is_emptied(block)


def _is_head(block: Block) -> bool:
    return isinstance(block, Heading) and len(text_of(block)) <= _LABEL


def is_row(block: Block) -> bool:
    """Whether a block is links, or a list of links and labels, and nothing else."""
    if isinstance(block, ThematicBreak):
        return True
    links = list(of_kinds(block, Link))
    if isinstance(block, List):
        held = (one for item in block.items for one in item.children)
        return bool(links) and all(isinstance(one, List) or is_ours(one) for one in held)
    if not isinstance(block, Paragraph):
        return False
    if not links:
        return next(of_kinds(block, Image), None) is not None and not text_of(block).strip()
    return len(letters(text_of(block))) == sum(len(letters(text_of(link))) for link in links)


def _is_label(block: Block) -> bool:
    """Whether a block is a few words that are no sentence."""
    said = text_of(block).strip() if isinstance(block, Paragraph) else ""
    return 0 < len(said) <= _LABEL and not _ENDS.search(said)


def _is_emptied(block: Block) -> bool:
    """Whether a block is commas and stops alone, which a script would have put words between."""
    return isinstance(block, Paragraph) and _STOPS.fullmatch(text_of(block)) is not None


def _is_trail(block: Paragraph, title: str) -> bool:
    """Whether a paragraph is links to what a page is a part of, one behind the other, and its title."""
    last = block.children[-1]
    if not isinstance(last, Text) or letters(last.value) != title or not isinstance(block.children[0], Link):
        return False
    between = block.children[1:-1]
    return all(isinstance(one, Link) or isinstance(one, Text) and _PARTS.fullmatch(one.value) for one in between)


_PARTS = regex(r"[\s>/»›→|·]*")


def sign(block: Block, title: str) -> str:
    """Which sign of a site's frame a block is; "" for none."""
    if isinstance(block, Heading):
        return "template" if _TEMPLATE.search(text_of(block).rstrip()) else ""
    if isinstance(block, List):
        links = list(of_kinds(block, Link))
        if any(site.EDITED.regex.match(text_of(link)) for link in links):
            return "edit"
        return "list" if title and len(links) > 2 and any(letters(text_of(link)) == title for link in links) else ""
    if not isinstance(block, Paragraph):
        return ""
    if title and _is_trail(block, title):
        return "trail"
    said = " ".join(text_of(block).split())
    link = next(of_kinds(block, Link), None)
    if link is not None and site.EDITED.regex.match(said):
        return "edit"
    if site.ABOVE.regex.match(said):
        return "skip" if link is not None and link.url.startswith("#") else "control"
    if site.APP.regex.match(said):
        return f"app:{said}"
    for name, words in (("asks", site.ASKS), ("built", site.BUILT), ("below", site.BELOW)):
        if words.regex.match(said):
            return name
    return ""
