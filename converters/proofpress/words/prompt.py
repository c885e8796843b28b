"""Orders to a writer about a text: its length, form, language, structure."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

ABOUT = Vocabulary(
    Phrase(
        "zh",
        r"引用|参考文献|参考条目|技术博客|博客文章|专业技术语言|字数|\d\s*字(?![节符段典母体面号数])|撰写|题注"
        "|口语|第一人称"
        r"|总结性|学术|思考过程|编造|虚构|文献|章节|目录|正文|体例|双语|署名|证据|综述|编号|表达|格式|数据块",
        "全文不少于8000字",
        "占用 8 字节",
    ),
    Phrase(
        "en",
        r"\b(?:markdown|word count|\d+ words|citations?|references|headings?|tone|paragraphs?|sections?"
        "|article|footnotes?"
        r"|blog post|first person)\b",
        "use headings",
        "use tokens",
    ),
)
"""What only a text is made of."""

LABEL = Vocabulary(
    Phrase(
        "zh",
        r"(?:写作|结构|格式|输出|引用|内容|撰写|任务|语言|风格|排版|文章|额外|其他|重要|注意)*"
        r"(?:要求|规范|目标|约束|约束条件|说明|限制|指南|提示|规则|格式)|输入数据块?|输入信息|角色(?:设定)?"
        r"|(?:文章|写作)?(?:大纲|提纲)|(?:自查|检查|质量)清单",
        "写作要求：",
        "要求分析",
    ),
    Phrase(
        "en",
        "(?:writing |output |format(?:ting)? |content |style |additional )*(?:requirements|constraints"
        "|instructions|guidelines"
        "|rules|format)|system prompt|prompt|role|task|(?:article |writing )?outline|(?:quality |final "
        "|writing )*checklist",
        "Output format:",
        "Format strings",
    ),
    around=r"^[\W\d]*(?:{})(?:[（(【\[][^（）()]*[)）】\]])?\W*$",
)
"""What stands over orders."""

TOPIC = Vocabulary(
    Phrase("zh", r"提示词|提示工程|写作|论文|投稿|体例|文献综述的|博客写|文档规范", "提示词写作指南", "快速排序"),
    Phrase("en", r"prompt|style guide|academic writing|technical writing", "A style guide", "Quick sort"),
)
"""An article about writing or prompting."""

POINTS_BACK = Vocabulary(
    Phrase(
        "zh",
        r"(?:上面|以上|前面)(?:这|那|的)?(?:一)?(?:句|段|条|个)?(?:话|回复|回答|提示词|引文|例子)?[是就里中的，]"
        r"|(?:这|那)(?:一)?(?:句|段|条|个)(?:话|回复|回答|提示词|引文|例子)?",
        "上面这句是客服机器人的回复",
        "上面板的螺丝",
    ),
    Phrase(
        "en",
        r"(?:(?:this|that|the) (?:reply|answer|quote|quotation|sentence|response|prompt|example)|the above|"
        r"(?:this|that) (?:is|was|came)\b)",
        "This reply came from our bot",
        "The next step",
    ),
    around=r"^\W*(?:{})",
)
"""What a sentence begins with that speaks of the quotation above it."""

DATA = Vocabulary(
    Phrase("zh", r"输入数据|检索结果", "输入数据块", "输入法"),
    Phrase("en", r"DocumentSearch|search results|retrieved (?:documents|passages)", "Search results:", "search tree"),
)
"""What a writer is given."""

DEMAND = Vocabulary(
    Phrase(
        "zh",
        r"[\w\u4e00-\u9fff]{0,6}(?:要求|约束|署名|字数|篇幅)\s*[:：]\s*\S",
        "语言要求：中英双语",
        "要求很高",
    ),
    Phrase(
        "en",
        r"(?:word count|length|tone|audience|style|format)\s*:\s*\S",
        "Tone: formal",
        "tone of voice",
    ),
    around=r"^\W*(?:{})",
)
"""A demand named, with what is demanded."""

ORDERED = Vocabulary(
    Phrase("zh", r"不要|必须|请|务必|不能|一定要|需要给出|至少|勿|禁止|备注", "不要有括号", "括号的用法"),
    Phrase("en", r"\b(?:should|must|do not|don['’]t|please|avoid)\b", "please avoid quotes", "quotes in titles"),
)
"""Somebody is told to do something."""

DEMANDED = Vocabulary(
    Phrase(
        "zh", r"要求\s*[:：]|(?:不少于|不低于|不超过)\s*\d[\d,]*\s*字(?![节符段])", "要求：不少于 500 字", "不少于三次"
    ),
    Phrase("en", r"\b(?:at least|no more than) \d[\d,]* words\b", "at least 300 words", "at least two copies"),
)
"""A form is demanded of a part, in brackets behind its heading."""

SHAPE = Vocabulary(
    Phrase(
        "zh",
        r"格式|字数|\d\s*字(?![节符段典母体面号数])|段落|目录|特殊字符|括号|引号|章节|嵌入|子标题|标题|流程图|公式",
        "节点中不要有括号",
        "请先备份",
    ),
    Phrase(
        "en", r"mermaid|latex|markdown|\bwords\b|brackets|headings|special characters", "use LaTeX", "back up first"
    ),
)
"""The form of what is to be written."""

SIZE = (
    r"(?:约|大约|不少于|不超过|至少|控制在|about |approx\.? |at least |~)?\s*\d[\d,]*\s*"
    r"(?:[-–—~～至到]\s*\d[\d,]*\s*)?(?:字|words?)(?:左右|以[上内])?"
)
"""A length of text."""

NAMED = Vocabulary(
    Phrase("zh", r"(?:写作|文章|格式|输出)?(?:约束条件?|要求|规范|限制)\s*[:：]", "约束条件：如下", "要求如下"),
    Phrase("en", r"(?:writing |output )?(?:constraints|requirements|rules)\s*:", "Constraints: as follows", "rules of"),
    around=r"^\W*(?:{})",
)
"""Demands are named, before they are handed over."""

STEPS = Vocabulary(
    Phrase("zh", r"(?:让我们|请)?一步(?:一)?步(?:地)?(?:来)?(?:思考|推理|分析)", "让我们一步步思考", "一步步安装"),
    Phrase("en", r"let['’]?s (?:think|work this out|reason) step by step", "Let's think step by step", "step by step"),
    around=r"^\W*(?:{})\W*$",
)
"""A writer is told to think."""

PART = Vocabulary(
    Phrase(
        "zh",
        r"(?:角色(?:设定|定位)?|(?:写作)?任务(?:描述|说明|目标|要求)?|目标|约束(?:条件)?|限制(?:条件)?|(?:写作)?要求"
        r"|指令|输出(?:格式|要求)?|输入)(?:\W+[A-Za-z ]{3,24})?",
        "# 任务描述",
        "任务队列",
    ),
    Phrase(
        "en",
        "system|role|persona|task|objective|goals?|context|constraints?|requirements?|instructions?|audience"
        "|tone|style"
        r"|rules|output(?: format)?|format|workflow|initialization|skills?|input|response",
        "# Role",
        "Role models",
    ),
    around=r"^[\W\d]*(?:{})\W*$",
)
"""The named parts of a prompt."""

COMMISSION = Vocabulary(
    Phrase(
        "en",
        r"\b(?:write|draft|compose|produce) (?:an?|the|one|our) (?:[\w,.–-]+ ){0,6}?"
        r"(?:article|blog|post|essay|report|tutorial)\b",
        "Write a short blog post",
        "write a test",
    ),
    Phrase(
        "zh",
        r"(?:撰写|写|编写|生成|创作|产出)(?:出)?(?:(?:一|1)篇|[^。；，,\n]{0,24}(?:文章|博文|博客|长文|综述|教程))",
        "请写一篇综述",
        "写一个函数",
    ),
)
"""A text is ordered."""

ONLY = Vocabulary(
    Phrase(
        "zh",
        r"(?:只|仅|直接)(?:需要?)?(?:给出?|要|输出|返回|交付?|回复)[^。；，,\n]{0,10}(?:正文|文章|成稿|markdown)"
        r"|(?:不要|不得|无需|请勿|禁止)(?:再|附加|附带|添加|附上|有|输出|包含|写|给出|解释)?[^。；，,\n]{0,8}"
        r"(?:说明文字|解释|开场白|前言后语|寒暄|任何说明|额外说明|思考过程|多余的话)"
        r"|(?:不要|不得|禁止)[^。；，,\n]{0,6}你是[^。；，,\n]{0,6}(?:AI|人工智能|语言模型|模型|机器)",
        "只输出文章正文",
        "只输出一行日志",
    ),
    Phrase(
        "en",
        r"\b(?:(?:return|output|respond with|reply with|provide|deliver) (?:only|nothing but|just)|only)"
        r" (?:return |output )?(?:the |a )?(?:\w+ ){0,3}?(?:article|post|essay|report|draft|markdown)\b"
        r"|\b(?:no|without|(?:do not|don['’]t) (?:include|add|write|output|give)) (?:any |an? )?(?:\w+ )?"
        r"(?:preambles?|commentary|explanations?|meta-?commentary|pleasantries)\b"
        r"|\b(?:do not|don['’]t|never) (?:explain (?:your|what)|(?:mention|say) that you are an? )",
        "Return only the finished article",
        "only the first text field",
    ),
)
"""A writer is told what alone to answer."""

EXPERT = Vocabulary(
    Phrase("zh", r"[你您](?:现在)?是(?:一[位名个])?|请?[你您]?(?:扮演|充当)", "你是一位资深作者", "你看到的是"),
    Phrase("en", r"you are (?:an?|our|the) |act as ", "You are a senior writer", "your actor"),
    around=r"^\W*(?:{})",
)
"""A writer is told who it is."""
