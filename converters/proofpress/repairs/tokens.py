"""Control tokens of language models that reached the text: `<|assistant|>`, `[gMASK]`, `<s>`, `[INST]`, turn markers.

They are known by their shape, not by name: bars inside angle brackets, or the few that older models write. At the edge of a
line, or right before a heading, nothing but a machine writes one; in the midst of a sentence it is what the article speaks
of and becomes inline code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, Lines, code_spans, inside, rewrite
from proofpress.source import Source

_BARS = r"<[|｜][A-Za-z_▁][\w▁-]{0,40}[|｜]>"
_OTHERS = r"\[/?INST\]|<</?SYS>>|\[[gs]MASK\](?:[ \t]*<?sop>?)?|<sop>|<eop>|<eod>|</?s>|<bos>|<eos>|<(?:start|end)_of_turn>|<pad>|<unk>|\[(?:CLS|SEP|PAD|MASK|UNK)\]"
_TOKEN = re.compile(rf"{_BARS}|{_OTHERS}")
_ROLE = re.compile(r"(?:system|user|assistant|model|human|observation)\b[ \t]*$", re.I)
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]*\S")


class _Found(NamedTuple):
    """A token in a line: where it stands, and the text before and behind it that is no token."""

    start: int
    end: int
    name: str
    before: str
    after: str
    edge: bool


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without control tokens; those that are its topic become inline code."""
    if not _TOKEN.search(source.text):
        return source
    lines = Lines(source)
    found = [(number, one) for number, line in lines.prose() for one in _in_line(line)]
    known = {one.name for _, one in found if one.edge}
    changes: list[Change] = []
    for number, one in found:
        line, at = lines[number], lines.starts[number]
        start, end = at + one.start, at + one.end
        if one.edge or (one.name in known and not one.after):
            role = _ROLE.match(line, one.end) if not one.before else None
            end = at + role.end() if role else end
            ledger.removed(source.span(start, end), "a control token of a language model", "语言模型的控制符")
            changes.append(Change(start, end, "\n\n" if one.before and _HEADING.match(line, one.end) else ""))
        elif one.name.startswith("<"):
            ledger.repaired(source.span(start, end), "a token that is spoken of becomes inline code", "文中提到的控制符改为行内代码")
            changes.append(Change(start, end, f"`{one.name}`"))
    return rewrite(source, changes)


def _in_line(line: str) -> list[_Found]:
    """The tokens of a line outside its code spans."""
    matches = list(_TOKEN.finditer(line)) if "<" in line or "[" in line else []
    if not matches:
        return []
    spans = code_spans(line)
    ends = [0, *(match.end() for match in matches)]
    gaps = [line[start:end].strip() for start, end in zip(ends, [*(match.start() for match in matches), len(line)], strict=True)]
    behind = [""] * len(gaps)
    for index in range(len(gaps) - 1, 0, -1):
        behind[index - 1] = gaps[index] or behind[index]
    found: list[_Found] = []
    before = ""
    for index, match in enumerate(matches):
        before = gaps[index] or before
        after = behind[index]
        if not inside(spans, match.start()):
            found.append(_Found(match.start(), match.end(), match[0], before, after, _at_edge(before, after)))
    return found


def _at_edge(before: str, after: str) -> bool:
    """Whether a token stands where a model's output begins or ends, and not inside a sentence."""
    if (not before and not after) or after.startswith("#"):
        return True
    if not before:
        # "<|endoftext|> 标记表示…" begins a sentence about the token.
        return not re.match(r"(?:是|表示|标记|符号|用于|代表|作为|token\b|is\b|marks?\b|means\b|and\b|和|、|,|，)", after)
    return not after and not re.search(r"(?:是|为|用|以|和|与|或|成|出|入|加上|标记|符号|词元|token|with|by|is|as|and|or|use|using|called|like|the|a|an|at|of|to|in)\s*[:：]?$", before, re.I)
