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
        found: list[re.Match[str]] = []
        for hints, pattern in self._pairs:
            for hint in hints:
                if hint in text:
                    found += pattern.finditer(text)
                    break
        return sorted(found, key=lambda m: m.span())


CERTAIN_META = Signs(
    (
        "由于",
        r"由于(?:字数|篇幅|长度|输出|回复)(?:的)?(?:限制|有限|过长)[^。\n]{0,30}(?:我|接下来|后续|以下|下面|将|会|请)",
    ),
    (
        "我会|我将",
        r"(?:接下来|下面|后续)(?:，)?我(?:会|将)(?:逐步|继续|分别|为(?:您|你))[^。\n]{0,30}(?:补充|撰写|完善|输出|生成|扩展)",
    ),
    (
        "以上",
        r"以上(?:是|即|便是|就是|为)[^。\n]{0,25}(?:正文|章节|文章|综述|部分|初稿|草稿|大纲|内容)[^。\n]{0,15}(?:细化|扩展|扩写|续写|示例|初稿|草稿|框架)",
    ),
    ("达到|满足", r"(?:直至|直到|以)(?:达到|满足)\s*\d{3,}\s*字"),
    (
        "告诉我|告知我|随时告|我可以",
        r"如(?:果|需)(?:您|你)?(?:需要|希望|想要|有)?[^。\n]{0,20}(?:进一步)?(?:修改|调整|扩展|补充|细化)[^。\n]{0,15}(?:请(?:随时)?(?:告诉|告知)我|我可以)",
    ),
    (
        "好的|当然|没问题|明白",
        r"^(?:好的|当然|没问题|明白了?)[，,！!。]\s*(?:(?:以下|下面|这)是(?:为|我为|根据|按照?)?(?:您|你|修改|扩写|完整|关于|一[篇份])|(?:下面|接下来)?我(?:来|将|会)(?:为|帮|根据|按|继续|续写)|根据(?:您|你)的)",
    ),
    ("当然可以|好的|没问题", r"^(?:当然可以|好的|没问题)[，,！!。：:]\s*(?:这是|以下是|下面是)"),
    (
        "以下|下面|这是",
        r"^(?:以下|下面|这)(?:是|为)(?:我)?(?:为您|为你|根据(?:您|你)|按照?(?:您|你)|(?:修改|优化|润色|改写|扩写|续写|调整|精简|翻译)后的)[^。\n]{0,30}[:：。]?",
    ),
    (
        "按照您|按照你|按您|按你|依照您",
        r"(?:按照?|依照)(?:您|你)(?:的|所|提供的|给出的)[^。\n]{0,8}(?:要求|需求|指示|大纲|提示|格式)",
    ),
    (
        "仅为示例|仅供参考|供您参考",
        r"以上(?:内容|文章|大纲|文字|代码)?(?:仅为示例|仅供参考)[^。\n]{0,10}(?:您|你)可以?|供(?:您|你)参考[^。\n]{0,20}(?:修改|调整|补充)",
    ),
    (
        "抱歉|对不起",
        r"(?:抱歉|对不起)[，,][^。\n]{0,6}我(?:无法|不能|没有办法)[^。\n]{0,30}(?:生成|输出|继续|提供|完成|撰写|回答|协助)",
    ),
    ("希望", r"希望[^。\n]{0,16}对(?:您|你)有(?:所)?帮助[^\n]{0,30}(?:告诉我|告知我|随时|请(?:您|你)?提出)"),
    (
        "告诉我|告知我|随时",
        r"(?:如果|若|如)(?:您|你)(?:还)?(?:有|需要)[^。\n]{0,24}[，,]\s*(?:请|欢迎)?随时(?:告诉|告知|联系|向)我?",
    ),
    ("下一条|下一次|下次", r"(?:下一[条次]|下次|后续)(?:的)?(?:回复|输出|消息|回答)(?:中|里|会|将|继续)"),
    (
        "我已|我将",
        r"我(?:已经?|将)[^。\n]{0,12}(?:完成(?:了)?|撰写|续写|生成|扩写|改写|润色)[^。\n]{0,12}(?:本章|本节|全文|文章|上述|以上|该部分|内容)",
    ),
    ("字", r"总字数(?:约|为|共|达)[^。\n]{0,4}\d{3,}\s*字"),
    ("根据您|根据你", r"根据(?:您|你)(?:的|所|提供的)(?:要求|需求|指示|大纲|提示)"),
    ("字", r"(?:本章|本节|全文|正文|本文)(?:总)?(?:共计?|约|字数)[^。\n]{0,6}\d{3,}\s*字"),
    (
        "作为",
        r"作为(?:一个|一名|一款)?\s?(?:AI|人工智能|大型?)\s?(?:语言)?(?:模型|助手)[^。\n]{0,6}我|作为(?:一个|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)",
    ),
    ("继续", r"(?:请|可以)(?:回复|输入|告诉我)[“\"「]?继续[”\"」]?"),
    ("本次|此次", r"(?:本次|此次)(?:输出|回复|任务)(?:已|到此)?(?:完成|结束)"),
    ("无需|不需要", r"(?:无需|不需要)(?:更多|进一步|额外)(?:的)?(?:输出|生成)"),
    (
        "o further|o more|o additional",
        r"\b[Nn]o (?:further|more|additional) (?:outputs?|responses?|content|text|steps?) (?:is|are|will be) (?:needed|required|necessary|provided)",
    ),
    (
        "has been|have been",
        r"\b(?:chapter|section|article|content|essay|document)\b[^.\n]{0,30}\b(?:has|have) been (?:fully |successfully )?(?:processed|written|completed|generated|drafted)\b[^.\n]{0,30}\b(?:according to|based on|as per|as requested|following|per your)",
    ),
    (
        "As an|As a large|As a language|as an AI",
        r"\b[Aa]s an? (?:(?:AI|artificial intelligence)(?: language)? (?:model|assistant)|(?:large )?language model, I)\b",
    ),
    (
        "hope this",
        r"^I hope this (?:helps|article|section|answers|is helpful)\b[^\n]{0,60}(?:\b[Ll]et me know|feel free|questions|[!.]$)",
    ),
    (
        "Here",
        r"^(?:\*\*)?Here(?:'s|’s| is| are) (?:the|your|a|an|my) (?:revised|updated|rewritten|improved|polished|expanded|edited|complete|full|final|corrected|translated|requested)\b[^.\n]{0,60}\b(?:version|article|draft|text|section|post|essay|translation|response)\b",
    ),
    (
        "apologize|apologise|sorry",
        r"\bI(?:'m|’m| am)? (?:apologi[sz]e|sorry)[^.\n]{0,12}\b(?:but )?I (?:cannot|can't|can’t|am unable|was unable|am not able)\b|\bI apologi[sz]e for (?:the|any) (?:confusion|inconvenience|oversight)",
    ),
    (
        "eel free",
        r"\b[Ff]eel free to (?:ask|let me know|reach out)[^.\n]{0,20}\b(?:if|for|me)\b[^.\n]{0,40}\b(?:me|further|more|any section|clarif)",
    ),
    (
        "requested",
        r"\b(?:concludes|completes|fulfils|fulfills) the requested\b|\b(?:words|characters|tokens)\b[^.\n]{0,12},? as (?:you )?requested\b",
    ),
    (
        "instructions|request|guidelines|outline|feedback",
        r"\bI(?:'ve|’ve| have) (?:now |just )?(?:completed|written|finished|revised|rewritten|expanded|generated|drafted|updated)\b[^.\n]{0,40}\b(?:your|the (?:given|provided|above)) (?:instructions|requests?|guidelines|outline|feedback|requirements)|\bbased on your (?:feedback|request|instructions|outline|requirements|prompt)\b|\bas per your (?:instructions|requests?|requirements|guidelines)\b",
    ),
    (
        "above",
        r"\bThe above (?:text|article|section|content|response) is (?:approximately|about|around|roughly) [\d,]{3,} words",
    ),
    ("knowledge cutoff|knowledge cut-off|training data", r"\bmy (?:last )?(?:knowledge cut-?off|training data)\b"),
    (
        "please let me know",
        r"\bplease let me know if (?:you|there|any)\b[^.\n]{0,40}\b(?:changes|revisions|adjust\w*|modif\w+|else|further)\b",
    ),
    (
        "Certainly|Sure|Of course|Absolutely|Great",
        r"^(?:Certainly|Sure|Of course|Absolutely|Great)[!,.] (?:[Hh]ere(?:'s|’s| is| are)|[Bb]elow|I(?:'ll|’ll| will| can|'ve|’ve)\b)",
    ),
    (
        "et me know",
        r"\b[Ll]et me know if you(?:'d|’d| would)? (?:like|need|want)\b[^.\n]{0,40}\b(?:me to|changes|adjust|further|revis|expan)",
    ),
    (
        "I'll|I’ll|I will",
        r"(?<!section )\bI(?:'ll|’ll| will) (?:now )?(?:continue|proceed) (?:writing|with (?:writing|the (?:next|remaining|rest|following) (?:section|part|chapter|of))|to (?:write|the next (?:section|part|chapter)))",
    ),
    (
        "ue to|iven",
        r"\b(?:[Dd]ue to|[Gg]iven) (?:the )?(?:length|token|space|word)(?: limit\w*| constraint\w*)[^.\n]{0,60}\b(?:I|continue|next)",
    ),
    (
        "ontinued in|ontinue in",
        r"\b(?:[Tt]o be continued|[Cc]ontinued?) in (?:the |my |a )?(?:next|following|separate) (?:response|message|reply|output)|\bI will continue in ",
    ),
    (
        "s the article continues|ould you like me",
        r"\b[Aa]s the article continues\b|\b[Ww]ould you like me to (?:continue|expand|write|proceed|add|elaborate|include|revise)",
    ),
    ("ord count|字数", r"^\(?(?:[Ww]ord count|字数(?:统计)?)\s*[:：]\s*(?:approx\w*\.? )?\d{3,}"),
)

PROMPT_SIGNS = Signs(
    (
        "请",
        r"请(?:你|您)?(?:根据|按照?|依据|严格|务必|确保|注意|遵守|围绕|使用|以|用|不要|勿)[^。\n]{0,30}(?:撰写|写作|输出|字数|格式|编号|要求|语气|风格|规范|引用|生成|扩写)",
    ),
    ("字数", r"字数(?:约|大约|控制在|不少于|不超过|要求|在|为)?\s*[:：]?\s*(?:约)?\d{3,}"),
    ("字", r"(?:约|不少于|不低于|至少|不超过|控制在)\s*\d{3,}\s*字|\d{3,}\s*字(?:左右|以上|以内)"),
    ("遵守", r"(?:严格)?遵守(?:以下|上述)?(?:输出|写作)?(?:格式|要求|规范)"),
    ("不要", r"不要(?:输出|包含|添加|使用)[^。\n]{0,20}(?:标题|解释|说明|总结|markdown|Markdown|列表)"),
    (
        "你是",
        r"(?<![“\"「‘如当])你(?:现在)?是(?:一[位名个])?[^。\n“”]{0,20}(?:专家|助手|作者|编辑|学者|写手|工程师|作家|记者|博主|翻译|教授)(?=[，。,\n])",
    ),
    ("要求|格式|规范|约束", r"(?:输出|写作)(?:要求|格式|规范|约束)\s*[:：]"),
    (
        "风格|语气",
        r"(?:学术|写作|文章)(?:风格|语气)\s*[:：]|(?:语言|语气|文风)(?:要)?(?:流畅|正式|专业|亲切|通俗易懂|简洁明了|生动)",
    ),
    (
        "直接输出|仅输出|只输出|只需输出|请输出",
        r"(?:请)?(?:直接|仅|只|只需|请)输出(?:正文|文章|结果|译文|内容|JSON|Markdown|最终|改写)",
    ),
    (
        "不要|请勿|切勿|勿",
        r"(?:不要|请勿|切勿|勿)(?:使用|出现|输出|添加|包含|写|编造|重复)[^。\n]{0,12}(?:第一人称|代码块|解释性|多余|额外|任何解释|总结|编号|列表|标题|前言|寒暄)",
    ),
    (
        "请将|请把|请对|请为|请基于|请结合|请撰写|请写|请续写|请扩写|请改写|请润色|请翻译|请总结|请生成",
        r"请(?:将|把|对)(?:以下|下面|下列|上述|上面)(?:的)?(?:内容|文字|文章|段落|文本|材料|提纲|大纲)[^。\n]{0,20}(?:改写|扩写|翻译|润色|整理|总结|概括|续写|转换|优化)|请(?:续写|扩写|改写|润色)(?:以下|下面|上述|这|本)|请(?:为|基于|结合)?[^。，\n]{0,14}(?:撰写|写|生成)(?:一篇|一段|一份|该|本)[^。\n]{0,20}(?:文章|综述|博客|正文|报告|摘要|文案|章节)",
    ),
    (
        "根据",
        r"根据(?:以下|下面|提供的|给定的|所给|上述)(?:的)?(?:资料|材料|大纲|提纲|信息|要求|标题|关键词|主题)[^。\n]{0,6}(?:写|撰写|扩写|生成|创作|完成)",
    ),
    (
        "目标读者|受众|篇幅",
        r"(?:目标读者|目标受众|受众)(?:为|是|[:：])|篇幅(?:控制|约|不超过|不少于|在)[^。\n]{0,6}\d{3,}",
    ),
    (
        "Your task|our job",
        r"\b[Yy]our (?:task|job|goal|role) is to (?:write|create|generate|produce|rewrite|summari[sz]e|translate|draft|expand|edit)\b",
    ),
    (
        "ROLE|Role|Task|Tone|Audience|Style|Length|Context|Objective",
        r"^(?:[-*+] |#+ )?\**(?:Role|ROLE|Task|Tone|Audience|Target audience|Style|Length|Objective)\**\s*:\**\s+\S",
    ),
    (
        "word",
        r"\b(?:[Ww]rite|[Cc]reate|[Gg]enerate|[Pp]roduce|[Dd]raft|[Cc]ompose) (?:an? |the )?[\d,]{3,}[- ]words?\b",
    ),
    (
        "espond|eply|nswer|eturn",
        r"\b(?:[Rr]espond|[Rr]eply|[Aa]nswer|[Rr]eturn|[Oo]utput) (?:only|just|strictly)(?: (?:in|with|the|as))\b",
    ),
    (
        "Keep the|Use a|Maintain|in a",
        r"\b(?:Keep the|Maintain an?|Use an?|[Ww]rite in an?) [^.\n]{0,24}\b(?:tone|style|voice)\b",
    ),
    (
        "in Markdown|in markdown|Markdown format|markdown format",
        r"\b(?:[Oo]utput|[Rr]espond|[Ff]ormat\w*|[Ww]rite|[Rr]eturn|it|article|answer)\b[^.\n]{0,24}\b(?:in|as|using) (?:valid )?[Mm]arkdown\b",
    ),
    ("You are", r"\bYou are (?:an?|the) [^.\n]{0,40}(?:expert|assistant|writer|editor|professional|researcher)\b"),
    (
        "rite a|rite the",
        r"\b[Ww]rite (?:an?|the) [^.\n]{0,60}\b(?:of|in|with|around|about|at least|approximately) (?:about )?\d{3,} words",
    ),
    (
        "words",
        r"\b(?:[Aa]t least|[Nn]o (?:more|fewer|less) than|[Aa]pproximately|[Aa]round|[Mm]inimum(?: of)?) \d{3,} words\b",
    ),
    (
        "o not",
        r"\b[Dd]o not (?:include|add|output|use|mention|repeat|write) [^.\n]{0,40}(?:headings?|explanations?|markdown|preamble|introduction|conclusion|disclaimers?|comments?|title)",
    ),
    (
        "Output|Response|Strictly",
        r"\b(?:Output|Response) (?:format|requirements?|constraints?)\s*:|\bStrictly (?:follow|adhere)",
    ),
    (
        "ollow|dhere to",
        r"\b(?:[Ff]ollow|[Aa]dhere to) (?:the|these) (?:above |following |given )?(?:instructions|format|guidelines|constraints|outline)\b",
    ),
)

PROMPT_HEADING = re.compile(
    r"^(?:写作|撰写|输出|格式|任务|生成|内容|引用)(?:要求|规范|格式|说明|任务|指令|约束)$|^(?:约束条件?|系统提示词?|提示词|角色设定|任务描述|字数要求)$"
    r"|^(?:(?:Writing|Output|Format(?:ting)?|Task|System) )?(?:Requirements?|Instructions?|Constraints|Prompt)$",
    re.I,
)

INTERFACE = re.compile(
    r"(?:复制(?:代码|成功|链接)?|点击复制|已复制到剪贴板|添加评论|写下你的评论|发布于\s*[\d-]+(?: [\d:]+)?|(?:最后)?(?:编辑|发布|更新|修改)于\s*[\d年月日/.-]+(?:\s*[\d:]+)?(?:\s*[・·|]\s*.{0,16})?|(?:微信)?扫(?:一扫|码)[^。\n]{0,8}(?:关注|添加|分享|加群)[^。\n]{0,8}|长按(?:识别|扫码|关注)[^。\n]{0,12}|本文已?(?:收录于|参与)[^。\n]{2,24}|未经授权[^。\n]{0,6}(?:禁止|不得|严禁)转载|(?:查看|展开|收起)(?:评论|回复|目录|剩余\d*%?)|暂无评论|相关(?:推荐|文章|阅读)|猜你喜欢|热门(?:推荐|文章)|立即(?:登录|注册|下载|购买|咨询)|开通会员|登录后?(?:复制|查看|评论|下载)(?:全文|代码)?|已复制|一键复制|代码解读(?:复制代码)?|展开(?:全文|阅读全文|代码)?|收起(?:代码)?|阅读全文|点击(?:展开|查看|阅读)(?:全文|更多|大图)?"
    r"|查看(?:全文|更多|原文|大图)|继续阅读|隐藏代码|显示代码|运行代码|在线运行|AI(?:写|生成)?代码|扫码关注|关注(?:我们|公众号|博主)?|举报|收藏|分享(?:到|至)?|点赞|打赏|赞赏|私信|回复|发表评论|写评论|上一篇|下一篇"
    r"|版权声明|返回顶部|回到顶部|目录|正在加载(?:\.{3}|…+)?|加载中(?:\.{3}|…+)?|加载更多|(?:请)?(?:先)?登录|注册|广告"
    r"|copy(?: code| to clipboard| link)?|copied!?|read more|show more|show less|view (?:more|all|raw)|expand|collapse|click to (?:copy|expand|enlarge)|hide code|show code|run code"
    r"|share(?: this)?(?: (?:on|to) \w+)?|tweet|open in app|sign (?:in|up)|get started|log in|toggle (?:navigation|menu|sidebar|dark mode)|share this (?:article|post|page|story)|add (?:a )?comment|related (?:posts|articles|stories)|recommended for you|you (?:might|may) also like|was this helpful\??|accept (?:all )?cookies|report (?:this|abuse)|print this page|follow us(?: on \w+)?|subscribe to (?:our|my|the) newsletter|join the (?:conversation|discussion)|press enter or click to view image in full size|listen to this article|subscribe|follow|like|reply|leave a (?:comment|reply)|previous (?:post|article)|next (?:post|article)|back to top|skip to (?:main )?content|table of contents|loading(?:\.{3}|…)|advertisement|edit this page|was this (?:page|article) helpful\??)",
    re.I,
)
"""Whole lines of a page's controls; those that could also be an author's line are in `WEAK_INTERFACE`."""

WEAK_INTERFACE = frozenset(
    "收藏 分享 点赞 回复 举报 目录 注册 登录 关注 广告 版权声明 私信 打赏 赞赏 添加评论 yes no copy share like reply follow subscribe expand collapse tweet 展开 收起 "
    "table of contents".split()
)

COUNTS = re.compile(
    r"(?:(?:点赞|收藏|评论|浏览|阅读量?|转发|分享|赞|喜欢|观看|views?|likes?|comments?|shares?|reads?|claps?)\s*[:：(（]?\s*[\d,.]+\s*[万kKwW]?\+?\s*[)）]?[\s·|,，、]*){2,}"
    r"|(?:赞同|点赞|喜欢|收藏|评论|转发|分享|浏览|阅读)\s*[:：]?\s*\d[\d,.]*\s*[万kKwW]?\+?|\d[\d,.]*[kKmM]?\+? (?:comments?|responses?|shares?|likes?|upvotes?|followers?)|\d[\d,.]*\s*(?:人赞同了该(?:文章|回答)|条评论|次(?:阅读|浏览)|人阅读)"
    r"|(?:阅读(?:量|数)?|浏览(?:量|数)?|点击量?|访问量)\s*[:：]?\s*[\d,.]+\s*[万kKwW]?\+?|[\d,.]+[kKmM]?\+? (?:views|reads|claps)(?: ago)?|\d+ min(?:ute)?s? read",
    re.I,
)

PLACEHOLDER = Signs(
    (
        "此处|这里|在此",
        r"[（(\[【]\s*(?:此处|这里|在此(?:处)?)(?:应)?(?:插入|放置?|添加|填写|补充)[^）)\]】\n]{0,30}[）)\]】]",
    ),
    (
        "占位|待补|待插入|待添加",
        r"[（(\[【]\s*(?:插图|配图|图片|表格|公式|代码)(?:占位|待补|待插入|待添加)[^）)\]】\n]{0,10}[）)\]】]",
    ),
    ("待", r"[（(\[【]\s*(?:待补充?|待完善|待续写|待填写|内容待补充)[^）)\]】\n]{0,10}[）)\]】]"),
    (
        "nsert|dd|lace|TODO|TBD|TBA",
        r"[（(\[【]\s*(?:(?:[Ii]nsert|[Aa]dd|[Pp]lace) \w+ |TODO\b|TBD\b|TBA\b)[^）)\]】\n]{0,40}[）)\]】](?!\()",
    ),
    ("图X|表X|图x|表x|图N|表N|图n|表n|图？|表？|图?|表?", r"(?<![A-Za-z\u4e00-\u9fff])[图表][XxNn？?](?![A-Za-z0-9])"),
    ("Figure |Table |Fig. ", r"(?<![\u4e00-\u9fffA-Za-z])(?:Figure|Table|Fig\.) [X?](?=[\s:.])"),
    (
        "插入|填写|补充|替换",
        r"[\[【（(](?:请)?(?:在此处?|在这里|于此处?)?(?:插入|填写|补充|替换为?)(?:图片?|表格?|公式|代码|数据|链接|作者|名称|姓名|标题|内容|您的|你的|相关)[^\]】）)\n]{0,16}[\]】）)](?![（(\[])",
    ),
    ("省略", r"^[（(]\s*(?:此处|以下|中间|后文)(?:内容|代码|部分|略|从略)?省略[^）)\n]{0,16}[）)]$"),
    (
        "INSERT|Insert|Your |YOUR |your ",
        r"\[(?:INSERT [A-Z][^\]\n]{0,30}|(?:Your|YOUR|your) (?:[Nn]ame|NAME|[Cc]ompany|COMPANY|[Ee]mail|[Tt]itle|[Uu]niversity|[Tt]ext|[Ll]ink|[Dd]ate|[Aa]uthor|[Ii]nstitution|[Oo]rganization)(?: [Hh]ere)?)\](?![(\[])",
    ),
    ("{{", r"^\{\{\s*[A-Za-z_][\w.]{0,40}\s*\}\}$"),
    ("图？|表？|图?|表?", r"(?<=[见如由])[图表][?？](?=所示|中|可)"),
    ("TODO|TBD|FIXME|XXX", r"^\W{0,3}(?:TODO|TBD|FIXME|XXX)\b\s*(?:[:：].*)?$"),
    ("orem ipsum", r"\b[Ll]orem ipsum dolor\b"),
)
