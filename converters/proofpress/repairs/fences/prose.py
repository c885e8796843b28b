"""What a line in or behind a block of code is: prose in its own right, or code."""

from __future__ import annotations

import re

from proofpress.evidence import chinese, prose
from proofpress.languages import has_hash_comments, is_markdown
from proofpress.markdown.signs import DISPLAY
from proofpress.markdown.ticks import FenceLine
from proofpress.regex import regex
from proofpress.repairs.lines import Lines

HEADING = regex(r"(#{1,6})[ \t]+\S")
TAG = regex(r"</?(?:think(?:ing)?|reasoning)>|<\|[\w-]+\|>")
COMMAND = regex(r"(?:\$|>>>|[❯➜]|PS [^>\n]{0,80}>|[\w.-]{1,40}@[\w.-]{1,40}:[^\s$#]{0,80}[$#])[ \t]+\S")
"""What somebody typed behind the prompt of a terminal."""
_MARKDOWN_SIGN = regex(r"(?:[-*+]|\d{1,3}[.)]) +\*\*|\*\*[^*]+\*\*|\|.+\|.+\||!\[[^\]]*\]\(|> |" + DISPLAY)


def prose_after(lines: Lines, number: int) -> bool:
    """Whether nothing, or nothing that looks like code, stands behind a line."""
    rest = [lines[after] for after in range(number + 1, len(lines)) if not lines.blank(after)]
    return not rest or is_prose(rest[0], "") or bool(TAG.search(rest[0]))


def end_of_code(lines: Lines, opened: FenceLine, last: int) -> int | None:
    """The line before the first that is prose in its own right, None where none is before `last`."""
    for number in range(opened.number + 1, last + 1):
        line = lines[number]
        if line.strip() and TAG.search(line.strip()) and TAG.sub("", line).strip()[:1] in ("", "#"):
            return number - 1
        begins = not is_markdown(opened.lang) and (lines.blank(number - 1) or number == opened.number + 1)
        if begins and is_prose(line, opened.lang) and not line.startswith(("    ", "\t")):
            return number - 1
    return None


def is_prose(line: str, lang: str) -> bool:
    """Whether a line behind a blank one is not code: a heading, Markdown, or a sentence."""
    stripped = line.strip()
    heading = HEADING.match(line)
    if heading:
        return (
            len(heading[1]) > 1
            or not has_hash_comments(lang)
            or bool(re.match(r"#\s+\*?\*?(?:第?[\d一二三四五六七八九十]+[.、章节部])", line))
        )
    if _MARKDOWN_SIGN.match(stripped) and not is_markdown(lang):
        return True
    return prose.is_prose(line)


def language(info: str) -> bool:
    """Whether an info string names a language, and is not text behind a fence that closes."""
    return bool(re.match(r"\s*(?:\{[^}]*\}|[A-Za-z][\w+#.-]*)(?:\s|\{|,|:|$)", info)) and not chinese.has(info[:12])
