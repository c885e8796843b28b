"""Whole lines that a chat, or the model behind it, puts around an answer."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

PREFACE = Vocabulary(
    Phrase(
        "zh",
        r"(?:好的|当然(?:可以)?|可以的?|没问题|明白了?)[，,！!。]\s*[^\n]{0,80}",
        "当然可以，这是修改后的文章：",
        "可以看到",
    ),
    Phrase(
        "en",
        r"(?:sure(?: thing)?|certainly|of course|absolutely)[，,！!。.]\s*[^\n]{0,120}",
        "Certainly! Here is the guide:",
        "Certainly one of the best",
    ),
    Phrase(
        "en",
        r"(?:(?:okay|ok|all ?right|got it|understood|noted|great|perfect|no problem)[,.!]\s*)?"
        r"(?:here(?:['’]s| is)|below is)\s(?:the|your|a|my)\s(?:\w+,?\s){0,3}?"
        r"(?:revised|reworked|rewritten|updated|polished|expanded|edited|improved|requested|corrected|final|finished"
        r"|complete)\s(?:[\w-]+\s){0,3}?(?:article|post|draft|version|text|essay|piece|write-?up|chapter|section)\b"
        r"[^.\n]{0,60}[:.]",
        "Got it! Here's the reworked post:",
        "Here is the revised timetable:",
    ),
    Phrase(
        "en",
        r"(?:okay|ok|all ?right|got it|understood|noted|great|perfect|no problem)[,.!]\s*"
        r"(?:here(?:['’]s| is)|below is)\s(?:the|your)\s(?:[\w-]+\s){0,3}?"
        r"(?:article|post|draft|essay|piece|write-?up|chapter|section)\s?:",
        "Okay, here's the article:",
        "Okay, here's the catch:",
    ),
    Phrase(
        "en",
        r"(?:okay|ok|all ?right|got it|understood|noted|great|perfect|no problem)[,.!]\s*I(?:['’]ll| will)\s"
        r"(?:now\s)?(?:rewrite|rework|revise|write|draft|edit|expand|polish|prepare|restructure|continue)\b[^\n]{0,60}"
        r"\b(?:article|post|draft|essay|piece|text|chapter|section|report)\b[^\n]{0,300}",
        "Got it, I'll rework the draft along the lines you described.",
        "Okay, I'll write the tests first.",
    ),
    Phrase(
        "zh",
        r"(?:好的|好|明白了?|收到|了解了?|可以)[，,！!。]\s*我(?:们|来|会|将|这就|马上)?[^。\n]{0,6}"
        r"(?:接着|继续)?(?:往下写|写下去|续写|改写|重写|修改|润色|扩写|撰写)[^\n]{0,60}",
        "好的，我们接着往下写。",
        "好，我们继续上山。",
    ),
    around=r"^(?:{})$",
)
"""An answer begins: it says yes, then what follows."""

ANNOUNCED = Vocabulary(
    Phrase("zh", r"(?:以下|下面)(?:是|为)[^。\n]{0,60}[:：。！]", "以下是完整的文章：", "以下步骤依次执行"),
    Phrase("en", r"(?:here(?:['’]s| is| are)|below is)\b[^.\n]{0,80}[:.!]", "Here is the article:", "here we go"),
    around=r"^(?:{})$",
)
"""What follows is announced: an author's line as well, so it only counts in a machine's text."""

MODEL = Vocabulary(
    Phrase(
        "zh",
        r"^\W*作为(?:一[个名款种位])?[^，。\n]{0,10}?(?:(?:人工智能|AI|智能|语言|大|聊天|对话|写作)\s?"
        r"(?:模型|助手|助理|机器人)|人工智能|AI)\s?[，,]?\s*我(?![们国])",
        "作为一个人工智能语言模型，我无法上网",
        "作为一个AI产品经理，我每天回答用户的问题",
    ),
    Phrase(
        "en",
        r"^\W*(?:(?:please )?note that |however, |unfortunately, )?as an? (?:\w+ )?"
        r"(?:AI|artificial intelligence|language model)"
        r"(?:[ -](?:powered|based|large|language|text|writing|chat|virtual|digital))*"
        r"(?: (?:model|assistant|chatbot|bot|system|program))?"
        r"(?: (?:trained|developed|created|made|built) by [^,.\n]{1,30})?, I\b",
        "As an AI language model, I cannot",
        "As an AI engineer, I write more YAML than Python",
    ),
    Phrase(
        "en",
        r"^\W*(?:I am|I['’]m) an? (?:AI|artificial intelligence|large language model)"
        r"(?: (?:language|text|writing|chat|virtual))* ?(?:model|assistant|chatbot)?(?:,| and| so|[.])",
        "I'm an AI language model and cannot browse",
        "I'm an AI engineer and write YAML",
    ),
)
"""A model calls itself one; a profession, a student or a vendor of models is a person."""

PRODUCT = Vocabulary(
    Phrase(
        "zh",
        r"(?:由于|因)(?:篇幅|字数|长度|回复|输出)[^。\n]{0,10}限制[^。\n]{0,40}"
        r"(?:下一?(?:次|条|个)(?:回复|回答|消息|输出)|回复[“\"「]?继续)",
        "由于字数限制，余下部分见下一条回复",
        "由于篇幅限制，下一篇再谈",
    ),
    Phrase(
        "en",
        r"\bcontinued? in (?:the |my )?next (?:message|response|reply|output)\b",
        "Continued in the next message",
        "continued in the next post",
    ),
    Phrase(
        "zh",
        r"^\W*(?:由于|因|未完|待续|篇幅|字数|本次|单次|以上|请|回复|发送|输入)[^\n]{0,80}?(?:回复|发送|输入|说)"
        r"\s?[“\"「『](?:继续|下一?部分|go on|continue)[”\"」』][^。\n]{0,12}我(?:会|将|再|就|来)?[^。\n]{0,10}(?:写"
        r"|输出|生成|提供|给出|补|续)"
        r"[^。\n]{0,12}(?:章|节|部分|内容|正文|文章)",
        "（字数所限，请回复“继续”，我会写完后面的章节。）",
        "输入“继续”之后它才会写入剩余部分",
    ),
    Phrase(
        "en",
        r"^\W*(?:due to|because of|given|since|I['’]ve (?:reached|hit)|I have (?:reached|hit)|to be continued|reply"
        r"|type|say|send)\b[^\n]{0,140}?[\"“'](?:continue|go on|next|more)[\"”'][^.\n]{0,20}\bI(?:['’]ll| will| can)\b"
        r"[^.\n]{0,60}\b(?:sections?|rest|article|parts?|chapters?|remaining|post)\b",
        'Reply "continue" and I will write sections 3 to 5.',
        'Reply "continue" to the installer and it will write the rest.',
    ),
    Phrase(
        "en",
        r"^\W*(?:this|that) (?:completes|concludes) (?:the|your) (?:task|request|assignment)\W*$",
        "This completes the task.",
        "This completes the proof.",
    ),
    Phrase(
        "zh",
        r"^\W*(?:已?深度思考|已完成思考|思考(?:完成|结束)?)\s*(?:[（(]\s*)?(?:用时|耗时)\s*\d+\s*(?:秒"
        r"|分钟?)[^\n]{0,20}$",
        "已深度思考（用时 12 秒）",
        "思考题",
    ),
    Phrase(
        "en",
        r"^\W*(?:thought|reasoned)\s*(?:[（(]\s*)?for\s*(?:about )?(?:\d+|a few|several)\s*(?:s\b|sec|min"
        "|seconds?|minutes?)"
        r"[^\n]{0,20}$",
        "Thought for 12 seconds",
        "I thought for a while",
    ),
    Phrase(
        "zh",
        r"^\W*(?:本|该|此|以上)(?:回答|回复|答案|内容)由\s*(?:AI|人工智能|大?模型)[^。\n]{0,20}生成[^\n]{0,40}$",
        "本回答由 AI 生成，仅供参考",
        "回答由读者给出",
    ),
    Phrase(
        "en",
        r"^\W*(?:ChatGPT|Claude|Gemini|Copilot|Kimi|DeepSeek|Grok|Qwen) (?:can|may|might) (?:make"
        "|produce) "
        r"(?:mistakes|errors|inaccurate)[^\n]{0,80}$",
        "Claude can make mistakes. Please check.",
        "AI can make mistakes, and so can we.",
    ),
)
"""A product speaks of itself."""

ASKS = Vocabulary(
    Phrase(
        "en",
        r"(?:would you like me to|shall I|should I|do you want me to)\b[^\n]{0,140}\?",
        "Would you like me to expand it?",
        "Should I use a lock or a queue? It depends",
    ),
    Phrase(
        "zh",
        r"需要我(?:把|将|对|为|给|再|继续|帮|就|针对|进一步)[^？?\n]{0,40}(?:整理|改写|扩写|续写|写|补充|展开|润色"
        r"|翻译|生成"
        r"|总结|输出|压缩|细化)[^？?\n]{0,30}吗[？?]",
        "需要我把上面的流程整理成一份速查表吗？",
        "需要我们把水泵关掉吗？",
    ),
    Phrase(
        "zh",
        r"(?:请问)?(?:你|您)?(?:是否|要不要|需不需要|如)需?要?我(?:继续|对|为|再|帮|进行|进一步|提供|补充|展开|撰写)"
        r"[^\n]{0,60}[？?。！]?",
        "请问是否需要我对某一部分展开？",
        "是否需要索引？",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""The last line of an answer asks what to do next."""

END = Vocabulary(
    Phrase("zh", r"续|接上文|接上一部分|文章(?:到此)?结束|输出结束|正文结束", "（续）", "续集"),
    Phrase(
        "en", r"end of (?:the )?(?:article|document|output|response|text|file)", "--- End of article ---", "End of line"
    ),
    Phrase(
        "zh",
        r"(?:接着|继续|接|承接|延续)上(?:一)?(?:条|次|个|轮)(?:回复|回答|消息|输出|对话)[^。，\n]{0,12}",
        "接着上一条回复的内容继续：",
        "接着上一节的内容继续",
    ),
    Phrase(
        "en",
        r"(?:continuing|continued|picking up|resuming) (?:right |directly )?from (?:the |my )?"
        r"(?:previous|last|prior|preceding) (?:response|reply|message|answer|output)",
        "Continuing from the previous response:",
        "Continuing from the previous section:",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""Where a part of an answer ends or begins."""

RESUMED = Vocabulary(
    Phrase(
        "zh",
        r"(?:接着|继续|接)(?:刚才|前面|之前|上文|上面)(?:的)?(?:内容|部分|写)?(?:继续|往下写)?",
        "接着刚才的内容继续：",
        "继续上楼",
    ),
    Phrase(
        "en",
        r"(?:continuing|picking up|resuming) (?:right |directly )?(?:from )?where (?:I|we|you) (?:left off|stopped)",
        "Picking up where we left off:",
        "Picking up the kettle",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""A text goes on: an author's words as well, so they only count next to a machine's."""

COUNT = Vocabulary(
    Phrase(
        "zh",
        r"(?:全文)?(?:总)?字数(?:统计)?\W*\s*[:：]\W*\s*(?:约|~|为)?\s*\d[\d,]*\s*字?",
        "（全文字数：8000字）",
        "字数：不限",
    ),
    Phrase(
        "zh",
        r"(?:全文)?(?:总)?字数\s*[:：]\s*(?:约|~|为)?\s*\d[\d,]*\s*字?[，,。]\s*(?:已|均)?(?:符合|满足|达到)"
        r"[^\n]{0,40}要求[^\n]{0,160}",
        "字数：约3000字，符合要求。",
        "字数：约3000字，是上一版的两倍",
    ),
    Phrase(
        "zh",
        r"[（(]?(?:全文完|全文结束|正文完)[^\n]{0,12}\d+\s*字",
        "（全文完，共计3200字）",
        "全文完",
    ),
    Phrase(
        "zh",
        r"(?:本文|全文|文章)(?:共计|总计|合计|共|约|字数){1,3}\s*[:：]?\s*\d[\d,]*\s*(?:余|多)?字"
        r"(?![^\n]{0,60}(?:阅读|读完|分钟|小时))[^\n]{0,60}",
        "本文共计12000字，完整版见附件",
        "本文共计三章",
    ),
    Phrase("en", r"word count\W*\s*[:：]\W*\s*(?:about |~)?\d[\d,]*\s*(?:words)?", "Word count: 2,000", "word counts"),
    around=r"^\W*(?:{})\W*$",
)
"""How long the text claims to be."""

THOUGHTS = Vocabulary(
    Phrase("zh", r"思考过程|思考|推理过程|思路分析", "思考过程：", "思考题"),
    Phrase("en", r"thinking|thoughts?|thought process|reasoning|chain of thought", "Thought process:", "Thinking fast"),
    around=r"^\W*(?:{})\W*$",
)
"""A label over what a model thought."""

NOTE = Vocabulary(
    Phrase("zh", r"说明|备注|注|附注|作者署名|结束语|写在最后", "说明", "说明书"),
    Phrase("en", r"notes?|remarks?", "Notes", "Notes on pumps"),
    around=r"^\W*(?:{})\W*$",
)
"""A heading under which a remark may be all there is."""

POSTSCRIPT = Vocabulary(
    Phrase("zh", r"附言|又及|补记|附\s*[:：]\s*P\.?\s?S\b", "又及：图是后来画的", "附录"),
    Phrase(
        "en", r"P\.\s?P?\.?\s?S\b|PS\s*[:：.]|postscript\b(?! (?:file|printer|font))", "P.S. Thanks", "PSI of a tyre"
    ),
    around=r"^\W*(?:{})",
)
"""What was added when the text was done: a person does that."""

EXAMPLES = Vocabulary(
    Phrase(
        "zh",
        r"(?:参考文献|文献|引用|链接|数据)[^。\n]{0,12}(?:均?为|是)(?:示例|虚构|占位|示意)",
        "文中的参考文献为示例",
        "数据是公开的",
    ),
    Phrase(
        "en",
        r"\b(?:references|citations|links|figures) (?:above |here )?are (?:placeholders|fictional|fictitious"
        "|illustrative)",
        "The citations are fictional",
        "references are counted",
    ),
)
"""What the text refers to is made up."""

READERS = Vocabulary(
    Phrase(
        "zh",
        r"读者|大家|朋友们|下一篇|下篇|后续(?:文章|博文)|系列|评论区|留言|关注|点赞|收藏|转载",
        "欢迎在评论区指出",
        "希望有所帮助",
    ),
    Phrase(
        "en",
        r"readers?\b|next (?:post|article|time)|comments? below|leave (?:a|your|me a) comments?|for reading|subscribe"
        r"|in the (?:comments?|issues)\b|open an? (?:issue|pull request)\b",
        "in the next post",
        "the next step",
    ),
)
"""An author speaks to readers."""
