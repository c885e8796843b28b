"""What an answer says of itself, at its beginning, its end, and where it is handed over."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

MEASURED = Vocabulary(
    Phrase(
        "zh",
        r"(?:注|说明|备注)?\W*(?:(?:本|全|正)文|(?:本|这|该|此|整|全)篇(?:文章|博客|正文)?|(?:以上)?文章(?:正文)?"
        r"|总?字数(?:统计|检查)?)"
        r"[^，。；\n]{0,14}?\d[\d,]*\s*(?:余|多)?\s*字(?![节符段])",
        "（全文共计 7986 字，符合要求）",
        "标题的字数为 28 字",
    ),
    Phrase(
        "en",
        r"(?:note\W+)?(?:(?:the |this )?(?:[\w-]+ ){0,2}?(?:word count|length)"
        r"|this (?:\w+ ){0,2}?(?:article|post|essay|guide|report|document|draft|piece))\b[^.;\n]{0,60}?\d[\d,]*\b",
        "Word count: 5,512",
        "The manual is 1,500 words long",
    ),
    around=r"^\W*(?:{})",
)
"""A text counts its own words."""

MET = Vocabulary(
    Phrase(
        "zh",
        r"(?:符合|满足|达到|超过|超出|未超过|不低于)[^，。\n]{0,16}(?:要求|标准|限制|规定|目标)|达标|(?:已|均)达到要求",
        "符合不少于 7500 字的要求",
        "阅读需要二十分钟",
    ),
    Phrase(
        "en",
        r"\b(?:meet(?:s|ing)?|within|exceed(?:s|ing)?|satisf(?:ies|ying)|fulfil\w*|reach(?:es|ing)?)\b[^.\n]{0,40}"
        r"\b(?:require(?:ments?|d)|request(?:ed)?|minimum|target|brief|ordered)\b"
        r"|\b\d[\d,]*-word (?:requirement|minimum|target|limit)|\b(?:all|the) (?:requested|required)\b|\b(?:outline"
        r"|instructions|prompt|brief) (?:has|have|was|were) (?:been )?followed",
        "meeting the 2,000-word minimum",
        "600 when she was done",
    ),
)
"""A demand on a text was met."""

CHECKED = Vocabulary(
    Phrase(
        "zh",
        r"符合|满足|达标|达到|已(?:经)?(?:包含|使用|遵循|覆盖|完成|采用|检查)|没有遗漏|无遗漏|[✓✔✅☑]",
        "格式：已使用 Markdown",
        "格式：Markdown",
    ),
    Phrase(
        "en",
        r"\b(?:met|meets|within|as (?:requested|required)|present|included|covered|followed|passed|done)\b|[✓✔✅☑]",
        "Tone: friendly, as requested",
        "Tone: friendly",
    ),
)
"""One point of a check, and that it holds."""

CHECKS = Vocabulary(
    Phrase("zh", r"自查|自检|核对|检查|校对|对照要求", "接下来对全文进行自查：", "结果如下："),
    Phrase(
        "en",
        r"self-?(?:check|review|assessment)|checklist|check(?:ed|ing)? (?:the )?(?:\w+ )?against|requirements",
        "Self-check against the requirements:",
        "the results:",
    ),
    around=r"(?:{})[^。\n]{0,30}[:：]\W*$",
)
"""A check is announced."""

CHANGED = Vocabulary(
    Phrase(
        "en",
        r"(?:I(?:['’]ve| have) (?:\w+ ){0,2}?(?:reworked|revised|rewritten|updated|changed|made|edited|adjusted"
        r"|tightened|polished|restructured|expanded)\b[^\n]{0,120}"
        r"|(?:key|main|notable|summary of(?: the)?)\s(?:changes|edits"
        r"|revisions)[^\n]{0,60}|what I(?:['’]ve| have)? changed[^\n]{0,60}|(?:\w+\s)?(?:notes|tips) for (?:publishing"
        r"|the editor)[^\n]{0,40}|SEO notes)\s?:",
        "I've reworked the piece with your notes in mind:",
        "The gauge was changed twice:",
    ),
    Phrase(
        "zh",
        r"(?:我(?:已经?|对[^。\n]{0,12})?(?:做了|进行了|作了)?[^。\n]{0,8}|(?:主要|本次|具体|以下)(?:的)?)(?:修改"
        r"|改动|调整|优化|润色"
        r"|改写)(?:说明|内容|点|之处|如下)?[^。\n]{0,24}[:：]",
        "我对原稿做了以下修改：",
        "水位的变化如下：",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""What was changed of a text is listed to whoever ordered it."""

ANOTHER = Vocabulary(
    Phrase(
        "zh",
        r"(?:精简|简短|缩短|加长|更详细|更短|更长|英文|中文|修订|改写|另一个)(?:的)?版(?:本)?"
        r"|(?:调整|修改|压缩|润色|更改|完善)[^。，\n]{0,10}(?:语气|篇幅|文风|措辞)"
        r"|(?:压缩|润色|扩写|改写)[^。，\n]{0,10}(?:章节|文章|段落|正文)",
        "如需精简版请告诉我",
        "调整保留天数",
    ),
    Phrase(
        "en",
        r"\b(?:shorter|longer|condensed|expanded|revised|simplified|different) (?:version|one)\b"
        r"|\b(?:adjust|tweak|modify|edit|customi[sz]e|expand|revise|shorten|adapt|change|rewrite|refine|polish) "
        r"(?:any |the |this |these |some )?(?:of )?(?:the |these )?(?:sections?|tone|wording|article|post|readme"
        r"|draft)\b",
        "let me know if you want a shorter version",
        "adjust any of the settings",
    ),
)
"""Another version of the text is offered."""

PRESENTED = Vocabulary(
    Phrase(
        "zh",
        r"(?:本|这份|该|此)\s?(?:README|文档|指南|文章|教程|说明)[^。，\n]{0,8}(?:涵盖|包含|包括|覆盖|提供)",
        "本文档涵盖了安装与配置",
        "本文讨论排序",
    ),
    Phrase(
        "en",
        r"this (?:\w+ )?(?:readme|guide|document(?:ation)?|article|post|tutorial)\b[^.\n]{0,20}\b(?:covers|provides"
        r"|includes|contains)",
        "This README provides an overview",
        "This guide was written in May",
    ),
    around=r"^\W*(?:{})",
)
"""A text is handed over: what it holds is told of at its end."""

YES = Vocabulary(
    Phrase(
        "zh", r"(?:好的|当然(?:可以)?|可以的?|没问题|明白了?|收到)[，,！!。]", "当然可以！下面是一篇文章", "可以看到"
    ),
    Phrase(
        "en",
        r"(?:sure(?: thing)?|certainly|of course|absolutely|great)[,!.:]",
        "Certainly! Below is an article",
        "Certainly one of the best",
    ),
    around=r"^\W*(?:{})",
)
"""An answer says yes."""

LEAD_IN = Vocabulary(
    Phrase(
        "zh",
        r"(?:文章|博客|博文)?(?:的)?(?:正文|全文|完整内容|正文内容|修改后的?(?:版本|文章|全文))(?:部分)?如下"
        r"|(?:以下|下面)(?:是|为)[^。，\n]{0,24}(?:文章|正文|全文|博文|博客|版本|终稿|修订稿|成稿)(?:内容)?",
        "文章正文如下：",
        "以下是步骤：",
    ),
    Phrase(
        "en",
        r"(?:here(?:['’]s| is)|below is|the following is)\b[^.\n]{0,50}\b(?:version|article|post|draft|essay|revision"
        r"|text)\b"
        r"[^.,\n]{0,50}",
        "Here is the revised version of the article:",
        "Here is the list:",
    ),
    around=r"^\W*(?:{})[:：]\W*$",
)
"""The text itself is announced, and nothing else."""

HANDS = Vocabulary(
    Phrase("zh", r"(?:以下|下面|这)(?:是|为)", "下面是一篇文章", "下面我们看配置"),
    Phrase("en", r"(?:here(?:['’]s| is)|below(?: is|['’]s)|this is)\b", "Below is an article", "Below zero"),
    around=r"^\W*(?:{})",
)
"""Something is handed over."""

WORK = Vocabulary(
    Phrase("zh", r"文章|博文|文档|指南|教程|说明书|README|草稿", "一份完整的指南", "一个例子"),
    Phrase(
        "en",
        r"\b(?:article|essay|post|guide|tutorial|readme|document(?:ation)?|report|draft|write-?up|newsletter)\b",
        "a comprehensive guide",
        "a guided tour",
    ),
)
"""What somebody ordered: a text."""

ASKED = Vocabulary(
    Phrase(
        "zh",
        r"请|继续|接着|下一[节章段部]|再写|重写|改写|扩写|控制在",
        "接着写第二节，控制在四百字",
        "电池按七个阴天设计",
    ),
    Phrase(
        "en",
        r"\b(?:please|continue|go on|now|next|write|rewrite|shorten|expand)\b",
        "Now the summary, please",
        "The battery lasts a week",
    ),
)
"""A turn that asks for more of a text."""

REASONED = Vocabulary(
    Phrase(
        "zh",
        r"(?:可以|能够|足以|开始|准备|来)(?:直接|开始|着手)?(?:给出|写出|提供|回答|撰写|输出)"
        r"|(?:知道|得出|整理)了?(?:最终)?(?:的)?答案",
        "我已经掌握了足够的资料，可以给出答案了",
        "磨坊的轮子每天转一圈",
    ),
    Phrase(
        "en",
        r"\b(?:I|we)\b[^.\n]{0,40}\b(?:give|write|provide|produce|know|have|need|deliver|compose|answer)\b[^.\n]{0,60}"
        r"\b(?:answer|article|response|post|report|content|information)\b",
        "I now can give a great answer",
        "a mill is a clock that eats grain",
    ),
)
"""What an agent thinks right before its answer: that it can give it."""
