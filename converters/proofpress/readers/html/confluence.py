"""Confluence's storage format: macros whose bodies are text or rich text, tasks, images and links by resource."""

from __future__ import annotations

from proofpress.readers.html import encoded
from proofpress.readers.html.boxes import headed
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.source import Piece
from proofpress.tree import (
    Block,
    Code,
    Details,
    Image,
    InlineMath,
    Item,
    Link,
    List,
    Math,
    Paragraph,
    Quote,
    Strong,
    Text,
)

_BOXES = {"info": "info", "tip": "tip", "note": "note", "warning": "warning", "panel": "", "success": "success"}
_LISTINGS = frozenset(("code", "noformat", "html", "markdown", "plantuml", "mermaid", "mermaid-macro", "latex"))
_SAID = ("", "body", "text", "key", "name", "url")
"""Parameters in which macros without a body have their words."""
_LANGUAGES = {"noformat": "", "code": "", "mermaid-macro": "mermaid"}


def macro(reader: Reader, element: Element) -> None:
    """An `ac:structured-macro`: a listing, a box, a part to unfold,
    or what the page makes for itself (a table of contents)."""
    name = element.attr("ac:name").lower()
    title = _parameter(element, "title")
    body = _child(element, "ac:rich-text-body")
    typed = _child(element, "ac:plain-text-body")
    span = reader.span(element)
    if "math" in name or name.startswith(("latex", "eqn", "katex")):
        tex = "".join(map(str, typed.chars())) if typed is not None else _parameter(element, "body")
        if tex := (tex or _parameter(element, "") or _parameter(element, "equation")).strip().strip("$").strip():
            if "inline" in name or _is_in_a_line(element):
                reader.out.atom(InlineMath(tex, span=span))
            else:
                reader.out.block(Math(tex, span=span))
            return
    if typed is not None:
        value = "".join(map(str, typed.chars())).strip("\n")
        language = _parameter(element, "language") or _LANGUAGES.get(name, name if name in _LISTINGS else "")
        if title:
            reader.out.block(Paragraph((Strong((Text(title, span=span),), span=span),), span=span))
        if value.strip():
            reader.out.block(Code(value, language, span=span, inner=reader.out.span(typed.inner, typed.close)))
        return
    if body is None:
        if any(encoded.holds_words(one.words()) for one in element.elements if one.name == "ac:parameter"):
            reader.ledger.doubted(span, *encoded.UNREAD)
        said = "" if name == "anchor" else title or next(filter(None, (_parameter(element, one) for one in _SAID)), "")
        if said:
            reader.ledger.repaired(span, "what a macro of the wiki says, as text", "维基宏所显示的文字，改为正文")
            reader.out.text(_child_text(element, said))
        else:
            reader.leave_out(element, "what the wiki makes for itself", "维基系统自动生成的部分")
        return
    if name == "expand" and (blocks := reader.inside(body)):
        reader.out.block(Details(title or "…", blocks, span=span))
        return
    if name in _BOXES and (blocks := reader.inside(body)):
        called = (Text(title, span=span),) if title else ()
        head = headed(called, _BOXES[name] or ("" if title else "note"), span)
        reader.out.block(Quote((head, *blocks), span=span))
        return
    if title:
        reader.out.block(Paragraph((Strong((Text(title, span=span),), span=span),), span=span))
    reader.visit(body)
    reader.out.flush()


def _is_in_a_line(element: Element) -> bool:
    above = element.parent
    return isinstance(above, Element) and above.name == "p" and any(one is not element for one in above.contents)


def tasks(reader: Reader, element: Element) -> None:
    """An `ac:task-list`."""
    items: list[Item] = []
    for task in element.elements:
        body = _child(task, "ac:task-body")
        state = _child(task, "ac:task-status")
        blocks: tuple[Block, ...] = reader.inside(body) if body is not None else ()
        if blocks:
            items.append(Item(blocks, state is not None and state.words() == "complete", span=reader.span(task)))
    if items:
        reader.out.block(List(tuple(items), None, span=reader.span(element)))


def image(reader: Reader, element: Element) -> None:
    """An `ac:image`, by address or by the name of an attachment."""
    alt = " ".join((element.attr("ac:alt") or element.attr("ac:title")).split())
    for part in element.elements:
        address = reader.address(part.attr("ri:value") or part.attr("ri:filename"))
        if address:
            reader.out.atom(Image(address, alt, span=reader.span(element)))
            return
    reader.drop(element, "an image without an address", "没有地址的图片")


def link(reader: Reader, element: Element) -> None:
    """An `ac:link`: its text, and where it leads if that is an address; a page of the wiki stands in the ledger."""
    target = next((part for part in element.elements if part.name.startswith("ri:")), None)
    body = _child(element, "ac:link-body") or _child(element, "ac:plain-text-link-body")
    named = "" if target is None else next(filter(None, map(target.attr, _RESOURCES)), "")
    if target is not None and target.name == "ri:user" and body is None:
        _person(reader, element, target)
        return
    address = "" if target is None else reader.address(target.attr("ri:value"))
    if address:
        reader.out.open(lambda children, span: Link(address, children, span=span), element.start, element.end)
    if body is not None:
        reader.visit(body)
    elif named or address:
        reader.out.atom(Text(named or address, span=reader.span(element)))
    if address:
        reader.out.close()
    elif named:
        reader.ledger.repaired(
            reader.span(element),
            "a link to a page of the wiki; its text stays",
            "指向维基页面的链接，只保留文字",
            text=named,
        )


_RESOURCES = ("ri:content-title", "ri:filename", "ri:space-key")


def _person(reader: Reader, element: Element, user: Element) -> None:
    """Somebody whom a page mentions, by name; the ledger has who is known to the wiki by a number alone."""
    if name := user.attr("ri:username").strip():
        reader.out.text(_child_text(element, f"@{name}"))
    else:
        reader.leave_out(element, "a person whom the wiki knows by a number", "维基以编号指代的人员")


def placeholder(reader: Reader, element: Element) -> None:
    """What a template asks its author to write there."""
    reader.drop(element, "what a template asks for", "模板的填写提示")


def nothing(reader: Reader, element: Element) -> None:
    """Speaks to the wiki alone: a parameter, a task's number and state."""


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element.elements if child.name == name), None)


def _parameter(element: Element, name: str) -> str:
    return next(
        (child.words() for child in element.elements if child.name == "ac:parameter" and child.attr("ac:name") == name),
        "",
    )


def _child_text(element: Element, text: str) -> tuple[Piece, ...]:
    return (Piece(text, element.start, element.end),)
