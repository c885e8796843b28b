"""SVG made safe for a file of its own: what draws is kept, what runs or loads is not."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.parser import parse
from proofpress.source import Source

_ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath title desc "
    "marker lineargradient radialgradient stop clippath mask"
    " pattern filter fegaussianblur feoffset femerge femergenode fedropshadow feflood fecomposite feblend "
    "fecolormatrix style foreignobject div span p br b i strong em switch".split()
)
_CASED = {
    name.lower(): name
    for name in (
        "textPath",
        "linearGradient",
        "radialGradient",
        "clipPath",
        "foreignObject",
        "feGaussianBlur",
        "feOffset",
        "feMerge",
        "feMergeNode",
        "feDropShadow",
        "feFlood",
        "feComposite",
        "feBlend",
        "feColorMatrix",
    )
}
_ATTRIBUTES_CASED = {
    name.lower(): name
    for name in (
        "viewBox",
        "preserveAspectRatio",
        "gradientUnits",
        "gradientTransform",
        "markerWidth",
        "markerHeight",
        "markerUnits",
        "refX",
        "refY",
        "patternUnits",
        "textLength",
        "startOffset",
        "clipPathUnits",
        "stdDeviation",
    )
}
_REFUSED = re.compile(r"^on|^(?:src|formaction|action|ping|background|srcset|data-.*|contenteditable)$")
_UNSAFE_VALUE = re.compile(r"javascript:|data:|expression\s*\(|url\s*\(\s*[\"']?(?!#)|@import|behavior\s*:", re.I)


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
            words = "".join(
                f' {_ATTRIBUTES_CASED.get(key, key)}="{escape(str(value))}"' for key, value in attributes.items()
            )
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
