"""Sentences in which a language model speaks of its work, wherever in a line they stand.

Evidence, not a verdict: a rule asks for one certain sign or for several weak ones in one place.
"""

from __future__ import annotations

import re

from proofpress.words import Phrase, Vocabulary

OPENING = Vocabulary(
    Phrase(
        "zh",
        (
            r"^(?:好的|当然|没问题|明白了?)[，,！!。]\s*(?:(?:以下|下面|这)是(?:为|我为|根据|按照?)?(?:您|你|修改|扩写"
            "|完整|关于|一[篇份])|(?:下面|接下来)?我(?:来|将|会)(?:为|帮|根据|按|继续|续写)|根据(?:您|你)的)"
        ),
        "好的，以下是完整的内容",
        "好的，我们继续看代码",
        "好的|当然|没问题|明白",
    ),
    Phrase(
        "zh",
        r"^(?:当然可以|好的|没问题)[，,！!。：:]\s*(?:这是|以下是|下面是)",
        "当然可以！以下是",
        "当然可以用别的库",
        "当然可以|好的|没问题",
    ),
    Phrase(
        "en",
        (
            "^(?:Certainly|Sure|Of course|Absolutely|Great)[!,.] (?:[Hh]ere(?:'s|’s| is| are)|[Bb]elow|I(?:'ll|’ll"
            r"| will| can|'ve|’ve)\b)"
        ),
        "Sure! Here's the code",
        "Sure, the cache helps",
        "Certainly|Sure|Of course|Absolutely|Great",
    ),
    flags=re.M,
)
"""How a model begins an answer: the first words of a text, or of a part under a heading."""

CERTAIN_META = Vocabulary(
    Phrase(
        "zh",
        (
            r"由于(?:字数|篇幅|长度|输出|回复)(?:的)?(?:限制|有限|过长)[^。\n]{0,30}(?:我|接下来|后续|以下|下面|将|会"
            "|请)"
        ),
        "由于篇幅限制，我将分几次输出",
        "由于网络限制，请求失败",
        "由于",
    ),
    Phrase(
        "zh",
        (
            r"(?:接下来|下面|后续)(?:，)?我(?:会|将)(?:逐步|继续|分别|为(?:您|你))[^。\n]{0,30}(?:补充|撰写|完善|输出"
            "|生成|扩展)"
        ),
        "接下来我将继续撰写后半部分",
        "接下来我会逐步讲解原理",
        "我会|我将",
    ),
    Phrase(
        "zh",
        (
            r"以上(?:是|即|便是|就是|为)[^。\n]{0,25}(?:正文|章节|文章|综述|部分|初稿|草稿|大纲"
            r"|内容)[^。\n]{0,15}(?:细化|扩展|扩写|续写|示例|初稿|草稿|框架)"
        ),
        "以上是文章正文的扩写",
        "以上是全部步骤",
        "以上",
    ),
    Phrase(
        "zh",
        r"(?:直至|直到|以)(?:达到|满足)\s*\d{3,}\s*字",
        "直到达到5000字",
        "直到达到100个连接",
        "达到|满足",
    ),
    Phrase(
        "zh",
        (
            r"如(?:果|需)(?:您|你)?(?:需要|希望|想要|有)?[^。\n]{0,20}(?:进一步)?(?:修改|调整|扩展|补充"
            r"|细化)[^。\n]{0,15}(?:请(?:随时)?(?:告诉|告知)我|我可以)"
        ),
        "如需进一步修改，请随时告诉我",
        "如需修改端口，请编辑配置",
        "告诉我|告知我|随时告|我可以",
    ),
    Phrase(
        "zh",
        (
            "^(?:以下|下面|这)(?:是|为)(?:我)?(?:为您|为你|根据(?:您|你)|按照?(?:您|你)|(?:修改|优化|润色|改写|扩写"
            r"|续写|调整|精简|翻译)后的)[^。\n]{0,30}[:：。]?"
        ),
        "下面是为您整理的代码",
        "下面是一个例子",
        "以下|下面|这是",
    ),
    Phrase(
        "zh",
        r"(?:按照?|依照)(?:您|你)(?:的|所|提供的|给出的)[^。\n]{0,8}(?:要求|需求|指示|大纲|提示|格式)",
        "按照您的要求",
        "按照文档的要求",
        "按照您|按照你|按您|按你|依照您",
    ),
    Phrase(
        "zh",
        (
            r"以上(?:内容|文章|大纲|文字|代码)?(?:仅为示例|仅供参考)[^。\n]{0,10}(?:您|你)可以?|供(?:您"
            r"|你)参考[^。\n]{0,20}(?:修改|调整|补充)"
        ),
        "以上内容仅供参考，您可以调整",
        "以上数据仅供参考",
        "仅为示例|仅供参考|供您参考",
    ),
    Phrase(
        "zh",
        (
            r"(?:抱歉|对不起)[，,][^。\n]{0,6}我(?:无法|不能|没有办法)[^。\n]{0,30}(?:生成|输出|继续|提供|完成|撰写"
            "|回答|协助)"
        ),
        "抱歉，我无法继续生成",
        "抱歉，页面不存在",
        "抱歉|对不起",
    ),
    Phrase(
        "zh",
        r"希望[^。\n]{0,16}对(?:您|你)有(?:所)?帮助[^\n]{0,30}(?:告诉我|告知我|随时|请(?:您|你)?提出)",
        "希望以上内容对您有帮助，有问题请告诉我",
        "希望本文对你有帮助",
        "希望",
    ),
    Phrase(
        "zh",
        r"(?:如果|若|如)(?:您|你)(?:还)?(?:有|需要)[^。\n]{0,24}[，,]\s*(?:请|欢迎)?随时(?:告诉|告知|联系|向)我?",
        "如果您还有其他要求，请随时告诉我",
        "如果你有多个项目，随时切换",
        "告诉我|告知我|随时",
    ),
    Phrase(
        "zh",
        "(?:下一[条次]|下次|后续)(?:的)?(?:回复|输出|消息|回答)(?:中|里|会|将|继续)",
        "下一条回复中",
        "下一条消息到达时",
        "下一条|下一次|下次",
    ),
    Phrase(
        "zh",
        (
            r"我(?:已经?|将)[^。\n]{0,12}(?:完成(?:了)?|撰写|续写|生成|扩写|改写|润色)[^。\n]{0,12}(?:本章|本节|全文"
            "|文章|上述|以上|该部分|内容)"
        ),
        "我已完成全文",
        "我已经完成了部署",
        "我已|我将",
    ),
    Phrase(
        "zh",
        r"总字数(?:约|为|共|达)[^。\n]{0,4}\d{3,}\s*字",
        "总字数约8000字",
        "总字数统计",
        "字",
    ),
    Phrase(
        "zh",
        r"根据(?:您|你)(?:(?:所|已)?(?:提供|给出|列出)的[^。，,\n]{0,6}|的)(?:要求|需求|指示|大纲|提纲|提示)"
        r"[，,]?(?:我(?:将|会|已|来|为)|以下|下面|(?:现|已)?(?:为您|为你)|(?:撰写|编写|改写|生成|扩写)(?:了|的|如下))",
        "根据您提供的大纲，我将",
        "根据你的需求选择框架",
        "根据您|根据你",
    ),
    Phrase(
        "zh",
        r"(?:本章|本节|全文|正文|本文)(?:总)?(?:共计?|约|字数)[^。\n]{0,6}\d{3,}\s*字"
        r"(?![^。\n]{0,16}(?:指正|赐教|见谅|包涵|勿喷))",
        "本章共计1500字",
        "本节约定端口为8080",
        "字",
    ),
    Phrase(
        "zh",
        (
            r"作为(?:一个|一名|一款)?\s?(?:AI|人工智能|大型?)\s?(?:语言)?(?:模型|助手)[^。\n]{0,6}我|作为(?:一个"
            "|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)"
        ),
        "作为一个AI助手，我",
        "作为模型的输入",
        "作为",
    ),
    Phrase(
        "zh",
        r"(?:请|可以)(?:回复|输入|告诉我)[“\"「]?继续[”\"」]?",
        "请回复“继续”",
        "请输入密码后继续",
        "继续",
    ),
    Phrase(
        "zh",
        "(?:本次|此次)(?:输出|回复|任务)(?:已|到此)?(?:完成|结束)",
        "本次输出到此结束",
        "本次任务的目标",
        "本次|此次",
    ),
    Phrase(
        "zh",
        "(?:无需|不需要)(?:更多|进一步|额外)(?:的)?(?:输出|生成)",
        "无需进一步输出",
        "无需额外的依赖",
        "无需|不需要",
    ),
    Phrase(
        "en",
        (
            r"\b[Nn]o (?:further|more|additional) (?:outputs?|responses?|content|text|steps?) (?:is|are"
            "|will be) (?:needed|required|necessary|provided)"
        ),
        "No further output is needed",
        "No further steps of this kind",
        "o further|o more|o additional",
    ),
    Phrase(
        "en",
        (
            r"\b(?:chapter|section|article|content|essay|document)\b[^.\n]{0,30}\b(?:has|have) been (?:fully "
            r"|successfully )?(?:processed|written|completed|generated|drafted)\b[^.\n]{0,30}\b(?:according to"
            "|based on|as per|as requested|following|per your)"
        ),
        "The chapter has been completed according to the outline",
        "The document has been translated",
        "has been|have been",
    ),
    Phrase(
        "en",
        (
            r"\b[Aa]s an? (?:(?:AI|artificial intelligence)(?: language)? (?:model|assistant)"
            r"|(?:large )?language model, I)\b"
        ),
        "As an AI language model",
        "As an AI engineer",
        "As an|As a large|As a language|as an AI",
    ),
    Phrase(
        "en",
        (
            r"^I hope this (?:helps|article|section|answers|is helpful)\b[^\n]{0,60}(?:\b[Ll]et me know|feel free"
            "|questions)"
        ),
        "I hope this helps! Let me know if you have questions",
        "I hope this helps.",
        "hope this",
    ),
    Phrase(
        "en",
        (
            r"^(?:\*\*)?Here(?:'s|’s| is| are) (?:the|your|a|an|my) (?:revised|updated|rewritten|improved|polished"
            r"|expanded|edited|complete|full|final|corrected|translated|requested)\b[^.\n]{0,60}\b(?:version|article"
            r"|draft|text|section|post|essay|translation|response)\b"
        ),
        "Here is the revised version",
        "Here is the output",
        "Here",
    ),
    Phrase(
        "en",
        (
            r"\bI(?:'m|’m| am)? (?:apologi[sz]e|sorry)[^.\n]{0,12}\b(?:but )?I (?:cannot|can't|can’t|am unable"
            r"|was unable|am not able)\b|\bI apologi[sz]e for (?:the|any) (?:confusion|inconvenience|oversight)"
        ),
        "I apologize for the confusion",
        "The kernel is sorry",
        "apologize|apologise|sorry",
    ),
    Phrase(
        "en",
        (
            r"\b[Ff]eel free to (?:ask|let me know|reach out)[^.\n]{0,20}\b(?:if|for|me)\b[^.\n]{0,40}\b(?:me|further"
            "|more|any section|clarif)"
        ),
        "Feel free to ask if you want me to go on",
        "Feel free to ask on the list",
        "eel free",
    ),
    Phrase(
        "en",
        (
            r"\b(?:concludes|completes|fulfils|fulfills) the requested\b|\b(?:words|characters"
            r"|tokens)\b[^.\n]{0,12},? as (?:you )?requested\b"
        ),
        "This concludes the requested text",
        "the requested page",
        "requested",
    ),
    Phrase(
        "en",
        (
            r"\bI(?:'ve|’ve| have) (?:now |just )?(?:completed|written|finished|revised|rewritten|expanded|generated"
            r"|drafted|updated)\b[^.\n]{0,40}\b(?:your|the (?:given|provided|above)) (?:instructions|requests?"
            r"|guidelines|outline|feedback|requirements)|\bbased on your (?:feedback|request|instructions|outline"
            r"|requirements|prompt)\b|\bas per your (?:instructions|requests?|requirements|guidelines)\b"
        ),
        "based on your feedback",
        "based on the request",
        "instructions|request|guidelines|outline|feedback",
    ),
    Phrase(
        "en",
        (
            r"\bThe above (?:text|article|section|content|response) is (?:approximately|about|around"
            r"|roughly) [\d,]{3,} words"
        ),
        "The above article is approximately 2,000 words",
        "The above article is short",
        "The above ",
    ),
    Phrase(
        "en",
        r"^\W*[Aa]s (?:you )?(?:requested|instructed|asked)(?: by you)?, (?:I(?:'ve|’ve| have)|here (?:is|are))\b",
        "As requested, I have rewritten the section",
        "As requested, the gate is opened at nine",
        "equested, |nstructed, |sked, ",
    ),
    Phrase(
        "en",
        r"\b(?:[Tt]ype|[Ss]ay|[Rr]eply|[Ee]nter|[Ss]end)(?: with)? [\"“'‘](?:continue|go on|next)[\"”'’]",
        'Type "continue" to see the rest',
        "Type the word to continue",
        "continue|go on|next",
    ),
    Phrase(
        "en",
        r"\bmy (?:last )?(?:knowledge cut-?off|training data)\b",
        "my knowledge cutoff",
        "the training data",
        "knowledge cutoff|knowledge cut-off|training data",
    ),
    Phrase(
        "en",
        (
            r"\bplease let me know if (?:you|there|any)\b[^.\n]{0,40}\b(?:changes|revisions|adjust\w*|modif\w+|else"
            r"|further)\b"
        ),
        "please let me know if you want any changes",
        "please let me know",
        "please let me know",
    ),
    Phrase(
        "en",
        (
            r"\b[Ll]et me know if you(?:'d|’d| would)? (?:like|need|want)\b[^.\n]{0,40}\b(?:me to|changes|adjust"
            "|further|revis|expan)"
        ),
        "Let me know if you'd like me to go on",
        "Let me know if you disagree",
        "et me know",
    ),
    Phrase(
        "en",
        (
            r"(?<!section )\bI(?:'ll|’ll| will) (?:now )?(?:continue|proceed) (?:writing|with (?:writing|the (?:next"
            "|remaining|rest|following) (?:section|part|chapter|of))|to (?:write|the next (?:section|part|chapter)))"
        ),
        "I will continue with the next section",
        "I will continue the build",
        "I'll|I’ll|I will",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Dd]ue to|[Gg]iven) (?:the )?(?:length|token|space|word)(?: limit\w*"
            r"| constraint\w*)[^.\n]{0,60}\b(?:I|continue|next)"
        ),
        "Due to the token limit I stop here",
        "Due to the token limit of the API",
        "length limit|token limit|space limit|word limit|length constr|token constr|space constr|word constr",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Tt]o be continued|[Cc]ontinued?) in (?:the |my |a )?(?:next|following|separate) (?:response"
            r"|message|reply|output)|\bI will continue in "
        ),
        "To be continued in the next message",
        "to be continued in part two",
        "ontinued in|ontinue in",
    ),
    Phrase(
        "en",
        (
            r"\b[Aa]s the article continues\b|\b[Ww]ould you like me to (?:continue|expand|write|proceed|add|elaborate"
            "|include|revise)"
        ),
        "Would you like me to expand it?",
        "Would you like a copy?",
        "s the article continues|ould you like me",
    ),
    Phrase(
        "any",
        r"^\(?(?:[Ww]ord count|字数(?:统计)?)\s*[:：]\s*(?:approx\w*\.? )?\d{3,}",
        "Word count: 2000",
        "Word count: none",
        "ord count|字数",
    ),
    flags=re.M,
)
"""A language model speaks of its work."""
