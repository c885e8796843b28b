"""Blocks of HTML, which Markdown does not read, out of the sight of the repairs that read Markdown.

Their words become signs that stand for nothing, as long as the words and one sign a stretch, and come back behind the
repairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.html import BLOCKS
from proofpress.markdown.lines import Kind
from proofpress.markdown.lines import Lines as Scanned
from proofpress.regex import regex
from proofpress.source import Piece, Source, Span

_BEGINS = regex(rf"<({'|'.join(sorted(BLOCKS))})(?=[\s>])(?![^<>\n]*\smarkdown\b)", re.I)
_TAG = regex(r"<(/?)([a-z][\w-]*+)[^<>\n]*+>", re.I)
_WORDS = regex(r"(?<![^\s>])[^\s<>](?:[^<>\n]*[^\s<>])?(?![^\s<])|[^\s<>]+")
_FIRST, _MANY = 0xF0000, 0xFFFE
_SIGNS = regex(f"([{chr(_FIRST)}-{chr(_FIRST + _MANY - 1)}])\\1*+")


class Sheltered(NamedTuple):
    """A source without the words of its blocks of HTML, and these words in order."""

    source: Source
    words: tuple[str, ...] = ()


def sheltered(source: Source, lines_too: bool) -> Sheltered:
    """The source without the words of comments and of `<pre>` and its like and, with `lines_too`, of the other block
    elements, each up to the blank line that ends it for Markdown."""
    text = source.text
    if "<" not in text or _SIGNS.search(text):
        return Sheltered(source)
    pieces: list[Piece] = []
    words: list[str] = []
    at = 0
    for span in _blocks(lex_source(source, ANYBODYS).scan, lines_too):
        for found in _WORDS.finditer(text, max(span.start, at), span.end):
            start, end = found.span()
            pieces.append(Piece(text[at:start], at, start))
            pieces.append(Piece(chr(_FIRST + len(words) % _MANY) * (end - start), start, end))
            words.append(found[0])
            at = end
    if not words:
        return Sheltered(source)
    pieces.append(Piece(text[at:], at, len(text)))
    return Sheltered(source.derive(pieces), tuple(words))


def restored(source: Source, words: tuple[str, ...]) -> Source:
    """A source with the words that are still in it back in their places."""
    if not words:
        return source
    pieces: list[Piece] = []
    at = behind = 0
    for found in _SIGNS.finditer(source.text):
        number = behind + (ord(found[1]) - _FIRST - behind) % _MANY
        if number >= len(words):
            continue
        behind = number
        start, end = found.span()
        pieces.append(Piece(source.text[at:start], at, start))
        pieces.append(Piece(words[number][: end - start], start, end))
        at = end
    pieces.append(Piece(source.text[at:], at, len(source.text)))
    return source.derive(pieces)


def _blocks(lines: Scanned, lines_too: bool) -> Iterator[Span]:
    """The insides of blocks of HTML, in order."""
    found = [_inside(lines.text, span) for span in lines.raw]
    if lines_too:
        found += _up_to_blank(lines)
    return iter(sorted(found))


def _inside(text: str, span: Span) -> Span:
    if text.startswith("<!--", span.start):
        return Span(span.start + 4, max(span.end - 3, span.start + 4))
    return Span(text.find(">", span.start, span.end) + 1 or span.start, text.rfind("<", span.start, span.end))


def _up_to_blank(lines: Scanned) -> Iterator[Span]:
    """What stands in an element whose tag begins a line, up to its end or the end of the paragraph."""
    number = 0
    while number < len(lines.lines):
        opened = _BEGINS.match(lines.text, lines.content(number)) if lines.kinds[number] == Kind.TEXT else None
        if opened is None:
            number += 1
            continue
        last = number
        marks = " \t>" if lines.quotes[number] else " \t"
        while (
            last + 1 < len(lines.lines) and lines.kinds[last + 1] != Kind.FENCE and lines.lines[last + 1].strip(marks)
        ):
            last += 1
        start, end = lines.content(number), lines.end(last)
        depth = 0
        for tag in _TAG.finditer(lines.text, start, end):
            if tag[2].lower() == opened[1].lower():
                depth += -1 if tag[1] else 1
                if not depth:
                    end = tag.end()
                    break
        behind = lines.text.find(">", start, end) + 1
        if behind and "\n" in lines.text[start:end]:
            yield Span(behind, end)
        number = lines.line_of(end - 1) + 1
