"""What a reader of a page sees of it, in the order of the page, for `conservation` to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from proofpress import json_text
from proofpress.conservation import Seen
from proofpress.evidence.tex import COMMAND
from proofpress.readers import formulas
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.images import EMOJI, PLACEHOLDER, source

_UNSEEN = frozenset(
    "script style head title template noscript textarea select option datalist button iframe canvas object "
    "svg math input"
    " audio video map mjx-container mjx-assistive-mml rp rt ac:parameter ac:task-id ac:task-uuid ac:task-status".split()
)
_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.I)
_TEX_ATTRIBUTES = ("alt", "data-latex", "data-tex", "data-formula", "data-expr", "data-math", "data-attrs")
_GUTTER = re.compile(r"[\s\d.:]*")
_FILE = re.compile(r"(?<![^/?#\\])([^/?#\\]+?)\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:[?#!@].*)?$", re.I | re.S)
_ADDRESSES = ("data-original-src", "data-original", "data-src", "data-actualsrc", "data-lazy-src", "src")


def seen(page: Page) -> Iterator[Seen]:
    """The texts of a page that are neither hidden nor a control, its images by their file,
    and the TeX of its attributes."""
    place = page.source.span
    node: Any = page.root.next_element
    listing = -1
    known: dict[int, tuple[str, bool]] = {}  # Elements share what was written alike.
    while node is not None:
        start = node.start
        if type(node) is Chars:
            if not node.isspace():
                gutter = start < listing and _GUTTER.fullmatch(node) is not None
                yield Seen(*place(start, node.end), node, 6 if gutter else 1)
        elif type(node) is Element:
            name = node.name
            tex, hidden = "", False
            if attrs := node.attrs:
                if (found := known.get(id(attrs))) is None:
                    found = known[id(attrs)] = _tex(node), _is_hidden(node)
                tex, hidden = found
            if tex:
                yield Seen(*place(start, node.inner), tex, 3)
            if hidden or name in _UNSEEN:
                closed = node.end
                after: Any = node.next_element
                while after is not None and after.start < closed:
                    after = after.next_element
                node = after
                continue
            if name == "img":
                if not tex and (file := _image(node)):
                    yield Seen(*place(start, node.inner), file, 4)
            elif name == "pre" or name == "table":
                listing = node.end
        node = node.next_element


def _is_hidden(element: Element) -> bool:
    attrs = element.attrs
    return (
        "hidden" in attrs
        or attrs.get("aria-hidden") == "true"
        or bool(element.classes)
        and not formulas.CLASSES.isdisjoint(element.classes)
        or "none" in str(attrs.get("style", ""))
        and _HIDDEN.search(element.attr("style")) is not None
    )


def _tex(element: Element) -> str:
    """The TeX that an attribute holds, or ""."""
    for name in _TEX_ATTRIBUTES:
        value = element.attr(name)
        if "\\" in value and COMMAND.search(value):
            return value if name != "data-attrs" else _in_json(value)
    return ""


def _in_json(value: str) -> str:
    """The TeX among the strings of a JSON object; of what is none, its commands."""
    try:
        held = json_text.loads(value)
    except ValueError:
        held = None
    if not isinstance(held, dict):
        return " ".join(COMMAND.findall(value))
    return " ".join(one for one in held.values() if isinstance(one, str) and "\\" in one and COMMAND.search(one))


def _image(element: Element) -> str:
    """The last part of an image's address, which survives whatever becomes of the rest; "" for none, a drawn one,
    or a sign."""
    if element.attr("alt") and not element.classes.isdisjoint(EMOJI):
        return ""
    for name in _ADDRESSES:
        value = element.attr(name).strip()
        if value and not value.startswith("data:") and (found := _FILE.search(value.split(" ")[0])):
            if not PLACEHOLDER.search(value):
                return found[1]
            found = _FILE.search(source(element))
            return found[1] if found else ""
    return ""
