"""Cards: another page's title, address and picture in a box, or in a row of a table that a site shows as cards. A card
is a link under its title."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from proofpress import urls
from proofpress.readers.html import card_lines
from proofpress.readers.html.builder import Wrap
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Block, Heading, Image, Link, Paragraph, Quote, Strong, Text, of_kinds, text_of

_NAME = regex(
    r"(?:^|[-_\s])(?:bookmark|onebox|link-?card|card-?link|embed-?card|link-?preview|web-?card"
    r"|file-?card|graf--mixtapeembed|(?:ltag__link(?:--\w+)?|c-embed)(?!\S)|github-(?:readme-tag|card)|repo-?card"
    r"|(?P<common>blog-?card|ogp-?card))",
    re.I,
)
_TITLE = regex(r"title|heading", re.I)
_CALLED = regex(r"(?<!site)(?<!host)(?<!user)(?:[-_]|(?<!\S))name(?!\S)", re.I)
_REPOSITORY = regex(r"https?://[^/?#]+/([\w.-]+/[\w.-]+)/?")
_MOST_BESIDE = 80
"""How much a card of a repository says beside its name and what it is: a language, counts."""
_ABOUT = regex(r"desc|summary|excerpt|snippet|subtitle|-em\b|[-_]body\b", re.I)
_CAPTION = regex(r"caption", re.I)
_SERVES = regex(
    r"(?<![a-z])(?:tips?|meta(?:data)?|cta|site(?:-?name)?|host(?:name)?|domain|url|href|logo|(?:fav)?icon|publication"
    r"|footer|author|avatar|provider|source|thumb(?:nail)?|cover|badge|label|date|link-?text|widget-?url)(?![a-z])",
    re.I,
)
"""What the parts of a card are called that say where it leads, not what stands there."""
_LONGEST = 300
_HEADS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("div", "p", "section", "header", *_HEADS)
_TEXTS = ("h1", *_HEADS, "pre", "table", "ul", "ol")
"""What a part of a card holds that is a piece of its page, and no description of it."""
_NO_CARD = (*_TEXTS, "li", "blockquote")
_WIDEST = 6000
_BYLINE = regex(r"[・·•|]|(?<!\d)(?:19|20)\d\d(?!\d)|@\w")


def link(reader: Reader, element: Element, wrap: Wrap) -> bool:
    """Write an `<a>` around blocks as a card, where one of them is its title by its class or by its tag; False where
    it is around anything else, and around a heading alone."""
    if element.end - element.start > _WIDEST or next(element.elements, None) is None:
        return False
    if is_card(element) and _written(reader, element):
        return True
    title = _part(element, _TITLE)
    if next(element.all(*_BLOCKS), None) is None and (title is None or _part(element, _SERVES, title) is None):
        return next(element.all(*_NO_CARD), None) is None and card_lines.written(reader, element, wrap, title)
    if _is_headed(element):
        for block in of_blocks(reader.inside(element), wrap):
            reader.out.block(block)
        return True
    if next(element.all(*_NO_CARD), None) is not None:
        return False
    if (name := _repository(element)) is not None:
        about = _part(element, _ABOUT, name) or next((one for one in element.all("p") if not _holds(one, name)), None)
        beside = (one.strip() for one in element.chars() if not _holds(name, one) and not _holds(about, one))
        return sum(map(len, beside)) <= _MOST_BESIDE and _written(reader, element)
    if title is None:
        return card_lines.written(reader, element, wrap, None)
    about = _part(element, _ABOUT, title)
    for chars in element.chars():
        if (
            not chars.isspace()
            and not _holds(title, chars)
            and not _holds(about, chars)
            and not _serves(chars, element)
        ):
            return card_lines.written(reader, element, wrap, title)
    return _written(reader, element)


def _is_headed(element: Element) -> bool:
    """Whether a link holds the title of a page and little else: one heading, one line in bold or one paragraph beside a
    picture, or the first two over a few sentences."""
    if next(element.all("h1", "pre", "table"), None) is not None or urls.names_picture(element.attr("href")):
        return False
    said = element.words()
    heads = list(element.all(*_HEADS)) or [one for one in element.all("strong", "b") if _is_line(one)]
    heads = heads or [one for one in element.all("p") if one.words() == said]
    if len(heads) != 1 or not (title := heads[0].words()):
        return False
    return 0 < len(said) - len(title) <= 2 * _LONGEST or any(not heads[0].holds(one) for one in element.all("img"))


def _is_line(element: Element) -> bool:
    """Whether no text stands beside an element on its line."""
    above = element.parent
    beside = above.shown if isinstance(above, Element) else ()
    return all(one is element or isinstance(one, Element) and one.name in _BLOCKS for one in beside)


def of_blocks(blocks: tuple[Block, ...], wrap: Wrap) -> tuple[Block, ...]:
    """The blocks that a link is around, with the link around their title alone: a heading, a line in bold, or what they
    say first."""
    told = [block for block in blocks if isinstance(block, Heading | Paragraph) and not any(of_kinds(block, Link))]
    signs = (lambda block: isinstance(block, Heading), _is_bold, _is_worded, lambda block: True)
    title = next((block for is_sign in signs for block in told if is_sign(block)), None)
    out: list[Block] = []
    for block in blocks:
        if title is not None and block is title and (linked := wrap(title.children, title.span)) is not None:
            out.append(Paragraph((linked,), span=block.span))
        else:
            out.append(_plain(block))
    return tuple(out)


def _is_bold(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.children) == 1 and isinstance(block.children[0], Strong)


def _is_worded(block: Heading | Paragraph) -> bool:
    return any(not isinstance(node, Image) and text_of(node).strip() for node in block.children)


def _serves(node: Chars | Element, card: Element) -> bool:
    """Whether a part of a card only says where it leads, or stands in one that does."""
    above = node if isinstance(node, Element) else node.parent
    while isinstance(above, Element) and above is not card:
        if above.classes and _SERVES.search(above.attr("class")):
            return True
        above = above.parent
    return False


def is_card(element: Element) -> bool:
    """Whether an element's classes call it a card that leads to another page."""
    return bool(element.classes) and _NAME.search(element.attr("class")) is not None


def names_a_page(element: Element) -> bool:
    """Whether an element is such a card by its parts, too: the title of a page, and a link."""
    return is_card(element) and _titled(element) is not None and next(element.all("a"), None) is not None


def card(reader: Reader, element: Element) -> bool:
    """Write what its classes call a card; False for any other element, and for a card without a title. What is called
    so by a common word leads to one page."""
    inner = next(element.elements, None) if element.name == "figure" else None
    if inner is not None and inner.name == "a" and is_card(inner):
        return _written(reader, element)
    found = _NAME.search(element.attr("class")) if element.classes else None
    if found is None or found["common"] and len({link.attr("href") for link in element.all("a")}) != 1:
        return False
    return _written(reader, element)


def _titled(element: Element) -> Element | None:
    """The part of a card that has the title of the page."""
    return _part(element, _TITLE) or _part(element, _CALLED)


def _repository(link: Element) -> Element | None:
    """The part of a link to `OWNER/NAME` that says no more than those two."""
    if (found := _REPOSITORY.fullmatch(link.attr("href").strip())) is None or link.end - link.start > _WIDEST:
        return None
    name = found[1].lower()
    return next((one for one in link.all() if "".join(one.brief().split()).lower() == name), None)


def _written(reader: Reader, element: Element) -> bool:
    """Write a card as a link with its title, and what it says of the page below; False where it has no such parts."""
    title = _titled(element) or next(element.all("h1", *_HEADS), None)
    title = title or next(filter(None, map(_repository, (element, *element.all("a")))), None)
    link = element if element.name == "a" else _link_of(element, title)
    if link is None or not (address := reader.address(link.attr("href"))):
        return False
    title = title or next(link.all("strong", "b"), None)
    words = title.words() if title is not None else element.attr("data-text")
    if not words or len(words) > _LONGEST:
        return False
    span = reader.span(element)
    reader.out.block(Paragraph((Link(address, (Text(words, span=span),), span=span),), span=span))
    caption = next(element.all("figcaption"), None)
    about = _part(element, _ABOUT, caption, title)
    held = about if about is not None and next(about.all(*_TEXTS), None) is not None else None
    about = (
        (about if held is None else None)
        or _part(element, _CAPTION, caption, title, held)
        or next(
            (one for one in element.all("p") if not _holds(one, title or link) and not _in(one, caption, held)), None
        )
        or _below(element, title)
    )
    if about is not None and about.words() in address:
        about = None
    if about is not None and (said := about.words()):
        reader.out.block(Paragraph((Text(said, span=reader.span(about)),), span=reader.span(about)))
    told = [one for one in (title, about, caption, held) if one is not None]
    for node in element.descendants:
        if isinstance(node, Chars):
            if not node.isspace() and not any(one.start <= node.start < one.end for one in told):
                reader.leave_out(node, *card_lines.REST)
        elif node.name in ("img", "svg") and not _in(node, caption, held):
            reader.drop(node, *card_lines.REST)
    for one in title.all("a") if title is not None else ():
        if one is not link and one.attr("href"):
            reader.ledger.removed(reader.span(one), "the owner of the page of a card", "链接卡片所指页面的所有者")
    if held is not None and (blocks := tuple(map(_plain, reader.inside(held)))):
        reader.out.block(Quote(blocks, span=reader.span(held)))
    if caption is not None and not _holds(title, caption) and not _holds(about, caption):
        reader.spoken.update(id(one) for one in (title, about) if one is not None)
        reader.visit(caption)
        reader.out.flush()
    return True


def _link_of(element: Element, title: Element | None) -> Element | None:
    """The link to the page of a card: the one around its title, the last in it (behind the name of an owner), else the
    first that is not of a part which says whose the page is."""
    links = [one for one in element.all("a") if one.attr("href")]
    around = next((one for one in links if _holds(one, title)), None)
    inside = next((one for one in reversed(links) if _holds(title, one)), None)
    leads = next((one for one in links if not _serves(one, element)), None)
    return around or inside or leads or next(iter(links), None)


def _below(element: Element, title: Element | None) -> Element | None:
    """The heading right below a card's title that says in a few words what the page is, and not whose or of when."""
    heads = [
        one for one in element.all(*_HEADS) if title is not None and one.parent is title.parent and one is not title
    ]
    return next((one for one in heads if not _BYLINE.search(one.words())), None)


def _plain(block: Block) -> Block:
    """A block of what a card holds of its page: no heading of it is one of the article."""
    if isinstance(block, Heading):
        return Paragraph((Strong(block.children, span=block.span),), span=block.span)
    return block


def rows(reader: Reader, element: Element) -> bool:
    """Write a table that GitBook shows as cards: a row a card, whose first cell leads where a hidden one says, under
    the picture of another; False for any other table."""
    if element.attr("data-view") != "cards":
        return False
    heads = list(element.all("th"))
    for row in element.all("tr"):
        cells = [cell for cell in row.elements if cell.name == "td"]
        named = list(zip_longest(cells, heads[: len(cells)]))
        target = next((cell for cell, head in named if _bears(head, "data-card-target")), None)
        cover = next((cell for cell, head in named if _bears(head, "data-card-cover")), None)
        address, picture = _address(reader, target), _address(reader, cover)
        shown = [cell for cell, head in named if not _bears(head, "data-hidden") and cell not in (target, cover)]
        blocks = [block for cell in shown for block in reader.inside(cell)]
        if picture and cover is not None:
            span = reader.span(cover)
            reader.out.block(Paragraph((Image(picture, span=span),), span=span))
        for block in blocks:
            if address and isinstance(block, Paragraph) and not any(of_kinds(block, Link)):
                block, address = replace(block, children=(Link(address, block.children, span=block.span),)), ""
            reader.out.block(block)
        if address and target is not None:
            for block in reader.inside(target):
                reader.out.block(block)
        for cell, head in named:
            if _bears(head, "data-hidden") and cell not in (target, cover):
                reader.drop(cell, "a column that the table does not show", "表格中不显示的列")
    return True


def _bears(head: Element | None, name: str) -> bool:
    return head is not None and name in head.attrs


def _address(reader: Reader, cell: Element | None) -> str:
    """Where a cell leads, or the picture in it; "" for none."""
    link = next(cell.all("a", "img"), None) if cell is not None else None
    return reader.address(link.attr("href") or link.attr("src")) if link is not None else ""


def _part(element: Element, name: re.Pattern[str], *beside: Element | None) -> Element | None:
    """The first element that a class calls so, but for those in what stands beside, or around it."""
    named = (below for below in element.all() if below.classes and name.search(below.attr("class")))
    return next((below for below in named if not any(_holds(b, below) or _holds(below, b) for b in beside)), None)


def _in(element: Element, *others: Element | None) -> bool:
    return any(_holds(other, element) for other in others)


def _holds(element: Element | None, other: Element | Chars | None) -> bool:
    return element is not None and other is not None and element.holds(other)
