"""Characters that nobody sees and that break searching, copying and parsing: zero-width, direction marks, controls.

What joins letters or emoji stays: U+200D and U+200C between letters of the scripts that need them, and in emoji.
"""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\u180e]+|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+|[\u200c\u200d]+"
)
_JOINED = re.compile("[\u0600-\u06ff\u0900-\u0dff\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]")
_MOJIBAKE = re.compile(
    r"(?:[\u00c2-\u00ef][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]{1,2}){3,}|锟斤拷|(?:[\ufffd]){2,}|烫烫烫|鐨勬|鏄[\ue000-\uf8ff]?"
)

# The first look: without one of these there is nothing to find.
_ONE = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\u180e\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_FOREIGN = re.compile("[\u00c2-\u00ef]")
_WRONG = ("锟斤拷", "\ufffd\ufffd", "烫烫烫", "鐨勬", "鏄")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without invisible characters; text that was decoded wrongly is reported."""
    text = source.text
    for match in _MOJIBAKE.finditer(text) if _FOREIGN.search(text) or any(sign in text for sign in _WRONG) else ():
        ledger.doubted(
            source.span(match.start(), match.end()),
            "text that was decoded with the wrong encoding",
            "文本的编码被误读，成了乱码",
        )
    changes: list[Change] = []
    for match in _INVISIBLE.finditer(text) if _ONE.search(text) else ():
        start, end = match.span()
        if match[0][0] in "\u200c\u200d":
            near = text[start - 1 : start] + text[end : end + 1]
            if len(near) == 2 and _JOINED.match(near[0]) or len(near) == 2 and _JOINED.match(near[1]):
                continue
        changes.append(Change(start, end, ""))
        ledger.repaired(source.span(start, end), "invisible characters", "不可见字符")
    return rewrite(source, changes)
