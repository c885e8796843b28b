"""Pandoc's and Quarto's names for what is numbered: `$$ {#eq-a}`, `: a caption {#tbl-a}`, `@fig-a`,
`[words]{.underline}`.

A reference becomes the word and the number that the site would show; the names themselves stand in the ledger.
"""

from __future__ import annotations

import re

from proofpress.evidence import chinese
from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import DISPLAY
from proofpress.regex import regex
from proofpress.repairs.dialects.attributes import ATTRIBUTES
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_BEHIND_FORMULA = regex(rf"^(?P<before>[^\n]*{DISPLAY})(?P<list>[ \t]*{ATTRIBUTES})[ \t]*$", re.M)
_CAPTION = regex(rf"^(?P<mark>:[ \t]+|Table:[ \t]+)(?P<words>[^\n{{}}]*?)(?P<list>[ \t]*{ATTRIBUTES})?[ \t]*$", re.M)
_SPAN = regex(rf"(?<![!\\\]A-Za-z0-9_])\[(?P<words>[^\[\]\n]+)\](?P<list>(?=\{{[ \t]*[.#\w]){ATTRIBUTES})")
_NAMED = regex(
    r"\{#(?P<kind>fig|tbl|eq|lst|thm|lem|def)[-:](?P<name>[\w.-]+)"
    r"|^#\|[ \t]*label:[ \t]*(?P<cell>(?:fig|tbl|lst)-[\w.-]+)",
    re.M,
)
_POINTER = regex(
    r"(?<![\w\\@/.])(?P<open>\[?)-?@(?P<kind>fig|tbl|eq|lst|thm|lem|def)[-:](?P<name>\w[\w-]*)(?P<close>\]?)"
)
_WORDS = {
    "fig": ("Figure", "图"), "tbl": ("Table", "表"), "eq": ("Equation", "式"), "lst": ("Listing", "代码"),
    "thm": ("Theorem", "定理"), "lem": ("Lemma", "引理"), "def": ("Definition", "定义"),
}  # fmt: skip
_WIDE = regex(f"[{chinese.WIDE}]")
_ELEMENTS = {".mark": "mark", ".kbd": "kbd"}


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with references as words, and without the names."""
    text = source.text
    if "{" not in text and "@" not in text:
        return source
    numbers: dict[str, int] = {}
    counts: dict[str, int] = {}
    for named in _NAMED.finditer(text):
        kind, _, name = (named["cell"] or f"{named['kind']}-{named['name']}").partition("-")
        if f"{kind}-{name}" not in numbers:
            counts[kind] = counts.get(kind, 0) + 1
            numbers[f"{kind}-{name}"] = counts[kind]
    lexed = lex_source(source, ANYBODYS)
    changes: list[Change] = []
    for found in _BEHIND_FORMULA.finditer(lexed.codeless):
        _goes(source, found.start("list"), found.end("list"), changes, ledger)
    seen = lexed.prose
    for found in _CAPTION.finditer(seen):
        if found["list"] or _follows_table(lines_of(source), found.start()):
            changes.append(Change(found.start("mark"), found.end("mark"), ""))
            if found["mark"].startswith("T"):
                ledger.repaired(source.span(*found.span("mark")), "the mark of a table's caption", "表格标题的标记")
            if found["list"]:
                _goes(source, found.start("list"), found.end("list"), changes, ledger)
    for found in _SPAN.finditer(seen):
        element = next((made for name, made in _ELEMENTS.items() if name in found["list"]), "")
        changes.append(Change(found.start(), found.start("words"), f"<{element}>" if element else ""))
        changes.append(Change(found.end("words"), found.end(), f"</{element}>" if element else ""))
        ledger.removed(source.span(found.start("list"), found.end()), "an attribute list", "属性列表")
    for found in _POINTER.finditer(seen):
        number = numbers.get(f"{found['kind']}-{found['name']}")
        if number is not None and bool(found["open"]) == bool(found["close"]):
            en, zh = _WORDS[found["kind"]]
            changes.append(
                Change(found.start(), found.end(), f"{zh} {number}" if _in_chinese(seen, found) else f"{en} {number}")
            )
            span = source.span(found.start(), found.end())
            ledger.repaired(span, "a reference as the number that it shows", "交叉引用改为所显示的编号")
    return rewrite(source, changes)


def _in_chinese(seen: str, found: re.Match[str]) -> bool:
    """Whether the sentence around is Chinese."""
    around = seen[max(0, found.start() - 3) : found.start()] + seen[found.end() : found.end() + 3]
    return _WIDE.search(around) is not None


def _follows_table(lines: Lines, at: int) -> bool:
    """Whether the last line with words above the one at an offset is a row of a table, at most a few lines up."""
    number = lines.line_of(at) - 1
    while number > 0 and lines.blank(number) and number > lines.line_of(at) - 4:
        number -= 1
    return number >= 0 and lines[number].lstrip().startswith("|")


def _goes(source: Source, start: int, end: int, changes: list[Change], ledger: Ledger) -> None:
    changes.append(Change(start, end, ""))
    ledger.removed(source.span(start, end), "an attribute list", "属性列表")
