"""XML by the local names of its elements; a document that defines entities of its own is not read."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

from proofpress.formats.format import Unopened
from proofpress.regex import regex

XHTML = "http://www.w3.org/1999/xhtml"
_CONTROL = regex(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def parse(data: bytes) -> ET.Element:
    """The root element. Raises `Unopened` for what is no XML."""
    if b"<!ENTITY" in data[:100_000]:
        raise Unopened(
            "XML that defines entities is not read; remove its DOCTYPE", "不读取自定义实体的 XML；请去掉 DOCTYPE"
        )
    data = data.lstrip()
    if data[:3] != b"\xef\xbb\xbf" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        # Exports of blogs hold control characters that their editors let through.
        data = _CONTROL.sub(b"", data)
    try:
        return ET.fromstring(data)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Unopened(
            f"XML that is broken ({error}); export it again", f"XML 已损坏（{error}）；请重新导出"
        ) from error


def local(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def space(element: ET.Element) -> str:
    """The namespace of an element."""
    return element.tag[1:].split("}", 1)[0] if isinstance(element.tag, str) and element.tag.startswith("{") else ""


def children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """The children of that local name."""
    return (child for child in element if local(child) == name)


def text(element: ET.Element, *names: str) -> str:
    """The text of the first child that has one of these names and any text."""
    for name in names:
        for child in children(element, name):
            if found := "".join(child.itertext()).strip():
                return found
    return ""


def markup(element: ET.Element) -> str:
    """What an element holds, as HTML: no prefix stands before its names, and what HTML ends with a tag has one."""
    for one in element.iter():
        if isinstance(one.tag, str):
            one.tag = local(one)
    held = "".join(ET.tostring(inner, encoding="unicode", method="html") for inner in element)
    return escape(element.text or "", quote=False) + held
