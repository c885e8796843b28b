"""Which place of an article a fragment of its input means: an id that stands there,
or a heading's words by some slugger.

Every generator names headings in its own way. What all have in common are the letters and digits of the heading, in
order: those are compared, and `-1` or `_1` behind them counts headings of one name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote

from proofpress.anchors import Anchors, title
from proofpress.regex import regex
from proofpress.tree import (
    Block,
    Code,
    Container,
    Definitions,
    Details,
    Document,
    Footnote,
    Heading,
    List,
    Quote,
    of_kinds,
)

_TAG = regex(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=[^<>]*>", re.I)
_NAMED = regex(r"\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_LISTED = regex(r"\{(?<!\\\{):?[ ]?#([\w:.-]+)(?=[ }])")
"""An id in an attribute list."""
_NOTHING = regex(r"(?:\s|<[^<>]*>|&nbsp;)*")
_NEAR = 4000
"""How far behind an empty anchor its heading may stand, in characters of the input."""
_LINE = 2000
"""How far before a place its line is looked at."""
_COUNTED = regex(r"(.*?)[-_](\d{1,3})")
_IN_ORDER = regex(r"t(\d{1,3})")
_LEADING = regex(r"^[\W\d_]+")


def fold(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _ascii(text: str) -> str:
    """The letters that remain where a slugger knows no others."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum() and char.isascii())


def _without_number(text: str) -> str:
    """For sluggers whose anchors begin with a letter."""
    return fold(_LEADING.sub("", text))


KEYS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("GitHub, Hexo, VitePress and most others", fold),
    ("kramdown", _without_number),
    ("Python-Markdown as it comes, and CSDN", _ascii),
)
"""What a slugger keeps of a heading: the first keeps all its words, the others lose some,
so that the words of the link count more."""


class Targets:
    """The places of one article. `text` is the root source, in which the spans of the tree count."""

    def __init__(self, document: Document, text: str, known: Anchors) -> None:
        self.known = known
        self.headings: list[Heading] = list(of_kinds(document, Heading))
        self._names: dict[str, Block] = {known.of[id(node)]: node for node in self.headings}
        self._leaves = sorted(_leaves(document.children), key=lambda node: (node.span.start, node.span.end))
        self._starts = [node.span.start for node in self._leaves]
        self._ids = self._explicit(text)

    @cached_property
    def _keys(self) -> list[tuple[Callable[[str], str], dict[str, list[Heading]]]]:
        return [(key, _grouped(self.headings, key)) for _, key in KEYS]

    def find(self, fragment: str, words: str = "") -> Block | None:
        """The block that a fragment (decoded, without `#`) means; `words` are those of the link.
        None where none is found."""
        # A code host writes `#x` for what it names `user-content-x`; some addresses are encoded twice.
        for name in (fragment, f"user-content-{fragment}", unquote(fragment)):
            if name in self._ids:
                return self._ids[name]
        if (node := self._names.get(fragment)) is not None:
            return node
        if (node := _by_key(fragment, *self._keys[0])) is not None:
            return node
        named = self._keys[0][1].get(fold(words), []) if words else []
        if len(named) == 1:
            return named[0]
        for key, groups in self._keys[1:]:
            if (node := _by_key(fragment, key, groups)) is not None:
                return node
        if counted := _IN_ORDER.fullmatch(fragment):
            typed = [heading for heading in self.headings if heading.span.end > heading.span.start]
            return typed[int(counted[1])] if int(counted[1]) < len(typed) else None
        return None

    def explicit(self, name: str) -> Block | None:
        """The block at which the input has an id of that name."""
        return self._ids.get(name)

    def ids(self) -> Iterator[tuple[str, str]]:
        """Every id of the input that stands at a place with an anchor, and that anchor."""
        for name, node in self._ids.items():
            if node is not None and (anchor := self.anchor(node)):
                yield name, anchor

    def anchor(self, node: Block) -> str:
        """The anchor of a place, "" where it has none."""
        return self.known.of.get(id(node), "")

    def around(self, fragment: str) -> str:
        """The anchor of the section in which the author put a mark for links alone (`<a id="x"></a>`, `{#x}`); "" for
        any other fragment."""
        node = self._ids.get(fragment) if fragment in self._placed else None
        if node is None:
            return ""
        at = bisect_right(self._sections, node.span.start) - 1
        above = self._typed[at] if at >= 0 else None
        return self.known.of[id(above)] if above is not None and above.depth > 1 else ""

    @cached_property
    def _typed(self) -> list[Heading]:
        """The headings that have a place in the input, in its order."""
        typed = (node for node in self.headings if node.span.end > node.span.start)
        return sorted(typed, key=lambda node: node.span.start)

    @cached_property
    def _sections(self) -> list[int]:
        return [node.span.start for node in self._typed]

    def _explicit(self, text: str) -> dict[str, Block | None]:
        """The ids that the input itself gives, and the blocks that they stand at or right before."""
        self._placed: set[str] = set()
        found: dict[str, Block | None] = {heading.id: heading for heading in reversed(self.headings) if heading.id}
        for tag in _TAG.finditer(text):
            for named in _NAMED.finditer(tag[0]):
                name = named[1] or named[2] or named[3]
                if name and found.get(name) is None:
                    node = self._at(text, tag.start(), tag.end())
                    # In a listing a tag is an example.
                    if not isinstance(node, Code):
                        found[name] = node
                        if (
                            tag[0].startswith("<a")
                            and text.startswith("</a>", tag.end())
                            and not _coded(text, tag.start())
                        ):
                            self._placed.add(name)
        for listed in _LISTED.finditer(text):
            node = self._above(listed.start())
            if found.get(listed[1]) is None and not isinstance(node, Code) and not _coded(text, listed.start()):
                found[listed[1]] = node
                self._placed.add(listed[1])
        return found

    def _above(self, start: int) -> Block | None:
        """The block that a place stands in or right below."""
        index = bisect_right(self._starts, start) - 1
        return self._leaves[index] if index >= 0 else None

    def _at(self, text: str, start: int, end: int) -> Block | None:
        """The block that a tag stands in, that its element begins with, or that follows where it holds nothing."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._leaves) and self._leaves[index].span.end <= start:
            index += 1
        if index == len(self._leaves):
            return None
        node = self._leaves[index]
        if node.span.start > end and (node.span.start > end + _NEAR or not _is_nothing(text, end, node.span.start)):
            return None
        return node


def _coded(text: str, at: int) -> bool:
    """Whether a place stands in code in its line."""
    least = max(at - _LINE, 0)
    return text.count("`", text.rfind("\n", least, at) + 1 or least, at) % 2 == 1


def _is_nothing(text: str, start: int, end: int) -> bool:
    """Whether a stretch of the input shows nothing: tags and space."""
    found = _NOTHING.match(text, start, end)
    return found is not None and found.end() == end


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that hold no others and have a place in the input; notes are left out."""
    stack = list(blocks)[::-1]
    while stack:
        node = stack.pop()
        match node:
            case Quote() | Details() | Container():
                stack.extend(node.children[::-1])
            case List():
                stack.extend(child for item in reversed(node.items) for child in reversed(item.children))
            case Definitions():
                stack.extend(
                    child
                    for _, bodies in reversed(node.entries)
                    for body in reversed(bodies)
                    for child in reversed(body)
                )
            case Footnote():
                pass
            case _:
                if node.span.end > node.span.start:
                    yield node


def _grouped(headings: list[Heading], key: Callable[[str], str]) -> dict[str, list[Heading]]:
    groups: dict[str, list[Heading]] = {}
    for heading in headings:
        if folded := key(title(heading)):
            groups.setdefault(folded, []).append(heading)
    return groups


def _by_key(fragment: str, key: Callable[[str], str], groups: dict[str, list[Heading]]) -> Heading | None:
    """The heading whose words a slug is made of; of several, the one that the slug counts, or the first."""
    if found := groups.get(key(fragment)):
        return found[0]
    if (
        (counted := _COUNTED.fullmatch(fragment))
        and (found := groups.get(key(counted[1])))
        and int(counted[2]) < len(found)
    ):
        return found[int(counted[2])]
    return None
