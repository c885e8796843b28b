"""SVG made safe for a file of its own: what draws is kept, what runs or loads is not."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.parser import parse
from proofpress.regex import regex
from proofpress.source import Source

_ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath title desc "
    "image marker lineargradient radialgradient stop clippath mask"
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
_REFUSED = regex(r"^on|^(?:src|formaction|action|ping|background|srcset|data-.*|contenteditable)$")
_UNSAFE_VALUE = regex(
    r"javascript:|data:|expression\s*\(|url\s*\(\s*[\"']?(?!#)|(?:image(?:-set)?|src)\s*\(|@import|behavior\s*:", re.I
)
_ESCAPE = regex(r"\\(?:([0-9a-f]{1,6})\s?|([^\n]))", re.I)
_COMMENT = regex(r"/\*(?:(?!/\*).)*?\*/", re.S)


def is_inert(data: bytes) -> bool:
    """Whether a file of SVG, opened by its own address, runs nothing and loads nothing but pictures that it carries.

    Only SVG, a few elements of HTML and what drawing programs note may stand in it; of SVG nothing that runs, and no
    style that names an address, in whatever way it is written.
    """
    if _DECLARED.search(data):
        return False
    try:
        root = ET.fromstring(data)  # noqa: S314 - no document type, so no entities
    except (ET.ParseError, ValueError, LookupError):
        return False
    return all(_stands_still(element) for element in root.iter())


_DECLARED = regex(rb"<!DOCTYPE(?![^\[>]*+>)|<!ENTITY|<\?xml-stylesheet|<\0|\0<|[\xfe\xff]", re.I)
"""What can change the meaning of the rest, and encodings in which that cannot be seen."""
_SVG, _HTML = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xhtml}"
_RUNS = frozenset("script handler listener iframe object embed audio video discard".split())
_LABELS = frozenset("div span p br b i strong em font".split())
_ABOUT = regex(
    r"\{http://(?:www\.inkscape\.org|sodipodi|purl\.org|web\.resource\.org|creativecommons\.org"
    r"|www\.bohemiancoding\.com"
    r"|www\.w3\.org/1999/02/22-rdf-syntax-ns#)"
)
"""Names of what programs note about a drawing."""


def _stands_still(element: ET.Element) -> bool:
    name = str(element.tag)
    local = name.rpartition("}")[2].lower()
    if name.startswith(_HTML):
        if local not in _LABELS:
            return False
    elif not name.startswith(_SVG):
        return _ABOUT.match(name) is not None
    if local in _RUNS or element.get("attributeName", "").lower().endswith("href"):
        return False
    if local == "style" and _is_unsafe("".join(element.itertext())):
        return False
    attributes = ((key.rpartition("}")[2], value) for key, value in element.attrib.items())
    return all(
        key.startswith("data-") or _is_safe(key, value) or local == "a" and key == "href" and _LINK.match(value)
        for key, value in attributes
    )


_LINK = regex(r"https?://", re.I)


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
        elif node.name == "a":
            stack.extend(reversed(node.contents))
        elif node.name in _ELEMENTS:
            if node.name == "style" and _is_unsafe("".join(map(str, node.contents))):
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


_RASTER = regex(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*+")


def _is_safe(name: str, value: str) -> bool:
    if _REFUSED.search(name) or not re.fullmatch(r"[\w:.-]+", name):
        return False
    if name in ("href", "xlink:href"):
        return value.startswith("#") or _RASTER.fullmatch(value) is not None
    return not _is_unsafe(value)


def _is_unsafe(value: str) -> bool:
    """Whether an attribute or a style runs something or names an address, with its escapes and comments or without."""
    plain = _ESCAPE.sub(_unescaped, value)
    squeezed = _BLANK.sub("", plain)
    return any(map(_UNSAFE_VALUE.search, (plain, squeezed, _COMMENT.sub("", squeezed))))


_BLANK = regex(r"[\x00-\x20]")


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return escape[2] or (chr(code) if code <= 0x10FFFF else "")
