"""A line that names the author (`作者：…`, `Author: …`) moves to `authors`, where the site shows it.

Only a line that says nothing else, above the text or behind its end; one that names somebody whom the front matter does
not know stays. So does one that says more behind a bar (`作者：… ｜ 更新于…`), and one in the text, which
names whose book or program is spoken of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.authority import Authority
from proofpress.evidence.letters import letters
from proofpress.ledger import Ledger
from proofpress.origins.metadata import merged, people
from proofpress.tree import Block, Document, Footnote, Heading, Paragraph, ThematicBreak, text_of
from proofpress.words import label

_BAR = re.compile(r"\s*+[|｜]\s*+|(?<=\s)[·•]\s++")
"""What parts a name from what else a line says."""
_NAMES = re.compile(r"(?<!\s)\s*+(?:[,，、;；/|]|\band\b|&)\s*+")
_SENTENCE = re.compile(r"[。！？\n:：;；{}]|%>|https?://")
"""What no name holds: the signs of a sentence, of an address, of a value that a program fills in."""
_ENDS = re.compile(r"[。！？.!?][”’」』）)*_]{0,3}\s*$")
_REACH = 6


def apply(document: Document, ledger: Ledger) -> Document:
    """The document with its author in the front matter, from the first lines and the last one,
    where they say nothing else."""
    blocks, meta = document.children, document.meta
    gone: set[int] = set()
    for at in _places(blocks, ledger):
        found = label.AUTHORS.regex.match(text_of(blocks[at]))
        name = text_of(blocks[at])[found.end() :].strip(" *_。.") if found else ""
        if not name or len(name) > 80 or _SENTENCE.search(name):
            continue
        known = meta.get("authors")
        if not _covers(known, name) if known else _BAR.search(name):
            continue
        gone |= _with_heading(blocks, at)
        meta = meta if known else merged(meta, authors=people(name))
    if not gone:
        return _known_only(document, ledger)
    for index in sorted(gone):
        ledger.repaired(blocks[index].span, "the author moved to the front matter", "作者移入文件头")
    return replace(document, children=tuple(node for at, node in enumerate(blocks) if at not in gone), meta=meta)


def _known_only(document: Document, ledger: Ledger) -> Document:
    """A line elsewhere stays, and tells the front matter what it does not know; on an author's page one in the midst of
    the text does not."""
    if document.meta.get("authors"):
        return document
    blocks = document.children
    if ledger.authority is Authority.AUTHOR:
        ends = [at for at, node in enumerate(blocks) if isinstance(node, Paragraph) and _ENDS.search(text_of(node))]
        blocks = (*blocks[: ends[0]], *blocks[ends[-1] + 1 :]) if ends else blocks
    for node in reversed(blocks):
        found = label.AUTHORS.regex.match(text_of(node)) if isinstance(node, Paragraph | Heading) else None
        name = text_of(node)[found.end() :].strip(" *_。.") if found else ""
        if 1 < len(name) <= 80 and not _SENTENCE.search(name):
            return replace(document, meta=merged(document.meta, authors=people(_BAR.split(name)[0].strip())))
    return document


def _places(blocks: tuple[Block, ...], ledger: Ledger) -> list[int]:
    """The first few blocks up to the first sentence, then the last one."""
    first: list[int] = []
    for at, node in enumerate(blocks[:_REACH]):
        if isinstance(node, Paragraph | Heading):
            if _ENDS.search(text_of(node)) and ledger.authority is Authority.AUTHOR:
                break
            first.append(at)
    last = len(blocks) - 1
    while last > 0 and isinstance(blocks[last], Footnote | ThematicBreak):
        last -= 1
    return [
        *first,
        *((last,) if blocks and last not in first and isinstance(blocks[last], Paragraph | Heading) else ()),
    ]


def _covers(known: object, name: str) -> bool:
    """True where the front matter knows every name that the line has."""
    given = {letters(str(one)) for one in (known if isinstance(known, list) else [known])}
    whole = "".join(sorted(given))
    return letters(name) in given or all(
        letters(part) in given or letters(part) in whole for part in _NAMES.split(name)
    )


def _with_heading(blocks: tuple[Block, ...], at: int) -> set[int]:
    """The line, and the heading that stood over nothing else."""
    above = blocks[at - 1] if at else None
    alone = at + 1 == len(blocks) or isinstance(blocks[at + 1], Heading | Footnote | ThematicBreak)
    over = isinstance(above, Heading) and alone and label.SIGNED.regex.match(text_of(above)) is not None
    return {at - 1, at} if over else {at}
