"""What the program that exported a conversation writes around it: what it knows of the conversation, above the first
turn; when each turn was said; and its own name, below the last."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_LABELLED = r"(?:[-*>][ \t]+)?(?:\*\*|__)(?P<label{}>[^\n*_:：]{{2,20}})(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])[^\n]*+\n"
_HEAD = re.compile(
    rf"\A\s*+(?:#[ \t][^\n]*+\n\s*+)?(?P<head>{_LABELLED.format(1)}(?:\s*+{_LABELLED.format(2)}){{1,11}})\s*+(?=[#*_])"
)
_KNOWN = re.compile(
    r"(?:\*\*|__)(?:(?:created|updated|exported|export(?:ed)? (?:date|time|on|at)|date|link|url|source|model)"
    r"|(?:创建|更新|导出)(?:时间|日期|于)|链接|来源|模型)\b",
    re.I,
)
_TIME = (
    r"(?:(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)[,，T ]{0,3})?\d{1,2}:\d\d(?::\d\d)?"
    r"(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
)
_STAMP = re.compile(
    r"^(?:#{1,6}[ \t]|\*\*|__)[^\n]{1,60}\n(?:[ \t]*\n)?"
    rf"(?P<stamp>[ \t]*[*_(（\[]{{0,3}}{_TIME}[*_)）\]]{{0,3}}[ \t]*\n)",
    re.M,
)
_FOOT = re.compile(
    r"(?:\n[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*)?\n\s*+[*_>\s]{0,4}"
    r"(?:(?:powered|exported|generated|created|saved)[ \t](?:by|with|from|using|via|on)\b"
    r"|(?:由|本(?:对话|文)由|导出自|通过)[^\n]{2,60}导出)[^\n]{0,200}\s*\Z",
    re.I,
)
_REASON = "what the program that exported a conversation says of it", "导出程序附加的说明"


def unframed(body: Source, ledger: Ledger) -> Source:
    """The text of a conversation without what its exporter says of it."""
    text = body.text
    found: list[tuple[int, int]] = []
    if (head := _HEAD.match(text)) is not None and len(_KNOWN.findall(head["head"])) > 1:
        found.append(head.span("head"))
    start = found[0][1] if found else 0
    found += [stamp.span("stamp") for stamp in _STAMP.finditer(text, start)]
    if (foot := _FOOT.search(text, max(len(text) - 400, start))) is not None:
        found.append(foot.span())
    for span in found:
        ledger.removed(body.span(*span), *_REASON)
    return rewrite(body, [Change(start, end, "") for start, end in found])
