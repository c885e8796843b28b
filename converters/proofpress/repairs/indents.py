"""Paragraphs that only an indentation parts from each other, and what an indentation puts under a heading: two wide
spaces, as Chinese is typed (`　　`), and a tab before each line of what a heading hides, as an export writes it.
"""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.evidence.code import Coded, is_code
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.lines import Kind
from proofpress.markdown.signs import ATX
from proofpress.markdown.ticks import fence_line
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_INDENT = "\u3000\u3000"
_ENDED = regex(r"[\w”\"’)][.!?:]$|[。！？：；]$")
_FEWEST_WORDS = 4


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with a blank line above each indented line whose paragraph begins with an indented one, and with the
    blocks of a heading at its margin."""
    source = _out_of_headings(source, ledger) if "\n\t" in source.text else source
    if _INDENT not in source.text:
        return source
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for block in lexed.blocks:
        first, *others = (lexed.scan.starts[number] for number in range(block.first, block.last + 1))
        if not lexed.prose.startswith(_INDENT, first):
            continue
        for at in others:
            if lexed.prose.startswith(_INDENT, at):
                changes.append(Change(at, at, "\n"))
                ledger.repaired(
                    source.span(at, lexed.scan.end(lexed.scan.line_of(at))),
                    "a paragraph that only its indentation shows",
                    "只以首行缩进分开的段落",
                    text="",
                )
    return rewrite(source, changes)


def _out_of_headings(source: Source, ledger: Ledger) -> Source:
    """The source without the tab before each line of the blocks under a heading: Markdown would make code of them,
    where prose stands beside a heading or a listing of its own."""
    lines = lines_of(source)
    kinds = lex_source(source, ANYBODYS).scan.kinds
    changes: list[Change] = []
    number = 0
    while number < len(lines):
        head = lines[number]
        number += 1
        if not ATX.match(head) or head.startswith((" ", "\t")) or kinds[number - 1] != Kind.TEXT:
            continue
        first = number
        while number < len(lines) and (not lines[number].strip() or lines[number].startswith("\t")):
            number += 1
        held = [at for at in range(first, number) if lines[at].strip()]
        if held and _is_markdown(lines, held):
            changes += (Change(lines.starts[at], lines.starts[at] + 1, "") for at in held)
            ledger.repaired(
                source.span(lines.starts[held[0]], lines.end(held[-1])),
                "what a tab puts under a heading, at the margin",
                "标题下以制表符缩进的内容移到行首",
                text="",
            )
    return rewrite(source, changes)


def _is_markdown(lines: Lines, held: list[int]) -> bool:
    """Whether lines behind a tab are blocks of Markdown, two blank lines above each: among them a sentence, and a
    heading or a listing that is closed."""
    opened = None
    listings = headings = said = 0
    for number in held:
        line = lines[number][1:]
        fence = fence_line(number, line)
        if opened is not None:
            if fence is not None and fence.closes(opened):
                opened, listings = None, listings + 1
            continue
        if is_code(line) or lines.blank(number - 1) and not lines.blank(number - 2):
            return False
        opened = fence
        if ATX.match(line):
            headings += 1
        else:
            said += lines.blank(number - 1) and _is_sentence(line.strip())
    return opened is None and said > 0 and listings + headings > 0


def _is_sentence(line: str) -> bool:
    words = chinese.has(line) or len(line.split()) >= _FEWEST_WORDS
    return words and _ENDED.search(line) is not None and not is_code(line, Coded.COMMENT)
