"""Boxes that are typed as HTML around Markdown, with the element at their start that holds their title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proofpress.passes.between import Held, held, part, split
from proofpress.passes.inlines import Blocks
from proofpress.passes.portable import upright
from proofpress.readers.html import boxes, parse
from proofpress.readers.html.box_words import is_framed
from proofpress.readers.html.dom import Element
from proofpress.readers.html.flat import flat
from proofpress.source import Source, Span
from proofpress.tree import Block, Heading, HtmlBlock


def is_one(one: Held, blocks: Sequence[Block]) -> bool:
    """Whether an element is a box by its classes: one of those that pages lay their parts out in has a head."""
    if is_framed(one.element.attr("class")):
        inside = split(blocks, one)[1]
        return _head(inside) is not None or isinstance(next(iter(inside), None), Heading)
    return boxes.is_named(one.element)


def of_markdown(element: Element, inside: Blocks, span: Span, read: Callable[[Blocks], Blocks]) -> Blocks:
    """The box that an element around these blocks is; `read` reads what HTML is among them."""
    head, rest = _head(inside) or ((), inside)
    return boxes.of_markdown(element, upright(flat(read(head))), read(rest), span)


def _head(inside: Blocks) -> tuple[Blocks, Blocks] | None:
    """What the head of a box holds, and the blocks behind it; None for a box without one."""
    first: Block | None = inside[0] if inside else None
    if not isinstance(first, HtmlBlock):
        return None
    element = next(parse(Source("", first.value)).root.shown, None)
    if not isinstance(element, Element) or not boxes.is_head(element):
        return None
    if element.close < element.end:
        said = part(first, first.value[element.inner : element.close], element.inner)
        return said, (*part(first, first.value[element.end :], element.end), *inside[1:])
    found = next((one for one in held(inside) if one.first == 0 and one.opens.end() == element.inner), None)
    if found is None:
        return None
    _, held_in, behind = split(inside, found)
    return held_in, (behind, *inside[found.last + 1 :])
