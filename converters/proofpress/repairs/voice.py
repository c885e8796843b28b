"""Who speaks to whom: the author to the reader, or a writing machine and its user to each other about the text.

No sentence is known by heart. A sign is a grammatical pattern of one kind: somebody is addressed, the text is being
written, its size or form is prescribed, a task is reported as done, help is offered. One sign is any author's; what bears
several, of different kinds, is no author's.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import lru_cache


class Sign(Flag):
    """The kinds of signs that a stretch of text can bear."""

    NONE = 0
    FIRST = auto()
    """A writer says "I will" or "let me"."""
    USER = auto()
    """Whoever ordered the text is spoken to or of."""
    WRITING = auto()
    """The text, or a part of it, is being written, continued, polished."""
    FORM = auto()
    """Words about length, structure, template, constraints, format."""
    DONE = auto()
    """A task or an output is reported as finished."""
    OFFER = auto()
    """More help is offered, or changes are invited."""
    ORDER = auto()
    """Somebody is told to write, or what not to write."""


_PART = r"(?:文章|正文|全文|博客|本章|各章|每一?章|下一?章|第\s*[\d一二三四五六七八九十]+\s*[章节部]|章节|小节|部分|段落|大纲|目录|标题|摘要|综述|初稿|草稿|报告|内容)"
_WRITE = (
    r"(?:撰写|编写|续写|写作|写完|润色|改写|重写|扩写|补写|细化|扩展|扩充|补充|完善|整理|修改|输出|生成|展开|填充|提交)"
)
_FORM_WORDS = (
    r"(?:字数|字以[上内]|\d+\s*字|篇幅|文章结构|章节结构|结构模板|模板|大纲|目录结构|约束条件|约束|格式要求|输出格式|markdown\s*格式|写作要求|"
    r"格式规范|格式[与和、及]规范|引用格式|编号规范|技术博客|上述要求|用户的?要求|您的要求|题注|占位)"
)
_ENGLISH_PART = r"(?:article|section|chapter|post|essay|blog|report|draft|outline|document|content|response|text|paragraph|summary|digest|analysis|comparison)s?"

_PATTERNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (
        Sign.FIRST,
        re.compile(
            r"(?<!自)我(?:将|会|需要|要|来|应该|先|就|可以|已经?|得)|我们(?:将|来|现在|需要|应该|可以|再次)|让我(?:们)?|(?:^|[，。！])好的[，,]|\b(?:I(?:'ll| will| need| should| have| am|'m| must| can)|let me|let's)\b",
            re.I,
        ),
    ),
    (
        Sign.USER,
        re.compile(
            r"用户(?:的|已经?|还)?(?:要求|希望|给出|提供|需求|提到|让我|想要|指定)|(?:按照|根据|满足|符合)(?:您|你|用户)的?|(?:您|你)(?:的|提供|给出|对|有|需要|可以|希望|要求)|\b(?:the user|you asked|you requested|your (?:request|requirements|instructions|prompt)|as (?:you )?requested|per your)\b",
            re.I,
        ),
    ),
    (
        Sign.WRITING,
        re.compile(
            rf"{_WRITE}[^。！？\n]{{0,30}}?{_PART}|{_PART}[^。！？\n]{{0,16}}?(?:的)?{_WRITE}|\b(?:writ(?:e|ing|ten)|draft(?:ing|ed)?|continue|continuing|generat(?:e|ing|ed)|expand(?:ing|ed)?|compos(?:e|ing|ed)|structure|polish(?:ing|ed)?|process(?:ed|ing)|produce|create)\b[^.!?\n]{{0,60}}?\b{_ENGLISH_PART}\b|\b(?:{_ENGLISH_PART})\b[^.!?\n]{{0,40}}?\b(?:written|drafted|completed|generated|processed|continues)\b",
            re.I,
        ),
    ),
    (
        Sign.FORM,
        re.compile(
            rf"{_FORM_WORDS}|\b(?:word (?:count|limit)|(?:provided|requested|required|given) (?:structure|format|outline|template|guidelines)|guidelines|template|constraints|length limit|formatting requirements)\b",
            re.I,
        ),
    ),
    (
        Sign.DONE,
        re.compile(
            r"(?:以上(?:就)?是|至此|到此).{0,12}(?:文章|正文|全文|全部|完整|内容)|(?:已经?|全部)(?:完成|撰写完|写完|按要求)|任务(?:已|完成)|\b(?:has|have) (?:now )?been (?:\w+ ){0,2}(?:completed|processed|written|generated|finished|provided|fulfilled)|\bis (?:now )?complete\b|\bno (?:further|more|additional|other) (?:outputs?|actions?|content|responses?|steps?)\b|\btask (?:is|was|has)\b",
            re.I,
        ),
    ),
    (
        Sign.OFFER,
        re.compile(
            r"(?:随时|请|欢迎)(?:告诉|告知|联系|通知|提出|指出|反馈|继续提问)(?:我)?|(?:有|需要|想)(?:任何|其他|进一步|更多|所)?(?:的)?(?:调整|修改|补充|改进)(?:需求|意见|建议)?|\b(?:let me know|feel free|please (?:provide|let|tell|confirm)|if (?:you|there are) (?:have |need |want |would like )?(?:any |further |additional |more )?(?:\w+ )?(?:questions|requests|changes|adjustments|revisions)|would you like)\b",
            re.I,
        ),
    ),
    (
        Sign.ORDER,
        re.compile(
            rf"(?:^|[，。；：:\n*\-\d.、【]\s*)(?:请(?!注意|参考|参阅|看|读者|务必注意)|务必|不要|不可|切勿|确保)[^。\n]{{0,60}}?(?:{_WRITE}|{_PART}|引用|字数|格式|规范|参考文献|题注|编号|用语|表述|口语|文献|思考过程|总结性|人称|虚构|证据|语言)|(?:必须|严禁|禁止|不得|仅允许|只允许|严格(?:遵守|遵循|按照))[^。\n]{{0,60}}?(?:{_WRITE}|{_PART}|引用|字数|格式|规范|参考文献|题注|编号|用语|表述|口语|文献|思考过程|总结性|人称|虚构|证据|语言)|\b(?:you are (?:an? )(?:\w+[\s,/-]+){{0,8}}?(?:expert|assistant|writer|editor|architect|author|professional|specialist)|do not (?:include|use|output|write|add|mention|repeat)|(?:must|should) be (?:at least|no (?:more|less) than|between)?\s*\d+ words|use markdown|write (?:an?|the) (?:\w+ ){{0,6}}?{_ENGLISH_PART})\b|[你您]是(?:一[位名个])|^\W*(?:以|使用|用)[^。；\n]{{0,24}}(?:撰写|写作|编写)|请(?:[你您])?(?:使用|用|以)[^。\n]{{0,20}}(?:撰写|语言|格式|中文|英文)",
            re.I,
        ),
    ),
)


_HINTS: dict[Sign, tuple[str, str]] = {
    Sign.FIRST: ("我 好的", "i |i'll|i'm|let me|let's"),
    Sign.USER: ("用户 您 你", "the user|you|requested"),
    Sign.WRITING: (
        "写 润色 细化 扩 补充 完善 整理 修改 输出 生成 展开 填充 提交",
        "writ|draft|continu|generat|expand|compos|structure|polish|process|produce|create|completed",
    ),
    Sign.FORM: (
        "字 篇幅 结构 模板 大纲 约束 格式 要求 编号规范 技术博客 题注 占位",
        "word |structure|format|outline|template|guidelines|constraints|length limit",
    ),
    Sign.DONE: ("以上 至此 到此 完成 写完 按要求 任务", "been|complete|no |task "),
    Sign.OFFER: (
        "随时 请 欢迎 有 需要 想 调整 修改 补充 改进",
        "let me know|feel free|please |if you|if there|would you",
    ),
    Sign.ORDER: (
        "请 务必 不要 不可 切勿 确保 必须 禁 不得 仅允许 只允许 严格 是一 是名 是个 以 用",
        "you are|do not|must be|should be|markdown|write a|write the",
    ),
}
_LOOKS = tuple((sign, pattern, _HINTS[sign][0].split(), _HINTS[sign][1].split("|")) for sign, pattern in _PATTERNS)
"""Each pattern behind what it cannot do without, in lower case: most text has nothing of it, and needs no pattern."""


@lru_cache(4096)
def signs(text: str) -> Sign:
    """All kinds of signs that a stretch of text bears."""
    found = Sign.NONE
    lower = text.lower()
    foreign = text.isascii()
    for sign, pattern, chinese, english in _LOOKS:
        if (_any_of(english, lower) or not foreign and _any_of(chinese, text)) and pattern.search(text):
            found |= sign
    return found


def _any_of(hints: list[str], text: str) -> bool:
    for hint in hints:  # noqa: SIM110 - a generator costs several times what is looked for
        if hint in text:
            return True
    return False


def times(sign: Sign, text: str) -> int:
    """How often a text bears one kind of sign."""
    return sum(len(pattern.findall(text)) for kind, pattern in _PATTERNS if kind is sign)


def about_the_task(text: str) -> bool:
    """Whether a stretch of text is somebody's talk about the writing of it: at least two kinds of signs, one of them a speaker's."""
    found = signs(text[:6000])
    speaker = found & (Sign.FIRST | Sign.USER | Sign.OFFER)
    return (
        bool(speaker)
        and bool(found & (Sign.WRITING | Sign.FORM | Sign.DONE | Sign.ORDER | Sign.USER | Sign.OFFER))
        and len(found) >= 2
    )
