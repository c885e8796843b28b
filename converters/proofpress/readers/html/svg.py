"""Drawings that stand in the page: diagrams are kept as image files, icons are not content."""

from __future__ import annotations

import re
from itertools import islice

from proofpress.readers.html import images
from proofpress.readers.html.dom import Element
from proofpress.readers.html.drawing import sanitised
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.regex import regex
from proofpress.tree import Image

_VERSION = regex(r"-v\d+$")
_LONGEST = 160


def svg(reader: Reader, element: Element) -> None:
    """An `<svg>`."""
    letters = " ".join("".join(chars) for chars in _labels(element)).strip()
    diagram = (
        element.attr("aria-roledescription")
        or element.attr("id").startswith("mermaid")
        or isinstance(element.parent, Element)
        and "mermaid" in element.parent.classes
    )
    if not diagram and not (has_letters(letters) and _width(element) >= 60) and not _width(element) >= 200:
        if has_letters(letters):
            reader.drop(element, "an icon", "图标")
        elif element.attr("role") == "img" and (name := _named(element)) and not _is_in_cell(element):
            reader.ledger.removed(reader.span(element), "an icon", "图标", text=name)
        return
    data = sanitised(element)
    path = images.store(reader.ledger, data.encode(), "svg")
    reader.ledger.repaired(
        reader.span(element),
        "Unexpected drawing without its source; kept as an image file",
        "只有绘好的图，没有图的源码；已存为图片文件",
    )
    reader.out.atom(Image(path, _named(element) or (_said(element) if diagram else ""), span=reader.span(element)))


def _is_in_cell(element: Element) -> bool:
    """Whether an icon stands in a cell of a table, which says its name where nothing else does."""
    near = islice((one for one in element.parents if isinstance(one, Element)), _NEAR)
    return any(one.name in ("td", "th") for one in near)


_NEAR = 4


def name_of_icon(element: Element) -> str:
    """The name by which who does not see an icon hears it, of the only one that an element holds; "" for any other."""
    icons = [one for one in element.all() if one.name == "svg" or one.attr("role") == "img"]
    names = [_named(one) for one in icons if one.attr("aria-hidden") != "true"]
    return names[0] if len(names) == 1 and len(names[0]) <= _LONGEST_NAME else ""


_LONGEST_NAME = 40


def _named(element: Element) -> str:
    """The name that a drawing has for who does not see it."""
    title = next((child for child in element.elements if child.name == "title"), None)
    called = element.attr("aria-labelledby").split()
    labels = [one for ident in called for one in element.places.get(f"#{ident}", ())[:1]]
    said = " ".join(one.brief() for one in labels) or element.attr("aria-label") or (title.brief() if title else "")
    return " ".join(said.split())


def _said(element: Element) -> str:
    """The kind of a diagram, and the words in it."""
    if (title := next(element.all("title"), None)) is not None and title.words():
        return title.words()
    kind = _VERSION.sub("", element.attr("aria-roledescription")) or "diagram"
    words = ", ".join(dict.fromkeys(" ".join(label.split()) for label in _labels(element)))
    if len(words) > _LONGEST:
        words = words[: words.rfind(", ", 0, _LONGEST) + 1] + " …"
    return f"{kind}: {words}" if has_letters(words) else kind


def _labels(element: Element) -> list[str]:
    return [str(node) for node in element.chars() if node.strip()]


def _width(element: Element) -> float:
    box = element.attr("viewbox").replace(",", " ").split()
    for value in (element.attr("width"), box[2] if len(box) == 4 else ""):
        if match := re.match(r"([\d.]+)(?:px)?\s*$", value):
            try:
                return float(match[1])
            except ValueError:
                return 0
    return 0
