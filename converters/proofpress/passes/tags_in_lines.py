"""Tags typed into a line of Markdown, in pairs, as the nodes that they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from proofpress import urls
from proofpress.evidence import superscripts
from proofpress.ledger import Ledger
from proofpress.markdown.html import BLOCKS
from proofpress.passes import whole_in_lines
from proofpress.passes.blocks_in_lines import as_lines
from proofpress.passes.inlines import Inlines
from proofpress.passes.typed_html import KEPT, TAG, name_of
from proofpress.readers.html import parse
from proofpress.readers.html.dom import Element
from proofpress.readers.html.tags import HANDLERS
from proofpress.readers.html.tasks import drawn
from proofpress.regex import regex
from proofpress.source import Source, Span
from proofpress.tree import (
    Break,
    Delete,
    Emphasis,
    Image,
    Inline,
    InlineCode,
    InlineHtml,
    Link,
    Strong,
    Tagged,
    Text,
    text_of,
)

_PRINTED = regex(r"<([a-zA-Z][\w:-]*+)")
_PLAYED = ("video", "audio")
_VOID = frozenset(("br", "img", "hr", "wbr", "input", "link", "meta", "source", "embed", "area", "col"))
_PARTS = frozenset(("wbr", "source", "area", "col"))
"""Those that show nothing by themselves."""
_SILENT = frozenset(
    (
        "script",
        "style",
        "template",
        "iframe",
        "object",
        "svg",
        "select",
        "button",
        "textarea",
        "title",
        "head",
        "noscript",
    )
)


def paired(run: Inlines, ledger: Ledger) -> Inlines:
    """The run with what its tags mean in their place."""
    if not any(isinstance(node, InlineHtml) for node in run):
        return run
    run = whole_in_lines.read(run, ledger)
    return tuple(_paired(as_lines(tuple(_opened(run, ledger.root)), ledger), ledger))


def _opened(run: Inlines, root: Source) -> Iterator[Inline]:
    """The run with those tags as tags that browsers read and CommonMark does not (`<kbd onclick=a=b>`), where a closing
    tag waits for them: half of a pair says nothing."""
    names = [(name_of(node.value), node.value.startswith("</")) for node in run if isinstance(node, InlineHtml)]
    count = Counter(name for name, closes in names if closes)
    count.subtract(Counter(name for name, closes in names if not closes))
    for node in run:
        if not isinstance(node, Text) or "<" not in node.value or root.text[slice(*node.span)] != node.value:
            yield node
            continue
        at = 0
        for found in TAG.finditer(node.value):
            name, start = found[2].lower(), node.span.start
            if found[1] or count[name] <= 0:
                continue
            count[name] -= 1
            if at < found.start():
                yield Text(node.value[at : found.start()], span=Span(start + at, start + found.start()))
            yield InlineHtml(found[0], span=Span(start + found.start(), start + found.end()))
            at = found.end()
        if not at:
            yield node
        elif at < len(node.value):
            yield Text(node.value[at:], span=Span(node.span.start + at, node.span.end))


def _paired(run: Inlines, ledger: Ledger) -> Iterator[Inline]:
    """The run with each pair of tags as the node it means; a tag without its other half goes, its text stays. One whose
    other half is printed is printed too."""
    stack: list[tuple[Element | None, InlineHtml | None, list[Inline]]] = [(None, None, [])]
    waiting = Counter(
        name_of(node.value) for node in run if isinstance(node, InlineHtml) and node.value.startswith("</")
    )
    opened: Counter[str] = Counter()
    printed = {name.lower() for node in run if isinstance(node, Text) for name in _PRINTED.findall(node.value)}
    for at, node in enumerate(run):
        if not isinstance(node, InlineHtml):
            stack[-1][2].append(node)
            continue
        name = name_of(node.value)
        if node.value.startswith("</"):
            waiting[name] -= 1
            if not opened[name] and name in printed:
                stack[-1][2].append(Text(node.value, span=node.span))
                continue
            if not opened[name]:
                ledger.repaired(
                    node.span,
                    "Unexpected closing tag without its opening one; left out",
                    "没有开始标签的结束标签，已去掉",
                )
                continue
            closed = ""
            while closed != name:
                element, opening, children = stack.pop()
                assert element is not None
                assert opening is not None
                closed = element.name
                opened[closed] -= 1
                stack[-1][2].extend(_made(element, opening, tuple(children), node.span, ledger))
            continue
        element = next(parse(Source("", node.value)).root.elements, None)
        if element is None:
            if node.value.startswith("<!--") and not KEPT.match(node.value):
                ledger.removed(node.span, "a comment of the source", "源码注释")
            elif not node.value.startswith("<!--"):
                stack[-1][2].append(Text(node.value, span=node.span))
            continue
        if name in _VOID:
            around = stack[-1][0]
            if name == "source" and around is not None and around.name in _PLAYED:
                around.attrs.setdefault("src", element.attr("src"))
            stack[-1][2].extend(_void(element, node, ledger))
        elif (
            name not in HANDLERS
            and name not in _PLAIN
            and not ("-" in name and waiting[name] and not _is_value(run, at))
        ):
            printed.add(name)
            stack[-1][2].append(Text(node.value, span=node.span))
        elif waiting[name] and not node.value.rstrip(">").endswith("/"):
            stack.append((element, node, []))
            opened[element.name] += 1
        elif not _shows_nothing(element):
            ledger.repaired(node.span, "Unexpected tag that is never closed; left out", "没有结束的标签，已去掉")
            if name in BLOCKS and stack[-1][2]:
                stack[-1][2].append(Break(span=node.span))
    for _, _, children in stack:
        yield from children


_NAMES_ICON = regex(r"(?<!\S)(?:fa[bdlrs]?|fa-[\w-]+|mdi|bi)(?!\S)")
_ICON = regex(r"\s*(?::[\w+-]+:|[^\w\s]{1,3})?\s*")
"""What stands in the element of an icon for programs that draw none: its name between colons, or a sign."""
_PLAIN = frozenset(
    "u ins small big center abbr acronym time data label bdi bdo nobr output slot rb rtc blink tt address".split()
)


_VALUE = regex(r"[^\s\u2e80-\uffff/*:$=.]*+[/*:$=.][^\s\u2e80-\uffff]*+")


def _is_value(run: Inlines, at: int) -> bool:
    """Whether an element holds one value, as a piece of a configuration does, and no words."""
    held, closer = run[at + 1 : at + 3] if at + 2 < len(run) else (None, None)
    is_closed = isinstance(closer, InlineHtml) and closer.value.startswith("</")
    return is_closed and isinstance(held, Text) and _VALUE.fullmatch(held.value) is not None


def _shows_nothing(element: Element) -> bool:
    return element.name in ("a", "span", "i") and "href" not in element.attrs


def _void(element: Element, node: InlineHtml, ledger: Ledger) -> Iterator[Inline]:
    if element.name == "br":
        yield Break(span=node.span)
    elif sign := drawn(element) if element.name == "input" else "":
        ledger.repaired(node.span, "a box to tick; written as the sign of one", "复选框，写作它的符号")
        yield Text(sign, span=node.span)
    elif element.name == "img":
        from proofpress.readers.formula_images import image as formula
        from proofpress.readers.html.images import DECORATION, is_decoration, source

        if is_decoration(element) and formula(element) is None:
            ledger.removed(node.span, *DECORATION)
            return
        address = urls.clean(source(element))
        yield Image(
            address, " ".join(element.attr("alt").split()), " ".join(element.attr("title").split()), span=node.span
        )
    elif element.name not in _PARTS:
        ledger.removed(node.span, "a rule, field or frame in the text", "正文中的分隔线、输入框或嵌入框")


def _made(element: Element, opening: InlineHtml, children: Inlines, end: Span, ledger: Ledger) -> Iterator[Inline]:
    span = opening.span.cover(end)
    if element.name in _PLAYED and (address := urls.clean(element.attr("src"))):
        words = " ".join(element.attr("title").split()) or text_of(children).strip() or address
        ledger.repaired(span, "a film or a sound; kept as a link to it", "影音改为指向它的链接")
        yield Link(address, (Text(words, span=span),), span=span)
        return
    if not children and "href" not in element.attrs:
        return
    match element.name:
        case "cite" if "index" in element.attrs:
            yield from children  # a language model's, around what it has from a source
        case "i" if _NAMES_ICON.search(element.attr("class")) and _ICON.fullmatch(text_of(children)):
            ledger.removed(span, "an icon of the site", "站点的图标")
        case "b" | "strong":
            yield Strong(children, span=span)
        case "i" | "em" | "cite" | "var" | "dfn":
            yield Emphasis(children, span=span)
        case "del" | "s" | "strike":
            yield Delete(children, span=span)
        case "code" | "tt" | "samp":
            yield InlineCode(_code(children, ledger), span=span)
        case "kbd" | "sub" | "sup" | "mark":
            yield Tagged(element.name, children, span=span)
        case "a" if address := urls.clean(element.attr("href")):
            yield Link(address, children, " ".join(element.attr("title").split()), span=span)
        case name if name in _SILENT:
            ledger.removed(span, "a script, control or frame in the text", "正文中的脚本、控件或框架")
        case _:
            yield from children


def _code(children: Inlines, ledger: Ledger) -> str:
    text = ""
    for node in children:
        written = ""
        if isinstance(node, Tagged) and (written := superscripts.in_line(node.tag, text_of(node), text[-1:])):
            ledger.repaired(node.span, *superscripts.WRITTEN)
        text += written or text_of(node)
    return text
