"""Drawings that stand in the page: diagrams are kept as image files, icons are not content."""

from __future__ import annotations

import re

from proofpress.readers.html import images
from proofpress.readers.html.dom import Element
from proofpress.readers.html.drawing import sanitised
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.tree import Image

_VERSION = re.compile(r"-v\d+$")
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
        return
    data = sanitised(element)
    path = images.store(reader.ledger, data.encode(), "svg")
    reader.ledger.repaired(
        reader.span(element),
        "Unexpected drawing without its source; kept as an image file",
        "只有绘好的图，没有图的源码；已存为图片文件",
    )
    reader.out.atom(Image(path, _said(element) if diagram else "", span=reader.span(element)))


def _said(element: Element) -> str:
    """What a drawing says to who does not see it: its title, or its kind and the words in it."""
    title = next(element.all("title"), None)
    if said := element.attr("aria-label") or (title.words() if title is not None else ""):
        return said
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
