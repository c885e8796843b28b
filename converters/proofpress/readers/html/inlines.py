"""Emphasis, and what else stands in a line."""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.evidence.prose import Prose, is_prose
from proofpress.readers.html import (
    apart,
    captions,
    code,
    controls,
    described,
    edges,
    highlights,
    images,
    mentions,
    notes,
    siyuan,
)
from proofpress.readers.html.builder import Wrap
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.links import anchor
from proofpress.readers.html.reader import Handler, Reader, has_letters
from proofpress.source import Piece
from proofpress.styles import PLAIN
from proofpress.tree import Delete, Emphasis, Strong, Tag, Tagged


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
    or all that a list of works says of one, which ends as a sentence does or is called a citation."""
    if _only_note(reader, element):
        return
    if "index" in element.attrs or any("#" in link.attr("href") for link in element.all("a")):
        reader.visit(element)
        return
    words = element.words()
    is_whole = "citation" in element.classes or len(words) > _LONGEST_NAME or words.endswith(_ENDS)
    if is_whole or next(element.all("i", "em"), None) is not None:
        reader.visit(element)
    else:
        emphasis(reader, element)


_LONGEST_NAME = 80
_ENDS = (".", "。")


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
    if not dry:
        edges.space(reader, element, -1)
    return True


def _text(child: object) -> str:
    return child.words() if isinstance(child, Element) else str(child)


def span(reader: Reader, element: Element) -> None:
    """A `<span>` or `<font>`, or another element in a line: what its style makes of it."""
    classes = element.classes
    if classes and not classes.isdisjoint(("sidenote", "marginnote")):
        _side_note(reader, element)
    elif classes and described.with_mark(reader, element):
        return
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
    elif classes and captions.below(reader, element):
        return
    elif "data-type" in element.attrs and siyuan.run(reader, element):
        return
    elif classes and _is_code(element):
        code.inline(reader, element)
    elif classes and apart.is_set(element):
        reader.out.text((Piece(" ", element.start, element.start),))
        styled(reader, element)
        if not apart.is_closed(element):
            reader.out.text((Piece(" ", element.end, element.end),))
    else:
        styled(reader, element)


_CODE = ("code-inline", "inline-code", "inlineCode", "code_inline", "inline_code", "crayon-code", "cnblogs_code")
"""How editors call words in the type of code."""


def _is_code(element: Element) -> bool:
    """Whether an element in a line is code by its class: one that says so, or `code` for what is no word of Chinese,
    no sentence and no number."""
    is_named = any(name.endswith(_CODE) for name in element.classes)
    if not is_named and "code" not in element.classes or next(element.all("code", "pre"), None) is not None:
        return False
    words = element.brief()
    return is_named or (
        len(words) <= _LONGEST_CODE
        and has_letters(words)
        and not words.isdecimal()
        and not chinese.count(words)
        and not is_prose(words, Prose.PHRASE)
    )


_LONGEST_CODE = 80


def styled(reader: Reader, element: Element) -> None:
    """An element in a line as its style shows it: bold, slanted, struck out, shifted, in the type of code,
    or line by line."""
    if not element.contents and (mentions.silent(reader, element) or images.held(reader, element)):
        return
    style = reader.style(element)
    if style is PLAIN:
        reader.visit(element)
        return
    if style.monospace and code.by_type(reader, element):
        return
    is_marked = style.tinted and highlights.is_one(reader, element)
    wraps: list[Wrap] = [wrap(kind) for kind in reader.emphasis(element)]
    if style.shifted and 0 < len(element.brief()) < _SHIFTED and not _only_note(reader, element, dry=True):
        wraps.append(_tagged(style.shifted))
    if is_marked:
        wraps.append(_tagged("mark"))
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
