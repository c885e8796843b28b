"""Tasks that are neither open nor done, half done or cancelled: an item under the sign of its state, as a text has it.

GFM knows two states; what an author typed as `- [-] …` is text of the item, and so it is here.
"""

from __future__ import annotations

from dataclasses import replace

from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.tree import Block, Paragraph, Text

_TYPED = regex(r"\[([-/~])\]")
_PARTLY = frozenset(("trans", "partial", "partly", "mixed", "indeterminate", "cancelled", "canceled"))
"""What classes call an item, of which a box with a sign of its own says the same."""
_SIGN = regex(r"[^\sxX\w]")


def of(reader: Reader, element: Element) -> str:
    """The sign of a third state that an item is in, `[-]`; "" for any other item. A box that shows it is not read
    again."""
    first = next(element.shown, None)
    if isinstance(first, Element) and first.name in ("p", "label"):
        first = next(first.shown, None)
    if isinstance(first, Element) and (typed := _TYPED.fullmatch(first.brief())):
        if _PARTLY.isdisjoint(name.lower() for name in element.classes):
            return ""
        reader.spoken.add(id(first))
        return typed[0]
    if _SIGN.fullmatch(sign := element.attr("data-task").strip()):
        return f"[{sign}]"
    boxes = (element, first) if isinstance(first, Element) else (element,)
    return "[-]" if any(one.attr("aria-checked").lower() == "mixed" for one in boxes) else ""


def under(sign: str, blocks: tuple[Block, ...], span: Span) -> tuple[Block, ...]:
    """The blocks of an item that begins with a sign."""
    if blocks and isinstance(first := blocks[0], Paragraph):
        at = Text(f"{sign} ", span=first.span)
        return (replace(first, children=(at, *first.children)), *blocks[1:])
    return (Paragraph((Text(sign, span=span),), span=span), *blocks)
