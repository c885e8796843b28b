"""Control tokens of language models that reached the text: `<|assistant|>`, `[gMASK]`, `<s>`, `[INST]`, turn markers.

They are known by their shape, not by name: bars inside angle brackets, or the few that older models write. At the edge of a
line, or right before a heading, nothing but a machine writes one; in the midst of a sentence it is what the article speaks
of and becomes inline code.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, Lines, code_spans, inside, rewrite
from proofpress.source import Source

_BARS = r"<[|｜][A-Za-z_▁][\w▁-]{0,40}[|｜]>"
_OTHERS = r"\[/?INST\]|<</?SYS>>|\[gMASK\]|\[sMASK\]|<sop>|<eop>|<eod>|</?s>|<bos>|<eos>|<(?:start|end)_of_turn>|<pad>|<unk>|\[(?:CLS|SEP|PAD|MASK|UNK)\]"
_TOKEN = re.compile(rf"{_BARS}|{_OTHERS}")
_ROLE = re.compile(r"(?:system|user|assistant|model|human|observation)\b[ \t]*$", re.I)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without control tokens; those that are its topic become inline code."""
    if not _TOKEN.search(source.text):
        return source
    lines = Lines(source)
    changes: list[Change] = []
    known = {match[0] for _, line in lines.prose() for match in [_TOKEN.search(line)] if match and _at_edge(line[: match.start()], line[match.end() :], _TOKEN.sub("", line).strip())}
    for number, line in lines.prose():
        found = list(_TOKEN.finditer(line)) if "<" in line or "[" in line else []
        if not found:
            continue
        spans = code_spans(line)
        bare = _TOKEN.sub("", line).strip()
        for match in found:
            if inside(spans, match.start()):
                continue
            before, after = line[: match.start()], line[match.end() :]
            start, end = lines.starts[number] + match.start(), lines.starts[number] + match.end()
            if _at_edge(before, after, bare) or (match[0] in known and not after.strip()):
                role = _ROLE.match(after) if not before.strip() else None
                end += role.end() if role else 0
                heading = re.match(r"[ \t]*#{1,6}[ \t]*\S", after)
                ledger.removed(source.span(start, end), "a control token of a language model", "语言模型的控制符")
                changes.append(Change(start, end, "\n\n" if heading and before.strip() else ""))
            elif match[0].startswith("<"):
                ledger.repaired(source.span(start, end), "a token that is spoken of becomes inline code", "文中提到的控制符改为行内代码")
                changes.append(Change(start, end, f"`{match[0]}`"))
    return rewrite(source, changes)


def _at_edge(before: str, after: str, bare: str) -> bool:
    """Whether a token stands where a model's output begins or ends, and not inside a sentence."""
    before, after = _TOKEN.sub("", before).strip(), _TOKEN.sub("", after).strip()
    if not bare or after.startswith("#"):
        return True
    if not before:
        # "<|endoftext|> 标记表示…" begins a sentence about the token.
        return not re.match(r"(?:是|表示|标记|符号|用于|代表|作为|token\b|is\b|marks?\b|means\b|and\b|和|、|,|，)", after)
    return not after and before.endswith((".", "。", "!", "！", "?", "？", "…", "~", "：", ":", ")", "）", "”", '"', "*", "|"))
