"""Citations by number, `[7]`, and the list of references that they point into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from proofpress.evidence.citation import MARK, expanded, is_declared
from proofpress.markdown import Lexed
from proofpress.markdown.lines import Kind
from proofpress.regex import regex
from proofpress.source import Span
from proofpress.words.references import READING

_BRACKETED = regex(r"[\[［](\d{1,3})[\]］]:?[ \t]*(\S.*)")
_NUMBERED = regex(r"(\d{1,3})[.、)][ \t]*(\S.*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """`[7]`, `[1,2]` or `[1-3]` in the text."""

    span: Span
    numbers: tuple[int, ...]
    index: bool
    """It stands right behind a Latin letter, a bracket or code, as an index does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of references."""

    span: Span
    number: int
    text: str


@dataclass(slots=True)
class Citations:
    """`entries` is empty where the page has no list; `bracketed` tells `[1] …` from `1. …`; `linked` are the numbers
    that links name, `[[1]](#one)`."""

    marks: list[Mark] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    bracketed: bool = False
    linked: set[int] = field(default_factory=set)


def read(page: Lexed) -> Citations:
    made = Citations()
    made.entries = _bracketed(page)
    made.bracketed = bool(made.entries)
    if not made.entries:
        made.entries = _numbered(page)
    at_head = {e.span.start for e in made.entries}
    known = {d.label for d in page.links.definitions}
    prose = page.prose
    indexed = -1
    for found in MARK.finditer(prose):
        if _LINKED.match(prose, found.end()):
            made.linked.update(expanded(found[1]))
            continue
        # A note, `[^1]`, has rules of its own.
        if (
            "^" in found[1]
            or found.start() in at_head
            or found[1] in known
            or prose[found.end() : found.end() + 1] == ":"
        ):
            continue
        if prose[found.end() : found.end() + 1] == "[" and not MARK.match(prose, found.end()):
            continue
        before = prose[max(0, found.start() - 1) : found.start()]
        if before in ("!", "\\") or before == "]" and not MARK.search(prose, max(0, found.start() - 9), found.start()):
            continue
        numbers = expanded(found[1])
        # An index behind an index.
        index = found.start() == indexed or _is_index(page, found)
        if index:
            indexed = found.end()
        if numbers and 0 not in numbers:
            made.marks.append(Mark(Span(*found.span()), numbers, index))
    return made


_LINKED = regex(r"\]?\(")


def _is_index(page: Lexed, found: re.Match[str]) -> bool:
    """`a[1]`, also behind code or a type; a word of a sentence before it, and its end or the line's after it,
    speak for a citation."""
    prose, start = page.prose, found.start()
    if page.text[start - 1 : start] == "`" or is_declared(prose[max(0, start - 80) : start]):
        return True
    before = re.search(r"(?<![A-Za-z0-9_)])[A-Za-z0-9_)]++$", prose[max(0, found.start() - 40) : found.start()])
    if before is None:
        return False
    ends = re.match(r"[.,;]?(?:\s*$|\n|[.,;] )", prose[found.end() : found.end() + 4]) is not None
    return not (ends and re.fullmatch(r"[a-z]{3,}\)?", before[0]))


_MARKER = regex(r"(?:[-*+][ \t]+)?(?:<(?:a|span)\s[^<>]*?\b(?:id|name)\s*=[^<>]*>(?:</a>)?)?(?=[\[［])", re.I)
"""What may stand before the number of an entry: a bullet, and a tag that makes it a place to link to."""
_CLOSED = regex(r"\A</\w+>\s*")


def _bracketed(page: Lexed) -> list[Entry]:
    """Lines that begin with `[1]`: a list where there are two, or where a heading says so."""
    made: list[Entry] = []
    for block in page.blocks:
        for number in range(block.first, block.last + 1):
            body = page.scan.body(number)
            lead = _MARKER.match(body)
            offset = lead.end() if lead else 0
            found = _BRACKETED.match(body, offset)
            if found and not re.match(r"[\[］\]［](?:\d+)[\]］]\(", body[offset:]):
                start = page.scan.content(number) + offset
                said = _CLOSED.sub("", found[2]).strip()
                below = page.scan.body(number + 1).strip() if number < block.last else ""
                made.append(Entry(Span(start, start + len(found[0])), int(found[1]), said or below))
    if len(made) >= 2 or made and (_has_heading(page) or _announced(page, made[0])):
        return [e for e in made if e.number]
    return []


def _has_heading(page: Lexed) -> bool:
    return any(READING.regex.match(h.title.strip()) for h in page.headings)


def _announced(page: Lexed, entry: Entry) -> bool:
    """Whether the last line above an entry says, in bold or before a colon, that references follow."""
    above = page.scan.line_of(entry.span.start) - 1
    while above >= 0 and not page.scan.body(above).strip():
        above -= 1
    said = page.scan.body(above).strip() if above >= 0 else ""
    return said.endswith((":", "：", "*")) and READING.regex.match(said) is not None


def _numbered(page: Lexed) -> list[Entry]:
    """The numbered list under a heading that announces references, not nested."""
    made: list[Entry] = []
    all_ = page.headings
    for index, heading in enumerate(all_):
        if not READING.regex.match(heading.title.strip()):
            continue
        low = page.scan.line_of(heading.span.end) + 1
        high = all_[index + 1].line if index + 1 < len(all_) else len(page.scan.kinds)
        for number in range(low, high):
            if page.scan.kinds[number] != Kind.TEXT or page.scan.indents[number] > 1:
                continue
            if found := _NUMBERED.match(page.scan.body(number)):
                start = page.scan.content(number)
                made.append(Entry(Span(start, start + len(found[0])), int(found[1]), found[2].strip()))
    if len({e.number for e in made}) == 1 and len(made) > 1:
        return [Entry(e.span, n, e.text) for n, e in enumerate(made, made[0].number)]
    return made
