"""Signs that an input method made full-width: what they would be if they were plain, which no parser takes them for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from proofpress.markdown.cells import cells, is_delimiter
from proofpress.markdown.headings import is_sentence
from proofpress.markdown.lines import Block, Kind, Lines
from proofpress.markdown.links import fold
from proofpress.markdown.signs import TICKS
from proofpress.markdown.trouble import Wide, WideTrouble
from proofpress.regex import regex
from proofpress.source import Span

if TYPE_CHECKING:
    from proofpress.markdown.lexed import Lexed

_PLAIN = {ord(wide): ord(wide) - 0xFEE0 for wide in "！＂＃＊＋－：＝＞？［］＾｀｜～"} | {0x3000: 0x20}
"""Each sign and its plain twin, one for one, so that places stay."""
_ANY = regex(f"[{''.join(map(chr, _PLAIN))}]+")


def narrow(text: str) -> str:
    """The text with plain signs."""
    return text.translate(_PLAIN)


class _Sign(NamedTuple):
    """What a line begins with, in plain signs; the groups are the signs. `sure`: nothing else can be meant."""

    what: Wide
    pattern: re.Pattern[str]
    sure: bool = True


_LINES = (
    _Sign("note", regex(r"(\[\^)[^\[\]\s]{1,100}(\]:)(?=[ \t]*\S)")),
    _Sign("abbreviation", regex(r"(\*\[)[^\[\]\n]{1,60}(\]:)(?=[ \t]*\S)")),
    _Sign(
        "reference",
        regex(r"(\[)(?!\^)[^\[\]\n]{1,200}(\]:)[ \t]*(?=<?(?:https?://|mailto:|\.{0,2}/)|[\w./-]+\.(?:md|html?)\b)"),
    ),
    _Sign("definition", regex(r"(:[ \t]+)(?=[^\s:])")),
    _Sign("fence", regex(rf"({TICKS})(?=[\w+-]*[ \t]*$)"), False),
    _Sign("fence", regex(r"(~{3,})(?=[\w+-]*[ \t]*$)"), False),
    _Sign("item", regex(r"([-*+][ \t]+)(?=\S)"), False),
    _Sign("quote", regex(r"(>)(?=[ \t]*[^\W\d])"), False),
)


def wide(lexed: Lexed) -> Iterator[WideTrouble]:
    """Lines that would begin something, rows of tables, and pictures."""
    if lexed.text.isascii() or _ANY.search(lexed.prose) is None:
        return
    fences = _closed_fences(lexed)
    for block in lexed.blocks:
        if _ANY.search(lexed.prose, *block.span) is not None:
            yield from _begun(lexed, block, fences)
            if lexed.dialect.tables and lexed.text.find("｜", *block.span) >= 0:
                yield from _bars(lexed, block)
    for link in lexed.links.links:
        start = link.span.start - 1
        if link.image or lexed.text[max(start, 0) : start + 1] != "！" or not _PICTURE.search(link.target):
            continue
        if not lexed.text[lexed.text.rfind("\n", 0, start) + 1 : start].strip(" \t>"):
            yield WideTrouble("picture", Span(start, link.span.end), (Span(start, start + 1),), True)


_PICTURE = regex(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)(?:[?#]\S*)?$", re.I)


def _closed_fences(lexed: Lexed) -> dict[int, int]:
    """The lines that open a fence of full-width signs, each with the one that closes it."""
    made, opener, lines = dict[int, int](), -1, lexed.scan
    for number, body in enumerate(lines.bodies):
        if body[:1] in ("｀", "～") and lines.kinds[number] == Kind.TEXT and _FENCE.fullmatch(narrow(body)):
            bare = not narrow(body).strip("`~ \t")
            if opener >= 0 and bare and body[0] == lines.bodies[opener][0]:
                made[opener] = number
                opener = -1
            else:
                opener = number
    return made


_FENCE = regex(rf"(?:{TICKS}|~{{3,}})[\w+-]*[ \t]*")


def _begun(lexed: Lexed, block: Block, fences: dict[int, int]) -> Iterator[WideTrouble]:
    lines = lexed.scan
    for number in range(block.first, block.last + 1):
        at, stop = lines.content(number), lines.end(number)
        view = lexed.prose[at:stop]
        if _ANY.search(view) is None:
            continue
        plain = narrow(view)
        for sign in _LINES:
            found = sign.pattern.match(plain)
            if found is None:
                continue
            groups = range(1, sign.pattern.groups + 1)
            pieces = tuple(
                piece for k in groups for piece in _signs(lexed.prose, at + found.start(k), at + found.end(k))
            )
            if pieces and _is_meant(lexed, block, number, sign.what, fences):
                if sign.what == "fence":
                    pieces += tuple(_signs(lexed.prose, lines.content(fences[number]), lines.end(fences[number])))
                elif sign.what in ("item", "quote"):
                    below = map(lines.content, range(number + 1, block.last + 1))
                    pieces += tuple(piece for low in below for piece in _signs(lexed.prose, low, low + 2))
                label = ""
                if sign.what in ("note", "reference"):
                    label = fold(lexed.text[at + found.end(1) : at + found.start(2)])
                yield WideTrouble(sign.what, Span(at, at + len(found[0].rstrip())), pieces, sign.sure, label)
            break


def _is_meant(lexed: Lexed, block: Block, number: int, what: Wide, fences: dict[int, int]) -> bool:
    """Whether what stands around a line says so too, and the site would read it."""
    lines, read = lexed.scan, lexed.dialect
    if what == "note":
        return read.notes
    if what == "definition":
        return read.definitions and _has_term(lines, number)
    if what == "fence":
        return number in fences
    if what in ("item", "quote"):
        sign = lines.body(number)[:1]
        return number == block.first < block.last and all(
            lines.body(k).startswith(sign) for k in range(block.first, block.last + 1)
        )
    return True


def _has_term(lines: Lines, number: int) -> bool:
    """Whether a short line stands right above, and no sentence."""
    above = number - 1
    if above < 0 or lines.kinds[above] != Kind.TEXT or lines.indents[above] != lines.indents[number]:
        return False
    term = lines.body(above)
    return not is_sentence(term) and above not in lines.openings and not term.startswith(("#", "<"))


def _bars(lexed: Lexed, block: Block) -> Iterator[WideTrouble]:
    """A table that is none for its bars, and rows of one that lose cells for them."""
    lines = lexed.scan
    rows = [(k, narrow(lines.view(k))) for k in range(block.first, block.last + 1)]
    rule = next(
        (k for k in range(1, len(rows)) if is_delimiter(rows[k][1]) and "|" in rows[k - 1][1]),
        None,
    )
    if rule is None:
        return
    widths = [len(cells(row, 0, len(row), True)) for _, row in rows]
    wanted = widths[rule]
    if widths[rule - 1] != wanted:
        return
    head = rows[rule - 1][0]
    is_table = is_delimiter(lines.view(head + 1)) and len(_cells(lines, head)) == len(_cells(lines, head + 1)) == wanted
    wrong = [
        number
        for (number, _), width in zip(rows[rule - 1 :], widths[rule - 1 :], strict=True)
        if "｜" in lines.view(number) and width == wanted and (not is_table or len(_cells(lines, number)) != wanted)
    ]
    if is_table:
        for number in wrong:
            yield WideTrouble("row", lines.row_span(number), tuple(_bars_of(lines, number)), True)
        return
    rest = all(width == wanted for width in widths[rule - 1 :])
    pieces = [*_signs(lexed.codeless, lines.content(head + 1), lines.end(head + 1))]
    pieces += [piece for number in wrong if number != head + 1 for piece in _bars_of(lines, number)]
    yield WideTrouble("table", Span(lines.content(head), lines.end(head + 1)), tuple(sorted(pieces)), rest)


def _cells(lines: Lines, number: int) -> tuple[Span, ...]:
    view = lines.view(number)
    return cells(view, 0, len(view), True)


def _signs(view: str, start: int, end: int) -> Iterator[Span]:
    """The runs of full-width signs between two places."""
    for found in _ANY.finditer(view, start, end):
        yield Span(*found.span())


def _bars_of(lines: Lines, number: int) -> Iterator[Span]:
    start = lines.starts[number] + lines.quotes[number]
    for found in re.finditer("｜", lines.view(number)):
        yield Span(start + found.start(), start + found.end())
