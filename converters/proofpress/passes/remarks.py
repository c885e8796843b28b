"""Remarks between a writing machine and whoever ordered the text: "接下来我会继续撰写…", "No further outputs are needed."

A paragraph is judged by the kinds of signs it bears (`repairs.voice`), by where it stands, and by its language: English
alone in a Chinese article is a sign of its own. A paragraph that speaks to readers is an author's, whatever it says.
"""

from __future__ import annotations

import re
from itertools import pairwise

from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level, with_children
from proofpress.passes.prompts import about_writing
from proofpress.repairs.voice import Sign, about_the_task, signs, times
from proofpress.tree import Code, Document, Heading, Paragraph, Quote, ThematicBreak, text_of

_READERS = re.compile(
    r"读者|大家|朋友们|下一篇|下篇|后续(?:文章|博文)|系列|评论区|留言|关注|点赞|收藏|转载|readers?\b|next (?:post|article|time)|comments? below|subscribe",
    re.I,
)
_MACHINE = re.compile(
    r"^\W*作为(?:一个|一名|一款)?(?:人工智能|AI|大?语言模型|大模型)[^。\n]{0,20}(?:模型|助手)?[，,]?\s*我|^\W*as an? (?:AI|artificial intelligence|(?:large )?language model)\b[^.\n]{0,30}, I\b|"
    r"由于(?:篇幅|字数|长度|回复|输出)[^。\n]{0,10}限制[^。\n]{0,40}(?:下一?(?:次|条|个)?(?:回复|回答|消息|输出)|回复[“\"「]?继续)|"
    r"\bcontinued? in (?:the |my )?next (?:message|response|reply|output)\b|"
    r"^[（(]?(?:全文完|全文结束|正文完)[^\n]{0,12}\d+\s*字|"
    r"^\W*(?:this|that) (?:completes|concludes) (?:the|your) (?:task|request|assignment)\W*$|"
    r"^\W*(?:已?深度思考|已完成思考|思考(?:完成|结束)?|thought|reasoned)\s*(?:[（(]\s*)?(?:用时|耗时|for)\s*(?:about )?(?:\d+|a few|several)\s*(?:秒|分钟?|s\b|sec|min|seconds?|minutes?)[^\n]{0,20}$|"
    r"^\W*(?:本|该|此|以上)(?:回答|回复|答案)由\s*(?:AI|人工智能|大?模型)[^。\n]{0,20}生成[^\n]{0,40}$|"
    r"^\W*(?:ChatGPT|Claude|Gemini|Copilot|Kimi|DeepSeek|Grok|Qwen|AI|the model) (?:can|may|might) (?:make|produce) (?:mistakes|errors|inaccurate)[^\n]{0,80}$",
    re.I,
)
_HOPE = re.compile(
    r"^\W*(?:希望(?:这(?!篇)|以上|上述)[^。！!\n]{0,24}(?:帮助|帮到|有用|满足)[^。！!\n]{0,12}|(?:I )?hope (?:this|that|the above|it)\b[^.!\n]{0,60}\bhelp(?:s|ful|ed)?\b[^.!\n]{0,30})[。.！!]",
    re.I,
)
_REVISION = re.compile(
    r"调整|修改|润色|补充|扩展|扩充|细化|展开|精简|改写|重写|完善|\b(?:expand|adjust|revis|modif|tweak|tailor|rewrite|refine|elaborate|shorten|add (?:more|a|any))",
    re.I,
)
_OFFERED = re.compile(
    r"(?:请|随时|可以|欢迎)[^。，,！!\n]{0,8}(?:告诉|告知|吩咐)我|\blet me know\b|\bfeel free to (?:ask|let me)\b|\bI(?:'d| would|'m| am) (?:be )?happy to\b",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:would you like me to|shall I|should I|do you want me to)\b[^\n]{0,140}\?\W*$|"
    r"^\W*(?:请问)?(?:你|您)?(?:是否|要不要|需不需要|如)需?要?我(?:继续|对|为|再|帮|进行|进一步|提供|补充|展开|撰写)[^\n]{0,60}[？?。！]?\W*$",
    re.I,
)
_LABEL = re.compile(
    r"^\W*(?:思考过程|思考|推理过程|思路分析|thinking|thoughts?|thought process|reasoning|chain of thought)\W*$", re.I
)
_NOTE = re.compile(r"^\W*(?:说明|备注|注|附注|note|notes|remark|remarks)\W*$", re.I)
_EXAMPLES = re.compile(
    r"(?:参考文献|文献|引用|链接|数据)[^。\n]{0,12}(?:均?为|是)(?:示例|虚构|占位|示意)|\b(?:references|citations|links|figures) (?:above |here )?are (?:placeholders|fictional|fictitious|examples|illustrative)",
    re.I,
)
_THOUGHTS = frozenset(("think", "thinking", "thought", "thoughts", "reasoning"))
_TOOLS = frozenset(("tool_code", "tool_call", "tool_calls", "tool_output", "tool_outputs", "tool_response"))
_END = re.compile(
    r"^\W*(?:续|接上文|接上一部分|end of (?:the )?(?:article|document|output|response|text|file)|文章(?:到此)?结束|输出结束|正文结束)\W*$",
    re.I,
)
_PREFACE = re.compile(
    r"^(?:(?:好的|当然(?:可以)?|可以|没问题|sure|certainly|of course|absolutely)[，,！!。.\s]*)?(?:(?:以下|下面)(?:是|为)[^。\n]{0,60}|(?:here(?:'s| is| are)|below is)\b[^.\n]{0,80})[:：。.!！]$|^(?:sure|certainly|of course|absolutely)[，,！!。.]\s*[^\n]{0,120}[:：]$|"
    r"^(?:好的|当然(?:可以)?|可以|没问题|sure|certainly|of course|absolutely)[，,！!。.]\s*[^\n]{0,60}$",
    re.I,
)
_COUNT = re.compile(
    r"^\W*(?:word count|字数(?:统计)?|全文字数)\W*\s*[:：]\W*\s*(?:约|~|about )?\d[\d,]*\s*(?:字|words)?\W*$", re.I
)
_LENGTH = re.compile(r"^(?:本文|全文|文章)(?:共计|总计|合计|共|约|字数){1,3}\s*[:：]?\s*\d[\d,]*\s*(?:余|多)?字")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SPEAKER = Sign.FIRST | Sign.USER | Sign.OFFER
_TASK = Sign.WRITING | Sign.FORM | Sign.DONE


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without remarks that are certainly no author's; the others are reported."""
    paragraphs = [text_of(node) for node in document.children if isinstance(node, Paragraph)]
    foreign = sum(not _CHINESE.search(text) for text in paragraphs)
    chinese = len(paragraphs) > foreign <= max(3, 0.15 * len(paragraphs))
    strict = about_writing(document)

    def level(blocks: Blocks) -> Blocks:
        gone: set[int] = set()
        spoken = False
        while True:
            rest = _standing(blocks, gone)
            near = {place for index in gone for place in (index - 1, index + 1)}
            shown = tuple(blocks[index] for index in rest)
            verdicts = [
                _verdict(shown, place, chinese, strict, index in near, spoken) for place, index in enumerate(rest)
            ]
            found = {index for index, verdict in zip(rest, verdicts, strict=True) if verdict == 2}
            found |= _between(blocks, gone | found)
            found |= _labels(blocks, gone | found)
            if not found:
                break
            gone |= found
            # Who says "Certainly! Here is …" also says goodbye.
            spoken = spoken or any(
                isinstance(blocks[index], Paragraph) and _PREFACE.match(text_of(blocks[index]).strip())
                for index in found
            )
        for index in sorted(gone):
            ledger.removed(
                blocks[index].span,
                "a remark about the writing, not part of the article",
                "关于写作本身的说明，不属于正文",
            )
        if near:
            verdicts = [_verdict(shown, place, chinese, strict, False, spoken) for place in range(len(rest))]
        for index, verdict in zip(rest, verdicts, strict=True):
            if verdict == 1:
                ledger.doubted(
                    blocks[index].span,
                    "this may be a remark about the writing, not part of the article",
                    "可能是关于写作本身的说明，而非正文",
                )
        return _ruled(tuple(node for index, node in enumerate(blocks) if index not in gone)) if gone else blocks

    return each_level(document if strict else _without_thoughts(document, ledger), level)


def _without_thoughts(document: Document, ledger: Ledger) -> Document:
    """Without the quote in which a chat shows what a model thought before its answer, and how long."""
    kept = []
    for index, node in enumerate(document.children):
        head = node.children[0] if isinstance(node, Quote) and index < 3 else None
        if isinstance(head, Paragraph) and _MACHINE.match(text_of(head).strip()):
            ledger.removed(node.span, "a language model's thoughts", "语言模型的思考过程")
        else:
            kept.append(node)
    return with_children(document, tuple(kept))


def _ruled(blocks: Blocks) -> Blocks:
    """Without the rules at either end, which parted the article from a remark."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], ThematicBreak):
        start += 1
    while end > start and isinstance(blocks[end - 1], ThematicBreak):
        end -= 1
    return blocks[start:end]


def _standing(blocks: Blocks, gone: set[int]) -> list[int]:
    """The blocks that are left as they will stand: no rule at an end, or behind another."""
    out: list[int] = []
    for index, node in enumerate(blocks):
        if index not in gone and not (
            isinstance(node, ThematicBreak) and (not out or isinstance(blocks[out[-1]], ThematicBreak))
        ):
            out.append(index)
    while out and isinstance(blocks[out[-1]], ThematicBreak):
        out.pop()
    return out


def _between(blocks: Blocks, gone: set[int]) -> set[int]:
    """Paragraphs between two remarks, most of which say "I will": one speech."""
    found: set[int] = set()
    ordered = sorted(gone)
    for first, last in pairwise(ordered):
        inner = [index for index in range(first + 1, last) if not isinstance(blocks[index], ThematicBreak)]
        speaking = sum(Sign.FIRST in signs(text_of(blocks[index])) for index in inner)
        if (
            inner
            and len(inner) <= 12
            and all(isinstance(blocks[index], Paragraph) for index in inner)
            and speaking >= 0.5 * len(inner)
        ):
            found.update(range(first + 1, last))
    return found


def _labels(blocks: Blocks, gone: set[int]) -> set[int]:
    """What only announces a remark: "Thoughts:" over one, the heading of a note that was nothing else."""
    found: set[int] = set()
    for index in gone:
        above = blocks[index - 1] if index else None
        if index - 1 in gone or not isinstance(above, Paragraph | Heading):
            continue
        alone = index + 1 == len(blocks) or isinstance(blocks[index + 1], Heading)
        if _LABEL.match(text_of(above)) or (isinstance(above, Heading) and alone and _NOTE.match(text_of(above))):
            found.add(index - 1)
    return found


def _verdict(blocks: Blocks, index: int, chinese: bool, strict: bool, beside: bool, spoken: bool) -> int:
    """2 for what goes, 1 for what is reported, 0 for the author's words. `beside`: a remark stood next to it; `spoken`: one opened the text."""
    node = blocks[index]
    if isinstance(node, Code) and node.lang.lower() in _THOUGHTS:
        return 2 if about_the_task(node.value) else 1
    if isinstance(node, Code) and node.lang.lower() in _TOOLS and not strict:
        return 1
    if not isinstance(node, Paragraph):
        return 0
    text = text_of(node).strip()
    if len(text) > 700:
        return 0
    if _END.match(text):
        return 2
    if index == 0 and len(blocks) > 1 and isinstance(blocks[1], Heading | ThematicBreak) and _PREFACE.match(text):
        return 2
    if (
        not strict
        and len(text) < 200
        and (_MACHINE.search(text) or (index == len(blocks) - 1 and _ASKS.match(text)))
        and not _READERS.search(text)
    ):
        return 2
    if index == len(blocks) - 1 and index and _COUNT.match(text):
        return 2
    if (
        index == len(blocks) - 1
        and index
        and len(text) < 200
        and (_HOPE.match(text) or _OFFERED.search(text))
        and not _READERS.search(text)
    ):
        certain = spoken or bool(_OFFERED.search(text) and _REVISION.search(text))
        return 2 if certain and not (strict and not spoken) else 1
    if _EXAMPLES.search(text):
        return 1
    if index == len(blocks) - 1 and len(text) < 300 and times(Sign.DONE, text) > 1 and Sign.FORM in signs(text):
        return 2
    if index == len(blocks) - 1 and index and isinstance(blocks[index - 1], ThematicBreak) and _LENGTH.match(text):
        return 2
    found = signs(text)
    if not found & (_SPEAKER | Sign.DONE):
        return 0
    edge = beside or _at_edge(blocks, index)
    kinds = len(found) + edge
    addressed, about = bool(found & _SPEAKER), bool(found & _TASK)
    if _READERS.search(text):
        return 1 if addressed and about and len(found) >= 3 and Sign.USER in found else 0
    if (
        chinese
        and not _CHINESE.search(text)
        and Sign.DONE in found
        and len(text) < 300
        and (found & (Sign.FORM | Sign.OFFER | Sign.USER) or times(Sign.DONE, text) > 1)
    ):
        return 2
    if addressed and about and len(found) >= 3 and kinds >= (4 if strict else 3):
        return 2
    if Sign.OFFER in found and found & (Sign.USER | Sign.FIRST) and edge and len(text) < 150:
        return 2
    if Sign.OFFER in found and Sign.DONE in found and len(text) < 300:
        return 2
    if Sign.FIRST in found and Sign.WRITING in found and kinds >= (4 if strict else 3) and len(text) < 200:
        return 2
    return 1 if addressed and about and kinds >= 3 else 0


def _at_edge(blocks: Blocks, index: int) -> bool:
    """Whether a block is the first or the last, or stands next to a rule or right before a heading of the first levels."""
    neighbours = [blocks[at] if 0 <= at < len(blocks) else None for at in (index - 1, index + 1)]
    return any(node is None or isinstance(node, ThematicBreak) for node in neighbours) or (
        isinstance(neighbours[1], Heading) and isinstance(neighbours[0], Heading)
    )
