"""Sessions at a prompt without a fence: what was typed, and what was printed below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.evidence import chinese, shell
from proofpress.evidence.code import is_command
from proofpress.evidence.prose import is_prose
from proofpress.ledger import Ledger
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_SIGN = regex(
    r"^ {0,3}(?:\([\w.-]{1,40}\) ?)?(?:[$#] |>>> |(?:PS )?[A-Z]:\\|\[?[\w.-]{1,40}@|\w[^>\n]{1,60}> |\w{1,30}=[#>] "
    r"|In \[\d)",
    re.M,
)
_SAID = "a session at a prompt without a fence; written as a listing", "没有围栏的命令行会话，写作代码块"
_HEADING = regex(r" {0,3}#{2,6}[ \t]")
"""What ends a session; one `#` is a remark in it, or the prompt of a root."""
_PRINTED = regex(r"# [a-z]|(?!.*[a-z][.!?]$)[a-z0-9./|+\[-]")
"""Below a command: another, or what it prints and nobody says."""
_ENDS = regex(r"[.:!?]$")
_SENTENCE = 40


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with each such session as a listing."""
    if _SIGN.search(source.text) is None:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last, language in _sessions(lines):
        start, end = lines.starts[first], lines.end(last)
        lead = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
        fence = fence_around(source.text[start:end])
        above = "" if lines.blank(first - 1) else "\n"
        below = "" if lines.blank(last + 1) else "\n"
        changes += [
            Change(start, start, f"{above}{lead}{fence}{language}\n"),
            Change(end, end, f"\n{lead}{fence}{below}"),
        ]
        ledger.repaired(source.span(start, end), *_SAID, text="")
    return rewrite(source, changes)


def _sessions(lines: Lines) -> Iterator[tuple[int, int, str]]:
    """The first and the last line of each, and its language."""
    number, shown = 0, lines.shown
    while number < len(lines):
        language = "" if shown[number] else _language(lines, number)
        if not language:
            number += 1
            continue
        last = _last(lines, number, language)
        yield number, last, language
        number = last + 1


def _language(lines: Lines, number: int) -> str:
    """The language of the prompt on a line; what a quotation of a quotation holds is none, and the prompt of a
    root is one only before a command with what it prints below it, as no heading has."""
    line = lines[number]
    indent = len(line) - len(line.lstrip(" "))
    language = shell.language(line[indent:]) if indent < 4 else ""
    if line.startswith("# ") and is_command(line[2:]) and number + 1 < len(lines) and _PRINTED.match(lines[number + 1]):
        return "console"
    if language == "pycon":
        beside = (lines[at].lstrip() for at in (number - 1, number + 1) if 0 <= at < len(lines))
        if any(other.startswith(">") and not other.startswith(">>> ") for other in beside):
            return ""
    return language


def _last(lines: Lines, first: int, language: str) -> int:
    """The last line of the session that begins on a line: of its paragraph, and of those behind it that begin with such
    a prompt too, what stands before a sentence to the reader."""
    at = first
    while True:
        end = prompt = at
        while (
            end + 1 < len(lines)
            and lines[end + 1].strip()
            and not (lines.code[end + 1] or _HEADING.match(lines[end + 1]))
        ):
            end += 1
            prompt = end if _language(lines, end) == language else prompt
        last = next((said - 1 for said in range(prompt + 1, end + 1) if _is_said(lines[said])), end)
        at = next((at for at in range(end + 1, len(lines)) if lines[at].strip()), len(lines))
        if last < end or at >= len(lines) or lines.shown[at] or _language(lines, at) != language:
            return last


def _is_said(line: str) -> bool:
    """Whether a line is a sentence to the reader: Chinese that ends as one, or a long one in words."""
    if chinese.has(line):
        return line.rstrip().endswith(("。", "！", "：", "；"))
    return len(line) > _SENTENCE and line[0].isupper() and _ENDS.search(line) is not None and is_prose(line)
