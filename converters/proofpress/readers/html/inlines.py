"""Links, emphasis and what else stands in a line."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl

from proofpress import urls
from proofpress.readers import formula, formulas
from proofpress.readers.html import apart, code, controls, described, images, notes
from proofpress.readers.html.builder import Wrap
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Handler, Reader, has_letters
from proofpress.source import Piece, Span
from proofpress.styles import PLAIN
from proofpress.tree import Delete, Emphasis, Image, Inline, Link, Strong, Tag, Tagged, text_of

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
_SIGNS = re.compile(
    r"[\s#¶§◆🔗🔖⚓ﻪ\u200b\ue000-\uf8ff]*|permalink.*|link to (?:this|heading).*|anchor|copy link.*|direct link to.*",
    re.I,
)


def wrap(kind: type[Emphasis | Strong | Delete]) -> Wrap:
    """Makes an element of this kind around its children."""
    return lambda children, span: kind(children, span=span)


def _wrapped(kind: type[Emphasis | Strong | Delete]) -> Handler:
    def handle(reader: Reader, element: Element) -> None:
        style = reader.style(element)
        if kind is Strong and style.bold is False or kind is Emphasis and style.slanted is False:
            span(reader, element)  # as the clipboard of Google's documents wraps all that was copied
            return
        reader.out.open(wrap(kind), element.start, element.end)
        reader.visit(element)
        reader.out.close()

    return handle


def time(reader: Reader, element: Element) -> None:
    """A `<time>`: its words, or the date of one that leaves these to the page."""
    if element.contents or not (day := element.attr("datetime").strip()[:40]):
        reader.visit(element)
    else:
        reader.out.text((Piece(day, element.start, element.end),))


emphasis = _wrapped(Emphasis)
strong = _wrapped(Strong)
delete = _wrapped(Delete)


def cite(reader: Reader, element: Element) -> None:
    """A `<cite>`: marks of cited works in their brackets, links to their entries, the name of a work,
    or all that a list of works says of one."""
    if _only_note(reader, element):
        return
    if any("#" in link.attr("href") for link in element.all("a")):
        reader.visit(element)
        return
    if next(element.all("i", "em"), None) is not None or len(element.words()) > _LONGEST_NAME:
        reader.visit(element)
    else:
        emphasis(reader, element)


_LONGEST_NAME = 80


def tagged(tag: Tag) -> Handler:
    """Kept as the HTML element of this name."""

    def handle(reader: Reader, element: Element) -> None:
        if tag == "sup" and controls.is_for_editors(element):
            reader.drop(element, "a remark to the editors of a wiki", "给维基编辑者的标记")
            return
        if tag == "sup" and (
            _only_note(reader, element) or described.note(reader, element) or notes.titled(reader, element)
        ):
            return
        reader.out.open(_tagged(tag), element.start, element.end)
        reader.visit(element)
        reader.out.close()

    return handle


def _tagged(tag: Tag) -> Wrap:
    return lambda children, span: Tagged(tag, children, span=span)


def _only_note(reader: Reader, element: Element, *, dry: bool = False) -> bool:
    """A raised mark needs no raising: the site raises marks itself."""
    links = list(element.all("a"))
    marks = reader.notes.links.marks
    if not links or any(
        has_letters(_text(child)) for child in element.contents if not isinstance(child, Element) or child.name != "a"
    ):
        return False
    if not all(notes.is_back(link) or id(link) in marks for link in links):
        return False
    for link in () if dry else links:
        anchor(reader, link)
    return True


def _text(child: object) -> str:
    return child.words() if isinstance(child, Element) else str(child)


def anchor(reader: Reader, element: Element) -> None:
    """An `<a>`: a link, a mark of a note, a way back, or an anchor that only marks a place."""
    if "href" not in element.attrs:
        reader.visit(element)
        return
    href = element.attr("href")
    if "#" in href or "onclick" in element.attrs:
        if notes.is_back(element) or id(element) in reader.notes.links.backs:
            if notes.is_label(element):
                reader.visit(element)
                return
            reader.drop(element, "the way back from a note", "注释的返回链接")
            return
        if (
            not element.classes.isdisjoint(_PERMALINKS)
            and _SIGNS.fullmatch(element.words())
            or _in_heading(element)
            and _SIGNS.fullmatch(element.words())
            and not next(element.all("img"), None)
        ):
            return
        if notes.reference(reader, element) or element.brief() in _OWN_SIGNS:
            return
        if element.attr("title").startswith("Link to this "):
            # The name of a figure or the number of an equation, which leads to itself (MyST).
            reader.visit(element)
            reader.out.text((Piece(" ", element.end, element.end),))
            return
    if not element.contents:
        return
    if href in ("#", "#!", "#top") or "toc-backref" in element.classes:
        reader.visit(element)
        return
    address = urls.clean(href, reader.base)
    if not address:
        if href.strip():
            reader.ledger.repaired(
                Span(*reader.out.span(element.start, element.inner)),
                "Unexpected address, expected http, https, mailto or a path; the text stays without its link",
                "链接地址不被允许；文字保留，链接去掉",
            )
        reader.visit(element)
        return
    reader.out.open(_link(address, _title(element)), element.start, element.end)
    reader.visit(element)
    reader.out.close()


_GENERATED_TITLE = re.compile(r"\(in [^()]+\)")


def _title(element: Element) -> str:
    """What the link's title adds to its text; not what Sphinx says of every link to another project ("(in Python
    v3.12)")."""
    title = " ".join(element.attr("title").split())
    return "" if _GENERATED_TITLE.fullmatch(title) else title


def _link(address: str, title: str) -> Wrap:
    def wrap(children: tuple[Inline, ...], span: Span) -> Inline:
        if len(children) == 1 and isinstance(only := children[0], Image) and _same_picture(only.url, address):
            return replace(only, url=address) if _PICTURE.search(address) else only
        return Link(address, children, "" if title == text_of(children).strip() else title, span=span)

    return wrap


def _same_picture(shown: str, linked: str) -> bool:
    """True for a link that only opens the picture by itself."""
    return shown == linked or _PICTURE.search(linked) is not None and _name_of(shown) == _name_of(linked)


_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:[?#].*)?$", re.I)
_SIZE = re.compile(r"(?:-\d{2,5}x\d{2,5}|@\dx|[-_.]thumb(?:nail)?|-scaled)(?=\.\w+$)", re.I)


def _name_of(address: str) -> str:
    """The name of a picture's file without its size."""
    return _SIZE.sub("", address.rsplit("/", 1)[-1].split("?")[0].split("#")[0])


def _in_heading(element: Element) -> bool:
    above = element.parent
    for _ in range(3):
        if not isinstance(above, Element):
            return False
        if above.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        above = above.parent
    return False


def span(reader: Reader, element: Element) -> None:
    """A `<span>` or `<font>`, or another element in a line: what its style makes of it."""
    classes = element.classes
    if classes and not classes.isdisjoint(("sidenote", "marginnote")):
        _side_note(reader, element)
    elif classes and "mw-cite-backlink" in classes:
        reader.drop(element, "the way back from a note", "注释的返回链接")
    elif classes and "ltx_author_before" in classes:
        reader.drop(element, "the word between two names that stand on lines of their own", "两个分行人名之间的连接词")
    elif classes and "selected-value" in classes and isinstance(before := element.previous_sibling, Element):
        if before.classes & classes:
            reader.out.text((Piece(", ", element.start, element.start),))
        styled(reader, element)
    elif classes and "gallery-data" in classes and images.gallery(reader, element):
        return
    elif classes and any(name.endswith(_CODE) for name in classes) and not next(element.all("code", "pre"), None):
        code.inline(reader, element)
    elif classes and apart.is_set(element):
        reader.out.text((Piece(" ", element.start, element.start),))
        styled(reader, element)
        if not apart.is_closed(element):
            reader.out.text((Piece(" ", element.end, element.end),))
    else:
        styled(reader, element)


_CODE = ("code-inline", "inline-code", "inlineCode", "code_inline", "inline_code", "crayon-code")
"""How editors call words in the type of code."""


def styled(reader: Reader, element: Element) -> None:
    """An element in a line as its style shows it: bold, slanted, struck out, shifted, in the type of code,
    or line by line."""
    style = reader.style(element)
    if style is PLAIN:
        reader.visit(element)
        return
    if style.monospace and code.by_type(reader, element):
        return
    wraps: list[Wrap] = [wrap(kind) for kind in reader.emphasis(element)]
    if style.shifted and 0 < len(element.brief()) < _SHIFTED and not _only_note(reader, element, dry=True):
        wraps.append(_tagged(style.shifted))
    if style.is_line:
        reader.out.flush()
    for make in wraps:
        reader.out.open(make, element.start, element.end)
    if style.keeps_lines:
        reader.lines(element)
    else:
        reader.visit(element)
    for _ in wraps:
        reader.out.close()
    if style.is_line:
        reader.out.flush()


_SHIFTED = 12
"""The most that is raised or lowered for its meaning; more is a matter of layout."""


def _side_note(reader: Reader, element: Element) -> None:
    """A note that a style sheet moves into the margin: in parentheses, without the number that only its place needs."""
    reader.out.text((Piece(" (", element.start, element.inner),))
    for child in element.contents:
        if type(child) is Chars:
            reader.out.text(child.parts())
        elif isinstance(child, Element) and child.name != "sup":
            reader.element(child)
    reader.out.text((Piece(") ", element.close, element.end),))


def line_break(reader: Reader, element: Element) -> None:
    """A `<br>`: the end of a line, but where it only wraps one."""
    if reader.is_soft(element):
        reader.out.line_end(element.start, element.end)
    else:
        reader.out.line_break(element.start, element.end)


def wbr(reader: Reader, element: Element) -> None:
    """A place where a word may break: nothing to read."""


def quoted(reader: Reader, element: Element) -> None:
    """A `<q>`: the quotation marks that a browser would draw."""
    reader.out.text((Piece("“", element.start, element.inner),))
    reader.visit(element)
    reader.out.text((Piece("”", element.close, element.end),))


def ruby_text(reader: Reader, element: Element) -> None:
    """The reading beside a word stands in parentheses."""
    if not has_letters(element.words()):
        return
    reader.out.text((Piece("（", element.start, element.inner),))
    reader.visit(element)
    reader.out.text((Piece("）", element.close, element.end),))


def script(reader: Reader, element: Element) -> None:
    """A `<script>`: TeX, a diagram, or nothing for a reader."""
    found = formulas.script(element)
    if found is not None:
        reader.write_formula(found, element)
        return
    if shown := _EMBEDS.match(element.attr("src")):
        address = f"https://{shown[1]}"
        reader.out.open(_link(address, ""), element.start, element.end)
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


_EMBEDS = re.compile(
    r"(?:https?:)?//(gist\.github\.com/[\w-]+/\w+|asciinema\.org/a/\w+|jsfiddle\.net/[\w/]+?(?=/embed))", re.I
)


def math(reader: Reader, element: Element) -> None:
    """A `<math>` or `<mjx-container>`."""
    if not reader.formula(element):
        reader.visit(element)


def tex(reader: Reader, element: Element) -> None:
    """An element that is named for the TeX it holds (Distill)."""
    text, display = formula.undelimited("".join(element.chars()))
    block = "block" in element.attrs or bool(display)
    if text:
        reader.write_formula(formula.Formula(text, block, element.inner, element.close), element)


def frame(reader: Reader, element: Element) -> None:
    """A frame, a film or a sound: a link to what it would show."""
    address = urls.clean(element.attr("src") or element.attr("data-src"), reader.base)
    if not address:
        address = next(
            (clean for below in element.all("source") if (clean := urls.clean(below.attr("src"), reader.base))), ""
        )
    if controls.is_advert(element, address):
        reader.drop(element, "an advertisement", "广告")
        return
    own = element.name in ("video", "audio") and address.rpartition("/")[2] != ""
    if not own and not address.startswith(("http://", "https://")):
        asked = parse_qsl(urls.split(address).query)
        address = next((clean for _, said in asked if "://" in said and (clean := urls.clean(said))), "")
    if not own and not address.startswith(("http://", "https://")):
        if element.contents or element.attrs:
            reader.drop(element, "an embedded object", "嵌入的对象")
        return
    words = " ".join(element.attr("title").split()) or address
    made = Piece(words, element.start, element.inner)
    reader.out.open(_link(address, ""), element.start, element.end)
    reader.out.text((made,))
    reader.out.close()
    reader.ledger.repaired(
        reader.span(element), "Unexpected frame; kept as a link to what it shows", "嵌入的页面；改为指向它的链接"
    )


def picture(reader: Reader, element: Element) -> None:
    """A `<picture>`: its image."""
    image = next(element.all("img"), None)
    if image is not None:
        images.img(reader, image)
