"""What a page embeds: scripts, formulas, frames, films and pictures."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import parse_qsl

from proofpress import urls
from proofpress.readers import formula, formulas, mathml
from proofpress.readers import omml as omml_reader
from proofpress.readers.html import controls, drawn_markdown, images
from proofpress.readers.html.dom import Element
from proofpress.readers.html.links import link_to
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Image


def script(reader: Reader, element: Element) -> None:
    """A `<script>`: TeX, a diagram, or nothing for a reader."""
    found = formulas.script(element)
    if found is not None:
        reader.write_formula(found, element)
        return
    if drawn_markdown.read(reader, element):
        return
    if shown := _EMBEDS.match(element.attr("src")):
        address = f"https://{shown[1]}"
        reader.out.open(link_to(address), element.start, element.end)
        reader.out.text((Piece(address, element.start, element.inner),))
        reader.out.close()
        reader.ledger.repaired(
            reader.span(element),
            "Unexpected script that shows another site's content; kept as a link to it",
            "脚本嵌入的外站内容；改为指向它的链接",
        )
        return
    dropped_script(reader, element)


def dropped_script(reader: Reader, element: Element) -> None:
    """Take a script or a style sheet out; one that never closes may have taken the article's text."""
    if element.contents and element.close == element.end:
        reader.ledger.doubted(
            reader.span(element),
            "a script or style sheet that never closes: what stands behind it is not seen",
            "脚本或样式表没有结束标签，其后的内容不会显示",
        )
    else:
        reader.drop(element, "a script or style sheet", "脚本或样式表")


_EMBEDS = regex(
    r"(?:https?:)?//(gist(?:\.[\w-]+)++/[\w-]+/\w+(?=\.js\b)|gist\.github\.com/[\w-]+/\w+|asciinema\.org/a/\w+"
    r"|jsfiddle\.net/[\w/]+?(?=/embed))",
    re.I,
)


def math(reader: Reader, element: Element) -> None:
    """A `<math>` or `<mjx-container>`."""
    if not reader.formula(element):
        reader.visit(element)


def omml(reader: Reader, element: Element) -> None:
    """A formula of Word, which stands beside its picture or in place of it."""
    span = reader.span(element)
    if not (said := mathml.from_text(omml_reader.to_mathml(element))):
        reader.ledger.doubted(span, "a formula of Word that holds no signs", "Word 公式中没有可读的符号")
        return
    above = (one.name for one in islice(element.parents, _NEAR) if isinstance(one, Element))
    alone = "m:omathpara" in above
    reader.ledger.repaired(span, "a formula as Word keeps it, beside its picture", "Word 保存在图片旁的公式", text="")
    reader.write_formula(formula.made(said, alone, element), element)


_NEAR = 6


def tex(reader: Reader, element: Element) -> None:
    """An element that is named for the TeX it holds (Distill)."""
    text, display = formula.undelimited("".join(element.chars()))
    block = "block" in element.attrs or bool(display)
    if text:
        reader.write_formula(formula.Formula(text, block, element.inner, element.close), element)


def frame(reader: Reader, element: Element) -> None:
    """A frame, a film or a sound: a link to what it would show. A picture in a frame is a picture; what an object holds
    for those who cannot see it stands in its place."""
    address = reader.address(element.attr("src") or element.attr("data-src") or element.attr("data"))
    if _is_picture(element, address):
        _framed(reader, element, address)
        return
    if not address:
        address = next((clean for below in element.all("source") if (clean := reader.address(below.attr("src")))), "")
    if controls.is_advert(element, address):
        reader.drop(element, "an advertisement", "广告")
        return
    own = element.name in ("video", "audio") and address.rpartition("/")[2] != ""
    if not own and not address.startswith(("http://", "https://")):
        asked = parse_qsl(urls.split(address).query)
        address = next((clean for _, said in asked if "://" in said and (clean := urls.clean(said))), "")
    if not own and _is_of_the_site(element):
        address = reader.address(element.attr("src") or element.attr("data-src"))
        own = True
    if not own and not address.startswith(("http://", "https://")):
        held = element.all("a", "img", "table") if element.name == "object" else ()
        if any(one.attr("href") or one.name != "a" for one in held):
            reader.visit(element)
        elif element.contents or element.attrs:
            reader.drop(element, "an embedded object", "嵌入的对象")
        return
    if _is_linked(element, address, reader.base):
        reader.drop(element, "a frame with what the link beside it leads to", "嵌入的页面，旁边已有指向它的链接")
        return
    words = " ".join((element.attr("title") or element.attr("data-attachment")).split()) or address
    if shown := _drawn_by_a_service(address, reader.base):
        address = shown
        beside = element.parent.all("a") if isinstance(element.parent, Element) else ()
        for link in beside:
            if reader.address(link.attr("href")) == address and link.words() in address:
                reader.drop(link, "the address of what the frame beside it shows", "嵌入页面旁边的网址")
                reader.spoken.add(id(link))
    made = Piece(words, element.start, element.inner)
    reader.out.open(link_to(address), element.start, element.end)
    reader.out.text((made,))
    reader.out.close()
    reader.ledger.repaired(
        reader.span(element), "Unexpected frame; kept as a link to what it shows", "嵌入的页面；改为指向它的链接"
    )


_PAGE = regex(r"\.(?:html?|pdf|ipynb|php|aspx?)$|[^/]/$", re.I)
_NO_SIZE = frozenset(("0", "1", "0px", "1px"))


def _is_of_the_site(element: Element) -> bool:
    """Whether a frame shows a page of the page's own site to a reader, and no text that a program puts there."""
    address = element.attr("src") or element.attr("data-src")
    return (
        element.name == "iframe"
        and ":" not in address.partition("/")[0]
        and not address.startswith(("//", "#", "?"))
        and _PAGE.search(urls.split(address).path) is not None
        and _NO_SIZE.isdisjoint((element.attr("width"), element.attr("height")))
    )


_PICTURE = regex(r"\.(?:svg|png|jpe?g|gif|webp|avif)$", re.I)


def _is_picture(element: Element, address: str) -> bool:
    """Whether a frame shows nothing but a picture: it says so, or its name does."""
    if not address or element.name in ("video", "audio", "applet"):
        return False
    kind = element.attr("type").lower()
    return kind.startswith("image/") or not kind and _PICTURE.search(urls.split(address).path) is not None


def _framed(reader: Reader, element: Element, address: str) -> None:
    """Write the picture in a frame."""
    beside = next(element.all("img"), element)
    said = beside.attr("alt") or beside.attr("title") or element.attr("title") or element.attr("aria-label")
    reader.out.atom(Image(address, " ".join(said.split()), span=reader.span(element)))
    reader.ledger.repaired(reader.span(element), "a picture in a frame of its own", "放在框架里的图片", text=address)
    if element.words():
        reader.drop(element, "what stands in for a picture that cannot be shown", "图片无法显示时的说明")


def _is_linked(element: Element, address: str, base: str) -> bool:
    """Whether a page is embedded, `…/post/embed/`, beside a link to it, as publishing systems do for readers without
    frames."""
    path = address.partition("#")[0].partition("?")[0].rstrip("/")
    if not path.endswith("/embed") or not isinstance(element.parent, Element):
        return False
    links = (urls.clean(link.attr("href"), base) for link in element.parent.all("a"))
    return any(link.rstrip("/") == path.removesuffix("/embed") for link in links)


def _drawn_by_a_service(address: str, base: str) -> str:
    """The page that a service draws as a card, `https://parts.example/embed?url=https%3A…`; "" for any other frame."""
    parts = urls.split(address)
    if not _DRAWS_CARDS.search(parts.path):
        return ""
    return next((urls.clean(said, base) for key, said in parse_qsl(parts.query) if key == "url" and "://" in said), "")


_DRAWS_CARDS = regex(r"/(?:embed|card|oembed|preview)/?$")


def picture(reader: Reader, element: Element) -> None:
    """A `<picture>`: its image."""
    image = next(element.all("img"), None)
    if image is not None:
        images.img(reader, image)
