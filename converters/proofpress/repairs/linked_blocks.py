"""Links around blocks: a card of a page, a heading and a sentence in one `<a>`, as programs write it in Markdown.

Markdown ends a link at the first blank line, and what is left are brackets. The link stands around the title of the
card now, with what else it held above and below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.markdown.signs import PREFIX
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, code_spans, inside, lines_of, rewrite
from proofpress.source import Source

_ADDRESS = r"(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)"
_SIGN = regex(
    rf"\\.|(?P<opens>!?\[)|\](?P<leads>\([ \t]*+{_ADDRESS}(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?[ \t]*+\))?"
)
_LEAD = regex(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_HEADING = regex(r"#{1,6}[ \t]+(?P<title>\S.*)$")
_UNDERLINE = regex(r"(?:-{2,}|={2,})[ \t]*$")
_BOLD = regex(r"(?:\*\*[^*]+\*\*|__[^_]+__)[ \t]*$")
_PICTURES = regex(r"(?:!\[[^\[\]]*\]\([^()]*\)\s*)+$")
_LINK = regex(r"(?<!!)\[[^\[\]]*\]\(")
_HARD = regex(r"(?<![ \t])[ \t]*+\\$")
_SIGNED = regex(r"(?<![\\!])\[(?:!\[[^\[\]\n]*+\]\([^()\s]*+\)[ \t]*+)*+(?P<signs>#{2,6}[ \t]++)(?=[^\[\]\n]++\]\()")
_PLACE = regex(r"[/.#:]")
_MOST = 60
"""So many lines a card has."""


class _Open(NamedTuple):
    """The line and the place of a bracket that opens, and whether it begins its line."""

    line: int
    at: int
    begins: bool


class _Card(NamedTuple):
    """The line and the place of a bracket that opens, those of the one that closes, and the end of its address."""

    first: int
    opens: int
    last: int
    closes: int
    end: int


class _Line(NamedTuple):
    """Where what a line says begins and ends."""

    number: int
    start: int
    end: int


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with every link around blocks as a link around the title among them."""
    if "](" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for card in _cards(lines):
        changes += _linked(lines, card)
        ledger.repaired(
            source.span(card.opens, card.end),
            "Unexpected link around blocks, expected one around their title",
            "链接包住了几个块，Markdown 会在第一块处断开；改为只包住其中的标题",
        )
    for number, line in lines.prose():
        for found in _SIGNED.finditer(line) if "[" in line and "##" in line else ():
            if not inside(code_spans(line), found.start()):
                start = lines.starts[number]
                changes.append(Change(start + found.start("signs"), start + found.end("signs"), ""))
                ledger.repaired(
                    source.span(start + found.start(), start + found.end()),
                    "the signs of a heading inside a link",
                    "链接文字里的标题井号",
                )
    return rewrite(source, changes)


def _cards(lines: Lines) -> Iterator[_Card]:
    """The links that begin a line, hold a line that is blank or a hard break alone, and lead somewhere behind it."""
    stack: list[_Open] = []
    waiting: _Open | None = None
    hard = False
    for number, line in lines.prose():
        if waiting is not None and number - waiting.line > _MOST:
            waiting = None
        body = line.strip(" \t>")
        if not body or body == "\\":
            if stack:
                waiting, hard = stack[0] if stack[0].begins else None, body == "\\"
                stack = []
            continue
        if "[" not in line and "]" not in line:
            continue
        start, begins, code = lines.starts[number], _behind_marks(line), code_spans(line)
        for found in _SIGN.finditer(line):
            if found[0][0] == "\\" or inside(code, found.start()):
                continue
            if found["opens"]:
                stack.append(_Open(number, start + found.start(), not line[begins : found.start()].strip()))
            elif stack:
                stack.pop()
            elif waiting is not None and found["leads"] and _PLACE.search(found["leads"]):
                begins = found.end()
                ends = not hard or not line[begins:].strip() or line[begins:].lstrip().startswith("[")
                if ends and not (lines.shown[waiting.line] or lines.shown[number]):
                    yield _Card(waiting.line, waiting.at, number, start + found.start(), start + found.end())
                waiting = None


def _behind_marks(line: str) -> int:
    return PREFIX.match(line).end()  # type: ignore[union-attr]


def _linked(lines: Lines, card: _Card) -> Iterator[Change]:
    """The changes that take the link from around the blocks of a card and put it around their title."""
    runs = list(_runs(lines, card))
    said = runs[0][0].start if runs else card.closes
    begins = lines.starts[card.first] + _behind_marks(lines[card.first])
    joined = begins == card.opens and said > lines.end(card.first)
    # A mark of an item needs a text behind it.
    yield Change(card.opens, said if joined else card.opens + 1, "")
    for number in range(card.first, card.last):
        if (hard := _HARD.search(lines[number])) is not None:
            yield Change(lines.starts[number] + hard.start(), lines.end(number), "")
    closer = lines.text[card.closes : card.end]
    yield Change(card.closes, card.end, "")
    for run in runs:
        for at, line in enumerate(run):
            if found := _HEADING.match(lines.text, line.start, line.end):
                yield from _alone(lines, run, at, at)
                yield from _around(found.start(), found.start("title"), found.end("title"), line.end, closer)
                return
        if len(run) > 1 and _UNDERLINE.match(lines.text, run[1].start, run[1].end):
            yield from _alone(lines, run, 0, 1)
            yield from _around(run[0].start, run[0].start, run[0].end, run[1].end, closer)
            return
    texts = [lines.text[run[0].start : run[-1].end] for run in runs]
    may = [run for run, text in zip(runs, texts, strict=True) if not _LINK.search(text)]
    bold = [run for run in may if _BOLD.match(lines.text, run[0].start, run[0].end)]
    words = [run for run in may if not _PICTURES.match(lines.text, run[0].start, run[-1].end)]
    if bold:
        title = bold[0][0]
        yield from _alone(lines, bold[0], 0, 0)
        yield from _around(title.start, title.start, title.end, title.end, closer)
    elif found_in := (words or may)[:1]:
        start, end = found_in[0][0].start, found_in[0][-1].end
        yield from _around(start, start, end, end, closer)
    else:
        yield Change(card.closes, card.closes, f" [{closer[2:-1]}{closer}")


def _around(start: int, first: int, last: int, end: int, closer: str) -> Iterator[Change]:
    """The changes that leave of a title its words, in a link."""
    yield Change(start, first, "[")
    yield Change(last, end, closer)


def _alone(lines: Lines, run: list[_Line], first: int, last: int) -> Iterator[Change]:
    """The changes that part a title from the lines right above and below it."""
    for at in (first, last + 1):
        if 0 < at < len(run):
            start = lines.starts[run[at].number]
            yield Change(start, start, lines.text[start : run[at].start].rstrip() + "\n")


def _runs(lines: Lines, card: _Card) -> Iterator[list[_Line]]:
    """The lines of a card that say something, from one blank line to the next."""
    run: list[_Line] = []
    for number in range(card.first, card.last + 1):
        line, start = lines[number], lines.starts[number]
        first = card.opens + 1 if number == card.first else start
        first = _LEAD.match(lines.text, first, start + len(line)).end()  # type: ignore[union-attr]
        last = card.closes if number == card.last else start + len(_HARD.sub("", line))
        last = first + len(lines.text[first:last].rstrip())
        if last > first:
            run.append(_Line(number, first, last))
        elif run:
            yield run
            run = []
    if run:
        yield run
