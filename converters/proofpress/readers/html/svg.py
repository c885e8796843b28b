"""Drawings that stand in the page: diagrams are kept as image files, icons are not content."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from proofpress.readers.html import images
from proofpress.readers.html.dom import Chars, Element, parse
from proofpress.readers.html.reader import Reader, has_letters
from proofpress.source import Source
from proofpress.tree import Image

_ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath title desc marker lineargradient radialgradient stop clippath mask"
    " pattern filter fegaussianblur feoffset femerge femergenode fedropshadow feflood fecomposite feblend fecolormatrix style foreignobject div span p br b i strong em switch"
    .split()
)
_CASED = {name.lower(): name for name in ("textPath", "linearGradient", "radialGradient", "clipPath", "foreignObject", "feGaussianBlur", "feOffset", "feMerge",
                                          "feMergeNode", "feDropShadow", "feFlood", "feComposite", "feBlend", "feColorMatrix")}
_ATTRIBUTES_CASED = {name.lower(): name for name in ("viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "markerWidth", "markerHeight", "markerUnits",
                                                     "refX", "refY", "patternUnits", "textLength", "startOffset", "clipPathUnits", "stdDeviation")}
_REFUSED = re.compile(r"^on|^(?:src|formaction|action|ping|background|srcset|data-.*|contenteditable)$")
_UNSAFE_VALUE = re.compile(r"javascript:|data:|expression\s*\(|url\s*\(\s*[\"']?(?!#)|@import|behavior\s*:", re.I)


def svg(reader: Reader, element: Element) -> None:
    """An `<svg>`."""
    letters = " ".join("".join(chars) for chars in _labels(element)).strip()
    diagram = element.attr("aria-roledescription") or element.attr("id").startswith("mermaid") or isinstance(element.parent, Element) and "mermaid" in element.parent.classes
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
    kind = element.attr("aria-roledescription")
    reader.out.atom(Image(path, kind or "diagram" if diagram else "", span=reader.span(element)))


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


def sanitised_text(markup: str) -> str:
    """An SVG file with only what draws; "" where it holds no drawing."""
    drawing = next(parse(Source("", markup)).root.all("svg"), None)
    return sanitised(drawing) if drawing is not None else ""


def sanitised(element: Element) -> str:
    """The drawing as a file of its own: allowed elements, no handlers, no outside addresses."""
    out: list[str] = []
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str) and not isinstance(node, Chars):
            out.append(node)
        elif isinstance(node, Chars):
            out.append(escape(str(node), quote=False))
        elif node.name in _ELEMENTS:
            if node.name == "style" and _UNSAFE_VALUE.search("".join(map(str, node.contents))):
                continue
            name = _CASED.get(node.name, node.name)
            attributes = {key: value for key, value in node.attrs.items() if _is_safe(key, str(value))}
            if node is element:
                attributes["xmlns"] = "http://www.w3.org/2000/svg"
                style = attributes.get("style", "")
                if isinstance(style, str) and "none" in style:
                    del attributes["style"]
            if node.name in ("div", "span", "p", "br", "b", "i", "strong", "em"):
                attributes["xmlns"] = "http://www.w3.org/1999/xhtml"
            words = "".join(f' {_ATTRIBUTES_CASED.get(key, key)}="{escape(str(value))}"' for key, value in attributes.items())
            out.append(f"<{name}{words}>")
            stack.append(f"</{name}>")
            stack.extend(reversed(node.contents))
    return "".join(out)


def _is_safe(name: str, value: str) -> bool:
    if _REFUSED.search(name) or not re.fullmatch(r"[\w:.-]+", name):
        return False
    if name in ("href", "xlink:href"):
        return value.startswith("#")
    return not _UNSAFE_VALUE.search(re.sub(r"[\x00-\x20]|/\*.*?\*/|\\", "", value))
