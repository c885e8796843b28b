r"""Environments of display mathematics that touch the text around them: MathJax sets `\begin{align} … \end{align}`
wherever it stands, as in a notebook, and a parser of Markdown takes its backslashes. They become blocks of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, Lexed, lex_source
from proofpress.markdown.lines import Block, Kind, Lines
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source, Span

_BEGINS = regex(r"(?<!\\)\\begin\{(?P<name>(?:equation|align|alignat|gather|multline|eqnarray|flalign)\*?)\}")
_LEAD = regex(r"\n[ \t>]*+")
_BEHIND = regex(r"[ \t]*+(?:\n[ \t>]*+)?")
_NO_QUOTE = regex(r"[^>]")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a blank line on both sides of each environment, and its lines as far in as the text it is in."""
    if "\\begin{" not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for span, block in _glued(lexed):
        changes += _apart(lexed, span, block)
        ledger.repaired(source.span(*span), "a displayed formula that touches the text", "公式块紧贴正文")
    return rewrite(source, changes)


def _glued(lexed: Lexed) -> Iterator[tuple[Span, Block]]:
    """The environments that stand in a block of text, outside of other formulas, or right below HTML, and their
    blocks."""
    lines, after = lexed.scan, 0
    for formula in lexed.formulas:
        block = lines.block_at(formula.span.start) if formula.delimiter == "env" else None
        if block is not None and _is_below_html(lines, formula.span.start):
            yield formula.span, block
    open_to: dict[str, int] = {}  # How far it is known that nothing closes an environment of a name.
    for found in _BEGINS.finditer(lexed.prose):
        block = lines.block_at(found.start())
        if block is None or found.start() < after or open_to.get(found["name"], 0) >= block.span.end:
            continue
        closer = f"\\end{{{found['name']}}}"
        end = lexed.prose.find(closer, found.end(), block.span.end)
        if end < 0:
            open_to[found["name"]] = block.span.end
        else:
            after = end + len(closer)
            yield Span(found.start(), after), block


def _apart(lexed: Lexed, span: Span, block: Block) -> Iterator[Change]:
    """What parts an environment from the text before and behind it."""
    text, lines = lexed.text, lexed.scan
    inner, pad = _inner(lines, span.start, block)
    gap = f"\n{pad.rstrip()}\n{pad}"
    if span.start > inner:
        start = span.start
        while text[start - 1] in " \t":
            start -= 1
        yield Change(start, span.start, gap.removeprefix("\n") if text[start - 1] == "\n" else gap)
    elif _is_below_html(lines, span.start):
        yield Change(span.start, span.start, gap.removeprefix("\n"))
    yield from (Change(*one.span(), f"\n{pad}") for one in _LEAD.finditer(text, *span))
    behind = _BEHIND.match(text, span.end)
    if behind is None or behind.end() >= block.span.end:
        return
    if "\n" in behind[0] and lines.line_of(behind.end()) in lines.openings:
        yield Change(span.end, span.end, f"\n{pad.rstrip()}")
    else:
        yield Change(*behind.span(), gap)


def _is_below_html(lines: Lines, at: int) -> bool:
    """Whether a place stands right below HTML, which goes on to the first blank line."""
    above = lines.line_of(at) - 1
    held = above >= 0 and lines.kinds[above] == Kind.TEXT and lines.starts_line(at)
    return held and lines.bodies[above][-1] == ">" and not lines.bodies[above].startswith("#")


def pad(lines: Lines, at: int) -> str:
    """What stands before a line of its own for something that stands at a place: the marks of quotes and the indent
    of the item that hold it."""
    block = lines.block_at(at)
    return _inner(lines, at, block)[1] if block else ""


def _inner(lines: Lines, at: int, block: Block) -> tuple[int, str]:
    """Where the text begins that a place in a block stands in, and what stands before a line of it."""
    inner = lines.inner(_held_by(lines, at, block))
    return inner, _NO_QUOTE.sub(" ", lines.text[lines.starts[lines.line_of(inner)] : inner])


def _held_by(lines: Lines, at: int, block: Block) -> int:
    """The line of the item that a place in a block stands in; the first line of the block where it is in none."""
    numbers = range(lines.line_of(at), block.first, -1)
    return next((number for number in numbers if number in lines.openings), block.first)
