"""Yuque's cards: an element whose `value` holds what it shows, as JSON in a data address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from proofpress import json_text
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.tree import Code, Image, InlineMath, Link, Math, Text, ThematicBreak

_MOST = 2_000_000


def card(reader: Reader, element: Element) -> None:
    """A `<card>`: a listing, a formula, a picture, a link, a line; anything else stands in the ledger."""
    name = element.attr("name") or element.attr("data-lake-card") or element.attr("data-card-name")
    held = value(element)
    span = reader.span(element)
    if name == "hr":
        reader.out.block(ThematicBreak(span=span))
        return
    code = _text(held, "code")
    address = reader.address(_text(held, "src") or _text(held, "url") or _text(held, "href"))
    words = " ".join((_text(held, "title") or _text(held, "name") or _text(held, "text")).split())
    if not words and isinstance(detail := held.get("detail"), dict):
        words = " ".join(_text(detail, "title").split())
    if name == "math" and code:
        if "block" in (element.attr("type"), element.attr("data-card-type")):
            reader.out.block(Math(code, span=span))
        else:
            reader.out.atom(InlineMath(code, span=span))
    elif name in ("codeblock", "diagram", "textDiagram", "mermaid") and code:
        language = _text(held, "mode") or _text(held, "type")
        reader.out.block(Code(code, language, span=span))
    elif name == "image" and address:
        reader.out.atom(Image(address, words, span=span))
    elif address:
        shown = words or address
        reader.out.open(lambda children, at: Link(address, children, span=at), element.start, element.end)
        reader.out.atom(Text(shown, span=span))
        reader.out.close()
    elif held and name not in ("label", "checkbox"):
        reader.ledger.removed(span, "a card of an editor that nothing here reads", "无法识别的编辑器卡片")
    elif label := _text(held, "label"):
        reader.out.atom(Text(label, span=span))


def value(element: Element) -> dict[str, Any]:
    """What a card's attribute says that it shows; {} for none that can be read."""
    given = element.attr("value") or element.attr("data-card-value")
    if not given.startswith(("data:", "%7B", "{")) or len(given) > _MOST:
        return {}
    try:
        held = json_text.loads(unquote(given.removeprefix("data:")))
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def _text(held: dict[str, Any], key: str) -> str:
    value = held.get(key)
    return value if isinstance(value, str) else ""
