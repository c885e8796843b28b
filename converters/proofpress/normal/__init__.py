"""The normal form of a tree: what every reader yields and the writer can write so that all parsers read it alike.

- `Text` is never empty, never next to another `Text`, has single spaces and no line ends.
- Emphasis, strong and struck text are never empty, never hold their own kind, and begin and end where CommonMark's
  flanking rules (0.31.2, section 6.2) and Python-Markdown both see a delimiter.
- Blocks are never empty, and a paragraph never begins or ends with space or a break.
- No list goes on with the numbers of the list before it; an item begins with a paragraph, or is
  nothing but a list of paragraphs.
- Notes stand at the end of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofpress.normal.blocks import blocks, joined, without_notes
from proofpress.normal.inlines import in_one_line, inlines, shows
from proofpress.normal.values import address, display_tex, inline_tex
from proofpress.tree import Document, Heading, Image, Link, ThematicBreak, of_kinds

__all__ = ["address", "blocks", "display_tex", "inline_tex", "inlines", "normalise", "shown_nothing"]


def normalise(document: Document) -> Document:
    """The document in normal form. Spans are kept; a node made of several covers them all."""
    found = blocks(document.children)
    while found and isinstance(found[0], ThematicBreak):
        found = found[1:]
    body, notes = without_notes(found)
    while body and isinstance(body[-1], ThematicBreak):
        body = body[:-1]
    return replace(document, children=(*joined(body), *notes))


def shown_nothing(document: Document) -> Iterator[Heading | Link | Image]:
    """The headings and links that have nothing to show, and the images without an address: the normal form keeps at
    most an image's words."""
    unsettled = (block for block in document.children if not block.settled)
    for block in unsettled:
        if isinstance(block, Heading) and not in_one_line(block.children):
            yield block
        for node in of_kinds(block, Link, Image):
            if not address(node.url) if isinstance(node, Image) else address(node.url) and not shows(node.children):
                yield node
