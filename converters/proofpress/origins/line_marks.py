"""Comments in code that only a site's highlighter reads: its pages mark a line by them and never show them.

Docusaurus and Gatsby write them as words (`// highlight-next-line`), VitePress and Shiki in brackets (`// [!code ++]`).
A comment that says anything else stays. Code about Markdown, or in no language, shows how they are written, and keeps
them. A fence may call its lines by number instead (`del={2} ins={3}`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.passes.inlines import each_level
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document

_MARK = regex(
    r"\[!code (?:(?P<sign>\+\+|--)|hl|highlight|focus|error|warning|info|word:[^\]\n]{1,80})(?::\d{1,4})?\]"
    r"|\bhighlight-(?:next-line|line|start|end)\b|\bhighlight-range\{[\d,-]{1,40}\}"
)
_NUMBERED = regex(r"(?<!\S)(?P<side>ins|del)=\{(?:\"[^\"\n{}]{0,80}\":)?(?P<lines>[\d,\s-]++)\}")
_OPENS = ("{/*", "/*", "//", "<!--", "#", "--", "%", ";", "REM", "'")
_CLOSES = ("*/}", "*/", "-->", "")
_SHOWN = frozenset(("", "md", "mdx", "markdown", "text", "mdx-code-block"))


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without such comments; code of which lines are taken away is a diff."""
    return each_level(document, lambda blocks: tuple(_block(block, ledger) for block in blocks))


def _block(block: Block, ledger: Ledger) -> Block:
    if not isinstance(block, Code):
        return block
    if "del=" in block.meta and block.lang.lower() != "diff":
        block = _numbered(block, ledger)
    if block.lang.lower() in _SHOWN or not _MARK.search(block.value):
        return block
    lines: list[tuple[str, str]] = []
    at = block.span.start
    signs = False
    for line in block.value.split("\n"):
        found = _comment(line)
        if found is None:
            lines.append(("", line))
            continue
        start, mark = found
        comment = line[start:].strip()
        place = ledger.root.text.find(comment, at, block.span.end)
        # What was not found as it stands (a string of JSON) is not looked for again: time stays linear.
        at = place + len(comment) if place >= 0 else block.span.end
        span = ledger.root.span(place, at) if place >= 0 else block.span
        ledger.removed(
            span, "a comment that only the highlighter of a site reads", "只供站点代码高亮使用的注释", text=comment
        )
        if code := line[:start].rstrip():
            lines.append(((mark["sign"] or "")[:1], code))
            signs = signs or mark["sign"] == "--"
    if signs:
        ledger.repaired(block.span, "code with lines taken away is a diff", "含删除行的代码改为 diff", text=block.lang)
        return replace(block, lang="diff", value="\n".join(f"{sign or ' '}{code}".rstrip() for sign, code in lines))
    return replace(block, value="\n".join(code for _, code in lines))


def _numbered(block: Code, ledger: Ledger) -> Code:
    """Code whose fence says by numbers which lines are put in and which taken away, as a diff."""
    lines = block.value.split("\n")
    signs = dict.fromkeys(range(1, len(lines) + 1), " ")
    for found in _NUMBERED.finditer(block.meta):
        for part in found["lines"].replace(" ", "").split(","):
            first, _, last = part.partition("-")
            if first.isdigit():
                for number in range(int(first), min(int(last) if last.isdigit() else int(first), len(lines)) + 1):
                    signs[number] = "-" if found["side"] == "del" else "+"
    if "-" not in signs.values():
        return block
    ledger.repaired(block.span, "code with lines taken away is a diff", "含删除行的代码改为 diff", text=block.lang)
    said = "\n".join(f"{signs[number]}{line}".rstrip() for number, line in enumerate(lines, 1))
    return replace(block, lang="diff", value=said, meta=_NUMBERED.sub("", block.meta))


def _comment(line: str) -> tuple[int, re.Match[str]] | None:
    """Where the comment begins that is such a mark and nothing else, and the mark."""
    mark = next(reversed(list(_MARK.finditer(line))), None)
    if mark is None or line[mark.end() :].strip() not in _CLOSES:
        return None
    before = line[: mark.start()].rstrip()
    opened = next((sign for sign in _OPENS if before.endswith(sign)), None)
    if opened is None:
        return None
    code = before[: -len(opened)]
    return (len(code), mark) if opened[0] in "/{<" or not code or code[-1].isspace() else None
