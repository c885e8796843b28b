"""Code that an editor without listings sets line by line: paragraphs right behind one another, each wholly in a type of
one width (Word, Google's documents, mails).

They are one listing unless most of them read as sentences, or the whole page is set in such a type.
"""

from __future__ import annotations

from itertools import takewhile

from proofpress.evidence.prose import is_prose
from proofpress.readers.html import listing
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Code

_LINES = frozenset(("p", "div", "section"))
_BOXES = frozenset(("div", "section", "td", "blockquote"))
_HELD = frozenset(("span", "font", "b", "i", "em", "strong", "u", "o:p", "br", "wbr", "a", "code", "tt", "samp"))
_WRAPPED = regex(r"(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*+")
_MOST_BLANK = 2


def run(reader: Reader, element: Element) -> bool:
    """Write the run of such paragraphs that begins here as one listing; False for any other paragraph, and for one
    alone."""
    if id(element) in reader.not_listings or not _is_monospace(reader, element) or reader.monospace_share > _MOST:
        return False
    found = [element, *_following(reader, element)]
    lines = [line for one in found for line in _text(one).split("\n")]
    if sum(map(bool, lines)) < 2 or 2 * sum(map(is_prose, lines)) >= len(lines):
        reader.not_listings.update(map(id, found))
        return False
    reader.spoken.update(map(id, found))
    span = reader.span(element).cover(reader.span(found[-1]))
    reader.out.block(Code("\n".join(lines).strip("\n"), language(element), span=span))
    listing.tell_links(reader, (link for one in found for link in one.all("a") if link.attr("href")))
    return True


_MOST = 0.8
"""The share of a page's letters in such a type beyond which it is the page's own."""


def _following(reader: Reader, element: Element) -> list[Element]:
    """The paragraphs right behind that are set so too, and the empty ones between them."""
    found: list[Element] = []
    blank: list[Element] = []
    for node in takewhile(lambda one: one.name == element.name, element.behind):
        if not reader.shows(node):
            continue
        if not node.words() and next(node.all("img", "svg", "math"), None) is None:
            blank.append(node)
            if len(blank) > _MOST_BLANK:
                break
        elif _is_monospace(reader, node):
            found += [*blank, node]
            blank = []
        else:
            break
    return found


def _is_monospace(reader: Reader, element: Element) -> bool:
    """Whether all that a paragraph says is in a type of one width."""
    if element.name not in _LINES:
        return False
    own = _own(reader, element)
    said = False
    for node in element.descendants:
        if isinstance(node, Element):
            if node.name not in _HELD or not reader.shows(node):
                return False
        elif isinstance(node, Chars) and not node.isspace():
            said = True
            if not _sets_monospace(reader, node, element, own):
                return False
    return said


def _own(reader: Reader, paragraph: Element) -> bool | None:
    """Whether a paragraph, or the box right around it that is not the whole page, asks for such a type."""
    if (own := reader.style(paragraph).monospace) is not None:
        return own
    around = paragraph.parent
    if not isinstance(around, Element) or around.name not in _BOXES:
        return None
    return reader.style(around).monospace if around.end - around.start < _MOST * len(reader.page.source.text) else None


def _sets_monospace(reader: Reader, chars: Chars, paragraph: Element, own: bool | None) -> bool:
    node = chars.parent
    while isinstance(node, Element) and node is not paragraph:
        if (found := reader.style(node).monospace) is not None:
            return found
        node = node.parent
    return own is True


def _text(paragraph: Element) -> str:
    """The lines of a paragraph with their indent; a line end of the source is none of them, nor is a break at its
    end."""
    out: list[str] = []
    for node in paragraph.descendants:
        if isinstance(node, Element):
            if node.name == "br":
                out.append("\n")
        elif isinstance(node, Chars):
            text = _WRAPPED.sub("\r", node)
            out.append(text.lstrip("\r") if not out or out[-1].endswith("\n") else text)
    lines = "".join(out).rstrip(" \r").removesuffix("\n").split("\n")
    return "\n".join(line.replace("\r", " ").translate(listing.SPACES).rstrip() for line in lines)
