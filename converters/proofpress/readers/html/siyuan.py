"""SiYuan's documents as its editor and its HTML export draw them: the kind of a block stands in `data-type`
(`NodeHeading`), that of a run of words, too (`strong`), and a formula in `data-content`."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import CONTROL
from proofpress.readers.html.builder import Wrap
from proofpress.readers.html.dom import Element
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Code,
    Delete,
    Emphasis,
    Heading,
    Inline,
    InlineCode,
    InlineMath,
    Item,
    Link,
    List,
    Math,
    Quote,
    Strong,
    Tag,
    Tagged,
    ThematicBreak,
)

_NODE = regex(r"Node[A-Z][A-Za-z]+")
_FRAMES = frozenset(("protyle-attr", "protyle-action"))
_TAGS: tuple[Tag, ...] = ("mark", "sup", "sub", "kbd")


def _tagged(tag: Tag) -> Wrap:
    return lambda children, at: Tagged(tag, children, span=at)


_NUMBER = regex(r"(\d{1,9})[.)]")
_WRAPS: dict[str, Wrap] = {
    "strong": lambda children, at: Strong(children, span=at),
    "em": lambda children, at: Emphasis(children, span=at),
    "s": lambda children, at: Delete(children, span=at),
    **{name: _tagged(name) for name in _TAGS},
}
_RUNS = frozenset((*_WRAPS, "code", "a", "inline-math", "u", "tag", "text", "block-ref", "inline-memo", "img"))


def block(reader: Reader, element: Element) -> bool:
    """Write one of SiYuan's blocks; False for any other element."""
    kind = element.attr("data-type")
    if _NODE.fullmatch(kind) is None:
        return False
    span = reader.span(element)
    reader.out.flush()
    if kind == "NodeList":
        if items := _items(reader, element):
            reader.out.block(List(tuple(items), _start(element), span=span))
    elif kind == "NodeListItem":
        reader.out.block(List((_item(reader, element),), _start_of(element), span=span))
    elif kind == "NodeHeading" and (level := element.attr("data-subtype")[1:]).isdecimal():
        if children := _words(reader, element):
            reader.out.block(Heading(min(max(int(level), 1), 6), children, span=span))
    elif kind == "NodeCodeBlock":
        _code(reader, element)
    elif kind == "NodeMathBlock" and (tex := element.attr("data-content").strip()):
        reader.out.block(Math(tex, span=span))
    elif kind == "NodeBlockquote" and (blocks := _inside(reader, element)):
        reader.out.block(Quote(blocks, span=span))
    elif kind == "NodeThematicBreak":
        reader.out.block(ThematicBreak(span=span))
    elif kind in _MADE:
        reader.leave_out(element, "what a notebook makes of its other notes", "笔记软件由其他笔记生成的内容")
    else:
        for one in _parts(reader, element):
            if _NODE.fullmatch(one.attr("data-type")) is None and kind == "NodeParagraph":
                reader.lines(one)
                reader.out.flush()
            else:
                reader.element(one)
    return True


_MADE = frozenset(("NodeBlockQueryEmbed", "NodeAttributeView", "NodeWidget"))


def run(reader: Reader, element: Element) -> bool:
    """Write a run of words whose `data-type` says how it is set; False for any other element."""
    kinds = element.attr("data-type").split()
    if not kinds or not _RUNS.issuperset(kinds) or "class" in element.attrs and "render-node" not in element.classes:
        return False
    span = reader.span(element)
    if "inline-math" in kinds and (tex := element.attr("data-content").strip()):
        reader.out.atom(InlineMath(tex, span=span))
        return True
    address = reader.address(element.attr("data-href")) if "a" in kinds else ""
    wraps = [_WRAPS[kind] for kind in kinds if kind in _WRAPS]
    if address:
        wraps.insert(0, lambda children, at: Link(address, children, span=at))
    for make in wraps:
        reader.out.open(make, element.start, element.end)
    if "code" in kinds and (words := element.words()):
        reader.out.atom(InlineCode(words, span=span))
    else:
        reader.visit(element)
    for _ in wraps:
        reader.out.close()
    if "block-ref" in kinds or "inline-memo" in kinds:
        said = element.attr("data-inline-memo-content") or element.attr("data-id")
        what = (
            "a link to a block of a notebook, or a remark on some words; these stay",
            "笔记内的块引用或备注，只保留文字",
        )
        reader.ledger.repaired(span, *what, text=said)
    return True


def _words(reader: Reader, element: Element) -> tuple[Inline, ...]:
    return tuple(child for one in _parts(reader, element) for child in reader.inlines(one))


def _parts(reader: Reader, element: Element) -> Iterator[Element]:
    """What a block holds but for the editor's own."""
    for one in element.elements:
        if _FRAMES.isdisjoint(one.classes):
            yield one
        elif one.words():
            reader.drop(one, *CONTROL)


def _inside(reader: Reader, element: Element) -> tuple[Block, ...]:
    reader.out.begin()
    for one in _parts(reader, element):
        reader.element(one)
    return reader.out.end()


def _items(reader: Reader, element: Element) -> list[Item]:
    return [made for one in element.elements if _is_item(one) and (made := _item(reader, one)).children]


def _is_item(element: Element) -> bool:
    return element.attr("data-type") == "NodeListItem"


def _item(reader: Reader, element: Element) -> Item:
    """An item without its bullet, its number or its box, which its classes and its marker say."""
    reader.out.begin()
    for one in element.elements:
        if _FRAMES.isdisjoint(one.classes):
            reader.element(one)
    blocks = reader.out.end()
    done = "protyle-task--done" in element.classes if element.attr("data-subtype") == "t" else None
    return Item(blocks, done, span=reader.span(element))


def _start(element: Element) -> int | None:
    first = next((one for one in element.elements if _is_item(one)), None)
    return None if first is None else _start_of(first)


def _start_of(item: Element) -> int | None:
    found = _NUMBER.fullmatch(item.attr("data-marker")) if item.attr("data-subtype") == "o" else None
    return int(found[1]) if found else None


def _code(reader: Reader, element: Element) -> None:
    """A listing: its language stands in a bar, its lines in the last part of the box."""
    bar = next((one for one in element.all("span") if "protyle-action__language" in one.classes), None)
    box = next((one for one in element.elements if "hljs" in one.classes), None)
    lines = [one for one in box.elements if "".join(one.chars()).strip()] if box is not None else []
    value = "".join((lines[-1] if lines else box or element).chars()).strip("\n\u200b")
    if value.strip():
        language = bar.words() if bar is not None else ""
        reader.out.block(Code(value.replace("\u200b", ""), language, span=reader.span(element)))
