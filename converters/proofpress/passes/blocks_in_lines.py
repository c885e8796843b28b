"""Blocks that stand as HTML in a line of Markdown, as in the cell of a pipe table: each on a line of its own, with the
marks that a list has where only lines can stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Inlines
from proofpress.passes.typed_html import CONVERTED, name_of, tag_of
from proofpress.readers.html.flat import list_mark
from proofpress.regex import regex
from proofpress.tree import Break, Inline, InlineHtml, Text

_START = regex(r"\sstart\s*=\s*[\"']?(\d{1,9})", re.I)
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
HEADINGS = frozenset(f"h{depth}" for depth in range(1, 7))
_HELD = {"li": _LISTS, "dt": {"dl"}, "dd": {"dl"}, "tr": {"table"}, "td": {"table"}, "th": {"table"}}
"""Elements that end without a tag, and what they stand in."""
_BLOCKS = (
    _LISTS
    | HEADINGS
    | frozenset(_HELD)
    | frozenset(
        "address article aside blockquote caption center details div dl figcaption figure footer header main p section"
        " summary table tbody tfoot thead".split()
    )
)


def whole(run: Inlines, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """The places of the tags that open and close the outermost elements of these names in a run."""
    waiting: list[tuple[str, int]] = []
    tags = [(at, *tag_of(node)) for at, node in enumerate(run) if isinstance(node, InlineHtml)]
    closers = {name: at for at, name, closes in tags if closes}
    for at, name, closes in tags:
        if name not in names:
            continue
        if not closes:
            if closers.get(name, -1) > at:
                waiting.append((name, at))
        elif waiting and waiting[-1][0] == name:
            _, start = waiting.pop()
            if not waiting:
                yield start, at


def as_lines(run: Inlines, ledger: Ledger) -> Inlines:
    """The run with line breaks, marks and bold for the tags of blocks; a tag without its other half stays one."""
    paired = _paired(run)
    if not paired:
        return run
    tags = [node.span for node in run if isinstance(node, InlineHtml) and name_of(node.value) in paired]
    ledger.repaired(tags[0].cover(tags[-1]), *CONVERTED)
    out: list[Inline] = []
    numbers: list[int | None] = []
    begins, ended = True, False
    for node in run:
        name = name_of(node.value) if isinstance(node, InlineHtml) else ""
        if name not in paired:
            blank = isinstance(node, Text) and not node.value.strip()
            breaks = isinstance(node, Break) or name == "br"
            if ended and (blank or breaks):
                continue
            if ended:
                out.append(Break(span=node.span))
            out.append(node)
            begins, ended = breaks or begins and blank, False
            continue
        assert isinstance(node, InlineHtml)
        closes = node.value.startswith("</")
        if name in HEADINGS and closes:
            out.append(InlineHtml("</b>", span=node.span))
        if name in ("td", "th"):
            out.append(Text(" ", span=node.span))
        else:
            ended = not begins
        if name in HEADINGS and not closes:
            out += [*([Break(span=node.span)] if ended else ()), InlineHtml("<b>", span=node.span)]
            begins, ended = True, False
        elif name in _LISTS and closes:
            del numbers[-1:]
        elif name in _LISTS:
            start = _START.search(node.value)
            numbers.append(None if name != "ol" else int(start[1]) if start else 1)
        elif name == "li" and not closes:
            number = numbers[-1] if numbers else None
            out += [*([Break(span=node.span)] if ended else ()), Text(list_mark(number), span=node.span)]
            numbers[-1:] = [None if number is None else number + 1][: len(numbers)]
            begins, ended = True, False
    return tuple(out)


def _paired(run: Inlines) -> frozenset[str]:
    """The names of the blocks in a run whose tags open and close there, or may stay open in what does."""
    tags = [node.value for node in run if isinstance(node, InlineHtml)]
    opened = {name_of(tag) for tag in tags if not tag.startswith("</")}
    closed = {name_of(tag) for tag in tags if tag.startswith("</")}
    paired = (opened & closed & _BLOCKS) - (frozenset() if "li" in opened else _LISTS)
    return frozenset(paired | {name for name in opened if not paired.isdisjoint(_HELD.get(name, ()))})
