"""The double asterisks of a page, paired as the site pairs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofpress.evidence import chinese
from proofpress.regex import regex
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.rules.page import Page

_RUN = regex(r"\\[\s\S]|\*{2,}")
_BREAK = regex(r"^[ \t>]*+(\*\*\*)[ \t>]*+$", re.M)


@dataclass(frozen=True, slots=True)
class Strong:
    """`opener` and `closer` are offsets of `**`; a lone one has no closer. `spaced`:
    a space inside keeps it from closing."""

    opener: int
    closer: int | None
    spaced: bool = False

    @property
    def span(self) -> Span:
        return Span(self.opener, (self.opener if self.closer is None else self.closer) + 2)


def strongs(page: Page) -> Iterator[Strong]:
    """Every `**` that fails to make bold text."""
    text = page.prose
    breaks = {m.start(1) for m in _BREAK.finditer(text)}
    for flow in page.flows:
        if "**" not in text[flow.start : flow.end]:
            continue
        runs = [
            m for m in _RUN.finditer(text, flow.start, flow.end) if m[0] in ("**", "***") and m.start() not in breaks
        ]
        if not _all_tight(text, [m.start() for m in runs]):
            yield from _faults(text, flow, [m.start() for m in runs if not _is_power(text, m)])


def in_words(page: Page) -> Iterator[Span]:
    """Bold text with a letter right outside its asterisks, which betterem prints where it is to be smart about them."""
    text = page.prose
    for flow in page.flows:
        if "**" not in text[flow.start : flow.end]:
            continue
        marks = [
            m.start() for m in _RUN.finditer(text, flow.start, flow.end) if m[0] == "**" and not _is_power(text, m)
        ]
        for opener, closer in zip(marks[::2], marks[1::2], strict=False):
            inner = text[opener + 2 : closer]
            tight = inner[:1].strip() and inner[-1:].strip() and "\n\n" not in inner
            if tight and (_LETTER.match(text[opener - 1 : opener]) or _LETTER.match(text[closer + 2 : closer + 3])):
                yield Span(opener, closer + 2)


_LETTER = regex(r"\w")
_UNDERSCORES = regex(r"(?<![\\_A-Za-z0-9])__(?![\s_])([^_\n，。、；：]{1,40})(?<![\s\\])__(?![_A-Za-z0-9])")


def in_chinese(page: Page) -> Iterator[Span]:
    """Pairs of underscores around Chinese with a letter right outside, which hardly any parser reads there."""
    text = page.prose
    for flow in page.flows if "__" in text else ():
        if text.count("__", *flow) % 2:
            continue
        for found in _UNDERSCORES.finditer(text, *flow):
            outside = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
            if chinese.has(found[1]) and chinese.has(outside):
                yield Span(*found.span())


_BEGINS = regex(r"\*(?=[a-z]+ (?:[\w'’,;-]+ ){3})")
_REFERS = regex(r"[\w.)]\*(?![\w*])|\\\*")


def lone_asterisks(page: Page) -> Iterator[Span]:
    """A single asterisk at the start of a paragraph that goes on with small letters, where none closes it and no other
    one on the page refers to it as to a note."""
    text = page.prose
    if "*" not in text or _REFERS.search(text):
        return
    for block in page.blocks:
        start = page.scan.content(block.first)
        if _BEGINS.match(text, start) and not re.search(r"(?<!\*)\*(?!\*)", text[start + 1 : block.span.end]):
            yield Span(start, start + 1)


def _all_tight(text: str, marks: list[int]) -> bool:
    """True where the marks pair one after the other without a space inside, as in `**f**ast **C**ompound`."""
    inner = [text[a + 2 : b] for a, b in zip(marks[::2], marks[1::2], strict=False)]
    return len(marks) % 2 == 0 and all(i[:1].strip() and i[-1:].strip() for i in inner)


def _faults(text: str, flow: Span, marks: list[int]) -> Iterator[Strong]:
    at = 0
    while at < len(marks):
        start = marks[at]
        if at + 1 < len(marks):
            end = marks[at + 1]
            inner = text[start + 2 : end]
            opens, closes = inner[:1].strip() != "", inner[-1:].strip() != ""
            if opens and closes:
                at += 2
                continue
            later = text[marks[at + 1] + 2 : marks[at + 2]] if at + 2 < len(marks) else ""
            resumes = later[:1].strip() != "" and later[-1:].strip() != ""
            if inner.strip() and "\n" not in inner.strip() and not (opens and resumes and len(marks) % 2):
                yield Strong(start, end, True)
                at += 2
                continue
        if text[start + 2 : start + 3].strip() or text[start - 1 : start].strip(" \n\t"):
            yield Strong(start, None)
        at += 1


_OPERAND = regex(r"\d[\d.]*+|(?=[^\W\d_]*+[\d_])\w++|[A-Za-z]{1,2}")
_LAST_WORD = regex(r"[\w.]++(?=[)\]]*+\s*+\Z)|[)\]](?=\s*+\Z)")
_FIRST_WORD = regex(r"\s*+[(\[]*+([\w.]++)")
_GOES_ON = regex(
    r"(?:\A|\W)(?:an?|the|and|or|nor|of|with|to|from|by|in|on|at|for|as|than|is|are|use|via|like|while|but|not)\s*+\Z"
    r"|[用和与或以是的在为及即把被到、]\s*+\Z|[,，;；。.](?=\s++\S|[^\W\d_a-z])",
    re.I,
)
"""An end that no words in bold have, and a sentence that goes on: each of the two signs stands by itself there."""


def is_meant(text: str, strong: Strong) -> bool:
    """Whether two asterisks with a space inside are to be read as they are: a power, a glob, two mentions of a sign."""
    assert strong.closer is not None
    if any(_is_operator(text, at) for at in (strong.opener, strong.closer)):
        return True
    inner, behind = text[strong.opener + 2 : strong.closer], text[strong.closer + 2 : strong.closer + 3]
    before = text[max(0, strong.opener - 1) : strong.opener]
    apart = not before.strip(" \t\n(（") and not inner[-1:].strip()
    apart = apart and (not behind.strip() or behind.isascii() or not before.strip() and not behind.isalnum())
    return not inner.strip() or apart and _GOES_ON.search(inner) is not None


def is_named(text: str, strong: Strong) -> bool:
    """Whether both asterisks stand before a small name of ASCII letters, as those of Python's and C's arguments do."""
    assert strong.closer is not None
    heads = (text[at + 2 : at + 3] for at in (strong.opener, strong.closer))
    return all(head.isascii() and head.islower() or head == "_" for head in heads)


def _is_operator(text: str, at: int) -> bool:
    """Two asterisks between operands, or beside a path."""
    before, after = text[max(0, at - 40) : at], text[at + 2 : at + 42]
    if before[-1:] in ("/", "\\") or after[:1] in ("/", "\\") or re.match(r"\.\w", after):
        return True
    left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if left is None or right is None:
        return False
    return (left[0] in ")]" or _OPERAND.fullmatch(left[0]) is not None) and _OPERAND.fullmatch(right[1]) is not None


def _is_power(text: str, mark: re.Match[str]) -> bool:
    """`2**n` and `/**/*.py` in prose are no emphasis."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (
        bool(re.match(r"[A-Za-z0-9_)/]", before) and re.match(r"[A-Za-z0-9_(/]", after))
        or before == "/"
        and bool(re.match(r"[\w/*.]", after))
        or after == "/"
        and text[mark.end() + 1 : mark.end() + 2] in ("*", ".")
    )
