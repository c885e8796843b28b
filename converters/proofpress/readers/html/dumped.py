"""Markdown that stands in an element as its author wrote it, for a script or a server to render: its line ends mean
something, though a browser shows none of them."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.markdown import ANYBODYS, lex
from proofpress.markdown.cells import is_delimiter
from proofpress.markdown.lines import Kind, Lines
from proofpress.markdown.signs import ATX, BREAK, FENCE, MARKER, QUOTE
from proofpress.readers.html.dom import Chars, Element
from proofpress.regex import regex
from proofpress.source import Piece

_SIGN = regex(rf"\n[ \t]*+(?:#{{1,6}}[ \t]|{MARKER}[ \t]|{FENCE}|\|?[ \t]*+:?-{{3}})")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark math q s samp small span "
    "strike strong sub sup svg time tt u var wbr".split()
)


def line_ends(element: Element) -> dict[int, frozenset[int]]:
    """For each text right in an element, by `id`, the places of the line ends in it that end a line of Markdown; empty
    where the text is no Markdown."""
    if not any(type(child) is Chars and "\n" in child and _SIGN.search(child) for child in element.contents):
        return {}
    starts: dict[int, int] = {}
    parts: list[str] = []
    at = 0
    for child in element.contents:
        if type(child) is Chars:
            starts[id(child)] = at
            part = str(child)
        elif type(child) is Element and child.name in _INLINE:
            part = "x"
        else:
            part = "\n" if getattr(child, "name", "") == "br" else "\n\n"
        parts.append(part)
        at += len(part)
    text = "".join(parts)
    written = text.split("\n")
    lines = lex("\n".join(_dedented(written)), ANYBODYS).scan
    within = frozenset(_in_formulas(lines))
    if not _is_markdown(lines, within):
        return {}
    ends: set[int] = set()
    at = 0
    for number, line in enumerate(written[:-1]):
        at += len(line)
        if number + 1 not in within and _ends(lines, number):
            ends.add(at)
        at += 1
    return {key: frozenset(end - start for end in ends if end >= start) for key, start in starts.items()}


def parts(chars: Chars, ends: frozenset[int]) -> Iterator[tuple[Piece, bool]]:
    """A text with the places it came from, cut at line ends; whether one of `ends` stands behind a part."""
    at = 0
    for value, start, end in chars.parts():
        same = len(value) == end - start
        begin = 0
        places = [index for index, char in enumerate(value) if char == "\n" and at + index in ends]
        for place in (*places, len(value)):
            part = value[begin:place]
            first = start + begin if same else start
            yield Piece(part, first, first + len(part) if same else end), place < len(value)
            begin = place + 1
        at += len(value)


def _dedented(lines: list[str]) -> list[str]:
    """The lines without the columns that all of them share: those of the page's own source."""
    margins = [len(line) - len(line.lstrip(" \t")) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    return [lines[0].lstrip(" \t"), *(line[min(margin, len(line) - len(line.lstrip(" \t"))) :] for line in lines[1:])]


def _is_markdown(lines: Lines, within: frozenset[int]) -> bool:
    """Whether blocks begin at the starts of lines where nobody would break a paragraph by chance: a heading behind a
    blank line, a closed fence, a row under a table's header, items from the start of a block or behind a colon."""
    if any(fence.closed and fence.last > fence.first for fence in lines.fences):
        return True
    for number, kind in enumerate(lines.kinds):
        if kind != Kind.TEXT or number in within:
            continue
        body = lines.body(number)
        above = lines.kinds[number - 1] if number else Kind.BLANK
        if (
            body[0] == "#"
            and ATX.match(body)
            and above == Kind.BLANK
            and (body[1:2] == "#" or _is_apart(lines, number))
        ):
            return True
        if above == Kind.TEXT and is_delimiter(body) and "|" in lines.body(number - 1):
            return True
        if _is_item(lines, number) and (above == Kind.BLANK or lines.body(number - 1)[-1] in ":："):
            stop = next((k for k in range(number, len(lines.kinds)) if lines.kinds[k] != Kind.TEXT), len(lines.kinds))
            items = sum(_is_item(lines, k) for k in range(number, stop))
            if items > 1 and 2 * items >= stop - number:
                return True
    return False


def _in_formulas(lines: Lines) -> Iterator[int]:
    """The lines that begin inside of a formula, as a minus may begin one."""
    first = 0
    for number in range(len(lines.kinds) + 1):
        if number < len(lines.kinds) and lines.kinds[number] == Kind.TEXT:
            continue
        flat = " ".join(lines.lines[first:number])
        if number > first + 1 and ("$" in flat or "\\" in flat):
            spans = [formula.span for formula in lex(flat, ANYBODYS).formulas if not formula.trouble]
            at = k = 0
            for inner in range(first, number):
                while k < len(spans) and spans[k].end <= at:
                    k += 1
                if k < len(spans) and spans[k].start < at:
                    yield inner
                at += len(lines.lines[inner]) + 1
        first = number + 1


def _is_apart(lines: Lines, number: int) -> bool:
    return number + 1 == len(lines.kinds) or lines.kinds[number + 1] == Kind.BLANK


def _is_item(lines: Lines, number: int) -> bool:
    opens = lines.openings.get(number, ())
    return bool(opens) and opens[0].item


def _ends(lines: Lines, number: int) -> bool:
    """Whether a line's end is one for a reader of Markdown, and no space."""
    here, below = lines.kinds[number], lines.kinds[number + 1]
    if here != Kind.TEXT or below != Kind.TEXT:
        return True
    rows = lines.table_rows
    return _begins(lines, number + 1) or _is_alone(lines.body(number)) or number in rows or number + 1 in rows


def _begins(lines: Lines, number: int) -> bool:
    if (
        _is_item(lines, number)
        and not _is_item(lines, number - 1)
        and lines.indents[number] <= lines.indents[number - 1]
    ):
        # CommonMark 0.31.2, section 5.3: no number but 1 begins a list right under a paragraph.
        mark = lines.body(number).split(None, 1)[0]
        return not mark[0].isdigit() or mark[:-1] == "1" or number - 1 in lines.kept
    return number in lines.openings or lines.quotes[number] > 0 or _is_alone(lines.body(number))


def _is_alone(body: str) -> bool:
    return ATX.match(body) is not None or BREAK.match(body) is not None or QUOTE.match(body) is not None
