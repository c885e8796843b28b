"""Paragraphs, headings, quotes, and the elements that are a block and nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from proofpress.ledger import CONTROL, EMPTY_HEADING
from proofpress.markdown.html import BLOCKS
from proofpress.readers.html import (
    algorithms,
    asciidoctor,
    boxes,
    captions,
    cards,
    code,
    doxygen,
    drawn_code,
    drawn_lists,
    editors,
    equations,
    folded,
    forum_code,
    highlighters,
    images,
    inlines,
    lists,
    logseq,
    notes,
    numbered_heads,
    pulled,
    scribble,
    siyuan,
    styled_boxes,
    tables,
    typewriter,
    word_lists,
)
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.flat import flat
from proofpress.readers.html.reader import Handler, Reader
from proofpress.regex import regex
from proofpress.tree import Heading, Image, Inline, InlineCode, Paragraph, Quote, Text, ThematicBreak, text_of
from proofpress.words.controls import INTERFACE

Special = Callable[[Reader, Element], bool]

_INLINE = frozenset(("d-inline", "d-inline-flex", "d-inline-block", "inline", "inline-flex", "inline-block"))


def block(reader: Reader, element: Element) -> None:
    """An element that stands on lines of its own and is nothing more."""
    classes = element.classes
    if classes and not _INLINE.isdisjoint(classes) or reader.style(element).display in ("inline", "contents"):
        reader.visit(element)
        return
    if "data-type" in element.attrs and siyuan.block(reader, element):
        return
    reader.out.flush()
    if (depth := _says_heading(element)) and not element.is_wordless:
        heading(depth)(reader, element)
        return
    if classes and (
        highlighters.drawn_beside(reader, element) or any(special(reader, element) for special in _BY_CLASS)
    ):
        return
    if element.name in ("div", "aside"):
        if lists.task(reader, element) or drawn_lists.items(reader, element) or editors.by_lines(reader, element):
            return
        if drawn_code.lines(reader, element):
            return
        if boxes.under_a_sign(reader, element) or equations.line(reader, element):
            return
        if folded.of_languages(reader, element) or folded.opened(reader, element):
            return
        if tables.by_roles(reader, element) or tables.by_cycle(reader, element):
            return
    elif element.name in _WRAPPERS:
        reader.visit(element)
        reader.out.flush()
        return
    if numbered_heads.head(reader, element) or element.attrs and styled_boxes.box(reader, element):
        return
    if not code.as_typed(reader, element) and not typewriter.run(reader, element):
        styled(reader, element)
    reader.out.flush()


def _says_heading(element: Element) -> int:
    """The level of a heading that only says so to who hears the page; 0 for any other element."""
    if element.attr("role") != "heading":
        return 0
    level = element.attr("aria-level").strip()
    return min(int(level), 6) if level in _LEVELS else 2


_LEVELS = tuple("123456789")
_WRAPPERS = frozenset(("body", "main", "html", "article"))


def styled(reader: Reader, element: Element) -> None:
    """What an element holds, with the line ends and the weight that its style gives to all of it."""
    style = reader.style(element)
    own = reader.emphasis(element) if element.attr("style") and _is_text(element) else ()
    for kind in own:
        reader.out.open(inlines.wrap(kind), element.start, element.end)
    if style.keeps_lines:
        reader.lines(element)
    else:
        reader.visit(element)
    for _ in own:
        reader.out.close()


def _is_text(element: Element) -> bool:
    """Whether an element is a paragraph: by its tag, or as editors write one that a style sets out."""
    return element.name == "p" or element.name == "section" and next(element.all(*BLOCKS), None) is None


def _by_class(names: frozenset[str], special: Special) -> Special:
    return lambda reader, element: not element.classes.isdisjoint(names) and special(reader, element)


def _mermaid(reader: Reader, element: Element) -> bool:
    return code.mermaid(reader, element)


def _in_a_table(reader: Reader, element: Element) -> bool:
    return next(element.all("table"), None) is not None and code.figure(reader, element)


def _of_a_language(reader: Reader, element: Element) -> bool:
    return any(name.startswith("language-") for name in element.classes) and code.wrapped(reader, element)


def _copier(reader: Reader, element: Element) -> bool:
    """The button that copies the listing beside it, whatever element it is."""
    if not any(key in element.attrs for key in _COPIED) or not INTERFACE.regex.fullmatch(element.brief().lower()):
        return False
    reader.drop(element, *CONTROL)
    return True


_COPIED = ("data-clipboard-target", "data-clipboard-text")


def _strong(reader: Reader, element: Element) -> bool:
    inlines.strong(reader, element)
    reader.out.flush()
    return True


def _over_section(reader: Reader, element: Element) -> bool:
    """The heading of a part of a page that only its class calls so, above what the part holds."""
    said = element.brief()
    above = element.parent
    is_first = isinstance(above, Element) and next(above.elements, None) is element
    if not is_first or not said or len(said) > _LONGEST_HEADING or next(element.all(*_NO_WORDS), None) is not None:
        return False
    if next(element.behind, None) is None:
        return False
    heading(2)(reader, element)
    return True


_LONGEST_HEADING = 60
_NO_WORDS = ("h1", "h2", "h3", "h4", "h5", "h6", "div", "p", "img", "a")


def _icon(reader: Reader, element: Element) -> bool:
    reader.drop(element, "the icon of a page", "页面图标")
    return True


_COUNTED = regex(r"(?:In|Out)\s*\[[\s\d*]*+\]\s*:?")


def _of_a_notebook(reader: Reader, element: Element) -> bool:
    """The count that a notebook writes beside a cell, on whatever page the cell was put."""
    if not _COUNTED.fullmatch(element.brief().strip()):
        return False
    reader.drop(element, "the count of a notebook's cell", "笔记本单元格的编号")
    return True


def _of_a_file(reader: Reader, element: Element) -> bool:
    """The name of a listing's file, which Jekyll's themes keep in an attribute and draw above it."""
    if name := element.attr("file").strip():
        span = reader.span(element)
        reader.out.block(Paragraph((InlineCode(name, span=span),), span=span))
    return False


def _quoted(reader: Reader, element: Element) -> bool:
    """A quotation, or a box without a name, of Yuque's editor."""
    if blocks := reader.inside(element):
        reader.out.block(Quote(blocks, span=reader.span(element)))
    return True


def _below_a_gist(reader: Reader, element: Element) -> bool:
    """What GitHub writes below an embedded listing, of which only the file's name is the author's."""
    for child in element.contents:
        if isinstance(child, Element) and child.name == "a" and "#file-" in child.attr("href"):
            reader.element(child)
        elif isinstance(child, Element) or isinstance(child, Chars) and not child.isspace():
            reader.leave_out(child, *CONTROL)
    reader.out.flush()
    return True


def _sign_up(reader: Reader, element: Element) -> bool:
    """A form to subscribe, with the words around it."""
    if element.end - element.start > _WIDEST_FORM or next(element.all("form", "input"), None) is None:
        return False
    if next(element.all("pre", "table"), None) is not None:
        return False
    reader.drop(element, "a form to subscribe", "订阅表单")
    return True


_WIDEST_FORM = 4000


def _shared(reader: Reader, element: Element) -> bool:
    """A button that shares the page, with the words above it that ask for it."""
    links = list(islice(element.all("a", "button"), 2))
    if len(links) != 1 or not _SHARES.fullmatch(links[0].words()) or element.end - element.start > _WIDEST_FORM:
        return False
    reader.drop(element, "a button to share the page, and what asks for it", "分享按钮及其说明")
    return True


_SHARES = regex(r"share(?: .{0,40})?|分享.{0,20}", re.I)


def _cited_work(reader: Reader, element: Element) -> bool:
    """An entry of a bibliography as docutils writes it: its label and its text on one line."""
    blocks = reader.inside(element)
    if (
        len(blocks) > 1
        and isinstance(label := blocks[0], Paragraph)
        and isinstance(text := blocks[1], Paragraph)
        and len(text_of(label)) < 40
    ):
        blocks = (
            Paragraph((*label.children, Text(" ", span=label.span), *text.children), span=label.span.cover(text.span)),
            *blocks[2:],
        )
    for made in blocks:
        reader.out.block(made)
    return True


_BY_CLASS: tuple[Special, ...] = (
    _by_class(frozenset(("highlighter-rouge",)), _of_a_file),
    _by_class(frozenset(("mermaid",)), _mermaid),
    boxes.box,
    cards.card,
    captions.below,
    _by_class(folded.TAB_SETS, folded.tabs),
    folded.fold,
    _by_class(editors.NAMES, editors.listed),
    _by_class(editors.FRAGMENTS, editors.fragment),
    _by_class(algorithms.NAMES, algorithms.listed),
    _by_class(frozenset(("gallery-items",)), images.gallery),
    _of_a_language,
    pulled.quote,
    _by_class(frozenset(("dp-highlighter",)), highlighters.drawn),
    _by_class(forum_code.NAMES, forum_code.listed),
    _by_class(forum_code.HEADS, forum_code.head),
    highlighters.bar,
    drawn_code.bar,
    _by_class(
        frozenset(("highlight", "codehilite", "highlighttable", "code-wrapper", "syntaxhighlighter")), _in_a_table
    ),
    _by_class(frozenset(("page-header-icon",)), _icon),
    _copier,
    _by_class(frozenset(("section-title",)), _over_section),
    _by_class(frozenset(("sd-card-title",)), _strong),
    _by_class(frozenset(("kg-signup-card", "subscription-widget-wrap", "newsletter-form", "signup-card")), _sign_up),
    _by_class(frozenset(("captioned-button-wrap",)), _shared),
    _by_class(frozenset(("citation",)), _cited_work),
    _by_class(frozenset(("ne-quote", "ne-alert", "lake-alert")), _quoted),
    _by_class(frozenset(("gist-meta",)), _below_a_gist),
    _by_class(doxygen.TOOLTIP, doxygen.tooltip),
    _by_class(logseq.NAMES, logseq.blocks),
    _by_class(frozenset(("msocomtxt",)), notes.comment),
    _by_class(asciidoctor.CALLOUTS, asciidoctor.callouts),
    _by_class(asciidoctor.VERSE, asciidoctor.verse),
    _by_class(frozenset(("prompt", "jp-InputPrompt", "jp-OutputPrompt")), _of_a_notebook),
)
"""What an element with a class may be more than a block; the first that says so has written it."""


def is_title(element: Element) -> bool:
    """The title as Word and Google's documents write it: a paragraph of that style."""
    return "MsoTitle" in element.classes or "title" in element.classes and element.attr("id").startswith("h.")


def paragraph(reader: Reader, element: Element) -> None:
    """A `<p>`."""
    reader.out.flush()
    if element.classes and (boxes.box(reader, element) or captions.below(reader, element)):
        return
    if element.classes and is_title(element) and not element.brief().endswith(("。", ".")):
        heading(1)(reader, element)
        return
    if "rubric" in element.classes:
        inlines.strong(reader, element)
    elif element.attrs and (word_lists.items(reader, element) or code.as_typed(reader, element)):
        return
    elif drawn_lists.in_symbols(reader, element) or typewriter.run(reader, element) or equations.line(reader, element):
        return
    elif not lists.task(reader, element):
        styled(reader, element)
    reader.out.flush()


_SUBTITLE = regex(r"(?<!\S)(?!(?:has|with|without|no)[-_])(?:\S*[-_])?sub-?title(?!\S)", re.I)
"""A heading that calls itself a subtitle heads no section."""
_BYLINES = frozenset(("author", "date"))
"""Nor does one that is the name of who wrote it, or the day."""
_SECTIONS = frozenset(
    f"ltx_title_{name}" for name in "chapter section subsection subsubsection paragraph subparagraph appendix".split()
)
"""LaTeXML's heads of sections; its other heads that run in are words of their paragraph."""


def heading(depth: int) -> Handler:
    """An `<h1>` … `<h6>`."""

    def handle(reader: Reader, element: Element) -> None:
        if "ltx_runin" in element.classes and element.classes.isdisjoint(_SECTIONS):
            reader.out.flush()
            _strong(reader, element)
            return
        if _SUBTITLE.search(element.attr("class")) or not element.classes.isdisjoint(_BYLINES):
            paragraph(reader, element)
            return
        if reader.has_notes and notes.is_head(reader, element):
            reader.drop(element, "the heading over the notes", "注释上方的标题")
            return
        if _heads_nothing(element):
            reader.drop(element, "the heading over an empty list", "空列表上方的标题")
            return
        blocks = reader.inside(element)
        span = reader.span(element)
        if not blocks:
            reader.ledger.removed(span, *EMPTY_HEADING)
            return
        if all(isinstance(b, Paragraph) and all(isinstance(n, Image) for n in b.children) for b in blocks):
            for made in blocks:
                reader.out.block(made)
            return
        pictures = [b for b in blocks if not isinstance(b, Paragraph)]
        if len(blocks) > 3 and pictures:
            for made in blocks:
                reader.out.block(made)
            return
        shown, said = _drawn_above(element, _without_icons(reader, element, flat(blocks)))
        if shown:
            reader.out.block(Paragraph(shown, span=shown[0].span))
        reader.out.block(Heading(depth, said, span=span, id=_anchor(element)))

    return handle


def _heads_nothing(element: Element) -> bool:
    """Whether a heading and a list without an item are all that stands in an element: a script would have filled it."""
    parent = element.parent
    held = list(islice(parent.shown, 3)) if isinstance(parent, Element) else []
    parts = [one for one in held if isinstance(one, Element) or not one.isspace()]
    if len(parts) != 2 or parts[0] is not element or not isinstance(listed := parts[1], Element):
        return False
    return listed.name in ("ol", "ul", "dl") and next(listed.all(), None) is None and listed.is_wordless


def _without_icons(reader: Reader, element: Element, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a heading without the small drawings that say nothing: what a theme draws beside it."""
    icons = {reader.span(image): image for image in element.all("img") if _is_icon(image)}
    kept = tuple(child for child in children if not (isinstance(child, Image) and child.span in icons))
    if not icons or not text_of(Paragraph(kept)).strip():
        return children
    for child in children:
        if isinstance(child, Image) and child.span in icons:
            reader.drop(icons[child.span], "the icon of a page", "页面图标")
    return kept


def _is_icon(image: Element) -> bool:
    """Whether a picture without a description is a drawing by its address or no larger than a sign."""
    if image.attr("alt").strip():
        return False
    sizes = [found for key in ("width", "height") if (found := _PIXELS.match(image.attr(key))) is not None]
    address = image.attr("src").partition("?")[0].lower()
    return any(int(size[0]) <= _SIGN for size in sizes) or not sizes and address.endswith(".svg")


_SIGN = 32
_WIDE = 200
"""Pixels from which on a picture is none of a heading's signs."""


def _drawn_above(element: Element, children: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The wide picture that an editor put at the start of a heading, which stands above it, and the heading's words."""
    first = next(element.all("img"), None)
    width = _PIXELS.match(first.attr("width")) if first is not None else None
    if not children or not isinstance(children[0], Image) or width is None or int(width[0]) < _WIDE:
        return (), children
    rest = children[1:]
    return (children[:1], rest) if text_of(Paragraph(rest)).strip() else ((), children)


_PIXELS = regex(r"\s*\d{1,5}")


def _anchor(element: Element) -> str:
    if ident := element.attr("id"):
        return ident
    for below in element.all("a", "span"):
        if ident := below.attr("id") or below.attr("name"):
            return ident
    above = element.parent
    if isinstance(above, Element) and above.name == "section" and next(above.elements, None) is element:
        return above.attr("id")
    return ""


def rule(reader: Reader, element: Element) -> None:
    """An `<hr>`; one that TeX4ht draws around what floats in a text parts nothing."""
    if not element.classes.isdisjoint(_FLOATS):
        reader.leave_out(element, "a line around what floats in the text", "浮动体四周的线")
        return
    if _ABOVE_COMMENTS in element.classes:
        reader.leave_out(element, "the line above what reviewers said", "批注上方的线")
        return
    reader.out.block(ThematicBreak(span=reader.span(element)))


_ABOVE_COMMENTS = "msocomoff"
_FLOATS = frozenset(("float", "endfloat", "figure", "endfigure"))


def quote(reader: Reader, element: Element) -> None:
    """A `<blockquote>`."""
    if element.classes and (
        scribble.quote(reader, element) or pulled.quote(reader, element) or boxes.box(reader, element)
    ):
        return
    blocks = reader.inside(element)
    if blocks:
        reader.out.block(Quote(blocks, span=reader.span(element)))
