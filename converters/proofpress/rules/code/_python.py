"""What Python's own parser says of an excerpt, once all that an article may add to code is taken out."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from proofpress.evidence import python
from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules._includes import FILE


@dataclass(frozen=True, slots=True)
class PythonTrouble:
    """A syntax error at a character offset of the listing; `detail` holds Python's own words."""

    offset: int
    message: Words
    help: Words
    detail: str


_MAGIC = regex(r"^\s*(?:%{1,2}\w|!|\?\w|\w[\w.]*\?{1,2}\s*$)|^\s*-+8<-+")
_TEMPLATE = regex(FILE + r"|\{\{|\{%|<[a-z][\w -]*+>\s*$|^\s*+(?:…+|\.{4,}|[.·]{3}\s*+\S|<\.\.\.>)\s*$|\$\{", re.M)
_PYTHON2 = regex(
    r"^[^\S\n]*+(?:print\s++[^\s(=.,+*/\-]|except\s++[\w.]++\s*+,\s*+\w++\s*+:|raise\s++\w++\s*+,)|\bexec\s++[\"']|<>",
    re.M,
)
_NEWER = regex(
    r"^[ \t]*type[ \t]+\w+[ \t]*(?:\[[^\n]*\][ \t]*)?=|^[ \t]*(?:async[ \t]+def|def|class)[ \t]+\w+[ \t]*\["
    r"|(?<!\w)[fFrR]{1,2}([\"'])[^\"'\n{]*(?:\{\{[^\"'\n{]*)*\{[^\"'\n{}]*\1|(?<!\w)(?:[tT][rR]?|[rR][tT])[\"']"
    r"|^[ \t]*except[ \t]+[\w.]+[ \t]*,|^[ \t]*lazy[ \t]+(?:import|from)\b",
    re.M,
)
"""Syntax that an interpreter may be too old for: type statements and parameters (3.12), a string's own quotes inside
its braces (3.12), templates and several exceptions without parentheses (3.14), lazy imports (3.15)."""
_STUB = regex(r"^[ \t]*+(?:async[ \t]++)?(?:def|class)\b[^\n]*+$", re.M)
"""A function or a class of which the listing shows the first line alone."""
_BLANK_TO_FILL = regex(r"\{[A-Za-z]\w*\}")
"""A place of a template that its user fills, between other signs of a name: `from_{provider}`."""
_HEADS = ("def ", "async def ", "class ", "@")
_SIGNATURE = regex(r"^([ \t]*)(?:[\w.]+[ \t]*=[ \t]*)?[A-Za-z_][\w.]*(\([^\n]*\)(?:[ \t]*->[^\n:]*)?)[ \t]*$", re.M)
"""A call with the types of its parameters, as a reference shows it."""
_MIDDLE = regex(r"\s*(?:elif|else|except|finally|case)\b.*:")
_WORDS: tuple[tuple[str, Words, Words], ...] = (
    (
        r"expected ':'",
        Words("Unexpected end of the line, expected ':'", "行末缺少冒号"),
        Words("Put : at the end of the line.", "在行末补上冒号。"),
    ),
    (
        r"'(.)' was never closed",
        Words("Unexpected end of the code, expected the bracket {0} to be closed", "括号 {0} 没有闭合"),
        Words("Close the bracket.", "补上右括号。"),
    ),
    (
        r"unmatched '(.)'",
        Words("Unexpected {0}, expected an opening bracket before it", "多余的 {0}，前面没有对应的左括号"),
        Words("Remove it, or open it before.", "删去，或在前面补上左括号。"),
    ),
    (
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'",
        Words("Unexpected {0}, expected the partner of {1}", "{0} 与前面的 {1} 不配对"),
        Words("Mend the brackets.", "改正括号。"),
    ),
    (
        r"unterminated .*string literal|EOF while scanning",
        Words("Unexpected end of a string, expected a closing quote", "字符串没有结束，缺少引号"),
        Words("Close the string.", "补上引号。"),
    ),
    (
        r"expected an indented block",
        Words("Unexpected line at this indentation, expected an indented block", "此处应有缩进的代码块"),
        Words("Indent the body by four spaces.", "把代码体缩进四格。"),
    ),
    (
        r"unindent does not match|unexpected indent",
        Words("Unexpected indentation, expected that of the lines around", "缩进与上下文不一致"),
        Words("Line it up with its block.", "与所在的代码块对齐。"),
    ),
    (
        r"Perhaps you forgot a comma",
        Words("Unexpected expression, expected a comma before it", "两项之间可能缺少逗号"),
        Words("Put a comma between the two.", "在两项之间补上逗号。"),
    ),
)


def trouble(code: str) -> PythonTrouble | None:
    """The first syntax error of a listing, None where it is fine or cannot be judged."""
    if not code.strip() or _TEMPLATE.search(code) or _PYTHON2.search(code) or code.lstrip().startswith("%%"):
        return None
    lines = code.split("\n")
    if any(line.lstrip().startswith((">>>", ">> ")) for line in lines):
        return None
    clean = [(" " * (len(line) - len(line.lstrip())) + "pass" if _MAGIC.match(line) else line) for line in lines]
    text = textwrap.dedent("\n".join(clean).expandtabs(4) if "\t" in code else "\n".join(clean))
    error = python.fault(text)
    if error is None or _MIDDLE.match(text.lstrip("\n")):
        return None
    if text[:1] in " \t" and python.fault("if 1:\n" + "\n".join(clean)) is None:
        return None
    if _NEWER.search(text) or python.fault(_SIGNATURE.sub(r"\1def _\2: pass", text)) is None:
        return None
    stubs = _STUB.sub(lambda found: found[0].rstrip(" \t:") + ": pass", text)
    # The head of a function alone, over several lines, as a manual shows what it takes.
    if (
        python.fault(stubs) is None
        or text.lstrip().startswith(_HEADS)
        and python.fault(text.rstrip() + ": pass") is None
        or python.fault(_BLANK_TO_FILL.sub("_", text)) is None
    ):
        return None
    if error.msg.startswith("f-string") or _is_elided(lines, error):
        return None
    if re.search(r"\.\.\.|…", lines[min(max((error.lineno or 1) - 1, 0), len(lines) - 1)]):
        return None
    return _told(code, lines, error)


def _is_elided(lines: list[str], error: SyntaxError) -> bool:
    """Whether a comment stands for the body that is missing."""
    if "expected an indented block" not in error.msg:
        return False
    above = next((line for line in reversed(lines[: (error.lineno or 1) - 1]) if line.strip()), "")
    return above.lstrip().startswith("#")


def _told(code: str, lines: list[str], error: SyntaxError) -> PythonTrouble:
    number = min(max((error.lineno or 1) - 1, 0), len(lines) - 1)
    offset = sum(len(line) + 1 for line in lines[:number])
    line = lines[number]
    dedented = len(line) - len(line.lstrip())
    column = max((error.offset or 1) - 1, 0)
    offset += min(max(column, dedented), len(line))
    detail = f"{type(error).__name__}: {error.msg}"
    for pattern, message, help_ in _WORDS:
        if found := re.search(pattern, error.msg):
            said = Words(*(m.format(*found.groups()) for m in message))
            return PythonTrouble(offset, said, help_, detail)
    return PythonTrouble(
        offset,
        Words("Unexpected Python here, expected valid syntax", "此处的 Python 语法有误"),
        Words(
            "Mend the line, or write `text` as the language where it is no Python.",
            "改正此行；若不是 Python，语言写作 `text`。",
        ),
        detail,
    )
