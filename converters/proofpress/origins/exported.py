"""What the program that exported a conversation writes around it: what it knows of the conversation, above the first
turn; when each turn was said; and its own name, below the last."""

from __future__ import annotations

import re
from collections.abc import Iterable

from proofpress import urls
from proofpress.ledger import Ledger
from proofpress.origins.chat_roles import is_product
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
_ADDRESS = r"<?(?P<url>https?://[^\s<>()\[\]]+)>?"
_FROM = re.compile(
    r"\A\s*+(?:#[ \t][^\n]*+\n\s*+)?(?P<head>(?:>[ \t]*)?(?:from|source|url|link|来源|来自|链接|原(?:始)?链接)"
    rf"[ \t]*[:：][ \t]*{_ADDRESS}[ \t]*(?:\n|\Z)(?:[ \t]*+(?:(?:-{{3,}}|\*{{3,}}|_{{3,}})[ \t]*+)?\n)*+)",
    re.I,
)
_LINKED = re.compile(
    r"(?:\*\*|__)(?:link|url|source|链接|来源)(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])[ \t]*(?:\[[^\]\n]*\]\()?"
    + _ADDRESS,
    re.I,
)
_TIME = (
    r"(?:(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)[,，T ]{0,3})?\d{1,2}:\d\d(?::\d\d)?"
    r"(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
)
_STAMP = re.compile(
    r"[ \t]*+\n(?:[ \t]*+\n)?"
    r"(?P<stamp>(?:(?:(?:message |sent )?(?:time|date)|sent(?: at)?|(?:消息|发送|提问|回答)?(?:时间|日期))[:：])?"
    rf"[ \t]*[*_(（\[]{{0,3}}{_TIME}[*_)）\]]{{0,3}}[ \t]*\n)",
)
_FOOT = re.compile(
    r"(?:\n[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*)?\n\s*+[*_>\s]{0,4}"
    r"(?:(?:powered|exported|generated|created|saved)[ \t](?:by|with|from|using|via|on)\b"
    r"|(?:由|本(?:对话|文)由|导出自|通过)[^\n]{2,60}导出)[^\n]{0,200}\s*\Z",
    re.I,
)
_REASON = "what the program that exported a conversation says of it", "导出程序附加的说明"


def address(text: str) -> str:
    """The address at a chat product that a text says above all else to be from; "" where it says none."""
    head = _HEAD.match(text)
    found = _FROM.match(text) or head and _LINKED.search(head["head"])
    url = found["url"] if found else ""
    return url if url and is_product("", "", urls.split(url).netloc) else ""


def unframed(body: Source, starts: Iterable[int], ledger: Ledger) -> Source:
    """The text of a conversation, whose turns begin at `starts`, without what its exporter says of it."""
    text = body.text
    found: list[tuple[int, int]] = []
    head = _FROM.match(text) if address(text) else None
    if head is None and (labelled := _HEAD.match(text)) is not None and len(_KNOWN.findall(labelled["head"])) > 1:
        head = labelled
    if head is not None:
        found.append(head.span("head"))
    start = found[0][1] if found else 0
    found += [stamp.span("stamp") for at in starts if (stamp := _STAMP.match(text, at)) is not None]
    if (foot := _FOOT.search(text, max(len(text) - 400, start))) is not None:
        found.append(foot.span())
    for span in found:
        ledger.removed(body.span(*span), *_REASON)
    return rewrite(body, [Change(start, end, "") for start, end in found])
