"""Sentences that are not the author's, told by what they speak about: the writing itself.

Each table is evidence, not a verdict: a rule asks for one certain sign or for several weak ones in one place.
"""

from __future__ import annotations

import re


class Signs:
    """Patterns, each looked for only where one of its hints stands: a cheap look before a dear one.

    A hint is a literal, or several with `|` between them; every match of its pattern holds one of them.
    """

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self._pairs = [(tuple(hints.split("|")), re.compile(pattern, re.M)) for hints, pattern in pairs]

    def find(self, text: str) -> list[re.Match[str]]:
        """All matches, in the order of the text."""
        found = [m for hints, pattern in self._pairs if any(h in text for h in hints) for m in pattern.finditer(text)]
        return sorted(found, key=lambda m: m.span())


CERTAIN_META = Signs(
    ("由于", r"由于(?:字数|篇幅|长度|输出|回复)(?:的)?(?:限制|有限|过长)[^。\n]{0,30}(?:我|接下来|后续|以下|下面|将|会|请)"),
    ("我会|我将", r"(?:接下来|下面|后续)(?:，)?我(?:会|将)(?:逐步|继续|分别|为(?:您|你))[^。\n]{0,30}(?:补充|撰写|完善|输出|生成|扩展)"),
    ("以上", r"以上(?:是|即|便是|就是|为)[^。\n]{0,25}(?:正文|章节|文章|综述|部分|初稿|草稿|大纲|内容)[^。\n]{0,15}(?:细化|扩展|扩写|续写|示例|初稿|草稿|框架)"),
    ("达到|满足", r"(?:直至|直到|以)(?:达到|满足)\s*\d{3,}\s*字"),
    ("告诉我|告知我|随时告|我可以",
     r"如(?:果|需)(?:您|你)?(?:需要|希望|想要|有)?[^。\n]{0,20}(?:进一步)?(?:修改|调整|扩展|补充|细化)[^。\n]{0,15}(?:请(?:随时)?(?:告诉|告知)我|我可以)"),
    ("好的|当然|没问题|明白",
     r"^(?:好的|当然|没问题|明白了?)[，,！!。]\s*(?:(?:以下|下面|这)是(?:为|我为|根据|按照?)?(?:您|你|修改|扩写|完整|关于|一[篇份])|我(?:来|将|会)(?:为|帮|根据|按)|根据(?:您|你)的)"),
    ("根据您|根据你", r"根据(?:您|你)(?:的|所|提供的)(?:要求|需求|指示|大纲|提示)"),
    ("字", r"(?:本章|本节|全文|正文|本文)(?:总)?(?:共计?|约|字数)[^。\n]{0,6}\d{3,}\s*字"),
    ("作为", r"作为(?:一个|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)"),
    ("继续", r"(?:请|可以)(?:回复|输入|告诉我)[“\"「]?继续[”\"」]?"),
    ("本次|此次", r"(?:本次|此次)(?:输出|回复|任务)(?:已|到此)?(?:完成|结束)"),
    ("无需|不需要", r"(?:无需|不需要)(?:更多|进一步|额外)(?:的)?(?:输出|生成)"),
    ("o further|o more|o additional",
     r"\b[Nn]o (?:further|more|additional) (?:outputs?|responses?|content|text|steps?) (?:is|are|will be) (?:needed|required|necessary|provided)"),
    ("has been|have been",
     r"\b(?:chapter|section|article|content|essay|document)\b[^.\n]{0,30}\b(?:has|have) been (?:fully |successfully )?(?:processed|written|completed|generated|drafted)\b[^.\n]{0,30}\b(?:according to|based on|as per|as requested|following|per your)"),
    ("As an", r"\bAs an? (?:AI|artificial intelligence)(?: language)? (?:model|assistant)\b"),
    ("Certainly|Sure|Of course|Absolutely|Great",
     r"^(?:Certainly|Sure|Of course|Absolutely|Great)[!,.] (?:[Hh]ere(?:'s|’s| is| are)|[Bb]elow|I(?:'ll|’ll| will| can|'ve))"),
    ("et me know", r"\b[Ll]et me know if you(?:'d|’d| would)? (?:like|need|want)\b[^.\n]{0,40}\b(?:me to|changes|adjust|further|revis|expan)"),
    ("I'll|I’ll|I will", r"\bI(?:'ll|’ll| will) (?:now )?(?:continue|proceed) (?:with|writing|to (?:write|the next))"),
    ("ue to|iven", r"\b(?:[Dd]ue to|[Gg]iven) (?:the )?(?:length|token|space|word)(?: limit\w*| constraint\w*)[^.\n]{0,60}\b(?:I|continue|next)"),
    ("ontinued in", r"\b(?:[Tt]o be continued|[Cc]ontinued) in (?:the|my) next (?:response|message|reply|output)"),
    ("s the article continues|ould you like me", r"\b[Aa]s the article continues\b|\b[Ww]ould you like me to (?:continue|expand|write|proceed)"),
    ("ord count|字数", r"^\(?(?:[Ww]ord count|字数(?:统计)?)\s*[:：]\s*(?:approx\w*\.? )?\d{3,}"),
)

PROMPT_SIGNS = Signs(
    ("请", r"请(?:你|您)?(?:根据|按照?|依据|严格|务必|确保|注意|遵守|围绕|使用|以|用|不要|勿)[^。\n]{0,30}(?:撰写|写作|输出|字数|格式|编号|要求|语气|风格|规范|引用|生成|扩写)"),
    ("字数", r"字数(?:约|大约|控制在|不少于|不超过|要求|在|为)?\s*[:：]?\s*(?:约)?\d{3,}"),
    ("字", r"(?:约|不少于|不低于|至少)\s*\d{3,}\s*字|\d{3,}\s*字(?:左右|以上|以内)"),
    ("遵守", r"(?:严格)?遵守(?:以下|上述)?(?:输出|写作)?(?:格式|要求|规范)"),
    ("不要", r"不要(?:输出|包含|添加|使用)[^。\n]{0,20}(?:标题|解释|说明|总结|markdown|Markdown|列表)"),
    ("你是", r"你是(?:一[位名个])?[^。\n]{0,20}(?:专家|助手|作者|编辑|学者|写手|工程师)(?=[，。,\n])"),
    ("要求|格式|规范|约束", r"(?:输出|写作)(?:要求|格式|规范|约束)\s*[:：]"),
    ("风格|语气", r"(?:学术|写作)(?:风格|语气)[:：]"),
    ("You are", r"\bYou are (?:an?|the) [^.\n]{0,40}(?:expert|assistant|writer|editor|professional|researcher)\b"),
    ("rite a|rite the", r"\b[Ww]rite (?:an?|the) [^.\n]{0,60}\b(?:of|in|with|around|about|at least|approximately) (?:about )?\d{3,} words"),
    ("words", r"\b(?:[Aa]t least|[Nn]o (?:more|fewer|less) than|[Aa]pproximately|[Aa]round|[Mm]inimum(?: of)?) \d{3,} words\b"),
    ("o not",
     r"\b[Dd]o not (?:include|add|output|use|mention|repeat|write) [^.\n]{0,40}(?:headings?|explanations?|markdown|preamble|introduction|conclusion|disclaimers?|comments?|title)"),
    ("Output|Response|Strictly", r"\b(?:Output|Response) (?:format|requirements?|constraints?)\s*:|\bStrictly (?:follow|adhere)"),
    ("ollow|dhere to", r"\b(?:[Ff]ollow|[Aa]dhere to) (?:the|these) (?:above |following |given )?(?:instructions|format|guidelines|constraints|outline)\b"),
)

PROMPT_HEADING = re.compile(
    r"^(?:写作|撰写|输出|格式|任务|生成|内容|引用)(?:要求|规范|格式|说明|任务|指令|约束)$|^(?:约束条件?|系统提示词?|提示词|角色设定|任务描述|字数要求)$"
    r"|^(?:(?:Writing|Output|Format(?:ting)?|Task|System) )?(?:Requirements?|Instructions?|Constraints|Prompt)$",
    re.I,
)

INTERFACE = re.compile(
    r"(?:复制(?:代码|成功|链接)?|登录后?(?:复制|查看|评论|下载)(?:全文|代码)?|已复制|一键复制|代码解读(?:复制代码)?|展开(?:全文|阅读全文|代码)?|收起(?:代码)?|阅读全文|点击(?:展开|查看|阅读)(?:全文|更多|大图)?"
    r"|查看(?:全文|更多|原文|大图)|继续阅读|隐藏代码|显示代码|运行代码|在线运行|AI(?:写|生成)?代码|扫码关注|关注(?:我们|公众号|博主)?|举报|收藏|分享(?:到|至)?|点赞|打赏|赞赏|私信|回复|发表评论|写评论|上一篇|下一篇"
    r"|版权声明|返回顶部|回到顶部|目录|正在加载(?:\.{3}|…+)?|加载中(?:\.{3}|…+)?|加载更多|(?:请)?(?:先)?登录|注册|广告"
    r"|copy(?: code| to clipboard| link)?|copied!?|read more|show more|show less|view (?:more|all|raw)|expand|collapse|click to (?:copy|expand|enlarge)|hide code|show code|run code"
    r"|share(?: this)?(?: (?:on|to) \w+)?|tweet|sign (?:in|up)|log in|subscribe|follow|like|reply|leave a (?:comment|reply)|previous (?:post|article)|next (?:post|article)|back to top|skip to (?:main )?content|table of contents|loading(?:\.{3}|…)|advertisement|edit this page|was this (?:page|article) helpful\??)",
    re.I,
)
"""Whole lines of a page's controls; those that could also be an author's line are in `WEAK_INTERFACE`."""

WEAK_INTERFACE = frozenset(
    "收藏 分享 点赞 回复 举报 目录 注册 登录 关注 广告 版权声明 私信 打赏 赞赏 copy share like reply follow subscribe expand collapse tweet 展开 收起 "
    "table of contents".split()
)

COUNTS = re.compile(
    r"(?:(?:点赞|收藏|评论|浏览|阅读量?|转发|分享|赞|喜欢|观看|views?|likes?|comments?|shares?|reads?|claps?)\s*[:：(（]?\s*[\d,.]+\s*[万kKwW]?\+?\s*[)）]?[\s·|,，、]*){2,}"
    r"|(?:阅读(?:量|数)?|浏览(?:量|数)?|点击量?|访问量)\s*[:：]?\s*[\d,.]+\s*[万kKwW]?\+?|[\d,.]+[kKmM]?\+? (?:views|reads|claps)(?: ago)?|\d+ min(?:ute)?s? read",
    re.I,
)

PLACEHOLDER = Signs(
    ("此处|这里|在此", r"[（(\[【]\s*(?:此处|这里|在此(?:处)?)(?:应)?(?:插入|放置?|添加|填写|补充)[^）)\]】\n]{0,30}[）)\]】]"),
    ("占位|待补|待插入|待添加", r"[（(\[【]\s*(?:插图|配图|图片|表格|公式|代码)(?:占位|待补|待插入|待添加)[^）)\]】\n]{0,10}[）)\]】]"),
    ("待", r"[（(\[【]\s*(?:待补充?|待完善|待续写|待填写|内容待补充)[^）)\]】\n]{0,10}[）)\]】]"),
    ("nsert|dd|lace|TODO|TBD|TBA", r"[（(\[【]\s*(?:(?:[Ii]nsert|[Aa]dd|[Pp]lace) \w+ |TODO\b|TBD\b|TBA\b)[^）)\]】\n]{0,40}[）)\]】](?!\()"),
    ("图X|表X|图x|表x|图N|表N|图n|表n|图？|表？|图?|表?", r"(?<![A-Za-z\u4e00-\u9fff])[图表][XxNn？?](?![A-Za-z0-9])"),
    ("Figure |Table |Fig. ", r"(?<![\u4e00-\u9fffA-Za-z])(?:Figure|Table|Fig\.) [X?](?=[\s:.])"),
    ("TODO|TBD|FIXME|XXX", r"^\W{0,3}(?:TODO|TBD|FIXME|XXX)\b\s*(?:[:：].*)?$"),
    ("orem ipsum", r"\b[Ll]orem ipsum dolor\b"),
)
