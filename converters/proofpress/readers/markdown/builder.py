"""pyromark's events → nodes, with a stack of open nodes instead of recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any

import pyromark

from proofpress.escapes import read_box_title
from proofpress.markdown import ANYBODYS, Dialect, lex_source
from proofpress.markdown.boxes import Box, body
from proofpress.markdown.formula import Formula, tex_pieces
from proofpress.markdown.links import fold
from proofpress.markdown.signs import BOX_CLASSES, BOX_SIGN, ESCAPED, FORMULA
from proofpress.readers.markdown.details import folded
from proofpress.readers.markdown.inlines import Contained, Display, paragraphs
from proofpress.readers.markdown.nodes import Frame, block_nodes, inline_node
from proofpress.regex import regex
from proofpress.source import Piece, Source, Span
from proofpress.tree import (
    Block,
    Break,
    FootnoteReference,
    Inline,
    InlineCode,
    InlineHtml,
    InlineMath,
    Text,
    ThematicBreak,
    cover,
)

_O = pyromark.Options
OPTIONS = _O.ENABLE_TABLES | _O.ENABLE_FOOTNOTES | _O.ENABLE_STRIKETHROUGH | _O.ENABLE_TASKLISTS
_PARSER = pyromark.Markdown(options=OPTIONS)
_PARSER_WITH_DEFINITIONS = pyromark.Markdown(options=OPTIONS | _O.ENABLE_DEFINITION_LIST)
# pulldown-cmark takes `:x` for a definition; Python-Markdown wants a space, and smileys are commoner than definitions.
_DEFINITION = regex(r"^[ ]{0,3}:[ \t]+\S", re.M)
_NO_DEFINITION = regex(r"^([ \t>]*+):(?=[^\s-])", re.M)
_STARTS_CHARACTER = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
_REFERENCE = regex(r"\[\^([^\]\s\[]{1,80})\]")
_CLASSES = regex(BOX_CLASSES)
_LABEL = regex(r"\[([^\[\]]{1,400}+)\]")
_DEEPEST = 60
_DEEPEST_BOX = 8
_CONTAINERS = {"BlockQuote", "List", "Item", "Emphasis", "Strong", "Strikethrough", "Link", "Image"}


_ISLAND = regex(rf"{FORMULA}|{BOX_SIGN}")


def blocks(source: Source, dialect: Dialect = ANYBODYS, depth: int = 0) -> tuple[Block, ...]:
    """The blocks of a text without front matter, not yet in normal form. `depth` counts the containers around it."""
    return folded(tuple(Builder(source, dialect, depth).build()))


def character_index(text: str) -> Any:
    """A function from UTF-8 byte offsets of the text to character offsets."""
    if text.isascii():
        return int
    data = text.encode("utf-8", "surrogatepass")
    table = [0, *accumulate(data.translate(_STARTS_CHARACTER))]
    # Byte b begins character table[b]: that many characters have begun before it.
    return lambda offset: table[offset]


class Builder:
    """One run over pyromark's events, with a stack of open nodes instead of recursion."""

    def __init__(self, source: Source, dialect: Dialect, depth: int) -> None:
        self.source = source
        self.text = source.text
        self.lexed = lex_source(source, dialect)
        self.islands = self.lexed.islands if _ISLAND.search(source.text) else ()
        self.depth = depth
        self.next_island = 0
        covered = self._cover()
        parser = _PARSER
        if _DEFINITION.search(covered):
            parser, covered = _PARSER_WITH_DEFINITIONS, _NO_DEFINITION.sub(r"\1x", covered)
        self.covered = covered
        self.covers = covered != self.text
        self.index = character_index(covered)
        self.events = parser.events_with_range(covered)
        self.frames = [Frame("Document", None, 0)]
        self.skipped = 0

    def _cover(self) -> str:
        parts: list[str] = []
        at = 0
        for island in self.islands:
            start, end = island.span
            parts.append(self.text[at:start])
            edge = "$" if isinstance(island, Formula) else "x"
            parts.append(edge + "x" * (end - start - 2) + edge)
            at = end
        parts.append(self.text[at:])
        return "".join(parts)

    def build(self) -> list[Block]:
        for event, start, end in self._joined():
            if isinstance(event, str):
                self._leaf(event, None, start, end)
                continue
            ((name, value),) = event.items()
            if name == "Start":
                self._open(value, start, end)
            elif name == "End":
                self._close(value, end)
            else:
                self._leaf(name, value, start, end)
        self._end_inline(self.frames[0])
        return list(self.frames[0].children)

    def _joined(self) -> Iterator[tuple[Any, int, int]]:
        """Events with character ranges; text that stands together in the source comes as one event."""
        index, text = self.index, self.text
        run: tuple[int, int] | None = None
        for event, where in self.events:
            start, end = index(where["start"]), index(where["end"])
            if (
                isinstance(event, dict)
                and isinstance(value := event.get("Text"), str)
                and self.frames[-1].kind not in ("CodeBlock", "HtmlBlock")
            ):
                if run is not None and run[1] == start and len(value) == end - start:
                    run = (run[0], end)
                    continue
                if run is not None:
                    yield {"Text": text[run[0] : run[1]]}, *run
                run = None
                if len(value) == end - start:
                    run = (start, end)
                    continue
            elif run is not None:
                yield {"Text": text[run[0] : run[1]]}, *run
                run = None
            yield event, start, end
        if run is not None:
            yield {"Text": text[run[0] : run[1]]}, *run

    # Frames

    def _open(self, tag: Any, start: int, end: int) -> None:
        kind: str = tag if isinstance(tag, str) else next(iter(tag))
        data: Any = None if isinstance(tag, str) else tag[kind]
        if self.covers and kind in ("Link", "Image"):
            address, title = data["dest_url"], data["title"]
            data |= {"dest_url": self._uncovered(address, start, end, "("), "title": self._uncovered(title, start, end)}
        if len(self.frames) + self.depth > _DEEPEST and kind in _CONTAINERS:
            self.skipped += 1
            return
        if kind in _BLOCKS:
            self._end_inline(self.frames[-1])
        frame = Frame(kind, data, start)
        if kind in _INLINE_PARENTS:
            frame.inline = []
        self.frames.append(frame)

    def _close(self, tag: Any, end: int) -> None:
        kind = tag if isinstance(tag, str) else next(iter(tag))
        if self.skipped and kind in _CONTAINERS:
            self.skipped -= 1
            return
        frame = self.frames.pop()
        if frame.kind in _BLOCK_PARENTS:
            self._end_inline(frame)
        if frame.data == "Indented":
            self._four_columns_in(frame)
        span = self._span(frame.start, end)
        parent = self.frames[-1]
        if frame.kind in _INLINES:
            self._inline(inline_node(frame, span), frame.start)
        else:
            parent.children.extend(block_nodes(frame, span, self.source))

    def _inline(self, node: Inline, start: int) -> None:
        frame = self.frames[-1]
        if frame.inline is None:
            frame.inline = []
            frame.raw_start = start
        frame.inline.append(node)

    def _end_inline(self, frame: Frame) -> None:
        """Close the paragraph that stands open without an event of its own, as in a tight list."""
        if frame.kind in _BLOCK_PARENTS and frame.inline:
            frame.children.extend(paragraphs(frame.inline, cover(frame.inline)))
        if frame.kind in _BLOCK_PARENTS:
            frame.inline = None

    def _span(self, start: int, end: int) -> Span:
        while end > start and self.text[end - 1] in "\n \t":
            end -= 1
        while start < end and self.text[start] in "\n \t":
            start += 1
        return self.source.span(start, end)

    def _four_columns_in(self, frame: Frame) -> None:
        """Take from indented code in an item what it stands further in than four columns behind the item's content as
        Python-Markdown counts it: authors count by four, and CommonMark would leave the rest in the code."""
        if not any(one.kind == "Item" for one in self.frames):
            return
        scan = self.lexed.scan
        first = scan.line_of(frame.raw_start if frame.raw_start >= 0 else frame.start)
        lines = "".join(frame.raw).split("\n")
        taken = scan.indents[first] - (len(lines[0]) - len(lines[0].lstrip(" ")))
        more = " " * (scan.bases[first] + 4 - taken)
        if more and all(line.startswith(more) for line in lines if line.strip()):
            frame.raw = ["\n".join(line.removeprefix(more) for line in lines)]

    # Leaves

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        frame = self.frames[-1]
        if isinstance(value, str) and self.covers and name != "TaskListMarker":
            value = self._uncovered(value, start, end)
        if frame.kind in ("CodeBlock", "HtmlBlock"):
            frame.raw.append(value)
            if frame.raw_start < 0:
                frame.raw_start = start
            frame.raw_end = end
            return
        match name:
            case "Text":
                for node in self._text(value, start, end):
                    self._inline(node, start)
            case "SoftBreak":
                self._inline(Text("\n", span=self._at(start, end)), start)
            case "HardBreak":
                self._inline(Break(span=self._at(start, end)), start)
            case "Code":
                self._inline(InlineCode(value, span=self._at(start, end)), start)
            case "InlineHtml":
                self._inline(InlineHtml(value, span=self._at(start, end)), start)
            case "FootnoteReference":
                self._inline(FootnoteReference(value, span=self._at(start, end)), start)
            case "TaskListMarker":
                for open_frame in reversed(self.frames):
                    if open_frame.kind == "Item":
                        open_frame.checked = bool(value)
                        break
            case "Rule":
                self._end_inline(frame)
                frame.children.append(ThematicBreak(span=self._span(start, end)))
            case "Html":
                frame.raw.append(value)
            case _:
                pass

    def _uncovered(self, value: str, start: int, end: int, before: str = "") -> str:
        """What stands in the text where code, HTML or an address took in the cover of an island."""
        shown = self.covered[start:end]
        if "x" not in value or shown == self.text[start:end]:
            return value
        if (at := shown.find(before + value)) >= 0:
            at += start + len(before)
            kept = self.text[at : at + len(value)]
            return ESCAPED.sub(r"\1", kept) if before else kept
        found = re.search(re.escape(before) + "".join(rf"\\?{re.escape(char)}" for char in value), shown)
        return (
            ESCAPED.sub(r"\1", self.text[start + found.start() + len(before) : start + found.end()]) if found else value
        )

    def _at(self, start: int, end: int) -> Span:
        return self.source.span(start, end)

    def _text(self, value: str, start: int, end: int) -> Iterator[Any]:
        """A run of text: its covers become the nodes they stand for, its `[^n]` notes."""
        while self.next_island < len(self.islands) and self.islands[self.next_island].span.end <= start:
            self.next_island += 1
        at = start
        while self.next_island < len(self.islands) and self.islands[self.next_island].span.start < end:
            island = self.islands[self.next_island]
            first, last = island.span
            if first >= at:
                if first > at:
                    yield from self._plain(self.text[at:first], at, first)
                yield from self._island(island)
            at = min(last, end)
            if last > end:
                break
            self.next_island += 1
        if at == start:
            yield from self._plain(value, start, end)
        elif at < end:
            yield from self._plain(self.text[at:end], at, end)

    def _plain(self, value: str, start: int, end: int) -> Iterator[Inline]:
        if "[^" not in value or len(value) != end - start:
            yield Text(value, span=self._at(start, end))
            return
        at = 0
        for match in _REFERENCE.finditer(value):
            if not match.start() and self._escaped(start):
                continue
            if match.start() > at:
                yield Text(value[at : match.start()], span=self._at(start + at, start + match.start()))
            yield FootnoteReference(match[1], span=self._at(start + match.start(), start + match.end()))
            at = match.end()
        if at < len(value):
            yield Text(value[at:], span=self._at(start + at, end))

    def _escaped(self, start: int) -> bool:
        return start > 0 and self.text[start - 1] == "\\"

    def _island(self, island: Box | Formula) -> Iterator[Any]:
        span = self._at(*island.span)
        if isinstance(island, Formula):
            value = "".join(piece.text for piece in tex_pieces(self.lexed.scan, island))
            inner = self._at(*island.inner)
            if island.display:
                yield Display(value.strip("\n"), span, inner)
            else:
                yield InlineMath(self._celled(value) if island.delimiter == "$" else value, span=span, inner=inner)
        elif self.depth > _DEEPEST_BOX:
            yield Text(self.text[island.span.start : island.span.end], span=span)
        else:
            inside = self.source.derive([*self._defined(island), *body(self.lexed.scan, island)])
            children = blocks(inside, self.lexed.dialect, self.depth + 1)
            title = island.title if not island.classes or _CLASSES.fullmatch(island.classes) else island.classes
            title = read_box_title(title) or ("" if children else island.kind.capitalize())
            yield Contained(island.kind, title, island.open, children, span)

    def _defined(self, box: Box) -> Iterator[Piece]:
        """The definitions outside of a box that links in it refer to."""
        inside = self.text[box.span.start : box.span.end]
        labels = {fold(found[1]) for found in _LABEL.finditer(inside)} & self.targets.keys() if "[" in inside else set()
        for label in sorted(labels):
            span = self.targets[label]
            if not box.span.start <= span.start < box.span.end:
                yield Piece(self.text[span.start : span.end] + "\n\n", *span)

    @cached_property
    def targets(self) -> dict[str, Span]:
        """Where the definitions of links stand, by label; the first counts."""
        return {made.label: made.span for made in reversed(self.lexed.links.definitions)}

    def _celled(self, tex: str) -> str:
        """TeX of a cell, where a backslash before a bar is the table's."""
        return tex.replace("\\|", "|") if any(frame.kind == "TableCell" for frame in self.frames) else tex


_BLOCK_PARENTS = {"Document", "BlockQuote", "Item", "FootnoteDefinition", "DefinitionListDefinition"}
_INLINE_PARENTS = {
    "Paragraph",
    "Heading",
    "TableCell",
    "DefinitionListTitle",
    "Emphasis",
    "Strong",
    "Strikethrough",
    "Link",
    "Image",
}
_INLINES = {"Emphasis", "Strong", "Strikethrough", "Link", "Image"}
_BLOCKS = {
    "Paragraph",
    "Heading",
    "BlockQuote",
    "CodeBlock",
    "HtmlBlock",
    "List",
    "Item",
    "FootnoteDefinition",
    "DefinitionList",
    "DefinitionListTitle",
    "DefinitionListDefinition",
    "Table",
}
