"""The numbers of a listing's lines: by the name of what holds them, or because they count on from line to line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex

NAMES = frozenset(
    (
        "line-numbers-rows",
        "hljs-ln-numbers",
        "hljs-ln-n",
        "lineno",
        "blob-num",
        "linenos",
        "linenodiv",
        "gutter",
        "pre-numbering",
        "line-number",
        "line-numbers",
        "lineNumber",
        "linenumber",
        "react-syntax-highlighter-line-number",
        "ln",
        "lnt",
        "rouge-gutter",
        "hljs-line-number",
        "lntd-numbers",
        "code-block-extension-lineNum",
    )
)
"""Classes of what holds the number of a line, or the numbers of all."""
_HOLD_NUMBERS = frozenset(("span", "font", "i", "b", "a", "em", "small", "label"))
_WIDEST = 600
"""The most characters of source that one number takes."""
_NUMBER = regex(r"(\d{1,5})\s?([:.|)]?)")
_OF_LINE = regex(r"line|lno|gutter", re.I)
_LITERAL = regex(
    r"(?:^|\s)(?:m|m[bfhiox]|il|nu\d|lit|(?:hljs|token|tok|cm|ace|hl|syntax|constant)[-_\s](?:num|number|numeric))"
    r"(?=$|\s)"
)
"""What highlighters call a number of the program itself."""
_GOES_ON = tuple(",;:=)]")
"""A number right before one of these is the program's, not the line's, if that holds in every line."""


class Counted(NamedTuple):
    """A number at the head of a line: where it stands among the pieces of the text, and its element."""

    at: int
    number: int
    element: Element


def number_at(node: Element, out: Sequence[str]) -> int | None:
    """The number that stands at the head of a line in an element of its own;
    the numbers of all lines may be a gutter."""
    if node.name not in _HOLD_NUMBERS or node.end - node.start > _WIDEST or is_literal(node):
        return None
    if out and not out[-1].endswith("\n"):
        return None
    found = _NUMBER.fullmatch(node.words())
    if found is None or found[2] and not _OF_LINE.search(node.attr("class")):
        return None  # `1:` may be a key of YAML.
    return int(found[1])


def is_literal(node: Element) -> bool:
    """True for what a highlighter sets as a number of the program."""
    return bool(node.classes) and node.classes.isdisjoint(NAMES) and _LITERAL.search(node.attr("class")) is not None


class Gutters:
    """Tells the numbers of one listing's lines from the numbers of its program."""

    def __init__(self, listing: Element) -> None:
        self._listing = listing

    def taken_out(self, out: list[str], counted: Sequence[Counted]) -> list[Element]:
        """Take the numbers out of the pieces of a text where they count on over all its lines and stand beside
        something; what was taken out."""
        if len(counted) < 2 or any(one.number != counted[0].number + place for place, one in enumerate(counted)):
            return []
        first, last = counted[0].at, counted[-1].at
        before, lines, after = ("".join(out[a:b]) for a, b in ((0, first), (first, last), (last, len(out))))
        if before.strip() or lines.count("\n") != len(counted) - 1 or "\n" in after.strip():
            return []
        heads = [out[one.at + 1] if one.at + 1 < len(out) else "" for one in counted]
        if len((lines + after).split()) == len(counted) or self._are_literals(map(_element, counted), heads):
            return []
        spaced = all(head[:1] in ("", " ", "\xa0", "\n") for head in heads)
        for one, head in zip(counted, heads, strict=True):
            out[one.at] = ""
            if spaced and head[:1] in (" ", "\xa0"):
                out[one.at + 1] = head[1:]
        return [one.element for one in counted]

    def firsts(self, lines: Sequence[Element]) -> list[Element]:
        """The numbers of the lines: the first element of each, where they count on by one; none otherwise."""
        found: list[Element] = []
        for line in lines:
            children = list(islice(line.shown, 2))
            first = children[0] if len(children) > 1 else None
            if not isinstance(first, Element) or first.end - first.start > _WIDEST or is_literal(first):
                return []
            words = first.words()
            if not words.isdecimal() or found and int(words) != int(found[-1].words()) + 1:
                return []
            found.append(first)
        return [] if self._are_literals(found, [_after(first) for first in found]) else found

    def _are_literals(self, numbers: Iterable[Element], heads: Sequence[str]) -> bool:
        looks = set(map(_look, numbers)) - {("", "")}
        return all(head.startswith(_GOES_ON) for head in heads) or not looks.isdisjoint(self._in_lines)

    @cached_property
    def _in_lines(self) -> frozenset[tuple[str, str]]:
        """The looks of numbers in the midst of lines, as a highlighter sets those of a program."""
        return frozenset(
            _look(node)
            for node in self._listing.all("span", "font", "i", "b")
            if node.attrs and _stands_in_a_line(node) and node.brief().isdecimal()
        )


def _element(counted: Counted) -> Element:
    return counted.element


def _look(element: Element) -> tuple[str, str]:
    return element.attr("class"), element.attr("style")


def _stands_in_a_line(node: Element) -> bool:
    before = node.previous_sibling
    if isinstance(before, Chars) and before.isspace() and "\n" not in before:
        before = before.previous_sibling
    while isinstance(before, Element) and before.contents:
        before = before.contents[-1]
    return isinstance(before, Chars) and not before.isspace() and not before.endswith("\n")


def _after(node: Element) -> str:
    """The beginning of what stands right behind an element in its line."""
    after = node.next_sibling
    while isinstance(after, Element) and after.contents:
        after = after.contents[0]
    return str(after)[:1] if isinstance(after, Chars) else ""


def is_gutter(element: Element) -> bool:
    """True for a cell of nothing but line numbers."""
    if is_named(element):
        return True
    words = element.words().split()
    return bool(words) and all(word.isdecimal() for word in words)


def is_named(element: Element) -> bool:
    """True for what bears the name of a gutter and holds nothing but numbers, or their heading: sites call lines of
    code so, too."""
    named = not element.classes.isdisjoint(NAMES)
    return named and (element.name == "th" or _NUMBERS.fullmatch("".join(element.chars())) is not None)


_NUMBERS = regex(r"[\s\d.:+-]*")


def counts(text: str) -> bool:
    """True for a text of at least two lines that only count on."""
    words = text.split()
    if len(words) < 2 or not all(word.isdecimal() and len(word) < 7 for word in words):
        return False
    first = int(words[0])
    return all(int(word) == first + place for place, word in enumerate(words))
