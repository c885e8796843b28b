"""Yuque's cards: an element whose `value` holds what it shows, as JSON in a data address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from html import unescape
from typing import Any
from urllib.parse import unquote

from proofpress import json_text
from proofpress.readers.html.dom import Element
from proofpress.readers.html.nesting import CARD_VALUE
from proofpress.readers.html.parser import parse
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Code, Image, InlineMath, Item, Link, List, Math, Paragraph, Text, ThematicBreak

_MOST = 2_000_000
_DRAWN = frozenset("image mindmap board flowchart flowchart2 diagram puml plantuml graphviz".split())
"""Cards that show the picture at their address."""
_ADDRESSES = ("src", "url", "href", "downloadUrl", "previewUrl")
_TITLES = ("title", "name", "text")
_SAYS = frozenset(("html", "text", "title", "label", "content"))
"""What holds the words of a card, or of the parts that it is made of."""
_WORDS_ALONE = frozenset(("label", "mention", "status"))
_TAG = regex(r"<[^<>]{0,2000}>")
_CHINA = timezone(timedelta(hours=8))


def card(reader: Reader, element: Element) -> None:
    """A `<card>`: a listing, a formula, a table, a picture, a link, words, a line; anything else is a doubt."""
    name, held, span = _name(element), value(element), reader.span(element)
    code, markup = _text(held, "code"), _text(held, "html")
    address = reader.address(_first(held, _ADDRESSES))
    if name == "hr":
        reader.out.block(ThematicBreak(span=span))
    elif (done := ticked(element)) is not None:
        reader.out.text((Piece("☑ " if done else "☐ ", element.start, element.end),))
    elif name == "math" and code and _is_block(element):
        reader.out.block(Math(code, span=span))
    elif name == "math" and code:
        reader.out.atom(InlineMath(code, span=span))
    elif code:
        reader.out.block(Code(code, _text(held, "mode") or _text(held, "type"), span=span))
    elif markup:
        derived = reader.page.source.derive((Piece(markup, element.start, element.end),))
        for block in reader.beside(parse(derived)):
            reader.out.block(block)
    elif address:
        shown = _title(held)
        text = (Text(shown or address, span=span),)
        node = Image(address, shown, span=span) if name in _DRAWN else Link(address, text, span=span)
        if _is_block(element):
            reader.out.block(Paragraph((node,), span=span))
        else:
            reader.out.atom(node)
    elif not _pictures(reader, element, held):
        _words(reader, element, held)


def _words(reader: Reader, element: Element, held: dict[str, Any]) -> None:
    """The words of a card whose form nothing here knows, or its contents; where it has neither, a doubt is all."""
    name, span = _name(element), reader.span(element)
    said = list(dict.fromkeys((*filter(None, (_day(held), _title(held))), *_said(held))))
    if len(said) == 1 and not _is_block(element):
        reader.out.atom(Text(f"@{said[0]}" if name == "mention" else said[0], span=span))
    elif len(said) == 1:
        reader.out.block(Paragraph((Text(said[0], span=span),), span=span))
    elif said:
        items = (Item((Paragraph((Text(one, span=span),), span=span),), span=span) for one in said)
        reader.out.block(List(tuple(items), None, span=span))
    elif element.contents:
        reader.visit(element)
        return
    if said and (name in _WORDS_ALONE or _day(held)):
        return
    if said:
        reader.ledger.doubted(
            span, "a card of an editor of which only the words are kept", "编辑器卡片只保留其中的文字"
        )
    elif _given(element):
        reader.ledger.doubted(span, "a card of an editor that nothing here reads", "无法识别的编辑器卡片", text="")


def _pictures(reader: Reader, element: Element, held: dict[str, Any]) -> bool:
    """Write the pictures of a gallery, one below the other; False for a card that is none."""
    parts = held.get("imageList")
    listed = parts if isinstance(parts, list) else []
    found = [(reader.address(_text(one, "src")), _title(one)) for one in listed if isinstance(one, dict)]
    shown = [(address, title) for address, title in found if address]
    for address, title in shown:
        reader.out.flush()
        reader.out.atom(Image(address, title, span=reader.span(element)))
    if shown:
        reader.out.flush()
    return bool(shown)


def ticked(element: Element) -> bool | None:
    """Whether the box that a card is has been ticked; None for any other card."""
    if _name(element) != "checkbox":
        return None
    held = value(element)
    if held:
        return any(held.get(key) is True for key in ("checked", "value"))
    return _given(element).removeprefix("data:").strip().lower() == "true"


def value(element: Element) -> dict[str, Any]:
    """What a card's attribute says that it shows; {} for none that can be read."""
    given = _given(element)
    if not given.startswith(("data:", "%7B", "{")) or len(given) > _MOST:
        return {}
    try:
        held = json_text.loads(unquote(given.removeprefix("data:")))
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def shown(element: Element) -> list[str]:
    """What a card says by itself: of one with an address nothing but its code, for its words may stand in a picture."""
    held = value(element)
    if code := _text(held, "code"):
        return [code]
    return [] if _first(held, _ADDRESSES) else _said(held)


def _said(held: dict[str, Any]) -> list[str]:
    """The words of a card and of its parts, in order, without the markup in them."""
    made: list[str] = []
    waiting: list[tuple[str, Any]] = [("", held)]
    while waiting:
        key, one = waiting.pop()
        if isinstance(one, dict):
            waiting += reversed(one.items())
        elif isinstance(one, list):
            waiting += (("", part) for part in reversed(one) if not isinstance(part, str))
        elif isinstance(one, str) and key in _SAYS:
            words = " ".join(unescape(_TAG.sub(" ", one)).split())
            made += [words] if words else []
    return made


def _day(held: dict[str, Any]) -> str:
    """The day that a card shows, which it counts in milliseconds."""
    moment = held.get("date")
    if type(moment) is not int or not 0 < moment < 4_102_444_800_000:
        return ""
    return datetime.fromtimestamp(moment / 1000, _CHINA).date().isoformat()


def _title(held: dict[str, Any]) -> str:
    detail = held.get("detail")
    within = _text(detail, "title") if isinstance(detail, dict) else ""
    return " ".join((_first(held, _TITLES) or within).split())


def _name(element: Element) -> str:
    return element.attr("name") or element.attr("data-lake-card") or element.attr("data-card-name")


def _is_block(element: Element) -> bool:
    return "block" in (element.attr("type"), element.attr("data-card-type"))


def _given(element: Element) -> str:
    return element.attr("value") or element.attr(CARD_VALUE)


def _first(held: dict[str, Any], keys: Iterable[str]) -> str:
    return next(filter(None, (_text(held, key) for key in keys)), "")


def _text(held: dict[str, Any], key: str) -> str:
    value = held.get(key)
    return value if isinstance(value, str) else ""
