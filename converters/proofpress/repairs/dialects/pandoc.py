"""What pandoc alone reads: items that count themselves (`#. one`), examples that are counted through a text (`(@)`,
`(@name)`), lines that stay lines (`| a verse`), and text of one output format (`` `<b>`{=html} ``,
`` `\\LaTeX`{=latex} ``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_EXAMPLE = regex(r" {0,3}\(@(?P<name>[\w-]*+)\)[ \t]++(?=\S)")
_VERSE = regex(r" {0,3}\|(?:[ \t]++(?P<text>[^|]*+))?$")
LAYOUT = regex(
    r"^[ \t]*+\\(?:newpage|clear(?:double)?page|(?:page|line)break|noindent|appendix"
    r"|(?:big|med|small)skip|centering"
    r"|tableofcontents|listof(?:figures|tables)|(?:front|main|back)matter|[vh]space\*?\{[^{}\n]*+\}"
    r"|(?:set|add)length\{[^{}\n]*+\}\{[^{}\n]*+\}|pagenumbering\{\w++\})(?:\[\d\])?+[ \t]*+$",
    re.M,
)
"""A line that only arranges what is printed."""
_FORMAT = regex(r"\{=(?P<format>[a-z][a-z0-9_]*+)\}")
_PAGES = frozenset("html html4 html5 html_legacy markdown commonmark gfm".split())
"""Formats that an article can hold."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with these as lists, breaks, and HTML or code."""
    text = source.text
    changes: list[Change] = []
    if "(@" in text:
        changes += _examples(source, ledger)
    if "#. " in text:
        changes += _counted(source, ledger)
    if "\n| " in text or text.startswith("| "):
        changes += _verses(source, ledger)
    if "`{=" in text:
        changes += _raw(source, ledger)
    if "\n\\" in text:
        changes += _printed(source, ledger)
    return rewrite(source, changes)


def _counted(source: Source, ledger: Ledger) -> Iterator[Change]:
    """Items of a list that count themselves, where two stand there."""
    found = list(_COUNTED.finditer(lex_source(source, ANYBODYS).prose))
    for item in found if len(found) > 1 else ():
        yield Change(item.start("sign"), item.end("sign"), "1.")
        ledger.repaired(source.span(*item.span("sign")), "an item that counts itself", "自动编号的列表项")


_COUNTED = regex(r"^[ \t>]*+(?P<sign>#\.)(?=[ \t]++\S)", re.M)


def _examples(source: Source, ledger: Ledger) -> Iterator[Change]:
    """The examples as items with their numbers, and their numbers where the text names them. A name in brackets at the
    head of one line is somebody's, unless another stands there or the text refers to it."""
    lines, seen = lines_of(source), lex_source(source, ANYBODYS).prose
    found: list[re.Match[str]] = []
    goes_on = True
    for number, line in enumerate(lines.all):
        example = _EXAMPLE.match(seen, lines.starts[number], lines.end(number)) if goes_on else None
        if example is not None:
            found.append(example)
        goes_on = example is not None or line.strip() == "" or goes_on and line[0] in " \t"
    names = {example["name"]: at for at, example in enumerate(found, 1) if example["name"]}
    heads = {example.start("name") - 1 for example in found}
    pointers = [one for one in _POINTER.finditer(seen) if one["name"] in names and one.start() not in heads]
    if len(names) == len(found) and not pointers and len(found) < 2:
        return
    for at, example in enumerate(found, 1):
        yield Change(*example.span(), f"{at}. ")
        ledger.repaired(source.span(*example.span()), "an example by its number", "例子改用编号")
    for one in pointers:
        yield Change(*one.span(), str(names[one["name"]]))
        ledger.repaired(source.span(*one.span()), "an example by its number", "例子改用编号")


_POINTER = regex(r"(?<![\w\\@/.])@(?P<name>[A-Za-z0-9_][\w-]*+)")


def _verses(source: Source, ledger: Ledger) -> Iterator[Change]:
    """Runs of two lines and more that stand by themselves and that nothing but a bar begins."""
    lines = lines_of(source)
    is_text = lines.text_lines
    number = 0
    while number < len(lines):
        first = number
        while number < len(lines) and is_text[number] and _is_verse(lines, first, number):
            number += 1
        apart = (first == 0 or lines.blank(first - 1)) and (number == len(lines) or lines.blank(number))
        marked = sum(_VERSE.match(lines[one]) is not None for one in range(first, number))
        if apart and marked > 1:
            yield from _as_lines(lines, first, number)
            span = source.span(lines.starts[first], lines.end(number - 1))
            ledger.repaired(span, "lines behind bars as lines", "竖线后的各行")
        number = max(number, first + 1)


def _is_verse(lines: Lines, first: int, number: int) -> bool:
    """Whether a line is one of a verse, or goes on with the one before it."""
    line = lines[number]
    return (
        _VERSE.match(line) is not None or number > first and line[:1] == " " and line.strip() != "" and "|" not in line
    )


def _as_lines(lines: Lines, first: int, behind: int) -> Iterator[Change]:
    for number in range(first, behind):
        found = _VERSE.match(lines[number])
        if found is None:
            continue
        start = lines.starts[number]
        yield Change(start, start + (found.start("text") if found["text"] is not None else found.end()), "")
        after = _VERSE.match(lines[number + 1]) if number + 1 < behind else None
        if found["text"] and after is not None and after["text"]:
            yield Change(lines.end(number), lines.end(number), "<br>")


def _printed(source: Source, ledger: Ledger) -> Iterator[Change]:
    """Commands that only arrange what is printed: listings of them for one format, and in a text with signs of pandoc's
    lines of them."""
    lines, lexed = lines_of(source), lex_source(source, ANYBODYS)
    of_pandoc = any(one.braces for one in lexed.directives) or _OF_PANDOC.search(lexed.prose)
    spans = [found.span() for found in LAYOUT.finditer(lexed.prose)] if of_pandoc else []
    for fence in lexed.fences:
        held = [lines[number] for number in range(fence.first + 1, fence.last) if not lines.blank(number)]
        if fence.closed and _FORMAT.fullmatch(fence.text.strip()) and all(map(LAYOUT.fullmatch, held)):
            spans.append((lines.starts[fence.first], lines.end(fence.last)))
    for span in spans:
        yield Change(*span, "")
        ledger.removed(source.span(*span), *PRINTED)


_OF_PANDOC = regex(r"\A% \S|^ {0,3}\(@[\w-]*\) |\]\{\.[a-z]+\}|\{#[\w:.-]+ \.|\{[.-][a-z]* *\}$", re.M)
PRINTED = "what only a printed page shows", "只用于排版的命令"


def _raw(source: Source, ledger: Ledger) -> Iterator[Change]:
    """Code in a line that is text of one format: what a page shows as it is, and code for every other."""
    text = source.text
    for start, end in lex_source(source, ANYBODYS).code_spans:
        found = _FORMAT.match(text, end)
        if found is None:
            continue
        held = text[start:end].strip("`").strip(" ")
        is_shown = found["format"] in _PAGES and "\n\n" not in held
        yield Change(start, found.end(), held if is_shown else text[start:end])
        ledger.repaired(source.span(start, found.end()), "text of one output format", "只用于一种输出格式的文字")
