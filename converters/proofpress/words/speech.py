"""Signs that a writing machine and whoever ordered a text speak to each other about it.

No sentence is known by heart. Each line is a grammatical pattern of one kind; one kind is any author's, and what bears
several, of different kinds, is no author's.
"""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

_PART = (
    r"(?:文章|正文|全文|本文|博文|博客|本章|各章|每一?章|下一?章|第\s*[\d一二三四五六七八九十]+\s*[章节部]"
    "|章节|各节|小节"
    r"|段落|大纲|提纲|目录|综述|初稿|草稿)"
)
_WRITE = (
    r"(?:撰写|编写|续写|写作|写完|写出|润色|改写|重写|扩写|补写|细化|扩展|扩充|补充|完善|整理|修改|输出|生成|展开|填充"
    r"|构建|创作|提交|检查|校对)"
)
_PART_EN = r"(?:article|section|chapter|post|essay|blog|report|draft|outline|document|paragraph|write-?up)s?"
_ORDERED = r"(?:要求|指示|指令|大纲|提纲|目录|约束|模板)"
"""What somebody gives who orders a text. Users of products have wishes, too: needs, opinions, feedback."""
_WISH = r"(?:要求|需求|指示|指令|大纲|提纲|反馈|意见|期望|提示|约束|模板|目录|标准|主题|任务)"

FIRST = Vocabulary(
    Phrase("zh", r"(?<![自由对给与和向为使让的])我(?![们国校方的之])", "我遵循了大纲", "我们国家"),
    Phrase("zh", r"(?:^|[，。！])好的[，,！]", "好的，下面开始", "好的例子"),
    Phrase(
        "en",
        r"\b(?:I(?:['’](?:ll|ve|m)| will| need| should| have| am| must| can)|let me)\b",
        "I’ve drafted the piece",
        "We need a lock",
    ),
    flags=Vocabulary.LINES,
)
"""A single writer says what it does, did or will do."""

USER = Vocabulary(
    Phrase(
        "zh",
        r"(?:按照?|根据|依照|遵循|遵照|响应|满足|符合|针对)(?:了)?(?:(?:您|你)(?:的|所|提供|给出|提出"
        rf"|列出)[^。，,\n]{{0,8}}{_WISH}"
        rf"|用户(?:的|所|提供|给出|提出|列出)[^。，,\n]{{0,8}}{_ORDERED})"
        rf"|(?:按照?|根据|依照|满足|符合)(?:您|你)[^。，,\n]{{0,6}}{_WISH}"
        rf"|符合用户(?:的)?{_WISH}的[^。，,\n]{{0,12}}{_PART}",
        "按照您给出的大纲",
        "根据用户的反馈调整推荐",
    ),
    Phrase(
        "zh",
        rf"(?:您|你)(?:的|所?提供的?|给出的?|提出的?|指定的?)(?:写作|具体|全部|所有|这些|各项)?{_WISH}",
        "您的要求已经满足",
        "您的浏览器",
    ),
    Phrase(
        "zh",
        "用户(?:的)?(?:要求|希望|想要|需要|让)(?:我|文章|写|撰写|一篇|生成一篇|这篇)|(?:帮"
        "|为)(?:助)?用户(?:撰写|写|完成|构建)"
        r"|用户(?:已经?)?(?:提供|给出)了?[^。\n]{0,10}(?:大纲|提纲|目录|要求)",
        "用户要求我写一篇综述",
        "用户要求为系统提供各自的目录",
    ),
    Phrase(
        "zh",
        r"用户(?:的)?(?:要求|希望|想要|需要)在?(?:这里|此处|本节)(?:再|多|还)?(?:举|写|补充|展开)",
        "用户希望此处补充一段",
        "用户需要在这里登录",
    ),
    Phrase(
        "zh",
        r"(?:感谢|谢谢)(?:您|你)(?:选择|让|邀请|委托)我|(?:您|你)(?:可以|需要|应当?|能够)[^。\n]{0,30}"
        r"(?:撰写|扩写|扩展|填充|展开|补充)[^。\n]{0,20}(?:文章|本文|全文|正文|章节|章|部分|内容|大纲)",
        "感谢您选择我来撰写",
        "您可以扩展这个类",
    ),
    Phrase(
        "en",
        r"\bthe user(?:['’]s)? (?:asked|wants?|wanted|requested|requests?|has (?:asked|provided|given)"
        "|instructions?|prompt)"
        r"(?: me| for| an?| the)?\b",
        "The user asked for a long essay",
        "the user clicks the button",
    ),
    Phrase(
        "en",
        r"\bas (?:you )?(?:requested|instructed)\b(?! by (?!(?:you|the user)\b))"
        r"|\byou (?:asked|requested|instructed|provided)\b"
        r"|\b(?:per|follow(?:s|ing|ed)?|meets?|based on|according to|with|in line with|to) (?:all )?(?:of )?your "
        r"(?:\w+ )?(?:requests?|requirements?|instructions?|prompt|outline|guidelines|specifications?|brief|needs"
        r"|expectations|feedback)\b",
        "written to your specifications",
        "open your browser",
    ),
    Phrase(
        "en",
        r"\b(?:the )?requested (?:section|structure|article|format|length|topics?|outline|chapters?|content)\b"
        r"|\b(?:provided|given|requested) (?:outline|template|guidelines|instructions|word count)\b",
        "it follows the requested structure",
        "the requested URL was not found",
    ),
)
"""Whoever ordered the text is spoken to or of."""

WRITING = Vocabulary(
    Phrase("zh", rf"{_WRITE}[^。！？\n]{{0,24}}?{_PART}", "继续撰写下一章", "编写代码"),
    Phrase("zh", rf"{_PART}[^。！？\n]{{0,16}}?(?:的)?(?:{_WRITE}|组织|结构)", "文章的写作", "章节一览"),
    Phrase(
        "en",
        r"\b(?:writ(?:e|ing|ten)|draft(?:ing|ed)?|continu(?:e|ing|ed)|generat(?:e|ing|ed)|expand(?:ing|ed)?"
        "|compos(?:e|ing|ed)"
        rf"|polish(?:ing|ed)?|revis(?:e|ing|ed)|complet(?:e|ing|ed)|produc(?:e|ing|ed)|creat(?:e|ing|ed))\b"
        rf"[^.!?\n]{{0,40}}?\b{_PART_EN}\b",
        "I am drafting the next chapter",
        "write the code",
    ),
    Phrase(
        "en",
        rf"\b{_PART_EN}\b[^.!?\n]{{0,30}}?\b(?:written|drafted|completed|generated|processed|continues|follows"
        r"|meets)\b",
        "the section has been written",
        "the section below lists files",
    ),
)
"""This text, or a part of it, is being written, continued, polished."""

FORM = Vocabulary(
    Phrase(
        "zh",
        r"字数|\d\s*字(?![节符段典母体面号数幕])|字以[上内]|篇幅|(?:文章|章节|目录)的?(?:结构|格式)|大纲|提纲"
        "|目录|约束条件|格式要求"
        r"|输出格式|markdown\s*格式|latex\s*格式|写作要求|格式[与和、及]?规范|引用格式|编号规范|模板|题注|双语|三级",
        "字数不少于三千字",
        "占用 3 字节",
    ),
    Phrase(
        "en",
        r"\bword (?:count|limit)\b|\b\d[\d,]{2,} words\b|\boutline\b|\bguidelines\b|\btemplate\b|\blength limit\b"
        r"|\bformatting requirements\b|\b(?:requested|required|provided|given) (?:structure|format|length)\b",
        "the word count is met",
        "words and sentences",
    ),
)
"""Length, structure, template, format of the text."""

DONE = Vocabulary(
    Phrase(
        "zh",
        rf"(?:以上|上述|至此|到此|这)(?:内容|部分)?(?:就|便|即)?(?:是|为|，|,)[^。\n]{{0,60}}?(?:{_PART}|内容|部分)",
        "以上就是《排序》的完整目录和内容",
        "这是一个例子",
    ),
    Phrase(
        "zh",
        r"(?:已经?|全部|均已)[^。\n]{0,8}(?:完成|撰写完|写完|按照?要求)[^。\n]{0,12}|任务(?:已|完成)"
        rf"|完成了?[^。\n]{{0,10}}{_PART}",
        "全部章节已撰写完毕",
        "完成安装",
    ),
    Phrase(
        "en",
        r"\b(?:has|have) (?:now )?been (?:\w+ ){0,2}(?:completed|processed|written|generated|finished|provided"
        "|fulfilled)"
        r"|\bis (?:now )?complete\b|\bno (?:further|more|additional|other) (?:outputs?|actions?|content"
        r"|responses?|steps?)\b"
        rf"|\b(?:this|the above|that) (?:is|was|concludes|completes|covers)\b[^.\n]{{0,40}}\b(?:{_PART_EN}"
        r"|content|task|request|outline)\b",
        "This concludes the full outline and content",
        "this is the third step",
    ),
)
"""A task or the text is reported as finished."""

OFFER = Vocabulary(
    Phrase(
        "zh",
        "(?:随时|请|欢迎|敬请)(?:随时)?(?:告诉|告知|联系|通知|提出|指出|反馈|吩咐|与我|继续提问)|(?:如|若"
        r"|如果|倘若)[^。\n]{0,16}"
        r"(?:调整|修改|补充|改进|扩展|细化)",
        "如需补充，请随时告知",
        "请打开终端",
    ),
    Phrase(
        "zh",
        r"(?<!们)我(?:可以|能|来)(?:再|单独|随时|继续|帮(?:您|你)|为(?:您|你)|把它?)?(?:重写|改写|续写"
        r"|扩写|润色|修改|补写)",
        "不满意的话，我可以单独重写",
        "我可以重启水泵",
    ),
    Phrase(
        "en",
        r"\blet me know(?: (?:if|whether|when|how|what|which|where|of|about|in|your)\b|[.!])"
        r"|\b(?:feel free|please (?:provide|let me|tell me|confirm)|would you like|(?:happy"
        r"|glad) to (?:revise|expand|adjust|help))\b"
        r"|\bif (?:you|there are) (?:have |need |want |would like )?(?:any |further |additional |more )?(?:\w+ )?"
        r"(?:questions|requests|changes|adjustments|revisions|edits)\b",
        "Let me know what to change",
        "if you want to build it",
    ),
)
"""Help is offered, or changes are invited."""

HOPE = Vocabulary(
    Phrase(
        "zh",
        r"希望[^。！\n]{0,20}(?:满足|符合|达到)(?:了)?(?:您|你)[^。！\n]{0,12}|希望(?:您"
        r"|你)[^。！\n]{0,16}(?:满意|喜欢)",
        "希望这篇文章能满足您的要求",
        "希望对大家有帮助",
    ),
    Phrase(
        "en",
        r"\bhope (?:this|that|it|the \w+) (?:\w+ ){0,3}(?:meets?|satisf\w+|fulfil\w*|matches)\b",
        "I hope this meets your needs",
        "I hope this helps",
    ),
)
"""The hope that the text is what was ordered."""

NEED = Vocabulary(
    Phrase("zh", r"(?:您|你)[^。，！\n]{0,4}(?:需求|期望|需要)", "希望能满足您的需求", "希望符合您的要求"),
    Phrase(
        "en",
        r"\byour (?:\w+ )?(?:needs|expectations)\b",
        "I hope it meets your needs",
        "I hope it meets your requirements",
    ),
)
"""What any writer hopes to meet: what a reader came for, no demand that was made."""

CHANGE = Vocabulary(
    Phrase(
        "zh",
        r"(?:如|若|如果|倘若)[^。\n]{0,16}(?:调整|修改|补充|改进|扩展|细化|重写|润色)",
        "如需调整，请告诉我",
        "如有疑问，请告诉我",
    ),
    Phrase(
        "en",
        r"\b(?:changes|adjustments|revisions|edits|revise|expand|adjust|rewrite)\b",
        "let me know of any changes",
        "let me know of any questions",
    ),
)
"""The text is open to another hand."""

LIMIT = Vocabulary(
    Phrase(
        "zh",
        r"(?:由于|因|鉴于|受)(?:于)?(?:篇幅|字数|长度|回复|输出)[^。\n]{0,10}(?:限制|有限|所限)",
        "由于字数限制，无法全部展示",
        "由于网络限制",
    ),
    Phrase(
        "en",
        r"\b(?:due to|given|because of) (?:the )?(?:length|token|space|word)(?: count)?(?: limit\w*| constraint\w*)",
        "Due to length limits",
        "due to a limited budget",
    ),
)
"""A limit of length as an excuse."""

ORDER = Vocabulary(
    Phrase(
        "zh",
        r"(?:^|[，。；：:\n*\-\d.、（(【]\s*)(?:请(?!注意|参考|参阅|看|读者|务必注意)|务必|不要|不可|切勿|勿"
        "|确保|备注：?|必须|严禁|禁止|不得"
        rf"|仅允许|只允许|严格(?:遵守|遵循|按照))[^。\n]{{0,40}}?(?:{_PART}|引用|字数|格式|参考文献|题注|口语"
        "|文献|思考过程"
        rf"|总结性|人称|虚构|撰写|括号|markdown|latex|mermaid|标题)",
        "请使用 Markdown 格式",
        "请打开终端并登录",
    ),
    Phrase(
        "zh",
        rf"(?:必须|严禁|禁止|不得|仅允许|只允许|严格(?:遵守|遵循|按照|依据)|应基于)[^。\n]{{0,40}}?"
        rf"(?:{_PART}|引用|格式|规范|参考文献|编号|文献|撰写|证据|编造|信息)",
        "结论必须有文献支持",
        "必须先停止服务",
    ),
    Phrase(
        "zh",
        r"^\W*(?:以|使用|采用|用)[^。；\n]{0,24}(?:撰写|写作|中文|英文|文风|语气|语体)"
        r"|请(?:[你您])?根据[^。\n]{0,20}(?:撰写|编写|写作)",
        "使用正式的学术中文",
        "使用锁保护变量",
    ),
    Phrase(
        "zh",
        r"(?:需要?|须|应)(?:给出|包含|控制在|不少于)[^。\n]{0,20}(?:字(?!节|符|段)|章节|目录|流程图)"
        "|[你您]是(?:一[位名个])",
        "需要给出三级目录",
        "需要给出参数",
    ),
    Phrase(
        "en",
        r"\b(?:you are (?:an? )(?:\w+[\s,/-]+){0,8}?(?:expert|assistant|writer|editor|architect|author"
        "|professional|specialist)"
        "|do not (?:include|use|output|write|add|mention|repeat)|(?:must|should) be (?:at least |no (?:more"
        r"|less) than |between )?\d+ words"
        rf"|use markdown|write (?:an?|the) (?:\w+ ){{0,6}}?{_PART_EN})\b",
        "Do not include a summary",
        "you are an experienced user",
    ),
    flags=Vocabulary.LINES,
)
"""Somebody is told what to write, or how."""

ALOUD = Vocabulary(
    Phrase("zh", r"(?:等等|等一下|等下|嗯|唔|不对|哦对|啊对)[，,。.…—]", "等等，这里要推导吗", "等等级高了再说"),
    Phrase("zh", r"那?(?:就|还是)(?:不|先不|直接)[^。\n]{0,10}了", "那就不展开了", "就不能展开"),
    Phrase(
        "en",
        r"(?:hm+|wait|actually|okay|ok|alright|oh|let['’]s see|let me think)[,.…—-]",
        "Hmm, I should check",
        "Waiting lists",
    ),
    Phrase(
        "en",
        r"(?:yes|no|right), (?:that['’]s|this is|it['’]s) (?:right|correct|fine|wrong)",
        "Yes, that's right",
        "Yes",
    ),
    around=r"(?:^|(?<=[.。！？!?，\s”\"]))(?:{})",
)
"""Somebody thinks aloud, and decides."""

_PARTS = r"(?:sections?|chapters?|paragraphs?|introduction|conclusion|outline|part \w+|article|essay|draft)"
PLANS = Vocabulary(
    Phrase(
        "zh",
        r"^(?:好[的，]|嗯|那么)?[，,]?\s*(?:(?:接下来|下面|现在|首先|然后)[，,]?\s*)?(?:我们?)?(?:来|将|会|要|需要"
        r"|应该|得)?"
        r"(?:开始|继续)(?:撰写|写作|续写|编写|写|输出|生成|完成)[^。\n，,]{0,6}"
        r"(?:第[一二三四五六七八九十\d]+|下一?|后续|剩余|剩下)的?(?:个?部分|章节?|小?节|段|内容)",
        "下面继续撰写第四部分。",
        "下面继续介绍第四部分。",
    ),
    Phrase(
        "zh",
        r"我们?(?:需要|要|应该|得)(?:先)?(?:理解|分析|明确|弄清楚?|满足|确认)一?下?"
        r"用户(?:的|给出的|提出的)?(?:写作)?(?:要求|指令|提示|请求)",
        "首先，我需要理解用户的要求",
        "我们需要分析用户的行为",
    ),
    Phrase(
        "en",
        r"\b(?:now|next|first|so|okay|ok),? i(?:['’]ll| (?:need|have|am going) to|['’]m going to| will| should| must)"
        r"(?: now)? (?:write|draft|compose|continue|produce|generate)\b"
        rf"[^.\n]{{0,30}}\b{_PARTS}",
        "Now I need to write the next section.",
        "Now I need to write the next byte.",
    ),
    Phrase(
        "en",
        r"^let me (?:think|consider|plan|decide|figure out)\b[^.\n]{0,20}"
        r"\b(?:it|this (?:section|part)|the (?:next )?(?:section|part|chapter|article)) (?:should|needs? to|must|will)"
        r" (?:cover|say|include|contain|mention)",
        "Let me think about what it should cover.",
        "Let me think about what it costs.",
    ),
    Phrase(
        "en",
        r"^(?:wait|hmm+|actually|okay|ok|first|so)[,.…—-]+ ?(?:but )?"
        r"(?:i (?:need|have) to (?:understand|remember) (?:that |what )?)?"
        r"the user (?:asked|wants|wanted|requested|said|specified|needs)\b",
        "Wait, the user asked for no tables",
        "Wait, the user has left",
    ),
)
"""Somebody says to himself what he writes next, or what whoever ordered it wants."""

TEXT = Vocabulary(
    Phrase("zh", r"文章|博客|博文|本文|全文|综述", "这篇文章的大纲", "项目的目录"),
    Phrase("en", r"\b(?:article|essay|blog post|post|write-?up)\b", "of this article", "of the project"),
)
"""What an article is called in itself."""

OUTLINE = Vocabulary(
    Phrase("zh", r"大纲|目录|提纲|框架", "完整目录", "目标"),
    Phrase("en", r"\boutline\b|\btable of contents\b|\bstructure\b", "the full outline", "a timeline"),
)
"""The plan of a text."""

INNER = Vocabulary(
    Phrase("zh", r"内容|正文|章节|部分", "和部分章节内容", "和索引"),
    Phrase("en", r"\b(?:content|text|chapters|sections)\b", "and the chapters", "and the index"),
)
"""What a plan is filled with."""

THIRD = Vocabulary(
    Phrase("zh", r"用户|[您你]的[^。，！\n]{0,4}(?:需求|期望|需要)", "满足用户的要求", "满足您的要求"),
    Phrase(
        "en",
        r"\bthe user\b|\byour (?:\w+ )?(?:needs|expectations)\b",
        "what the user ordered",
        "your requirements",
    ),
)
"""Users of a product, and the needs of any reader."""

ORDERER = Vocabulary(
    Phrase("zh", r"用户(?:的|没有?)?(?:要求|希望|想要|需要|让|说|问|提到|提供|给出|已)", "用户要求引用", "多用户系统"),
    Phrase(
        "en",
        r"\bthe user(?:['’]s)? (?:\w+ )?(?:wants?|asked|asks|request\w*|needs?|said|provided)\b",
        "the user wants it",
        "user ids",
    ),
)
"""Whoever gave the order, as thoughts name them."""
