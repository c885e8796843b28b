"""What the program that exported a conversation writes around it: what it knows of the conversation, above the first
turn; when each turn was said; and its own name, below the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, lex_source
from proofpress.markdown.signs import FENCE
from proofpress.origins.exported_head import Head
from proofpress.origins.speakers import Turn
from proofpress.regex import regex
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source

_TIME = (
    r"(?:(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)[,，T ]{0,3})?\d{1,2}:\d\d(?::\d\d)?"
    r"(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
)
_STAMP = regex(
    r"[ \t]*+\n(?:[ \t]*+\n)?"
    r"(?P<stamp>(?:(?:\*\*)?(?:(?:message |sent )?(?:time|date)|sent(?: at)?|(?:消息|发送|提问|回答)?(?:时间|日期))"
    rf"(?:\*\*)?[:：](?:\*\*)?)?[ \t]*[*_(（\[]{{0,3}}{_TIME}[*_)）\]]{{0,3}}[ \t]*\n)",
    re.I,
)
_RULE = regex(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$")
_LEFT = regex(
    rf"[ \t]*(?:[*_(（\[]{{1,3}}(?:{_TIME})[*_)）\]]{{1,3}}"
    rf"|<(?P<small>sub|small)>[^<>\n\w]*(?:{_TIME}|(?:\d{{1,4}}[hms][ ]?){{1,3}})</(?P=small)>)[ \t]*$"
)
"""When a turn was said, below it, or above the mark of the next one."""
_FOOT = regex(
    r"(?:\n[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*)?\n\s*+[*_>\s]{0,4}"
    r"(?:(?:powered|exported|generated|created|saved)[ \t](?:by|with|from|using|via|on)\b"
    r"|(?:由|本(?:对话|文)由|导出自|通过)[^\n]{2,60}导出)[^\n]{0,200}\s*\Z"
    r"|\n[ \t]*-{10,}[ \t]*\n\s*<a\b[^<>]{0,300}>\s*(?:<img\b[^<>]{0,300}>)?[^<>]{0,40}</a>\s*\Z",
    re.I,
)
_TOLD = regex(rf"^(?P<fence>{FENCE})(?:md|markdown|text)?[ \t]*\n(?:(?!(?P=fence))[^\n]*\n)+(?P=fence)\s*\Z", re.M)
"""A listing alone before the first turn: what the machine was told."""
_BOXED = regex(rf"\s*(?P<fence>{FENCE})[ \t]*\n(?P<words>(?:(?!(?P=fence))[^\n]*\n)*)(?P=fence)\s*\Z")
"""A turn that an exporter shows as a listing."""
_WORK = regex(
    r"<tool-use\b[^<>]{0,400}>(?:(?!</?tool-use\b).)*+</tool-use>"
    r"|<details\b[^<>]{0,200}>\s*<summary>[^<>\w]{0,8}(?:tool (?:use|call)|工具调用)[^<>]{0,200}</summary>"
    r"(?:(?!</?details\b).)*+</details>",
    re.I | re.S,
)
_REASON = "what the program that exported a conversation says of it", "导出程序附加的说明"


def unframed(body: Source, found: Head | None, turns: Sequence[Turn], ledger: Ledger) -> Source:
    """The text of a conversation without what its exporter says of it: the head, what stands about the
    marks of turns and below the last, and what tools did."""
    text = body.text
    spans = list(found.spans) if found is not None else []
    start = spans[-1][1] if spans else 0
    spans += [stamp.span("stamp") for turn in turns if (stamp := _STAMP.match(text, turn.start)) is not None]
    ends = [*(turn.mark for turn in turns[1:]), len(text)]
    left = [one for at in ends if (one := _left(text, start, at)) is not None]
    if turns and (len(left) > 1 or found is not None):
        above = _left(text, 0, turns[0].mark)
        spans += [one for one in (above, *left) if one is not None]
    if (foot := _FOOT.search(text, max(len(text) - 400, start))) is not None:
        spans.append(foot.span())
    for span in spans:
        ledger.removed(body.span(*span), *_REASON)
    if turns and (told := _TOLD.search(text, start, turns[0].mark)) is not None:
        ledger.removed(body.span(*told.span()), "instructions to the machine", "给模型的系统指令")
        spans.append(told.span())
    spans += _boxes(body, turns, spans, ledger)
    shown = lex_source(body, ANYBODYS).codeless if turns and "</" in text else ""
    for work in _WORK.finditer(shown):
        if work.start() >= start:
            ledger.removed(body.span(*work.span()), "what a tool did", "工具的调用过程")
            spans.append(work.span())
    return rewrite(body, [Change(start, end, "") for start, end in spans])


def _left(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The time alone in the last paragraph of a part of a text, perhaps above a rule."""
    ruled = False
    while end > start:
        begins = text.rfind("\n", start, end - 1) + 1 or start
        line = text[begins:end]
        if line.strip():
            if _LEFT.match(line):
                above = text[text.rfind("\n", start, max(begins - 1, start)) + 1 : begins]
                return None if above.strip() and not _RULE.match(above) else (begins, end)
            if ruled or not _RULE.match(line):
                return None
            ruled = True
        end = begins
    return None


def _boxes(
    body: Source, turns: Sequence[Turn], gone: Sequence[tuple[int, int]], ledger: Ledger
) -> Iterator[tuple[int, int]]:
    """The fences around turns, where each turn is nothing but one listing of no language."""
    end = min((start for start, stop in gone if turns and start > turns[-1].start), default=len(body.text))
    boxes = [_BOXED.match(body.text[turn.start : min(turn.end, end)]) for turn in turns]
    found = [(turn, box) for turn, box in zip(turns, boxes, strict=True) if box is not None]
    if len(found) < max(len(turns), 2):
        return
    for turn, box in found:
        start, stop = (turn.start + place for place in box.span("words"))
        yield turn.start, start
        yield stop, turn.start + box.end()
        ledger.repaired(
            body.span(turn.start, start), "a turn that was shown as a listing", "以代码块导出的发言", text=""
        )
