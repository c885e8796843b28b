"""The one tree: what an article is, in mdast's words, never how it looks.

Every node is immutable and compares by content; `span`, the characters of the root source that it came from, is left
out of equality. A tree is in *normal form* (see `normal.py`) when it comes from a reader or goes to the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal, get_args

from proofpress.source import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """The base of all nodes."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


# Inlines


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Characters that mean themselves: no Markdown, no entities, no line ends.

    `lines` are the lines of a page's source that a reader has joined in it, for those who find a formula in it: TeX has
    comments up to the end of a line.
    """

    value: str
    lines: tuple[str, ...] = field(default=(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Node):
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Delete(Node):
    """Text that is struck through."""

    children: tuple[Inline, ...]


Tag = Literal["kbd", "sub", "sup", "mark", "strong", "em"]
"""`strong` and `em` only in a run of the other kind that has text beside them: no signs for that are read alike."""


@dataclass(frozen=True, slots=True)
class Tagged(Node):
    """Text in one of the few HTML elements that Markdown has no sign for."""

    tag: Tag
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class InlineCode(Node):
    value: str


@dataclass(frozen=True, slots=True)
class InlineMath(Node):
    """TeX without its delimiters. `inner` is where the TeX itself stands, next to `span`,
    which holds the delimiters."""

    value: str
    inner: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Break(Node):
    """A line break that the author wants to see."""


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link; an autolink is one whose only child is the text of its address."""

    url: str
    children: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image(Node):
    url: str
    alt: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteReference(Node):
    """`[^label]` in the text."""

    label: str


@dataclass(frozen=True, slots=True)
class InlineHtml(Node):
    """A tag as it stands; only readers of Markdown make it, and no conversion keeps it."""

    value: str


Inline = (
    Text
    | Emphasis
    | Strong
    | Delete
    | Tagged
    | InlineCode
    | InlineMath
    | Break
    | Link
    | Image
    | FootnoteReference
    | InlineHtml
)

# Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockNode(Node):
    """The base of all blocks. `settled` is set by `normal.py` on one in normal form, so that it is not looked at again;
    `kinds` are those of the nodes in it, once `of_kinds` was asked for any. A changed copy starts anew."""

    settled: bool = field(default=False, init=False, compare=False, repr=False)
    kinds: frozenset[type] | None = field(default=None, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph(BlockNode):
    """`said` is what `text_of` found, once it was asked."""

    children: tuple[Inline, ...]
    said: str | None = field(default=None, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading(BlockNode):
    """`depth` is 1 to 6; `id` is an explicit anchor (`{#id}`), which canonical Markdown does not write."""

    depth: int
    children: tuple[Inline, ...]
    id: str = field(default="", compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ThematicBreak(BlockNode):
    pass


@dataclass(frozen=True, slots=True)
class Quote(BlockNode):
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Item(Node):
    """`checked` is None unless the item is a task."""

    children: tuple[Block, ...]
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class List(BlockNode):
    """`start` is the number of the first item, None for bullets."""

    items: tuple[Item, ...]
    start: int | None = None

    @property
    def ordered(self) -> bool:
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Code(BlockNode):
    """A code block; a diagram is one with `lang` "mermaid". `value` has no newline at its end.

    `lang` is "" where the author names none. `meta` is the rest of the info string, which canonical Markdown does not
    write. `fence` is what opened it in Markdown ("" for indented code).
    """

    value: str
    lang: str = ""
    meta: str = field(default="", compare=False, kw_only=True)
    fence: str = field(default="", compare=False, kw_only=True)
    inner: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Math(BlockNode):
    """Display TeX without its delimiters and the line ends beside them; `inner` is where the TeX stands."""

    value: str
    inner: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


Align = Literal["", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Cell(Node):
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row(Node):
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(BlockNode):
    """The first row is the header; every row has `len(align)` cells."""

    align: tuple[Align, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Details(BlockNode):
    """A disclosure: `<details>`. Its `summary` is plain text, since no two parsers agree on Markdown in a
    `<summary>`."""

    summary: str
    children: tuple[Block, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Container(BlockNode):
    """A block of the site's own dialect: an admonition (`kind` is its type, such as "note"), a content tab ("tab")."""

    kind: str
    title: str
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Definitions(BlockNode):
    """A definition list: terms, each with its definitions."""

    entries: tuple[tuple[tuple[Inline, ...], tuple[tuple[Block, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Footnote(BlockNode):
    """The definition of a note."""

    label: str
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class HtmlBlock(BlockNode):
    """Raw HTML as it stands; only readers of Markdown make it, and no conversion keeps it."""

    value: str


Block = (
    Paragraph
    | Heading
    | ThematicBreak
    | Quote
    | List
    | Code
    | Math
    | Table
    | Details
    | Container
    | Definitions
    | Footnote
    | HtmlBlock
)

# The article


@dataclass(frozen=True, slots=True)
class LinkDefinition(Node):
    """`[label]: url "title"`; canonical Markdown writes links inline instead."""

    label: str
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document(Node):
    """An article: its front matter by canonical key, its blocks, and the link definitions it came with."""

    children: tuple[Block, ...]
    meta: Mapping[str, object] = field(default_factory=dict)
    definitions: tuple[LinkDefinition, ...] = field(default=(), compare=False)
    kinds: frozenset[type] | None = field(default=None, init=False, compare=False, repr=False)


AnyNode = Inline | Block | Item | Row | Cell | Document


def cover(run: Sequence[Node]) -> Span:
    """The span from the first to the last of nodes that follow one another; `NOWHERE` for none."""
    return run[0].span.cover(run[-1].span) if run else NOWHERE


def place_in(node: Text | HtmlBlock, start: int, end: int) -> Span:
    """Where a part of a node's text stands; where the node does, if not every character has a place of its own."""
    exact = len(node.value) == node.span.end - node.span.start
    return Span(node.span.start + start, node.span.start + end) if exact else node.span


def sliced(node: Text, start: int, end: int) -> Text:
    """A part of a text, with its own place where every character has one."""
    return Text(node.value[start:end], span=place_in(node, start, end))


def children(node: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes right below, in document order."""
    below = _BELOW.get(type(node))
    found: tuple[AnyNode, ...] = below(node) if below is not None else ()
    return found


def _of_definitions(node: Definitions) -> tuple[AnyNode, ...]:
    return tuple(n for term, bodies in node.entries for part in (term, *bodies) for n in part)


_BELOW: dict[type, Callable[[Any], tuple[AnyNode, ...]]] = {
    kind: attrgetter("children") for kind in get_args(AnyNode) if hasattr(kind, "children")
}
_BELOW |= {
    List: attrgetter("items"),
    Table: attrgetter("rows"),
    Row: attrgetter("cells"),
    Definitions: _of_definitions,
}
_VALUED = frozenset((Text, InlineCode, InlineMath, Code, Math))


def walk(node: AnyNode) -> Iterator[AnyNode]:
    """The node and all below it, parents first, in document order; its depth is not bounded by the stack."""
    below = _BELOW.get
    stack: list[AnyNode] = [node]
    while stack:
        node = stack.pop()
        yield node
        if (inner := below(type(node))) is not None:
            stack.extend(inner(node)[::-1])


def of_kinds(node: AnyNode, *kinds: type[Node]) -> Iterator[Any]:
    """The nodes of these kinds among the node and all below it, in document order."""
    below = _BELOW.get
    stack: list[Any] = [node]
    if isinstance(node, Document):
        if _kinds(node).isdisjoint(kinds):
            return
        stack = [block for block in reversed(node.children) if not _kinds(block).isdisjoint(kinds)]
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind in kinds:
            yield node
        if kind is not Text and (inner := below(kind)) is not None:
            stack.extend(inner(node)[::-1])


def holds(document: Document, *kinds: type[Node]) -> bool:
    """Whether a node of one of these kinds stands in the document."""
    return not _kinds(document).isdisjoint(kinds)


def _kinds(node: Block | Document) -> frozenset[type]:
    """Of which kinds the node and those in it are: one walk for all passes that it has nothing for."""
    if node.kinds is None:
        inner = map(_kinds, node.children) if isinstance(node, Document) else (map(type, walk(node)),)
        object.__setattr__(node, "kinds", frozenset((type(node),)).union(*inner))
    return node.kinds or frozenset()


def text_of(nodes: AnyNode | tuple[AnyNode, ...]) -> str:
    """The plain text a reader sees: letters of text, code and formulas, one space for a line break."""
    if type(nodes) is not Paragraph:
        return _text_of(nodes)
    if nodes.said is None:
        object.__setattr__(nodes, "said", _text_of(nodes.children))
    return nodes.said or ""


def _text_of(nodes: AnyNode | tuple[AnyNode, ...]) -> str:
    parts: list[str] = []
    below = _BELOW.get
    stack: list[Any] = list(nodes[::-1]) if isinstance(nodes, tuple) else [nodes]
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind in _VALUED:
            parts.append(node.value)
        elif kind is Paragraph:
            parts.append(text_of(node))
        elif (inner := below(kind)) is not None:
            stack.extend(inner(node)[::-1])
        elif kind is Break:
            parts.append(" ")
        elif kind is Image:
            parts.append(node.alt)
    return "".join(parts)
