"""Characters that nobody sees, which would hide Markdown's signs from all that follows;
text decoded wrongly is reported."""

from __future__ import annotations

from proofpress.evidence import mojibake
from proofpress.ledger import Ledger
from proofpress.normal.unseen import has_unseen, unseen
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LOST = regex("(?<!\ufffd)\ufffd(?!\ufffd)")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without invisible characters; text that was decoded wrongly is reported."""
    text = source.text
    for start, end, _ in () if text.isascii() else mojibake.runs(text):
        ledger.doubted(
            source.span(start, end),
            "text that was decoded with the wrong encoding",
            "文本的编码被误读，成了乱码",
        )
    lost = [one.start() for one in _LOST.finditer(text)] if "\ufffd" in text else []
    if lost:
        ledger.doubted(
            source.span(lost[0], lost[0] + 1),
            f"{len(lost)} characters were lost before this file was written: U+FFFD stands for them",
            f"有 {len(lost)} 个字符在成文之前已丢失，只剩替换符 U+FFFD",
        )
    changes: list[Change] = []
    ended = -1
    for span, name in unseen(text) if has_unseen(text) else ():
        changes.append(Change(span.start, span.end, ""))
        if ended != span.start:
            ledger.repaired(source.span(*span), *name)
        ended = span.end
    return rewrite(source, changes)
