"""What a news portal writes into the end of an article's own element: who edited the text, and the way back to the
portal's first page.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress import urls
from proofpress.evidence.letters import letters
from proofpress.origins.named import words_of
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.words import page as names

_LINES = ("p", "div", "span", "section", "li", "em", "small", "i", "font")
_BLOCKS = frozenset(("p", "div", "section", "li", "td", "center"))
_WIDEST = 2000
_MOST_LINES = 20
_MOST_BEHIND = 60
"""Letters that may stand behind such a line beside others of its kind: a notice, a row of labels."""


def feet(page: Page) -> Iterator[Element]:
    """The lines of a page by its editors, and its ways back, where nothing of the text stands behind them."""
    edited = [line for line in page.tagged(*_LINES) if _is_edited(line)]
    back = [link for link in page.tagged("a") if _leads_back(link)]
    last = (*edited[-_MOST_LINES:], *back[-_MOST_LINES:])
    ours = {id(one) for one in last}
    yield from (one for one in last if _is_last(one, ours))


def _is_edited(line: Element) -> bool:
    """Whether a line is called the editor's and says who that was, or would say it."""
    if line.end - line.start > _WIDEST or not line.attrs:
        return False
    called = words_of((*line.classes, line.attr("data-role")), line.attr("id"))
    return not called.isdisjoint(names.EDITORS) and names.EDITED_BY.regex.match(line.words()) is not None


def _leads_back(link: Element) -> bool:
    """Whether a link leads to the first page of a host and says that it leads back."""
    if link.end - link.start > _WIDEST:
        return False
    address = urls.split(link.attr("href").strip())
    return (
        address.scheme in ("", "http", "https")
        and bool(address.netloc or address.path == "/")
        and address.path.strip() in ("", "/")
        and not address.fragment
        and names.BACK.regex.match(link.words()) is not None
    )


def _is_last(one: Element, ours: set[int]) -> bool:
    """Whether next to nothing but others of its kind stands behind an element, in its block and beside it."""
    node, behind = one, 0
    while True:
        for after in node.next_siblings:
            if isinstance(after, Chars):
                behind += len(letters(str(after)))
            elif isinstance(after, Element) and not _is_ours(after, ours):
                behind += len(letters(after.words()))
            if behind > _MOST_BEHIND:
                return False
        above = node.parent
        if node.name in _BLOCKS or not isinstance(above, Element) or above.name in ("article", "main", "body"):
            return True
        node = above


def _is_ours(element: Element, ours: set[int]) -> bool:
    return id(element) in ours or any(id(below) in ours for below in element.all(*_LINES, "a"))
