"""Prompts that leaked into the article: orders to a writer about form, length, citation and structure.

A list is a prompt where most of its items are orders and several speak of nothing but writing. With it go the label above
it, and what an order hands over ("以下为输入数据：" and the block behind it). Where the article itself is about writing or
prompting, all of this is its topic: it stays and is reported.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.repairs.voice import Sign, signs
from proofpress.tree import (
    Block,
    Code,
    Document,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
    text_of,
    walk,
)

_WRITING = re.compile(
    r"引用|参考文献|参考条目|输入数据|技术博客|博客文章|专业技术语言|字数|\d+\s*字|撰写|题注|口语|第一人称|总结性|学术|思考过程|编造|虚构|markdown|文献|章节|正文|编号|输出|体例|注脚|缩写|证据|综述|"
    r"\b(?:word count|words|citations?|references?|headings?|markdown|outputs?|tone|paragraphs?|sections?|article|footnotes?)\b",
    re.I,
)
_LABEL = re.compile(
    r"^[\W\d]*(?:(?:写作|结构|格式|输出|引用|内容|撰写|任务|语言|风格|排版|文章|额外|其他|重要|注意)*(?:要求|规范|目标|约束|约束条件|说明|限制|指南|提示|规则|格式)|输入数据块?|输入信息|角色(?:设定)?|"
    r"(?:writing |output |format(?:ting)? |content |style |additional )*(?:requirements|constraints|instructions|guidelines|rules|format)|system prompt|prompt|role|task|(?:文章|写作)?(?:大纲|提纲)|(?:article |writing )?outline|(?:quality |final |writing )*checklist|(?:自查|检查|质量)清单)"
    r"(?:[（(【\[][^（）()]*[)）】\]])?\W*$",
    re.I,
)
_TOPIC = re.compile(
    r"提示词|提示工程|prompt|写作|论文|投稿|体例|文献综述的|博客写|文档规范|style guide|academic writing|technical writing",
    re.I,
)
_DATA = re.compile(r"输入数据|检索结果|DocumentSearch|search results|retrieved (?:documents|passages)", re.I)
_DEMAND = re.compile(r"^\W*[\w\u4e00-\u9fff]{0,8}(?:要求|约束|署名)\s*[:：]\s*\S")
_ASIDE = re.compile(r"\s*[（(](?P<aside>(?:[^（）()]|[（(][^（）()]*[）)])*)[）)]\s*$")
_ORDERED = re.compile(r"不要|必须|请|务必|不能|一定要|需要给出|至少|should|must|do not|don't|please", re.I)
_ABOUT_FORM = re.compile(
    r"mermaid|latex|markdown|格式|字数|\d+\s*字|段落|目录|特殊字符|括号|章节|嵌入|子标题|words", re.I
)
_SIZE = re.compile(
    r"^\s*[（(](?:约|大约|不少于|不超过|至少|控制在|about |approx\.? |at least |~)?\s*\d[\d,]*\s*(?:[-–—~～至到]\s*\d[\d,]*\s*)?(?:字|words?)(?:左右|以[上内])?[）)]\s*$",
    re.I,
)
_SIZED = re.compile(
    r"[（(](?:约|大约|不少于|不超过|至少|控制在|about |approx\.? |at least |~)?\s*\d[\d,]*\s*(?:[-–—~～至到]\s*\d[\d,]*\s*)?(?:字|words?)(?:左右|以[上内])?[）)]\W*(?:$|\n)",
    re.I,
)
_PART = re.compile(
    r"^[\W\d]*(?:system|role|角色(?:设定)?|persona|task|任务(?:描述|说明)?|objective|goals?|目标|context|constraints?|约束(?:条件)?|requirements?|(?:写作)?要求|instructions?|指令|"
    r"audience|tone|style|rules|output(?: format)?|输出(?:格式|要求)?|format|workflow|initialization|skills?|input|response|输入)\W*$",
    re.I,
)
_COMMISSION = re.compile(
    r"\b(?:write|draft|compose) (?:an?|the) (?:\w+ ){0,6}?(?:article|blog|post|essay|report|tutorial)\b|(?:撰写|写|编写|生成)(?:一|1)篇",
    re.I,
)
_KEYS = frozenset(
    (
        "role",
        "content",
        "messages",
        "prompt",
        "instruction",
        "instructions",
        "system",
        "word_count",
        "requirements",
        "task",
        "model",
        "max_tokens",
        "字数",
        "要求",
    )
)
_HANDS_OVER = re.compile(r"[:：][\s*_]*$")


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without leaked prompts."""
    bare = _without_asides(document, ledger)
    others = bare is not document
    document, blocks = bare, bare.children
    leaked = [_is_prompt(node) for node in blocks]
    opening = _opening(blocks)
    for index in opening:
        leaked[index] = True
    if not any(leaked):
        return document
    certain = not about_writing(document) and (
        others
        or bool(opening)
        or any(_alone(node) for node, found in zip(blocks, leaked, strict=True) if found)
        or sum(leaked) > 1
        or any(_heavy(node) for node, found in zip(blocks, leaked, strict=True) if found)
    )
    if not certain:
        for node, found in zip(blocks, leaked, strict=True):
            if found:
                ledger.doubted(node.span, "this may be a prompt to a writer, not the article", "可能是写作提示而非正文")
        return document
    _spread(blocks, leaked)
    kept: list[Block] = []
    for index, (node, found) in enumerate(zip(blocks, leaked, strict=True)):
        if found:
            ledger.removed(node.span, "a prompt to the writer", "写作提示")
            continue
        if (
            isinstance(node, Heading | Paragraph)
            and len(text_of(node)) < 120
            and _DATA.search(text_of(node))
            and any(leaked[max(index - 8, 0) : index + 8])
        ):
            ledger.doubted(
                node.span,
                "this may introduce what the writer was given, not the article",
                "可能是提供给写作者的材料，而非正文",
            )
        kept.append(node)
    return replace(document, children=tuple(kept))


def _without_asides(document: Document, ledger: Ledger) -> Document:
    """Headings without an order to the writer in brackets behind them: "流程图（节点中不要有括号）"."""
    out: list[Block] = []
    for node in document.children:
        last = node.children[-1] if isinstance(node, Heading) else None
        found = _ASIDE.search(last.value) if isinstance(last, Text) else None
        if (
            isinstance(node, Heading)
            and isinstance(last, Text)
            and found
            and (_SIZE.match(found[0]) or (_ORDERED.search(found["aside"]) and _ABOUT_FORM.search(found["aside"])))
        ):
            kept = last.value[: found.start()]
            ledger.removed(
                node.span, "an order to the writer behind a heading", "标题后给写作者的要求", text=found[0].strip()
            )
            children = (*node.children[:-1], *((replace(last, value=kept),) if kept.strip() else ()))
            out.extend((replace(node, children=children),) if children else ())
        else:
            out.append(node)
    return document if tuple(out) == document.children else replace(document, children=tuple(out))


def about_writing(document: Document) -> bool:
    """Whether the title, or several headings, say that the article is about writing or prompting."""
    if _TOPIC.search(str(document.meta.get("title", ""))):
        return True
    headings = [text_of(node) for node in document.children if isinstance(node, Heading)]
    named = [text for text in headings if _TOPIC.search(text) and not _LABEL.match(text)]
    first = headings[0] if headings else ""
    return bool(_TOPIC.search(first)) or len(named) > max(2, 0.2 * len(headings))


def _opening(blocks: tuple[Block, ...]) -> set[int]:
    """What stands before the article's own first heading and orders it: a request as data, a paragraph to an expert, named parts of a prompt."""
    heads = [index for index, node in enumerate(blocks) if isinstance(node, Heading)]
    parts = 0
    while parts < len(heads) and _PART.match(text_of(blocks[heads[parts]])):
        parts += 1
    first = heads[0] if heads else 0
    found = {index for index in range(first) if _request(blocks[index]) or _to_an_expert(blocks[index])}
    if (
        2 <= parts < len(heads)
        and heads[0] == 0
        and any(_COMMISSION.search(text_of(node)) for node in blocks[: heads[parts]])
    ):
        found.update(range(heads[parts]))
    return found


def _request(node: Block) -> bool:
    """JSON whose keys are those of a request to a model, and whose words speak of writing."""
    text = (node.value if isinstance(node, Code) else text_of(node) if isinstance(node, Paragraph) else "").strip()
    if not text.startswith(("{", "[")) or len(text) > 100_000:
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    value = value[0] if isinstance(value, list) and value else value
    return isinstance(value, dict) and len(_KEYS & value.keys()) >= 2 and bool(_WRITING.search(text))


def _to_an_expert(node: Block) -> bool:
    """ "You are a senior writer. Write an article of 2000 words": who the writer is, and what to write."""
    text = text_of(node) if isinstance(node, Paragraph) else ""
    return bool(re.match(r"\W*(?:[你您]是(?:一[位名个])?|you are an? |act as |请扮演)", text, re.I)) and _order(text)


def _alone(node: Block) -> bool:
    """What is certain by itself: an outline with the length of each part, or a whole paragraph in brackets about length."""
    if isinstance(node, List):
        return _sized(node) or _ticked(node)
    return (
        isinstance(node, Paragraph)
        and bool(_ASIDE.match(text_of(node).strip()))
        and bool(re.search(r"\d+\s*(?:字|words)", text_of(node)))
    )


def _sized(node: List) -> bool:
    return len(node.items) >= 2 and sum(bool(_SIZED.search(text_of(item))) for item in node.items) >= 0.6 * len(
        node.items
    )


def _ticked(node: List) -> bool:
    """A list of demands on the text, each of them ticked off."""
    words = {word.lower() for word in _WRITING.findall(text_of(node))}
    return (
        len(node.items) >= 3
        and all(item.checked for item in node.items)
        and len(words) >= 3
        and bool(re.search(r"\d+\s*(?:字|words)", text_of(node)))
    )


def _is_prompt(node: Block) -> bool:
    match node:
        case List():
            return _list(node)
        case Paragraph():
            return _order(text_of(node))
        case Heading():
            found = signs(text_of(node))
            return Sign.ORDER in found and Sign.WRITING in found
        case _:
            return False


def _list(node: List) -> bool:
    """Whether half of the points, however nested, are orders, and two or more words are about writing alone."""
    texts = [text_of(inner) for inner in walk(node) if isinstance(inner, Paragraph)]
    words = {found.lower() for text in texts for found in _WRITING.findall(text)}
    if _sized(node) or _ticked(node):
        return True
    if len(words) < 2:
        return False
    orders = sum(
        Sign.ORDER in signs(text)
        or bool(_DEMAND.match(text))
        or bool(_WRITING.search(text) and re.search(r"[:：].*(?:使用|用|须|应|先|不)", text))
        for text in texts
    )
    return orders >= 1 and orders >= 0.5 * len(texts) and (len(texts) > 1 or _order(texts[0]))


def _order(text: str) -> bool:
    """A paragraph that tells somebody to write: an order, about writing, of at most a few sentences."""
    whole = _ASIDE.match(text.strip())
    if whole and _ORDERED.search(text) and _ABOUT_FORM.search(text):
        return True
    if len(text) >= 500:
        return False
    found = signs(text)
    about = Sign.ORDER in found and Sign.FIRST not in found and bool(found & (Sign.WRITING | Sign.FORM | Sign.USER))
    return about and len({word.lower() for word in _WRITING.findall(text)}) >= 2


def _heavy(node: Block) -> bool:
    """A list of at least three orders with many words of writing is certain by itself."""
    words = {word.lower() for word in _WRITING.findall(text_of(node))}
    return isinstance(node, List) and sum(isinstance(inner, Item) for inner in walk(node)) >= 3 and len(words) >= 3


def _spread(blocks: tuple[Block, ...], leaked: list[bool]) -> None:
    """Mark what belongs to a prompt: the label above it, what it hands over, rules between its parts."""
    for index in range(1, len(blocks)):
        before, node = blocks[index - 1], blocks[index]
        if (
            leaked[index - 1]
            and not leaked[index]
            and _HANDS_OVER.search(text_of(before))
            and isinstance(node, List | Code | Table | Quote)
        ):
            leaked[index] = True
    for index in range(len(blocks) - 2, -1, -1):
        node = blocks[index]
        if leaked[index + 1] and not leaked[index]:
            text = text_of(node).strip()
            if isinstance(node, Heading | Paragraph) and len(text) < 60 and _LABEL.match(text):
                leaked[index] = True
            elif isinstance(node, ThematicBreak) and index and leaked[index - 1]:
                leaked[index] = True
