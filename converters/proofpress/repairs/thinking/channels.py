"""Thoughts in a channel of their own, and the tags around the answer behind them."""

from __future__ import annotations

import re

from proofpress.authority import Kind
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.repairs.lines import Change, lines_of, rewrite
from proofpress.repairs.thinking.removing import remove
from proofpress.source import Source

_CHANNEL = regex(r"(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)\b[^<\n]{0,80}<\|message\|>")
_CHANNEL_END = regex(r"<\|(?:end|call)\|>|(?=<\|start\|>)")
_WRAPPER = regex(r"[ \t]*<(?P<close>/?)(?:answer|final|final_answer|response)>[ \t]*$", re.I)


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
    """Without the tags around the whole answer, each on a line of its own."""
    lines = lines_of(source)
    changes: list[Change] = []
    numbers = [number for number, line in enumerate(lines.all) if line.strip()]
    for place, closes in ((numbers[:1], ""), (numbers[-1:], "/")):
        for number in place:
            found = _WRAPPER.match(lines[number]) if "<" in lines[number] else None
            if found and found["close"] == closes and not lines.code[number] and (changes or closes == ""):
                start, end = lines.whole(number, number)
                span = source.span(start, end)
                if ledger.judged(Kind.CONTROL, span, "a tag around a language model's answer", "包住模型回答的标签"):
                    changes.append(Change(start, end, "\n"))
    return rewrite(source, changes)
