"""A conversation copied as text from a page: its frame, its code under a language and "Copy code", a paragraph a
line."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown.signs import FENCE
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.repairs import copied_listings
from proofpress.repairs.lines import Change, rewrite
from proofpress.repairs.thinking.labelled import SEARCHED
from proofpress.source import Source, Span
from proofpress.words import chat

_FORMATTED = regex(rf"^ {{0,3}}(?:{FENCE}|#{{1,6}} \S|[-*+] \S|\d{{1,3}}[.)] \S|\|.*\|$|> )", re.M)
_FRAME = "what the page of a conversation says around it", "对话页面上的其他文字"


def is_copied(text: str) -> bool:
    """Whether the text bears what a page shows beside code or around a talk, and no Markdown."""
    lines = text.split("\n")
    bears = (
        any(chat.COPY.regex.match(line) for line in lines)
        or sum(bool(chat.FRAME.regex.match(line)) for line in lines) > 1
    )
    return bears and _FORMATTED.search(text) is None


def mended(source: Source, spans: list[Span], ledger: Ledger) -> Source:
    """The source with Markdown's blocks in these spans, which are what is said, and without the page's words around
    them."""
    text = source.text
    changes: list[Change] = []
    inside = [(span.start, span.end) for span in spans]
    at = 0
    for start, end in (*inside, (len(text), len(text))):
        _without_frame(source, at, start, changes, ledger)
        if start < end:
            _turn(source, start, end, changes, ledger)
        at = max(at, end)
    return rewrite(source, changes)


def _without_frame(source: Source, start: int, end: int, changes: list[Change], ledger: Ledger) -> None:
    for at, line in _lines(source.text, start, end):
        if chat.FRAME.regex.match(line):
            _remove(source, at, at + len(line), changes, ledger, *_FRAME)


def _turn(source: Source, start: int, end: int, changes: list[Change], ledger: Ledger) -> None:
    lines = _lines(source.text, start, end)
    said = [line for _, line in lines]
    number, begun = 0, False
    while number < len(lines):
        at, line = lines[number]
        if chat.FRAME.regex.match(line) or chat.THOUGHT.regex.match(line) and line.strip():
            reason = _FRAME if chat.FRAME.regex.match(line) else ("a language model's thoughts", "语言模型的思考过程")
            _remove(source, at, at + len(line), changes, ledger, *reason)
        elif not begun and chat.SEARCHED.regex.match(line):
            _remove(source, at, at + len(line), changes, ledger, *SEARCHED)
        elif (found := copied_listings.head(said, number)) is not None:
            begun = True
            language, first = found
            last = copied_listings.end(said, first, language)
            number = _code(source, lines, number, first, last, language, changes, ledger)
            continue
        elif chat.COPY.regex.match(line):
            number = _code(source, lines, number, number + 1, _blank(said, number + 1), "text", changes, ledger)
            continue
        elif line.strip() and number + 1 < len(lines) and lines[number + 1][1].strip():
            changes.append(Change(at + len(line), at + len(line), "\n"))
            begun = True
        else:
            begun = begun or bool(line.strip())
        number += 1


def _code(
    source: Source,
    lines: list[tuple[int, str]],
    head: int,
    first: int,
    last: int,
    language: str,
    changes: list[Change],
    ledger: Ledger,
) -> int:
    """Write the lines from `first` to before `last` as a listing; the number of the line after them."""
    start, stop = lines[head][0], lines[first - 1][0] + len(lines[first - 1][1])
    ledger.repaired(source.span(start, stop), *copied_listings.HEAD)
    if last == first:
        changes.append(Change(start, stop, ""))
        return last
    end = lines[last - 1][0] + len(lines[last - 1][1])
    fence = fence_around(source.text[start:end])
    changes.append(Change(start, stop, f"\n{fence}{language}"))
    changes.append(Change(end, end, f"\n{fence}\n"))
    return last


def _blank(lines: list[str], number: int) -> int:
    """The next line from a number on that is blank, or the end."""
    while number < len(lines) and lines[number].strip():
        number += 1
    return number


def _lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for line in text[start:end].split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _remove(source: Source, start: int, end: int, changes: list[Change], ledger: Ledger, en: str, zh: str) -> None:
    changes.append(Change(start, end, ""))
    ledger.removed(source.span(start, end), en, zh)
