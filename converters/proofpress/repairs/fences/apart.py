"""Fences inside of HTML, as exporters write them: right under a tag, `<div class="code">`, which Markdown reads as HTML
up to the first blank line, be it one of the code."""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.lines import Fence, Kind, Lines
from proofpress.markdown.signs import BLOCK_TAG
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.repairs.lines import Lines as RepairLines
from proofpress.source import Source

_ALONE = regex(r"</?[A-Za-z][\w-]*+(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
"""A tag that begins HTML where nothing stands above it, whatever its element."""

_UNDER_A_TAG = "a code block right under a tag, which Markdown would take for HTML", "标签正下方的代码块，会被当作 HTML"
_OPENED = regex(r"(?:<(?P<name>[A-Za-z][\w-]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>\s*+)++")
"""Opening tags alone; `name` is that of the innermost."""
_VERBATIM = frozenset(("pre", "code", "script", "style", "textarea", "xmp"))
_TOO_DEEP = 4
_MOST_TAGS = 20


def apart(source: Source, ledger: Ledger) -> Source:
    """Every fence that HTML would take in, with a blank line on both sides, if there is anything in it to lose."""
    if "<" not in source.text:
        return source
    lines = lex_source(source, ANYBODYS).scan
    changes: list[Change] = []
    for fence in _taken_in(lines):
        mark = fence.prefix.rstrip()
        changes.append(Change(lines.starts[fence.first], lines.starts[fence.first], f"{mark}\n"))
        if fence.last + 1 < len(lines.kinds) and lines.kinds[fence.last + 1] != Kind.BLANK:
            changes.append(Change(lines.end(fence.last), lines.end(fence.last), f"\n{mark}"))
        ledger.repaired(source.span(lines.starts[fence.first], lines.end(fence.last)), *_UNDER_A_TAG, text="")
    return rewrite(source, changes)


def outdented(source: Source, ledger: Ledger) -> Source:
    """Fences right under opening tags, as deep as the tags are nested, at the margin of the closing fence: four columns
    in, Markdown reads none, and the closing fence would open the text below."""
    if "<" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for block in lines.blocks:
        opened, first, last = block.opened, block.opened.number, block.last
        if not block.closed or opened.indent < _TOO_DEEP or opened.prefix.strip() or not _is_held(lines, first, last):
            continue
        margin = lines[last][: len(lines[last]) - len(lines[last].lstrip())]
        moved = [first]
        if len(margin.expandtabs(4)) >= _TOO_DEEP:
            margin, moved = "", [n for n in range(first, last + 1) if lines[n].strip()]
        if not all(lines[n].startswith(opened.prefix) for n in moved):
            continue
        changes.append(Change(lines.starts[first], lines.starts[first], "\n"))
        changes += [Change(lines.starts[n], lines.starts[n] + len(opened.prefix), margin) for n in moved]
        changes.append(Change(lines.end(last), lines.end(last), "\n"))
        ledger.repaired(source.span(lines.starts[first], lines.end(last)), *_UNDER_A_TAG, text="")
    return rewrite(source, changes)


def _is_held(lines: RepairLines, first: int, last: int) -> bool:
    """Whether lines stand right between opening tags, the outermost at the margin, and a closing one."""
    above = first - 1
    while above > 0 and first - above < _MOST_TAGS and lines[above - 1].lstrip().startswith("<"):
        above -= 1
    tags = lines.all[above:first] if above >= 0 else []
    if not tags or len(tags[0]) - len(tags[0].lstrip()) >= _TOO_DEEP or tags[0].startswith("\t"):
        return False
    name = _OPENED.fullmatch(tags[-1].strip())
    below = next((line for line in lines.all[last + 1 : last + 3] if line.strip()), "")
    return name is not None and name["name"].lower() not in _VERBATIM and below.lstrip().startswith("</")


def _taken_in(lines: Lines) -> Iterator[Fence]:
    """The closed fences that open in a block of HTML and hold a blank line, which would end it, or stand further in,
    where their columns would be lost."""
    fences = {fence.first: fence for fence in lines.fences}
    number, depth, inside = 0, 0, False
    while number < len(lines.kinds):
        inside = inside and lines.kinds[number] != Kind.BLANK and lines.depth(number) == depth
        depth = lines.depth(number)
        if (fence := fences.get(number)) is not None:
            ends = not all(lines.bodies[fence.first : fence.last])
            if inside and fence.closed and not fence.behind and (ends or fence.indent):
                yield fence
                ends = True
            inside = inside and not ends
            number = fence.last
        elif not inside and lines.kinds[number] == Kind.TEXT:
            inside = _begins_html(lines, number)
        number += 1


def _begins_html(lines: Lines, number: int) -> bool:
    """CommonMark 0.31.2, section 4.6: whether a line begins HTML that ends at a blank line."""
    line = lines.text[lines.inner(number) : lines.end(number)].rstrip()
    if line[:1] != "<" or line[1:2] in ("!", "?") or lines.indents[number] >= lines.bases[number] + 4:
        return False
    alone = number == 0 or lines.kinds[number - 1] != Kind.TEXT
    return BLOCK_TAG.match(line) is not None or alone and _ALONE.fullmatch(line) is not None
