"""What stands between a start and an end event of pyromark → nodes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from proofpress.markdown import info
from proofpress.markdown.ticks import fence_line
from proofpress.readers.markdown.details import folded
from proofpress.readers.markdown.inlines import inline_run, paragraphs
from proofpress.regex import regex
from proofpress.source import Source, Span
from proofpress.tree import (
    Align,
    Block,
    Cell,
    Code,
    Definitions,
    Delete,
    Emphasis,
    Footnote,
    Heading,
    HtmlBlock,
    Image,
    Inline,
    Item,
    Link,
    List,
    Quote,
    Row,
    Strong,
    Table,
    Text,
    text_of,
)


@dataclass(slots=True)
class Frame:
    """A node that is open: what kind, where it began, and what is in it so far."""

    kind: str
    data: Any
    start: int
    children: list[Any] = field(default_factory=list)
    inline: list[Inline] | None = None
    checked: bool | None = None
    raw: list[str] = field(default_factory=list)
    raw_start: int = -1
    raw_end: int = -1


def inline_node(frame: Frame, span: Span) -> Inline:
    """The inline node that an inline frame makes."""
    inner = tuple(inline_run(frame.inline or []))
    data = frame.data
    match frame.kind:
        case "Emphasis":
            return Emphasis(inner, span=span)
        case "Strong":
            return Strong(inner, span=span)
        case "Strikethrough":
            return Delete(inner, span=span)
        case "Link":
            url = data["dest_url"]
            if data["link_type"] == "Email" and not url.startswith("mailto:"):
                url = "mailto:" + url
            return Link(url, inner, data["title"] or "", span=span)
        case _:
            return Image(data["dest_url"], text_of(inner), data["title"] or "", span=span)


def block_nodes(frame: Frame, span: Span, source: Source) -> list[Any]:
    """What any other frame makes: blocks, or the parts of the block around it."""
    content = frame.inline or []
    children = tuple(frame.children)
    data = frame.data
    match frame.kind:
        case "Paragraph":
            return paragraphs(content, span)
        case "Heading":
            return [_heading(int(data["level"][1]), tuple(inline_run(content)), span, source)]
        case "BlockQuote":
            return [Quote(folded(children), span=span)]
        case "List":
            return [List(children, data, span=span)]
        case "Item":
            return [Item(folded(children), frame.checked, span=span)]
        case "CodeBlock":
            return [_code(frame, span, source)]
        case "HtmlBlock":
            return [HtmlBlock("".join(frame.raw).rstrip("\n"), span=span)]
        case "Table":
            align: tuple[Align, ...] = tuple("" if a == "None" else a.lower() for a in data)
            return [Table(align, children, span=span)]
        case "TableHead" | "TableRow":
            return [Row(children, span=span)]
        case "TableCell":
            return [Cell(tuple(inline_run(content)), span=span)]
        case "FootnoteDefinition":
            return [Footnote(data, folded(children), span=span)]
        case "DefinitionListTitle":
            return [tuple(inline_run(content))]
        case "DefinitionListDefinition":
            return [_Body(folded(children))]
        case "DefinitionList":
            return [Definitions(_entries(frame.children), span=span)]
        case _:
            return list(children)


_ATTRIBUTE = r"""(?:[#.][^\s{}]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+))"""
_ATTRIBUTES = regex(rf"(?:(?<!\s)\s++|(?=\{{[#:]))\{{:?\s*+(?P<list>{_ATTRIBUTE}(?:\s++{_ATTRIBUTE})*+)\s*+\}}$")


def _heading(depth: int, children: tuple[Inline, ...], span: Span, source: Source) -> Heading:
    """A heading; an attribute list at its end gives its id. Braces that hold anything else are text,
    escaped ones too."""
    last = children[-1] if children else None
    found = _ATTRIBUTES.search(last.value) if isinstance(last, Text) else None
    if not isinstance(last, Text) or found is None or (found.start() == 0 and len(children) == 1):
        return Heading(depth, children, span=span)
    written = source.root.text[span.start : span.end]
    if written[: written.rfind("{")].endswith("\\"):
        return Heading(depth, children, span=span)
    named = next((part[1:] for part in found["list"].split() if part.startswith("#")), "")
    kept = last.value[: found.start()].rstrip()
    return Heading(depth, (*children[:-1], replace(last, value=kept)) if kept else children[:-1], id=named, span=span)


def _code(frame: Frame, span: Span, source: Source) -> Code:
    value = "".join(frame.raw)
    value = value.removesuffix("\n")
    if frame.raw_start >= 0:
        inner = source.span(
            frame.raw_start, max(frame.raw_end - 1, frame.raw_start) if value != "".join(frame.raw) else frame.raw_end
        )
    else:
        inner = Span(span.end, span.end)
    if frame.data == "Indented":
        return Code(value, span=span, inner=inner)
    opened = fence_line(0, source.text[frame.start : frame.start + 200].split("\n", 1)[0])
    lang, meta = info_string(frame.data["Fenced"])
    return Code(value, lang, meta=meta, fence=opened.mark if opened else "```", span=span, inner=inner)


def info_string(text: str) -> tuple[str, str]:
    """Language and the rest of a fence's info string: `py title="x"`, `{.py .numberLines}`, `{r, echo=FALSE}`,
    `py{1,3}`."""
    text = text.strip()
    if lang := info.path(text):
        return lang, f'title="{text}"'
    read = info.read(text)
    if read.at < 0:
        return "", text
    end = read.at + len(read.language)
    return text[read.at : end], (text if text.startswith("{") else text[end:].strip())


@dataclass(frozen=True, slots=True)
class _Body:
    children: tuple[Block, ...]


def _entries(parts: list[Any]) -> tuple[tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]], ...]:
    terms: list[tuple[Inline, ...]] = []
    bodies: list[list[tuple[Block, ...]]] = []
    for part in parts:
        if not isinstance(part, _Body):
            terms.append(part)
            bodies.append([])
        elif terms:
            bodies[-1].append(part.children)
    return tuple(zip(terms, map(tuple, bodies), strict=True))
