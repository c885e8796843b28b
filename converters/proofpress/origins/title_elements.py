"""What a page calls its title: the heading of the first level right above the article; else what its class or its role
call so, before all text of that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from proofpress.evidence.letters import letters
from proofpress.origins.named import words_of
from proofpress.origins.site_names import is_logo
from proofpress.readers.html.dom import Element, Page
from proofpress.readers.html.reader import Drop
from proofpress.tree import Block, Paragraph, text_of
from proofpress.words import page as names

_TAGS = ("div", "p", "span", "td", "h2")
_TEXT = ("p", "h1", "pre")
_DRAWN = ("math", "svg", "script", "mjx-container")
"""What says more than its letters do."""
_LONGEST = 120
_SENTENCE = 40
"""Letters of a paragraph that is no line of who wrote a text and when."""
_ENDS = ("。", ".", "：", ":", "；", ";")


def found(page: Page, roots: tuple[Element, ...]) -> Iterator[tuple[Element, str]]:
    """The elements called a title before the text, each with what it says."""
    begins = _text_begins(page, roots)
    for one in sorted(page.tagged(*_TAGS), key=lambda one: one.start):
        if one.start >= begins:
            return
        if not is_called_title(one) or next(one.all("h1"), None) is not None:
            continue
        if 1 < len(own := own_words(one)) <= _LONGEST and not own.endswith(_ENDS):
            yield one, own


def is_beside(element: Element, roots: tuple[Element, ...]) -> bool:
    """Whether an element stands in the article, or in what holds the article and is not the whole page."""
    above: object = element
    for _ in range(_HIGH):
        above = above.parent if isinstance(above, Element) else None
        if not isinstance(above, Element) or above.name in ("body", "html"):
            return False
        if any(above is root or above.holds(root) or root.holds(above) for root in roots[:1]):
            return True
    return False


_HIGH = 4


def _is_in(element: Element, frame: Drop | None) -> bool:
    return frame is not None and any(frame.holds(one) for one in chain((element,), _around(element)))


def _around(element: Element) -> Iterator[Element]:
    return (above for above in element.parents if isinstance(above, Element))


def heading(page: Page, roots: tuple[Element, ...], frame: Drop | None) -> Element | None:
    """The only heading of the first level beside the article, above it; None where it has one of its own."""
    heads = [
        one
        for one in page.tagged("h1")
        if 0 < len(one.words()) <= _LONGEST and not is_logo(one) and not _is_in(one, frame)
    ]
    if any(root.holds(one) for root in roots for one in heads):
        return None
    above = [one for one in heads if one.end <= roots[0].start and is_beside(one, roots) and not any(one.all(*_DRAWN))]
    return above[0] if len(above) == 1 and not _names_a_part(above[0], page) else None


def _names_a_part(heading: Element, page: Page) -> bool:
    """Whether a link of the page says what a heading says, and is none of it: the name of a part of the site."""
    said = heading.words()
    return any(not heading.holds(link) and link.words() == said for link in page.tagged("a"))


def is_called_title(element: Element) -> bool:
    """Whether an element calls itself the title of a text, and not of a part of one or of the site."""
    if element.attr("role") == "heading" and element.attr("aria-level") == "1":
        return True
    return any(
        "title" in words and words <= names.OF_A_TITLE
        for name in element.classes
        if (words := words_of((name,), "") - {name.lower()} or {name.lower()})
    )


def own_words(element: Element) -> str:
    """What an element says but for the blocks in it."""
    return " ".join("".join(map(str, chain.from_iterable(map(_chars, element.contents)))).split())


def _chars(node: object) -> Iterator[object]:
    if not isinstance(node, Element):
        yield node
    elif node.name != "div":
        yield from node.chars()


def called(
    blocks: tuple[Block, ...], page: Page, roots: tuple[Element, ...], frame: Drop | None
) -> tuple[str, tuple[Block, ...]]:
    """What the page calls the title, right above the article or as its first paragraph, where nothing below is called
    so in a like place, and the blocks below it."""
    first = letters(text_of(blocks[0])) if blocks and isinstance(blocks[0], Paragraph) else ""
    for one, own in found(page, roots):
        if _is_one_of_several(one, roots) or _is_in(one, frame):
            continue
        if letters(own) == first != "":
            return own, blocks[1:]
        if one.end <= roots[0].start and is_beside(one, roots):
            return own, blocks
    return "", blocks


def _is_one_of_several(element: Element, roots: tuple[Element, ...]) -> bool:
    """Whether others of its class stand in the same place: heads of sections, or of cards."""
    kind = _kind(element)
    return any(one is not element and _kind(one) == kind for root in roots for one in root.all(element.name))


def _kind(element: Element) -> tuple[str, str]:
    above = element.parent
    return element.attr("class"), above.attr("class") if isinstance(above, Element) else ""


def _text_begins(page: Page, roots: tuple[Element, ...]) -> int:
    """Where the first heading of the first level or the first paragraph of the article begins that is no line above
    it."""
    for root in roots:
        for one in root.all(*_TEXT):
            if one.name == "p" and (is_called_title(one) or len(one.words()) < _SENTENCE):
                continue
            if not one.is_wordless:
                return one.start
    return roots[-1].end if roots else page.root.end
