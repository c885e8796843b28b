"""Sessions at a prompt without a fence: what was typed, and what was printed below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from proofpress.evidence import chinese, shell
from proofpress.evidence.code import is_code, is_command
from proofpress.evidence.prose import is_prose
from proofpress.ledger import Ledger
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.source import Source

_SAID = "a session at a prompt without a fence; written as a listing", "没有围栏的命令行会话，写作代码块"
_HEADING = regex(r" {0,3}#{2,6}[ \t]")
"""What ends a session; one `#` is a remark in it, or the prompt of a root."""
_PRINTED = regex(r"# [a-z]|(?!.*[a-z][.!?]$)[a-z0-9./|+\[-]")
"""Below a command: another, or what it prints and nobody says."""
_OPERATION = regex(
    r"(?:typeof|await|new|let|const|var|delete)\s\S.*|[\w.$]++ <- .*"
    r"|[\d.()]++(?:\s?(?:[-+*/%<>&|^]|\*\*|[<>=!]==?|<<|>>)\s?[\d.()]++)++"
    r"|[\w\"'.$()\[\]]++(?:\s(?:[-+*/%]|\*\*|[=!]==?|[<>]=?|&&|\|\||\?\?)\s[\w\"'.$()\[\]]++)++"
)
_NAME = regex(r"[\w.$\[\]]++")
_VALUE = regex(
    r"(?:-?\d[\d_.]*+(?:e[-+]?\d++)?n?|-?Infinity|NaN|undefined|null|true|false|TRUE|FALSE|NULL|nil|Nothing|None"
    r"|\((?:nil|integer|error|empty [\w ]{1,20})\).*|OK"
    r"|\"[^\"]*+\"|'[^']*+'|\[\d++\] .*|[\[{].*[\]}]|(?:Uncaught )?\w*Error: .*)[ \t]*+"
)
"""What an interpreter answers with."""
_ENDS = regex(r"[.:!?]$")
_SENTENCE = 40
_FAR = 40
"""How many lines around a command others are looked for."""


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with each such session as a listing."""
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
    last = -1
    for number, shown in enumerate(lines.shown):
        if shown or number <= last:
            continue
        language = _language(lines, number)
        last = _last(lines, number, language) if language else _answered(lines, number)
        if last >= number:
            yield number, last, language or "console"


def _language(lines: Lines, number: int) -> str:
    """The language of the prompt on a line; what a quotation of a quotation holds is none, and the prompt of a
    root is one only before a command with what it prints below it, as no heading has."""
    line = lines[number]
    indent = len(line) - len(line.lstrip(" "))
    language = shell.language(line[indent:]) if indent < 4 else ""
    if line.startswith("# ") and _is_of_root(lines, number):
        return "console"
    if language == "pycon":
        beside = (lines[at].lstrip() for at in (number - 1, number + 1) if 0 <= at < len(lines))
        if any(other.startswith(">") and not other.startswith(">>> ") for other in beside):
            return ""
    if not language and indent < 4 and _is_beside(lines, number, indent):
        return "console"
    return language


def _is_beside(lines: Lines, number: int, indent: int) -> bool:
    """Whether what may be a command at a prompt is one: in a row with one that is for certain, or over an answer."""
    prompt = " " * indent + "$ "
    if shell.may_be_run(lines[number][indent:]):
        row = _row(lines, number, lambda line: line.startswith(prompt))
        return any(shell.language(line[indent:]) == "console" for line in row)
    below = lines[number + 1][indent:] if number + 1 < len(lines) else ""
    return _VALUE.fullmatch(below) is not None and shell.may_be_entered(lines[number][indent:])


def _is_of_root(lines: Lines, number: int) -> bool:
    """Whether a line like a heading is a command with what it prints below it: a known one, one whose name the printed
    begins with, or one of several in a row."""
    said, below = lines[number][2:], lines[number + 1] if number + 1 < len(lines) else ""
    if is_command(said):
        return _PRINTED.match(below) is not None
    if not shell.is_run(said) or not below.strip():
        return False
    row = _row(lines, number, lambda line: line.strip() != "")
    return below.startswith(f"{said.split()[0]}: ") or any(
        line.startswith("# ") and shell.is_run(line[2:]) for line in row
    )


def _row(lines: Lines, number: int, goes_on: Callable[[str], bool]) -> Iterator[str]:
    """The lines right above and below one, as far as they go on so."""
    above, below = lines.all[max(number - _FAR, 0) : number], lines.all[number + 1 : number + 1 + _FAR]
    yield from takewhile(goes_on, reversed(above))
    yield from takewhile(goes_on, below)


def _answered(lines: Lines, first: int) -> int:
    """The last line of a session at the bare prompt `> ` that begins on a line: of a paragraph of expressions behind
    it, and of values that answer them; what an author quotes has no such line below each."""
    at, answers = first, 0
    if not lines[first].startswith("> ") or not lines.blank(first - 1) or not _is_asked(lines[first][2:]):
        return -1
    while at < len(lines) and lines[at].strip():
        line = lines[at]
        if line.startswith("> "):
            if not (_is_asked(line[2:]) or _NAME.fullmatch(line[2:])):
                return -1
        elif _VALUE.fullmatch(line) is None:
            return -1
        else:
            answers += 1
        at += 1
    return at - 1 if answers else -1


def _is_asked(said: str) -> bool:
    """Whether a text is an expression or a statement of a program."""
    return is_code(said) or _OPERATION.fullmatch(said) is not None


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
