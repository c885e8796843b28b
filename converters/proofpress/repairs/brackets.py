"""Brackets that Markdown reads as something else: links behind backslashes, citations as raised text,
a citation in a link."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, code_spans, inside, lines_of, rewrite
from proofpress.source import Source

_ESCAPED = re.compile(
    r"(?<!\\)(?P<image>\\?!)?\\\[(?P<text>[^\\\[\]\n]{0,200})\\\]\\?\((?P<url>(?:https?://|\.{0,2}/"
    r"|[\w%-]+(?:/|\.\w))[^()\s\\]{0,500})\\?\)"
)
_RAISED = re.compile(r"(?<![\\^])\^(?P<cited>(?:\[\d{1,3}(?:[-–,，、]\s?\d{1,3}){0,9}\]){1,9})\^(?!\^)")
_TWICE = re.compile(r"(?<![\\!\[])\[\[(?P<number>\d{1,3})\]\](?=\([^()\s]+\))")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with links, images and citations where a parser sees them."""
    if "[" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if "\\[" not in line and "^[" not in line and "[[" not in line:
            continue
        spans, start = code_spans(line), lines.starts[number]
        for pattern, make, en, zh in _MENDS:
            for found in pattern.finditer(line):
                if inside(spans, found.start()):
                    continue
                changes.append(Change(start + found.start(), start + found.end(), make(found)))
                ledger.repaired(source.span(start + found.start(), start + found.end()), en, zh)
    return rewrite(source, changes)


def _link(found: re.Match[str]) -> str:
    return f"{'!' if found['image'] else ''}[{found['text']}]({found['url']})"


_MENDS = (
    (_ESCAPED, _link, "a link behind backslashes", "链接被转义"),
    (_RAISED, lambda found: found["cited"], "citations set as raised text", "引用标记写成了上标"),
    (
        _TWICE,
        lambda found: f"[\\[{found['number']}\\]]",
        "a citation in brackets inside a link",
        "链接文字里的引用编号",
    ),
)
