"""Classes of kramdown that make a box of a quote or a paragraph: `{: .note }` above it, `{: .prompt-tip }` under it.

An attribute list right under a block belongs to it, as does one in the last line of a quote; else it belongs to the
block right below.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import ATX, BLOCK
from proofpress.regex import regex
from proofpress.repairs.dialects.attributes import ATTRIBUTES
from proofpress.repairs.dialects.containers import BOXES
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_LIST = regex(r"^(?P<quote>[ \t]*+(?:>[ \t]?)*+)(?P<list>\{:[ \t]*+(?P<classes>[^{}\n]*+)\})[ \t]*+$", re.M)
_CLASS = regex(r"\.(?:prompt-|alert-|notice--|callout-)?(?P<kind>[a-z]++)(?P<titled>-title)?+(?![\w-])")
_ATTRIBUTES = regex(ATTRIBUTES)
_MOST_LINES = 200


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with such blocks as marked quotes, and without attribute lists on lines of their own."""
    if "{:" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for found in _LIST.finditer(lex_source(source, ANYBODYS).codeless):
        named = next((n for n in _CLASS.finditer(found["classes"]) if n["kind"] in BOXES | {"notice"}), None)
        number = lines.line_of(found.start())
        block, line = _block(lines, number), lines.whole(number, number)
        if ">" in found["quote"] and (block.stop != number or _goes_on(lines, number)):
            continue
        made = _boxed(lines, block, named) if named and block else []
        if made:
            changes += [*made, Change(*line, "")]
            ledger.repaired(source.span(*line), "a class that makes a box", "表示提示框的类名")
        elif _ATTRIBUTES.fullmatch(found["list"]):
            changes.append(Change(*line, ""))
            ledger.removed(source.span(*line), "an attribute list", "属性列表")
    return rewrite(source, changes)


def _block(lines: Lines, number: int) -> range:
    """The lines of the block that an attribute list belongs to: the one above where nothing parts them, else that
    below."""
    above = number > 0 and bool(lines[number - 1].strip())
    step = -1 if above else 1
    last = number
    while 0 <= last + step < len(lines) and lines[last + step].strip() and abs(last - number) < _MOST_LINES:
        if above and ATX.match(lines[last + step]):
            break
        last += step
    if above and lines[number - 1].lstrip().startswith(">"):
        last = next(at for at in range(last, number) if lines[at].lstrip().startswith(">"))
    return range(last, number) if above else range(number + 1, last + 1)


def _goes_on(lines: Lines, number: int) -> bool:
    """Whether a quote has another line below one."""
    return number + 1 < len(lines) and lines[number + 1].lstrip().startswith(">")


def _boxed(lines: Lines, block: range, named: re.Match[str]) -> list[Change]:
    """What makes a marked quote of a quote or a paragraph; nothing for other blocks."""
    kind, titled = ("note" if named["kind"] == "notice" else named["kind"]), bool(named["titled"])
    line = lines[block.start].lstrip(" ")
    indent = lines[block.start][: len(lines[block.start]) - len(line)]
    if not all(lines[n].startswith(indent) for n in block):
        return []
    first = lines.starts[block.start] + len(indent)
    if line.startswith(">"):
        if not titled:
            return [Change(first, first, f"> [!{kind}]\n{indent}>\n{indent}")]
        return [Change(first, first + len(line) - len(line.lstrip("> ")), f"> [!{kind}] ")]
    if any(BLOCK.match(lines[n].lstrip()) or lines[n].startswith(("|", "<", "    ", "\t")) for n in block):
        return []
    starts = [lines.starts[n] + len(indent) for n in block]
    if titled:
        return [Change(first, first, f"> [!{kind}] "), *(Change(at, at, "> ") for at in starts[1:])]
    return [
        Change(first, first, f"> [!{kind}]\n{indent}>\n{indent}> "),
        *(Change(at, at, "> ") for at in starts[1:]),
    ]
