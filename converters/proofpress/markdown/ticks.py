"""Lines that can open or close a fenced block, whatever containers stand before them."""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.markdown import info
from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.regex import regex

_FENCE = regex(
    r"(?P<prefix>(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$"
)


class FenceLine(NamedTuple):
    """A line that can open or close a fenced block: `prefix` is what its containers put before it."""

    number: int
    prefix: str
    mark: str
    info: str

    @property
    def lang(self) -> str:
        """The first word of the info string, in lower case, without HackMD's sign that its lines have numbers."""
        found = re.match(r"\{?\s*\.?([^\s{},:]*?)(?:=(?:\d*|\+))?(?![^\s{},:])", self.info.strip())
        return found[1].lower() if found else ""

    @property
    def bare(self) -> bool:
        return not self.info.strip()

    @property
    def indent(self) -> int:
        """Columns before the mark; a list marker counts as spaces."""
        return len(self.prefix.expandtabs(4))

    def closes(self, opened: FenceLine) -> bool:
        return self.bare and self.mark[0] == opened.mark[0] and len(self.mark) >= len(opened.mark)


def fence_line(number: int, line: str, dialect: Dialect = CANONICAL) -> FenceLine | None:
    """The fence that a line holds, if it is one. Sites take backticks in the options behind one."""
    if "```" not in line and "~~~" not in line:
        return None
    found = _FENCE.match(line)
    if found is None:
        return None
    ticks = found["mark"][0] == "`" and "`" in found["info"]
    if ticks and (not dialect.of_site or info.read(found["info"].strip(), dialect).trouble == "refused"):
        return None
    return FenceLine(number, found["prefix"], found["mark"], found["info"])


def shows_fence(text: str) -> bool:
    """Whether a fence stands at the margin of a listing, which is Markdown then, whatever code stands in the fence."""
    return any(line[:1] in "`~" and fence_line(0, line) is not None for line in text.split("\n"))


_CHUNK = regex(r"(?P<prefix>[ \t>]*+)(?P<mark>`{3,}+)(?P<info>[ \t]*+\{[A-Za-z]\w*+(?:[ ,][^\n]*)?\})[ \t]*+")


def chunk_line(number: int, line: str) -> FenceLine | None:
    """The chunk of R Markdown that a line opens and that is no fence: its header in braces holds a backtick."""
    found = _CHUNK.fullmatch(line) if "```" in line else None
    if found is None or "`" not in found["info"]:
        return None
    return FenceLine(number, found["prefix"], found["mark"], found["info"])


_TICKS = regex(r"`{3,}+")


def fence_around(text: str) -> str:
    """The mark of a fence that nothing in a text closes, whoever reads it: longer than any run of its backticks."""
    longest = max(map(len, _TICKS.findall(text)), default=2)
    return "`" * (longest + 1)
