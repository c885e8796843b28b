"""Elements of a site's own (`x-card`, `ne-p`): a tag of HTML behind a prefix, a box, a part of the layout, or words in
a line.

A browser draws them as their style sheet says, which few pages bring along: what the names and the place say counts.
"""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.readers.html import blocks, boxes, code, encoded, folded, inlines
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.languages import language
from proofpress.readers.html.reader import Handler, Reader
from proofpress.regex import regex
from proofpress.tree import Details, Heading, Link, Paragraph, Strong, Text

_LIKE: dict[str, Handler] = {
    "p": blocks.paragraph,
    "paragraph": blocks.paragraph,
    **{f"h{depth}": blocks.heading(depth) for depth in range(1, 7)},
    "quote": blocks.quote,
    "blockquote": blocks.quote,
    "code": code.inline,
}
"""By the last word of its name, the tag of HTML that an element stands for."""
_BLOCKS = "p div section article ul ol dl table pre blockquote figure hr details h1 h2 h3 h4 h5 h6".split()
_HOLDERS = frozenset(("div", "section", "article", "main", "body", "aside", "header", "li", "[root]"))


def element(reader: Reader, element: Element) -> None:
    """An element that HTML does not know; what it says in attributes and nothing here shows is in the ledger."""
    last = element.name.rpartition("-")[2]
    if last in _FILMS and _film(reader, element, _FILMS[last]):
        return
    if last in _TABS and folded.headed(reader, element, 1) or _unfolds(reader, element):
        return
    _shown(reader, element, last)
    if encoded.told(reader, element):
        return
    shown = element.words()
    told = [
        value
        for key, value in element.attrs.items()
        if isinstance(value, str)
        and len(value) <= _LONGEST_SAID
        and _SPEAKS.search(value)
        and not _SETS.fullmatch(key)
        and value not in shown
        and not (key in boxes.SAID_IN and element.contents)
    ]
    if told:
        span = reader.out.span(element.start, element.inner)
        reader.ledger.removed(
            span, "what an element of the site's own says in its attributes", "网站自定义元素属性中的内容"
        )


_TABS = frozenset("tabs tabset selector switcher".split())
"""What an element is called that shows one of its parts at a time."""
_SPEAKS = regex(
    rf"[^\W\d_]\s+[^\W\d_]|[{chinese.LETTERS}]{{2}}|^(?:https?://|\.{{0,2}}/)\S|\w\.[A-Za-z]{{2,4}}$"
    r"|^(?:image|audio|video|application)/[\w.+-]+$"
)
"""Words, an address, the name of a file, or the kind of one that only the site has."""
_SETS = regex(r"class|style|id|slot|role|part|is|name|data-.*|aria-.*|on.*|[:@#].*|v-.*|ng-.*|x-.*|_ng.*", re.I)
_LONGEST_SAID = 300


def _shown(reader: Reader, element: Element, last: str) -> None:
    if _is_listing(element):
        _titled(reader, element)
        code.listed(reader, element, element)
        return
    like = _LIKE.get(last)
    if like is code.inline and _is_a_number(element):
        inlines.styled(reader, element)
        return
    if like is not None and (like is blocks.quote or next(element.all(*_BLOCKS), None) is None):
        like(reader, element)
    elif boxes.by_name(reader, element):
        return
    elif _stands_alone(reader, element):
        _titled(reader, element)
        blocks.block(reader, element)
    else:
        inlines.styled(reader, element)


def _unfolds(reader: Reader, element: Element) -> bool:
    """Write an element that its name calls a part to unfold, under the label in an attribute; False for any other."""
    if _FOLDS.isdisjoint(element.name.split("-")[1:]) or not 0 < len(said := boxes.title_beside(element)) <= _LONGEST:
        return False
    if blocks := reader.inside(element):
        reader.out.block(Details(said, blocks, "open" in element.attrs, span=reader.span(element)))
    return bool(blocks)


_FOLDS = frozenset("collapse accordion fold spoiler details expand".split())


def _is_a_number(element: Element) -> bool:
    """Whether an element is called a code of another sort, `zip-code`: it has no sign of a program's in it."""
    prefix = element.name.partition("-")[0]
    return len(prefix) > _PREFIX and prefix not in _IN_CODE and _WORD.fullmatch(element.words()) is not None


_PREFIX = 2
"""Letters of a prefix that can be no word."""
_IN_CODE = frozenset("app inline source src span my custom doc docs".split())
_WORD = regex(r"[\w-]*+")


def _is_listing(element: Element) -> bool:
    """Whether an element calls itself code in any word of its name (`code-example`), and holds lines of text alone or
    names their language."""
    if "code" not in element.name.split("-") or any("-" in one.name for one in element.all()):
        return False
    return language(element) != "" or any("\n" in chars.strip() for chars in element.chars())


def _titled(reader: Reader, element: Element) -> None:
    """The title that an element of several blocks has in an attribute, where its text does not say it."""
    if element.contents and 0 < len(said := boxes.title_beside(element)) <= _LONGEST:
        span = reader.out.span(element.start, element.inner)
        if _is_part(element):
            above = sum(_is_part(one) for one in element.parents if isinstance(one, Element))
            reader.out.block(Heading(min(2 + above, 6), (Text(said, span=span),), span=span))
            return
        reader.out.block(Paragraph((Strong((Text(said, span=span),), span=span),), span=span))


def _is_part(element: Element) -> bool:
    """Whether an element is a part of a text by its name, which a heading heads."""
    return "-" in element.name and element.name.rpartition("-")[2] in _PARTS


_PARTS = frozenset("step section chapter lesson unit slide part".split())
_LONGEST = 120
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
}
"""By the last word of the name of an element that shows a film, where it is to be seen."""


def _film(reader: Reader, element: Element, place: str) -> bool:
    """Write an element that a script would have put a film into as a link to it."""
    ident = element.attr("videoid") or element.attr("data-videoid") or element.attr("video-id")
    if re.fullmatch(r"[\w-]{4,24}", ident) is None:
        return False
    address, span = place.format(ident), reader.span(element)
    words = " ".join((element.attr("title") or element.attr("playlabel")).split()) or address
    reader.out.block(Paragraph((Link(address, (Text(words, span=span),), span=span),), span=span))
    return True


def _stands_alone(reader: Reader, element: Element) -> bool:
    """Whether an element stands on lines of its own: it holds blocks, or it is laid out among others."""
    if next(element.all(*_BLOCKS), None) is not None:
        return True
    above = element.parent
    if not isinstance(above, Element):
        return False
    found = reader.laid_out.get(id(above))
    if found is None:
        found = reader.laid_out[id(above)] = _lays_out(above)
    return found


def _lays_out(above: Element) -> bool:
    """True for an element that holds several others and not a word or an element of a line beside them. Those of one
    name in an element of a site's own may be the words of one line."""
    names: list[str] = []
    for child in above.contents:
        if isinstance(child, Chars):
            if not child.isspace():
                return False
        elif isinstance(child, Element):
            if child.name in _IN_A_LINE or "-" in child.name and child.name.rpartition("-")[2] in _IN_A_LINE:
                return False
            names.append(child.name)
    return len(names) > 1 and (above.name in _HOLDERS or "-" in above.name and len(set(names)) > 1)


_IN_A_LINE = frozenset(
    "a abbr b br cite code del em font i img input ins kbd label link mark math q s samp small span strong sub sup text"
    " time u var".split()
)
