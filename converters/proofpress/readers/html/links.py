"""Links: to other places, to notes, and those that only mark a place."""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress import urls
from proofpress.ledger import EMPTY_LINK, Ledger
from proofpress.readers.html import cards, doxygen, notes
from proofpress.readers.html.builder import Wrap
from proofpress.readers.html.dom import Element
from proofpress.readers.html.nesting import HEADINGS
from proofpress.readers.html.reader import Reader
from proofpress.redirects import direct
from proofpress.regex import regex
from proofpress.source import Piece, Span
from proofpress.tree import Image, Inline, Link, text_of

_PERMALINKS = frozenset(
    (
        "headerlink",
        "anchor",
        "header-anchor",
        "anchorjs-link",
        "heading-anchor",
        "hash-link",
        "permalink",
        "anchor-link",
        "toclink",
        "headline-anchor",
        "direct-link",
    )
)
_OWN_SIGNS = frozenset("¶🔗⚓")
"""What a link to the place it stands in shows, in a term as in a heading."""
_SIGNS = regex(
    r"[\s#¶§◆🔗🔖⚓ﻪ\u200b\ue000-\uf8ff]*|permalink.*|link to (?:this|heading).*|anchor|copy link.*|direct link to.*",
    re.I,
)


def marks_its_place(element: Element) -> bool:
    """True for a link that only marks the heading or the term it stands in, as its words or its sign say."""
    named = not element.classes.isdisjoint(_PERMALINKS)
    return (
        (named or _in_heading(element))
        and _SIGNS.fullmatch(element.words()) is not None
        and (named or next(element.all("img"), None) is None)
    )


def anchor(reader: Reader, element: Element) -> None:
    """An `<a>`: a link, a mark of a note, a way back, or an anchor that only marks a place."""
    if "href" not in element.attrs:
        reader.visit(element)
        return
    href = element.attr("href")
    if "#" in href or "onclick" in element.attrs:
        is_mark = id(element) in reader.notes.links.marks
        if not is_mark and notes.is_back(element) or id(element) in reader.notes.links.backs:
            if notes.is_label(element):
                reader.visit(element)
                return
            reader.drop(element, "the way back from a note", "注释的返回链接")
            return
        if doxygen.leads_below(reader, element):
            reader.drop(element, "a link to the long description below", "指向下文详细说明的链接")
            return
        if marks_its_place(element):
            if any(map(str.isalpha, element.brief())):
                reader.drop(element, "a link that only marks its own place", "只标记自身位置的链接")
            return
        if notes.reference(reader, element) or element.brief() in _OWN_SIGNS:
            return
        if element.attr("title").startswith("Link to this "):
            # The name of a figure or the number of an equation, which leads to itself (MyST).
            reader.visit(element)
            reader.out.text((Piece(" ", element.end, element.end),))
            return
    if href in ("#", "#!", "#top") or "toc-backref" in element.classes:
        reader.visit(element)
        return
    if _UNWRITTEN.search(href):
        span = Span(*reader.out.span(element.start, element.inner))
        reader.ledger.repaired(
            span, "a link to a page that nobody has written yet", "指向尚未撰写的页面的链接", text=href
        )
        reader.visit(element)
        return
    # Of files beside the page only pages and pictures that are shown come along.
    shows = not urls.names_picture(href) or next(element.all("img"), None) is not None
    address = reader.address(href) if shows else urls.clean(href, reader.base)
    if not address:
        if href.strip():
            reader.ledger.repaired(
                Span(*reader.out.span(element.start, element.inner)),
                "Unexpected address, expected http, https, mailto or a path; the text stays without its link",
                "链接地址不被允许；文字保留，链接去掉",
            )
        reader.visit(element)
        return
    enlarges = _enlarges(element)
    wrap = link_to(address, _title(element), reader, enlarges=enlarges)
    if (overlay := _overlay(element) if enlarges else None) is not None:
        reader.drop(overlay, "what is laid over a picture: its name and its size", "叠在图片上的名称与尺寸")
    elif cards.link(reader, element, wrap):
        return
    before = reader.out.written
    reader.out.open(wrap, element.start, element.end)
    reader.visit(element, overlay)
    reader.out.close()
    if reader.out.written == before and not href.startswith("#"):
        reader.leave_out(element, *EMPTY_LINK)


_UNWRITTEN = regex(r"[?&]redlink=1(?:[&#]|\Z)")
"""How MediaWiki asks for a page that is not there."""
_GENERATED_TITLE = regex(r"\(in [^()]+\)")


def _title(element: Element) -> str:
    """What the link's title adds to its text; not what Sphinx says of every link to another project ("(in Python
    v3.12)")."""
    title = " ".join(element.attr("title").split())
    repeats = title in (address := element.attr("href").strip(), direct(address))
    return "" if repeats or _GENERATED_TITLE.fullmatch(title) else title


_LIGHTBOX = regex(r"light-?box|fancy-?box|photo-?swipe|magnific|zoom|thickbox|colorbox", re.I)


def _enlarges(element: Element) -> bool:
    """Whether a link shows the picture in it in full size over the page, as scripts know it by its class, its `rel` or
    an attribute of theirs."""
    said = (key if key not in ("class", "rel") else element.attr(key) for key in element.attrs if key != "href")
    return any(map(_LIGHTBOX.search, said))


def _overlay(link: Element) -> Element | None:
    """What stands beside the one picture of a link that enlarges it and says no more than what that is called, how
    large it is and how much its file weighs; None where there is nothing of the kind."""
    images = list(link.all("img"))
    parts = list(link.elements)
    if len(images) != 1 or len(parts) != 2 or images[0].start >= parts[1].start:
        return None
    said = parts[1].words()
    rest = _MEASURES.sub("", said)
    for name in (link.attr("title"), images[0].attr("alt"), images[0].attr("title")):
        rest = rest.replace(" ".join(name.split()) or " ", "", 1)
    return parts[1] if rest != said and not rest.strip() else None


_MEASURES = regex(r"\d{1,5}\s?[×xX*]\s?\d{1,5}(?:\s?px)?|(?<![\d.,])\d[\d.,]{0,9}\s?[KMG]i?B\b")


def link_to(address: str, title: str = "", within: Reader | None = None, *, enlarges: bool = False) -> Wrap:
    """Makes a link around its children; a picture that links to itself stays one, and so does one that the link
    `enlarges`, in its full size, of which the ledger of the reader `within` has a line."""

    def wrap(children: tuple[Inline, ...], span: Span) -> Inline:
        only = children[0] if len(children) == 1 else None
        ledger = within.ledger if within is not None else None
        if isinstance(only, Image) and (shown := full_size(only, address, ledger, enlarges=enlarges)) is not None:
            return shown
        return Link(address, children, "" if title == text_of(children).strip() else title, span=span)

    return wrap


def full_size(image: Image, address: str, ledger: Ledger | None = None, *, enlarges: bool = False) -> Image | None:
    """The picture that a link around it only shows by itself, in its full size; None for a link to another place."""
    if not _same_picture(image.url, address) and not (enlarges and urls.names_picture(address)):
        return None
    if image.url == address or not urls.names_picture(address):
        return image
    if ledger is not None:
        ledger.repaired(image.span, *_ENLARGED, text=image.url)
    return replace(image, url=address)


_ENLARGED = (
    "Unexpected smaller copy of a picture, expected the picture that it links to",
    "图片是缩小的副本，已换成它链接到的原图",
)


def _same_picture(shown: str, linked: str) -> bool:
    """True for a link that only opens the picture by itself."""
    return shown == linked or urls.names_picture(linked) and _name_of(shown) == _name_of(linked)


_SIZE = regex(r"(?:(?:_\d)?[-_]\d{2,5}x\d{2,5}|@\dx|[-_.]thumb(?:nail)?|-scaled)(?=\.\w+$)", re.I)


def _name_of(address: str) -> str:
    """The name of a picture's file without its size."""
    return _SIZE.sub("", address.rsplit("/", 1)[-1].split("?")[0].split("#")[0])


def _in_heading(element: Element) -> bool:
    above = element.parent
    for _ in range(3):
        if not isinstance(above, Element):
            return False
        if above.name in HEADINGS:
            return True
        above = above.parent
    return False
