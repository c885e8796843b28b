"""Captions without a number: a paragraph in emphasis beside what they are of is known as one everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from proofpress.anchors import PICTURE, SET_APART_LENGTH, TABLE, is_caption
from proofpress.readers import formula_images
from proofpress.readers.html import images
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import Block, Break, Emphasis, Image, Inline, InlineCode, Paragraph, of_kinds, text_of


def is_of_a_picture(caption: Element) -> bool:
    """Whether a `<figcaption>` stands below a picture, or in the figure of a table; below a quotation it says whose."""
    figure = caption.parent
    while isinstance(figure, Element) and figure.name != "figure":
        figure = figure.parent
    if not isinstance(figure, Element) or any(child.name == "blockquote" for child in figure.elements):
        return False
    above = any(image.start < caption.start for image in figure.all("img"))
    return above or next(figure.all("table"), None) is not None


def below(reader: Reader, element: Element) -> bool:
    """Write what stands right below a picture and is its caption as its class says; False for anything else."""
    if not _is_named(element) or next(element.all(*_NO_CAPTION), None) is not None:
        return False
    picture = picture_before(element)
    if picture is None or _is_part(element, picture):
        return False
    reader.out.flush()
    if not is_default(reader, element, picture):
        for made in set_apart(reader.inside(element)):
            reader.out.block(made)
    return True


def is_default(reader: Reader, caption: Element, picture: Element | None) -> bool:
    """Leave out a caption that is the name of the picture's file, or what an editor puts where the author wrote none.
    A name has its ending: a year or `Photo` may well be an author's."""
    words = caption.brief()
    if picture is None or not words or _DEFAULT.search(words) is None:
        return False
    if not images.says_nothing(words, (picture.attr("src"), images.source(picture))):
        return False
    reader.drop(
        caption, "a caption that is only the file's name or an editor's prompt", "图题只是文件名或编辑器的提示语"
    )
    return True


_DEFAULT = regex(r"\.(?:png|jpe?g|gif|webp|svg|bmp|awebp|avif)$|描述|说明|description|alt text", re.I)


def _is_named(element: Element) -> bool:
    return any(_NAMED.search(name) and not _OF_OTHERS.search(name) for name in element.classes)


def _is_part(element: Element, picture: Element) -> bool:
    """Whether an element is the caption of what stands below it, or only the number or the words of one."""
    behind = element.next_sibling
    while isinstance(behind, Chars) and behind.isspace():
        behind = behind.next_sibling
    if isinstance(behind, Chars) or isinstance(behind, Element) and behind.name in _GO_ON:
        return True
    above = element.parent
    while isinstance(above, Element) and not above.holds(picture):
        if above.name == "figcaption" or _is_named(above):
            return True
        above = above.parent
    return False


_NAMED = regex(
    r"(?:(?<![a-zA-Z])(?:fig)?c|(?<=[a-z])C)aptions?(?![a-z])"
    r"|(?<![a-z])(?:img|image|pic|picture|photo|figure)[-_]?desc(?:ription)?(?![a-z])"
)
_OF_OTHERS = regex(r"table|code|listing|video|audio|equation|quote", re.I)
_NO_CAPTION = ("img", "table", "pre", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "video")
_OTHERS = frozenset(("table", "pre", "iframe", "video"))
_GO_ON = _OTHERS | {"span", "em", "strong", "b", "i", "code"}


def picture_before(element: Element) -> Element | None:
    """The picture that stands right before an element, with no word between them."""
    node: object = element
    for _ in range(_NEAR):
        before = node.previous_sibling  # type: ignore[attr-defined]
        if before is None:
            node = node.parent  # type: ignore[attr-defined]
            if not isinstance(node, Element):
                return None
            continue
        node = before
        if isinstance(node, Element):
            if node.end - node.start > _WIDEST or not node.is_wordless or node.name in _OTHERS:
                return None
            for picture in [node] if node.name == "img" else [*node.all("img")][-1:]:
                return picture if formula_images.image(picture) is None and not images.is_decoration(picture) else None
        elif isinstance(node, Chars) and not node.isspace():
            return None
    return None


_NEAR = 12
_WIDEST = 10_000


def set_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a caption: of one that is a single paragraph and has no number, the words in emphasis."""
    made = [*blocks]
    if len(made) == 1 and isinstance(only := made[0], Paragraph) and _is_words(only):
        children = tuple(_upright(only.children))
        yield replace(only, children=(Emphasis(children, span=only.span),))
    else:
        yield from made


def _is_words(block: Paragraph) -> bool:
    return (
        not (is_caption(block, PICTURE) or is_caption(block, TABLE))
        and 0 < len(text_of(block).strip()) <= SET_APART_LENGTH
        and next(of_kinds(block, Image, Break), None) is None
        and not all(isinstance(node, InlineCode) for node in block.children)
    )


def _upright(children: tuple[Inline, ...]) -> Iterator[Inline]:
    for node in children:
        if isinstance(node, Emphasis):
            yield from _upright(node.children)
        else:
            yield node
