r"""A whole article behind backslashes (`\## 标题`, `\- x`, `1\.`, `\*\*b\*\*`),
as a round trip through an editor leaves it.

One escaped sign is an author's. An article is escaped where its blocks all begin with a backslash and none without.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.source import Source

_ESCAPED = regex(
    r"[ \t]*(?:\\(?:#\\?){1,6}[ \t]|\\[-*+>][ \t]|\d{1,3}\\[.)][ \t]|\\`\\`\\`|\\\|.*\\\||\\?#\\#|\\~\\~\\~)"
)
_PLAIN = regex(r"[ \t]*(?:#{1,6}[ \t]|[-*+>][ \t]|\d{1,3}[.)][ \t]|\|.*\|)")
_INLINE = regex(r"\\\*\\\*[^*\n]{1,200}\\\*\\\*|\\`[^`\n]{1,200}\\`")
_BOLD = regex(r"(?<!\\)\*\*[^\s*\\]|(?<!\\)`[^`\n]+(?<!\\)`")
_SIGN = regex(r"\\([\\`*_{}#+\-.!~=|>^])")
_FORMULA = regex(r"\\(?P<open>\$)(?=[^$\n\\^_=]*+[\\^_=][^$\n])[^$\n]{2,400}+(?<=\\)(?P<close>\$)")
_BRACKETS = regex(r"\\\[(\^[\w-]{1,30}|[ xX])\\\]")
_LEAST = 3


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without the backslashes before Markdown's signs, where all of its Markdown has them."""
    if source.text.count("\\") < _LEAST:
        return source
    lines = lines_of(source)
    escaped = plain = inside = outside = 0
    begun = False
    for _, line in lines.prose():
        escaped += _ESCAPED.match(line) is not None
        # An exporter writes the title itself, over a body that it escapes.
        plain += begun and _PLAIN.match(line) is not None
        begun = begun or bool(line.strip())
        if "*" in line or "`" in line:
            inside += len(_INLINE.findall(line))
            outside += len(_BOLD.findall(line))
    whole = escaped >= _LEAST and escaped > 9 * plain or not escaped and inside >= _LEAST and not outside
    if not whole or outside > inside:
        return source
    changes: list[Change] = []
    for number, line in lines.prose():
        start = lines.starts[number]
        row = re.match(r"[ \t]*\\\|", line) or "|" in line and not re.search(r"(?<!\\)\|", line)
        for found in _SIGN.finditer(line):
            if (
                found[1] == "\\"
                and not re.match(r"[A-Za-z()\[\]]", line[found.end() :])
                or found[1] == "|"
                and not row
                or found[1] == ">"
                and line[: found.start()].strip()
            ):
                continue
            changes.append(Change(start + found.start(), start + found.end(), found[1]))
        changes.extend(
            Change(start + found.start(), start + found.end(), f"[{found[1]}]") for found in _BRACKETS.finditer(line)
        )
        if line.endswith("\\") and number + 1 < len(lines) and _ESCAPED.match(lines[number + 1]):
            changes.append(Change(lines.end(number) - 1, lines.end(number), ""))
        for found in _FORMULA.finditer(line):
            changes.extend(
                Change(start + found.start(side) - 1, start + found.end(side), "$") for side in ("open", "close")
            )
    if not changes:
        return source
    first, last = min(changes).start, max(changes).end
    ledger.repaired(
        source.span(first, last),
        f"the article stood behind backslashes; {len(changes)} of them are gone",
        f"整篇文章的标记都被转义，已去掉 {len(changes)} 个反斜杠",
        text="",
    )
    return rewrite(source, changes)
