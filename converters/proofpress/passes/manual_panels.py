"""What programs that make manuals set around each of their pages: rows of links to the pages before and behind it and
to the whole, what the page holds once more as links, and a line that says which program it was.

An author may name the next part, too. So nothing goes unless one row leads to three such places, or the program names
itself below, by its version or beside such a row; and only what stands before the first of the text or behind its last.
"""

from __future__ import annotations

from collections.abc import Iterable

from proofpress.evidence.letters import letters
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, Inlines, with_children
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Break,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inline,
    Link,
    List,
    Paragraph,
    Strong,
    Text,
    ThematicBreak,
    of_kinds,
    text_of,
)
from proofpress.words import panel

SAID = "the navigation of a generated manual", "生成的手册的导航"
_CONTENTS = "a table of contents that a program made", "程序生成的目录"
_MADE = "a line of the program that made the page", "生成页面的程序的标注"
_SURE = 3
_FEWEST = 3
_BAR = 5
"""A bar of links in brackets has at least this many, one of them to such a place."""
_VERSION = regex(r"\d\.\d")
_BETWEEN = regex(r"[\s\[\]［］()|｜,，;·•–—→←^<>«»/]*")
_LABELS = regex(r"[:：|,，]|\s{2,}|[\[\]]")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without them; itself where nothing shows for sure that a program made a manual's page of it."""
    blocks = document.children
    said = {at: kind for at, block in enumerate(blocks) if (kind := _kind(block))}
    if not _is_sure(blocks, said):
        return document
    heads = {letters(text_of(block)) for block in blocks if isinstance(block, Heading)}
    first = _edge(blocks, said, heads, range(len(blocks)))
    last = _edge(blocks, said, heads, reversed(range(len(blocks))))
    if first is None or last is None:
        return document
    gone = _gone(blocks, said, heads, range(first)) | _gone(blocks, said, heads, range(last + 1, len(blocks)))
    for at in sorted(gone):
        ledger.removed(blocks[at].span, *_gone_for(gone[at]))
    return with_children(document, tuple(block for at, block in enumerate(blocks) if at not in gone))


def _gone_for(kind: str) -> tuple[str, str]:
    """Why a block of this kind goes."""
    return _MADE if kind == "made" else _CONTENTS if kind == "contents" else SAID


def _kind(block: Block) -> str:
    """`panel` for a row of links, `made` for the line of a program, `lone` for one link that may be part of either; ""
    for anything else."""
    link = next(of_kinds(block, Link), None) if isinstance(block, Paragraph) else None
    if link is None:
        return ""
    said = " ".join(text_of(block).split())
    if panel.MADE.regex.match(said):
        return "made"
    if _place(said) and letters(said) == letters(text_of(link)):
        return "lone"
    return "panel" if _places(block) is not None else ""


def _is_sure(blocks: Blocks, said: dict[int, str]) -> bool:
    rows = [_places(blocks[at]) or () for at, kind in said.items() if kind == "panel"]
    made = [at for at, kind in said.items() if kind == "made"]
    versions = any(_VERSION.search(text_of(link)) for at in made for link in of_kinds(blocks[at], Link))
    return any(len(set(row)) >= _SURE for row in rows) or bool(made) and (bool(rows) or versions)


def _places(block: Block) -> tuple[str, ...] | None:
    """The places in a manual that a row of links leads to; None for what is no such row."""
    if not isinstance(block, Paragraph):
        return None
    places: list[str] = []
    links = named = 0
    before = ""
    for node in _flat(block.children):
        if isinstance(node, Link):
            links += 1
            name = _place(_shown(node)) or _place(before)
            if name:
                places.append(name)
            named += bool(name) or _shown(node).isdecimal()
            before = ""
        elif isinstance(node, Text | Break):
            said = node.value if isinstance(node, Text) else " "
            parts = [part for part in _LABELS.split(said) if not _BETWEEN.fullmatch(part)]
            if not all(map(_place, parts)):
                return None
            before = parts[-1] if parts else before
        elif isinstance(node, Image):
            if not _place(node.alt):
                return None
        else:
            return None
    if len(places) > 1 and named == links:
        return tuple(places)
    return ("index", *map(_shown, of_kinds(block, Link))) if places and _is_bracketed(block) else None


def _is_bracketed(block: Paragraph) -> bool:
    """Whether each link of a row stands in brackets that were typed around it, and leads to another page."""
    links = list(of_kinds(block, Link))
    return len(links) >= _BAR and text_of(block).count("[") == len(links) and all("#" not in one.url for one in links)


def _flat(nodes: Inlines) -> list[Inline]:
    """The nodes of a line, those in bold or italics as their own."""
    return [one for node in nodes for one in (_flat(node.children) if isinstance(node, Strong | Emphasis) else (node,))]


def _shown(link: Link) -> str:
    """What a link shows: its words, or what its picture is called."""
    picture = next(of_kinds(link, Image), None)
    return " ".join((text_of(link).strip() or (picture.alt if picture is not None else "")).split())


def _place(said: str) -> str:
    """The place in a manual that a word names; "" for none."""
    said = said.strip().strip("[]<>«»←→ :：\xa0").lower()
    return said if panel.PLACES.regex.match(said) else ""


def _edge(blocks: Blocks, said: dict[int, str], heads: set[str], order: Iterable[int]) -> int | None:
    """The first block of the text, in this order."""
    for at in order:
        block = blocks[at]
        if at in said or isinstance(block, Heading | ThematicBreak | Footnote) or _leads(block, heads):
            continue
        if not _is_above(block):
            return at
    return None


def _is_above(block: Block) -> bool:
    return isinstance(block, Paragraph) and panel.ABOVE.regex.match(text_of(block).strip()) is not None


def _leads(block: Block, heads: set[str]) -> bool:
    """Whether a block is nothing but links, each to a place in a page and with the words of a heading of this one."""
    if not isinstance(block, Paragraph | List):
        return False
    links = list(of_kinds(block, Link))
    return (
        bool(links)
        and all("#" in link.url and letters(text_of(link)) in heads for link in links)
        and len(letters(text_of(block))) == sum(len(letters(text_of(link))) for link in links)
    )


def _gone(blocks: Blocks, said: dict[int, str], heads: set[str], places: range) -> dict[int, str]:
    """What of an end of the page is not its text."""
    made = {at: said[at] for at in places if at in said}
    leading = [at for at in places if _leads(blocks[at], heads)]
    if sum(sum(1 for _ in of_kinds(blocks[at], Link)) for at in leading) >= _FEWEST:
        made |= dict.fromkeys(leading, "contents")
    for at in places:
        block = blocks[at]
        behind = made.get(at + 1, "")
        if isinstance(block, ThematicBreak) and made:
            made[at] = "panel"
        elif isinstance(block, Heading | Paragraph) and at not in made and behind:
            named = text_of(block).strip()
            if behind == "contents" and panel.CONTENTS.regex.match(named):
                made[at] = "contents"
            elif behind == "panel" and _is_above(block):
                made[at] = "panel"
    return made
