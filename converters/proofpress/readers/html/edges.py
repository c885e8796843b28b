"""White space at the edges of an element in whose place something else is written: it still parts words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofpress.evidence.letters import is_of_word
from proofpress.readers.html.dom import Chars, Element
from proofpress.source import Piece
from proofpress.tree import FootnoteReference, Inline

if TYPE_CHECKING:
    from proofpress.readers.html.reader import Reader

_SHOWS = frozenset("span a sup sub font code tt kbd samp b i em strong small nobr mark cite".split())
"""Elements whose white space a browser shows; that of a formula's own elements it does not."""


def atom(reader: Reader, node: Inline, element: Element) -> None:
    """Write a node in the place of an element."""
    if not isinstance(node, FootnoteReference):
        space(reader, element, 0)
    reader.out.atom(node)
    space(reader, element, -1)


def space(reader: Reader, element: Element, at: int) -> None:
    """Write the white space at the first (0) or last (-1) place in an element, where it parts two words."""
    beside, its = (element.next_sibling, 0) if at else (element.previous_sibling, -1)
    if _is_spaced(element, at) and ends_word(beside, its):
        place = element.end if at else element.start
        reader.out.text((Piece(" ", place, place),))


def ends_word(beside: object, at: int) -> bool:
    """Whether what stands right beside an element ends with a word there that the element would be glued to."""
    words = "".join(beside.chars()) if isinstance(beside, Element) else beside if isinstance(beside, Chars) else ""
    return is_of_word(words[at:][:1])


def _is_spaced(node: object, at: int) -> bool:
    while isinstance(node, Element):
        if node.name not in _SHOWS or not node.contents:
            return False
        node = node.contents[at]
    return isinstance(node, Chars) and node[at:][:1].isspace()
