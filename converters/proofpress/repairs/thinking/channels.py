"""Thoughts in a channel of their own, and the tags around the answer behind them."""

from __future__ import annotations

import re

from proofpress.authority import Kind
from proofpress.finding import Severity
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.repairs.thinking.removing import remove
from proofpress.source import Source

_CHANNEL = regex(r"(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)\b[^<\n]{0,80}<\|message\|>")
_CHANNEL_END = regex(r"<\|(?:end|call)\|>|(?=<\|start\|>)")
_OPENS = regex(r"[ \t]*+<(answer|final|final_answer|response)>[ \t]*+", re.I)
_CLOSES = regex(r"(?<![ \t])[ \t]*+</(answer|final|final_answer|response)>[ \t]*+$", re.I)


def without_channels(source: Source, ledger: Ledger) -> Source:
    """Without the messages of a model that do not stand in its final channel."""
    if "<|channel|>" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    at = 0
    while found := _CHANNEL.search(source.text, at):
        end = _CHANNEL_END.search(source.text, found.end())
        at = found.end()
        if end is not None and not lines.shown[lines.line_of(found.start())]:
            at = end.end()
            remove(source, found.start(), at, ledger, changes)
        elif end is None:
            break
    return rewrite(source, changes)


def answers(source: Source, ledger: Ledger) -> Source:
    """Without the tags around an answer: one begins the text, or a line behind thoughts that went, one ends the last
    line."""
    if "</" not in source.text:
        return source
    lines = lines_of(source)
    numbers = [number for number, line in enumerate(lines.all) if line.strip()]
    begins = numbers if ledger.said("thinking", Severity.REMOVAL) else numbers[:1]
    opened = [(number, tag) for number in begins if not lines.code[number] and (tag := _OPENS.match(lines[number]))]
    close = _CLOSES.search(lines[numbers[-1]]) if numbers and not lines.code[numbers[-1]] else None
    if len(opened) != 1 or close is None or opened[0][1][1].lower() != close[1].lower():
        return source
    changes: list[Change] = []
    for number, found in (*opened, (numbers[-1], close)):
        start, end = lines.starts[number] + found.start(), lines.starts[number] + found.end()
        span = source.span(start, end)
        if ledger.judged(Kind.CONTROL, span, "a tag around a language model's answer", "包住模型回答的标签"):
            changes.append(Change(start, end, ""))
    return rewrite(source, changes)
